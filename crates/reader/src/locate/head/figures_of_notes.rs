//! What a note below a table says of all its figures: "Ghi chú: Số liệu trên là số lũy kế từ đầu năm", "Lưu ý: số liệu chưa bao gồm tháng 9".
//!
//! Takes the text of a note; says whether the figures may be other ones than those of the period. Only a sentence about the figures counts: what a note says
//! of one column, of a unit or of a document is something else.

use super::head_figures::plainly;
use crate::locate::labels::label_other::holds;
use crate::values::period::{Calendar, Period};
use crate::words::note_leads::led_by_a_note;
use crate::words::other_figures::{self, is_of_a_period, words_of};
use crate::words::period_text::{SaidPeriods, cites_a_document, days_of};

/// Bytes of a note; what is longer is a text of its own.
const LONGEST: usize = 400;
/// What a sentence about the figures begins with.
const FIGURES: [&str; 8] = ["cac so lieu", "so lieu", "du lieu", "cac so", "so", "bieu", "bang", "bao cao"];
/// What begins a sentence about all of them.
const OF_THE_TABLE: [&str; 7] = [
    "so lieu tren",
    "so lieu trong bieu",
    "so lieu trong bang",
    "so lieu bao cao",
    "cac so lieu",
    "bieu nay",
    "bang nay",
];
/// What may be between these and what they are.
const BETWEEN: [&str; 21] = [
    "tren", "nay", "trong", "bieu", "bang", "bao", "cao", "o", "tai", "neu", "day", "duoi", "la", "deu", "duoc",
    "tinh", "so", "lieu", "lay", "theo", "tong",
];
/// What they are, with anything behind.
const ANYTHING_BEHIND: [&[&str]; 3] = [other_figures::RUNNING, other_figures::RUNNING_ALONE, other_figures::ESTIMATED];
/// What they are, with nothing behind but a period.
const ALONE: [&[&str]; 3] = [other_figures::EXPECTED, other_figures::BEFORE, other_figures::ESTIMATED_ALONE];
/// What speaks of some of the figures.
const SOME: [&str; 6] = ["cot", "chi tieu", "rieng", "dong", "mot so", "tru"];

/// What a note says of all figures: behind the word that begins it, or in words that name the table. A footnote, which a sign before it leads to, is of the
/// cells that have the sign: "(1) Số liệu ước tính".
fn sentence(note: &str) -> Option<&str> {
    let bare = note.trim_start_matches(['*', '-', '+', '(', '•', ' ']);
    let introduced = led_by_a_note(bare);
    let sentence = introduced.unwrap_or(bare).trim();
    let names_the_table = || {
        let plain = plainly(sentence);
        OF_THE_TABLE.iter().any(|words| plain.starts_with(words))
    };
    (sentence.starts_with(char::is_alphabetic) && (introduced.is_some() || names_the_table())).then_some(sentence)
}

/// The words, without marks, by which the figures of the table of this note are other ones.
pub(in crate::locate) fn figures_in_note(note: &str) -> Option<&'static str> {
    if note.len() > LONGEST || cites_a_document(note) {
        return None;
    }
    said_of_figures(sentence(note)?)
}

/// The same of a line that no word for a note begins, as [`line_about_figures`] gives it. "Số liệu ước tính" alone explains a sign.
pub(in crate::locate) fn figures_in_line(line: &str) -> Option<&'static str> {
    said_of_figures(line).filter(|words| *words != "uoc tinh")
}

/// A line about the figures, without the sign before it, where no cell has that sign: with it the line is a footnote, of the cells that have it.
pub(in crate::locate) fn line_about_figures(note: &str, has_sign: impl Fn(&str) -> bool) -> Option<&str> {
    const BEGINNINGS: [&str; 4] = ["so lieu", "cac so lieu", "du lieu", "chot so lieu"];
    let note = note.trim().trim_end_matches(['.', ';']);
    if note.len() > LONGEST || cites_a_document(note) {
        return None;
    }
    let (mark, line) = note.split_at_checked(note.find(char::is_alphabetic)?)?;
    let mark = mark.trim_matches([' ', '(', ')', ':', '.', '-', '+', '•']);
    let plain = plainly(line);
    let begins = BEGINNINGS.iter().any(|words| behind(&plain, words).is_some());
    (begins && (mark.is_empty() || !has_sign(mark))).then_some(line)
}

/// What a sentence about the figures says that they are.
fn said_of_figures(sentence: &str) -> Option<&'static str> {
    let plain = plainly(sentence);
    let mut rest = FIGURES.iter().find_map(|words| behind(&plain, words))?;
    while let Some(further) = BETWEEN.iter().find_map(|word| behind(rest, word)) {
        rest = further;
    }
    let of_some = || SOME.iter().any(|words| holds(&plain, words));
    words_of_other_figures(rest).filter(|_| !of_some())
}

