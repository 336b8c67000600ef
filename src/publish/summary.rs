//! What a run says of itself in a few numbers. It is in the manifest, so that an unchanged run says the same again.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::assemble::Submission;
use crate::findings::finding::Finding;
use crate::findings::message::Message;
use crate::findings::severity::Severity;
use crate::project::Project;
use crate::publish::figures::JudgedGoal;
use crate::publish::finding_id::FoundIn;
use crate::publish::finding_state::FindingState;
use crate::publish::open_errors::OpenErrors;

/// How many findings of severity error a summary holds.
const FIRST_ERRORS: usize = 10;

/// A run in a few numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// Arrivals counted.
    pub objects: u64,
    /// Rows that are used, those that are kept of replaced submissions among them.
    pub rows_accepted: u64,
    /// Rows of submissions that count which are kept out.
    pub rows_quarantined: u64,
    /// Open findings of severity error.
    pub errors: u64,
    /// Open findings of severity warning.
    pub warnings: u64,
    /// Open findings of severity note.
    #[serde(default)]
    pub notes: u64,
    /// Findings that a later submission, a withdrawal or a corrected value has resolved.
    #[serde(default)]
    pub resolved: u64,
    /// Findings that a person accepts.
    #[serde(default)]
    pub accepted: u64,
    /// Open findings by code.
    pub findings: BTreeMap<String, u64>,
    /// The first open findings of severity error, in the order of `findings.parquet`: where to begin in the morning.
    pub first_errors: Vec<Finding>,
    /// The open findings of severity error by who can mend them, and by cause.
    #[serde(default)]
    pub open_errors: OpenErrors,
    /// Workbooks that go back to their senders, in `returns/`.
    #[serde(default)]
    pub returns: u64,
    /// Submissions by state: received, late, missing, rejected, superseded, duplicate, withdrawn.
    pub submissions: BTreeMap<String, u64>,
    /// Published figures that are not null.
    pub figures: u64,
    /// Published figures that are null, with a status that says why.
    pub figures_null: u64,
    /// The last deadline that the run counts.
    pub last_deadline: Option<String>,
    pub targets: Vec<TargetLine>,
}

/// A target and the figure by which it is judged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TargetLine {
    pub pipeline: String,
    pub indicator: String,
    pub method: Option<String>,
    pub title: Message,
    pub unit: String,
    /// Digits to show.
    pub decimals: u8,
    pub target_period: String,
    /// at_least or at_most.
    pub direction: String,
    pub target_value: f64,
    pub source: String,
    pub time_period: Option<String>,
    pub obs_value: Option<f64>,
    pub obs_status: Option<String>,
    /// met, not met, on track, behind, no data
    pub target_state: String,
}

impl Summary {
    /// Counts findings and submissions.
    pub fn count(&mut self, findings: &[FoundIn], states: &[FindingState], submissions: &[Submission]) {
        for ((finding, _), state) in findings.iter().zip(states) {
            if !state.is_open() {
                let settled = if state.is_accepted { &mut self.accepted } else { &mut self.resolved };
                *settled += 1;
                continue;
            }
            match finding.severity() {
                Severity::Error => {
                    self.errors += 1;
                    if self.first_errors.len() < FIRST_ERRORS {
                        self.first_errors.push(finding.clone());
                    }
                }
                Severity::Warning => self.warnings += 1,
                Severity::Note => self.notes += 1,
            }
            *self.findings.entry(finding.code.name().to_owned()).or_default() += 1;
        }
        for submission in submissions {
            *self.submissions.entry(submission.state.name().to_owned()).or_default() += 1;
        }
    }

    /// True where an open finding is an error: the exit code is then 1.
    pub const fn has_errors(&self) -> bool {
        self.errors > 0
    }
}

/// The lines of a summary about targets: those of one area. What is asked of every unit of a level is in `targets` alone.
pub fn target_lines(project: &Project, judged: &[JudgedGoal<'_>]) -> Vec<TargetLine> {
    let line = |one: &JudgedGoal<'_>| {
        let declared = &one.indicator.declared;
        TargetLine {
            pipeline: project.pipelines[one.indicator.pipeline].name.get_ref().clone(),
            indicator: declared.name.get_ref().clone(),
            method: declared.method.clone(),
            title: declared.title.message(),
            unit: declared.unit.get_ref().clone(),
            decimals: declared.decimals.unwrap_or(2),
            target_period: one.goal.period.to_string(),
            direction: one.goal.direction.name().to_owned(),
            target_value: one.goal.value.0.to_double(),
            source: one.goal.source.clone(),
            time_period: one.figure.as_ref().map(|figure| figure.period.to_string()),
            obs_value: one.figure.as_ref().and_then(|figure| figure.value?.to_double()),
            obs_status: one.figure.as_ref().map(|figure| figure.status.code().to_owned()),
            target_state: one.state.name().to_owned(),
        }
    };
    judged.iter().filter(|one| !one.goal.is_of_many).map(line).collect()
}
