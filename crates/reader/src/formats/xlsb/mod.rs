//! Binary workbooks in a zip package (xlsb) to sheets.
//!
//! Takes the contents of a package; gives its worksheets, from one walk over the records of each part ([MS-XLSB] 2.1.4). A record says its
//! kind and its length, so that what is not known is passed over; every kind of cell is known, also the
//! short ones, which leave out their column. How its sheets look is read apart, for copies of them ([`appearance`]).

pub(super) mod appearance;
mod comments;
mod formula_cells;
mod styles;

use std::io::{BufReader, Read};
use std::ops::Range;

use crate::formats::binary_cells::{BinaryCells, TooMany, error, rk};
use crate::formats::binary_formulas::BinaryFormulas;
use crate::formats::bytes::{f64_at, u16_at, u32_at};
use crate::formats::formula_results::{Counts, FormulaResults, Others};
use crate::formats::formula_tokens::TokenDialect;
use crate::formats::letter_look::LetterLook;
use crate::formats::number_format::NumberStyle;
use crate::formats::raised_marks::{FontRun, RunFonts};
use crate::formats::return_property::{CUSTOM_PROPERTIES, return_property};
use crate::formats::workbook::{Book, LostSheet, WorkbookFault};
use crate::formats::xlsb::styles::XlsbStyles;
use crate::formats::xlsx::contents::Contents;
use crate::formats::xlsx::drawing::{Shapes, shapes};
use crate::formats::xlsx::package::{Package, Relationship, resolve};
use crate::formats::xlsx::token::PartFault;
use crate::sheet::grid::{Cell, Merged, Sheet};
use crate::sheet::hidden::HiddenSoFar;
use crate::sheet::limits::Limits;
use crate::sheet::margins::{Margin, PageMargins};

/// Bytes of one record. A cell holds at most 32,767 letters of two bytes.
const LONGEST_RECORD: usize = 1 << 20;
const MOST_PARTS: usize = 1 << 20;
const MOST_SHEETS: usize = 4096;
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;

impl From<TooMany> for PartFault {
    fn from(TooMany: TooMany) -> Self {
        Self::Oversized
    }
}

/// The flag of columns that are hidden, and that of rows in the byte of theirs.
const HIDDEN_COLUMNS: u16 = 1;
const HIDDEN_ROW: u8 = 1 << 4;
/// The height of a row is its own, and not that of its text.
const OWN_HEIGHT: u8 = 1 << 5;

/// The worksheets of the workbook.
pub(super) fn read(contents: Contents<'_>, limits: &Limits) -> Result<Book, WorkbookFault> {
    let mut package = Package::new(contents, limits.max_unpacked);
    let part = package.main_part("xl/workbook.bin")?;
    let (folder, _) = part.rsplit_once('/').unwrap_or(("", &part));
    let relationships = package.relationships(&part)?;
    let of_kind = |kind: &str| {
        let found = relationships.iter().find(|relationship: &&Relationship| relationship.kind == kind);
        found.map(|relationship| resolve(folder, &relationship.target))
    };
    let mut workbook = Workbook { room: limits.max_cells, ..Workbook::default() };
    records(&mut package, &part, |kind, data| workbook.take(kind, data))?;
    if let Some(part) = of_kind("styles").filter(|part| package.has(part)) {
        let mut styles = XlsbStyles::default();
        records(&mut package, &part, |kind, data| styles.take(kind, data))?;
        workbook.looks = styles.looks();
        workbook.runs = styles.runs();
        workbook.styles = styles.styles();
    }
    // Runs of texts name fonts.
    if let Some(part) = of_kind("sharedStrings").filter(|part| package.has(part)) {
        records(&mut package, &part, |kind, data| workbook.text(kind, data))?;
    }
    let return_property = return_property(&mut package, CUSTOM_PROPERTIES);
    let mut book = Book { has_macros: package.has_macros(), return_property, ..Book::default() };
    let (mut seen, mut results) = (Vec::new(), Vec::new());
    for listed in std::mem::take(&mut workbook.sheets) {
        let relationship = relationships.iter().find(|relationship| relationship.id == listed.relationship);
        book.has_macros |= relationship.is_some_and(|relationship| relationship.kind.ends_with("Macrosheet"));
        if relationship.is_some_and(|relationship| relationship.kind != "worksheet") {
            continue;
        }
        let part = relationship.map(|relationship| resolve(folder, &relationship.target));
        let Some(part) = part.filter(|part| package.has(part)) else {
            book.lost.push(LostSheet { name: listed.name, is_missing: true });
            continue;
        };
        // It would be read once for each name.
        if seen.contains(&part) {
            return Err(WorkbookFault::SharedPart);
        }
        let mut reading = XlsbSheetReading::new(&workbook);
        let read = records(&mut package, &part, |kind, data| reading.take(kind, data));
        let Shapes { texts, drawn } = shapes(&mut package, &part);
        texts.iter().for_each(|text| reading.margins.add_text(text));
        let comments = comments::read(&mut package, &part);
        seen.push(part);
        match read {
            Ok(()) if reading.has_ended => {
                let room = reading.cells.room;
                let (sheet, of_sheet) = reading.finish(listed);
                book.sheets.push(Sheet { comments, drawn, ..sheet });
                results.push(of_sheet);
                workbook.room = room;
            }
            Err(PartFault::Oversized) => return Err(WorkbookFault::Oversized),
            _ => book.lost.push(LostSheet { name: listed.name, is_missing: false }),
        }
    }
    if book.sheets.is_empty() && book.lost.iter().any(|lost| !lost.is_missing) {
        return Err(WorkbookFault::Broken);
    }
    for (sheet, results) in book.sheets.iter_mut().zip(&mut results) {
        results.judge(&mut sheet.grid);
    }
    let counts = Counts::of(results.iter());
    if counts.have_stand_ins() || workbook.asks_to_compute && !counts.are_computed() {
        for (sheet, results) in book.sheets.iter_mut().zip(&results) {
            let is_all = counts.have_stand_ins() || counts.gave_nothing();
            let others = if is_all { Others::Empties } else { Others::Stay };
            results.forget(&mut sheet.grid, others);
        }
    }
    Ok(book)
}

