//! Values that lie under merged cells: the sheet shows another in their place.
//!
//! Takes a sheet; a number below a merged range that shows something else becomes [`Cell::Unread`], and is noted. Texts are noted, and
//! left out: what a person sees there is the text of the range, whether programs left a label below it or a word that says something else.

use crate::sheet::grid::{Cell, Merged, Sheet};
use crate::sheet::unread::{UnreadReason, known_again};

/// Cells that are looked at for each that the sheet holds. Ranges of honest sheets do not lie over each other.
const MOST_LOOKS: usize = 4;

/// Notes the covered values of a sheet.
pub(super) fn note(sheet: &mut Sheet) {
    let covered = covered(sheet);
    take(sheet, covered);
}

/// The cells below merged ranges that hold something else than what is shown.
fn covered(sheet: &Sheet) -> Vec<(u32, u32)> {
    let mut left = sheet.grid.cells().saturating_mul(MOST_LOOKS).saturating_add(sheet.grid.merged().len());
    let mut covered = Vec::new();
    for range in sheet.grid.merged() {
        let shown = sheet.grid.get(range.first_row, range.first_column);
        for (row, cells) in sheet.grid.rows(range.first_row..=range.last_row) {
            let start = cells.partition_point(|(column, _)| *column < range.first_column);
            for (column, cell) in cells.iter().skip(start).take_while(|(column, _)| *column <= range.last_column) {
                let Some(rest) = left.checked_sub(1) else { return covered };
                left = rest;
                if !is_first(range, row, *column) && !cell.is_blank() && cell != shown {
                    covered.push((row, *column));
                }
            }
        }
    }
    covered
}

fn is_first(range: &Merged, row: u32, column: u32) -> bool {
    (row, column) == (range.first_row, range.first_column)
}

fn take(sheet: &mut Sheet, covered: Vec<(u32, u32)>) {
    for (row, column) in covered {
        let cell = sheet.grid.get(row, column);
        if matches!(cell, Cell::Unread(..)) {
            continue;
        }
        let (written, is_value) = (known_again(&cell.display()), is_value(cell));
        sheet.unread.push(Some((row, column)), UnreadReason::Covered, &written);
        let left = if is_value { Cell::Unread(UnreadReason::Covered, written) } else { Cell::Empty };
        sheet.grid.set(row, column, left);
    }
}

/// True for what a column of figures could take: anything but words.
fn is_value(cell: &Cell) -> bool {
    cell.as_text()
        .is_none_or(|text| text.chars().any(|sign| sign.is_ascii_digit()) && !text.chars().any(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::grid::Grid;

    #[test]
    fn numbers_below_a_merged_range_are_no_values_and_texts_are_left_out() {
        let mut grid = Grid::from_rows(&[&["Tổng", "Nam", "5"], &["7", "7", "9,5"]]);
        grid.set(2, 0, Cell::Number(1.0));
        grid.set(2, 1, Cell::Number(2.0));
        let merged = |row, columns: (u32, u32)| Merged {
            first_row: row,
            first_column: columns.0,
            last_row: row,
            last_column: columns.1,
        };
        grid.set_merged(vec![merged(0, (0, 1)), merged(1, (0, 2)), merged(2, (1, 1))]);
        let mut sheet = Sheet::new("Biểu".to_owned(), true, grid);
        note(&mut sheet);
        let noted: Vec<_> = sheet.unread.named().iter().map(|unread| (unread.cell, &*unread.written)).collect();
        assert_eq!(noted, [(Some((0, 1)), "Nam"), (Some((1, 2)), "9,5")]);
        assert_eq!(sheet.grid.get(0, 1), &Cell::Empty);
        assert_eq!(sheet.grid.get(1, 2), &Cell::Unread(UnreadReason::Covered, "9,5".to_owned()));
    }
}
