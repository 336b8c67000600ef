//! What was found about the cells that enter a figure, and why a figure is withheld, for a terminal.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::explained::because;
use crate::findings::code::Code;
use crate::query::explain::answer::{ExplainAnswer, ExplainedCell, ExplainedFinding, Reason};
use crate::say;
use crate::values::language::Language;

/// The errors for which a figure is withheld, up to so many.
pub(super) fn withheld(answer: &ExplainAnswer, most: usize, language: Language) -> String {
    if answer.withheld.is_empty() {
        return String::new();
    }
    let mut text = format!("  {}\n", say!(language, "explain-withheld", count = answer.withheld.len()));
    for reason in answer.withheld.iter().take(most) {
        let _ = writeln!(text, "    {}", because(reason, language));
    }
    if answer.withheld.len() > most {
        let _ = writeln!(text, "    {}", say!(language, "explain-more", count = answer.withheld.len() - most));
    }
    text.push('\n');
    text
}

/// What came of units that count and is not used, up to so many.
pub(super) fn not_used(answer: &ExplainAnswer, most: usize, language: Language) -> String {
    let reasons = answer.units.iter().flat_map(|unit| &unit.not_used).collect();
    listed(&say!(language, "explain-not-used"), &reasons, most, language)
}

/// The members and periods of units that count that are in one part of the ratio alone, up to so many.
pub(super) fn uneven(answer: &ExplainAnswer, most: usize, language: Language) -> String {
    let reasons = answer.units.iter().flat_map(|unit| &unit.uneven).collect();
    listed(&say!(language, "explain-uneven"), &reasons, most, language)
}

fn listed(heading: &str, reasons: &BTreeSet<&Reason>, most: usize, language: Language) -> String {
    if reasons.is_empty() {
        return String::new();
    }
    let mut text = format!("  {heading}\n");
    for reason in reasons.iter().take(most) {
        let _ = writeln!(text, "    {}", because(reason, language));
    }
    if reasons.len() > most {
        let _ = writeln!(text, "    {}", say!(language, "explain-more", count = reasons.len() - most));
    }
    text.push('\n');
    text
}

/// The findings about the cells that enter, up to so many; not those that a later submission has resolved, nor those named by [`withheld`].
pub(super) fn text(answer: &ExplainAnswer, most: usize, language: Language) -> String {
    let rows = answer.units.iter().flat_map(|unit| &unit.rows).filter(|row| row.enters);
    let cells = rows.flat_map(|row| row.fields.iter().flat_map(|field| &field.cells));
    let mut seen = BTreeSet::new();
    let found: Vec<(&ExplainedCell, &ExplainedFinding)> = cells
        .flat_map(|cell| cell.findings.iter().map(move |finding| (cell, finding)))
        // What was decided is shown by itself.
        .filter(|(_, finding)| finding.state != "resolved" && finding.code != Code::NeedlessDecision.name())
        .filter(|(cell, finding)| {
            let is_named = |code: &String, at: &Option<String>| *code == finding.code && *at == cell.cell;
            !answer.withheld.iter().any(|one| one.finding.as_ref().is_some_and(|code| is_named(code, &one.cell)))
        })
        .filter(|(cell, finding)| {
            seen.insert((&cell.object, &cell.sheet, cell.row, &finding.code, &finding.message.en))
        })
        .collect();
    if found.is_empty() {
        return String::new();
    }
    let mut text = format!("  {}\n", say!(language, "explain-findings", count = found.len()));
    for (cell, finding) in found.iter().take(most) {
        let at = finding.cell.as_deref().or(cell.cell.as_deref()).unwrap_or_default();
        let place = [cell.object.as_str(), cell.sheet.as_str(), at];
        let mut place: Vec<String> = place.into_iter().filter(|part| !part.is_empty()).map(str::to_owned).collect();
        place.push(format!("[{}]", finding.code));
        let _ = writeln!(text, "    {} · {}", finding.message.text(language), place.join(" · "));
    }
    if found.len() > most {
        let _ = writeln!(text, "    {}", say!(language, "explain-more", count = found.len() - most));
    }
    text.push('\n');
    text
}
