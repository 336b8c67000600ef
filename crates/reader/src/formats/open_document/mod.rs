//! OpenDocument spreadsheets (ods) to sheets, from one pass over their content.
//!
//! Takes the contents of a package; gives its sheets with merged ranges, percentages, formulas that were never computed and other files that
//! formulas name. Cells and rows that repeat (`number-rows-repeated`) are written once and kept as often as they say, so
//! they are counted before they are kept. Elements are known by their names without prefixes.
//!
//! | file | takes | gives |
//! |---|---|---|
//! | [`cell`] | an element of a cell and its text | what it says |
//! | [`matrices`] | formulas that fill ranges | what each cell of them gave |
//! | [`styles`] | elements of styles | what a style says of its cells |
//! | [`shown`] | a number and the text beside it | the number that the cell shows |
//! | [`paragraphs`] | elements of shapes and of page styles | their texts |
//! | [`drawn`], [`places`] | elements of shapes and controls | the cells that they cover |
//! | [`appearance`] | a package | how its sheets look, for copies of them |
//! | [`number_codes`], [`code_pieces`] | elements of number formats | codes of Excel |

pub(super) mod appearance;
mod cell;
mod code_pieces;
mod drawn;
mod encryption;
mod length;
mod links;
mod matrices;
mod number_codes;
mod paragraphs;
mod places;
mod shown;
mod styles;

use std::collections::HashMap;

use chrono::NaiveDate;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use crate::formats::formula_results::{Counts, FormulaResults, Others};
use crate::formats::letter_look::{LetterLook, LookedCells};
use crate::formats::number_format::{Moment, NumberStyle};
use crate::formats::open_document::cell::OdsCellReading;
use crate::formats::open_document::drawn::OdsDrawn;
use crate::formats::open_document::encryption::is_encrypted;
use crate::formats::open_document::links::other_file;
use crate::formats::open_document::matrices::MatrixFormulas;
use crate::formats::open_document::number_codes::DataStyles;
use crate::formats::open_document::paragraphs::{Paragraphs, Remark};
use crate::formats::open_document::shown::moment;
use crate::formats::open_document::styles::OdsStyles;
use crate::formats::rests_on::Link;
use crate::formats::return_property::{META, return_property};
use crate::formats::shown_number::Shown;
use crate::formats::workbook::{Book, WorkbookFault, weight};
use crate::formats::xlsx::contents::Contents;
use crate::formats::xlsx::package::Package;
use crate::formats::xlsx::xml::{Broken, attribute};
use crate::sheet::comments::CommentsSoFar;
use crate::sheet::grid::{Cell, Grid, Merged, Sheet};
use crate::sheet::hidden::HiddenSoFar;
use crate::sheet::limits::Limits;
use crate::sheet::margins::PageMargins;
use crate::sheet::shown::{ShownNumber, Shows};
use crate::sheet::unread::{UnreadCells, UnreadReason};

/// The rows and columns of a sheet of LibreOffice.
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;
/// Sheets of one document; those that links keep of others are counted, too.
const MOST_SHEETS: usize = 4096;
/// Cells that repeat another: people fill a column with zeros, and no more.
const MOST_COPIES: usize = 1 << 19;
/// Merged ranges that are kept.
const MOST_PARTS: usize = 1 << 20;
/// The day from which numbers count days where the file does not say (ODF 1.3 part 3, 9.4.3).
const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day");
/// Other files that formulas of a sheet name.
const MOST_LINKS: usize = 1 << 10;

/// The sheets of the workbook.
///
/// # Errors
/// `Oversized` where repeated cells make too many; `Encrypted`; `Broken` where the content is no whole XML, or too long in one piece.
pub(super) fn read(contents: Contents<'_>, limits: &Limits) -> Result<Book, WorkbookFault> {
    let mut reading = ContentReader { room: limits.max_cells, ..ContentReader::default() };
    let mut package = Package::new(contents, limits.max_unpacked);
    // Styles with a name are in a part of their own, those of a cell alone in the content.
    if package.has("styles.xml") {
        let (mut named, mut data) = (OdsStyles::default(), DataStyles::default());
        let mut margins = Paragraphs::of_margins();
        let read = package.each("styles.xml", |event| {
            margins.take(event)?;
            data.take(event)?;
            named.take(event)
        });
        if read.is_ok() {
            (reading.styles, reading.data, reading.margins) = (named, data, margins.found());
        }
    }
    let read = package.each("content.xml", |event| reading.take(event));
    if reading.too_many {
        return Err(WorkbookFault::Oversized);
    }
    if read.is_err() || reading.open > 0 {
        return Err(if is_encrypted(&mut package) { WorkbookFault::Encrypted } else { WorkbookFault::Broken });
    }
    reading.drawn.place(&mut package, &mut reading.sheets);
    let return_property = return_property(&mut package, META);
    if Counts::of(reading.of_sheets.iter()).have_stand_ins() {
        for (sheet, results) in reading.sheets.iter_mut().zip(&reading.of_sheets) {
            results.forget(&mut sheet.grid, Others::All);
        }
    }
    Ok(Book { sheets: reading.sheets, links: reading.links, return_property, ..Book::default() })
}

