//! Expressions: SQL as people write it, parsed once into a small typed plan.

pub mod across;
pub mod expression_error;
pub mod linear;
mod listed;
mod literal;
mod missing_asked;
pub mod operand;
pub mod parse;
pub mod plan;
mod refusal;
pub mod typed;
mod undecided;

/// For tests, also of engines in other crates.
#[doc(hidden)]
pub mod fixture;
#[cfg(test)]
mod parse_tests;
