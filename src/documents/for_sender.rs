//! The findings of an object as its sender reads them: in the words of the form, each at the cell that is to be mended.
//!
//! A check names several cells, and its finding is at one of them. Where another rule names one cell of that very row, and the check speaks of
//! it, the sender is asked to mend that cell alone: coloured as errors both would be, and one of them is right.

use std::collections::BTreeMap;

use super::in_titles::in_titles;
use super::returned::place;
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::project::{Project, ResolvedCheck};
use crate::values::language::Language;

/// The rules that say which cell of a row is wrong.
const NAMING: [Code; 8] = [
    Code::TransposedDigits,
    Code::LikelyWrongCell,
    Code::SwappedColumns,
    Code::ShiftedColumn,
    Code::ThousandError,
    Code::DecimalSign,
    Code::SignError,
    Code::UnusualZero,
];

/// A sheet and a row of it.
type RowOfSheet = (Option<String>, u32);

/// The findings as a sender reads them.
pub fn for_sender(project: &Project, findings: &[Finding], language: Language) -> Vec<Finding> {
    let mut named: BTreeMap<RowOfSheet, Vec<&Finding>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.is_open() && NAMING.contains(&finding.code)) {
        if let (Some(row), Some(_)) = (row_of(finding), &finding.location.field) {
            named.entry(row).or_default().push(finding);
        }
    }
    let mut told: Vec<Finding> = findings.iter().map(|finding| in_titles(project, finding, language)).collect();
    for finding in told.iter_mut().filter(|finding| finding.code == Code::CheckFailed) {
        let of_row = row_of(finding).and_then(|row| named.get(&row)).map(Vec::as_slice).unwrap_or_default();
        let Some(check) = check_of(project, finding) else { continue };
        let fields = check.condition.fields();
        let is_named = |one: &&&Finding| one.location.field.as_ref().is_some_and(|field| fields.contains(field));
        let cells: Vec<&Finding> = of_row.iter().filter(is_named).copied().collect();
        if cells.iter().any(|one| one.location.cell == finding.location.cell) {
            continue;
        }
        if let Some(cell) = cells.into_iter().min_by_key(|one| place(one)) {
            finding.location.cell.clone_from(&cell.location.cell);
        }
    }
    told
}

fn row_of(finding: &Finding) -> Option<RowOfSheet> {
    place(finding).map(|(row, _)| (finding.location.sheet.clone(), row))
}

fn check_of<'a>(project: &'a Project, finding: &Finding) -> Option<&'a ResolvedCheck> {
    let (name, form) = (finding.check.as_deref()?, finding.location.form.as_deref()?);
    let form = project.form_named(form)?;
    let mut checks = project.checks.iter().chain(&project.across_checks);
    checks.find(|check| check.form == form && check.name == name)
}
