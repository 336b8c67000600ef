//! The totals that a table prints, with the rows that each speaks of.

use super::{DataRow, PrintedTotal, Typing};
use crate::read::grid::address;
use crate::read::rows::{RowRole, TotalScope};
use crate::typing::cell::Reading as CellReading;

impl<'a> Typing<'a> {
    /// The total rows and the data rows that each speaks of.
    pub(super) fn total_rows(&self, data: &[DataRow<'a>]) -> Vec<PrintedTotal> {
        let section_of = |index: u32| self.table.body.iter().find(|row| row.index == index).and_then(|row| row.section);
        self.table
            .body
            .iter()
            .filter_map(|row| match row.role {
                RowRole::Total(scope) => Some((row, scope)),
                _ => None,
            })
            .map(|(row, scope)| {
                let speaks_of = |index: u32| match scope {
                    TotalScope::Table => true,
                    TotalScope::Section => section_of(index) == row.section,
                };
                let rows =
                    data.iter().enumerate().filter(|(_, row)| speaks_of(row.index)).map(|(place, _)| place).collect();
                PrintedTotal { number: row.index + 1, rows, amounts: Vec::new() }
            })
            .collect()
    }

    /// Reads the printed amounts of one column.
    pub(super) fn printed(&self, reading: &CellReading<'_>, place: usize, column: u32, totals: &mut [PrintedTotal]) {
        if !reading.field.is_measure() {
            return;
        }
        for total in totals {
            let cell = self.grid().get(total.number - 1, column);
            if let Some(amount) = reading.value(cell).value.decimal() {
                total.amounts.push((place, address(total.number - 1, column), amount));
            }
        }
    }
}
