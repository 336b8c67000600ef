//! The ledger: takes what arrived, gives it back in order, for ever.
//!
//! It exists because a run is a function of it: files are only added, `ledger/000001.jsonl` and on, each in one step, so a
//! killed run adds all of its entries or none. Each file but the first begins with the digest of the one before, so that a file
//! that is missing, or changed behind it, is noticed; what happened to the last is noticed by `ledger_extent.rs`, and where a run
//! counts what it held. A ledger that was begun without digests goes on with them. A time of arrival that was wrong gets a correcting entry, and the
//! first stays; what someone withdraws stays too, with an entry that says when and why.

use std::collections::{HashMap, HashSet};

use bytes::Bytes;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::digest::{is_sha256_hex, sha256_hex};
use super::key::{ARCHIVE, Key, LEDGER};
use super::warehouse::Warehouse;
use crate::error::Error;
use crate::findings::message::Message;
use crate::message;
use crate::values::instant;

/// One object that arrived.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    /// Its name in the landing zone.
    pub object: String,
    /// Its bytes: SHA-256 in hex.
    pub sha256: String,
    pub received_at: DateTime<Utc>,
    /// True where someone has withdrawn it: it is counted as withdrawn, and no figure rests on it.
    pub withdrawn: bool,
}

/// That arrivals no longer count, or count again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    pub arrivals: Vec<Entry>,
    /// True where they count again.
    pub restores: bool,
    pub at: DateTime<Utc>,
    pub why: String,
}

/// Another time for an arrival that the ledger holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The arrival, with the time that it has had until now.
    pub entry: Entry,
    /// When it arrived in truth.
    pub received_at: DateTime<Utc>,
}

/// The first line of a file: the SHA-256 of the file before.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Link {
    after: String,
}

/// An entry as it is in a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LedgerLine {
    entry: EntryKind,
    object: String,
    sha256: String,
    received_at: String,
    /// Of a correction: the time that the arrival has had until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    corrects: Option<String>,
    /// Of a withdrawal or what takes it back: when that was, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum EntryKind {
    Arrival,
    Correction,
    Withdrawal,
    Restoral,
}

/// When arrivals were withdrawn.
pub type WithdrawalTimes = HashMap<Entry, DateTime<Utc>>;

impl Warehouse {
    /// Every arrival, in the order in which they were appended, with the time that was last written down for it.
    ///
    /// # Errors
    /// A file that is missing between others or is not the one that the next names, or a line that this program did not write.
    pub fn ledger(&self) -> Result<Vec<Entry>, Error> {
        Ok(self.read_ledger(|_, _, _| true)?.entries)
    }

    /// Every arrival, and when those of them were withdrawn that are today: never before they came, whatever the clock said then.
    ///
    /// # Errors
    /// As [`Self::ledger`].
    pub fn ledger_and_withdrawals(&self) -> Result<(Vec<Entry>, WithdrawalTimes), Error> {
        let Entries { entries, withdrawals, .. } = self.read_ledger(|_, _, _| true)?;
        let mut withdrawn = HashMap::new();
        for (index, at, is_withdrawn) in withdrawals {
            let Some(entry) = entries.get(index) else { continue };
            if is_withdrawn {
                withdrawn.insert(entry.clone(), at.max(entry.received_at))
            } else {
                withdrawn.remove(entry)
            };
        }
        Ok((entries, withdrawn))
    }

    /// The same, with those withdrawn that were so by the withdrawals and restorals of these times.
    ///
    /// # Errors
    /// As [`Self::ledger`].
    pub fn ledger_when(&self, counts: impl Fn(DateTime<Utc>) -> bool) -> Result<Vec<Entry>, Error> {
        let Entries { mut entries, withdrawals, .. } = self.read_ledger(|_, _, _| true)?;
        for (index, _, withdrawn) in withdrawals.into_iter().filter(|(_, at, _)| counts(*at)) {
            if let Some(entry) = entries.get_mut(index) {
                entry.withdrawn = withdrawn;
            }
        }
        Ok(entries)
    }

