//! Periods that a file can be of and hardly is: the title still names last year's quarter, or already the next one, or that before the one that is corrected.
//!
//! ```text
//! arrival      says       before that              in the meantime
//! 2025-07-05   2024-Q2    2024-Q2 with other figures   no report of 2025-Q2      doubtful-period
//! 2025-07-05   2025-Q3                                  no report of 2025-Q2      doubtful-period: it had begun five days ago
//! 2025-07-09   2025-Q1    2025-Q1 with other figures   2025-Q2 with nearly these     doubtful-period: it corrects 2025-Q2
//! ```
//!
//! The report that is awaited on the day of an arrival is that of the last period that was over. Where it had not come, and the file says another period that is hardly begun, or one that was reported with nearly all figures different, the period is mistyped
//! more often than meant. A correction changes some figures, and a further report comes beside the one that is awaited.
//!
//! A correction has most figures of what it corrects. Where a file replaces nearly all figures of its period, and most of what it says was reported for
//! another period, it corrects that one, whatever is awaited. Who goes back to an earlier version of the period has meant it.

use std::collections::{HashMap, HashSet};

use super::moved_tables::DoubtedTable;
use super::out_of_range;
use super::repeated_figures::{RepeatedAmounts, changed_amounts};
use crate::assemble::reporting_time::may_be_reported;
use crate::assemble::{Arrived, State, Submission, local_day};
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::message::Message;
use crate::message;
use crate::project::written::form::Form;
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::typing::reading::TypedTable;
use crate::values::period::Period;

/// Amounts that two reports must have in common for their difference to say anything.
const LEAST_AMOUNTS: usize = 4;

/// What is found of submissions, each with what it is about.
pub(super) fn found(
    project: &Project,
    submissions: &[Submission],
    arrived: &[Arrived<'_>],
) -> Vec<(Finding, DoubtedTable)> {
    let mut sent = SentPeriods {
        project,
        arrived,
        submissions,
        of_sender: HashMap::new(),
        first: HashMap::new(),
        doubtful: HashSet::new(),
    };
    for (index, one) in submissions.iter().enumerate().filter(|(_, one)| one.arrived.is_some()) {
        sent.of_sender.entry((one.form, one.sender)).or_default().push(index);
        let first = one.period.into_iter().chain(sent.first.get(&one.form).copied()).min();
        sent.first.extend(first.map(|first| (one.form, first)));
    }
    let mut findings = Vec::new();
    for index in 0..submissions.len() {
        if let Some(found) = sent.of_submission(index) {
            sent.doubtful.insert(index);
            findings.push(found);
        }
    }
    findings
}

/// What came, by form and sender.
struct SentPeriods<'a> {
    project: &'a Project,
    arrived: &'a [Arrived<'a>],
    submissions: &'a [Submission],
    of_sender: HashMap<(FormIndex, Option<UnitIndex>), Vec<usize>>,
    /// The first period of each form that was reported.
    first: HashMap<FormIndex, Period>,
    /// The submissions whose period is in doubt.
    doubtful: HashSet<usize>,
}

/// A submission whose period is asked for, with what it is read from.
struct Asked<'a> {
    index: usize,
    submission: &'a Submission,
    form: &'a Form,
    table: &'a TypedTable,
    period: Period,
    place: usize,
}

/// An earlier version of a period of which nearly all figures are others now.
struct ReplacedVersion<'a> {
    submission: &'a Submission,
    table: &'a TypedTable,
    object: &'a str,
    changed: usize,
    amounts: usize,
}

impl<'a> SentPeriods<'a> {
    fn of_submission(&self, index: usize) -> Option<(Finding, DoubtedTable)> {
        let submission = self.submissions.get(index)?;
        // What has taken its place for another period resolves what was in doubt.
        let place = submission.arrived.filter(|_| came(submission))?;
        let one = self.arrived.get(place)?;
        let table = one.reading.tables.get(submission.table?)?;
        let (sender, period) = (submission.sender?, submission.period?);
        let form = self.project.forms.get(submission.form).filter(|form| !form.has_lines())?;
        let asked = Asked { index, submission, form, table, period, place };
        let (message, meant) = self.instead_of_awaited(&asked, sender).or_else(|| self.of_another_period(&asked))?;
        let location = out_of_range::location(self.project, one.object, table, (Some(sender), period));
        let finding = Finding::new(Code::DoubtfulPeriod, location, message);
        let doubted = DoubtedTable { place, subject: (submission.form, Some(sender), Some(period)), meant };
        Some((finding.value(period.to_string()).expected(meant.to_string()), doubted))
    }

