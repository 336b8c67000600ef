//! What goes back to the senders: for each object with something open to mend, a workbook that says so in its cells.
//!
//! They are files of the run, made of nothing but what the run counts, so that the same id means the same bytes. Each lies in the
//! folder of its sender, and holds nothing of any other.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::assemble::newest::Newest;
use crate::assemble::object_name::ObjectNames;
use crate::assemble::{Arrived, State, Submission};
use crate::documents::decided::Decided;
use crate::documents::for_sender::for_sender;
use crate::documents::marked::SentSheets;
use crate::documents::name_with_ending::with_ending;
use crate::documents::repaired;
use crate::documents::returned::{Returned, returned};
use crate::documents::told_apart::told_apart;
use crate::documents::typed_texts::typed_texts;
use crate::error::Error;
use crate::findings::finding::Finding;
use crate::findings::severity::Severity;
use crate::project::{FormIndex, Project};
use crate::publish::finding_id::FoundIn;
use crate::publish::finding_state::FindingState;
use crate::say;
use crate::store::{HELD, Warehouse};
use crate::values::period::Period;

/// The folder of a run that holds them.
const FOLDER: &str = "returns";
/// The folder of those whose sender is not known, or who are several.
const UNKNOWN: &str = "unknown";
/// Deadlines that are named.
const MOST_DEADLINES: usize = 12;

/// The files by their names in the run, in the order of these.
///
/// # Errors
/// A workbook that cannot be written.
pub fn returns(
    names_of_objects: &ObjectNames<'_>,
    archive: &Warehouse,
    findings: &[FoundIn],
    states: &[FindingState],
    arrived: &[Arrived<'_>],
    newest: &Newest,
) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let project = names_of_objects.project();
    let mut open: BTreeMap<usize, Vec<Finding>> = BTreeMap::new();
    for ((finding, place), state) in findings.iter().zip(states) {
        let is_to_mend = state.is_open() && finding.severity() < Severity::Note && !finding.code.is_about_decisions();
        if let (Some(place), true) = (place, is_to_mend) {
            open.entry(*place).or_default().push(finding.clone());
        }
    }
    let came = SentArrivals::new(names_of_objects, arrived, newest);
    let of_one_name = came.of_one_name(&open);
    let mut names = BTreeSet::new();
    let mut wanted = Vec::with_capacity(open.len());
    // The last object of a name has the plain one.
    for (place, findings) in open.iter().rev() {
        for place in came.to_mend(*place) {
            let Some(one) = arrived.get(place) else { continue };
            let name = format!("{FOLDER}/{}/{}", came.folder(place), named(first_name(one)));
            let mut free = with_ending(&name, ".xlsx", one.sha256);
            if !names.insert(free.clone()) {
                free = with_ending(&name, &format!(".{}.xlsx", one.sha256), one.sha256);
                names.insert(free.clone());
            }
            let alike = of_one_name.get(&(came.folder(place), last_of(one.object)));
            let title = alike.map_or_else(|| last_of(one.object), |alike| told_apart(one.object, alike));
            wanted.push((free, (one, title), findings, came.about(place)));
        }
    }
    wanted.sort_by(|left, right| left.0.cmp(&right.0));
    let made = wanted.into_par_iter().map(|(name, one, findings, about)| {
        let bytes = workbook(project, archive, one, findings, about)?;
        Ok(bytes.map(|bytes| (name, bytes)))
    });
    made.filter_map(Result::transpose).collect()
}

