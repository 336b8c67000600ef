//! Workbooks to grids, through calamine.
//!
//! Takes the bytes of a workbook whose kind is known; gives its worksheets in order, hidden ones too. Cells are streamed
//! where the reader can, because its ranges allocate the bounding box of a sheet. Foreign code is held behind
//! `catch_unwind`: a file that makes it panic is a file that cannot be read. Percent formats are found in xlsx, xls and ods,
//! hidden rows in xlsx alone; for the other formats they are unknown. Formulas are not read, but those without a value are noted.

use std::collections::HashMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Ods, Reader, SheetType, SheetVisible, Style, Xls, Xlsb, Xlsx,
};
use chrono::{NaiveDate, NaiveTime};

use crate::formats::rests_on::Link;
use crate::formats::sniff::Kind;
use crate::formats::xls::biff_formats::PercentCells;
use crate::formats::xls::compound::{Biff, Compound};
use crate::formats::xlsx::formula_cells::FormulaCells;
use crate::formats::xlsx::number_format::PercentFormat;
use crate::formats::xlsx::package::Package;
use crate::formats::xlsx::{formula_cells, shared_strings, styles};
use crate::formats::{Limits, open_document};
use crate::sheet::grid::{Cell, Grid, Merged, Sheet};

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

impl WorkbookFault {
    /// What a reader cannot read, for whatever reason: its words are about the format, not about what to do.
    fn broken<E>(_: E) -> Self {
        Self::Broken
    }
}

/// What a workbook holds.
#[derive(Debug, Default)]
pub struct Book {
    pub sheets: Vec<Sheet>,
    pub has_macros: bool,
    /// The cells that rest on other files, the first of each sheet and file.
    pub links: Vec<Link>,
}

/// The worksheets of a workbook of this kind, and what it rests on.
pub fn read(bytes: &[u8], kind: Kind, limits: &Limits) -> Result<Book, WorkbookFault> {
    let guarded = catch_unwind(AssertUnwindSafe(|| match kind {
        Kind::Xlsx => xlsx(bytes, limits),
        Kind::Xlsb => xlsb(bytes, limits),
        Kind::Xls => xls(bytes, limits.max_cells),
        Kind::Ods => ods(bytes, limits),
        _ => Err(WorkbookFault::Broken),
    }));
    guarded.unwrap_or(Err(WorkbookFault::Broken))
}

/// Counts cells over all sheets.
struct Budget {
    left: usize,
}

impl Budget {
    fn take(&mut self, cells: usize) -> Result<(), WorkbookFault> {
        self.left = self.left.checked_sub(cells).ok_or(WorkbookFault::Oversized)?;
        Ok(())
    }
}

fn xlsx(bytes: &[u8], limits: &Limits) -> Result<Book, WorkbookFault> {
    // A reader believes what these say, and no panic would end it.
    let parts = Package::open(bytes, limits.max_unpacked);
    let mut parts = parts.ok_or(WorkbookFault::NoPackage)?;
    if shared_strings::overstates(&mut parts, limits.max_cells) || styles::overweigh(&mut parts) {
        return Err(WorkbookFault::Oversized);
    }
    let mut package = parts.with_sheets();
    if package.as_ref().is_some_and(Package::shares_a_part) {
        return Err(WorkbookFault::SharedPart);
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsxError::Password => WorkbookFault::Encrypted,
        _ => WorkbookFault::Broken,
    })?;
    let mut percents: Option<Vec<Option<PercentFormat>>> = None;
    let mut budget = Budget { left: limits.max_cells };
    let (mut sheets, mut links) = (Vec::new(), Vec::new());
    for (name, visible) in worksheets(&book) {
        let mut grid = Grid::new();
        let mut reader = match book.worksheet_cells_reader(&name) {
            Ok(reader) => reader,
            Err(calamine::XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(WorkbookFault::broken(error)),
        };
        let percents = percents.get_or_insert_with(|| reader.styles().iter().map(percent_format).collect());
        while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(WorkbookFault::broken)? {
            let (row, column) = cell.get_position();
            let value = match (borrowed(cell.get_value()), percents.get(style)) {
                (Cell::Number(number), Some(Some(format))) if format.shows_percent(number) => Cell::Percent(number),
                (value, _) => value,
            };
            put(&mut grid, &mut budget, row, column, value)?;
        }
        drop(reader);
        let layout = package.as_mut().and_then(|package| package.layout(&name));
        let (hidden, ranges) = match layout {
            Some(layout) => {
                let targets = package.as_ref().map_or(&[][..], Package::links);
                links.extend(layout.formulas.external.iter().filter_map(|(number, cell)| {
                    let target = targets.get(usize::try_from(*number).ok()?.checked_sub(1)?)?.clone();
                    Some(Link { target, sheet: name.clone(), cell: *cell })
                }));
                for (row, column, text) in layout.marked {
                    if grid.get(row, column).as_text() == Some(&text.whole) {
                        grid.set(row, column, Cell::from(text.unmarked.as_str()));
                    }
                }
                put_uncomputed(&mut grid, &mut budget, layout.formulas)?;
                (Some(layout.hidden), layout.merged)
            }
            None => (None, merged(book.merge_cells_by_sheet_name(&name).map_err(WorkbookFault::broken)?)),
        };
        grid.set_merged(ranges);
        sheets.push(Sheet { hidden, percents_known: true, ..Sheet::new(name, visible, grid) });
    }
    let has_macros = package.is_some_and(|package| package.has_macros());
    Ok(Book { sheets, has_macros, links })
}

