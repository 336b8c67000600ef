//! Which areas a sender has to do with: takes the registry of the runs, gives the areas of its units, in every map.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::cells::DiffCell;
use super::runs::OpenedRun;
use crate::columns::days;
use crate::error::Error;
use crate::values::period::{Calendar, Period};

/// The geography in which nothing is restated.
pub const AS_REPORTED: &str = "as-reported";

/// A unit: its code and its first day.
pub type Unit = (DiffCell, DiffCell);

/// Units, what they lie in, and what they became.
#[derive(Debug, Default)]
pub struct Maps {
    /// The units that lie in an area, itself among them.
    members: HashMap<Unit, HashSet<Unit>>,
    /// The areas that a unit lies in, itself among them.
    areas: HashMap<Unit, HashSet<Unit>>,
    /// What units went over into.
    became: HashMap<Unit, HashSet<Unit>>,
    /// The days on which units became others.
    days: BTreeSet<i32>,
}

impl Maps {
    /// The maps of both runs; one where they are the same.
    pub fn of(before: &OpenedRun<'_>, after: &OpenedRun<'_>) -> Result<Self, Error> {
        let mut maps = Self::default();
        maps.read(after)?;
        if before.registry != after.registry {
            maps.read(before)?;
        }
        Ok(maps)
    }

    fn read(&mut self, run: &OpenedRun<'_>) -> Result<(), Error> {
        let columns = ["ref_area", "ref_area_valid_from", "area", "area_valid_from"];
        for [code, day, area, area_day] in run.rows("registry/areas.parquet", columns)?.rows {
            let (unit, area) = ((code, day), (area, area_day));
            self.members.entry(area.clone()).or_default().insert(unit.clone());
            self.areas.entry(unit).or_default().insert(area);
        }
        let columns = ["from_ref_area", "from_valid_from", "to_ref_area", "to_valid_from"];
        for [code, day, to, to_day] in run.rows("registry/crosswalk.parquet", columns)?.rows {
            if let DiffCell::Day(day) = to_day {
                self.days.insert(day);
            }
            self.became.entry((code, day)).or_default().insert((to, to_day));
        }
        Ok(())
    }

    /// True where figures of a period are restated: those of a map, and those as reported of a period that a change of map divides.
    pub fn restates(&self, geography: &str, period: Option<Period>) -> bool {
        let is_divided = |period: Period| {
            let (first, last) = (days(period.start(Calendar::Gregorian)), days(period.end(Calendar::Gregorian)));
            self.days.range(first.saturating_add(1)..=last).next().is_some()
        };
        geography != AS_REPORTED || period.is_none_or(is_divided)
    }

    /// The areas in which the figures of a sender's units count where nothing is restated.
    pub fn areas_as_reported(&self, sender: &Unit) -> HashSet<Unit> {
        let members = self.members.get(sender).into_iter().flatten().chain([sender]);
        members.filter_map(|unit| self.areas.get(unit)).flatten().cloned().collect()
    }

    /// The areas in which the figures of a sender's units count: those of each unit that lies in it, and of all that these became.
    pub fn areas_of(&self, sender: &Unit) -> HashSet<Unit> {
        let mut units: HashSet<Unit> = HashSet::new();
        let mut next: Vec<Unit> = vec![sender.clone()];
        next.extend(self.members.get(sender).into_iter().flatten().cloned());
        while let Some(unit) = next.pop() {
            if !units.contains(&unit) {
                next.extend(self.became.get(&unit).into_iter().flatten().cloned());
                units.insert(unit);
            }
        }
        units.iter().filter_map(|unit| self.areas.get(unit)).flatten().cloned().collect()
    }
}
