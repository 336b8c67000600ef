//! Values of a Parquet column that are bytes and no text in UTF-8: older programs write texts of any encoding so.
//!
//! Takes the grid of a file in which such values are cells that are unread, with their bytes in hexadecimal; decodes those of a column that as a whole
//! is text of an old code page, as a text file of the same bytes would be, and leaves the others unread.

use std::collections::{BTreeMap, BTreeSet};

use crate::formats::text::encoding::code_page_of;
use crate::sheet::grid::{Cell, Grid};
use crate::sheet::unread::{UnreadReason, known_again};

/// Bytes of a column by which its code page is found.
const MOST_TO_JUDGE: usize = 1 << 16;
/// Of so many signs of a text as many as the other number are letters, digits or blanks.
const SIGNS: usize = 4;
const LETTERS: usize = 3;
/// Bytes of a UUID.
const UUID: usize = 16;

/// The cell of a value without a type of text.
pub(super) fn cell(value: &[u8]) -> Cell {
    // A column of fixed size fills its texts with zeros.
    let text = value.iter().rposition(|byte| *byte != 0).and_then(|last| value.get(..=last));
    match std::str::from_utf8(text.unwrap_or(value)) {
        Ok(text) if !has_controls(text) => Cell::from(text),
        _ => Cell::Unread(UnreadReason::Bytes, hex::encode(value)),
    }
}

/// The cell of a value that its file says to be a UUID.
pub(super) fn uuid(cell: Cell) -> Cell {
    let digits = match &cell {
        Cell::Unread(UnreadReason::Bytes, digits) if digits.len() == UUID * 2 => digits,
        _ => return cell,
    };
    let parts = [0..8, 8..12, 12..16, 16..20, 20..32].map(|part| digits.get(part).unwrap_or_default());
    Cell::from(parts.join("-").as_str())
}

fn has_controls(text: &str) -> bool {
    text.chars().any(|sign| sign.is_control() && !matches!(sign, '\t' | '\n' | '\r'))
}

/// Decodes the columns whose bytes are text; what is left unread is kept short.
pub(super) fn settle(grid: &mut Grid, labels: u32) {
    let mut columns: BTreeMap<u32, Vec<u8>> = BTreeMap::new();
    let mut in_unicode: BTreeSet<u32> = BTreeSet::new();
    for (_, column, cell) in grid.cells_mut().filter(|(row, ..)| *row > labels) {
        match cell {
            Cell::Unread(UnreadReason::Bytes, digits) => {
                let bytes = columns.entry(column).or_default();
                if bytes.len() < MOST_TO_JUDGE {
                    bytes.extend(hex::decode(digits).unwrap_or_default());
                    bytes.push(b'\n');
                }
            }
            Cell::Text(text) if !text.is_ascii() => {
                in_unicode.insert(column);
            }
            _ => {}
        }
    }
    // Beside texts in UTF-8 bytes of another encoding are a fault, as in a text of two encodings.
    columns.retain(|column, _| !in_unicode.contains(column));
    let pages: BTreeMap<_, _> = columns.into_iter().map(|(column, bytes)| (column, code_page_of(&bytes))).collect();
    let decoded = |column: u32, digits: &str| {
        let bytes = hex::decode(digits).ok()?;
        let text = pages.get(&column)?.decode_without_bom_handling(&bytes).0.into_owned();
        is_text(&text).then_some(text)
    };
    let mut spoilt: BTreeSet<u32> = BTreeSet::new();
    for (_, column, cell) in grid.cells_mut() {
        if let Cell::Unread(UnreadReason::Bytes, digits) = cell
            && decoded(column, digits).is_none()
        {
            spoilt.insert(column);
        }
    }
    for (_, column, cell) in grid.cells_mut() {
        let Cell::Unread(UnreadReason::Bytes, digits) = cell else { continue };
        let text = decoded(column, digits).filter(|_| !spoilt.contains(&column));
        match text {
            Some(text) => *cell = Cell::from(text.as_str()),
            None => *digits = known_again(digits),
        }
    }
}

/// True for what a person may have written: no control signs, and next to nothing but letters, digits and blanks.
fn is_text(text: &str) -> bool {
    let is_letter =
        |sign: &char| sign.is_alphanumeric() || sign.is_whitespace() || ('\u{300}'..'\u{370}').contains(sign);
    let letters = text.chars().filter(is_letter).count();
    // Vietnamese is for the most part letters of ASCII, numbers for no person are not.
    let of_ascii = text.chars().filter(|sign| sign.is_ascii_alphanumeric() || *sign == ' ').count();
    !has_controls(text) && letters * SIGNS >= text.chars().count() * LETTERS && of_ascii * 2 >= letters
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(values: &[&[u8]]) -> Vec<Cell> {
        let mut grid = Grid::new();
        grid.set_row(0, vec![(0, Cell::from("Tên trạm"))]);
        for (row, value) in (1..).zip(values) {
            grid.set_row(row, vec![(0, cell(value))]);
        }
        settle(&mut grid, 0);
        (1..).zip(values).map(|(row, _)| grid.get(row, 0).clone()).collect()
    }

    #[test]
    fn a_column_of_an_old_code_page_is_text_and_other_bytes_are_unread() {
        // "Trạm Nà Hỳ" and "Trạm Pa Tần" in windows-1258.
        let (first, second): (&[u8], &[u8]) = (b"Tra\xf2m N\xe0 Hy\xcc", b"Tra\xf2m Pa T\xe2\xccn");
        let texts = column(&[first, second, b"Chung"]);
        assert!(texts.iter().all(|cell| matches!(cell, Cell::Text(_))), "{texts:?}");
        let unread =
            |cells: &[Cell]| cells.iter().filter(|cell| matches!(cell, Cell::Unread(UnreadReason::Bytes, _))).count();
        assert_eq!(unread(&column(&[b"\xff\xfe\x00", b"Chung"])), 1);
        assert_eq!(unread(&column(&[first, b"\xff\xfe\x00"])), 2, "one that is no text speaks against all");
        assert_eq!(unread(&column(&[first, "Trạm Pa Tần".as_bytes()])), 1, "two encodings");
        assert_eq!(column(&[b"abc\0\0", b"abcde"]), ["abc", "abcde"].map(Cell::from), "texts of a fixed size");
        assert_eq!(unread(&column(&[&[0x9d, 0xa7, 0xb6, 0x8e, 0xac, 0xbb, 0x40, 0x96]])), 1);
    }

    #[test]
    fn a_uuid_is_written_as_one() {
        let bytes: Vec<u8> = (0xf0..=0xff).collect();
        assert_eq!(uuid(cell(&bytes)), Cell::from("f0f1f2f3-f4f5-f6f7-f8f9-fafbfcfdfeff"));
        assert_eq!(uuid(Cell::from("a")), Cell::from("a"));
    }
}
