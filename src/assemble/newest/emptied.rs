//! Values and rows that a later submission leaves out, and that an earlier one of the same sender gave: they are gone, and perhaps nobody meant it.

use std::collections::BTreeMap;

use super::two_senders;
use crate::assemble::area_location::with_area;
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

/// What the newest submission changes in what a unit has.
struct Replaced<'a> {
    form: &'a Form,
    unit: UnitIndex,
    project: &'a Project,
    /// The name of the newest.
    object: &'a str,
    /// The earlier submissions of its sender, the last first, each with its name.
    earlier: Vec<(&'a str, ByKey<'a>)>,
}

/// What the newest of the candidates whose rows are all accepted leaves blank of those before, or out, with the index of its arrival. What is sent
/// once more as it was is compared with what was before both.
pub(super) fn of_newest(
    project: &Project,
    (form, unit): (FormIndex, UnitIndex),
    candidates: &[CurrentRows],
    arrived: &[Arrived<'_>],
) -> Vec<(Finding, usize)> {
    let mut reported = candidates.iter().rev().filter(|candidate| candidate.reported);
    let Some(newest) = reported.next() else { return Vec::new() };
    // What is kept of lines is the sums of many: one of them that is not known has lost no value.
    let Some(form) = project.forms.get(form).filter(|form| !form.has_lines()) else { return Vec::new() };
    let sender = two_senders::sender_of(project, newest, arrived);
    let is_of_sender = |earlier: &&CurrentRows| two_senders::sender_of(project, earlier, arrived) == sender;
    let name = |current: &CurrentRows| arrived.get(current.arrived).map_or("", |arrived| arrived.object);
    let earlier = reported.filter(is_of_sender).filter(|earlier| earlier.arrived != newest.arrived);
    let earlier: Vec<_> = earlier.map(|one| (name(one), by_key(form, one, arrived))).collect();
    let replaced = Replaced { form, unit, project, object: name(newest), earlier };
    let now = by_key(form, newest, arrived);
    let mut findings: Vec<Finding> = now.iter().filter_map(|(key, row)| replaced.emptied(key, *row)).collect();
    findings.extend(now.values().next().and_then(|first| replaced.left_out(&now, *first)));
    findings.into_iter().map(|finding| (finding, newest.arrived)).collect()
}

/// The finding of a unit whose rows a later form without any takes back; `place` is the arrival of that form and `table` its table.
pub(super) fn of_taken_back(
    project: &Project,
    (form, unit): (FormIndex, UnitIndex),
    current: &CurrentRows,
    (place, table): (usize, &TypedTable),
    arrived: &[Arrived<'_>],
) -> Option<Finding> {
    let form = project.forms.get(form)?;
    let (newest, earlier) = (arrived.get(place)?, arrived.get(current.arrived)?);
    let rows = by_key(form, current, arrived);
    let replaced = Replaced { form, unit, project, object: newest.object, earlier: vec![(earlier.object, rows)] };
    replaced.left_out_of(&ByKey::new(), |project, unit| Location {
        object: Some(newest.object.to_owned()),
        sheet: (!table.sheet.is_empty()).then(|| table.sheet.clone()),
        form: Some(form.name.clone()),
        time_period: table.period.map(|period| period.to_string()),
        ..with_area(project, Some(unit))
    })
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
    /// The finding of a row that leaves values blank which one before it gives.
    fn emptied(&self, key: &Vec<Value>, (table, row): SentRow<'_>) -> Option<Finding> {
        let form = self.form;
        let is_blank = |place: usize| {
            table.rows.columns.get(place).is_some_and(|is| {
                is.values.get(row).is_missing() && is.statuses.get(row).is_none_or(|status| *status == Status::O)
            })
        };
        let before = |place: usize| {
            self.earlier.iter().find_map(|(object, rows)| {
                let (table, row) = *rows.get(key)?;
                let value = table.rows.columns.get(place)?.values.get(row);
                (!value.is_missing()).then_some((*object, value))
            })
        };
        let measures = form.schema.fields.iter().enumerate().filter(|(_, field)| field.is_measure());
        let blank = measures.map(|(place, _)| place).filter(|place| is_blank(*place));
        let mut emptied = blank.filter_map(|place| Some((place, before(place)?)));
        let (first, (object, value)) = emptied.next()?;
        let others = emptied.count();
        let field = form.schema.fields.get(first)?;
        let value = value.message();
        let message = message!(
            "value-removed.blank",
            field = field.title.as_deref().unwrap_or(&field.name),
            value = &value,
            object = object,
            others = others,
        );
        let location = Location { field: Some(field.name.clone()), ..self.location(table, row, Some(first)) };
        Some(Finding::new(Code::ValueRemoved, location, message).expected(value))
    }

    /// The finding of the rows that are left out of a unit of which there are others.
    fn left_out(&self, now: &ByKey<'_>, (table, row): SentRow<'_>) -> Option<Finding> {
        self.left_out_of(now, |_, _| self.location(table, row, None))
    }

    /// The finding of the rows that are not among those of now; of several submissions the last that has some of them.
    fn left_out_of(&self, now: &ByKey<'_>, location: impl Fn(&Project, UnitIndex) -> Location) -> Option<Finding> {
        let is_gone = |rows: &ByKey<'_>| rows.keys().any(|key| !now.contains_key(key));
        let (object, before) = self.earlier.iter().find(|(_, rows)| is_gone(rows))?;
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
        let names = |language| gone.iter().take(NAMED).map(|row| named(language, row)).collect::<Vec<_>>().join(", ");
        let message = message!(
            "value-removed.rows",
            object = *object,
            rows = gone.len(),
            named = Message::new(names(Language::Vi), names(Language::En)),
            others = gone.len().saturating_sub(NAMED),
        );
        Some(Finding::new(Code::ValueRemoved, location(self.project, self.unit), message))
    }

    fn location(&self, table: &TypedTable, row: usize, field: Option<usize>) -> Location {
        let unit = self.project.registry.units.get(self.unit);
        Location {
            object: Some(self.object.to_owned()),
            ref_area: unit.map(|unit| unit.code.clone()),
            ref_area_valid_from: unit.map(|unit| unit.valid_from.to_string()),
            ..row_location(self.form, table, row, field)
        }
    }
}
