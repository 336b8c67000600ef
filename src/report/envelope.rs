//! The answers for machines: one envelope, `{"tinhso": "run/1", …}`, with a published JSON Schema for each command.

use schemars::JsonSchema;
use serde::Serialize;

use crate::draft::note::Note;
use crate::error::Error;
use crate::findings::fault::Fault;
use crate::findings::finding::Finding;
use crate::findings::message::Message;
use crate::publish::summary::Summary;
use crate::query::diff::Since;
use crate::run::prune::Pruned;
use crate::run::release::Released;
use crate::run::withdrawal::Withdrawn;
use crate::run::{DamagedCurrent, Outcome};
use crate::values::instant::instant;

/// The answer of `tinhso run`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "tinhso run --format json")]
pub struct RunAnswer {
    /// `run/1`
    pub tinhso: &'static str,
    pub run_id: String,
    /// True where nothing that counts has changed since this run was published.
    pub unchanged: bool,
    /// The day up to which arrivals were counted.
    pub as_of: String,
    /// The as-of day of the run that stays current, where it is later than that of this run; else null.
    pub current_stays: Option<String>,
    /// True where the run was published and held back: `tinhso release` makes it current.
    pub held: bool,
    /// True where it is held back since the journal cannot be read where it would say whether somebody held it.
    pub hold_is_doubtful: bool,
    /// The run that was held until this one became current; else null.
    pub after_held: Option<String>,
    /// What is new since the run that was current before; null where there was none, or where it stays current.
    pub since: Option<Since>,
    /// Files of the published run that were gone or held something else; it was computed again and took its place. And, as
    /// `archive/SHA-256`, inputs that were, which were put back from the landing zone.
    pub repaired: Vec<String>,
    /// The current run, where it was damaged and another one does not take its place; else null.
    pub damaged_current: Option<DamagedCurrent>,
    /// The run that became current last, where `current` was gone or pointed elsewhere when this run began; else null.
    pub lost_current: Option<String>,
    /// The run that `current` pointed to when this run began, where it was not there or nobody had made it current; else null.
    pub misplaced_current: Option<String>,
    /// Inputs, by SHA-256, that neither the archive nor the landing zone has any more; figures rest on cached readings of them.
    pub lost: Vec<String>,
    /// What could not be written once the run was published.
    pub after_commit: Vec<Message>,
    /// Objects whose bytes were read this time.
    pub objects_read: u64,
    /// Arrivals after the as-of day: they are in the ledger, and not counted.
    pub objects_after: u64,
    /// True where the landing zone holds nothing, and the ledger does.
    pub landing_is_empty: bool,
    /// Files and folders that programs left in the landing zone, which were passed over; `debris` of `tinhso.toml` names them.
    pub debris: u64,
    /// Objects that had not lain still as long as `settle` of `tinhso.toml` asks: they wait for the next run.
    pub unsettled: Vec<String>,
    /// Times of arrival that `arrivals.csv` corrected this time.
    pub arrivals_corrected: u64,
    /// What was found about the landing zone itself; not among the published findings of the run.
    pub landing_findings: Vec<Finding>,
    /// The folder of the run.
    pub results: String,
    pub summary: Summary,
}

impl RunAnswer {
    pub fn new(outcome: &Outcome, results: String) -> Self {
        Self {
            tinhso: "run/1",
            run_id: outcome.run_id.clone(),
            unchanged: outcome.unchanged,
            as_of: outcome.as_of.to_string(),
            current_stays: outcome.current_stays.map(|day| day.to_string()),
            held: outcome.held,
            hold_is_doubtful: outcome.hold_is_doubtful,
            after_held: outcome.after_held.clone(),
            since: outcome.since.clone(),
            repaired: outcome.repaired.clone(),
            damaged_current: outcome.damaged_current.clone(),
            lost_current: outcome.lost_current.clone(),
            misplaced_current: outcome.misplaced_current.clone(),
            lost: outcome.lost.clone(),
            after_commit: outcome.after_commit.clone(),
            objects_read: u64::try_from(outcome.objects_read).unwrap_or(u64::MAX),
            objects_after: u64::try_from(outcome.objects_after).unwrap_or(u64::MAX),
            landing_is_empty: outcome.landing_is_empty,
            debris: u64::try_from(outcome.debris).unwrap_or(u64::MAX),
            unsettled: outcome.unsettled.clone(),
            arrivals_corrected: u64::try_from(outcome.arrivals_corrected).unwrap_or(u64::MAX),
            landing_findings: outcome.landing_findings.clone(),
            results,
            summary: outcome.summary.clone(),
        }
    }
}

