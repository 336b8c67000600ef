//! Answers from what was published: who has sent what, the figures of a run, their series, where a figure comes from, and what
//! differs between two runs.

pub mod archived;
pub mod asked;
pub mod declared;
pub mod diff;
pub mod explain;
pub mod export;
pub mod health;
pub mod idle_checks;
mod no_current;
mod no_figure;
pub mod question;
pub mod rank;
mod run_tables;
pub mod show;
pub mod status;
pub mod tallies;
pub mod unit_levels;
pub mod unit_times;
pub mod withdrawn_since;
