//! A copy of a file's sheets in which some cells are marked: as a workbook, whatever the file was.
//!
//! Values, merged ranges, hidden rows and columns and, of an xlsx, number formats and widths of columns are as the file has them; a marked cell is filled and has a note. Texts stay
//! texts: nothing in the copy is computed, and neither macro, link nor picture is carried over. The same sheets and marks give the
//! same bytes.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, Timelike as _};
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, Note, Workbook, Worksheet, XlsxError};

use super::sheet::free_name;
use crate::error::Error;
use crate::intake;
use crate::sheet::appearance::{Appearance, Appearances, CellFormat, NumberCode};
use crate::sheet::grid::{Cell, Sheet};
use crate::sheet::limits::Limits;

/// The last row and column of a workbook, counted from 0.
const LAST_ROW: u32 = 1_048_575;
const LAST_COLUMN: u32 = 16_383;
/// Letters of a text cell.
const LONGEST_TEXT: usize = 32_767;
/// A text that is wider does not widen its column.
const WIDEST: usize = 30;
/// What Excel adds to the width of a column beside its characters, in characters.
const PADDING: f64 = 5.0 / 7.0;
/// The fill of a marked cell.
const MARKED: u32 = 0x00FF_EB9C;

/// The notes of the marked cells of a sheet, by row and column from 0.
pub type Marks = BTreeMap<(u32, u32), String>;

/// The sheets of a file as they were sent.
#[derive(Debug, Default)]
pub struct SentSheets {
    pub sheets: Vec<Sheet>,
    appearances: Appearances,
}

impl SentSheets {
    /// Opens an object; nothing where it cannot be read.
    pub fn open(bytes: &[u8], limits: &Limits) -> Option<Self> {
        let opened = intake::open(bytes, limits).ok()?;
        Some(Self { sheets: opened.sheets, appearances: intake::appearances(bytes, limits) })
    }

    /// The sheets, each with its marks, which are by the name of the sheet.
    pub fn marked<'s>(&'s self, marks: &mut BTreeMap<&str, Marks>) -> Vec<MarkedSheet<'s>> {
        let marked = |sheet: &'s Sheet| {
            let marks = marks.remove(sheet.name.as_str()).unwrap_or_default();
            MarkedSheet { sheet, marks, appearance: self.appearances.get(&sheet.name) }
        };
        self.sheets.iter().map(marked).collect()
    }
}

/// A sheet with its marks.
#[derive(Debug)]
pub struct MarkedSheet<'a> {
    pub sheet: &'a Sheet,
    pub marks: Marks,
    /// How it looks, where the file says so.
    pub appearance: Option<&'a Appearance>,
}

/// The bytes of the workbook. Sheets without marks are in it too, so that every address means what it does in the file.
///
/// # Errors
/// A workbook that cannot be written.
pub fn marked(sheets: &[MarkedSheet<'_>], title: &str) -> Result<Vec<u8>, Error> {
    let failed = |cause: XlsxError| Error::store("cannot write", "XLSX", cause);
    let mut book = Workbook::new();
    // The time in the file is no clock's.
    let day = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&day));
    let mut names = BTreeSet::new();
    for one in sheets {
        let page = book.add_worksheet();
        let name = if one.sheet.tab().is_empty() { "1" } else { one.sheet.tab() };
        page.set_name(free_name(name, &mut names)).map_err(failed)?;
        write_sheet(page, one).map_err(failed)?;
    }
    book.save_to_buffer().map_err(failed)
}

