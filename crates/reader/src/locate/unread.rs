//! Rows above and below the labels that hold values and are not read as data: what was not read is reported.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

use super::Place;
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::severity::{Disposition, Severity};
use crate::locate::closing_words::{self, Incomplete, says_less};
use crate::locate::labels::header::Header;
use crate::locate::rows::above::above_labels;
use crate::locate::rows::unit_row::{code_of_unit, may_be_code};
use crate::locate::rows::unsplit::Unsplit;
use crate::locate::rows::{self, Row, RowRole, RowsPassedOver};
use crate::message;
use crate::project::written::form::Form;
use crate::sheet::grid::Cell;
use crate::values::text;

/// Cells of a line that a program writes below its rows.
const MOST_CELLS: usize = 2;
/// Letters of the labels of another table that are shown.
const LONGEST: usize = 100;

impl Place<'_> {
    /// Rows of data above the labels, rows that fill the columns of the table and were taken for notes, and a table whose rows with numbers
    /// are all totals. `above` is the first row that may be of the table, and that of its labels; `below` are the rows to the next table.
    pub(super) fn unread_rows(
        &self,
        form: &Form,
        header: &Header,
        body: &[Row],
        above: (u32, u32),
        below: Range<u32>,
    ) -> Vec<Finding> {
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
        findings.extend(self.said_below(form, body));
        let last = header.columns.last().map_or(0, |column| column.column);
        // What is beside the table of units that it has is somebody's own list.
        let codes: OnceCell<HashSet<String>> = OnceCell::new();
        let is_in_table = |code: &str| {
            let codes = codes.get_or_init(|| {
                let cells = body.iter().flat_map(|row| grid.row(row.index)).filter(|(column, _)| *column <= last);
                cells.map(|(_, cell)| cell.display().trim().to_owned()).filter(|shown| may_be_code(shown)).collect()
            });
            codes.contains(code)
        };
        let is_beside = |(_, cells): &(u32, &[(u32, Cell)])| {
            let right = cells.partition_point(|(column, _)| *column <= last);
            let code = code_of_unit(cells.get(right..).unwrap_or_default().iter().map(|(_, cell)| cell));
            code.is_some_and(|code| !is_in_table(&code))
        };
        let beside: Vec<u32> = grid.rows(below.clone()).filter(is_beside).map(|(row, _)| row).collect();
        // The first of them may have been taken for a row of the labels.
        let (shape, labels) = (Unsplit::new(form, &header.columns), header.top.saturating_add(1));
        let rows = grid.rows(labels..below.end.max(labels));
        let unsplit: Vec<u32> = rows.filter(|(_, cells)| shape.is_row(cells)).map(|(row, _)| row).collect();
        for (rows, is_unsplit) in [(unsplit, true), (beside, false)] {
            let [first, others @ ..] = rows.as_slice() else { continue };
            let (number, count) = (first.saturating_add(1).to_string(), others.len().saturating_add(1));
            let message = match is_unsplit {
                true => message!("unread-row.in-one-cell", count = count, row = number),
                false => message!("unread-row.beside", count = count, row = number),
            };
            let cells = grid.row(*first);
            let filled = cells.iter().filter(|(at, cell)| !cell.is_blank() && (is_unsplit || *at > last));
            let at = filled.map(|(at, _)| *at).next().unwrap_or(column);
            let finding = Finding::new(Code::UnreadRow, self.location(Some(form), *first, at), message);
            findings.push(finding.weighing(Severity::Error, Disposition::Ignored));
        }
        let RowsPassedOver { notes, other_table, moves_labels, only_sums, lone_texts, nothing } =
            rows::passed_over(grid, form, &header.columns, body);
        if let Some(labels) = other_table {
            let written: Vec<String> = grid
                .row(labels)
                .iter()
                .filter(|(_, cell)| !cell.is_blank())
                .map(|(_, cell)| cell.display().into_owned())
                .collect();
            let written = written.join(" | ");
            let (row, written) = (labels.saturating_add(1).to_string(), text::beginning(&written, LONGEST));
            let location = self.location(Some(form), labels, column);
            findings.push(if moves_labels {
                let message = message!("unread-row.moved-labels", row = row, written = written);
                Finding::new(Code::UnreadRow, location, message).weighing(Severity::Error, Disposition::Ignored)
            } else {
                Finding::new(
                    Code::UnreadRow,
                    location,
                    message!("unread-row.other-table", row = row, written = written),
                )
            });
        }
        if let [first, others @ ..] = notes.as_slice() {
            let (number, count) = (first.saturating_add(1), others.len().saturating_add(1));
            let message = message!("unread-row.notes", count = count, row = number.to_string());
            findings.push(Finding::new(Code::UnreadRow, self.location(Some(form), *first, column), message));
        }
        for (rows, is_nothing) in [(lone_texts, false), (nothing, true)] {
            let [(first, at), others @ ..] = rows.as_slice() else { continue };
            let (row, others) = (first.saturating_add(1).to_string(), others.len());
            let written = grid.get(*first, *at).display().trim().to_owned();
            let message = match is_nothing {
                true => message!("unread-row.nothing", row = row, written = &written, others = others),
                false => message!("unread-row.lone-text", row = row, written = &written, others = others),
            };
            findings
                .push(Finding::new(Code::UnreadRow, self.location(Some(form), *first, *at), message).value(written));
        }
        if let Some(row) = only_sums {
            let message = message!("unread-row.only-totals");
            let finding = Finding::new(Code::UnreadRow, self.location(Some(form), row, column), message);
            findings.push(finding.weighing(Severity::Error, Disposition::Ignored));
        }
        findings
    }

    /// The first line below the labels by which the table is not whole: it counts other rows than there are, or says that more follow.
    fn said_below(&self, form: &Form, body: &[Row]) -> Option<Finding> {
        let is_solid = |row: &&Row| row.role.is_of_the_body();
        let rows = [body.iter().filter(|row| row.role == RowRole::Data).count(), body.iter().filter(is_solid).count()];
        let said = body.iter().filter(|row| row.role != RowRole::Data).filter_map(|row| {
            let cells = self.sheet.grid.row(row.index).iter().filter(|(_, cell)| !cell.is_blank());
            let cells: Vec<&(u32, Cell)> = cells.take(MOST_CELLS + 1).collect();
            let (first, _) = cells.first().filter(|_| cells.len() <= MOST_CELLS)?;
            let written = cells.iter().map(|(_, cell)| cell.display()).collect::<Vec<_>>().join("; ");
            Some((row.index, *first, written))
        });
        let said: Vec<(u32, u32, String)> = said.collect();
        // "Trang 1/2" where "Trang 2/2" is as well.
        let pages: HashSet<(u32, u32)> = said.iter().filter_map(|(.., written)| closing_words::page(written)).collect();
        let goes_on = |written: &str| {
            let page = closing_words::page(written);
            page.is_some_and(|(page, last)| page < last && (page..=last).all(|page| pages.contains(&(page, last))))
        };
        let (row, column, incomplete, written) = said.into_iter().find_map(|(row, column, written)| {
            let incomplete = says_less(&written, &rows).filter(|_| !goes_on(&written))?;
            Some((row, column, incomplete, written))
        })?;
        let message = message!("unread-cell.said-below", written = &written, count = rows[0]);
        let finding = Finding::new(Code::UnreadCell, self.location(Some(form), row, column), message).value(written);
        Some(match incomplete {
            Incomplete::Surely => finding.weighing(Severity::Error, Disposition::Ignored),
            Incomplete::Perhaps => finding.weighing(Severity::Warning, Disposition::Used),
        })
    }
}
