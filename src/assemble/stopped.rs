//! Submissions with so many rows in error that the sender's figures are in doubt as a whole: none of their rows is used.
//!
//! Takes the reading of one object; keeps every row of such a submission out, and says so. What a submission is, the sender and the period of
//! its rows say: the tables of one file complete each other.

use std::collections::BTreeMap;

use super::area_location::with_area;
use super::sender;
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::message;
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::typing::reading::Reading;
use crate::values::period::Period;

/// A form, a sender and a period.
type StoppedSubject = (FormIndex, Option<UnitIndex>, Option<Period>);

/// The rows of a submission, by table and row, and how many lines they are.
#[derive(Default)]
struct StoppedRows {
    rows: Vec<(usize, usize)>,
    accepted: u64,
    quarantined: u64,
}

/// A submission that is stopped.
pub struct Stopped {
    subject: StoppedSubject,
    part: StoppedRows,
}

/// The submissions of an object that are stopped.
pub fn stopped(project: &Project, reading: &Reading) -> Vec<Stopped> {
    let mut parts: BTreeMap<StoppedSubject, StoppedRows> = BTreeMap::new();
    for (index, table) in reading.tables.iter().enumerate() {
        if project.forms.get(table.form).is_none_or(|form| form.stop_if.is_none()) {
            continue;
        }
        let senders = sender::of_rows(project, table);
        for (row, sender) in senders.into_iter().enumerate() {
            let period = table.rows.period.get(row).copied().flatten().or(table.period);
            let part = parts.entry((table.form, sender, period)).or_default();
            let (accepted, quarantined) = table.rows.source_rows(row);
            part.accepted = part.accepted.saturating_add(accepted);
            part.quarantined = part.quarantined.saturating_add(quarantined);
            part.rows.push((index, row));
        }
    }
    let stops = |(subject, part): (StoppedSubject, StoppedRows)| {
        let stop_if = project.forms.get(subject.0)?.stop_if?;
        let all = part.accepted.saturating_add(part.quarantined);
        stop_if.stops(part.quarantined, all).then_some(Stopped { subject, part })
    };
    parts.into_iter().filter_map(stops).collect()
}

impl Stopped {
    /// Keeps all rows out.
    pub fn keep_out(&self, reading: &mut Reading) {
        for (table, row) in &self.part.rows {
            let Some(rows) = reading.tables.get_mut(*table).map(|table| &mut table.rows) else { continue };
            let (accepted, quarantined) = rows.source_rows(*row);
            rows.quarantine(*row);
            if let Some(lines) = rows.lines.get_mut(*row) {
                *lines = (0, accepted.saturating_add(quarantined));
            }
        }
    }

    /// What is said of it.
    pub fn finding(&self, project: &Project, object: &str) -> Option<Finding> {
        let (form, sender, period) = self.subject;
        let form = project.forms.get(form)?;
        let location = Location {
            object: Some(object.to_owned()),
            form: Some(form.name.clone()),
            time_period: period.map(|period| period.to_string()),
            ..with_area(project, sender)
        };
        let (wrong, all) = (self.part.quarantined, self.part.accepted.saturating_add(self.part.quarantined));
        let stop_if = form.stop_if?.to_string();
        let message = message!("stopped.rows", wrong = wrong, all = all, stop_if = &stop_if);
        Some(Finding::new(Code::Stopped, location, message).value(wrong.to_string()).expected(format!("< {stop_if}")))
    }
}
