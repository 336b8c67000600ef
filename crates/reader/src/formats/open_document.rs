//! What an ods holds beside its cells, and how many cells it describes.
//!
//! Takes the bytes of a package; gives, by sheet, its merged ranges, the cells that it shows as percentages, and its formulas without
//! a value, all of which calamine passes over. It goes through the content once before calamine does, because cells and rows that repeat (`number-rows-repeated`)
//! are written once and kept as often as they say: the look ends where that is beyond the limit.

use std::collections::HashMap;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::workbook::{BYTES_OF_A_CELL, WorkbookFault};
use crate::formats::xlsx::package::Package;
use crate::formats::xlsx::xml::{Broken, attribute};
use crate::sheet::grid::Merged;
use crate::sheet::limits::Limits;

/// The rows and columns that calamine keeps.
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;
/// Cells that calamine keeps for each that holds something: the empty ones between them cost memory, but no work.
const ROOM: usize = 4;
const MOST_PARTS: usize = 1 << 20;

/// What a sheet tells beside its cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    pub merged: Vec<Merged>,
    /// The cells that are shown as percentages: 0.45 as 45%.
    pub percents: Vec<Merged>,
    /// Row, column and formula of each cell that was never computed.
    pub uncomputed: Vec<(u32, u32, String)>,
    /// Each other file that formulas name, with the first cell that does.
    pub external: Vec<(String, (u32, u32))>,
}

/// The layouts by the names of the sheets.
///
/// # Errors
/// `Oversized` where repeated cells make too many; `Encrypted`; `Broken` where the content is no whole XML, or too long in one piece.
pub fn layouts(bytes: &[u8], limits: &Limits) -> Result<HashMap<String, Layout>, WorkbookFault> {
    let mut reading = ContentReader {
        room: limits.max_cells.saturating_mul(ROOM),
        percents_left: limits.max_cells,
        texts_left: limits.max_cells,
        ..ContentReader::default()
    };
    let read = Package::open(bytes, limits.max_unpacked)
        .ok_or(Broken)
        .and_then(|mut package| package.each("content.xml", |event| reading.take(event)));
    if reading.too_many {
        return Err(WorkbookFault::Oversized);
    }
    // The reader of cells would wait for ever for the end of a table, and believe what could not be counted here.
    if read.is_err() || !reading.is_whole() {
        if Package::open(bytes, limits.max_unpacked).is_some_and(|mut package| is_encrypted(&mut package)) {
            return Err(WorkbookFault::Encrypted);
        }
        return Err(WorkbookFault::Broken);
    }
    Ok(reading.sheets)
}

/// True where the list of the package's parts says that one is encrypted.
fn is_encrypted(package: &mut Package<'_>) -> bool {
    let mut encrypted = false;
    let read = package.each("META-INF/manifest.xml", |event| {
        encrypted |= matches!(event, Event::Start(tag) if tag.local_name().as_ref() == "encryption-data");
        Ok(())
    });
    read.is_ok() && encrypted
}

#[derive(Default)]
struct ContentReader {
    sheets: HashMap<String, Layout>,
    name: String,
    /// Elements that began and have not ended.
    open: usize,
    sheet: Layout,
    /// How deep tables stand in each other: the cells of a table within a cell are no cells of the sheet.
    depth: usize,
    row: u32,
    row_repeats: u32,
    column: u32,
    /// The last column of the row that holds something, and the last of the sheet, both counted from 1.
    row_width: u32,
    width: u32,
    /// Rows up to the last that holds something.
    rows: u32,
    cell: Option<CellReading>,
    room: usize,
    /// Cells in a percent format that may still come: each is a cell that counts.
    percents_left: usize,
    /// What long texts may still take, as they count for many cells.
    texts_left: usize,
    too_many: bool,
}

struct CellReading {
    repeats: u32,
    formula: Option<String>,
    has_value: bool,
    is_percent: bool,
    spans: (u32, u32),
    /// Bytes of its text.
    text: usize,
}

