//! What became of the decisions of people, over all that came: findings about submissions that they accept, decisions about objects that
//! have changed, and decisions that do nothing.
//!
//! All of it follows from the ledger and the declarations. What a decision does within one object is known since it was read
//! (`intake/decided.rs`).

use std::collections::{BTreeMap, BTreeSet};

use super::newest::Newest;
use super::{Arrived, State, Submission};
use crate::findings::code::Code;
use crate::findings::fault::{Fault, line_at};
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::findings::severity::Disposition;
use crate::intake::decided::judge_kept;
use crate::message;
use crate::project::Project;
use crate::project::written::decisions::{DECISIONS_FILE, Decision, row_of};
use crate::store::Entry;
use crate::typing::reading::TypedTable;
use crate::values::text::composed;

/// Accepts findings about submissions at the cells that decisions keep, where they keep no row out.
pub fn accept(project: &Project, arrived: &[Arrived<'_>], findings: &mut [Finding]) {
    if project.decisions.is_empty() {
        return;
    }
    let mut named: BTreeMap<&str, &str> = BTreeMap::new();
    named.extend(arrived.iter().map(|one| (one.object, one.sha256)));
    for finding in findings.iter_mut().filter(|finding| finding.is_open()) {
        let sha256 = finding.location.object.as_deref().and_then(|object| named.get(object));
        let is_kept_out = matches!(finding.disposition(), Disposition::Quarantined | Disposition::Rejected);
        let Some(sha256) = sha256.filter(|_| !is_kept_out) else { continue };
        let accepted = project.decisions.acceptances(sha256);
        if let Some(accepted) = accepted.iter().find(|one| one.covers(finding.code, &finding.location)) {
            *finding = finding.clone().accepted(&accepted.decision);
        }
    }
}

/// Decisions whose digest is that of objects of other names alone: which of the two is meant is not known. `known` is all that came.
pub fn misnamed(project: &Project, known: &[Entry]) -> Vec<Fault> {
    let file = project.texts.iter().find(|file| file.name == DECISIONS_FILE);
    let fault = |decision: &Decision| {
        let mut own = known.iter().filter(|entry| decision.is_about(&entry.sha256)).map(|entry| &entry.object);
        let other = own.clone().next()?;
        if own.any(|object| composed(object) == composed(&decision.object)) {
            return None;
        }
        let line = file.map(|file| line_at(&file.text, decision.object_sha256.span().start));
        let message = message!("fault-decision.other-object", object = &decision.object, other = other);
        let suggestion = message!("fault-decision.digest-write", object = &decision.object);
        Some(Fault { file: DECISIONS_FILE.to_owned(), line, message, suggestion: Some(suggestion) })
    };
    project.decisions.decision.iter().filter_map(fault).collect()
}

/// What is to be said of the decisions: `findings` are all others, each with the index of the arrival in whose bytes it was found.
pub fn report<'f>(
    project: &Project,
    counted: &[Entry],
    arrived: &[Arrived<'_>],
    newest: &Newest,
    findings: impl Iterator<Item = (&'f Finding, Option<usize>)> + Clone,
) -> Vec<Finding> {
    let mut said = Vec::new();
    let mut in_use: BTreeSet<&str> = BTreeSet::new();
    for decision in &project.decisions.decision {
        match stale(decision, counted, arrived, newest) {
            Some((object, why)) => said.push(finding(decision, object, why)),
            None => {
                in_use.extend(arrived.iter().map(|one| one.sha256).filter(|sha256| decision.is_about(sha256)));
            }
        }
    }
    for sha256 in in_use {
        let places: Vec<usize> =
            arrived.iter().enumerate().filter(|(_, one)| one.sha256 == sha256).map(|(place, _)| place).collect();
        let Some(first) = places.first().and_then(|place| arrived.get(*place)) else { continue };
        let is_of_it = |(finding, place): &(&Finding, Option<usize>)| match place {
            Some(place) => places.contains(place),
            None => finding.location.object.as_deref() == Some(first.object),
        };
        let of_it = findings.clone().filter(is_of_it).map(|(finding, _)| finding);
        said.extend(judge_kept(project, sha256, of_it, true).into_iter().map(|mut finding| {
            finding.location.object = Some(first.object.to_owned());
            finding
        }));
    }
    said
}

/// Why a decision is stale, with the object that it is about; nothing where it is not.
fn stale<'a>(
    decision: &'a Decision,
    counted: &'a [Entry],
    arrived: &'a [Arrived<'_>],
    newest: &Newest,
) -> Option<(&'a str, Message)> {
    let submissions = &newest.submissions;
    let own = counted.iter().filter(|entry| decision.is_about(&entry.sha256));
    let Some(entry) = own.clone().next() else {
        let has_changed = counted.iter().any(|entry| entry.object == decision.object);
        let why = if has_changed { message!("decision-stale.changed") } else { message!("decision-stale.not-come") };
        return Some((&decision.object, why));
    };
    let object = entry.object.as_str();
    if own.clone().all(|entry| entry.withdrawn) {
        return Some((object, message!("decision-stale.withdrawn")));
    }
    // What is withdrawn is behind what counts, and replaces nothing.
    let is_withdrawn = |one: &Arrived<'_>| {
        let is_it = |entry: &&Entry| {
            (entry.object.as_str(), entry.sha256.as_str(), entry.received_at)
                == (one.object, one.sha256, one.received_at)
        };
        counted.iter().find(is_it).is_some_and(|entry| entry.withdrawn)
    };
    let counts = |place: &usize| arrived.get(*place).is_some_and(|one| !is_withdrawn(one));
    let places =
        (0..arrived.len()).filter(|place| arrived.get(*place).is_some_and(|one| decision.is_about(one.sha256)));
    let places: Vec<usize> = places.filter(counts).collect();
    let Some(last) = places.last().copied() else {
        return Some((object, message!("decision-stale.unclaimed")));
    };
    // A row that later submissions leave out, or have in quarantine, stays, and so does what is decided of it.
    if places.iter().any(|place| is_of_current_row(decision, *place, arrived, newest)) {
        return None;
    }
    // Of equal bytes under several names each is replaced alone.
    let replaced_by_name = |place: usize| {
        let name = arrived.get(place)?.object;
        let mut later = arrived
            .iter()
            .skip(place + 1)
            .filter(|one| one.object == name && !decision.is_about(one.sha256) && !is_withdrawn(one));
        later.next_back()
    };
    if let Some(by) = places.iter().map(|place| replaced_by_name(*place)).collect::<Option<Vec<_>>>() {
        return is_replaced_by(decision, object, by.last().copied(), arrived);
    }
    let of_it: Vec<&Submission> =
        submissions.iter().filter(|one| one.arrived.is_some_and(|place| places.contains(&place))).collect();
    let is_over = |one: &&Submission| matches!(one.state, State::Superseded | State::Withdrawn | State::Duplicate);
    if of_it.is_empty() || !of_it.iter().all(is_over) || !of_it.iter().any(|one| one.state == State::Superseded) {
        return None;
    }
    let subjects: BTreeSet<_> = of_it.iter().map(|one| (one.form, one.sender, one.period)).collect();
    let later = submissions.iter().filter(|one| subjects.contains(&(one.form, one.sender, one.period)));
    let later = later
        .filter_map(|one| one.arrived.filter(|place| *place > last && !places.contains(place) && counts(place)))
        .max();
    is_replaced_by(decision, object, later.and_then(|place| arrived.get(place)), arrived)
}

