//! The engines, and the seam between them and what they compute.
//!
//! The seam (plans, tables, errors, printed SQL) needs no engine and lies with the reader; an engine is a file here. Polars is
//! named in this folder alone.

pub use tinhso_reader::engine::*;

mod arrow_bridge;
mod figure_order;
mod lower;
mod polars;
mod small;
mod small_groups;

#[cfg(test)]
mod polars_tests;

/// The engine that is part of the program.
pub fn embedded() -> polars::PolarsEngine {
    polars::PolarsEngine
}
