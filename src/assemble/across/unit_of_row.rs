//! A row that is ten or a hundred times the history of its unit, or such a part of it, in most of its amounts at once: one amount may grow so, and so may all in
//! a season or where the others grow as well; several that keep their proportions are in another unit of measure, or have lost their decimal signs.
//!
//! ```text
//!         | Tổng số  | Thuế    | Phí
//! 2025-Q1 |  1091,21 |  610,20 | 72,00
//! 2025-Q2 | 11732,85 | 5265,00 | 724,10          thousand-error at each of the cells: a tenth would be as before
//! ```
//!
//! Powers of a thousand are found at single cells (`thousand_error.rs`), ten and a hundred in one column of a sender by `unit_of_column.rs`. A single
//! amount may have changed so: of whole numbers `decimal_sign.rs` looks at the zeros.

use std::collections::BTreeSet;

use super::reference::is_near;
use super::rules::{AtPoint, Doubt, RowFindings};
use super::thousand_error::{finding, scaled};
use crate::project::written::form::Measure;
use crate::values::decimal::Decimal;

/// The powers of ten that are no thousands.
const POWERS: [i32; 4] = [1, -1, 2, -2];

/// So many amounts say more than one.
const SEVERAL_AMOUNTS: usize = 3;

pub fn check(at: &AtPoint<'_>, reported: &mut RowFindings) {
    let in_doubt: Vec<&Doubt> =
        at.doubts.iter().filter(|doubt| !reported.fields.contains(&doubt.field) && is_unlike(at, doubt)).collect();
    if in_doubt.is_empty() {
        return;
    }
    let least = SEVERAL_AMOUNTS.max(compared(at) / 2 + 1);
    let of_power = |power: i32| {
        let meant = |doubt: &&Doubt| Some((**doubt, meant(at, doubt, power)?));
        let together: Vec<(Doubt, Decimal)> = in_doubt.iter().filter_map(meant).collect();
        let different: BTreeSet<Decimal> = together.iter().map(|(doubt, _)| doubt.value).collect();
        (different.len() >= least).then_some((power, together))
    };
    let found = POWERS.into_iter().find_map(of_power);
    for (power, (doubt, meant)) in
        found.into_iter().flat_map(|(power, all)| all.into_iter().map(move |one| (power, one)))
    {
        reported.fields.push(doubt.field);
        reported.findings.extend(finding(at, &doubt, power, meant));
    }
}

/// How many amounts of the row have a history: shares are of no size.
fn compared(at: &AtPoint<'_>) -> usize {
    let has_history = |(measure, field): &(usize, &usize)| {
        is_of_size(at, **field)
            && at.rows.value(at.point, **field).is_some_and(|value| value != Decimal::ZERO)
            && at.rows.history(at.point, *measure).is_some()
    };
    at.rows.measures.iter().enumerate().filter(has_history).count()
}

fn is_of_size(at: &AtPoint<'_>, field: usize) -> bool {
    at.rows.form.schema.fields.get(field).is_some_and(|field| field.measure != Some(Measure::Rate))
}

/// True for an amount that is unlike a history that hardly changes, neither by chance nor by the season.
fn is_unlike(at: &AtPoint<'_>, doubt: &Doubt) -> bool {
    let (rows, usual) = (at.rows, &doubt.usual);
    let is_chance = || {
        let field = rows.form.schema.fields.get(doubt.field);
        field.is_none_or(|field| usual.is_chance_of_counts(rows, field, doubt.value))
    };
    usual.periods.is_some()
        && is_of_size(at, doubt.field)
        && doubt.has_usual_sign()
        && usual.is_steady(rows)
        && usual.is_unlike(rows, doubt.value, rows.rules.within.0)
        && !is_chance()
        && !at.is_of_season(doubt, 0)
}

/// What an amount is without this power of ten, where that is about as much as before.
fn meant(at: &AtPoint<'_>, doubt: &Doubt, power: i32) -> Option<Decimal> {
    let within = at.rows.rules.within_digits.0;
    let suggested = scaled(at, doubt, power.checked_neg()?)?;
    let fits = |meant: Decimal| is_near(meant, doubt.usual.median, within);
    at.is_meant(doubt, suggested, within, fits).then_some(suggested)
}
