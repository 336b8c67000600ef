//! A run in the making: takes tables and bytes, gives a published run or nothing.
//!
//! It exists so that a run has its name only when it is whole. Dropping it, or being killed, publishes nothing.

use std::collections::BTreeMap;

use arrow_array::RecordBatch;

use super::blobs::{ExistingRun, Unpublished, WriteInto};
use super::digest::{DigestingWriter, sha256_hex};
use super::key::Key;
use super::tables;
use super::warehouse::{Warehouse, run_key};
use crate::error::Error;

/// A run that is being written. Its files can be written from several threads.
#[derive(Debug)]
pub struct Staging {
    unpublished: Box<dyn Unpublished>,
    /// Where the run will lie, as a person would write it.
    location: String,
}

/// A file of a run, for its manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenFile {
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
    /// A place that cannot be written.
    pub fn new(warehouse: &Warehouse, run_id: &str) -> Result<Self, Error> {
        let run = run_key(run_id)?;
        let unpublished = warehouse.blobs().begin(&run)?;
        Ok(Self { unpublished, location: warehouse.blobs().location(&run) })
    }

    /// Writes a table as Parquet. Equal batches give equal bytes.
    ///
    /// # Errors
    /// A file that cannot be written, or a column type that Parquet has not.
    pub fn write_table(&self, relative: &str, table: &RecordBatch) -> Result<WrittenFile, Error> {
        let location = format!("{}/{relative}", self.location);
        let (mut sha256, mut bytes) = (String::new(), 0);
        self.write(relative, &mut |sink| {
            let sink = DigestingWriter::new(sink);
            let sink = tables::write(sink, &location, table.schema(), [Ok(table.clone())])?;
            (_, sha256, bytes) = sink.finish();
            Ok(())
        })?;
        Ok(WrittenFile { relative: relative.to_owned(), sha256, bytes, rows: Some(table.num_rows() as u64) })
    }

    /// Writes a file that is no table.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn write_bytes(&self, relative: &str, bytes: &[u8]) -> Result<WrittenFile, Error> {
        let unwritable = |cause| Error::store("cannot write", format!("{}/{relative}", self.location), cause);
        self.write(relative, &mut |sink| sink.write_all(bytes).map_err(unwritable))?;
        Ok(WrittenFile {
            relative: relative.to_owned(),
            sha256: sha256_hex(bytes),
            bytes: bytes.len() as u64,
            rows: None,
        })
    }

    fn write(&self, relative: &str, write: WriteInto<'_>) -> Result<(), Error> {
        self.unpublished.write(&Key::new(relative)?, write)
    }

    /// Gives the run its name, if its files are those that were written for it and no others. A run of that id that is published
    /// already stays, unless it is said to be damaged.
    ///
    /// # Errors
    /// A run that has no manifest, that lost or gained a file, or cannot be made durable; nothing is published then.
    pub fn publish(self, written: &[WrittenFile], existing: ExistingRun) -> Result<(), Error> {
        let wanted: BTreeMap<&str, u64> = written.iter().map(|file| (file.relative.as_str(), file.bytes)).collect();
        let files = self.unpublished.files()?;
        let found: BTreeMap<&str, u64> = files.iter().map(|(name, size)| (name.as_str(), *size)).collect();
        let differs = |name: &&str| wanted.get(name) != found.get(name);
        if let Some(name) = wanted.keys().chain(found.keys()).copied().find(differs) {
            let cause = "it is not what was written there: something else writes to the warehouse";
            return Err(Error::damaged(format!("{}/{name}", self.location), cause));
        }
        self.unpublished.commit(existing)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{ArrayRef, Date32Array, Decimal128Array, Float64Array, StringArray, TimestampMicrosecondArray};

    use super::*;
    use crate::store::MANIFEST;
    use crate::store::warehouse::in_memory;

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

    #[test]
    fn a_table_comes_back_and_its_bytes_depend_on_nothing_else() {
        let warehouse = in_memory();
        let mut seen = Vec::new();
        for run_id in ["one", "two"] {
            let staging = Staging::new(&warehouse, run_id).unwrap();
            let written = staging.write_table("data/digital-society.parquet", &table()).unwrap();
            let empty = staging.write_table("empty.parquet", &table().slice(0, 0)).unwrap();
            let manifest = staging.write_bytes(MANIFEST, b"{}").unwrap();
            staging.publish(&[written.clone(), empty, manifest], ExistingRun::Stays).unwrap();
            let bytes = warehouse.run_file(run_id, "data/digital-society.parquet").unwrap().unwrap();
            assert_eq!(written.sha256, sha256_hex(&bytes));
            assert_eq!((written.bytes, written.rows), (bytes.len() as u64, Some(3)));
            seen.push(bytes);
            assert_eq!(warehouse.run_table(run_id, "data/digital-society.parquet").unwrap(), [table()]);
        }
        assert_eq!(seen[0], seen[1]);
    }

    #[test]
    fn files_stay_inside_the_run_and_are_written_once() {
        let warehouse = in_memory();
        assert!(Staging::new(&warehouse, "../x").is_err());
        let staging = Staging::new(&warehouse, "run").unwrap();
        assert!(staging.write_bytes("../../outside", b"").is_err());
        assert!(staging.write_bytes("/outside", b"").is_err());
        staging.write_bytes("a", b"1").unwrap();
        assert!(staging.write_bytes("a", b"2").is_err());
        // A file that nobody asked for, or that is gone, is no run.
        let manifest = staging.write_bytes(MANIFEST, b"{}").unwrap();
        assert!(matches!(staging.publish(&[manifest], ExistingRun::Stays), Err(Error::Damaged { .. })));
        assert!(warehouse.run_ids().unwrap().is_empty());
    }
}
