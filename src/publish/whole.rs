//! Whether a published run is whole: its files against its manifest.

use rayon::prelude::*;

use crate::error::Error;
use crate::store::digest::sha256_hex;
use crate::store::{Warehouse, Written};

/// The names of a run's files that are gone or hold something else than its manifest says.
///
/// # Errors
/// A warehouse that cannot be read.
pub fn damaged(warehouse: &Warehouse, run_id: &str, outputs: &[Written]) -> Result<Vec<String>, Error> {
    let damaged = outputs.par_iter().map(|output| {
        let found = warehouse.run_file(run_id, &output.relative)?;
        let is_whole = found
            .is_some_and(|found| u64::try_from(found.len()) == Ok(output.bytes) && sha256_hex(&found) == output.sha256);
        Ok((!is_whole).then(|| output.relative.clone()))
    });
    let damaged: Vec<Option<String>> = damaged.collect::<Result<_, Error>>()?;
    Ok(damaged.into_iter().flatten().collect())
}
