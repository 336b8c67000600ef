//! What settled findings: what people have decided, or what came since. Takes a finding and the acceptances of its object; gives what settled it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::findings::code::Code;
use crate::findings::finding::Location;

/// How a finding was settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Settlement {
    /// The value as sent is accepted.
    Accepted,
    /// The value was corrected, by a decision or by what came since, and the finding is no longer true.
    Resolved,
}

/// A finding is no longer open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Settled {
    pub state: Settlement,
    /// The decision, `decisions.toml#1a2b3c4d5e6f`, or the object that mended it.
    pub by: String,
}

impl Settled {
    /// Resolved by what came since, or by a decision.
    pub fn resolved_by(by: impl Into<String>) -> Self {
        Self { state: Settlement::Resolved, by: by.into() }
    }
}

/// A person accepts what is found at a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// The decision: `decisions.toml#1a2b3c4d5e6f`.
    pub decision: String,
    /// Empty for text files.
    pub sheet: String,
    /// A1 notation; a number alone is a row, for findings that name no cell.
    pub cell: String,
    /// The only code that is accepted; every one unless stated.
    pub code: Option<Code>,
}

impl Acceptance {
    /// True where it speaks of a finding at this location.
    pub fn covers(&self, code: Code, location: &Location) -> bool {
        let is_place = match (&location.cell, location.row) {
            (Some(cell), _) => *cell == self.cell,
            (None, Some(row)) => row.to_string() == self.cell,
            (None, None) => false,
        };
        is_place
            && location.sheet.as_deref().unwrap_or_default() == self.sheet
            && self.code.is_none_or(|accepted| accepted == code)
    }
}
