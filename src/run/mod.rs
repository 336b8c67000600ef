//! The straight line: calls the stages in order, from the landing zone to a published run.

mod arrival;
pub mod bundle;
pub mod compute;
mod current;
mod form_tables;
pub mod ingest;
pub mod journal;
pub mod known;
pub mod last_words;
pub mod open_lineage;
pub mod progress;
pub mod prune;
pub mod release;
mod repair;
mod returns;
mod sent_again;
pub mod stopwatch;
pub mod verify;
pub mod withdrawal;

use std::collections::HashSet;

use chrono::{DateTime, Datelike, Months, NaiveDate, Utc};

use crate::assemble::{decisions, expected, local_day};
use crate::engine::Engines;
use crate::error::Error;
use crate::findings::fault::Fault;
use crate::findings::finding::Finding;
use crate::findings::message::Message;
use crate::message;
use crate::project::Project;
use crate::project::check::of_the_future;
use crate::project::written::decisions::DECISIONS_FILE;
use crate::publish::summary::Summary;
use crate::publish::{inputs, manifest};
use crate::query::diff::{self, Since};
use crate::run::current::FoundCurrent;
use crate::run::known::Known;
use crate::run::progress::Progress;
pub use crate::run::repair::DamagedCurrent;
use crate::store::key::ARCHIVE;
use crate::store::places::Places;
use crate::store::{Entry, ExistingRun, Holds, Landing, Warehouse};
use crate::values::instant::instant;

/// How the names of entries of the journal begin.
const TIME_OF_NAMES: &str = "%Y%m%dT%H%M%S%.6fZ";

/// The first year of which an as-of day may be.
const FIRST_YEAR: i32 = 1900;

/// How far ahead of today an as-of day may lie.
const FARTHEST_AHEAD: Months = Months::new(120);

/// What a caller may set for one run.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The day up to which arrivals are counted; the settings' day, else today.
    pub as_of: Option<NaiveDate>,
    /// Read every object again, whatever the cache holds.
    pub without_cache: bool,
    /// Publish the run, and leave the current one as it is until someone releases it.
    pub hold: bool,
}

/// How a run ended.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub run_id: String,
    /// True where the same run was there before: nothing that counts has changed.
    pub unchanged: bool,
    /// Objects whose bytes were read this time.
    pub objects_read: usize,
    /// Arrivals after the as-of day, which are not counted.
    pub objects_after: usize,
    /// True where the landing zone holds nothing, and the ledger does.
    pub landing_is_empty: bool,
    /// How many files programs left in the landing zone, which were passed over.
    pub debris: usize,
    /// Objects that were changed so shortly before that they wait for the next run.
    pub unsettled: Vec<String>,
    /// How many times of arrival were corrected by the list.
    pub arrivals_corrected: usize,
    /// What was found about the landing zone itself. It is reported and kept in the journal, and is no part of what is published:
    /// a run can be repeated from the archive and the ledger alone.
    pub landing_findings: Vec<Finding>,
    pub as_of: NaiveDate,
    /// The as-of day of the run that stays current, where it is later than that of this run.
    pub current_stays: Option<NaiveDate>,
    /// True where the run was published and held back: another one stays current, or none is.
    pub held: bool,
    /// True where that is so since the journal cannot be read where it would say whether somebody held it.
    pub hold_is_doubtful: bool,
    /// The run that was held until this one became current.
    pub after_held: Option<String>,
    /// The run that was current when this one began, where it is another.
    pub before: Option<String>,
    /// What is new since that run; nothing where there is none, or where its as-of day is later.
    pub since: Option<Since>,
    /// Files of the published run that were gone or held something else: the run was computed again and took its place. And inputs of the
    /// archive that were, which the landing zone still has: they were put back.
    pub repaired: Vec<String>,
    /// The current run where it was damaged and this run did not take its place.
    pub damaged_current: Option<DamagedCurrent>,
    /// The run that became current last, where `current` did not point to it when this run began: it was gone, or pointed elsewhere.
    pub lost_current: Option<String>,
    /// The run that `current` pointed to when this run began, where that is not there, or nobody made it current.
    pub misplaced_current: Option<String>,
    /// Inputs, by SHA-256, that are lost: neither the archive nor the landing zone has them, and their readings are cached.
    pub lost: Vec<String>,
    /// What could not be written once the run was published: it counts all the same.
    pub after_commit: Vec<Message>,
    pub summary: Summary,
}

