//! The SQL of Apache Spark 4, in its ANSI mode (the default): a cast that does not fit is an error.

use super::{AMOUNT, Dialect};

#[derive(Debug)]
pub(super) struct Spark;

impl Dialect for Spark {
    fn name(&self) -> &'static str {
        "spark"
    }

    fn parquet(&self, path: &str) -> String {
        format!("parquet.{}", self.identifier(path))
    }

    fn identifier(&self, name: &str) -> String {
        format!("`{}`", name.replace('`', "``"))
    }

    // A backslash begins an escape.
    fn text(&self, value: &str) -> String {
        format!("'{}'", value.replace('\\', "\\\\").replace('\'', "\\'"))
    }

    // Where a result could have more than 38 digits, Spark drops those behind the point: the sides are made narrow enough.
    fn sum(&self, left: &str, sign: char, right: &str) -> String {
        format!("(CAST({left} AS DECIMAL(37,12)) {sign} CAST({right} AS DECIMAL(37,12)))")
    }

    fn product(&self, amount: &str, factor: i64) -> String {
        let digits = factor.unsigned_abs().checked_ilog10().unwrap_or(0) + 1;
        let narrow = 37 - digits;
        format!("CAST(CAST({amount} AS DECIMAL({narrow},12)) * CAST({factor} AS DECIMAL({digits},0)) AS {AMOUNT})")
    }
}
