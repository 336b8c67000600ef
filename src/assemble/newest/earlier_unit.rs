//! Reports of a unit as it was before a merger, from the office of the unit that bears its name since: the figures may be those of today's unit.
//!
//! ```text
//! 2025-07-03   head “UBND xã Mường Tùng”, one row, 2025-06   doubtful-area: since 1 July Xã Mường Tùng includes Xã Huổi Lèng
//! ```
//!
//! Only what a unit sends that did not have to send this period is asked: its district sent for it, and no longer exists. A report with rows of other former
//! units as well is by the map of its period.

use std::collections::BTreeSet;

use super::doubtful_period::is_in_use;
use crate::assemble::area_location::with_area;
use crate::assemble::{Arrived, Submission, local_day, sender};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::message;
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::registry::names::{is_name_of, without_type};
use crate::typing::reading::TypedTable;
use crate::validate::area_column;
use crate::values::period::Period;

/// What is found of submissions, with the index of the arrival.
pub(super) fn found(project: &Project, submissions: &[Submission], arrived: &[Arrived<'_>]) -> Vec<(Finding, usize)> {
    let mut asked: BTreeSet<(usize, usize, Period)> = BTreeSet::new();
    let mut found = Vec::new();
    for submission in submissions.iter().filter(|one| is_in_use(one)) {
        let (Some(place), Some(table), Some(period)) = (submission.arrived, submission.table, submission.period) else {
            continue;
        };
        if let Some(one) = arrived.get(place).filter(|_| asked.insert((place, table, period))) {
            found.extend(of_table(project, one, table, period).map(|finding| (finding, place)));
        }
    }
    found
}

fn of_table(project: &Project, one: &Arrived<'_>, table: usize, period: Period) -> Option<Finding> {
    let registry = &project.registry;
    let table = one.reading.tables.get(table)?;
    let head = table.sender?;
    let unit = registry.units.get(head)?;
    let form = project.forms.get(table.form).filter(|form| form.has_areas() && !form.has_lines())?;
    let (end, day) = (period.end(form.form.calendar), local_day(one.received_at));
    if unit.valid_to.is_none_or(|ended| day < ended) || form.sender_levels(end).contains(&unit.level) {
        return None;
    }
    let bears_its_name = |other: &UnitIndex| {
        let other = registry.units.get(*other).filter(|other| other.is_valid_on(day));
        other.is_some_and(|other| other.code == unit.code || is_name_of(without_type(&unit.name), &other.name))
    };
    let today = registry.successors(head).find(bears_its_name)?;
    let mut members = registry.predecessors(today);
    members.remove(&head);
    let row = rows_of(table, period).find(|(_, of_row)| *of_row == head).map(|(row, _)| row)?;
    let of_form = |other: &&TypedTable| other.form == table.form;
    let mut of_object = one.reading.tables.iter().filter(of_form).flat_map(|other| rows_of(other, period));
    if members.is_empty() || of_object.any(|(_, of_row)| of_row != head) {
        return None;
    }
    let names: Vec<&str> =
        members.iter().filter_map(|member| registry.units.get(*member)).map(|one| one.name.as_str()).collect();
    let message = message!(
        "doubtful-area.earlier",
        unit = &unit.name,
        members = names.join(", "),
        since = registry.units.get(today)?.valid_from.to_string(),
        period = period.to_string(),
        sender = sender_of(project, table.form, head, period),
    );
    let at = area_column(form, table).and_then(|column| table.place_of(row, column));
    let location = Location {
        object: Some(one.object.to_owned()),
        sheet: (!table.sheet.is_empty()).then(|| table.sheet.clone()),
        cell: at.as_ref().map(|at| at.cell()),
        row: table.rows.number.get(row).copied(),
        form: Some(form.name.clone()),
        time_period: Some(period.to_string()),
        ..with_area(project, Some(head))
    };
    Some(Finding::new(Code::DoubtfulArea, location, message).value(unit.name.clone()))
}

/// The accepted rows of a period, each with its unit.
fn rows_of(table: &TypedTable, period: Period) -> impl Iterator<Item = (usize, UnitIndex)> {
    let rows = &table.rows;
    let is_of_it = move |row: &usize| {
        rows.accepted.get(*row) == Some(&true) && rows.period.get(*row).copied().flatten() == Some(period)
    };
    (0..rows.len()).filter(is_of_it).filter_map(|row| Some((row, rows.unit.get(row).copied().flatten()?)))
}

/// The name of the unit that had to send for another.
fn sender_of(project: &Project, form: FormIndex, unit: UnitIndex, period: Period) -> &str {
    let sender = sender::of_unit(project, form, unit, period);
    sender.and_then(|sender| project.registry.units.get(sender)).map_or("", |sender| sender.name.as_str())
}
