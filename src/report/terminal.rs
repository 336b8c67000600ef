//! The closing summary and the lists that a person reads on a terminal, in Vietnamese or English.

use std::fmt::Write as _;

use crate::documents::words::state;
use crate::findings::code::Code;
use crate::findings::fault::Fault;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::grouped_digits;
use crate::findings::settled::Settlement;
use crate::findings::severity::Severity;
use crate::project::written::field::is_code_of_percents;
use crate::publish::summary::TargetLine;
use crate::report::envelope::{PruneAnswer, ReleaseAnswer, RunAnswer, WithdrawAnswer};
use crate::report::ink::inked;
use crate::report::tabular::tabular;
use crate::report::{next_step, open_errors};
use crate::say;
use crate::values::language::Language;
use crate::values::rounded::{digits, rounded, telling_digits};

/// The summary of a run: what is new, what is open and of whom, the targets, the numbers, and last the one thing to do next.
pub fn run(answer: &RunAnswer, language: Language) -> String {
    let summary = &answer.summary;
    let state = |name: &str| summary.submissions.get(name).copied().unwrap_or(0);
    let results = if answer.unchanged {
        say!(language, "summary-run.unchanged", run = &answer.run_id)
    } else {
        answer.run_id.clone()
    };
    let mut lines: Vec<(String, String)> = vec![
        (
            say!(language, "summary-files"),
            say!(
                language,
                "summary-files.counted",
                counted = summary.objects,
                day = &answer.as_of,
                read = answer.objects_read,
            ),
        ),
        (
            say!(language, "summary-rows"),
            say!(
                language,
                "summary-rows.counted",
                accepted = summary.rows_accepted,
                quarantined = summary.rows_quarantined,
            ),
        ),
        (
            say!(language, "summary-submissions"),
            say!(
                language,
                "summary-submissions.counted",
                received = state("received"),
                late = state("late"),
                missing = state("missing"),
                rejected = state("rejected"),
            ) + &match state("withdrawn") {
                0 => String::new(),
                withdrawn => format!(", {}", say!(language, "summary-submissions.withdrawn", withdrawn = withdrawn)),
            },
        ),
        (
            say!(language, "summary-findings"),
            match (summary.resolved, summary.accepted) {
                (0, 0) => {
                    say!(language, "summary-findings.counted", errors = summary.errors, warnings = summary.warnings)
                }
                (resolved, 0) => say!(
                    language,
                    "summary-findings.with-resolved",
                    errors = summary.errors,
                    warnings = summary.warnings,
                    resolved = resolved,
                ),
                (resolved, accepted) => say!(
                    language,
                    "summary-findings.with-accepted",
                    errors = summary.errors,
                    warnings = summary.warnings,
                    resolved = resolved,
                    accepted = accepted,
                ),
            },
        ),
        (
            say!(language, "summary-figures"),
            say!(language, "summary-figures.counted", published = summary.figures, empty = summary.figures_null),
        ),
    ];
    lines.extend([
        (say!(language, "summary-run"), results),
        (say!(language, "summary-results"), answer.results.clone()),
    ]);
    let width = lines.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
    let mut text = of_the_landing_zone(&answer.landing_findings, language);
    if !text.is_empty() {
        text.push('\n');
    }
    for block in [open_errors::since(answer, language), open_errors::open_errors(answer, language)] {
        if !block.is_empty() {
            text.push_str(&block);
            text.push('\n');
        }
    }
    if !summary.targets.is_empty() {
        text.push_str(&targets(&summary.targets, language));
        text.push('\n');
    }
    for (label, line) in lines {
        let _ = writeln!(text, "{}  {line}", padded(&label, width));
    }
    if answer.objects_after > 0 {
        let _ =
            writeln!(text, "\n{}", say!(language, "summary-after", count = answer.objects_after, day = &answer.as_of));
    }
    if !answer.unsettled.is_empty() {
        let _ = writeln!(text, "\n{}", say!(language, "summary-unsettled", count = answer.unsettled.len()));
        text.push_str(&first_names(&answer.unsettled));
    }
    if answer.arrivals_corrected > 0 {
        let _ = writeln!(text, "\n{}", say!(language, "summary-arrivals-corrected", count = answer.arrivals_corrected));
    }
    if answer.debris > 0 {
        let _ = writeln!(text, "\n{}", say!(language, "summary-debris", count = answer.debris));
    }
    if answer.landing_is_empty {
        let _ = writeln!(text, "\n{}", say!(language, "summary-landing-empty"));
    }
    if let Some(current) = &answer.current_stays {
        let _ = writeln!(text, "\n{}", say!(language, "summary-current-stays", day = &answer.as_of, current = current));
    }
    if answer.held {
        let run = &answer.run_id;
        let next = match &answer.since {
            Some(since) => say!(language, "summary-held.after", before = &since.run_id, run = run),
            None => say!(language, "summary-held.first", run = run),
        };
        let _ = writeln!(text, "\n{} {next}", say!(language, "summary-held"));
        if answer.hold_is_doubtful {
            let _ = writeln!(text, "{}", say!(language, "summary-held.doubtful"));
        }
    }
    if let Some(before) = &answer.after_held {
        let _ = writeln!(text, "\n{}", say!(language, "summary-after-held", before = before, run = &answer.run_id));
    }
    text.push_str(&repaired(answer, language));
    match (&answer.misplaced_current, &answer.lost_current) {
        (Some(found), Some(run)) if found != run => {
            let _ = writeln!(text, "\n{}", say!(language, "summary-misplaced-current.moved", found = found, run = run));
        }
        (Some(found), _) => {
            let _ = writeln!(text, "\n{}", say!(language, "summary-misplaced-current.nothing", found = found));
        }
        (None, Some(run)) => {
            let _ = writeln!(text, "\n{}", say!(language, "summary-lost-current", run = run));
        }
        (None, None) => {}
    }
    if let Some(first) = answer.lost.first() {
        let _ = writeln!(text, "\n{}", say!(language, "summary-lost", count = answer.lost.len(), first = first));
    }
    for failed in &answer.after_commit {
        let _ = writeln!(text, "\n{}", failed.text(language));
    }
    if let Some(next) = next_step::after_run(answer, language) {
        let _ = writeln!(text, "\n{next}");
    }
    text
}

