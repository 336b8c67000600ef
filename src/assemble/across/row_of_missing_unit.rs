//! A row that replaces nearly all figures of its unit, and is as another unit was in the period before, whose report has not come: that unit has filled in the
//! file of this one.
//!
//! ```text
//!            the period before    first sent    sent again
//! Xã A              11054            11065        10683       row-copied: near to what Xã B had
//! Xã B              10672
//! ```
//!
//! Once the report of the other has come its row is the same, and `row_of_another.rs` names it.

use std::collections::{BTreeMap, BTreeSet};

use super::rules::AtPoint;
use super::series::FormRows;
use super::words::at_row;
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::message;
use crate::project::written::statistical_rules::StatisticalRule;
use crate::values::decimal::Decimal;
use crate::values::period::Period;

/// So many of all measures say whose figures are.
const MOST_OF: (usize, usize) = (3, 4);

/// A figure is that of another unit where it is so many times nearer to what that one had.
const NEARER: u128 = 4;

/// The findings, each with the point that it is at.
pub(super) fn found(rows: &FormRows<'_>) -> Vec<(usize, Finding)> {
    if rows.rules.off.contains(&StatisticalRule::RowCopied) {
        return Vec::new();
    }
    let mut sent: BTreeMap<(usize, Period), Vec<usize>> = BTreeMap::new();
    for (point, one) in rows.points.iter().enumerate().filter(|(point, _)| rows.restated(*point).is_none()) {
        sent.entry((one.series, one.period)).or_default().push(point);
    }
    let mut found = Vec::new();
    for points in sent.values_mut().filter(|points| points.len() > 1) {
        points.sort_by_key(|point| rows.points.get(*point).map(|one| one.arrived));
        for pair in points.windows(2) {
            if let [first, point] = pair {
                found.extend(of_a_row(rows, *first, *point).map(|finding| (*point, finding)));
            }
        }
    }
    found
}

/// What is found of a row that took the place of another.
fn of_a_row(rows: &FormRows<'_>, first: usize, point: usize) -> Option<Finding> {
    let one = rows.points.get(point)?;
    let before = rows.at_period(rows.series.get(one.series)?, one.period.previous())?;
    let values = |point: usize| rows.measures.iter().map(move |field| rows.value(point, *field));
    let changed: Vec<bool> = values(first).zip(values(point)).filter_map(|(was, now)| Some(was? != now?)).collect();
    if !are_most(&changed) || changed.len() < usize::from(rows.rules.copied_measures) || !has_digits(rows, point) {
        return None;
    }
    let distances = |point: usize, other: usize| -> Vec<Option<u128>> {
        let distance = |(one, other): (Option<Decimal>, Option<Decimal>)| Some(one?.units().abs_diff(other?.units()));
        values(point).zip(values(other)).map(distance).collect()
    };
    let (own, own_first) = (distances(point, before), distances(first, before));
    // How near it is to what another unit had, in thousandths of how near it is to its own past; nothing where it is not that of the other.
    let nearness = |other: usize| -> Option<u128> {
        let compared = |of: Vec<Option<u128>>, own: &[Option<u128>], times: u128| -> Vec<bool> {
            let pairs = of.into_iter().zip(own).filter_map(|(of, own)| Some((of?, (*own)?)));
            pairs.map(|(of, own)| of.saturating_mul(times) < own).collect()
        };
        let of_other = distances(point, other);
        let is_nearer = compared(of_other.clone(), &own, 1).into_iter().all(|nearer| nearer);
        // What was sent first was its own: it is not as the other unit was.
        let first_is_other = are_most(&compared(distances(first, other), &own_first, 1));
        let is_other = is_nearer && are_most(&compared(of_other.clone(), &own, NEARER)) && !first_is_other;
        let pairs = of_other.into_iter().zip(&own).filter_map(|(of, own)| Some((of?, (*own)?.max(1))));
        is_other.then(|| pairs.map(|(of, own)| of.saturating_mul(1000) / own).sum())
    };
    let is_missing = |other: &usize| {
        let series = rows.points.get(*other).and_then(|other| rows.series.get(other.series));
        series.is_some_and(|series| rows.at_period(series, one.period).is_none())
    };
    // Where the nearest has reported, the figures are those of no unit that is missing.
    let peers = rows.points_of_peers(before).iter().copied().filter(|other| *other != before);
    let (_, nearest) = peers.filter_map(|other| Some((nearness(other)?, other))).min()?;
    let other = rows.points.get(nearest).filter(|_| is_missing(&nearest))?;
    let unit = rows.project.registry.units.get(other.unit).map_or("", |unit| unit.name.as_str());
    let object = rows.arrived.get(rows.points.get(first)?.arrived).map_or("", |one| one.object);
    let message = message!(
        "row-copied.of-missing",
        object = object,
        unit = unit,
        before = other.period.to_string(),
        period = one.period.to_string()
    );
    at_row(&AtPoint { rows, point, doubts: Vec::new() }, Code::RowCopied, message)
}

fn are_most(are: &[bool]) -> bool {
    !are.is_empty() && are.iter().filter(|is| **is).count() * MOST_OF.1 >= are.len() * MOST_OF.0
}

/// True for amounts that are not near to those of others by chance.
fn has_digits(rows: &FormRows<'_>, point: usize) -> bool {
    let amounts: BTreeSet<Decimal> = rows.measures.iter().filter_map(|field| rows.value(point, *field)).collect();
    amounts.into_iter().map(Decimal::significant_digits).sum::<usize>() >= usize::from(rows.rules.copied_row_digits)
}
