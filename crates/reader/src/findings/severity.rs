//! How much a finding weighs, and what became of what it is about.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How much a finding weighs. The order is that of severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// What it is about is not used: the row is quarantined, the file or submission rejected.
    Error,
    /// Used, and flagged.
    Warning,
    /// Nothing is in doubt: said to whom it may concern.
    Note,
}

impl Severity {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// What became of what the finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Disposition {
    /// The value or row is used as it is.
    Used,
    /// The row is kept out of every figure.
    Quarantined,
    /// The row is used, and the figures that rest on its values are withheld.
    Withheld,
    /// The object, sheet or submission is not used at all.
    Rejected,
    /// Something expected never came.
    Missing,
    /// Another row or submission replaces it.
    Replaced,
    /// Passed over, with a reason.
    Ignored,
}

impl Disposition {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::Quarantined => "quarantined",
            Self::Withheld => "withheld",
            Self::Rejected => "rejected",
            Self::Missing => "missing",
            Self::Replaced => "replaced",
            Self::Ignored => "ignored",
        }
    }
}
