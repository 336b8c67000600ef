//! What the texts over a column say of another period or of the plan: "Lũy kế từ đầu năm", "Cùng kỳ năm 2024", "Kế hoạch giao".
//!
//! Takes a text of a label; gives the words in it, without marks, by which its figures are not those of the report's period.
//! Marks are laid aside, since these words are mistyped as often as any and none of them means something else without.

use std::borrow::Cow;

use crate::locate::labels::label_keys::parts_of;
use crate::locate::labels::{label_aside, split_labels};
use crate::values::period::{Frequency, Period};
use crate::values::text;
use crate::words::other_figures::{self, is_number_of_a_period, words_of};
use crate::words::period_text;
use crate::words::program_names::as_words;

/// Wherever they are in a text.
const ANYWHERE: [&[&str]; 6] = [
    other_figures::RUNNING,
    other_figures::BEFORE,
    other_figures::AFTER,
    other_figures::ASSIGNED,
    other_figures::ESTIMATED,
    &[
        "ki goc",
        "so voi",
        "so sanh",
        "ke hoach nam",
        "ke hoach thang",
        "ke hoach quy",
        "theo ke hoach",
        "so ke hoach",
        "du toan nam",
    ],
];

/// At the beginning of a text, or of what is in parentheses or behind a dash ("hương ước" is none).
const FIRST: [&[&str]; 3] = [
    other_figures::EXPECTED,
    other_figures::CHANGED,
    &["uoc", "kh nam", "kh giao", "kh thang", "kh quy", "chi tieu nam", "toc do tang", "binh quan thang", "chenh lech"],
];

/// Words that say of a group that its figures are the report's own.
pub(crate) const OWN: [&str; 25] = [
    "trong ki",
    "trong thang",
    "trong quy",
    "trong nam",
    "ki nay",
    "thang nay",
    "quy nay",
    "nam nay",
    "ki bao cao",
    "thang bao cao",
    "quy bao cao",
    "nam bao cao",
    "thuc hien",
    "bao cao",
    "ket qua",
    "dat duoc",
    "so lieu",
    "phat sinh",
    "actual",
    "actuals",
    "this period",
    "this quarter",
    "this month",
    "this year",
    "reporting period",
];

/// The words of a text that speak of another period or of the plan; empty for most texts.
pub(crate) fn words(label: &str) -> Vec<String> {
    let label = as_words(label);
    let label = label.as_ref();
    let plain = text::without_marks(label);
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    for (place, sign) in plain.char_indices() {
        if sign.is_alphanumeric() && !std::mem::replace(&mut before, sign).is_alphanumeric() {
            let rest = plain.get(place..).unwrap_or_default();
            let found = words_of(&ANYWHERE).filter(|words| begins(rest, words) && !is_base_of_a_share(rest));
            words.extend(found.map(str::to_owned));
        }
        before = sign;
    }
    for piece in plain.split(['(', ')', '[', ']', ':', ';', '-', '/', '>']) {
        let piece = piece.trim();
        words.extend(words_of(&FIRST).filter(|words| begins(piece, words)).map(str::to_owned));
        words.extend(months_so_far(piece));
        words.extend(other_figures::said_in_english(piece).map(str::to_owned));
    }
    for part in label_aside::parts(label).iter().map(|part| text::without_marks(part)) {
        let first = words_of(&FIRST).filter(|words| begins(&part, words)).map(str::to_owned);
        let said: Vec<String> = first.chain(months_so_far(&part)).filter(|said| !words.contains(said)).collect();
        words.extend(said);
    }
    words.extend(label_aside::other_words(label));
    // "Kế hoạch số 12/KH-UBND" is a document.
    if !words.is_empty() && period_text::cites_a_document(label) {
        words.clear();
    }
    words
}

/// "so với tổng số hộ": of what a share is one, where it is no plan.
fn is_base_of_a_share(rest: &str) -> bool {
    const BASES: [&str; 5] = ["tong ", "toan ", "so ho", "so nguoi", "dan so"];
    let base = rest.strip_prefix("so voi ").filter(|base| BASES.iter().any(|words| base.starts_with(words)));
    base.is_some_and(|base| !words_of(&[other_figures::EXPECTED, &["chi tieu"]]).any(|words| holds(base, words)))
}

/// "9 tháng đầu năm": so many months together are the period of no form; six are a half-year and twelve a year, which are reported as periods.
fn months_so_far(piece: &str) -> Option<String> {
    let number = months_together(piece).filter(|number| !matches!(number, 6 | 12))?;
    Some(format!("{number} thang"))
}

