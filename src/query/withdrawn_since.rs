//! What someone has withdrawn that a run counts: takes its id, gives the names of the objects.

use std::collections::{BTreeSet, HashSet};

use chrono::NaiveDate;
use serde_json::Value;

use crate::assemble::local_day;
use crate::error::Error;
use crate::publish::{inputs, manifest};
use crate::store::{Entry, Warehouse};

/// The objects that a run counts and that are withdrawn by now, as runs up to a day know of it; nothing where what it counts cannot be told.
///
/// # Errors
/// A warehouse that cannot be read.
pub fn withdrawn_since(warehouse: &Warehouse, run_id: &str, until: Option<NaiveDate>) -> Result<Vec<String>, Error> {
    let bytes = warehouse.run_file(run_id, manifest::FILE)?.unwrap_or_default();
    let Ok(stored) = serde_json::from_slice::<Value>(&bytes) else { return Ok(Vec::new()) };
    let Some(counted) = inputs::counted(warehouse, run_id, &stored)? else { return Ok(Vec::new()) };
    let ledger = warehouse.ledger_when(|at| until.is_none_or(|day| local_day(at) <= day))?;
    let arrival = |entry: &Entry| (entry.object.clone(), entry.sha256.clone(), entry.received_at);
    let withdrawn: HashSet<_> = ledger.iter().filter(|entry| entry.withdrawn).map(arrival).collect();
    let of_run = counted.iter().filter(|entry| !entry.withdrawn && withdrawn.contains(&arrival(entry)));
    let names: BTreeSet<String> = of_run.map(|entry| entry.object.clone()).collect();
    Ok(names.into_iter().collect())
}
