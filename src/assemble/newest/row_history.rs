//! Which arrivals have had rows of which units: takes what came in the order in which it counts, so that what took the place of a row is known
//! when much else has come since.

use std::collections::{BTreeSet, HashMap};

use super::SubmissionKey;
use crate::assemble::CurrentRows;
use crate::project::FormIndex;
use crate::registry::UnitIndex;
use crate::values::period::Period;

/// What distinguishes the rows of one unit from those of others.
pub type RowOfUnit = (FormIndex, UnitIndex, Period);

/// The rows that one arrival has of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldRows {
    pub arrived: usize,
    /// False where one of them is quarantined.
    pub is_accepted: bool,
}

/// The rows of all arrivals that count.
#[derive(Debug, Default)]
pub struct RowHistory {
    /// For each arrival, how many come before it.
    order: HashMap<usize, usize, ahash::RandomState>,
    /// In the order in which they count.
    rows: HashMap<RowOfUnit, Vec<HeldRows>, ahash::RandomState>,
    /// The units of which an arrival has rows, by its submissions.
    units: HashMap<(usize, SubmissionKey), BTreeSet<UnitIndex>, ahash::RandomState>,
}

impl RowHistory {
    /// Takes all arrivals in the order in which they count.
    pub(super) fn set_order(&mut self, arrived: impl Iterator<Item = usize>) {
        for place in arrived {
            let next = self.order.len();
            self.order.entry(place).or_insert(next);
        }
    }

    /// Takes the rows that came of a unit, of one vintage.
    pub(super) fn add_rows(&mut self, key: RowOfUnit, came: &[CurrentRows]) {
        let rows = self.rows.entry(key).or_default();
        rows.extend(came.iter().map(|one| HeldRows { arrived: one.arrived, is_accepted: one.reported }));
        rows.sort_by_key(|one| self.order.get(&one.arrived));
    }

    pub(super) fn add_unit(&mut self, of: (usize, SubmissionKey), unit: UnitIndex) {
        self.units.entry(of).or_default().insert(unit);
    }

    /// True where an arrival counts after another.
    pub fn is_later(&self, place: usize, than: usize) -> bool {
        self.order.get(&place) > self.order.get(&than)
    }

    /// The one of some arrivals that counts after the others.
    pub fn last(&self, places: impl Iterator<Item = usize>) -> Option<usize> {
        places.max_by_key(|place| self.order.get(place))
    }

    /// The rows of a unit that count after those of an arrival, in their order.
    pub fn later_rows(&self, key: &RowOfUnit, place: usize) -> impl Iterator<Item = HeldRows> {
        let rows = self.rows.get(key).map(Vec::as_slice).unwrap_or_default();
        rows.iter().copied().filter(move |one| self.is_later(one.arrived, place))
    }

    /// True where an arrival before another has a row of a unit, accepted or not.
    pub(super) fn is_there_before(&self, key: &RowOfUnit, place: usize) -> bool {
        self.rows.get(key).is_some_and(|rows| rows.iter().any(|one| self.is_later(place, one.arrived)))
    }

    /// The units of which a submission has rows.
    pub fn units(&self, place: usize, submission: SubmissionKey) -> impl Iterator<Item = UnitIndex> {
        self.units.get(&(place, submission)).into_iter().flatten().copied()
    }
}
