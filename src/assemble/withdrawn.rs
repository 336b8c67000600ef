//! What was withdrawn: takes the arrivals that no longer count, gives their submissions, so that nothing that came is silent.

use std::collections::BTreeSet;

use super::{Arrived, State, Submission, due_day, sender};
use crate::project::Project;
use crate::registry::UnitIndex;
use crate::values::period::Period;

/// The submissions of the arrivals from an index on. None of their rows is in use.
pub fn submissions(project: &Project, arrived: &[Arrived<'_>], from: usize) -> Vec<Submission> {
    let mut submissions = Vec::new();
    for (place, one) in arrived.iter().enumerate().skip(from) {
        for (table, typed) in one.reading.tables.iter().enumerate() {
            let of_row = |row: usize| {
                let period = typed.rows.period.get(row).copied().flatten().or(typed.period);
                (sender::of_row(project, typed, row), period)
            };
            let mut parts: BTreeSet<(Option<UnitIndex>, Option<Period>)> = (0..typed.rows.len()).map(of_row).collect();
            if parts.is_empty() {
                parts.insert((typed.sender, typed.period));
            }
            submissions.extend(parts.into_iter().map(|(sender, period)| Submission {
                form: typed.form,
                sender,
                period,
                vintages: Vec::new(),
                due: period.and_then(|period| due_day(project, typed.form, period)),
                state: State::Withdrawn,
                arrived: Some(place),
                table: Some(table),
                revision: typed.revision,
                accepted: 0,
                quarantined: 0,
                moved_to: None,
                replaced_by: None,
            }));
        }
    }
    submissions
}
