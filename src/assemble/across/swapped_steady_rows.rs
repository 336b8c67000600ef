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
use super::exchanged_rows::{self, DoubtfulRow};
use super::last_periods::{LEAST_CHANGE, TIMES, last_amounts};
use super::series::FormRows;
use crate::findings::finding::Finding;
use crate::project::written::statistical_rules::StatisticalRule;

/// The fewest amounts of a row that say whose they are.
const FEWEST: usize = 2;

/// A row with amounts that are far from the last periods of its unit, with how far.
type FarRow = DoubtfulRow<u128>;

/// The cells that exchanged rows explain, and a finding for each of the rows; `known` are the points of those that are found already.
pub fn check(rows: &FormRows<'_>, known: &[(usize, Finding)]) -> Explained {
    if rows.rules.off.contains(&StatisticalRule::SwappedRows) {
        return Explained::default();
    }
    let mut far: Vec<FarRow> =
        (0..rows.points.len()).into_par_iter().filter_map(|point| far_row(rows, point)).collect();
    far.retain(|row| known.iter().all(|(point, _)| *point != row.point));
    exchanged_rows::explain(rows, far, |one, other| is_near(rows, one, other))
}

/// A row of which as many amounts as the form asks for are far.
fn far_row(rows: &FormRows<'_>, point: usize) -> Option<FarRow> {
    if rows.restated(point).is_some() || rows.is_compared_alone(point) {
        return None;
    }
    let (of_all, digits_of_all) = (usize::from(rows.rules.copied_measures), usize::from(rows.rules.copied_digits));
    // A form of two measures has no more to show; all of them then do.
    let least = of_all.min(rows.measures.len()).max(FEWEST);
    let least_digits = digits_of_all * least.min(of_all) / of_all.max(1);
    let mut far = Vec::new();
    for (place, field) in rows.measures.iter().enumerate() {
        // Too few are left.
        if far.len() + rows.measures.len().saturating_sub(place) < least {
            return None;
        }
        far.extend(distance(rows, point, *field).map(|distance| (*field, distance)));
    }
    let digits = |(field, _): &(usize, u128)| rows.value(point, *field).map_or(0, |value| value.significant_digits());
    let is_enough = far.len() >= least && far.iter().map(digits).sum::<usize>() >= least_digits;
    is_enough.then_some(FarRow { point, amounts: far })
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

/// True where each far amount of a row is near to what the unit of the other has.
fn is_near(rows: &FormRows<'_>, row: &FarRow, other: &FarRow) -> bool {
    row.amounts.iter().all(|(field, distance)| {
        let value = rows.value(row.point, *field).map(|value| value.units());
        let last = last_amounts(rows, other.point, *field);
        value.zip(last).is_some_and(|(value, last)| {
            let nearest = last.iter().map(|one| one.abs_diff(value)).min();
            nearest.is_some_and(|nearest| nearest.saturating_mul(TIMES) <= *distance)
        })
    })
}
