//! Stage 2, type: cells to values.
//!
//! Takes located tables ([`crate::locate::Table`]), their forms and the registry; gives typed columns with a status
//! beside each measure, and findings for every cell that is not what its field says.

pub mod batch;
pub mod cell;
pub mod cell_fault;
pub mod cell_place;
mod digits_of_a_pattern;
pub mod hidden;
mod missing_meaning;
pub mod missing_texts;
pub mod number;
mod numeric;
pub mod reading;
pub mod rejected_table;
mod repaired_area;
pub mod rows;
pub mod table;
mod textual;
mod truth;
pub mod unit_of_measure;
pub mod unread_cell;
pub mod writing;
