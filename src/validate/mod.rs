//! Stage 3, validate: which rows stand.
//!
//! Takes typed tables; gives findings, and for each row whether it is accepted or quarantined.

pub mod code;
pub mod finding;
