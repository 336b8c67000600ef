//! The cells of one sheet of an xls.
//!
//! Takes the workbook stream and where the sheet begins; gives its cells, from one walk over its records. What the sheet says of its size
//! is passed over: cells are kept one by one, however far they are from each other.

use std::collections::HashMap;

use crate::formats::binary_cells::{BinaryCells, TooMany, error, rk};
use crate::formats::binary_formulas::{BinaryFormulas, FormulaGave, NOT_SHOWN};
use crate::formats::bytes::{f64_at, u16_at, u32_at};
use crate::formats::formula_results::{FormulaResults, Others};
use crate::formats::formula_tokens::{LONGEST_TOKENS, TokenDialect};
use crate::formats::letter_look::LetterLook;
use crate::formats::number_format::NumberStyle;
use crate::formats::xls::globals::Globals;
use crate::formats::xls::older_cells::{is_older_cell, written};
use crate::formats::xls::record::record;
use crate::formats::xls::shapes::ShapeReading;
use crate::sheet::drawn::DrawnValues;
use crate::sheet::grid::{Cell, Merged};
use crate::sheet::hidden::HiddenSoFar;
use crate::sheet::margins::{Margin, PageMargins};

/// Merged ranges, and runs of what is hidden, of one sheet.
const MOST_MERGED: usize = 1 << 20;

pub(super) const BEGIN: u16 = 0x0809;
pub(super) const END: u16 = 0x000a;
pub(super) const NUMBER: u16 = 0x0203;
pub(super) const LABEL: u16 = 0x0204;
pub(super) const RICH_LABEL: u16 = 0x00d6;
pub(super) const TRUTH_OR_ERROR: u16 = 0x0205;
pub(super) const RK: u16 = 0x027e;
pub(super) const ROW_OF_RK: u16 = 0x00bd;
pub(super) const SHARED_TEXT: u16 = 0x00fd;
pub(super) const FORMULA: u16 = 0x0006;
const TEXT_OF_FORMULA: u16 = 0x0207;
const SHARED_FORMULA: u16 = 0x04bc;
const ARRAY: u16 = 0x0221;
/// The sheet was not computed when it was saved ([MS-XLS] 2.4.331).
const NOT_COMPUTED: u16 = 0x005e;
const MERGED: u16 = 0x00e5;
pub(super) const COLUMNS: u16 = 0x007d;
const ROW: u16 = 0x0208;
const HEADER: u16 = 0x0014;
const FOOTER: u16 = 0x0015;
/// The last column of a sheet.
pub(super) const LAST_COLUMN: u16 = 255;
/// The flag of columns that are hidden, and that of rows ([MS-XLS] 2.4.53 and 2.4.221).
const HIDDEN_COLUMNS: u16 = 1;
const HIDDEN_ROW: u16 = 1 << 5;
/// The height of a row is its own, and not that of its text.
const OWN_HEIGHT: u16 = 1 << 6;

/// What the records of a sheet hold.
#[derive(Default)]
pub(super) struct SheetCells {
    pub cells: BinaryCells,
    pub merged: Vec<Merged>,
    pub hidden: HiddenSoFar,
    pub margins: PageMargins,
    pub comments: Vec<((u32, u32), String)>,
    pub drawn: DrawnValues,
    /// What its formulas gave; zeros and empty texts perhaps nobody computed.
    pub results: FormulaResults,
    /// True where it says that it was not computed.
    pub is_uncomputed: bool,
}

impl SheetCells {
    /// True where a formula gave anything but zero and an empty text.
    pub const fn has_results(&self) -> bool {
        self.results.others > 0
    }

    /// No formula was computed.
    pub fn forget_results(&mut self) {
        self.results.forget(&mut self.cells.grid, Others::Empties);
    }
}

/// Reads a sheet; `None` where its records end before it does.
pub(super) fn read(stream: &[u8], start: usize, globals: &Globals, room: usize) -> Option<Result<SheetCells, TooMany>> {
    let cells = BinaryCells::new(room, globals.is_1904);
    let found = SheetCells { cells, ..SheetCells::default() };
    let dialect = if globals.letters.is_wide { TokenDialect::Excel97 } else { TokenDialect::Excel5 };
    let formulas = BinaryFormulas::new(dialect);
    let mut reading = XlsSheetReading { globals, found, styles: HashMap::new(), formulas, formula: None };
    let mut shapes = ShapeReading::default();
    let (mut place, mut depth) = (start, 0usize);
    loop {
        let (kind, data, next) = record(stream, place)?;
        place = next;
        match kind {
            // A chart within a sheet has a beginning and an end of its own, and numbers that are no cells.
            BEGIN => depth = depth.saturating_add(1),
            END if depth <= 1 => {
                if let Err(too_many) = reading.text_is_missing() {
                    return Some(Err(too_many));
                }
                reading.found.cells.settle();
                reading.found.results = reading.formulas.finish();
                reading.found.drawn = shapes.drawn();
                reading.found.comments = shapes.comments();
                return Some(Ok(reading.found));
            }
            END => depth = depth.saturating_sub(1),
            kind if depth <= 1 => {
                if let Some(text) = shapes.take(kind, data) {
                    text.lines().for_each(|line| reading.found.margins.add_text(line));
                }
                if let Err(too_many) = reading.take(kind, data) {
                    return Some(Err(too_many));
                }
            }
            _ => {}
        }
    }
}