fn workbook(
    project: &Project,
    archive: &Warehouse,
    (one, title): (&Arrived<'_>, &str),
    findings: &[Finding],
    about: &[&Submission],
) -> Result<Option<Vec<u8>>, Error> {
    let language = project.settings.language;
    let mut sent = sent(project, archive, one.sha256).unwrap_or_default();
    let about_it = project.decisions.about(one.sha256);
    let decided = Decided::of(&mut sent, &about_it, project, one.reading, language);
    let due = about.iter().filter_map(|one| Some((one.form, one.period?, one.due?)));
    let due: BTreeSet<_> = due.collect();
    let deadline = |(form, period, due): (FormIndex, Period, NaiveDate)| {
        say!(
            language,
            "returned-due",
            form = project.forms.get(form).map_or("", |form| form.form.code.as_str()),
            period = period.to_string(),
            due = due.format("%d/%m/%Y").to_string(),
            office = &project.settings.name,
        )
    };
    let deadlines = due.into_iter().take(MOST_DEADLINES).map(deadline).collect();
    let contact = project.settings.contact.as_deref();
    let texts = typed_texts(project, findings);
    let findings = for_sender(project, findings, language);
    repaired::put(&mut sent, &findings);
    let what = Returned {
        file: title,
        sha256: one.sha256,
        sent: &sent,
        findings: &findings,
        texts: &texts,
        decided: &decided,
        deadlines,
        contact,
    };
    returned(&what, language)
}

/// The sheets of an object as they were sent; none where it cannot be read, is too long to be held, or is lost.
fn sent(project: &Project, archive: &Warehouse, sha256: &str) -> Option<SentSheets> {
    let held = archive.archived_size(sha256).is_ok_and(|size| size <= HELD);
    let bytes = if held { archive.archived(sha256).ok() } else { None };
    SentSheets::open(&bytes?, &project.settings.limits, &project.debris)
}

/// What came, by its bytes, its names and its senders.
struct SentArrivals<'a> {
    names: &'a ObjectNames<'a>,
    arrived: &'a [Arrived<'a>],
    submissions: BTreeMap<usize, Vec<&'a Submission>>,
    newest: &'a Newest,
    /// The arrivals of the same bytes as one report, which its first arrival distinguishes.
    of_bytes: HashMap<(&'a str, Option<usize>), Vec<usize>>,
    /// The last arrival under a name.
    last: HashMap<&'a str, usize>,
}

