//! Texts of lines that say that their line is the sum of others: "Tổng xã Sông Trong", "99001 Total".
//!
//! Whether it is one is decided by what else the line holds (`validate/sums_of_lines.rs`); a word of a sum alone is a fault of its cell.

use std::collections::BTreeMap;

use super::{DataRow, Typing};
use crate::project::written::form::{Field, Role};
use crate::sheet::address::address;
use crate::sheet::grid::Cell;
use crate::typing::rows::SaidSum;
use crate::values::sum_words;

impl<'a> Typing<'a> {
    /// Such texts of each row, where the rows are lines.
    pub(super) fn said_sums(&self, data: &[DataRow<'a>]) -> BTreeMap<usize, Vec<SaidSum>> {
        let mut said: BTreeMap<usize, Vec<SaidSum>> = BTreeMap::new();
        if !self.form.has_lines() {
            return said;
        }
        // Units and periods with words beside them are faults of their own.
        let is_looked_at = |field: &Field| {
            let is_text = field.kind.is_textual() || field.role == Some(Role::Ordinal);
            is_text && !field.is_area() && field.role != Some(Role::Period)
        };
        for column in &self.table.columns {
            let field = column.field.and_then(|field| self.form.schema.fields.get(field));
            if field.is_some_and(|field| !is_looked_at(field)) {
                continue;
            }
            for (row, cells) in data.iter().enumerate() {
                let Cell::Text(text) = cells.cell(column.index) else { continue };
                let Some(how) = sum_words::said(text) else { continue };
                if field.is_none_or(|field| !field.names_value(text.trim())) {
                    let cell = address(cells.index, column.index);
                    let text = text.trim().to_owned();
                    said.entry(row).or_default().push(SaidSum { field: column.field, cell, text, how });
                }
            }
        }
        said
    }
}
