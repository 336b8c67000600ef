//! Delimited text to a grid.
//!
//! Takes decoded text; gives one sheet without a name, whose rows are those that a spreadsheet shows, so that a finding names the cell that people see: a
//! line end within quotes begins no row. The delimiter is whichever sign splits the first lines most evenly.

use std::ops::Range;

use crate::formats::text::plain_records::{Fields, each_record, is_plain};
use crate::formats::text::records::{Record, Records, stray_quote};
use crate::sheet::grid::{Cell, Grid, Sheet};
use crate::sheet::record_lengths::RecordLengths;
use crate::sheet::unread::{UnreadReason, known_again};
use crate::values::text_lines::line_ends;

/// More cells than the limits allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyCells;

/// How many lines decide on the delimiter.
const LINES_TO_SNIFF: usize = 100;

/// The sheet of a text, and the sign that parts its cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Delimited {
    pub sheet: Sheet,
    pub delimiter: char,
}

/// The sheet that the text holds.
///
/// # Errors
/// Text with more cells than the limit.
pub fn read(text: &str, max_cells: usize) -> Result<Delimited, TooManyCells> {
    let (delimiter, skip) = delimiter(text);
    let sheet = read_piece(text, delimiter, skip, 0, max_cells)?;
    Ok(Delimited { sheet, delimiter: char::from(delimiter) })
}

/// The delimiter of a text, and how many bytes the line has that names it.
pub fn delimiter(text: &str) -> (u8, usize) {
    named_delimiter(text).unwrap_or_else(|| (sniff(text), 0))
}

/// The most delimiters that a record has, outside of quotes: counted before any cell is held.
pub fn widest(text: &str, delimiter: u8) -> usize {
    let (mut most, mut here, mut quoted) = (0usize, 0usize, false);
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => here = 0,
            _ if !quoted && byte == delimiter => {
                here += 1;
                most = most.max(here);
            }
            _ => {}
        }
    }
    most
}

/// The line (from 1) on which a quote is opened and never closed: all that follows would be one cell.
pub fn open_quote(text: &str, delimiter: u8) -> Option<u32> {
    let (mut opened, mut closed, mut before) = (None, false, b'\n');
    for (place, byte) in text.bytes().enumerate() {
        if byte == b'"' && opened.is_some() {
            (opened, closed) = (None, true);
        } else if byte == b'"' && (closed || before == delimiter || matches!(before, b'\n' | b'\r')) {
            // Two quotes within a quoted cell are one sign of it.
            (opened, closed) = (Some(place), false);
        } else {
            closed = false;
        }
        before = byte;
    }
    let lines = line_ends(text.as_bytes().get(..opened?).unwrap_or_default());
    Some(u32::try_from(lines).unwrap_or(u32::MAX).saturating_add(1))
}

/// A piece of a text as a sheet whose first row is row `first_row` (from 0) of the whole.
///
/// # Errors
/// Text with more cells than the limit.
pub fn read_piece(
    text: &str,
    delimiter: u8,
    skip: usize,
    first_row: u32,
    max_cells: usize,
) -> Result<Sheet, TooManyCells> {
    let mut sheet = Sheet::new(String::new(), true, Grid::new());
    let mut lengths = RecordLengths::new(delimiter);
    let mut cells = 0usize;
    let mut records = Records::new(text, delimiter, first_row);
    while let Some(record) = records.next_record() {
        if record.start < skip {
            continue;
        }
        let filled = row(record.fields);
        cells = cells.saturating_add(filled.len());
        if cells > max_cells {
            return Err(TooManyCells);
        }
        let raw = text.as_bytes().get(record.start..record.end).unwrap_or_default();
        lengths.push(record.row, record.fields.len());
        lengths.unended = (!ends_a_line(raw)).then_some(record.row);
        put(&mut sheet, record.row, filled, stray_quote(raw, delimiter));
    }
    sheet.records = Some(lengths);
    Ok(sheet)
}

