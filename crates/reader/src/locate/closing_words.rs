//! What a program wrote below the rows that it exported: how many there are, that it was broken off, that more follow.
//!
//! Takes the words of a row below the labels; says whether they agree with the rows that are there. Words of people are none of these.

use std::cell::RefCell;
use std::sync::LazyLock;

use regex_lite::Regex;

use crate::values::remembered::Remembered;
use crate::values::text;

/// Why a table may not be whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Incomplete {
    /// Another number of rows is stated, the program was broken off, or it says that there are more.
    Surely,
    /// It is one page of several, or goes on on the next.
    Perhaps,
}

/// Words of programs that were broken off, as [`text::without_marks`] writes them.
const BROKEN_OFF: [&str; 12] = [
    "fatal error",
    "traceback (most recent call last)",
    "memoryerror",
    "out of memory",
    "error at line",
    "error on line",
    "lost connection",
    "connection reset",
    "timed out",
    "execution was interrupted",
    "segmentation fault",
    "maximum execution time",
];
/// Words by which a table goes on elsewhere.
const GOES_ON: [&str; 4] = ["xem tiep trang sau", "tiep theo trang sau", "to be continued", "continued on next page"];
/// Letters of such a line; what is longer is a note of people.
const LONGEST: usize = 300;

/// What a text says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ClosingWords {
    Nothing,
    /// How many rows there are.
    Rows(usize),
    Incomplete(Incomplete),
}

thread_local! {
    static KNOWN: RefCell<Remembered<ClosingWords>> = RefCell::default();
}

/// True for words that say how many rows there are, or that they are not all.
pub fn are_known(written: &str) -> bool {
    of(written) != ClosingWords::Nothing
}

/// How many rows the words say that there are.
pub fn rows(written: &str) -> Option<usize> {
    match of(written) {
        ClosingWords::Rows(stated) => Some(stated),
        _ => None,
    }
}

/// The page that the words number, and how many there are: 1 and 2 of "Trang 1/2".
pub fn page(written: &str) -> Option<(u32, u32)> {
    if written.len() > LONGEST { None } else { page_in(&text::without_marks(written)) }
}

/// The same of a text without marks.
fn page_in(plain: &str) -> Option<(u32, u32)> {
    static PAGE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^\(?(?:trang|page)(?: so)? ?(\d{1,4}) ?(?:/|of|tren) ?(\d{1,4})\)?$").ok());
    let found = PAGE.as_ref()?.captures(plain)?;
    let number = |group| found.get(group)?.as_str().parse().ok();
    Some((number(1)?, number(2)?))
}

/// What the words of a row say against `rows`, each of which may be the number that is meant; `None` where they say nothing of it.
pub fn says_less(written: &str, rows: &[usize]) -> Option<Incomplete> {
    match of(written) {
        ClosingWords::Nothing => None,
        ClosingWords::Rows(stated) => (!rows.contains(&stated)).then_some(Incomplete::Surely),
        ClosingWords::Incomplete(incomplete) => Some(incomplete),
    }
}

fn of(written: &str) -> ClosingWords {
    if written.len() > LONGEST {
        return ClosingWords::Nothing;
    }
    *KNOWN.with_borrow_mut(|known| known.of(written, |written| said(&written).unwrap_or(ClosingWords::Nothing)))
}

/// `None` for most texts.
fn said(written: &str) -> Option<ClosingWords> {
    static STATED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let before = r"^\(?(\d{1,9}) ?(?:rows?|records?|row\(s\)|record\(s\)|ban ghi)(?: in set| selected| affected| returned| exported)?\b";
        let behind = r"^(?:tong so dong|tong so ban ghi|so dong|so ban ghi|total rows|total records|row count|rows|count|eof)[ :;|]+(\d{1,9})\)?$";
        Regex::new(&format!("{before}|{behind}")).ok()
    });
    static MORE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:con|va) \d{1,9} (?:dong|ban ghi) (?:nua|khac)|\d{1,9} more (?:rows?|records?|lines?)|and \d{1,9} more|\bora-\d{5}\b|^error\b").ok()
    });
    let plain = text::without_marks(written);
    let holds = |words: &[&str]| words.iter().any(|words| plain.contains(words));
    if holds(&BROKEN_OFF) || MORE.as_ref()?.is_match(&plain) {
        return Some(ClosingWords::Incomplete(Incomplete::Surely));
    }
    if let Some(found) = STATED.as_ref()?.captures(&plain) {
        return found.get(1).or_else(|| found.get(2))?.as_str().parse().ok().map(ClosingWords::Rows);
    }
    let before_last = page_in(&plain).is_some_and(|(page, last)| page < last);
    // In a sentence they say another thing: "các xã còn tiếp tục cập nhật".
    let alone = matches!(plain.trim_matches(|sign: char| !sign.is_alphanumeric()), "con tiep" | "con nua");
    (before_last || alone || holds(&GOES_ON)).then_some(ClosingWords::Incomplete(Incomplete::Perhaps))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_programs_are_compared_with_the_rows() {
        for written in [
            "(12 rows)",
            "(12 rows affected)",
            "12 rows in set (0.00 sec)",
            "12 rows selected.",
            "ORA-01555: snapshot too old",
            "ERROR: canceling statement",
            "<b>Fatal error</b>: Allowed memory size of 134217728 bytes exhausted",
            "MemoryError",
            "... (còn 9 dòng nữa)",
            "Tổng số dòng: 12",
            "EOF;12",
        ] {
            assert_eq!(says_less(written, &[3, 4]), Some(Incomplete::Surely), "{written}");
        }
        for written in ["Trang 1/3", "Page 1 of 3", "(Xem tiếp trang sau)", "(còn tiếp)"] {
            assert_eq!(says_less(written, &[3]), Some(Incomplete::Perhaps), "{written}");
        }
        for written in [
            "(1000 đồng)",
            "còn 5 đồng",
            "(3 rows)",
            "3 rows in set",
            "Tổng số dòng: 3",
            "EOF;3",
            "Trang 3/3",
            "Người lập biểu",
            "Các xã còn tiếp tục cập nhật",
            "Ghi chú: 12 dòng đầu là xã mới",
            "",
        ] {
            assert_eq!(says_less(written, &[3]), None, "{written}");
        }
    }
}
