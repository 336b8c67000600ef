//! The answer of `tinhso diff`, for machines and for what is written for people.

use schemars::JsonSchema;
use serde::Serialize;

use crate::findings::message::Message;

/// The answer of `tinhso diff`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "tinhso diff --format json")]
pub struct DiffAnswer {
    /// `diff/1`
    pub tinhso: &'static str,
    pub before: ComparedRun,
    pub after: ComparedRun,
    /// True where nothing differs but, perhaps, the program.
    pub same: bool,
    /// Arrivals that one of the runs counts and the other does not.
    pub inputs: Vec<ChangedInput>,
    /// What else the runs rest on, as far as it differs.
    pub changes: Changes,
    pub figures: FigureChanges,
    /// Targets of the plan that are new or gone, or whose value or state moved: also those that are due later than the one that a figure names.
    pub targets: Vec<ChangedTarget>,
    pub findings: FindingChanges,
    pub submissions: SubmissionChanges,
    /// Columns, as `findings.finding_id`, that one of the runs does not have: they are not compared.
    pub not_compared: Vec<String>,
}

/// A run that is compared.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ComparedRun {
    pub run_id: String,
    /// The last deadline that it counts.
    pub last_deadline: Option<String>,
    /// The version of the program that made it.
    pub program_version: String,
    /// SHA-256 of its sources: programs of one version may differ.
    pub program_digest: String,
    /// Arrivals counted.
    pub objects: u64,
}

/// What the runs rest on beside the inputs.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Changes {
    /// Files of the declarations that differ.
    pub declarations: Vec<ChangedFile>,
    /// True where the units or the crosswalk differ.
    pub registry: bool,
    pub program: bool,
    /// True where the runs count other deadlines.
    pub deadline: bool,
}

/// How something differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    New,
    Gone,
    Changed,
}

/// A file of the declarations.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChangedFile {
    pub name: String,
    pub change: Change,
    /// The lines that differ; null where the file is new or gone, or one of the runs keeps no texts.
    pub lines: Option<Vec<ChangedLine>>,
}

/// A line of the declarations that differs: one that is new has nothing before, one that is gone nothing after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChangedLine {
    pub before: Option<DeclaredLine>,
    pub after: Option<DeclaredLine>,
}

/// A line as it was declared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DeclaredLine {
    /// From 1; null in `tinhso.toml`, of which a run keeps what counts and not where it is.
    pub number: Option<i64>,
    pub text: String,
}

/// What became of an arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum InputChange {
    /// It came.
    New,
    /// It came under a name that the run before counts with other bytes.
    Overwritten,
    /// It is not counted any more.
    Gone,
    /// Its time of arrival was corrected.
    Retimed,
    /// Someone has withdrawn it.
    Withdrawn,
    /// It was withdrawn, and counts again.
    Restored,
}

/// An arrival that one of the runs counts and the other does not.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChangedInput {
    pub object: String,
    pub change: InputChange,
    pub sha256: String,
    pub received_at: String,
    /// The time of arrival that the run before has, where it was corrected.
    pub received_at_before: Option<String>,
    pub submissions: Vec<InputSubmission>,
    /// Objects that stood for the same submissions in the run before, and do so no more.
    pub replaces: Vec<String>,
    /// Objects that stand for the same submissions in both runs, with an earlier vintage of the figures.
    pub revises: Vec<String>,
}

/// A submission that an object holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct InputSubmission {
    pub form: String,
    /// The sender.
    pub ref_area: Option<String>,
    pub ref_area_valid_from: Option<String>,
    pub time_period: Option<String>,
    pub state: String,
}

/// What became of the figures.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct FigureChanges {
    /// Those that both runs have and that differ, the largest change first.
    pub moved: Vec<ChangedFigure>,
    pub new: Vec<ChangedFigure>,
    pub gone: Vec<ChangedFigure>,
    /// How many are the same in both.
    pub same: u64,
}

impl FigureChanges {
    pub const fn is_empty(&self) -> bool {
        self.moved.is_empty() && self.new.is_empty() && self.gone.is_empty()
    }
}

/// A figure that differs.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChangedFigure {
    pub figure: FigureName,
    /// Null where the figure is new.
    pub before: Option<FigureState>,
    /// Null where the figure is gone.
    pub after: Option<FigureState>,
    /// Columns that differ; none for a figure that is new or gone.
    pub changed: Vec<String>,
    /// The value after less the value before, where both are.
    pub difference: Option<f64>,
    pub causes: FigureCauses,
}

