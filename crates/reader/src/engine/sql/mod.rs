//! A plan printed as the SQL of another engine, so that anyone can check a figure.
//!
//! Takes a [`Plan`] and where the published tables lie; gives one query over `units/<form>.parquet` and the registry, in the
//! SQL of a [`Dialect`]. It is printed from the same typed plan that the embedded engine runs, never from the text of a
//! pipeline. The same plan always prints the same text.

use std::fmt;

mod duckdb;
mod printer;
mod query;
mod rows;
mod spark;
mod truth;

#[cfg(test)]
mod tests;

pub use query::query;

/// The type of every amount.
const AMOUNT: &str = "DECIMAL(38,12)";

/// What differs from one engine's SQL to another's. All else is printed once, in words that mean the same on each.
pub trait Dialect: fmt::Debug + Sync {
    /// Its name, as `tinhso plan --dialect` takes it.
    fn name(&self) -> &'static str;

    /// A Parquet file, for the `FROM` of a query.
    fn parquet(&self, path: &str) -> String;

    /// A name of a column in its quotes.
    fn identifier(&self, name: &str) -> String;

    /// A text literal.
    fn text(&self, value: &str) -> String;

    /// `left + right` or `left - right` of two amounts: an amount with all of its twelve digits, or an error.
    fn sum(&self, left: &str, sign: char, right: &str) -> String;

    /// An amount times a whole factor: an amount with all of its twelve digits, or an error.
    fn product(&self, amount: &str, factor: i64) -> String;
}

/// Every dialect, by the order of `--help`.
pub const DIALECTS: [&dyn Dialect; 2] = [&duckdb::DuckDb, &spark::Spark];

/// The dialect of this name.
pub fn dialect(name: &str) -> Option<&'static dyn Dialect> {
    DIALECTS.into_iter().find(|dialect| dialect.name() == name)
}

/// What a query is about: its first three columns.
#[derive(Clone, Copy, Debug)]
pub struct Title<'a> {
    pub indicator: &'a str,
    pub method: Option<&'a str>,
    /// The value of the field that the indicator is broken down by.
    pub breakdown: Option<&'a str>,
}
