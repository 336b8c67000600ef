//! The part of one sheet of an xlsx: its cells, what it hides, its merged ranges and what its formulas show, from one pass.
//!
//! Takes the pieces of the part; gives the grid. Only what is in its place counts: rows in `sheetData`, cells in rows, values
//! in cells. Each cell that the part states and that is not put into the grid is noted
//! ([`UnreadCells`]).

use std::borrow::Cow;
use std::collections::HashSet;

use crate::formats::cell_rows::CellRows;
use crate::formats::formula_results::uncomputed;
use crate::formats::letter_look::LookedCells;
use crate::formats::workbook::weight;
use crate::formats::xlsx::cell_address::{COLUMNS, ROWS, corner, range_of};
use crate::formats::xlsx::cell_value::{CellKind, Ground};
use crate::formats::xlsx::formula_cells::{FormulaCells, FormulaReading, cells};
use crate::formats::xlsx::rich_text::RichText;
use crate::formats::xlsx::styles::Styles;
use crate::formats::xlsx::token::{PartFault, Tag, TakesTokens, Token, is_true};
use crate::sheet::grid::{Cell, Grid, Merged};
use crate::sheet::hidden::{Hidden, HiddenSoFar};
use crate::sheet::margins::{Margin, PageMargins};
use crate::sheet::shown::ShownNumber;
use crate::sheet::unread::{Unread, UnreadCells, UnreadReason, known_again};

/// Runs of hidden rows and merged ranges of one sheet: rows are not more.
const MOST_PARTS: usize = 1 << 20;
/// Cells that are looked through for one that was stated before.
const FEW_CELLS: usize = 256;
/// Bytes of one value.
const LONGEST_VALUE: usize = 1 << 20;

/// What the workbook says that a sheet needs.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub ground: Ground<'a>,
    pub styles: &'a Styles,
    /// True where a spreadsheet computed the workbook, and it asks to be computed again: results may be those of other cells.
    pub may_be_old: bool,
    /// How many cells may still be kept; a long text counts for many.
    pub room: usize,
}

/// What the part of a sheet holds.
#[derive(Debug, Default, PartialEq)]
pub(super) struct SheetPart {
    pub grid: Grid,
    pub hidden: Hidden,
    pub formulas: FormulaCells,
    pub unread: UnreadCells,
    /// The first cell whose number is shown divided by thousands, and how many such cells there are.
    pub scaled: Option<((u32, u32), u64)>,
    /// The first cell of a range in which conditional formatting may show other numbers than are stored.
    pub conditional: Option<(u32, u32)>,
    /// The cells whose format shows more than their number.
    pub shown: Vec<ShownNumber>,
    pub looked: LookedCells,
    pub margins: PageMargins,
    /// How many cells may still be kept.
    pub room: usize,
}

/// What is being read.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Element {
    #[default]
    Nothing,
    Formula,
    Value,
    Text,
    /// A header or a footer of its pages.
    Margin(Margin),
}

/// What has been read of the part of a sheet.
pub(super) struct SheetReading<'a> {
    context: Context<'a>,
    found: SheetPart,
    hidden: HiddenSoFar,
    /// The first cell of the conditional formatting that is read.
    conditional: Option<(u32, u32)>,
    merged: Vec<Merged>,
    is_worksheet: bool,
    in_cells: bool,
    in_row: bool,
    in_cell: bool,
    /// A part that ends before its cells do is cut short.
    has_cells: bool,
    row: u32,
    /// The row below the last one, and the column right of the last cell, from 0.
    next_row: u32,
    next_column: u32,
    cells: CellRows,
    cell: CellReading,
    within: Element,
}

/// The cell that is being read; its texts are used again.
#[derive(Default)]
struct CellReading {
    /// `None` where its address is none.
    place: Option<(u32, u32)>,
    style: usize,
    kind: CellKind,
    has_formula: bool,
    has_value: bool,
    has_text: bool,
    /// What an earlier value or text of the same cell says.
    earlier: Option<String>,
    /// The name of an element of another vocabulary that may hold its value.
    alternative: Option<String>,
    value: String,
    text: RichText,
    formula: FormulaReading,
}

impl<'a> SheetReading<'a> {
    pub fn new(context: Context<'a>) -> Self {
        Self {
            context,
            found: SheetPart { room: context.room, ..SheetPart::default() },
            hidden: HiddenSoFar::default(),
            conditional: None,
            merged: Vec::new(),
            is_worksheet: false,
            in_cells: false,
            in_row: false,
            in_cell: false,
            has_cells: false,
            row: 0,
            next_row: 0,
            next_column: 0,
            cells: CellRows::default(),
            cell: CellReading::default(),
            within: Element::Nothing,
        }
    }