/// The words with which a text without marks begins, where they say that figures are other ones.
pub(in crate::locate) fn words_of_other_figures(rest: &str) -> Option<&'static str> {
    let running = words_of(&ANYTHING_BEHIND).find(|words| behind(rest, words).is_some());
    let alone = |words: &&str| {
        let first = behind(rest, words)?.split(['.', ';', ',']).next()?;
        first
            .split(|sign: char| !sign.is_alphanumeric())
            .all(|word| word.is_empty() || is_of_a_period(word))
            .then_some(())
    };
    let alone = || words_of(&ALONE).find(|words| alone(words).is_some());
    running.or_else(alone)
}

/// True where the note says that the figures are of another period than this one, or without a large part of it.
pub(in crate::locate) fn note_of_another_period(note: &str, period: Period, calendar: Calendar) -> bool {
    sentence(note).is_some_and(|sentence| line_of_another_period(sentence, period, calendar))
}

/// The same of a line that no word for a note begins.
pub(in crate::locate) fn line_of_another_period(sentence: &str, period: Period, calendar: Calendar) -> bool {
    sentence.len() <= LONGEST
        && (SaidPeriods::of_sentence(sentence.trim_end_matches(['.', ';', ')'])).are_others_than(period)
            || days_of(sentence).is_some_and(|days| days.leave_out_much_of(period, calendar)))
}

/// What is behind whole words at the beginning of a text without marks.
fn behind<'t>(plain: &'t str, words: &str) -> Option<&'t str> {
    let rest = plain.strip_prefix(words)?;
    (!rest.starts_with(char::is_alphanumeric)).then(|| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_about_the_figures_are_known_from_footnotes() {
        let said = |line: &str| line_about_figures(line, |mark| mark == "1").and_then(figures_in_line);
        for line in [
            "Số liệu lũy kế từ 01/01/2025",
            "Số liệu ước thực hiện",
            "(*) Số liệu là số kế hoạch",
            "- Số liệu kế hoạch",
        ] {
            assert!(said(line).is_some(), "{line}");
        }
        for line in [
            "(1) Số liệu ước thực hiện",
            "Số liệu ước tính",
            "Số liệu do xã lập",
            "Lũy kế",
            "Kế hoạch",
            "Số lũy kế ở cột 5",
            "",
        ] {
            assert_eq!(said(line), None, "{line}");
        }
        let of = |line: &str| {
            let period = "2024-Q3".parse().unwrap();
            line_about_figures(line, |_| false)
                .is_some_and(|line| line_of_another_period(line, period, Calendar::Gregorian))
        };
        assert!(
            of("Chốt số liệu ngày 31/08/2024.")
                && of("Số liệu chưa bao gồm tháng 9")
                && of("Số liệu quý II do chưa có quý III")
        );
        assert!(!of("Chốt số liệu ngày 05/10/2024") && !of("Ngày 31/08/2024") && !of("Số liệu quý III năm 2024"));
    }

    #[test]
    fn notes_about_all_figures_are_known_from_others() {
        for note in [
            "Ghi chú: Số liệu trên là số lũy kế từ đầu năm",
            "Ghi chú: số liệu kế hoạch",
            "Lưu ý: số liệu ước tính cả năm 2024",
            "(Số liệu trên là số lũy kế)",
            "* Số liệu trong biểu là số ước thực hiện quý III",
            "Lưu ý: Biểu này là số liệu dự kiến năm 2025.",
        ] {
            assert!(figures_in_note(note).is_some(), "{note}");
        }
        for note in [
            "Ghi chú: Số lũy kế ở cột 5",
            "(1) Số liệu ước tính",
            "* Số liệu ước tính",
            "Số liệu ước tính",
            "Ghi chú: (*) Số liệu ước tính",
            "Ghi chú: Số liệu kế hoạch chuyển đổi số do xã lập",
            "Số liệu do Phòng Tài chính - Kế hoạch cung cấp",
            "Ghi chú: số liệu theo Kế hoạch số 12/KH-UBND",
            "Phòng Tài chính - Kế hoạch",
            "Ghi chú: Doanh thu tính bằng tỷ đồng",
            "Kế hoạch",
            "Người lập biểu",
            "Biểu tổng hợp",
            "",
        ] {
            assert_eq!(figures_in_note(note), None, "{note}");
        }
        let of = |note: &str| note_of_another_period(note, "2024-Q3".parse().unwrap(), Calendar::Gregorian);
        for note in [
            "Ghi chú: số liệu quý II năm 2024",
            "Ghi chú: số liệu chưa bao gồm tháng 9.",
            "Ghi chú: số liệu tính đến ngày 31/8/2024",
        ] {
            assert!(of(note), "{note}");
        }
        for note in [
            "Ghi chú: số liệu quý III năm 2024",
            "Quý II năm 2024",
            "Ngày 05 tháng 7 năm 2024",
            "Ghi chú: xem năm 2023",
        ] {
            assert!(!of(note), "{note}");
        }
    }
}