/// True where a record has a line end behind it.
fn ends_a_line(record: &[u8]) -> bool {
    matches!(record.last(), Some(b'\n' | b'\r'))
}

/// Puts a row into the sheet; what is in the field with a stray quote is not read.
fn put(sheet: &mut Sheet, number: u32, mut row: Vec<(u32, Cell)>, stray: Option<usize>) {
    let stray = stray.and_then(|field| u32::try_from(field).ok());
    if let Some((column, cell)) = row.iter_mut().find(|(column, _)| Some(*column) == stray) {
        let written = known_again(&cell.display());
        sheet.unread.push(Some((number, *column)), UnreadReason::Quotes, &written);
        *cell = Cell::Unread(UnreadReason::Quotes, written);
    }
    sheet.grid.set_row(number, row);
}

/// Some records of a piece as a sheet: of each its row (from 0) and where it is in the text. `wanted` says which of its columns.
pub fn read_records(
    text: &str,
    delimiter: u8,
    records: impl Iterator<Item = (u32, Range<usize>)>,
    wanted: impl Fn(u32) -> bool,
) -> Sheet {
    let mut sheet = Sheet::new(String::new(), true, Grid::new());
    let mut lengths = RecordLengths::new(delimiter);
    for (number, place) in records {
        let text = text.get(place).unwrap_or_default();
        let mut first: Option<(usize, Vec<(u32, Cell)>)> = None;
        // A reader of quotes is a table of states, which costs more than the record.
        if is_plain(text) {
            each_record(text, delimiter, 0, |record| {
                let _ = first.get_or_insert_with(|| (record.fields.count(), row(&record.fields)));
            });
        } else {
            let record = |record: Record<&csv::ByteRecord>| (record.fields.len(), row(record.fields));
            first = Records::new(text, delimiter, 0).next_record().map(record);
        }
        if let Some((count, mut row)) = first {
            row.retain(|(column, _)| wanted(*column));
            lengths.push(number, count);
            lengths.unended = (!ends_a_line(text.as_bytes())).then_some(number);
            put(&mut sheet, number, row, stray_quote(text.as_bytes(), delimiter));
        }
    }
    sheet.records = Some(lengths);
    sheet
}

/// The cells of a record that hold anything.
fn row(fields: &impl Fields) -> Vec<(u32, Cell)> {
    let mut row = Vec::with_capacity(fields.count());
    for (column, field) in (0u32..).zip((0..fields.count()).map_while(|index| fields.field(index))) {
        let field = String::from_utf8_lossy(field);
        if !field.trim().is_empty() {
            row.push((column, Cell::Text(field.into_owned())));
        }
    }
    row
}

/// Excel's own first line, `sep=;`: the delimiter, and how many bytes the line has.
fn named_delimiter(text: &str) -> Option<(u8, usize)> {
    let line = text.lines().next()?;
    let sign = line.trim_end().strip_prefix("sep=")?.as_bytes();
    match sign {
        [sign] => Some((*sign, line.len())),
        [] if line.ends_with('\t') => Some((b'\t', line.len())),
        _ => None,
    }
}

/// What the delimiter may be, the last of which is in numbers too.
const CANDIDATES: [u8; 4] = [b'\t', b';', b'|', b','];
const COMMA: usize = 3;

/// How often each of the candidates is in a line, outside quotes.
#[derive(Clone, Copy, Default)]
struct LineCounts {
    of: [usize; 4],
    /// Commas between two digits, as of decimals.
    in_numbers: usize,
}