    /// What the part holds, once it is read; `None` where it is the part of no worksheet.
    pub fn finish(mut self) -> Result<Option<SheetPart>, PartFault> {
        if !self.is_worksheet || !self.has_cells {
            return Ok(None);
        }
        self.found.grid = self.cells.finish(&mut self.found.unread);
        for (range, formula) in std::mem::take(&mut self.found.formulas.uncomputed_ranges) {
            let size = usize::try_from(cells(&range)).unwrap_or(usize::MAX);
            self.found.room = self.found.room.checked_sub(size).ok_or(PartFault::Oversized)?;
            for row in range.first_row..=range.last_row {
                for column in range.first_column..=range.last_column {
                    if self.found.grid.get(row, column) == &Cell::Empty {
                        self.found.grid.set(row, column, uncomputed(&formula));
                    }
                }
            }
        }
        let formulas = &mut self.found.formulas;
        let empty_texts: HashSet<(u32, u32)> = std::mem::take(&mut formulas.empty_texts).into_iter().collect();
        for (range, formula) in std::mem::take(&mut formulas.filled) {
            let size = usize::try_from(cells(&range)).unwrap_or(usize::MAX);
            self.found.room = self.found.room.checked_sub(size).ok_or(PartFault::Oversized)?;
            let is_empty_text = |place| empty_texts.contains(&place);
            let of_range = (&range, formula.as_str());
            formulas.results.add_range(&mut self.found.grid, of_range, self.context.may_be_old, &is_empty_text);
        }
        self.found.grid.set_merged(self.merged);
        self.found.hidden = self.hidden.finish();
        Ok(Some(self.found))
    }

    fn begin_row(&mut self, tag: &Tag<'_>) -> Result<(), PartFault> {
        let (mut row, mut hidden, mut has_no_height) = (Some(self.next_row), false, false);
        for (name, value) in tag.attributes() {
            match name {
                "r" => row = row_number(value.trim()),
                "hidden" => hidden = is_true(&value),
                "ht" => has_no_height = is_nothing(&value),
                _ => {}
            }
        }
        // A row without a number that is one follows the row before.
        let row = row.unwrap_or(self.next_row);
        self.in_row = true;
        (self.row, self.next_row, self.next_column) = (row, row.saturating_add(1), 0);
        if (hidden || has_no_height) && row < ROWS {
            self.hidden.rows(row, row);
        }
        if self.hidden.runs() > MOST_PARTS { Err(PartFault::Oversized) } else { Ok(()) }
    }

    fn begin_cell(&mut self, tag: &Tag<'_>) {
        self.in_cell = true;
        let cell = &mut self.cell;
        cell.place = Some((self.row, self.next_column));
        (cell.style, cell.kind) = (0, CellKind::Unstated);
        (cell.has_formula, cell.has_value, cell.has_text) = (false, false, false);
        (cell.earlier, cell.alternative) = (None, None);
        cell.value.clear();
        for (name, value) in tag.attributes() {
            match name {
                "r" => cell.place = corner(&value),
                "s" => cell.style = value.trim().parse().unwrap_or(0),
                "t" => cell.kind = CellKind::parse(&value),
                _ => {}
            }
        }
        self.next_column = cell.place.map_or(self.next_column, |(_, column)| column).saturating_add(1);
    }

    fn begin_value(&mut self, tag: &Tag<'_>) {
        match tag.name {
            "v" => {
                self.within = Element::Value;
                if std::mem::replace(&mut self.cell.has_value, true) {
                    self.cell.earlier = Some(std::mem::take(&mut self.cell.value));
                }
                self.cell.value.clear();
            }
            "f" => {
                self.within = Element::Formula;
                self.cell.has_formula = true;
                self.cell.formula.begin(tag);
            }
            "is" => {
                self.within = Element::Text;
                if std::mem::replace(&mut self.cell.has_text, true) {
                    self.cell.earlier = Some(self.cell.text.text().into_owned());
                }
                self.cell.text.clear();
            }
            _ => {}
        }
    }

    fn say(&mut self, text: &str) -> Result<(), PartFault> {
        match self.within {
            Element::Value => self.cell.value.push_str(text),
            Element::Formula => self.cell.formula.push(text),
            Element::Margin(_) => self.cell.value.push_str(text),
            Element::Nothing | Element::Text => {}
        }
        if self.cell.value.len() > LONGEST_VALUE { Err(PartFault::Oversized) } else { Ok(()) }
    }

