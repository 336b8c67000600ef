//! Whether all is well, for monitors: the newest run is young enough, no run has failed since, and the current run can be read.

use chrono::{DateTime, TimeDelta, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::error::Error;
use crate::findings::message::Message;
use crate::message;
use crate::project::written::settings::UTC_OFFSET_SECONDS;
use crate::publish::{manifest, whole};
use crate::query::no_current::no_current;
use crate::query::status::{HeldRun, failures, text_of};
use crate::query::withdrawn_since::withdrawn_since;
use crate::store::Warehouse;
use crate::values::duration::typed;
use crate::values::instant::instant;

/// How far clocks of machines that share a warehouse may differ.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(5);

/// What `tinhso status --check` found.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Health {
    pub is_well: bool,
    /// What is not well, the gravest first; empty where all is well.
    pub causes: Vec<Message>,
    /// True where the current run is not as it was published, or none is current any more.
    pub is_damaged: bool,
    /// The run confirmed last, which need not be the current one; null before the first.
    pub run_id: Option<String>,
    pub confirmed_at: Option<String>,
    /// The run that readers see, and when it was confirmed last; null where none is current or it is damaged.
    pub current_run_id: Option<String>,
    pub current_confirmed_at: Option<String>,
    /// The run that is held and waits for `tinhso release`; else null.
    pub held: Option<HeldRun>,
    pub age_seconds: Option<u64>,
    /// What `--max-age` allows; null where it was not stated.
    pub max_age_seconds: Option<u64>,
}

/// Looks whether all is well at an instant.
///
/// # Errors
/// Where it cannot be known: a warehouse that cannot be read, a current run of which the journal knows nothing, a run that was
/// confirmed in the future.
pub fn health(warehouse: &Warehouse, max_age: Option<u64>, now: DateTime<Utc>) -> Result<Health, Error> {
    let mut causes = Vec::new();
    let journal = warehouse.journal_entries()?;
    let holds = warehouse.holds()?;
    let mut held = HeldRun::last(&holds, |run_id| warehouse.has_run(run_id).unwrap_or_default());
    if let Some(held) = &mut held {
        held.withdrawn = withdrawn_since(warehouse, &held.run_id, None)?;
    }
    let damage = damage(warehouse)?;
    let is_damaged = damage.is_some();
    causes.extend(damage);
    if let (Some(found), Some(last)) = (warehouse.pointer()?, holds.made_current())
        && found != last
        && holds.names(&found)
    {
        causes.push(message!("status-check.moved", found = found, run = last));
    }
    let current = if is_damaged { None } else { warehouse.current()? };
    if let (None, Some(_), false) = (&current, &held, is_damaged) {
        causes.push(no_current(warehouse)?);
    }
    match warehouse.compare_ledger_extent() {
        Ok(()) => {}
        Err(error @ Error::Damaged { .. }) => causes.push(error.message()),
        Err(error) => return Err(error),
    }
    match warehouse.holder() {
        Ok(_) => {}
        Err(error @ Error::Damaged { .. }) => causes.push(error.message()),
        Err(error) => return Err(error),
    }
    if let Some(failure) = failures(&journal).first().filter(|failure| failure.latest) {
        causes.push(message!("status-check.failed", at = to_the_minute(&failure.ended_at), cause = failure.cause()));
    }
    let newest = newest(&journal);
    let age = match &newest {
        Some((_, confirmed)) => {
            let age = now.signed_duration_since(*confirmed);
            if age < -CLOCKS_DIFFER {
                let confirmed = instant(*confirmed);
                return Err(Error::Request(message!("status-check.in-future", at = confirmed, now = instant(now))));
            }
            Some(u64::try_from(age.num_seconds()).unwrap_or(0))
        }
        None if current.is_some() => {
            return Err(Error::Request(message!("status-check.no-journal")));
        }
        None => {
            causes.push(message!("status-check.no-run"));
            None
        }
    };
    if let (Some(age), Some(max_age), Some((run, _))) = (age, max_age, &newest)
        && age >= max_age
    {
        causes.push(message!("status-check.old", run = run, age = typed(age), max_age = typed(max_age)));
    }
    Ok(Health {
        is_well: causes.is_empty(),
        causes,
        is_damaged,
        current_confirmed_at: current.as_deref().and_then(|run_id| confirmed_at(&journal, run_id)),
        current_run_id: current,
        held,
        confirmed_at: newest.as_ref().map(|(_, confirmed)| instant(*confirmed)),
        run_id: newest.map(|(run_id, _)| run_id),
        age_seconds: age,
        max_age_seconds: max_age,
    })
}

/// An instant of the journal as the clock of the project shows it.
fn to_the_minute(at: &str) -> String {
    let parsed = at.parse::<DateTime<Utc>>();
    let here =
        parsed.ok().and_then(|at| at.naive_utc().checked_add_signed(TimeDelta::seconds(i64::from(UTC_OFFSET_SECONDS))));
    here.map_or_else(|| at.to_owned(), |at| at.format("%Y-%m-%d %H:%M").to_string())
}

/// The run that was confirmed last, and when; nothing before the first.
///
/// # Errors
/// A journal that cannot be read.
pub fn last_confirmed(warehouse: &Warehouse) -> Result<Option<(String, DateTime<Utc>)>, Error> {
    Ok(newest(&warehouse.journal_entries()?))
}

/// When a run last ended in an id, as the journal writes it.
fn confirmed_at(journal: &[Value], run_id: &str) -> Option<String> {
    let last = journal.iter().rfind(|entry| entry["run_id"] == run_id)?;
    text_of(last, "ended_at")
}

fn newest(journal: &[Value]) -> Option<(String, DateTime<Utc>)> {
    let confirmed = |entry: &Value| Some((text_of(entry, "run_id")?, text_of(entry, "ended_at")?.parse().ok()?));
    journal.iter().filter_map(confirmed).max_by_key(|(_, ended)| *ended)
}

/// What is wrong with the current run; nothing where it is whole, or there never was one.
fn damage(warehouse: &Warehouse) -> Result<Option<Message>, Error> {
    let as_damage = |error: Error| match error {
        Error::Damaged { .. } => Ok(Some(error.message())),
        error => Err(error),
    };
    let run_id = match warehouse.current() {
        Ok(Some(run_id)) => run_id,
        Ok(None) => {
            let last = warehouse.last_made_current()?;
            return last.map(|_| no_current(warehouse)).transpose();
        }
        Err(error) => return as_damage(error),
    };
    let bytes = warehouse.run_file(&run_id, manifest::FILE)?.unwrap_or_default();
    if let Err(error) = manifest::summary_of(&bytes) {
        return as_damage(error);
    }
    let stored: Option<Value> = serde_json::from_slice(&bytes).ok();
    let files = match stored.as_ref().and_then(manifest::outputs_of) {
        Some(outputs) => whole::damaged(warehouse, &run_id, &outputs)?,
        None => vec![manifest::FILE.to_owned()],
    };
    let Some(first) = files.first() else { return Ok(None) };
    Ok(Some(message!("status-check.damaged", run = run_id, count = files.len(), first = first)))
}
