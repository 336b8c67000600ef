//! Stage 8, report: what people read, as text or as the bytes of a file; [`crate::cli`] prints or writes it.

pub mod drawing;
mod drawn;
pub mod envelope;
pub mod flat;
pub mod inspected;
pub mod legend;
pub mod sheet;
pub mod status;
pub mod template;
pub mod terminal;
pub mod words;
pub mod workbook;
