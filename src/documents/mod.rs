//! Workbooks that leave the house: figures for people who work in a spreadsheet, empty forms, and copies in which cells
//! are marked.

mod cell;
mod cover;
pub mod decided;
pub mod evidence;
pub mod flat;
pub mod for_sender;
pub mod form;
mod headings;
pub mod in_titles;
pub mod legend;
pub mod marked;
pub mod name_with_ending;
mod ordered;
mod profile;
pub mod repaired;
pub mod returned;
pub mod sheet;
pub mod told_apart;
pub mod typed_texts;
pub mod words;
pub mod workbook;
