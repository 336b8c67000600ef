//! A label that is merged over several columns of figures: nothing says which of them it means.
//!
//! Takes the labels and the rows of a table; gives the fields whose label is over more than one column with figures. A column in which only
//! a few rows hold a figure beside that of the field is a remark.

use crate::locate::labels::header::Header;
use crate::locate::rows::{Row, RowRole};
use crate::sheet::grid::Grid;

/// The fields of the columns whose label other columns share, each with these columns.
pub(super) fn shared(grid: &Grid, header: &Header, body: &[Row]) -> Vec<(usize, Vec<u32>)> {
    let rows: Vec<u32> = body.iter().filter(|row| row.role == RowRole::Data).map(|row| row.index).collect();
    let holds = |row: &u32, column: u32| grid.get(*row, column).is_figure();
    let shared = header.columns.iter().filter_map(|labelled| {
        let (field, column) = (labelled.field()?, labelled.column);
        let range = grid.merged().iter().find(|range| {
            let is_wide = range.first_column == column && range.last_column > column;
            is_wide && (range.first_row..=range.last_row).contains(&header.bottom)
        })?;
        let filled: Vec<&u32> = rows.iter().filter(|row| holds(row, column)).collect();
        // "(người) | (%)" in a row below tells them apart.
        let unit = |column: u32| grid.get(grid.below(header.bottom)?, column).as_text();
        let others = (column.checked_add(1)?..=range.last_column).filter(|other| {
            let both = filled.iter().filter(|row| holds(row, *other)).count();
            let same_unit = unit(column).zip(unit(*other)).is_none_or(|(unit, other)| unit == other);
            same_unit && both > 0 && both.saturating_mul(2) >= filled.len()
        });
        let columns: Vec<u32> = std::iter::once(column).chain(others).collect();
        (columns.len() > 1).then_some((field, columns))
    });
    shared.collect()
}
