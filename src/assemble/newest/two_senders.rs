//! Units of which two senders speak with different figures: the later submission counts, and somebody should know.
//!
//! A commune that sends its own row beside that of its district is another sender, although its file counts as one of the district: so do the office of a commune
//! that has ended, and that of the new commune of its name under the title of last year.

use std::collections::BTreeMap;

use crate::assemble::area_location::with_area;
use crate::assemble::{Arrived, CurrentKey, CurrentRows, sender};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::message;
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::typing::rows::Value;
use crate::values::language::Language;

/// Who sent the rows of a unit.
pub(super) fn sender_of(project: &Project, current: &CurrentRows, arrived: &[Arrived<'_>]) -> Option<UnitIndex> {
    current.rows(arrived).next().and_then(|(table, row)| sender::of_row(project, table, row))
}

/// The office that wrote the rows of a unit: the sender, or a unit below it that every head of the file names. A workbook of a district may have a sheet with a
/// head of its own for each commune.
fn office_of(project: &Project, current: &CurrentRows, arrived: &[Arrived<'_>]) -> Option<UnitIndex> {
    let (table, row) = current.rows(arrived).next()?;
    let sender = sender::of_row(project, table, row)?;
    let tables = &arrived.get(current.arrived)?.reading.tables;
    let is_below = |head: &UnitIndex| *head != sender && project.registry.is_within(*head, sender);
    let is_of_all = |head: &UnitIndex| tables.iter().all(|other| other.sender == Some(*head));
    Some(table.sender.filter(is_below).filter(is_of_all).unwrap_or(sender))
}

/// The findings of what other senders than that of the newest sent for one unit, period and vintage, each with its last submission.
pub(super) fn found(
    project: &Project,
    form: FormIndex,
    key: &CurrentKey,
    candidates: &[CurrentRows],
    arrived: &[Arrived<'_>],
) -> Vec<Finding> {
    let mut reported = candidates.iter().rev().filter(|candidate| candidate.reported);
    let Some(newest) = reported.next() else { return Vec::new() };
    let Some(declared) = project.forms.get(form).filter(|form| !form.has_lines()) else { return Vec::new() };
    let used = office_of(project, newest, arrived);
    let mut others: BTreeMap<UnitIndex, &CurrentRows> = BTreeMap::new();
    for other in reported {
        if let Some(sender) = office_of(project, other, arrived).filter(|sender| Some(*sender) != used) {
            others.entry(sender).or_insert(other);
        }
    }
    let differing = |(sender, other): (UnitIndex, &CurrentRows)| {
        let place = first_difference(project, form, [other, newest], arrived)?;
        let (table, row) = other.rows(arrived).next()?;
        let name = |unit: Option<UnitIndex>| {
            unit.and_then(|unit| project.registry.units.get(unit)).map_or("", |unit| unit.name.as_str())
        };
        let message = message!(
            "two-senders.differ",
            unit = name(Some(key.0)),
            sender = name(Some(sender)),
            other = name(used),
            object = arrived.get(newest.arrived)?.object,
        );
        let (field, values) = place;
        let field = declared.schema.fields.get(field)?;
        let location = Location {
            object: Some(arrived.get(other.arrived)?.object.to_owned()),
            sheet: (!table.sheet.is_empty()).then(|| table.sheet.clone()),
            row: table.rows.number.get(row).copied(),
            form: Some(declared.name.clone()),
            field: Some(field.name.clone()),
            time_period: Some(key.1.to_string()),
            ..with_area(project, Some(key.0))
        };
        let [was, is] = values;
        Some(Finding::new(Code::TwoSenders, location, message).value(was.en).expected(is))
    };
    others.into_iter().filter_map(differing).collect()
}

/// The first field of which two submissions have other values for a unit, and these.
fn first_difference(
    project: &Project,
    form: FormIndex,
    both: [&CurrentRows; 2],
    arrived: &[Arrived<'_>],
) -> Option<(usize, [Message; 2])> {
    let declared = project.forms.get(form)?;
    let is_said = |field: &crate::project::written::form::Field| field.role.is_none() || field.is_measure();
    let places: Vec<usize> =
        declared.schema.fields.iter().enumerate().filter(|(_, field)| is_said(field)).map(|(place, _)| place).collect();
    let rows = |current: &CurrentRows| -> Vec<Vec<Value>> {
        let values = current.rows(arrived).map(|(table, row)| {
            places
                .iter()
                .map(|place| table.rows.columns.get(*place).map_or(Value::Missing, |one| one.values.get(row)))
                .collect()
        });
        let mut rows: Vec<Vec<Value>> = values.collect();
        rows.sort();
        rows.dedup();
        rows
    };
    let [one, other] = both.map(rows);
    let differs = |place: &usize| {
        let column = |rows: &[Vec<Value>]| -> Message {
            let values: Vec<Message> = rows.iter().filter_map(|row| Some(row.get(*place)?.message())).collect();
            let all = |language| values.iter().map(|value| value.text(language)).collect::<Vec<_>>().join(", ");
            Message::new(all(Language::Vi), all(Language::En))
        };
        let (one, other) = (column(&one), column(&other));
        (one != other).then_some([one, other])
    };
    if one == other {
        return None;
    }
    places.iter().enumerate().find_map(|(index, place)| Some((*place, differs(&index)?)))
}
