//! Delimited text: its encoding, its delimiter and quotes, and long files in pieces.

pub mod delimited;
pub mod encoding;
mod padding;
pub mod pieces;
pub mod plain_records;
pub mod quoting;
pub mod records;
pub mod viscii;