/// Shows each record of a part.
fn records(
    package: &mut Package<'_>,
    part: &str,
    mut show: impl FnMut(u32, &[u8]) -> Result<(), PartFault>,
) -> Result<(), PartFault> {
    package.unpacked(part, |part| {
        let mut part = BufReader::new(part);
        let mut data = Vec::new();
        while let Some(kind) = number(&mut part, 2)? {
            let length = number(&mut part, 4)?.ok_or(PartFault::Broken)?;
            let length = usize::try_from(length).map_err(|_| PartFault::Oversized)?;
            // No program writes such a record: what states it is no length.
            if length > LONGEST_RECORD {
                return Err(PartFault::Broken);
            }
            data.resize(length, 0);
            part.read_exact(&mut data).map_err(|cause| PartFault::of_reading(&cause))?;
            show(kind, &data)?;
        }
        Ok(())
    })
}

/// A number of up to so many bytes, seven bits in each; `None` at the end of the part.
fn number(part: &mut impl Read, most: u32) -> Result<Option<u32>, PartFault> {
    let mut number = 0;
    for place in 0..most {
        let mut byte = [0];
        if part.read(&mut byte).map_err(|cause| PartFault::of_reading(&cause))? == 0 {
            return if place == 0 { Ok(None) } else { Err(PartFault::Broken) };
        }
        number |= u32::from(byte[0] & 0x7f) << (7 * place);
        if byte[0] & 0x80 == 0 {
            break;
        }
    }
    Ok(Some(number))
}

/// A text in letters of two bytes, and where it ends.
fn text(data: &[u8], place: usize) -> Option<(String, usize)> {
    let (units, end) = units(data, place)?;
    Some((utf_16(units), end))
}

/// A text behind flags, which say whether runs of fonts are behind it, without raised marks ([MS-XLSB] 2.5.122).
fn rich_text(data: &[u8], fonts: &RunFonts) -> Option<String> {
    let (units, end) = units(data, 1)?;
    let has_runs = data.first().is_some_and(|flags| flags & 1 != 0);
    let count = u32_at(data, end).filter(|_| has_runs).and_then(|count| usize::try_from(count).ok()).unwrap_or(0);
    let runs = end.checked_add(4).and_then(|place| data.get(place..)).unwrap_or_default().chunks_exact(4).take(count);
    let runs: Vec<FontRun> = runs.filter_map(|run| u16_at(run, 0).zip(u16_at(run, 2))).collect();
    let part = |range: Range<usize>| utf_16(units.get(range.start * 2..range.end * 2).unwrap_or_default());
    Some(fonts.unmarked(units.len() / 2, &runs, part))
}

