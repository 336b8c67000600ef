//! Submissions that came after their deadline.

use std::collections::{HashMap, HashSet};

use super::reports::is_report;
use crate::assemble::area_location::with_area;
use crate::assemble::{Arrived, State, Submission, local_day};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::severity::{Disposition, Severity};
use crate::message;
use crate::project::Project;

/// Findings about late submissions, those that others have replaced too, each of these with the place of its arrival. A correction of what came late
/// is as late as the first that came.
pub fn late_findings(
    project: &Project,
    arrived: &[Arrived<'_>],
    submissions: &[Submission],
) -> Vec<(Finding, Option<usize>)> {
    let is_report = |one: &Submission| {
        let reading = one.arrived.and_then(|place| arrived.get(place)).map(|arrived| arrived.reading);
        let table = reading.zip(one.table).and_then(|(reading, table)| Some((reading, reading.tables.get(table)?)));
        let rows = one.accepted.saturating_add(one.quarantined);
        table.is_some_and(|(reading, table)| is_report(project, reading, table, rows))
    };
    let subject = |one: &Submission| (one.form, one.sender, one.period, one.vintages.clone());
    // What is stopped corrects nothing: what it would correct is late.
    let followed = submissions.iter().filter(|one| one.followed_by.is_some());
    let followed: HashSet<_> = followed.map(subject).collect();
    let corrects_nothing = |one: &Submission| one.is_stopped && followed.contains(&subject(one));
    let is_late = |one: &&Submission| match one.state {
        State::Late | State::Superseded if corrects_nothing(one) => false,
        State::Late => true,
        State::Superseded => one.late && one.moved_to.is_none() && is_report(one),
        _ => false,
    };
    let mut first: HashMap<_, usize> = HashMap::new();
    for one in submissions.iter().filter(is_late) {
        if let Some(place) = one.arrived {
            first.entry(subject(one)).and_modify(|first| *first = place.min(*first)).or_insert(place);
        }
    }
    let finding = |submission: &Submission| {
        let (place, due) = (submission.arrived?, submission.due?);
        let came = first.get(&subject(submission)).copied().unwrap_or(place);
        let day = local_day(arrived[came].received_at).to_string();
        let location = Location {
            object: Some(arrived[place].object.to_owned()),
            form: Some(project.forms[submission.form].name.clone()),
            time_period: submission.period.map(|period| period.to_string()),
            ..with_area(project, submission.sender)
        };
        let due = due.to_string();
        let message = match came == place {
            true => message!("late-submission.late", day = &day, due = &due),
            false => message!("late-submission.corrected", day = &day, object = arrived[came].object, due = &due),
        };
        let finding = Finding::new(Code::LateSubmission, location, message).value(day).expected(due);
        let is_replaced = submission.state == State::Superseded;
        Some((finding.weighing(Severity::Warning, Disposition::Used), is_replaced.then_some(place)))
    };
    submissions.iter().filter(is_late).filter_map(finding).collect()
}
