//! Values that are a thousand or a million times those that they replace, or such a part of them: one of the two submissions is in another unit of
//! measure than it states.
//!
//! ```text
//! 2025-Q3 | first sent | sent again
//!             600        600000        thousand-error: one of the two is in another unit
//! ```
//!
//! A value is compared with the last other one that came before it; what was sent before that other one, too, was right. Where the history of the unit,
//! or its peers, say that the later value is the right one, it is what was to be mended. One value of a single digit
//! that is a thousand times another is none, unless others beside it, or below it, are so, too.

use std::collections::BTreeMap;

use super::rules::AtPoint;
use super::series::FormRows;
use super::words::{Written, at_field};
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::message;
use crate::project::written::statistical_rules::StatisticalRule;
use crate::values::decimal::{Decimal, SCALE};
use crate::values::period::Period;

/// The powers of ten that units of measure differ by.
const POWERS: [i32; 4] = [3, 6, -3, -6];
/// Of so many digits an amount that was rounded on the way is still recognised.
const DIGITS_OF_ROUNDED: usize = 3;

/// A value that is such a multiple of the one that it replaces.
struct Multiple {
    point: usize,
    measure: usize,
    field: usize,
    power: i32,
    value: Decimal,
    before: Decimal,
    /// The arrival of what it replaces.
    replaced: usize,
}

/// The findings, each with the point that it is at: `object` gives the name of an arrival.
pub(super) fn found(rows: &FormRows<'_>, object: impl Fn(usize) -> String) -> Vec<(usize, Finding)> {
    if rows.rules.off.contains(&StatisticalRule::ThousandError) {
        return Vec::new();
    }
    let mut sent: BTreeMap<(usize, Period), Vec<usize>> = BTreeMap::new();
    let were_sent = rows.points.iter().enumerate().filter(|(point, _)| rows.restated(*point).is_none());
    for (point, one) in were_sent {
        sent.entry((one.series, one.period)).or_default().push(point);
    }
    let mut multiples = Vec::new();
    for points in sent.values_mut().filter(|points| points.len() > 1) {
        points.sort_by_key(|point| arrival(rows, *point));
        for (place, point) in points.iter().enumerate() {
            multiples.extend(of_a_row(rows, points.get(..place).unwrap_or_default(), *point));
        }
    }
    let mut in_column: BTreeMap<(usize, usize, i32), usize> = BTreeMap::new();
    let mut in_row: BTreeMap<(usize, i32), usize> = BTreeMap::new();
    for one in &multiples {
        *in_column.entry((arrival(rows, one.point), one.field, one.power)).or_default() += 1;
        *in_row.entry((one.point, one.power)).or_default() += 1;
    }
    let is_evidence = |one: &&Multiple| {
        let with_others =
            in_column.get(&(arrival(rows, one.point), one.field, one.power)).is_some_and(|count| *count > 1)
                || in_row.get(&(one.point, one.power)).is_some_and(|count| *count > 1);
        with_others || one.before.significant_digits() > 1
    };
    let found = multiples.iter().filter(is_evidence);
    found.filter_map(|one| Some((one.point, finding(rows, one, &object(one.replaced))?))).collect()
}

fn arrival(rows: &FormRows<'_>, point: usize) -> usize {
    rows.points.get(point).map_or(0, |point| point.arrived)
}

/// The values of a row that are such multiples of those that they replace; `earlier` are the rows of its unit and period that came before it.
fn of_a_row(rows: &FormRows<'_>, earlier: &[usize], point: usize) -> Vec<Multiple> {
    let of_measure = |(measure, field): (usize, &usize)| {
        let value = rows.value(point, *field)?;
        let is_other = |earlier: &usize| rows.value(*earlier, *field).is_some_and(|other| other != value);
        let place = earlier.iter().rposition(is_other)?;
        let replaced = *earlier.get(place)?;
        let before = rows.value(replaced, *field)?;
        let digits = rows.form.schema.fields.get(*field)?.digits();
        let power = POWERS.into_iter().find(|power| is_multiple(value, before, *power, digits))?;
        // Whoever goes back to what was sent before takes the other back.
        let goes_back = earlier.iter().take(place).any(|earlier| rows.value(*earlier, *field) == Some(value));
        let one = Multiple { point, measure, field: *field, power, value, before, replaced: arrival(rows, replaced) };
        (!goes_back && !is_what_was_meant(rows, &one)).then_some(one)
    };
    rows.measures.iter().enumerate().filter_map(of_measure).collect()
}

/// True where history or peers are as the value is, and not as the one that it replaces.
fn is_what_was_meant(rows: &FormRows<'_>, one: &Multiple) -> bool {
    let within = rows.rules.within.0;
    rows.reference(one.point, one.measure, |_, _| false)
        .is_some_and(|usual| usual.fits(rows, one.value, within) && !usual.fits(rows, one.before, within))
}

/// True where one value is another times a power of ten, but for the digits that a field drops.
fn is_multiple(value: Decimal, before: Decimal, power: i32, digits: u32) -> bool {
    if value == Decimal::ZERO || before == Decimal::ZERO {
        return false;
    }
    let scaled = |of: Decimal, power: i32, digits: u32| {
        Decimal::parse(&of.to_string(), digits.min(SCALE), power).ok().map(|scaled| scaled.value)
    };
    let (larger, smaller, power) = if power > 0 { (value, before, power) } else { (before, value, -power) };
    scaled(smaller, power, SCALE) == Some(larger)
        || (smaller.significant_digits() >= DIGITS_OF_ROUNDED && scaled(larger, -power, digits) == Some(smaller))
}

fn finding(rows: &FormRows<'_>, one: &Multiple, object: &str) -> Option<Finding> {
    let at = AtPoint { rows, point: one.point, doubts: Vec::new() };
    let (table, _, _) = rows.source(one.point, one.field)?;
    let written = Written::of(&at, table, one.field);
    let number = |amount: Decimal| written.number(amount);
    let times = format!("1{}", "0".repeat(one.power.unsigned_abs().try_into().unwrap_or_default()));
    let message = message!(
        "thousand-error.replaced",
        how = if one.power > 0 { "times" } else { "part" },
        value = number(one.value),
        before = number(one.before),
        object = object,
        times = times
    );
    let finding = at_field(&at, one.field, Code::ThousandError, message)?;
    Some(finding.value(written.digits(one.value)))
}
