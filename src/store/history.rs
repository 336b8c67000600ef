//! What a warehouse holds, for those who only look: its runs, its journal, the tables of a run. Nothing is written here, and
//! no lock is needed: a published run never changes.

use arrow_array::RecordBatch;
use serde_json::Value;

use super::key::{JOURNAL, RUNS};
use super::tables;
use super::warehouse::{Warehouse, run_key};
use crate::error::Error;

impl Warehouse {
    /// The names of all folders among the runs, whether they are runs or not.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub(super) fn run_folders(&self) -> Result<Vec<String>, Error> {
        Ok(self.blobs().list(&RUNS)?.folders)
    }

    /// The ids of the published runs, by name.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn run_ids(&self) -> Result<Vec<String>, Error> {
        let mut published = Vec::new();
        for run_id in self.blobs().list(&RUNS)?.folders {
            if self.has_run(&run_id)? {
                published.push(run_id);
            }
        }
        Ok(published)
    }

    /// The journal's entries about runs, the oldest first. One that is damaged is reported in the log and left out: it says nothing
    /// of the runs themselves.
    ///
    /// # Errors
    /// A journal that cannot be read.
    pub fn journal_entries(&self) -> Result<Vec<Value>, Error> {
        let names = self.names_of_journal()?;
        let keys = names.iter().map(|name| JOURNAL.child(name)).collect::<Result<Vec<_>, Error>>()?;
        let found = self.blobs().get_all(&keys)?;
        let entries = names.iter().zip(found).filter_map(|(name, bytes)| {
            let entry = serde_json::from_slice(&bytes?);
            if let Err(error) = &entry {
                tracing::warn!(entry = name, cause = %error, "an entry of the journal cannot be understood");
            }
            entry.ok()
        });
        Ok(entries.collect())
    }

    /// The run that became the current one last, whether `current` still points to it or not; nothing where none ever did.
    ///
    /// # Errors
    /// A journal that cannot be read.
    pub fn last_made_current(&self) -> Result<Option<String>, Error> {
        Ok(self.holds()?.made_current().map(str::to_owned))
    }

    /// The names of the entries of the journal about runs, the last one last.
    pub(super) fn names_of_journal(&self) -> Result<Vec<String>, Error> {
        let mut names = self.blobs().list(&JOURNAL)?.blobs;
        // These notified others of a run, or say why they did not.
        let is_of_others = |name: &str| name.ends_with(".openlineage.json") || name.ends_with(".on-finish.json");
        names.retain(|name| name.ends_with(".json") && !is_of_others(name));
        Ok(names)
    }

    /// A table of a published run, such as `submissions.parquet`.
    ///
    /// # Errors
    /// A table that is not there or cannot be read.
    pub fn run_table(&self, run_id: &str, relative: &str) -> Result<Vec<RecordBatch>, Error> {
        tables::read(self.blobs(), &run_key(run_id)?.join(relative)?)
    }

    /// The names of all files that lie in the folder of a published run, in order.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn files_of_run(&self, run_id: &str) -> Result<Vec<String>, Error> {
        let run = run_key(run_id)?;
        let (mut files, mut folders) = (Vec::new(), vec![String::new()]);
        while let Some(folder) = folders.pop() {
            let listing =
                if folder.is_empty() { self.blobs().list(&run)? } else { self.blobs().list(&run.join(&folder)?)? };
            let inside = |name: String| if folder.is_empty() { name } else { format!("{folder}/{name}") };
            files.extend(listing.blobs.into_iter().map(inside));
            folders.extend(listing.folders.into_iter().map(inside));
        }
        files.sort();
        Ok(files)
    }

    /// How many values of each column of a table of a published run are null; the table itself is not decoded.
    ///
    /// # Errors
    /// As [`Self::run_table`].
    pub fn run_null_counts(&self, run_id: &str, relative: &str) -> Result<Vec<(String, u64)>, Error> {
        tables::null_counts(self.blobs(), &run_key(run_id)?.join(relative)?)
    }
}