fn xlsb(bytes: &[u8], limits: &Limits) -> Result<Book, WorkbookFault> {
    let mut book: Xlsb<_> = Xlsb::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsbError::Password => WorkbookFault::Encrypted,
        _ => WorkbookFault::Broken,
    })?;
    let mut budget = Budget { left: limits.max_cells };
    let mut sheets = Vec::new();
    for (name, visible) in worksheets(&book) {
        let mut grid = Grid::new();
        let mut reader = book.worksheet_cells_reader(&name).map_err(WorkbookFault::broken)?;
        while let Some(cell) = reader.next_cell().map_err(WorkbookFault::broken)? {
            let (row, column) = cell.get_position();
            put(&mut grid, &mut budget, row, column, borrowed(cell.get_value()))?;
        }
        sheets.push(Sheet::new(name, visible, grid));
    }
    let has_macros = Package::open(bytes, limits.max_unpacked).is_some_and(|package| package.has_macros());
    Ok(Book { sheets, has_macros, ..Book::default() })
}

fn xls(bytes: &[u8], max_cells: usize) -> Result<Book, WorkbookFault> {
    let compound = Compound::open(bytes);
    let stream = compound.as_ref().and_then(Compound::workbook);
    match stream.as_ref().map_or(Biff::Broken, |stream| Biff::judge(stream, max_cells)) {
        Biff::Sound => {}
        Biff::Encrypted => return Err(WorkbookFault::Encrypted),
        Biff::Oversized => return Err(WorkbookFault::Oversized),
        Biff::Broken => return Err(WorkbookFault::Records),
    }
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsError::Password => WorkbookFault::Encrypted,
        _ => WorkbookFault::Broken,
    })?;
    let percents = stream.and_then(|stream| PercentCells::read(&stream));
    // The list of the sheets has the same order here and there; of equal names calamine takes the last.
    let places: HashMap<String, usize> =
        book.sheets_metadata().iter().enumerate().map(|(place, sheet)| (sheet.name.clone(), place)).collect();
    let mut budget = Budget { left: max_cells };
    let mut sheets = Vec::new();
    for (name, visible) in worksheets(&book) {
        let range = book.worksheet_range(&name).map_err(WorkbookFault::broken)?;
        let mut grid = from_range(&range, &mut budget)?;
        let percents = percents.as_ref().zip(places.get(&name)).and_then(|(percents, place)| percents.of_sheet(*place));
        let percents_known = percents.is_some();
        for (row, column, format) in percents.into_iter().flatten() {
            if grid.get(row, column).as_double().is_some_and(|number| format.shows_percent(number)) {
                show_as_percent(&mut grid, row, column);
            }
        }
        grid.set_merged(merged(book.merge_cells_by_sheet_name(&name).map_err(WorkbookFault::broken)?));
        sheets.push(Sheet { percents_known, ..Sheet::new(name, visible, grid) });
    }
    let has_macros = compound.is_some_and(|compound| compound.has("_VBA_PROJECT_CUR"));
    Ok(Book { sheets, has_macros, ..Book::default() })
}

