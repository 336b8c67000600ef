//! A row with every measure of another unit's: figures were copied over a neighbour, and those of one of the two units are lost.
//!
//! ```text
//! Xã Pa Tần     4312   2150   38,5   9,75
//! Xã Chà Cang   4312   2150   38,5   9,75     row-copied: all as in the row above
//! ```
//!
//! Small counts and round numbers repeat by chance: so many measures as the form asks for have to be other than zero, and their different amounts
//! have so many digits together. What is missing is missing in both. Which row is the copy nobody can say: the lower one is named, with the other.
//! A total does not show it where it is a formula.

use std::collections::{BTreeSet, HashMap};

use super::row_location;
use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::finding::Finding;
use crate::message;
use crate::project::Project;
use crate::project::written::form::{Form, Role};
use crate::project::written::statistical_rules::StatisticalRule;
use crate::typing::reading::Reading;
use crate::typing::rows::Value;
use crate::validate::named_rows::named;
use crate::values::decimal::Decimal;

/// Warns of such rows over all tables of a file.
pub fn check(project: &Project, reading: &mut Reading) {
    let mut found = Collector::new();
    for (index, form) in project.forms.iter().enumerate() {
        if !form.has_lines() && !form.rules.off.contains(&StatisticalRule::RowCopied) {
            check_form(project, (index, form), reading, &mut found);
        }
    }
    reading.findings.extend(found.all());
}

fn check_form(project: &Project, (index, form): (usize, &Form), reading: &Reading, found: &mut Collector) {
    let fields = || form.schema.fields.iter().enumerate();
    let measures: Vec<usize> = fields().filter(|(_, field)| field.is_measure()).map(|(place, _)| place).collect();
    // What a row is about beside its unit and period: rows of other things are not compared.
    let is_about = |role: Option<Role>| role.is_none_or(|role| role == Role::Vintage);
    let about = fields().filter(|(_, field)| is_about(field.role) && form.schema.primary_key.contains(&field.name));
    let about: Vec<usize> = about.map(|(place, _)| place).collect();
    let mut first = HashMap::new();
    for (number, table) in reading.tables.iter().enumerate().filter(|(_, table)| table.form == index) {
        for row in 0..table.rows.len() {
            let values = |places: &[usize]| -> Vec<Value> {
                places.iter().map(|place| table.rows.columns[*place].values.get(row)).collect()
            };
            let Some(unit) = table.rows.unit[row].filter(|_| table.rows.accepted[row]) else { continue };
            let amounts = values(&measures);
            if !is_evidence(&amounts, form) {
                continue;
            }
            let level = project.registry.units[unit].level.as_str();
            let key = (level, table.rows.period[row], values(&about), amounts);
            let (other, place) = *first.entry(key).or_insert((unit, (number, row)));
            if other == unit {
                continue;
            }
            let name = &project.registry.units[other].name;
            let message = message!("row-copied.all", unit = name, rows = named(reading, &[place, (number, row)], 1));
            let finding = Finding::new(Code::RowCopied, row_location(form, table, row, None), message);
            found.push(finding, &form.severities);
        }
    }
}

/// True for amounts that do not repeat by chance.
fn is_evidence(amounts: &[Value], form: &Form) -> bool {
    let rules = &form.rules;
    let amounts = amounts.iter().filter_map(Value::decimal).filter(|amount| *amount != Decimal::ZERO);
    let counted: Vec<Decimal> = amounts.collect();
    let different: BTreeSet<Decimal> = counted.iter().copied().collect();
    let digits: usize = different.into_iter().map(Decimal::significant_digits).sum();
    counted.len() >= usize::from(rules.copied_measures) && digits >= usize::from(rules.copied_row_digits)
}
