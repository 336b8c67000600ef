//! Stage 8, report: what people read, as text or as the bytes of a file; [`crate::cli`] prints or writes it.

pub mod drawing;
mod drawn;
pub mod envelope;
pub mod inspected;
pub mod status;
pub mod terminal;
