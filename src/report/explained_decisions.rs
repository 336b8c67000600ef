//! What people have decided of the cells behind a figure, for a terminal.

use std::fmt::Write as _;

use crate::query::explain::answer::ExplainAnswer;
use crate::say;
use crate::values::language::Language;

/// The decided cells, up to so many: what was sent, what was decided, by whom, when and why.
pub(super) fn text(answer: &ExplainAnswer, most: usize, language: Language) -> String {
    let cells = &answer.decisions;
    if cells.is_empty() {
        return String::new();
    }
    let mut text = format!("  {}\n", say!(language, "explain-decided", count = cells.len()));
    for cell in cells.iter().take(most) {
        let decision = &cell.decision;
        let place = [cell.object.as_str(), cell.sheet.as_str(), cell.cell.as_str()];
        let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
        let said = match (&decision.value, &cell.raw) {
            (Some(value), sent) => {
                let sent = sent.as_deref().unwrap_or_default();
                say!(language, "explain-decided.corrected", sent = sent, value = value)
            }
            (None, Some(sent)) => say!(language, "explain-decided.kept", sent = sent),
            (None, None) => say!(language, "explain-decided.row-kept"),
        };
        let _ = writeln!(text, "    {} · {said}", place.join(" · "));
        let (who, why) = (&decision.who, &decision.why);
        let by = say!(language, "explain-decided.by", who = who, day = &decision.when, why = why);
        let _ = writeln!(text, "      {by} [{}]", decision.decision);
    }
    if cells.len() > most {
        let _ = writeln!(text, "    {}", say!(language, "explain-more", count = cells.len() - most));
    }
    text.push('\n');
    text
}
