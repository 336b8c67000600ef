//! Since when a check over other periods or another form is known to fail: with the last of the rows by which it does.
//!
//! ```text
//! 2024-Q4 | 940 came on the 6th, after 900 of 2024-Q3          >= previous(…) holds
//! 2024-Q3 | 950 came on the 26th in the place of 900           fails in 2024-Q4, since the 26th
//! ```

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::checks::CheckedRows;
use crate::assemble::Arrived;
use crate::assemble::newest::Newest;
use crate::findings::finding::{Finding, Location};
use crate::project::{FormIndex, ResolvedCheck};
use crate::registry::UnitIndex;
use crate::typing::rows::Value;
use crate::validate::verdict::breaks;
use crate::values::period::Period;

/// A check, and what of the row for which it fails stays from one sending to the next; a rule over history, and its cell.
type FailedRow = (String, [Option<String>; 6]);

/// For each row the first instant at which what had come made a check fail.
#[derive(Debug, Default)]
pub struct ShownSince(HashMap<FailedRow, DateTime<Utc>>);

impl ShownSince {
    /// The instant; nothing for what neither a check over several submissions nor a rule over history found.
    pub fn of(&self, finding: &Finding) -> Option<DateTime<Utc>> {
        self.0.get(&failed_row(finding)).copied()
    }

    /// Takes in what is known of other values of the same rows.
    pub fn extend(&mut self, others: Self) {
        for (row, at) in others.0 {
            let first = self.0.entry(row).or_insert(at);
            *first = at.min(*first);
        }
    }

    /// Takes in that a check failed, or that a rule found something, with an arrival.
    pub(super) fn add(&mut self, finding: &Finding, arrived: &[Arrived<'_>], shown: usize) {
        let Some(at) = arrived.get(shown).map(|one| one.received_at) else { return };
        let first = self.0.entry(failed_row(finding)).or_insert(at);
        *first = at.min(*first);
    }
}

fn failed_row(finding: &Finding) -> FailedRow {
    let Location { form, field, ref_area, ref_area_valid_from, time_period, cell, .. } = finding.location.clone();
    let cell = cell.filter(|_| finding.check.is_none());
    let found_by = finding.check.clone().unwrap_or_else(|| finding.code.name().to_owned());
    (found_by, [form, field, ref_area, ref_area_valid_from, time_period, cell])
}

/// The arrival with which a check began to fail at a point, of the rows that are looked at. What came first of a unit and period was missing
/// before; what took the place of another is a time of its own, which `mended_checks` looks at.
pub(super) fn shown(rows: &CheckedRows<'_>, check: &ResolvedCheck, newest: &Newest, point: usize) -> usize {
    let arrived = rows.arrived();
    let at = |place: usize| arrived.get(place).map(|one| one.received_at);
    let later = |one: usize, other: usize| if at(other) > at(one) { other } else { one };
    let own = rows.own_arrival(point);
    let names = check.condition.fields();
    let looked_at = names.iter().filter_map(|name| rows.looked_at(name, point));
    let mut after = Vec::new();
    let mut begin = own;
    for (form, unit, period, place) in looked_at {
        if is_first(newest, form, (unit, period), place) { after.push(place) } else { begin = later(begin, place) }
    }
    after.retain(|place| at(*place) > at(begin));
    after.sort_by_key(|place| (at(*place), *place));
    let last = after.last().copied().unwrap_or(begin);
    let fails_with = |place: &usize| {
        let value = |name: &str| {
            let is_there = rows.looked_at(name, point).is_none_or(|(_, _, _, of)| at(of) <= at(*place));
            if is_there { rows.value(name, point) } else { Value::Missing.into() }
        };
        breaks(check, &value)
    };
    std::iter::once(begin).chain(after).find(fails_with).unwrap_or(last)
}

/// True for an arrival before which no accepted row of a unit and period had come.
fn is_first(newest: &Newest, form: FormIndex, (unit, period): (UnitIndex, Period), place: usize) -> bool {
    let Some(replaced) = newest.replaced.get(form) else { return true };
    let mut of_row = replaced.range((unit, period, None)..).take_while(|(key, _)| (key.0, key.1) == (unit, period));
    of_row.all(|(_, came)| came.first().is_none_or(|first| first.arrived == place))
}