/// A target that differs.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChangedTarget {
    pub change: Change,
    pub pipeline: String,
    pub indicator: String,
    pub method: Option<String>,
    pub title: Message,
    pub unit_measure: String,
    pub ref_area: String,
    pub ref_area_valid_from: Option<String>,
    pub ref_area_name: String,
    pub geography: String,
    pub target_period: String,
    /// at_least, at_most.
    pub direction: String,
    /// Null where the target is new.
    pub before: Option<TargetInRun>,
    /// Null where the target is gone.
    pub after: Option<TargetInRun>,
}

/// What a run says of a target.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TargetInRun {
    pub target_value: Option<f64>,
    pub unit_measure: Option<String>,
    /// The power of ten that the value is in.
    pub unit_mult: Option<i64>,
    pub target_state: Option<String>,
}

/// Which figure it is.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FigureName {
    pub pipeline: String,
    pub indicator: String,
    pub method: Option<String>,
    pub breakdown: Option<String>,
    pub title: Message,
    pub unit_measure: String,
    /// Digits to show.
    pub decimals: u8,
    /// Digits that the earlier run shows.
    pub decimals_before: u8,
    pub ref_area: String,
    pub ref_area_valid_from: Option<String>,
    pub ref_area_name: String,
    pub geography: String,
    pub time_period: String,
}

/// What a run says of a figure.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FigureState {
    pub obs_value: Option<f64>,
    pub obs_status: Option<String>,
    /// Exact digits.
    pub numerator: Option<String>,
    /// Exact digits.
    pub denominator: Option<String>,
    pub n_reported: Option<i64>,
    pub n_expected: Option<i64>,
    pub unit_measure: Option<String>,
    /// The power of ten that the value is in.
    pub unit_mult: Option<i64>,
    pub target_state: Option<String>,
    /// Of the next target due.
    pub target_value: Option<f64>,
    pub target_period: Option<String>,
}

impl FigureState {
    /// What the value is counted in, and the power of ten.
    pub fn unit(&self) -> Option<(&str, i64)> {
        Some((self.unit_measure.as_deref()?, self.unit_mult.unwrap_or_default()))
    }
}

impl TargetInRun {
    /// What the value is counted in, and the power of ten.
    pub fn unit(&self) -> Option<(&str, i64)> {
        Some((self.unit_measure.as_deref()?, self.unit_mult.unwrap_or_default()))
    }
}

/// What may have moved a figure: each of it feeds the figure, and differs between the runs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FigureCauses {
    /// Indices, from 0, of `inputs`: the object holds a form of the indicator, from a sender that has to do with the area, for a
    /// period that lies in the figure's; where there is none, of another period or area, by which a check or a new period may have moved it.
    pub inputs: Vec<usize>,
    /// A deadline passed, and such a submission is missing since.
    pub deadline: bool,
    /// The declaration of the indicator, a form that it rests on, a setting that holds for all, or a decision about a cell.
    pub declarations: bool,
    /// The declared target, which explains what differs of the target alone.
    pub target: bool,
    pub registry: bool,
    pub program: bool,
}

/// What became of the findings that nothing has superseded, by `finding_id`.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct FindingChanges {
    pub new: Vec<ChangedFinding>,
    pub resolved: Vec<ChangedFinding>,
    /// How many ids are open in both.
    pub same: u64,
}

impl FindingChanges {
    pub const fn is_empty(&self) -> bool {
        self.new.is_empty() && self.resolved.is_empty()
    }
}

/// A finding that only one run has; of those that share an id the first.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChangedFinding {
    pub finding_id: String,
    pub code: String,
    pub severity: String,
    pub object: Option<String>,
    pub sheet: Option<String>,
    pub cell: Option<String>,
    pub form: Option<String>,
    pub field: Option<String>,
    pub ref_area: Option<String>,
    pub time_period: Option<String>,
    pub message: Message,
}

/// What became of the submissions.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct SubmissionChanges {
    pub new: Vec<ChangedSubmission>,
    pub gone: Vec<ChangedSubmission>,
    pub changed: Vec<ChangedSubmission>,
    pub same: u64,
}

impl SubmissionChanges {
    pub const fn is_empty(&self) -> bool {
        self.new.is_empty() && self.gone.is_empty() && self.changed.is_empty()
    }
}

/// A submission that differs.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChangedSubmission {
    pub form: String,
    /// The sender.
    pub ref_area: Option<String>,
    pub ref_area_valid_from: Option<String>,
    pub time_period: Option<String>,
    /// Null where none came.
    pub object: Option<String>,
    pub sha256: Option<String>,
    /// Null where the run before does not have it; `missing` where it says that none had come.
    pub state_before: Option<String>,
    /// Null where the run after does not have it.
    pub state_after: Option<String>,
}
