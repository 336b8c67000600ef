//! What a form that lists things does not list.

use super::spoken_for::SpokenFor;
use super::{Newest, arrives_later, emptied};
use crate::assemble::object_name::ObjectNames;
use crate::assemble::{Arrived, CurrentRows, State, sender};

impl Newest {
    /// A form that lists things says by what it does not list that there is none: each unit for which a sender speaks has
    /// reported, also where it has no row. Only a sender that says who it is, or the only one that there can be, speaks for
    /// what it does not list: one that is guessed from a row may be another's slip.
    pub(super) fn report_none(&mut self, names: &ObjectNames<'_>, arrived: &[Arrived<'_>]) {
        let project = names.project();
        let mut spoken_for = SpokenFor::new(project);
        let mut taken_back = Vec::new();
        for submission in &self.submissions {
            if submission.moved_to.is_some() {
                continue;
            }
            let form = &project.forms[submission.form];
            let lists = form.lists() && form.vintage().is_none();
            let accepted = matches!(submission.state, State::Received | State::Late | State::Superseded);
            let (Some(sender), Some(period), Some(place), Some(table)) =
                (submission.sender, submission.period, submission.arrived, submission.table)
            else {
                continue;
            };
            // Of one that is stopped nothing is used, nor what it does not list.
            if !lists || !accepted || submission.is_stopped || self.unplaced.contains(&place) {
                continue;
            }
            let one = &arrived[place];
            let says = one.reading.tables[table].sender == Some(sender)
                || sender::sole(project, submission.form, period) == Some(sender)
                || names.facts(one.object, one.received_at).sender == Some(sender);
            if !says {
                continue;
            }
            let lists_nothing = submission.accepted == 0 && submission.quarantined == 0;
            let takes_back = lists_nothing && submission.state != State::Superseded;
            let province = [project.province];
            let units =
                if form.has_areas() { spoken_for.units(submission.form, period, sender) } else { &province[..] };
            for &unit in units {
                let none = CurrentRows { arrived: place, rows: Vec::new(), reported: true, low_reliability: false };
                let current = self.current[submission.form].entry((unit, period, None)).or_insert_with(|| none.clone());
                // A list that came later, and does not have what was quarantined before, has mended it. One that lists nothing at all takes
                // back what was listed.
                if (!current.reported || takes_back) && arrives_later(arrived, place, current.arrived) {
                    if current.reported && !current.rows.is_empty() {
                        let (of, by) = ((submission.form, unit), (place, &one.reading.tables[table]));
                        let found = emptied::of_taken_back(project, of, current, by, arrived);
                        taken_back.extend(found.map(|finding| (finding, place)));
                    }
                    *current = none;
                }
            }
        }
        self.of_arrivals.append(&mut taken_back);
    }
}
