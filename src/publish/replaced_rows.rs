//! What took the place of rows and of submissions: takes what came, gives the arrival that holds it.
//!
//! A later submission may have some units alone: what was wrong in the others is as wrong as before. What once took the place of a row stays
//! it, whatever comes later.

use std::collections::HashMap;

use crate::assemble::newest::Newest;
use crate::assemble::newest::row_history::{HeldRows, RowHistory, RowOfUnit};
use crate::assemble::{Submission, sender};
use crate::project::Project;
use crate::registry::UnitIndex;

/// The rows that came, and which of them are current.
pub struct ReplacedRows<'a> {
    project: &'a Project,
    history: &'a RowHistory,
    /// The rows that are current of each unit; of vintages several.
    current: HashMap<RowOfUnit, Vec<HeldRows>, ahash::RandomState>,
}

impl<'a> ReplacedRows<'a> {
    pub fn new(project: &'a Project, came: &'a Newest) -> Self {
        let mut current: HashMap<_, Vec<HeldRows>, ahash::RandomState> = HashMap::default();
        for (form, rows) in came.current.iter().enumerate() {
            for ((unit, period, _), row) in rows {
                let row = HeldRows { arrived: row.arrived, is_accepted: row.reported };
                current.entry((form, *unit, *period)).or_default().push(row);
            }
        }
        Self { project, history: &came.history, current }
    }

    /// The arrival with the row that took the place of that of another: the first later one that is accepted, else the last. Nothing while the
    /// row itself is in use.
    pub fn of_row(&self, row: &RowOfUnit, place: usize) -> Option<usize> {
        let current = self.current(row);
        if current.iter().any(|one| one.arrived == place && one.is_accepted) {
            return None;
        }
        let mut last = None;
        for later in self.history.later_rows(row, place) {
            if later.is_accepted {
                return Some(later.arrived);
            }
            last = Some(later.arrived);
        }
        // A later list that does not have the unit says that there is none.
        let mut current = current.iter().filter(|one| self.history.is_later(one.arrived, place));
        last.or_else(|| current.next().map(|one| one.arrived))
    }

    /// The arrival with the row that is in use of a unit.
    pub fn in_use(&self, row: &RowOfUnit) -> Option<usize> {
        self.current(row).iter().filter(|one| one.is_accepted).map(|one| one.arrived).max()
    }

    /// The arrival with the first row of a unit that is later than that of another.
    pub fn next_row(&self, row: &RowOfUnit, place: usize) -> Option<usize> {
        self.history.later_rows(row, place).next().map(|later| later.arrived)
    }

    /// True where the row that is in use of a unit was sent by another than a submission: an earlier row of the same sender may be in use because
    /// of what is wrong in this one.
    pub fn is_of_another_sender(&self, row: &RowOfUnit, submission: &Submission) -> bool {
        let (form, unit, period) = *row;
        let is_other = |one: &&HeldRows| {
            let mut own = self.history.units(one.arrived, (form, submission.sender, Some(period)));
            one.is_accepted && submission.arrived != Some(one.arrived) && !own.any(|own| own == unit)
        };
        self.current(row).iter().any(|one| is_other(&one))
    }

    /// The arrival with which later ones have rows of all units of a submission; of one without rows of known units, that which followed it.
    pub fn of_submission(&self, one: &Submission) -> Option<usize> {
        let place = one.arrived?;
        let mut units = self.history.units(place, (one.form, one.sender, one.period)).peekable();
        if units.peek().is_none() {
            return one.replaced_by;
        }
        self.of_units(units, one)
    }

    /// The arrival with which later ones have rows of all units that a submission should have had and does not: a row whose unit is not known was
    /// meant to be of one of them, and where nothing could be read they are all that the sender reports.
    pub fn of_units_left_out(&self, one: &Submission) -> Option<usize> {
        self.of_units(self.units_left_out(one).into_iter(), one)
    }

    /// The units that a submission should have had and does not; none where its form has no units.
    pub fn units_left_out(&self, one: &Submission) -> Vec<UnitIndex> {
        let (Some(place), Some(sender), Some(period)) = (one.arrived, one.sender, one.period) else {
            return Vec::new();
        };
        let own: Vec<UnitIndex> = self.history.units(place, (one.form, one.sender, one.period)).collect();
        let expected = sender::expected_units(self.project, one.form, period);
        let left_out = expected.filter(|(unit, of)| *of == sender && !own.contains(unit));
        left_out.map(|(unit, _)| unit).collect()
    }

    fn of_units(&self, units: impl Iterator<Item = UnitIndex>, one: &Submission) -> Option<usize> {
        let (place, period) = (one.arrived?, one.period?);
        let by: Option<Vec<usize>> = units.map(|unit| self.of_row(&(one.form, unit, period), place)).collect();
        self.history.last(by?.into_iter())
    }

    fn current(&self, row: &RowOfUnit) -> &[HeldRows] {
        self.current.get(row).map(Vec::as_slice).unwrap_or_default()
    }
}
