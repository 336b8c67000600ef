//! The rows of a table, as `inspect` shows them.

use schemars::JsonSchema;
use serde::Serialize;

/// One row of a table: of its labels or of its body.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct InspectedRow {
    /// Row of the sheet, from 1.
    pub row: u32,
    pub role: InspectedRole,
    /// What a total sums.
    pub scope: Option<Scope>,
    /// The row of the section that it belongs to.
    pub section: Option<u32>,
    /// What is in the columns of a row that is drawn.
    #[serde(skip)]
    pub cells: Vec<String>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum InspectedRole {
    Label,
    Data,
    Section,
    PartOf,
    Total,
    Note,
    Blank,
    Numbering,
    Unit,
}

/// What a total sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    Table,
    Section,
}
