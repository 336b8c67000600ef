//! What the library does not say of an xlsx: the parts of the package, hidden rows and columns, number formats, formulas that
//! were never computed, raised footnote marks, and what unpacking would cost.

pub mod formula_cells;
pub mod inflation;
pub mod number_format;
pub mod package;
pub mod shared_strings;
pub mod styles;
pub mod superscript;
pub mod xml;
