//! Two rows that were written into each other's places: the amounts of each fit the history of the other's unit, and not that of its own.
//!
//! ```text
//!         |        2024-Q3          |        2024-Q4
//! Xã A    |   762 |   455 |   114   |  2.900 | 1.800 |   470          swapped-rows, at both rows
//! Xã B    | 2.787 | 1.710 |   455   |    770 |   461 |   116
//! ```
//!
//! Every amount of either row that the other has a history for fits it. One row grows as the other falls, so that no season explains it; units of one size
//! are told apart by nobody.

use super::columns::Explained;
use super::rules::{AtPoint, Doubt, FoundAtPoint};
use super::series::FormRows;
use super::words::at_row;
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::message;
use crate::project::written::statistical_rules::StatisticalRule;
use crate::values::decimal::Decimal;

/// So many rows of one period are compared with each other; where more are unlike their history, something else has happened.
pub(super) const MOST_ROWS: usize = 64;

/// A row with amounts that are unlike its history.
struct UnlikeRow<'f> {
    point: usize,
    doubts: Vec<&'f Doubt>,
}

/// The cells that exchanged rows explain, and a finding for each of the rows.
pub fn check(rows: &FormRows<'_>, found: &[FoundAtPoint]) -> Explained {
    let mut explained = Explained::default();
    if rows.rules.off.contains(&StatisticalRule::SwappedRows) {
        return explained;
    }
    let mut unlike: Vec<UnlikeRow<'_>> =
        found.iter().enumerate().filter_map(|(point, found)| unlike_row(rows, point, found)).collect();
    let of_period = |row: &UnlikeRow<'_>| rows.points.get(row.point).map(|point| point.period);
    unlike.sort_by_key(of_period);
    for of_one in unlike.chunk_by(|one, other| of_period(one) == of_period(other)) {
        if of_one.len() > MOST_ROWS {
            continue;
        }
        for (index, one) in of_one.iter().enumerate() {
            let others = of_one.iter().skip(index + 1);
            // Which of several it was exchanged with nobody knows.
            let mut exchanged = others.filter(|other| are_exchanged(rows, one, other));
            let (Some(other), None) = (exchanged.next(), exchanged.next()) else { continue };
            let is_known = |row: &UnlikeRow<'_>| explained.findings.iter().any(|(point, _)| *point == row.point);
            if is_known(one) || is_known(other) {
                continue;
            }
            for (row, with) in [(one, other), (other, one)] {
                explained.cells.extend(row.doubts.iter().map(|doubt| (row.point, doubt.field)));
                let found = finding(rows, row.point, with.point, row.doubts.len());
                explained.findings.extend(found.map(|finding| (row.point, finding)));
            }
        }
    }
    explained
}

/// A row of which as many amounts as the form asks for are unlike its history, by more than chance and by no season.
fn unlike_row<'f>(rows: &FormRows<'_>, point: usize, found: &'f FoundAtPoint) -> Option<UnlikeRow<'f>> {
    let at = AtPoint { rows, point, doubts: Vec::new() };
    let is_unlike = |doubt: &&Doubt| {
        let field = rows.form.schema.fields.get(doubt.field);
        let is_chance = field.is_none_or(|field| doubt.usual.is_chance_of_counts(rows, field, doubt.value));
        !is_chance && !at.is_of_season(doubt, 0)
    };
    if found.unlike.len() < usize::from(rows.rules.copied_measures) {
        return None;
    }
    let doubts: Vec<&Doubt> = found.unlike.iter().filter(is_unlike).collect();
    let digits: usize = doubts.iter().map(|doubt| doubt.value.significant_digits()).sum();
    let is_enough = doubts.len() >= usize::from(rows.rules.copied_measures)
        && digits >= usize::from(rows.rules.copied_digits)
        && !rows.is_compared_alone(point);
    is_enough.then_some(UnlikeRow { point, doubts })
}

/// True for rows of two units of one level whose amounts fit each other's history.
fn are_exchanged(rows: &FormRows<'_>, one: &UnlikeRow<'_>, other: &UnlikeRow<'_>) -> bool {
    let unit = |row: &UnlikeRow<'_>| rows.project.registry.units.get(rows.points.get(row.point)?.unit);
    let (Some(own), Some(others)) = (unit(one), unit(other)) else { return false };
    own.code != others.code
        && own.level == others.level
        && fits(rows, one.point, other.point)
        && fits(rows, other.point, one.point)
}

/// True where every amount of a row that another has a history for fits it, and the form asks for no more of them.
fn fits(rows: &FormRows<'_>, point: usize, other: usize) -> bool {
    let within = rows.rules.within_digits.0;
    let of_measure = |(measure, field): (usize, &usize)| {
        let value = rows.value(point, *field).filter(|value| *value != Decimal::ZERO)?;
        let usual = rows.history(other, measure)?;
        Some((value < Decimal::ZERO) == usual.negative && usual.fits(rows, value, within))
    };
    let compared: Vec<bool> = rows.measures.iter().enumerate().filter_map(of_measure).collect();
    compared.len() >= usize::from(rows.rules.copied_measures) && compared.into_iter().all(|fits| fits)
}

/// A finding at the row of a point, so many amounts of which are those of the unit of another.
pub(super) fn finding(rows: &FormRows<'_>, point: usize, with: usize, count: usize) -> Option<Finding> {
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
