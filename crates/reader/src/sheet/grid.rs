//! Cells of a sheet, whatever file it came from.
//!
//! Takes cells in any order, with rows and columns counted from 0; gives them by row. Only cells that hold something are
//! kept, because a sheet with one cell in its last corner is legal and its bounding box has 17 billion cells.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::RangeBounds;

use chrono::{NaiveDate, NaiveDateTime};

use crate::sheet::drawn::DrawnValues;
use crate::sheet::encoding::Legacy;
use crate::sheet::hidden::Hidden;
use crate::sheet::margins::PageMargins;
use crate::sheet::members::MemberColumns;
use crate::sheet::record_lengths::RecordLengths;
use crate::sheet::repaired::Repairs;
use crate::sheet::shown::ShownNumber;
use crate::sheet::unread::{UnreadCells, UnreadReason};
use crate::values::text;

/// What a cell holds, as stored.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    #[default]
    Empty,
    Text(String),
    /// A binary double; its value is its shortest decimal.
    Number(f64),
    Integer(i64),
    /// A number in plain digits with a point, perhaps an exponent, that no double need hold.
    Decimal(String),
    /// A number that its format shows as a percentage, as stored: 0.45 is shown as 45%.
    Percent(f64),
    Boolean(bool),
    Date(NaiveDate),
    DateTime(NaiveDateTime),
    /// An error of the spreadsheet, such as `#REF!`.
    Error(String),
    /// A formula without a value, as it is written: a program wrote the file and computed nothing.
    Uncomputed(String),
    /// What the file holds and cannot be taken for a value, as it is written.
    Unread(UnreadReason, String),
    /// A list or an object that JSON or Parquet holds in the place of one value, as a text that shows it.
    Nested(String),
}

impl Cell {
    /// True for no cell, and for text of nothing that can be seen.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.chars().all(|sign| sign.is_whitespace() || text::is_invisible(sign)),
            _ => false,
        }
    }

    /// True for a list or an object within a row, also for one that was written as a text: nobody writes braces around a value.
    pub fn is_nested(&self) -> bool {
        match self {
            Self::Nested(_) => true,
            Self::Text(text) => text.trim().strip_prefix('{').is_some_and(|rest| rest.ends_with('}')),
            _ => false,
        }
    }

    /// True for a number that the file stores as one.
    pub const fn is_number(&self) -> bool {
        matches!(self, Self::Number(_) | Self::Integer(_) | Self::Decimal(_) | Self::Percent(_))
    }

    /// True for a number, also one that is typed as a text.
    pub fn is_figure(&self) -> bool {
        let signs = |text: &str| {
            text.contains(|sign: char| sign.is_ascii_digit())
                && text.chars().all(|sign| sign.is_ascii_digit() || sign.is_whitespace() || ".,-−+%()".contains(sign))
        };
        self.is_number() || self.as_text().is_some_and(signs)
    }

    /// The number of a cell that the file stores as a double, or as a whole number that one holds.
    pub fn as_double(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Integer(number) => i32::try_from(*number).ok().map(f64::from),
            _ => None,
        }
    }

    /// The text of a text cell.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The cell as a person would read it: numbers as shortest decimals, days as ISO 8601.
    pub fn display(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text)
            | Self::Error(text)
            | Self::Decimal(text)
            | Self::Uncomputed(text)
            | Self::Nested(text)
            | Self::Unread(_, text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(shown(*number)),
            Self::Integer(number) => Cow::Owned(number.to_string()),
            Self::Percent(number) => Cow::Owned(percentage(*number)),
            Self::Boolean(truth) => Cow::Borrowed(if *truth { "TRUE" } else { "FALSE" }),
            Self::Date(day) => Cow::Owned(day.to_string()),
            Self::DateTime(instant) => Cow::Owned(instant.to_string()),
        }
    }
}

