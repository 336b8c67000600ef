//! What `validate` found, for a terminal: for each file the counts first, then each fault once with the cells that share it.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::findings::finding::Finding;
use crate::findings::severity::Severity;
use crate::report::envelope::{ValidateAnswer, ValidatedFile, ValidatedTable};
use crate::report::next_step;
use crate::report::terminal::findings;
use crate::say;
use crate::values::language::Language;

/// Cells that are named beside the first of a fault.
const ALSO: usize = 20;

/// Periods of a table beyond these are named by the first and the last.
const MOST_PERIODS: usize = 3;

/// What was found in each file, and whether it may be sent. `is_returned` where workbooks were written in which it is marked.
pub fn validated(answer: &ValidateAnswer, is_returned: bool, language: Language) -> String {
    let files = answer.files.iter().map(|file| of_file(file, language));
    let mut text = files.collect::<Vec<_>>().join("\n");
    let _ = writeln!(text, "\n{}", next_step::after_validate(answer, is_returned, language));
    text
}

fn of_file(file: &ValidatedFile, language: Language) -> String {
    let weighing = |severity| file.findings.iter().filter(|one| one.is_open() && one.severity() == severity).count();
    let (errors, warnings) = (weighing(Severity::Error), weighing(Severity::Warning));
    let mut text = say!(language, "validate-file", file = &file.file, errors = errors, warnings = warnings) + "\n";
    for table in &file.tables {
        let _ = writeln!(text, "  {}", of_table(table, language));
    }
    for (first, also) in faults(&file.findings) {
        text.push_str(&findings(std::slice::from_ref(first), language));
        if let Some(line) = named(&also, language) {
            let _ = writeln!(text, "  {line}");
        }
    }
    text
}

fn of_table(table: &ValidatedTable, language: Language) -> String {
    let period = match table.time_periods.as_slice() {
        [] => say!(language, "validate-table.no-period"),
        [first, .., last] if table.time_periods.len() > MOST_PERIODS => format!("{first} … {last}"),
        all => all.join(", "),
    };
    let sender = table.sender.clone().unwrap_or_else(|| say!(language, "validate-table.no-sender"));
    let rows = say!(
        language,
        "validate-table.rows",
        form = &table.form_code,
        period = period,
        sender = sender,
        accepted = table.rows_accepted,
        quarantined = table.rows_quarantined,
    );
    if table.sheet.is_empty() { rows } else { format!("{}: {rows}", table.sheet) }
}

/// What cells of one column must share to be one fault: all that is said of them beside what is written there.
type FaultKey<'a> = (Option<&'a str>, &'a str, String, Option<&'a str>, Option<&'a str>);

/// Each fault with the first finding of it and the others, in the order of the findings.
fn faults(findings: &[Finding]) -> Vec<(&Finding, Vec<&Finding>)> {
    let mut faults: Vec<(&Finding, Vec<&Finding>)> = Vec::new();
    let mut places: HashMap<FaultKey<'_>, usize> = HashMap::new();
    for finding in findings {
        match key(finding).map(|key| (places.get(&key).copied(), key)) {
            Some((Some(known), _)) => {
                if let Some((_, others)) = faults.get_mut(known) {
                    others.push(finding);
                }
            }
            Some((None, key)) => {
                places.insert(key, faults.len());
                faults.push((finding, Vec::new()));
            }
            None => faults.push((finding, Vec::new())),
        }
    }
    faults
}

/// Nothing for what is in no cell, or was decided.
fn key(finding: &Finding) -> Option<FaultKey<'_>> {
    let at = &finding.location;
    let column = at.cell.as_deref()?.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let without_value = |text: &str| match finding.value.as_deref().filter(|value| !value.is_empty()) {
        Some(value) => text.replace(value, "\0"),
        None => text.to_owned(),
    };
    let suggested = finding.suggestion.as_ref().map(|suggestion| suggestion.vi.as_str());
    let said = format!("{}/{:?}/{}", finding.code, finding.severity(), without_value(&finding.message.vi));
    let expected = finding.expected.as_ref().map(|expected| expected.vi.as_str());
    finding.is_open().then_some((at.sheet.as_deref(), column, said, expected, suggested))
}

/// The other cells of a fault, each with what is written there.
fn named(also: &[&Finding], language: Language) -> Option<String> {
    let cell = |finding: &&&Finding| {
        let cell = finding.location.cell.as_deref().unwrap_or_default();
        match finding.value.as_deref().filter(|value| !value.is_empty()) {
            Some(value) => format!("{cell} “{value}”"),
            None => cell.to_owned(),
        }
    };
    let mut cells: Vec<String> = also.iter().take(ALSO).map(|finding| cell(&finding)).collect();
    let rest = also.len().saturating_sub(cells.len());
    if rest > 0 {
        cells.push(format!("… +{rest}"));
    }
    (!cells.is_empty()).then(|| say!(language, "finding-also", cells = cells.join(", ")))
}
