//! The OpenLineage event of a published run: what it read and what it wrote, for catalogues that follow data.
//!
//! Takes the run's manifest; gives a RunEvent (spec 2-0-2). It stands in the journal, since it needs a clock.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

use crate::project::Project;
use crate::store::Entry;
use crate::store::digest::sha256_hex;

const PRODUCER: &str = concat!("https://crates.io/crates/tinhso/", env!("CARGO_PKG_VERSION"));
const SCHEMA: &str = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent";

/// The event of a run that ended well: where its inputs lay, and where it lies.
pub fn complete(
    project: &Project,
    (landing, location): (&str, &str),
    (manifest, counted): (&Value, &[Entry]),
    run_id: &str,
    ended: DateTime<Utc>,
) -> Value {
    let time = ended.to_rfc3339_opts(SecondsFormat::Micros, true);
    let outputs = manifest["outputs"].as_array().map(Vec::as_slice).unwrap_or_default();
    let outputs = outputs.iter().map(|output| json!({ "namespace": location, "name": output["path"] }));
    let inputs = counted.iter().map(|entry| json!({ "namespace": landing, "name": entry.object }));
    let province = project.settings.province.get_ref();
    json!({
        "eventType": "COMPLETE",
        "eventTime": time,
        "producer": PRODUCER,
        "schemaURL": SCHEMA,
        "run": { "runId": uuid(&format!("{run_id} {time}")) },
        "job": { "namespace": format!("tinhso.{province}"), "name": "run" },
        "inputs": inputs.collect::<Vec<_>>(),
        "outputs": outputs.collect::<Vec<_>>(),
    })
}

/// A UUID of version 8 (RFC 9562: bits of the maker's choice) from a text.
fn uuid(text: &str) -> String {
    let digest = sha256_hex(text.as_bytes());
    format!("{}-{}-8{}-8{}-{}", &digest[..8], &digest[8..12], &digest[13..16], &digest[17..20], &digest[20..32])
}

#[cfg(test)]
mod tests {
    #[test]
    fn ids_have_the_form_of_a_uuid() {
        let id = super::uuid("0123456789abcdef 2026-01-31");
        let lengths: Vec<usize> = id.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12], "{id}");
        assert!(id.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit()));
    }
}
