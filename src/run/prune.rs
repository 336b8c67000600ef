//! `tinhso prune`: old runs are removed, and nothing that a kept one rests on.
//!
//! Only whole runs are removed. The archive, the ledger and the journal stay, so that every run that is kept can be made again, and
//! so can one that was removed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::assemble::local_day;
use crate::error::Error;
use crate::store::Warehouse;

/// What is kept, and what is removed.
#[derive(Clone, Debug, Default)]
pub struct Pruned {
    /// The ids of the runs that stay, the one confirmed last first.
    pub kept: Vec<String>,
    /// The ids of those that go or would go, in the same order.
    pub removed: Vec<String>,
    /// The ids of those that stay since they are held and wait for a release, the one held last first.
    pub held: Vec<String>,
}

/// Removes runs but the current one, those that are held and wait for a release, the last so many by the time at which a run last ended in them, the last one of each of the
/// last so many months that have any, and those of which the journal says nothing. With `only_looks` nothing is removed.
///
/// # Errors
/// Another run that writes; a warehouse that cannot be read, or a run that cannot be removed.
pub fn prune(warehouse: &Warehouse, keep: usize, monthly: usize, only_looks: bool) -> Result<Pruned, Error> {
    let _lock = if only_looks { None } else { Some(warehouse.lock()?) };
    let journal = warehouse.journal_entries()?;
    let (ended, holds) = (ended(&journal), warehouse.holds()?);
    let mut runs: Vec<(Option<DateTime<Utc>>, String)> =
        warehouse.run_ids()?.into_iter().map(|run_id| (ended.get(&run_id).copied(), run_id)).collect();
    runs.sort_by(|left, right| right.cmp(left));
    let mut kept: BTreeSet<&str> =
        runs.iter().filter(|(at, _)| at.is_none()).map(|(_, run_id)| run_id.as_str()).collect();
    // Where `current` is gone, the last that was current can be so again.
    let current = match warehouse.pointer()? {
        Some(run_id) => Some(run_id),
        None => warehouse.last_made_current()?,
    };
    kept.extend(current.as_deref());
    let waiting: Vec<String> = holds.waiting().rev().map(|held| held.run_id).collect();
    let is_there = |held: &&String| runs.iter().any(|(_, run_id)| run_id == *held);
    let held: Vec<String> = waiting.iter().filter(is_there).cloned().collect();
    kept.extend(held.iter().map(String::as_str));
    let timed = || runs.iter().filter_map(|(at, run_id)| Some(((*at)?, run_id.as_str())));
    kept.extend(timed().take(keep).map(|(_, run_id)| run_id));
    let mut months: Vec<String> = Vec::new();
    for (at, run_id) in timed() {
        let month = local_day(at).format("%Y-%m").to_string();
        // The newest of a month comes first.
        if months.len() < monthly && !months.contains(&month) {
            months.push(month);
            kept.insert(run_id);
        }
    }
    let mut pruned = Pruned { held: held.clone(), ..Pruned::default() };
    for (_, run_id) in &runs {
        let list = if kept.contains(run_id.as_str()) { &mut pruned.kept } else { &mut pruned.removed };
        list.push(run_id.clone());
    }
    if !only_looks {
        for run_id in &pruned.removed {
            warehouse.remove_run(run_id)?;
        }
    }
    Ok(pruned)
}

/// When a run last ended in each id.
fn ended(journal: &[Value]) -> BTreeMap<String, DateTime<Utc>> {
    let times = journal.iter().filter_map(|entry| {
        let at: DateTime<Utc> = entry["ended_at"].as_str()?.parse().ok()?;
        Some((entry["run_id"].as_str()?.to_owned(), at))
    });
    let mut ended = BTreeMap::new();
    for (run_id, at) in times {
        let last = ended.entry(run_id).or_insert(at);
        *last = at.max(*last);
    }
    ended
}
