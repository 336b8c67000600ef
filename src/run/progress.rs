//! How far a run has come, for whoever waits.

/// Told how far a run has come.
pub trait Progress: Sync {
    /// A stage with this many steps begins.
    fn begin(&self, stage: Stage, steps: usize);
    /// A step is done.
    fn step(&self);
    /// The stage ends.
    fn end(&self);
}

/// The stages that a person waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Read,
    Compute,
    Publish,
}
