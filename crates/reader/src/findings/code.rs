//! The codes of findings: kebab-case, Table Schema's where it has one, each with its default severity.
//!
//! The table below is the one list of them. What a code means is said once, in both languages, in the message files under
//! `<code>.meaning`; `docs/findings.md` is generated from both.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::findings::message::sentence;
use crate::findings::severity::{Disposition, Severity};
use crate::values::language::Language;

macro_rules! codes {
    ($($variant:ident = $name:literal, $severity:ident, $disposition:ident;)+) => {
        /// What kind of defect a finding reports. The name states the defect.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum Code {
            $(#[serde(rename = $name)] $variant,)+
        }

        impl Code {
            /// Every code, in the order of the stages that find it.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code as it is published.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The severity unless the form sets another.
            pub const fn default_severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }

            /// What becomes of the thing unless the form sets another severity.
            pub const fn default_disposition(self) -> Disposition {
                match self { $(Self::$variant => Disposition::$disposition,)+ }
            }
        }
    };
}

codes! {
    NotAnObject = "not-an-object", Error, Ignored;
    UnreachableObject = "unreachable-object", Error, Ignored;
    UnreadArrival = "unread-arrival", Error, Ignored;
    RepeatedArrival = "repeated-arrival", Warning, Used;
    UnlistedArrival = "unlisted-arrival", Warning, Used;
    NeedlessArrival = "needless-arrival", Warning, Ignored;
    WithdrawnArrival = "withdrawn-arrival", Warning, Ignored;
    ReplacedVersion = "replaced-version", Warning, Ignored;
    EmptyFile = "empty-file", Error, Rejected;
    UnreadableFile = "unreadable-file", Error, Rejected;
    EncryptedFile = "encrypted-file", Error, Rejected;
    PassedOver = "passed-over", Note, Ignored;
    OversizedFile = "oversized-file", Error, Rejected;
    MacroFile = "macro-file", Warning, Used;
    ExternalLink = "external-link", Warning, Used;
    LegacyEncoding = "legacy-encoding", Warning, Used;
    DoubtfulEncoding = "doubtful-encoding", Warning, Used;
    RepairedText = "repaired-text", Note, Used;
    UnclaimedObject = "unclaimed-object", Warning, Ignored;
    UnknownForm = "unknown-form", Error, Rejected;
    AmbiguousForm = "ambiguous-form", Error, Rejected;
    UnreadSheet = "unread-sheet", Warning, Ignored;
    UnreadRow = "unread-row", Warning, Ignored;
    MergedValue = "merged-value", Note, Used;
    MissingCell = "missing-cell", Warning, Used;
    BlankTable = "blank-table", Warning, Quarantined;
    NameMismatch = "name-mismatch", Warning, Used;
    HiddenSheet = "hidden-sheet", Warning, Used;
    HiddenRow = "hidden-row", Warning, Used;
    HiddenColumn = "hidden-column", Warning, Used;
    HiddenYear = "hidden-year", Warning, Used;
    MissingLabel = "missing-label", Error, Used;
    DoubtfulLabel = "doubtful-label", Warning, Used;
    ExtraLabel = "extra-label", Warning, Ignored;
    IncorrectLabel = "incorrect-label", Error, Rejected;
    DuplicateLabel = "duplicate-label", Error, Rejected;
    UnknownSender = "unknown-sender", Warning, Used;
    UnknownPeriod = "unknown-period", Error, Rejected;
    PeriodMismatch = "period-mismatch", Error, Quarantined;
    PeriodOutOfRange = "period-out-of-range", Error, Quarantined;
    DoubtfulPeriod = "doubtful-period", Warning, Used;
    AlikeValues = "alike-values", Warning, Used;
    TypeError = "type-error", Error, Quarantined;
    ErrorCell = "error-cell", Error, Quarantined;
    UnreadCell = "unread-cell", Error, Quarantined;
    ScaledNumber = "scaled-number", Warning, Used;
    StruckOut = "struck-out", Warning, Used;
    ConstraintError = "constraint-error", Error, Quarantined;
    ExcessDigits = "excess-digits", Warning, Used;
    RoundsToNothing = "rounds-to-nothing", Error, Quarantined;
    NumberFormat = "number-format", Warning, Used;
    AmbiguousNumber = "ambiguous-number", Warning, Used;
    UnitConverted = "unit-converted", Warning, Used;
    UnclearUnit = "unclear-unit", Warning, Used;
    UnitMismatch = "unit-mismatch", Error, Quarantined;
    LostLetter = "lost-letter", Warning, Used;
    LostZeros = "lost-zeros", Warning, Used;
    UnknownArea = "unknown-area", Error, Quarantined;
    AmbiguousArea = "ambiguous-area", Error, Quarantined;
    EndedArea = "ended-area", Error, Quarantined;
    ForeignArea = "foreign-area", Error, Quarantined;
    DoubtfulArea = "doubtful-area", Warning, Used;
    AreaMismatch = "area-mismatch", Error, Quarantined;
    PrimaryKey = "primary-key", Error, Quarantined;
    UniqueError = "unique-error", Error, Quarantined;
    ForeignKey = "foreign-key", Error, Quarantined;
    CheckFailed = "check-failed", Error, Quarantined;
    TotalMismatch = "total-mismatch", Warning, Used;
    FormulaMismatch = "formula-mismatch", Warning, Used;
    TransposedDigits = "transposed-digits", Warning, Used;
    LikelyWrongCell = "likely-wrong-cell", Warning, Used;
    Stopped = "stopped", Error, Quarantined;
    MissingSubmission = "missing-submission", Warning, Missing;
    LateSubmission = "late-submission", Warning, Used;
    DuplicateSubmission = "duplicate-submission", Warning, Ignored;
    Superseded = "superseded", Warning, Replaced;
    EarlierRowKept = "earlier-row-kept", Warning, Used;
    UnusedRow = "unused-row", Warning, Quarantined;
    ValueRemoved = "value-removed", Warning, Used;
    OlderValues = "older-values", Warning, Used;
    UnlistedRow = "unlisted-row", Warning, Used;
    MissingRow = "missing-row", Warning, Missing;
    TwoSenders = "two-senders", Warning, Replaced;
    NotRestated = "not-restated", Warning, Used;
    StaleDecision = "stale-decision", Warning, Ignored;
    NeedlessDecision = "needless-decision", Warning, Ignored;
    UnusableDecision = "unusable-decision", Error, Ignored;
    SwappedColumns = "swapped-columns", Warning, Used;
    SwappedRows = "swapped-rows", Warning, Used;
    ShiftedColumn = "shifted-column", Warning, Used;
    ThousandError = "thousand-error", Warning, Used;
    DecimalSign = "decimal-sign", Warning, Used;
    SignError = "sign-error", Warning, Used;
    UnusualZero = "unusual-zero", Warning, Used;
    PeriodCopied = "period-copied", Warning, Used;
    RowCopied = "row-copied", Warning, Used;
}

