//! Cells as a file states them, in whatever order, to a grid.
//!
//! Takes cells one by one; gives the grid. Programs write rows in order and cells in order within them, and each row goes into the
//! grid as it is. What comes otherwise waits until the end and is sorted once, so that no order costs more than another. Of two cells in one
//! place that differ neither counts, and that is noted.

use crate::sheet::grid::{Cell, Grid};
use crate::sheet::unread::{UnreadCells, UnreadReason, known_again};

/// The cells so far.
#[derive(Debug, Default)]
pub(super) struct CellRows {
    grid: Grid,
    row: u32,
    /// The cells of the row.
    cells: Vec<(u32, Cell)>,
    /// Row, column and cell of what came out of order.
    strays: Vec<(u32, u32, Cell)>,
}

impl CellRows {
    /// Takes a cell that holds something.
    pub fn push(&mut self, row: u32, column: u32, cell: Cell) {
        if row != self.row {
            self.end_of_row();
            self.row = row;
        }
        self.cells.push((column, cell));
    }

    fn end_of_row(&mut self) {
        let (row, cells) = (self.row, self.cells.drain(..));
        let in_order = cells.as_slice().is_sorted_by(|(left, _), (right, _)| left < right);
        if in_order && self.grid.row(row).is_empty() {
            // A vector of its own, as long as the row.
            self.grid.set_row(row, cells.collect());
        } else {
            self.strays.extend(cells.map(|(column, cell)| (row, column, cell)));
        }
    }

    /// The grid of all cells.
    pub fn finish(mut self, unread: &mut UnreadCells) -> Grid {
        self.end_of_row();
        let Self { mut grid, mut strays, .. } = self;
        // Stable: of the cells in one place the first comes first.
        strays.sort_by_key(|(row, ..)| *row);
        let mut strays = strays.into_iter().peekable();
        while let Some((row, column, cell)) = strays.next() {
            let mut cells = grid.row(row).to_vec();
            cells.push((column, cell));
            while let Some((_, column, cell)) = strays.next_if(|(next, ..)| *next == row) {
                cells.push((column, cell));
            }
            cells.sort_by_key(|(column, _)| *column);
            cells.dedup_by(|(column, cell), (before, kept)| column == before && join(row, *column, kept, cell, unread));
            grid.set_row(row, cells);
        }
        grid
    }
}

/// Joins two cells in one place.
fn join(row: u32, column: u32, kept: &mut Cell, cell: &Cell, unread: &mut UnreadCells) -> bool {
    if kept != cell {
        let both = known_again(&format!("{}; {}", kept.display(), cell.display()));
        if !matches!(kept, Cell::Unread(UnreadReason::Twice, _)) {
            unread.push(Some((row, column)), UnreadReason::Twice, &both);
        }
        *kept = Cell::Unread(UnreadReason::Twice, both);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_in_any_order_find_their_places_and_of_two_that_differ_neither_counts() {
        let mut rows = CellRows::default();
        for (row, column, text) in
            [(5, 3, "d"), (5, 1, "b"), (2, 0, "x"), (5, 0, "a"), (5, 3, "d"), (2, 0, "y"), (1, 7, "z")]
        {
            rows.push(row, column, Cell::from(text));
        }
        let mut unread = UnreadCells::default();
        let grid = rows.finish(&mut unread);
        assert_eq!(grid.row(5), [(0, "a".into()), (1, "b".into()), (3, "d".into())]);
        assert_eq!(grid.row(2), [(0, Cell::Unread(UnreadReason::Twice, "x; y".to_owned()))]);
        assert_eq!((grid.row(1).len(), unread.named().len()), (1, 1));
    }
}
