//! What the words beside a name, beside a period or in a line of their own say of the figures: "Xã Lay Nưa (KH)", "Lũy kế quý III/2024", "Năm 2023".
//!
//! Takes the words without the name or the period that they are beside; gives those by which the figures are the plan, a running total, a change, a share,
//! a part, a sum or of another period. Titles have a rule of their own ([`crate::locate::head::head_figures`]): they are sentences.

use crate::locate::head::head_figures;
use crate::locate::labels::{label_aside, label_other, split_labels};
use crate::locate::rows::words::is_derived;
use crate::values::period::{Calendar, Frequency, Period};
use crate::values::{sum_words, text};
use crate::words::beside_units;
use crate::words::other_figures::{
    OFFICES, SHORT, SHORT_ALONE, is_number_of_a_period, is_of_a_period, names_a_period, words_of,
};
use crate::words::period_text;
use crate::words::program_names::as_words;

/// Before a period: what was before or after it.
const BEFORE_OR_AFTER: [&str; 2] = ["truoc", "sau"];
/// Bytes of a text that is nothing but a period.
const LONGEST_PERIOD: usize = 60;

/// What words beside a name say of the figures of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SaidOfRow {
    /// They are the plan, a running total, a change, a share, a part or of another period.
    Others,
    /// They may be the sum of other rows.
    Sum,
    /// They may be of a part of the unit, or older ones.
    Part,
}

/// What a piece of the words beside a name says of its figures in a report of a period.
pub(crate) fn beside_a_name(piece: &str, period: Period) -> Option<SaidOfRow> {
    let plain = text::without_marks(&as_words(piece));
    let of_another = || is_of_another_period(piece, period) == Some(true);
    match says_others(piece, &plain) || of_another() {
        true => Some(SaidOfRow::Others),
        false if sum_words::is_one(piece) => Some(SaidOfRow::Sum),
        false => may_be_a_part(&plain).then_some(SaidOfRow::Part),
    }
}

/// True for words, without marks, that say of the figures of a unit that they are not of all of it, or not the newest: "DTTS", "số cũ", "chưa gồm bản A".
/// "Cũ", "mới" and "khu vực III" are said of the unit itself.
fn may_be_a_part(plain: &str) -> bool {
    const PARTS: [&str; 6] = ["dtts", "so cu", "so lieu cu", "so tam", "so tam tinh", "tam tinh"];
    PARTS.contains(&plain) || period_text::says_what_is_missing(plain)
}

/// True for the word of a settlement that a unit of this type is not: "nông thôn" beside a ward. Beside others it says which units a table groups.
pub(crate) fn is_of_another_settlement(piece: &str, kind: &str) -> bool {
    let is_town = matches!(kind, "phuong" | "thi_tran");
    match text::without_marks(piece).as_str() {
        "nong thon" | "khu vuc nong thon" => is_town,
        "thanh thi" | "do thi" | "khu vuc thanh thi" => kind == "xa",
        _ => false,
    }
}

/// True for the words of a cell that names a period where they say that its figures are not those of the period.
pub(crate) fn beside_a_period(written: &str, frequency: Frequency) -> bool {
    let plain = text::without_marks(&as_words(written));
    let pieces = || plain.split(['(', ')', '[', ']', ',', ';', ':']).map(str::trim);
    let first = plain.split_whitespace().next().unwrap_or_default();
    let months = head_figures::months_together(written);
    says_others(written, &plain)
        || pieces().any(|piece| says_others(piece, piece))
        || BEFORE_OR_AFTER.contains(&first)
        || months.is_some_and(|months| months != months_of(frequency))
}

const fn months_of(frequency: Frequency) -> u32 {
    match frequency {
        Frequency::Month => 1,
        Frequency::Quarter => 3,
        Frequency::HalfYear => 6,
        Frequency::Year => 12,
    }
}

/// True for the letters that are short for the plan or for a running total, with no more than a period beside them, in a text without marks: "kh 2026".
pub(crate) fn is_short(plain: &str) -> bool {
    says_one_of(plain, &[SHORT])
}

/// The same of a line of its own, which may be short for an estimate, too: "dt", "uth".
pub(crate) fn is_short_line(plain: &str) -> bool {
    says_one_of(plain, &[SHORT, SHORT_ALONE])
}

