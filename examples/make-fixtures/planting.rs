//! Takes the submissions as they should have come and the list of faults, gives the submissions as they came and the
//! object in which each fault is.

use std::error::Error;

use crate::calendar::Instant;
use crate::faults::{self, Edit, Fault};
use crate::layout::{Layout, Total};
use crate::stray;
use crate::submissions::{Content, Submission, folder};

/// A fault after planting.
pub struct Planted<'a> {
    pub fault: &'a Fault,
    pub object: String,
    /// The object that this one repeats or corrects.
    pub first: Option<String>,
}

/// Spoils the submissions, and says which object each fault is in.
pub fn plant(submissions: &mut Vec<Submission>) -> Result<Vec<Planted<'static>>, Box<dyn Error>> {
    let mut planted = Vec::new();
    for fault in faults::all() {
        let (object, first) = apply(fault, submissions)?;
        planted.push(Planted { fault, object, first });
    }
    Ok(planted)
}

/// The object that the fault is in, and the one that it repeats or corrects.
fn apply(fault: &Fault, submissions: &mut Vec<Submission>) -> Result<(String, Option<String>), Box<dyn Error>> {
    let name = format!("{}/CĐS {} of {}", fault.form, fault.period.identifier(), fault.sender);
    // The first is the original: copies and corrections are added at the end.
    let index = submissions
        .iter()
        .position(|submission| {
            submission.report().is_some_and(|report| {
                report.form.number == fault.form && report.period == fault.period && report.sender.code == fault.sender
            })
        })
        .ok_or_else(|| format!("no submission {name}"))?;
    let original = &mut submissions[index];
    let report = original.report_mut().ok_or_else(|| format!("{name} is no report"))?;
    let folder = folder(report.form, report.period);
    match &fault.edit {
        Edit::Row { key, change, .. } => {
            change(report.row_mut(key).ok_or_else(|| format!("{name} has no row {key}"))?);
            // Whether a total still holds beside a row that is not used is not what these faults are about. A cell
            // without a value leaves the total alone: it is the sum of what is shown.
            if !fault.finding.is_empty() {
                print_no_total(&mut report.layout);
            }
        }
        Edit::Report { change, .. } => {
            change(report);
            if report.total_error.is_none() {
                print_no_total(&mut report.layout);
            }
        }
        Edit::Missing => {
            submissions.remove(index);
            return Ok((format!("none: {name}"), None));
        }
        Edit::Late { days } => {
            let day = fault.period.due().plus(*days);
            report.signed = day;
            original.received_at.date = day;
        }
        Edit::Damaged(damage) => original.damage = Some(*damage),
        Edit::Elsewhere { path } => original.path = (*path).to_owned(),
        Edit::SentAgain { name } => {
            let copy = Submission {
                path: format!("{folder}/{name}"),
                received_at: hours_later(original.received_at),
                ..original.clone()
            };
            let paths = (copy.path.clone(), Some(original.path.clone()));
            submissions.push(copy);
            return Ok(paths);
        }
        Edit::Corrected { name, change } => {
            let mut correction = original.clone();
            correction.path = format!("{folder}/{name}");
            // On the day of the deadline, after everything else that day.
            correction.received_at = Instant { date: fault.period.due(), second: 16 * 3600 + 42 * 60 };
            if let Some(report) = correction.report_mut() {
                report.revision = Some(2);
                report.signed = fault.period.due();
                change(report);
            }
            let paths = (correction.path.clone(), Some(original.path.clone()));
            submissions.push(correction);
            return Ok(paths);
        }
        Edit::Stray { name } => {
            let path = format!("{folder}/{name}");
            let received_at = Instant { date: fault.period.end().plus(2), second: 11 * 3600 + 65 };
            let content = Content::Bytes(stray::canteen_list()?);
            submissions.push(Submission { path: path.clone(), received_at, content, damage: None });
            return Ok((path, None));
        }
    }
    Ok((submissions[index].path.clone(), None))
}

fn print_no_total(layout: &mut Layout) {
    layout.total = Total::None;
    layout.sums_sections = false;
}

/// The same day, still before the deadline: nothing usual arrives after four.
fn hours_later(instant: Instant) -> Instant {
    Instant { second: instant.second + 2 * 3600 + 17 * 60, ..instant }
}
