//! The newest submission: of everything that came for a form, unit, period and vintage, what is current.
//!
//! The later arrival is current; of equal arrivals the higher revision, then the greater object name. A submission replaces unit
//! by unit: a unit that it does not have, or whose row there is quarantined, keeps its earlier row.

mod alike_values;
mod candidates;
mod doubtful_period;
mod duplicates;
mod earlier_rows;
mod earlier_unit;
mod emptied;
mod figures;
pub mod late;
mod left_out;
mod moved_tables;
pub mod named_reports;
mod older_values;
pub mod out_of_range;
mod received;
mod repeated_figures;
mod report_none;
mod reports;
pub mod row_history;
mod sent_again;
mod spoken_for;
mod stopped_submissions;
mod superseded;
mod two_senders;
mod unlisted;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rayon::prelude::*;

use self::candidates::{Candidates, choose};
use self::moved_tables::{DoubtedTable, MovedTables};
use self::named_reports::RepeatedArrival;
use self::row_history::RowHistory;
use super::object_name::ObjectNames;
use super::returned_objects::ReturnedObjects;
use super::{Arrived, CurrentByKey, CurrentKey, CurrentRows, Submission, name_check};
use crate::findings::finding::Finding;
use crate::project::FormIndex;
use crate::registry::UnitIndex;
use crate::values::period::Period;
use crate::words::revision::revision_of_name;

/// A form, and for whom and when something is, as far as that is known.
pub type SubmissionKey = (FormIndex, Option<UnitIndex>, Option<Period>);

/// What came, and what of it is current.
#[derive(Debug, Default)]
pub struct Newest {
    pub submissions: Vec<Submission>,
    /// For each form, in the project's order.
    pub current: Vec<CurrentByKey>,
    /// For each form what came last of a unit where one of its rows is kept out: it is compared, and counts for nothing.
    pub kept_out: Vec<CurrentByKey>,
    pub findings: Vec<Finding>,
    /// For each form the rows that were in use one after the other of units of which there was more than one, the newest last.
    pub replaced: Vec<BTreeMap<CurrentKey, Vec<CurrentRows>>>,
    /// Submissions that another with other figures replaced though it need not be the newer one: of the same time of arrival and the same revision, by
    /// the order of their names alone, or later and of a lower revision. Each with the arrival that was replaced.
    pub doubtfully_replaced: HashSet<(SubmissionKey, usize)>,
    /// Which arrivals have had rows of which units.
    pub history: RowHistory,
    /// What is found of single arrivals by what came beside them, with the index of each.
    pub of_arrivals: Vec<(Finding, usize)>,
    /// Arrivals whose bytes came before under another name.
    pub duplicates: HashSet<usize>,
    /// Arrivals whose bytes came more than once, under whatever names.
    pub repeated: HashMap<usize, RepeatedArrival>,
    /// Arrivals with a row that belongs to no known unit or period: what they hold does not say what is missing.
    unplaced: HashSet<usize>,
    /// Submissions that came in time, their rows in error or not.
    in_time: HashSet<SubmissionKey>,
    /// Of forms with vintages those that came of a submission, in time or late.
    came: HashMap<SubmissionKey, BTreeSet<String>>,
}

/// Orders what arrived and picks what is current. `arrived` is in the order of arrival, then of names.
pub fn newest(names: &ObjectNames<'_>, arrived: &[Arrived<'_>]) -> Newest {
    let (first, doubted) = with_doubted(names, arrived, &[]);
    // What was sent anew for the period that is meant takes the place of what was in doubt.
    let is_behind = |doubted: &DoubtedTable| doubted.place.saturating_add(1) < arrived.len();
    if !doubted.iter().any(is_behind) {
        return first;
    }
    let returned = ReturnedObjects::new(arrived, |_| true);
    let moved = MovedTables::new(names.project(), arrived, &returned, &doubted);
    let is_moved = |one: &DoubtedTable| moved.is_sent_anew(one.place, one.subject);
    if doubted.iter().any(is_moved) { with_doubted(names, arrived, &doubted).0 } else { first }
}

