//! Values that come back after a newer submission had changed them: with a returned workbook that was made from an earlier one, or with the file of an
//! earlier one that was saved and sent once more.

use super::emptied::{ByKey, SentRow, by_key};
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
    let now = by_key(form, newest, arrived);
    // Of what it was made from, the last: what came behind that was not known to whoever mended it.
    let made_from = earlier.iter().rposition(is_made_from);
    let has_same = |one: &CurrentRows| has_same_figures(form, &by_key(form, one, arrived), &now);
    let sha256 = |one: &CurrentRows| arrived.get(one.arrived).map(|one| one.sha256);
    // The very same bytes are found as such.
    let same_again = || {
        let last_other = earlier.iter().rposition(|one| one.reported && !has_same(one))?;
        let before = earlier.get(..last_other)?;
        let first = before.iter().rposition(|one| one.reported && has_same(one) && sha256(one) != sha256(newest))?;
        // Where what came in between was itself an older version again, this one puts right what that had undone.
        let other = by_key(form, &earlier[last_other], arrived);
        let versions = before.get(..first)?.iter().filter(|one| one.reported);
        let is_put_right =
            versions.map(|one| by_key(form, one, arrived)).any(|one| has_same_figures(form, &one, &other));
        (!is_put_right).then_some(first)
    };
    let Some(first) = made_from.or_else(same_again) else { return Vec::new() };
    let between = earlier.get(first + 1..).unwrap_or_default().iter().rev();
    let between = between.filter(|one| one.reported && one.arrived != newest.arrived);
    let name = |one: &CurrentRows| arrived.get(one.arrived).map_or("", |one| one.object);
    let between: Vec<_> = between.map(|one| (name(one), by_key(form, one, arrived))).collect();
    let old = by_key(form, &earlier[first], arrived);
    let row = |(key, row)| {
        let newer = between.iter().filter_map(|(object, rows)| Some((*object, *rows.get(key)?))).collect();
        let older = OlderValues::of(form, *old.get(key)?, newer, row)?;
        let unit = project.registry.units.get(unit);
        let location = Location {
            object: arrived.get(newest.arrived).map(|one| one.object.to_owned()),
            ref_area: unit.map(|unit| unit.code.clone()),
            ref_area_valid_from: unit.map(|unit| unit.valid_from.to_string()),
            ..row_location(form, row.0, row.1, Some(older.field))
        };
        Some((older.finding(form, location, (name(&earlier[first]), made_from.is_some())), newest.arrived))
    };
    now.iter().filter_map(|(key, sent)| row((key, *sent))).collect()
}

/// True where all rows have the measures of an earlier submission: its file was sent once more.
fn has_same_figures(form: &Form, earlier: &ByKey<'_>, now: &ByKey<'_>) -> bool {
    let measures = || form.schema.fields.iter().enumerate().filter(|(_, field)| field.is_measure());
    let value = |(table, row): SentRow<'_>, place: usize| Some(table.rows.columns.get(place)?.values.get(row));
    earlier.len() == now.len()
        && now.iter().all(|(key, row)| {
            let earlier = earlier.get(key);
            earlier.is_some_and(|earlier| measures().all(|(place, _)| value(*earlier, place) == value(*row, place)))
        })
}

/// The values of a row that are those of the first submission, while one in between had others.
struct OlderValues<'a> {
    /// The first field of them.
    field: usize,
    /// Its value now, and that of the submission in between.
    value: Value,
    newer: Value,
    /// The name of that submission.
    object: &'a str,
    /// How many more fields there are.
    others: usize,
}

impl<'a> OlderValues<'a> {
    /// `between` are the rows of the submissions in between, the last first.
    fn of(form: &Form, first: SentRow<'_>, between: Vec<(&'a str, SentRow<'_>)>, now: SentRow<'_>) -> Option<Self> {
        let value = |(table, row): SentRow<'_>, place: usize| Some(table.rows.columns.get(place)?.values.get(row));
        let older = |place: usize| {
            let [first, now] = [value(first, place)?, value(now, place)?];
            let newer = between.iter().filter_map(|(object, row)| Some((*object, value(*row, place)?)));
            let (object, newer) = { newer }.find(|(_, newer)| *newer != now && !newer.is_missing())?;
            (first == now).then_some((place, now, newer, object))
        };
        let measures = form.schema.fields.iter().enumerate().filter(|(_, field)| field.is_measure());
        let mut all = measures.filter_map(|(place, _)| older(place));
        let (field, value, newer, object) = all.next()?;
        Some(Self { field, value, newer, object, others: all.count() })
    }

    /// `first` is the name of what the workbook was made from, or of what it is once more.
    fn finding(self, form: &Form, location: Location, (first, is_made_from): (&str, bool)) -> Finding {
        let field = form.schema.fields.get(self.field);
        let newer = self.newer.message();
        let field_name = field.map_or("", |field| field.title.as_deref().unwrap_or(&field.name));
        let (value, object, others) = (self.value.message(), self.object, self.others);
        let message = if is_made_from {
            message!(
                "older-values.returned",
                field = field_name,
                value = value,
                first = first,
                object = object,
                newer = &newer,
                others = others,
            )
        } else {
            message!(
                "older-values.sent-again",
                field = field_name,
                value = value,
                first = first,
                object = object,
                newer = &newer,
                others = others,
            )
        };
        let location = Location { field: field.map(|field| field.name.clone()), ..location };
        Finding::new(Code::OlderValues, location, message).value(self.value.to_string()).expected(newer)
    }
}
