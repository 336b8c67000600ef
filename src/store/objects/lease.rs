//! The right to write to a warehouse in an object store: `lock.json`, which a run holds for as long as it renews it.
//!
//! A store takes no lock back when its holder dies, so the right ends by itself. Each new holder gets a higher number, its fence;
//! whoever takes the right from a holder that did not give it back marks the pointer with it, so that the old holder can move the
//! pointer no more, however late it wakes.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use bytes::Bytes;
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use object_store::UpdateVersion;
use serde::{Deserialize, Serialize};

use super::pointer;
use super::requests::{FetchedObject, Requests};
use super::spool::host;
use super::writes::write_id;
use crate::error::{Error, LockHolder};
use crate::message;
use crate::store::blobs::Lease;

/// The file of the lease. It stays when the right is given back, so that fences go on.
const FILE: &str = "lock.json";
const KIND: &str = "lease/1";
/// No lease lasts longer after it was renewed, whatever it says: a day.
const LONGEST: i64 = 86_400;
/// How often one who finds the lease changed looks again.
const LOOKS: usize = 8;

/// The lease as it lies in the store.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Text {
    tinhso: String,
    /// Of one write: two texts are never the same.
    write: String,
    host: String,
    process: u32,
    since: String,
    /// Seconds after the last renewal, by the store's clock, when it ends.
    seconds: u64,
    fence: u64,
    /// True where its holder gave it back.
    released: bool,
}

impl Text {
    fn bytes(&self) -> Result<Bytes, Error> {
        let mut text = serde_json::to_vec_pretty(self).map_err(Error::program)?;
        text.push(b'\n');
        Ok(text.into())
    }
}

/// A lease that this process holds or held.
#[derive(Debug)]
pub(super) struct Held {
    requests: Arc<Requests>,
    fence: u64,
    term: Duration,
    state: Mutex<LeaseState>,
    is_lost: AtomicBool,
    ends: (Mutex<bool>, Condvar),
}

#[derive(Debug)]
struct LeaseState {
    text: Text,
    version: UpdateVersion,
    /// Before the last write that is known to have happened, by two clocks of this machine: one is still while it sleeps, the
    /// other may be set.
    renewed: (Instant, DateTime<Utc>),
    is_released: bool,
}

impl Held {
    /// Takes the right to write.
    pub(super) fn take(requests: &Arc<Requests>, term: Duration) -> Result<Arc<Self>, Error> {
        for _ in 0..LOOKS {
            let path = requests.path(FILE)?;
            let renewed = (Instant::now(), Utc::now());
            let found = requests.find(&path).map_err(|refused| requests.failed("cannot lock", FILE, &refused))?;
            let before = found.map(|found| Ok((parse(requests, &found)?, found))).transpose()?;
            let mut took_over = false;
            if let Some((text, found)) = before.as_ref().filter(|(text, _)| !text.released) {
                let ends = end_of(text, found.modified);
                if requests.now() < ends {
                    return Err(locked_by(requests, text, ends));
                }
                took_over = true;
            }
            let fence = match &before {
                Some((text, _)) => text.fence.saturating_add(1),
                // Where someone removed the lease, fences go on from the pointer's.
                None => pointer::read(requests)?.map_or(0, |(pointer, _)| pointer.fence).saturating_add(1),
            };
            let text = Text {
                tinhso: KIND.to_owned(),
                write: write_id(),
                host: host(),
                process: std::process::id(),
                since: instant(requests.now()),
                seconds: term.as_secs(),
                fence,
                released: false,
            };
            let bytes = text.bytes()?;
            let written = match &before {
                Some((_, found)) => requests.replace(&path, &bytes, &found.version),
                None => requests.create(&path, &bytes),
            };
            let written = written.map_err(|refused| requests.failed("cannot lock", FILE, &refused))?;
            let Some(version) = written else { continue };
            let state = LeaseState { text, version, renewed, is_released: false };
            let held = Arc::new(Self {
                requests: Arc::clone(requests),
                fence,
                term,
                state: Mutex::new(state),
                is_lost: AtomicBool::new(false),
                ends: (Mutex::new(false), Condvar::new()),
            });
            if took_over && let Err(error) = pointer::mark(requests, fence) {
                held.release();
                return Err(error);
            }
            return Ok(held);
        }
        Err(Error::Locked { warehouse: requests.name().to_owned(), by: None })
    }

    pub(super) const fn fence(&self) -> u64 {
        self.fence
    }

    fn state(&self) -> MutexGuard<'_, LeaseState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Fails unless the store says now that the right is still held.
    pub(super) fn confirm(&self) -> Result<(), Error> {
        self.renew()?;
        self.check()
    }

    /// Fails where the right is lost, or where so little is left of it that a request under way could outlive it.
    pub(super) fn check(&self) -> Result<(), Error> {
        let (instant, utc) = self.state().renewed;
        let passed = Utc::now().signed_duration_since(utc).to_std().unwrap_or_default().max(instant.elapsed());
        // Requests end within the rest.
        if self.is_lost.load(Ordering::Relaxed) || passed > self.term.mul_f64(0.6) {
            return Err(self.lost());
        }
        Ok(())
    }

