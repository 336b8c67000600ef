//! Rows above and below the labels that hold values and are not read as data: what was not read is reported.

use super::Place;
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::severity::{Disposition, Severity};
use crate::locate::labels::header::Header;
use crate::locate::rows::above::above_labels;
use crate::locate::rows::{self, Row, RowsPassedOver};
use crate::message;
use crate::project::written::form::Form;
use crate::values::text;

/// Letters of the labels of another table that are shown.
const LONGEST: usize = 100;

impl Place<'_> {
    /// Rows of data above the labels, rows that fill the columns of the table and were taken for notes, and a table whose rows with numbers
    /// are all totals. `above` is the first row that may be of the table, and that of its labels.
    pub(super) fn unread_rows(&self, form: &Form, header: &Header, body: &[Row], above: (u32, u32)) -> Vec<Finding> {
        let grid = &self.sheet.grid;
        let column = header.columns.first().map_or(0, |column| column.column);
        let mut findings = Vec::new();
        if let [first, others @ ..] = above_labels(grid, form, &header.columns, above).as_slice() {
            let (number, count) = (first.saturating_add(1).to_string(), others.len().saturating_add(1));
            let labels = above.1.saturating_add(1).to_string();
            let message = message!("unread-row.above-labels", count = count, row = number, labels = labels);
            let finding = Finding::new(Code::UnreadRow, self.location(Some(form), *first, column), message);
            findings.push(finding.weighing(Severity::Error, Disposition::Ignored));
        }
        let RowsPassedOver { notes, other_table, only_sums } = rows::passed_over(grid, form, &header.columns, body);
        if let Some(labels) = other_table {
            let written: Vec<String> = grid
                .row(labels)
                .iter()
                .filter(|(_, cell)| !cell.is_blank())
                .map(|(_, cell)| cell.display().into_owned())
                .collect();
            let written = written.join(" | ");
            let (row, written) = (labels.saturating_add(1).to_string(), text::beginning(&written, LONGEST));
            let message = message!("unread-row.other-table", row = row, written = written);
            findings.push(Finding::new(Code::UnreadRow, self.location(Some(form), labels, column), message));
        }
        if let [first, others @ ..] = notes.as_slice() {
            let (number, count) = (first.saturating_add(1), others.len().saturating_add(1));
            let message = message!("unread-row.notes", count = count, row = number.to_string());
            findings.push(Finding::new(Code::UnreadRow, self.location(Some(form), *first, column), message));
        }
        if let Some(row) = only_sums {
            let message = message!("unread-row.only-totals");
            let finding = Finding::new(Code::UnreadRow, self.location(Some(form), row, column), message);
            findings.push(finding.weighing(Severity::Error, Disposition::Ignored));
        }
        findings
    }
}