    /// Those of some arrivals that the ledger has never held: it is not what it was when these were counted. And how many arrivals it has:
    /// what is appended later comes behind these.
    ///
    /// # Errors
    /// As [`Self::ledger`].
    pub fn missing_in_ledger(&self, mut counted: Vec<Entry>) -> Result<(Vec<Entry>, usize), Error> {
        let read = self.read_ledger(|_, _, _| true)?;
        let held: HashSet<&Entry> = read.versions.iter().collect();
        counted.retain(|entry| !held.contains(entry));
        Ok((counted, read.entries.len()))
    }

    /// The last file of the ledger as a person would name it; nothing where there is none.
    ///
    /// # Errors
    /// A ledger that cannot be listed.
    pub fn last_ledger_file(&self) -> Result<Option<String>, Error> {
        let files = self.ledger_files()?;
        if files == 0 { Ok(None) } else { file(files).map(|key| Some(key.to_string())) }
    }

    /// The files of the ledger by name, from the first to the one with which it holds all of these arrivals.
    ///
    /// # Errors
    /// As [`Self::ledger`]; an arrival that it has never held.
    pub fn ledger_files_of(&self, counted: &[Entry]) -> Result<Vec<(String, Bytes)>, Error> {
        let (mut missing, mut seen): (HashSet<&Entry>, usize) = (counted.iter().collect(), 0);
        let mut files = Vec::new();
        self.read_ledger(|key, bytes, read| {
            if missing.is_empty() {
                return false;
            }
            for version in read.versions.iter().skip(seen) {
                missing.remove(version);
            }
            seen = read.versions.len();
            files.push((key.as_str().to_owned(), bytes.clone()));
            true
        })?;
        match missing.into_iter().next() {
            None => Ok(files),
            Some(entry) => Err(Error::damaged(&entry.object, "the ledger does not hold its arrival")),
        }
    }

    /// Reads the files from the first on; `goes_on` is handed each with all that was read up to it, and may end the reading.
    fn read_ledger(&self, mut goes_on: impl FnMut(&Key, &Bytes, &Entries) -> bool) -> Result<Entries, Error> {
        let mut entries = Entries::default();
        let mut before: Option<String> = None;
        let mut is_linked = false;
        let mut previous: Option<&Key> = None;
        let keys = (1..=self.ledger_files()?).map(file).collect::<Result<Vec<_>, Error>>()?;
        for (key, bytes) in keys.iter().zip(self.blobs().get_all(&keys)?) {
            let missing = || Error::damaged(key.as_str(), message!("damage.ledger-missing"));
            let bytes = bytes.ok_or_else(missing)?;
            let (link, rest) = link_of(&bytes);
            match (link, before) {
                (Some(link), before) if before.as_ref() == Some(&link.after) => is_linked = true,
                (Some(link), before) => {
                    return Err(not_linked(key, &link.after, previous.zip(before)));
                }
                (None, _) if is_linked => {
                    return Err(Error::damaged(key.as_str(), message!("damage.ledger-no-link")));
                }
                (None, _) => {}
            }
            parse(key.as_str(), rest, &mut entries)?;
            if !goes_on(key, &bytes, &entries) {
                break;
            }
            (previous, before) = (Some(key), Some(sha256_hex(&bytes)));
        }
        Ok(entries)
    }

    /// How many files the ledger has. Whoever appends has asked this before reading it.
    ///
    /// # Errors
    /// A ledger that cannot be listed.
    pub fn ledger_files(&self) -> Result<u32, Error> {
        let names = self.blobs().list(&LEDGER)?.blobs;
        Ok(names.iter().filter_map(|name| name.strip_suffix(".jsonl")?.parse().ok()).max().unwrap_or(0))
    }

    /// Appends arrivals, and then corrections, in one step. What they name is durable in the archive before they are.
    ///
    /// # Errors
    /// A ledger that cannot be written; one that has more files than those that were `read`, since another run writes to it; entries that
    /// this program could not read again.
    pub fn append(&self, read: u32, entries: &[Entry], corrections: &[Correction]) -> Result<(), Error> {
        let arrivals = entries.iter().map(LedgerLine::arrival);
        self.append_lines(read, arrivals.chain(corrections.iter().map(LedgerLine::correction)).collect())
    }

