//! Rows of a text that have more cells than there are labels.
//!
//! A sign within a number that also parts the cells (5,400 in a text with commas) moves every cell behind it by one: the figures stand under
//! the wrong labels, and each looks sound. Takes the sheets of a text with its tables; the cells of such a row are values no more.

use crate::locate::{Located, Table};
use crate::sheet::grid::{Cell, Sheet};
use crate::sheet::unread::{UnreadReason, known_again};

/// Makes the measures of rows that are too long unread.
pub(super) fn keep_out(sheets: &mut [Sheet], located: &Located) {
    for table in &located.tables {
        // Beside another table a row may well go on.
        let is_alone = located.tables.iter().filter(|other| other.sheet == table.sheet).count() == 1;
        if let Some(sheet) = sheets.get_mut(table.sheet).filter(|_| is_alone) {
            keep_out_of(sheet, table);
        }
    }
}

fn keep_out_of(sheet: &mut Sheet, table: &Table) {
    let Some(last) = table.columns.iter().map(|column| column.index).max() else { return };
    for row in &table.body {
        let cells = sheet.grid.row(row.index);
        let beyond = |(column, cell): &(u32, Cell)| *column > last && holds_digits(cell);
        if !cells.iter().any(beyond) {
            continue;
        }
        let moved: Vec<(u32, String)> = cells
            .iter()
            .filter(|(column, cell)| *column <= last && holds_digits(cell) && is_measure(table, *column))
            .map(|(column, cell)| (*column, known_again(&cell.display())))
            .collect();
        for (column, written) in moved {
            sheet.grid.set(row.index, column, Cell::Unread(UnreadReason::Moved, written));
        }
    }
}

fn holds_digits(cell: &Cell) -> bool {
    cell.display().chars().any(|sign| sign.is_ascii_digit())
}

/// True for a column right of the first of which the form has a field.
fn is_measure(table: &Table, column: u32) -> bool {
    let first = table.columns.iter().filter(|known| known.field.is_some()).map(|known| known.index).min();
    first.is_some_and(|first| column > first)
        && table.columns.iter().any(|known| known.index == column && known.field.is_some())
}
