//! The current run where another one does not take its place: takes its id, compares it with what it was published as, and makes it again
//! from ledger and archive where it is not that any more.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::ingest::Ingested;
use super::known::{Known, damaged, known};
use super::progress::Progress;
use super::{as_of_of, compute};
use crate::assemble::{expected, local_day};
use crate::engine::PlanEngine;
use crate::error::Error;
use crate::project::Project;
use crate::publish::{inputs, manifest};
use crate::store::{Entry, ExistingRun, Warehouse};

/// A current run that was not what it was published as.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DamagedCurrent {
    pub run_id: String,
    /// Its files that were gone or held something else.
    pub files: Vec<String>,
    /// True where it was computed again and took its place; false where it rests on other declarations, another registry or program.
    pub repaired: bool,
}

/// What a run counted, and the last deadline of it.
type RestsOn = (Vec<Entry>, Option<NaiveDate>);

/// What making a run again needs.
#[derive(Clone, Copy)]
pub(super) struct CurrentRepair<'a> {
    pub project: &'a Project,
    pub warehouse: &'a Warehouse,
    pub ingested: &'a Ingested,
    pub engine: &'a dyn PlanEngine,
    pub progress: &'a dyn Progress,
}

impl CurrentRepair<'_> {
    /// Compares a run with what it was published as, and repairs it where it can be; nothing where it is whole.
    ///
    /// # Errors
    /// A warehouse that cannot be read or written.
    pub fn repair(self, run_id: &str) -> Result<Option<DamagedCurrent>, Error> {
        let Self { project, warehouse, ingested, engine, progress } = self;
        let found = |files: Vec<String>, repaired| Some(DamagedCurrent { run_id: run_id.to_owned(), files, repaired });
        let Some((counted, deadline)) = self.rests_on(run_id)? else {
            let files = files_of(warehouse, run_id)?;
            return Ok(if files.is_empty() { None } else { found(files, false) });
        };
        let files = match known(project, warehouse, run_id, &counted, deadline)? {
            Known::Whole(_) => return Ok(None),
            Known::Damaged(files) => files,
            Known::No => vec![manifest::FILE.to_owned()],
        };
        let run = (run_id, ExistingRun::GivesWay);
        let again =
            compute::publish(project, (warehouse, warehouse), &counted, deadline, run, ingested, engine, progress);
        if let Err(error) = &again {
            tracing::warn!(run = run_id, cause = %error, "the current run cannot be computed again");
        }
        Ok(found(files, again.is_ok()))
    }

    /// What a run counted, and the last deadline of it, where these declarations and this program still give its id.
    fn rests_on(self, run_id: &str) -> Result<Option<RestsOn>, Error> {
        let Self { project, warehouse, .. } = self;
        let stored = warehouse.run_file(run_id, manifest::FILE)?;
        let stored: Option<serde_json::Value> = stored.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let as_of = as_of_of(warehouse, run_id)?;
        let stated = stored.as_ref().map(|stored| stored["last_deadline"].as_str().and_then(|day| day.parse().ok()));
        let deadlines = stated.into_iter().chain(as_of.map(|as_of| expected::last_deadline(project, as_of)));
        let listed = stored.and_then(|stored| inputs::counted(warehouse, run_id, &stored).ok().flatten());
        let in_ledger = match as_of {
            Some(as_of) => {
                let mut counted = warehouse.ledger_when(|at| local_day(at) <= as_of)?;
                counted.retain(|entry| !project.is_debris(&entry.object) && local_day(entry.received_at) <= as_of);
                Some(counted)
            }
            None => None,
        };
        let counted: Vec<Vec<Entry>> = listed.into_iter().chain(in_ledger).collect();
        let gives = |(counted, deadline): &(&Vec<Entry>, Option<NaiveDate>)| {
            manifest::run_id(project, counted, *deadline) == run_id
        };
        let mut all = deadlines.flat_map(|deadline| counted.iter().map(move |counted| (counted, deadline)));
        Ok(all.find(gives).map(|(counted, deadline)| (counted.clone(), deadline)))
    }
}

/// The files of a run that are not what its manifest says.
fn files_of(warehouse: &Warehouse, run_id: &str) -> Result<Vec<String>, Error> {
    let bytes = warehouse.run_file(run_id, manifest::FILE)?.unwrap_or_default();
    let stored: Option<serde_json::Value> = serde_json::from_slice(&bytes).ok();
    match stored.as_ref().and_then(manifest::outputs_of) {
        Some(outputs) => damaged(warehouse, run_id, &outputs),
        None => Ok(vec![manifest::FILE.to_owned()]),
    }
}