/// Writes one sheet with its marks.
pub(super) fn write_sheet(page: &mut Worksheet, one: &MarkedSheet<'_>) -> Result<(), XlsxError> {
    let formats = MarkFormats::new();
    let (sheet, marks) = (one.sheet, &one.marks);
    for range in sheet.grid.merged() {
        if range.last_row <= LAST_ROW && range.last_column <= LAST_COLUMN {
            let (first, last) = (narrow(range.first_column), narrow(range.last_column));
            // A range over another is left out: it shows nothing of its own.
            let _ = page.merge_range(range.first_row, first, range.last_row, last, "", &formats.plain);
        }
    }
    let shown: BTreeSet<(u32, u32)> = marks.keys().map(|place| shown_at(sheet, *place)).collect();
    let look = one.appearance;
    let format_of = |place: &(u32, u32)| look.and_then(|look| look.formats.get(place));
    // What is to be filled in is shown as its neighbours are.
    let last_row = sheet.grid.last_row().unwrap_or_default();
    let blanks = look.into_iter().flat_map(|look| &look.formats).filter(|((row, _), _)| *row <= last_row);
    for ((row, column), format) in blanks.filter(|((row, column), _)| sheet.grid.get(*row, *column) == &Cell::Empty) {
        page.write_blank(*row, narrow(*column), &with_code(&formats.plain, &format.code))?;
    }
    let mut widths: HashMap<u16, usize> = HashMap::new();
    for (row, cells) in sheet.grid.rows(..=LAST_ROW) {
        for (column, cell) in cells.iter().filter(|(column, _)| *column <= LAST_COLUMN) {
            let is_marked = shown.contains(&(row, *column));
            formats.write(page, (row, narrow(*column)), cell, is_marked, format_of(&(row, *column)))?;
            let wide = widths.entry(narrow(*column)).or_default();
            // A title runs on over its neighbours.
            let own = crate::values::text::width(&cell.display());
            *wide = (*wide).max(if own > WIDEST { 0 } else { own });
        }
    }
    match look.filter(|look| !look.widths.is_empty()) {
        Some(look) => {
            for &(first, last, width) in &look.widths {
                page.set_column_range_width(narrow(first), narrow(last), (width - PADDING).max(0.0))?;
            }
        }
        None => {
            for (column, width) in widths.into_iter().collect::<BTreeMap<_, _>>() {
                page.set_column_width(column, u32::try_from(width + 2).unwrap_or(10))?;
            }
        }
    }
    if let Some(hidden) = &sheet.hidden {
        let last = sheet.grid.last_row().unwrap_or_default().min(LAST_ROW);
        for row in (0..=last).filter(|row| hidden.rows.contains(*row)) {
            page.set_row_hidden(row)?;
        }
        for column in (0..=LAST_COLUMN).filter(|column| hidden.columns.contains(*column)) {
            page.set_column_hidden(narrow(column))?;
        }
    }
    let mut notes: BTreeMap<(u32, u32), String> = BTreeMap::new();
    for (place, note) in marks {
        let at = notes.entry(shown_at(sheet, *place)).or_default();
        if !at.is_empty() && !note.is_empty() {
            at.push_str("\n\n");
        }
        at.push_str(note);
    }
    for ((row, column), note) in notes.iter().filter(|((row, column), _)| *row <= LAST_ROW && *column <= LAST_COLUMN) {
        let column = narrow(*column);
        if *sheet.grid.get(*row, column.into()) == Cell::Empty {
            let format = format_of(&(*row, column.into()));
            let format = format.map(|format| with_code(&formats.marked, &format.code));
            page.write_blank(*row, column, format.as_ref().unwrap_or(&formats.marked))?;
        }
        if !note.is_empty() {
            page.insert_note(*row, column, &Note::new(note.as_str()).set_author("tinhso").add_author_prefix(false))?;
        }
    }
    Ok(())
}

/// Where a cell is shown: of a merged range only the first cell is.
fn shown_at(sheet: &Sheet, (row, column): (u32, u32)) -> (u32, u32) {
    let over = sheet.grid.merged().iter().find(|range| {
        (range.first_row..=range.last_row).contains(&row) && (range.first_column..=range.last_column).contains(&column)
    });
    over.map_or((row, column), |range| (range.first_row, range.first_column))
}

fn narrow(column: u32) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

/// A day as Excel counts it; nothing for one that it has no number for, which is then written as a text.
fn excel_day(day: NaiveDate) -> Option<ExcelDateTime> {
    let (month, day_of_month) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    ExcelDateTime::from_ymd(u16::try_from(day.year()).ok()?, month, day_of_month).ok()
}

/// A time of a day to the millisecond, as Excel keeps it; nothing for one that it cannot keep.
fn excel_instant(instant: NaiveDateTime) -> Option<ExcelDateTime> {
    let milliseconds = instant.nanosecond() / 1_000_000;
    let (hour, minute) = (u16::try_from(instant.hour()).ok()?, u8::try_from(instant.minute()).ok()?);
    let seconds = f64::from(instant.second()) + f64::from(milliseconds) / 1000.0;
    excel_day(instant.date())?.and_hms(hour, minute, seconds).ok()
}

/// How cells are shown, marked or not.
struct MarkFormats {
    plain: Format,
    marked: Format,
}

impl MarkFormats {
    fn new() -> Self {
        Self { plain: Format::new(), marked: Format::new().set_background_color(Color::RGB(MARKED)) }
    }

