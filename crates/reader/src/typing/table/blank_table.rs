//! Forms that nobody has filled in: no measure of the table holds anything.

use super::{DataRow, Typing};
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::severity::{Disposition, Severity};
use crate::message;
use crate::typing::rows::Rows;

impl Typing<'_> {
    /// The first row of a table of two rows or more in which no measure holds anything: a form not filled in yet.
    pub(super) fn blank_table(&self) -> Option<u32> {
        let measures: Vec<u32> =
            self.table.columns.iter().filter(|column| self.is_measure(column)).map(|column| column.index).collect();
        let blank = |row: &DataRow<'_>| measures.iter().all(|column| row.cell(*column).is_blank());
        let found =
            !self.form.has_lines() && !measures.is_empty() && self.data.len() > 1 && self.data.iter().all(blank);
        self.data.first().filter(|_| found).map(|row| row.index)
    }

    /// Of a table that nobody has filled in nothing else is said of its rows.
    pub(super) fn report_only_that_it_is_blank(&mut self, first: u32, rows: &mut Rows) -> Finding {
        self.findings.only(|finding| finding.location.row.is_none_or(|row| row <= first));
        self.findings.forget_others();
        (0..rows.len()).for_each(|row| rows.quarantine(row));
        let count = self.data.len();
        Finding::new(Code::BlankTable, self.location(first, None, None), message!("blank-table.blank", rows = count))
    }

    /// The other pages of a form are filled in: what is blank on this one is missing there.
    pub(super) fn report_blank_page(&mut self) {
        let message = message!("blank-table.page", rows = self.data.len());
        let labels = self.location(self.table.header_row, None, None);
        let finding = Finding::new(Code::BlankTable, labels, message);
        self.report(finding.weighing(Severity::Warning, Disposition::Used));
    }
}
