//! What registries that differ can move: takes the units and the passages of two runs, gives the areas that they speak of.
//!
//! A unit moves figures of the areas in which it counts. What units became moves restated figures of these areas, and figures as reported of periods
//! that the change of map divides.

use std::collections::{BTreeSet, HashSet};
use std::hash::Hash;

use super::cells::DiffCell;
use super::maps::{AS_REPORTED, Maps, Unit};
use super::runs::OpenedRun;
use crate::columns::days;
use crate::error::Error;
use crate::values::period::{Calendar, Period};

const UNITS: [&str; 7] = [
    "ref_area",
    "ref_area_valid_from",
    "ref_area_valid_to",
    "ref_area_name",
    "area_level",
    "area_type",
    "parent_ref_area",
];
const PASSAGES: [&str; 5] = ["from_ref_area", "from_valid_from", "to_ref_area", "to_valid_from", "share"];

/// What registries that differ can move.
#[derive(Debug, Default)]
pub struct RegistryEffects {
    /// Areas in which a unit counts that differs.
    areas: HashSet<Unit>,
    /// Areas in which something counts that becomes something else.
    restated: HashSet<Unit>,
    /// The days of these changes.
    days: BTreeSet<i32>,
    /// True where any line differs, also one that moves nothing.
    pub any: bool,
}

impl RegistryEffects {
    /// Compares the registries of two runs.
    ///
    /// # Errors
    /// A run whose registry cannot be read.
    pub fn of(before: &OpenedRun<'_>, after: &OpenedRun<'_>, maps: &Maps) -> Result<Self, Error> {
        let mut effects = Self { any: before.registry != after.registry, ..Self::default() };
        if !effects.any {
            return Ok(effects);
        }
        let units = |run: &OpenedRun<'_>| Ok::<_, Error>(run.rows("registry/units.parquet", UNITS)?.rows);
        for [code, day, ..] in differing(units(before)?, units(after)?) {
            effects.areas.extend(maps.areas_of(&(code, day)));
        }
        let passages = |run: &OpenedRun<'_>| Ok::<_, Error>(run.rows("registry/crosswalk.parquet", PASSAGES)?.rows);
        for [from, from_day, to, to_day, _] in differing(passages(before)?, passages(after)?) {
            if let DiffCell::Day(day) = to_day {
                effects.days.insert(day);
            }
            effects.restated.extend(maps.areas_of(&(from, from_day)));
            effects.restated.extend(maps.areas_of(&(to, to_day)));
        }
        Ok(effects)
    }

    /// True where they may have moved a figure of an area.
    pub fn move_figure(&self, area: &Unit, geography: &str, period: Option<Period>) -> bool {
        let is_divided = |period: Period| {
            let (first, last) = (days(period.start(Calendar::Gregorian)), days(period.end(Calendar::Gregorian)));
            self.days.range(first.saturating_add(1)..=last).next().is_some()
        };
        let is_restated = || geography != AS_REPORTED || period.is_none_or(is_divided);
        self.areas.contains(area) || self.restated.contains(area) && is_restated()
    }
}

/// What only one of two lists has.
fn differing<T: Eq + Hash>(before: Vec<T>, after: Vec<T>) -> Vec<T> {
    let (before, mut after): (HashSet<T>, HashSet<T>) = (before.into_iter().collect(), after.into_iter().collect());
    let mut only: Vec<T> = before.into_iter().filter(|one| !after.remove(one)).collect();
    only.extend(after);
    only
}