/// How many months a piece of a label without marks names together: "6 tháng", "12 tháng năm".
fn months_together(piece: &str) -> Option<u32> {
    let mut words = piece.split(' ');
    let number: u32 = words.next()?.parse().ok()?;
    let months = words.next()? == "thang" && matches!(words.next(), None | Some("dau" | "cuoi" | "nam" | "qua"));
    (months && (2..=12).contains(&number)).then_some(number)
}

/// How many months a text counts together that says nothing else: "6 tháng", "9 tháng đầu năm", "9T".
pub(in crate::locate) fn months_alone(written: &str) -> Option<u32> {
    let plain = text::without_marks(written);
    let short = || plain.strip_suffix('t')?.parse::<u32>().ok().filter(|months| (2..=12).contains(months));
    let is_alone = plain.split(' ').skip(2).all(|word| matches!(word, "dau" | "cuoi" | "nam" | "qua"));
    months_together(&plain).filter(|_| is_alone).or_else(short)
}

/// The months together that a label names, where a period of the report has more or fewer.
fn other_months(label: &str, period: Period) -> Option<String> {
    let plain = text::without_marks(label);
    let mut pieces = plain.split(['(', ')', '[', ']', ':', ';', '-', '/', '>']).map(str::trim);
    let is_other = |months: &u32| *months != period.frequency().months();
    // "6 tháng đầu năm 2025" names its period.
    pieces
        .find_map(months_together)
        .filter(is_other)
        .filter(|_| period_text::parse(label).is_none())
        .map(|_| bare(label))
}

/// The text without marks, number and unit where it names a period that is not this one, perhaps without its year: "Tháng 2", "Năm 2024".
pub(super) fn other_period(label: &str, period: Period) -> Option<String> {
    other_period_in_words(label, period).or_else(|| match as_words(label) {
        Cow::Owned(words) => other_period_in_words(&words, period),
        Cow::Borrowed(_) => None,
    })
}

fn other_period_in_words(label: &str, period: Period) -> Option<String> {
    if !may_name_a_period(label) {
        return None;
    }
    if let Some(aside) = label_aside::other_period(label, period) {
        return Some(aside);
    }
    // "31/12/24" below a label.
    let is_day = || label.trim().bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'/' | b'-' | b'.'));
    if is_day()
        && label.matches(['/', '-', '.']).count() == 2
        && label_aside::is_of(label.trim(), period) == Some(false)
    {
        return Some(label.trim().to_owned());
    }
    if names_a_scale(label) {
        return None;
    }
    if let Some(months) = other_months(label, period) {
        return Some(months);
    }
    // "Quý I năm 2025" is no year.
    let is_of_a_part = || period_text::parse(label).is_some_and(|named| named.frequency() != Frequency::Year);
    if let Some(year) = year_alone(label).filter(|_| !is_of_a_part()) {
        return (year != period.year()).then(|| bare(label));
    }
    let named =
        period_text::parse(label).or_else(|| without_year(label, period)).or_else(|| quarter_alone(label, period))?;
    (named != period).then(|| bare(label))
}

/// The quarter of a Roman number alone in a report of a quarter: "III".
pub(super) fn quarter_alone(label: &str, period: Period) -> Option<Period> {
    let number = text::without_marks(label.trim());
    let number = ["i", "ii", "iii", "iv"].into_iter().zip(1..).find(|(roman, _)| *roman == number)?.1;
    Period::new(Frequency::Quarter, period.year(), number).filter(|_| period.frequency() == Frequency::Quarter)
}

/// A label without marks, and without what is laid aside where labels are compared: its number, its unit, a remark in parentheses.
fn bare(label: &str) -> String {
    let parts = parts_of(&[label]).join(" ");
    text::without_marks(if parts.is_empty() { label } else { &parts })
}

/// A label without the period of the report behind it: "Tổng chi năm 2022" of 2022; `None` where it does not end in it.
pub(super) fn without_own_period(label: &str, period: Period) -> Option<&str> {
    const BEGINNINGS: [&str; 4] = ["năm ", "quý ", "tháng ", "kỳ "];
    if !label.ends_with(|sign: char| sign.is_ascii_digit()) {
        return None;
    }
    let lower = label.to_lowercase();
    // Letters that change their length in small letters are none of Vietnamese.
    if lower.len() != label.len() {
        return None;
    }
    let starts = BEGINNINGS.iter().flat_map(|word| lower.match_indices(word)).map(|(start, _)| start);
    let own = starts.filter(|start| {
        let begins = lower.get(..*start).is_some_and(|before| before.ends_with([' ', ',', '-']));
        begins && label.get(*start..).and_then(period_text::parse) == Some(period)
    });
    let before = label.get(..own.min()?)?.trim_end_matches([' ', ',', '-', '–']);
    before.contains(char::is_alphabetic).then_some(before)
}

