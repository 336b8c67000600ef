//! What a program wrote below the lines of an export: "(3 rows)", that it was broken off, that more follow.
//!
//! Takes the lines of the pieces; gives those that are no data, and once all lines are read the finding that they are fewer than is written. Totals
//! ([`super::total_lines`]) and the words of people ([`super::words_below`]) are none of these.

use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::severity::{Disposition, Severity};
use crate::locate::Table;
use crate::locate::closing_words::{self, Incomplete};
use crate::message;
use crate::project::written::form::Form;
use crate::sheet::address::address;
use crate::sheet::grid::{Cell, Sheet};

/// Cells of such a line.
const MOST_CELLS: usize = 2;

/// The lines of an export, counted, and what is written below them.
#[derive(Clone, Debug, Default)]
pub(super) struct ClosingLines {
    /// How many lines are data.
    pub lines: usize,
    /// Row and column of each that is none, with what it says, in their order.
    closing: Vec<(u32, u32, String)>,
}

impl ClosingLines {
    /// Takes the line where it is a closing one; a line that fills the columns of its table is data, whatever it says.
    pub(super) fn take(&mut self, sheet: &Sheet, table: &Table, line: u32) -> bool {
        let columns = table.columns.iter().filter(|column| column.field.is_some()).count();
        let filled = || sheet.grid.row(line).iter().filter(|(_, cell)| !cell.is_blank());
        let count = filled().take(MOST_CELLS + 1).count();
        if count > MOST_CELLS || count >= columns || !filled().all(|(_, cell)| matches!(cell, Cell::Text(_))) {
            return false;
        }
        let written = filled().map(|(_, cell)| cell.display().trim().to_owned()).collect::<Vec<_>>().join("; ");
        let Some((column, _)) = filled().next().filter(|_| closing_words::are_known(&written)) else { return false };
        self.closing.push((line, *column, written));
        true
    }

    /// Joins those of a piece behind.
    pub(super) fn join(&mut self, other: Self) {
        self.lines = self.lines.saturating_add(other.lines);
        self.closing.extend(other.closing);
    }

    /// The first line by which the export is not whole. Where several results are one below the other, each counts its own, and together all lines.
    pub(super) fn finding(&self, form: &Form) -> Option<Finding> {
        let stated = self.closing.iter().filter_map(|(.., written)| closing_words::rows(written));
        let adds_up = stated.fold(0_usize, usize::saturating_add) == self.lines;
        let less = self.closing.iter().find_map(|closing| {
            let is_of_sum = adds_up && closing_words::rows(&closing.2).is_some();
            let incomplete = closing_words::says_less(&closing.2, &[self.lines]).filter(|_| !is_of_sum)?;
            Some((closing, incomplete))
        });
        let ((line, column, written), incomplete) = less?;
        let location = Location {
            cell: Some(address(*line, *column)),
            row: line.checked_add(1),
            form: Some(form.name.clone()),
            ..Location::default()
        };
        let message = message!("unread-cell.said-below", written = written, count = self.lines);
        let finding = Finding::new(Code::UnreadCell, location, message).value(written.clone());
        Some(match incomplete {
            Incomplete::Surely => finding.weighing(Severity::Error, Disposition::Ignored),
            Incomplete::Perhaps => finding.weighing(Severity::Warning, Disposition::Used),
        })
    }
}