fn says_one_of(plain: &str, lists: &[&'static [&'static str]]) -> bool {
    let words = || plain.split_whitespace().map(|word| word.trim_matches(|sign: char| !sign.is_alphanumeric()));
    let is_period = |word: &str| is_of_a_period(word) || word.bytes().any(|sign| sign.is_ascii_digit());
    let is_one = |word: &str| words_of(lists).any(|short| short == word);
    words().any(is_one) && words().all(|word| is_one(word) || is_period(word))
}

/// The words beside a unit of measure by which its figures are others than those of the period: "KH" of "triệu đồng (KH)". At which prices amounts
/// are reckoned says nothing of whose they are: "tỷ đồng, giá so sánh 2010".
pub(crate) fn beside_a_unit(written: &str, period: Option<Period>) -> Option<String> {
    const PRICES: [&str; 3] = ["gia ", "theo gia ", "tinh theo gia "];
    let says_another = |words: &str, period: Period| {
        let months = head_figures::months_together(words);
        label_aside::is_of(words, period) == Some(false)
            || is_of_another_period(words, period) == Some(true)
            || months.is_some_and(|months| months != months_of(period.frequency()))
    };
    beside_units::words_beside(written).into_iter().find(|words| {
        let plain = text::without_marks(words);
        let is_of_prices = PRICES.iter().any(|lead| plain.starts_with(lead));
        !is_of_prices && (says_others(words, &plain) || period.is_some_and(|period| says_another(words, period)))
    })
}

fn says_others(written: &str, plain: &str) -> bool {
    // "Phòng Tài chính - Kế hoạch" has the plan in its name.
    let is_of_an_office = OFFICES.iter().any(|words| label_other::holds(plain, words));
    let is_others = |words: &String| !is_of_an_office || !words_of(&head_figures::ASIDE).any(|aside| aside == words);
    let bare = written.trim_matches(|sign: char| !sign.is_alphanumeric());
    label_other::words(written).iter().any(is_others)
        || is_short(plain)
        || [written, bare].into_iter().any(|text| head_figures::a_part(text).is_some())
        || is_derived(&text::name(written)) && !is_of_an_office && !period_text::cites_a_document(written)
}

/// Whether a text that names a period and says nothing else is of another one than the report's: "Năm 2023", "Số liệu quý II", "Đến 30/6/2024" in a
/// report of the third quarter of 2024. `None` where it says more or no period; one that holds the report's is not another.
pub(crate) fn is_of_another_period(written: &str, period: Period) -> Option<bool> {
    let written = written.trim();
    if written.len() > LONGEST_PERIOD || !says_only_a_period(written) {
        return None;
    }
    if let Some(is_of) = label_aside::is_of(written, period).filter(|_| written.contains(['/', '-', '.'])) {
        return Some(!is_of);
    }
    let holds = |named: &Period| {
        let calendar = Calendar::Gregorian;
        named.start(calendar) <= period.start(calendar) && named.end(calendar) >= period.end(calendar)
    };
    let named = period_text::named(written);
    match named.is_empty() {
        false => Some(!named.iter().any(holds)),
        true => label_other::without_year(written, period).map(|named| !holds(&named)),
    }
}

/// True for a line that says no more than that its figures are those of the period: "Thực hiện", "Quý III", "Thực hiện quý III".
pub(crate) fn is_of_the_period(written: &str, period: Option<Period>) -> bool {
    let named = period.and_then(|period| Some((period, is_of_another_period(written, period)?)));
    match named {
        None => split_labels::adds_nothing(written) && !written.contains(|sign: char| sign.is_ascii_digit()),
        Some((_, true)) => false,
        Some((period, false)) => {
            let named = period_text::named(written);
            named.contains(&period) || label_other::without_year(written, period) == Some(period)
        }
    }
}

