//! A run in the making: takes tables and bytes, gives a published run or nothing.
//!
//! It exists so that a run has its name only when it is whole. Until then it is a hidden folder beside the published ones;
//! dropping it, or being killed, publishes nothing.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;

use super::digest::{DigestingWriter, sha256_hex};
use super::disk::files::{failed, remove, sync_folder};
use super::paths::below;
use super::tables;
use super::warehouse::Warehouse;
use crate::error::Error;

/// How the name of a run begins that is not published.
pub(super) const STAGING_PREFIX: &str = ".staging-";

/// A run that is being written. Its files can be written from several threads.
#[derive(Debug)]
pub struct Staging {
    folder: PathBuf,
    /// Where the run will lie.
    published: PathBuf,
}

/// A file of a run, for its manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its name in the run, with `/`.
    pub relative: String,
    pub sha256: String,
    pub bytes: u64,
    /// Rows of a table; nothing for other files.
    pub rows: Option<u64>,
}

impl Staging {
    /// Begins a run; what a killed one of the same id left is removed.
    ///
    /// # Errors
    /// A folder that cannot be made.
    pub fn new(warehouse: &Warehouse, run_id: &str) -> Result<Self, Error> {
        let published = warehouse.run_folder(run_id)?;
        let folder = warehouse.runs().join(format!("{STAGING_PREFIX}{run_id}"));
        remove(&folder)?;
        fs::create_dir_all(&folder).map_err(failed("cannot create", &folder))?;
        Ok(Self { folder, published })
    }

    /// Writes a table as Parquet. Equal batches give equal bytes.
    ///
    /// # Errors
    /// A file that cannot be written, or a column type that Parquet has not.
    pub fn write_table(&self, relative: &str, table: &RecordBatch) -> Result<Written, Error> {
        let path = self.path_of(relative)?;
        let file = File::create_new(&path).map_err(failed("cannot write", &path))?;
        let sink = DigestingWriter::new(BufWriter::new(file));
        let sink = tables::write(sink, table.schema(), [Ok(table.clone())]).map_err(failed("cannot write", &path))?;
        let (buffered, sha256, bytes) = sink.finish();
        let file = buffered.into_inner().map_err(failed("cannot write", &path))?;
        file.sync_all().map_err(failed("cannot write", &path))?;
        Ok(Written { relative: relative.to_owned(), sha256, bytes, rows: Some(table.num_rows() as u64) })
    }

    /// Writes a file that is no table.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn write_bytes(&self, relative: &str, bytes: &[u8]) -> Result<Written, Error> {
        let path = self.path_of(relative)?;
        let mut file = File::create_new(&path).map_err(failed("cannot write", &path))?;
        file.write_all(bytes).and_then(|()| file.sync_all()).map_err(failed("cannot write", &path))?;
        Ok(Written { relative: relative.to_owned(), sha256: sha256_hex(bytes), bytes: bytes.len() as u64, rows: None })
    }

    /// Gives the run its name. A run of that id that is published already stays: the same id means the same bytes.
    ///
    /// # Errors
    /// A run that cannot be made durable or renamed; nothing is published then.
    pub fn publish(self) -> Result<(), Error> {
        if self.published.is_dir() {
            return Ok(());
        }
        sync_folders(&self.folder).map_err(failed("cannot publish", &self.published))?;
        fs::rename(&self.folder, &self.published).map_err(failed("cannot publish", &self.published))?;
        let runs = self.published.parent().unwrap_or(Path::new("."));
        sync_folder(runs).map_err(failed("cannot publish", &self.published))
    }

    fn path_of(&self, relative: &str) -> Result<PathBuf, Error> {
        let path = self.folder.join(below("cannot write", relative)?);
        let folder = path.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder).map_err(failed("cannot create", folder))?;
        Ok(path)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // After publishing there is nothing of that name. If it cannot be removed, the next run does it.
        let _ = remove(&self.folder);
    }
}

