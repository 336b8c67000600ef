//! The labels of a table: the texts over each column, and the field that each of them names.
//!
//! Takes a block of cells and the declared forms; gives, for each column, its texts, the field they match and how well.

pub mod area_label;
mod carried_over;
pub mod header;
pub mod label_aside;
pub mod label_groups;
pub mod label_keys;
pub mod label_likeness;
pub mod label_match;
pub mod label_other;
pub mod label_path;
pub(in crate::locate) mod label_unit;
mod label_year;
pub mod labelled;
pub mod matched;
pub(crate) mod short_periods;
pub(crate) mod split_labels;
pub(in crate::locate) mod two_languages;
pub(crate) mod words_beside;
