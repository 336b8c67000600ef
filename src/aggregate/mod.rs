//! Stage 6, aggregate: unit values to the parts of a figure.
//!
//! Takes the declared expressions and the `units/<form>` tables; gives, for each area, geography and period, an exact
//! numerator and denominator, how many units were expected and reported, and what the figure rests on. An expression is
//! parsed once ([`parse`]) into a typed plan ([`expression`], [`plan`]) that is lowered to the engine at hand
//! ([`polars`]) or printed in a dialect ([`sql`]): the same SQL text does not mean the same on two engines.

pub mod exact;
pub mod figure;
pub mod target;
pub mod withheld;