    /// Writes a cell as its file shows it.
    fn write(
        &self,
        page: &mut Worksheet,
        (row, column): (u32, u16),
        cell: &Cell,
        is_marked: bool,
        shown: Option<&CellFormat>,
    ) -> Result<(), XlsxError> {
        let plain = if is_marked { &self.marked } else { &self.plain };
        let own = shown.map(|shown| with_code(plain, &shown.code));
        let format = own.as_ref().unwrap_or(plain);
        let or = |pattern: &str| own.clone().unwrap_or_else(|| plain.clone().set_num_format(pattern));
        // A day under a format of numbers would be read as a number.
        let moment = |pattern: &str| match (&own, shown) {
            (Some(own), Some(shown)) if shown.is_moment => own.clone(),
            _ => plain.clone().set_num_format(pattern),
        };
        match cell {
            Cell::Empty => Ok(()),
            Cell::Number(number) => page.write_number_with_format(row, column, *number, format).map(drop),
            Cell::Integer(number) => match i32::try_from(*number) {
                Ok(number) => page.write_number_with_format(row, column, number, format).map(drop),
                Err(_) => page.write_string_with_format(row, column, number.to_string(), format).map(drop),
            },
            // Shown divided by thousands, or of a file of texts; a double that does not hold all its digits would change it.
            Cell::Decimal(digits) => match digits.parse::<f64>().ok().filter(|number| number.to_string() == *digits) {
                Some(number) => page.write_number_with_format(row, column, number, format).map(drop),
                None => page.write_string_with_format(row, column, digits, format).map(drop),
            },
            Cell::Percent(number) => page.write_number_with_format(row, column, *number, &or("0.####%")).map(drop),
            Cell::Boolean(truth) => page.write_boolean_with_format(row, column, *truth, format).map(drop),
            Cell::Date(day) => match excel_day(*day) {
                Some(day) => page.write_datetime_with_format(row, column, day, &moment("yyyy-mm-dd")).map(drop),
                None => page.write_string_with_format(row, column, day.to_string(), format).map(drop),
            },
            Cell::DateTime(instant) => match excel_instant(*instant) {
                Some(instant) => {
                    page.write_datetime_with_format(row, column, instant, &moment("yyyy-mm-dd hh:mm:ss")).map(drop)
                }
                None => page.write_string_with_format(row, column, instant.to_string(), format).map(drop),
            },
            other => {
                let text: String = other.display().chars().take(LONGEST_TEXT).collect();
                page.write_string_with_format(row, column, text, format).map(drop)
            }
        }
    }
}

/// A format with the number format of the file.
fn with_code(format: &Format, code: &NumberCode) -> Format {
    match code {
        NumberCode::BuiltIn(number) => format.clone().set_num_format_index(*number),
        NumberCode::Written(code) => format.clone().set_num_format(&**code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::grid::{Grid, Merged};

    #[test]
    fn marks_and_values_stand_where_they_stood() {
        let mut grid = Grid::from_rows(&[&["=1+1", "Xã"], &["", "12"]]);
        grid.set(2, 1, Cell::Number(12.5));
        grid.set_merged(vec![Merged { first_row: 0, first_column: 0, last_row: 1, last_column: 0 }]);
        let sheet = Sheet::new("Biểu [1]".to_owned(), true, grid);
        let noted = [((1, 0), "gộp"), ((2, 1), "quá lớn"), ((5, 3), "thiếu")];
        let marks: Marks = noted.map(|(place, note)| (place, note.to_owned())).into();
        let write = || marked(&[MarkedSheet { sheet: &sheet, marks: marks.clone(), appearance: None }], "t").unwrap();
        let bytes = write();
        assert!(bytes == write(), "the same bytes");
        let opened = crate::intake::open(&bytes, &crate::sheet::limits::Limits::default()).unwrap();
        let copy = &opened.sheets[0];
        assert_eq!(copy.grid.get(0, 0), &"=1+1".into());
        assert_eq!(copy.grid.get(2, 1), &Cell::Number(12.5));
        assert_eq!(copy.grid.merged(), sheet.grid.merged());
        assert!(opened.findings.is_empty(), "{:?}", opened.findings);
    }

    /// A copy without marks, as it is read again.
    fn copied(bytes: &[u8]) -> Option<(SentSheets, SentSheets)> {
        let limits = Limits::default();
        let sent = SentSheets::open(bytes, &limits)?;
        let copy = marked(&sent.marked(&mut BTreeMap::new()), "t").unwrap();
        let copy = SentSheets::open(&copy, &limits).unwrap();
        Some((sent, copy))
    }

    #[test]
    fn a_copy_shows_its_cells_as_the_file_does() {
        let mut book = Workbook::new();
        let page = book.add_worksheet();
        page.set_name("Biểu").unwrap();
        page.set_column_width(1, 31.5).unwrap();
        let shown = |code: &str| Format::new().set_num_format(code);
        page.write_number_with_format(0, 0, 1_234_567.25, &shown("#,##0.0 \"đ\"")).unwrap();
        page.write_number_with_format(0, 1, 0.455, &shown("0%")).unwrap();
        page.write_string_with_format(0, 2, "03148", &Format::new().set_num_format_index(49)).unwrap();
        let day = ExcelDateTime::from_ymd(2025, 9, 1).unwrap();
        page.write_datetime_with_format(1, 0, &day, &shown("dd/mm/yyyy")).unwrap();
        let instant = ExcelDateTime::from_ymd(2025, 9, 1).unwrap().and_hms(7, 30, 0.0).unwrap();
        page.write_datetime_with_format(1, 1, &instant, &Format::new().set_num_format_index(22)).unwrap();
        page.write_blank(1, 2, &shown("0.00")).unwrap();
        page.write_number_with_format(1, 3, 2_500_000.0, &shown("#,##0,,")).unwrap();
        page.write_number(1, 4, 7.0).unwrap();
        let (sent, copy) = copied(&book.save_to_buffer().unwrap()).unwrap();
        assert_eq!(sent.appearances, copy.appearances);
        assert_eq!(sent.appearances["Biểu"].formats.len(), 6, "{:?}", sent.appearances);
        // As it is shown, without what divides it.
        assert_eq!(copy.sheets[0].grid.get(1, 3), &Cell::Number(2.5));
    }
}
