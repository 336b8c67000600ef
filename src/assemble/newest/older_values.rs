//! Values that a returned workbook brings back: it was made from an earlier submission, and came after a newer one that had changed them.

use super::emptied::{SentRow, by_key};
use crate::assemble::returned_objects::ReturnedObjects;
use crate::assemble::{Arrived, CurrentRows};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::message;
use crate::project::written::form::Form;
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::typing::rows::Value;
use crate::validate::row_location;

/// The findings of the newest of the candidates whose rows are all accepted: one for each row with older values,
/// with the index of the arrival.
pub(super) fn of_newest(
    project: &Project,
    (form, unit): (FormIndex, UnitIndex),
    candidates: &[CurrentRows],
    arrived: &[Arrived<'_>],
    returned: &ReturnedObjects<'_>,
) -> Vec<(Finding, usize)> {
    let Some(form) = project.forms.get(form).filter(|form| !form.has_lines()) else { return Vec::new() };
    let Some((newest, earlier)) = candidates.iter().rposition(|one| one.reported).and_then(|last| {
        let (newest, earlier) = candidates.get(..=last)?.split_last()?;
        Some((newest, earlier))
    }) else {
        return Vec::new();
    };
    let is_made_from = |one: &CurrentRows| {
        let origin = arrived.get(one.arrived).map_or("", |one| one.sha256);
        returned.sent_for(origin).any(|later| later == newest.arrived)
    };
    let Some(first) = earlier.iter().rposition(is_made_from) else { return Vec::new() };
    // Of what it was made from, the last: what came behind that was not known to whoever mended it.
    let between = earlier.get(first + 1..).unwrap_or_default().iter().rev();
    let Some(between) = between.into_iter().find(|one| one.reported && one.arrived != newest.arrived) else {
        return Vec::new();
    };
    let rows = [&earlier[first], between, newest].map(|one| by_key(form, one, arrived));
    let objects = [&earlier[first], between].map(|one| arrived.get(one.arrived).map_or("", |one| one.object));
    let [old, newer, now] = &rows;
    let row = |(key, row)| {
        let older = OlderValues::of(form, [*old.get(key)?, *newer.get(key)?, row])?;
        let unit = project.registry.units.get(unit);
        let location = Location {
            object: arrived.get(newest.arrived).map(|one| one.object.to_owned()),
            ref_area: unit.map(|unit| unit.code.clone()),
            ref_area_valid_from: unit.map(|unit| unit.valid_from.to_string()),
            ..row_location(form, row.0, row.1, Some(older.field))
        };
        Some((older.finding(form, location, objects), newest.arrived))
    };
    now.iter().filter_map(|(key, sent)| row((key, *sent))).collect()
}

/// The values of a row that are those of the first submission, while the one in between had others.
struct OlderValues {
    /// The first field of them.
    field: usize,
    /// Its value now, and that of the submission in between.
    value: Value,
    newer: Value,
    /// How many more fields there are.
    others: usize,
}

impl OlderValues {
    fn of(form: &Form, [first, between, now]: [SentRow<'_>; 3]) -> Option<Self> {
        let value = |(table, row): SentRow<'_>, place: usize| Some(table.rows.columns.get(place)?.values.get(row));
        let older = |place: usize| {
            let [first, newer, now] = [value(first, place)?, value(between, place)?, value(now, place)?];
            (first == now && newer != now && !newer.is_missing()).then_some((place, now, newer))
        };
        let measures = form.schema.fields.iter().enumerate().filter(|(_, field)| field.is_measure());
        let mut all = measures.filter_map(|(place, _)| older(place));
        let (field, value, newer) = all.next()?;
        Some(Self { field, value, newer, others: all.count() })
    }

    /// `objects` are what the workbook was made from, and what came in between.
    fn finding(self, form: &Form, location: Location, objects: [&str; 2]) -> Finding {
        let field = form.schema.fields.get(self.field);
        let newer = self.newer.message();
        let message = message!(
            "older-values.returned",
            field = field.map_or("", |field| field.title.as_deref().unwrap_or(&field.name)),
            value = self.value.message(),
            first = objects[0],
            object = objects[1],
            newer = &newer,
            others = self.others,
        );
        let location = Location { field: field.map(|field| field.name.clone()), ..location };
        Finding::new(Code::OlderValues, location, message).value(self.value.to_string()).expected(newer)
    }
}
