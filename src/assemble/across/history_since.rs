//! Since when a value is known to be unlike the history of its unit: with the last of the periods by which it is.
//!
//! ```text
//! 2024-Q4 | 900000 came on the 6th, before 2024-Q1 to 2024-Q3      nothing to compare it with
//! 2024-Q1 … 2024-Q3 | 900, 910, 905 came on the 20th               thousand-error in 2024-Q4, since the 20th
//! ```
//!
//! Takes a finding of the rules over history and what was in use of its unit at each time at which a row of an earlier period came; gives the first of these
//! at which its history alone shows it. What peers say is not followed.

use std::cell::OnceCell;
use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::rules;
use super::series::{ComparedAlone, FormRows};
use crate::assemble::newest::Newest;
use crate::assemble::{Arrived, CurrentByKey, CurrentKey, CurrentRows};
use crate::findings::finding::{Finding, Location};
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::values::period::Period;

/// The rows of a form that are in use, by unit.
type RowsOfUnits<'a> = HashMap<UnitIndex, Vec<(&'a CurrentKey, &'a CurrentRows)>>;

/// The histories of the units of a form.
pub(super) struct Histories<'a> {
    project: &'a Project,
    arrived: &'a [Arrived<'a>],
    newest: &'a Newest,
    form: FormIndex,
    /// Made where a finding asks for it.
    rows: OnceCell<RowsOfUnits<'a>>,
}

impl<'a> Histories<'a> {
    pub const fn new(project: &'a Project, arrived: &'a [Arrived<'a>], newest: &'a Newest, form: FormIndex) -> Self {
        Self { project, arrived, newest, form, rows: OnceCell::new() }
    }

    /// The arrival with which a finding at the row of an arrival was first shown: its own where the history of its unit came before, or where it is not
    /// the history alone that shows it.
    pub fn shown(&self, finding: &Finding, own: usize) -> usize {
        self.shown_later(finding, own).unwrap_or(own)
    }

    fn shown_later(&self, finding: &Finding, own: usize) -> Option<usize> {
        let Location { ref_area, ref_area_valid_from, time_period, .. } = &finding.location;
        let unit = self.project.registry.by_key(ref_area.as_deref()?, ref_area_valid_from.as_deref()?.parse().ok()?)?;
        let period: Period = time_period.as_deref()?.parse().ok()?;
        let units = std::iter::once(unit).chain(self.project.registry.predecessors(unit));
        let rows = self.rows.get_or_init(|| self.by_unit());
        let of_units = units.filter_map(|unit| rows.get(&unit)).flatten();
        let rows: Vec<(&CurrentKey, &CurrentRows)> =
            of_units.filter(|(key, _)| key.1 < period || (key.0, key.1) == (unit, period)).copied().collect();
        let versions = rows.iter().filter(|(key, _)| key.1 == period).map(|(key, one)| self.came(key, one));
        let mut versions = versions.filter(|came| came.iter().any(|one| one.arrived == own));
        let replaced = versions.next().and_then(|came| came.iter().skip_while(|one| one.arrived != own).nth(1));
        let replaced = replaced.and_then(|one| self.at(one.arrived));
        let mut later: Vec<usize> = rows
            .iter()
            .filter(|(key, _)| key.1 < period)
            .flat_map(|(key, one)| self.came(key, one))
            .map(|one| one.arrived)
            .filter(|place| self.at(*place) > self.at(own) && replaced.is_none_or(|end| self.at(*place) < Some(end)))
            .collect();
        if later.is_empty() {
            return None;
        }
        later.sort_by_key(|place| (self.at(*place), *place));
        later.dedup_by_key(|place| self.at(*place));
        let shows = |place: &usize| self.shows(finding, (unit, period), self.in_use_with(&rows, (period, own), *place));
        if !later.last().is_some_and(shows) {
            return None;
        }
        std::iter::once(own).chain(later).find(shows)
    }

    fn by_unit(&self) -> RowsOfUnits<'a> {
        let mut rows = RowsOfUnits::new();
        for (key, one) in self.newest.current.get(self.form).into_iter().flatten() {
            rows.entry(key.0).or_default().push((key, one));
        }
        rows
    }

    fn at(&self, place: usize) -> Option<DateTime<Utc>> {
        self.arrived.get(place).map(|one| one.received_at)
    }

    /// The rows that were in use one after the other in the place of a row, it among them.
    fn came(&self, key: &CurrentKey, one: &'a CurrentRows) -> &'a [CurrentRows] {
        let replaced = self.newest.replaced.get(self.form).and_then(|replaced| replaced.get(key));
        replaced.map_or(std::slice::from_ref(one), Vec::as_slice)
    }

    /// Those of some rows that were in use once an arrival had come, and of a period the row that its own arrival has.
    fn in_use_with(
        &self,
        rows: &[(&CurrentKey, &'a CurrentRows)],
        (period, own): (Period, usize),
        place: usize,
    ) -> CurrentByKey {
        let was_there = |one: &&CurrentRows| self.at(one.arrived) <= self.at(place);
        let in_use = rows.iter().filter_map(|(key, one)| {
            let came = self.came(key, one);
            let own = came.iter().find(|one| key.1 == period && one.arrived == own);
            Some(((*key).clone(), own.or_else(|| came.iter().rfind(was_there))?.clone()))
        });
        in_use.collect()
    }

    /// True where a finding is found in the row of its unit and period beside these rows.
    fn shows(&self, finding: &Finding, at: (UnitIndex, Period), in_use: CurrentByKey) -> bool {
        let rows = FormRows::new(self.project, self.form, self.arrived, &in_use, ComparedAlone::default());
        let Some(rows) = rows else { return false };
        let is_same = |found: &Finding| {
            let (one, other) = (&found.location, &finding.location);
            found.code == finding.code
                && (&one.sheet, &one.cell, one.row, &one.field) == (&other.sheet, &other.cell, other.row, &other.field)
        };
        let own = rows.points.iter().enumerate().filter(|(_, point)| (point.unit, point.period) == at);
        own.into_iter().any(|(point, _)| rules::of_a_point(&rows, point).findings.iter().any(is_same))
    }
}
