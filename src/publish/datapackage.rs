//! `datapackage.json`: every table and column of a run, described by the Data Package standard (2.0).
//!
//! The columns come from the tables themselves; what they mean from one list of descriptions, and from the forms.

use arrow_schema::{DataType, Schema};
use serde_json::{Value, json};

use crate::project::Project;
use crate::project::written::form::{Field, FieldType};

/// A table that was written.
#[derive(Clone, Debug)]
pub struct PublishedTable {
    /// Its path in the run: `indicators/digital-society.parquet`.
    pub path: String,
    pub schema: Schema,
}

/// Describes the tables of a run.
pub fn describe(project: &Project, run_id: &str, tables: &[PublishedTable]) -> Value {
    let resources: Vec<Value> = tables.iter().map(|table| resource(project, table)).collect();
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": format!("tinhso-{run_id}"),
        "title": project.settings.name,
        "description": "Province-level indicators with the tables they rest on. A unit's key is (ref_area, ref_area_valid_from).",
        "resources": resources,
    })
}

fn resource(project: &Project, table: &PublishedTable) -> Value {
    let stem = table.path.trim_end_matches(".parquet");
    let (folder, form) = stem.split_once('/').unwrap_or((stem, ""));
    let form = matches!(folder, "units" | "data")
        .then(|| project.form_named(form))
        .flatten()
        .map(|form| project.unit_form(form));
    let fields: Vec<Value> = table
        .schema
        .fields()
        .iter()
        .map(|field| {
            let described = form
                .and_then(|form| form.field(field.name()))
                .and_then(|declared| declared.title.clone())
                .or_else(|| {
                    description(if folder == "registry" { stem } else { folder }, field.name()).map(str::to_owned)
                })
                .or_else(|| field.name().strip_suffix("_status").map(|of| format!("SDMX observation status of {of}")));
            let declared = form.and_then(|form| form.field(field.name()));
            let mut descriptor = json!({ "name": field.name(), "type": kind(field.data_type()) });
            if let Some(declared) = declared {
                describe_type(&mut descriptor, declared, field.data_type());
            }
            if let Some(described) = described {
                descriptor["description"] = Value::String(described);
            }
            descriptor
        })
        .collect();
    json!({
        "name": stem.replace('/', "-").to_lowercase(),
        "path": table.path,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": about(folder),
        "schema": { "fields": fields },
    })
}

/// What the texts of a column are, where its field says more than that they are texts; and the categories of a field.
fn describe_type(descriptor: &mut Value, field: &Field, data_type: &DataType) {
    if *data_type == DataType::Utf8 {
        // A list is published as what it is between its items: a JSON array. Other texts are canonical: their format is the usual one.
        let kind = if field.kind == FieldType::List { FieldType::Array } else { field.kind };
        descriptor["type"] = Value::from(kind.name());
        if matches!(field.kind, FieldType::String | FieldType::Geojson) && field.format() != "default" {
            descriptor["format"] = Value::from(field.format());
        }
    } else if field.kind == FieldType::Year && *data_type == DataType::Int64 {
        descriptor["type"] = Value::from(field.kind.name());
    }
    if !field.categories.is_empty() {
        descriptor["categories"] = json!(field.categories);
        descriptor["categoriesOrdered"] = Value::from(field.categories_ordered);
    }
}

const fn kind(data_type: &DataType) -> &'static str {
    match data_type {
        DataType::Int64 | DataType::Int32 => "integer",
        DataType::Decimal128(..) | DataType::Float64 => "number",
        DataType::Boolean => "boolean",
        DataType::Date32 => "date",
        DataType::Timestamp(..) => "datetime",
        _ => "string",
    }
}

/// What a table is for.
fn about(folder: &str) -> &'static str {
    match folder {
        "indicators" => "Published figures, one row an indicator, area, geography and period, with coverage and status",
        "targets" => "Every target of the plan, the figure it is judged by, its state",
        "catalog" => "Every indicator: titles, unit, formula, sources",
        "units" => "What was grouped: unit, period and geography with merged, time-combined values",
        "data" => "The accepted rows that are current, with the object, sheet and row they came from",
        "findings" => "Everything wrong or odd, with its place and what became of it",
        "submissions" => "Expected and received submissions: completeness and timeliness",
        "lineage" => "Which file, sheet and column each field came from",
        "declarations" => "The files of the project that the run rests on, line by line",
        "inputs" => "Every arrival that the run counts, in the order of arrival",
        _ => "The administrative units and areas used",
    }
}

