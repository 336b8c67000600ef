//! Periods that a file can be of and hardly is: the title still names last year's quarter, or already the next one.
//!
//! ```text
//! arrival      says       before that              in the meantime
//! 2025-07-05   2024-Q2    2024-Q2 with other figures   no report of 2025-Q2      doubtful-period
//! 2025-07-05   2025-Q3                                  no report of 2025-Q2      doubtful-period: it had begun five days ago
//! ```
//!
//! The report that is awaited on the day of an arrival is that of the last period that was over. Where it had not come, and the file says another period that is hardly begun, or one that was reported with nearly all figures different, the period is mistyped
//! more often than meant. A correction changes some figures, and a further report comes beside the one that is awaited.

use std::collections::HashMap;

use super::out_of_range;
use super::repeated_figures::changed_amounts;
use crate::assemble::reporting_time::may_be_reported;
use crate::assemble::{Arrived, State, Submission, local_day};
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::message;
use crate::project::written::form::Form;
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::values::period::Period;

/// Amounts that two reports must have in common for their difference to say anything.
const LEAST_AMOUNTS: usize = 4;

/// What is found of submissions, with the index of the arrival.
pub(super) fn found(project: &Project, submissions: &[Submission], arrived: &[Arrived<'_>]) -> Vec<(Finding, usize)> {
    let mut sent = SentPeriods { project, arrived, of_sender: HashMap::new(), first: HashMap::new() };
    for one in submissions.iter().filter(|one| one.arrived.is_some()) {
        sent.of_sender.entry((one.form, one.sender)).or_default().push(one);
        let first = one.period.into_iter().chain(sent.first.get(&one.form).copied()).min();
        sent.first.extend(first.map(|first| (one.form, first)));
    }
    submissions.iter().filter_map(|one| sent.of_submission(one)).collect()
}

/// What came, by form and sender.
struct SentPeriods<'a> {
    project: &'a Project,
    arrived: &'a [Arrived<'a>],
    of_sender: HashMap<(FormIndex, Option<UnitIndex>), Vec<&'a Submission>>,
    /// The first period of each form that was reported.
    first: HashMap<FormIndex, Period>,
}

impl SentPeriods<'_> {
    fn of_submission(&self, submission: &Submission) -> Option<(Finding, usize)> {
        let place = submission.arrived.filter(|_| is_in_use(submission))?;
        let one = self.arrived.get(place)?;
        let table = one.reading.tables.get(submission.table?)?;
        let (sender, period) = (submission.sender?, submission.period?);
        let form = self.project.forms.get(submission.form).filter(|form| !form.has_lines())?;
        let (calendar, day) = (form.form.calendar, local_day(one.received_at));
        let awaited = Period::containing(day, form.form.frequency, calendar).previous();
        if period == awaited || !self.is_awaited(form, (submission.form, sender), awaited) {
            return None;
        }
        let came_before = |other: &&&Submission| {
            let other = other.arrived.and_then(|other| self.arrived.get(other));
            other.is_some_and(|other| other.received_at <= one.received_at)
        };
        let before =
            || self.of_sender.get(&(submission.form, submission.sender)).into_iter().flatten().filter(came_before);
        if before().any(|other| other.period == Some(awaited)) {
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
            let is_of_it = |other: &&&Submission| other.period == Some(period) && other.arrived != Some(place);
            let mut of_it = before().filter(is_of_it).filter(|other| is_in_use(other));
            let reported = of_it.rfind(|other| other.revision >= submission.revision)?;
            let object = self.arrived.get(reported.arrived?)?;
            let first = object.reading.tables.get(reported.table?)?;
            let (changed, amounts) = changed_amounts(form, first, table, period);
            let is_other = amounts >= LEAST_AMOUNTS && changed.saturating_mul(4) >= amounts.saturating_mul(3);
            is_other.then(|| {
                message!(
                    "doubtful-period.reported",
                    period = named,
                    object = object.object,
                    changed = changed,
                    amounts = amounts,
                    awaited = awaited.to_string(),
                    day = on,
                )
            })?
        };
        let location = out_of_range::location(self.project, one.object, table, (Some(sender), period));
        let finding = Finding::new(Code::DoubtfulPeriod, location, message);
        Some((finding.value(period.to_string()).expected(awaited.to_string()), place))
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
    let is_used = matches!(submission.state, State::Received | State::Late | State::Superseded);
    is_used && submission.moved_to.is_none()
}
