//! Matrix formulas of one sheet: a formula that is written in the first cell of a range, and whose results the others hold (ODF 1.3 part 3, 19.679).
//!
//! Takes the first cells and the empty texts behind them; gives the results of the other cells to [`formula_results`](crate::formats::formula_results).

use std::collections::HashSet;

use crate::formats::formula_results::{FormulaResults, MOST_OF_A_RANGE, MOST_RESULTS};
use crate::formats::shared_formula::of_element;
use crate::sheet::grid::{Grid, Merged};

#[derive(Debug, Default)]
pub(super) struct MatrixFormulas {
    filled: Vec<(Merged, String)>,
    /// Cells without a formula that hold a text of nothing, once a range is filled.
    empty_texts: HashSet<(u32, u32)>,
}

impl MatrixFormulas {
    /// Notes the range that a formula fills from its first cell, in rows and columns; gives the formula of that cell alone.
    pub fn begin(&mut self, (row, column): (u32, u32), (rows, columns): (u32, u32), formula: &str) -> Option<String> {
        let (more_rows, more_columns) = (rows.checked_sub(1)?, columns.checked_sub(1)?);
        let range = Merged {
            first_row: row,
            first_column: column,
            last_row: row.checked_add(more_rows)?,
            last_column: column.checked_add(more_columns)?,
        };
        if u64::from(rows) * u64::from(columns) > MOST_OF_A_RANGE {
            return None;
        }
        if (rows, columns) != (1, 1) {
            self.filled.push((range, formula.to_owned()));
        }
        of_element(formula, &range, (row, column))
    }

    /// Notes a text of nothing, which may be what a formula gave, and how often it is repeated in rows and columns.
    pub fn note_empty_text(&mut self, (row, column): (u32, u32), (rows, columns): (u32, u32)) {
        let is_few = u64::from(rows) * u64::from(columns) <= MOST_OF_A_RANGE;
        if self.filled.is_empty() || !is_few || self.empty_texts.len() >= MOST_RESULTS {
            return;
        }
        let places = (0..rows).flat_map(|down| (0..columns).map(move |right| (down, right)));
        self.empty_texts.extend(places.map(|(down, right)| (row.saturating_add(down), column.saturating_add(right))));
    }

    /// Takes the results of all ranges; `None` where they have more cells than there is room for.
    pub fn settle(&mut self, grid: &mut Grid, results: &mut FormulaResults, room: &mut usize) -> Option<()> {
        let empty_texts = std::mem::take(&mut self.empty_texts);
        for (range, formula) in std::mem::take(&mut self.filled) {
            let span = |first: u32, last: u32| u64::from(last.saturating_sub(first)).saturating_add(1);
            let size =
                span(range.first_row, range.last_row).saturating_mul(span(range.first_column, range.last_column));
            *room = room.checked_sub(usize::try_from(size).ok()?)?;
            results.add_range(grid, (&range, &formula), false, &|place| empty_texts.contains(&place));
        }
        Some(())
    }
}
