//! Rows of one period that were written into each other's places, in pairs: what both rules about such rows share.
//!
//! A row is one of a pair only where it fits one other row, and that one no third: which of several it was exchanged with nobody knows.

use super::columns::Explained;
use super::rules::AtPoint;
use super::series::FormRows;
use super::words::at_row;
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::message;

/// So many rows of one period are compared with each other; where more are unlike their history, something else has happened.
const MOST_ROWS: usize = 64;

/// A row with amounts that are not those of its unit: their fields, and what is known of each.
pub(super) struct DoubtfulRow<D> {
    pub point: usize,
    pub amounts: Vec<(usize, D)>,
}

/// The cells that exchanged rows explain, and a finding for each of the rows. `fits` says whether the amounts of the first row are those of the unit of the
/// second.
pub(super) fn explain<D>(
    rows: &FormRows<'_>,
    mut doubtful: Vec<DoubtfulRow<D>>,
    fits: impl Fn(&DoubtfulRow<D>, &DoubtfulRow<D>) -> bool,
) -> Explained {
    let mut explained = Explained::default();
    let unit = |row: &DoubtfulRow<D>| rows.project.registry.units.get(rows.points.get(row.point)?.unit);
    let are_exchanged = |one: &DoubtfulRow<D>, other: &DoubtfulRow<D>| {
        let (Some(own), Some(others)) = (unit(one), unit(other)) else { return false };
        own.code != others.code && own.level == others.level && fits(one, other) && fits(other, one)
    };
    let of_period = |row: &DoubtfulRow<D>| rows.points.get(row.point).map(|point| point.period);
    doubtful.sort_by_key(of_period);
    for of_one in doubtful.chunk_by(|one, other| of_period(one) == of_period(other)) {
        if of_one.len() > MOST_ROWS {
            continue;
        }
        for (one, other) in pairs(of_one, are_exchanged) {
            for (row, with) in [(one, other), (other, one)] {
                explained.cells.extend(row.amounts.iter().map(|(field, _)| (row.point, *field)));
                let found = finding(rows, row.point, with.point, row.amounts.len());
                explained.findings.extend(found.map(|finding| (row.point, finding)));
            }
        }
    }
    explained
}

/// Those of which each fits the other alone, in their order.
fn pairs<R>(rows: &[R], fit: impl Fn(&R, &R) -> bool) -> Vec<(&R, &R)> {
    let only_partner = |index: usize| {
        let row = rows.get(index)?;
        let mut partners = rows.iter().enumerate().filter(|(other, with)| *other != index && fit(row, with));
        let first = partners.next().map(|(other, _)| other)?;
        partners.next().is_none().then_some(first)
    };
    let partners: Vec<Option<usize>> = (0..rows.len()).map(only_partner).collect();
    let is_pair = |(one, other): &(usize, usize)| one < other && partners.get(*other) == Some(&Some(*one));
    let found = partners.iter().enumerate().filter_map(|(one, other)| Some((one, (*other)?)));
    found.filter(is_pair).filter_map(|(one, other)| Some((rows.get(one)?, rows.get(other)?))).collect()
}

/// A finding at the row of a point, so many amounts of which are those of the unit of another.
fn finding(rows: &FormRows<'_>, point: usize, with: usize, count: usize) -> Option<Finding> {
    let other = rows.points.get(with)?;
    let unit = rows.project.registry.units.get(other.unit)?;
    let (table, at) = rows.first_row(with)?;
    let number = table.rows.number.get(at).map(u32::to_string).unwrap_or_default();
    let object = rows.arrived.get(other.arrived).map_or("", |one| one.object);
    let is_same_file = rows.points.get(point)?.arrived == other.arrived;
    let unit = unit.name.as_str();
    let message = if is_same_file {
        message!("swapped-rows.in-file", unit = unit, count = count, other = number)
    } else {
        message!("swapped-rows.of-files", unit = unit, count = count, other = number, object = object)
    };
    at_row(&AtPoint { rows, point, doubts: Vec::new() }, Code::SwappedRows, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_fits_several_is_of_no_pair_in_whatever_order_they_are() {
        let found = |rows: &[i32], fit: &[(i32, i32)]| {
            let fits = |one: &i32, other: &i32| fit.contains(&(*one, *other)) || fit.contains(&(*other, *one));
            pairs(rows, fits).into_iter().map(|(one, other)| (*one, *other)).collect::<Vec<_>>()
        };
        for rows in [[1, 2, 3, 4], [3, 1, 2, 4], [2, 3, 4, 1], [4, 3, 2, 1]] {
            // The third fits the first and the second, which do not fit each other.
            assert_eq!(found(&rows, &[(1, 3), (2, 3)]), []);
            assert_eq!(found(&rows, &[(1, 3), (2, 3), (1, 2)]), []);
            let both = found(&rows, &[(1, 3), (2, 4)]);
            assert!(both.len() == 2 && both.iter().all(|(one, other)| one.abs_diff(*other) == 2), "{both:?}");
        }
    }
}
