//! Rows of a unit that have no labels: on a sheet of their own, or beside the columns of a table.

use crate::sheet::grid::Cell;

/// Digits of the shortest code of a unit.
const FEWEST_DIGITS: usize = 3;

/// True for cells that hold a code, a name and at least two figures.
pub fn is_row_of_unit<'c>(cells: impl Iterator<Item = &'c Cell>) -> bool {
    let (mut code, mut name, mut figures) = (false, false, 0usize);
    for cell in cells.filter(|cell| !cell.is_blank()) {
        let shown = cell.display();
        let shown = shown.trim();
        if !code && shown.len() >= FEWEST_DIGITS && shown.bytes().all(|byte| byte.is_ascii_digit()) {
            code = true;
        } else if cell.is_figure() {
            figures = figures.saturating_add(1);
        } else {
            name |= cell.as_text().is_some_and(|text| text.chars().filter(|sign| sign.is_alphabetic()).count() > 2);
        }
    }
    code && name && figures > 1
}
