//! Rows of a text that have more cells than there are labels.
//!
//! A sign within a number that also parts the cells (5,400 in a text with commas) moves every cell behind it by one: the figures are under
//! the wrong labels, and each looks sound. Takes the sheets of a text with its tables; the first figure of such a row is a value no more, which keeps the row out.

use crate::locate::{Located, Table};
use crate::project::written::form::{Field, Form};
use crate::sheet::grid::{Cell, Sheet};
use crate::sheet::unread::{UnreadReason, known_again};

/// Makes the first measure of each row that is too long unread.
pub(super) fn keep_out(sheets: &mut [Sheet], located: &Located, forms: &[Form]) {
    for table in &located.tables {
        // Beside another table a row may well go on.
        let is_alone = located.tables.iter().filter(|other| other.sheet == table.sheet).count() == 1;
        if let (true, Some(sheet), Some(form)) = (is_alone, sheets.get_mut(table.sheet), forms.get(table.form)) {
            keep_out_of(sheet, form, table);
        }
    }
}

pub(super) fn keep_out_of(sheet: &mut Sheet, form: &Form, table: &Table) {
    let Some(last) = table.columns.iter().map(|column| column.index).max() else { return };
    for row in &table.body {
        let cells = sheet.grid.row(row.index);
        let beyond = |(column, cell): &(u32, Cell)| *column > last && holds_digits(cell);
        if !cells.iter().any(beyond) {
            continue;
        }
        // One cell says it, and keeps the row out.
        let first = cells.iter().find(|(column, cell)| holds_digits(cell) && is_measure(form, table, *column));
        let moved = first.map(|(column, cell)| (*column, known_again(&cell.display())));
        if let Some((column, written)) = moved {
            sheet.grid.set(row.index, column, Cell::Unread(UnreadReason::Moved, written));
        }
    }
}

fn holds_digits(cell: &Cell) -> bool {
    cell.display().chars().any(|sign| sign.is_ascii_digit())
}

/// True for a column of figures.
fn is_measure(form: &Form, table: &Table, column: u32) -> bool {
    let field = table.columns.iter().find(|known| known.index == column).and_then(|known| known.field);
    field.and_then(|field| form.schema.fields.get(field)).is_some_and(Field::is_measure)
}
