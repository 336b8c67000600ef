//! How long each stage of a run takes: measured for whoever watches runs, and reported in the log.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};

use crate::run::progress::{Progress, Stage};

/// Measures the stages, and informs another what it receives.
pub struct Stopwatch<'a> {
    inner: &'a dyn Progress,
    began: Instant,
    state: Mutex<StageTimes>,
}

#[derive(Debug, Default)]
struct StageTimes {
    current: Option<(Stage, usize, Instant)>,
    done: Vec<(Stage, Duration)>,
}

impl std::fmt::Debug for Stopwatch<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Stopwatch").field("began", &self.began).finish_non_exhaustive()
    }
}

impl<'a> Stopwatch<'a> {
    pub fn new(inner: &'a dyn Progress) -> Self {
        Self { inner, began: Instant::now(), state: Mutex::default() }
    }

    /// The time since it was made.
    pub fn elapsed(&self) -> Duration {
        self.began.elapsed()
    }

    /// The stages that ended, in order, and the one that a failure ended.
    pub fn stages(&self) -> Vec<(Stage, Duration)> {
        let state = self.state();
        let cut = state.current.as_ref().map(|(stage, _, began)| (*stage, began.elapsed()));
        state.done.iter().copied().chain(cut).collect()
    }

    fn state(&self) -> std::sync::MutexGuard<'_, StageTimes> {
        // Times are only reported: a thread that died while it held them does not stop the others.
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Progress for Stopwatch<'_> {
    fn begun(&self, at: DateTime<Utc>) {
        tracing::info!("the run begins");
        self.inner.begun(at);
    }

    fn begin(&self, stage: Stage, steps: usize) {
        tracing::info!(stage = stage.name(), steps, "a stage begins");
        self.state().current = Some((stage, steps, Instant::now()));
        self.inner.begin(stage, steps);
    }

    fn step(&self) {
        self.inner.step();
    }

    fn end(&self) {
        let ended = self.state().current.take();
        if let Some((stage, steps, began)) = ended {
            let took = began.elapsed();
            self.state().done.push((stage, took));
            tracing::info!(stage = stage.name(), steps, seconds = seconds(took), "a stage ends");
        }
        self.inner.end();
    }

    fn commits(&self) {
        tracing::debug!("the run is committed");
        self.inner.commits();
    }
}

/// Seconds to the millisecond, for the log.
pub fn seconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1000.0).round() / 1000.0
}