    /// Appends that arrivals are withdrawn, or that this is taken back, in one step.
    ///
    /// # Errors
    /// As [`Self::append`].
    pub fn withdraw(&self, read: u32, withdrawal: &Withdrawal) -> Result<(), Error> {
        self.append_lines(
            read,
            withdrawal.arrivals.iter().map(|entry| LedgerLine::withdrawal(entry, withdrawal)).collect(),
        )
    }

    fn append_lines(&self, last: u32, lines: Vec<LedgerLine>) -> Result<(), Error> {
        if lines.is_empty() {
            return Ok(());
        }
        let key = file(last.saturating_add(1))?;
        let mut own = Vec::new();
        for line in &lines {
            serde_json::to_writer(&mut own, line)
                .map_err(|cause| Error::store("cannot write", line.object.as_str(), cause))?;
            own.push(b'\n');
        }
        if self.ledger_files()? != last {
            return Err(self.locked());
        }
        // What is appended stays for ever: nothing is that could not be read again.
        parse(key.as_str(), &own, &mut self.read_ledger(|_, _, _| true)?)
            .map_err(|error| Error::program(error.to_string()))?;
        // Whatever gave the inputs their names: this run, or one that was killed.
        self.blobs().settle(&ARCHIVE, Vec::new())?;
        let mut text = Vec::new();
        if last > 0
            && let Some(before) = self.blobs().get(&file(last)?)?
        {
            let link = Link { after: sha256_hex(&before) };
            serde_json::to_writer(&mut text, &link).map_err(Error::program)?;
            text.push(b'\n');
        }
        text.append(&mut own);
        if self.blobs().put_if_absent(&key, &text)? { Ok(()) } else { Err(self.locked()) }
    }
}

impl LedgerLine {
    fn arrival(entry: &Entry) -> Self {
        Self {
            entry: EntryKind::Arrival,
            object: entry.object.clone(),
            sha256: entry.sha256.clone(),
            received_at: instant::instant(entry.received_at),
            corrects: None,
            at: None,
            why: None,
        }
    }

    fn withdrawal(entry: &Entry, withdrawal: &Withdrawal) -> Self {
        Self {
            entry: if withdrawal.restores { EntryKind::Restoral } else { EntryKind::Withdrawal },
            at: Some(instant::instant(withdrawal.at)),
            why: Some(withdrawal.why.clone()),
            ..Self::arrival(entry)
        }
    }

    fn correction(correction: &Correction) -> Self {
        Self {
            entry: EntryKind::Correction,
            received_at: instant::instant(correction.received_at),
            corrects: Some(instant::instant(correction.entry.received_at)),
            ..Self::arrival(&correction.entry)
        }
    }
}

/// The arrivals that were read so far.
#[derive(Default)]
struct Entries {
    entries: Vec<Entry>,
    /// Each with every time that it has ever had, also as withdrawn where it ever was.
    versions: Vec<Entry>,
    /// Indices with the times of withdrawals (true) and restorals, in their order.
    withdrawals: Vec<(usize, DateTime<Utc>, bool)>,
    /// The index of each, by object, digest and time: versions of an object never have the same time.
    indices: HashMap<(String, String, DateTime<Utc>), usize>,
}

impl Entries {
    /// Takes an arrival; nothing where it is there already. One that is withdrawn may be there twice and stays withdrawn: versions before
    /// this one wrote it again where a clock that was behind had entered the withdrawal (decision 0147).
    fn push(&mut self, entry: Entry) -> Option<()> {
        let key = (entry.object.clone(), entry.sha256.clone(), entry.received_at);
        if let Some(index) = self.indices.get(&key) {
            let last = self.withdrawals.iter().rfind(|(withdrawn, _, _)| withdrawn == index);
            return last.filter(|(_, _, is_withdrawn)| *is_withdrawn).map(|_| ());
        }
        self.indices.insert(key, self.entries.len());
        self.versions.push(entry.clone());
        self.entries.push(entry);
        Some(())
    }

