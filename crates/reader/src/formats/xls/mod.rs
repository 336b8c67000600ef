//! What the library does not say of an xls: the streams of a compound file, its shared texts and its number formats.

pub mod biff_formats;
pub mod biff_texts;
pub mod compound;
pub mod record;
