//! A column that a sender wrote in another unit of measure than before: several of its units together are ten or a hundred times their history,
//! or such a part of it. One alone may have changed so; amounts of land and of crops, and percents, have units that differ by so much.
//!
//! ```text
//! hectares | 2024-Q3  | 2024-Q4
//! Xã A     | 1.721,45 |   17,21          thousand-error: 1.721 in square kilometres, at each of the cells
//! Xã B     |   804,90 |    8,05
//! Xã C     | 2.110,00 |   21,10
//! ```
//!
//! Powers of a thousand are found at single cells.

use super::columns::{Column, Explained, Unlike};
use super::reference::is_near;
use super::series::FormRows;
use super::thousand_error::{finding, scaled};
use crate::project::written::form::Field;
use crate::project::written::statistical_rules::StatisticalRule;
use crate::typing::rows::Values;
use crate::values::decimal::Decimal;
use crate::words::quantity::powers_of_other_units;

/// Percents are written as shares, and the other way round.
const OF_PERCENTS: [i32; 2] = [-2, 2];

pub fn check(rows: &FormRows<'_>, column: &Column<'_>) -> Explained {
    let Some(field) = rows.form.schema.fields.get(column.field) else { return Explained::default() };
    if rows.rules.off.contains(&StatisticalRule::ThousandError) {
        return Explained::default();
    }
    let least = usize::from(rows.rules.together).max(values(column) / 2 + 1);
    let of_power = |power: i32| {
        let meant = |one: &Unlike| Some((*one, meant(rows, one, power)?));
        let together: Vec<(Unlike, Decimal)> = column.unlike.values().filter_map(meant).collect();
        (together.len() >= least).then_some((power, together))
    };
    let Some((power, together)) = powers(field).into_iter().find_map(of_power) else { return Explained::default() };
    let cells = together.iter().map(|(one, _)| (one.point, column.field)).collect();
    let findings = together
        .iter()
        .filter_map(|(one, meant)| Some((one.point, finding(&one.at(rows), &one.doubt, power, *meant)?)));
    Explained { cells, findings: findings.collect() }
}

/// The powers of ten that amounts in other units of a field have, but for those of a thousand.
fn powers(field: &Field) -> Vec<i32> {
    let of_quantity = || powers_of_other_units(field.unit.as_deref().unwrap_or_default());
    let powers = if field.is_percent() { OF_PERCENTS.to_vec() } else { of_quantity() };
    powers.into_iter().filter(|power| power % 3 != 0).collect()
}

/// What a value is in the unit of its field, where it is in doubt and that fits the same season of earlier years, or the history where there was none.
fn meant(rows: &FormRows<'_>, one: &Unlike, power: i32) -> Option<Decimal> {
    let (at, usual, value) = (one.at(rows), &one.doubt.usual, one.doubt.value);
    let (near, about) = (rows.rules.within_digits.0, rows.rules.within.0);
    let meant = scaled(&at, &one.doubt, -power)?;
    let is_meant = match rows.of_season(one.point, one.doubt.field) {
        Some(season) => !is_near(value, season, about) && is_near(meant, season, near),
        None => usual.excludes(rows, value, near) && usual.fits(rows, meant, near),
    };
    (is_meant && !at.is_of_season(&one.doubt, power.unsigned_abs())).then_some(meant)
}

/// How many values of a column are not zero.
fn values(column: &Column<'_>) -> usize {
    let Some(Values::Decimal(values)) = column.table.rows.columns.get(column.field).map(|column| &column.values) else {
        return 0;
    };
    values.iter().flatten().filter(|value| **value != Decimal::ZERO).count()
}
