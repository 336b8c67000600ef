//! Submissions of which nobody knows the sender or the period: takes what came, says which later one was sent in the place of another.
//!
//! Those of two senders, or of two quarters of one, look alike where what would distinguish them cannot be read. So one takes the place of another only
//! where something else says that it is the same report: the name of its file, or that it was made of the return of the other.

use std::cell::RefCell;
use std::collections::HashMap;

use super::Newest;
use crate::assemble::returned_objects::ReturnedObjects;
use crate::assemble::{Arrived, State};
use crate::project::Project;
use crate::registry::UnitIndex;
use crate::words::revised_name::{is_numbered_copy, is_supplement, plain_stem, without_revision};

/// What says that an arrival is a later version of another. What names say is found once for each: every file of a sender is compared with the others.
pub(super) struct LaterVersions<'a> {
    arrived: &'a [Arrived<'a>],
    returned: &'a ReturnedObjects<'a>,
    names: RefCell<HashMap<usize, ReportName>>,
}

/// The report that the name of a file is of.
struct ReportName {
    /// Its folder and name without the words of a revision and the extension; `None` where a number in parentheses may say another file that came under the
    /// same name.
    report: Option<String>,
    is_supplement: bool,
}

impl ReportName {
    fn new(object: &str) -> Self {
        let (folder, file) = object.rsplit_once('/').unwrap_or(("", object));
        let base = || without_revision(file).unwrap_or_else(|| plain_stem(file));
        let report = (!is_numbered_copy(file)).then(|| format!("{folder}/{}", base()));
        Self { report, is_supplement: is_supplement(file) }
    }

    /// True where the other name differs from this in the words of a revision or the extension alone.
    fn is_revised_by(&self, other: &Self) -> bool {
        self.report.is_some() && self.report == other.report && !other.is_supplement
    }
}

impl<'a> LaterVersions<'a> {
    pub fn new(arrived: &'a [Arrived<'a>], returned: &'a ReturnedObjects<'a>) -> Self {
        Self { arrived, returned, names: RefCell::default() }
    }

    /// True where an arrival is a later version of another: of its name, made of its return, or, where one sender is known of both, of its name but for the
    /// words of a revision or the extension.
    pub fn is_sent_again(&self, sender: Option<UnitIndex>, (old, new): (usize, usize)) -> bool {
        let (Some(first), Some(second)) = (self.arrived.get(old), self.arrived.get(new)) else { return false };
        first.object == second.object
            || self.returned.sent_for(first.sha256).any(|later| later == new)
            || sender.is_some() && self.is_revision((old, first.object), (new, second.object))
    }

    fn is_revision(&self, old: (usize, &str), new: (usize, &str)) -> bool {
        let mut names = self.names.borrow_mut();
        for (place, object) in [old, new] {
            names.entry(place).or_insert_with(|| ReportName::new(object));
        }
        names.get(&old.0).zip(names.get(&new.0)).is_some_and(|(old, new)| old.is_revised_by(new))
    }
}

impl Newest {
    /// Of a file whose senders or periods are all not known, nothing is current any more where it was sent again with known ones.
    pub(super) fn supersede_sent_again(
        &mut self,
        project: &Project,
        arrived: &[Arrived<'_>],
        versions: &LaterVersions<'_>,
    ) {
        for place in 0..self.submissions.len() {
            let one = &self.submissions[place];
            let is_of_nobody = one.sender.is_none() || one.period.is_none();
            let (true, State::Received | State::Late, Some(old)) = (is_of_nobody, one.state, one.arrived) else {
                continue;
            };
            let subject = (one.form, one.sender, one.period);
            let mut own = self.submissions.iter().filter(|own| own.arrived == Some(old) && own.form == one.form);
            if own.any(|own| own.sender.is_some() && own.period.is_some()) {
                continue;
            }
            let is_later = |later: usize| {
                later != old && self.history.is_later(later, old) && versions.is_sent_again(one.sender, (old, later))
            };
            let of_form = self.submissions.iter().filter(|later| {
                let is_current = matches!(later.state, State::Received | State::Late | State::Superseded);
                later.form == one.form
                    && is_current
                    && (one.is_stopped || !later.is_stopped)
                    && (one.sender.is_none() || later.sender == one.sender)
            });
            let later = of_form.filter_map(|later| later.arrived).find(|later| is_later(*later));
            if let Some(new) = later {
                self.submissions[place].state = State::Superseded;
                self.submissions[place].replaced_by = Some(new);
                self.superseded(project, arrived, (old, new), subject, super::superseded::Replacement::ByTime);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_revision(first: &str, second: &str) -> bool {
        ReportName::new(first).is_revised_by(&ReportName::new(second))
    }

    #[test]
    fn names_that_differ_in_the_words_of_a_revision_are_of_one_report() {
        for (first, second) in
            [("a/BC quý.csv", "a/BC quý lần 2.csv"), ("BC lần 2.csv", "BC lần 3.xlsx"), ("BC.xls", "BC.xlsx")]
        {
            assert!(is_revision(first, second), "{first} {second}");
        }
        for (first, second) in [
            ("a/BC.csv", "b/BC.csv"),
            ("BC.csv", "BC (1).csv"),
            ("BC (1).csv", "BC (2).csv"),
            ("BC.csv", "BC bổ sung.csv"),
        ] {
            assert!(!is_revision(first, second), "{first} {second}");
        }
    }
}
