//! The name of an object against what its tables say.
//!
//! A file that lies in the wrong folder, or was saved under last month's name, is read by what it says; that its name says
//! something else is worth a look before the figures are used.
//!
//! ```text
//! submissions/2025-07/bieu-02_huyen-tuan-giao.xlsx     whose head says "Tháng 8 năm 2025"     name-mismatch
//! ```

mod figures;
mod unit;

use super::object_name::ObjectNames;
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::message;
use crate::project::Project;
use crate::registry::UnitIndex;
use crate::typing::reading::TypedTable;
use crate::values::period::Period;

/// Compares the period, sender, figures and unit of money that the name of an object and its folders state with those that a table states.
pub fn check(project: &Project, names: &ObjectNames<'_>, object: &str, table: &TypedTable) -> Vec<Finding> {
    let form = &project.forms[table.form];
    let mut periods = table.rows.period.iter().copied().flatten().chain(table.period);
    let Some(period) = periods.next() else { return Vec::new() };
    // A table of many periods is named after none of them.
    let only = periods.all(|other| other == period).then_some(period);
    let day = period.end(form.form.calendar);
    let stated = names.facts_of(object, Some(table.form), day);
    let location = || Location {
        object: Some(object.to_owned()),
        sheet: Some(table.sheet.clone()).filter(|sheet| !sheet.is_empty()),
        form: Some(form.name.clone()),
        time_period: Some(period.to_string()),
        ..Location::default()
    };
    let mut findings = Vec::new();
    if let (Some(named), Some(written)) = (stated.period, only)
        && named != written
    {
        findings.push(other_period(location(), named, written));
    }
    if let (Some(named), Some(written)) = (stated.sender, table.sender)
        && is_another(project, named, written)
    {
        let units = &project.registry.units;
        findings.push(other_sender(location(), &units[named].name, &units[written].name));
    }
    if let (Some(named), None) = (stated.sender, table.sender) {
        findings.extend(rows_of_others(project, location(), named, table));
    }
    findings.extend(figures::check(form, object, location()));
    findings.extend(unit::check(form, object, table, location()));
    findings
}

/// A unit is not another than one that it lies in.
fn is_another(project: &Project, named: UnitIndex, written: UnitIndex) -> bool {
    let registry = &project.registry;
    !registry.is_within(named, written) && !registry.is_within(written, named)
}

/// Rows of units that are not of the sender that the name states, where the head states none.
fn rows_of_others(project: &Project, location: Location, named: UnitIndex, table: &TypedTable) -> Option<Finding> {
    let units = &project.registry.units;
    let of_other = |row: &usize| {
        let unit = table.rows.unit.get(*row).copied().flatten();
        unit.is_some_and(|unit| is_another(project, named, unit))
    };
    let mut rows = (0..table.rows.len()).filter(of_other);
    let first = rows.next()?;
    let (unit, row) = (table.rows.unit.get(first).copied().flatten()?, table.rows.number.get(first).copied());
    let (named, unit) = (&units.get(named)?.name, &units.get(unit)?.name);
    let count = rows.count().saturating_add(1);
    let message = message!("name-mismatch.rows", named = named, count = count, unit = unit);
    Some(Finding::new(Code::NameMismatch, Location { row, ..location }, message).value(unit).expected(named.clone()))
}

fn other_period(location: Location, named: Period, written: Period) -> Finding {
    let message = message!("name-mismatch.period", named = named.to_string(), written = written.to_string());
    Finding::new(Code::NameMismatch, location, message).value(written.to_string()).expected(named.to_string())
}

fn other_sender(location: Location, named: &str, written: &str) -> Finding {
    let message = message!("name-mismatch.sender", named = named, written = written);
    Finding::new(Code::NameMismatch, location, message).value(written).expected(named)
}
