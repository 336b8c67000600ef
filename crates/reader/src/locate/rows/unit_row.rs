//! Rows of a unit that have no labels: on a sheet of their own, or beside the columns of a table.

use crate::sheet::grid::Cell;

/// Digits of the shortest code of a unit.
const FEWEST_DIGITS: usize = 3;

/// True for what may be the code of a unit: digits alone.
pub fn may_be_code(shown: &str) -> bool {
    shown.len() >= FEWEST_DIGITS && shown.bytes().all(|byte| byte.is_ascii_digit())
}

/// The code of cells that hold one, a name and at least two figures.
pub fn code_of_unit<'c>(cells: impl Iterator<Item = &'c Cell>) -> Option<String> {
    let (mut code, mut name, mut figures) = (None, false, 0usize);
    for cell in cells.filter(|cell| !cell.is_blank()) {
        let shown = cell.display();
        let shown = shown.trim();
        if code.is_none() && may_be_code(shown) {
            code = Some(shown.to_owned());
        } else if cell.is_figure() {
            figures = figures.saturating_add(1);
        } else {
            name |= cell.as_text().is_some_and(|text| text.chars().filter(|sign| sign.is_alphabetic()).count() > 2);
        }
    }
    code.filter(|_| name && figures > 1)
}
