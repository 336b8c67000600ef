//! Rows of a breakdown that a list leaves out: what it does not name counts as none, and may have been forgotten.
//!
//! Where the values of all dimensions are listed (sex, age groups, fields of expenditure), the rows of a unit are a table. One that the unit
//! had in the period before, or that nearly all other units have where there is no period before, is named; it counts as none all the same.

use std::collections::{BTreeMap, BTreeSet};

use super::Newest;
use crate::assemble::area_location::with_area;
use crate::assemble::{Arrived, CurrentKey, CurrentRows};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::settled::Settled;
use crate::message;
use crate::project::written::form::Form;
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::typing::rows::Value;
use crate::values::period::Period;

/// So many units of the level, beside the one that is judged, show what a unit has.
const PEERS: usize = 3;

/// So many rows that are left out are named; the others are counted.
const NAMED: usize = 3;

/// What each unit lists in each period, by the values of the dimensions.
type ListedKeys = BTreeMap<(UnitIndex, Period), BTreeSet<Vec<Value>>>;

/// The findings of one form, each with the index of the arrival. What a row left out that another has replaced is resolved by that.
pub(super) fn found(
    project: &Project,
    index: FormIndex,
    newest: &Newest,
    arrived: &[Arrived<'_>],
) -> Vec<(Finding, usize)> {
    let (Some(form), Some(current)) = (project.forms.get(index), newest.current.get(index)) else { return Vec::new() };
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
    let unlisted = |(key, rows, own, next): (&CurrentKey, &CurrentRows, &BTreeSet<Vec<Value>>, Option<usize>)| {
        let (unit, period, _) = key;
        let before = listed.get(&(*unit, period.previous()));
        let gone: Vec<&Vec<Value>> = match before {
            Some(before) => before.difference(own).collect(),
            None => {
                let counted = listed.get(&(*unit, *period));
                peers.get(&(level(project, *unit), *period))?.of_most_others(own, counted)
            }
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
        let mut finding = Finding::new(Code::UnlistedRow, location, message).expected(expected);
        finding.settled = next.and_then(|next| Some(Settled::resolved_by(arrived.get(next)?.object)));
        Some((finding, rows.arrived))
    };
    let mut found: Vec<(Finding, usize)> =
        reported().filter_map(|(key, rows)| unlisted((key, rows, listed.get(&(key.0, key.1))?, None))).collect();
    for (key, rows, next) in newest.rows_replaced(index, arrived) {
        found.extend(unlisted((key, rows, &keys(form, rows, arrived), Some(next))));
    }
    found
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

    /// What more than three of four others list than the unit that lists these; nothing where the others are few. `counted` is what is counted of the
    /// unit itself.
    fn of_most_others(
        &self,
        own: &BTreeSet<Vec<Value>>,
        counted: Option<&BTreeSet<Vec<Value>>>,
    ) -> Vec<&'a Vec<Value>> {
        let others = self.units.saturating_sub(usize::from(counted.is_some()));
        if others < PEERS {
            return Vec::new();
        }
        let of_most = |count: usize| count.saturating_mul(4) > others.saturating_mul(3);
        let of_others = |key: &Vec<Value>, count: usize| {
            count.saturating_sub(usize::from(counted.is_some_and(|counted| counted.contains(key))))
        };
        let found = self.counts.iter().filter(|(key, count)| of_most(of_others(key, **count)) && !own.contains(**key));
        found.map(|(key, _)| *key).collect()
    }
}
