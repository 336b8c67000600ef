//! The manifest of a run, its id, and the journal's entry.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::inputs::Chain;
use super::summary::Summary;
use crate::error::Error;
use crate::project::Project;
use crate::store::digest::sha256_hex;
use crate::store::{Entry, MANIFEST, WrittenFile};

/// The name of the manifest in a run.
pub const FILE: &str = MANIFEST;

/// SHA-256 of the program's sources and lock file, in hex.
pub const PROGRAM_DIGEST: &str = env!("TINHSO_PROGRAM_DIGEST");

/// The id of a run: 16 hex digits of the SHA-256 of the chain of the entries counted, the last deadline passed, the declarations,
/// the registry and the program.
pub fn run_id(project: &Project, counted: &[Entry], deadline: Option<NaiveDate>) -> String {
    let lines = [
        Chain::over(counted).head,
        deadline.map(|day| day.to_string()).unwrap_or_default(),
        project.declarations_digest.clone(),
        project.registry_digest.clone(),
        PROGRAM_DIGEST.to_owned(),
    ];
    sha256_hex(lines.join("\n").as_bytes())[..16].to_owned()
}

/// The manifest: everything that the run rests on and gives, with digests.
pub fn manifest(
    project: &Project,
    run_id: &str,
    counted: &[Entry],
    deadline: Option<NaiveDate>,
    outputs: &[WrittenFile],
    summary: &Summary,
) -> Value {
    let inputs = Chain::over(counted);
    let outputs: Vec<Value> = outputs
        .iter()
        .map(
            |written| json!({ "path": written.relative, "sha256": written.sha256, "bytes": written.bytes, "rows": written.rows }),
        )
        .collect();
    let files: Vec<Value> =
        project.files.iter().map(|(name, sha256)| json!({ "name": name, "digest": sha256 })).collect();
    json!({
        "tinhso": "manifest/2",
        "run_id": run_id,
        "program": { "version": env!("CARGO_PKG_VERSION"), "digest": PROGRAM_DIGEST },
        "declarations": { "digest": project.declarations_digest, "files": files },
        "registry": { "digest": project.registry_digest, "units": project.registry.units.len(), "passages": project.registry.passages.len() },
        "last_deadline": deadline.map(|day| day.to_string()),
        "inputs": { "length": inputs.length, "head": inputs.head },
        "outputs": outputs,
        "summary": summary,
    })
}

/// The files that a manifest names; nothing where it was damaged.
pub fn outputs_of(manifest: &Value) -> Option<Vec<WrittenFile>> {
    let outputs = manifest["outputs"].as_array()?.iter();
    let written = outputs.map(|output| {
        Some(WrittenFile {
            relative: output["path"].as_str()?.to_owned(),
            sha256: output["sha256"].as_str()?.to_owned(),
            bytes: output["bytes"].as_u64()?,
            rows: output["rows"].as_u64(),
        })
    });
    written.collect()
}

/// The bytes of a manifest, and of any other JSON that is published.
///
/// # Errors
/// What cannot be JSON, which no manifest is.
pub fn pretty(value: &Value) -> Result<Vec<u8>, Error> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(|error| Error::damaged("JSON", error))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The summary that a manifest holds.
///
/// # Errors
/// Where the manifest was damaged.
pub fn summary_of(bytes: &[u8]) -> Result<Summary, Error> {
    let damaged = |error: serde_json::Error| Error::damaged(FILE, error);
    let manifest: Value = serde_json::from_slice(bytes).map_err(damaged)?;
    serde_json::from_value(manifest["summary"].clone()).map_err(damaged)
}
