//! Two rows that were written into each other's places, of units about as large: in series that hardly move a fifth more is no chance.
//!
//! ```text
//!         | 2024-Q1 | 2024-Q2 | 2024-Q3 | 2024-Q4
//! Xã A    |  74.010 |  74.020 |  74.028 |  90.177          swapped-rows, at both rows
//! Xã B    |  89.820 |  89.900 |  89.985 |  74.366
//! ```
//!
//! An amount is far from its own last three periods by many times what these differ, and many times nearer to those of the other unit; so are all that are far
//! in either row, and enough of them are. Rows whose sizes differ more are found by [`super::swapped_rows`].

use rayon::prelude::*;

use super::columns::Explained;
use super::last_periods::{LEAST_CHANGE, TIMES, last_amounts};
use super::series::FormRows;
use super::swapped_rows::{MOST_ROWS, finding};
use crate::findings::finding::Finding;
use crate::project::written::statistical_rules::StatisticalRule;

/// A row with amounts that are far from the last periods of its unit.
struct FarRow {
    point: usize,
    /// The fields, with how far.
    far: Vec<(usize, u128)>,
}

/// The cells that exchanged rows explain, and a finding for each of the rows; `known` are the points of those that are found already.
pub fn check(rows: &FormRows<'_>, known: &[(usize, Finding)]) -> Explained {
    let mut explained = Explained::default();
    if rows.rules.off.contains(&StatisticalRule::SwappedRows) {
        return explained;
    }
    let mut far: Vec<FarRow> =
        (0..rows.points.len()).into_par_iter().filter_map(|point| far_row(rows, point)).collect();
    far.retain(|row| known.iter().all(|(point, _)| *point != row.point));
    let of_period = |row: &FarRow| rows.points.get(row.point).map(|point| point.period);
    far.sort_by_key(of_period);
    for of_one in far.chunk_by(|one, other| of_period(one) == of_period(other)) {
        if of_one.len() > MOST_ROWS {
            continue;
        }
        for (index, one) in of_one.iter().enumerate() {
            // Which of several it was exchanged with nobody knows.
            let partners = |row: &FarRow| of_one.iter().filter(|other| are_exchanged(rows, row, other)).count();
            let later = of_one.iter().skip(index + 1);
            let Some(other) = later.into_iter().find(|other| are_exchanged(rows, one, other)) else { continue };
            if partners(one) > 1 || partners(other) > 1 {
                continue;
            }
            for (row, with) in [(one, other), (other, one)] {
                explained.cells.extend(row.far.iter().map(|(field, _)| (row.point, *field)));
                let found = finding(rows, row.point, with.point, row.far.len());
                explained.findings.extend(found.map(|finding| (row.point, finding)));
            }
        }
    }
    explained
}

/// A row of which as many amounts as the form asks for are far.
fn far_row(rows: &FormRows<'_>, point: usize) -> Option<FarRow> {
    if rows.restated(point).is_some() || rows.is_compared_alone(point) {
        return None;
    }
    let least = usize::from(rows.rules.copied_measures);
    let mut far = Vec::new();
    for (place, field) in rows.measures.iter().enumerate() {
        // Too few are left.
        if far.len() + rows.measures.len().saturating_sub(place) < least {
            return None;
        }
        far.extend(distance(rows, point, *field).map(|distance| (*field, distance)));
    }
    let digits = |(field, _): &(usize, u128)| rows.value(point, *field).map_or(0, |value| value.significant_digits());
    let is_enough =
        far.len() >= least && far.iter().map(digits).sum::<usize>() >= usize::from(rows.rules.copied_digits);
    is_enough.then_some(FarRow { point, far })
}

/// How far an amount is from the nearest of the last periods; nothing where it is not far.
fn distance(rows: &FormRows<'_>, point: usize, field: usize) -> Option<u128> {
    let value = rows.value(point, field)?.units();
    let last = last_amounts(rows, point, field)?;
    let nearest = last.iter().map(|one| one.abs_diff(value)).min()?;
    let (least, most) = (*last.iter().min()?, *last.iter().max()?);
    let is_far = nearest.saturating_mul(LEAST_CHANGE) >= most.unsigned_abs().max(least.unsigned_abs())
        && nearest >= most.abs_diff(least).saturating_mul(TIMES);
    (is_far && value != 0).then_some(nearest)
}

/// True for rows of two units of one level whose far amounts are near to what the other unit has.
fn are_exchanged(rows: &FormRows<'_>, one: &FarRow, other: &FarRow) -> bool {
    let unit = |row: &FarRow| rows.project.registry.units.get(rows.points.get(row.point)?.unit);
    let (Some(own), Some(others)) = (unit(one), unit(other)) else { return false };
    let is_near = |row: &FarRow, other: &FarRow| {
        row.far.iter().all(|(field, distance)| {
            let value = rows.value(row.point, *field).map(|value| value.units());
            let last = last_amounts(rows, other.point, *field);
            value.zip(last).is_some_and(|(value, last)| {
                last.iter()
                    .map(|one| one.abs_diff(value))
                    .min()
                    .is_some_and(|near| near.saturating_mul(TIMES) <= *distance)
            })
        })
    };
    own.code != others.code && own.level == others.level && is_near(one, other) && is_near(other, one)
}
