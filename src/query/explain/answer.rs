//! What is said of a figure. Amounts are exact decimals in plain digits, so that they can be added up again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use crate::findings::message::Message;
use crate::project::written::form::Merge;
use crate::query::unit_times::DatedUnit;
use crate::values::decimal::Decimal;
use crate::values::status::Status;

/// The answer of `tinhso explain`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "tinhso explain --format json")]
pub struct ExplainAnswer {
    /// `explain/1`
    pub tinhso: &'static str,
    pub run_id: String,
    pub figure: ExplainedFigure,
    /// Other units that have the code or the name that was asked for at another time, and such figures.
    pub others_named: Vec<DatedUnit>,
    /// The numerator, then the denominator where there is one.
    pub parts: Vec<ExplainedPart>,
    /// The units of the area, those that add most first; then those that do not count.
    pub units: Vec<ExplainedUnit>,
    /// The errors for which the figure is withheld (status Q).
    pub withheld: Vec<Reason>,
    /// What people have decided of cells that bear upon the figure, whether they enter it or not.
    pub decisions: Vec<DecidedCell>,
    /// The objects that hold the cells.
    pub objects: Vec<ExplainedObject>,
    pub proof: Proof,
}

/// A published figure.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ExplainedFigure {
    pub pipeline: String,
    pub indicator: String,
    pub method: Option<String>,
    pub breakdown: Option<String>,
    pub title: Message,
    pub ref_area: String,
    pub ref_area_valid_from: String,
    pub ref_area_name: String,
    pub area_level: String,
    /// as-reported, or the day of the map to which everything is restated.
    pub geography: String,
    pub time_period: String,
    /// The nearest double to factor × numerator ÷ denominator; null where there is no figure.
    pub obs_value: Option<f64>,
    pub obs_status: String,
    pub unit_measure: String,
    pub unit_mult: i64,
    /// Digits to show to people.
    pub decimals: Option<i64>,
    pub factor: String,
    pub numerator: Option<String>,
    pub denominator: Option<String>,
    pub n_reported: i64,
    pub n_expected: i64,
    pub coverage: Option<f64>,
    /// Its place, from the largest, among the areas of its level; null where it has no value or is alone.
    pub rank: Option<Rank>,
    pub targets: Vec<ExplainedTarget>,
}

/// A place among others.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct Rank {
    pub place: u64,
    pub of: u64,
    pub order: RankOrder,
}

/// From which side places are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RankOrder {
    /// The largest figure has the first place.
    Descending,
    /// The smallest has it: every target of the indicator is an upper bound.
    Ascending,
}

/// A target that the figure is held against.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ExplainedTarget {
    /// Which of several rival measures it judges.
    pub method: Option<String>,
    pub target_period: String,
    /// at_least, at_most
    pub direction: String,
    pub target_value: f64,
    pub target_state: String,
    pub source: String,
}

/// Which part of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PartName {
    Numerator,
    Denominator,
}

/// A part of a figure as it was declared and summed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ExplainedPart {
    pub part: PartName,
    /// As the catalog has it: `sum(adults) FROM digital-society`.
    pub formula: String,
    /// The form that is aggregated; null for the registry.
    pub form: Option<String>,
    pub form_title: Option<String>,
    /// What is summed in words: the titles of the fields; null where nothing is.
    pub fields: BTreeMap<String, String>,
    pub value: Option<String>,
}

/// A unit of the area.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ExplainedUnit {
    pub ref_area: String,
    #[schemars(with = "String")]
    pub ref_area_valid_from: NaiveDate,
    pub ref_area_name: String,
    /// True where it enters the figure: it reported all that is needed.
    pub counts: bool,
    /// Why it does not count, or why it counts and adds nothing.
    pub reasons: Vec<Reason>,
    /// What it adds to the numerator and to the denominator.
    #[schemars(with = "Option<String>")]
    pub numerator: Option<Decimal>,
    #[schemars(with = "Option<String>")]
    pub denominator: Option<Decimal>,
    pub rows: Vec<ExplainedRow>,
    /// Rows of a unit that counts that came and are not used, as those of a more final vintage of which one is in error.
    pub not_used: Vec<Reason>,
    /// Members and periods of a unit that counts that are in one part of the ratio alone, since the other cannot occur there.
    pub uneven: Vec<Reason>,
}