    fn lost(&self) -> Error {
        let cause = "this run did not renew its right to write in time, and another may have taken it over";
        Error::store("cannot write", self.requests.name(), cause)
    }

    fn renew(&self) -> Result<(), Error> {
        let mut state = self.state();
        if state.is_released || self.is_lost.load(Ordering::Relaxed) {
            return Err(self.lost());
        }
        let renewed = (Instant::now(), Utc::now());
        let text = Text { write: write_id(), ..state.text.clone() };
        let path = self.requests.path(FILE)?;
        match self.requests.replace(&path, &text.bytes()?, &state.version) {
            Ok(Some(version)) => {
                state.text = text;
                state.version = version;
                state.renewed = renewed;
                Ok(())
            }
            Ok(None) => {
                self.is_lost.store(true, Ordering::Relaxed);
                Err(self.lost())
            }
            Err(refused) => Err(self.requests.failed("cannot lock", FILE, &refused)),
        }
    }

    /// Gives the right back. Where that fails it ends by itself.
    pub(super) fn release(&self) {
        let mut state = self.state();
        if std::mem::replace(&mut state.is_released, true) || self.is_lost.load(Ordering::Relaxed) {
            return;
        }
        let text = Text { write: write_id(), released: true, ..state.text.clone() };
        let written = self.requests.path(FILE).and_then(|path| {
            let written = self.requests.replace(&path, &text.bytes()?, &state.version);
            written.map_err(|refused| self.requests.failed("cannot lock", FILE, &refused))
        });
        if let Err(cause) = written {
            let seconds = self.term.as_secs();
            tracing::warn!(%cause, seconds, "the right to write was not given back, and ends by itself");
        }
    }

    /// Renews the lease until the guard is dropped, and gives it back then.
    pub(super) fn keep(self: Arc<Self>) -> Result<Keeper, Error> {
        let held = Arc::clone(&self);
        let renews = move || {
            let (ended, changed) = &held.ends;
            let mut ended = ended.lock().unwrap_or_else(PoisonError::into_inner);
            while !*ended {
                let waited = changed.wait_timeout(ended, held.term / 6);
                ended = waited.unwrap_or_else(PoisonError::into_inner).0;
                if *ended {
                    break;
                }
                drop(ended);
                if let Err(cause) = held.renew() {
                    tracing::warn!(%cause, "the right to write could not be renewed");
                }
                ended = held.ends.0.lock().unwrap_or_else(PoisonError::into_inner);
            }
        };
        let thread = std::thread::Builder::new().name("lease".to_owned()).spawn(renews);
        match thread {
            Ok(thread) => Ok(Keeper { held: self, thread: Some(thread) }),
            Err(cause) => {
                self.release();
                Err(Error::store("cannot lock", self.requests.location(FILE), cause))
            }
        }
    }
}

/// Renews a lease while it is there.
#[derive(Debug)]
pub(super) struct Keeper {
    held: Arc<Held>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Renews it no more, and waits for nothing: another gives it back.
    pub(super) fn leave(mut self) {
        self.thread = None;
    }

    fn end(&self) {
        *self.held.ends.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.held.ends.1.notify_all();
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.end();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
            self.held.release();
        }
    }
}

/// Who holds the right to write now; nothing where nobody does.
pub(super) fn holder(requests: &Requests) -> Result<Option<Lease>, Error> {
    let found = requests.find(&requests.path(FILE)?);
    let Some(found) = found.map_err(|refused| requests.failed("cannot read", FILE, &refused))? else { return Ok(None) };
    let text = parse(requests, &found)?;
    if text.released {
        return Ok(None);
    }
    let ends = end_of(&text, found.modified);
    Ok(Some(Lease {
        host: text.host,
        process: text.process,
        since: text.since,
        ends: instant(ends),
        has_ended: ends <= requests.now(),
        fence: text.fence,
    }))
}

fn parse(requests: &Requests, found: &FetchedObject) -> Result<Text, Error> {
    let text: Option<Text> = serde_json::from_slice(&found.bytes).ok();
    // Who held the right is in nobody's memory but the file's.
    let damaged = || Error::damaged(requests.location(FILE), message!("damage.lease"));
    text.filter(|text| text.tinhso == KIND).ok_or_else(damaged)
}

/// When a lease ends that was renewed at an instant of the store's clock.
fn end_of(text: &Text, renewed: DateTime<Utc>) -> DateTime<Utc> {
    let seconds = TimeDelta::seconds(i64::try_from(text.seconds).unwrap_or(i64::MAX).min(LONGEST));
    renewed.checked_add_signed(seconds).unwrap_or(renewed)
}

fn locked_by(requests: &Requests, text: &Text, ends: DateTime<Utc>) -> Error {
    let holder =
        LockHolder { host: text.host.clone(), process: text.process, since: text.since.clone(), ends: instant(ends) };
    Error::Locked { warehouse: requests.name().to_owned(), by: Some(Box::new(holder)) }
}

fn instant(instant: DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Secs, true)
}
