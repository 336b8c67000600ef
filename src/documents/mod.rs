//! Workbooks that leave the house: figures for people who work in a spreadsheet, and empty forms.

pub mod flat;
pub mod form;
mod headings;
pub mod legend;
pub mod sheet;
pub mod words;
pub mod workbook;
