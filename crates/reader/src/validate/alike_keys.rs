//! Rows of one unit and period whose keys are one but for capitals, blanks and where a tone mark is: perhaps one thing, named in two ways.

use std::collections::BTreeMap;

use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::finding::Finding;
use crate::findings::severity::{Disposition, Severity};
use crate::message;
use crate::project::Project;
use crate::project::written::form::{Field, FieldType, Form};
use crate::typing::reading::Reading;
use crate::typing::rows::Value;
use crate::validate::row_location;
use crate::values::text;

/// Warns of such rows over all tables of a file; which of them are one, people know.
pub fn check(project: &Project, reading: &mut Reading) {
    let mut found = Collector::new();
    for (index, form) in project.forms.iter().enumerate().filter(|(_, form)| !form.has_lines()) {
        let names = names(form);
        if !names.is_empty() {
            check_form((index, form), &names, reading, &mut found);
        }
    }
    reading.findings.extend(found.all());
}

/// The fields of the key that hold names which nothing lists.
fn names(form: &Form) -> Vec<usize> {
    let is_name = |field: &Field| {
        let is_text = field.kind == FieldType::String && field.role.is_none() && field.listed().is_empty();
        is_text && form.schema.primary_key.contains(&field.name)
    };
    let fields = form.schema.fields.iter().enumerate();
    fields.filter(|(_, field)| is_name(field)).map(|(place, _)| place).collect()
}

fn check_form((index, form): (usize, &Form), names: &[usize], reading: &Reading, found: &mut Collector) {
    let mut first: BTreeMap<_, (u32, Vec<Value>)> = BTreeMap::new();
    for table in reading.tables.iter().filter(|table| table.form == index) {
        for row in 0..table.rows.len() {
            let value = |place: usize| table.rows.columns.get(place).map_or(Value::Missing, |one| one.values.get(row));
            let written: Vec<Value> = names.iter().map(|place| value(*place)).collect();
            let folded: Vec<String> = written.iter().map(|name| text::name(&name.to_string())).collect();
            let is_rest = |(place, field): &(usize, &Field)| {
                form.schema.primary_key.contains(&field.name) && field.role.is_none() && !names.contains(place)
            };
            let rest = form.schema.fields.iter().enumerate().filter(is_rest);
            let rest: Vec<Value> = rest.map(|(place, _)| value(place)).collect();
            let key = (table.rows.unit.get(row).copied(), table.rows.period.get(row).copied(), folded, rest);
            let number = table.rows.number.get(row).copied().unwrap_or_default();
            let (earlier, known) = first.entry(key).or_insert_with(|| (number, written.clone()));
            let other = names.iter().zip(known.iter().zip(&written)).find(|(_, (known, written))| known != written);
            let Some((place, (known, written))) = other else { continue };
            let location = row_location(form, table, row, Some(*place));
            let (earlier, known, named) = (earlier.to_string(), known.to_string(), written.to_string());
            let message = message!("primary-key.alike", row = earlier, known = known, written = &named);
            let finding = Finding::new(Code::PrimaryKey, location, message);
            found.push(finding.weighing(Severity::Warning, Disposition::Used).value(named), &form.severities);
        }
    }
}
