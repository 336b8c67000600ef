//! The newest submission: of everything that came for a form, unit, period and vintage, what is current.
//!
//! The later arrival is current; of equal arrivals the higher revision, then the greater object name. A submission replaces unit
//! by unit: a unit that it does not have, or whose row there is quarantined, keeps its earlier row.

mod emptied;
mod figures;
mod moved_tables;
pub mod out_of_range;
mod report_none;
mod two_senders;
mod unlisted;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use self::moved_tables::MovedTables;
use super::object_name::ObjectNames;
use super::{
    Arrived, CurrentByKey, CurrentKey, CurrentRows, State, Submission, due_day, local_day, name_check, sender,
    vintage_of,
};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::severity::{Disposition, Severity};
use crate::message;
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::typing::reading::TypedTable;
use crate::values::period::Period;
use crate::words::revision::revision_of_name;

/// What came, and what of it is current.
#[derive(Debug, Default)]
pub struct Newest {
    pub submissions: Vec<Submission>,
    /// For each form, in the project's order.
    pub current: Vec<CurrentByKey>,
    pub findings: Vec<Finding>,
    /// Of submissions with one time of arrival and one revision those that another replaced, whose figures differ, by the order of their names
    /// alone; nothing has replaced that one. With the arrival that was replaced.
    pub undecided: HashSet<(FormIndex, Option<UnitIndex>, Option<Period>, usize)>,
    /// What is found of single arrivals by what came beside them, with the index of each.
    pub of_arrivals: Vec<(Finding, usize)>,
    /// Arrivals whose bytes came before under another name.
    pub duplicates: HashSet<usize>,
    /// Arrivals with a row that belongs to no known unit or period: what they hold does not say what is missing.
    unplaced: HashSet<usize>,
    /// Submissions of which something usable came in time; of a form with vintages, of which anything did.
    in_time: HashSet<(FormIndex, Option<UnitIndex>, Option<Period>)>,
    /// Of forms with vintages those that came of a submission, in time or late.
    came: HashMap<SubmissionKey, BTreeSet<String>>,
}

