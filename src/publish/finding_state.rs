//! What became of a finding: takes findings with what came, gives for each since when it is known and what has resolved it.
//!
//! All of it is computed from what arrived, never from an earlier run, so that the same id of a run still means the same bytes.

mod same_bytes;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};

use crate::assemble::across::shown_since::ShownSince;
use crate::assemble::newest::Newest;
use crate::assemble::returned_objects::ReturnedObjects;
use crate::assemble::withdrawn::WITHDRAWAL;
use crate::assemble::{Arrived, State, Submission, first_instant};
use crate::error::Error;
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::settled::Settlement;
use crate::project::written::decisions::Decision;
use crate::project::{FormIndex, Project};
use crate::publish::finding_id::{FoundIn, Origins};
use crate::publish::replaced_rows::ReplacedRows;
use crate::publish::same_faults::SameFaults;
use crate::registry::UnitIndex;
use crate::store::ledger::Entry;
use crate::typing::rows::Values;
use crate::values::period::Period;

/// A finding beside what its location and message say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingState {
    pub id: String,
    /// When the first object arrived that shows a finding of this id, of a decision about what never came the day of the decision; nothing
    /// where it is about what did not come.
    pub since: Option<DateTime<Utc>>,
    /// The object whose submission replaced the one that the finding is about, or [`WITHDRAWAL`], or a decision; nothing while it is
    /// open.
    pub resolved_by: Option<String>,
    /// True where a person accepts it.
    pub is_accepted: bool,
}

impl FindingState {
    /// True while there is something to mend.
    pub const fn is_open(&self) -> bool {
        self.resolved_by.is_none()
    }

    /// `open`, `resolved` or `accepted`.
    pub const fn name(&self) -> &'static str {
        match (self.is_open(), self.is_accepted) {
            (true, _) => "open",
            (false, false) => "resolved",
            (false, true) => "accepted",
        }
    }
}

/// The state of each finding, in the order of the findings; `shown` says since when checks over several submissions fail.
///
/// # Errors
/// None: texts are always JSON.
pub fn states(
    project: &Project,
    (findings, shown): (&[FoundIn], &ShownSince),
    origins: &Origins<'_>,
    arrived: &[Arrived<'_>],
    counted: &[Entry],
    newest: &Newest,
) -> Result<Vec<FindingState>, Error> {
    // Of objects that no source takes nothing is read.
    let mut unread: HashMap<&str, DateTime<Utc>> = HashMap::new();
    for entry in counted {
        let first = unread.entry(&entry.object).or_insert(entry.received_at);
        *first = entry.received_at.min(*first);
    }
    // A decision may be about what was withdrawn, or has never come: then it is since the day of the decision.
    let decided = |finding: &Finding| {
        let at = &finding.location;
        let is_it = |one: &&Decision| {
            at.object.as_ref() == Some(&one.object)
                && at.sheet.as_deref().unwrap_or_default() == one.sheet
                && at.cell.as_ref().is_none_or(|cell| cell == one.cell.get_ref())
        };
        let days = project.decisions.decision.iter().filter(is_it).map(|one| one.when);
        days.min().and_then(first_instant)
    };
    let came = |found: &FoundIn| match found.0.code {
        Code::UnclaimedObject => unread.get(found.0.location.object.as_deref()?).copied(),
        Code::StaleDecision => {
            let came = unread.get(found.0.location.object.as_deref()?).copied();
            came.or_else(|| decided(&found.0))
        }
        _ => None,
    };
    let resolutions = Resolutions::new(project, findings, arrived, newest);
    let mut states = Vec::with_capacity(findings.len());
    let mut since: BTreeMap<String, DateTime<Utc>> = BTreeMap::new();
    for found in findings {
        let id = origins.id(&found.0)?;
        let taken = Some(&found.0).filter(|finding| finding.code == Code::StaleDecision).and_then(decided);
        let arrival = || resolutions.arrival(found, origins).or_else(|| came(found)).max(taken);
        if let Some(at) = shown.of(&found.0).or_else(arrival) {
            let first = since.entry(id.clone()).or_insert(at);
            *first = at.min(*first);
        }
        let later = resolutions.of(found, origins);
        // A decision about a file that was replaced is history, as the file is.
        let settled = found.0.settled.as_ref().filter(|_| later.is_none());
        let is_accepted = settled.is_some_and(|settled| settled.state == Settlement::Accepted);
        let resolved_by = later.or_else(|| settled.map(|settled| settled.by.clone()));
        states.push(FindingState { id, since: None, resolved_by, is_accepted });
    }
    for state in &mut states {
        state.since = since.get(&state.id).copied();
    }
    Ok(states)
}

/// What distinguishes one submission from another: form, sender, period and vintages.
type Subject<'a> = (FormIndex, Option<UnitIndex>, Option<Period>, &'a [String]);

