//! Stage 8, report: what people read, as text or as the bytes of a file; the command line prints or writes it.

pub mod attested;
mod cell_names;
mod cell_terms;
mod changed_lines;
mod changed_targets;
pub mod diff;
pub mod drawing;
mod drawn;
pub mod envelope;
pub mod explained;
mod explained_decisions;
mod explained_findings;
mod explained_lines;
pub mod fit;
pub mod ink;
pub mod inspected;
pub mod inspected_row;
pub mod metrics;
mod next_step;
mod open_errors;
pub mod shown;
pub mod status;
mod tabular;
mod tallies;
pub mod terminal;
pub mod validated;
pub mod verified;
