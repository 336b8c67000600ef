//! The severities that a form declares for codes of findings, and what people accept of one object.

use std::borrow::Cow;

use indexmap::IndexMap;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::settled::Acceptance;
use crate::findings::severity::{Disposition, Severity};

/// The severities of codes where they differ from the default: `{ "missing-label": "warning" }`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Severities {
    of_codes: IndexMap<Code, Severity>,
    /// What is accepted in the object that is read; nothing where no decision is about it.
    #[serde(skip)]
    accepted: Vec<Acceptance>,
}

impl Severities {
    /// The severity of a single code.
    pub fn of(code: Code, severity: Severity) -> Self {
        Self { of_codes: IndexMap::from([(code, severity)]), accepted: Vec::new() }
    }

    /// The severity of a single code, with what is accepted here.
    #[must_use]
    pub fn only(&self, code: Code, severity: Severity) -> Self {
        Self { accepted: self.accepted.clone(), ..Self::of(code, severity) }
    }

    /// The same, with what is accepted in one object.
    #[must_use]
    pub fn accepting(&self, accepted: &[Acceptance]) -> Self {
        Self { of_codes: self.of_codes.clone(), accepted: accepted.to_vec() }
    }

    /// True where a severity is declared for a code.
    pub fn names(&self, code: Code) -> bool {
        self.of_codes.contains_key(&code)
    }

    /// The codes with the severities that are declared for them.
    pub fn declared(&self) -> impl Iterator<Item = (Code, Severity)> + '_ {
        self.of_codes.iter().map(|(code, severity)| (*code, *severity))
    }

    pub fn is_empty(&self) -> bool {
        self.of_codes.is_empty()
    }

    /// True where something is accepted.
    pub const fn accepts_any(&self) -> bool {
        !self.accepted.is_empty()
    }

    /// The decision that accepts a finding at a location.
    pub fn acceptance(&self, code: Code, location: &Location) -> Option<&Acceptance> {
        self.accepted.iter().find(|accepted| accepted.covers(code, location))
    }

    /// The finding at its declared weight, accepted where a decision says so. A file that is rejected cannot be accepted, nor a row
    /// whose lot does not follow from this finding alone.
    pub(super) fn applied(&self, finding: Finding, is_of_row: bool) -> Finding {
        let finding = self.weighed(finding, is_of_row);
        let can_be_accepted = match finding.disposition() {
            Disposition::Rejected => false,
            Disposition::Quarantined => is_of_row,
            _ => true,
        };
        match self.acceptance(finding.code, &finding.location).filter(|_| can_be_accepted) {
            Some(accepted) => finding.accepted(&accepted.decision),
            None => finding,
        }
    }

    /// The finding at its declared weight. What becomes of a row follows from the severity; what became of a file, a sheet
    /// or a column is known when it is found, and stays.
    pub(super) fn weighed(&self, finding: Finding, is_of_row: bool) -> Finding {
        match self.of_codes.get(&finding.code) {
            None => finding,
            Some(&severity) => {
                let disposition = match severity {
                    _ if !is_of_row => finding.disposition(),
                    Severity::Error => Disposition::Quarantined,
                    Severity::Warning | Severity::Note => Disposition::Used,
                };
                finding.weighing(severity, disposition)
            }
        }
    }
}

/// A map from codes to severities, wherever it is declared.
impl JsonSchema for Severities {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Severities".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        IndexMap::<Code, Severity>::json_schema(generator)
    }
}
