//! The OpenLineage event of a published run: what it read and what it wrote, for catalogues that follow data.
//!
//! Takes the run with its manifest; gives a RunEvent (spec 2-0-2). It is in the journal, since it needs a clock. A dataset that is
//! read is a source of the landing zone, however many files lie there, so that the event does not grow with history; which file
//! gave what is in the run's own tables.

mod columns;

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Map, Value, json};

use crate::columns::column;
use crate::error::Error;
use crate::findings::severity::Severity;
use crate::project::Project;
use crate::publish::inputs::Chain;
use crate::store::digest::sha256_hex;
use crate::store::{Entry, Warehouse};

const PRODUCER: &str = concat!("https://crates.io/crates/tinhso/", env!("CARGO_PKG_VERSION"));
const SPEC: &str = "https://openlineage.io/spec";

/// A run that was published.
pub struct Published<'a> {
    pub project: &'a Project,
    pub warehouse: &'a Warehouse,
    pub run_id: &'a str,
    pub manifest: &'a Value,
    pub counted: &'a [Entry],
}

/// The event of a run that ended well, whose inputs lay in this landing zone.
///
/// # Errors
/// A table of the run that cannot be read.
pub fn complete(run: &Published<'_>, landing: &str, ended: DateTime<Utc>) -> Result<Value, Error> {
    let time = ended.to_rfc3339_opts(SecondsFormat::Micros, true);
    let (run_id, province) = (run.run_id, run.project.settings.province.get_ref());
    let location = run.warehouse.run_location(run_id)?;
    let lineage = columns::Lineage::new(run, landing, &location)?;
    let package = run.warehouse.run_file(run_id, "datapackage.json")?.unwrap_or_default();
    let package: Value = serde_json::from_slice(&package).unwrap_or_default();
    let outputs = run.manifest["outputs"].as_array().map(Vec::as_slice).unwrap_or_default();
    let outputs = outputs.iter().map(|output| run.written(output, &location, &package, &lineage));
    Ok(json!({
        "eventType": "COMPLETE",
        "eventTime": time,
        "producer": PRODUCER,
        "schemaURL": format!("{SPEC}/2-0-2/OpenLineage.json#/$defs/RunEvent"),
        "run": { "runId": uuid(&format!("{run_id} {time}")) },
        "job": { "namespace": format!("tinhso.{province}"), "name": "run" },
        "inputs": run.sources(landing)?,
        "outputs": outputs.collect::<Result<Vec<_>, Error>>()?,
    }))
}

impl Published<'_> {
    /// The patterns of the landing zone, each once, with the files that it matches and what the checks of its forms found.
    fn sources(&self, landing: &str) -> Result<Vec<Value>, Error> {
        let version = Chain::over(self.counted).head;
        let mut patterns: Vec<&str> = self.project.sources.iter().map(|source| source.pattern.glob().glob()).collect();
        patterns.sort_unstable();
        patterns.dedup();
        let failed = self.failed_checks()?;
        let sources = patterns.into_iter().map(|pattern| {
            let of_pattern: Vec<_> =
                self.project.sources.iter().filter(|source| source.pattern.glob().glob() == pattern).collect();
            let matches = |entry: &&Entry| of_pattern.iter().any(|source| source.covers(&entry.object));
            let checks =
                self.project.checks.iter().filter(|one| of_pattern.iter().any(|source| source.form == one.form));
            let assertions: Vec<Value> = checks
                .map(|one| {
                    let severity = if one.severity == Severity::Error { "error" } else { "warn" };
                    let success = !failed.contains(&one.name);
                    json!({ "assertion": one.name, "success": success, "severity": severity, "content": one.assert })
                })
                .collect();
            let mut facets = Map::new();
            let files = self.counted.iter().filter(matches).count();
            let statistics = facet("1-0-0", "InputStatisticsInputDatasetFacet", json!({ "fileCount": files }));
            facets.insert("inputStatistics".to_owned(), statistics);
            if !assertions.is_empty() {
                let body = json!({ "assertions": assertions });
                let quality = facet("1-1-0", "DataQualityAssertionsDatasetFacet", body);
                facets.insert("dataQualityAssertions".to_owned(), quality);
            }
            let version = facet("1-0-1", "DatasetVersionDatasetFacet", json!({ "datasetVersion": version }));
            json!({
                "namespace": landing,
                "name": pattern,
                "facets": { "version": version },
                "inputFacets": facets,
            })
        });
        Ok(sources.collect())
    }

    /// The names of checks that some row broke.
    fn failed_checks(&self) -> Result<Vec<String>, Error> {
        let mut failed = Vec::new();
        for batch in self.warehouse.run_table(self.run_id, "findings.parquet")? {
            let names = column::<arrow_array::StringArray>(&batch, "findings", "check")?;
            failed.extend(names.iter().flatten().map(str::to_owned));
        }
        failed.sort();
        failed.dedup();
        Ok(failed)
    }

    /// A file of the run.
    fn written(
        &self,
        output: &Value,
        location: &str,
        package: &Value,
        lineage: &columns::Lineage,
    ) -> Result<Value, Error> {
        let name = output["path"].as_str().unwrap_or_default();
        let mut facets = Map::new();
        let mut statistics = json!({ "size": output["bytes"], "fileCount": 1 });
        if let Some(rows) = output["rows"].as_u64() {
            statistics["rowCount"] = rows.into();
            let resources = package["resources"].as_array().map(Vec::as_slice).unwrap_or_default();
            let fields = resources.iter().find(|resource| resource["path"] == name).map(|one| &one["schema"]["fields"]);
            let fields = fields.cloned().unwrap_or_else(|| json!([]));
            let has = |name: &str| fields.as_array().into_iter().flatten().any(|field| field["name"] == name);
            let columns = lineage.of(name, has);
            let schema = json!({ "fields": fields });
            facets.insert("schema".to_owned(), facet("1-2-0", "SchemaDatasetFacet", schema));
            facets.insert("dataQualityMetrics".to_owned(), self.quality(name, rows)?);
            if let Some(fields) = columns {
                let fields = facet("1-2-0", "ColumnLineageDatasetFacet", json!({ "fields": fields }));
                facets.insert("columnLineage".to_owned(), fields);
            }
        }
        let statistics = facet("1-0-2", "OutputStatisticsOutputDatasetFacet", statistics);
        Ok(json!({
            "namespace": location,
            "name": name,
            "facets": facets,
            "outputFacets": { "outputStatistics": statistics },
        }))
    }

    /// How many rows a table has, and how many of each column are null.
    fn quality(&self, name: &str, rows: u64) -> Result<Value, Error> {
        let nulls = self.warehouse.run_null_counts(self.run_id, name)?;
        let nulls: Map<String, Value> =
            nulls.into_iter().map(|(column, nulls)| (column, json!({ "nullCount": nulls }))).collect();
        Ok(facet("1-0-1", "DataQualityMetricsDatasetFacet", json!({ "rowCount": rows, "columnMetrics": nulls })))
    }
}

/// A facet with who made it and what describes it.
fn facet(version: &str, name: &str, body: Value) -> Value {
    let mut facet = json!({
        "_producer": PRODUCER,
        "_schemaURL": format!("{SPEC}/facets/{version}/{name}.json#/$defs/{name}"),
    });
    if let (Some(facet), Value::Object(body)) = (facet.as_object_mut(), body) {
        facet.extend(body);
    }
    facet
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
