//! Lines in columns, marked so that a terminal may show them narrower.

use crate::report::ink::{CELL, CELL_RIGHT};
use crate::report::terminal::{flush_right, padded};
use crate::values::text::width;

/// Lines in columns that are as wide as their widest cell, with two blanks between them; those that `is_right` names are flush right.
pub(super) fn tabular<const N: usize>(indent: &str, lines: &[[String; N]], is_right: impl Fn(usize) -> bool) -> String {
    let mut widths = [0; N];
    for line in lines {
        for (width_of, cell) in widths.iter_mut().zip(line) {
            *width_of = (*width_of).max(width(cell));
        }
    }
    let mut text = String::new();
    for line in lines {
        let cells = line.iter().zip(widths).enumerate().map(|(place, (cell, width))| match is_right(place) {
            true => format!("{CELL_RIGHT}{}", flush_right(cell, width)),
            false => format!("{CELL}{}", padded(cell, width)),
        });
        let cells = cells.collect::<Vec<_>>().join("  ");
        // Blanks before a line end are nothing, also behind a mark.
        let shown = cells.trim_end_matches([' ', CELL, CELL_RIGHT]);
        text.extend([indent, shown, "\n"]);
    }
    text
}
