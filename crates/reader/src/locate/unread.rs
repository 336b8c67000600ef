//! Rows below the labels that hold values and are no data: what was not read is said.

use super::Place;
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::message::Message;
use crate::findings::severity::{Disposition, Severity};
use crate::locate::labels::header::Header;
use crate::locate::rows;
use crate::locate::rows::Row;
use crate::project::written::form::Form;

impl Place<'_> {
    /// Rows that fill the columns of the table and were taken for notes, and a table whose rows with numbers are all totals.
    pub(super) fn unread_rows(&self, form: &Form, header: &Header, body: &[Row]) -> Vec<Finding> {
        let grid = &self.sheet.grid;
        let column = header.columns.first().map_or(0, |column| column.column);
        let mut findings = Vec::new();
        let notes = rows::notes_in_columns(grid, form, &header.columns, body);
        if let [first, others @ ..] = notes.as_slice() {
            let (number, count) = (first.saturating_add(1), others.len().saturating_add(1));
            findings.push(Finding::new(
                Code::UnreadRow,
                self.location(Some(form), *first, column),
                Message::new(
                    format!(
                        "{count} dòng từ dòng {number} đứng dưới các cột của bảng nhưng được hiểu là ghi chú nên không được đọc; nếu là số liệu, hãy ghi STT và tên đơn vị, rồi xóa chữ kết thúc bảng đứng phía trên"
                    ),
                    format!(
                        "{count} rows from row {number} on stand below the columns of the table and are taken for notes; if they are data, number them, name their units, and delete the words above them that end the table"
                    ),
                ),
            ));
        }
        if let Some(row) = rows::only_sums(grid, form, &header.columns, body) {
            let finding = Finding::new(
                Code::UnreadRow,
                self.location(Some(form), row, column),
                Message::new(
                    "Mọi dòng có số của bảng đều là dòng tổng hoặc dòng của mục, không có dòng số liệu nào; hãy ghi các dòng số liệu, đánh số 1, 2, 3",
                    "Every row with numbers is a total or the sum of a section, and none is data; write the rows of data, numbered 1, 2, 3",
                ),
            );
            findings.push(finding.severity(Severity::Error, Disposition::Ignored));
        }
        findings
    }
}
