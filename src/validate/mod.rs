//! Stage 3, validate: which rows stand.
//!
//! Takes typed tables; gives findings, and for each row whether it is accepted or quarantined. One file a rule family.

pub mod checks;
pub mod code;
pub mod constraints;
pub mod finding;
pub mod primary_key;
pub mod totals;

use crate::project::form::Form;
use crate::typing::reading::TypedTable;
use finding::{Disposition, Finding, Location, Severity};

/// Where a row of a typed table stands; with the cell of a field where one is named.
pub fn row_location(form: &Form, table: &TypedTable, row: usize, field: Option<usize>) -> Location {
    let number = table.rows.number[row];
    let column = field.and_then(|field| table.columns.iter().find(|column| column.field == field));
    Location {
        sheet: (!table.sheet.is_empty()).then(|| table.sheet.clone()),
        cell: column.map(|column| format!("{}{number}", column.letters)),
        row: Some(number),
        form: Some(form.name.clone()),
        time_period: table.rows.period[row].map(|period| period.to_string()),
        ..Location::default()
    }
}

/// Gives findings the severity that the form asks for, and quarantines the rows of those that are errors.
fn apply(form: &Form, table: &mut TypedTable, findings: Vec<(usize, Finding)>) -> Vec<Finding> {
    let mut applied = Vec::with_capacity(findings.len());
    for (row, mut finding) in findings {
        if let Some(&severity) = form.severities.get(&finding.code) {
            finding.severity = severity;
            finding.disposition = match severity {
                Severity::Error => Disposition::Quarantined,
                Severity::Warning => Disposition::Used,
            };
        }
        if finding.quarantines() {
            table.rows.quarantine(row);
        }
        applied.push(finding);
    }
    applied
}
