//! What was recognised of a table: its form, period and sender, and the field of each column.

use super::grid::role;
use crate::locate::labels::matched::Words;
use crate::report::inspected::{InspectedTable, MatchedBy, Stated};
use crate::report::inspected_row::{InspectedRole, InspectedRow};
use crate::report::tabular::tabular;
use crate::say;
use crate::values::language::Language;
use crate::values::text::fitted;

/// What was recognised of a table, from its heading to how many rows of each role it has.
pub(super) fn recognised(table: &InspectedTable, number: usize, language: Language) -> String {
    let number = number.to_string();
    let mut heading = match table.sheet.as_str() {
        "" => say!(language, "inspect-table.heading", number = number),
        sheet => say!(language, "inspect-table.heading-of-sheet", number = number, sheet = sheet),
    };
    if !table.used {
        heading = format!("{heading} · {}", say!(language, "inspect-table.not-used"));
    }
    let mut lines = vec![[say!(language, "inspect-table.form"), form(table, language)]];
    let numbers = table.continues.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if !numbers.is_empty() {
        let rows = say!(language, "inspect-table.rows-of", numbers = numbers);
        lines.push([say!(language, "inspect-table.continues"), rows]);
    }
    let plain = |stated: &Stated| quoted(stated, language);
    lines.extend(table.code.as_ref().map(|code| [say!(language, "inspect-table.code"), plain(code)]));
    lines.push([say!(language, "inspect-table.period"), period(table, language)]);
    lines.push([say!(language, "inspect-table.sender"), sender(table, language)]);
    lines.extend(table.unit.as_ref().map(|unit| [say!(language, "inspect-table.unit"), plain(unit)]));
    lines.extend(table.revision.as_ref().map(|revision| [say!(language, "inspect-table.revision"), plain(revision)]));
    for (index, formula) in table.formulas.iter().enumerate() {
        let heading = if index == 0 { say!(language, "inspect-table.formulas") } else { String::new() };
        let mut text = format!("“{}” ({})", fitted(&formula.text, 60), formula.cell);
        if !formula.understood {
            text = format!("{text} · {}", say!(language, "inspect-table.not-understood"));
        }
        lines.push([heading, text]);
    }
    lines.push([say!(language, "inspect-table.rows"), counts(table, language)]);
    format!("{heading}\n{}", tabular("  ", &lines, |_| false))
}

/// `01/TN (services) · Kết quả dịch vụ công, recognised by 6 of 7 labels`
fn form(table: &InspectedTable, language: Language) -> String {
    let title = table.form_title.as_ref().map(|title| format!(" · {title}")).unwrap_or_default();
    let form = format!("{} ({}){title}", table.form_code, table.form);
    let (matched, labels) = (table.matched, table.fields);
    match table.form_matched_by {
        MatchedBy::Labels => {
            say!(language, "inspect-table.recognised", form = form, matched = matched, labels = labels)
        }
        MatchedBy::Code => {
            say!(language, "inspect-table.recognised-with-code", form = form, matched = matched, labels = labels)
        }
        MatchedBy::Period => {
            say!(language, "inspect-table.recognised-with-period", form = form, matched = matched, labels = labels)
        }
        MatchedBy::TableAbove => {
            say!(language, "inspect-table.recognised-with-table-above", form = form, matched = matched, labels = labels)
        }
    }
}

fn period(table: &InspectedTable, language: Language) -> String {
    let periods = match table.time_periods.as_slice() {
        [] => say!(language, "inspect-table.unknown"),
        [only] => only.clone(),
        [first, .., last] => format!("{first} … {last}"),
    };
    match &table.period_column {
        Some(column) => format!("{} → {periods}", say!(language, "inspect-table.column", column = column)),
        None => stated(table.period.as_ref(), periods, language),
    }
}

fn sender(table: &InspectedTable, language: Language) -> String {
    let sender = match (&table.sender_ref_area, &table.sender_name) {
        (Some(code), Some(name)) => format!("{code} {name}"),
        _ => say!(language, "inspect-table.unknown"),
    };
    stated(table.sender.as_ref(), sender, language)
}

/// A text of the head, where there is one, and what it means.
fn stated(stated: Option<&Stated>, meaning: String, language: Language) -> String {
    match stated {
        Some(stated) => format!("{} → {meaning}", quoted(stated, language)),
        None => meaning,
    }
}

/// A text of the head and its cell: `“Tháng 9/2025” (A4)`.
fn quoted(stated: &Stated, language: Language) -> String {
    let place = match (&stated.sheet, &stated.cell) {
        (None, Some(cell)) => cell.clone(),
        (Some(sheet), Some(cell)) => format!("{sheet}!{cell}"),
        (_, None) => say!(language, "inspect-table.sheet-name"),
    };
    format!("“{}” ({place})", fitted(&stated.text, 60))
}

/// `7–24: 15 data, 2 section, 1 total`.
fn counts(table: &InspectedTable, language: Language) -> String {
    let mut counts: Vec<(&InspectedRow, usize)> = Vec::new();
    for row in table.rows.iter().filter(|row| row.role != InspectedRole::Label) {
        match counts.iter_mut().find(|(of, _)| (of.role, of.scope) == (row.role, row.scope)) {
            Some((_, count)) => *count += 1,
            None => counts.push((row, 1)),
        }
    }
    let counts: Vec<String> = counts
        .into_iter()
        .map(|(of, count)| say!(language, "inspect-table.counted", count = count, role = role(of, language)))
        .collect();
    let counts = if counts.is_empty() { say!(language, "inspect-table.no-rows") } else { counts.join(", ") };
    match (table.first_row, table.last_row) {
        (first, last) if first == last => format!("{first}: {counts}"),
        (first, last) => format!("{first}–{last}: {counts}"),
    }
}

/// The field of each column, and by what it was recognised.
pub(super) fn columns(table: &InspectedTable, language: Language) -> String {
    let mut lines = vec![[
        say!(language, "inspect-column.column"),
        say!(language, "inspect-column.label"),
        say!(language, "inspect-column.field"),
        say!(language, "inspect-column.recognised-by"),
        say!(language, "inspect-column.unit"),
        String::new(),
    ]];
    for column in &table.columns {
        let field = column.field.clone().unwrap_or_else(|| say!(language, "inspect-column.ignored"));
        let words = column.matched_by.map_or_else(String::new, |words| match words {
            Words::Title => say!(language, "inspect-column.title"),
            Words::Alias => say!(language, "inspect-column.alias"),
            Words::Name => say!(language, "inspect-column.name"),
        });
        let score = column.score.map_or(String::new(), |score| format!(" {score}"));
        let unit = column.unit.clone().unwrap_or_default();
        let hidden = column.hidden.then(|| say!(language, "inspect-column.hidden"));
        let percent = Some(column.percent_cells).filter(|cells| *cells > 0);
        let percent = percent.map(|cells| say!(language, "inspect-column.percent", cells = cells));
        let remarks: Vec<String> = hidden.into_iter().chain(percent).collect();
        let (recognised_by, label) = (format!("{words}{score}"), fitted(&column.label, 56));
        lines.push([column.column.clone(), label, field, recognised_by, unit, remarks.join(", ")]);
    }
    tabular("  ", &lines, |_| false)
}
