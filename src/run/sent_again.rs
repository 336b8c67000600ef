//! What was withdrawn and comes again unchanged: takes what lies in the landing zone, gives the arrivals that count anew, and what only a person can
//! decide.
//!
//! A time in the list of arrivals that is later than the withdrawal says that a person received the object again. The time at which the store says
//! that a file was written proves no such thing: a copy of the landing zone on another disk has new ones.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};

use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::message;
use crate::store::{Arrivals, Entry, Seen};
use crate::values::instant::instant;

/// The newest arrivals under their names that are withdrawn, with the time of the withdrawal.
pub(super) struct WithdrawnObjects<'a> {
    newest: BTreeMap<&'a str, (&'a Entry, DateTime<Utc>)>,
}

/// What came again.
#[derive(Default)]
pub(super) struct SentAgain {
    pub entries: Vec<Entry>,
    pub findings: Vec<Finding>,
}

impl<'a> WithdrawnObjects<'a> {
    /// `newest` are the last arrivals of the ledger under each name, `withdrawn` says when those of it were that are.
    pub fn new(newest: &BTreeMap<&'a str, &'a Entry>, withdrawn: &HashMap<Entry, DateTime<Utc>>) -> Self {
        let of = |(object, entry): (&&'a str, &&'a Entry)| Some((*object, (*entry, *withdrawn.get(*entry)?)));
        Self { newest: newest.iter().filter_map(of).collect() }
    }

    /// True where the list states a time after the withdrawal: it is not that of what was withdrawn before it.
    pub fn came_later(&self, object: &str, arrivals: &Arrivals) -> bool {
        let stated = arrivals.received_at(object);
        self.newest.get(object).is_some_and(|(_, at)| stated.is_some_and(|stated| stated > *at))
    }

    /// What of the landing zone has the bytes that were withdrawn, and came after that.
    pub fn sent_again(
        &self,
        seen: &[Seen],
        arrivals: &Arrivals,
        modified: &HashMap<String, DateTime<Utc>>,
    ) -> SentAgain {
        let mut again = SentAgain::default();
        for one in seen {
            let Some((entry, at)) = self.newest.get(one.object.as_str()) else { continue };
            if entry.sha256 != one.sha256 || arrivals.waits(&one.object) {
                continue;
            }
            match (arrivals.received_at(&one.object), modified.get(&one.object)) {
                (Some(received_at), _) if received_at > *at => {
                    again.entries.push(Entry { received_at, withdrawn: false, ..Entry::clone(entry) });
                }
                (None, Some(modified)) if modified > at => {
                    let location = Location { object: Some(one.object.clone()), ..Location::default() };
                    let message =
                        message!("withdrawn-arrival.unchanged", at = instant(*modified), withdrawn = instant(*at));
                    again.findings.push(Finding::new(Code::WithdrawnArrival, location, message));
                }
                _ => {}
            }
        }
        again
    }
}
