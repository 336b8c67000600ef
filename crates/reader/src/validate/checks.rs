//! Assertions in SQL: each `[[check]]` over all new rows of its form at once.

use std::sync::Arc;

use arrow_array::{Array, BooleanArray, RecordBatch};
use arrow_schema::Schema;
use arrow_select::concat::concat_batches;

use crate::engine::RowEngine;
use crate::error::{Cause, Error};
use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::finding::Finding;
use crate::message;
use crate::project::expression::typed::Condition;
use crate::project::written::form::Form;
use crate::project::{FormIndex, Project, ResolvedCheck};
use crate::typing::batch::columns_of;
use crate::typing::reading::{Reading, TypedTable};
use crate::validate::row_location;
use crate::validate::unmet::unmet;
use crate::validate::verdict::{breaks, row_value, values};

/// Applies every check to the rows of these readings. A row for which an assertion is false gets a finding and, where the
/// check is an error, is quarantined; undecided passes unless the check says otherwise. An engine decides on the values as they are kept; where they
/// were rounded, and the assertion may hold before that, it passes: no engine has to know what a cell said (decision 0164).
///
/// # Errors
/// Where the engine fails.
pub fn apply(project: &Project, engine: &dyn RowEngine, readings: &mut [&mut Reading]) -> Result<(), Error> {
    // Lines were checked as they passed.
    for index in (0..project.forms.len()).filter(|form| !project.forms[*form].has_lines()) {
        let found = apply_form(project, engine, index, readings)?;
        for (reading, found) in readings.iter_mut().zip(found) {
            reading.findings.extend(found.all());
        }
    }
    Ok(())
}

/// Applies the checks of one form; gives what they found in each reading.
///
/// # Errors
/// Where the engine fails.
pub fn apply_form(
    project: &Project,
    engine: &dyn RowEngine,
    index: FormIndex,
    readings: &mut [&mut Reading],
) -> Result<Vec<Collector>, Error> {
    let form = &project.forms[index];
    let mut found: Vec<Collector> = readings.iter().map(|_| Collector::new()).collect();
    let checks: Vec<_> = project.checks.iter().filter(|check| check.form == index).collect();
    let places = places(readings, index);
    if checks.is_empty() || places.is_empty() {
        return Ok(found);
    }
    let conditions: Vec<_> = checks.iter().map(|check| check.condition.clone()).collect();
    let failed_with = |cause: Cause| Error::engine(message!("error-subject.checks", form = &form.name), cause);
    let batch = batch(form, readings, index, &conditions).map_err(|error| failed_with(error.into()))?;
    let verdicts = engine.verdicts(&conditions, &batch).map_err(|error| failed_with(error.into()))?;
    for (check, verdict) in checks.into_iter().zip(&verdicts) {
        let declared = form.severities.only(Code::CheckFailed, check.severity);
        for (place, table, row) in failed(check, verdict, &places) {
            let reading = &mut *readings[place];
            let fields = check.condition.fields();
            let place_of = |name: &String| form.schema.fields.iter().position(|field| field.name == *name);
            let rows = &reading.tables[table].rows;
            let value_of = |name: &str| row_value(form, rows, row, name);
            if !rows.rounded.is_empty() && !breaks(check, &value_of) {
                continue;
            }
            let matter = unmet(&check.condition, &value_of).first().or(fields.first()).and_then(place_of);
            let location = row_location(form, &reading.tables[table], row, matter);
            let mut finding =
                Finding::new(Code::CheckFailed, location, check.message.clone()).expected(check.assert.clone());
            finding.check = Some(check.name.clone());
            finding.value = Some(values(&value_of, &fields));
            if found[place].push_on_row(finding, &declared).quarantines {
                reading.tables[table].rows.quarantine(row);
            }
        }
    }
    Ok(found)
}

/// Where each row of the batch came from: reading, table, row.
fn places(readings: &[&mut Reading], form: FormIndex) -> Vec<(usize, usize, usize)> {
    let mut places = Vec::new();
    for (reading_place, reading) in readings.iter().enumerate() {
        for (table_place, table) in reading.tables.iter().enumerate().filter(|(_, table)| table.form == form) {
            places.extend((0..table.rows.len()).map(|row| (reading_place, table_place, row)));
        }
    }
    places
}

/// The fields that the conditions name, of every row.
fn batch(
    form: &Form,
    readings: &[&mut Reading],
    index: FormIndex,
    conditions: &[Condition],
) -> Result<RecordBatch, arrow_schema::ArrowError> {
    let mut fields: Vec<String> = conditions.iter().flat_map(Condition::fields).collect();
    fields.sort();
    fields.dedup();
    if fields.is_empty() {
        // An assertion about nothing still has a verdict for every row.
        fields.extend(form.schema.fields.first().map(|field| field.name.clone()));
    }
    let tables = readings.iter().flat_map(|reading| reading.tables.iter().filter(|table| table.form == index));
    let of_table = |table: &TypedTable| {
        let columns = columns_of(form, &table.rows, &fields).into_iter();
        RecordBatch::try_from_iter_with_nullable(columns.map(|(name, array)| (name, array, true)))
    };
    let batches = tables.map(of_table).collect::<Result<Vec<_>, _>>()?;
    let schema = batches.first().map_or_else(|| Arc::new(Schema::empty()), RecordBatch::schema);
    concat_batches(&schema, &batches)
}

fn failed<'a>(
    check: &'a ResolvedCheck,
    verdict: &'a BooleanArray,
    places: &'a [(usize, usize, usize)],
) -> impl Iterator<Item = (usize, usize, usize)> + 'a {
    let decided = |row: usize| verdict.is_valid(row).then(|| verdict.value(row));
    places.iter().enumerate().filter(move |(row, _)| check.is_broken(decided(*row))).map(|(_, place)| *place)
}