/// The year of a text that says nothing else than that figures are below it: "Số liệu 2019", "Thực hiện (2019)".
fn year_alone(label: &str) -> Option<i32> {
    const YEARS: std::ops::RangeInclusive<i32> = 1950..=2150;
    let plain = text::without_marks(label);
    let words: Vec<&str> = plain.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_year = |word: &&str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let mut years = words.iter().copied().filter(is_year);
    let year: i32 = years.next()?.parse().ok()?;
    let others: Vec<&str> = words.iter().copied().filter(|word| !is_year(word)).collect();
    let others = others.join(" ");
    let alone = years.next().is_none() && !others.is_empty() && split_labels::adds_nothing(&others);
    (alone && YEARS.contains(&year)).then_some(year)
}

/// True for "thang 10" or "thang điểm 100", a scale, in a label that has its marks: "tháng" is a month.
fn names_a_scale(label: &str) -> bool {
    let lower = label.to_lowercase();
    let rests = lower.split("thang").skip(1).map(|rest| rest.trim_start().trim_start_matches("điểm").trim_start());
    let is_of = |rest: &str| {
        let digits = rest.trim_start_matches(|sign: char| sign.is_ascii_digit());
        matches!(rest.get(..rest.len().saturating_sub(digits.len())), Some("10" | "100"))
            && !digits.trim_start().starts_with(['/', '-', 'n'])
    };
    !label.is_ascii() && rests.into_iter().any(is_of)
}

/// True for a text with a number, perhaps a Roman one: most labels have none.
fn may_name_a_period(label: &str) -> bool {
    let is_roman = |word: &str| ["i", "ii", "iii", "iv"].iter().any(|number| word.eq_ignore_ascii_case(number));
    label.bytes().any(|byte| byte.is_ascii_digit())
        || label.split(|sign: char| sign.is_ascii() && !sign.is_ascii_alphanumeric()).any(is_roman)
}

/// The period of a text that names a month, a quarter or a half of the year of another.
pub(super) fn without_year(label: &str, period: Period) -> Option<Period> {
    const MOST_WORDS: usize = 5;
    let plain = text::without_marks(label);
    let numbered = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit()) || is_number_of_a_period(word);
    if plain.split(' ').count() > MOST_WORDS || !plain.split([' ', '-']).any(numbered) {
        return None;
    }
    let named = period_text::parse(&format!("{label} năm {}", period.year()))?;
    (named.frequency() != Frequency::Year).then_some(named)
}

/// True where English words of other figures translate what the words of a field, without marks, say in Vietnamese: "Tăng trưởng" over "Growth".
pub(super) fn is_translation(said: &str, words: &str) -> bool {
    const BESIDE: &[&str] = &["uoc", "tang", "giam", "chenh lech", "bien dong", "thay doi", "chi tieu"];
    const LISTS: [&[&str]; 7] = [
        other_figures::EXPECTED,
        other_figures::ESTIMATED,
        other_figures::RUNNING,
        other_figures::BEFORE,
        other_figures::AFTER,
        other_figures::CHANGED,
        BESIDE,
    ];
    other_figures::is_english(said) && words_of(&LISTS).any(|phrase| holds(words, phrase))
}

/// True for a part of a label that says the figures below are the report's own, or says nothing of them.
pub(crate) fn is_own(part: &str) -> bool {
    let plain = text::without_marks(&as_words(part));
    OWN.iter().any(|words| holds(&plain, words)) || !part.chars().any(char::is_alphabetic)
}

/// The words of a text without marks that are left without those of the report's own figures.
pub(super) fn without_own(plain: &str) -> Vec<String> {
    let words = plain.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut rest = words.fold(String::from(" "), |rest, word| rest + word + " ");
    for words in OWN {
        rest = rest.replace(&format!(" {words} "), " ");
    }
    rest.split_whitespace().map(str::to_owned).collect()
}