impl Outcome {
    /// True where someone has to look: findings of severity error, or a run that did not become current.
    pub fn needs_attention(&self) -> bool {
        self.summary.has_errors()
            || self.current_stays.is_some()
            || self.held
            || !self.repaired.is_empty()
            || self.damaged_current.is_some()
            || self.lost_current.is_some()
            || self.misplaced_current.is_some()
            || !self.lost.is_empty()
            || !self.after_commit.is_empty()
            || self.landing_findings.iter().any(Finding::is_error)
    }
}

/// Reads what is new, computes every figure and publishes a run.
///
/// # Errors
/// Where the landing zone or the warehouse cannot be read or written, or the engine fails; the run that was current stays.
pub fn run(
    project: &Project,
    places: &Places,
    warehouse: &Warehouse,
    options: &Options,
    engines: Engines<'_>,
    progress: &dyn Progress,
) -> Result<Outcome, Error> {
    let open = || Landing::open(&places.landing, &places.folder);
    run_from(project, Origin { places, open: &open }, warehouse, options, engines, progress)
}

/// Where a run takes its objects from.
#[derive(Clone, Copy)]
pub struct Origin<'a> {
    /// What the places are called.
    pub places: &'a Places,
    /// Opens the landing zone, once the run has the right to write.
    pub open: &'a dyn Fn() -> Result<Landing, Error>,
}

/// [`run`], with a landing zone that is opened in a way of its own.
///
/// # Errors
/// As [`run`].
pub fn run_from(
    project: &Project,
    origin: Origin<'_>,
    warehouse: &Warehouse,
    options: &Options,
    engines: Engines<'_>,
    progress: &dyn Progress,
) -> Result<Outcome, Error> {
    let started = Utc::now();
    let lock = warehouse.lock()?;
    progress.begun(started);
    warehouse.leftovers(&lock)?;
    match under_lock(project, origin, warehouse, options, engines, progress, started) {
        Ok(mut outcome) => {
            // The run is published: what fails now is reported, and undoes nothing.
            if let Err(error) = note(project, origin.places, warehouse, &outcome, started) {
                outcome.after_commit.push(message!("run-after-commit", cause = error.message()));
            }
            outcome.since = since(warehouse, &outcome);
            Ok(outcome)
        }
        Err(error) => {
            last_words::last_words(warehouse, &error, Some(started));
            Err(error)
        }
    }
}

/// What is new since the run before. It is reported beside the run, and a run before that is damaged does not make this one less.
fn since(warehouse: &Warehouse, outcome: &Outcome) -> Option<Since> {
    let before = outcome.before.as_deref().filter(|_| outcome.current_stays.is_none())?;
    match diff::compare(warehouse, before, &outcome.run_id) {
        Ok(answer) => Some(Since::new(&answer)),
        Err(error) => {
            tracing::warn!(run = before, cause = %error, "the run before cannot be compared");
            None
        }
    }
}

/// Writes into the journal what a run did.
fn note(
    project: &Project,
    places: &Places,
    warehouse: &Warehouse,
    outcome: &Outcome,
    started: DateTime<Utc>,
) -> Result<(), Error> {
    let (ended, run_id) = (Utc::now(), &outcome.run_id);
    let time = started.format(TIME_OF_NAMES);
    let (name, entry) = (format!("{time}-{run_id}.json"), journal::journal(outcome, started, ended));
    let mut holds = warehouse.holds()?;
    holds.add(&entry);
    warehouse.state_holds(&holds, Some(&name))?;
    warehouse.journal(&name, &entry)?;
    if let (false, Some(bytes)) = (outcome.unchanged, warehouse.run_file(run_id, manifest::FILE)?) {
        let manifest = serde_json::from_slice(&bytes).map_err(|error| Error::damaged(manifest::FILE, error))?;
        let counted = inputs::counted(warehouse, run_id, &manifest)?.unwrap_or_default();
        let published = open_lineage::Published { project, warehouse, run_id, manifest: &manifest, counted: &counted };
        let event = open_lineage::complete(&published, &places.landing, ended)?;
        warehouse.journal(&format!("{time}-{run_id}.openlineage.json"), &event)?;
    }
    Ok(())
}