/// The sign that appears equally often, outside quotes, in most of the first lines. A comma that is in numbers alone is no delimiter
/// where half of the lines have another: rows of different lengths, each with one decimal comma. Where lines with another sign are above, it is that of
/// the labels: two exports in one text.
fn sniff(text: &str) -> u8 {
    let counts = first_lines(text.as_bytes());
    let usual = CANDIDATES.iter().enumerate().map(|(place, sign)| (UsualCount::of(&counts, place), *sign));
    let mut usual: Vec<(UsualCount, u8)> = usual.filter(|(usual, _)| usual.lines > 0).collect();
    let Some((mut best, mut sign)) = most_lines(&usual) else { return b',' };
    let of_numbers = counts.iter().filter(|line| line.of[COMMA] == best.count && line.in_numbers == best.count).count();
    if sign == b',' && of_numbers > best.lines / 2 {
        let is_other = |line: &&LineCounts| line.of[..COMMA].iter().any(|count| *count > 0);
        let others: Vec<(UsualCount, u8)> = usual.iter().copied().filter(|(_, sign)| *sign != b',').collect();
        if let Some(other) = most_lines(&others).filter(|_| counts.iter().filter(is_other).count() * 2 >= counts.len())
        {
            ((best, sign), usual) = (other, others);
        }
    }
    // A title may have commas, but hardly as many as there are columns.
    let is_above = |(other, sign): &&(UsualCount, u8)| {
        let may_be = other.count > 1 && (*sign != b',' || other.count == best.count);
        may_be && other.lines > 1 && other.first_line < best.first_line
    };
    usual.iter().filter(is_above).min_by_key(|(other, _)| other.first_line).map_or(sign, |(_, other)| *other)
}

/// The first of those that are in the most lines, and of these that which is there most often.
fn most_lines(usual: &[(UsualCount, u8)]) -> Option<(UsualCount, u8)> {
    let order = |(usual, _): &(UsualCount, u8)| (usual.lines, usual.count);
    usual.iter().rev().max_by_key(|usual| order(usual)).copied()
}

/// How often a sign is in most of the lines that have it.
#[derive(Clone, Copy)]
struct UsualCount {
    /// The lines with just as many.
    lines: usize,
    count: usize,
    /// The first of them.
    first_line: usize,
}

impl UsualCount {
    fn of(counts: &[LineCounts], place: usize) -> Self {
        let of_line = |line: &LineCounts| line.of.get(place).copied().unwrap_or_default();
        let mut of_lines = std::collections::BTreeMap::<usize, usize>::new();
        for count in counts.iter().map(of_line).filter(|count| *count > 0) {
            *of_lines.entry(count).or_default() += 1;
        }
        let most = of_lines.into_iter().max_by_key(|(count, lines)| (*lines, *count));
        let (count, lines) = most.unwrap_or_default();
        let first_line = counts.iter().position(|line| of_line(line) == count).unwrap_or_default();
        Self { lines, count, first_line }
    }
}