/// What was not as it was written, and is so again: files of the run, and inputs of the archive.
fn repaired(answer: &RunAnswer, language: Language) -> String {
    let (inputs, files): (Vec<&str>, Vec<&str>) =
        answer.repaired.iter().map(String::as_str).partition(|name| name.starts_with("archive/"));
    let mut text = String::new();
    if let Some(current) = &answer.damaged_current {
        let (run, files) = (&current.run_id, current.files.join(", "));
        let line = match current.repaired {
            true => say!(language, "summary-repaired", run = run, files = files),
            false => say!(language, "summary-not-repaired", run = run, files = files),
        };
        let _ = writeln!(text, "\n{line}");
    }
    if !files.is_empty() {
        let (run, files) = (&answer.run_id, files.join(", "));
        let _ = writeln!(text, "\n{}", say!(language, "summary-repaired", run = run, files = files));
    }
    if let Some(first) = inputs.first() {
        let _ = writeln!(text, "\n{}", say!(language, "summary-put-back", count = inputs.len(), first = *first));
    }
    text
}

/// What `release` did.
pub fn released(answer: &ReleaseAnswer, language: Language) -> String {
    let run = &answer.run_id;
    let line = match &answer.before {
        Some(before) if before == run => say!(language, "release-already", run = run),
        Some(before) => say!(language, "release-done.before", run = run, before = before),
        None => say!(language, "release-done.first", run = run),
    };
    let failed = answer.after_commit.iter().map(|failed| format!("{}\n", failed.text(language)));
    let line = match answer.withdrawn.as_slice() {
        [] => line,
        names => {
            let (count, names) = (names.len(), names.join(", "));
            line + "\n" + &say!(language, "release-withdrawn", count = count, names = names)
        }
    };
    line + "\n" + &failed.collect::<String>()
}

/// What `withdraw` and `restore` did.
pub fn withdrawn(answer: &WithdrawAnswer, language: Language) -> String {
    let (object, count) = (&answer.object, answer.sha256.len());
    let line = match answer.restored {
        true => say!(language, "withdraw-done.restored", object = object, count = count),
        false => say!(language, "withdraw-done.withdrawn", object = object, count = count),
    };
    let line = line + "\n";
    if answer.same_bytes.is_empty() {
        return line;
    }
    let (names, count) = (answer.same_bytes.join(", "), answer.same_bytes.len());
    line + &say!(language, "withdraw-twins", names = names, count = count) + "\n"
}

/// What `prune` removed, or would remove.
pub fn pruned(answer: &PruneAnswer, language: Language) -> String {
    let mut text: String = answer.removed.iter().map(|run_id| format!("  {run_id}\n")).collect();
    let (removed, kept) = (answer.removed.len(), answer.kept.len());
    let line = match answer.dry_run {
        true => say!(language, "prune-done.dry-run", removed = removed, kept = kept),
        false => say!(language, "prune-done.removed", removed = removed, kept = kept),
    };
    text.push_str(&line);
    if !answer.held.is_empty() {
        let _ = write!(text, "\n{}", say!(language, "prune-done.held", runs = answer.held.join(", ")));
    }
    text + "\n"
}

/// The first names, a line each, and how many more there are.
fn first_names(names: &[String]) -> String {
    const SHOWN: usize = 5;
    let mut text: String = names.iter().take(SHOWN).map(|name| format!("  {name}\n")).collect();
    if names.len() > SHOWN {
        let _ = writeln!(text, "  … +{}", names.len() - SHOWN);
    }
    text
}

