//! Where to begin in the morning: what is new since the run before, and the open errors by sender and cause, counts before examples.

use std::fmt::Write as _;

use crate::findings::severity::Severity;
use crate::publish::open_errors::{ErrorCause, SenderErrors};
use crate::report::envelope::RunAnswer;
use crate::report::ink::inked;
use crate::report::terminal::place;
use crate::say;
use crate::values::language::Language;

/// New errors that are named; senders, and causes of one sender, that are.
const NEW: usize = 3;
const SENDERS: usize = 5;
const CAUSES: usize = 3;

/// What is new since the run before; empty where there was none.
pub(super) fn since(answer: &RunAnswer, language: Language) -> String {
    let Some(since) = &answer.since else { return String::new() };
    let mut text = say!(
        language,
        "summary-since",
        run = &since.run_id,
        errors = since.errors,
        warnings = since.warnings,
        resolved = since.resolved,
        moved = since.figures_moved,
        gone = since.figures_gone,
        withdrawn = since.submissions_gone,
        new = since.figures_new,
        submissions = since.submissions_new,
    );
    text.push('\n');
    for finding in since.first_errors.iter().take(NEW) {
        let parts = [finding.object.as_deref(), finding.sheet.as_deref(), finding.cell.as_deref()];
        let place = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let _ = writeln!(text, "  {} · {place}: {}", finding.code, finding.message.text(language));
    }
    text
}

/// The open errors; empty where there are none.
pub(super) fn open_errors(answer: &RunAnswer, language: Language) -> String {
    let (summary, open) = (&answer.summary, &answer.summary.open_errors);
    if open.most.is_empty() {
        return String::new();
    }
    let head = say!(language, "summary-open", errors = summary.errors, senders = open.senders);
    let mut text = inked(Severity::Error, &head) + "\n";
    let shown = open.most.iter().take(SENDERS);
    for sender in shown.clone() {
        text.push_str(&of_sender(sender, language));
    }
    let senders = open.senders.saturating_sub(u64::try_from(shown.len()).unwrap_or(u64::MAX));
    let errors = summary.errors.saturating_sub(shown.map(|sender| sender.errors).sum());
    if senders > 0 {
        let file = format!("{}/findings.parquet", answer.results);
        let _ = writeln!(
            text,
            "  {}",
            say!(language, "summary-open.more", senders = senders, errors = errors, file = file)
        );
    }
    text
}

fn of_sender(sender: &SenderErrors, language: Language) -> String {
    let name = match (&sender.name, &sender.ref_area) {
        (Some(name), Some(code)) => format!("{name} ({code})"),
        _ => say!(language, "status-tally.unknown-sender"),
    };
    let mut text = format!("  {}\n", say!(language, "summary-open.sender", sender = name, errors = sender.errors));
    let shown = sender.causes.iter().take(CAUSES);
    for ErrorCause { code, errors, first, .. } in shown.clone() {
        let (place, message) = (place(&first.location, language), first.message.text(language));
        let place = if place.is_empty() { place } else { format!(" · {place}") };
        let _ = writeln!(text, "    {errors} × {code}{place}: {message}");
    }
    let rest = sender.errors.saturating_sub(shown.map(|cause| cause.errors).sum());
    if rest > 0 {
        let _ = writeln!(text, "    {}", say!(language, "summary-open.more-causes", errors = rest));
    }
    text
}
