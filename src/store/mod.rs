//! All input and output of a run: the project folder, the landing zone, the warehouse.
//!
//! Takes places (folders, URLs) and values that other stages made; gives texts, bytes, Arrow batches and durable files.
//! It exists so that no other stage touches a disk: what a run does to the outside world, and in which order it becomes
//! visible, is decided here. Every file appears whole or not at all, so a run may be killed at any moment.

#![allow(clippy::disallowed_methods, reason = "input and output pass through here")]

mod cache;
pub mod digest;
mod disk;
mod history;
pub mod landing;
pub mod ledger;
pub mod project;
pub mod staging;
mod tables;
pub mod warehouse;

pub use cache::{Cached, Seen};
pub use landing::{Landing, Listed, PassedOver};
pub use ledger::Entry;
pub use staging::{Staging, Written};
pub use warehouse::{Lock, Warehouse};

/// Writes a file that a person named on the command line, whole: one that is there is replaced in one step, and folders
/// that lack are made.
///
/// # Errors
/// Where it cannot be written.
pub fn write_file(path: &std::path::Path, bytes: &[u8]) -> Result<(), crate::error::Error> {
    // The folder of a bare name is the empty path, which is no folder.
    let path = std::path::absolute(path)
        .map_err(|error| crate::error::Error::store("cannot write", path.to_string_lossy(), error))?;
    disk::write_bytes_whole(&path, disk::Existing::Replace, bytes)
}

/// The bytes of a file that a person named on the command line.
///
/// # Errors
/// Where it cannot be read.
pub fn read_file(path: &std::path::Path) -> Result<Vec<u8>, crate::error::Error> {
    std::fs::read(path).map_err(|error| crate::error::Error::store("cannot read", path.to_string_lossy(), error))
}
