//! The crosswalk: which units of an older map make up a unit of a newer one.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Registry, UnitIndex};
use crate::values::decimal::Decimal;

/// One unit of the older map in a unit of the newer one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    pub unit: UnitIndex,
    /// The share of the old unit that went over; `None` where it is unknown.
    pub share: Option<Decimal>,
}

impl Registry {
    /// The units of the map of `day` that make up `unit`, in the order of the registry; the unit itself where it was
    /// valid then. Empty where the registry does not say: the unit cannot be restated to that day.
    pub fn members(&self, unit: UnitIndex, day: NaiveDate) -> Vec<Member> {
        let mut members = Vec::new();
        self.collect_members(unit, day, Some(Decimal::ONE), &mut members);
        members.sort_by_key(|member| member.unit);
        members
    }

    fn collect_members(&self, unit: UnitIndex, day: NaiveDate, share: Option<Decimal>, members: &mut Vec<Member>) {
        if self.units[unit].is_valid_on(day) {
            members.push(Member { unit, share });
            return;
        }
        // A passage goes from a validity that ends to one that begins, so the walk back in time ends.
        for &passage in self.arrivals.get(&unit).into_iter().flatten() {
            let passage = &self.passages[passage];
            if self.units[passage.from].valid_from < self.units[unit].valid_from {
                let share = share.zip(passage.share).and_then(|(left, right)| left.checked_mul(right));
                self.collect_members(passage.from, day, share, members);
            }
        }
    }

    /// True where a unit was made by a change: it has members before it, and is not one of them that went over alone.
    pub fn was_changed(&self, unit: UnitIndex) -> bool {
        let Some(arrivals) = self.arrivals.get(&unit) else { return false };
        match arrivals.as_slice() {
            [only] => {
                let passage = &self.passages[*only];
                let leaves = self.departures.get(&passage.from).map_or(0, Vec::len);
                leaves != 1 || passage.share != Some(Decimal::ONE)
            }
            _ => true,
        }
    }

    /// What a unit became: the units that its parts went over to.
    pub fn successors(&self, unit: UnitIndex) -> impl Iterator<Item = UnitIndex> + '_ {
        self.departures.get(&unit).into_iter().flatten().map(|&passage| self.passages[passage].to)
    }

    /// The units of a day that a unit became, or parts of it, whatever the way; each once.
    pub fn became(&self, unit: UnitIndex, day: NaiveDate) -> BTreeSet<UnitIndex> {
        let (mut found, mut open) = (BTreeSet::new(), vec![unit]);
        while let Some(unit) = open.pop() {
            open.extend(self.successors(unit).filter(|unit| found.insert(*unit)));
        }
        found.retain(|unit| self.units.get(*unit).is_some_and(|unit| unit.is_valid_on(day)));
        found
    }

    /// The units of earlier maps that became a unit, or parts of it, whatever the way; each once.
    pub fn predecessors(&self, unit: UnitIndex) -> BTreeSet<UnitIndex> {
        let (mut found, mut open) = (BTreeSet::new(), vec![unit]);
        while let Some(unit) = open.pop() {
            let passages = self.arrivals.get(&unit).into_iter().flatten();
            let from = passages.filter_map(|passage| self.passages.get(*passage)).map(|passage| passage.from);
            open.extend(from.filter(|unit| found.insert(*unit)));
        }
        found
    }

    /// The days on which the members of an area changed: the day it was made by a change, and, below the highest level,
    /// the days on which a unit directly below it began or ended while it went on.
    pub fn changes(&self, area: UnitIndex) -> &[NaiveDate] {
        self.changes.get_or_init(|| self.all_changes()).get(area).map_or(&[], Vec::as_slice)
    }

    /// The changes of every unit, each unit looked at once.
    fn all_changes(&self) -> Vec<Vec<NaiveDate>> {
        let own = |area: UnitIndex| self.was_changed(area).then(|| self.units[area].valid_from);
        let mut changes: Vec<Vec<NaiveDate>> =
            (0..self.units.len()).map(|area| own(area).into_iter().collect()).collect();
        for (child, below) in self.units.iter().enumerate() {
            let Some(area) = self.parent(child).filter(|&area| self.parent(area).is_some()) else { continue };
            let unit = &self.units[area];
            let edges = [Some(below.valid_from), below.valid_to];
            let within = edges.into_iter().flatten().filter(|&day| unit.valid_from < day && unit.is_valid_on(day));
            changes[area].extend(within);
        }
        for days in &mut changes {
            days.sort_unstable();
            days.dedup();
        }
        changes
    }
}
