//! The registry: administrative units with their validity, what became of each, and how names are matched.
//!
//! Takes `registry/units.csv` and `registry/crosswalk.csv`; gives [`Registry`]. The key of a unit is its code together
//! with the day from which it is valid: codes are reused.

pub mod area_fault;
pub mod code_or_name;
pub mod crosswalk;
mod damaged_code;
pub mod left_out;
pub mod load;
mod lost_letter;
mod lost_zeros;
mod name_within;
pub mod names;
mod nearest;
pub mod odd_levels;
pub mod odd_types;
mod senders;
mod written_unit;

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use chrono::NaiveDate;

use crate::values::decimal::Decimal;

/// The index of a unit in [`Registry::units`].
pub type UnitIndex = usize;

/// An administrative unit during one validity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    pub code: String,
    pub name: String,
    /// Its level: `province`, `district`, `commune`.
    pub level: String,
    /// Its type: `xa`, `phuong`, `thi_tran`, `huyen`, `thi_xa`, `thanh_pho`, `tinh`, `dac_khu`.
    pub kind: String,
    pub parent_code: Option<String>,
    pub valid_from: NaiveDate,
    /// The first day on which it is no longer valid.
    pub valid_to: Option<NaiveDate>,
}

impl Unit {
    /// True on the days of its validity.
    pub fn is_valid_on(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|end| day < end)
    }
}

/// What part of a unit went over into another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    pub from: UnitIndex,
    pub to: UnitIndex,
    /// The share of `from` that went over; `None` where it was never published.
    pub share: Option<Decimal>,
    pub legal_basis: String,
}

/// Units by a word: asked for every row, never listed.
type UnitsBy = HashMap<String, Vec<UnitIndex>, ahash::RandomState>;

/// Units and what became of them.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    pub units: Vec<Unit>,
    pub passages: Vec<Passage>,
    parents: Vec<Option<UnitIndex>>,
    by_code: UnitsBy,
    arrivals: HashMap<UnitIndex, Vec<usize>>,
    departures: HashMap<UnitIndex, Vec<usize>>,
    /// The codes on lines that could not be read, with their levels: what names them is no fault of its own.
    unread: BTreeMap<String, String>,
    /// What [`Registry::changes`] says of each unit, found when it is first asked.
    changes: OnceLock<Vec<Vec<NaiveDate>>>,
}

impl Registry {
    /// Units of a level valid on a day, in the order of the registry.
    pub fn valid_on<'a>(&'a self, day: NaiveDate, levels: &'a [String]) -> impl Iterator<Item = UnitIndex> + 'a {
        let valid = self.units.iter().enumerate().filter(move |(_, unit)| unit.is_valid_on(day));
        valid.filter(move |(_, unit)| levels.contains(&unit.level)).map(|(index, _)| index)
    }

    /// The unit with a code on a day.
    pub fn find(&self, code: &str, day: NaiveDate) -> Option<UnitIndex> {
        self.with_code(code).iter().copied().find(|&index| self.units[index].is_valid_on(day))
    }

    /// The unit with a key.
    pub fn by_key(&self, code: &str, valid_from: NaiveDate) -> Option<UnitIndex> {
        self.with_code(code).iter().copied().find(|&index| self.units[index].valid_from == valid_from)
    }

    /// Every unit that has or had a code.
    pub fn with_code(&self, code: &str) -> &[UnitIndex] {
        self.by_code.get(code).map_or(&[], Vec::as_slice)
    }

    /// The unit above.
    pub fn parent(&self, unit: UnitIndex) -> Option<UnitIndex> {
        self.parents[unit]
    }

    /// The unit itself and every unit above it, from below.
    pub fn ancestors(&self, unit: UnitIndex) -> impl Iterator<Item = UnitIndex> + '_ {
        std::iter::successors(Some(unit), |&unit| self.parents[unit])
    }

    /// True where `unit` is `area` or below it.
    pub fn is_within(&self, unit: UnitIndex, area: UnitIndex) -> bool {
        self.ancestors(unit).any(|ancestor| ancestor == area)
    }

    /// Every level that a unit has, in the order of first appearance.
    pub fn levels(&self) -> Vec<&str> {
        let mut levels: Vec<&str> = Vec::new();
        for level in self.units.iter().map(|unit| &unit.level).chain(self.unread.values()) {
            if !levels.contains(&level.as_str()) {
                levels.push(level);
            }
        }
        levels
    }

    /// True where a line that could not be read has this code.
    pub fn is_unread(&self, code: &str) -> bool {
        self.unread.contains_key(code)
    }

    /// True where some line could not be read.
    pub fn has_unread(&self) -> bool {
        !self.unread.is_empty()
    }
}
