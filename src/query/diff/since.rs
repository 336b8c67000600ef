//! What is new in a run since the one before, in a few numbers: for the summary of a run.

use schemars::JsonSchema;
use serde::Serialize;

use super::answer::{ChangedFinding, ChangedSubmission, DiffAnswer};

/// How many new errors are named.
const FIRST_ERRORS: usize = 10;

/// What is new since the run before.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Since {
    /// The run that was current before.
    pub run_id: String,
    /// Findings of severity error that it does not have.
    pub errors: u64,
    /// Findings of severity warning that it does not have.
    pub warnings: u64,
    /// The first of the new findings of severity error.
    pub first_errors: Vec<ChangedFinding>,
    /// Findings that are not open any more.
    pub resolved: u64,
    /// Figures that both have, and that differ.
    pub figures_moved: u64,
    pub figures_new: u64,
    pub figures_gone: u64,
    /// Submissions that came.
    pub submissions_new: u64,
    /// Submissions that count no more: withdrawn, or of a form, sender or period that is not declared any more.
    pub submissions_gone: u64,
    /// Submissions that are missing since a deadline passed.
    pub submissions_missing: u64,
}

impl Since {
    pub fn new(answer: &DiffAnswer) -> Self {
        let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        let of_severity =
            |severity: &'static str| answer.findings.new.iter().filter(move |one| one.severity == severity);
        let sent = &answer.submissions.new;
        let missing = sent.iter().filter(|one| one.object.is_none()).count();
        let is_withdrawn = |one: &&ChangedSubmission| one.state_after.as_deref() == Some("withdrawn");
        let withdrawn = answer.submissions.changed.iter().filter(is_withdrawn).count();
        Self {
            run_id: answer.before.run_id.clone(),
            errors: count(of_severity("error").count()),
            warnings: count(of_severity("warning").count()),
            first_errors: of_severity("error").take(FIRST_ERRORS).cloned().collect(),
            resolved: count(answer.findings.resolved.len()),
            figures_moved: count(answer.figures.moved.len()),
            figures_new: count(answer.figures.new.len()),
            figures_gone: count(answer.figures.gone.len()),
            submissions_new: count(sent.len().saturating_sub(missing)),
            submissions_gone: count(answer.submissions.gone.len().saturating_add(withdrawn)),
            submissions_missing: count(missing),
        }
    }
}
