//! A row that suddenly has nothing: zeros, or signs for what cannot occur, in most of the columns that had about as much in every period before and in the
//! same period a year ago.
//!
//! ```text
//!         | Tổng số | Thuế | Phí | Cùng kỳ năm trước
//! 2025-Q1 |    1091 |  610 |  72 |              1020
//! 2025-Q2 |       x |    x |   x |              1059          unusual-zero, at the first of them
//! ```
//!
//! One flow may be nothing in any period, and so may be all where the unit had nothing before, where the amounts vary, or where most others have nothing. Of a
//! list of things one that is no more has nothing. A single zero of a stock or a rate is `unusual_zero.rs`.

use super::rules::{AtPoint, Doubt, RowFindings};
use super::season::year_before;
use super::words::{Written, at_cell};
use crate::findings::code::Code;
use crate::message;
use crate::values::decimal::Decimal;

/// So many periods make a series of which none was nothing.
const LONG: usize = 4;

/// Columns that have nothing, of a form that has several.
const SEVERAL: usize = 2;

/// A column that has nothing, with what it had a year ago.
struct Emptied {
    doubt: Doubt,
    year_ago: Decimal,
}

pub fn check(at: &AtPoint<'_>, reported: &mut RowFindings) {
    let rows = at.rows;
    if rows.form.dimensions().next().is_some() {
        return;
    }
    let emptied: Vec<Emptied> = rows
        .measures
        .iter()
        .enumerate()
        .filter(|(_, field)| !reported.fields.contains(field))
        .filter_map(|(measure, field)| of_column(at, measure, *field))
        .collect();
    let has_amount = |field: &&usize| rows.value(at.point, **field).is_some_and(|value| value != Decimal::ZERO);
    let amounts = rows.measures.iter().filter(has_amount).count();
    if emptied.len() <= amounts || emptied.len() < rows.measures.len().min(SEVERAL) {
        return;
    }
    let Some(first) = emptied.first() else { return };
    let count = emptied.len();
    let finding = at_cell(at, &first.doubt, Code::UnusualZero, None, |evidence| {
        let (median, others) = (&evidence.median, &evidence.others);
        let year_ago = rows.row_with_column(at.point, first.doubt.field).map_or_else(
            || first.year_ago.to_string().into(),
            |(table, _)| Written::of(at, table, first.doubt.field).number(first.year_ago),
        );
        message!("unusual-zero.row", count = count, median = median, others = others, before = year_ago)
    });
    reported.fields.extend(emptied.iter().map(|one| one.doubt.field));
    reported.findings.extend(finding);
}

/// A column of the row that has nothing, and always had about as much.
fn of_column(at: &AtPoint<'_>, measure: usize, field: usize) -> Option<Emptied> {
    let (rows, point) = (at.rows, at.point);
    let has_nothing = |point: usize| rows.value(point, field) == Some(Decimal::ZERO) || rows.cannot_occur(point, field);
    if !has_nothing(point) || rows.earlier(point)?.any(has_nothing) {
        return None;
    }
    let usual = rows.history(point, measure).filter(|usual| usual.count >= LONG && usual.is_steady(rows))?;
    let declared = rows.form.schema.fields.get(field)?;
    if usual.is_chance_of_counts(rows, declared, Decimal::ZERO) {
        return None;
    }
    let own = rows.points.get(point)?;
    let last_year = rows.at_period(rows.series.get(own.series)?, year_before(own.period))?;
    let year_ago = rows.value(last_year, field).filter(|value| *value != Decimal::ZERO)?;
    let peers = rows.points_of_peers(point).iter().filter(|peer| **peer != point);
    let known = peers.filter(|peer| has_nothing(**peer) || rows.value(**peer, field).is_some());
    let (nothing, all) = known.fold((0_usize, 0_usize), |(nothing, all), peer| {
        (nothing.saturating_add(usize::from(has_nothing(*peer))), all.saturating_add(1))
    });
    if nothing > 0 && nothing.saturating_mul(2) >= all {
        return None;
    }
    Some(Emptied { doubt: Doubt { measure, field, value: Decimal::ZERO, usual }, year_ago })
}
