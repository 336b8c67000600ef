//! Two neighbouring digits that were exchanged, where the history of the unit shows it.
//!
//! ```text
//! 2024-Q1 | 2024-Q2 | 2024-Q3 | 2024-Q4
//!   4.921 |   4.931 |   4.940 | 9.441        transposed-digits: 4.941 would be as before
//! ```
//!
//! A real change has digits that fit, too, now and then. So the history has to be steady, the value far from it, and each of the last periods
//! many times nearer to what is suggested than to the value (decision 0248). What a sheet proves by itself is found in
//! [`crate::validate::transposed`].

use super::last_periods::{LEAST_CHANGE, TIMES, last_amounts};
use super::median::Ratio;
use super::rules::{AtPoint, Doubt, RowFindings};
use super::words::at_cell;
use crate::findings::code::Code;
use crate::message;
use crate::project::written::form::Measure;
use crate::validate::equation::{exchanged, shift_of, shifted};
use crate::values::decimal::{Decimal, SCALE};
use crate::values::fraction::Fraction;

/// Fields keep six digits behind the decimal sign: an amount in units of 10⁻¹² ends with as many zeros.
const KEPT: u128 = 1_000_000;

pub fn check(at: &AtPoint<'_>, reported: &mut RowFindings) {
    // A row that is another's, or another period's, explains all its cells.
    if reported.findings.iter().any(|finding| finding.location.field.is_none()) {
        return;
    }
    for (measure, &field) in at.rows.measures.iter().enumerate() {
        if reported.fields.contains(&field) {
            continue;
        }
        let Some((doubt, suggested)) = found(at, measure, field) else { continue };
        if is_found_in_sheet(at, field) {
            continue;
        }
        let finding = at_cell(at, &doubt, Code::TransposedDigits, suggested, |evidence| {
            message!(
                "transposed-digits.history",
                value = &evidence.value,
                ratio = &evidence.ratio,
                median = &evidence.median,
                others = &evidence.others,
                suggested = &evidence.suggested
            )
        });
        reported.fields.push(field);
        reported.findings.extend(finding);
    }
}

/// True where the sheet proves the same by itself.
fn is_found_in_sheet(at: &AtPoint<'_>, field: usize) -> bool {
    let place = at.rows.source(at.point, field).and_then(|(table, row, _)| Some((table, table.place_of(row, field)?)));
    let arrived = at.rows.points.get(at.point).and_then(|point| at.rows.arrived.get(point.arrived));
    let (Some((table, place)), Some(one)) = (place, arrived) else { return false };
    one.reading.findings.iter().any(|finding| {
        finding.code == Code::TransposedDigits
            && finding.location.sheet.as_deref().unwrap_or_default() == table.sheet
            && finding.location.cell.as_deref() == Some(place.cell().as_str())
    })
}

/// A smaller part of a rate is no change: a share near 100 falls now and then from 99.6 to 96.9, and never rises.
const LEAST_CHANGE_OF_RATES: u128 = 8;

fn found(at: &AtPoint<'_>, measure: usize, field: usize) -> Option<(Doubt, Decimal)> {
    let rows = at.rows;
    let value = rows.value(at.point, field)?;
    let last = last_amounts(rows, at.point, field)?.map(i128::unsigned_abs);
    let (amount, before) = (value.units().unsigned_abs(), *last.first()?);
    let own = rows.form.schema.fields.get(field)?;
    let least_change = if own.measure == Some(Measure::Rate) { LEAST_CHANGE_OF_RATES } else { LEAST_CHANGE };
    let changed = amount.abs_diff(before);
    if changed.saturating_mul(least_change) < before || !may_be_exchanged(amount, before) {
        return None;
    }
    let usual = rows.history(at.point, measure).filter(|usual| usual.is_steady(rows))?;
    let doubt = Doubt { measure, field, value, usual };
    if !doubt.has_usual_sign()
        || at.stated(&doubt) != value
        || !usual.is_unlike(rows, value, Decimal::ONE)
        || usual.is_chance_of_counts(rows, own, value)
    {
        return None;
    }
    let others = [expected(at, &doubt), rows.of_season(at.point, field)];
    let mut meant = exchanged_amounts(at, field, value).into_iter().filter(|meant| {
        let meant = meant.units().unsigned_abs();
        let is_nearer = |to: &u128| meant.abs_diff(*to).saturating_mul(TIMES) <= amount.abs_diff(*to);
        let is_as_others = |other: &u128| meant.abs_diff(*other) < amount.abs_diff(*other);
        last.iter().all(is_nearer) && others.iter().flatten().all(is_as_others)
    });
    let suggested = meant.next().filter(|_| meant.next().is_none())?;
    // Nearer than the value may still be no usual one.
    usual.fits(rows, suggested, Decimal::ONE).then_some((doubt, suggested))
}

/// True where two exchanged digits of an amount can be most of the difference to another: they are nine times the difference of the digits, at one place.
/// It decides quickly for most amounts that they cannot.
fn may_be_exchanged(amount: u128, other: u128) -> bool {
    let in_kept = |amount: u128| u64::try_from(amount / KEPT);
    let (Ok(amount), Ok(other)) = (in_kept(amount), in_kept(other)) else { return true };
    let difference = amount.abs_diff(other);
    let (mut rest, mut place) = (amount, 1_u64);
    while rest > 9 {
        let (low, high) = (rest % 10, rest / 10 % 10);
        let exchanged = low.abs_diff(high).saturating_mul(9).saturating_mul(place);
        let left = u128::from(exchanged.abs_diff(difference)).saturating_mul(TIMES);
        if left <= u128::from(difference) && (low > high) == (amount < other) {
            return true;
        }
        (rest, place) = (rest / 10, place.saturating_mul(10));
    }
    false
}

/// An amount with each two neighbouring digits exchanged, as its sheet writes it.
fn exchanged_amounts(at: &AtPoint<'_>, field: usize, amount: Decimal) -> Vec<Decimal> {
    let Some((table, _, _)) = at.rows.source(at.point, field) else { return Vec::new() };
    let shift = shift_of(at.rows.form, table, field);
    let in_form = |written: Fraction| {
        let amount = shifted(&written, -shift).rounded(SCALE);
        Decimal::parse(&amount, SCALE, 0).ok().map(|amount| amount.value)
    };
    exchanged(&shifted(&Fraction::from(amount), shift)).into_iter().filter_map(in_form).collect()
}

/// What the unit would have by the step that its peers make, where they make one.
fn expected(at: &AtPoint<'_>, doubt: &Doubt) -> Option<u128> {
    let step = at.rows.step(at.point, doubt.measure)?;
    let Ratio { numerator, denominator } = step;
    let median = Fraction::from(Decimal::from_units(i128::try_from(doubt.usual.median).ok()?));
    let times = |amount: u128| Fraction::decimal(num_bigint::BigInt::from(amount), 0);
    let expected = median.times(&times(numerator)).over(&times(denominator))?;
    Decimal::parse(&expected.rounded(6), 6, 0).ok().map(|expected| expected.value.units().unsigned_abs())
}
