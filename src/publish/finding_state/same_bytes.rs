//! What came in the place of bytes: of an object of which nothing is used, and of one that repeats another.
//!
//! The same bytes may have come as the reports of several senders: what one of them sends is in the place of its own alone.

use std::collections::BTreeSet;

use super::{ReportedBytes, Resolutions, reported_bytes, subject};
use crate::assemble::local_day;
use crate::assemble::reporting_time::may_be_reported;
use crate::assemble::{State, Submission};
use crate::findings::finding::Finding;
use crate::typing::reading::TypedTable;
use crate::values::period::Period;
use crate::words::revised_name::{is_supplement, stem};

impl<'a> Resolutions<'a> {
    /// What came in the place of bytes that came twice: something else under either of their names, where these are not of two senders, or later
    /// submissions of all that they hold.
    pub(super) fn after_duplicate(&self, finding: &Finding) -> Option<usize> {
        let place = self.duplicate_of(finding)?;
        let first = self.same_bytes(place).first().copied();
        let named = |place: usize| self.came.repeated.get(&place).and_then(|repeated| repeated.named);
        let is_of_one_sender = |first: &usize| named(*first).zip(named(place)).is_none_or(|(one, other)| one == other);
        let first = first.filter(is_of_one_sender).and_then(|first| self.of_name(first));
        let of_name = self.of_name(place).into_iter().chain(first).min();
        let held = || {
            let held = self.submissions.get(&place)?.iter();
            held.map(|one| self.next_accepted(one, place)).collect::<Option<Vec<usize>>>()?.into_iter().max()
        };
        of_name.or_else(held)
    }

    /// What came in the place of bytes that came again under the name of another sender or period than they hold: something else under that name, or what the sender
    /// whom the name says has reported for them.
    pub(super) fn after_misnamed(&self, finding: &Finding) -> Option<usize> {
        let place = self.duplicate_of(finding)?;
        let named = self.came.repeated.get(&place)?.named;
        let of_sender = || {
            let held = self.submissions.get(&place)?.iter().filter(|one| named.is_some() && one.sender != named);
            held.filter_map(|one| self.next_accepted(&Submission { sender: named, ..(*one).clone() }, place)).max()
        };
        self.of_name(place).or_else(of_sender)
    }

    /// The last arrival under the name of a finding whose bytes came before.
    fn duplicate_of(&self, finding: &Finding) -> Option<usize> {
        let name = finding.location.object.as_deref()?;
        let is_of_name = |place: &&usize| self.arrived.get(**place).is_some_and(|one| one.object == name);
        self.came.duplicates.iter().filter(is_of_name).max().copied()
    }

    /// The last arrival under the name of another, where that has other bytes.
    fn of_name(&self, place: usize) -> Option<usize> {
        let one = self.arrived.get(place)?;
        let (_, last) = self.named.get(one.object)?;
        Some(*last).filter(|last| self.arrived.get(*last).is_some_and(|last| last.sha256 != one.sha256))
    }

    /// The first submission of what another is of that was accepted behind an arrival.
    fn next_accepted(&self, one: &Submission, behind: usize) -> Option<usize> {
        self.accepted.get(&subject(one))?.range(behind.saturating_add(1)..).next().copied()
    }

    /// The arrivals of the same bytes as another that are of its report.
    fn same_bytes(&self, place: usize) -> &[usize] {
        let bytes = self.arrived.get(place).map(|one| reported_bytes(self.came, place, one));
        bytes.and_then(|bytes| self.of_bytes.get(&bytes)).map(Vec::as_slice).unwrap_or_default()
    }

    /// What replaces an object of which nothing is used, by the sender that its name or its head says. The same bytes may have come again
    /// behind what seems to replace them.
    pub(super) fn of_subject(&self, place: usize, about: &[&Submission]) -> Option<usize> {
        let last = self.same_bytes(place).last().copied().unwrap_or(place);
        let whole = |one: &&Submission| {
            let again = Submission { arrived: Some(last), ..(*one).clone() };
            let next = || self.next_accepted(one, last);
            if self.rows.units_left_out(&again).is_empty() { next() } else { self.rows.of_units_left_out(&again) }
        };
        about.iter().filter_map(whole).max()
    }