/// The first findings about the landing zone, errors first, and how many more there are.
fn of_the_landing_zone(all: &[Finding], language: Language) -> String {
    const SHOWN: usize = 10;
    let shown = &all[..all.len().min(SHOWN)];
    let mut text = findings(shown, language);
    if all.len() > shown.len() {
        let _ = writeln!(text, "{}", say!(language, "summary-landing-more", count = all.len() - shown.len()));
    }
    text
}

/// The targets, a line each, in columns.
fn targets(targets: &[TargetLine], language: Language) -> String {
    let headings = [
        say!(language, "summary-target.indicator"),
        say!(language, "summary-target.period"),
        say!(language, "summary-target.figure"),
        say!(language, "summary-target.goal"),
        say!(language, "summary-target.state"),
        say!(language, "summary-target.source"),
    ];
    let rows = targets.iter().map(|target| {
        let sign = if target.direction == "at_most" { "≤" } else { "≥" };
        [
            target.title.text(language).to_owned(),
            target.time_period.clone().unwrap_or_else(|| "–".to_owned()),
            target.obs_value.map_or_else(|| "–".to_owned(), |value| figure(value, target, language)),
            format!("{sign} {} ({})", goal(target, language), target.target_period),
            state(&target.target_state, language),
            target.source.clone(),
        ]
    });
    let lines: Vec<[String; 6]> = std::iter::once(headings).chain(rows).collect();
    // Figures are flush right.
    tabular("", &lines, |place| place == 2)
}

/// The value of a target with as many digits as it has.
fn goal(target: &TargetLine, language: Language) -> String {
    amount(target.target_value, u8::try_from(digits(target.target_value)).unwrap_or(2), &target.unit, language)
}

/// A figure beside its target.
fn figure(value: f64, target: &TargetLine, language: Language) -> String {
    let digits = telling_digits(value, target.target_value, usize::from(target.decimals));
    amount(value, u8::try_from(digits).unwrap_or(target.decimals), &target.unit, language)
}

/// Digits as a language writes them: `3.334.801,2`.
pub(super) fn grouped_number(digits: &str, language: Language) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let point = if language == Language::Vi { ',' } else { '.' };
    let fraction = fraction.map(|fraction| format!("{point}{fraction}")).unwrap_or_default();
    format!("{sign}{}{fraction}", grouped_digits(whole, language))
}

/// A figure with its digits grouped, and with the sign of a percentage.
pub(super) fn amount(value: f64, decimals: u8, unit: &str, language: Language) -> String {
    let number = grouped_number(&rounded(value, usize::from(decimals)), language);
    if is_code_of_percents(unit) { format!("{number} %") } else { number }
}

/// A count with its digits grouped.
pub(super) fn count(number: u64, language: Language) -> String {
    grouped_digits(&number.to_string(), language)
}

pub(super) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(crate::values::text::width(text))))
}

pub(super) fn flush_right(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(crate::values::text::width(text))))
}

/// Where a finding is: object, sheet, and cell or row.
pub(super) fn place(at: &Location, language: Language) -> String {
    let row = at.row.filter(|_| at.cell.is_none()).map(|row| say!(language, "finding-row", row = row.to_string()));
    let parts = [at.object.as_deref(), at.sheet.as_deref(), at.cell.as_deref(), row.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Findings, each with its place, what is wrong and what to do.
pub fn findings(findings: &[Finding], language: Language) -> String {
    let mut text = String::new();
    for finding in findings {
        let place = place(&finding.location, language);
        let severity = match finding.severity() {
            Severity::Error => say!(language, "finding-severity.error"),
            Severity::Warning => say!(language, "finding-severity.warning"),
            Severity::Note => say!(language, "finding-severity.note"),
        };
        let severity = inked(finding.severity(), &severity);
        let _ = writeln!(text, "{severity}[{}] {place}", finding.code);
        let _ = writeln!(text, "  {}", finding.message.text(language));
        // The words of a check are the project's, and name no numbers.
        if finding.code == Code::CheckFailed
            && let Some(value) = &finding.value
        {
            let _ = writeln!(text, "  {}", say!(language, "finding-written", value = value));
        }
        if let Some(expected) =
            finding.wanted().map(|expected| expected.text(language)).filter(|expected| !expected.is_empty())
        {
            let _ = writeln!(text, "  {}", say!(language, "finding-expected", expected = expected));
        }
        if let Some(suggestion) = finding.suggestion.as_ref().map(|suggestion| suggestion.text(language)) {
            let _ = writeln!(text, "  {}", say!(language, "finding-suggestion", suggestion = suggestion));
        }
        if let Some(settled) = &finding.settled {
            let said = match settled.state {
                Settlement::Accepted => say!(language, "finding-settled.accepted", by = &settled.by),
                Settlement::Resolved => say!(language, "finding-settled.resolved", by = &settled.by),
            };
            let _ = writeln!(text, "  {said}");
        }
    }
    text
}

/// Faults of the declarations, a line each.
pub fn faults(faults: &[Fault], language: Language) -> String {
    faults.iter().map(|fault| fault.text(language) + "\n").collect()
}