fn ods(bytes: &[u8], limits: &Limits) -> Result<Book, WorkbookFault> {
    // Repeated cells are counted before they are believed: a few bytes may stand for billions.
    let mut layouts = open_document::layouts(bytes, limits)?;
    let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::OdsError::Password => WorkbookFault::Encrypted,
        calamine::OdsError::CellLimitExceeded { .. } => WorkbookFault::Oversized,
        _ => WorkbookFault::Broken,
    })?;
    let mut budget = Budget { left: limits.max_cells };
    let (mut sheets, mut links) = (Vec::new(), Vec::new());
    for (name, visible) in worksheets(&book) {
        let range = book.worksheet_range(&name).map_err(WorkbookFault::broken)?;
        let mut grid = from_range(&range, &mut budget)?;
        let layout = layouts.remove(&name);
        let percents_known = layout.is_some();
        if let Some(layout) = layout {
            for range in layout.percents {
                for row in range.first_row..=range.last_row {
                    for column in range.first_column..=range.last_column {
                        show_as_percent(&mut grid, row, column);
                    }
                }
            }
            for (row, column, formula) in layout.uncomputed {
                put(&mut grid, &mut budget, row, column, Cell::Uncomputed(formula))?;
            }
            let link = |(target, cell)| Link { target, sheet: name.clone(), cell };
            links.extend(layout.external.into_iter().map(link));
            grid.set_merged(layout.merged);
        }
        sheets.push(Sheet { percents_known, ..Sheet::new(name, visible, grid) });
    }
    Ok(Book { sheets, has_macros: false, links })
}

/// The sheets that hold cells, with whether they are visible.
fn worksheets<'a, R: Reader<Cursor<&'a [u8]>>>(book: &R) -> Vec<(String, bool)> {
    book.sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect()
}

fn from_range(range: &calamine::Range<Data>, budget: &mut Budget) -> Result<Grid, WorkbookFault> {
    let mut grid = Grid::new();
    let (first_row, first_column) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let row = u32::try_from(row).ok().and_then(|row| row.checked_add(first_row)).ok_or(WorkbookFault::Oversized)?;
        let column = u32::try_from(column)
            .ok()
            .and_then(|column| column.checked_add(first_column))
            .ok_or(WorkbookFault::Oversized)?;
        put(&mut grid, budget, row, column, owned(value))?;
    }
    Ok(grid)
}

/// Bytes of a text that take no more room than the cell itself.
pub(super) const BYTES_OF_A_CELL: usize = 64;

/// How many cells a cell counts for: a long text takes the room of many.
pub(super) fn weight(cell: &Cell) -> usize {
    cell.as_text().map_or(1, |text| 1 + text.len() / BYTES_OF_A_CELL)
}

fn put(grid: &mut Grid, budget: &mut Budget, row: u32, column: u32, cell: Cell) -> Result<(), WorkbookFault> {
    // Formatted cells without a value fill whole rows of forms: they cost nothing.
    if cell == Cell::Empty {
        return Ok(());
    }
    budget.take(weight(&cell))?;
    grid.set(row, column, cell);
    Ok(())
}

/// Formulas without a value take their places: an empty cell there would be a figure that went missing.
fn put_uncomputed(grid: &mut Grid, budget: &mut Budget, formulas: FormulaCells) -> Result<(), WorkbookFault> {
    for (row, column, formula) in formulas.uncomputed {
        put(grid, budget, row, column, Cell::Uncomputed(formula))?;
    }
    // Ranges may lie over each other.
    let mut room = budget.left;
    for (range, formula) in formulas.uncomputed_ranges {
        let cells = usize::try_from(formula_cells::cells(&range)).unwrap_or(usize::MAX);
        room = room.checked_sub(cells).ok_or(WorkbookFault::Oversized)?;
        for row in range.first_row..=range.last_row {
            for column in range.first_column..=range.last_column {
                if grid.get(row, column) == &Cell::Empty {
                    put(grid, budget, row, column, Cell::Uncomputed(formula.clone()))?;
                }
            }
        }
    }
    Ok(())
}