impl<'a> SentArrivals<'a> {
    fn new(names: &'a ObjectNames<'a>, arrived: &'a [Arrived<'a>], newest: &'a Newest) -> Self {
        let (of_bytes, last) = (HashMap::new(), HashMap::new());
        let mut came = Self { names, arrived, submissions: BTreeMap::new(), newest, of_bytes, last };
        for submission in &newest.submissions {
            if let Some(place) = submission.arrived {
                came.submissions.entry(place).or_default().push(submission);
            }
        }
        for (place, one) in arrived.iter().enumerate() {
            // What is withdrawn is behind what counts, and replaces nothing.
            if !came.is_in_each(place, &[State::Withdrawn]) {
                came.of_bytes.entry(came.bytes(place, one)).or_default().push(place);
                came.last.insert(one.object, place);
            }
        }
        came
    }

    /// The bytes of an arrival, and the first arrival of their report where they came more than once.
    fn bytes(&self, place: usize, one: &Arrived<'a>) -> (&'a str, Option<usize>) {
        (one.sha256, self.newest.repeated.get(&place).map(|repeated| repeated.first))
    }

    /// The submissions of an arrival.
    fn about(&self, place: usize) -> &[&'a Submission] {
        self.submissions.get(&place).map(Vec::as_slice).unwrap_or_default()
    }

    /// True where an arrival has submissions, each in one of these states.
    fn is_in_each(&self, place: usize, states: &[State]) -> bool {
        let about = self.about(place);
        !about.is_empty() && about.iter().all(|one| states.contains(&one.state))
    }

    /// The arrivals whose senders are to mend what is open in the bytes of this one. Bytes that came under several names are read once, and each
    /// sender gets them back, unless something has come in their place.
    fn to_mend(&self, place: usize) -> Vec<usize> {
        let Some(one) = self.arrived.get(place) else { return Vec::new() };
        let is_current = |place: &usize| {
            let of = |place: usize| self.arrived.get(place);
            let last = of(*place).and_then(|one| self.last.get(one.object)).and_then(|last| of(*last));
            let is_last = last.is_some_and(|last| last.sha256 == one.sha256);
            is_last && !self.is_in_each(*place, &[State::Superseded, State::Withdrawn])
        };
        let same = self.of_bytes.get(&self.bytes(place, one)).into_iter().flatten().copied();
        let mut current: Vec<usize> = same.filter(is_current).collect();
        if current.is_empty() {
            return vec![place];
        }
        // The first is the one in whose name the findings are reported.
        current.sort_by_key(|other| (*other != place, *other));
        let mut folders = BTreeSet::new();
        let mut objects = BTreeSet::new();
        current.retain(|place| {
            let folder = self.folder(*place);
            let is_new = objects.insert(self.arrived.get(*place).map(|one| one.object));
            (folder == UNKNOWN || folders.insert(folder)) && is_new
        });
        current
    }

    /// The objects that share the name of one that goes back, by the folder of their sender and that name.
    fn of_one_name(&self, open: &BTreeMap<usize, Vec<Finding>>) -> HashMap<(String, &'a str), Vec<&'a str>> {
        let back = open.keys().flat_map(|place| self.to_mend(*place));
        let names: BTreeSet<&str> = back.filter_map(|place| Some(last_of(self.arrived.get(place)?.object))).collect();
        let mut alike: HashMap<(String, &'a str), Vec<&'a str>> = HashMap::new();
        for (object, place) in &self.last {
            if names.contains(last_of(object)) {
                alike.entry((self.folder(*place), last_of(object))).or_default().push(object);
            }
        }
        alike
    }

    /// The folder of the sender: its code.
    fn folder(&self, place: usize) -> String {
        let about = self.about(place);
        let mut senders: Vec<_> = about.iter().filter_map(|one| one.sender).collect();
        if senders.is_empty() && about.iter().all(|one| one.state == State::Duplicate) {
            // Rows name theirs, whatever name they came under.
            let object = self.arrived.get(place);
            let same = object.and_then(|one| self.of_bytes.get(&self.bytes(place, one))).into_iter().flatten();
            let with_rows = same.flat_map(|place| self.about(*place)).filter(|one| one.accepted + one.quarantined > 0);
            senders.extend(with_rows.filter_map(|one| one.sender));
        }
        if senders.is_empty() && about.iter().all(|one| one.state == State::Duplicate) {
            let sender = |one: &Arrived<'_>| self.names.facts(one.object, one.received_at).sender;
            senders.extend(self.arrived.get(place).and_then(sender));
        }
        senders.sort_unstable();
        senders.dedup();
        match senders[..] {
            [sender] => {
                let unit = self.names.project().registry.units.get(sender);
                unit.map_or_else(|| UNKNOWN.to_owned(), |unit| named(&unit.code))
            }
            _ => UNKNOWN.to_owned(),
        }
    }
}

/// The name of an object without its folders.
fn last_of(object: &str) -> &str {
    object.rsplit('/').next().unwrap_or(object)
}

/// The name of what an arrival was made from, where it has the name that we gave its return: it is returned under that name again.
fn first_name<'a>(one: &Arrived<'a>) -> &'a str {
    let is_return = !one.reading.return_of.objects.is_empty();
    let has_ending = |name: &&str| {
        let file = name.rsplit('/').next().unwrap_or(name);
        let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
        (1..=5).contains(&ending.len()) && ending.chars().all(|sign| sign.is_ascii_alphanumeric())
    };
    one.object.strip_suffix(".xlsx").filter(|_| is_return).filter(has_ending).unwrap_or(one.object)
}

/// A name that every store can hold.
fn named(object: &str) -> String {
    let part = |part: &str| {
        let plain: String =
            part.chars().map(|sign| if sign == '\\' || sign.is_control() { '_' } else { sign }).collect();
        if plain.is_empty() || plain.starts_with('.') { format!("_{plain}") } else { plain }
    };
    object.split('/').map(part).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_object_has_a_name_that_a_store_can_hold() {
        assert_eq!(named("2024/Mường Chà.xlsx"), "2024/Mường Chà.xlsx");
        assert_eq!(named("a/../.b/c\\d\n"), "a/_../_.b/c_d_");
        assert_eq!(named(""), "_");
    }
}
