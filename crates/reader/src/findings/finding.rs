//! A finding: what is wrong or odd in the data, where, and what became of it. Bad data is a value, not an error.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::findings::code::Code;
use crate::findings::message::Message;
use crate::findings::settled::{Settled, Settlement};
use crate::findings::severity::{Disposition, Severity};

/// What a finding is about. Everything is optional: a missing submission has no object, an unreadable file no sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Location {
    /// The name of the object below the landing URL.
    pub object: Option<String>,
    pub sheet: Option<String>,
    /// A1 notation.
    pub cell: Option<String>,
    /// Row of the sheet, from 1; of a text the row that a spreadsheet shows.
    pub row: Option<u32>,
    pub form: Option<String>,
    pub field: Option<String>,
    pub ref_area: Option<String>,
    /// ISO 8601 date.
    pub ref_area_valid_from: Option<String>,
    pub time_period: Option<String>,
}

/// One finding. The columns of `findings.parquet` are these fields, the location's spread out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    pub location: Location,
    pub code: Code,
    severity: Severity,
    disposition: Disposition,
    /// What is there, as written.
    pub value: Option<String>,
    /// What was expected; the table holds it in the language of the project.
    pub expected: Option<Message>,
    /// What the sender could write instead, or do.
    pub suggestion: Option<Message>,
    /// The `[[check]]` that failed.
    pub check: Option<String>,
    pub message: Message,
    /// What a person has decided of it; such a finding is no longer open.
    #[serde(default)]
    pub settled: Option<Settled>,
}

impl Finding {
    /// A finding with the severity and disposition that its code has by default.
    pub fn new(code: Code, location: Location, message: Message) -> Self {
        Self {
            location,
            code,
            severity: code.default_severity(),
            disposition: code.default_disposition(),
            value: None,
            expected: None,
            suggestion: None,
            check: None,
            message,
            settled: None,
        }
    }

    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    #[must_use]
    pub fn expected(mut self, expected: impl Into<Message>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    #[must_use]
    pub fn suggestion(mut self, suggestion: impl Into<Message>) -> Self {
        self.suggestion = Some(suggestion.into());
        self
    }

    /// The finding at another weight than its code has by default: some variants of a code weigh more or less. What a form
    /// declares comes after, in the [collector](crate::findings::collector::Collector).
    #[must_use]
    pub const fn weighing(mut self, severity: Severity, disposition: Disposition) -> Self {
        self.severity = severity;
        self.disposition = disposition;
        self
    }

    /// What was expected, as people are told it: nothing where something else is followed, so that who wrote it would change what is right.
    pub fn wanted(&self) -> Option<&Message> {
        self.expected.as_ref().filter(|_| !self.code.follows_what_is_written())
    }

    pub const fn severity(&self) -> Severity {
        self.severity
    }

    pub const fn disposition(&self) -> Disposition {
        self.disposition
    }

    /// True for an error that nobody has decided of.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error && self.is_open()
    }

    /// True unless a person has decided of it.
    pub const fn is_open(&self) -> bool {
        self.settled.is_none()
    }

    /// The finding, accepted by a decision: what would have kept its row out does not.
    #[must_use]
    pub fn accepted(self, decision: &str) -> Self {
        self.settled(Settlement::Accepted, decision)
    }

    /// The finding, which a corrected value has resolved.
    #[must_use]
    pub fn resolved(self, decision: &str) -> Self {
        self.settled(Settlement::Resolved, decision)
    }

    fn settled(mut self, state: Settlement, decision: &str) -> Self {
        if self.quarantines() {
            self.disposition = Disposition::Used;
        }
        self.settled = Some(Settled { state, by: decision.to_owned() });
        self
    }

    /// True where the row of the finding is kept out of the figures.
    pub(super) fn quarantines(&self) -> bool {
        self.disposition == Disposition::Quarantined
    }
}