/// Makes the names in a folder and below it durable, the deepest first.
fn sync_folders(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_folders(&entry.path())?;
        }
    }
    sync_folder(folder)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{ArrayRef, Date32Array, Decimal128Array, Float64Array, StringArray, TimestampMicrosecondArray};

    use super::*;

    fn table() -> RecordBatch {
        let codes: ArrayRef = Arc::new(StringArray::from(vec![Some("03127"), None, Some("Mường Chà")]));
        let numerators = Decimal128Array::from(vec![Some(1), Some(-2), None]).with_precision_and_scale(38, 12).unwrap();
        let shares: ArrayRef = Arc::new(Float64Array::from(vec![Some(80.5), None, Some(0.1)]));
        let days: ArrayRef = Arc::new(Date32Array::from(vec![20000, 20001, 20002]));
        let instants = TimestampMicrosecondArray::from(vec![Some(1), None, Some(3)]).with_timezone("UTC");
        RecordBatch::try_from_iter([
            ("ref_area", codes),
            ("numerator", Arc::new(numerators) as ArrayRef),
            ("obs_value", shares),
            ("period_end", days),
            ("received_at", Arc::new(instants) as ArrayRef),
        ])
        .unwrap()
    }

    fn warehouse() -> (tempfile::TempDir, Warehouse) {
        let folder = tempfile::tempdir().unwrap();
        let warehouse = Warehouse::open(".", folder.path()).unwrap();
        (folder, warehouse)
    }

    #[test]
    fn a_table_comes_back_and_its_bytes_depend_on_nothing_else() {
        let (_folder, warehouse) = warehouse();
        let mut seen = Vec::new();
        for run_id in ["one", "two"] {
            let staging = Staging::new(&warehouse, run_id).unwrap();
            let written = staging.write_table("data/digital-society.parquet", &table()).unwrap();
            staging.write_table("empty.parquet", &table().slice(0, 0)).unwrap();
            staging.publish().unwrap();
            let bytes = warehouse.run_file(run_id, "data/digital-society.parquet").unwrap().unwrap();
            assert_eq!(written.sha256, sha256_hex(&bytes));
            assert_eq!((written.bytes, written.rows), (bytes.len() as u64, Some(3)));
            seen.push(bytes);
            let path = warehouse.run_folder(run_id).unwrap().join("data/digital-society.parquet");
            assert_eq!(tables::read(&path).unwrap(), [table()]);
        }
        assert_eq!(seen[0], seen[1]);
    }

    #[test]
    fn a_run_that_is_dropped_leaves_nothing() {
        let (_folder, warehouse) = warehouse();
        let staging = Staging::new(&warehouse, "half").unwrap();
        staging.write_bytes("returns/Mường Chà/báo cáo.xlsx", b"x").unwrap();
        drop(staging);
        assert_eq!(fs::read_dir(warehouse.runs()).unwrap().count(), 0);
    }

    #[test]
    fn what_a_killed_run_left_does_not_mix_with_the_next() {
        let (_folder, warehouse) = warehouse();
        let left = warehouse.runs().join(".staging-same");
        fs::create_dir_all(&left).unwrap();
        fs::write(left.join("half.parquet"), "half").unwrap();
        let staging = Staging::new(&warehouse, "same").unwrap();
        staging.write_bytes("manifest.json", b"{}").unwrap();
        staging.publish().unwrap();
        assert_eq!(warehouse.run_file("same", "half.parquet").unwrap(), None);
    }

    #[test]
    fn a_published_run_is_never_rewritten() {
        let (_folder, warehouse) = warehouse();
        for text in ["first", "second"] {
            let staging = Staging::new(&warehouse, "same").unwrap();
            staging.write_bytes("manifest.json", text.as_bytes()).unwrap();
            staging.publish().unwrap();
        }
        assert_eq!(warehouse.run_file("same", "manifest.json").unwrap().as_deref(), Some(&b"first"[..]));
        assert_eq!(fs::read_dir(warehouse.runs()).unwrap().count(), 1);
    }

    #[test]
    fn files_stay_inside_the_run_and_are_written_once() {
        let (_folder, warehouse) = warehouse();
        assert!(Staging::new(&warehouse, "../x").is_err());
        let staging = Staging::new(&warehouse, "run").unwrap();
        assert!(staging.write_bytes("../../outside", b"").is_err());
        assert!(staging.write_bytes("/outside", b"").is_err());
        staging.write_bytes("a", b"1").unwrap();
        assert!(staging.write_bytes("a", b"2").is_err());
    }
}
