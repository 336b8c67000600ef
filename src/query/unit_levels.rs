//! The levels of a run's registry: takes its units, gives the levels from the largest and the codes of those that lie in nothing.
//!
//! A level is what the registry calls it: the province is the unit without a parent, and what lies in it follows.

use std::collections::{BTreeMap, BTreeSet};

use arrow_array::RecordBatch;
use chrono::NaiveDate;

use super::run_tables::{date, text};

/// Units lie in no more than so many others.
const DEEPEST: usize = 10;

/// The levels of a registry.
#[derive(Clone, Debug, Default)]
pub struct UnitLevels {
    /// The largest first.
    pub ordered: Vec<String>,
    /// The codes of the units without a parent.
    pub provinces: BTreeSet<String>,
}

impl UnitLevels {
    /// Those of the table of units.
    pub fn new(units: &RecordBatch) -> Self {
        let mut parents: BTreeMap<(&str, NaiveDate), Option<&str>> = BTreeMap::new();
        for row in 0..units.num_rows() {
            if let (Some(code), Some(since)) = (text(units, "ref_area", row), date(units, "ref_area_valid_from", row)) {
                parents.insert((code, since), text(units, "parent_ref_area", row));
            }
        }
        // The parent that a code has on a day, or has first.
        let parent = |code: &str, day: NaiveDate| -> Option<&str> {
            let of_code = || parents.range((code, NaiveDate::MIN)..=(code, NaiveDate::MAX));
            let valid = of_code().rev().find(|((_, since), _)| *since <= day);
            *valid.or_else(|| of_code().next())?.1
        };
        let mut deepest: BTreeMap<&str, usize> = BTreeMap::new();
        for row in 0..units.num_rows() {
            let (Some(code), Some(since), Some(level)) =
                (text(units, "ref_area", row), date(units, "ref_area_valid_from", row), text(units, "area_level", row))
            else {
                continue;
            };
            let above = std::iter::successors(Some(code), |code| parent(code, since));
            let depth = above.take(DEEPEST).count();
            let known = deepest.entry(level).or_default();
            *known = depth.max(*known);
        }
        let mut ordered: Vec<(usize, &str)> = deepest.into_iter().map(|(level, depth)| (depth, level)).collect();
        ordered.sort_unstable();
        let roots = parents.iter().filter(|(_, parent)| parent.is_none());
        Self {
            ordered: ordered.into_iter().map(|(_, level)| level.to_owned()).collect(),
            provinces: roots.map(|((code, _), _)| (*code).to_owned()).collect(),
        }
    }

    /// The place of a level, the largest first.
    pub fn place(&self, level: &str) -> usize {
        self.ordered.iter().position(|known| known == level).unwrap_or(self.ordered.len())
    }
}
