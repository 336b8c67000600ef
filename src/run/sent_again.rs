//! Bytes that the ledger knows and that lie in the landing zone again: withdrawn, under their name or another, or those of a version that a newer one
//! under the same name has replaced. Takes what lies there; gives the arrivals that count anew, and what only a person can decide (decisions 0092, 0129).
//!
//! A time in the list of arrivals that is later than the withdrawal (under another name, than the arrival that was withdrawn), or than the newest version, says that a person received the object again. The time at
//! which the store says that a file was written proves no such thing of what was withdrawn: a copy of the landing zone on another disk has new ones. Of
//! an older version it does, where it is later than the newest version: nobody sets a landing zone back to a time to come.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};

use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::message;
use crate::store::{Arrivals, Entry, Seen};
use crate::values::instant::instant;

/// What the ledger knows of bytes.
pub(super) struct KnownBytes<'a> {
    /// The arrivals under each name, in the order of the ledger.
    versions: BTreeMap<&'a str, Vec<&'a Entry>>,
    /// When those that are withdrawn were that.
    withdrawn: &'a HashMap<Entry, DateTime<Utc>>,
    /// By the SHA-256 of bytes of which no arrival counts the last of these, with the time of its withdrawal.
    all_withdrawn: HashMap<&'a str, (&'a Entry, DateTime<Utc>)>,
}

/// Why bytes of the ledger are no arrival as they are.
enum BytesAgain<'a> {
    /// All their arrivals are withdrawn, this one last.
    Withdrawn(&'a Entry, DateTime<Utc>),
    /// The name had them before, and its newest version has others.
    Replaced { earlier: &'a Entry, newest: &'a Entry },
}

/// What came again.
#[derive(Default)]
pub(super) struct SentAgain {
    pub entries: Vec<Entry>,
    pub findings: Vec<Finding>,
    /// Objects that have the bytes of an older version, so that a line of the list may speak of that.
    pub replaced: HashSet<String>,
}

impl<'a> KnownBytes<'a> {
    /// `withdrawn` says when those arrivals of the ledger were that are.
    pub fn new(ledger: &'a [Entry], withdrawn: &'a HashMap<Entry, DateTime<Utc>>) -> Self {
        let mut versions: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
        let (mut all_withdrawn, mut counted) = (HashMap::new(), HashSet::new());
        for entry in ledger {
            versions.entry(&entry.object).or_default().push(entry);
            if let Some(at) = withdrawn.get(entry) {
                all_withdrawn.insert(entry.sha256.as_str(), (entry, *at));
            } else {
                counted.insert(entry.sha256.as_str());
            }
        }
        all_withdrawn.retain(|sha256, _| !counted.contains(sha256));
        Self { versions, withdrawn, all_withdrawn }
    }

    /// True where bytes under a name are no arrival by themselves: [`Self::sent_again`] decides about them.
    pub fn is_known(&self, object: &str, sha256: &str) -> bool {
        self.known(object, sha256).is_some()
    }

    fn known(&self, object: &str, sha256: &str) -> Option<BytesAgain<'a>> {
        let versions = self.versions.get(object).map(Vec::as_slice).unwrap_or_default();
        let newest = versions.last().copied();
        if let Some(newest) = newest.filter(|newest| newest.sha256 == sha256) {
            return self.withdrawn.get(newest).map(|at| BytesAgain::Withdrawn(newest, *at));
        }
        if let Some((entry, at)) = self.all_withdrawn.get(sha256) {
            return Some(BytesAgain::Withdrawn(entry, *at));
        }
        let earlier = versions.iter().rev().find(|entry| entry.sha256 == sha256).copied()?;
        Some(BytesAgain::Replaced { earlier, newest: newest? })
    }

    /// When bytes came last under a name.
    fn last_of_bytes(&self, object: &str, sha256: &str) -> Option<DateTime<Utc>> {
        let versions = self.versions.get(object)?.iter().filter(|entry| entry.sha256 == sha256);
        versions.map(|entry| entry.received_at).max()
    }

    /// True where the list states a time after the withdrawal: it is not that of what was withdrawn before it.
    pub fn came_later(&self, object: &str, arrivals: &Arrivals) -> bool {
        let newest = self.versions.get(object).and_then(|versions| self.withdrawn.get(*versions.last()?));
        newest.is_some_and(|at| arrivals.received_at(object).is_some_and(|stated| stated > *at))
    }

    /// What of the landing zone is known, and came again; `modified` is when the store says that each object was written.
    pub fn sent_again(
        &self,
        seen: &[Seen],
        arrivals: &Arrivals,
        modified: &HashMap<String, DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> SentAgain {
        let mut again = SentAgain::default();
        for one in seen.iter().filter(|one| !arrivals.waits(&one.object)) {
            let Some(known) = self.known(&one.object, &one.sha256) else { continue };
            let stated = arrivals.received_at(&one.object);
            let same = self.last_of_bytes(&one.object, &one.sha256);
            let written = modified.get(&one.object).map(|modified| *modified.min(&now));
            let received = match &known {
                // Under another name the list need not know of the withdrawal: a later time is that of another report.
                BytesAgain::Withdrawn(entry, at) => {
                    let before = if entry.object == one.object { *at } else { entry.received_at };
                    stated.filter(|stated| *stated > before)
                }
                BytesAgain::Replaced { newest, .. } => stated.or(written).filter(|time| *time > newest.received_at),
            };
            // A time that these bytes have under this name already is that of the arrival that is there.
            if let Some(received_at) = received.filter(|time| same.is_none_or(|same| *time > same)) {
                let (object, sha256) = (one.object.clone(), one.sha256.clone());
                again.entries.push(Entry { object, sha256, received_at, withdrawn: false });
                continue;
            }
            if matches!(known, BytesAgain::Replaced { .. }) {
                again.replaced.insert(one.object.clone());
            }
            if let Some((code, message)) = known.said_of(&one.object, stated, written) {
                let location = Location { object: Some(one.object.clone()), ..Location::default() };
                again.findings.push(Finding::new(code, location, message));
            }
        }
        again
    }
}

impl BytesAgain<'_> {
    /// What is said of an object that has these bytes and does not count; nothing of one that lies where it was withdrawn.
    fn said_of(
        &self,
        object: &str,
        stated: Option<DateTime<Utc>>,
        written: Option<DateTime<Utc>>,
    ) -> Option<(Code, Message)> {
        match self {
            Self::Withdrawn(entry, at) if entry.object == object => {
                let written = written.filter(|written| stated.is_none() && written > at)?;
                let message = message!("withdrawn-arrival.unchanged", at = instant(written), withdrawn = instant(*at));
                Some((Code::WithdrawnArrival, message))
            }
            Self::Withdrawn(entry, at) => {
                let message =
                    message!("withdrawn-arrival.renamed", first = entry.object.as_str(), withdrawn = instant(*at));
                Some((Code::WithdrawnArrival, message))
            }
            Self::Replaced { earlier, newest } => {
                let (earlier, newest) = (instant(earlier.received_at), instant(newest.received_at));
                let message = message!("replaced-version.back", earlier = earlier, newest = newest);
                Some((Code::ReplacedVersion, message))
            }
        }
    }
}
