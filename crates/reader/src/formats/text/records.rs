//! The records of a delimited text, one by one.
//!
//! Takes decoded text; gives the fields of each record with the row in which a spreadsheet shows it, so that a finding names the cell that people see, and
//! with its place in the text. A blank line is a row; a line end within quotes begins none.

use crate::values::text_lines::line_ends;

/// Reads the records of a text whose first row is a given row of a whole.
pub struct Records<'t> {
    text: &'t [u8],
    reader: csv::Reader<&'t [u8]>,
    record: csv::ByteRecord,
    /// Where the record before begins.
    byte: usize,
    /// Line ends within the record before.
    within: usize,
    row: u32,
}

/// One record.
pub struct Record<F> {
    pub fields: F,
    /// The row that it is, from 0.
    pub row: u32,
    /// Where it begins and ends in the text, its line end included.
    pub start: usize,
    pub end: usize,
}

impl<'t> Records<'t> {
    pub fn new(text: &'t str, delimiter: u8, first_row: u32) -> Self {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        Self { text: text.as_bytes(), reader, record: csv::ByteRecord::new(), byte: 0, within: 0, row: first_row }
    }

    /// The next record; `None` at the end of the text.
    pub fn next_record(&mut self) -> Option<Record<&csv::ByteRecord>> {
        // Reading from memory has no other error, and bytes have no wrong encoding.
        if !matches!(self.reader.read_byte_record(&mut self.record), Ok(true)) {
            return None;
        }
        let at = |place: &csv::Position| usize::try_from(place.byte()).unwrap_or(usize::MAX);
        // The crate passes over empty lines before it says where a record begins.
        let start = self.record.position().map_or(self.byte, at);
        let blank = self.text.get(start..).unwrap_or_default();
        let start = start.saturating_add(blank.iter().take_while(|sign| matches!(sign, b'\r' | b'\n')).count());
        let passed = self.text.get(self.byte..start).unwrap_or_default();
        let passed = line_ends(passed).saturating_sub(self.within);
        self.row = self.row.saturating_add(u32::try_from(passed).unwrap_or(u32::MAX));
        self.byte = start;
        let end = at(self.reader.position()).min(self.text.len());
        self.within = line_ends_within(self.text.get(start..end).unwrap_or_default());
        Some(Record { fields: &self.record, row: self.row, start, end })
    }
}

/// The line ends within the quotes of a record.
fn line_ends_within(record: &[u8]) -> usize {
    let end = record.iter().rposition(|sign| !matches!(sign, b'\r' | b'\n')).map_or(0, |last| last.saturating_add(1));
    // Most records have none, and no quotes.
    let record = record.get(..end).unwrap_or_default();
    if record.contains(&b'"') { line_ends(record) } else { 0 }
}

/// The index of the field of a record whose quotes are closed in a later line than they are opened in, with text behind them: a quote that is
/// a sign of the text, and another some lines below, make one cell of all that is between.
pub fn stray_quote(record: &[u8], delimiter: u8) -> Option<usize> {
    let lines = record.trim_ascii_end();
    if !lines.contains(&b'"') || !lines.iter().any(|byte| matches!(byte, b'\n' | b'\r')) {
        return None;
    }
    let (mut field, mut place) = (0, 0);
    loop {
        if lines.get(place) == Some(&b'"') {
            let mut is_several = false;
            place += 1;
            loop {
                match (lines.get(place), lines.get(place + 1)) {
                    (Some(b'"'), Some(b'"')) => place += 1,
                    (Some(b'"') | None, _) => break,
                    (Some(b'\n' | b'\r'), _) => is_several = true,
                    _ => {}
                }
                place += 1;
            }
            place += 1;
            let is_closed = lines.get(place).is_none_or(|next| *next == delimiter || matches!(next, b'\n' | b'\r'));
            if is_several && !is_closed {
                return Some(field);
            }
        }
        let next = lines.get(place..)?.iter().position(|byte| *byte == delimiter)?;
        (field, place) = (field + 1, place + next + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_that_join_lines_by_mistake_are_found() {
        for (record, field) in [
            ("a;\"b\nc\"d;e\n", Some(1)),
            ("\"b\nc\" \n", None),
            ("\"b\nc\"x", Some(0)),
            ("a;\"b\nc\";e\n", None),
            ("a;\"b\n\"\"c\"\"\n\"\r\n", None),
            ("a;\"b\"c;\"d\n\"e", Some(2)),
            ("a;\"b\"c;d\n", None),
            ("a;b\"c\n", None),
            ("a;\"b\nc", None),
        ] {
            assert_eq!(stray_quote(record.as_bytes(), b';'), field, "{record}");
        }
    }
}
