//! From which columns each column of a run's tables comes.

use std::collections::{BTreeMap, BTreeSet};

use arrow_array::{RecordBatch, StringArray};
use serde_json::{Map, Value, json};

use super::Published;
use crate::columns::column;
use crate::error::Error;
use crate::project::expression::plan::{AggregatePart, Denominator};
use crate::project::written::form::Role;

/// A column of a dataset: namespace, name, field.
type Input = (String, String, String);
/// How a column comes from others: the type and the subtype of OpenLineage.
type Way = (&'static str, &'static str);

const AS_IT_IS: Way = ("DIRECT", "IDENTITY");
/// Converted, restated, combined over time.
const TRANSFORMED: Way = ("DIRECT", "TRANSFORMATION");
const AGGREGATED: Way = ("DIRECT", "AGGREGATION");
const FILTERED: Way = ("INDIRECT", "FILTER");

/// The columns behind each column, by table.
#[derive(Default)]
pub(super) struct Lineage {
    tables: BTreeMap<String, BTreeMap<String, BTreeSet<(Input, Way)>>>,
}

impl Lineage {
    /// # Errors
    /// A table of the run that cannot be read.
    pub(super) fn new(run: &Published<'_>, landing: &str, location: &str) -> Result<Self, Error> {
        let mut lineage = Self::default();
        for batch in run.warehouse.run_table(run.run_id, "lineage.parquet")? {
            lineage.sources(run, landing, &batch)?;
        }
        let table = |name: String, field: &str| (location.to_owned(), name, field.to_owned());
        for form in run.project.forms.iter().filter(|form| !form.has_lines()) {
            for field in form.schema.fields.iter().filter(|field| field.is_measure()) {
                let input = table(format!("data/{}.parquet", form.name), &field.name);
                lineage.add(&format!("units/{}.parquet", form.name), &field.name, input, TRANSFORMED);
            }
        }
        for indicator in &run.project.indicators {
            let Some(pipeline) = run.project.pipelines.get(indicator.pipeline) else { continue };
            let name = format!("indicators/{}.parquet", pipeline.name.get_ref());
            let parts =
                [("numerator", Some(&indicator.plan.numerator)), ("denominator", indicator.plan.denominator_part())];
            for (part_name, part) in parts.into_iter().filter_map(|(name, part)| Some((name, part?))) {
                for (field, way) in fields_of(part) {
                    let input = table(format!("units/{}.parquet", part.form), &field);
                    lineage.add(&name, part_name, input, way);
                }
                lineage.add(&name, "obs_value", table(name.clone(), part_name), TRANSFORMED);
            }
            if let Some(Denominator::Registry { .. }) = indicator.plan.denominator {
                lineage.add(&name, "denominator", table("registry/counts.parquet".to_owned(), "units"), AGGREGATED);
                lineage.add(&name, "obs_value", table(name.clone(), "denominator"), TRANSFORMED);
            }
            lineage.add("targets.parquet", "obs_value", table(name, "obs_value"), AS_IT_IS);
        }
        Ok(lineage)
    }

    /// What `lineage.parquet` says: each field of a form with the labels of the columns that it was read from.
    fn sources(&mut self, run: &Published<'_>, landing: &str, batch: &RecordBatch) -> Result<(), Error> {
        let text = |name| column::<StringArray>(batch, "lineage", name);
        let (objects, forms, fields, labels) = (text("object")?, text("form")?, text("field")?, text("label")?);
        for ((object, form), (field, label)) in objects.iter().zip(forms).zip(fields.iter().zip(labels)) {
            let (Some(object), Some(form), Some(field), Some(label)) = (object, form, field, label) else { continue };
            let Some(index) = run.project.forms.iter().position(|declared| declared.name == form) else { continue };
            let folder = if run.project.forms[index].has_lines() { "units" } else { "data" };
            let of_form = run.project.sources.iter().filter(|source| source.form == index);
            for source in of_form.filter(|source| source.covers(object)) {
                let input = (landing.to_owned(), source.pattern.glob().glob().to_owned(), label.to_owned());
                let role = run.project.forms[index].field(field).and_then(|declared| declared.role);
                let published = match role {
                    Some(Role::Area | Role::AreaCode | Role::AreaName) => "ref_area",
                    Some(Role::Period) => "time_period",
                    _ => field,
                };
                let table = format!("{folder}/{form}.parquet");
                for (column, way) in grouped_from(run, index, field) {
                    self.add(&table, &column, input.clone(), way);
                }
                self.add(&table, published, input, TRANSFORMED);
            }
        }
        Ok(())
    }

    fn add(&mut self, table: &str, column: &str, input: Input, way: Way) {
        let columns = self.tables.entry(table.to_owned()).or_default();
        columns.entry(column.to_owned()).or_default().insert((input, way));
    }

    /// The columns that a table has, as the facet has them; nothing where none is known.
    pub(super) fn of(&self, table: &str, has: impl Fn(&str) -> bool) -> Option<Value> {
        let columns = self.tables.get(table)?.iter().filter(|(column, _)| has(column)).map(|(column, inputs)| {
            let inputs: Vec<Value> = inputs
                .iter()
                .map(|((namespace, name, field), (kind, subtype))| {
                    let transformation = json!({ "type": kind, "subtype": subtype });
                    json!({ "namespace": namespace, "name": name, "field": field, "transformations": [transformation] })
                })
                .collect();
            (column.clone(), json!({ "inputFields": inputs }))
        });
        Some(Value::Object(columns.collect::<Map<String, Value>>()))
    }
}

/// The fields that a part sums, and those that its condition tests.
fn fields_of(part: &AggregatePart) -> Vec<(String, Way)> {
    let summed = part.aggregate.fields().into_iter().map(|field| (field, AGGREGATED));
    let tested = part.condition.iter().flat_map(|condition| condition.fields()).map(|field| (field, FILTERED));
    summed.chain(tested).collect()
}

/// The columns of a grouped table that rest on a field of the lines.
fn grouped_from(run: &Published<'_>, form: usize, field: &str) -> Vec<(String, Way)> {
    let grouped = run.project.grouped.get(form).and_then(Option::as_ref);
    let columns = grouped.into_iter().flat_map(|grouped| {
        let measures = grouped.form.schema.fields.iter().filter(|field| field.is_measure());
        measures.zip(&grouped.parts).flat_map(|(measure, part)| {
            let rests = fields_of(part).into_iter().filter(|(name, _)| name == field);
            rests.map(|(_, way)| (measure.name.clone(), way))
        })
    });
    columns.collect()
}
