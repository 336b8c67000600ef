//! The one thing to do next: the last line of an answer, where the eye is.

use std::collections::BTreeSet;

use crate::findings::finding::Finding;
use crate::findings::severity::Severity;
use crate::query::show::{Series, ShowAnswer};
use crate::query::status::{StatusAnswer, Waiting};
use crate::report::envelope::{RunAnswer, ValidateAnswer};
use crate::report::inspected::InspectAnswer;
use crate::say;
use crate::values::language::Language;

/// After a run; nothing where a line above already ends with what to do.
pub(super) fn after_run(answer: &RunAnswer, language: Language) -> Option<String> {
    let summary = &answer.summary;
    let is_said = answer.landing_is_empty
        || answer.current_stays.is_some()
        || answer.held
        || !answer.lost.is_empty()
        || !answer.repaired.is_empty()
        || answer.damaged_current.is_some()
        || answer.lost_current.is_some()
        || answer.misplaced_current.is_some()
        || !answer.after_commit.is_empty();
    if is_said {
        return None;
    }
    let missing = summary.submissions.get("missing").copied().unwrap_or(0);
    let (returns, findings) = (format!("{}/returns", answer.results), format!("{}/findings.parquet", answer.results));
    Some(match (answer.landing_findings.iter().any(Finding::is_error), summary.errors, summary.returns) {
        (true, _, _) => say!(language, "next-step.landing"),
        (_, 1.., 1..) => say!(language, "next-step.returns", count = summary.returns, folder = returns),
        (_, 1.., 0) => say!(language, "next-step.findings", file = findings),
        _ if !answer.unsettled.is_empty() => say!(language, "next-step.unsettled"),
        _ if missing > 0 => say!(language, "next-step.missing", count = missing),
        _ if summary.warnings > 0 => say!(language, "next-step.warnings", count = summary.warnings, file = findings),
        _ => say!(language, "next-step.nothing"),
    })
}

/// After `validate`: whether what was looked at may be sent, and where it is mended.
pub(super) fn after_validate(answer: &ValidateAnswer, is_returned: bool, language: Language) -> String {
    let open = || answer.files.iter().flat_map(|file| &file.findings).filter(|finding| finding.is_open());
    let weighing = |severity| open().filter(|finding| finding.severity() == severity).count();
    match (weighing(Severity::Error), weighing(Severity::Warning)) {
        (0, 0) => say!(language, "next-step.send"),
        (0, warnings) => say!(language, "next-step.send-after", count = warnings),
        (errors, _) if is_returned => say!(language, "next-step.mend-returned", count = errors),
        (errors, _) => say!(language, "next-step.mend", count = errors),
    }
}

/// After `status`; nothing where a line above already ends with what to do: before the first run, and where a run is held.
pub(super) fn after_status(answer: &StatusAnswer, language: Language) -> Option<String> {
    let current = answer.current.as_ref().filter(|_| answer.held.is_none())?;
    let waits = answer.waiting.as_ref().is_some_and(Waiting::changes_a_run);
    let named = senders_of_missing(answer);
    let missing = answer.tallies.as_ref().map_or(0, |tallies| tallies.total.missing);
    Some(match (waits, current.errors, named) {
        (true, _, _) => say!(language, "next-step.run"),
        (_, 1.., _) => say!(language, "next-step.open", count = current.errors),
        (_, 0, 1..) => say!(language, "next-step.remind", count = named),
        _ if missing > 0 => say!(language, "next-step.missing", count = missing),
        _ if current.warnings > 0 => say!(language, "next-step.open-warnings", count = current.warnings),
        _ => say!(language, "next-step.nothing"),
    })
}

/// How many senders a status names of whom something is missing: those of its count by sender, else those of the newest periods.
fn senders_of_missing(answer: &StatusAnswer) -> usize {
    let of_tallies = answer.tallies.as_ref().map(|tallies| {
        let missing = tallies.lines.iter().filter(|line| line.missing > 0);
        missing.filter_map(|line| Some((line.ref_area.as_deref()?, line.ref_area_valid_from.as_deref()))).collect()
    });
    let of_forms = || {
        let missing = answer.forms.iter().flat_map(|form| &form.missing);
        missing.map(|sender| (sender.ref_area.as_str(), Some(sender.name.as_str()))).collect()
    };
    let senders: BTreeSet<(&str, Option<&str>)> = of_tallies.unwrap_or_else(of_forms);
    senders.len()
}

/// After `show`: the cells of its newest figure.
pub(super) fn after_show(answer: &ShowAnswer, language: Language) -> Option<String> {
    let newest = |series: &Series| series.points.last().map(|point| point.time_period.clone());
    let series = answer.series.iter().rev().max_by_key(|series| newest(series))?;
    let mut command = format!("tinhso explain {} {} --area {}", answer.indicator, newest(series)?, series.ref_area);
    let geography = &answer.asked_geography;
    let run = answer.is_of_named_run.then(|| answer.run_id.clone());
    for (option, value) in
        [("--method", &series.method), ("--breakdown", &series.breakdown), ("--geography", geography), ("--run", &run)]
    {
        if let Some(value) = value {
            command.push_str(&format!(" {option} {}", quoted(value)));
        }
    }
    Some(say!(language, "next-step.explain", command = command))
}

/// After `inspect`.
pub(super) fn after_inspect(answer: &InspectAnswer, language: Language) -> String {
    let errors = answer.files.iter().flat_map(|file| &file.findings).filter(|finding| finding.is_error()).count();
    let unknown = answer.files.iter().find(|file| file.tables.is_empty() && file.kind.is_some());
    match (errors, unknown) {
        (_, Some(file)) => say!(language, "next-step.draft", file = quoted(&file.file)),
        (0, None) => {
            let files = answer.files.iter().map(|file| quoted(&file.file)).collect::<Vec<_>>().join(" ");
            say!(language, "next-step.validate", files = files)
        }
        (errors, None) => say!(language, "next-step.mend", count = errors),
    }
}

/// A word of a command, in quotes where a shell would part it.
fn quoted(word: &str) -> String {
    let is_plain = |sign: char| sign.is_alphanumeric() || "-_./:+,=@%".contains(sign);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}