/// The same, where the periods of some submissions are known to be in doubt; gives also of which they are found to be.
fn with_doubted(
    names: &ObjectNames<'_>,
    arrived: &[Arrived<'_>],
    doubted: &[DoubtedTable],
) -> (Newest, Vec<DoubtedTable>) {
    let project = names.project();
    let none = vec![CurrentByKey::new(); project.forms.len()];
    let replaced = vec![BTreeMap::new(); project.forms.len()];
    let mut result = Newest { current: none.clone(), kept_out: none, replaced, ..Newest::default() };
    let mut order = result.unrepeated(names, arrived);
    let revisions: Vec<u32> = arrived.par_iter().map(revision).collect();
    order.sort_by_cached_key(|&(place, table)| {
        (arrived[place].received_at, revisions[place], arrived[place].object, table)
    });
    let mut candidates: Vec<Candidates> = vec![Candidates::new(); project.forms.len()];
    let returned = ReturnedObjects::new(arrived, |_| true);
    let mut moved = MovedTables::new(project, arrived, &returned, doubted);
    result.of_arrivals.append(&mut moved.copied);
    let misnamed = |&(place, table): &(usize, usize)| {
        name_check::check(project, names, arrived[place].object, &arrived[place].reading.tables[table])
    };
    let misnamed: Vec<Vec<Finding>> = order.par_iter().map(misnamed).collect();
    for (&(place, table), found) in order.iter().zip(misnamed) {
        result.receive(names, (arrived, &moved), (place, table), revisions[place], &mut candidates);
        result.of_arrivals.extend(found.into_iter().map(|finding| (finding, place)));
    }
    result.mark_stopped(project);
    let mut places: Vec<usize> = (0..arrived.len()).collect();
    places.sort_by_cached_key(|&place| (arrived[place].received_at, revisions[place], arrived[place].object));
    result.history.set_order(places.into_iter());
    for (form, candidates) in candidates.into_iter().enumerate() {
        for (key, list) in candidates {
            result.of_arrivals.extend(emptied::of_newest(project, (form, key.0), &list, arrived));
            result.of_arrivals.extend(older_values::of_newest(project, (form, key.0), &list, arrived, &returned));
            result.findings.extend(two_senders::found(project, form, &key, &list, arrived));
            result.history.add_rows((form, key.0, key.1), &list);
            if let Some(last) = list.last().filter(|last| !last.reported) {
                result.kept_out[form].insert(key.clone(), last.clone());
            }
            let in_use: Vec<CurrentRows> = list.iter().filter(|one| one.reported).cloned().collect();
            if in_use.len() > 1 {
                result.replaced[form].insert(key.clone(), in_use);
            }
            if let Some(current) = choose(list) {
                result.current[form].insert(key, current);
            }
        }
    }
    result.mark_superseded(project, arrived, &returned);
    let found = doubtful_period::found(project, &result.submissions, arrived);
    let doubted = found.iter().map(|(_, doubted)| *doubted).collect();
    result.of_arrivals.extend(found.into_iter().map(|(finding, doubted)| (finding, doubted.place)));
    result.of_arrivals.extend(earlier_unit::found(project, &result.submissions, arrived));
    result.report_none(names, arrived);
    result.earlier_rows(project, arrived);
    for index in 0..project.forms.len() {
        let mut found = unlisted::found(project, index, &result, arrived);
        found.extend(alike_values::found(project, index, &result, arrived));
        found.extend(left_out::found(project, index, &result, arrived));
        result.of_arrivals.extend(found);
    }
    (result, doubted)
}

impl Newest {
    /// The rows of a form that others have replaced, each with the arrival that did. Of what came at one time no run saw a part.
    pub fn rows_replaced<'a>(
        &'a self,
        form: FormIndex,
        arrived: &'a [Arrived<'_>],
    ) -> impl Iterator<Item = (&'a CurrentKey, &'a CurrentRows, usize)> {
        let of_key = |(key, came): (&'a CurrentKey, &'a Vec<CurrentRows>)| {
            let pairs = came.iter().zip(came.iter().skip(1));
            pairs.map(move |(one, next)| (key, one, next.arrived))
        };
        let all = self.replaced.get(form).into_iter().flatten().flat_map(of_key);
        all.filter(move |(_, one, next)| arrives_later(arrived, *next, one.arrived))
    }
}

/// The revision of an arrival: the tables of one file are of one.
fn revision(one: &Arrived<'_>) -> u32 {
    let stated = one.reading.tables.iter().map(|table| table.revision).max();
    let stated = stated.unwrap_or(1);
    match revision_of_name(one.object) {
        // A draft is one, unless what is in it says more.
        Some(0) if stated <= 1 => 0,
        named => stated.max(named.unwrap_or(1)),
    }
}

fn arrives_later(arrived: &[Arrived<'_>], one: usize, other: usize) -> bool {
    arrived[one].received_at > arrived[other].received_at
}