/// The answer of `tinhso release`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "tinhso release --format json")]
pub struct ReleaseAnswer {
    /// `release/1`
    pub tinhso: &'static str,
    /// The run that is current now.
    pub run_id: String,
    /// The run that was current before; the same where nothing moved, null where there was none.
    pub before: Option<String>,
    /// Where readers find the current run.
    pub current: String,
    /// Objects that it counts, and that someone has withdrawn.
    pub withdrawn: Vec<String>,
    /// Why the journal does not tell of it: the run is current all the same.
    pub after_commit: Option<Message>,
}

impl ReleaseAnswer {
    pub fn new(released: Released, current: String) -> Self {
        Self {
            tinhso: "release/1",
            run_id: released.run_id,
            before: released.before,
            current,
            withdrawn: released.withdrawn,
            after_commit: released.after_commit,
        }
    }
}

/// The answer of `tinhso withdraw` and `tinhso restore`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "tinhso withdraw, tinhso restore --format json")]
pub struct WithdrawAnswer {
    /// `withdraw/1`
    pub tinhso: &'static str,
    pub object: String,
    /// True where what came counts again.
    pub restored: bool,
    /// The SHA-256 of all that came under the name.
    pub sha256: Vec<String>,
    /// Other names under which the same bytes came, and count.
    pub same_bytes: Vec<String>,
    /// When this was entered; runs as of an earlier day do not know of it.
    pub at: String,
    pub why: String,
}

impl WithdrawAnswer {
    pub fn new(withdrawn: Withdrawn) -> Self {
        Self {
            tinhso: "withdraw/1",
            object: withdrawn.object,
            restored: withdrawn.restored,
            sha256: withdrawn.arrivals.into_iter().map(|entry| entry.sha256).collect(),
            same_bytes: withdrawn.twins.into_iter().collect(),
            at: instant(withdrawn.at),
            why: withdrawn.why,
        }
    }
}

/// The answer of `tinhso prune`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "tinhso prune --format json")]
pub struct PruneAnswer {
    /// `prune/1`
    pub tinhso: &'static str,
    /// True where nothing was removed, only looked at.
    pub dry_run: bool,
    /// The ids of the runs that stay, the one confirmed last first.
    pub kept: Vec<String>,
    /// The ids of the runs that were, or would be, removed.
    pub removed: Vec<String>,
    /// Those of the kept runs that are held and wait for `tinhso release`, the one held last first.
    pub held: Vec<String>,
}

impl PruneAnswer {
    pub fn new(pruned: Pruned, dry_run: bool) -> Self {
        Self { tinhso: "prune/1", dry_run, kept: pruned.kept, removed: pruned.removed, held: pruned.held }
    }
}

/// The answer of `tinhso check`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "tinhso check --format json")]
pub struct CheckAnswer {
    /// `check/1`
    pub tinhso: &'static str,
    pub forms: usize,
    pub pipelines: usize,
    pub indicators: usize,
    pub faults: Vec<Fault>,
    /// What is odd and no fault: properties that nobody knows, and checks that contradict each other or say nothing.
    pub warnings: Vec<Fault>,
}

/// The answer of `tinhso validate`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "tinhso validate --format json")]
pub struct ValidateAnswer {
    /// `validate/1`
    pub tinhso: &'static str,
    pub files: Vec<ValidatedFile>,
}

/// One file that was validated.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ValidatedFile {
    pub file: String,
    pub tables: Vec<ValidatedTable>,
    pub findings: Vec<Finding>,
}

/// One table of a validated file.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ValidatedTable {
    pub form: String,
    /// The code printed in the form's head.
    pub form_code: String,
    pub sheet: String,
    /// The first of its periods.
    pub time_period: Option<String>,
    /// All that its rows are of, in order; that of the head where they say none.
    pub time_periods: Vec<String>,
    /// The name of the sender, where the head or the rows tell one.
    pub sender: Option<String>,
    pub rows_accepted: u64,
    pub rows_quarantined: u64,
}

