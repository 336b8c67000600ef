//! What was withdrawn: takes the arrivals that no longer count, gives their submissions, so that nothing that came is silent.

use super::{Arrived, State, Submission, due_day, sender};
use crate::project::Project;

/// What resolves the findings of an object that somebody withdrew.
pub const WITHDRAWAL: &str = "withdrawal";

/// The submissions of the arrivals from an index on. None of their rows is in use.
pub fn submissions(project: &Project, arrived: &[Arrived<'_>], from: usize) -> Vec<Submission> {
    let mut submissions = Vec::new();
    for (place, one) in arrived.iter().enumerate().skip(from) {
        for (table, typed) in one.reading.tables.iter().enumerate() {
            let parts = sender::parts(project, typed);
            submissions.extend(parts.into_iter().map(|(sender, period)| {
                let due = period.and_then(|period| due_day(project, typed.form, period));
                Submission {
                    arrived: Some(place),
                    table: Some(table),
                    revision: typed.revision,
                    ..Submission::unused((typed.form, sender, period), State::Withdrawn, due)
                }
            }));
        }
    }
    submissions
}
