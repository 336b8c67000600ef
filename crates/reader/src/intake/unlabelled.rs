//! Figures in the rows of a table that are under no label.
//!
//! A label that is merged over two columns, or written beside its figures, leaves a whole column unread, and the field blank. Takes a
//! sheet with a table; gives one warning of all such columns, and an error of each that holds figures where the measure beside it is blank:
//! they are likely its figures. Words beside a table are remarks.

use std::collections::{BTreeMap, BTreeSet};

use super::moved_rows::is_sum;
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::severity::{Disposition, Severity};
use crate::locate::rows::RowRole;
use crate::locate::{Located, Table};
use crate::message;
use crate::project::written::field::FieldType;
use crate::project::written::form::Form;
use crate::project::written::table_schema::FieldsMatch;
use crate::sheet::address::{address, column_letters};
use crate::sheet::grid::{Grid, Sheet};

/// The columns of a table.
pub(super) struct Labels {
    columns: BTreeSet<u32>,
    pub first: u32,
    pub last: u32,
    /// The columns of measures, each with the type of its values.
    pub measures: Vec<(u32, FieldType)>,
    /// Where the next table on the right begins.
    end: u32,
}

impl Labels {
    /// Those of a table; `None` where it has no column.
    pub fn of(located: &Located, form: &Form, table: &Table) -> Option<Self> {
        let columns: BTreeSet<u32> = table.columns.iter().map(|column| column.index).collect();
        let (first, last) = (*columns.first()?, *columns.last()?);
        let measures = table.columns.iter().filter_map(|column| {
            let field = form.schema.fields.get(column.field?).filter(|field| field.is_measure())?;
            Some((column.index, field.kind))
        });
        let others = located.tables.iter().chain(&located.unusable).filter(|other| other.sheet == table.sheet);
        let begins = others.filter_map(|other| other.columns.iter().map(|column| column.index).min());
        let end = begins.filter(|column| *column > last).min().unwrap_or(u32::MAX);
        Some(Self { columns, first, last, measures: measures.collect(), end })
    }

    /// True for a column without a label that may hold figures of the table.
    pub fn may_hold(&self, column: u32) -> bool {
        column > self.first && column < self.end && !self.columns.contains(&column)
    }

    fn is_measure(&self, column: u32) -> bool {
        self.measures.iter().any(|(measure, _)| *measure == column)
    }
}

/// The findings on figures of a table that are under no label; those of rows that moved are none any more.
pub(super) fn found(sheet: &Sheet, form: &Form, table: &Table, labels: &Labels) -> Vec<Finding> {
    let grid = &sheet.grid;
    let mut columns: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for row in table.body.iter().filter(|row| row.role == RowRole::Data) {
        let figures = grid.row(row.index).iter().filter(|(column, cell)| labels.may_hold(*column) && cell.is_figure());
        figures.for_each(|(column, _)| columns.entry(*column).or_default().push(row.index));
    }
    let location = |column: u32| Location {
        sheet: (!sheet.name.is_empty()).then(|| sheet.name.clone()),
        cell: Some(address(table.header_row, column)),
        row: table.header_row.checked_add(1),
        form: Some(form.name.clone()),
        ..Location::default()
    };
    let mut findings = Vec::new();
    let mut others: Vec<u32> = Vec::new();
    for (column, rows) in &columns {
        let helps = rows.iter().all(|row| is_sum(grid, *row, *column, labels));
        let Some(beside) = blank_beside(grid, table, labels, *column, rows).filter(|_| !helps) else {
            others.push(*column);
            continue;
        };
        let label = table.columns.iter().find(|known| known.index == beside).map_or("", |known| &known.label);
        let (letters, count) = (column_letters(*column), rows.len());
        let message = message!("extra-label.figures-beside", column = &letters, label = label, count = count);
        let finding = Finding::new(Code::ExtraLabel, location(*column), message).value(letters).expected(label);
        findings.push(finding.weighing(Severity::Error, Disposition::Ignored));
    }
    if let Some(first) = others.first().filter(|_| !form.schema.fields_match.is_some_and(FieldsMatch::allows_extra)) {
        let letters = others.iter().map(|column| column_letters(*column)).collect::<Vec<_>>().join(", ");
        let message = message!("extra-label.no-label", columns = &letters, count = others.len());
        findings.push(Finding::new(Code::ExtraLabel, location(*first), message).value(letters));
    }
    findings
}

/// The measure beside a column, or whose label is merged over it, that is blank in each of these rows.
fn blank_beside(grid: &Grid, table: &Table, labels: &Labels, column: u32, rows: &[u32]) -> Option<u32> {
    let over = grid.merged_over(column);
    let label = over.iter().find(|range| (range.first_row..=range.last_row).contains(&table.header_row));
    let beside = [label.map(|range| range.first_column), column.checked_sub(1), column.checked_add(1)];
    beside.into_iter().flatten().find(|measure| {
        let merged = grid.merged_over(*measure);
        labels.is_measure(*measure) && rows.iter().all(|row| grid.get_within(*row, *measure, &merged).is_blank())
    })
}