    /// What replaces an object of which nothing is used: a later one of its name, or what came of its return. Our own list that comes back
    /// is replaced by what replaces the object whose list it is.
    pub(super) fn replaced_whole(&self, place: usize, takes_supplements: bool) -> Option<usize> {
        let one = self.arrived.get(place)?;
        let of_origin = || {
            let origins = self.returned.origins(place).filter(|_| one.reading.return_of.is_list_alone);
            let superseded = |bytes: &ReportedBytes<'_>| {
                let places = self.of_bytes.get(bytes)?;
                places.iter().filter_map(|place| self.superseded.get(place).copied().flatten()).max()
            };
            let replaced = origins.filter_map(|sha256| {
                let reports = self.reports_of(sha256, place);
                let by =
                    |bytes: ReportedBytes<'_>| self.replaced_bytes(bytes, takes_supplements).max(superseded(&bytes));
                reports.into_iter().map(by).collect::<Option<Vec<usize>>>()?.into_iter().max()
            });
            replaced.max().filter(|later| *later > place)
        };
        self.replaced_bytes(reported_bytes(self.came, place, one), takes_supplements).or_else(of_origin)
    }

    /// The reports of bytes of which an arrival that was made from them may be; all where it says of none that it is.
    fn reports_of(&self, sha256: &'a str, made: usize) -> Vec<ReportedBytes<'a>> {
        let all = self.reports.get(sha256).into_iter().flatten().map(|report| (sha256, *report));
        let (own, others): (Vec<_>, Vec<_>) = all.partition(|bytes| self.is_of_report(*bytes, made));
        if own.is_empty() { others } else { own }
    }

    /// False where all that an arrival holds is of periods that had not yet been when another came: it is a further report, for which the return of
    /// that one served.
    fn may_correct(&self, place: usize, later: usize) -> bool {
        let (Some(first), Some(later)) = (self.arrived.get(place), self.arrived.get(later)) else { return false };
        let day = local_day(first.received_at);
        let may_be_of_it = |table: &TypedTable| {
            let Some(form) = self.project.forms.get(table.form) else { return true };
            let periods: BTreeSet<Period> = table.rows.period.iter().copied().flatten().chain(table.period).collect();
            periods.is_empty() || periods.into_iter().any(|period| may_be_reported(form.form.calendar, period, day))
        };
        later.reading.tables.is_empty() || later.reading.tables.iter().any(may_be_of_it)
    }

    /// The last arrival in the place of bytes, where each name under which they came as one report has one: their fault is reported once.
    fn replaced_bytes(&self, bytes: ReportedBytes<'_>, takes_supplements: bool) -> Option<usize> {
        let later = |place: usize| {
            let is_whole = |later: &usize| {
                takes_supplements || self.arrived.get(*later).is_some_and(|one| !is_supplement(one.object))
            };
            self.of_name(place).max(self.returned.revised(place).filter(|later| *later > place).filter(is_whole))
        };
        let same = self.of_bytes.get(&bytes)?;
        let last = *same.last()?;
        let replaced: Vec<usize> = same.iter().filter_map(|place| later(*place)).collect();
        let is_left = |place: &&usize| later(**place).is_none();
        let object = |place: &usize| self.arrived.get(*place).map(|one| one.object);
        let left: BTreeSet<_> = same.iter().filter(is_left).map(object).collect();
        let may_correct = |later: &usize| same.iter().any(|place| self.may_correct(*place, *later));
        let sent =
            self.returned.all_sent_for(bytes.0).filter(|later| *later > last && self.is_of_report(bytes, *later));
        let sent: Vec<usize> = sent.filter(may_correct).collect();
        let names: BTreeSet<_> = sent.iter().map(object).collect();
        let by = replaced.into_iter().chain(sent).max();
        by.filter(|_| left.len() <= names.len())
    }

    /// True where what was made of bytes is the report again that these were: where they came as those of several senders or periods, it says of which
    /// it is by what it holds or by its name, and one of nobody known is of nobody else.
    fn is_of_report(&self, bytes: ReportedBytes<'_>, later: usize) -> bool {
        let Some(reports) = self.reports.get(bytes.0).filter(|reports| reports.len() > 1) else { return true };
        if self.says_report(bytes, later) {
            return true;
        }
        let is_of_nobody = self.submissions_of(bytes).iter().all(|one| one.sender.is_none() && one.period.is_none());
        is_of_nobody && !reports.iter().any(|report| self.says_report((bytes.0, *report), later))
    }

    fn says_report(&self, bytes: ReportedBytes<'_>, later: usize) -> bool {
        let places = self.of_bytes.get(&bytes).into_iter().flatten();
        let name = self.arrived.get(later).map_or("", |one| one.object);
        let mut names = places.filter_map(|place| self.arrived.get(*place));
        if names.any(|one| name.starts_with(one.object) || folder_and_stem(one.object) == folder_and_stem(name)) {
            return true;
        }
        let is_same = |one: &Submission, other: &Submission| {
            let is_period = one.period == other.period || one.period.is_none() || other.period.is_none();
            one.form == other.form && one.sender.is_some() && one.sender == other.sender && is_period
        };
        let own = self.submissions_of(bytes);
        let mut said = self.submissions.get(&later).into_iter().flatten();
        said.any(|other| other.state != State::Duplicate && own.iter().any(|one| is_same(one, other)))
    }

    /// The submissions of the same bytes as one report.
    fn submissions_of(&self, bytes: ReportedBytes<'_>) -> Vec<&'a Submission> {
        let places = self.of_bytes.get(&bytes).into_iter().flatten();
        places.filter_map(|place| self.submissions.get(place)).flatten().copied().collect()
    }
}

/// The folder of an object, and its name without the extension.
fn folder_and_stem(object: &str) -> (&str, &str) {
    let (folder, file) = object.rsplit_once('/').unwrap_or(("", object));
    (folder, stem(file))
}
