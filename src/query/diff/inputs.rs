//! Arrivals that one of two runs counts and the other does not, with the submissions that they hold and what they replace.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::answer::{ChangedInput, InputChange, InputSubmission};
use super::cells::DiffCell;
use super::runs::OpenedRun;
use super::submissions::{ComparedSubmissions, Sent};
use crate::error::Error;
use crate::findings::code::Code;
use crate::store::Entry;
use crate::values::instant::instant;

/// An arrival: object, digest, time, and whether it is withdrawn.
type Arrival<'a> = (&'a str, &'a str, DateTime<Utc>, bool);

/// The arrivals that differ, by name.
pub fn changed(before: &OpenedRun<'_>, after: &OpenedRun<'_>, submissions: &ComparedSubmissions) -> Vec<ChangedInput> {
    let (mut gone, mut new) = (counted(&before.inputs), counted(&after.inputs));
    let both: Vec<Arrival<'_>> = new.keys().filter(|key| gone.contains_key(*key)).copied().collect();
    for key in both {
        let common = new.get(&key).copied().unwrap_or(0).min(gone.get(&key).copied().unwrap_or(0));
        for side in [&mut gone, &mut new] {
            if let Some(count) = side.get_mut(&key) {
                *count -= common;
            }
        }
    }
    let mut gone: Vec<Arrival<'_>> = left(gone).collect();
    let names: BTreeSet<&str> = before.inputs.iter().map(|entry| entry.object.as_str()).collect();
    let mut changed = Vec::new();
    for (object, sha256, at, withdrawn) in left(new) {
        let same = gone.iter().position(|(other, digest, ..)| (*other, *digest) == (object, sha256));
        let then = same.map(|index| gone.remove(index));
        let at_before = then.map(|then| then.2).filter(|before| *before != at);
        let change = match then {
            Some((.., false)) | None if withdrawn => InputChange::Withdrawn,
            Some((.., true)) if !withdrawn => InputChange::Restored,
            Some(_) => InputChange::Retimed,
            None if names.contains(object) => InputChange::Overwritten,
            None => InputChange::New,
        };
        let held = held(&submissions.after, object, sha256);
        let (replaces, revises) = replaced(submissions, &held, (object, sha256));
        changed.push(ChangedInput {
            object: object.to_owned(),
            change,
            sha256: sha256.to_owned(),
            received_at: instant(at),
            received_at_before: at_before.map(instant),
            replaces,
            revises,
            submissions: described(&held),
        });
    }
    for (object, sha256, at, _) in gone {
        changed.push(ChangedInput {
            submissions: described(&held(&submissions.before, object, sha256)),
            object: object.to_owned(),
            change: InputChange::Gone,
            sha256: sha256.to_owned(),
            received_at: instant(at),
            received_at_before: None,
            replaces: Vec::new(),
            revises: Vec::new(),
        });
    }
    changed.sort_by(|left, right| (&left.object, &left.received_at).cmp(&(&right.object, &right.received_at)));
    changed
}

/// The submissions of inputs of which nothing counts otherwise, each by the index of the input and its own in it: the same bytes count before and after
/// under another name, or what came was replaced before any run counted it, and none of its rows stayed.
///
/// # Errors
/// A table of findings that cannot be read.
pub fn idle(
    inputs: &[ChangedInput],
    submissions: &ComparedSubmissions,
    after: &OpenedRun<'_>,
) -> Result<BTreeSet<(usize, usize)>, Error> {
    let found = after.rows("findings.parquet", ["code", "object"])?.rows;
    let kept = found.iter().filter(|[code, _]| code.text().as_deref() == Some(Code::EarlierRowKept.name()));
    let kept: BTreeSet<String> = kept.filter_map(|[_, object]| object.text()).collect();
    let counted = |sent: &[Sent], sha256: &str, about: &InputSubmission| {
        let is_same = |one: &&Sent| matches!(&one.sha256, DiffCell::Text(own) if own == sha256);
        let mut same = sent.iter().filter(|one| one.is_in_use()).filter(is_same);
        same.any(|one| InputSubmission { state: about.state.clone(), ..one.described() } == *about)
    };
    let mut idle = BTreeSet::new();
    for (index, input) in inputs.iter().enumerate() {
        let came = matches!(input.change, InputChange::New | InputChange::Overwritten | InputChange::Restored);
        for (place, one) in input.submissions.iter().enumerate() {
            let is_replaced = came && one.state == "superseded" && !kept.contains(&input.object);
            let counts = |sent: &[Sent]| counted(sent, &input.sha256, one);
            let is_retimed = input.change == InputChange::Retimed;
            if is_replaced || !is_retimed && counts(&submissions.before) && counts(&submissions.after) {
                idle.insert((index, place));
            }
        }
    }
    Ok(idle)
}

/// Those of which one side has more.
fn left<'a>(side: BTreeMap<Arrival<'a>, usize>) -> impl Iterator<Item = Arrival<'a>> {
    side.into_iter().filter(|(_, count)| *count > 0).map(|(arrival, _)| arrival)
}

fn counted(entries: &[Entry]) -> BTreeMap<Arrival<'_>, usize> {
    let mut counted = BTreeMap::new();
    for entry in entries {
        *counted
            .entry((entry.object.as_str(), entry.sha256.as_str(), entry.received_at, entry.withdrawn))
            .or_default() += 1;
    }
    counted
}

/// The submissions that an object holds.
fn held<'a>(sent: &'a [Sent], object: &str, sha256: &str) -> Vec<&'a Sent> {
    let is = |cell: &DiffCell, text: &str| matches!(cell, DiffCell::Text(found) if found == text);
    sent.iter().filter(|one| is(&one.object, object) && is(&one.sha256, sha256)).collect()
}

fn described(held: &[&Sent]) -> Vec<InputSubmission> {
    let mut described: Vec<InputSubmission> = held.iter().map(|one| one.described()).collect();
    described.dedup();
    described
}

/// The objects that were in use for the same submissions in the run before: those that are no more, and those that still are,
/// which a later vintage revises.
fn replaced(
    submissions: &ComparedSubmissions,
    held: &[&Sent],
    (name, digest): (&str, &str),
) -> (Vec<String>, Vec<String>) {
    let about: BTreeSet<_> = held.iter().filter(|one| one.is_in_use()).map(|one| &one.about).collect();
    let of = |sent: &&Sent| sent.is_in_use() && about.contains(&sent.about);
    let now: BTreeSet<_> =
        submissions.after.iter().filter(of).map(|one| (&one.about, &one.object, &one.sha256)).collect();
    let own = (DiffCell::Text(name.to_owned()), DiffCell::Text(digest.to_owned()));
    let then = submissions.before.iter().filter(of).filter(|one| (&one.object, &one.sha256) != (&own.0, &own.1));
    let (kept, gone): (Vec<&Sent>, Vec<&Sent>) =
        then.partition(|one| now.contains(&(&one.about, &one.object, &one.sha256)));
    let names = |sent: Vec<&Sent>| -> Vec<String> {
        sent.into_iter().filter_map(|one| one.object.text()).collect::<BTreeSet<_>>().into_iter().collect()
    };
    (names(gone), names(kept))
}
