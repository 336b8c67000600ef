//! How a sheet looks, as far as a copy of it keeps that: widths of columns, number formats of cells, what is hidden.
//!
//! Nothing that is read of a form rests on it; it is read only where a copy is made.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::sheet::hidden::Hidden;

/// The sheets of a workbook that say how they look, by name.
pub type Appearances = HashMap<String, Appearance>;

/// How one sheet looks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Appearance {
    /// First and last column, from 0, and their width in characters of the standard font, padding included.
    pub widths: Vec<(u32, u32, f64)>,
    /// The width of the other columns, where the sheet says one.
    pub other_width: Option<f64>,
    /// The number format of a cell by row and column, from 0; none for cells that show what they store.
    pub formats: BTreeMap<(u32, u32), CellFormat>,
    /// Rows and columns that are not shown, of a format whose reader does not give them with the cells.
    pub hidden: Hidden,
}

/// How the number of a cell is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellFormat {
    pub code: NumberCode,
    /// True where it shows numbers as days or times.
    pub is_moment: bool,
}

/// A number format of Excel (ECMA-376 part 1, 18.8.30 and 18.8.31).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberCode {
    /// One that every program knows by its number.
    BuiltIn(u8),
    /// As it is written.
    Written(Arc<str>),
}
