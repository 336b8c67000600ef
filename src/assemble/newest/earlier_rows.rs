//! Rows that stay in use though their submission was replaced: the later one does not have the unit, or has it in quarantine.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{Newest, SubmissionKey};
use crate::assemble::area_location::with_area;
use crate::assemble::{Arrived, CurrentKey, CurrentRows, State, Submission, sender};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::message;
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;

impl Newest {
    /// Units that a later submission of the same sender does not have, or whose rows there are kept out.
    pub(super) fn earlier_rows(&mut self, project: &Project, arrived: &[Arrived<'_>]) {
        let stays = StaysBefore::new(&self.submissions);
        let mut kept: BTreeMap<(usize, SubmissionKey), KeptBefore> = BTreeMap::new();
        let mut newest: HashMap<_, usize> = HashMap::new();
        for submission in self.submissions.iter().filter(|one| !stays.has_current_before(one)) {
            if let (State::Received | State::Late, Some(place)) = (submission.state, submission.arrived) {
                newest.insert(
                    (submission.form, submission.sender, submission.period, submission.vintages.clone()),
                    place,
                );
            }
        }
        let mut superseding = HashMap::new();
        let mut replaced: HashMap<_, ReplacedUnits> = HashMap::new();
        for submission in self.submissions.iter().filter(|submission| submission.state == State::Superseded) {
            let key = (submission.form, submission.sender, submission.period, submission.vintages.clone());
            if let (Some(place), Some(&later)) = (submission.arrived, newest.get(&key)) {
                let subject = (submission.form, submission.sender, submission.period);
                superseding.insert((place, subject), later);
                let replaced = replaced.entry((later, subject)).or_insert_with(|| ReplacedUnits {
                    of_later: self.history.units(later, subject).collect(),
                    ..ReplacedUnits::default()
                });
                replaced.add(self.history.units(place, subject).collect());
            }
        }
        let mut findings = Vec::new();
        for (form, current) in self.current.iter().enumerate() {
            for (key, current) in current.iter().filter(|(_, current)| current.reported) {
                if current.low_reliability {
                    let (row, first) = ((form, key.0, key.1), current.rows(arrived).next());
                    let sender = first.and_then(|(table, row)| sender::of_row(project, table, row));
                    let subject = (form, sender, Some(key.1));
                    let later = self.history.later_rows(&row, current.arrived).map(|later| later.arrived);
                    if let Some(by) = stays.stopped_by((current.arrived, subject), later) {
                        kept.entry((current.arrived, subject))
                            .or_insert(KeptBefore { by, units: BTreeSet::new() })
                            .add(key.0, by);
                        continue;
                    }
                    let number = current.rows(arrived).next().map_or(0, |(table, row)| table.rows.number[row]);
                    let location = location(project, form, key, current, arrived);
                    let message = message!("earlier-row-kept.quarantined", row = number.to_string());
                    findings.push(Finding::new(Code::EarlierRowKept, location, message));
                    continue;
                }
                let sender = current.rows(arrived).next().and_then(|(table, row)| sender::of_row(project, table, row));
                let subject = (form, sender, Some(key.1));
                let later = superseding.get(&(current.arrived, subject)).copied();
                if let Some(later) =
                    later.filter(|later| replaced.get(&(*later, subject)).is_some_and(|units| units.miss(key.0)))
                {
                    let location = location(project, form, key, current, arrived);
                    let message = message!("earlier-row-kept.unit-missing", object = arrived[later].object);
                    findings.push(Finding::new(Code::EarlierRowKept, location, message));
                }
            }
        }
        findings.extend(kept.iter().map(|(of, kept)| kept.finding(project, *of, arrived)));
        self.findings.extend(findings);
    }
}

/// Which submissions stay current before others of the same sender and period that are stopped.
struct StaysBefore {
    /// Those that stay.
    current: HashSet<(usize, SubmissionKey)>,
    /// Those that are stopped.
    stopped: HashSet<(usize, SubmissionKey)>,
    /// Of what something stays.
    subjects: HashSet<SubmissionKey>,
}

impl StaysBefore {
    fn new(submissions: &[Submission]) -> Self {
        let key = |one: &Submission| Some((one.arrived?, (one.form, one.sender, one.period)));
        let is_current = |one: &&Submission| matches!(one.state, State::Received | State::Late);
        let stays = submissions.iter().filter(is_current).filter(|one| one.followed_by.is_some());
        let current: HashSet<_> = stays.filter_map(key).collect();
        let stopped = submissions.iter().filter(|one| one.is_stopped).filter_map(key).collect();
        let subjects = current.iter().map(|(_, subject)| *subject).collect();
        Self { current, stopped, subjects }
    }

