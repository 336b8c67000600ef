//! Submissions that came, went or changed their state.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::{ChangedSubmission, InputSubmission, SubmissionChanges};
use super::cells::DiffCell;
use super::runs::OpenedRun;
use crate::error::Error;

const TABLE: &str = "submissions.parquet";
const COLUMNS: [&str; 7] = ["form", "ref_area", "ref_area_valid_from", "time_period", "object", "sha256", "state"];

/// Form, sender with its first day, period.
type About = [DiffCell; 4];

/// A submission of a run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sent {
    pub about: About,
    pub object: DiffCell,
    pub sha256: DiffCell,
    pub state: DiffCell,
}

/// The submissions of two runs.
pub struct ComparedSubmissions {
    pub before: Vec<Sent>,
    pub after: Vec<Sent>,
    pub changes: SubmissionChanges,
}

/// Compares the submissions of two runs.
pub fn compare(
    before: &OpenedRun<'_>,
    after: &OpenedRun<'_>,
    not_compared: &mut Vec<String>,
) -> Result<ComparedSubmissions, Error> {
    let mut read = |run: &OpenedRun<'_>| -> Result<Vec<Sent>, Error> {
        let table = run.rows(TABLE, COLUMNS)?;
        not_compared.extend(table.absent.iter().map(|name| format!("submissions.{name}")));
        let sent = table.rows.into_iter().map(|[form, area, day, period, object, sha256, state]| Sent {
            about: [form, area, day, period],
            object,
            sha256,
            state,
        });
        Ok(sent.collect())
    };
    let (before, after) = (read(before)?, read(after)?);
    // What an object holds for one sender and period may be of several vintages: all their states in order.
    let mut states: BTreeMap<(&About, &DiffCell, &DiffCell), [Vec<&DiffCell>; 2]> = BTreeMap::new();
    for (side, sent) in [&before, &after].into_iter().enumerate() {
        for one in sent {
            let key = (&one.about, &one.object, &one.sha256);
            if let Some(list) = states.entry(key).or_default().get_mut(side) {
                list.push(&one.state);
            }
        }
    }
    let mut changes = SubmissionChanges::default();
    for ((about, object, sha256), [mut then, mut now]) in states {
        then.sort();
        now.sort();
        if then == now {
            changes.same += 1;
            continue;
        }
        let [form, area, day, period] = about;
        let changed = ChangedSubmission {
            form: form.text().unwrap_or_default(),
            ref_area: area.text(),
            ref_area_valid_from: day.text(),
            time_period: period.text(),
            object: object.text(),
            sha256: sha256.text(),
            state_before: joined(&then),
            state_after: joined(&now),
        };
        let list = match (then.is_empty(), now.is_empty()) {
            (true, _) => &mut changes.new,
            (_, true) => &mut changes.gone,
            _ => &mut changes.changed,
        };
        list.push(changed);
    }
    changes.pair_with_missing();
    Ok(ComparedSubmissions { before, after, changes })
}

impl SubmissionChanges {
    /// A report that was missing and has come, or came back, was missing before: no report is gone.
    fn pair_with_missing(&mut self) {
        let has_come = self.new.iter().chain(&self.changed).filter(|one| one.object.is_some());
        let there: BTreeSet<_> = has_come.map(about).collect();
        let is_missing =
            |one: &ChangedSubmission| one.object.is_none() && one.state_before.as_deref() == Some("missing");
        let gone = std::mem::take(&mut self.gone).into_iter();
        let (came, gone): (Vec<_>, Vec<_>) = gone.partition(|one| is_missing(one) && there.contains(&about(one)));
        self.gone = gone;
        let came: BTreeSet<_> = came.iter().map(about).collect();
        for one in self.new.iter_mut().filter(|one| one.object.is_some() && came.contains(&about(one))) {
            one.state_before = Some("missing".to_owned());
        }
    }
}

/// Form, sender with its first day and period of a submission.
fn about(one: &ChangedSubmission) -> [Option<String>; 4] {
    let form = Some(one.form.clone());
    [form, one.ref_area.clone(), one.ref_area_valid_from.clone(), one.time_period.clone()]
}

fn joined(states: &[&DiffCell]) -> Option<String> {
    let mut states: Vec<String> = states.iter().filter_map(|state| state.text()).collect();
    states.dedup();
    (!states.is_empty()).then(|| states.join(", "))
}

impl Sent {
    /// The submission as it is named with its object.
    pub fn described(&self) -> InputSubmission {
        let [form, area, day, period] = &self.about;
        InputSubmission {
            form: form.text().unwrap_or_default(),
            ref_area: area.text(),
            ref_area_valid_from: day.text(),
            time_period: period.text(),
            state: self.state.text().unwrap_or_default(),
        }
    }

    pub fn is_in_use(&self) -> bool {
        matches!(&self.state, DiffCell::Text(state) if state == "received" || state == "late")
    }
}

/// Submissions that are missing in the later run and of which the earlier knew nothing: a deadline passed. What was there and is missing now was
/// withdrawn.
pub fn newly_missing(compared: &ComparedSubmissions) -> Vec<InputSubmission> {
    let known: BTreeSet<[Option<String>; 4]> =
        compared.before.iter().map(|one| one.about.each_ref().map(DiffCell::text)).collect();
    let is_known = |one: &ChangedSubmission| known.contains(&about(one));
    let is_missing = |one: &&ChangedSubmission| one.state_after.as_deref() == Some("missing") && !is_known(one);
    let new = compared.changes.new.iter().filter(is_missing);
    let described = new.map(|one| InputSubmission {
        form: one.form.clone(),
        ref_area: one.ref_area.clone(),
        ref_area_valid_from: one.ref_area_valid_from.clone(),
        time_period: one.time_period.clone(),
        state: "missing".to_owned(),
    });
    described.collect()
}

impl ComparedSubmissions {
    /// The submissions of some bytes, in either run.
    fn of_bytes(&self, sha256: &str) -> impl Iterator<Item = &Sent> {
        let is_of = move |one: &&Sent| matches!(&one.sha256, DiffCell::Text(own) if own == sha256);
        self.before.iter().chain(&self.after).filter(is_of)
    }

    /// The names under which bytes came.
    pub fn names_of(&self, sha256: &str) -> BTreeSet<String> {
        self.of_bytes(sha256).filter_map(|one| one.object.text()).collect()
    }
}

/// The submissions that an object holds, by its SHA-256, in either run.
pub fn of_object(compared: &ComparedSubmissions, sha256: &str) -> Vec<InputSubmission> {
    compared.of_bytes(sha256).map(Sent::described).collect()
}
