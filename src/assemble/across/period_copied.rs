//! A row that repeats the period before, although nearly everything in it changes elsewhere: last period's figures were sent again.
//!
//! Measures that stay what they are in most units (villages) say nothing; those that change in more than half of the other units, and are
//! not zero, have to be as many as the form asks for, and their different amounts have as many digits together: small counts and round
//! numbers repeat by chance. All measures of the
//! row are as before, what is missing among them.

use std::collections::BTreeSet;

use super::rules::{AtPoint, RowFindings};
use super::words::at_row;
use crate::findings::code::Code;
use crate::message;
use crate::values::decimal::Decimal;

pub fn check(at: &AtPoint<'_>, reported: &mut RowFindings) {
    let rows = at.rows;
    let Some(later) = rows.points.get(at.point) else { return };
    let start = rows.series.get(later.series).map_or(later.before, |series| series.start);
    let Some(before) = later.before.checked_sub(1).filter(|before| *before >= start) else { return };
    let Some(earlier) = rows.points.get(before) else { return };
    if earlier.period != later.period.previous() {
        return;
    }
    if !rows.measures.iter().all(|field| rows.value(before, *field) == rows.value(at.point, *field)) {
        return;
    }
    let changing = |(measure, field): &(usize, &usize)| {
        let (all, changed) = rows.changes(at.point, *measure);
        // This row is one of those that have not changed.
        let others = all.saturating_sub(1);
        let has_amount = rows.value(at.point, **field).is_some_and(|value| value != Decimal::ZERO);
        has_amount && others >= usize::from(rows.rules.peers) && changed * 2 > others
    };
    let counted: Vec<(usize, &usize)> = rows.measures.iter().enumerate().filter(changing).collect();
    if counted.len() < usize::from(rows.rules.copied_measures) {
        return;
    }
    // One amount in several columns is one piece of evidence.
    let amounts: BTreeSet<Decimal> = counted.iter().filter_map(|(_, field)| rows.value(at.point, **field)).collect();
    let digits = amounts.into_iter().map(Decimal::significant_digits);
    if digits.sum::<usize>() < usize::from(rows.rules.copied_digits) {
        return;
    }
    let shares = counted.iter().map(|(measure, _)| rows.changes(at.point, *measure));
    let Some((all, changed)) = shares.min_by_key(|(all, changed)| (changed.saturating_mul(1000) / all.max(&1), *all))
    else {
        return;
    };
    let message = message!(
        "period-copied.all",
        count = counted.len(),
        before = earlier.period.to_string(),
        changed = changed,
        others = all.saturating_sub(1)
    );
    reported.findings.extend(at_row(at, Code::PeriodCopied, message));
}
