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
    let mut peers: BTreeMap<(&str, Period), ListedByOthers<'_>> = BTreeMap::new();
    for ((unit, period), keys) in &listed {
        peers.entry((level(project, *unit), *period)).or_default().add(keys);
    }
    let unlisted = |((unit, period, _), rows): (&(UnitIndex, Period, Option<String>), &CurrentRows)| {
        let own = listed.get(&(*unit, *period))?;
        let before = listed.get(&(*unit, period.previous()));
        let gone: Vec<&Vec<Value>> = match before {
            Some(before) => before.difference(own).collect(),
            None => peers.get(&(level(project, *unit), *period))?.of_most_others(own),
        };
        let first = gone.first()?;
        let named =
            |key: &&Vec<Value>| format!("“{}”", key.iter().map(ToString::to_string).collect::<Vec<_>>().join(" · "));
        let names = gone.iter().take(NAMED).map(named).collect::<Vec<_>>().join(", ");
        let unit_name = project.registry.units.get(*unit).map_or("", |unit| unit.name.as_str());
        let rest = gone.len().saturating_sub(NAMED);
        let message = match before {
            Some(_) => message!(
                "unlisted-row.before",
                unit = unit_name,
                named = names,
                others = rest,
                before = period.previous().to_string(),
            ),
            None => message!("unlisted-row.peers", unit = unit_name, named = names, others = rest),
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

/// What the units of one level list in one period.
#[derive(Default)]
struct ListedByOthers<'a> {
    units: usize,
    /// How many of them list each row.
    counts: BTreeMap<&'a Vec<Value>, usize>,
}

impl<'a> ListedByOthers<'a> {
    fn add(&mut self, keys: &'a BTreeSet<Vec<Value>>) {
        self.units = self.units.saturating_add(1);
        for key in keys {
            *self.counts.entry(key).or_default() += 1;
        }
    }

    /// What more than three of four others list than the one that lists these; nothing where the others are few.
    fn of_most_others(&self, own: &BTreeSet<Vec<Value>>) -> Vec<&'a Vec<Value>> {
        let others = self.units.saturating_sub(1);
        if others < PEERS {
            return Vec::new();
        }
        let of_most = |count: usize| count.saturating_mul(4) > others.saturating_mul(3);
        let found = self.counts.iter().filter(|(key, count)| of_most(**count) && !own.contains(**key));
        found.map(|(key, _)| *key).collect()
    }
}
