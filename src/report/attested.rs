//! What `tinhso verify` found, as a statement that other programs understand: an SLSA verification summary (v1).

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

use crate::publish::manifest;
use crate::publish::statement::{PROGRAM, PROVENANCE, file, statement};
use crate::run::verify::{Agreement, Verification};

/// The statement about a run that was verified at this time. It passed where nothing differs and everything could be compared.
pub fn summary(found: &Verification, time: DateTime<Utc>) -> Value {
    let is_well = |result| matches!(result, Agreement::Same | Agreement::Unavailable);
    let has_passed = found.comparisons.iter().all(|one| is_well(one.result));
    let same = found.comparisons.iter().filter(|one| one.result == Agreement::Same);
    let levels: Vec<String> = match has_passed {
        true => same.map(|one| format!("TINHSO_{}", format!("{:?}", one.compared).to_uppercase())).collect(),
        false => vec!["FAILED".to_owned()],
    };
    let mut subject = vec![file(manifest::FILE, &found.manifest_sha256)];
    subject.extend(found.outputs.iter().map(|output| file(&output.relative, &output.sha256)));
    let provenance = found.outputs.iter().filter(|output| output.relative == PROVENANCE);
    let attestations: Vec<Value> =
        provenance.map(|output| json!({ "uri": output.relative, "digest": { "sha256": output.sha256 } })).collect();
    let predicate = json!({
        "verifier": { "id": format!("{PROGRAM}/{}", env!("CARGO_PKG_VERSION")) },
        "timeVerified": time.to_rfc3339_opts(SecondsFormat::Secs, true),
        "resourceUri": format!("urn:tinhso:run:{}", found.run_id),
        "policy": { "uri": format!("{PROGRAM}#verify/1") },
        "inputAttestations": attestations,
        "verificationResult": if has_passed { "PASSED" } else { "FAILED" },
        "verifiedLevels": levels,
        "slsaVersion": "1.0",
    });
    statement(subject, "https://slsa.dev/verification_summary/v1", &predicate)
}