/// True where a row that a decision is about counts; where its cell is in no row, as labels and what is above them, any row of its sheet.
fn is_of_current_row(decision: &Decision, place: usize, arrived: &[Arrived<'_>], newest: &Newest) -> bool {
    let Some(one) = arrived.get(place) else { return false };
    let number = decision.place().map(|(row, _)| row.saturating_add(1)).or_else(|| row_of(decision.cell.get_ref()));
    let sheet = decision.sheet.as_str();
    let of_row = |(index, table): (usize, &TypedTable)| Some((index, table.row_at(sheet, number?)?));
    let own: Vec<(usize, usize)> = one.reading.tables.iter().enumerate().filter_map(of_row).collect();
    let is_it = |(table, row): &(usize, usize)| match own.as_slice() {
        [] => one.reading.tables.get(*table).is_some_and(|table| table.sheet == sheet),
        own => own.contains(&(*table, *row)),
    };
    let mut current = newest.current.iter().flat_map(|current| current.values()).filter(|one| one.arrived == place);
    current.any(|current| current.rows.iter().any(is_it))
}

/// That another object took the place of that of a decision; nothing where it is a return that holds the decided value.
fn is_replaced_by<'a>(
    decision: &Decision,
    object: &'a str,
    later: Option<&Arrived<'_>>,
    arrived: &[Arrived<'_>],
) -> Option<(&'a str, Message)> {
    if decision.value.is_some() && later.is_some_and(|later| holds(&decision.id(), later, arrived, MOST_RETURNS)) {
        return None;
    }
    let by = later.map_or(object, |later| later.object);
    Some((object, message!("decision-stale.replaced", object = by)))
}

/// Returns of returns that are followed.
const MOST_RETURNS: usize = 100;

/// True for a return that was made with a decision, or of one that was.
fn holds(decision: &str, one: &Arrived<'_>, arrived: &[Arrived<'_>], most: usize) -> bool {
    let of = &one.reading.return_of;
    let origin = |sha256: &String| arrived.iter().find(|other| *sha256 == other.sha256);
    let is_of_origin = || {
        let mut origins = of.objects.iter().filter_map(origin);
        origins.any(|origin| holds(decision, origin, arrived, most.saturating_sub(1)))
    };
    of.decisions.iter().any(|known| known == decision) || most > 0 && is_of_origin()
}

fn finding(decision: &Decision, object: &str, why: Message) -> Finding {
    let (who, day) = (decision.who.get_ref(), decision.when.to_string());
    let message = message!("stale-decision.stale", decision = decision.id(), who = who, day = day, why = why);
    let row = decision.place().map(|(row, _)| row.saturating_add(1)).or_else(|| row_of(decision.cell.get_ref()));
    let location = Location {
        object: Some(object.to_owned()),
        sheet: Some(decision.sheet.clone()).filter(|sheet| !sheet.is_empty()),
        cell: decision.place().map(|_| decision.cell.get_ref().clone()),
        row,
        ..Location::default()
    };
    Finding::new(Code::StaleDecision, location, message)
}
