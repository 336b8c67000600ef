//! Two rows of one file with one key: identical rows count once, rows that differ are all quarantined.

use std::collections::BTreeMap;

use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::finding::Finding;
use crate::findings::severity::{Disposition, Severity};
use crate::message;
use crate::project::Project;
use crate::project::written::form::{Form, Role};
use crate::typing::reading::Reading;
use crate::typing::rows::{Rows, Value};
use crate::validate::named_rows::named;
use crate::validate::{area_column, row_location};

/// Checks the keys of every form over all tables of a file.
pub fn check(project: &Project, reading: &mut Reading) {
    let mut found = Collector::new();
    for (index, form) in project.forms.iter().enumerate().filter(|(_, form)| !form.has_lines()) {
        let mut keys: BTreeMap<_, Vec<(usize, usize)>> = BTreeMap::new();
        for (table_place, table) in reading.tables.iter().enumerate().filter(|(_, table)| table.form == index) {
            for row in 0..table.rows.len() {
                if let (Some(unit), Some(period)) = (table.rows.unit[row], table.rows.period[row]) {
                    keys.entry((unit, period, key_values(form, &table.rows, row)))
                        .or_default()
                        .push((table_place, row));
                }
            }
        }
        let mut dropped: Vec<(usize, usize)> = Vec::new();
        for places in keys.into_values().filter(|places| places.len() > 1) {
            duplicate(form, reading, &places, &mut dropped, &mut found);
        }
        dropped.sort_unstable();
        for of_table in dropped.chunk_by(|left, right| left.0 == right.0) {
            let rows: Vec<usize> = of_table.iter().map(|(_, row)| *row).collect();
            reading.tables[of_table[0].0].rows.remove(&rows);
        }
    }
    reading.findings.extend(found.all());
}

/// Rows of one key that a message names: all of them would make an answer of their square.
const MOST_NAMED: usize = 10;

fn duplicate(
    form: &Form,
    reading: &mut Reading,
    places: &[(usize, usize)],
    dropped: &mut Vec<(usize, usize)>,
    found: &mut Collector,
) {
    let first = places[0];
    let identical = places.iter().all(|place| same_values(form, reading, first, *place));
    let (rows, more) = (named(reading, places, MOST_NAMED), places.len().saturating_sub(MOST_NAMED));
    for &(table, row) in places.iter().skip(usize::from(identical)) {
        let location = row_location(form, &reading.tables[table], row, area_column(form, &reading.tables[table]));
        let finding = if identical {
            let first_row = named(reading, &[first, (table, row)], 1);
            let message = message!("primary-key.identical", row = first_row);
            dropped.push((table, row));
            Finding::new(Code::PrimaryKey, location, message).weighing(Severity::Warning, Disposition::Ignored)
        } else {
            let message = message!("primary-key.differing", rows = &rows, others = more);
            reading.tables[table].rows.quarantine(row);
            Finding::new(Code::PrimaryKey, location, message).suggestion(message!("primary-key.suggestion"))
        };
        found.push(finding, &form.severities);
    }
}

/// The values of the dimensions and the vintage.
pub fn key_values(form: &Form, rows: &Rows, row: usize) -> Vec<Value> {
    let is_key = |name: &str, role: Option<Role>| {
        form.schema.primary_key.iter().any(|key| key == name) && matches!(role, None | Some(Role::Vintage))
    };
    let fields = form.schema.fields.iter().zip(&rows.columns);
    fields.filter(|(field, _)| is_key(&field.name, field.role)).map(|(_, column)| column.values.get(row)).collect()
}

/// True where all but the ordinal number is the same.
fn same_values(form: &Form, reading: &Reading, one: (usize, usize), other: (usize, usize)) -> bool {
    let (left, right) = (&reading.tables[one.0].rows, &reading.tables[other.0].rows);
    form.schema
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.role.is_none() || field.role == Some(Role::Vintage))
        .all(|(place, _)| {
            let (left, right) = (&left.columns[place], &right.columns[place]);
            let value = left.values.get(one.1);
            // A value that a decision corrected is the same value; a missing one is the same where its cause is.
            let same_cause = !value.is_missing() || left.statuses.get(one.1) == right.statuses.get(other.1);
            value == right.values.get(other.1) && same_cause
        })
}
