//! Expressions: SQL as people write it, parsed once into a small typed plan.

pub mod expression;
pub mod expression_error;
pub mod operand;
pub mod parse;
pub mod plan;

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod parse_tests;
