//! How far a run has come, for whoever waits.

use chrono::{DateTime, Utc};

/// Receives how far a run has come.
pub trait Progress: Sync {
    /// The run has the right to write; the instant is that at which it began.
    fn begun(&self, _at: DateTime<Utc>) {}
    /// A stage with this many steps begins.
    fn begin(&self, stage: Stage, steps: usize);
    /// A step is done.
    fn step(&self);
    /// The stage ends.
    fn end(&self);
    /// From here on the run becomes what readers see. May be called more than once.
    fn commits(&self) {}
}

/// The stages that a person waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Read,
    Compute,
    Publish,
}

impl Stage {
    /// The name of the stage for machines.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Compute => "compute",
            Self::Publish => "publish",
        }
    }
}
