//! Rows of a breakdown that a list leaves out: what it does not name counts as none, and may have been forgotten.
//!
//! Where the values of all dimensions are listed (sex, age groups, fields of expenditure), the rows of a unit are a table. One that the unit
//! had in the period before, or that nearly all other units have where there is no period before, is named; it counts as none all the same.

use std::collections::{BTreeMap, BTreeSet};

use crate::assemble::area_location::with_area;
use crate::assemble::{Arrived, CurrentByKey, CurrentRows};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::message;
use crate::project::Project;
use crate::project::written::form::Form;
use crate::registry::UnitIndex;
use crate::typing::rows::Value;
use crate::values::period::Period;

/// So many units of the level, beside the one that is judged, show what a unit has.
const PEERS: usize = 3;

/// So many rows that are left out are named; the others are counted.
const NAMED: usize = 3;

/// What each unit lists in each period, by the values of the dimensions.
type ListedKeys = BTreeMap<(UnitIndex, Period), BTreeSet<Vec<Value>>>;

/// The findings of one form.
pub(super) fn found(project: &Project, form: &Form, current: &CurrentByKey, arrived: &[Arrived<'_>]) -> Vec<Finding> {
    let breaks_down = form.dimensions().next().is_some() && form.naming_dimension().is_none();
    if !breaks_down || form.vintage().is_some() {
        return Vec::new();
    }
    let reported = || current.iter().filter(|(_, rows)| rows.reported);
    let listed: ListedKeys =
        reported().map(|((unit, period, _), rows)| ((*unit, *period), keys(form, rows, arrived))).collect();
    let mut peers: BTreeMap<(&str, Period), Vec<UnitIndex>> = BTreeMap::new();
    for (unit, period) in listed.keys() {
        peers.entry((level(project, *unit), *period)).or_default().push(*unit);
    }
    let unlisted = |((unit, period, _), rows): (&(UnitIndex, Period, Option<String>), &CurrentRows)| {
        let own = listed.get(&(*unit, *period))?;
        let before = listed.get(&(*unit, period.previous()));
        let others = peers.get(&(level(project, *unit), *period))?;
        let (usual, of_before) = match before {
            Some(before) => (before.clone(), true),
            None => (of_most(&listed, others, (*unit, *period)), false),
        };
        let gone: Vec<&Vec<Value>> = usual.difference(own).collect();
        let first = gone.first()?;
        let named =
            |key: &&Vec<Value>| format!("“{}”", key.iter().map(ToString::to_string).collect::<Vec<_>>().join(" · "));
        let names = gone.iter().take(NAMED).map(named).collect::<Vec<_>>().join(", ");
        let unit_name = project.registry.units.get(*unit).map_or("", |unit| unit.name.as_str());
        let rest = gone.len().saturating_sub(NAMED);
        let message = match of_before {
            true => message!(
                "unlisted-row.before",
                unit = unit_name,
                named = names,
                others = rest,
                before = period.previous().to_string(),
            ),
            false => message!("unlisted-row.peers", unit = unit_name, named = names, others = rest),
        };
        let place = rows.rows(arrived).next();
        let location = Location {
            object: arrived.get(rows.arrived).map(|arrived| arrived.object.to_owned()),
            sheet: place.map(|(table, _)| table.sheet.clone()).filter(|sheet| !sheet.is_empty()),
            row: place.and_then(|(table, row)| table.rows.number.get(row).copied()),
            form: Some(form.name.clone()),
            time_period: Some(period.to_string()),
            ..with_area(project, Some(*unit))
        };
        let expected = first.iter().map(ToString::to_string).collect::<Vec<_>>().join(" · ");
        Some(Finding::new(Code::UnlistedRow, location, message).expected(expected))
    };
    reported().filter_map(unlisted).collect()
}

fn level(project: &Project, unit: UnitIndex) -> &str {
    project.registry.units.get(unit).map_or("", |unit| unit.level.as_str())
}

/// The values of the dimensions in the rows of a unit.
fn keys(form: &Form, rows: &CurrentRows, arrived: &[Arrived<'_>]) -> BTreeSet<Vec<Value>> {
    let places: Vec<usize> = form
        .dimensions()
        .filter_map(|dimension| form.schema.fields.iter().position(|field| field.name == dimension.name))
        .collect();
    rows.rows(arrived)
        .map(|(table, row)| {
            places.iter().filter_map(|place| Some(table.rows.columns.get(*place)?.values.get(row))).collect()
        })
        .collect()
}

/// What more than three of four other units of a level list; nothing where there are few.
fn of_most(listed: &ListedKeys, units: &[UnitIndex], (unit, period): (UnitIndex, Period)) -> BTreeSet<Vec<Value>> {
    let others = units.iter().filter(|other| **other != unit).count();
    if others < PEERS {
        return BTreeSet::new();
    }
    let mut counts: BTreeMap<&Vec<Value>, usize> = BTreeMap::new();
    for other in units.iter().filter(|other| **other != unit) {
        for key in listed.get(&(*other, period)).into_iter().flatten() {
            *counts.entry(key).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, count)| count * 4 > others * 3).map(|(key, _)| key.clone()).collect()
}
