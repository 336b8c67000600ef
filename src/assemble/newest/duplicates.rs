//! Bytes that came before: takes what arrived, gives the tables that count, each with the index of its arrival.

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use super::named_reports::{NamedReport, named_report, repeated};
use super::{Newest, SubmissionKey, figures};
use crate::assemble::area_location::with_area;
use crate::assemble::object_name::ObjectNames;
use crate::assemble::{Arrived, State, Submission, name_check, sender};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::message;
use crate::project::written::form::Form;
use crate::project::{FormIndex, Project};
use crate::typing::reading::TypedTable;

impl Newest {
    /// The tables of what came for the first time, each with the index of its arrival. What repeats is said, and is no submission again.
    pub(super) fn unrepeated(&mut self, names: &ObjectNames<'_>, arrived: &[Arrived<'_>]) -> Vec<(usize, usize)> {
        let project = names.project();
        let mut times: HashMap<&str, usize> = HashMap::new();
        arrived.iter().for_each(|one| *times.entry(one.sha256).or_default() += 1);
        if times.values().all(|times| *times < 2) {
            let tables =
                |(place, one): (usize, &Arrived<'_>)| (0..one.reading.tables.len()).map(move |table| (place, table));
            return arrived.iter().enumerate().flat_map(tables).collect();
        }
        let mut keys_of: Vec<Vec<RepeatedKey<'_>>> = arrived.par_iter().map(|one| keys(project, one)).collect();
        let is_repeated = |one: &Arrived<'_>| times.get(one.sha256).is_some_and(|times| *times > 1);
        let report = |one: &Arrived<'_>| if is_repeated(one) { named_report(names, one) } else { NamedReport::new() };
        let reports: Vec<NamedReport> = arrived.par_iter().map(report).collect();
        self.repeated = repeated(names, arrived, &times, &reports);
        let mut first_with: HashMap<(&str, bool, &NamedReport), usize> = HashMap::new();
        let mut latest: HashMap<RepeatedKey<'_>, usize> = HashMap::new();
        let mut tables: Vec<(usize, usize)> = Vec::new();
        for (place, one) in arrived.iter().enumerate() {
            let keys = std::mem::take(&mut keys_of[place]);
            // Sent twice, unless something else came for the same period in between: then the sender has gone back to it.
            let last =
                |key: &RepeatedKey<'_>| latest.get(key).filter(|last| arrived[**last].sha256 != one.sha256).copied();
            let replaced: BTreeSet<(FormIndex, usize)> =
                keys.iter().filter_map(|key| Some((key.0.0, last(key)?))).collect();
            let replaced: Vec<_> = replaced.into_iter().collect();
            // Bytes without a table may have come to a place that takes none of theirs: they are in no one's way. Of no use, they are of the sender
            // whom each name says.
            let of_report = (one.sha256, keys.is_empty(), &reports[place]);
            let first = first_with.get(&of_report).copied();
            if let (Some(first), true) = (first, replaced.is_empty()) {
                self.duplicates.insert(place);
                self.duplicate(project, arrived, place, first);
                self.misnamed(names, one);
                continue;
            }
            if let Some(first) = first {
                self.gone_back(project, arrived, (place, first), &replaced);
            }
            first_with.insert(of_report, place);
            latest.extend(keys.into_iter().map(|key| (key, place)));
            tables.extend((0..one.reading.tables.len()).map(|table| (place, table)));
        }
        tables
    }

    /// Says that bytes came again and undo what came between, where that had other figures: nobody need have meant it.
    fn gone_back(
        &mut self,
        project: &Project,
        arrived: &[Arrived<'_>],
        (place, first): (usize, usize),
        replaced: &[(FormIndex, usize)],
    ) {
        // What undoes older bytes that had come again puts right what these had undone.
        let had_come_again = |between: usize| arrived[..first].iter().any(|one| one.sha256 == arrived[between].sha256);
        let is_other = |(form, between): &&(FormIndex, usize)| {
            if had_come_again(*between) {
                return false;
            }
            let (before, now) = (arrived[*between].reading, arrived[place].reading);
            // Lines are counted, and not kept.
            let is_changed = |declared: &Form| declared.has_lines() || figures::differ(declared, *form, before, now);
            project.forms.get(*form).is_some_and(is_changed)
        };
        let Some((form, between)) = replaced.iter().find(is_other) else { return };
        let location = Location {
            object: Some(arrived[place].object.to_owned()),
            form: project.forms.get(*form).map(|form| form.name.clone()),
            ..Location::default()
        };
        let (first, between) = (arrived[first].object, arrived[*between].object);
        let message = message!("older-values.same-bytes", first = first, object = between);
        self.of_arrivals.push((Finding::new(Code::OlderValues, location, message), place));
    }

    /// Says that the name of bytes that came again is not that of what they hold: whoever sent them has sent the report of another.
    fn misnamed(&mut self, names: &ObjectNames<'_>, one: &Arrived<'_>) {
        let of_table = |table: &TypedTable| name_check::check(names.project(), names, one.object, table);
        self.findings.extend(one.reading.tables.iter().flat_map(of_table));
    }

    fn duplicate(&mut self, project: &Project, arrived: &[Arrived<'_>], place: usize, first: usize) {
        let mut about = BTreeSet::new();
        for (table, typed) in arrived[first].reading.tables.iter().enumerate() {
            for (sender, period) in sender::parts(project, typed) {
                let sole = || sender::sole(project, typed.form, period?);
                let sender = sender.or_else(sole);
                about.insert((typed.form, sender, period));
                self.submissions.push(Submission {
                    arrived: Some(place),
                    table: Some(table),
                    revision: typed.revision,
                    ..Submission::unused((typed.form, sender, period), State::Duplicate, None)
                });
            }
        }
        // What it is about, as far as that is one.
        let form = arrived[first].reading.tables.first().map(|table| project.forms[table.form].name.clone());
        let senders: BTreeSet<_> = about.iter().map(|(_, sender, _)| *sender).collect();
        let periods: BTreeSet<_> = about.iter().map(|(.., period)| *period).collect();
        let location = Location {
            object: Some(arrived[place].object.to_owned()),
            form,
            time_period: sole_of(&periods).map(|period| period.to_string()),
            ..with_area(project, sole_of(&senders))
        };
        let message = message!("duplicate-submission.same-bytes", object = arrived[first].object);
        self.findings.push(Finding::new(Code::DuplicateSubmission, location, message));
    }
}

/// The one value of a set that has no other.
fn sole_of<T: Copy + Ord>(values: &BTreeSet<Option<T>>) -> Option<T> {
    values.first().copied().flatten().filter(|_| values.len() == 1)
}

/// For whom and when something is; where that is not known, with the name of its object, since nothing else says that two of them are of one report.
type RepeatedKey<'a> = (SubmissionKey, Option<&'a str>);

/// For whom and when the rows of an arrival are: all its senders and periods, since of each the last submission counts; of a table of which none is known, what
/// its head says.
fn keys<'a>(project: &Project, one: &Arrived<'a>) -> Vec<RepeatedKey<'a>> {
    let of_table = |table: &TypedTable| {
        let parts = sender::parts(project, table).into_iter();
        let known = parts.filter(|(sender, period)| sender.is_some() && period.is_some());
        let known: Vec<_> = known.map(|(sender, period)| (table.form, sender, period)).collect();
        if known.is_empty() { vec![submission_key(project, table)] } else { known }
    };
    let keys: BTreeSet<SubmissionKey> = one.reading.tables.iter().flat_map(of_table).collect();
    let is_known = |(form, sender, period): SubmissionKey| {
        let Some((form, period)) = project.forms.get(form).zip(period) else { return false };
        sender.is_some() || form.sender_levels(period.end(form.form.calendar)).is_empty()
    };
    let named = |key: SubmissionKey| (key, (!is_known(key)).then_some(one.object));
    keys.into_iter().map(named).collect()
}

/// For whom and when a table is, as far as its head or first row says.
fn submission_key(project: &Project, table: &TypedTable) -> SubmissionKey {
    let first = (!table.rows.is_empty()).then_some(0);
    let sender = table.sender.or_else(|| first.and_then(|row| sender::of_row(project, table, row)));
    (table.form, sender, table.period.or_else(|| first.and_then(|row| table.rows.period[row])))
}
