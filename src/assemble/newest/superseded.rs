//! What later submissions replaced: takes the submissions in the order in which they count, marks those that others followed, and says so.

use std::collections::{HashMap, HashSet};

use super::row_history::RowHistory;
use super::sent_again::LaterVersions;
use super::{Newest, SubmissionKey, figures, revision as revision_of};
use crate::assemble::area_location::with_area;
use crate::assemble::returned_objects::ReturnedObjects;
use crate::assemble::{Arrived, State};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::message;
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::values::period::Period;

/// Why one submission counts in the place of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Replacement {
    /// It came later, or is of a higher revision.
    ByTime,
    /// Its name is the greater one.
    ByName,
    /// It came later, and is of a lower revision.
    OfLowerRevision,
    /// It was made from the other, and has its figures for another sender or period.
    Moved,
    /// Its sender has sent the figures of the other for the period that was asked for.
    PeriodMended,
}

/// The senders that are known of the rows of each arrival, by form.
type KnownSenders = HashMap<(usize, FormIndex), HashSet<UnitIndex>>;

/// True for two submissions of which nobody knows the period, unless one is a later version of the file of the other; and for two whose sender nobody
/// knows, and which are not of one sender: of a form that no level is declared to send, where neither has a row of a unit of the other; else where the known
/// senders of the two files are others, since a row without its unit is of one of them, or none is known, as above.
fn is_of_others(
    project: &Project,
    (history, known): (&RowHistory, &KnownSenders),
    subject: SubmissionKey,
    (old, new): (usize, usize),
    is_sent_again: impl Fn() -> bool,
) -> bool {
    let (form, sender, Some(period)) = subject else { return !is_sent_again() };
    if sender.is_some() {
        return false;
    }
    if project.speaks_for_province(form) {
        return false;
    }
    let declared = &project.forms[form];
    let has_senders = !declared.sender_levels(period.end(declared.form.calendar)).is_empty();
    if has_senders {
        return match (known.get(&(old, form)), known.get(&(new, form))) {
            (None, None) => !is_sent_again(),
            (Some(old), Some(new)) => old.is_disjoint(new),
            _ => true,
        };
    }
    let units: HashSet<_> = history.units(old, subject).collect();
    !history.units(new, subject).any(|unit| units.contains(&unit))
}

