//! What became of a finding: takes findings with what came, gives for each since when it is known and what has resolved it.
//!
//! All of it is computed from what arrived, never from an earlier run, so that the same id of a run still means the same bytes.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};

use crate::assemble::across::shown_since::ShownSince;
use crate::assemble::newest::Newest;
use crate::assemble::reporting_time::may_be_reported;
use crate::assemble::returned_objects::ReturnedObjects;
use crate::assemble::withdrawn::WITHDRAWAL;
use crate::assemble::{Arrived, State, Submission, first_instant, local_day};
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
use crate::typing::reading::TypedTable;
use crate::typing::rows::Values;
use crate::values::period::Period;
use crate::words::revised_name::is_supplement;

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

/// What came, by what may have replaced it.
struct Resolutions<'a> {
    project: &'a Project,
    arrived: &'a [Arrived<'a>],
    came: &'a Newest,
    /// The arrivals of the submissions that were accepted.
    accepted: HashMap<Subject<'a>, BTreeSet<usize>>,
    /// The first and the last arrival under a name.
    named: HashMap<&'a str, (usize, usize)>,
    /// The arrivals of the same bytes, which are read once.
    of_bytes: HashMap<&'a str, Vec<usize>>,
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
            returned: ReturnedObjects::default(),
            superseded: HashMap::new(),
            rows: ReplacedRows::new(project, came),
            same_faults: SameFaults::new(findings),
        };
        let mut withdrawn = vec![false; arrived.len()];
        for submission in &came.submissions {
            let Some(place) = submission.arrived else { continue };
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
                resolutions.of_bytes.entry(one.sha256).or_default().push(place);
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

    /// What came in the place of bytes that came twice: something else under either of their names, or later submissions of all that they hold.
    fn after_duplicate(&self, finding: &Finding) -> Option<usize> {
        let name = finding.location.object.as_deref()?;
        let is_of_name = |place: &&usize| self.arrived.get(**place).is_some_and(|one| one.object == name);
        let place = *self.came.duplicates.iter().filter(is_of_name).max()?;
        let sha256 = self.arrived.get(place)?.sha256;
        let first = self.of_bytes.get(sha256).and_then(|places| self.arrived.get(*places.first()?));
        let names = [Some(name), first.map(|first| first.object)].into_iter().flatten();
        let last_of_name = names.filter_map(|name| self.named.get(name).map(|(_, last)| *last));
        let is_other = |last: &usize| self.arrived.get(*last).is_some_and(|one| one.sha256 != sha256);
        let of_name = last_of_name.filter(is_other).min();
        let next =
            |one: &Submission| self.accepted.get(&subject(one))?.range(place.saturating_add(1)..).next().copied();
        let held = || {
            let held = self.came.submissions.iter().filter(|one| one.arrived == Some(place));
            held.map(next).collect::<Option<Vec<usize>>>()?.into_iter().max()
        };
        of_name.or_else(held)
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

    /// What replaces an object of which nothing is used, by the sender that its name or its head says. The same bytes may have come again
    /// behind what seems to replace them.
    fn of_subject(&self, place: usize, about: &[&Submission]) -> Option<usize> {
        let sha256 = self.arrived.get(place)?.sha256;
        let last = self.of_bytes.get(sha256).and_then(|places| places.last()).copied().unwrap_or(place);
        let next = |one: &Submission| self.accepted.get(&subject(one))?.range(last.saturating_add(1)..).next().copied();
        let whole = |one: &&Submission| {
            let again = Submission { arrived: Some(last), ..(*one).clone() };
            if self.rows.units_left_out(&again).is_empty() { next(one) } else { self.rows.of_units_left_out(&again) }
        };
        about.iter().filter_map(whole).max()
    }

    /// What replaces an object of which nothing is used: a later one of its name, or what came of its return. Our own list that comes back
    /// is replaced by what replaces the object whose list it is.
    fn replaced_whole(&self, place: usize, takes_supplements: bool) -> Option<usize> {
        let one = self.arrived.get(place)?;
        let of_origin = || {
            let origins = self.returned.origins(place).filter(|_| one.reading.return_of.is_list_alone);
            let superseded = |sha256: &str| {
                let places = self.of_bytes.get(sha256)?;
                places.iter().filter_map(|place| self.superseded.get(place).copied().flatten()).max()
            };
            let replaced =
                origins.filter_map(|sha256| self.replaced_bytes(sha256, takes_supplements).max(superseded(sha256)));
            replaced.max().filter(|later| *later > place)
        };
        self.replaced_bytes(one.sha256, takes_supplements).or_else(of_origin)
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

    /// The last arrival in the place of bytes, where each name under which they came has one: their fault is reported once.
    fn replaced_bytes(&self, sha256: &str, takes_supplements: bool) -> Option<usize> {
        let later = |place: usize| {
            let (_, last) = self.named.get(self.arrived.get(place)?.object)?;
            let is_other = |last: &usize| self.arrived.get(*last).is_some_and(|one| one.sha256 != sha256);
            let of_name = Some(*last).filter(is_other);
            let is_whole = |later: &usize| {
                takes_supplements || self.arrived.get(*later).is_some_and(|one| !is_supplement(one.object))
            };
            of_name.max(self.returned.revised(place).filter(|later| *later > place).filter(is_whole))
        };
        let same = self.of_bytes.get(sha256)?;
        let replaced: Vec<usize> = same.iter().filter_map(|place| later(*place)).collect();
        let is_left = |place: &&usize| later(**place).is_none();
        let object = |place: &usize| self.arrived.get(*place).map(|one| one.object);
        let left: BTreeSet<_> = same.iter().filter(is_left).map(object).collect();
        let may_correct = |later: &usize| same.iter().any(|place| self.may_correct(*place, *later));
        let sent: Vec<usize> = self.returned.sent_for(sha256).filter(may_correct).collect();
        let names: BTreeSet<_> = sent.iter().map(object).collect();
        let by = replaced.into_iter().chain(sent).max();
        by.filter(|_| left.len() <= names.len())
    }
}

fn subject(submission: &Submission) -> Subject<'_> {
    (submission.form, submission.sender, submission.period, &submission.vintages)
}
