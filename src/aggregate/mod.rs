//! Stage 6, aggregate: unit values to the parts of a figure.
//!
//! Takes the declared expressions and the `units/<form>` tables; gives, for each area, geography and period, an exact
//! numerator and denominator, how many units were expected and reported, and what the figure rests on. An expression is
//! parsed once ([`parse`]) into a typed plan ([`expression`], [`plan`]) that is lowered to the engine at hand
//! ([`polars`]) or printed in a dialect ([`sql`]): the same SQL text does not mean the same on two engines.

mod arrow_bridge;
pub mod engine;
pub mod expression;
pub mod figure;
pub mod lines;
mod lower;
mod operand;
pub mod parse;
pub mod plan;
pub mod polars;
pub mod sql;
pub mod target;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod parse_tests;
#[cfg(test)]
mod polars_tests;
