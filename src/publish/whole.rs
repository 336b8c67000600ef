//! Whether a published run is whole: its files against its manifest.

use rayon::prelude::*;
use serde_json::Value;

use super::manifest;
use crate::error::Error;
use crate::store::digest::sha256_hex;
use crate::store::{Warehouse, WrittenFile};

/// The names of a run's files that are gone or hold something else than its manifest says.
///
/// # Errors
/// A warehouse that cannot be read.
pub fn damaged(warehouse: &Warehouse, run_id: &str, outputs: &[WrittenFile]) -> Result<Vec<String>, Error> {
    let damaged = outputs.par_iter().map(|output| {
        let found = warehouse.run_file(run_id, &output.relative)?;
        let is_whole = found
            .is_some_and(|found| u64::try_from(found.len()) == Ok(output.bytes) && sha256_hex(&found) == output.sha256);
        Ok((!is_whole).then(|| output.relative.clone()))
    });
    let damaged: Vec<Option<String>> = damaged.collect::<Result<_, Error>>()?;
    Ok(damaged.into_iter().flatten().collect())
}

/// Refuses a run in which a file that will be read is not what its manifest says; `reads` is asked of each name. Who hands out figures asks
/// this first: a flipped bit makes another figure as easily as an error.
///
/// # Errors
/// The file; a manifest that cannot be understood; a warehouse that cannot be read.
pub fn refuse_damaged(warehouse: &Warehouse, run_id: &str, reads: impl Fn(&str) -> bool) -> Result<(), Error> {
    let location = |name: &str| warehouse.run_location(run_id).map(|run| format!("{run}/{name}"));
    let bytes = warehouse.run_file(run_id, manifest::FILE)?.unwrap_or_default();
    let stored: Option<Value> = serde_json::from_slice(&bytes).ok();
    let Some(mut outputs) = stored.as_ref().and_then(manifest::outputs_of) else {
        return Err(Error::damaged(location(manifest::FILE)?, "it is not what a run writes"));
    };
    outputs.retain(|output| reads(&output.relative));
    match damaged(warehouse, run_id, &outputs)?.first() {
        None => Ok(()),
        Some(name) => Err(Error::damaged(location(name)?, "it is not what was published")),
    }
}

/// True of the tables that every answer about figures rests on.
pub fn holds_figures(name: &str) -> bool {
    name.starts_with("indicators/") || ["catalog.parquet", "targets.parquet", "registry/units.parquet"].contains(&name)
}