fn utf_16(units: &[u8]) -> String {
    let units = units.chunks_exact(2).filter_map(|unit| u16_at(unit, 0));
    char::decode_utf16(units).map(|sign| sign.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The bytes of a text at a place, behind their number, and where it ends.
fn units(data: &[u8], place: usize) -> Option<(&[u8], usize)> {
    let length = usize::try_from(u32_at(data, place)?).ok()?;
    let start = place.checked_add(4)?;
    let end = start.checked_add(length.checked_mul(2)?)?;
    Some((data.get(start..end)?, end))
}

struct XlsbListedSheet {
    name: String,
    visible: bool,
    relationship: String,
}

/// What the parts before the sheets say.
#[derive(Default)]
struct Workbook {
    sheets: Vec<XlsbListedSheet>,
    is_1904: bool,
    /// True where the workbook asks to be computed when it is opened: its zeros are what a program put in the place of results.
    asks_to_compute: bool,
    texts: Vec<String>,
    styles: Vec<NumberStyle>,
    /// By style, how its letters look.
    looks: Vec<LetterLook>,
    /// The fonts that raise runs of texts.
    runs: RunFonts,
    room: usize,
}

impl Workbook {
    fn take(&mut self, kind: u32, data: &[u8]) -> Result<(), PartFault> {
        match kind {
            // BrtWbProp, BrtBundleSh, BrtCalcProp.
            153 => self.is_1904 = data.first().is_some_and(|flags| flags & 1 != 0),
            156 => {
                let listed = || {
                    let visible = u32_at(data, 0)? == 0;
                    let (relationship, end) = text(data, 8)?;
                    Some(XlsbListedSheet { visible, relationship, name: text(data, end)?.0 })
                };
                self.sheets.push(listed().ok_or(PartFault::Broken)?);
            }
            157 => self.asks_to_compute = u16_at(data, 24).is_some_and(|flags| flags & 1 != 0),
            _ => {}
        }
        if self.sheets.len() > MOST_SHEETS { Err(PartFault::Oversized) } else { Ok(()) }
    }

    fn text(&mut self, kind: u32, data: &[u8]) -> Result<(), PartFault> {
        // BrtSSTItem: flags, then the text.
        if kind == 19 {
            let text = rich_text(data, &self.runs).ok_or(PartFault::Broken)?;
            let weight = 1 + text.len() / crate::formats::workbook::BYTES_OF_A_CELL;
            self.room = self.room.checked_sub(weight).ok_or(PartFault::Oversized)?;
            self.texts.push(text);
        }
        Ok(())
    }
}

/// What has been read of a sheet.
struct XlsbSheetReading<'a> {
    workbook: &'a Workbook,
    cells: BinaryCells,
    formulas: BinaryFormulas,
    merged: Vec<Merged>,
    hidden: HiddenSoFar,
    margins: PageMargins,
    row: u32,
    next_column: u32,
    in_cells: bool,
    has_ended: bool,
}

impl<'a> XlsbSheetReading<'a> {
    fn new(workbook: &'a Workbook) -> Self {
        let cells = BinaryCells::new(workbook.room, workbook.is_1904);
        let formulas = BinaryFormulas::new(TokenDialect::Xlsb);
        let (merged, hidden) = (Vec::new(), HiddenSoFar::default());
        let margins = PageMargins::default();
        Self {
            workbook,
            cells,
            formulas,
            merged,
            hidden,
            margins,
            row: 0,
            next_column: 0,
            in_cells: false,
            has_ended: false,
        }
    }

    fn take(&mut self, kind: u32, data: &[u8]) -> Result<(), PartFault> {
        match kind {
            // BrtBeginSheetData, BrtEndSheetData.
            145 => self.in_cells = true,
            146 => (self.in_cells, self.has_ended) = (false, true),
            // BrtRowHdr ([MS-XLSB] 2.4.762): row, style, height, flags.
            0 if self.in_cells => {
                self.row = u32_at(data, 0).unwrap_or(self.row);
                self.next_column = 0;
                // A height that somebody set to nothing hides a row, too.
                let has_no_height = |flags: u8| flags & OWN_HEIGHT != 0 && u16_at(data, 8) == Some(0);
                let is_hidden = |flags: &u8| flags & HIDDEN_ROW != 0 || has_no_height(*flags);
                if self.row < ROWS && data.get(11).is_some_and(is_hidden) {
                    self.hidden.rows(self.row, self.row);
                }
            }
            // BrtColInfo: first and last column, width, style, flags.
            60 if u16_at(data, 16).is_some_and(|flags| flags & HIDDEN_COLUMNS != 0) || u32_at(data, 8) == Some(0) => {
                if let (Some(first), Some(last)) = (u32_at(data, 0), u32_at(data, 4)) {
                    self.hidden.columns(first, last.min(COLUMNS - 1));
                }
            }
            1..=18 | 62 if self.in_cells => self.cell(kind, data)?,
            // BrtArrFmla, BrtShrFmla.
            426 | 427 => formula_cells::share(&mut self.formulas, kind, data),
            // BrtMergeCell.
            176 => {
                let range = || {
                    Some(Merged {
                        first_row: u32_at(data, 0)?,
                        last_row: u32_at(data, 4)?,
                        first_column: u32_at(data, 8)?,
                        last_column: u32_at(data, 12)?,
                    })
                };
                self.merged.extend(range());
            }
            // BrtBeginHeaderFooter: flags, then three headers and three footers that may be missing.
            479 => {
                let mut place = 2;
                for margin in [Margin::Header, Margin::Footer].into_iter().cycle().take(6) {
                    let missing = u32_at(data, place) == Some(u32::MAX);
                    let found = if missing { Some((String::new(), place + 4)) } else { text(data, place) };
                    let Some((code, end)) = found else { break };
                    self.margins.add(margin, &code);
                    place = end;
                }
            }
            _ => {}
        }
        if self.merged.len().max(self.hidden.runs()) > MOST_PARTS { Err(PartFault::Oversized) } else { Ok(()) }
    }

    fn cell(&mut self, kind: u32, data: &[u8]) -> Result<(), PartFault> {
        // A short cell leaves out its column; both say their style in three bytes.
        let is_short = (12..=18).contains(&kind);
        let head = if is_short { 4 } else { 8 };
        let column = if is_short { Some(self.next_column) } else { u32_at(data, 0) };
        let place = column.filter(|column| *column < COLUMNS && self.row < ROWS).map(|column| (self.row, column));
        self.next_column = column.unwrap_or(self.next_column).saturating_add(1);
        if matches!(kind, 1 | 12) {
            return Ok(());
        }
        let (Some(place), Some(style)) = (place, u32_at(data, head - 4)) else {
            self.cells.broken(None)?;
            return Ok(());
        };
        let style = usize::try_from(style & 0x00ff_ffff).ok();
        let look = style.and_then(|style| self.workbook.looks.get(style)).filter(|look| !look.is_plain());
        let style = style.and_then(|style| self.workbook.styles.get(style));
        let style = style.unwrap_or(const { &NumberStyle::PLAIN });
        let rest = data.get(head..).unwrap_or_default();
        if (8..=11).contains(&kind) {
            formula_cells::note(&mut self.formulas, place, kind, rest);
        }
        let number = match kind {
            2 | 13 => u32_at(rest, 0).map(rk),
            5 | 16 | 9 => f64_at(rest, 0),
            _ => None,
        };
        let looked = |cells: &mut BinaryCells, cell: Cell| match look {
            Some(look) => cells.looked.note(place, look, cell),
            None => cell,
        };
        if let Some(number) = number {
            looked(&mut self.cells, Cell::Empty);
            self.cells.number(place, number, style)?;
            return Ok(());
        }
        let cell = match kind {
            3 | 14 | 11 => rest.first().map(|number| error(*number)),
            4 | 15 | 10 => rest.first().map(|truth| Cell::Boolean(*truth != 0)),
            6 | 17 | 8 => text(rest, 0).map(|(text, _)| Cell::from(text.as_str())),
            7 | 18 => {
                let text = u32_at(rest, 0).and_then(|number| self.workbook.texts.get(usize::try_from(number).ok()?));
                text.map(|text| Cell::from(text.as_str()))
            }
            // BrtCellRString: flags, then the text.
            62 => rich_text(rest, &self.workbook.runs).map(|text| Cell::from(text.as_str())),
            _ => None,
        };
        match cell {
            Some(cell) => {
                let cell = looked(&mut self.cells, cell);
                self.cells.other(place, cell, style)?;
            }
            None => self.cells.broken(Some(place))?,
        }
        Ok(())
    }

    fn finish(mut self, listed: XlsbListedSheet) -> (Sheet, FormulaResults) {
        self.cells.settle();
        self.cells.grid.set_merged(self.merged);
        let sheet = Sheet {
            hidden: self.hidden.finish(),
            unread: self.cells.unread,
            scaled: self.cells.scaled,
            shown: self.cells.shown,
            struck: self.cells.looked.struck,
            unseen: self.cells.looked.unseen,
            margins: self.margins,
            ..Sheet::new(listed.name, listed.visible, self.cells.grid)
        };
        (sheet, self.formulas.finish())
    }
}