/// A number cell becomes the percentage that its format shows; days, texts and errors stay.
fn show_as_percent(grid: &mut Grid, row: u32, column: u32) {
    if let Some(number) = grid.get(row, column).as_double() {
        grid.set(row, column, Cell::Percent(number));
    }
}

/// The format of a style, where it shows percentages.
fn percent_format(style: &Style) -> Option<PercentFormat> {
    style.number_format.as_ref().and_then(|format| PercentFormat::parse(&format.format_code))
}

fn merged(dimensions: Vec<Dimensions>) -> Vec<Merged> {
    let range = |Dimensions { start, end }: Dimensions| Merged {
        first_row: start.0,
        first_column: start.1,
        last_row: end.0,
        last_column: end.1,
    };
    dimensions.into_iter().map(range).collect()
}

fn borrowed(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::SharedString(text) => Cell::from(*text),
        DataRef::String(text) => Cell::from(text.as_str()),
        DataRef::Int(number) => Cell::Integer(*number),
        DataRef::Float(number) => number_cell(*number),
        DataRef::Bool(truth) => Cell::Boolean(*truth),
        DataRef::DateTime(instant) => instant_cell(instant),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => iso_cell(text),
        DataRef::Error(error) => Cell::Error(error.to_string()),
        DataRef::Empty => Cell::Empty,
    }
}

fn owned(value: &Data) -> Cell {
    match value {
        Data::String(text) => Cell::from(text.as_str()),
        Data::Int(number) => Cell::Integer(*number),
        Data::Float(number) => number_cell(*number),
        Data::Bool(truth) => Cell::Boolean(*truth),
        Data::DateTime(instant) => instant_cell(instant),
        Data::DateTimeIso(text) | Data::DurationIso(text) => iso_cell(text),
        Data::Error(error) => Cell::Error(error.to_string()),
        Data::Empty => Cell::Empty,
    }
}

/// NaN and infinities never enter a dataset; no spreadsheet shows them as a number either.
fn number_cell(number: f64) -> Cell {
    if number.is_finite() { Cell::Number(number) } else { Cell::Error("#NUM!".to_owned()) }
}

/// A serial day; durations, times without a day and days that are not in the calendar stay the number that is stored.
fn instant_cell(instant: &ExcelDateTime) -> Cell {
    let serial = instant.as_f64();
    let number = number_cell(serial);
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

fn iso_cell(text: &str) -> Cell {
    text.parse::<NaiveDate>()
        .map(Cell::Date)
        .or_else(|_| text.parse().map(Cell::DateTime))
        .unwrap_or_else(|_| Cell::from(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_formats_of_each_program_are_told() {
        let samples: [(&[u8], Kind); 4] = [
            (include_bytes!("../../../../fixtures/samples/biff8.xls"), Kind::Xls),
            (include_bytes!("../../../../fixtures/samples/libreoffice.xls"), Kind::Xls),
            (include_bytes!("../../../../fixtures/samples/libreoffice.ods"), Kind::Ods),
            (include_bytes!("../../../../fixtures/samples/libreoffice.xlsx"), Kind::Xlsx),
        ];
        for (bytes, kind) in samples {
            let sheets = read(bytes, kind, &Limits::default()).unwrap().sheets;
            assert!(sheets.iter().all(|sheet| sheet.percents_known), "{kind:?}");
            assert_eq!(sheets[1].grid.get(0, 1), &Cell::Percent(0.9825), "{kind:?}");
            assert_eq!(sheets[0].grid.get(4, 3).as_double(), Some(173.0), "{kind:?}");
        }
        let xlsb = include_bytes!("../../../../fixtures/samples/plain.xlsb");
        let sheets = read(xlsb, Kind::Xlsb, &Limits::default()).unwrap().sheets;
        assert!(sheets.iter().all(|sheet| !sheet.percents_known));
    }
}
