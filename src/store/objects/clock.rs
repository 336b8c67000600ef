//! The clock of a store, as its answers give it: a lease ends and an object is young by it, not by the clock of this machine.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};

/// How far the clock of a store is ahead of this machine's; not at all before it is known.
#[derive(Debug, Default)]
pub struct StoreClock {
    ahead_in_milliseconds: AtomicI64,
}

impl StoreClock {
    /// The instant by the store's clock.
    pub fn now(&self) -> DateTime<Utc> {
        let ahead = TimeDelta::milliseconds(self.ahead_in_milliseconds.load(Ordering::Relaxed));
        Utc::now().checked_add_signed(ahead).unwrap_or_else(Utc::now)
    }

    /// Sets the clock to an instant that the store has just named.
    pub fn set(&self, by_store: DateTime<Utc>) {
        let ahead = by_store.signed_duration_since(Utc::now()).num_milliseconds();
        self.ahead_in_milliseconds.store(ahead, Ordering::Relaxed);
    }
}
