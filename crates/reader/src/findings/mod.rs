//! What is wrong or odd, as values: findings about data, faults of declarations, and their codes.

pub mod code;
pub mod collector;
pub mod fault;
pub mod finding;
pub mod library_words;
pub mod message;
pub mod settled;
pub mod severities;
pub mod severity;
