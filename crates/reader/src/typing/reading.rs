//! What reading one object gave: a pure function of its bytes, the declarations, the registry and the program.

use serde::{Deserialize, Serialize};

use crate::findings::finding::{Finding, Location};
use crate::project::FormIndex;
use crate::registry::UnitIndex;
use crate::sheet::returned::ReturnOf;
use crate::typing::number::Signs;
use crate::typing::rows::Rows;
use crate::values::period::Period;

/// The tables of one object and what is wrong with them. Findings name no object: the same bytes may have several names.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    pub tables: Vec<TypedTable>,
    pub findings: Vec<Finding>,
    /// The tables that were found and cannot be used.
    pub rejected: Vec<RejectedTable>,
    /// What it was made from, where it is a workbook that went back to its sender.
    pub return_of: ReturnOf,
    /// The tables as they were sent, where people have corrected values of their rows; else empty.
    pub as_sent: Vec<TypedTable>,
    /// The SHA-256 of bytes of which people have decided something: such a reading is checked, which others still are a batch at a time.
    #[serde(skip)]
    pub decided: Option<String>,
}

/// A table that was found and cannot be used: what is known of it all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RejectedTable {
    pub form: FormIndex,
    /// The sender that its head, or the name of its sheet, gives.
    pub sender: Option<UnitIndex>,
}

/// A located table with typed rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TypedTable {
    pub form: FormIndex,
    /// The name of its sheet; empty for text files.
    pub sheet: String,
    /// The period that the head gives.
    pub period: Option<Period>,
    /// Where the head gives it.
    pub period_at: Option<Location>,
    /// The sender that the head gives, or that all its rows share.
    pub sender: Option<UnitIndex>,
    /// The revision that the sheet states; 1 unless stated.
    pub revision: u32,
    pub first_row: u32,
    pub last_row: u32,
    pub columns: Vec<SourceColumn>,
    pub rows: Rows,
    /// Where other columns of its rows are, where they are on several pages.
    pub pages: Vec<ColumnPage>,
}

impl TypedTable {
    /// The decimal sign with which the column of a field writes its numbers; nothing where it has no column.
    pub fn decimal_sign(&self, field: usize) -> Option<char> {
        self.columns.iter().find(|column| column.field == field).map(|column| column.signs.decimal)
    }
}

/// A further page of a table: it repeats the units of its rows, and holds other columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnPage {
    /// The name of its sheet, which may be that of the table.
    pub sheet: String,
    pub first_row: u32,
    pub last_row: u32,
}

/// Where a field came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceColumn {
    /// The field's place in the form.
    pub field: usize,
    /// The letters of the column; its number for text files.
    pub letters: String,
    /// The label as written.
    pub label: String,
    /// The unit of measure that the table states for it.
    pub unit: Option<String>,
    /// The power of ten of that unit, where it gives one.
    pub multiplier: Option<i32>,
    /// How its text numbers are written.
    pub signs: Signs,
    /// Which of the further pages of its table it is on; `None` for the first.
    pub page: Option<usize>,
}
