//! The lines of exports that add to a figure, for a terminal.

use std::fmt::Write as _;

use crate::query::explain::answer::{ExplainAnswer, ExplainedLine, ExplainedRow, ExplainedUnit, PartName};

use super::cell_terms::share_before;
use crate::report::terminal::{flush_right, grouped_number};
use crate::say;
use crate::values::language::Language;
use crate::values::text::width;

/// The lines of each row that enters, up to so many of each.
pub(super) fn text(answer: &ExplainAnswer, most: usize, language: Language) -> String {
    let mut text = String::new();
    let units = answer.units.iter().filter(|unit| unit.counts).take(most);
    for (unit, row) in units.flat_map(|unit| unit.rows.iter().map(move |row| (unit, row))) {
        if let Some(lines) = row.found.as_deref().filter(|lines| !lines.is_empty()) {
            text.push_str(&of_row(unit, row, lines, most, language));
        }
    }
    text
}

fn of_row(
    unit: &ExplainedUnit,
    row: &ExplainedRow,
    lines: &[ExplainedLine],
    most: usize,
    language: Language,
) -> String {
    let part = match row.part {
        PartName::Numerator => say!(language, "explain-part.numerator"),
        PartName::Denominator => say!(language, "explain-part.denominator"),
    };
    let amount = row.amount.as_deref().map(|amount| grouped_number(amount, language)).unwrap_or_default();
    let (name, count) = (&unit.ref_area_name, lines.len());
    let mut text = format!(
        "  {}\n",
        say!(language, "explain-lines.head", area = name, part = part, amount = amount, count = count)
    );
    let shown: Vec<&ExplainedLine> = lines.iter().take(most).collect();
    let amounts: Vec<String> = shown
        .iter()
        .map(|line| share_before(line.share.as_deref(), language) + &grouped_number(&line.amount, language))
        .collect();
    let wide = amounts.iter().map(|amount| width(amount)).max().unwrap_or(0);
    let mut object = "";
    for (line, amount) in shown.iter().zip(&amounts) {
        if line.object != object {
            object = &line.object;
            let _ = writeln!(text, "    {object}");
        }
        let number = say!(language, "finding-row", row = line.line.to_string());
        let cells: Vec<String> = line.cells.iter().map(|cell| format!("{} {}", cell.cell, cell.raw.trim())).collect();
        let _ = writeln!(text, "      {number}  {}  {}", flush_right(amount, wide), cells.join(" · "));
    }
    if lines.len() > most {
        let _ = writeln!(text, "      {}", say!(language, "explain-more", count = lines.len() - most));
    }
    text.push('\n');
    text
}
