//! Rows that a column of no field marks as deleted, cancelled, rejected or drafts.
//!
//! Takes the columns of marks ([`crate::values::row_marks`]); a row that is withdrawn is kept out, with an error at its mark, and one that may not count is reported and
//! read. In a form of lines a row is a thing of its own that may be cancelled or rejected and counts all the same: there only what was deleted is kept out.

use super::{DataRow, Typing};
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::severity::{Disposition, Severity};
use crate::locate::LabelledColumn;
use crate::message;
use crate::typing::rows::Rows;
use crate::values::row_marks::{ColumnOfMarks, RowMark, column_of_marks, row_mark, says_deleted};

impl<'a> Typing<'a> {
    /// Keeps out the rows that are marked as withdrawn, and reports those that may be.
    pub(super) fn marked_rows(&mut self, data: &[DataRow<'a>], rows: &mut Rows) {
        let columns = self.table.columns.iter().filter(|column| column.field.is_none());
        let columns: Vec<(&LabelledColumn, ColumnOfMarks)> =
            columns.filter_map(|column| Some((column, column_of_marks(&column.label)?))).collect();
        for (column, kind) in columns {
            for (place, row) in data.iter().enumerate() {
                let cell = row.cell(column.index);
                let Some(mark) = (!cell.is_blank()).then(|| row_mark(kind, &cell.display())).flatten() else {
                    continue;
                };
                let written = cell.display().trim().to_owned();
                let is_doubtful =
                    mark == RowMark::Doubtful || self.form.has_lines() && !says_deleted(&column.label, &written);
                let location = self.location(row.index, Some(column.index), None);
                let label = column.label.as_str();
                let finding = |message| Finding::new(Code::StruckOut, location, message).value(&written);
                if is_doubtful {
                    let finding = finding(message!("struck-out.perhaps", label = label, written = &written));
                    self.report_rows(finding, std::iter::empty(), rows);
                } else {
                    let finding = finding(message!("struck-out.marked", label = label, written = &written));
                    let finding = finding.weighing(Severity::Error, Disposition::Quarantined);
                    self.by_turns.insert(row.index);
                    self.keep_out_as_others(finding, &[place], rows);
                }
            }
        }
    }
}