/// True where a text without marks holds the words whole.
pub(crate) fn holds(plain: &str, words: &str) -> bool {
    // A text is asked for dozens of words: a letter is found faster than a word is prepared to be looked for.
    words.chars().next().is_some_and(|first| {
        plain.match_indices(first).any(|(start, _)| {
            let Some((before, from)) = plain.split_at_checked(start) else { return false };
            let Some(after) = from.strip_prefix(words) else { return false };
            ![before.chars().next_back(), after.chars().next()].into_iter().flatten().any(char::is_alphanumeric)
        })
    })
}

fn begins(plain: &str, words: &str) -> bool {
    plain.strip_prefix(words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_another_period_and_of_the_plan_are_recognised() {
        for label in [
            "Lũy kế từ đầu năm",
            "LUỸ KẾ",
            "Luy ke tu dau nam",
            "Cùng kỳ năm 2024",
            "Kỳ trước chuyển sang",
            "Kế hoạch giao năm 2025",
            "Hồ sơ tiếp nhận (kế hoạch)",
            "Thực hiện so với cùng kỳ (%)",
            "Ước thực hiện",
            "Ước cả năm",
            "Dự toán năm",
            "9 tháng đầu năm",
            "Tăng, giảm",
            "Tốc độ tăng (%)",
            "Dự báo",
            "Kịch bản cao",
            "Bình quân tháng",
            "Thực hiện so với tổng kế hoạch (%)",
            "Hộ nghèo so với tổng số hộ cùng kỳ",
            "ke_hoach",
            "keHoach",
            "KeHoach2025",
            "ke-hoach",
            "kehoach",
            "ket_qua_luy_ke",
            "luyKe",
            "cungKyNamTruoc",
            "so_voi_cung_ky",
            "ke_hoach > Số hộ",
            "plan",
            "target_2025",
            "yearToDate",
            "households > ytd",
        ] {
            assert!(!words(label).is_empty(), "{label}");
        }
        for label in [
            "Hồ sơ tiếp nhận",
            "Chi cho kế hoạch chuyển đổi số",
            "Thôn có hương ước",
            "Nguồn nước",
            "Trẻ dưới 6 tháng tuổi",
            "6 tháng đầu năm 2025",
            "Trong kỳ",
            "Đơn vị dự toán",
            "thuc_hien",
            "actual",
            "co_ke_hoach",
            "don_vi_du_toan",
            "target population",
            "plant",
            "Tỷ lệ hộ có điện (% so với tổng số hộ)",
        ] {
            assert_eq!(words(label), Vec::<String>::new(), "{label}");
        }
    }

    #[test]
    fn periods_in_labels_are_compared_with_that_of_the_report() {
        let march = Period::new(Frequency::Month, 2025, 3).unwrap();
        for (label, other) in [
            ("Tháng 3/2025", false),
            ("Tháng 3", false),
            ("Tháng 2", true),
            ("Tháng 3/2024", true),
            ("Năm 2024", true),
            ("Quý I", true),
            ("Trong tháng", false),
            ("Người từ 15 tuổi", false),
            ("Ngày 31/3/2025", false),
            ("Số liệu 2019", true),
            ("Thực hiện 2025", false),
            ("31/12/24", true),
            ("31-12-2024", true),
            ("31/3/25", false),
            ("1.234.567", false),
            ("Nhận thức số (thang 10)", false),
            ("Nhận thức số (thang điểm 100)", false),
            ("Nhận thức số (tháng 10)", true),
            ("Nhận thức số (thang 10/2024)", true),
            ("Nhan thuc so (thang 10)", true),
        ] {
            assert_eq!(other_period(label, march).is_some(), other, "{label}");
        }
    }

    #[test]
    fn the_period_of_the_report_adds_nothing_to_a_label() {
        let year: Period = "2022".parse().unwrap();
        let own = |label| without_own_period(label, year);
        assert_eq!(own("Tổng chi thường xuyên năm 2022"), Some("Tổng chi thường xuyên"));
        assert_eq!(own("Tổng chi - năm 2022"), Some("Tổng chi"));
        for other in ["Tổng chi năm 2021", "Tổng chi 2022", "Năm 2022", "Tổng chi năm", "Nhiệm vụ năm 2022 khác"]
        {
            assert_eq!(own(other), None, "{other}");
        }
        let quarter: Period = "2024-Q1".parse().unwrap();
        assert_eq!(without_own_period("Dân số Quý I năm 2024", quarter), Some("Dân số"));
        assert_eq!(without_own_period("Dân số năm 2024", quarter), None);
    }
}
