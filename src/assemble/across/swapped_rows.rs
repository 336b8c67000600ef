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
use super::exchanged_rows::{self, DoubtfulRow};
use super::rules::{AtPoint, Doubt, FoundAtPoint};
use super::series::FormRows;
use crate::project::written::statistical_rules::StatisticalRule;
use crate::values::decimal::Decimal;

/// The cells that exchanged rows explain, and a finding for each of the rows.
pub fn check(rows: &FormRows<'_>, found: &[FoundAtPoint]) -> Explained {
    if rows.rules.off.contains(&StatisticalRule::SwappedRows) {
        return Explained::default();
    }
    let unlike = found.iter().enumerate().filter_map(|(point, found)| unlike_row(rows, point, found)).collect();
    exchanged_rows::explain(rows, unlike, |one, other| fits(rows, one.point, other.point))
}

/// A row of which as many amounts as the form asks for are unlike its history, by more than chance and by no season.
fn unlike_row(rows: &FormRows<'_>, point: usize, found: &FoundAtPoint) -> Option<DoubtfulRow<()>> {
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
    is_enough.then(|| DoubtfulRow { point, amounts: doubts.iter().map(|doubt| (doubt.field, ())).collect() })
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
