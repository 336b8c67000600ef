//! `tinhso withdraw` and `tinhso restore`: what an object holds no longer counts, or counts again.
//!
//! Both are entries of the ledger, with their time and why. The file stays in the archive, and runs as of a day before the withdrawal
//! count it as before.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::error::Error;
use crate::findings::fault::nearest;
use crate::message;
use crate::store::{Entry, Warehouse, Withdrawal};
use crate::values::text::composed;

/// What became of the arrivals of an object.
#[derive(Clone, Debug)]
pub struct Withdrawn {
    pub object: String,
    /// True where they count again.
    pub restored: bool,
    /// The arrivals under its name, with the SHA-256 of each.
    pub arrivals: Vec<Entry>,
    /// Other names under which the same bytes came and count.
    pub twins: BTreeSet<String>,
    pub at: DateTime<Utc>,
    pub why: String,
}

/// Withdraws all that came under a name so far, or takes that back.
///
/// # Errors
/// A name that the ledger does not hold, or of which nothing is to be done; no reason; another run that writes; a ledger that cannot
/// be written.
pub fn withdraw(warehouse: &Warehouse, object: &str, why: &str, restores: bool) -> Result<Withdrawn, Error> {
    let why = why.trim();
    if why.is_empty() {
        return Err(Error::Request(message!("withdraw-no-reason")));
    }
    let _lock = warehouse.lock()?;
    let read_files = warehouse.ledger_files()?;
    let ledger = warehouse.ledger_when(|_| true)?;
    warehouse.compare_ledger_extent()?;
    let mut named: Vec<&Entry> = ledger.iter().filter(|entry| entry.object == object).collect();
    if named.is_empty() {
        // Accents may be letters of their own in what a person types, or in the name of the file.
        named.extend(ledger.iter().filter(|entry| composed(&entry.object) == composed(object)));
    }
    let object = named.first().map_or(object, |entry| entry.object.as_str());
    let arrivals: Vec<Entry> = named.iter().filter(|entry| entry.withdrawn == restores).copied().cloned().collect();
    if arrivals.is_empty() {
        let names = ledger.iter().map(|entry| entry.object.as_str());
        return Err(Error::Request(match (named.is_empty(), nearest(object, names)) {
            (true, Some(nearest)) => message!("withdraw-unknown.misspelt", object = object, nearest = nearest),
            (true, None) => message!("withdraw-unknown.other", object = object),
            (false, _) if restores => message!("withdraw-not-withdrawn", object = object),
            (false, _) => message!("withdraw-already", object = object),
        }));
    }
    let is_twin = |other: &&Entry| {
        let is_of_bytes = |arrival: &Entry| arrival.sha256 == other.sha256;
        !restores && !other.withdrawn && other.object != object && arrivals.iter().any(is_of_bytes)
    };
    let twins = ledger.iter().filter(is_twin).map(|other| other.object.clone()).collect();
    let at = Utc::now();
    let withdrawal = Withdrawal { arrivals: arrivals.clone(), restores, at, why: why.to_owned() };
    warehouse.withdraw(read_files, &withdrawal)?;
    warehouse.state_ledger_extent()?;
    Ok(Withdrawn { object: object.to_owned(), restored: restores, arrivals, twins, at, why: why.to_owned() })
}
