//! `tinhso release`: makes a published run the current one.

use chrono::{NaiveDate, Utc};
use serde_json::{Value, json};

use super::{TIME_OF_NAMES, as_of_of, known};
use crate::error::Error;
use crate::findings::message::Message;
use crate::message;
use crate::publish::manifest::{self, PROGRAM_DIGEST};
use crate::query::asked::run_named;
use crate::query::withdrawn_since::withdrawn_since;
use crate::store::{Holds, Warehouse};
use crate::values::instant::instant;

/// What became of a release.
#[derive(Clone, Debug)]
pub struct Released {
    pub run_id: String,
    /// The run that was current before; the same where nothing moved.
    pub before: Option<String>,
    /// Objects that it counts, and that someone has withdrawn.
    pub withdrawn: Vec<String>,
    /// Why the journal says nothing of it: the run is current all the same.
    pub after_commit: Option<Message>,
}

impl Released {
    /// True where another run was current before, or none.
    pub fn moved(&self) -> bool {
        self.before.as_deref() != Some(&self.run_id)
    }
}

/// Makes a published run the current one, under the lock and from where the pointer was found, with a line in the journal. Its files
/// are compared with its manifest before. What was withdrawn up to a day and counts in it is named.
///
/// # Errors
/// No such run; one that is damaged; another run that writes; a pointer that cannot be moved.
pub fn release(warehouse: &Warehouse, run_id: &str, until: Option<NaiveDate>) -> Result<Released, Error> {
    let started = Utc::now();
    let _lock = warehouse.lock()?;
    let run_id = &run_named(warehouse, run_id)?;
    let bytes = warehouse.run_file(run_id, manifest::FILE)?.unwrap_or_default();
    let damaged =
        |name: &str| Error::damaged(format!("{run_id}/{name}"), message!("damage.not-published", run = run_id));
    let stored: Value = serde_json::from_slice(&bytes).map_err(|_| damaged(manifest::FILE))?;
    let outputs = manifest::outputs_of(&stored).ok_or_else(|| damaged(manifest::FILE))?;
    if let Some(name) = known::damaged(warehouse, run_id, &outputs)?.first() {
        return Err(damaged(name));
    }
    let summary = manifest::summary_of(&bytes)?;
    let before = warehouse.pointer()?;
    let withdrawn = withdrawn_since(warehouse, run_id, until)?;
    let mut released = Released { run_id: run_id.to_owned(), before, withdrawn, after_commit: None };
    let mut holds = warehouse.holds().unwrap_or_else(|_| Holds::unknown());
    // Where others moved `current`, a release says that it is right so.
    if !released.moved() && holds.made_current().is_none_or(|last| last == run_id) {
        return Ok(released);
    }
    let as_of = as_of_of(warehouse, run_id)?;
    let failed = warehouse.point_current(released.before.as_deref(), run_id)?;
    released.after_commit = failed.map(|error| message!("run-after-commit.pointer", cause = error.message()));
    let entry = json!({
        "tinhso": "journal/1",
        "released": true,
        "run_id": run_id,
        "before": released.before,
        "as_of": as_of.map(|day| day.to_string()),
        "became_current": true,
        "started_at": instant(started),
        "ended_at": instant(Utc::now()),
        "program": { "version": env!("CARGO_PKG_VERSION"), "digest": PROGRAM_DIGEST },
        "errors": summary.errors,
        "warnings": summary.warnings,
    });
    let name = format!("{}-{run_id}-released.json", started.format(TIME_OF_NAMES));
    holds.add(&entry);
    let stated = warehouse.state_holds(&holds, Some(&name));
    if let Err(error) = warehouse.journal(&name, &entry).and(stated) {
        released.after_commit = Some(message!("run-after-commit", cause = error.message()));
    }
    Ok(released)
}
