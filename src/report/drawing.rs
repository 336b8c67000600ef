//! What the reader sees, drawn for a terminal: the sheets, what was recognised of each table, and the table as a grid with the
//! role of each row in the margin.

mod grid;
mod table;

use std::fmt::Write as _;

use crate::report::inspected::{InspectAnswer, InspectedFile, InspectedSheet, WhyPassedOver};
use crate::report::next_step;
use crate::report::tabular::tabular;
use crate::report::terminal::findings;
use crate::say;
use crate::sheet::hidden::listed;
use crate::values::language::Language;

/// What `inspect` saw in each file.
pub fn inspected(answer: &InspectAnswer, language: Language) -> String {
    let texts: Vec<String> = answer.files.iter().map(|file| inspected_file(file, language)).collect();
    format!("{}\n{}\n", texts.join("\n"), next_step::after_inspect(answer, language))
}

fn inspected_file(file: &InspectedFile, language: Language) -> String {
    let mut text = format!("{}\n", heading(file, language));
    if !file.sheets.is_empty() && file.kind.as_deref() != Some("text") {
        text.push('\n');
        text.push_str(&sheets(&file.sheets, language));
    }
    for (index, table) in file.tables.iter().enumerate() {
        text.push('\n');
        text.push_str(&table::recognised(table, index + 1, language));
        text.push('\n');
        text.push_str(&table::columns(table, language));
        text.push('\n');
        text.push_str(&grid::grid(table, language));
    }
    if file.tables.is_empty() {
        let _ = writeln!(text, "\n{}", say!(language, "inspect-file.no-table"));
    }
    if !file.findings.is_empty() {
        text.push('\n');
        text.push_str(&findings(&file.findings, language));
    }
    text
}

/// The file and what it is.
fn heading(file: &InspectedFile, language: Language) -> String {
    let mut parts = vec![file.file.clone()];
    match file.kind.as_deref() {
        None => parts.push(say!(language, "inspect-file.unreadable")),
        Some("text") => {
            parts.push(say!(language, "inspect-file.text"));
            parts.extend(file.encoding.clone());
            parts.extend(file.sheets.first().and_then(|sheet| legacy(sheet, language)));
            parts.extend(file.only_first_bytes.map(|bytes| say!(language, "inspect-file.first-bytes", bytes = bytes)));
            parts.extend(file.delimiter.map(|sign| match sign {
                '\t' => say!(language, "inspect-file.delimited-by-tab"),
                sign => say!(language, "inspect-file.delimited", sign = sign),
            }));
        }
        Some(kind) => {
            parts.extend([kind.to_owned(), say!(language, "inspect-file.sheets", sheets = file.sheets.len())]);
        }
    }
    parts.join(" · ")
}

fn sheets(sheets: &[InspectedSheet], language: Language) -> String {
    let lines: Vec<[String; 4]> = sheets
        .iter()
        .enumerate()
        .map(|(index, sheet)| {
            let outcome = outcome(sheet, language) + &hidden_lines(sheet, language);
            [
                (index + 1).to_string(),
                match sheet.visible {
                    true => format!("“{}”", sheet.name),
                    false => say!(language, "inspect-sheet.hidden", sheet = &sheet.name),
                },
                match sheet.rows {
                    0 => "–".to_owned(),
                    rows => say!(language, "inspect-sheet.size", rows = rows, columns = sheet.columns),
                },
                [Some(outcome), legacy(sheet, language)].into_iter().flatten().collect::<Vec<_>>().join(" · "),
            ]
        })
        .collect();
    tabular("  ", &lines, |place| place == 0)
}

/// The rows and columns that a sheet hides.
fn hidden_lines(sheet: &InspectedSheet, language: Language) -> String {
    let runs = |runs: &[String]| (!runs.is_empty()).then(|| listed(runs));
    let rows = runs(&sheet.hidden_rows).map(|rows| say!(language, "inspect-sheet.hidden-rows", rows = rows));
    let columns =
        runs(&sheet.hidden_columns).map(|columns| say!(language, "inspect-sheet.hidden-columns", columns = columns));
    rows.into_iter().chain(columns).map(|hidden| format!("; {hidden}")).collect()
}

/// What the texts of a sheet are written in, where that is not Unicode, and how sure that is.
fn legacy(sheet: &InspectedSheet, language: Language) -> Option<String> {
    let found = sheet.legacy?;
    let (encoding, percent) = (found.encoding.title(), found.confidence.to_string());
    Some(match found.decoded {
        true => say!(language, "inspect-sheet.decoded", encoding = encoding, percent = percent),
        false => say!(language, "inspect-sheet.kept", encoding = encoding, percent = percent),
    })
}

/// Whether a sheet is read, or why not.
fn outcome(sheet: &InspectedSheet, language: Language) -> String {
    let why = match sheet.passed_over {
        None => return say!(language, "inspect-sheet.tables", tables = sheet.tables),
        Some(WhyPassedOver::Empty) => say!(language, "inspect-passed-over.empty"),
        Some(WhyPassedOver::NoTable) => say!(language, "inspect-passed-over.no-table"),
        Some(WhyPassedOver::Unusable) => say!(language, "inspect-passed-over.unusable"),
        Some(WhyPassedOver::Hidden) => say!(language, "inspect-passed-over.hidden"),
        Some(WhyPassedOver::Ambiguous) => say!(language, "inspect-passed-over.ambiguous"),
    };
    match &sheet.closest {
        None => say!(language, "inspect-sheet.passed-over", why = why),
        Some(closest) => say!(
            language,
            "inspect-sheet.passed-over-with-closest",
            why = why,
            form = &closest.form_code,
            matched = closest.matched,
            labels = closest.fields,
        ),
    }
}
