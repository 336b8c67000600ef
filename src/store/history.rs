//! What a warehouse holds, for those who only look: its runs, its journal, the tables of a run. Nothing is written here, and
//! no lock is needed: a published run never changes.

use std::path::Path;

use arrow_array::RecordBatch;
use serde_json::Value;

use super::disk::files::failed;
use super::key::JOURNAL;
use super::paths::{below, names_in};
use super::places::folder_of;
use super::tables;
use super::warehouse::Warehouse;
use crate::error::Error;

impl Warehouse {
    /// Opens a warehouse that is there; nothing where no run has made one yet.
    ///
    /// # Errors
    /// Usage, when the URL is of an object store.
    pub fn existing(path: &str, project_folder: &Path) -> Result<Option<Self>, Error> {
        match folder_of(path, project_folder)? {
            folder if folder.is_dir() => Self::open(path, project_folder).map(Some),
            _ => Ok(None),
        }
    }

    /// The ids of the published runs, by name.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn run_ids(&self) -> Result<Vec<String>, Error> {
        Ok(names_in(&self.runs())?.into_iter().filter(|name| !name.starts_with('.')).collect())
    }

    /// The journal's entries about runs, the oldest first. One that is damaged is told in the log and left out: it says nothing
    /// of the runs themselves.
    ///
    /// # Errors
    /// A journal that cannot be read.
    pub fn journal_entries(&self) -> Result<Vec<Value>, Error> {
        let names = self.blobs().list(&JOURNAL)?.blobs.into_iter();
        names
            .filter(|name| name.ends_with(".json") && !name.ends_with(".openlineage.json"))
            .filter_map(|name| {
                let bytes = match JOURNAL.child(&name).and_then(|key| self.blobs().get(&key)) {
                    Ok(bytes) => bytes?,
                    Err(error) => return Some(Err(error)),
                };
                let entry = serde_json::from_slice(&bytes);
                if let Err(error) = &entry {
                    tracing::warn!(entry = name, cause = %error, "an entry of the journal cannot be understood");
                }
                entry.ok().map(Ok)
            })
            .collect()
    }

    /// A table of a published run, such as `submissions.parquet`.
    ///
    /// # Errors
    /// A table that is not there or cannot be read.
    pub fn run_table(&self, run_id: &str, relative: &str) -> Result<Vec<RecordBatch>, Error> {
        let path = self.run_folder(run_id)?.join(below("cannot read", relative)?);
        tables::read(&path).map_err(failed("cannot read", &path))
    }

    /// The names of the tables in a folder of a published run, without their ending.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn run_tables(&self, run_id: &str, folder: &str) -> Result<Vec<String>, Error> {
        let names = names_in(&self.run_folder(run_id)?.join(below("cannot read", folder)?))?;
        Ok(names.iter().filter_map(|name| name.strip_suffix(".parquet")).map(str::to_owned).collect())
    }
}
