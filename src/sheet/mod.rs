//! What a sheet holds, whatever file it came from.
//!
//! The grid of cells with what is known of each, hidden rows and columns, and the encodings of old fonts. Knows no format, no
//! form and no registry.

pub mod grid;
pub mod hidden;
pub mod legacy;
