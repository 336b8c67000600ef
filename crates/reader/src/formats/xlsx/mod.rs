//! Workbooks of Office Open XML (xlsx, xlsm), each part read in one pass.
//!
//! | file | takes | gives |
//! |---|---|---|
//! | [`contents`] | bytes of a zip | its list of contents |
//! | [`package`] | a list of contents | its parts, unpacked within the limits |
//! | [`known_parts`] | the bytes of a part as it is packed | what was read of an equal part before |
//! | [`scan`], [`whole_xml`] | the bytes of a part | its pieces ([`token`]): by the grammar that programs write, or as XML in full |
//! | [`workbook`] | a package | its sheets, by way of [`book_part`], [`shared_strings`], [`styles`] and [`sheet_part`] |
//! | [`sheet_part`] | the pieces of a sheet | cells ([`cell_value`], [`formula_cells`], [`rich_text`]), what is hidden and merged, what was not read |
//! | [`appearance`] | a package | how its sheets look, for copies of them |
//! | [`both_ways`] | the bytes of a sheet's part | in what the two readings differ |
//! | [`inflation`] | bytes of a zip | how much it unpacks to |

pub(crate) mod appearance;
mod book_part;
pub mod both_ways;
pub(super) mod cell_address;
mod cell_value;
mod comments;
pub(crate) mod contents;
mod controls;
pub(super) mod drawing;
mod formula_cells;
mod inflate;
pub mod inflation;
mod known_parts;
pub mod package;
mod package_folder;
mod repeated;
mod rich_text;
mod scan;
mod shared_strings;
mod sheet_part;
mod styles;
pub(crate) mod token;
mod whole_xml;
pub(crate) mod workbook;
pub mod xml;

#[cfg(test)]
mod grammar_tests;
#[cfg(test)]
mod second_opinion_tests;
