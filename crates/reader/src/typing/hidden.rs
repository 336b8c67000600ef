//! Hidden rows and columns that a table rests on. They are read like all others, with a finding, because whoever
//! looks at the sheet does not see them.
//!
//! Takes a located table and its data rows; gives at most one finding for rows and one for columns, each with the rows of
//! data that it speaks of, which are quarantined where the form makes the finding an error.

use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::locate::Table;
use crate::message;
use crate::project::written::form::{Field, Form};
use crate::sheet::address::address;
use crate::sheet::grid::Sheet;
use crate::sheet::hidden::{Runs, listed};

/// A finding and the data rows that it speaks of, by their indices among the data rows.
pub type HiddenFinding = (Finding, Vec<usize>);

/// The findings of a table on its hidden rows and columns; `data` are the indices of its data rows.
pub fn check(form: &Form, sheet: &Sheet, table: &Table, data: &[u32]) -> Vec<HiddenFinding> {
    let hidden = &sheet.hidden;
    if hidden.rows.is_empty() && hidden.columns.is_empty() {
        return Vec::new();
    }
    let location = Location {
        sheet: (!sheet.name.is_empty()).then(|| sheet.name.clone()),
        form: Some(form.name.clone()),
        ..Location::default()
    };
    let indices: Vec<usize> =
        data.iter().enumerate().filter(|(_, row)| hidden.rows.contains(**row)).map(|(index, _)| index).collect();
    let rows: Runs = indices.iter().filter_map(|index| data.get(*index).copied()).collect();
    let columns: Vec<_> =
        table.columns.iter().filter(|column| column.field.is_some() && hidden.columns.contains(column.index)).collect();
    let mut findings = Vec::new();
    if !rows.is_empty() {
        // A row is named by the location where it is the only one: several belong to several units.
        let row = match indices.as_slice() {
            [only] => data.get(*only).map(|row| row + 1),
            _ => None,
        };
        findings.push((hidden_rows(&rows, Location { row, ..location.clone() }), indices));
    }
    if let Some(first) = columns.first() {
        let fields: Vec<&Field> = columns.iter().filter_map(|column| form.schema.fields.get(column.field?)).collect();
        // People know a column by its label.
        let labels: Vec<&str> =
            fields.iter().map(|field| field.title.as_deref().unwrap_or(field.name.as_str())).collect();
        let location = Location {
            cell: Some(address(table.header_row, first.index)),
            row: Some(table.header_row + 1),
            field: match fields.as_slice() {
                [only] => Some(only.name.clone()),
                _ => None,
            },
            ..location
        };
        let columns: Runs = columns.iter().map(|column| column.index).collect();
        findings.push((hidden_columns(&columns, &labels, location), (0..data.len()).collect()));
    }
    findings
}

fn hidden_rows(rows: &Runs, location: Location) -> Finding {
    let rows = listed(&rows.rows());
    let message = message!("hidden-row.hidden", rows = &rows);
    Finding::new(Code::HiddenRow, location, message).value(rows)
}

fn hidden_columns(columns: &Runs, labels: &[&str], location: Location) -> Finding {
    let columns = listed(&columns.columns());
    let labels = labels.join("; ");
    let message = message!("hidden-column.hidden", columns = &columns, labels = labels);
    Finding::new(Code::HiddenColumn, location, message).value(columns)
}
