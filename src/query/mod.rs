//! Answers from what was published: who has sent what, the figures of a run, and where a figure comes from.

mod asked;
pub mod explain;
pub mod export;
pub mod status;