    /// True for a submission that is stopped, before which another is current.
    fn has_current_before(&self, one: &Submission) -> bool {
        one.is_stopped && self.subjects.contains(&(one.form, one.sender, one.period))
    }

    /// The last of the arrivals with later rows of a unit, where the submission with its row stays and all those are stopped.
    fn stopped_by(
        &self,
        (place, subject): (usize, SubmissionKey),
        later: impl Iterator<Item = usize>,
    ) -> Option<usize> {
        if !self.current.contains(&(place, subject)) {
            return None;
        }
        let mut last = None;
        for later in later {
            if !self.stopped.contains(&(later, subject)) {
                return None;
            }
            last = Some(later);
        }
        last
    }
}

/// What is kept of a submission before one that is stopped.
struct KeptBefore {
    /// The last arrival that is stopped.
    by: usize,
    units: BTreeSet<UnitIndex>,
}

impl KeptBefore {
    fn add(&mut self, unit: UnitIndex, by: usize) {
        self.by = self.by.max(by);
        self.units.insert(unit);
    }

    /// One finding for all of them: the cause is one.
    fn finding(
        &self,
        project: &Project,
        (place, (form, sender, period)): (usize, SubmissionKey),
        arrived: &[Arrived<'_>],
    ) -> Finding {
        let location = Location {
            object: Some(arrived[place].object.to_owned()),
            form: Some(project.forms[form].name.clone()),
            time_period: period.map(|period| period.to_string()),
            ..with_area(project, sender)
        };
        let message = message!("earlier-row-kept.stopped", object = arrived[self.by].object, units = self.units.len());
        Finding::new(Code::EarlierRowKept, location, message)
    }
}

/// What the submissions that a later one replaced had, by their units.
#[derive(Debug, Default)]
struct ReplacedUnits {
    of_later: HashSet<UnitIndex>,
    /// Those of submissions of which the later one has some: it is sent in their place.
    earlier: HashSet<UnitIndex>,
}

impl ReplacedUnits {
    /// Takes the units of a submission that was replaced. One that has no unit in common with the later is a part of its report, or what it completes.
    fn add(&mut self, units: HashSet<UnitIndex>) {
        if self.of_later.is_empty() || !self.of_later.is_disjoint(&units) {
            self.earlier.extend(units);
        }
    }

    /// True for a unit that a report had and the one in its place has not, though a part of that report may have come in between.
    fn miss(&self, unit: UnitIndex) -> bool {
        self.of_later.is_empty() || self.earlier.contains(&unit)
    }
}

/// The first of the rows that are current of a unit.
fn location(
    project: &Project,
    form: FormIndex,
    key: &CurrentKey,
    current: &CurrentRows,
    arrived: &[Arrived<'_>],
) -> Location {
    let first = current.rows(arrived).next();
    let unit = &project.registry.units[key.0];
    Location {
        object: Some(arrived[current.arrived].object.to_owned()),
        sheet: first.map(|(table, _)| table.sheet.clone()).filter(|sheet| !sheet.is_empty()),
        row: first.map(|(table, row)| table.rows.number[row]),
        form: Some(project.forms[form].name.clone()),
        ref_area: Some(unit.code.clone()),
        ref_area_valid_from: Some(unit.valid_from.to_string()),
        time_period: Some(key.1.to_string()),
        ..Location::default()
    }
}