impl Code {
    /// What the code means, one sentence.
    pub fn meaning(self, language: Language) -> String {
        sentence(language, &self.key_of_meaning(), &[])
    }

    /// True of what is said about decisions: the office that keeps them mends it, and no sender can.
    pub const fn is_about_decisions(self) -> bool {
        matches!(self, Self::StaleDecision | Self::NeedlessDecision | Self::UnusableDecision)
    }

    /// True where what is written was read as it is meant: there is nothing to change, and who changes the unit or the signs alone makes the numbers
    /// others.
    pub const fn is_read_as_meant(self) -> bool {
        matches!(self, Self::UnitConverted | Self::NumberFormat)
    }

    /// True where what was expected is not what is followed, or nobody knows which of two is right.
    pub const fn follows_what_is_written(self) -> bool {
        self.is_read_as_meant() || matches!(self, Self::NameMismatch | Self::PeriodMismatch | Self::TwoSenders)
    }

    /// True where one object alone may not show it: it is found beside other submissions, or other forms.
    pub const fn needs_other_submissions(self) -> bool {
        matches!(
            self,
            Self::ForeignKey
                | Self::CheckFailed
                | Self::SwappedColumns
                | Self::SwappedRows
                | Self::ShiftedColumn
                | Self::ThousandError
                | Self::DecimalSign
                | Self::SignError
                | Self::UnusualZero
                | Self::PeriodCopied
                | Self::PeriodOutOfRange
                | Self::DoubtfulPeriod
                | Self::AlikeValues
                | Self::NameMismatch
                | Self::EarlierRowKept
                | Self::UnusedRow
                | Self::ValueRemoved
                | Self::OlderValues
                | Self::UnlistedRow
                | Self::MissingRow
                | Self::TwoSenders
                | Self::Stopped
                | Self::LateSubmission
                | Self::DuplicateSubmission
                | Self::Superseded
        )
    }

    fn key_of_meaning(self) -> String {
        format!("{}.meaning", self.name())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::message::is_known;

    #[test]
    fn every_code_has_a_meaning_in_both_languages() {
        for code in Code::ALL {
            for language in [Language::Vi, Language::En] {
                assert!(is_known(language, &code.key_of_meaning()), "{code} has no meaning in {language:?}");
            }
        }
    }
}
