//! How much one file may ask for.

use schemars::JsonSchema;
use serde::Deserialize;

/// How much one file may ask for, whatever it holds. Honest files stay far below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Limits {
    /// Bytes of a file, and of all texts, JSON and Parquet files of an archive together; exports of lines in text or Parquet are read as they pass and have no such limit. Unless stated: 67108864 (64 MiB).
    pub max_bytes: u64,
    /// Bytes that a workbook says it unpacks to. Unless stated: 1073741824 (1 GiB).
    pub max_unpacked: u64,
    /// Cells that hold something, over all sheets; those of lines in a text are not counted. Unless stated: 5000000.
    pub max_cells: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_bytes: 64 << 20, max_unpacked: 1 << 30, max_cells: 5_000_000 }
    }
}