/// What a column means: in its table, else wherever it is. `docs/outputs.md` shows the same words.
fn description(folder: &str, column: &str) -> Option<&'static str> {
    in_table(folder, column).or_else(|| anywhere(column))
}

/// What a column means in one table, where that is more than what it means everywhere.
fn in_table(folder: &str, column: &str) -> Option<&'static str> {
    Some(match (folder, column) {
        ("indicators", "method" | "breakdown") => match column {
            "method" => "Which of several rival measures; null where there is one",
            _ => "Value of the field that the indicator is broken down by; null where it is not",
        },
        ("indicators", "obs_value") => {
            "SDMX OBS_VALUE: factor × numerator ÷ denominator, the nearest double, never rounded; null where there is no figure"
        }
        ("indicators", "obs_status") => "SDMX OBS_STATUS: the status of the figure, or why there is none",
        ("indicators", "numerator") => "Exact numerator, over the units that reported",
        ("indicators", "denominator") => "Exact denominator; null for totals",
        ("indicators", "target_value") => "Value of the next target due for this area and geography",
        ("indicators", "target_state") => {
            "How this row compares with that target: met, not met, on track, behind, no data"
        }
        ("targets", "ref_area") => "Code of the area that is judged",
        ("targets", "geography") => "In which map it is judged: as-reported, or the day of a map",
        ("targets", "time_period") => {
            "Period of the figure it is judged by: the latest of the target's own frequency up to its period"
        }
        ("targets", "obs_value") => "The figure it is judged by",
        ("catalog", "numerator" | "denominator") => {
            "Formula of the part, as declared: aggregate, form, condition; `sum(adults) FROM digital-society`"
        }
        ("catalog", "breakdown") => "Value of the field that the indicator is broken down by: an entry for each",
        ("declarations", "file") => "Name of the file in the project folder",
        ("declarations", "line") => "Number of the line, from 1; of tinhso.toml in the text that counts",
        ("declarations", "text") => "The line",
        ("data", "ref_area") => "Code of the unit of the row; codes are reused, the key has a second part",
        ("data", "time_period") => "Period of the row",
        ("findings", "ref_area" | "time_period") => match column {
            "ref_area" => "Code of the unit, where it is known",
            _ => "Period, where it is known",
        },
        ("findings", "state") => {
            "open: there is something to mend; resolved: a later submission, or a withdrawal, leaves nothing of it"
        }
        ("findings", "since") => {
            "When the first object arrived that shows a finding of this id, UTC (of a decision about what never came, the day of the decision); null where it is about what did not come"
        }
        ("findings", "resolved_by") => {
            "Name of the object that took its place (of a row: the first with a later accepted row of the unit, else the last), or withdrawal; null while it is open"
        }
        ("findings", "row") => "Row of the sheet or line of the file, from 1, where it is about one",
        ("submissions", "ref_area") => "Code of the sender",
        ("submissions", "object") => "Name of the object that came; null where none did",
        ("registry/areas", "geography") => {
            "as-reported, or the day of a map, in which only areas that are valid on it are shown"
        }
        ("registry/areas", "ref_area") => "Code of a unit",
        ("registry/areas", "area") => "Code of the unit itself or of an area above it",
        ("registry/counts", "area") => "Code of the area in which units are counted",
        ("registry/counts", "level") => "Level that is counted",
        _ => return None,
    })
}