impl ContentReader {
    /// True where every element that began has ended.
    const fn is_whole(&self) -> bool {
        self.open == 0
    }

    fn take(&mut self, event: &Event<'_>) -> Result<(), Broken> {
        match event {
            Event::Start(_) => self.open = self.open.saturating_add(1),
            Event::End(_) => self.open = self.open.saturating_sub(1),
            _ => {}
        }
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "table" => {
                    self.depth += 1;
                    if self.depth == 1 {
                        self.name = attribute(tag, "name")?.unwrap_or_default();
                        self.sheet = Layout::default();
                        (self.row, self.width, self.rows) = (0, 0, 0);
                    }
                }
                "table-row" if self.depth == 1 => {
                    self.row_repeats = number(tag, "number-rows-repeated")?.min(ROWS.saturating_sub(self.row));
                    (self.column, self.row_width) = (0, 0);
                }
                "table-cell" | "covered-table-cell" if self.depth == 1 => self.begin(tag)?,
                "p" => {
                    if let Some(cell) = &mut self.cell {
                        cell.has_value = true;
                    }
                }
                // A run of blanks is written once.
                "s" => {
                    if let Some(cell) = &mut self.cell {
                        let blanks = usize::try_from(number(tag, "c")?).unwrap_or(usize::MAX);
                        cell.text = cell.text.saturating_add(blanks);
                    }
                }
                _ => {}
            },
            Event::Text(text) => {
                if let Some(cell) = &mut self.cell {
                    cell.text = cell.text.saturating_add(text.len());
                }
            }
            Event::End(tag) => match tag.local_name().as_ref() {
                "table" => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        self.end_of_sheet()?;
                    }
                }
                "table-row" if self.depth == 1 => {
                    self.row = self.row.saturating_add(self.row_repeats);
                    if self.row_width > 0 {
                        self.width = self.width.max(self.row_width);
                        self.rows = self.row;
                        self.count()?;
                    }
                }
                "table-cell" | "covered-table-cell" if self.depth == 1 => self.end()?,
                _ => {}
            },
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, tag: &BytesStart<'_>) -> Result<(), Broken> {
        let kind = attribute(tag, "value-type")?;
        self.cell = Some(CellReading {
            repeats: number(tag, "number-columns-repeated")?.min(COLUMNS.saturating_sub(self.column)),
            formula: attribute(tag, "formula")?,
            has_value: ["value", "date-value", "time-value", "boolean-value", "string-value"]
                .iter()
                .try_fold(false, |has, name| Ok::<bool, Broken>(has | attribute(tag, name)?.is_some()))?
                // An empty text is a result.
                || kind.as_deref() == Some("string"),
            is_percent: kind.as_deref() == Some("percentage"),
            spans: (number(tag, "number-rows-spanned")?, number(tag, "number-columns-spanned")?),
            text: attribute(tag, "string-value")?.map_or(0, |text| text.len()),
        });
        Ok(())
    }

    fn end(&mut self) -> Result<(), Broken> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let (row, column) = (self.row, self.column);
        if cell.spans != (1, 1) {
            self.sheet.merged.push(Merged {
                first_row: row,
                first_column: column,
                last_row: row.saturating_add(cell.spans.0).saturating_sub(1).min(ROWS - 1),
                last_column: column.saturating_add(cell.spans.1).saturating_sub(1).min(COLUMNS - 1),
            });
        }
        self.column = column.saturating_add(cell.repeats);
        if cell.has_value || cell.formula.is_some() {
            self.row_width = self.column;
        }
        self.put_text(&cell)?;
        if cell.is_percent && cell.repeats > 0 && self.row_repeats > 0 {
            self.put_percent(row, column)?;
        }
        if let Some(target) = cell.formula.as_deref().and_then(other_file)
            && self.sheet.external.len() < 1 << 10
            && !self.sheet.external.iter().any(|(known, _)| known == target)
        {
            self.sheet.external.push((target.to_owned(), (row, column)));
        }
        if let Some(formula) = cell.formula.filter(|_| !cell.has_value) {
            let formula: String = formula.chars().take(120).collect();
            for down in 0..self.row_repeats {
                for right in 0..cell.repeats {
                    self.sheet.uncomputed.push((
                        row.saturating_add(down),
                        column.saturating_add(right),
                        formula.clone(),
                    ));
                    if self.sheet.uncomputed.len() > MOST_PARTS {
                        self.too_many = true;
                        return Err(Broken);
                    }
                }
            }
        }
        if self.sheet.merged.len() > MOST_PARTS { Err(Broken) } else { Ok(()) }
    }

    /// Counts the text of a cell as often as it is repeated: each is a copy.
    fn put_text(&mut self, cell: &CellReading) -> Result<(), Broken> {
        let copies = u64::from(cell.repeats) * u64::from(self.row_repeats);
        let weight = usize::try_from(copies).unwrap_or(usize::MAX).saturating_mul(cell.text / BYTES_OF_A_CELL);
        self.too_many |= weight > self.texts_left;
        self.texts_left = self.texts_left.saturating_sub(weight);
        if self.too_many { Err(Broken) } else { Ok(()) }
    }

    /// Notes a cell, with those that repeat it; cells side by side are one range.
    fn put_percent(&mut self, row: u32, column: u32) -> Result<(), Broken> {
        let last_row = row.saturating_add(self.row_repeats).saturating_sub(1);
        let last_column = self.column.saturating_sub(1);
        match self.sheet.percents.last_mut() {
            Some(range) if range.first_row == row && range.last_column.checked_add(1) == Some(column) => {
                range.last_column = last_column;
            }
            _ => self.sheet.percents.push(Merged { first_row: row, first_column: column, last_row, last_column }),
        }
        self.too_many = self.percents_left == 0;
        self.percents_left = self.percents_left.saturating_sub(1);
        if self.too_many { Err(Broken) } else { Ok(()) }
    }

    /// What calamine keeps of the sheet so far: every cell of the rows and columns that hold something.
    fn count(&mut self) -> Result<(), Broken> {
        let cells = u64::from(self.rows) * u64::from(self.width);
        self.too_many = usize::try_from(cells).map_or(true, |cells| cells > self.room);
        if self.too_many { Err(Broken) } else { Ok(()) }
    }

    fn end_of_sheet(&mut self) -> Result<(), Broken> {
        self.count()?;
        let kept = u64::from(self.rows) * u64::from(self.width);
        self.room = self.room.saturating_sub(usize::try_from(kept).unwrap_or(usize::MAX));
        let sheet = std::mem::take(&mut self.sheet);
        // calamine takes the last of equal names, which no program writes.
        self.sheets.insert(std::mem::take(&mut self.name), sheet);
        if self.sheets.len() > MOST_PARTS { Err(Broken) } else { Ok(()) }
    }
}

/// The other file that a formula names: `'file:///C:/bieu.ods'#$Sheet1.A1` (OpenFormula 5.8, Source).
fn other_file(formula: &str) -> Option<&str> {
    let (before, _) = formula.split_once("'#")?;
    let (_, source) = before.rsplit_once('\'')?;
    (source.contains('/') || source.contains('\\') || source.contains('.')).then_some(source)
}

/// An attribute that counts; 1 where there is none.
fn number(tag: &BytesStart<'_>, name: &str) -> Result<u32, Broken> {
    let mut most = None;
    // Another prefix may name another number: the reader of cells believes one of them.
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute?;
        if attribute.key.local_name().as_ref() == name {
            let text = attribute.normalized_value(XmlVersion::Implicit1_0)?;
            let number = u32::try_from(text.trim().parse::<u64>()?).unwrap_or(u32::MAX);
            most = most.max(Some(number));
        }
    }
    Ok(most.unwrap_or(1))
}
