//! What became of a finding: takes findings with what came, gives for each since when it is known and what has resolved it.
//!
//! All of it is computed from what arrived, never from an earlier run, so that the same id of a run still means the same bytes.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Utc};

use crate::assemble::newest::Newest;
use crate::assemble::returned_objects::ReturnedObjects;
use crate::assemble::{Arrived, State, Submission};
use crate::error::Error;
use crate::findings::code::Code;
use crate::findings::settled::Settlement;
use crate::project::FormIndex;
use crate::publish::finding_id::{FoundIn, Origins};
use crate::registry::UnitIndex;
use crate::values::period::Period;

/// What resolves the findings of an object that somebody withdrew.
pub const WITHDRAWAL: &str = "withdrawal";

/// A finding beside what its location and message say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingState {
    pub id: String,
    /// When the first object arrived that shows a finding of this id; nothing where it is about what did not come.
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

/// The state of each finding, in the order of the findings.
///
/// # Errors
/// None: texts are always JSON.
pub fn states(
    findings: &[FoundIn],
    origins: &Origins<'_>,
    arrived: &[Arrived<'_>],
    newest: &Newest,
) -> Result<Vec<FindingState>, Error> {
    let resolutions = Resolutions::new(arrived, newest);
    let mut states = Vec::with_capacity(findings.len());
    let mut since: BTreeMap<String, DateTime<Utc>> = BTreeMap::new();
    for found in findings {
        let id = origins.id(&found.0)?;
        if let Some(at) = resolutions.arrival(found) {
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

/// A submission without its vintages.
type UndecidedSubject = (FormIndex, Option<UnitIndex>, Option<Period>);

/// What came, by what may have replaced it.
struct Resolutions<'a> {
    arrived: &'a [Arrived<'a>],
    /// The arrival of the last submission that was accepted.
    newest: HashMap<Subject<'a>, usize>,
    /// The same over all vintages.
    latest: HashMap<(FormIndex, UnitIndex, Period), usize>,
    /// The first and the last arrival under a name.
    named: HashMap<&'a str, (usize, usize)>,
    /// The arrivals of the same bytes, which are read once.
    of_bytes: HashMap<&'a str, Vec<usize>>,
    /// What came back mended.
    returned: ReturnedObjects<'a>,
    /// What replaced all submissions of an arrival; nothing where one of them is current.
    superseded: HashMap<usize, Option<usize>>,
    /// The rows that are current of each unit: a later submission may have no row of the unit.
    current: HashMap<(FormIndex, UnitIndex, Period), Vec<CurrentRow>>,
    /// Submissions that were replaced by the order of names alone, with their arrivals.
    undecided: &'a HashSet<(FormIndex, Option<UnitIndex>, Option<Period>, usize)>,
}

/// A row that is current: the arrival that it is of, and whether it is accepted.
#[derive(Clone, Copy)]
struct CurrentRow {
    arrived: usize,
    is_accepted: bool,
}

impl<'a> Resolutions<'a> {
    fn new(arrived: &'a [Arrived<'a>], came: &'a Newest) -> Self {
        let mut current: HashMap<_, Vec<CurrentRow>> = HashMap::new();
        for (form, rows) in came.current.iter().enumerate() {
            for ((unit, period, _), row) in rows {
                let row = CurrentRow { arrived: row.arrived, is_accepted: row.reported };
                current.entry((form, *unit, *period)).or_default().push(row);
            }
        }
        let mut resolutions = Self {
            arrived,
            newest: HashMap::new(),
            latest: HashMap::new(),
            named: HashMap::new(),
            of_bytes: HashMap::new(),
            returned: ReturnedObjects::default(),
            superseded: HashMap::new(),
            current,
            undecided: &came.undecided,
        };
        let mut withdrawn = vec![false; arrived.len()];
        for submission in &came.submissions {
            match (submission.state, submission.arrived) {
                (State::Received | State::Late, Some(place)) => {
                    let newest = resolutions.newest.entry(subject(submission)).or_insert(place);
                    *newest = place.max(*newest);
                    if let (Some(sender), Some(period)) = (submission.sender, submission.period) {
                        let latest = resolutions.latest.entry((submission.form, sender, period)).or_insert(place);
                        *latest = place.max(*latest);
                    }
                }
                (State::Withdrawn, Some(place)) => {
                    if let Some(withdrawn) = withdrawn.get_mut(place) {
                        *withdrawn = true;
                    }
                }
                _ => {}
            }
        }
        for submission in &came.submissions {
            if let (Some(later), Some(sender), Some(period)) =
                (submission.moved_to, submission.sender, submission.period)
            {
                resolutions.latest.entry((submission.form, sender, period)).or_insert(later);
            }
        }
        for submission in &came.submissions {
            let Some(place) = submission.arrived else { continue };
            let is_superseded = submission.state == State::Superseded;
            let by = if is_superseded { resolutions.in_place_of(submission) } else { None };
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
    fn arrival(&self, (finding, place): &FoundIn) -> Option<DateTime<Utc>> {
        let by_name = || self.named.get(finding.location.object.as_deref()?).map(|(first, _)| *first);
        self.arrived.get(place.or_else(by_name)?).map(|one| one.received_at)
    }

    /// What has resolved a finding: a withdrawal, or a later submission of all that the bytes held of its form and period. What is wrong in
    /// a row is resolved by a row of its unit: a later one, or one of another object that is in use.
    fn of(&self, found: &FoundIn, origins: &Origins<'_>) -> Option<String> {
        if found.0.code == Code::Superseded {
            if let (Some(place), Some(_)) = (found.1, &found.0.location.sheet) {
                // Another file of its archive is newer.
                return self.arrived.get(place).map(|one| one.object.to_owned());
            }
            let row = origins.row_of(&found.0);
            if row.is_some_and(|(form, unit, period)| self.is_undecided(found, (form, Some(unit), Some(period)))) {
                return None;
            }
            // There is nothing to mend.
            let latest = self.latest.get(&row?)?;
            return self.arrived.get(*latest).map(|one| one.object.to_owned());
        }
        let place = found.1?;
        let about = origins.of_its_sender(found);
        if !about.is_empty() && about.iter().all(|one| one.state == State::Withdrawn) {
            return Some(WITHDRAWAL.to_owned());
        }
        let later = if about.iter().all(|one| one.state == State::Rejected) {
            self.replaced_whole(place).or_else(|| self.of_subject(place, &about))?
        } else {
            let at = &found.0.location;
            let is_of_row = at.row.is_some() || at.cell.is_some();
            let has_moved = about.iter().all(|one| one.moved_to.is_some());
            let row = origins.row_of(&found.0).filter(|_| is_of_row && !has_moved);
            let is_replaced = |one: &&Submission| matches!(one.state, State::Superseded | State::Rejected);
            if row.is_some_and(|row| !self.is_replaced(&row, place)) || !about.iter().all(is_replaced) {
                return None;
            }
            about.iter().filter_map(|one| self.in_place_of(one)).max()?
        };
        (later > place).then(|| self.arrived.get(later).map(|one| one.object.to_owned()))?
    }

    /// True where the order of names alone decided which of two submissions counts.
    fn is_undecided(&self, found: &FoundIn, (form, sender, period): UndecidedSubject) -> bool {
        let object = found.0.location.object.as_deref();
        let is_of = |place: usize| self.arrived.get(place).is_some_and(|one| Some(one.object) == object);
        self.undecided.iter().any(|known| (known.0, known.1, known.2) == (form, sender, period) && is_of(known.3))
    }

    /// The arrival that holds what replaced a submission.
    fn in_place_of(&self, submission: &Submission) -> Option<usize> {
        submission.moved_to.or_else(|| self.newest.get(&subject(submission)).copied())
    }

    /// What replaces an object of which nothing is used, by the sender that its name or its head says. The same bytes may have come again
    /// behind what seems to replace them.
    fn of_subject(&self, place: usize, about: &[&Submission]) -> Option<usize> {
        let sha256 = self.arrived.get(place)?.sha256;
        let last = self.of_bytes.get(sha256).and_then(|places| places.last()).copied().unwrap_or(place);
        let newest = about.iter().filter_map(|one| self.newest.get(&subject(one)).copied()).max();
        newest.filter(|newest| *newest > last)
    }

    /// What replaces an object of which nothing is used: a later one of its name, or what came of its return. Our own list that comes back
    /// is replaced by what replaces the object whose list it is.
    fn replaced_whole(&self, place: usize) -> Option<usize> {
        let one = self.arrived.get(place)?;
        let of_origin = || {
            let origins = self.returned.origins(place).filter(|_| one.reading.return_of.is_list_alone);
            let superseded = |sha256: &str| {
                let places = self.of_bytes.get(sha256)?;
                places.iter().filter_map(|place| self.superseded.get(place).copied().flatten()).max()
            };
            let replaced = origins.filter_map(|sha256| self.replaced_bytes(sha256).max(superseded(sha256)));
            replaced.max().filter(|later| *later > place)
        };
        self.replaced_bytes(one.sha256).or_else(of_origin)
    }

    /// The last arrival in the place of bytes, where each name under which they came has one: their fault is reported once.
    fn replaced_bytes(&self, sha256: &str) -> Option<usize> {
        let later = |place: usize| {
            let (_, last) = self.named.get(self.arrived.get(place)?.object)?;
            let is_other = |last: &usize| self.arrived.get(*last).is_some_and(|one| one.sha256 != sha256);
            let of_name = Some(*last).filter(is_other);
            of_name.max(self.returned.revised(place).filter(|later| *later > place))
        };
        let same = self.of_bytes.get(sha256)?;
        let replaced: Vec<usize> = same.iter().filter_map(|place| later(*place)).collect();
        let is_left = |place: &&usize| later(**place).is_none();
        let object = |place: &usize| self.arrived.get(*place).map(|one| one.object);
        let left: BTreeSet<_> = same.iter().filter(is_left).map(object).collect();
        let sent: Vec<usize> = self.returned.sent_for(sha256).collect();
        let names: BTreeSet<_> = sent.iter().map(object).collect();
        let by = replaced.into_iter().chain(sent).max();
        by.filter(|_| left.len() <= names.len())
    }

    /// True where another row of the unit took the place of that of an arrival.
    fn is_replaced(&self, row: &(FormIndex, UnitIndex, Period), place: usize) -> bool {
        let rows = self.current.get(row).map_or(&[][..], Vec::as_slice);
        let own = rows.iter().any(|row| row.arrived == place && row.is_accepted);
        !own && rows.iter().any(|row| row.arrived > place || row.is_accepted)
    }
}

fn subject(submission: &Submission) -> Subject<'_> {
    (submission.form, submission.sender, submission.period, &submission.vintages)
}
