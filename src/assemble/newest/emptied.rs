//! Values that a later submission leaves blank, and that an earlier one of the same sender gave: they are gone, and perhaps nobody meant it.

use crate::assemble::{Arrived, CurrentRows};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::message;
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::typing::reading::TypedTable;
use crate::validate::row_location;
use crate::values::status::Status;

/// What the newest of the candidates whose rows are all accepted leaves blank of the one before.
pub(super) fn of_newest(
    project: &Project,
    of: (FormIndex, UnitIndex),
    candidates: &[CurrentRows],
    arrived: &[Arrived<'_>],
) -> Option<Finding> {
    let mut reported = candidates.iter().rev().filter(|candidate| candidate.reported);
    let newest = reported.next()?;
    let earlier = reported.find(|earlier| earlier.arrived != newest.arrived)?;
    found(project, of, [earlier, newest], arrived)
}

/// The finding of a row that leaves values of the one before blank. Units with several rows are lists, which may become shorter.
fn found(
    project: &Project,
    (form, unit): (FormIndex, UnitIndex),
    [earlier, newest]: [&CurrentRows; 2],
    arrived: &[Arrived<'_>],
) -> Option<Finding> {
    let (before, old) = sole(earlier, arrived)?;
    let (table, row) = sole(newest, arrived)?;
    let form = project.forms.get(form)?;
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
    let unit = project.registry.units.get(unit)?;
    let object = arrived.get(newest.arrived)?.object;
    let location = Location {
        object: Some(object.to_owned()),
        field: Some(field.name.clone()),
        ref_area: Some(unit.code.clone()),
        ref_area_valid_from: Some(unit.valid_from.to_string()),
        ..row_location(form, table, row, Some(first))
    };
    let value = before.rows.columns.get(first)?.values.get(old).to_string();
    let title = field.title.as_deref().unwrap_or(&field.name);
    let message = message!(
        "value-removed.blank",
        field = title,
        value = &value,
        object = arrived.get(earlier.arrived)?.object,
        others = emptied.len() - 1,
    );
    Some(Finding::new(Code::ValueRemoved, location, message).expected(value))
}

/// The row of a unit that has no other.
fn sole<'a>(current: &'a CurrentRows, arrived: &'a [Arrived<'a>]) -> Option<(&'a TypedTable, usize)> {
    if current.rows.len() == 1 { current.rows(arrived).next() } else { None }
}
