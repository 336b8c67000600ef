//! The severities that a form declares for codes of findings.

use std::borrow::Cow;

use indexmap::IndexMap;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::severity::{Disposition, Severity};

/// The severities of codes where they differ from the default: `{ "missing-label": "warning" }`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Severities(IndexMap<Code, Severity>);

impl Severities {
    /// The severity of a single code.
    pub fn of(code: Code, severity: Severity) -> Self {
        Self(IndexMap::from([(code, severity)]))
    }

    /// True where a severity is declared for a code.
    pub fn names(&self, code: Code) -> bool {
        self.0.contains_key(&code)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The finding at its declared weight. What becomes of a row follows from the severity; what became of a file, a sheet
    /// or a column is known when it is found, and stays.
    pub(super) fn applied(&self, finding: Finding, is_of_row: bool) -> Finding {
        match self.0.get(&finding.code) {
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
