//! What the formulas of a workbook gave that asks to be computed when it is opened.
//!
//! Programs that compute nothing write zeros in the place of results, and ask for this; so do programs that compute, and then a zero is a
//! zero. A plain formula shows by itself which it was ([`formula_value`](super::formula_value)); for the others all formulas of the workbook do.

use std::collections::HashSet;

use crate::formats::formula_value::{self, Gives, HeldValue};
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
    /// How many zeros are no result of their formula: a program put them in its place.
    pub stand_ins: u64,
}

/// What the formulas of a workbook gave together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    zeros: u64,
    others: u64,
    stand_ins: u64,
}

impl Counts {
    /// Of all sheets together.
    pub fn of<'r>(sheets: impl Iterator<Item = &'r FormulaResults>) -> Self {
        sheets.fold(Self::default(), |sum, sheet| {
            let zeros = u64::try_from(sheet.zeros.len()).unwrap_or(u64::MAX).saturating_add(sheet.blanks);
            Self {
                zeros: sum.zeros.saturating_add(zeros),
                others: sum.others.saturating_add(sheet.others),
                stand_ins: sum.stand_ins.saturating_add(sheet.stand_ins),
            }
        })
    }

    /// True where more formulas of the workbook gave something than gave zero, and none gave a zero that is not its result: whoever wrote it
    /// computed it. A program may state the result of a formula here and there, and leave the others at zero.
    pub const fn are_computed(self) -> bool {
        self.others > self.zeros && self.stand_ins == 0
    }

    /// True where no formula gave anything but zeros and empty texts.
    pub const fn gave_nothing(self) -> bool {
        self.others == 0
    }
}

impl FormulaResults {
    /// Settles the zeros whose formula shows what it gives: zero, whoever computed it, or something else, so that nobody did.
    pub fn judge(&mut self, grid: &mut Grid) {
        let zeros = std::mem::take(&mut self.zeros);
        let places: HashSet<(u32, u32)> = zeros.iter().map(|zero| zero.place).collect();
        let held = |grid: &Grid, place: (u32, u32)| match grid.get(place.0, place.1) {
            _ if places.contains(&place) => None,
            Cell::Empty => Some(HeldValue::Number(0.0)),
            Cell::Number(number) | Cell::Percent(number) => Some(HeldValue::Number(*number)),
            Cell::Integer(_) | Cell::Decimal(_) => {
                grid.get(place.0, place.1).display().parse().ok().map(HeldValue::Number)
            }
            Cell::Text(_) => Some(HeldValue::Words),
            _ => None,
        };
        for zero in zeros {
            let gives = match zero.range {
                Some(_) => None,
                None => formula_value::of(&zero.formula, &|place| held(grid, place)),
            };
            match gives {
                Some(Gives::Zero) => {}
                Some(Gives::Other) => {
                    self.stand_ins = self.stand_ins.saturating_add(1);
                    grid.set(zero.place.0, zero.place.1, Cell::Uncomputed(zero.formula));
                }
                None => self.zeros.push(zero),
            }
        }
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