/// The answer of `tinhso plan`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "tinhso plan --format json")]
pub struct PlanAnswer {
    /// `plan/1`
    pub tinhso: &'static str,
    pub dialect: String,
    pub pipeline: String,
    pub indicators: Vec<PlannedIndicator>,
}

/// The SQL of one indicator.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PlannedIndicator {
    pub indicator: String,
    pub method: Option<String>,
    /// The value of the field that the indicator is broken down by.
    pub breakdown: Option<String>,
    pub sql: String,
}

/// The answer of `tinhso export`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "tinhso export --format json")]
pub struct ExportAnswer {
    /// `export/1`
    pub tinhso: &'static str,
    /// The file that was written, as it was named.
    pub file: String,
    pub run_id: String,
    /// Rows of figures and of targets that fit the filters; a CSV file holds the figures alone.
    pub figures: usize,
    pub targets: usize,
}

/// The answer of `tinhso bundle`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "tinhso bundle --format json")]
pub struct BundleAnswer {
    /// `bundle/1`
    pub tinhso: &'static str,
    /// The file that was written, as it was named.
    pub file: String,
    pub run_id: String,
    /// Inputs of the run that it holds.
    pub inputs: usize,
    /// All files that it holds.
    pub files: usize,
}

/// The answer of `tinhso template`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "tinhso template --format json")]
pub struct TemplateAnswer {
    /// `template/1`
    pub tinhso: &'static str,
    /// The file that was written, as it was named.
    pub file: String,
    pub form: String,
    /// The code printed in the form's head, and the name of its sheet.
    pub form_code: String,
    pub sheet: String,
    /// The sender: its code and its name on the last day of the period.
    pub ref_area: String,
    pub ref_area_name: String,
    pub time_period: String,
    /// Rows to fill in, and the columns of each row that wait for a value.
    pub rows: usize,
    pub fields: usize,
}

/// The answer of `tinhso draft`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "tinhso draft --format json")]
pub struct DraftAnswer {
    /// `draft/1`
    pub tinhso: &'static str,
    /// The form, as it would be in `schemas/<name>.json`; see form.json.
    pub form: serde_json::Value,
    /// What was guessed, and what was seen when the sample was read with the form.
    pub notes: Vec<Note>,
    /// The sheet of the table; empty for a text.
    pub sheet: String,
    /// The cells of the labels, `A5:H7`.
    pub labels: String,
    /// Rows of data that the draft rests on.
    pub rows: usize,
    /// The file that was written, as it was named.
    pub file: Option<String>,
    /// The file of a first pipeline that was written, as it was named.
    pub pipeline: Option<String>,
}

/// The answer of `tinhso completions`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "tinhso completions --format json")]
pub struct CompletionsAnswer {
    /// `completions/1`
    pub tinhso: &'static str,
    /// The shell, as it was named.
    pub shell: String,
    /// What the shell is to read.
    pub script: String,
}

/// The answer of `tinhso manual`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "tinhso manual --format json")]
pub struct ManualAnswer {
    /// `manual/1`
    pub tinhso: &'static str,
    /// The folder of the pages, as it was named.
    pub folder: String,
    /// The pages that were written.
    pub files: Vec<String>,
}

/// The answer of `tinhso init`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "tinhso init --format json")]
pub struct InitAnswer {
    /// `init/1`
    pub tinhso: &'static str,
    /// The folder of the new project, as it was named.
    pub folder: String,
    /// The files that were written, below the folder.
    pub files: Vec<String>,
}

/// The answer of any command that could not go on.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "tinhso: a command that failed")]
pub struct ErrorAnswer {
    /// `error/1`
    pub tinhso: &'static str,
    pub message: Message,
    pub faults: Vec<Fault>,
}

impl ErrorAnswer {
    pub fn new(error: &Error) -> Self {
        let faults = match error {
            Error::Declarations(faults) => faults.clone(),
            _ => Vec::new(),
        };
        Self { tinhso: "error/1", message: error.message(), faults }
    }
}
