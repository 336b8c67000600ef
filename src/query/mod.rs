//! Answers from what was published: who has sent what, the figures of a run, and what differs between two.

pub mod diff;
pub mod export;
pub mod status;