    /// That the report of another period is awaited, with that period.
    fn instead_of_awaited(&self, asked: &Asked<'a>, sender: UnitIndex) -> Option<(Message, Period)> {
        let (form, submission, period) = (asked.form, asked.submission, asked.period);
        let (calendar, day) = (form.form.calendar, local_day(self.arrived.get(asked.place)?.received_at));
        let awaited = Period::containing(day, form.form.frequency, calendar).previous();
        if period == awaited || !self.is_awaited(form, (submission.form, sender), awaited) {
            return None;
        }
        if self.before(asked).any(|(_, other)| other.period == Some(awaited)) {
            return None;
        }
        let (named, on) = (period.to_string(), day.to_string());
        let message = if period > awaited {
            let has_begun = !may_be_reported(calendar, period, day);
            has_begun.then(|| {
                let start = period.start(calendar).to_string();
                message!(
                    "doubtful-period.begun",
                    period = named,
                    start = start,
                    day = on,
                    awaited = awaited.to_string()
                )
            })?
        } else {
            let mut replaced = self.replaced_versions(asked).into_iter();
            let replaced = replaced.rfind(|one| one.submission.revision >= submission.revision)?;
            message!(
                "doubtful-period.reported",
                period = named,
                object = replaced.object,
                changed = replaced.changed,
                amounts = replaced.amounts,
                awaited = awaited.to_string(),
                day = on,
            )
        };
        Some((message, awaited))
    }

    /// That most figures were reported for another period, with that period.
    fn of_another_period(&self, asked: &Asked<'a>) -> Option<(Message, Period)> {
        let replaced = self.replaced_versions(asked).pop()?;
        let repeated = |(index, other): (usize, &'a Submission)| {
            let period = other.period.filter(|period| *period != asked.period)?;
            let place = other.arrived.filter(|place| *place != asked.place && is_in_use(other))?;
            let one = self.arrived.get(place).filter(|_| !self.doubtful.contains(&index))?;
            let both = (one.reading.tables.get(other.table?)?, period);
            let repeated = RepeatedAmounts::of(asked.form, (asked.table, asked.period), replaced.table, both);
            repeated.are_most(&asked.form.rules).then_some((repeated.same, repeated.amounts, period, one.object))
        };
        let (same, of, other, source) = self.before(asked).filter_map(repeated).max_by_key(|(same, ..)| *same)?;
        let message = message!(
            "doubtful-period.of-another",
            period = asked.period.to_string(),
            object = replaced.object,
            changed = replaced.changed,
            amounts = replaced.amounts,
            same = same,
            of = of,
            other = other.to_string(),
            source = source,
        );
        Some((message, other))
    }

    /// What the sender had sent in this form when a submission came, with the index of each.
    fn before(&self, asked: &Asked<'a>) -> impl Iterator<Item = (usize, &'a Submission)> {
        let at = self.arrived.get(asked.place).map(|one| one.received_at);
        let sent = self.of_sender.get(&(asked.submission.form, asked.submission.sender)).into_iter().flatten();
        let sent = sent.filter_map(|index| Some((*index, self.submissions.get(*index)?)));
        sent.filter(move |(_, other)| {
            let other = other.arrived.and_then(|other| self.arrived.get(other));
            other.is_some_and(|other| Some(other.received_at) <= at)
        })
    }

    /// The earlier versions of its period of which a submission replaces nearly all figures, in their order; none where it goes back to one that was of
    /// this period, or corrects it.
    fn replaced_versions(&self, asked: &Asked<'a>) -> Vec<ReplacedVersion<'a>> {
        let mut replaced = Vec::new();
        for (index, other) in self.before(asked).filter(|(_, other)| other.period == Some(asked.period)) {
            let place = other.arrived.filter(|place| *place != asked.place && index != asked.index && is_in_use(other));
            let Some(one) = place.and_then(|place| self.arrived.get(place)) else { continue };
            let Some(table) = other.table.and_then(|table| one.reading.tables.get(table)) else { continue };
            let (changed, amounts) = changed_amounts(asked.form, table, asked.table, asked.period);
            if amounts < LEAST_AMOUNTS {
                continue;
            }
            if changed.saturating_mul(4) >= amounts.saturating_mul(3) {
                replaced.push(ReplacedVersion { submission: other, table, object: one.object, changed, amounts });
            } else if !self.doubtful.contains(&index) {
                return Vec::new();
            }
        }
        replaced
    }

    /// True where the sender had a report of this period to send: the form was reported by then, and the sender is one of those that send it. Of a unit
    /// that was formed later its predecessors had to send it, and of one that had ended its successors, which may bear its code.
    fn is_awaited(&self, form: &Form, (index, sender): (FormIndex, UnitIndex), awaited: Period) -> bool {
        let end = awaited.end(form.form.calendar);
        let unit = self.project.registry.units.get(sender);
        let sends = unit.is_some_and(|unit| !unit.is_valid_on(end) || form.sender_levels(end).contains(&unit.level));
        let first = form.form.first_period.or_else(|| self.first.get(&index).copied());
        sends && first.is_some_and(|first| first <= awaited)
    }
}

/// True for what came and was used, or was until something else came.
pub(super) fn is_in_use(submission: &Submission) -> bool {
    came(submission) && submission.moved_to.is_none()
}

/// True for what came and can be of its period.
const fn came(submission: &Submission) -> bool {
    matches!(submission.state, State::Received | State::Late | State::Superseded)
}
