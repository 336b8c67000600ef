//! Periods that the head of a workbook shows by the formats of its cells: 1 under `"Quý "0`, 2024 under `"năm "0`.
//!
//! Takes the sheets of a file before their tables are found; puts what is shown into the cells above the labels, where it speaks of a period. A head
//! is read as text, and whoever fills it in sees no number there.

use crate::sheet::grid::{Cell, Grid, Sheet};
use crate::words::period_text;

/// Cells that a line of a head has at most; labels are more.
const MOST_CELLS: usize = 4;

/// Puts what the formats show into the heads of all sheets.
pub(super) fn put(sheets: &mut [Sheet]) {
    for sheet in sheets.iter_mut().filter(|sheet| !sheet.shown.is_empty()) {
        let end = end_of_head(&sheet.grid);
        for shown in sheet.shown.iter().filter(|shown| shown.place.0 < end) {
            let (row, column) = shown.place;
            if let Some(text) = shown.shows.text.as_deref().filter(|text| speaks_of_a_period(text)) {
                sheet.grid.set(row, column, Cell::from(text));
            }
        }
    }
}

/// The first row with more cells than a line of a head has; 0 where there is none, since such a sheet has no labels.
fn end_of_head(grid: &Grid) -> u32 {
    let is_filled = |cells: &[(u32, Cell)]| cells.iter().filter(|(_, cell)| !cell.is_blank()).count() > MOST_CELLS;
    grid.rows(..).find(|(_, cells)| is_filled(cells)).map_or(0, |(row, _)| row)
}

/// True for a text that names a period, or a part of one: "Quý 1", "năm 2024".
fn speaks_of_a_period(text: &str) -> bool {
    let words = || text.trim_matches(|sign: char| sign.is_ascii_digit() || sign.is_whitespace());
    let is_part = || text.contains(|sign: char| sign.is_ascii_digit()) && period_text::precedes(words());
    is_part() || !period_text::named(text).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_period_are_known_from_other_words_of_a_format() {
        for text in ["Quý 1", "năm 2024", "Quý 1 năm 2024", "Quý I năm 2024", "Tháng 9"] {
            assert!(speaks_of_a_period(text), "{text}");
        }
        for text in ["12 người", "Biểu 04", "Số 12", "2.024", ""] {
            assert!(!speaks_of_a_period(text), "{text}");
        }
    }
}