#[derive(Default)]
struct ContentReader {
    sheets: Vec<Sheet>,
    /// What is printed above and below each page.
    margins: Vec<String>,
    shapes: Paragraphs,
    drawn: OdsDrawn,
    /// That of the cell.
    remark: Remark,
    comments: CommentsSoFar,
    links: Vec<Link>,
    styles: OdsStyles,
    /// The styles of numbers as codes, and those that were asked for.
    data: DataStyles,
    number_styles: HashMap<String, NumberStyle>,
    /// The day from which numbers count days; `None` where the file does not say.
    first_day: Option<NaiveDate>,
    /// How deep in other elements that of the spreadsheet is; its tables are the sheets.
    spreadsheet: Option<usize>,
    /// What the formulas of the table gave, and of the sheets before.
    results: FormulaResults,
    matrices: MatrixFormulas,
    of_sheets: Vec<FormulaResults>,
    /// The style of the cells of each column that have none of their own: up to which column, from 1, and which.
    column_styles: Vec<(u32, Option<String>)>,
    /// The same of the row.
    row_style: Option<String>,
    looked: LookedCells,
    /// Columns of the row whose cells look otherwise.
    looked_columns: Vec<(u32, LetterLook)>,
    /// Elements that began and have not ended.
    open: usize,
    name: String,
    hidden: bool,
    /// True where the table keeps what formulas take from another file: no program shows it as a sheet.
    is_cache: bool,
    not_shown: HiddenSoFar,
    grid: Grid,
    merged: Vec<Merged>,
    unread: UnreadCells,
    /// The first cell whose number is shown divided by thousands, and how many such cells there are.
    scaled: Option<((u32, u32), u64)>,
    scaled_columns: Vec<u32>,
    shown: Vec<ShownNumber>,
    /// What the cells of the row show with their numbers, by column.
    shown_columns: Vec<(u32, Shows)>,
    /// How deep tables are in each other: the cells of a table within a cell are no cells of the sheet.
    depth: usize,
    row: u32,
    row_repeats: u32,
    column: u32,
    /// The cells of the row.
    cells: Vec<(u32, Cell)>,
    weight: usize,
    cell: Option<OdsCellReading>,
    /// How many cells may still be kept; a long text counts for many.
    room: usize,
    copies: usize,
    too_many: bool,
    /// Tables so far, also those that are no sheets.
    tables: usize,
}