impl From<&str> for Cell {
    /// Text, or nothing where the text is empty.
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

/// A stored number as its shortest decimal.
fn shown(number: f64) -> String {
    /// Whole doubles below this are exact as integers.
    const EXACT: f64 = 1e15;
    if number.fract() == 0.0 && number.abs() < EXACT && (number != 0.0 || number.is_sign_positive()) {
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
        return (number as i64).to_string();
    }
    number.to_string()
}

/// A stored number as its percent format shows it, with every digit: `45%` for 0.45.
fn percentage(number: f64) -> String {
    // The shortest decimal with its point moved: a product of doubles would show 7.000000000000001%.
    let shortest = format!("{number:e}");
    let moved = shortest.split_once('e').and_then(|(digits, exponent)| {
        let exponent = exponent.parse::<i32>().ok()?.checked_add(2)?;
        format!("{digits}e{exponent}").parse::<f64>().ok()
    });
    format!("{}%", moved.unwrap_or(number))
}

/// A merged range; both ends belong to it. Its first cell holds its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Merged {
    pub first_row: u32,
    pub first_column: u32,
    pub last_row: u32,
    pub last_column: u32,
}

/// Merged ranges of a sheet that are kept.
const MOST_MERGED: usize = 1 << 20;

/// The cells of one sheet, sparse, by row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// Each row sorted by column, without empty cells.
    rows: BTreeMap<u32, Vec<(u32, Cell)>>,
    /// Sorted by first row, then by first column.
    merged: Vec<Merged>,
}

/// A sheet of a workbook; delimited text is one sheet whose name is empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    pub name: String,
    /// The names of the lists that its rows are the elements of, as the file has them (JSON).
    pub lists: Vec<String>,
    pub visible: bool,
    pub grid: Grid,
    /// The rows and columns that it hides.
    pub hidden: Hidden,
    /// What its texts were written in, where that was not Unicode.
    pub legacy: Option<Legacy>,
    /// The file that it is in, where several came as one archive.
    pub file: Option<String>,
    /// The cells that the file states and that are not in the grid.
    pub unread: UnreadCells,
    /// The first cell whose number is shown divided by thousands, and how many such cells there are: the shown number is in the grid.
    pub scaled: Option<((u32, u32), u64)>,
    /// The first cell of a range in which conditional formatting may show other numbers than are stored (xlsx).
    pub conditional: Option<(u32, u32)>,
    /// The cells whose format shows more than their number.
    pub shown: Vec<ShownNumber>,
    /// The cells whose text is struck out, by row and column.
    pub struck: Vec<(u32, u32)>,
    /// The cells whose letters have the colour of the cell, by row and column.
    pub unseen: Vec<(u32, u32)>,
    /// How many cells its records have, where it is a delimited text.
    pub records: Option<RecordLengths>,
    /// What was repaired in its texts.
    pub repairs: Repairs,
    /// The cells whose values people have corrected, by row and column, each with what was sent in it.
    pub corrected: Vec<((u32, u32), Cell)>,
    /// What is printed above and below each page.
    pub margins: PageMargins,
    /// The comments on its cells, by row and column, as far as the format is read for them.
    pub comments: Vec<((u32, u32), String)>,
    /// The columns that hold the members of objects.
    pub members: MemberColumns,
    /// What lies over its cells and may be a value.
    pub drawn: DrawnValues,
}

impl Sheet {
    /// A sheet in Unicode that hides nothing.
    pub fn new(name: String, visible: bool, grid: Grid) -> Self {
        // Programs allow 31 letters; each finding and each table repeats the name.
        const LONGEST: usize = 255;
        let name = if name.len() > LONGEST { format!("{}…", text::beginning(&name, LONGEST)) } else { name };
        Self {
            name,
            lists: Vec::new(),
            visible,
            grid,
            hidden: Hidden::default(),
            legacy: None,
            file: None,
            unread: UnreadCells::default(),
            scaled: None,
            conditional: None,
            shown: Vec::new(),
            struck: Vec::new(),
            unseen: Vec::new(),
            records: None,
            repairs: Repairs::default(),
            corrected: Vec::new(),
            margins: PageMargins::default(),
            comments: Vec::new(),
            members: MemberColumns::default(),
            drawn: DrawnValues::default(),
        }
    }

