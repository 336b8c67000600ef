//! Submissions of which so many rows are in error that none of them is used: takes the submissions as they came, marks those.
//!
//! The rows have been kept out before (`assemble/stopped.rs`). What is one submission is said there: all tables of a file of one sender and period.

use std::collections::HashMap;

use super::{Newest, SubmissionKey};
use crate::assemble::{State, Submission};
use crate::project::Project;

/// The rows of a submission that are accepted, and those that are not.
type RowCounts = (u64, u64);

impl Newest {
    /// Marks the submissions that are stopped.
    pub(super) fn mark_stopped(&mut self, project: &Project) {
        let may_be = |one: &Submission| {
            let can_stop = || project.forms.get(one.form).is_some_and(|form| form.stop_if.is_some());
            matches!(one.state, State::Received | State::Late) && can_stop()
        };
        let key = |one: &Submission| -> Option<(usize, SubmissionKey)> {
            Some((one.arrived?, (one.form, one.sender, one.period)))
        };
        let mut counts: HashMap<(usize, SubmissionKey), RowCounts> = HashMap::new();
        for one in self.submissions.iter().filter(|one| may_be(one)) {
            let Some(key) = key(one) else { continue };
            let (accepted, quarantined) = counts.entry(key).or_default();
            *accepted = accepted.saturating_add(one.accepted);
            *quarantined = quarantined.saturating_add(one.quarantined);
        }
        if counts.is_empty() {
            return;
        }
        for one in self.submissions.iter_mut().filter(|one| may_be(one)) {
            let stop_if = project.forms.get(one.form).and_then(|form| form.stop_if);
            let rows = key(one).and_then(|key| counts.get(&key));
            one.is_stopped = stop_if.zip(rows).is_some_and(|(stop_if, &(accepted, quarantined))| {
                accepted == 0 && quarantined > 0 && stop_if.stops(quarantined, quarantined)
            });
        }
    }
}
