//! A row that repeats the period before, although nearly everything in it changes elsewhere, or changed before: last period's figures were sent again.
//!
//! Measures that stay what they are in most units (villages) say nothing; those that change in more than half of the other units, and are
//! not zero, have to be as many as the form asks for, and their different amounts have as many digits together: small counts and round
//! numbers repeat by chance. All measures of the
//! row are as before, what is missing among them.
//!
//! Where one person fills in the whole file, nobody is left to compare with: then the unit's own past says what changes (`repeated_steps.rs`), and where rows
//! are too small to tell, how unlikely it is that every row of a file is as before.
//!
//! Any earlier period that the form looks back to may be the one that was copied: that of the same season a year ago, where last year's file was opened.
//! Of those before the last one only the unit's own past says what changes.
//!
//! Which of the two rows is the copy the arrivals say: what came later repeats what had come. A report of an earlier period that comes later, with the figures of the
//! period after it, is the copy of that one.

use std::collections::BTreeSet;

use super::repeated_steps::RepeatedSteps;
use super::rules::{AtPoint, RowFindings};
use super::series::FormRows;
use super::words::{at_row, restated_note};
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::message::Message;
use crate::message;
use crate::values::decimal::Decimal;

/// A file or a column is copied where its rows would all be as before less often than once in so many times.
pub(super) const ONCE_IN: usize = 10_000;

/// What is certain, in parts of a chance.
pub(super) const CERTAIN: usize = 1_000_000_000;

pub fn check(at: &AtPoint<'_>, reported: &mut RowFindings) {
    reported.findings.extend(of_a_period_before(at).or_else(|| of_a_period_after(at)));
}

/// A row with the figures of an earlier period, the last of those that have them.
fn of_a_period_before(at: &AtPoint<'_>) -> Option<Finding> {
    let mut earlier = at.rows.earlier(at.point)?.rev();
    let repeated = |before: &usize| at.rows.is_repeated(*before, at.point) && !at.rows.arrives_later(*before, at.point);
    at_row(at, Code::PeriodCopied, repeats(at, earlier.find(repeated)?)?)
}

/// A row that came later than that of a period after it, with its figures.
fn of_a_period_after(at: &AtPoint<'_>) -> Option<Finding> {
    if at.rows.is_compared_alone(at.point) {
        return None;
    }
    let series = at.rows.series.get(at.rows.points.get(at.point)?.series)?;
    let mut later = (at.point + 1..series.end).take(at.rows.rules.window.into());
    let after = later.find(|after| at.rows.arrives_later(at.point, *after) && at.rows.is_repeated(at.point, *after))?;
    repeats(&AtPoint { rows: at.rows, point: after, doubts: Vec::new() }, at.point)?;
    let later = at.rows.points.get(after)?;
    let (period, object) = (later.period.to_string(), at.rows.arrived.get(later.arrived)?.object);
    at_row(at, Code::PeriodCopied, message!("period-copied.later", later = period, object = object))
}

/// What says that a row repeats an earlier one, although its figures change.
fn repeats(at: &AtPoint<'_>, before: usize) -> Option<Message> {
    let restated = at.rows.restated(before).is_some();
    let is_last = row_before(at.rows, at.point) == Some(before);
    let before = at.rows.points.get(before).map(|point| Message::from(point.period.to_string()))?;
    let before = restated_note(before, restated);
    is_last.then(|| beside_peers(at, &before)).flatten().or_else(|| {
        let steps = RepeatedSteps::of(at.rows, at.point)?;
        beside_own_past(at, &before, &steps).or_else(|| is_last.then(|| within_file(at, &before, &steps)).flatten())
    })
}

/// The row of the period before.
pub(super) fn row_before(rows: &FormRows<'_>, point: usize) -> Option<usize> {
    let later = rows.points.get(point)?;
    rows.at_period(rows.series.get(later.series)?, later.period.previous())
}

/// The others have new figures in this period.
fn beside_peers(at: &AtPoint<'_>, before: &Message) -> Option<Message> {
    let rows = at.rows;
    let changing = |measure: usize| {
        let (all, changed) = rows.changes(at.point, measure);
        // This row is one of those that have not changed.
        let others = all.saturating_sub(1);
        others >= usize::from(rows.rules.peers) && changed * 2 > others
    };
    let counted = enough(at, changing)?;
    let shares = counted.iter().map(|measure| rows.changes(at.point, *measure));
    let (all, changed) = shares.min_by_key(|(all, changed)| (changed.saturating_mul(1000) / all.max(&1), *all))?;
    Some(message!(
        "period-copied.all",
        count = counted.len(),
        before = before,
        changed = changed,
        others = all.saturating_sub(1)
    ))
}

/// The unit itself had new figures in nearly every period before.
fn beside_own_past(at: &AtPoint<'_>, before: &Message, steps: &RepeatedSteps) -> Option<Message> {
    let counted = enough(at, |measure| steps.is_changing(measure))?;
    let (all, changed) =
        counted.iter().filter_map(|measure| steps.changes(*measure)).min_by_key(|(_, changed)| *changed)?;
    Some(message!("period-copied.own", count = counted.len(), before = before, changed = changed, steps = all))
}

/// Every row of the file is as before, and so many rows that change as a rule are so by no chance.
fn within_file(at: &AtPoint<'_>, before: &Message, steps: &RepeatedSteps) -> Option<Message> {
    let rows = at.rows;
    steps.chance()?;
    let file = rows.points.get(at.point)?.arrived;
    let of_file = |point: &&usize| rows.points.get(**point).is_some_and(|point| point.arrived == file);
    let (mut chance, mut count, mut amounts) = (CERTAIN, 0_usize, BTreeSet::new());
    for point in rows.points_of_peers(at.point).iter().filter(of_file) {
        let Some(before) = row_before(rows, *point) else { continue };
        if !rows.is_repeated(before, *point) {
            return None;
        }
        let Some(of_row) = RepeatedSteps::of(rows, *point).and_then(|steps| steps.chance()) else { continue };
        chance = chance * of_row.0 / of_row.1;
        count += 1;
        amounts.extend(rows.measures.iter().filter_map(|field| rows.value(*point, *field)));
    }
    let is_told = chance <= CERTAIN / ONCE_IN && has_digits(rows, amounts);
    is_told.then(|| message!("period-copied.file", count = count, before = before))
}

/// The measures that change and have an amount, where they are as many as the form asks for, with as many digits.
fn enough(at: &AtPoint<'_>, changing: impl Fn(usize) -> bool) -> Option<Vec<usize>> {
    let amount = |measure: usize| {
        let field = at.rows.measures.get(measure)?;
        at.rows.value(at.point, *field).filter(|value| *value != Decimal::ZERO)
    };
    let counted: Vec<usize> =
        (0..at.rows.measures.len()).filter(|measure| amount(*measure).is_some() && changing(*measure)).collect();
    let amounts = counted.iter().filter_map(|measure| amount(*measure)).collect();
    (counted.len() >= usize::from(at.rows.rules.copied_measures) && has_digits(at.rows, amounts)).then_some(counted)
}

/// One amount in several cells is one piece of evidence.
pub(super) fn has_digits(rows: &FormRows<'_>, amounts: BTreeSet<Decimal>) -> bool {
    let digits = amounts.into_iter().map(Decimal::significant_digits);
    digits.sum::<usize>() >= usize::from(rows.rules.copied_digits)
}