    /// Puts a corrected value in the place of what was sent, as it would have been typed.
    pub fn correct(&mut self, row: u32, column: u32, value: &str) {
        let sent = self.grid.get(row, column).clone();
        self.grid.set(row, column, Cell::from(value));
        self.corrected.push(((row, column), sent));
    }

    /// What was sent in a cell whose value people have corrected.
    pub fn sent_in(&self, row: u32, column: u32) -> Option<&Cell> {
        self.corrected.iter().find(|(place, _)| *place == (row, column)).map(|(_, sent)| sent)
    }

    /// The name on its tab, without that of the file it came in; of a sheet without one, the name of the only list that its rows are in.
    pub fn tab(&self) -> &str {
        let within = self.file.as_deref().and_then(|file| self.name.strip_prefix(file));
        let name = within.map_or(self.name.as_str(), |name| name.trim_start_matches([' ', '›']));
        match self.lists.as_slice() {
            [list] if name.is_empty() => list,
            _ => name,
        }
    }
}

/// The cell of a column among the cells of a row; [`Cell::Empty`] where nothing is.
pub fn cell_of(cells: &[(u32, Cell)], column: u32) -> &Cell {
    const EMPTY: &Cell = &Cell::Empty;
    let found = cells.binary_search_by_key(&column, |(column, _)| *column).ok();
    found.and_then(|place| cells.get(place)).map_or(EMPTY, |(_, cell)| cell)
}

impl Grid {
    pub fn new() -> Self {
        Self::default()
    }

    /// A grid from rows of cells, the first in row 0 and column 0.
    pub fn from_rows<C: Clone + Into<Cell>>(rows: &[&[C]]) -> Self {
        let mut grid = Self::new();
        for (row, cells) in (0u32..).zip(rows) {
            for (column, cell) in (0u32..).zip(cells.iter()) {
                grid.set(row, column, cell.clone().into());
            }
        }
        grid
    }

    /// Puts a cell in its place; a second cell in the same place replaces the first, and an empty one clears it.
    pub fn set(&mut self, row: u32, column: u32, cell: Cell) {
        if cell == Cell::Empty {
            if let Some(cells) = self.rows.get_mut(&row)
                && let Ok(place) = cells.binary_search_by_key(&column, |(column, _)| *column)
            {
                cells.remove(place);
            }
            return;
        }
        let cells = self.rows.entry(row).or_default();
        // Files hold their cells in order: the end is the usual place.
        if cells.last().is_none_or(|(last, _)| *last < column) {
            cells.push((column, cell));
            return;
        }
        match cells.binary_search_by_key(&column, |(column, _)| *column) {
            Ok(place) => {
                if let Some(slot) = cells.get_mut(place) {
                    slot.1 = cell;
                }
            }
            Err(place) => cells.insert(place, (column, cell)),
        }
    }

    /// Puts a whole row in its place: its cells in the order of their columns, none empty.
    pub fn set_row(&mut self, row: u32, cells: Vec<(u32, Cell)>) {
        if !cells.is_empty() {
            self.rows.insert(row, cells);
        }
    }

    /// The row right above, where there is one.
    pub const fn above(&self, row: u32) -> Option<u32> {
        row.checked_sub(1)
    }

    /// The row right below, where there is one.
    pub const fn below(&self, row: u32) -> Option<u32> {
        row.checked_add(1)
    }

    /// Declares the merged ranges; ranges of one cell, and ranges whose ends are the wrong way round, say nothing. No sheet
    /// that people make has more than are kept.
    pub fn set_merged(&mut self, mut merged: Vec<Merged>) {
        merged.retain(|range| {
            range.first_row <= range.last_row
                && range.first_column <= range.last_column
                && (range.first_row, range.first_column) != (range.last_row, range.last_column)
        });
        merged.sort_unstable();
        merged.dedup();
        merged.truncate(MOST_MERGED);
        self.merged = merged;
    }

