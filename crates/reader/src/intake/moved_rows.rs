//! Rows of a workbook that were moved to the right by a cell or more.
//!
//! A text shows by the length of a row that its cells moved ([`super::uneven_rows`]); in a workbook a row has no length. A row that holds a
//! number right behind the last label, while a measure of it is blank or holds words, is one that moved. Takes a sheet with a table;
//! gives its rows that moved. A helper's column, which holds a number in most rows, moves none, and remarks are no numbers.

use std::collections::BTreeSet;

use super::unlabelled::Labels;
use crate::locate::rows::RowRole;
use crate::locate::{Table, moved_labels};
use crate::project::written::field::FieldType;
use crate::project::written::form::Form;
use crate::sheet::grid::Grid;

/// The rows of a table that moved.
pub(super) fn moved(grid: &Grid, form: &Form, table: &Table, labels: &Labels) -> Vec<u32> {
    let Some(beyond) = labels.last.checked_add(1).filter(|column| labels.may_hold(*column)) else { return Vec::new() };
    let rows: Vec<u32> = table.body.iter().filter(|row| row.role == RowRole::Data).map(|row| row.index).collect();
    let filled: Vec<u32> = rows.iter().copied().filter(|row| grid.get(*row, beyond).is_figure()).collect();
    if filled.is_empty() {
        return filled;
    }
    let unfilled = |row: &u32| -> BTreeSet<u32> {
        let measures = labels.measures.iter().filter(|(column, kind)| is_unfilled(grid, form, *row, *column, *kind));
        measures.map(|(column, _)| *column).collect()
    };
    let moved: Vec<(u32, BTreeSet<u32>)> =
        filled.iter().map(|row| (*row, unfilled(row))).filter(|(_, unfilled)| !unfilled.is_empty()).collect();
    // Where most rows hold a number there, somebody may have added them up; only where each of them moved alike it is none.
    let alike = |(row, unfilled): &(u32, BTreeSet<u32>)| {
        unfilled.len() == 1
            && moved.first().is_some_and(|(_, first)| first == unfilled)
            && !is_sum(grid, *row, beyond, labels)
    };
    let all = moved.len() == filled.len() && moved.iter().all(alike);
    if filled.len().saturating_mul(2) > rows.len() && !all {
        return Vec::new();
    }
    moved.into_iter().map(|(row, _)| row).collect()
}

/// True for a measure of a row that holds nothing, or words where a number belongs.
fn is_unfilled(grid: &Grid, form: &Form, row: u32, column: u32, kind: FieldType) -> bool {
    let cell = grid.get_within(row, column, &grid.merged_over(column));
    let is_number = matches!(kind, FieldType::Integer | FieldType::Number);
    let is_missing = |written: &str| form.schema.missing_values.iter().any(|missing| missing.value == written);
    // "12 tỷ" is a number.
    let is_word = |written: &str| {
        written.starts_with(char::is_alphabetic) && written.chars().filter(|sign| sign.is_alphabetic()).count() > 1
    };
    cell.is_blank()
        || is_number && cell.as_text().map(str::trim).is_some_and(|written| is_word(written) && !is_missing(written))
}

/// True where a cell holds the sum of the measures of its row.
pub(super) fn is_sum(grid: &Grid, row: u32, column: u32, labels: &Labels) -> bool {
    moved_labels::is_sum(grid, row, column, labels.measures.iter().map(|(column, _)| *column))
}
