//! A row of the labels, or the numbers of the columns, that is printed again on a further page: "rows to repeat" often takes one row alone.
//!
//! Takes a row below the labels; says whether each of its cells holds what is over its column, or over another one, or whether it numbers the columns once more.

use super::columns::Columns;
use super::row_text::RowText;
use crate::locate::labels::labelled::Labelled;
use crate::locate::numbering::{self, Numbered};
use crate::sheet::grid::{Cell, cell_of};

/// True where the cells of a row, two or more, each hold a text that is over their column.
pub(super) fn repeats_labels(labelled: &[Labelled], cells: &[(u32, Cell)]) -> bool {
    let mut filled = cells.iter().filter(|(_, cell)| !cell.is_blank()).peekable();
    let is_again = |(column, cell): &(u32, Cell)| {
        let over = labelled.binary_search_by_key(column, |labelled| labelled.column).ok();
        let path = over.and_then(|place| labelled.get(place)).map_or(&[][..], |labelled| &labelled.path);
        let written = cell.as_text().map(RowText::of);
        written.is_some_and(|written| path.iter().any(|label| RowText::of(label).name == written.name))
    };
    // Most rows end here.
    if !filled.peek().is_some_and(|cell| is_again(cell)) {
        return false;
    }
    let mut count = 0usize;
    filled.all(|cell| {
        count = count.saturating_add(1);
        is_again(cell)
    }) && count > 1
}

/// True where the cells of a row, two or more, each hold a text that is over a column of the table, and not all over their own: the labels of a further page
/// in another order, below which each figure is under the label of another.
pub(super) fn moves_labels(labelled: &[Labelled], cells: &[(u32, Cell)]) -> bool {
    let filled = || cells.iter().filter(|(_, cell)| !cell.is_blank());
    let is_over_a_column = |(_, cell): &(u32, Cell)| {
        let written = cell.as_text().map(RowText::of);
        let mut texts = labelled.iter().flat_map(|labelled| &labelled.path);
        written.is_some_and(|written| texts.any(|label| RowText::of(label).name == written.name))
    };
    // Most rows end here.
    if cells.iter().any(|(_, cell)| cell.is_figure()) || filled().count() < 2 {
        return false;
    }
    filled().all(is_over_a_column) && !repeats_labels(labelled, cells)
}

/// The numbers of the columns, where a row gives those of the row `before`, or has a letter where a unit is named: "A | B | C | 1 | 2".
pub(super) fn numbers_again(
    columns: &Columns,
    before: Option<&[Numbered]>,
    cells: &[(u32, Cell)],
) -> Option<Vec<Numbered>> {
    let is_letter = |cell: &Cell| {
        let bare = cell.as_text().map(|text| text.trim_matches(['(', ')', ' ']));
        bare.is_some_and(|text| text.len() < 3 && text.starts_with(|sign: char| sign.is_ascii_alphabetic()))
    };
    let lettered = cells.iter().any(|(column, cell)| columns.names_a_unit(*column) && is_letter(cell));
    let before = before.filter(|_| !lettered);
    // Most rows have another number in the last of the columns that are numbered.
    let is_number = |last: &Numbered| {
        let written = cell_of(cells, last.column).display();
        written.trim_start_matches(|sign: char| !sign.is_ascii_digit()).starts_with(&last.number.to_string())
    };
    if !lettered && !before.and_then(<[Numbered]>::last).is_some_and(is_number) {
        return None;
    }
    let filled: Vec<&(u32, Cell)> = cells.iter().filter(|(_, cell)| !cell.is_blank()).collect();
    let numbered = numbering::read(&filled)?;
    let place = |column: &Numbered| (column.column, column.number);
    before.is_none_or(|before| before.iter().map(place).eq(numbered.iter().map(place))).then_some(numbered)
}