/// A run, while no other writes to the warehouse.
fn under_lock(
    project: &Project,
    origin: Origin<'_>,
    warehouse: &Warehouse,
    options: &Options,
    engines: Engines<'_>,
    progress: &dyn Progress,
    started: DateTime<Utc>,
) -> Result<Outcome, Error> {
    let as_of = options.as_of.or(project.settings.as_of).unwrap_or_else(|| local_day(started));
    if let Some(message) = refused_day(as_of, local_day(started)) {
        return Err(Error::Request(message));
    }
    let decided = project.texts.iter().filter(|file| file.name == DECISIONS_FILE);
    let future: Vec<Fault> =
        decided.flat_map(|file| of_the_future(&project.decisions, file, local_day(started))).collect();
    if !future.is_empty() {
        return Err(Error::Declarations(future));
    }
    let landing = (origin.open)()?;
    let holds = said_by_journal(warehouse.holds()).unwrap_or_else(Holds::unknown);
    let FoundCurrent { pointer, lost: lost_current, misplaced: misplaced_current, before } =
        FoundCurrent::new(warehouse, &holds)?;
    let arrivals_before = known::compare_ledger(warehouse, before.as_deref())?;
    let ingested = ingest::ingest(project, &landing, warehouse, options, started, engines.local, progress)?;
    warehouse.state_ledger_extent()?;
    let mut counted: Vec<Entry> = warehouse.ledger_when(|at| local_day(at) <= as_of)?;
    let put_back = put_back(warehouse, counted.iter().take(arrivals_before));
    counted.retain(|entry| !project.is_debris(&entry.object));
    let misnamed = decisions::misnamed(project, &counted);
    if !misnamed.is_empty() {
        return Err(Error::Declarations(misnamed));
    }
    let all = counted.len();
    counted.retain(|entry| local_day(entry.received_at) <= as_of);
    let deadline = expected::last_deadline(project, as_of);
    let run_id = manifest::run_id(project, &counted, deadline);
    let is_other = pointer.as_deref() != Some(&run_id);
    if options.hold && is_other {
        // Before the run is there: what is killed behind this holds it all the same.
        let mut with_this = holds.clone();
        with_this.hold(&run_id, &instant(started));
        warehouse.state_holds(&with_this, None)?;
    }
    let publish = |existing| {
        let run = (run_id.as_str(), existing);
        compute::publish(project, (warehouse, warehouse), &counted, deadline, run, &ingested, engines.plans, progress)
    };
    let (summary, unchanged, mut repaired) = match known::known(project, warehouse, &run_id, &counted, deadline)? {
        Known::Whole(summary) => (*summary, true, Vec::new()),
        Known::No => (publish(ExistingRun::Stays)?, false, Vec::new()),
        Known::Damaged(files) => (publish(ExistingRun::GivesWay)?, true, files),
    };
    repaired.extend(put_back);
    let current_stays = match before.as_deref().filter(|before| *before != run_id) {
        Some(before) => as_of_or_deadline(warehouse, before)?.filter(|current| as_of < *current),
        None => None,
    };
    // A run that was killed before it was noted is no held one: then the journal, or a statement, says something of others.
    let is_unknown = holds.is_unknown() && pointer.is_some();
    let is_kept_back = holds.is_held(&run_id) || unchanged && (is_unknown || holds.another_was_released(&run_id));
    let held = is_other && (options.hold || is_kept_back);
    let hold_is_doubtful = held && !options.hold && (is_unknown || holds.is_doubtful(&run_id));
    let becomes_current = current_stays.is_none() && !held;
    let last_held = holds.waiting().next_back().filter(|_| is_other && becomes_current).map(|last| last.run_id);
    let after_held = last_held.filter(|last| *last != run_id);
    // What people read is looked at each night, whether or not this run takes its place.
    let damaged_current = match pointer.as_deref().filter(|current| *current != run_id && !becomes_current) {
        Some(current) => {
            let current_repair =
                repair::CurrentRepair { project, warehouse, ingested: &ingested, engine: engines.plans, progress };
            current_repair.repair(current)?
        }
        None => None,
    };
    let mut after_commit = Vec::new();
    if becomes_current {
        progress.commits();
        let failed = warehouse.point_current(pointer.as_deref(), &run_id)?;
        after_commit.extend(failed.map(|error| message!("run-after-commit.pointer", cause = error.message())));
    }
    let before = before.filter(|before| *before != run_id);
    Ok(Outcome {
        run_id,
        unchanged,
        objects_read: ingested.read,
        objects_after: all.saturating_sub(counted.len()),
        landing_is_empty: ingested.landing_is_empty,
        debris: ingested.debris,
        unsettled: ingested.unsettled,
        arrivals_corrected: ingested.arrivals_corrected,
        landing_findings: ingested.findings,
        as_of,
        current_stays,
        held,
        hold_is_doubtful,
        after_held,
        before,
        since: None,
        repaired,
        damaged_current,
        lost_current,
        misplaced_current,
        lost: ingested.lost,
        after_commit,
        summary,
    })
}

