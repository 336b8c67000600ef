//! The table itself, drawn as a grid, with row numbers and roles in the margin.

use std::fmt::Write as _;

use crate::report::drawn::{Drawn, drawn};
use crate::report::ink::BAND;
use crate::report::inspected::InspectedTable;
use crate::report::inspected_row::{InspectedRole, InspectedRow, Scope};
use crate::report::terminal::{flush_right, padded};
use crate::say;
use crate::values::language::Language;
use crate::values::text::{fitted, width};

/// The table itself, with row numbers and roles in the margin.
pub(super) fn grid(table: &InspectedTable, language: Language) -> String {
    // Labels have their whole text above; where there are many columns they give way to what is below them.
    let (most, most_of_labels) = match table.columns.len() {
        0..=7 => (20, 20),
        8..=11 => (16, 9),
        _ => (12, 7),
    };
    let drawn = drawn(&table.rows);
    let mut widths: Vec<usize> = table
        .columns
        .iter()
        .map(|column| width(&column.column).max(column.field.as_deref().map_or(1, width)).min(most_of_labels))
        .collect();
    let shown =
        || drawn.iter().filter_map(|line| if let Drawn::Row(index) = line { table.rows.get(*index) } else { None });
    for row in shown().filter(|row| row.role != InspectedRole::Note) {
        let most = if row.role == InspectedRole::Label { most_of_labels } else { most };
        for (width_of, cell) in widths.iter_mut().zip(&row.cells) {
            *width_of = (*width_of).max(width(&fitted(cell, most)));
        }
    }
    let number_width = table.rows.last().map_or(1, |row| row.row.to_string().len());
    let role_width = shown().map(|row| width(&role(row, language))).max().unwrap_or(0);
    let line = |number: &str, margin: &str, cells: &[String]| {
        let cells: Vec<String> = cells
            .iter()
            .zip(&widths)
            .map(|(cell, width)| {
                let cell = fitted(cell, *width);
                if is_amount(&cell) { flush_right(&cell, *width) } else { padded(&cell, *width) }
            })
            .collect();
        let margin = format!("{} {}", flush_right(number, number_width), padded(margin, role_width));
        let cells: String = cells.iter().map(|cell| format!("{BAND} │ {cell}")).collect();
        format!("{margin}{cells}").trim_end().to_owned() + "\n"
    };
    let whole = widths.iter().sum::<usize>() + 3 * widths.len().saturating_sub(1);
    let letters: Vec<String> = table.columns.iter().map(|column| column.column.clone()).collect();
    let fields: Vec<String> =
        table.columns.iter().map(|column| column.field.clone().unwrap_or_else(|| "–".to_owned())).collect();
    let rule: String = widths.iter().map(|width| format!("{BAND}─┼─{}", "─".repeat(*width))).collect();
    let rule = format!("{}{rule}\n", "─".repeat(number_width + 1 + role_width));
    let mut text = line("", "", &letters) + &line("", "", &fields) + &rule;
    let mut labels = true;
    let margin = " ".repeat(number_width + 1 + role_width);
    for line_of in &drawn {
        let row = match line_of {
            Drawn::Row(index) => table.rows.get(*index),
            Drawn::LeftOut(count, first) => {
                let role = table.rows.get(*first).map_or_else(String::new, |row| role(row, language));
                let left_out = say!(language, "inspect-left-out.rows-of-role", count = *count, role = role);
                let _ = writeln!(text, "{margin}{BAND} │ {left_out}");
                None
            }
            Drawn::Rest(count) => {
                let _ = writeln!(text, "{margin}{BAND} │ {}", say!(language, "inspect-left-out.rows", count = *count));
                None
            }
        };
        let Some(row) = row else { continue };
        if std::mem::replace(&mut labels, row.role == InspectedRole::Label) && !labels {
            text.push_str(&rule);
        }
        let number = row.row.to_string();
        if row.role == InspectedRole::Note {
            // A note is in no column.
            let texts: Vec<&str> = row.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
            let (number, margin) = (flush_right(&number, number_width), padded(&role(row, language), role_width));
            let _ = writeln!(text, "{number} {margin}{BAND} │ {}", fitted(&texts.join("  ·  "), whole.max(60)));
            continue;
        }
        text.push_str(&line(&number, &role(row, language), &row.cells));
    }
    text
}

/// The role of a row in a word.
pub(super) fn role(row: &InspectedRow, language: Language) -> String {
    match (row.role, row.scope) {
        (InspectedRole::Label, _) => say!(language, "inspect-role.labels"),
        (InspectedRole::Data, _) => say!(language, "inspect-role.data"),
        (InspectedRole::Section, _) => say!(language, "inspect-role.section"),
        (InspectedRole::PartOf, _) => say!(language, "inspect-role.part-of"),
        (InspectedRole::Total, Some(Scope::Section)) => say!(language, "inspect-role.section-total"),
        (InspectedRole::Total, _) => say!(language, "inspect-role.total"),
        (InspectedRole::Note, _) => say!(language, "inspect-role.note"),
        (InspectedRole::Blank, _) => say!(language, "inspect-role.blank"),
        (InspectedRole::Numbering, _) => say!(language, "inspect-role.numbering"),
        (InspectedRole::Unit, _) => say!(language, "inspect-role.unit"),
    }
}

/// True for what is flush right in a table of figures.
fn is_amount(cell: &str) -> bool {
    cell.starts_with(|sign: char| sign.is_ascii_digit() || sign == '-')
        && cell.chars().all(|sign| sign.is_ascii_digit() || " .,-%".contains(sign))
}
