//! What people have decided of the cells of a figure, for a terminal.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::query::explain::answer::{ExplainAnswer, ExplainedCell, ExplainedDecision};
use crate::say;
use crate::values::language::Language;

/// The decided cells, up to so many: what was sent, what was decided, by whom, when and why.
pub(super) fn text(answer: &ExplainAnswer, most: usize, language: Language) -> String {
    let rows = answer.units.iter().flat_map(|unit| &unit.rows);
    let cells = rows.flat_map(|row| row.fields.iter().flat_map(|field| &field.cells));
    let mut seen = BTreeSet::new();
    let decided: Vec<(&ExplainedCell, &ExplainedDecision)> = cells
        .flat_map(|cell| cell.decisions.iter().map(move |decision| (cell, decision)))
        .filter(|(cell, decision)| seen.insert((&cell.object, &cell.cell, &decision.decision)))
        .collect();
    if decided.is_empty() {
        return String::new();
    }
    let mut text = format!("  {}\n", say!(language, "explain-decided", count = decided.len()));
    for (cell, decision) in decided.iter().take(most) {
        let place = [cell.object.as_str(), cell.sheet.as_str(), cell.cell.as_deref().unwrap_or_default()];
        let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
        let sent = cell.raw.as_deref().unwrap_or_default();
        let said = match &decision.value {
            Some(value) => say!(language, "explain-decided.corrected", sent = sent, value = value),
            None => say!(language, "explain-decided.kept", sent = sent),
        };
        let _ = writeln!(text, "    {} · {said}", place.join(" · "));
        let (who, why) = (&decision.who, &decision.why);
        let by = say!(language, "explain-decided.by", who = who, day = &decision.when, why = why);
        let _ = writeln!(text, "      {by} [{}]", decision.decision);
    }
    if decided.len() > most {
        let _ = writeln!(text, "    {}", say!(language, "explain-more", count = decided.len() - most));
    }
    text.push('\n');
    text
}