/// The counts of the first lines that hold anything.
fn first_lines(text: &[u8]) -> Vec<LineCounts> {
    let mut counts: Vec<LineCounts> = Vec::new();
    let (mut line, mut quoted, mut any) = (LineCounts::default(), false, false);
    let is_digit = |place: Option<usize>| place.and_then(|place| text.get(place)).is_some_and(u8::is_ascii_digit);
    for (place, byte) in text.iter().copied().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => {
                if std::mem::take(&mut any) {
                    counts.push(std::mem::take(&mut line));
                    if counts.len() == LINES_TO_SNIFF {
                        return counts;
                    }
                }
                continue;
            }
            _ if !quoted => {
                for (slot, candidate) in line.of.iter_mut().zip(CANDIDATES) {
                    *slot += usize::from(byte == candidate);
                }
                let is_in_number = byte == b',' && is_digit(place.checked_sub(1)) && is_digit(place.checked_add(1));
                line.in_numbers += usize::from(is_in_number);
            }
            _ => {}
        }
        any = true;
    }
    if any {
        counts.push(line);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(u32, Vec<String>)> {
        let sheet = read(text, 1000).unwrap().sheet;
        sheet
            .grid
            .rows(..)
            .map(|(row, cells)| (row, cells.iter().map(|(_, cell)| cell.display().into_owned()).collect()))
            .collect()
    }

    #[test]
    fn the_delimiter_is_found_among_commas_of_labels_and_numbers() {
        assert_eq!(sniff("Mã;Xã, phường, thị trấn;Tổng số\n1;A;1.234,5\n2;B;2,5\n"), b';');
        assert_eq!(sniff("Mã,\"Xã; phường\",Tổng số\n1,A,12\n"), b',');
        assert_eq!(sniff("Mã\tTên, loại\tSố\n1\tA\t12,5\n"), b'\t');
        assert_eq!(sniff("một|hai\n3|4"), b'|');
        assert_eq!(sniff("một cột"), b',');
        // Rows of different lengths, each with one decimal; a title with a comma above them.
        assert_eq!(sniff("Mã;Quý;Số\n1;Q1;2,5\n2;Q1;3,5\nMã;Tên;Quý;Số\n1;A;Q1;2,5\n2;B;Q1;3,5\n"), b';');
        assert_eq!(sniff("UBND xã A, tỉnh B\nMã;Số\n1;2,5;x\n2;3,5\n3;4,5;;\n4;5,5;y;z\n"), b';');
        // Two exports in one text.
        assert_eq!(sniff("Mã;Quý;Số\n1;Q1;2\nMã\tQuý\tSố\n1\tQ1\t2\n2\tQ1\t3\n"), b';');
        assert_eq!(sniff("Mã;Quý;Số\n1;Q1;2,5\nMã\tQuý\tSố\n1\tQ1\t2,5\n2\tQ1\t3,5\n"), b';');
        assert_eq!(sniff("Mã,Quý,Số\n1,Q1,2\nMã;Quý;Số\n1;Q1;2\n2;Q1;3\n"), b',');
        assert_eq!(sniff("UBND xã A, huyện B, tỉnh C\nSố 1, ngày 2, tháng 3\nMã;Số;a;b\n1;2;3;4\n2;3;4;5\n"), b';');
        assert_eq!(sniff("Mã,Năm,Số\n90001,2024,5\n90002,2024,7\n"), b',');
    }

    #[test]
    fn rows_are_those_of_a_spreadsheet() {
        let rows = texts("\n\na,b\r\n\"hai\ndòng\",c\n\nd,e\n");
        let lines: Vec<u32> = rows.iter().map(|(row, _)| row + 1).collect();
        assert_eq!(lines, [3, 4, 6]);
        assert_eq!(rows[1].1, ["hai\ndòng", "c"]);
        let rows = texts("a,\"b\nc\r\nd\",\"\n\"\r\n\r\ne\n\"f\n\"\n\n\"\",g\n");
        let lines: Vec<u32> = rows.iter().map(|(row, _)| row + 1).collect();
        assert_eq!(lines, [1, 3, 4, 6], "and what ends with a line end within quotes");
    }

    #[test]
    fn the_widest_record_is_known_before_it_is_read() {
        assert_eq!(widest("a;b;c\n\"x;y\n;\";d\n;;;e\n", b';'), 3);
        assert_eq!(widest("", b';'), 0);
    }

    #[test]
    fn the_line_that_names_the_delimiter_is_no_row() {
        assert_eq!(texts("sep=;\na;b\n"), [(1, vec!["a".to_owned(), "b".to_owned()])]);
    }

    #[test]
    fn a_quote_that_is_never_closed_has_its_line() {
        assert_eq!(open_quote("a,b\n1,\"hai\ndòng\"\n2,\"x,3\n4,5\n", b','), Some(4));
        assert_eq!(open_quote("a,b\n1,\"x\"\"\n", b','), Some(2));
        for sound in ["a,\"b\"\n", "a,\"b \"\"c\"\"\"\n", "a,5\" ống\n", "a,b\"\n", ""] {
            assert_eq!(open_quote(sound, b','), None, "{sound}");
        }
    }

    #[test]
    fn too_many_cells_are_refused() {
        assert_eq!(read("a,b\nc,d\n", 3), Err(TooManyCells));
    }
}
