//! Errors of the spreadsheet and formulas that nobody computed in the place of labels, and the fields of the form that may be meant by them.

use std::collections::{BTreeMap, BTreeSet};

use super::Place;
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::message::Message;
use crate::findings::severity::{Disposition, Severity};
use crate::locate::labels::header::Header;
use crate::locate::labels::labelled::Labelled;
use crate::message;
use crate::project::written::form::{Field, Form};
use crate::sheet::grid::{Cell, Grid};

/// The labels of a table that say nothing.
pub(super) struct BrokenLabels<'a> {
    /// By row and column: what is written there, and whether it is an error.
    cells: BTreeMap<(u32, u32), (&'a str, bool)>,
    /// The columns of no field under one of them.
    columns: BTreeSet<u32>,
}

impl<'a> BrokenLabels<'a> {
    /// `is_filled` is true of a column with values.
    pub fn of(grid: &'a Grid, header: &Header, is_filled: impl Fn(u32) -> bool) -> Self {
        let is_labelled = |column: u32| header.columns.iter().any(|labelled| labelled.column == column);
        let cells: BTreeMap<(u32, u32), (&str, bool)> = grid
            .rows(header.top..=header.bottom)
            .flat_map(|(row, cells)| cells.iter().map(move |(column, cell)| ((row, *column), cell)))
            .filter(|((_, column), _)| is_labelled(*column))
            .filter_map(|(at, cell)| match cell {
                Cell::Error(error) => Some((at, (error.as_str(), true))),
                Cell::Uncomputed(formula) => Some((at, (formula.as_str(), false))),
                _ => None,
            })
            .collect();
        // A group is written over the first of its columns.
        let is_under = |labelled: &Labelled| {
            cells.iter().any(|((_, column), (written, _))| {
                *column == labelled.column || labelled.path.iter().any(|text| text == written)
            })
        };
        let columns = header.columns.iter().filter(|labelled| labelled.matched.is_none() && is_under(labelled));
        let columns = columns.map(|labelled| labelled.column).filter(|column| is_filled(*column)).collect();
        Self { cells, columns }
    }

    /// True where each of so many fields without a column may be one of these.
    pub fn may_be_all(&self, missing: usize) -> bool {
        missing > 0 && missing <= self.columns.len()
    }

    /// True for a column of no field whose label is one of these.
    pub fn holds(&self, column: u32) -> bool {
        self.columns.contains(&column)
    }
}

impl Place<'_> {
    /// The findings of these labels; `meant` are the fields without a column that they may be.
    pub(super) fn broken_labels(&self, form: &Form, broken: &BrokenLabels<'_>, meant: &[&Field]) -> Vec<Finding> {
        let titles: Vec<&str> = meant.iter().map(|field| field.title.as_deref().unwrap_or(&field.name)).collect();
        let fields = titles.iter().map(|title| format!("“{title}”")).collect::<Vec<_>>().join(", ");
        let of_cell = |(at, (written, is_error)): (&(u32, u32), &(&str, bool))| {
            let is_meant = broken.may_be_all(meant.len()) && self.is_over(broken, *at);
            let text: Message = match (is_meant, is_error) {
                (true, true) => message!("error-cell.label", written = *written, fields = &*fields),
                (true, false) => message!("error-cell.label-uncomputed", written = *written, fields = &*fields),
                (false, true) => message!("error-cell.head", written = *written),
                (false, false) => message!("error-cell.head-uncomputed", written = *written),
            };
            let mut location = self.location(Some(form), at.0, at.1);
            location.field = meant.first().filter(|_| is_meant && meant.len() == 1).map(|field| field.name.clone());
            let finding = Finding::new(Code::ErrorCell, location, text).value(*written);
            if !is_meant {
                return finding.weighing(Severity::Warning, Disposition::Used);
            }
            // It weighs as the column that is missing would.
            let declared = form.severities.declared().find(|(code, _)| *code == Code::MissingLabel);
            let (severity, disposition) = match meant.iter().any(|field| field.constraints.required) {
                true => (Severity::Error, Disposition::Rejected),
                false => (declared.map_or(Severity::Error, |(_, severity)| severity), Disposition::Used),
            };
            let finding = finding.weighing(severity, disposition);
            match titles.as_slice() {
                [title] => finding.expected(*title),
                _ => finding,
            }
        };
        broken.cells.iter().map(of_cell).collect()
    }

    /// True where a label is over a column of no field.
    fn is_over(&self, broken: &BrokenLabels<'_>, (row, column): (u32, u32)) -> bool {
        let is_own = |at: &u32| *at == column || *at > column && self.sheet.grid.get(row, *at).is_blank();
        broken.columns.iter().any(is_own)
    }
}