/// Orders what arrived and picks what is current. `arrived` is in the order of arrival, then of names.
pub fn newest(project: &Project, arrived: &[Arrived<'_>]) -> Newest {
    let mut result = Newest { current: vec![CurrentByKey::new(); project.forms.len()], ..Newest::default() };
    let mut first_with: HashMap<(&str, bool), usize> = HashMap::new();
    let mut latest: HashMap<SubmissionKey, &str> = HashMap::new();
    let mut order: Vec<(usize, usize)> = Vec::new();
    for (place, one) in arrived.iter().enumerate() {
        let keys: Vec<SubmissionKey> = one.reading.tables.iter().map(|table| submission_key(project, table)).collect();
        // Sent twice, unless something else came for the same period in between: then the sender has gone back to it.
        let repeats = keys.iter().all(|key| latest.get(key).is_none_or(|sha256| *sha256 == one.sha256));
        // Bytes without a table may have come to a place that takes none of theirs: they are in no one's way.
        let first = first_with.get(&(one.sha256, keys.is_empty())).copied();
        if let (Some(first), true) = (first, repeats) {
            result.duplicates.insert(place);
            result.duplicate(project, arrived, place, first);
            continue;
        }
        first_with.insert((one.sha256, keys.is_empty()), place);
        latest.extend(keys.into_iter().map(|key| (key, one.sha256)));
        order.extend((0..one.reading.tables.len()).map(|table| (place, table)));
    }
    // The tables of one file are of one revision.
    let revision = |place: usize| {
        let stated = arrived[place].reading.tables.iter().map(|table| table.revision).max();
        let stated = stated.unwrap_or(1);
        match revision_of_name(arrived[place].object) {
            // A draft is one, unless what is in it says more.
            Some(0) if stated <= 1 => 0,
            named => stated.max(named.unwrap_or(1)),
        }
    };
    order.sort_by_cached_key(|&(place, table)| {
        (arrived[place].received_at, revision(place), arrived[place].object, table)
    });
    let mut candidates: Vec<BTreeMap<CurrentKey, Vec<CurrentRows>>> = vec![BTreeMap::new(); project.forms.len()];
    let names = ObjectNames::new(project);
    let moved = MovedTables::new(project, arrived);
    for &(place, table) in &order {
        result.receive(&names, (arrived, &moved), (place, table), revision(place), &mut candidates);
        let found = name_check::check(project, &names, arrived[place].object, &arrived[place].reading.tables[table]);
        result.of_arrivals.extend(found.into_iter().map(|finding| (finding, place)));
    }
    for (form, candidates) in candidates.into_iter().enumerate() {
        for (key, list) in candidates {
            result.findings.extend(emptied(project, (form, key.0), &list, arrived));
            result.findings.extend(two_senders::found(project, form, &key, &list, arrived));
            if let Some(current) = choose(list) {
                result.current[form].insert(key, current);
            }
        }
    }
    result.mark_superseded(project, arrived);
    result.report_none(&names, arrived);
    result.earlier_rows(project, arrived);
    for (form, current) in project.forms.iter().zip(&result.current) {
        result.findings.extend(unlisted::found(project, form, current, arrived));
    }
    result
}

impl Newest {
    fn duplicate(&mut self, project: &Project, arrived: &[Arrived<'_>], place: usize, first: usize) {
        for (table, typed) in arrived[first].reading.tables.iter().enumerate() {
            let period = typed.period.or_else(|| typed.rows.period.iter().copied().flatten().next());
            let sole = || sender::sole(project, typed.form, period?);
            self.submissions.push(Submission {
                form: typed.form,
                sender: typed.sender.or_else(sole),
                period,
                vintages: Vec::new(),
                due: None,
                state: State::Duplicate,
                arrived: Some(place),
                table: Some(table),
                revision: typed.revision,
                accepted: 0,
                quarantined: 0,
                moved_to: None,
            });
        }
        let form = arrived[first].reading.tables.first().map(|table| project.forms[table.form].name.clone());
        let location = Location { object: Some(arrived[place].object.to_owned()), form, ..Location::default() };
        let message = message!("duplicate-submission.same-bytes", object = arrived[first].object);
        self.findings.push(Finding::new(Code::DuplicateSubmission, location, message));
    }

    /// Splits a table into submissions by sender, period and vintage, and its rows by unit.
    fn receive(
        &mut self,
        names: &ObjectNames<'_>,
        (arrived, moved): (&[Arrived<'_>], &MovedTables),
        (place, table): (usize, usize),
        revision: u32,
        candidates: &mut [BTreeMap<CurrentKey, Vec<CurrentRows>>],
    ) {
        let project = names.project();
        let typed = &arrived[place].reading.tables[table];
        let form = &project.forms[typed.form];
        let day = local_day(arrived[place].received_at);
        let vintage_field = form
            .schema
            .fields
            .iter()
            .position(|field| form.vintage().is_some_and(|vintage| vintage.name == field.name));
        let mut parts: BTreeMap<(Option<UnitIndex>, Option<Period>), Counts> = BTreeMap::new();
        if typed.rows.is_empty() {
            let named = || names.facts(arrived[place].object, arrived[place].received_at).sender;
            let sole = || typed.period.and_then(|period| sender::sole(project, typed.form, period));
            parts.insert((typed.sender.or_else(named).or_else(sole), typed.period), Counts::default());
        }
        let mut touched: Vec<CurrentKey> = Vec::new();
        let mut unplaced = false;
        for row in 0..typed.rows.len() {
            let written =
                vintage_field.and_then(|field| typed.rows.columns[field].values.get(row).text().map(str::to_owned));
            let sender_of_row = sender::of_row(project, typed, row);
            let subject = (sender_of_row, typed.rows.period[row].or(typed.period));
            let part = parts.entry(subject).or_default();
            let (accepted, quarantined) = typed.rows.source_rows(row);
            part.accepted += accepted;
            part.quarantined += quarantined;
            if let Some(vintage) = &written
                && !part.vintages.contains(vintage)
            {
                part.vintages.push(vintage.clone());
            }
            if moved.to(place, (typed.form, subject.0, subject.1)).is_some() {
                continue;
            }
            let (Some(unit), Some(period)) = (typed.rows.unit[row], typed.rows.period[row]) else {
                unplaced = true;
                continue;
            };
            let unknown_vintage = vintage_field.is_some() && vintage_of(form, typed, row).is_none();
            let out_of_range = out_of_range::why(form, period, day).is_some();
            if out_of_range || unknown_vintage {
                unplaced = true;
                continue;
            }
            let key = (unit, period, written);
            let list = candidates[typed.form].entry(key.clone()).or_default();
            match list.last_mut().filter(|last| last.arrived == place) {
                Some(last) => {
                    last.rows.push((table, row));
                    last.reported &= typed.rows.accepted[row];
                }
                None => list.push(CurrentRows {
                    arrived: place,
                    rows: vec![(table, row)],
                    reported: typed.rows.accepted[row],
                    low_reliability: false,
                }),
            }
            touched.push(key);
        }
        if unplaced {
            self.unplaced.insert(place);
        }
        // A row that belongs to no known period, unit or vintage may belong to any of those that the table speaks of. Where
        // one unit has many rows, none of them is then whole.
        if unplaced && (project.speaks_for_province(typed.form) || form.lists()) {
            for key in touched {
                if let Some(last) = candidates[typed.form].get_mut(&key).and_then(|list| list.last_mut()) {
                    last.reported = false;
                }
            }
        }
        for ((sender, period), Counts { accepted, quarantined, mut vintages }) in parts {
            vintages.sort();
            let due = period.and_then(|period| due_day(project, typed.form, period));
            // What came in time and is sent again, mended or revised, is no late submission.
            let same = (typed.form, sender, period);
            let came = self.came.get(&same);
            let is_next_vintage =
                came.is_some_and(|came| !vintages.is_empty() && vintages.iter().all(|vintage| !came.contains(vintage)));
            let in_time = self.in_time.contains(&same) || due.is_none_or(|due| day <= due);
            // What revises may come late; a correction of what came late is as late.
            let late = !in_time && !is_next_vintage;
            let out_of_range = period.and_then(|period| Some((period, out_of_range::why(form, period, day)?)));
            if let Some((period, why)) = out_of_range {
                let found = out_of_range::finding(project, arrived[place].object, typed, (sender, period), why);
                self.of_arrivals.push((found, place));
            }
            let moved_to = moved.to(place, same);
            // What speaks of a period that it cannot be of was misread; what was read came, whether its rows are
            // accepted or not.
            let state = match late {
                _ if out_of_range.is_some() => State::Rejected,
                _ if moved_to.is_some() => State::Superseded,
                true => State::Late,
                false => State::Received,
            };
            let counts = match state {
                State::Received => accepted > 0 || form.vintage().is_some(),
                // A later vintage is a submission of its own.
                State::Late => form.vintage().is_some(),
                _ => false,
            };
            if counts && in_time {
                self.in_time.insert(same);
            }
            if counts && form.vintage().is_some() {
                self.came.entry(same).or_default().extend(vintages.iter().cloned());
            }
            // Nothing of what is rejected is used.
            let (accepted, quarantined) = match state {
                State::Rejected => (0, accepted.saturating_add(quarantined)),
                _ => (accepted, quarantined),
            };
            if let (State::Superseded, Some(later)) = (state, moved_to) {
                self.superseded(project, arrived, (place, later), same, false);
            }
            let submission = Submission {
                form: typed.form,
                sender,
                period,
                vintages,
                due,
                state,
                arrived: Some(place),
                table: Some(table),
                revision,
                accepted,
                quarantined,
                moved_to,
            };
            self.submissions.push(submission);
        }
    }

    fn location(
        &self,
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

    /// Every accepted submission but the last of its form, sender, period and vintages has been superseded, all its tables together.
    fn mark_superseded(&mut self, project: &Project, arrived: &[Arrived<'_>]) {
        let mut last: HashMap<_, Vec<usize>> = HashMap::new();
        let mut said = HashSet::new();
        let mut by_name_alone: Vec<(usize, usize)> = Vec::new();
        for place in 0..self.submissions.len() {
            let submission = &self.submissions[place];
            let (State::Received | State::Late, Some(new)) = (submission.state, submission.arrived) else { continue };
            let subject = (submission.form, submission.sender, submission.period);
            let revision = submission.revision;
            let before = last.entry((subject, submission.vintages.clone())).or_default();
            // The tables of one file complete each other.
            let (same, earlier) =
                std::mem::take(before).into_iter().partition(|one| self.submissions[*one].arrived == Some(new));
            *before = same;
            before.push(place);
            for earlier in earlier {
                self.submissions[earlier].state = State::Superseded;
                let Some(old) = self.submissions[earlier].arrived else { continue };
                if said.insert((old, subject)) {
                    let is_of_one_time = arrived[old].received_at == arrived[new].received_at;
                    let by_name = is_of_one_time && self.submissions[earlier].revision == revision;
                    by_name_alone.extend(by_name.then_some((earlier, place)));
                    self.superseded(project, arrived, (old, new), subject, by_name);
                }
            }
        }
        self.supersede_rows_of_nobody();
        for (earlier, place) in by_name_alone {
            let (old, new) = (&self.submissions[earlier], &self.submissions[place]);
            let (Some(from), Some(to)) = (old.arrived, new.arrived) else { continue };
            if matches!(new.state, State::Received | State::Late)
                && figures::differ(&project.forms[old.form], old.form, arrived[from].reading, arrived[to].reading)
            {
                self.undecided.insert((old.form, old.sender, old.period, from));
            }
        }
    }

    /// Says that an arrival was superseded by another.
    fn superseded(
        &mut self,
        project: &Project,
        arrived: &[Arrived<'_>],
        (old, new): (usize, usize),
        (form, sender, period): SubmissionKey,
        by_name: bool,
    ) {
        let location = Location {
            object: Some(arrived[old].object.to_owned()),
            form: Some(project.forms[form].name.clone()),
            time_period: period.map(|period| period.to_string()),
            ..with_area(project, sender)
        };
        let object = arrived[new].object;
        let message = match by_name {
            true => message!("superseded.by-name", object = object),
            false => message!("superseded.by", object = object),
        };
        self.findings.push(Finding::new(Code::Superseded, location, message));
    }

    /// Rows whose unit nobody knows are of one of the senders of their file: where all of these have sent anew, they are replaced, too.
    fn supersede_rows_of_nobody(&mut self) {
        let mut replaced: HashMap<_, bool> = HashMap::new();
        for one in self.submissions.iter().filter(|one| one.sender.is_some()) {
            let all = replaced.entry((one.arrived, one.form, one.period)).or_insert(true);
            *all &= one.state == State::Superseded;
        }
        for one in &mut self.submissions {
            let is_open = one.sender.is_none() && matches!(one.state, State::Received | State::Late);
            if is_open && replaced.get(&(one.arrived, one.form, one.period)) == Some(&true) {
                one.state = State::Superseded;
            }
        }
    }

    /// Units that a later submission of the same sender does not have.
    fn earlier_rows(&mut self, project: &Project, arrived: &[Arrived<'_>]) {
        let mut newest: HashMap<_, usize> = HashMap::new();
        for submission in &self.submissions {
            if let (State::Received | State::Late, Some(place)) = (submission.state, submission.arrived) {
                newest.insert(
                    (submission.form, submission.sender, submission.period, submission.vintages.clone()),
                    place,
                );
            }
        }
        let mut superseding = HashMap::new();
        for submission in self.submissions.iter().filter(|submission| submission.state == State::Superseded) {
            let key = (submission.form, submission.sender, submission.period, submission.vintages.clone());
            if let (Some(place), Some(&later)) = (submission.arrived, newest.get(&key)) {
                superseding.insert((submission.form, place, submission.sender, submission.period), later);
            }
        }
        let mut findings = Vec::new();
        for (form, current) in self.current.iter().enumerate() {
            for (key, current) in current.iter().filter(|(_, current)| current.reported) {
                if current.low_reliability {
                    let number = current.rows(arrived).next().map_or(0, |(table, row)| table.rows.number[row]);
                    let location = self.location(project, form, key, current, arrived);
                    let message = message!("earlier-row-kept.quarantined", row = number.to_string());
                    findings.push(Finding::new(Code::EarlierRowKept, location, message));
                    continue;
                }
                let sender = current.rows(arrived).next().and_then(|(table, row)| sender::of_row(project, table, row));
                if let Some(&later) = superseding.get(&(form, current.arrived, sender, Some(key.1))) {
                    let location = self.location(project, form, key, current, arrived);
                    let message = message!("earlier-row-kept.unit-missing", object = arrived[later].object);
                    findings.push(Finding::new(Code::EarlierRowKept, location, message));
                }
            }
        }
        self.findings.extend(findings);
    }
}

/// What the newest of the candidates whose rows are all accepted leaves blank of the one before, or out.
fn emptied(
    project: &Project,
    of: (FormIndex, UnitIndex),
    candidates: &[CurrentRows],
    arrived: &[Arrived<'_>],
) -> Vec<Finding> {
    let mut reported = candidates.iter().rev().filter(|candidate| candidate.reported);
    let Some(newest) = reported.next() else { return Vec::new() };
    let sender = two_senders::sender_of(project, newest, arrived);
    let is_of_sender = |earlier: &&CurrentRows| two_senders::sender_of(project, earlier, arrived) == sender;
    match reported.filter(is_of_sender).find(|earlier| earlier.arrived != newest.arrived) {
        Some(earlier) => emptied::found(project, of, [earlier, newest], arrived),
        None => Vec::new(),
    }
}

/// Of the candidates for one unit, period and vintage, in the order of arrival, the newest whose rows are all accepted.
fn choose(mut candidates: Vec<CurrentRows>) -> Option<CurrentRows> {
    let newest = candidates.len().checked_sub(1)?;
    let Some(chosen) = candidates.iter().rposition(|candidate| candidate.reported) else {
        return candidates.pop();
    };
    let mut current = candidates.swap_remove(chosen);
    current.low_reliability |= chosen != newest;
    Some(current)
}

fn arrives_later(arrived: &[Arrived<'_>], one: usize, other: usize) -> bool {
    arrived[one].received_at > arrived[other].received_at
}

/// For whom and when a table is, as far as its head or first row says.
type SubmissionKey = (FormIndex, Option<UnitIndex>, Option<Period>);

fn submission_key(project: &Project, table: &TypedTable) -> SubmissionKey {
    let first = (!table.rows.is_empty()).then_some(0);
    let sender = table.sender.or_else(|| first.and_then(|row| sender::of_row(project, table, row)));
    (table.form, sender, table.period.or_else(|| first.and_then(|row| table.rows.period[row])))
}

/// What a submission holds.
#[derive(Default)]
struct Counts {
    accepted: u64,
    quarantined: u64,
    vintages: Vec<String>,
}

/// A location that names a unit.
pub(super) fn with_area(project: &Project, unit: Option<usize>) -> Location {
    let unit = unit.map(|unit| &project.registry.units[unit]);
    Location {
        ref_area: unit.map(|unit| unit.code.clone()),
        ref_area_valid_from: unit.map(|unit| unit.valid_from.to_string()),
        ..Location::default()
    }
}

/// Findings about late submissions.
pub fn late_findings(project: &Project, arrived: &[Arrived<'_>], submissions: &[Submission]) -> Vec<Finding> {
    let late = submissions.iter().filter(|submission| submission.state == State::Late);
    late.filter_map(|submission| {
        let (place, due) = (submission.arrived?, submission.due?);
        let day = local_day(arrived[place].received_at);
        let location = Location {
            object: Some(arrived[place].object.to_owned()),
            form: Some(project.forms[submission.form].name.clone()),
            time_period: submission.period.map(|period| period.to_string()),
            ..with_area(project, submission.sender)
        };
        let message = message!("late-submission.late", day = day.to_string(), due = due.to_string());
        let finding =
            Finding::new(Code::LateSubmission, location, message).value(day.to_string()).expected(due.to_string());
        Some(finding.weighing(Severity::Warning, Disposition::Used))
    })
    .collect()
}
