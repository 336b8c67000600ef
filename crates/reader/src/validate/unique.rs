//! Values that are in several rows of one file, where the form says that they are in one: the constraint `unique`, and the keys of
//! `uniqueKeys`. Which of the rows is right is not known: all of them are reported, and quarantined.
//!
//! A row without one of the values is not compared.

use std::collections::BTreeMap;

use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::finding::Finding;
use crate::message;
use crate::project::Project;
use crate::project::written::form::Form;
use crate::typing::reading::Reading;
use crate::typing::rows::{Rows, Value};
use crate::validate::equal_values::as_compared;
use crate::validate::named_rows::named;
use crate::validate::row_location;

/// Rows that a message names.
const MOST_NAMED: usize = 10;

/// Checks the unique values of every form over all tables of a file.
pub fn check(project: &Project, reading: &mut Reading) {
    let mut found = Collector::new();
    for (index, form) in project.forms.iter().enumerate().filter(|(_, form)| !form.has_lines()) {
        for key in keys(form) {
            let mut rows: BTreeMap<Vec<Value>, Vec<(usize, usize)>> = BTreeMap::new();
            for (place, table) in reading.tables.iter().enumerate().filter(|(_, table)| table.form == index) {
                for row in 0..table.rows.len() {
                    if let Some(values) = values(&table.rows, &key, row) {
                        let fields = key.iter().filter_map(|place| form.schema.fields.get(*place));
                        let compared = fields.zip(values).map(|(field, value)| as_compared(field, value));
                        rows.entry(compared.collect()).or_default().push((place, row));
                    }
                }
            }
            for places in rows.into_values().filter(|places| places.len() > 1) {
                report(form, reading, &key, &places, &mut found);
            }
        }
    }
    reading.findings.extend(found.all());
}

/// The indices of the fields of each key.
fn keys(form: &Form) -> Vec<Vec<usize>> {
    let fields = &form.schema.fields;
    let alone = fields.iter().enumerate().filter(|(_, field)| field.constraints.unique).map(|(place, _)| vec![place]);
    let place_of = |name: &String| fields.iter().position(|field| field.name == *name);
    let together = form.schema.unique_keys.iter().filter_map(|key| key.iter().map(place_of).collect());
    alone.chain(together).collect()
}

/// The values of a key in a row; `None` where one is missing.
pub(super) fn values(rows: &Rows, key: &[usize], row: usize) -> Option<Vec<Value>> {
    let value = |place: &usize| Some(rows.columns.get(*place)?.values.get(row)).filter(|value| !value.is_missing());
    key.iter().map(value).collect()
}

fn report(form: &Form, reading: &mut Reading, key: &[usize], places: &[(usize, usize)], found: &mut Collector) {
    let rows = named(reading, places, MOST_NAMED);
    let more = places.len().saturating_sub(MOST_NAMED);
    let names: Vec<&str> =
        key.iter().filter_map(|place| form.schema.fields.get(*place)).map(|field| field.name.as_str()).collect();
    for (table, row) in places {
        let Some(typed) = reading.tables.get_mut(*table) else { continue };
        let values = values(&typed.rows, key, *row).unwrap_or_default();
        let written = values.iter().map(Value::to_string).collect::<Vec<_>>().join(", ");
        let mut location = row_location(form, typed, *row, key.first().copied());
        location.field = Some(names.join(", "));
        let message = message!("unique-error.repeated", value = &written, rows = &rows, others = more);
        let finding = Finding::new(Code::UniqueError, location, message).value(written.clone());
        if found.push_on_row(finding, &form.severities).quarantines {
            typed.rows.quarantine(*row);
        }
    }
}
