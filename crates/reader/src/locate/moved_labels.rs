//! Labels that are a cell beside their figures: somebody put a cell into the rows of labels, or took one out below them.
//!
//! Takes the labels and the rows of a table; gives the column of figures without a label from which on each measure has the figures of the one
//! beside it, and the measure at the other end that has none. Figures right beside the only measure that has none may be its own
//! (`intake/unlabelled.rs`), and rows that moved behind the last label are known one by one (`intake/moved_rows.rs`).

use std::collections::BTreeMap;

use crate::locate::labels::header::Header;
use crate::locate::rows::{Row, RowRole};
use crate::project::written::form::{Field, Form};
use crate::sheet::grid::{Cell, Grid};
use crate::values::decimal::Decimal;

/// Digits behind the point by which sums are compared.
const SCALE: u32 = 6;

/// Where labels are not over their figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MovedLabels {
    /// The column of figures without a label.
    pub unlabelled: u32,
    /// The measure beside it, whose label is over the figures of another.
    pub first: u32,
    /// The measure without figures.
    pub blank: u32,
    /// How many rows have figures under no label.
    pub rows: usize,
}

/// The labels of a table that are beside their figures, where all measures from one column without a label to one without figures hold something.
pub(super) fn moved(grid: &Grid, form: &Form, header: &Header, body: &[Row]) -> Option<MovedLabels> {
    let (first, last) = (header.columns.first()?.column, header.columns.last()?.column);
    // Every column has a label.
    if usize::try_from(last.saturating_sub(first)).is_ok_and(|steps| steps < header.columns.len()) {
        return None;
    }
    let rows: Vec<u32> = body.iter().filter(|row| row.role == RowRole::Data).map(|row| row.index).collect();
    let labelled = |column: u32| header.columns.iter().any(|labelled| labelled.column == column);
    let measures: Vec<u32> = header
        .columns
        .iter()
        .filter(|labelled| {
            labelled.field().and_then(|field| form.schema.fields.get(field)).is_some_and(Field::is_measure)
        })
        .map(|labelled| labelled.column)
        .collect();
    let mut unlabelled: BTreeMap<u32, usize> = BTreeMap::new();
    for row in &rows {
        let figures =
            grid.row(*row).iter().filter(|(column, cell)| (first..=last).contains(column) && cell.is_figure());
        for (column, _) in figures.filter(|(column, _)| !labelled(*column)) {
            let filled = unlabelled.entry(*column).or_default();
            *filled = filled.saturating_add(1);
        }
    }
    let is_blank = |column: u32| {
        let merged = grid.merged_over(column);
        rows.iter().all(|row| grid.get_within(*row, column, &merged).is_blank())
    };
    // From the column without a label through measures that hold something to the first one that holds nothing.
    let end = |columns: Vec<u32>| {
        let mut columns = columns.into_iter();
        let beside = columns.next().filter(|column| measures.contains(column) && !is_blank(*column))?;
        let blank = columns.find(|column| !measures.contains(column) || is_blank(*column))?;
        measures.contains(&blank).then_some((beside, blank))
    };
    unlabelled.into_iter().filter(|(_, filled)| filled.saturating_mul(2) >= rows.len()).find_map(|(column, filled)| {
        let found = end((column.saturating_add(1)..=last).collect());
        let found = found.or_else(|| end((first..column).rev().collect()))?;
        let helps = rows.iter().all(|row| is_sum(grid, *row, column, measures.iter().copied()));
        (!helps).then_some(MovedLabels { unlabelled: column, first: found.0, blank: found.1, rows: filled })
    })
}

/// True where a cell holds the sum of the measures of its row, which are in these columns.
pub fn is_sum(grid: &Grid, row: u32, column: u32, measures: impl Iterator<Item = u32>) -> bool {
    let amount = |cell: &Cell| match cell {
        Cell::Number(number) => Decimal::from_double(*number, SCALE, 0).ok().map(|rounded| rounded.value),
        cell if cell.is_number() => Decimal::parse(&cell.display(), SCALE, 0).ok().map(|rounded| rounded.value),
        _ => None,
    };
    let amounts: Vec<Decimal> = measures.filter_map(|column| amount(grid.get(row, column))).collect();
    let sum = amounts.iter().copied().reduce(|sum, next| sum.checked_add(next).unwrap_or(sum));
    amounts.len() > 1 && sum.is_some() && sum == amount(grid.get(row, column))
}