/// What a column means, whatever table it is in.
fn anywhere(column: &str) -> Option<&'static str> {
    Some(match column {
        "pipeline" => "Pipeline that declares the indicator",
        "indicator" => "Name of the indicator",
        "method" => "Which of several rival measures",
        "breakdown" => "Value of the field that the indicator is broken down by",
        "ref_area" | "area" => "SDMX REF_AREA: code of the unit; codes are reused, the key has a second part",
        "ref_area_valid_from" | "area_valid_from" => "First day of the unit's validity: the second part of its key",
        "ref_area_valid_to" | "area_valid_to" => "First day on which the unit is no more; null while it is valid",
        "ref_area_name" => "Name of the unit",
        "area_level" | "unit_level" | "level" => {
            "Level of the unit, as the registry calls it: commune, district, province"
        }
        "geography" => "as-reported, or the day of the map to which everything is restated",
        "time_period" => "SDMX TIME_PERIOD: 2025, 2025-S1, 2025-Q3, 2025-07",
        "period_start" => "First day of the period in the form's calendar",
        "period_end" => "Last day of the period in the form's calendar",
        "freq" => "SDMX FREQ: A year, S half-year, Q quarter, M month",
        "unit_measure" => "SDMX UNIT_MEASURE",
        "unit_mult" => "SDMX UNIT_MULT: power of ten of the unit",
        "n_reported" => "Units that reported every needed field",
        "n_expected" => "Units of the area valid on the period's last day, without those where it cannot occur",
        "coverage" => "n_reported ÷ n_expected; null where nothing is expected",
        "target_value" => "Value of the target",
        "target_period" => "Period by which the target is due",
        "target_state" => "met, not met, on track, behind, no data",
        "reported" => "True where the unit's rows are accepted; in a coarser period those of its last part",
        "row_present" => "False for the placeholder of a unit without rows: its values are null",
        "at_end" => {
            "True where the last part of the period lists the row, too: a thing that is no longer listed adds its flows, and is not counted; only of lists with flows"
        }
        "every_part" => {
            "True where the unit's rows of each part of the period are accepted: flows are added up of all parts or not at all; only of lists with flows"
        }
        "most_final" => {
            "True for what is made of the most final row of each unit and period; only where the form has vintages"
        }
        "sequence" => "Position in the order of arrival, from 1",
        "nanoseconds" => "What received_at has beyond its microseconds; 0 for most",
        "link" => {
            "SHA-256 of the link before, a line end, and object, sha256 and the time of arrival with tabs between"
        }
        "object" => "Name of the object below the landing zone",
        "sha256" => "SHA-256 of the object's bytes, its name in the archive",
        "sheet" => "Sheet of the workbook; empty for text files",
        "row" => "Row of the sheet or line of the file, from 1",
        "cell" => "Cell in A1 notation",
        "finding_id" => {
            "Id that stays from resend to resend, of form, sender, period, code, check, unit and field; equal findings share it"
        }
        "code" => "Finding code, kebab-case: docs/findings.md explains each",
        "severity" => "error: somebody should act, and the exit code is 1; warning: flagged; note: nothing is in doubt",
        "disposition" => {
            "What became of it: used, quarantined, withheld (the figures that rest on it), rejected, missing, replaced, ignored"
        }
        "state" => "received, late (used all the same), missing, rejected, superseded, duplicate, withdrawn",
        "withdrawn" => "True where someone has withdrawn it (tinhso withdraw): no figure rests on it",
        "due" => "Last day on which the submission is in time",
        "received_at" => "When it arrived, UTC",
        "row_status" => {
            "Best status that a value of the row can have: of its vintage, U where kept from an earlier submission"
        }
        "title_vi" => "Title in Vietnamese",
        "title_en" => "Title in English",
        "decimals" => "Digits to show to people; published values are never rounded",
        "factor" => "By what the quotient is multiplied",
        "sources" => "Forms that the indicator rests on",
        "restated_by" => {
            "Fields whose units merge by another rule than a sum, with the rule: `assessment.points: min`; a figure of merged units that rests on one is E"
        }
        "direction" => "Which side of the target's value is good: at_least, at_most",
        "baseline" => "Where the straight line to the target starts: `2020 = 5`",
        "source" => "Document that sets the target",
        "form" => "Name of the form",
        "field" => "Name of the field",
        "value" => "What the cell holds, as written",
        "expected" => "What was expected",
        "suggestion" => "What the sender could write or do",
        "check" => "Name of the check that failed",
        "message_vi" => "What is wrong, in Vietnamese, for the sender",
        "message_en" => "What is wrong, in English",
        "revision" => "Revision stated in the sheet or the name; 1 unless stated",
        "rows_accepted" => "Rows that were accepted",
        "rows_quarantined" => "Rows that are kept out of every figure",
        "table" => "Which table of the object, from 1",
        "first_row" => "First row of the table's body",
        "last_row" => "Last row of the table's body",
        "column" => "Letters of the column",
        "label" => "Label of the column as written, its rows joined with >",
        "unit" => "Unit of measure that the file states for the column",
        "multiplier" => "Power of ten of that unit",
        "area_type" => {
            "Type of the unit, as the registry calls it: xa, phuong, thi_tran, huyen, quan, thi_xa, thanh_pho, tinh, dac_khu"
        }
        "parent_ref_area" => "Code of the unit above",
        "units" => "Number of units of the level in the area on the period's last day",
        "from_ref_area" => "Code of the unit that ended",
        "from_valid_from" => "First day of its validity: the second part of its key",
        "to_ref_area" => "Code of the unit that it went over into",
        "to_valid_from" => "First day of that unit's validity: the second part of its key",
        "share" => "Share that went over: 1 for the whole, null where it was never published",
        "legal_basis" => "Resolution that made the change",
        _ => return None,
    })
}
