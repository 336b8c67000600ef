//! A run is made again from the ledger's entries and the archive, into memory, and compared.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use arrow_array::{Array, RecordBatch};
use chrono::NaiveDate;

use super::{Compared, Comparison, VerifiedRun, of_all};
use crate::engine::Engines;
use crate::error::Error;
use crate::intake::Reader;
use crate::message;
use crate::project::Project;
use crate::publish::manifest;
use crate::query::archived::content;
use crate::run::compute;
use crate::run::ingest::Ingested;
use crate::run::progress::{Progress, Stage};
use crate::store::{Entry, ExistingRun, Memory, Warehouse};
use crate::typing::reading::Reading;

/// How a run is made again.
pub(super) struct MadeAgain<'a> {
    /// As the run declared it.
    pub project: &'a Project,
    pub deadline: Option<NaiveDate>,
    /// Whether the same program made it.
    pub byte_by_byte: bool,
}

impl VerifiedRun<'_> {
    /// The run, made again from the archive.
    pub(super) fn repeated(
        &self,
        &MadeAgain { project, deadline, byte_by_byte }: &MadeAgain<'_>,
        counted: &[Entry],
        engines: Engines<'_>,
        progress: &dyn Progress,
    ) -> Result<Comparison, Error> {
        let again = Warehouse::over(Arc::new(Memory::new()));
        let ingested =
            Ingested { readings: self.readings(project, counted, engines, progress)?, ..Ingested::default() };
        let run = (self.run_id, ExistingRun::Stays);
        let places = (&again, self.warehouse);
        compute::publish(project, places, counted, deadline, run, &ingested, engines.plans, progress)?;
        let mut names: Vec<&str> = self.outputs.iter().map(|output| output.relative.as_str()).collect();
        if byte_by_byte {
            names.push(manifest::FILE);
        } else {
            names.retain(|name| name.ends_with(".parquet"));
        }
        let mut differences = Vec::new();
        for name in &names {
            let differs = if byte_by_byte {
                let same = self.warehouse.run_file(self.run_id, name)? == again.run_file(self.run_id, name)?;
                (!same).then(|| (*name).to_owned())
            } else {
                let tables = [self.warehouse, &again].map(|warehouse| warehouse.run_table(self.run_id, name));
                let [Ok(then), Ok(now)] = tables else {
                    differences.push((*name).to_owned());
                    continue;
                };
                difference(&then, &now).map(|place| format!("{name}: {place}"))
            };
            differences.extend(differs);
        }
        let (same, all) = (names.len().saturating_sub(differences.len()), names.len());
        let message = match byte_by_byte {
            true => message!("verify-repeated.bytes", same = same, all = all),
            false => message!("verify-repeated.values", same = same, all = all),
        };
        Ok(of_all(Compared::Repeated, differences, message))
    }

    fn readings(
        &self,
        project: &Project,
        counted: &[Entry],
        engines: Engines<'_>,
        progress: &dyn Progress,
    ) -> Result<HashMap<String, Arc<Reading>>, Error> {
        let inputs: BTreeSet<&str> = counted.iter().map(|entry| entry.sha256.as_str()).collect();
        progress.begin(Stage::Read, inputs.len());
        let fetch = |sha256: &str| Ok((sha256.to_owned(), Some(content(self.warehouse, sha256)?)));
        let read = Reader::new(project, engines.local).read(inputs.into_iter().collect(), fetch, || progress.step());
        let read = read?;
        progress.end();
        Ok(read.into_iter().filter_map(|(sha256, reading)| Some((sha256, Arc::new(reading?)))).collect())
    }
}

/// The first place in which two tables differ: their columns, their length, or a cell.
fn difference(then: &[RecordBatch], now: &[RecordBatch]) -> Option<String> {
    let names = |batches: &[RecordBatch]| -> Vec<String> {
        let schema = batches.first().map(RecordBatch::schema);
        schema.iter().flat_map(|schema| schema.fields()).map(|field| format!("{field}")).collect()
    };
    let rows = |batches: &[RecordBatch]| batches.iter().map(RecordBatch::num_rows).sum::<usize>();
    if names(then) != names(now) {
        return Some("the columns".to_owned());
    }
    if rows(then) != rows(now) {
        return Some(format!("{} rows, {} when made again", rows(then), rows(now)));
    }
    let cells = |batches: &[RecordBatch]| -> Vec<(RecordBatch, usize)> {
        batches.iter().flat_map(|batch| (0..batch.num_rows()).map(move |row| (batch.clone(), row))).collect()
    };
    // Most tables are one batch on both sides and equal: that is seen at once.
    if then == now {
        return None;
    }
    let pairs = cells(then).into_iter().zip(cells(now)).enumerate();
    pairs.into_iter().find_map(|(place, ((left, row), (right, other)))| {
        let differs = |column: &usize| {
            let cell = |batch: &RecordBatch, row: usize| batch.column(*column).slice(row, 1).to_data();
            cell(&left, row) != cell(&right, other)
        };
        let column = (0..left.num_columns()).find(differs)?;
        Some(format!("row {}, {}", place + 1, left.schema().field(column).name()))
    })
}
