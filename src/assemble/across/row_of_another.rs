//! A row with every measure of another unit's row in another file of the same period: the form of one unit was filled in with the figures of the other.
//!
//! Within one file `validate/row_copied.rs` finds it, by the same measure: as many amounts and digits as the form asks for. Each unit that reports alone sends a file
//! of its own, so that the other row is in another. Whose figures they are the past of both says, where that is known: the row of the unit that they are nearer to in most
//! measures is sound, and the other is named alone. Else both are.

use std::collections::BTreeSet;

use super::rules::{AtPoint, RowFindings};
use super::series::FormRows;
use super::words::at_row;
use crate::findings::code::Code;
use crate::message;
use crate::values::decimal::Decimal;

/// Figures are those of a unit where so many of all are nearer to what it had before.
const MOST_OF: (usize, usize) = (3, 4);

pub fn check(at: &AtPoint<'_>, reported: &mut RowFindings) {
    let rows = at.rows;
    let Some(other) = same_row(rows, at.point).filter(|_| is_evidence(at)) else { return };
    if is_nearer(rows, at.point, other) {
        return;
    }
    let Some(point) = rows.points.get(other) else { return };
    let unit = rows.project.registry.units.get(point.unit).map_or("", |unit| unit.name.as_str());
    let object = rows.arrived.get(point.arrived).map_or("", |one| one.object);
    reported.findings.extend(at_row(
        at,
        Code::RowCopied,
        message!("row-copied.other-file", unit = unit, object = object),
    ));
}

/// The first row of another unit, level and period being the same, that another file has with the same measures.
fn same_row(rows: &FormRows<'_>, point: usize) -> Option<usize> {
    let own = rows.points.get(point)?;
    let code = |unit: usize| rows.project.registry.units.get(unit).map(|unit| unit.code.as_str());
    let is_other = |other: &usize| {
        let of_other = rows.points.get(*other);
        of_other.is_some_and(|other| other.arrived != own.arrived && code(other.unit) != code(own.unit))
    };
    let measures = || rows.form.schema.fields.iter().enumerate().filter(|(_, field)| field.is_measure());
    let is_same = |other: &usize| {
        measures().all(|(place, _)| rows.any_value(point, place).value == rows.any_value(*other, place).value)
    };
    rows.alike_peers(point).filter(is_other).find(is_same)
}

/// True for amounts that do not repeat by chance.
fn is_evidence(at: &AtPoint<'_>) -> bool {
    let values = at.rows.measures.iter().filter_map(|field| at.rows.value(at.point, *field));
    let amounts: Vec<Decimal> = values.filter(|value| *value != Decimal::ZERO).collect();
    let different: BTreeSet<Decimal> = amounts.iter().copied().collect();
    let digits: usize = different.into_iter().map(Decimal::significant_digits).sum();
    amounts.len() >= usize::from(at.rows.rules.copied_measures)
        && digits >= usize::from(at.rows.rules.copied_row_digits)
}

/// True where the figures of two rows, which are the same, are nearer to what the unit of the first had before than to what that of the second had.
fn is_nearer(rows: &FormRows<'_>, point: usize, other: usize) -> bool {
    let before = |point: usize| rows.earlier(point)?.next_back();
    let (Some(own), Some(others)) = (before(point), before(other)) else { return false };
    let distance = |earlier: usize, field: usize, value: Decimal| {
        rows.value(earlier, field).map(|before| before.units().abs_diff(value.units()))
    };
    let nearer = |field: &usize| {
        let value = rows.value(point, *field)?;
        Some(distance(own, *field, value)? < distance(others, *field, value)?)
    };
    let compared: Vec<bool> = rows.measures.iter().filter_map(nearer).collect();
    let count = compared.iter().filter(|nearer| **nearer).count();
    !compared.is_empty() && count * MOST_OF.1 >= compared.len() * MOST_OF.0
}