/// The tokens of a formula behind their number, which is at this place.
fn counted(data: &[u8], place: usize) -> Option<&[u8]> {
    let start = place.checked_add(2)?;
    data.get(start..start.checked_add(usize::from(u16_at(data, place)?))?)
}

struct XlsSheetReading<'a> {
    globals: &'a Globals,
    found: SheetCells,
    /// Styles by number, once they are known.
    styles: HashMap<u16, (NumberStyle, Option<LetterLook>)>,
    formulas: BinaryFormulas,
    /// The cell of a formula whose text comes in a record of its own, with its style and its tokens.
    formula: Option<((u32, u32), u16, Vec<u8>)>,
}

impl XlsSheetReading<'_> {
    fn take(&mut self, kind: u16, data: &[u8]) -> Result<(), TooMany> {
        let place = || Some((u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?)));
        match kind {
            NUMBER | RK | LABEL | RICH_LABEL | SHARED_TEXT | TRUTH_OR_ERROR | FORMULA => {
                if kind == FORMULA {
                    self.text_is_missing()?;
                }
                let Some(place) = place() else { return self.found.cells.broken(None) };
                let read = self.cell(kind, place, data);
                read.unwrap_or_else(|| self.found.cells.broken(Some(place)))
            }
            ROW_OF_RK => match place() {
                Some((row, first)) => self.row_of_rk(row, first, data),
                None => self.found.cells.broken(None),
            },
            NOT_COMPUTED => {
                self.found.is_uncomputed = true;
                Ok(())
            }
            kind if is_older_cell(kind) => self.found.cells.unknown(place(), &written(kind, data)),
            TEXT_OF_FORMULA => {
                let Some((place, style, tokens)) = self.formula.take() else { return Ok(()) };
                match self.globals.letters.text(data, 0, 2) {
                    Some(text) if text.is_empty() => {
                        self.formulas.note(place, FormulaGave::EmptyText, &tokens);
                        Ok(())
                    }
                    Some(text) => {
                        self.formulas.note(place, FormulaGave::Other, &tokens);
                        self.other(place, style, Cell::from(text.as_str()))
                    }
                    None => self.found.cells.broken(Some(place)),
                }
            }
            SHARED_FORMULA | ARRAY => {
                // A record that is too short shows nothing.
                let _ = self.shared(kind, data);
                Ok(())
            }
            MERGED => {
                let ranges = data.get(2..).unwrap_or_default().chunks_exact(8).filter_map(|range| {
                    Some(Merged {
                        first_row: u32::from(u16_at(range, 0)?),
                        last_row: u32::from(u16_at(range, 2)?),
                        first_column: u32::from(u16_at(range, 4)?),
                        last_column: u32::from(u16_at(range, 6)?),
                    })
                });
                self.found.merged.extend(ranges);
                if self.found.merged.len() > MOST_MERGED { Err(TooMany) } else { Ok(()) }
            }
            HEADER | FOOTER => {
                // Excel 5 counts its letters in one byte.
                let count = if self.globals.letters.is_wide { 2 } else { 1 };
                let code = self.globals.letters.text(data, 0, count);
                let margin = if kind == HEADER { Margin::Header } else { Margin::Footer };
                code.into_iter().for_each(|code| self.found.margins.add(margin, &code));
                Ok(())
            }
            ROW | COLUMNS => {
                // A record that is too short hides nothing.
                let _ = self.hides(kind, data);
                if self.found.hidden.runs() > MOST_MERGED { Err(TooMany) } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }

    /// The text that a formula gave comes in the next record; where another formula or the end comes first, nobody computed it.
    fn text_is_missing(&mut self) -> Result<(), TooMany> {
        match self.formula.take() {
            Some((place, ..)) => self.found.cells.put(place, Cell::Uncomputed(NOT_SHOWN.to_owned())),
            None => Ok(()),
        }
    }

    fn hides(&mut self, kind: u16, data: &[u8]) -> Option<()> {
        let first = u32::from(u16_at(data, 0)?);
        // A height that somebody set to nothing hides a row, too.
        let has_no_height =
            |flags: u16| flags & OWN_HEIGHT != 0 && u16_at(data, 6).is_some_and(|size| size & 0x7fff == 0);
        if kind == ROW && (u16_at(data, 12)? & HIDDEN_ROW != 0 || has_no_height(u16_at(data, 12)?)) {
            self.found.hidden.rows(first, first);
        }
        if kind == COLUMNS && (u16_at(data, 8)? & HIDDEN_COLUMNS != 0 || u16_at(data, 4)? == 0) {
            self.found.hidden.columns(first, u32::from(u16_at(data, 2)?.min(LAST_COLUMN)));
        }
        Some(())
    }

    fn number(&mut self, place: (u32, u32), style: u16, number: f64) -> Result<(), TooMany> {
        let globals = self.globals;
        self.looked(place, style, Cell::Empty);
        let (style, _) = self.styles.entry(style).or_insert_with(|| (globals.style(style), globals.look(style)));
        self.found.cells.number(place, number, style)
    }

    /// Notes how a cell of a style looks, and gives it as it is seen.
    fn looked(&mut self, place: (u32, u32), style: u16, cell: Cell) -> Cell {
        let globals = self.globals;
        let (_, look) = self.styles.entry(style).or_insert_with(|| (globals.style(style), globals.look(style)));
        match look {
            Some(look) => self.found.cells.looked.note(place, look, cell),
            None => cell,
        }
    }

    /// A cell in a record of its own; `None` where the record is too short.
    fn cell(&mut self, kind: u16, place: (u32, u32), data: &[u8]) -> Option<Result<(), TooMany>> {
        let style = u16_at(data, 4)?;
        let rest = data.get(6..)?;
        let cell = match kind {
            NUMBER => return Some(self.number(place, style, f64_at(rest, 0)?)),
            RK => return Some(self.number(place, style, rk(u32_at(rest, 0)?))),
            FORMULA => return self.formula(place, style, rest),
            TRUTH_OR_ERROR if *rest.get(1)? == 0 => Cell::Boolean(*rest.first()? != 0),
            TRUTH_OR_ERROR => error(*rest.first()?),
            SHARED_TEXT => Cell::from(self.globals.texts.get(usize::try_from(u32_at(rest, 0)?).ok()?)?.as_str()),
            RICH_LABEL => Cell::from(self.globals.letters.rich_text(rest, &self.globals.runs)?.as_str()),
            _ => Cell::from(self.globals.letters.text(rest, 0, 2)?.as_str()),
        };
        Some(self.other(place, style, cell))
    }

    /// What is no number, as its style shows it.
    fn other(&mut self, place: (u32, u32), style: u16, cell: Cell) -> Result<(), TooMany> {
        let globals = self.globals;
        let cell = self.looked(place, style, cell);
        let (style, _) = self.styles.entry(style).or_insert_with(|| (globals.style(style), globals.look(style)));
        self.found.cells.other(place, cell, style)
    }

    /// The result of a formula: a double, or where its last two bytes say so something else ([MS-XLS] 2.5.133).
    fn formula(&mut self, place: (u32, u32), style: u16, rest: &[u8]) -> Option<Result<(), TooMany>> {
        let tokens = counted(rest, 14).unwrap_or_default();
        self.formulas.begin(tokens, &[]);
        let cell = if u16_at(rest, 6)? != 0xffff {
            let number = f64_at(rest, 0)?;
            let gave = if number == 0.0 { FormulaGave::Zero } else { FormulaGave::Other };
            self.formulas.note(place, gave, tokens);
            return Some(self.number(place, style, number));
        } else {
            match *rest.first()? {
                0 => {
                    let tokens = tokens.get(..LONGEST_TOKENS).unwrap_or(tokens).to_vec();
                    self.formula = Some((place, style, tokens));
                    return Some(Ok(()));
                }
                1 => Cell::Boolean(*rest.get(2)? != 0),
                2 => error(*rest.get(2)?),
                3 => {
                    self.formulas.note(place, FormulaGave::EmptyText, tokens);
                    return Some(Ok(()));
                }
                _ => return None,
            }
        };
        self.formulas.note(place, FormulaGave::Other, tokens);
        Some(self.other(place, style, cell))
    }

    /// A formula that several cells share, or that fills a range ([MS-XLS] 2.4.277 and 2.4.4): rows in two bytes each, columns in one.
    fn shared(&mut self, kind: u16, data: &[u8]) -> Option<()> {
        let column = |place: usize| data.get(place).copied().map(u32::from);
        let range = Merged {
            first_row: u32::from(u16_at(data, 0)?),
            last_row: u32::from(u16_at(data, 2)?),
            first_column: column(4)?,
            last_column: column(5)?,
        };
        if kind == ARRAY {
            self.formulas.share(counted(data, 12)?, Some(range));
        } else {
            self.formulas.share(counted(data, 8)?, None);
        }
        Some(())
    }

    /// Row and first column, six bytes a cell of which two are its style, last column.
    fn row_of_rk(&mut self, row: u32, first: u32, data: &[u8]) -> Result<(), TooMany> {
        let cells = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
        if cells.is_empty() {
            return self.found.cells.broken(Some((row, first)));
        }
        let cells = cells.chunks(6);
        for (column, cell) in (first..).zip(cells) {
            match u16_at(cell, 0).zip(u32_at(cell, 2)) {
                Some((style, packed)) => self.number((row, column), style, rk(packed))?,
                None => self.found.cells.broken(Some((row, column)))?,
            }
        }
        Ok(())
    }
}