impl Newest {
    /// Every accepted submission but the last of its form, sender, period and vintages has been superseded, all its tables together. One that is stopped
    /// takes the place of those alone that are, too.
    pub(super) fn mark_superseded(
        &mut self,
        project: &Project,
        arrived: &[Arrived<'_>],
        returned: &ReturnedObjects<'_>,
    ) {
        let mut last: HashMap<_, Vec<usize>> = HashMap::new();
        let mut said = HashSet::new();
        let mut doubtful: Vec<(usize, usize)> = Vec::new();
        let mut known = KnownSenders::new();
        for one in &self.submissions {
            if let (Some(arrived), Some(sender)) = (one.arrived, one.sender) {
                known.entry((arrived, one.form)).or_default().insert(sender);
            }
        }
        let versions = LaterVersions::new(arrived, returned);
        for place in 0..self.submissions.len() {
            let submission = &self.submissions[place];
            let (State::Received | State::Late, Some(new)) = (submission.state, submission.arrived) else { continue };
            let subject = (submission.form, submission.sender, submission.period);
            let revision = submission.revision;
            let before = last.entry((subject, submission.vintages.clone())).or_default();
            // The tables of one file complete each other.
            let history = &self.history;
            let is_other = |one: &usize| {
                let old = self.submissions[*one].arrived;
                old == Some(new)
                    || old.is_some_and(|old| {
                        let again = || versions.is_sent_again(subject.1, (old, new));
                        is_of_others(project, (history, &known), subject, (old, new), again)
                    })
            };
            let (same, earlier): (Vec<usize>, Vec<usize>) = std::mem::take(before).into_iter().partition(is_other);
            *before = same;
            let stays = |one: &usize| submission.is_stopped && !self.submissions[*one].is_stopped;
            let (current, earlier): (Vec<usize>, Vec<usize>) = earlier.into_iter().partition(stays);
            before.extend(&current);
            before.push(place);
            for earlier in current {
                self.submissions[earlier].followed_by.get_or_insert(new);
            }
            for earlier in earlier {
                self.submissions[earlier].state = State::Superseded;
                self.submissions[earlier].replaced_by = Some(new);
                let Some(old) = self.submissions[earlier].arrived else { continue };
                if said.insert((old, subject)) {
                    let is_of_one_time = arrived[old].received_at == arrived[new].received_at;
                    let why = if is_of_one_time && self.submissions[earlier].revision == revision {
                        Replacement::ByName
                    } else if !is_of_one_time && revision_of(&arrived[old]) > revision_of(&arrived[new]) {
                        Replacement::OfLowerRevision
                    } else {
                        Replacement::ByTime
                    };
                    doubtful.extend((why != Replacement::ByTime).then_some((earlier, place)));
                    self.superseded(project, arrived, (old, new), subject, why);
                }
            }
        }
        self.supersede_rows_of_nobody();
        self.supersede_sent_again(project, arrived, &versions);
        for (earlier, place) in doubtful {
            let (old, new) = (&self.submissions[earlier], &self.submissions[place]);
            let (Some(from), Some(to)) = (old.arrived, new.arrived) else { continue };
            if figures::differ(&project.forms[old.form], old.form, arrived[from].reading, arrived[to].reading) {
                self.doubtfully_replaced.insert(((old.form, old.sender, old.period), from));
            }
        }
    }

    /// Says that an arrival was superseded by another.
    pub(super) fn superseded(
        &mut self,
        project: &Project,
        arrived: &[Arrived<'_>],
        (old, new): (usize, usize),
        (form, sender, period): SubmissionKey,
        why: Replacement,
    ) {
        let location = Location {
            object: Some(arrived[old].object.to_owned()),
            form: Some(project.forms[form].name.clone()),
            time_period: period.map(|period| period.to_string()),
            ..with_area(project, sender)
        };
        let object = arrived[new].object;
        let message = match why {
            Replacement::ByTime => message!("superseded.by", object = object),
            Replacement::ByName => message!("superseded.by-name", object = object),
            Replacement::OfLowerRevision => message!("superseded.of-lower-revision", object = object),
            Replacement::Moved => message!("superseded.moved", object = object),
            Replacement::PeriodMended => message!("superseded.period-mended", object = object),
        };
        self.of_arrivals.push((Finding::new(Code::Superseded, location, message), old));
    }

    /// Rows whose unit or period nobody knows are of one of the senders and periods of their file: where all of these were sent anew, they are
    /// replaced, too.
    fn supersede_rows_of_nobody(&mut self) {
        let mut known: HashMap<_, Vec<(Option<Period>, Option<usize>)>> = HashMap::new();
        for one in self.submissions.iter().filter(|one| one.sender.is_some() && one.period.is_some()) {
            known.entry((one.arrived, one.form)).or_default().push((one.period, one.replaced_by));
        }
        for one in &mut self.submissions {
            let is_of_nobody = one.sender.is_none() || one.period.is_none();
            if !is_of_nobody || !matches!(one.state, State::Received | State::Late) {
                continue;
            }
            let known = known.get(&(one.arrived, one.form)).into_iter().flatten();
            let own = known.filter(|(period, _)| one.period.is_none() || one.period == *period);
            let by: Option<Vec<usize>> = own.map(|(_, by)| *by).collect();
            let Some(last) = by.and_then(|by| self.history.last(by.into_iter())) else { continue };
            one.state = State::Superseded;
            one.replaced_by = Some(last);
        }
    }
}
