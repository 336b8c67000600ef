//! What a program wrote below the lines of an export: "(3 rows)", that it was broken off, that more follow, and their total.
//!
//! Takes the lines of the pieces; gives those that are no data, and once all lines are read the findings that they are fewer than is written, and which
//! totals are left out. Words of people and signatures are none of these: they stay lines, and are found.

use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::severity::{Disposition, Severity};
use crate::locate::Table;
use crate::locate::closing_words::{self, Incomplete};
use crate::locate::rows::is_total;
use crate::message;
use crate::project::written::form::{Field, Form};
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
    /// The same of totals.
    totals: Vec<(u32, u32, String)>,
}

impl ClosingLines {
    /// Takes the line where it is a closing one; a line that fills the columns of its table is data, whatever it says.
    pub(super) fn take(&mut self, sheet: &Sheet, form: &Form, table: &Table, line: u32) -> bool {
        if let Some((column, written)) = total_of(sheet, form, table, line) {
            self.totals.push((line, column, written));
            return true;
        }
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
        self.totals.extend(other.totals);
    }

    /// What is said of the lines that are no data.
    pub(super) fn findings(&self, form: &Form) -> impl Iterator<Item = Finding> {
        self.incomplete(form).into_iter().chain(self.of_totals(form))
    }

    /// The totals, which are left out and compared with nothing.
    fn of_totals(&self, form: &Form) -> Option<Finding> {
        let (line, column, written) = self.totals.first()?;
        let message = message!("total-mismatch.of-lines", written = written, count = self.totals.len());
        let location = Location {
            cell: Some(address(*line, *column)),
            row: line.checked_add(1),
            form: Some(form.name.clone()),
            ..Location::default()
        };
        let finding = Finding::new(Code::TotalMismatch, location, message).value(written.clone());
        Some(finding.weighing(Severity::Warning, Disposition::Ignored))
    }

    /// The first line by which the export is not whole. Where several results are one below the other, each counts its own, and together all lines.
    fn incomplete(&self, form: &Form) -> Option<Finding> {
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

/// The column and text of a line that is a total: all that its columns of areas hold, or where they hold nothing its first cell.
fn total_of(sheet: &Sheet, form: &Form, table: &Table, line: u32) -> Option<(u32, String)> {
    let is_area = |column: u32| {
        let field = table.columns.iter().find(|of_table| of_table.index == column).and_then(|of_table| of_table.field);
        field.and_then(|field| form.schema.fields.get(field)).is_some_and(Field::is_area)
    };
    let filled = || sheet.grid.row(line).iter().filter(|(_, cell)| !cell.is_blank());
    let mut areas = filled().filter(|(column, _)| is_area(*column)).peekable();
    let (column, cell) = match areas.peek() {
        Some(_) => areas.next().filter(|_| areas.next().is_none())?,
        None => filled().next()?,
    };
    let written = cell.as_text().map(str::trim).filter(|written| is_total(written))?;
    Some((*column, written.to_owned()))
}