    fn end_cell(&mut self) -> Result<(), PartFault> {
        let cell = &self.cell;
        if let Some((reason, written)) = cell.doubt() {
            let place = cell.place.filter(|(row, column)| *row < ROWS && *column < COLUMNS);
            self.found.unread.push(place, reason, &written);
            return place.map_or(Ok(()), |place| self.put(place, Cell::Unread(reason, written)));
        }
        if !cell.has_value && !cell.has_formula && !cell.has_text {
            return Ok(());
        }
        let Some(place) = cell.place.filter(|(row, column)| *row < ROWS && *column < COLUMNS) else {
            self.found.unread.push(None, UnreadReason::Address, &self.cell.value);
            return Ok(());
        };
        if cell.has_formula {
            cell.formula.note_links(place, &mut self.found.formulas);
            if self.is_uncomputed() {
                self.cell.formula.note_range(&mut self.found.formulas);
                let blanks = &mut self.found.formulas.results.blanks;
                *blanks = blanks.saturating_add(1);
                return self.put(place, uncomputed(&self.cell.formula.written()));
            }
            let cell = &self.cell;
            let stated = (cell.kind == CellKind::Text, cell.value.trim());
            cell.formula.note_result(place, stated, self.context.may_be_old, &mut self.found.formulas);
        }
        // A text in the cell itself goes before a value that says the same.
        let read = if cell.has_text && (cell.kind == CellKind::Inline || !cell.has_value) {
            Ok((Cell::from(&*cell.text.text()), Default::default()))
        } else {
            self.context.ground.cell(cell.kind, &cell.value, self.context.styles.get(cell.style))
        };
        match read {
            Ok((read, shown)) => {
                if read == Cell::Empty && !self.found.formulas.filled.is_empty() {
                    self.found.formulas.empty_texts.push(place);
                }
                if shown.thousands > 0 {
                    let (_, count) = self.found.scaled.get_or_insert((place, 0));
                    *count = count.saturating_add(1);
                }
                let style = self.context.styles.get(self.cell.style);
                if style.shows_more()
                    && read.is_number()
                    && let Ok(number) = self.cell.value.trim().parse::<f64>()
                {
                    let shows = style.shows(number);
                    self.found.shown.extend(shows.map(|shows| ShownNumber { place, shows }));
                }
                let shows = read.as_text().and_then(|text| style.shows_of_text(text));
                let shows = shows.or_else(|| style.shows_of_day(&read));
                self.found.shown.extend(shows.map(|shows| ShownNumber { place, shows }));
                if let Cell::Unread(reason, written) = &read {
                    self.found.unread.push(Some(place), *reason, written);
                }
                self.put(place, read)
            }
            Err(reason) => {
                self.found.unread.push(Some(place), reason, &self.cell.value);
                let unread = Cell::Unread(reason, known_again(&self.cell.value));
                self.put(place, unread)
            }
        }
    }

    /// True for a formula that no program computed.
    fn is_uncomputed(&self) -> bool {
        let cell = &self.cell;
        let value = cell.value.trim();
        // An empty text is a result.
        let has_value = cell.has_text || cell.has_value && (cell.kind == CellKind::Text || !value.is_empty());
        !has_value
    }

    fn put(&mut self, place: (u32, u32), cell: Cell) -> Result<(), PartFault> {
        // Formatted cells without a value fill whole rows of forms: they cost nothing.
        if cell == Cell::Empty {
            return Ok(());
        }
        self.found.room = self.found.room.checked_sub(weight(&cell)).ok_or(PartFault::Oversized)?;
        let look = self.context.styles.look(self.cell.style);
        let cell = match look {
            Some(look) => self.found.looked.note(place, look, cell),
            None => cell,
        };
        self.cells.push(place.0, place.1, cell);
        Ok(())
    }

    fn column(&mut self, tag: &Tag<'_>) -> Result<(), PartFault> {
        if !tag.is_true("hidden") && !tag.attribute("width").is_some_and(|width| is_nothing(&width)) {
            return Ok(());
        }
        let end = |name: &str| tag.attribute(name)?.trim().parse::<u32>().ok()?.checked_sub(1);
        if let (Some(first), Some(last)) = (end("min"), end("max")) {
            self.hidden.columns(first, last.min(COLUMNS - 1));
        }
        if self.hidden.runs() > MOST_PARTS { Err(PartFault::Oversized) } else { Ok(()) }
    }

    fn merge(&mut self, tag: &Tag<'_>) -> Result<(), PartFault> {
        // A range of whole columns, or of nothing, holds no cell that could go missing.
        self.merged.extend(tag.attribute("ref").and_then(|range| range_of(&range)));
        if self.merged.len() > MOST_PARTS { Err(PartFault::Oversized) } else { Ok(()) }
    }

