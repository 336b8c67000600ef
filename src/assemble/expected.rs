//! Expected submissions: who should have sent what by the last deadline, and who has not.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::area_location::with_area;
use super::object_name::ObjectNames;
use super::{Arrived, State, Submission, due_day, local_day};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::message;
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::typing::reading::RejectedTable;
use crate::values::period::Period;

/// The last deadline of any form that the as-of day has reached. A run depends on it, not on the as-of day itself.
pub fn last_deadline(project: &Project, as_of: NaiveDate) -> Option<NaiveDate> {
    (0..project.forms.len()).filter_map(|form| last_due(project, form, as_of).map(|(_, due)| due)).max()
}

/// The last period of a form whose deadline lies on `day` or before it, with that deadline; none before the first that it asks for.
fn last_due(project: &Project, form: FormIndex, day: NaiveDate) -> Option<(Period, NaiveDate)> {
    let reporting = &project.forms[form].form;
    let mut period = Period::containing(day, reporting.frequency, reporting.calendar);
    // A deadline lies a bounded time after its period: at most 65,535 days.
    loop {
        let due = due_day(project, form, period)?;
        if due <= day {
            return Some((period, due)).filter(|_| reporting.first_period.is_none_or(|first| first <= period));
        }
        if period.end(reporting.calendar) < project.registry.units.iter().map(|unit| unit.valid_from).min()? {
            return None;
        }
        period = period.previous();
    }
}

/// The periods of a form that are expected by a deadline, in order; none for a form without `due`.
pub fn periods(project: &Project, form: FormIndex, received: &[Period], deadline: Option<NaiveDate>) -> Vec<Period> {
    let first = project.forms[form].form.first_period.or_else(|| received.iter().min().copied());
    let (Some(first), Some((last, _))) = (first, deadline.and_then(|deadline| last_due(project, form, deadline)))
    else {
        return Vec::new();
    };
    std::iter::successors(Some(first), |period| Some(period.next())).take_while(|period| *period <= last).collect()
}

/// Rejected and missing submissions, added to those that came, and findings about the missing ones.
pub fn complete(
    names: &ObjectNames<'_>,
    arrived: &[Arrived<'_>],
    deadline: Option<NaiveDate>,
    submissions: &mut Vec<Submission>,
) -> Vec<Finding> {
    let project = names.project();
    for (place, one) in arrived.iter().enumerate() {
        if !one.reading.tables.is_empty() {
            continue;
        }
        let said = rejected(names, one).into_iter().filter(|(form, _, _)| project.claims(*form, one.object));
        for (form, sender, period) in said {
            let due = period.and_then(|period| due_day(project, form, period));
            submissions.push(Submission {
                arrived: Some(place),
                revision: 1,
                ..Submission::unused((form, sender, period), State::Rejected, due)
            });
        }
    }
    let here: HashSet<_> = submissions
        .iter()
        .filter(|submission| submission.state != State::Duplicate && submission.moved_to.is_none())
        .map(|submission| (submission.form, submission.sender, submission.period))
        .collect();
    let mut findings = Vec::new();
    for (form, declared) in project.forms.iter().enumerate() {
        let received: Vec<Period> = submissions
            .iter()
            .filter(|submission| submission.form == form && submission.moved_to.is_none())
            .filter_map(|submission| submission.period)
            .collect();
        for period in periods(project, form, &received, deadline) {
            let end = period.end(declared.form.calendar);
            for unit in project.registry.valid_on(end, declared.sender_levels(end)) {
                if !project.registry.is_within(unit, project.province)
                    || here.contains(&(form, Some(unit), Some(period)))
                {
                    continue;
                }
                let due = due_day(project, form, period);
                submissions.push(Submission::unused((form, Some(unit), Some(period)), State::Missing, due));
                findings.push(missing(project, form, unit, period, due));
            }
        }
    }
    findings
}

/// For what an object was sent in which no table can be used: what its tables say all the same, else what its name says.
pub(super) fn rejected(
    names: &ObjectNames<'_>,
    one: &Arrived<'_>,
) -> Vec<(FormIndex, Option<UnitIndex>, Option<Period>)> {
    let of_table = |table: &RejectedTable| {
        let named = names.facts_of(one.object, Some(table.form), local_day(one.received_at));
        (table.form, table.sender.or(named.sender), named.period)
    };
    if !one.reading.rejected.is_empty() {
        return one.reading.rejected.iter().map(of_table).collect();
    }
    let named = names.facts(one.object, one.received_at);
    named.form.map(|form| (form, named.sender, named.period)).into_iter().collect()
}

fn missing(project: &Project, form: FormIndex, unit: usize, period: Period, due: Option<NaiveDate>) -> Finding {
    let (name, code) = (&project.registry.units[unit].name, &project.forms[form].form.code);
    let location = Location {
        form: Some(project.forms[form].name.clone()),
        time_period: Some(period.to_string()),
        ..with_area(project, Some(unit))
    };
    let due = due.map(|due| due.to_string()).unwrap_or_default();
    let message = message!("missing-submission.due", unit = name, form = code, period = period.to_string(), due = &due);
    Finding::new(Code::MissingSubmission, location, message).expected(due)
}
