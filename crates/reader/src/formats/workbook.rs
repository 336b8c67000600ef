//! Workbooks of every kind to sheets.
//!
//! Takes the bytes of a workbook whose kind is known; gives its worksheets in order, hidden ones too. Cells are kept one by one,
//! because a sheet with one cell in its last corner is legal. Hidden rows are known of xlsx alone. Formulas are not read, but those
//! without a value are noted.

use calamine::{ExcelDateTime, ExcelDateTimeType};
use chrono::{NaiveDate, NaiveTime};

use crate::formats::number_format::{Moment, NumberStyle};
use crate::formats::rests_on::Link;
use crate::formats::shown_number::Shown;
use crate::formats::sniff::Kind;
use crate::formats::xlsx::contents::Contents;
use crate::formats::{Limits, open_document, xls, xlsb, xlsx};
use crate::sheet::grid::{Cell, Sheet};
use crate::sheet::unread::UnreadReason;

/// Why a workbook gives no sheets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkbookFault {
    Encrypted,
    /// It has more cells than are allowed.
    Oversized,
    /// It is no zip package, or one without an end.
    NoPackage,
    /// The records of an xls do not follow one another.
    Records,
    /// Two of its sheets are one part of the package.
    SharedPart,
    /// Its content is cut short or breaks the format.
    Broken,
}

/// What a workbook holds.
#[derive(Debug, Default)]
pub struct Book {
    pub sheets: Vec<Sheet>,
    pub has_macros: bool,
    /// What the property of a workbook that went back to its sender says, where it has it.
    pub return_property: Option<String>,
    /// The cells that rest on other files, the first of each sheet and file.
    pub links: Vec<Link>,
    /// The sheets that could not be read beside those that could.
    pub lost: Vec<LostSheet>,
}

/// A sheet that the workbook lists and that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostSheet {
    pub name: String,
    /// True where the workbook does not hold it, else it is broken.
    pub is_missing: bool,
}

/// What bytes hold as a workbook of this kind, whatever they say of themselves.
///
/// # Errors
/// Where they are no such workbook.
pub fn read_as(bytes: &[u8], kind: Kind, limits: &Limits) -> Result<Book, WorkbookFault> {
    read(bytes, Contents::open(bytes), kind, limits)
}

/// The worksheets of a workbook of this kind, and what it rests on. A package comes with its contents.
pub(super) fn read(
    bytes: &[u8],
    contents: Option<Contents<'_>>,
    kind: Kind,
    limits: &Limits,
) -> Result<Book, WorkbookFault> {
    if kind == Kind::Xls {
        return xls::read(bytes, limits.max_cells);
    }
    let contents = contents.ok_or(WorkbookFault::NoPackage)?;
    match kind {
        Kind::Xlsx => xlsx::workbook::read(contents, limits),
        Kind::Xlsb => xlsb::read(contents, limits),
        Kind::Ods => open_document::read(contents, limits),
        _ => Err(WorkbookFault::Broken),
    }
}

/// Bytes of a text that take no more room than the cell itself.
pub(super) const BYTES_OF_A_CELL: usize = 64;

/// How many cells a cell counts for: a long text takes the room of many.
pub(super) fn weight(cell: &Cell) -> usize {
    cell.as_text().map_or(1, |text| 1 + text.len() / BYTES_OF_A_CELL)
}

/// A number as its style shows it: a percentage, a moment, in thousands, or as it is stored.
pub(super) fn number_cell(number: f64, style: &NumberStyle, is_1904: bool) -> (Cell, Shown) {
    // NaN and infinities never enter a dataset; no spreadsheet shows them as a number either.
    if !number.is_finite() {
        return (Cell::Error("#NUM!".to_owned()), Shown::default());
    }
    let moment = |kind| shown_moment(instant_cell(&ExcelDateTime::new(number, kind, is_1904)), style);
    match style.moment {
        Moment::No => {
            let shown = style.shown(number);
            (shown.cell(number), shown)
        }
        Moment::Day => (moment(ExcelDateTimeType::DateTime), Shown::default()),
        Moment::Duration => (moment(ExcelDateTimeType::TimeDelta), Shown::default()),
    }
}

/// A day or a time, unless its format shows another.
pub(super) fn shown_moment(cell: Cell, style: &NumberStyle) -> Cell {
    match style.shows_another_moment(&cell) {
        true => Cell::Unread(UnreadReason::DayFormat, cell.display().into_owned()),
        false => cell,
    }
}

/// A serial day; durations, times without a day and days that are not in the calendar stay the number that is stored.
pub(super) fn instant_cell(instant: &ExcelDateTime) -> Cell {
    let serial = instant.as_f64();
    let number = Cell::Number(serial);
    if !instant.is_datetime() || !(1.0..2_958_466.0).contains(&serial) {
        return number;
    }
    let (year, month, day, hour, minute, second, milli) = instant.to_ymd_hms_milli();
    let date = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
    let time = NaiveTime::from_hms_milli_opt(u32::from(hour), u32::from(minute), u32::from(second), u32::from(milli));
    match (date, time) {
        (Some(date), Some(NaiveTime::MIN)) => Cell::Date(date),
        (Some(date), Some(time)) => Cell::DateTime(date.and_time(time)),
        _ => number,
    }
}

pub(super) fn iso_cell(text: &str) -> Cell {
    text.parse::<NaiveDate>()
        .map(Cell::Date)
        .or_else(|_| text.parse().map(Cell::DateTime))
        .unwrap_or_else(|_| Cell::from(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_formats_of_each_program_are_recognised() {
        let samples: [(&[u8], Kind); 4] = [
            (include_bytes!("../../../../fixtures/samples/biff8.xls"), Kind::Xls),
            (include_bytes!("../../../../fixtures/samples/libreoffice.xls"), Kind::Xls),
            (include_bytes!("../../../../fixtures/samples/libreoffice.ods"), Kind::Ods),
            (include_bytes!("../../../../fixtures/samples/libreoffice.xlsx"), Kind::Xlsx),
        ];
        for (bytes, kind) in samples {
            let sheets = read_as(bytes, kind, &Limits::default()).unwrap().sheets;
            assert_eq!(sheets[1].grid.get(0, 1), &Cell::Percent(0.9825), "{kind:?}");
            assert_eq!(sheets[0].grid.get(4, 3).as_double(), Some(173.0), "{kind:?}");
        }
        let xlsb = include_bytes!("../../../../fixtures/samples/plain.xlsb");
        let sheets = read_as(xlsb, Kind::Xlsb, &Limits::default()).unwrap().sheets;
        assert!(sheets.iter().all(|sheet| sheet.unread.is_empty()));
    }
}
