//! SIGTERM and SIGINT end a run at once; its commit is not cut (decision 0050). What else takes the right to write ends as programs do, and
//! gives it back before.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use chrono::{DateTime, Utc};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::{Handle, Signals};
use signal_hook::low_level::emulate_default_handler;

use crate::run::last_words::{LAST_WORDS, within};
use crate::run::progress::{Progress, Stage};
use crate::store::Warehouse;

/// Knows whether a run may be ended, and informs another what it receives.
pub struct Interruption<'a> {
    inner: &'a dyn Progress,
    state: Mutex<SignalState>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SignalState {
    /// Nothing is written yet.
    Waiting,
    /// The run has the right to write since this instant.
    Writing(DateTime<Utc>),
    /// The run is becoming what readers see, or has become it.
    Committing,
}

impl<'a> Interruption<'a> {
    pub fn new(inner: &'a dyn Progress) -> Self {
        Self { inner, state: Mutex::new(SignalState::Waiting) }
    }

    /// Does the work. Where a signal comes first, `end` is called with its name and the instant since which the run had the right
    /// to write; it is to end the program, and while it does the run cannot begin its commit.
    pub fn watched<T>(&self, end: impl Fn(&'static str, Option<DateTime<Utc>>) + Sync, work: impl FnOnce() -> T) -> T {
        // Where signals cannot be watched, they end the program as they always do.
        let Ok(mut signals) = Signals::new([SIGTERM, SIGINT]) else { return work() };
        let handle = signals.handle();
        let end = &end;
        thread::scope(|scope| {
            let _closed = Closed(handle);
            scope.spawn(move || {
                for signal in signals.forever() {
                    let name = if signal == SIGTERM { "SIGTERM" } else { "SIGINT" };
                    let state = self.state();
                    match *state {
                        SignalState::Waiting => end(name, None),
                        SignalState::Writing(since) => end(name, Some(since)),
                        SignalState::Committing => {
                            tracing::warn!(signal = name, "the run is being published, and ends by itself")
                        }
                    }
                }
            });
            work()
        })
    }

    fn state(&self) -> MutexGuard<'_, SignalState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Does work that takes the right to write. A signal ends the program as it always does; where the warehouse gives that right for a
/// time, it is given back before, so that nobody has to wait until it ends.
pub fn giving_back<T>(warehouse: &Warehouse, work: impl FnOnce() -> T) -> T {
    let ends = |signal| drop(emulate_default_handler(signal));
    given_back(warehouse, ends, work)
}

fn given_back<T>(warehouse: &Warehouse, ends: impl Fn(i32) + Send, work: impl FnOnce() -> T) -> T {
    let Ok(mut signals) = Signals::new([SIGTERM, SIGINT]) else { return work() };
    let handle = signals.handle();
    thread::scope(|scope| {
        let _closed = Closed(handle);
        scope.spawn(move || {
            for signal in signals.forever() {
                let held_in = warehouse.clone();
                let _ = within(LAST_WORDS, move || held_in.give_back());
                ends(signal);
            }
        });
        work()
    })
}

/// Ends the watch when the work ends, however it does.
struct Closed(Handle);

impl Drop for Closed {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl Progress for Interruption<'_> {
    fn begun(&self, at: DateTime<Utc>) {
        *self.state() = SignalState::Writing(at);
        self.inner.begun(at);
    }

    fn begin(&self, stage: Stage, steps: usize) {
        self.inner.begin(stage, steps);
    }

    fn step(&self) {
        self.inner.step();
    }

    fn end(&self) {
        self.inner.end();
    }

    fn commits(&self) {
        *self.state() = SignalState::Committing;
        self.inner.commits();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, mpsc};
    use std::time::Duration;

    use object_store::memory::InMemory;

    use super::*;
    use crate::store::objects::{Objects, Patience, Requests, StoreClock};

    /// A signal reaches all that watch.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

    struct Silent;

    impl Progress for Silent {
        fn begin(&self, _: Stage, _: usize) {}
        fn step(&self) {}
        fn end(&self) {}
    }

    #[test]
    fn a_run_is_ended_until_it_commits() {
        let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        let interruption = Interruption::new(&Silent);
        let (ended, receiver) = mpsc::channel();
        let began = Utc::now();
        let since = interruption.watched(
            move |signal, since| {
                let _ = ended.send((signal, since));
            },
            || {
                let raise = || {
                    signal_hook::low_level::raise(SIGTERM).unwrap();
                    receiver.recv_timeout(Duration::from_secs(10))
                };
                let waiting = raise();
                interruption.begun(began);
                let writing = raise();
                interruption.commits();
                signal_hook::low_level::raise(SIGTERM).unwrap();
                (waiting, writing, receiver.recv_timeout(Duration::from_millis(300)))
            },
        );
        assert_eq!(since.0, Ok(("SIGTERM", None)));
        assert_eq!(since.1, Ok(("SIGTERM", Some(began))));
        assert_eq!(since.2, Err(mpsc::RecvTimeoutError::Timeout));
    }

    #[test]
    fn what_a_signal_ends_gives_its_lease_back_before() {
        let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        let store = Arc::new(InMemory::new());
        let opened = || {
            let store = Arc::clone(&store);
            let requests =
                Requests::new(store, "kho", "s3://bucket/kho", Arc::<StoreClock>::default(), Patience::default());
            Warehouse::over(Arc::new(Objects::new(requests.unwrap())))
        };
        let (warehouse, other) = (opened(), opened());
        let (ended, receiver) = mpsc::channel();
        let ends = |signal| {
            ended.send((signal, other.holder().unwrap())).unwrap();
        };
        let (held, at_end) = given_back(&warehouse, ends, || {
            let _lock = warehouse.lock().unwrap();
            let held = opened().holder().unwrap();
            signal_hook::low_level::raise(SIGTERM).unwrap();
            (held, receiver.recv_timeout(Duration::from_secs(10)))
        });
        assert!(held.is_some());
        assert_eq!(at_end, Ok((SIGTERM, None)));
        // The next one takes it at once.
        assert_eq!(other.lock().map(drop).and_then(|()| other.holder()).unwrap(), None);
    }
}
