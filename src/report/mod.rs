//! Stage 8, report: what people read. Text only; [`crate::cli`] prints it.

pub mod drawing;
pub mod envelope;
pub mod inspected;
pub mod status;
pub mod terminal;
