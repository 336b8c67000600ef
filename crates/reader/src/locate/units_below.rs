//! Units of measure in a row below the labels: "Hộ | Tỷ đồng | Tỷ đồng | %".
//!
//! Takes the labels of a table; gives the row of units and the unit of each column. It is right below the labels or below a blank row, above the
//! row that numbers the columns or below it, or in it ("2 (tỷ đồng)"). A unit that is merged over columns is that of each; a sign of repetition
//! is the unit on its left. A line "Đơn vị tính: tỷ đồng" states the unit of the table.

use std::collections::BTreeMap;

use super::head::HeadText;
use super::head::head_unit::{labels_units, may_label_units};
use super::known_text::KnownText;
use super::labels::header::Header;
use super::labels::label_path::last_parentheses;
use super::numbering;
use crate::sheet::grid::{Cell, Grid};
use crate::words::unit_text::{is_ditto, perhaps_stated, stated, without_one};

/// Rows below the labels that are looked at.
const MOST_ROWS: usize = 4;

/// A row of units and what it states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UnitsBelow {
    pub row: u32,
    /// True where it is right below the labels, and the rows of the table begin below it.
    pub is_next: bool,
    /// The unit of each column that has one, as written, without brackets around it.
    pub units: BTreeMap<u32, String>,
    /// The unit of the table, of a line that holds nothing else: "Đơn vị tính: tỷ đồng", in whatever column it is.
    pub of_table: Option<HeadText>,
}

impl UnitsBelow {
    /// The row of units below these labels.
    pub fn of(grid: &Grid, header: &Header) -> Option<Self> {
        let first = grid.below(header.bottom)?;
        let mut row = first;
        let mut has_numbers = false;
        for _ in 0..MOST_ROWS {
            let cells: Vec<&(u32, Cell)> = grid.row(row).iter().filter(|(_, cell)| !cell.is_blank()).collect();
            if let Some(unit) = of_line(&cells, row) {
                return Some(Self { row, is_next: row == first, units: BTreeMap::new(), of_table: Some(unit) });
            }
            if let Some(units) = of_row(&cells).filter(|units| is_of_table(header, units)) {
                return Some(Self { row, is_next: row == first, units: spread(grid, row, units), of_table: None });
            }
            if let Some(units) = in_numbers(&cells).filter(|units| is_of_table(header, units)) {
                return Some(Self { row, is_next: row == first, units: spread(grid, row, units), of_table: None });
            }
            let numbers = !cells.is_empty() && numbering::read(&cells).is_some();
            if !cells.is_empty() && (!numbers || has_numbers) {
                return None;
            }
            has_numbers |= numbers;
            row = grid.below(row)?;
        }
        None
    }
}

fn is_of_table(header: &Header, units: &BTreeMap<u32, String>) -> bool {
    header.columns.iter().any(|labelled| units.contains_key(&labelled.column))
}

/// The unit of a line that says so in words: "Đơn vị tính: tỷ đồng".
fn of_line(cells: &[&(u32, Cell)], row: u32) -> Option<HeadText> {
    let [(column, cell)] = cells else { return None };
    let written = cell.as_text()?;
    let unit = KnownText::of(written).unit_after().filter(|unit| !unit.is_empty())?.to_owned();
    let has_words = unit.len() + 2 < written.trim().len();
    let units = stated(&unit);
    (has_words && (!units.is_empty() || units.is_unclear())).then(|| HeadText::new(&unit, row, *column))
}

/// The units of a row that holds nothing else, and perhaps the words that say so: "Đơn vị tính".
fn of_row(cells: &[&(u32, Cell)]) -> Option<BTreeMap<u32, String>> {
    let mut units = BTreeMap::new();
    let mut last: Option<String> = None;
    for (column, cell) in cells {
        let text = without_one(cell.as_text()?);
        if is_ditto(text) {
            units.insert(*column, last.clone()?);
            continue;
        }
        // A dash: this column has none.
        if !text.contains(char::is_alphanumeric) && !matches!(text.trim(), "%" | "‰") && perhaps_stated(text).is_empty()
        {
            continue;
        }
        if perhaps_stated(text).is_empty() {
            // To the left of all units.
            if units.is_empty() && (labels_units(text) || may_label_units(text)) {
                continue;
            }
            return None;
        }
        let unit = text.trim().trim_matches(['(', ')', '[', ']']).to_owned();
        last = Some(unit.clone());
        units.insert(*column, unit);
    }
    (!units.is_empty()).then_some(units)
}

/// The units in brackets behind the numbers of columns: "A | B | 1 | 2 (tỷ đồng)".
fn in_numbers(cells: &[&(u32, Cell)]) -> Option<BTreeMap<u32, String>> {
    let mut units = BTreeMap::new();
    let bare = |(column, cell): &&(u32, Cell)| {
        let parted = cell.as_text().and_then(last_parentheses);
        let parted = parted.filter(|(number, unit)| {
            !number.trim().is_empty() && !perhaps_stated(unit).is_empty() && unit.contains(char::is_alphabetic)
        });
        match parted {
            Some((number, unit)) => {
                units.insert(*column, unit.trim().to_owned());
                (*column, Cell::Text(number.trim().to_owned()))
            }
            None => (*column, cell.clone()),
        }
    };
    let bare: Vec<(u32, Cell)> = cells.iter().map(bare).collect();
    let bare: Vec<&(u32, Cell)> = bare.iter().collect();
    (!units.is_empty() && numbering::read(&bare).is_some()).then_some(units)
}

/// Gives the unit of a merged range to each of its columns.
fn spread(grid: &Grid, row: u32, units: BTreeMap<u32, String>) -> BTreeMap<u32, String> {
    let mut spread = units.clone();
    for range in grid.merged().iter().filter(|range| (range.first_row..=range.last_row).contains(&row)) {
        if let Some(unit) = units.get(&range.first_column) {
            for column in (range.first_column..=range.last_column).take(LARGEST_MERGE) {
                spread.entry(column).or_insert_with(|| unit.clone());
            }
        }
    }
    spread
}

/// Columns that a unit may be merged over.
const LARGEST_MERGE: usize = 256;