    /// The merged ranges that hold cells of a column, sorted by first row.
    pub fn merged_over(&self, column: u32) -> Vec<Merged> {
        let over = |range: &&Merged| (range.first_column..=range.last_column).contains(&column);
        self.merged.iter().filter(over).copied().collect()
    }

    /// The cell of a column, or where it is blank the first of the range that is merged over it; `merged` are the ranges over
    /// this column.
    pub fn get_within(&self, row: u32, column: u32, merged: &[Merged]) -> &Cell {
        let cell = self.get(row, column);
        if !cell.is_blank() {
            return cell;
        }
        let begun = merged.partition_point(|range| range.first_row <= row);
        let range = begun.checked_sub(1).and_then(|place| merged.get(place)).filter(|range| row <= range.last_row);
        range.map_or(cell, |range| self.get(range.first_row, range.first_column))
    }

    /// The merged ranges, sorted by first row and column.
    pub fn merged(&self) -> &[Merged] {
        &self.merged
    }

    /// The cell at a place; [`Cell::Empty`] where nothing is.
    pub fn get(&self, row: u32, column: u32) -> &Cell {
        cell_of(self.row(row), column)
    }

    /// The cells of a row, by column.
    pub fn row(&self, row: u32) -> &[(u32, Cell)] {
        self.rows.get(&row).map_or(&[], Vec::as_slice)
    }

    /// The rows that hold cells, in order.
    pub fn rows(&self, range: impl RangeBounds<u32>) -> impl DoubleEndedIterator<Item = (u32, &[(u32, Cell)])> {
        self.rows.range(range).map(|(row, cells)| (*row, cells.as_slice()))
    }

    /// Every cell with its row and column, to be rewritten in its place; what is written must not be empty.
    pub fn cells_mut(&mut self) -> impl Iterator<Item = (u32, u32, &mut Cell)> {
        self.rows.iter_mut().flat_map(|(row, cells)| cells.iter_mut().map(move |(column, cell)| (*row, *column, cell)))
    }

    /// The last row that holds a cell.
    pub fn last_row(&self) -> Option<u32> {
        self.rows.last_key_value().map(|(row, _)| *row)
    }

    /// How many cells are kept.
    pub fn cells(&self) -> usize {
        self.rows.values().map(Vec::len).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::address::{address, column_letters};

    #[test]
    fn addresses_are_those_of_spreadsheets() {
        assert_eq!(address(6, 2), "C7");
        assert_eq!(address(1_048_575, 16_383), "XFD1048576");
        assert_eq!(column_letters(25), "Z");
        assert_eq!(column_letters(26), "AA");
        assert_eq!(address(u32::MAX, u32::MAX), "MWLQKWV4294967296");
    }

    #[test]
    fn percentages_show_the_digits_that_are_stored() {
        for (number, shown) in [(0.45, "45%"), (0.07, "7%"), (1.0, "100%"), (-0.005, "-0.5%"), (0.0, "0%")] {
            assert_eq!(Cell::Percent(number).display(), shown);
        }
    }

    #[test]
    fn a_cell_in_the_last_corner_costs_one_cell() {
        let mut grid = Grid::new();
        grid.set(1_048_575, 16_383, Cell::Number(1.0));
        assert_eq!((grid.cells(), grid.last_row()), (1, Some(1_048_575)));
        assert_eq!(grid.get(1_048_575, 16_383), &Cell::Number(1.0));
        assert_eq!(grid.get(0, 0), &Cell::Empty);
    }

    #[test]
    fn cells_out_of_order_and_twice_find_their_place() {
        let mut grid = Grid::new();
        for (column, text) in [(3, "d"), (1, "b"), (3, "D"), (0, "a"), (1, "")] {
            grid.set(5, column, text.into());
        }
        assert_eq!(grid.row(5), [(0, "a".into()), (3, "D".into())]);
    }
}
