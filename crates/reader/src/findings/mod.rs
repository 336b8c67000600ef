//! What is wrong or odd, as values: findings about data, faults of declarations, and their codes.

pub mod capped;
pub mod code;
pub mod fault;
pub mod finding;
pub mod message;
pub mod severity;