/// Why a unit does not count or adds nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReasonCode {
    /// Something that is asked for cannot occur in it.
    CannotOccur,
    /// No submission came.
    NeverCame,
    /// A submission came that cannot be read.
    Rejected,
    /// What came was withdrawn.
    Withdrawn,
    /// Its row is kept out.
    Quarantined,
    /// A value of its row is not there.
    ValueMissing,
    /// What came has no row of it.
    RowMissing,
    /// It reported, and listed nothing.
    ReportedNone,
    /// The condition of the indicator turned its rows away.
    TurnedAway,
    /// The crosswalk does not say what of an older unit went over into it.
    NotRestated,
    /// So many rows of what came are in error that none of them is used.
    Stopped,
    /// A person decided otherwise than was sent.
    Decided,
    /// A check across submissions says that a value is wrong.
    Withheld,
    /// Sound rows count together with one that is in error.
    NotUsed,
    /// One part of the ratio cannot occur in a member or a period of which the other has a value.
    Uneven,
    /// What came was replaced by a file that has its rows for another sender or period.
    Replaced,
}

/// A reason with its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Reason {
    pub reason: ReasonCode,
    pub message: Message,
    /// The code of the finding that says so.
    pub finding: Option<String>,
    pub object: Option<String>,
    pub sheet: Option<String>,
    pub cell: Option<String>,
    pub row: Option<i64>,
}

/// A row of `units/<form>` with what it adds to a part.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ExplainedRow {
    pub part: PartName,
    pub form: String,
    /// False where the condition, or another vintage, keeps it out of the part.
    pub enters: bool,
    /// What it adds; null where it does not enter.
    pub amount: Option<String>,
    /// The values that distinguish the rows of a unit.
    pub dimensions: BTreeMap<String, String>,
    pub fields: Vec<ExplainedField>,
    /// For a form of lines: the exports whose lines were grouped into it.
    pub lines: Vec<GroupedLines>,
    /// The lines that add to it, found again in the archived exports; null where they were not asked for.
    pub found: Option<Vec<ExplainedLine>>,
}

/// A line of an export that adds to a row.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ExplainedLine {
    /// The unit that the line is of: a member of the unit where it was restated.
    pub ref_area: String,
    pub ref_area_valid_from: String,
    pub ref_area_name: String,
    /// The share of it that counts; null where it was never published.
    pub share: Option<String>,
    pub time_period: String,
    pub object: String,
    pub sha256: String,
    pub sheet: String,
    /// Its number in the file or the sheet, from 1.
    pub line: i64,
    /// What it adds, before it is shared.
    pub amount: String,
    /// The cells that tell its unit and period, and those that the part names.
    pub cells: Vec<ExplainedLineCell>,
}

/// A cell of a line, read again from the archive.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ExplainedLineCell {
    pub field: String,
    /// In A1 notation.
    pub cell: String,
    pub label: String,
    /// What the cell holds.
    pub raw: String,
    pub value: Option<String>,
}

/// A value of a row that the part needs, with the cells it comes from.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ExplainedField {
    pub field: String,
    pub value: Option<String>,
    pub status: Option<Status>,
    /// How several cells become one value: `sum over units`, `sum over periods`, `mean by adults over units`.
    pub combined: Vec<String>,
    pub cells: Vec<ExplainedCell>,
}

/// Behind a rule of [`ExplainedField::combined`] by which units merge.
const OVER_UNITS: &str = " over units";

impl ExplainedField {
    /// Says that units are merged by a rule.
    pub(super) fn merge_by(&mut self, rule: &Merge) {
        self.combined.push(format!("{rule}{OVER_UNITS}"));
    }

    /// The rule by which units merge; nothing where the cells are of one unit as a whole.
    pub fn merged_by(&self) -> Option<Merge> {
        let rule = self.combined.iter().find_map(|rule| rule.strip_suffix(OVER_UNITS))?;
        serde_json::from_value(rule.into()).ok()
    }
}

