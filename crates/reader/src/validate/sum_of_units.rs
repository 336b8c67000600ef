//! A row of an area that holds what the rows of the units within it add up to: where it prints their total, each amount is counted twice.
//!
//! ```text
//! Huyện Mường Ảng     3    1
//! Huyện Nậm Pồ        2    4
//! Tỉnh Điện Biên      5    5     doubtful-area: the sum of the two above
//! ```
//!
//! Rows that are surely sums are none of the rows any more when this is asked. What is left are a few digits, which add up by chance as well, and units on other sheets.
//! Half of the amounts are enough: the others may be wrong.

use std::collections::HashMap;

use super::{area_column, row_location};
use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::finding::Finding;
use crate::message;
use crate::project::Project;
use crate::project::written::form::{Form, Role};
use crate::registry::UnitIndex;
use crate::typing::reading::Reading;
use crate::typing::rows::Value;
use crate::values::decimal::Decimal;
use crate::values::period::Period;

/// Units of which an area is the sum: of one it is as likely a copy, or the same by chance.
const FEWEST_UNITS: usize = 2;

/// Digits of the amounts that are sums, where others are none.
const FEWEST_DIGITS: usize = 3;

/// Warns of such rows over all tables of a file.
pub fn check(project: &Project, reading: &mut Reading) {
    let mut found = Collector::new();
    for (index, form) in project.forms.iter().enumerate() {
        if form.has_areas() && !form.has_lines() && !form.lists() && form.form.reports.ever().len() > 1 {
            check_form(project, (index, form), reading, &mut found);
        }
    }
    reading.findings.extend(found.all());
}

/// A row of a table: the places of both, and its unit.
type RowOfUnit = (usize, usize, UnitIndex);

fn check_form(project: &Project, (index, form): (usize, &Form), reading: &Reading, found: &mut Collector) {
    let fields = || form.schema.fields.iter().enumerate();
    let is_about = |role: Option<Role>| role.is_none_or(|role| role == Role::Vintage);
    let about = fields().filter(|(_, field)| is_about(field.role) && form.schema.primary_key.contains(&field.name));
    let about: Vec<usize> = about.map(|(place, _)| place).collect();
    let summed: Vec<usize> = fields().filter(|(_, field)| field.is_summed()).map(|(place, _)| place).collect();
    let mut alike: HashMap<(Option<Period>, Vec<Value>), Vec<RowOfUnit>> = HashMap::new();
    for (number, table) in reading.tables.iter().enumerate().filter(|(_, table)| table.form == index) {
        for row in 0..table.rows.len() {
            let Some(unit) = table.rows.unit[row].filter(|_| table.rows.accepted[row]) else { continue };
            let values = about.iter().map(|place| table.rows.columns[*place].values.get(row)).collect();
            alike.entry((table.rows.period[row], values)).or_default().push((number, row, unit));
        }
    }
    let amount = |(number, row, _): &RowOfUnit, field: usize| -> Option<Decimal> {
        reading.tables.get(*number)?.rows.columns.get(field)?.values.decimal(*row)
    };
    // An amount that is wrong makes no sum of the others.
    let is_sum = |area: &RowOfUnit, units: &[&RowOfUnit]| {
        let (mut equal, mut digits, mut others) = (0_usize, 0_usize, 0_usize);
        for field in &summed {
            let add = |sum: Decimal, row: &&RowOfUnit| sum.checked_add(amount(row, *field)?);
            let sum = units.iter().try_fold(Decimal::ZERO, add);
            let (Some(own), Some(sum)) = (amount(area, *field), sum) else { continue };
            if own != sum {
                others = others.saturating_add(1);
            } else if own != Decimal::ZERO {
                equal = equal.saturating_add(1);
                digits = digits.saturating_add(own.significant_digits());
            }
        }
        equal > 0 && (others == 0 || equal >= others && digits >= FEWEST_DIGITS)
    };
    let is_below = |unit: UnitIndex, area: UnitIndex| unit != area && project.registry.is_within(unit, area);
    let level_of = |unit: UnitIndex| project.registry.units.get(unit).map(|unit| unit.level.as_str());
    let mut sums: Vec<(RowOfUnit, usize)> = Vec::new();
    for rows in alike.values() {
        let first = rows.first().and_then(|(_, _, unit)| level_of(*unit));
        if rows.iter().all(|(_, _, unit)| level_of(*unit) == first) {
            continue;
        }
        for area in rows {
            let within: Vec<&RowOfUnit> = rows.iter().filter(|row| is_below(row.2, area.2)).collect();
            // A unit within another is a part of it.
            let units: Vec<&RowOfUnit> =
                within.iter().copied().filter(|row| !within.iter().any(|other| is_below(row.2, other.2))).collect();
            if units.len() >= FEWEST_UNITS && is_sum(area, &units) {
                sums.push((*area, units.len()));
            }
        }
    }
    sums.sort_unstable();
    for ((number, row, unit), units) in sums {
        let (Some(table), Some(unit)) = (reading.tables.get(number), project.registry.units.get(unit)) else {
            continue;
        };
        let message = message!("doubtful-area.sum", unit = &unit.name, rows = units);
        let finding =
            Finding::new(Code::DoubtfulArea, row_location(form, table, row, area_column(form, table)), message);
        found.push(finding.value(unit.name.clone()), &form.severities);
    }
}
