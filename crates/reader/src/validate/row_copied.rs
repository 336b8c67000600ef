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

use std::collections::HashMap;

use super::row_location;
use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::finding::Finding;
use crate::message;
use crate::project::Project;
use crate::project::written::form::{Form, Role};
use crate::project::written::statistical_rules::StatisticalRule;
use crate::registry::UnitIndex;
use crate::typing::reading::Reading;
use crate::typing::rows::{Value, Values};
use crate::validate::named_rows::named;
use crate::values::decimal::Decimal;
use crate::values::period::Period;

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
    let mut first: HashMap<CopiedParts<'_>, (UnitIndex, (usize, usize)), ahash::RandomState> = HashMap::default();
    for (number, table) in reading.tables.iter().enumerate().filter(|(_, table)| table.form == index) {
        let columns = &table.rows.columns;
        // Measures that are no numbers are compared as what else a row is about.
        let is_number = |place: &usize| matches!(columns[*place].values, Values::Decimal(_));
        let (amounts, others): (Vec<usize>, Vec<usize>) = measures.iter().copied().partition(is_number);
        let others: Vec<usize> = others.iter().chain(&about).copied().collect();
        for row in 0..table.rows.len() {
            let Some(unit) = table.rows.unit[row].filter(|_| table.rows.accepted[row]) else { continue };
            let amounts: Vec<Option<Decimal>> =
                amounts.iter().map(|place| columns[*place].values.decimal(row)).collect();
            if !is_evidence(&amounts, form) {
                continue;
            }
            let parts = CopiedParts {
                amounts,
                others: others.iter().map(|place| columns[*place].values.get(row)).collect(),
                period: table.rows.period[row],
                level: project.registry.units[unit].level.as_str(),
            };
            let (other, place) = *first.entry(parts).or_insert((unit, (number, row)));
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

/// What two rows have in common of which one is a copy.
#[derive(PartialEq, Eq, Hash)]
struct CopiedParts<'a> {
    amounts: Vec<Option<Decimal>>,
    others: Vec<Value>,
    period: Option<Period>,
    level: &'a str,
}

/// True for amounts that do not repeat by chance.
fn is_evidence(amounts: &[Option<Decimal>], form: &Form) -> bool {
    let rules = &form.rules;
    let mut counted: Vec<Decimal> = amounts.iter().flatten().copied().filter(|one| *one != Decimal::ZERO).collect();
    if counted.len() < usize::from(rules.copied_measures) {
        return false;
    }
    counted.sort_unstable();
    counted.dedup();
    counted.into_iter().map(Decimal::significant_digits).sum::<usize>() >= usize::from(rules.copied_row_digits)
}
