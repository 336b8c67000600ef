//! Answers from what was published: who has sent what, and the figures of a run.

pub mod export;
pub mod nearest;
pub mod status;