/// True for a text of a number and words of periods, days and figures alone.
fn says_only_a_period(written: &str) -> bool {
    let plain = text::without_marks(&as_words(written));
    let words = || plain.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_day = written.chars().filter(|sign| matches!(sign, '/' | '-' | '.')).count() == 2;
    let is_word = |word: &str| names_a_period(word) && !is_number_of_a_period(word);
    let mut others = label_other::without_own(&plain);
    others.retain(|word| !names_a_period(word));
    words().any(is_number_of_a_period)
        && (is_day || words().any(is_word))
        && (others.is_empty() || split_labels::adds_nothing(&others.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn third_quarter() -> Period {
        "2024-Q3".parse().unwrap()
    }

    #[test]
    fn words_beside_a_name_say_whose_figures_are_in_its_row() {
        for piece in [
            "KH",
            "kế hoạch",
            "KH năm 2024",
            "ước",
            "lũy kế",
            "cùng kỳ",
            "kỳ trước",
            "Năm 2023",
            "Quý II",
            "chênh lệch",
            "tỷ lệ",
            "nữ",
            "Đến 30/6/2024",
        ] {
            assert_eq!(beside_a_name(piece, third_quarter()), Some(SaidOfRow::Others), "{piece}");
        }
        for piece in ["Cộng", "tổng"] {
            assert_eq!(beside_a_name(piece, third_quarter()), Some(SaidOfRow::Sum), "{piece}");
        }
        for piece in [
            "mới",
            "cũ",
            "xã vùng III",
            "công an",
            "phòng tài chính - kế hoạch",
            "kế hoạch số 12/KH-UBND",
            "đạt chuẩn nông thôn mới",
            "biên giới",
            "phía nam",
            "quý III",
            "năm 2024",
            "KH&CN",
            "ban dân tộc",
            "ubnd",
            "i",
            "12",
        ] {
            assert_eq!(beside_a_name(piece, third_quarter()), None, "{piece}");
        }
    }

    #[test]
    fn words_beside_a_unit_say_whether_its_figures_are_others() {
        let said = |written| beside_a_unit(written, Some(third_quarter()));
        for written in [
            "triệu đồng (KH)",
            "triệu đồng, KH",
            "quý II - triệu đồng",
            "triệu đồng (2023)",
            "triệu đồng, năm trước",
            "triệu đồng, dự toán",
            "người (LK)",
            "triệu đồng, ước",
            "triệu đồng, 9 tháng",
            "triệu đồng, 12 tháng",
        ] {
            assert!(said(written).is_some(), "{written}");
        }
        for written in [
            "triệu đồng",
            "triệu đồng (làm tròn)",
            "tỷ đồng, giá so sánh 2010",
            "triệu đồng, quý III",
            "triệu đồng (2024)",
            "triệu đồng, quý III năm 2024",
            "người, hộ",
            "triệu đồng/hộ",
            "%",
            "triệu đồng, doanh nghiệp",
        ] {
            assert_eq!(said(written), None, "{written}");
        }
    }

    #[test]
    fn words_beside_a_period_say_whether_its_figures_are_meant() {
        for written in [
            "Lũy kế quý III/2024",
            "Kế hoạch quý III/2024",
            "Quý III/2024 (KH)",
            "9 tháng (đến quý III/2024)",
            "Quý III và 9 tháng năm 2024",
            "Quý III/2024 (2 tháng)",
            "Quý III/2024 (nữ)",
            "Ước quý III/2024",
            "Trước quý III/2024",
            "Quý III/2024 so cùng kỳ",
            "Lũy kế 2024-Q3",
            "KH 2024-Q3",
        ] {
            assert!(beside_a_period(written, Frequency::Quarter), "{written}");
        }
        for written in ["Quý III/2024", "Kỳ báo cáo: quý III năm 2024", "2024-Q3", "Thực hiện quý III", "30/9/2024"]
        {
            assert!(!beside_a_period(written, Frequency::Quarter), "{written}");
        }
        assert!(!beside_a_period("6 tháng đầu năm 2024", Frequency::HalfYear));
    }

    #[test]
    fn a_line_of_the_own_figures_is_known() {
        let is_own = |written| is_of_the_period(written, Some(third_quarter()));
        for written in ["Thực hiện", "TH", "Số thực hiện", "Quý III", "Thực hiện quý III", "Quý III/2024"]
        {
            assert!(is_own(written), "{written}");
        }
        for written in ["Nữ", "Kế hoạch", "Quý II", "Năm 2024", "9 tháng", "Hạng mục nền", "Thực hiện năm 2023"]
        {
            assert!(!is_own(written), "{written}");
        }
    }

    #[test]
    fn a_line_of_a_period_alone_is_told_from_one_that_says_more() {
        for written in
            ["Năm 2023", "Quý II", "Số liệu quý II", "Số liệu năm 2023", "Tháng 7", "Đến 30/6/2024", "Quý II/2024"]
        {
            assert_eq!(is_of_another_period(written, third_quarter()), Some(true), "{written}");
        }
        for written in [
            "Năm 2024",
            "Quý III",
            "Đến 30/9/2024",
            "Chương trình năm 2023",
            "Các xã đạt chuẩn năm 2023",
            "II",
            "Khu vực 2",
            "Nhóm 1",
            "Thực hiện",
        ] {
            assert_ne!(is_of_another_period(written, third_quarter()), Some(true), "{written}");
        }
    }
}
