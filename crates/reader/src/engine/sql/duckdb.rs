//! The SQL of DuckDB.

use super::{AMOUNT, Dialect};

#[derive(Debug)]
pub(super) struct DuckDb;

impl Dialect for DuckDb {
    fn name(&self) -> &'static str {
        "duckdb"
    }

    fn parquet(&self, path: &str) -> String {
        format!("read_parquet({})", self.text(path))
    }

    fn identifier(&self, name: &str) -> String {
        format!("\"{}\"", name.replace('"', "\"\""))
    }

    fn text(&self, value: &str) -> String {
        format!("'{}'", value.replace('\'', "''"))
    }

    // A sum of decimals of one scale keeps it, and its overflow is an error.
    fn sum(&self, left: &str, sign: char, right: &str) -> String {
        format!("({left} {sign} {right})")
    }

    fn product(&self, amount: &str, factor: i64) -> String {
        format!("CAST({amount} * CAST({factor} AS DECIMAL(7,0)) AS {AMOUNT})")
    }
}