    /// Gives an arrival another time; nothing where it is not there.
    fn correct(&mut self, entry: Entry, corrects: DateTime<Utc>) -> Option<()> {
        let index = self.indices.remove(&(entry.object.clone(), entry.sha256.clone(), corrects))?;
        let held = self.entries.get_mut(index)?;
        held.received_at = entry.received_at;
        self.versions.push(entry.clone());
        if self.withdrawals.iter().any(|(withdrawn, _, _)| *withdrawn == index) {
            self.versions.push(Entry { withdrawn: true, ..entry.clone() });
        }
        self.indices.insert((entry.object, entry.sha256, entry.received_at), index);
        Some(())
    }

    /// Withdraws an arrival, or takes that back; nothing where it is not there.
    fn withdraw(&mut self, entry: Entry, at: DateTime<Utc>, withdrawn: bool) -> Option<()> {
        let index = *self.indices.get(&(entry.object.clone(), entry.sha256.clone(), entry.received_at))?;
        self.withdrawals.push((index, at, withdrawn));
        self.versions.push(Entry { withdrawn: true, ..entry });
        Some(())
    }
}

pub(super) fn file(number: u32) -> Result<Key, Error> {
    LEDGER.child(&format!("{number:06}.jsonl"))
}

/// A file that follows another one than the one before it: either of the two may be the wrong one.
fn not_linked(key: &Key, after: &str, before: Option<(&Key, String)>) -> Error {
    let cause = match before {
        Some((before, digest)) => {
            message!("damage.ledger-link", after = after, before = before.as_str(), found = digest)
        }
        None => message!("damage.ledger-first", after = after),
    };
    Error::damaged(key.as_str(), cause)
}

/// The link that the first line of a file is, and what follows it.
fn link_of(bytes: &[u8]) -> (Option<Link>, &[u8]) {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    match serde_json::from_slice(bytes.get(..end).unwrap_or_default()) {
        Ok(link) => (Some(link), bytes.get(end.saturating_add(1)..).unwrap_or_default()),
        Err(_) => (None, bytes),
    }
}

fn parse(name: &str, bytes: &[u8], entries: &mut Entries) -> Result<(), Error> {
    let damaged = |line: usize, cause: Message| Error::damaged(format!("{name}, line {line}"), cause);
    let mut lines: Vec<&[u8]> = bytes.split(|&byte| byte == b'\n').collect();
    if lines.pop().is_some_and(|rest| !rest.is_empty()) {
        return Err(damaged(lines.len() + 1, message!("damage.line-cut")));
    }
    for (index, text) in lines.into_iter().enumerate() {
        let line: LedgerLine =
            serde_json::from_slice(text).map_err(|cause| damaged(index + 1, cause.to_string().into()))?;
        if !is_sha256_hex(&line.sha256) {
            return Err(damaged(index + 1, message!("damage.no-digest", found = &line.sha256)));
        }
        let instant = |text: &str| match DateTime::parse_from_rfc3339(text) {
            Ok(instant) => Ok(instant.to_utc()),
            Err(_) => Err(damaged(index + 1, message!("damage.no-instant", found = text))),
        };
        let entry = Entry {
            received_at: instant(&line.received_at)?,
            object: line.object,
            sha256: line.sha256,
            withdrawn: false,
        };
        match (line.entry, line.corrects, line.at) {
            (EntryKind::Arrival, None, None) => {
                let twice = || damaged(index + 1, message!("damage.ledger-twice"));
                entries.push(entry).ok_or_else(twice)?;
            }
            (kind @ (EntryKind::Withdrawal | EntryKind::Restoral), None, Some(at)) => {
                let missing = || damaged(index + 1, message!("damage.ledger-withdraws"));
                entries.withdraw(entry, instant(&at)?, kind == EntryKind::Withdrawal).ok_or_else(missing)?;
            }
            (EntryKind::Correction, Some(corrects), None) => {
                let missing = || damaged(index + 1, message!("damage.ledger-corrects"));
                entries.correct(entry, instant(&corrects)?).ok_or_else(missing)?;
            }
            _ => {
                return Err(damaged(index + 1, message!("damage.ledger-keys")));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
