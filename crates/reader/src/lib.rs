//! From the bytes of one object to typed, checked rows: the rooms of tinhso that need no engine and no store.
//!
//! A crate of its own so that a change to what is read is compiled and tested in seconds, and fuzz targets link nothing else.

pub mod columns;
pub mod engine;
pub mod error;
pub mod findings;
pub mod formats;
pub mod intake;
pub mod locate;
pub mod project;
pub mod registry;
pub mod sheet;
pub mod typing;
pub mod validate;
pub mod values;
pub mod words;
