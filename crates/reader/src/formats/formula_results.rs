//! What the formulas of a workbook gave that asks to be computed when it is opened.
//!
//! Programs that compute nothing write zeros in the place of results, and ask for this; so do programs that compute, and then a zero is a
//! zero. One cell does not show which it was: all formulas of the workbook do.

use crate::sheet::grid::{Cell, Grid, Merged};

/// Cells of a formula over a range that are looked at one by one; forms hold no larger ones.
pub(super) const MOST_OF_A_RANGE: u64 = 1 << 12;

/// A formula that gave zero, or an empty text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Zero {
    pub place: (u32, u32),
    /// As it is written.
    pub formula: String,
    /// The range that it fills, where it fills one.
    pub range: Option<Merged>,
}

/// What the formulas of a sheet gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FormulaResults {
    pub zeros: Vec<Zero>,
    /// Those that gave an empty text, which alone is no sign of either.
    pub empties: Vec<Zero>,
    /// How many have no result at all: nobody computed these.
    pub blanks: u64,
    /// How many gave anything else, but an empty text.
    pub others: u64,
}

impl FormulaResults {
    /// How many gave zero or nothing, and how many anything else.
    pub fn count(&self) -> (u64, u64) {
        (u64::try_from(self.zeros.len()).unwrap_or(u64::MAX).saturating_add(self.blanks), self.others)
    }

    /// Takes back the zeros: nobody computed them. So it does the empty texts where no formula of the workbook gave anything else.
    pub fn forget_zeros(&self, grid: &mut Grid, gave_nothing: bool) {
        let empties = self.empties.iter().filter(|_| gave_nothing);
        for Zero { place: (row, column), formula, range } in self.zeros.iter().chain(empties) {
            grid.set(*row, *column, Cell::Uncomputed(formula.clone()));
            let Some(range) = range else { continue };
            for row in range.first_row..=range.last_row {
                for column in range.first_column..=range.last_column {
                    if grid.get(row, column) == &Cell::Empty {
                        grid.set(row, column, Cell::Uncomputed(formula.clone()));
                    }
                }
            }
        }
    }
}

/// True where more formulas of the workbook gave something than gave zero: whoever wrote it computed it. A program may state the
/// result of a formula here and there, and leave the others at zero.
pub(super) fn are_computed((zeros, others): (u64, u64)) -> bool {
    others > zeros
}

/// The counts of all sheets together.
pub(super) fn sum(counts: impl Iterator<Item = (u64, u64)>) -> (u64, u64) {
    counts.fold((0, 0), |sum, (zeros, others)| (sum.0.saturating_add(zeros), sum.1.saturating_add(others)))
}