    fn start(&mut self, tag: &Tag<'_>) -> Result<(), PartFault> {
        match (tag.depth, tag.name) {
            _ if self.in_cells => self.start_within_cells(tag)?,
            (1, name) => self.is_worksheet = name == "worksheet",
            (2, "sheetData") => (self.in_cells, self.has_cells) = (true, true),
            (3, "col") => self.column(tag)?,
            (3, "mergeCell") => self.merge(tag)?,
            (2, "conditionalFormatting") => {
                let ranges = tag.attribute("sqref");
                let first = ranges.as_deref().and_then(|ranges| ranges.split([' ', ':']).next());
                self.conditional = first.and_then(corner);
            }
            (3, "cfRule") => {
                let format = tag.attribute("dxfId").and_then(|number| number.trim().parse().ok());
                let shows_others = format.is_some_and(|format| self.context.styles.shows_others(format));
                self.found.conditional = self.found.conditional.or(self.conditional.filter(|_| shows_others));
            }
            (3, name) if name.ends_with("Header") || name.ends_with("Footer") => {
                self.within = Element::Margin(if name.ends_with("Header") { Margin::Header } else { Margin::Footer });
                self.cell.value.clear();
            }
            _ => {}
        }
        Ok(())
    }

    fn start_within_cells(&mut self, tag: &Tag<'_>) -> Result<(), PartFault> {
        match (tag.depth, tag.name) {
            (4, "c") if self.in_row => self.begin_cell(tag),
            (5, "v" | "f" | "is") if self.in_cell => self.begin_value(tag),
            (3, "row") => self.begin_row(tag)?,
            // Cells in another place, or in another vocabulary.
            (_, name) if name.rsplit(':').next() == Some("c") => {
                let place = tag.attribute("r").and_then(|address| corner(&address));
                let place = place.filter(|(row, column)| *row < ROWS && *column < COLUMNS);
                // Alternatives state the same cells.
                let is_known = |one: &Unread| one.cell == place && one.reason == UnreadReason::Position;
                let mut latest = self.found.unread.named().iter().rev().take(FEW_CELLS);
                if place.is_none() || !latest.any(is_known) {
                    self.found.unread.push(place, UnreadReason::Position, name);
                }
            }
            // Which of the alternatives counts depends on what a program knows (ECMA-376 part 3, 7.6).
            (5, name) if self.in_cell && name.rsplit(':').next() == Some("AlternateContent") => {
                self.cell.alternative = Some(name.to_owned());
            }
            _ => {}
        }
        Ok(())
    }
}

impl CellReading {
    /// Why nothing says what the cell holds, and what is written there.
    fn doubt(&self) -> Option<(UnreadReason, String)> {
        if let Some(name) = &self.alternative {
            return Some((UnreadReason::Position, name.clone()));
        }
        let earlier = self.earlier.as_ref()?;
        let last = if self.has_value { Cow::Borrowed(self.value.as_str()) } else { self.text.text() };
        (*earlier != *last).then(|| (UnreadReason::Twice, known_again(&format!("{}; {last}", earlier.trim()))))
    }
}

/// The row of a number, from 0: outside every sheet where the number is larger than any row, `None` where it is no number.
fn row_number(written: &str) -> Option<u32> {
    if written.is_empty() || !written.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    written.parse::<u32>().map_or(Some(u32::MAX), |number| number.checked_sub(1))
}

/// True for a height or a width of nothing: its row or column is not shown.
fn is_nothing(size: &str) -> bool {
    size.trim().parse::<f64>().is_ok_and(|size| size <= 0.0)
}

impl TakesTokens for SheetReading<'_> {
    fn take(&mut self, token: Token<'_>) -> Result<(), PartFault> {
        if self.within == Element::Text {
            self.cell.text.take(&token)?;
        }
        match token {
            Token::Start(tag) => self.start(&tag)?,
            Token::Text(text) => self.say(text)?,
            Token::End { depth: 4, .. } if self.in_cell => {
                self.in_cell = false;
                self.end_cell()?;
            }
            Token::End { depth: 5, .. } => self.within = Element::Nothing,
            Token::End { depth: 3, .. } => match std::mem::take(&mut self.within) {
                Element::Margin(margin) => self.found.margins.add(margin, &self.cell.value),
                _ => self.in_row = false,
            },
            Token::End { depth: 2, name: "sheetData" } => self.in_cells = false,
            Token::End { .. } => {}
        }
        Ok(())
    }
}
