//! How far a figure is followed: a first screen shows few units, and needs the cells of no others.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Explainer;
use super::shares::{Shares, UnitShare};
use crate::error::Error;
use crate::query::run_tables::text;
use crate::registry::UnitIndex;
use crate::values::period::Period;

/// How far a figure is followed.
#[derive(Clone, Copy, Debug)]
pub struct Depth {
    /// Every unit is followed to its cells where there are no more units than this.
    pub whole_up_to: usize,
    /// Of more units: as many of those that count, the largest, and of those that do not.
    pub first_units: usize,
    /// Objects are read again where there are no more of them.
    pub most_objects: usize,
}

impl Depth {
    /// Every unit, every object.
    pub const WHOLE: Self = Self { whole_up_to: usize::MAX, first_units: usize::MAX, most_objects: usize::MAX };

    /// Which units are followed, of units that count and then units that do not.
    pub(super) fn followed(self, units: &[(impl Sized, &UnitShare)]) -> Vec<bool> {
        let mut left = [self.first_units; 2];
        let mut takes = |share: &UnitShare| {
            let left = &mut left[usize::from(share.reported)];
            let is_left = *left > 0;
            *left = left.saturating_sub(1);
            is_left || units.len() <= self.whole_up_to
        };
        units.iter().map(|(_, share)| takes(share)).collect()
    }
}

/// Rows of so few units are found one by one; of more a whole period is read.
pub(super) const FEW: usize = 200;

impl Explainer<'_> {
    /// The codes of units and of all who were members of them in a part of the period: the only rows that are needed.
    pub(super) fn codes(
        &self,
        shares: &Shares,
        units: impl Iterator<Item = UnitIndex>,
        period: Period,
    ) -> BTreeSet<String> {
        let registry = &self.project.registry;
        let forms = shares.parts.iter().filter_map(|part| self.project.form_named(&part.part.form));
        let forms = forms.map(|form| &self.project.forms[form].form);
        let ends: BTreeSet<NaiveDate> = forms
            .flat_map(|form| period.parts(form.frequency).into_iter().map(|part| part.end(form.calendar)))
            .collect();
        let members = units.flat_map(|unit| {
            let members = ends.iter().flat_map(move |end| registry.members(unit, *end));
            members.map(|member| member.unit).chain([unit])
        });
        members.map(|unit| registry.units[unit].code.clone()).collect()
    }

    /// Whether people have decided of cells in objects that were sent for a figure: those are shown, whichever units they are of.
    pub(super) fn has_decisions(&self, shares: &Shares, period: Period) -> Result<bool, Error> {
        let decisions = &self.project.decisions.decision;
        let decided: BTreeSet<String> =
            decisions.iter().map(|decision| decision.object_sha256.get_ref().to_ascii_lowercase()).collect();
        if decided.is_empty() {
            return Ok(false);
        }
        let submissions = self.tables.rows("submissions", &[("sha256", decided)])?;
        let is_own = |row: usize| {
            shares.parts.iter().any(|part| {
                let form = self.project.form_named(&part.part.form).map(|form| &self.project.forms[form]);
                let periods = form.map(|form| period.parts(form.form.frequency)).unwrap_or_default();
                text(&submissions, "form", row) == Some(&part.part.form)
                    && periods.iter().any(|part| text(&submissions, "time_period", row) == Some(&part.to_string()))
            })
        };
        Ok((0..submissions.num_rows()).any(is_own))
    }
}
