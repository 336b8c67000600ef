//! Whether a published run is whole: its files against its manifest.

use std::collections::BTreeMap;

use bytes::Bytes;
use rayon::prelude::*;
use serde_json::Value;

use super::manifest;
use crate::error::Error;
use crate::message;
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
    let run = WholeRun::open(warehouse, run_id)?;
    let outputs: Vec<WrittenFile> = run.outputs.values().filter(|output| reads(&output.relative)).cloned().collect();
    match damaged(warehouse, run_id, &outputs)?.first() {
        None => Ok(()),
        Some(name) => Err(run.damage(name)?),
    }
}

/// A published run whose files are handed out as its manifest names them, or not at all.
#[derive(Debug)]
pub struct WholeRun<'a> {
    warehouse: &'a Warehouse,
    run_id: String,
    outputs: BTreeMap<String, WrittenFile>,
}

impl<'a> WholeRun<'a> {
    /// Opens a run.
    ///
    /// # Errors
    /// A manifest that is missing or cannot be understood; a warehouse that cannot be read.
    pub fn open(warehouse: &'a Warehouse, run_id: &str) -> Result<Self, Error> {
        let bytes = warehouse.run_file(run_id, manifest::FILE)?.unwrap_or_default();
        let stored: Option<Value> = serde_json::from_slice(&bytes).ok();
        let Some(outputs) = stored.as_ref().and_then(manifest::outputs_of) else {
            let location = format!("{}/{}", warehouse.run_location(run_id)?, manifest::FILE);
            return Err(Error::damaged(location, message!("damage.not-written")));
        };
        let outputs = outputs.into_iter().map(|output| (output.relative.clone(), output)).collect();
        Ok(Self { warehouse, run_id: run_id.to_owned(), outputs })
    }

    /// The names in a folder of the run that the manifest has, without the folder and their ending: what else lies there is none of
    /// its tables.
    pub fn tables(&self, folder: &str) -> Vec<String> {
        let in_folder =
            |name: &String| name.strip_prefix(folder)?.strip_prefix('/')?.strip_suffix(".parquet").map(str::to_owned);
        self.outputs.keys().filter_map(in_folder).collect()
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// A file that is missing or not what was published; a warehouse that cannot be read.
    pub fn file(&self, name: &str) -> Result<Bytes, Error> {
        let found = self.warehouse.run_file(&self.run_id, name)?;
        let is_whole = |bytes: &Bytes| self.outputs.get(name).is_some_and(|output| sha256_hex(bytes) == output.sha256);
        match found.filter(is_whole) {
            Some(bytes) => Ok(bytes),
            None => Err(self.damage(name)?),
        }
    }

    fn damage(&self, name: &str) -> Result<Error, Error> {
        let location = format!("{}/{name}", self.warehouse.run_location(&self.run_id)?);
        Ok(Error::damaged(location, message!("damage.not-published", run = &self.run_id)))
    }
}

/// True of the tables that every answer about figures rests on.
pub fn holds_figures(name: &str) -> bool {
    name.starts_with("indicators/") || ["catalog.parquet", "targets.parquet", "registry/units.parquet"].contains(&name)
}
