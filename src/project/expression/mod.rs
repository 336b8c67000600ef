//! Expressions: SQL as people write it, parsed once into a small typed plan.

pub mod expression;
pub mod operand;
pub mod parse;
pub mod plan;

#[cfg(test)]
mod parse_tests;
