//! Headings of units in a list: "I | 03156 | Xã Nậm Tin | | 17700.5" above its works.
//!
//! A row that names a unit and no thing, above rows that name things and no unit, heads them; what it prints is their sum.

use super::super::columns::{Columns, RowKind, Seen};
use super::super::printed_amount::SIGNS;
use super::super::printed_sums::{Amounts, prints};
use super::super::words::{bare, is_count};
use super::amounts;
use crate::sheet::grid::Grid;

/// True for a row that names a unit, and of a thing nothing.
const fn names_a_unit_alone(row: &Seen) -> bool {
    matches!(row.kind, RowKind::Data | RowKind::Section)
        && !row.listed.unnamed
        && !row.listed.apart
        && row.listed.only_amounts
}

/// True for a thing without a unit.
fn is_below_a_heading(row: &Seen) -> bool {
    row.kind == RowKind::Data && row.listed.unnamed && row.listed.apart
}

/// True where the numbers of two rows are neighbours: they number rows of one kind.
fn runs_on(row: &Seen, next: &Seen) -> bool {
    let number = |row: &Seen| bare(&row.ordinal).parse::<u32>().ok().filter(|_| is_count(&row.ordinal));
    number(row).zip(number(next)).is_some_and(|(own, next)| own.checked_add(1) == Some(next))
}

/// Judges the rows that may head the things of a unit.
pub(super) fn judge(rows: &mut [Seen], grid: &Grid, columns: &Columns) {
    let mut heads: Vec<(usize, bool)> = Vec::new();
    let mut blank: Vec<usize> = Vec::new();
    for (place, row) in rows.iter().enumerate().filter(|(_, row)| names_a_unit_alone(row)) {
        let below = || rows.iter().skip(place.saturating_add(1)).filter(|row| !row.kind.is_between());
        let Some(next) = below().next().filter(|next| is_below_a_heading(next)) else {
            // A unit without things is headed as the others are.
            if !columns.holds_amount(grid.row(row.index)) {
                blank.push(place);
            }
            continue;
        };
        let things: Vec<&Seen> = below().take_while(|row| is_below_a_heading(row)).collect();
        let sums = || {
            SIGNS.into_iter().any(|sign| {
                let of_things: Vec<Amounts> = things.iter().map(|row| amounts(row, grid, columns, sign)).collect();
                prints(&amounts(row, grid, columns, sign), &of_things, 1)
            })
        };
        if !row.listed.amounts || !runs_on(row, next) || sums() {
            heads.push((place, row.listed.amounts));
        }
    }
    if heads.is_empty() {
        return;
    }
    for (place, prints_a_sum) in heads.into_iter().chain(blank.into_iter().map(|place| (place, false))) {
        if let Some(row) = rows.get_mut(place) {
            row.kind = if prints_a_sum { RowKind::SectionWithTotal } else { RowKind::Section };
        }
    }
}
