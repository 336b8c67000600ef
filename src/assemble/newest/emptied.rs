//! Values and rows that a later submission leaves out, and that an earlier one of the same sender gave: they are gone, and perhaps nobody meant it.

use std::collections::BTreeMap;

use super::two_senders;
use crate::assemble::{Arrived, CurrentRows};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::message;
use crate::project::written::form::Form;
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::typing::reading::TypedTable;
use crate::typing::rows::Value;
use crate::validate::row_location;
use crate::values::language::Language;
use crate::values::status::Status;

/// So many rows that are gone are named; the others are counted.
const NAMED: usize = 3;

/// A row and the table that holds it.
pub(super) type SentRow<'a> = (&'a TypedTable, usize);

/// The rows of a unit by the values that distinguish them.
pub(super) type ByKey<'a> = BTreeMap<Vec<Value>, SentRow<'a>>;

/// What a later submission changes in what a unit has.
struct Replaced<'a> {
    form: &'a Form,
    unit: UnitIndex,
    project: &'a Project,
    /// The names of the objects that are replaced and that replace.
    objects: [&'a str; 2],
}

/// What the newest of the candidates whose rows are all accepted leaves blank of the one before, or out, with the index of its arrival.
pub(super) fn of_newest(
    project: &Project,
    of: (FormIndex, UnitIndex),
    candidates: &[CurrentRows],
    arrived: &[Arrived<'_>],
) -> Vec<(Finding, usize)> {
    let mut reported = candidates.iter().rev().filter(|candidate| candidate.reported);
    let Some(newest) = reported.next() else { return Vec::new() };
    let sender = two_senders::sender_of(project, newest, arrived);
    let is_of_sender = |earlier: &&CurrentRows| two_senders::sender_of(project, earlier, arrived) == sender;
    match reported.filter(is_of_sender).find(|earlier| earlier.arrived != newest.arrived) {
        Some(earlier) => {
            let found = found(project, of, [earlier, newest], arrived);
            found.into_iter().map(|finding| (finding, newest.arrived)).collect()
        }
        None => Vec::new(),
    }
}

/// The findings of the rows of a unit that leave values of the ones before blank, and of those that are left out.
fn found(
    project: &Project,
    (form, unit): (FormIndex, UnitIndex),
    [earlier, newest]: [&CurrentRows; 2],
    arrived: &[Arrived<'_>],
) -> Vec<Finding> {
    // What is kept of lines is the sums of many: one of them that is not known has lost no value.
    let Some(form) = project.forms.get(form).filter(|form| !form.has_lines()) else { return Vec::new() };
    let objects = [earlier, newest].map(|current| arrived.get(current.arrived).map_or("", |arrived| arrived.object));
    let replaced = Replaced { form, unit, project, objects };
    let [before, now] = [earlier, newest].map(|current| by_key(form, current, arrived));
    let mut findings: Vec<Finding> =
        now.iter().filter_map(|(key, row)| replaced.emptied(*before.get(key)?, *row)).collect();
    findings.extend(replaced.left_out(&before, &now));
    findings
}

/// The rows of a unit; of identical ones the last.
pub(super) fn by_key<'a>(form: &Form, current: &'a CurrentRows, arrived: &'a [Arrived<'a>]) -> ByKey<'a> {
    let places: Vec<usize> = form
        .dimensions()
        .filter_map(|dimension| form.schema.fields.iter().position(|field| field.name == dimension.name))
        .collect();
    let key = |(table, row): SentRow<'a>| {
        let values = places.iter().filter_map(|place| Some(table.rows.columns.get(*place)?.values.get(row)));
        (values.collect(), (table, row))
    };
    current.rows(arrived).map(key).collect()
}

impl Replaced<'_> {
    /// The finding of a row that leaves values of the one before blank.
    fn emptied(&self, (before, old): SentRow<'_>, (table, row): SentRow<'_>) -> Option<Finding> {
        let form = self.form;
        let is_emptied = |place: &usize| {
            let (Some(was), Some(is)) = (before.rows.columns.get(*place), table.rows.columns.get(*place)) else {
                return false;
            };
            let is_blank =
                is.values.get(row).is_missing() && is.statuses.get(row).is_none_or(|status| *status == Status::O);
            is_blank && !was.values.get(old).is_missing()
        };
        let measures = form.schema.fields.iter().enumerate().filter(|(_, field)| field.is_measure());
        let emptied: Vec<usize> = measures.map(|(place, _)| place).filter(is_emptied).collect();
        let first = *emptied.first()?;
        let field = form.schema.fields.get(first)?;
        let value = before.rows.columns.get(first)?.values.get(old).message();
        let message = message!(
            "value-removed.blank",
            field = field.title.as_deref().unwrap_or(&field.name),
            value = &value,
            object = self.objects[0],
            others = emptied.len() - 1,
        );
        let location = Location { field: Some(field.name.clone()), ..self.location(table, row, Some(first)) };
        Some(Finding::new(Code::ValueRemoved, location, message).expected(value))
    }

    /// The finding of the rows that a later submission leaves out of a unit of which it has others.
    fn left_out(&self, before: &ByKey<'_>, now: &ByKey<'_>) -> Option<Finding> {
        let (table, row) = *now.values().next()?;
        let gone: Vec<_> = before.iter().filter(|(key, _)| !now.contains_key(*key)).collect();
        let named = |language: Language, (key, (table, row)): &(&Vec<Value>, &SentRow<'_>)| {
            let measures = self.form.schema.fields.iter().enumerate().filter(|(_, field)| field.is_measure());
            let mut values = measures.filter_map(|(place, _)| Some(table.rows.columns.get(place)?.values.get(*row)));
            let name = key.iter().map(ToString::to_string).collect::<Vec<_>>().join(" · ");
            match values.find(|value| !value.is_missing()) {
                Some(value) => format!("“{name}” ({})", value.message().text(language)),
                None => format!("“{name}”"),
            }
        };
        if gone.is_empty() {
            return None;
        }
        let names = |language| gone.iter().take(NAMED).map(|row| named(language, row)).collect::<Vec<_>>().join(", ");
        let message = message!(
            "value-removed.rows",
            object = self.objects[0],
            rows = gone.len(),
            named = Message::new(names(Language::Vi), names(Language::En)),
            others = gone.len().saturating_sub(NAMED),
        );
        Some(Finding::new(Code::ValueRemoved, self.location(table, row, None), message))
    }

    fn location(&self, table: &TypedTable, row: usize, field: Option<usize>) -> Location {
        let unit = self.project.registry.units.get(self.unit);
        Location {
            object: Some(self.objects[1].to_owned()),
            ref_area: unit.map(|unit| unit.code.clone()),
            ref_area_valid_from: unit.map(|unit| unit.valid_from.to_string()),
            ..row_location(self.form, table, row, field)
        }
    }
}
