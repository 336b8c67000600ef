//! When units are there: takes the registry that a run used, gives what a unit became, and what it was made of.
//!
//! It exists for who asks for a unit in a time that is not its own: the answer is no figure, and not that there is no such period.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::run_tables::{RunTables, date, text};
use crate::error::Error;

/// A unit of the registry in one of its validities.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct DatedUnit {
    pub ref_area: String,
    #[schemars(with = "String")]
    pub ref_area_valid_from: NaiveDate,
    /// The first day on which it is no longer valid.
    #[schemars(with = "Option<String>")]
    pub ref_area_valid_to: Option<NaiveDate>,
    pub ref_area_name: String,
    #[serde(skip)]
    pub level: String,
    #[serde(skip)]
    parent: Option<String>,
}

impl DatedUnit {
    pub fn is_valid_on(&self, day: NaiveDate) -> bool {
        self.ref_area_valid_from <= day && self.ref_area_valid_to.is_none_or(|end| day < end)
    }

    /// As it is named to people: "Xã Hồ Sen (90003)".
    pub fn named(&self) -> String {
        format!("{} ({})", self.ref_area_name, self.ref_area)
    }

    fn key(&self) -> UnitTime {
        (self.ref_area.clone(), self.ref_area_valid_from)
    }
}

/// Code and first day.
type UnitTime = (String, NaiveDate);

/// The units of a run with what became of them.
pub(super) struct UnitTimes {
    units: BTreeMap<UnitTime, DatedUnit>,
    /// From and to.
    passages: Vec<(UnitTime, UnitTime)>,
}

impl UnitTimes {
    /// # Errors
    /// A table of the registry that cannot be read.
    pub fn read(tables: &RunTables<'_>) -> Result<Self, Error> {
        let rows = tables.rows("registry/units", &[])?;
        let unit = |row: usize| {
            Some(DatedUnit {
                ref_area: text(&rows, "ref_area", row)?.to_owned(),
                ref_area_valid_from: date(&rows, "ref_area_valid_from", row)?,
                ref_area_valid_to: date(&rows, "ref_area_valid_to", row),
                ref_area_name: text(&rows, "ref_area_name", row)?.to_owned(),
                level: text(&rows, "area_level", row)?.to_owned(),
                parent: text(&rows, "parent_ref_area", row).map(str::to_owned),
            })
        };
        let units = (0..rows.num_rows()).filter_map(unit).map(|unit| (unit.key(), unit)).collect();
        let rows = tables.rows("registry/crosswalk", &[])?;
        let end =
            |code: &str, day: &str, row: usize| Some((text(&rows, code, row)?.to_owned(), date(&rows, day, row)?));
        let passage = |row: usize| {
            Some((end("from_ref_area", "from_valid_from", row)?, end("to_ref_area", "to_valid_from", row)?))
        };
        Ok(Self { units, passages: (0..rows.num_rows()).filter_map(passage).collect() })
    }

    /// Every validity of a code, the oldest first.
    pub fn of_code<'u>(&'u self, code: &'u str) -> impl Iterator<Item = &'u DatedUnit> {
        self.units.values().filter(move |unit| unit.ref_area == code)
    }

    /// The units that fit.
    pub fn fitting<'u>(&'u self, fits: impl Fn(&DatedUnit) -> bool + 'u) -> impl Iterator<Item = &'u DatedUnit> {
        self.units.values().filter(move |unit| fits(unit))
    }

    /// What a unit became, by whatever steps, that is valid on a day.
    pub fn became(&self, unit: &DatedUnit, day: NaiveDate) -> Vec<&DatedUnit> {
        self.along(unit, day, |(from, to)| (from, to))
    }

    /// What a unit was made of, by whatever steps, that is valid on a day.
    pub fn made_of(&self, unit: &DatedUnit, day: NaiveDate) -> Vec<&DatedUnit> {
        self.along(unit, day, |(from, to)| (to, from))
    }

    fn along<'p>(
        &'p self,
        unit: &DatedUnit,
        day: NaiveDate,
        step: impl Fn(&'p (UnitTime, UnitTime)) -> (&'p UnitTime, &'p UnitTime),
    ) -> Vec<&'p DatedUnit> {
        let (mut seen, mut next) = (BTreeSet::from([unit.key()]), vec![unit.key()]);
        while let Some(key) = next.pop() {
            let ends = self.passages.iter().map(&step).filter(|(from, _)| **from == key);
            next.extend(ends.filter(|(_, to)| seen.insert((*to).clone())).map(|(_, to)| to.clone()));
        }
        let others = seen.iter().filter(|key| **key != unit.key()).filter_map(|key| self.units.get(key));
        others.filter(|other| other.is_valid_on(day)).collect()
    }

    /// The nearest unit above that is valid on a day.
    pub fn above(&self, unit: &DatedUnit, day: NaiveDate) -> Option<&DatedUnit> {
        let mut parent = unit.parent.clone();
        for _ in 0..self.units.len() {
            let code = parent?;
            let of_code = || self.units.values().filter(|unit| unit.ref_area == code);
            if let Some(found) = of_code().find(|unit| unit.is_valid_on(day)) {
                return Some(found);
            }
            parent = of_code().next_back().and_then(|unit| unit.parent.clone());
        }
        None
    }
}
