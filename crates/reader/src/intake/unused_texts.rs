//! One column of an export of lines that no check, sum or constraint names: a text of the form, or a column of none.
//!
//! Takes its cells; gives whether there is something to say of one, so that its line is read as the row of a table. Most are passed over by their first
//! letters; what the others give is remembered.

use std::collections::HashSet;

use crate::project::written::form::Field;
use crate::sheet::error_words;
use crate::sheet::grid::Cell;
use crate::sheet::repair;
use crate::typing::cell::ColumnReading as CellReading;
use crate::typing::missing_texts::MissingTexts;
use crate::typing::number::Signs;
use crate::values::row_marks::{ColumnOfMarks, row_mark};
use crate::values::{gap_words, sum_words};

/// Different texts of a column that are remembered; those of a column with more are looked at each time.
const MOST_REMEMBERED: usize = 1 << 14;

/// How one such column is read.
#[derive(Clone, Copy)]
pub(super) struct UnusedColumn<'a> {
    pub index: usize,
    /// The text that it is; `None` for a column of no field, of which only what has to be repaired is reported.
    pub text: Option<(&'a Field, Signs)>,
    /// How its cells mark their lines, where they may.
    pub marks: Option<ColumnOfMarks>,
}

/// Its cells as they pass.
pub(super) struct UnusedTexts<'p> {
    pub index: usize,
    reading: Option<CellReading<'p>>,
    marks: Option<ColumnOfMarks>,
    /// Texts of which there is nothing to say.
    sound: HashSet<Box<[u8]>, ahash::RandomState>,
}

impl<'p> UnusedTexts<'p> {
    /// `missing` is of its field.
    pub fn new(column: UnusedColumn<'p>, missing: &'p MissingTexts<'p>) -> Self {
        let reading = column.text.map(|(field, signs)| CellReading { field, signs, shift: 0, missing });
        Self { index: column.index, reading, marks: column.marks, sound: HashSet::default() }
    }

    /// True where a text is read as another than is written, or has a fault.
    #[inline]
    pub fn has_to_be_reported(&mut self, written: &[u8]) -> bool {
        let is_suspect = self.reading.is_some() && may_have_a_fault(written);
        let is_plain = |byte: &u8| matches!(byte, b'\t' | b' '..=b'~');
        let may_be_sum = sum_words::may_say(written);
        let is_as_written = written.iter().all(is_plain) && !written.trim_ascii_start().starts_with(b"=\"");
        let may_be_mark = self.marks.is_some() && !written.is_empty();
        if !is_suspect && !may_be_sum && !may_be_mark && is_as_written || self.sound.contains(written) {
            return false;
        }
        let text = String::from_utf8_lossy(written);
        let is_reported = repair::of_text(&text, true).is_some()
            || is_suspect && self.has_a_fault(&text)
            || may_be_sum && self.says_sum(&text)
            || self.marks.is_some_and(|marks| row_mark(marks, &text).is_some());
        if !is_reported && self.sound.len() < MOST_REMEMBERED {
            self.sound.insert(written.into());
        }
        is_reported
    }

    /// True for a text by which its line may be the sum of others.
    fn says_sum(&self, text: &str) -> bool {
        let is_value = || self.reading.is_some_and(|reading| reading.field.names_value(text.trim()));
        sum_words::said(text).is_some() && !is_value()
    }

    fn has_a_fault(&self, text: &str) -> bool {
        let is_no_text = error_words::cell(text).is_some() || repair::unmended(text).is_some();
        is_no_text || self.reading.is_some_and(|reading| reading.value_of_line(&Cell::from(text)).fault.is_some())
    }
}

/// False for a text that has no fault for sure, by its first letters: not one of those that a cell of texts may have.
#[inline]
fn may_have_a_fault(written: &[u8]) -> bool {
    /// Signs that repeat the cell above, and words of programs with blanks around them, are shorter.
    const LONGEST: usize = 32;
    /// The first byte of the sign in the place of a lost letter, which no letter of Vietnamese begins with.
    const LOST: u8 = 0xef;
    if written.contains(&b'?') || written.contains(&LOST) {
        return true;
    }
    let text = written.trim_ascii();
    let Some((first, rest)) = text.split_first() else { return false };
    match first {
        b'#' | b'=' => return true,
        b'E' if rest.starts_with(b"rr:") => return true,
        // What waits for its value.
        _ if text.ends_with(b"...") || text.ends_with("…".as_bytes()) => return true,
        _ if text.len() > LONGEST => return false,
        _ => {}
    }
    let is_repetition = match first {
        b'"' | b'\'' | b'/' | b'-' => true,
        // "nt", "n.t", "như trên".
        b'n' | b'N' => rest.first().is_some_and(|second| b"tT.hH".contains(second)),
        // Strokes, and blanks and signs beside the letters of ASCII and of Vietnamese.
        first => matches!(first, 0xc2 | 0xe2 | 0xe3),
    };
    is_repetition || gap_words::may_begin(text) || sum_words::may_begin(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::written::form::FieldType;
    use crate::values::language::Language;

    #[test]
    fn what_is_wrong_with_a_text_is_seen_by_its_first_letters() {
        let field = Field::new(String::new(), FieldType::String);
        let missing = MissingTexts::new(&[]);
        let signs = Signs::declared(&field, Language::Vi);
        let mut texts = UnusedTexts::new(UnusedColumn { index: 0, text: Some((&field, signs)), marks: None }, &missing);
        for text in [
            "NULL",
            " NULL ",
            "NULL\u{a0}",
            "\u{a0}null",
            "\\N",
            "nan",
            "<NA>",
            "None",
            "n/a",
            "#NA",
            "#REF!",
            "########################################",
            "Err:508",
            "=SUM(A1:A9)",
            "=\"A\"",
            "? chưa rõ",
            "D?ch vụ công trực tuyến toàn trình của huyện",
            "D\u{fffd}ch vụ công trực tuyến toàn trình của huyện",
            "\"",
            "〃",
            "”",
            "//",
            "-\"-",
            "NT".to_lowercase().as_str(),
            "n.t",
            "- nt -",
            "Như trên".to_lowercase().as_str(),
            "đã\u{200b} trả",
            "Nam\0\0",
            "#WERT!",
            "Cộng",
            "TỔNG SỐ",
            "total",
            "Tổng xã Sông Trong",
            "99001 Total",
            "Loading...",
            "Đang tải…",
            "Nam\u{1e}",
        ] {
            assert!(texts.has_to_be_reported(text.as_bytes()), "{text}");
            assert!(texts.has_to_be_reported(text.as_bytes()), "{text} again");
        }
        for text in
            ["", " ", "Nam", "NA 1", "Nhà", "None of them", "Null", "đã trả", "C#", "# 5", "Có?", "- xã", "Đá", "E"]
        {
            assert!(!texts.has_to_be_reported(text.as_bytes()), "{text}");
        }
        let mut of_no_field = UnusedTexts::new(UnusedColumn { index: 0, text: None, marks: None }, &missing);
        assert!(!of_no_field.has_to_be_reported(b"NULL") && of_no_field.has_to_be_reported(b"=\"A\""));
    }
}
