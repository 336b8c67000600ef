//! All input and output of a run: the project folder, the landing zone, the warehouse.
//!
//! Takes places (folders, URLs) and values that other stages made; gives texts, bytes, Arrow batches and durable files.
//! It exists so that no other stage touches a disk: what a run does to the outside world, and in which order it becomes
//! visible, is decided here. Every file appears whole or not at all, so a run may be killed at any moment.
//!
//! The warehouse is written over one seam, [`Blobs`]: `disk/`, `objects/` and `memory.rs` are behind it. The files that call `std::fs` say so at
//! their top, and `tests/it/house.rs` lists them.

mod apart;
mod archive_sizes;
mod arrivals;
pub mod blobs;
pub mod bundle;
mod cache;
mod copying;
pub mod digest;
pub mod disk;
mod format;
mod history;
mod holds;
pub mod key;
pub mod landing;
pub mod ledger;
mod ledger_extent;
pub mod memory;
mod named_file;
pub mod objects;
pub mod outside;
mod pages;
pub mod places;
pub mod project;
mod reader;
pub mod staging;
mod stated_holds;
mod survey;
mod tables;
mod unreachable;
pub mod warehouse;

/// Bytes of an object that are held in memory; a larger one is read piece by piece where it can be.
pub const HELD: u64 = 8 << 20;
/// Bytes by which it is known what a large object is.
pub const HEAD: u64 = 1 << 20;

pub use apart::{refuse_output, refuse_places, refused_place};
pub use arrivals::Arrivals;
pub use blobs::{Blobs, ExistingRun, Lease, Lock};
pub use cache::Seen;
pub use copying::Copying;
pub use disk::Disk;
pub use holds::{HeldSince, Holds};
pub use key::{Key, MANIFEST};
pub use landing::Landing;
pub use ledger::{Correction, Entry, Withdrawal};
pub use memory::Memory;
pub use named_file::{NamedFile, is_taken, write_file, write_new_file};
pub use objects::Objects;
pub use staging::{Staging, WrittenFile};
pub use survey::{Listed, PassedOver, Survey};
pub use tables::read_where;
pub use unreachable::{CopyFailure, Unreachable};
pub use warehouse::{Unsettled, Warehouse};
