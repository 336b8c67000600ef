//! Statements about a run in the form of in-toto (Statement v1), for programs that know nothing of tinhso.
//!
//! `provenance.json` says from what the files of a run were made (SLSA provenance v1). It is a file of the run and depends on
//! what the run depends on alone: no clock, no host.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::inputs::{self, Chain};
use super::manifest::PROGRAM_DIGEST;
use crate::project::Project;
use crate::store::WrittenFile;

/// The file that says from what a run was made.
pub const PROVENANCE: &str = "provenance.json";
/// Who makes runs and verifies them.
pub const PROGRAM: &str = "https://crates.io/crates/tinhso";
/// A digest that is not the SHA-256 of the bytes of one file, but of what `docs/outputs.md` says.
const OF_MANIFEST: &str = "tinhsoManifest2";

/// A statement about files.
pub fn statement(subject: Vec<Value>, predicate_type: &str, predicate: &Value) -> Value {
    json!({
        "_type": "https://in-toto.io/Statement/v1",
        "subject": subject,
        "predicateType": predicate_type,
        "predicate": predicate,
    })
}

/// A file with its digest.
pub fn file(name: &str, sha256: &str) -> Value {
    json!({ "name": name, "digest": { "sha256": sha256 } })
}

/// From what the files of a run were made.
pub fn provenance(
    project: &Project,
    run_id: &str,
    chain: &Chain,
    deadline: Option<NaiveDate>,
    outputs: &[WrittenFile],
) -> Value {
    let resolved = |name: &str, digest: &str| json!({ "name": name, "digest": { OF_MANIFEST: digest } });
    let mut dependencies = vec![json!({
        "name": "arrivals",
        "digest": { OF_MANIFEST: chain.head },
        "annotations": { "length": chain.length },
    })];
    let list = outputs.iter().filter(|output| output.relative == inputs::FILE);
    dependencies.extend(list.map(|output| file(&output.relative, &output.sha256)));
    dependencies.push(resolved("declarations", &project.declarations_digest));
    dependencies.push(resolved("registry", &project.registry_digest));
    dependencies.push(resolved("program", PROGRAM_DIGEST));
    let predicate = json!({
        "buildDefinition": {
            "buildType": format!("{PROGRAM}#run/1"),
            "externalParameters": { "last_deadline": deadline.map(|day| day.to_string()) },
            "resolvedDependencies": dependencies,
        },
        "runDetails": {
            "builder": { "id": PROGRAM, "version": { "tinhso": env!("CARGO_PKG_VERSION") } },
            "metadata": { "invocationId": run_id },
        },
    });
    let subject = outputs.iter().map(|output| file(&output.relative, &output.sha256)).collect();
    statement(subject, "https://slsa.dev/provenance/v1", &predicate)
}