/// Bytes, and the first arrival of their report where they came more than once.
type ReportedBytes<'a> = (&'a str, Option<usize>);

/// What came, by what may have replaced it.
struct Resolutions<'a> {
    project: &'a Project,
    arrived: &'a [Arrived<'a>],
    came: &'a Newest,
    /// The arrivals of the submissions that were accepted.
    accepted: HashMap<Subject<'a>, BTreeSet<usize>>,
    /// The first and the last arrival under a name.
    named: HashMap<&'a str, (usize, usize)>,
    /// The arrivals of the same bytes that are of one report: these are read once.
    of_bytes: HashMap<ReportedBytes<'a>, Vec<usize>>,
    /// The reports of the same bytes.
    reports: HashMap<&'a str, BTreeSet<Option<usize>>>,
    /// The submissions of each arrival.
    submissions: HashMap<usize, Vec<&'a Submission>>,
    /// What came back mended.
    returned: ReturnedObjects<'a>,
    /// What replaced all submissions of an arrival; nothing where one of them is current.
    superseded: HashMap<usize, Option<usize>>,
    /// What took the place of rows.
    rows: ReplacedRows<'a>,
    /// Which arrivals have the same fault in a row of no known unit.
    same_faults: SameFaults<'a>,
}

impl<'a> Resolutions<'a> {
    fn new(project: &'a Project, findings: &'a [FoundIn], arrived: &'a [Arrived<'a>], came: &'a Newest) -> Self {
        let mut resolutions = Self {
            project,
            arrived,
            came,
            accepted: HashMap::new(),
            named: HashMap::new(),
            of_bytes: HashMap::new(),
            reports: HashMap::new(),
            submissions: HashMap::new(),
            returned: ReturnedObjects::default(),
            superseded: HashMap::new(),
            rows: ReplacedRows::new(project, came),
            same_faults: SameFaults::new(findings),
        };
        let mut withdrawn = vec![false; arrived.len()];
        for submission in &came.submissions {
            let Some(place) = submission.arrived else { continue };
            resolutions.submissions.entry(place).or_default().push(submission);
            match submission.state {
                State::Received | State::Late | State::Superseded if submission.moved_to.is_none() => {
                    resolutions.accepted.entry(subject(submission)).or_default().insert(place);
                }
                State::Withdrawn => {
                    if let Some(withdrawn) = withdrawn.get_mut(place) {
                        *withdrawn = true;
                    }
                }
                _ => {}
            }
            let by = submission.replaced_by;
            let all = resolutions.superseded.entry(place).or_insert(by);
            *all = if all.is_some() && by.is_some() { (*all).max(by) } else { None };
        }
        // What is withdrawn is behind what counts, and replaces nothing.
        let counts = |place: usize| !withdrawn.get(place).copied().unwrap_or(false);
        resolutions.returned = ReturnedObjects::new(arrived, counts);
        for (place, one) in arrived.iter().enumerate() {
            if counts(place) {
                resolutions.named.entry(one.object).or_insert((place, place)).1 = place;
                let bytes = reported_bytes(came, place, one);
                resolutions.of_bytes.entry(bytes).or_default().push(place);
                resolutions.reports.entry(bytes.0).or_default().insert(bytes.1);
            }
        }
        resolutions
    }

    /// When the object arrived that a finding is about.
    fn arrival(&self, found: &FoundIn, origins: &Origins<'_>) -> Option<DateTime<Utc>> {
        let (finding, place) = found;
        // A decision was about what counted until something took its place.
        if finding.code == Code::StaleDecision {
            let (_, last) = self.named.get(finding.location.object.as_deref()?)?;
            let replaced_by = self.superseded.get(last).copied().flatten();
            return self.arrived.get(replaced_by.unwrap_or(*last)).map(|one| one.received_at);
        }
        let by_name = || self.named.get(finding.location.object.as_deref()?).map(|(first, _)| *first);
        let mut place = place.or_else(by_name)?;
        // An earlier row was sound until the later submission came.
        if finding.code == Code::EarlierRowKept {
            let row = origins.row_of(finding);
            place = row.and_then(|row| self.rows.in_use(&row)).unwrap_or(place);
            let later = row.and_then(|row| self.rows.next_row(&row, place));
            let kept = (finding.clone(), Some(place));
            let left_out = || origins.of_its_sender(&kept).iter().find_map(|one| one.followed_by.or(one.replaced_by));
            place = later.or_else(left_out).unwrap_or(place);
        }
        // What was replaced was in use until then.
        if finding.code == Code::Superseded && finding.location.sheet.is_none() {
            let replaced_by = origins.of_its_sender(found).iter().filter_map(|one| one.replaced_by).min();
            place = replaced_by.unwrap_or(place);
        }
        self.arrived.get(place).map(|one| one.received_at)
    }

    /// What has resolved a finding: a withdrawal, or later submissions of all that the bytes held of its form and period. What is wrong in a row is
    /// resolved by a later row of its unit alone.
    fn of(&self, found: &FoundIn, origins: &Origins<'_>) -> Option<String> {
        if found.0.code == Code::DuplicateSubmission {
            return self.object(self.after_duplicate(&found.0));
        }
        if found.0.code == Code::NameMismatch && found.1.is_none() {
            return self.object(self.after_misnamed(&found.0));
        }
        let place = found.1?;
        if found.0.code == Code::LateSubmission {
            return self.object(origins.of_its_sender(found).iter().find_map(|one| one.replaced_by));
        }
        if found.0.code == Code::Superseded {
            // Another file of its archive is newer, or there is nothing to mend.
            let is_in_archive = found.0.location.sheet.is_some();
            if is_in_archive {
                return self.object(Some(place));
            }
            return self
                .object(self.decided_replacement(found, origins))
                .filter(|_| !self.is_taken_away(found, origins));
        }
        let about = origins.of_its_sender(found);
        if !about.is_empty() && about.iter().all(|one| one.state == State::Withdrawn) {
            return Some(WITHDRAWAL.to_owned());
        }
        if about.iter().all(|one| one.state == State::Rejected) {
            // A supplement alone is no report again, where it is known what that would hold.
            let takes_supplements = about.iter().all(|one| self.rows.units_left_out(one).is_empty());
            let of_subject = || self.of_subject(place, &about);
            let later = self.replaced_whole(place, takes_supplements).or_else(of_subject);
            return self.object(later.filter(|later| *later > place));
        }
        let is_replaced = |one: &&Submission| matches!(one.state, State::Superseded | State::Rejected);
        if !about.iter().all(is_replaced) {
            return None;
        }
        let replaced: Vec<&Submission> = about.into_iter().filter(|one| one.state == State::Superseded).collect();
        self.object(self.replacement(found, place, origins, &replaced))
    }

    /// What took the place of what a finding is about, where all its submissions were replaced.
    fn replacement(
        &self,
        (finding, _): &FoundIn,
        place: usize,
        origins: &Origins<'_>,
        replaced: &[&Submission],
    ) -> Option<usize> {
        let last = |by: Option<Vec<usize>>| self.came.history.last(by?.into_iter());
        let next = || last(replaced.iter().map(|one| one.replaced_by).collect());
        if replaced.iter().all(|one| one.moved_to.is_some()) {
            return next();
        }
        let is_of_row = finding.location.row.is_some() || finding.location.cell.is_some();
        if let Some(row) = origins.row_of(finding).filter(|_| is_of_row) {
            let is_elsewhere = replaced.iter().all(|one| self.rows.is_of_another_sender(&row, one));
            return self.rows.of_row(&row, place).or_else(|| next().filter(|_| is_elsewhere));
        }
        let of_submission = |one: &&Submission| {
            let mut later = self.rows.of_submission(one)?;
            while finding.code == Code::UnreadCell && self.is_as_it_was(place, later) {
                let again = Submission { arrived: Some(later), ..(*one).clone() };
                later = self.rows.of_submission(&again).filter(|next| *next > later)?;
            }
            Some(later)
        };
        let whole = last(replaced.iter().map(of_submission).collect());
        // A row whose unit is not known.
        let senders = replaced.iter().filter(|one| one.sender.is_some());
        let left_out = || last(senders.map(|one| self.rows.of_units_left_out(one)).collect());
        let of_rows = || whole.or_else(left_out).filter(|_| self.is_suggestion_reported(finding));
        let again = || self.shown_again(finding, place, replaced);
        if is_of_row { of_rows().or_else(again) } else { whole }
    }

    /// The first later arrival of the same sender and period that has the fault of a row whose unit is not known: it is open there, and once.
    fn shown_again(&self, finding: &Finding, place: usize, replaced: &[&Submission]) -> Option<usize> {
        let is_of_sender = |later: usize| {
            let mut own = self.came.submissions.iter().filter(|one| one.arrived == Some(later));
            own.any(|own| {
                let is_same = |one: &&Submission| subject(one) == subject(own);
                !matches!(own.state, State::Withdrawn | State::Duplicate) && replaced.iter().any(is_same)
            })
        };
        let mut later = self.same_faults.arrivals(finding);
        later.find(|later| self.came.history.is_later(*later, place) && is_of_sender(*later))
    }

    /// False where a row named a unit in another spelling, and no row of that unit has come: whoever deletes such a row has mended nothing.
    fn is_suggestion_reported(&self, finding: &Finding) -> bool {
        if finding.code != Code::UnknownArea {
            return true;
        }
        let units = &self.project.registry.units;
        let code = finding.suggestion.as_ref().and_then(|meant| meant.vi.split_whitespace().next());
        let Some(code) = code.filter(|code| units.iter().any(|unit| unit.code == *code)) else { return true };
        let (form, period) = (finding.location.form.as_deref(), finding.location.time_period.as_deref());
        let Some(current) = form.and_then(|form| self.came.current.get(self.project.form_named(form)?)) else {
            return true;
        };
        let is_it = |unit: UnitIndex, of: Period| {
            units.get(unit).is_some_and(|unit| unit.code == code)
                && period.is_none_or(|period| of.to_string() == period)
        };
        current.iter().any(|((unit, of, _), rows)| rows.reported && is_it(*unit, *of))
    }

    /// True where what came back of an object has the rows that were read of it: a workbook cannot say what the file said beside them, or what of it
    /// was not read, so that this is not mended.
    fn is_as_it_was(&self, place: usize, later: usize) -> bool {
        let of = |place: usize| self.arrived.get(place);
        let is_return = of(place).is_some_and(|one| self.returned.sent_for(one.sha256).any(|sent| sent == later));
        let values = |place: usize| -> Option<Vec<Vec<&Values>>> {
            let tables = of(place)?.reading.tables.iter();
            Some(tables.map(|table| table.rows.columns.iter().map(|column| &column.values).collect()).collect())
        };
        is_return && values(place) == values(later)
    }

    /// What replaced a submission; nothing where that need not be the newer one. Where it need not, and was replaced itself, that has decided.
    fn decided_replacement(&self, found: &FoundIn, origins: &Origins<'_>) -> Option<usize> {
        let about = origins.of_its_sender(found);
        let mut one = about.iter().copied().find(|one| one.replaced_by.is_some())?;
        loop {
            let (place, by) = (one.arrived?, one.replaced_by?);
            let key = (one.form, one.sender, one.period);
            if !self.came.doubtfully_replaced.contains(&(key, place)) {
                return Some(by);
            }
            let is_next = |next: &&Submission| {
                next.arrived == Some(by) && subject(next) == subject(one) && next.state != State::Duplicate
            };
            one = self.came.submissions.iter().find(is_next)?;
        }
    }

    /// True where rows that were accepted count no more for their sender and period, and nothing else has come for these.
    fn is_taken_away(&self, found: &FoundIn, origins: &Origins<'_>) -> bool {
        let about = origins.of_its_sender(found);
        let is_alone = |one: &&Submission| !self.accepted.contains_key(&subject(one));
        about.iter().filter(|one| one.moved_to.is_some() && one.accepted > 0).any(is_alone)
    }

    fn object(&self, place: Option<usize>) -> Option<String> {
        self.arrived.get(place?).map(|one| one.object.to_owned())
    }
}

/// Of which report the bytes of an arrival are.
fn reported_bytes<'a>(came: &Newest, place: usize, one: &Arrived<'a>) -> ReportedBytes<'a> {
    (one.sha256, came.repeated.get(&place).map(|repeated| repeated.first))
}

fn subject(submission: &Submission) -> Subject<'_> {
    (submission.form, submission.sender, submission.period, &submission.vintages)
}
