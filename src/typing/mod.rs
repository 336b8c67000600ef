//! Stage 2, type: cells to values.
//!
//! Takes a located table ([`crate::read::locate`]), its form and the registry; gives typed columns with a status beside
//! each measure, and findings for every cell that is not what its field says.

pub mod decimal;
pub mod status;
