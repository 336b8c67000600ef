//! What is still to be done for a run that could not go on: takes why, writes it into the journal and gives the right to write back.
//!
//! It exists because a store that stopped answering ends runs, and each request to it waits long: nobody waits for it once more.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::error::Error;
use crate::run::journal::note_failure;
use crate::store::Warehouse;

/// So long the last words of a run are waited for.
pub const LAST_WORDS: Duration = Duration::from_secs(10);

/// Notes why a run could not go on that has had the right to write since an instant, and gives that right back, also where it was taken a
/// moment ago. The warehouse is written to no more under this handle.
pub fn last_words(warehouse: &Warehouse, error: &Error, since: Option<DateTime<Utc>>) {
    let (warehouse, cause) = (warehouse.clone(), Error::Request(error.message()));
    let _ = within(LAST_WORDS, move || {
        // First, since whoever ends meanwhile waits for it no more.
        warehouse.give_back();
        if let Some(since) = since {
            note_failure(&warehouse, &cause, since);
        }
    });
}

/// What work gives, unless it takes longer than this.
pub fn within<T: Send + 'static>(most: Duration, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (done, receiver) = mpsc::channel();
    let works = move || {
        // Nobody listens where it took too long.
        let _ = done.send(work());
    };
    let spawned = thread::Builder::new().name("last words".to_owned()).spawn(works);
    spawned.ok().and_then(|_| receiver.recv_timeout(most).ok())
}
