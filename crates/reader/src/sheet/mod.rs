//! What a sheet holds, whatever file it came from.
//!
//! The grid of cells with what is known of each, hidden rows and columns, cells that were not read, how a copy of it looks, and the encodings of old fonts. Knows no format, no
//! form and no registry.

pub mod address;
pub mod appearance;
mod character_references;
pub mod comments;
mod control_signs;
mod data_frame;
pub mod drawn;
pub mod encoding;
pub mod error_words;
pub mod grid;
pub mod hidden;
pub mod legacy;
pub mod limits;
mod made_labels;
pub mod margins;
pub mod members;
pub mod record_lengths;
pub mod repair;
pub mod repaired;
pub mod returned;
mod row_names;
pub mod shown;
pub mod unread;
