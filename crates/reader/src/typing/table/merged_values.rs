//! Values that are merged over several cells of the data.
//!
//! Takes the merged ranges of a sheet; gives findings. The first cell of a range holds its value and the others hold nothing: whether a number over
//! two communes is of the first, of both together or of each, nobody can say. Of a unit that is merged over its rows it is known (`stated_areas`), and
//! words, days, yes and no were put into each of their rows before (`intake/merged_values.rs`).

use super::{DataRow, Typing};
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::severity::{Disposition, Severity};
use crate::message;
use crate::project::written::form::{Field, FieldType};
use crate::sheet::address::address;
use crate::sheet::grid::{Cell, Merged};
use crate::typing::rows::Rows;

impl<'a> Typing<'a> {
    /// Keeps out the rows that share the value of a measure; of other fields that share one it is said that only the first has it.
    pub(super) fn merged_values(&mut self, data: &[DataRow<'a>], rows: &mut Rows) {
        for range in self.grid().merged() {
            let within = |column: u32| (range.first_column..=range.last_column).contains(&column);
            let fields = self.table.columns.iter().filter(|column| within(column.index));
            let fields: Vec<(u32, &Field)> = fields
                .filter_map(|column| Some((column.index, self.form.schema.fields.get(column.field?)?)))
                .filter(|(_, field)| field.role.is_none())
                .collect();
            let Some((_, field)) = fields.first().filter(|(column, _)| *column == range.first_column) else { continue };
            let first = data.partition_point(|row| row.index < range.first_row);
            let end = data.partition_point(|row| row.index <= range.last_row);
            let begins = data.get(first).filter(|row| row.index == range.first_row);
            let Some(cell) = begins.map(|row| row.cell(range.first_column)).filter(|cell| holds_value(cell, field))
            else {
                continue;
            };
            // A cell under the range that holds a value of its own is reported as such.
            let mut covered = data.get(first..end).into_iter().flatten().flat_map(|row| {
                let is_first = move |column: u32| (row.index, column) == (range.first_row, range.first_column);
                fields.iter().filter(move |(column, _)| !is_first(*column)).map(|(column, _)| row.cell(*column))
            });
            if covered.any(Cell::is_blank) {
                self.report_merged(*range, field, cell, first..end, rows);
            }
        }
    }

    fn report_merged(
        &mut self,
        range: Merged,
        field: &Field,
        cell: &Cell,
        places: std::ops::Range<usize>,
        rows: &mut Rows,
    ) {
        let written = cell.display().into_owned();
        let cells =
            format!("{}:{}", address(range.first_row, range.first_column), address(range.last_row, range.last_column));
        let location = self.location(range.first_row, Some(range.first_column), Some(field));
        let message = message!("unread-cell.merged", written = &written, cells = &cells);
        let finding = Finding::new(Code::UnreadCell, location, message).value(written);
        if field.is_measure() {
            self.report_rows(finding, places, rows);
        } else {
            self.report(finding.weighing(Severity::Warning, Disposition::Used));
        }
    }
}

/// True for a cell that would be read as a value. Words over several measures say why there is none, or are no number: each of the cells says
/// them (`intake/merged_words.rs`), but where words are asked for they are one value.
fn holds_value(cell: &Cell, field: &Field) -> bool {
    match cell {
        Cell::Text(text) if !field.is_measure() || field.kind == FieldType::Boolean => !text.trim().is_empty(),
        Cell::Text(text) => text.contains(|sign: char| sign.is_ascii_digit()),
        Cell::Boolean(_) | Cell::Date(_) | Cell::DateTime(_) => true,
        cell => cell.is_number(),
    }
}