/// A cell of an object.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ExplainedCell {
    /// The unit that the row of the cell is of: a member of the unit where it was restated.
    pub ref_area: String,
    pub ref_area_valid_from: String,
    pub ref_area_name: String,
    /// The share of it that counts; null where it was never published.
    pub share: Option<String>,
    /// The period of the row: a part of the figure's period where it was combined.
    pub time_period: String,
    /// The field; another than that of the value for the weight of a mean.
    pub field: String,
    pub value: Option<String>,
    pub status: Option<Status>,
    pub object: String,
    pub sha256: String,
    pub sheet: String,
    pub row: i64,
    /// In A1 notation; null for what the head of the sheet says, or the name of the file.
    pub cell: Option<String>,
    pub label: Option<String>,
    /// The unit of measure that the object states for the column, and its power of ten.
    pub unit: Option<String>,
    pub multiplier: Option<i64>,
    /// What the cell holds, read again from the archive; null where it was not.
    pub raw: Option<String>,
    /// Whether reading it again gave the same value; null where it was not read again.
    pub agrees: Option<bool>,
    /// The findings that touch it.
    pub findings: Vec<ExplainedFinding>,
    /// What people have decided of it; `raw` is what was sent all the same.
    pub decisions: Vec<ExplainedDecision>,
}

/// A decision about a cell, of `decisions.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ExplainedDecision {
    /// By what it is known: `decisions.toml#1a2b3c4d5e6f`.
    pub decision: String,
    /// The corrected value, as it would have been typed; null where what was sent is kept.
    pub value: Option<String>,
    pub who: String,
    pub why: String,
    /// ISO 8601 date.
    pub when: String,
}

/// A cell of which people have decided: of a row of a unit of the area, of a label, or above a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DecidedCell {
    pub object: String,
    pub sha256: String,
    /// Empty for files that have no sheets.
    pub sheet: String,
    /// In A1 notation; the number of a row where the decision is about a whole row.
    pub cell: String,
    /// What was sent; null where the decision is about a row, or the archive does not hold it.
    pub raw: Option<String>,
    /// The codes of the units of the area whose row it is of, as it was sent or as it was decided.
    pub units: BTreeSet<String>,
    pub decision: ExplainedDecision,
}

/// A finding in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ExplainedFinding {
    pub code: String,
    pub severity: String,
    /// open, resolved or accepted.
    pub state: String,
    /// The cell that it names, which may be another one of the row: a check is about all the fields that it names.
    pub cell: Option<String>,
    pub message: Message,
}

/// Lines of an export.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct GroupedLines {
    pub time_period: String,
    pub object: String,
    pub sha256: String,
    /// Lines of the export for this form and period.
    pub accepted: i64,
    pub quarantined: i64,
}

/// An object with what is known of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ExplainedObject {
    pub object: String,
    pub sha256: String,
    pub received_at: Option<String>,
    /// The last day on which it was in time, and how it came: received, late, superseded.
    pub due: Option<String>,
    pub state: Option<String>,
    /// How many cells of it enter.
    pub cells: u64,
    /// Whether the archive holds it under its SHA-256; null where it was not looked at.
    pub archived: Option<bool>,
}

/// What was proved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Proof {
    /// The units add up to the published numerator and denominator exactly; null where there is no figure to add up to.
    pub adds_up: Option<bool>,
    /// Units that were followed to their cells, and why they do not count: on a first screen few of many.
    pub units: u64,
    /// Cells that were read again from the archive, and how many of them gave the same value.
    pub cells: u64,
    pub cells_read: u64,
    pub cells_agreeing: u64,
    /// Lines that were found again, and whether they add up to the rows; null where they were not asked for, or there are none.
    pub lines: u64,
    pub lines_add_up: Option<bool>,
}

impl Proof {
    /// True where something that was proved is not so.
    pub fn fails(&self) -> bool {
        self.adds_up == Some(false) || self.cells_agreeing < self.cells_read || self.lines_add_up == Some(false)
    }
}
