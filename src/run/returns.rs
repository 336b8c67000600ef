//! What goes back to the senders: for each object with something open to mend, a workbook that says so in its cells.
//!
//! They are files of the run, made of nothing but what the run counts, so that the same id means the same bytes. Each lies in the
//! folder of its sender, and holds nothing of any other.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::assemble::{Arrived, Submission};
use crate::documents::marked::SentSheets;
use crate::documents::returned::{Returned, returned};
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
    project: &Project,
    archive: &Warehouse,
    findings: &[FoundIn],
    states: &[FindingState],
    arrived: &[Arrived<'_>],
    submissions: &[Submission],
) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let mut open: BTreeMap<usize, Vec<Finding>> = BTreeMap::new();
    for ((finding, place), state) in findings.iter().zip(states) {
        if let (Some(place), true) = (place, state.is_open() && finding.severity() < Severity::Note) {
            open.entry(*place).or_default().push(finding.clone());
        }
    }
    let mut of_arrival: BTreeMap<usize, Vec<&Submission>> = BTreeMap::new();
    for submission in submissions {
        if let Some(place) = submission.arrived.filter(|place| open.contains_key(place)) {
            of_arrival.entry(place).or_default().push(submission);
        }
    }
    let mut names = BTreeSet::new();
    let mut wanted = Vec::with_capacity(open.len());
    // The last object of a name has the plain one.
    for (place, findings) in open.iter().rev() {
        let Some(one) = arrived.get(*place) else { continue };
        let about = of_arrival.get(place).map(Vec::as_slice).unwrap_or_default();
        let name = format!("{FOLDER}/{}/{}", sender(project, about), named(one.object));
        let mut free = format!("{name}.xlsx");
        if !names.insert(free.clone()) {
            free = format!("{name}.{}.xlsx", one.sha256);
            names.insert(free.clone());
        }
        wanted.push((free, one, findings, about));
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
    one: &Arrived<'_>,
    findings: &[Finding],
    about: &[&Submission],
) -> Result<Option<Vec<u8>>, Error> {
    let language = project.settings.language;
    let sent = sent(project, archive, one.sha256).unwrap_or_default();
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
    let file = one.object.rsplit('/').next().unwrap_or(one.object);
    let contact = project.settings.contact.as_deref();
    returned(&Returned { file, sent: &sent, findings, deadlines, contact }, language)
}

/// The sheets of an object as they were sent; none where it cannot be read, is too long to be held, or is lost.
fn sent(project: &Project, archive: &Warehouse, sha256: &str) -> Option<SentSheets> {
    let held = archive.archived_size(sha256).is_ok_and(|size| size <= HELD);
    let bytes = if held { archive.archived(sha256).ok() } else { None };
    SentSheets::open(&bytes?, &project.settings.limits)
}

/// The folder of the sender: its code.
fn sender(project: &Project, about: &[&Submission]) -> String {
    let mut senders: Vec<_> = about.iter().filter_map(|one| one.sender).collect();
    senders.sort_unstable();
    senders.dedup();
    match senders[..] {
        [sender] => project.registry.units.get(sender).map_or_else(|| UNKNOWN.to_owned(), |unit| named(&unit.code)),
        _ => UNKNOWN.to_owned(),
    }
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
