//! Of which units a sender has to report: takes a form, a period and a sender; gives the units of the levels that report whose nearest unit of a
//! level that sends is this one. The registry is asked once for each form and period, however many senders there are.

use std::collections::{BTreeMap, HashMap};

use crate::assemble::sender;
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::values::period::Period;

/// The units of each sender, by form and period.
pub(super) struct SpokenFor<'a> {
    project: &'a Project,
    known: HashMap<(FormIndex, Period), BTreeMap<UnitIndex, Vec<UnitIndex>>>,
}

impl<'a> SpokenFor<'a> {
    pub fn new(project: &'a Project) -> Self {
        Self { project, known: HashMap::new() }
    }

    /// The units of a sender, in the order of the registry; none of a form without areas.
    pub fn units(&mut self, form: FormIndex, period: Period, sender: UnitIndex) -> &[UnitIndex] {
        let project = self.project;
        let by_sender = self.known.entry((form, period)).or_insert_with(|| by_sender(project, form, period));
        by_sender.get(&sender).map(Vec::as_slice).unwrap_or_default()
    }
}

fn by_sender(project: &Project, form: FormIndex, period: Period) -> BTreeMap<UnitIndex, Vec<UnitIndex>> {
    let mut by_sender: BTreeMap<UnitIndex, Vec<UnitIndex>> = BTreeMap::new();
    for (unit, sender) in sender::expected_units(project, form, period) {
        by_sender.entry(sender).or_default().push(unit);
    }
    by_sender
}
