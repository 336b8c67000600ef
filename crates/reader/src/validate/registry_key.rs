//! Foreign keys that refer to the registry: the values are those of one unit, valid on the last day of the row's period.
//!
//! Takes typed rows; a row whose values are those of no such unit is quarantined. One without a value is not looked up.

use std::collections::HashSet;

use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::message::Message;
use crate::message;
use crate::project::Project;
use crate::project::written::form::{ForeignKey, Form};
use crate::project::written::table_schema::REGISTRY;
use crate::registry::Unit;
use crate::typing::reading::TypedTable;
use crate::validate::unique::values;
use crate::validate::{BrokenRows, row_location};
use crate::values::period::Period;

/// Checks the keys of a table. A form that is named as the registry hides it.
pub fn check(project: &Project, form: &Form, table: &mut TypedTable) -> Collector {
    check_keys(project, form, table, &|_| true)
}

/// Checks the keys whose fields are not all on one page of a table.
pub fn check_over_pages(project: &Project, form: &Form, table: &mut TypedTable) -> Collector {
    let pages: Vec<(usize, Option<usize>)> = table.columns.iter().map(|column| (column.field, column.page)).collect();
    let is_over_pages = |key: &ForeignKey| {
        let places: Vec<usize> = key.fields.iter().filter_map(|name| place_of(form, name)).collect();
        let has_all = |page: &Option<usize>| places.iter().all(|place| pages.contains(&(*place, *page)));
        !pages.iter().any(|(_, page)| has_all(page))
    };
    check_keys(project, form, table, &is_over_pages)
}

fn check_keys(
    project: &Project,
    form: &Form,
    table: &mut TypedTable,
    is_meant: &dyn Fn(&ForeignKey) -> bool,
) -> Collector {
    let mut all_broken = BrokenRows::of(form);
    let is_form = project.form_named(REGISTRY).is_some();
    let of_registry = |key: &&ForeignKey| key.reference.resource == REGISTRY && !is_form;
    for key in form.schema.foreign_keys.iter().filter(of_registry).filter(|key| is_meant(key)) {
        check_key(project, key, form, table, &mut all_broken);
    }
    all_broken.apply(table)
}

fn place_of(form: &Form, name: &str) -> Option<usize> {
    form.schema.fields.iter().position(|field| field.name == *name)
}

fn check_key(project: &Project, key: &ForeignKey, form: &Form, table: &TypedTable, all_broken: &mut BrokenRows<'_>) {
    let places = key.fields.iter().map(|name| place_of(form, name));
    let Some(places) = places.collect::<Option<Vec<usize>>>() else { return };
    let mut known: Vec<(Period, HashSet<Vec<String>>)> = Vec::new();
    for row in 0..table.rows.len() {
        let Some(period) = table.rows.period.get(row).copied().flatten() else { continue };
        let Some(values) = values(&table.rows, &places, row) else { continue };
        let index = known.iter().position(|(own, _)| *own == period).unwrap_or_else(|| {
            known.push((period, units(project, key, form, period)));
            known.len().saturating_sub(1)
        });
        let written: Vec<String> = values.iter().map(ToString::to_string).collect();
        if known.get(index).is_some_and(|(_, units)| units.contains(&written)) {
            continue;
        }
        let mut location = row_location(form, table, row, places.first().copied());
        location.field = Some(key.fields.join(", "));
        let (shown, fields) = (written.join(", "), key.reference.fields.join(", "));
        all_broken.push(row, Code::ForeignKey, location, |mut finding| {
            finding.message = message!("foreign-key.no-unit", value = &shown, fields = &fields);
            finding.value(shown).expected(Message::from(format!("{REGISTRY} ({fields})")))
        });
    }
}

/// What the units that are valid on the last day of a period have in the fields of a key.
fn units(project: &Project, key: &ForeignKey, form: &Form, period: Period) -> HashSet<Vec<String>> {
    let day = period.end(form.form.calendar);
    let valid = project.registry.units.iter().filter(|unit| unit.is_valid_on(day));
    valid.filter_map(|unit| key.reference.fields.iter().map(|name| of_unit(unit, name)).collect()).collect()
}

fn of_unit(unit: &Unit, column: &str) -> Option<String> {
    match column {
        "code" => Some(unit.code.clone()),
        "name" => Some(unit.name.clone()),
        "level" => Some(unit.level.clone()),
        "type" => Some(unit.kind.clone()),
        "parent_code" => unit.parent_code.clone(),
        _ => None,
    }
}
