//! Rows below the labels that hold values and are no data: what was not read is reported.

use super::Place;
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::severity::{Disposition, Severity};
use crate::locate::labels::header::Header;
use crate::locate::numbering;
use crate::locate::rows::{self, Row, RowsPassedOver};
use crate::message;
use crate::project::written::form::{Field, Form};
use crate::sheet::grid::{Cell, cell_of};
use crate::values::text;

/// Letters of the labels of another table that are shown.
const LONGEST: usize = 100;

impl Place<'_> {
    /// Rows above the labels that name a unit and hold figures under them: the labels were sorted among the rows, or written last.
    pub(super) fn rows_above(&self, form: &Form, header: &Header) -> Option<Finding> {
        let grid = &self.sheet.grid;
        let of = |wanted: &dyn Fn(&Field) -> bool| -> Vec<u32> {
            let fields = header
                .columns
                .iter()
                .filter_map(|column| Some((column.column, form.schema.fields.get(column.field()?)?)));
            fields.filter(|(_, field)| wanted(field)).map(|(column, _)| column).collect()
        };
        let (measures, areas) = (of(&Field::is_measure), of(&Field::is_area));
        let is_data = |(_, cells): &(u32, &[(u32, Cell)])| {
            let stored: Vec<&(u32, Cell)> = cells.iter().filter(|(_, cell)| !cell.is_blank()).collect();
            let figures = measures.iter().filter(|column| cell_of(cells, **column).is_figure()).count();
            let named = areas.iter().any(|column| !cell_of(cells, *column).is_blank());
            named && figures > 0 && figures * 2 >= measures.len() && numbering::read(&stored).is_none()
        };
        let rows: Vec<u32> = grid.rows(..header.top).filter(is_data).map(|(row, _)| row).collect();
        let (first, column) = (*rows.first()?, header.columns.first()?.column);
        let message = message!("unread-row.above", count = rows.len(), row = first.saturating_add(1).to_string());
        let finding = Finding::new(Code::UnreadRow, self.location(Some(form), first, column), message);
        Some(finding.weighing(Severity::Error, Disposition::Ignored))
    }

    /// Rows that fill the columns of the table and were taken for notes, and a table whose rows with numbers are all totals.
    pub(super) fn unread_rows(&self, form: &Form, header: &Header, body: &[Row]) -> Vec<Finding> {
        let grid = &self.sheet.grid;
        let column = header.columns.first().map_or(0, |column| column.column);
        let mut findings = Vec::new();
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
