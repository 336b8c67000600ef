//! A run with all it rests on, in one file that verifies anywhere.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use super::known::damaged;
use crate::error::Error;
use crate::message;
use crate::project::written::files::{ProjectFiles, declarations_digest, registry_digest};
use crate::project::written::settings::Settings;
use crate::publish::{inputs, manifest};
use crate::query::asked::run_named;
use crate::query::declared::kept_files;
use crate::store::Warehouse;
use crate::store::bundle::{Contents, write_bundle};

/// What was written.
#[derive(Clone, Debug)]
pub struct Bundled {
    pub run_id: String,
    /// Inputs of the run.
    pub inputs: usize,
    /// Files in the bundle.
    pub parts: usize,
}

/// Writes the run of this name with its inputs, its part of the ledger, declarations and registry: those at hand, or where these are others, those that
/// the run keeps.
///
/// # Errors
/// No such run; one that is damaged, or rests on other declarations than those at hand and keeps none; a file that cannot be written.
pub fn bundle(
    (settings, files): (&Settings, &ProjectFiles),
    warehouse: &Warehouse,
    run_id: &str,
    path: &Path,
) -> Result<Bundled, Error> {
    let run_id = run_named(warehouse, run_id)?;
    let bytes = warehouse.run_file(&run_id, manifest::FILE)?.unwrap_or_default();
    let stored: Value = serde_json::from_slice(&bytes).map_err(|cause| Error::damaged(manifest::FILE, cause))?;
    let is_of = |files: &ProjectFiles| {
        stored["declarations"]["digest"] == declarations_digest(files).as_str()
            && stored["registry"]["digest"] == registry_digest(files).as_str()
    };
    let kept = if is_of(files) { None } else { kept_files(settings, warehouse, &run_id)? };
    let files = kept.as_ref().unwrap_or(files);
    if !is_of(files) {
        return Err(Error::Request(message!("bundle-other-project", run = &run_id)));
    }
    let broken = |name: &str| Error::damaged(format!("{run_id}/{name}"), "it is not what the manifest says");
    let outputs = manifest::outputs_of(&stored).ok_or_else(|| broken(manifest::FILE))?;
    if let Some(name) = damaged(warehouse, &run_id, &outputs)?.first() {
        return Err(broken(name));
    }
    let counted = inputs::counted(warehouse, &run_id, &stored)?.ok_or_else(|| broken(inputs::FILE))?;
    let archived: BTreeSet<&str> = counted.iter().map(|entry| entry.sha256.as_str()).collect();
    let mut files_of_run: Vec<&str> = outputs.iter().map(|output| output.relative.as_str()).collect();
    files_of_run.push(manifest::FILE);
    let contents = Contents {
        warehouse,
        run_id: &run_id,
        outputs: files_of_run,
        inputs: archived.iter().copied().collect(),
        ledger: warehouse.ledger_files_of(&counted)?,
        project: files,
    };
    let parts = write_bundle(path, &contents)?;
    Ok(Bundled { inputs: archived.len(), parts, run_id })
}
