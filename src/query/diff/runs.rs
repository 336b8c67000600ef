//! A run with what its manifest says of it, and which run was current before it.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use crate::error::Error;
use crate::message;
use crate::publish::whole::refuse_damaged;
use crate::publish::{inputs, manifest};
use crate::store::{Entry, Warehouse};

/// A run that is compared.
pub struct OpenedRun<'a> {
    pub warehouse: &'a Warehouse,
    pub run_id: String,
    pub inputs: Vec<Entry>,
    pub last_deadline: Option<String>,
    pub program_version: String,
    /// Digests.
    pub program: String,
    pub declarations: String,
    pub registry: String,
    /// The files of the declarations with their digests.
    pub files: BTreeMap<String, String>,
    /// The files of the run with their digests.
    outputs: HashMap<String, String>,
}

impl<'a> OpenedRun<'a> {
    /// # Errors
    /// No such run, or one whose manifest cannot be understood.
    pub fn open(warehouse: &'a Warehouse, run_id: &str) -> Result<Self, Error> {
        let Some(bytes) = warehouse.run_file(run_id, manifest::FILE)? else {
            return Err(Error::Request(message!("warehouse-no-run", run = run_id)));
        };
        let location = || format!("{run_id}/{}", manifest::FILE);
        let stored: Value = serde_json::from_slice(&bytes).map_err(|cause| Error::damaged(location(), cause))?;
        let damaged = || Error::damaged(location(), message!("damage.not-written"));
        let text = |value: &Value| value.as_str().map(str::to_owned).ok_or_else(damaged);
        let files = stored["declarations"]["files"].as_array().into_iter().flatten();
        let outputs = manifest::outputs_of(&stored).ok_or_else(damaged)?;
        // The rows behind the figures are not compared.
        let reads = |name: &str| !(name.starts_with("data/") || name.starts_with("units/"));
        refuse_damaged(warehouse, run_id, reads)?;
        Ok(Self {
            warehouse,
            run_id: run_id.to_owned(),
            inputs: inputs_of(warehouse, run_id, &stored)?.ok_or_else(damaged)?,
            last_deadline: stored["last_deadline"].as_str().map(str::to_owned),
            program_version: text(&stored["program"]["version"])?,
            program: text(&stored["program"]["digest"])?,
            declarations: text(&stored["declarations"]["digest"])?,
            registry: text(&stored["registry"]["digest"])?,
            files: files
                .map(|file| Ok((text(&file["name"])?, text(&file["digest"])?)))
                .collect::<Result<_, Error>>()?,
            outputs: outputs.into_iter().map(|output| (output.relative, output.sha256)).collect(),
        })
    }

    /// True where a file of two runs has the same bytes.
    pub fn has_same(&self, other: &Self, path: &str) -> bool {
        self.outputs.get(path).is_some_and(|digest| other.outputs.get(path) == Some(digest))
    }

    /// The names of its tables of figures, without folder and ending.
    pub fn figures(&self) -> impl Iterator<Item = &str> {
        self.outputs.keys().filter_map(|name| name.strip_prefix("indicators/")?.strip_suffix(".parquet"))
    }

    pub fn has(&self, path: &str) -> bool {
        self.outputs.contains_key(path)
    }
}

/// The arrivals that a run counts: the one place that knows where a run keeps them.
fn inputs_of(warehouse: &Warehouse, run_id: &str, stored: &Value) -> Result<Option<Vec<Entry>>, Error> {
    inputs::counted(warehouse, run_id, stored)
}

/// The run that was current before a run was, as the journal says; nothing where it says of none that is still there.
///
/// # Errors
/// A journal that cannot be read.
pub fn run_before(warehouse: &Warehouse, run_id: &str) -> Result<Option<String>, Error> {
    let entries = warehouse.journal_entries()?;
    let became = |entry: &&Value| entry["became_current"] != false;
    let current: Vec<&str> = entries.iter().filter(became).filter_map(|entry| entry["run_id"].as_str()).collect();
    let last = current.iter().rposition(|id| *id == run_id).unwrap_or(current.len());
    for before in current.iter().take(last).rev().filter(|before| **before != run_id) {
        if warehouse.has_run(before)? {
            return Ok(Some((*before).to_owned()));
        }
    }
    Ok(None)
}