/// Why an as-of day is refused: one so far ahead is a slip of the hand or of a clock, since every period until then would be expected; by
/// one before all reports nothing counts.
pub fn refused_day(as_of: NaiveDate, today: NaiveDate) -> Option<Message> {
    let day = as_of.to_string();
    if as_of.year() < FIRST_YEAR {
        return Some(message!("run-as-of-too-early", day = day, year = FIRST_YEAR.to_string()));
    }
    let is_far = today.checked_add_months(FARTHEST_AHEAD).is_some_and(|farthest| as_of > farthest);
    is_far.then(|| message!("run-as-of-too-far", day = day, today = today.to_string()))
}

/// The inputs of earlier arrivals that the archive did not have, or had damaged, and has again.
fn put_back<'a>(warehouse: &Warehouse, earlier: impl Iterator<Item = &'a Entry>) -> Vec<String> {
    let mut settled = warehouse.settled_inputs();
    if !settled.is_empty() {
        let known: HashSet<&str> = earlier.map(|entry| entry.sha256.as_str()).collect();
        settled.retain(|sha256| known.contains(sha256.as_str()));
    }
    settled.iter().map(|sha256| format!("{ARCHIVE}/{sha256}")).collect()
}

/// What the journal says; one that cannot be read says nothing.
fn said_by_journal<T>(said: Result<T, Error>) -> Option<T> {
    said.inspect_err(|error| tracing::warn!(cause = %error, "the journal cannot be read")).ok()
}

/// The as-of day of a run, or what it is not before: the last deadline that the run counts, where the journal does not say.
fn as_of_or_deadline(warehouse: &Warehouse, run_id: &str) -> Result<Option<NaiveDate>, Error> {
    if let Some(as_of) = as_of_of(warehouse, run_id)? {
        return Ok(Some(as_of));
    }
    let bytes = warehouse.run_file(run_id, manifest::FILE)?.unwrap_or_default();
    let manifest: serde_json::Value = serde_json::from_slice(&bytes).unwrap_or_default();
    Ok(manifest["last_deadline"].as_str().and_then(|day| day.parse().ok()))
}

/// The as-of day with which a run was last confirmed; nothing where the journal does not say.
fn as_of_of(warehouse: &Warehouse, run_id: &str) -> Result<Option<NaiveDate>, Error> {
    let entries = warehouse.journal_entries()?;
    let last = entries.iter().rfind(|entry| entry["run_id"] == run_id);
    Ok(last.and_then(|entry| entry["as_of"].as_str()?.parse().ok()))
}
