//! Hidden rows and columns that a table rests on, and values in letters of the colour of their cells. They are read like all others, with a finding,
//! because whoever looks at the sheet does not see them.
//!
//! Takes a located table and its data rows; gives at most one finding for rows and one for columns, and one for the values of each column that are not
//! seen, each with the rows of data that it speaks of, which are quarantined where the form makes the finding an error.

use std::collections::{BTreeMap, HashSet};

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
    let unseen = if sheet.unseen.is_empty() { Vec::new() } else { unseen(form, sheet, table, data) };
    if hidden.rows.is_empty() && hidden.columns.is_empty() {
        return unseen;
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
    let mut findings = unseen;
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

/// The values of fields whose letters have the colour of the cell: whole rows together, the others by column. Codes and names that stand beside
/// values that are seen are no news: programs keep them so.
fn unseen(form: &Form, sheet: &Sheet, table: &Table, data: &[u32]) -> Vec<HiddenFinding> {
    let unseen: HashSet<(u32, u32)> = sheet.unseen.iter().copied().collect();
    let fields = table.columns.iter().filter_map(|column| Some((column.index, form.schema.fields.get(column.field?)?)));
    let fields: Vec<(u32, &Field)> = fields.collect();
    let location = Location {
        sheet: (!sheet.name.is_empty()).then(|| sheet.name.clone()),
        form: Some(form.name.clone()),
        ..Location::default()
    };
    let (mut whole, mut of_columns) = (Vec::new(), BTreeMap::<u32, Vec<usize>>::new());
    for (index, row) in data.iter().enumerate() {
        let filled = || fields.iter().filter(|(column, _)| !sheet.grid.get(*row, *column).is_blank());
        let is_unseen = |column: u32| unseen.contains(&(*row, column));
        if filled().count() > 1 && filled().all(|(column, _)| is_unseen(*column)) {
            whole.push(index);
            continue;
        }
        for (column, _) in filled().filter(|(column, field)| field.role.is_none() && is_unseen(*column)) {
            of_columns.entry(*column).or_default().push(index);
        }
    }
    let row_at = |index: &usize| data.get(*index).copied();
    let mut findings = Vec::new();
    if !whole.is_empty() {
        let rows: Runs = whole.iter().filter_map(row_at).collect();
        let written = listed(&rows.rows());
        let row = whole.first().filter(|_| whole.len() == 1).and_then(row_at).map(|row| row + 1);
        let message = message!("hidden-row.unseen", rows = &written);
        let location = Location { row, ..location.clone() };
        findings.push((Finding::new(Code::HiddenRow, location, message).value(written), whole));
    }
    for (column, indices) in of_columns {
        let Some((first, last)) = indices.first().and_then(row_at).zip(indices.last().and_then(row_at)) else {
            continue;
        };
        let field = fields.iter().find(|(index, _)| *index == column).map(|(_, field)| field.name.clone());
        let cells = if first == last {
            address(first, column)
        } else {
            format!("{}:{}", address(first, column), address(last, column))
        };
        let row = first.checked_add(1).filter(|_| first == last);
        let message = message!("hidden-row.unseen-cells", cells = &cells, count = indices.len());
        let location = Location { cell: Some(address(first, column)), row, field, ..location.clone() };
        findings.push((Finding::new(Code::HiddenRow, location, message).value(cells), indices));
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