impl ContentReader {
    fn take(&mut self, event: &Event<'_>) -> Result<(), Broken> {
        match event {
            Event::Start(_) => self.open = self.open.saturating_add(1),
            Event::End(_) => self.open = self.open.saturating_sub(1),
            _ => {}
        }
        // Styles are before the sheets.
        if self.depth == 0 {
            self.styles.take(event)?;
            self.data.take(event)?;
            if let Event::Start(tag) = event {
                match tag.local_name().as_ref() {
                    "spreadsheet" => self.spreadsheet = Some(self.open),
                    "null-date" => {
                        let day = attribute(tag, "date-value")?;
                        self.first_day = day.and_then(|day| day.get(..10)?.parse().ok()).or(self.first_day);
                    }
                    _ => {}
                }
            }
        }
        let was_within = self.shapes.is_within();
        self.shapes.take(event)?;
        if self.depth == 1 && (was_within || self.shapes.is_within()) {
            let cell = self.cell.as_ref().map(|_| (self.row, self.column));
            self.drawn.take(event, cell)?;
        }
        self.remark.0.take(event)?;
        if let Some(cell) = &mut self.cell {
            cell.take(event, &self.styles)?;
        }
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "table" => {
                    self.depth += 1;
                    if self.depth == 1 {
                        self.begin_sheet(tag)?;
                    }
                }
                "table-source" if self.depth == 1 => self.source(tag)?,
                "table-column" if self.depth == 1 => self.column(tag)?,
                "table-row" if self.depth == 1 => {
                    self.row_style = attribute(tag, "default-cell-style-name")?;
                    self.row_repeats = number(tag, "number-rows-repeated")?.min(ROWS.saturating_sub(self.row));
                    if self.row_repeats > 0 && self.is_not_shown(tag)? {
                        self.not_shown.rows(self.row, self.row.saturating_add(self.row_repeats - 1));
                    }
                    (self.column, self.weight) = (0, 0);
                    self.cells.clear();
                    self.looked_columns.clear();
                    self.scaled_columns.clear();
                    self.shown_columns.clear();
                }
                "checkbox" | "radio" | "listbox" | "option" | "combobox" | "text" | "textarea" | "formatted-text"
                    if self.depth == 1 && self.cell.is_none() =>
                {
                    self.drawn.control(tag)?;
                }
                "table-cell" | "covered-table-cell" if self.depth == 1 => {
                    self.cell = Some(OdsCellReading::begin(tag, COLUMNS.saturating_sub(self.column))?);
                }
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "table" => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        self.end_of_sheet()?;
                    }
                }
                "table-row" if self.depth == 1 => self.end_of_row()?,
                "table-cell" | "covered-table-cell" if self.depth == 1 => self.end_of_cell()?,
                _ => {}
            },
            _ => {}
        }
        Ok(())
    }

    /// True for a row or columns that are hidden, that a filter passes over (OpenDocument 1.3, 19.749), or whose style gives them no size.
    fn is_not_shown(&self, tag: &BytesStart<'_>) -> Result<bool, Broken> {
        let is_not_visible = matches!(attribute(tag, "visibility")?.as_deref(), Some("collapse" | "filter"));
        Ok(is_not_visible || attribute(tag, "style-name")?.is_some_and(|style| self.styles.gives_no_size(&style)))
    }

    fn begin_sheet(&mut self, tag: &BytesStart<'_>) -> Result<(), Broken> {
        self.tables = self.tables.saturating_add(1);
        self.too_many = self.tables > MOST_SHEETS;
        if self.too_many {
            return Err(Broken);
        }
        self.name = attribute(tag, "name")?.unwrap_or_default();
        self.hidden = attribute(tag, "style-name")?.is_some_and(|style| self.styles.hides(&style));
        // What links keep of other programs is no sheet either.
        self.drawn.begin_table();
        self.is_cache = self.spreadsheet.is_some_and(|depth| self.open > depth.saturating_add(1));
        self.row = 0;
        self.column_styles.clear();
        Ok(())
    }

    /// Columns whose cells have a style in common.
    fn column(&mut self, tag: &BytesStart<'_>) -> Result<(), Broken> {
        let before = self.column_styles.last().map_or(0, |(end, _)| *end);
        let end = before.saturating_add(number(tag, "number-columns-repeated")?).min(COLUMNS);
        if end > before {
            if self.is_not_shown(tag)? {
                self.not_shown.columns(before, end - 1);
            }
            self.column_styles.push((end, attribute(tag, "default-cell-style-name")?));
        }
        Ok(())
    }

    /// The style of a cell: its own, else that of its row, else that of its column.
    fn style<'a>(&'a self, cell: &'a OdsCellReading, column: u32) -> Option<&'a str> {
        let of_column = || {
            let place = self.column_styles.partition_point(|(end, _)| *end <= column);
            self.column_styles.get(place)?.1.as_deref()
        };
        cell.style.as_deref().or(self.row_style.as_deref()).or_else(of_column)
    }

    /// The table is that of another file: a copy that is shown as a sheet, or the cache of formulas, whose name is an address
    /// (`'file:///C:/bieu.ods'#$Sheet1`).
    fn source(&mut self, tag: &BytesStart<'_>) -> Result<(), Broken> {
        self.is_cache |= self.name.starts_with('\'') && self.name.contains("'#");
        let target = attribute(tag, "href")?.filter(|_| !self.is_cache && self.links.len() < MOST_LINKS);
        self.links.extend(target.map(|target| Link { target, sheet: self.name.clone(), cell: (0, 0) }));
        Ok(())
    }

    fn end_of_cell(&mut self) -> Result<(), Broken> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let (row, column) = (self.row, self.column);
        self.column = column.saturating_add(cell.repeats);
        let remark = self.remark.0.found();
        if !remark.is_empty() {
            self.comments.add((row, column), &remark.join("\n"));
        }
        if cell.size != (1, 1) {
            self.merged.push(Merged {
                first_row: row,
                first_column: column,
                last_row: row.saturating_add(cell.size.0).saturating_sub(1).min(ROWS - 1),
                last_column: column.saturating_add(cell.size.1).saturating_sub(1).min(COLUMNS - 1),
            });
        }
        if let Some(target) = cell.formula.as_deref().and_then(other_file) {
            let of_this = |link: &&Link| link.sheet == self.name;
            let known = self.links.iter().filter(of_this).any(|link| link.target == target);
            if !known && self.links.len() < MOST_LINKS {
                self.links.push(Link { target: target.to_owned(), sheet: self.name.clone(), cell: (row, column) });
            }
        }
        let style = self.style(&cell, column);
        let thousands = style.map_or_else(|| vec![0], |style| self.styles.thousands(style));
        let look = style.and_then(|style| self.styles.look(style));
        let first_day = self.first_day.unwrap_or(FIRST_DAY);
        let (said, shown) = cell.says(&thousands, first_day);
        let number = cell.number().filter(|_| matches!(said, Cell::Number(_) | Cell::Decimal(_) | Cell::Percent(_)));
        let shows = cell.shows_time().or_else(|| cell.shows(number?, style, &self.styles));
        let number_style = style.and_then(|style| self.styles.number_style(style)).map(str::to_owned);
        let by_style = cell.plain_number().zip(number_style.as_deref());
        let by_style = by_style.and_then(|(number, name)| self.shown_by(name, number, cell.shown_text(), first_day));
        let (said, shown, shows) = match by_style {
            Some((said, shown, of_style)) => (said, shown, of_style.or(shows)),
            None => (said, shown, shows),
        };
        let shows = shows.or_else(|| cell.shows_day(&said));
        let said = match look.and_then(|look| look.symbols) {
            Some(font) => font.cell(said),
            None => said,
        };
        let shows = shows.or_else(|| {
            let text = said.as_text()?;
            self.number_style(&number_style?)?.shows_of_text(text)
        });
        let is_one = cell.repeats == 1 && self.row_repeats == 1;
        let of_matrix = Some(cell.matrix).filter(|size| *size != (0, 0) && is_one).zip(cell.shown_formula());
        let of_first = of_matrix.and_then(|(size, formula)| self.matrices.begin((row, column), size, &formula));
        if let Some((formula, stated)) = cell.stand_in().filter(|_| is_one) {
            self.results.note_stand_in((row, column), of_first.unwrap_or(formula), stated);
        }
        if said == Cell::Empty {
            if cell.is_empty_text() {
                self.matrices.note_empty_text((row, column), (self.row_repeats, cell.repeats));
            }
            return if self.merged.len() > MOST_PARTS { Err(Broken) } else { Ok(()) };
        }
        if cell.repeats == 0 || self.row_repeats == 0 {
            self.unread.push(None, UnreadReason::Address, &said.display());
            return Ok(());
        }
        if let Cell::Unread(reason, written) = &said {
            self.unread.push(Some((row, column)), *reason, written);
        }
        // Each is a copy: they are counted before they are made.
        let count = usize::try_from(cell.repeats).unwrap_or(usize::MAX);
        self.weight = self.weight.saturating_add(weight(&said).saturating_mul(count));
        self.too_many = self.weight > self.room;
        if self.too_many {
            return Err(Broken);
        }
        let columns = (0..cell.repeats).map(|right| column.saturating_add(right));
        if let Some(look) = look {
            self.looked_columns.extend(columns.clone().map(|column| (column, look)));
        }
        if let Some(shows) = shows {
            self.shown_columns.extend(columns.clone().map(|column| (column, shows.clone())));
        }
        if shown.thousands > 0 {
            self.scaled_columns.extend(columns);
        }
        for right in 1..cell.repeats {
            self.cells.push((column.saturating_add(right - 1), said.clone()));
        }
        self.cells.push((column.saturating_add(cell.repeats - 1), said));
        Ok(())
    }

    /// A style of numbers, which shows texts, too.
    fn number_style(&mut self, name: &str) -> Option<&NumberStyle> {
        if !self.number_styles.contains_key(name) {
            let code = self.data.code(name)?;
            self.number_styles.insert(name.to_owned(), NumberStyle::parse(&code));
        }
        self.number_styles.get(name)
    }

    /// What a style of numbers shows of one. Beside a text that decides where it is a day or a percentage, or shows the number letter by letter
    /// as the text does.
    fn shown_by(
        &mut self,
        name: &str,
        number: f64,
        text: Option<&str>,
        first_day: NaiveDate,
    ) -> Option<(Cell, Shown, Option<Shows>)> {
        let style = self.number_style(name)?;
        let (shown, shows) = (style.shown(number), style.shows(number));
        if style.moment != Moment::No {
            let day =
                Some(style.moment).filter(|moment| *moment == Moment::Day).and_then(|_| moment(number, first_day));
            return Some((day.unwrap_or(Cell::Number(number)), Shown::default(), shows));
        }
        let has_percent = |text: &str| shown.percent && text.contains('%');
        let is_text = |text: &str| shows.as_ref().and_then(|shows| shows.text.as_deref()) == Some(text);
        let decides = text.is_none_or(|text| has_percent(text) || is_text(text));
        decides.then(|| (shown.cell(number), shown, shows))
    }

    fn end_of_row(&mut self) -> Result<(), Broken> {
        let (first, repeats) = (self.row, self.row_repeats);
        self.row = first.saturating_add(repeats);
        if self.cells.is_empty() || repeats == 0 {
            return Ok(());
        }
        let count = usize::try_from(repeats).unwrap_or(usize::MAX);
        let left = self.room.checked_sub(self.weight.saturating_mul(count));
        self.copies = self.copies.saturating_add(self.cells.len().saturating_mul(count - 1));
        self.too_many = left.is_none() || self.copies > MOST_COPIES;
        if self.too_many {
            return Err(Broken);
        }
        self.room = left.ok_or(Broken)?;
        for down in 0..repeats {
            let row = first.saturating_add(down);
            for (column, look) in &self.looked_columns {
                self.looked.note((row, *column), look, Cell::Empty);
            }
            let number = |(column, shows): &(u32, Shows)| ShownNumber { place: (row, *column), shows: shows.clone() };
            self.shown.extend(self.shown_columns.iter().map(number));
        }
        if let Some(column) = self.scaled_columns.first() {
            let (_, scaled) = self.scaled.get_or_insert(((first, *column), 0));
            let cells = self.scaled_columns.len().saturating_mul(count);
            *scaled = scaled.saturating_add(u64::try_from(cells).unwrap_or(u64::MAX));
        }
        for down in 1..repeats {
            self.grid.set_row(first.saturating_add(down), self.cells.clone());
        }
        self.grid.set_row(first, self.cells.drain(..).collect());
        Ok(())
    }

    fn end_of_sheet(&mut self) -> Result<(), Broken> {
        let mut grid = std::mem::take(&mut self.grid);
        let mut results = std::mem::take(&mut self.results);
        grid.set_merged(std::mem::take(&mut self.merged));
        self.too_many = self.matrices.settle(&mut grid, &mut results, &mut self.room).is_none();
        if self.too_many {
            return Err(Broken);
        }
        results.judge(&mut grid);
        let sheet = Sheet::new(std::mem::take(&mut self.name), !self.hidden, grid);
        let unread = std::mem::take(&mut self.unread);
        let LookedCells { struck, unseen } = std::mem::take(&mut self.looked);
        let shown = std::mem::take(&mut self.shown);
        let scaled = self.scaled.take();
        let hidden = std::mem::take(&mut self.not_shown).finish();
        let mut margins = PageMargins::default();
        self.margins.iter().chain(&self.shapes.found()).for_each(|text| margins.add_text(text));
        let comments = self.comments.take();
        let place = Some(self.sheets.len()).filter(|_| !self.is_cache);
        let drawn = self.drawn.end_of_table(place);
        if std::mem::take(&mut self.is_cache) {
            return Ok(());
        }
        self.of_sheets.push(results);
        self.sheets.push(Sheet { hidden, unread, scaled, shown, struck, unseen, margins, comments, drawn, ..sheet });
        Ok(())
    }
}

/// An attribute that counts; 1 where there is none.
fn number(tag: &BytesStart<'_>, name: &str) -> Result<u32, Broken> {
    let mut most = None;
    // Another prefix may name another number.
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
