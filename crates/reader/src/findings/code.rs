//! The codes of findings: kebab-case, Table Schema's where it has one, each with its default severity and meaning.
//!
//! The table below is the one place that knows a code; `docs/findings.md` is generated from it.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::findings::severity::{Disposition, Severity};

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $severity:ident, $disposition:ident;)+) => {
        /// What kind of defect a finding reports. The name states the defect.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum Code {
            $($(#[doc = $doc])+ #[serde(rename = $name)] $variant,)+
        }

        impl Code {
            /// Every code, in the order of the stages that find it.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code as it is published.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// What the code means, one sentence.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+),)+ }
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
    /// The object has no bytes.
    EmptyFile = "empty-file", Error, Rejected;
    /// The bytes are of no format that can be read, or end too early.
    UnreadableFile = "unreadable-file", Error, Rejected;
    /// The workbook is protected with a password.
    EncryptedFile = "encrypted-file", Error, Rejected;
    /// The file is larger, or would unpack to more, than the limits allow.
    OversizedFile = "oversized-file", Error, Rejected;
    /// The workbook holds macros; they are not run, and the values stored in its cells are read.
    MacroFile = "macro-file", Warning, Used;
    /// A formula takes its value from another file; the stored value is used.
    ExternalLink = "external-link", Warning, Used;
    /// The text of a sheet is in an encoding that Unicode replaced; it was decoded.
    LegacyEncoding = "legacy-encoding", Warning, Used;
    /// The text of a sheet looks as if it were in an encoding that Unicode replaced, but not for sure; it is read as it stands.
    DoubtfulEncoding = "doubtful-encoding", Warning, Used;
    /// No source of any pipeline names the place where the object lies.
    UnclaimedObject = "unclaimed-object", Warning, Ignored;
    /// No table of the file has the labels of a declared form.
    UnknownForm = "unknown-form", Error, Rejected;
    /// The labels fit more than one form equally well.
    AmbiguousForm = "ambiguous-form", Error, Rejected;
    /// A sheet holds numbers but the labels of no form; it is not read.
    UnreadSheet = "unread-sheet", Warning, Ignored;
    /// Rows below the labels hold values and are no data: notes that fill the columns, or totals of nothing.
    UnreadRow = "unread-row", Warning, Ignored;
    /// No measure of the table holds anything; its rows are quarantined. An error where the file holds no other table.
    BlankTable = "blank-table", Warning, Quarantined;
    /// The name of the sheet, the file or its folder tells another period or sender than the table; the table is followed.
    NameMismatch = "name-mismatch", Warning, Used;
    /// A sheet with a table is hidden; it is read only where no sheet that is shown holds one.
    HiddenSheet = "hidden-sheet", Warning, Used;
    /// Data rows are hidden, or a filter passes over them; they are read.
    HiddenRow = "hidden-row", Warning, Used;
    /// The columns of fields are hidden; they are read.
    HiddenColumn = "hidden-column", Warning, Used;
    /// A field has no column; its values are missing.
    MissingLabel = "missing-label", Error, Used;
    /// A label is like the words of a field, but not equal to them; its column is read as that field.
    DoubtfulLabel = "doubtful-label", Warning, Used;
    /// A column belongs to no field.
    ExtraLabel = "extra-label", Warning, Ignored;
    /// Two columns have the label of one field.
    DuplicateLabel = "duplicate-label", Error, Rejected;
    /// The head names a sender that is no unit of the map; the sender is told by the rows.
    UnknownSender = "unknown-sender", Warning, Used;
    /// The period is written nowhere, or cannot be read.
    UnknownPeriod = "unknown-period", Error, Rejected;
    /// The period is not one of the form: another frequency, not begun when the file arrived, or before the first period.
    PeriodOutOfRange = "period-out-of-range", Error, Quarantined;
    /// A cell does not hold a value of the type of its field.
    TypeError = "type-error", Error, Quarantined;
    /// A cell holds an error of the spreadsheet, such as #REF!, or a formula that was never computed.
    ErrorCell = "error-cell", Error, Quarantined;
    /// A value breaks a constraint of its field.
    ConstraintError = "constraint-error", Error, Quarantined;
    /// More digits than the scale of the field; the value is rounded half away from zero.
    ExcessDigits = "excess-digits", Warning, Used;
    /// A column writes its numbers the other way than the schema says.
    NumberFormat = "number-format", Warning, Used;
    /// The numbers of a column may be read two ways, with either decimal sign or as percents and as shares, and nothing tells which.
    AmbiguousNumber = "ambiguous-number", Warning, Used;
    /// The unit of measure of the table differs by a power of ten; the values are converted.
    UnitConverted = "unit-converted", Warning, Used;
    /// What stands in the place of a unit of measure names a power of ten and nothing that it could be of, or two units of one kind;
    /// the numbers are read in the unit of the form.
    UnclearUnit = "unclear-unit", Warning, Used;
    /// The unit of measure of the table contradicts that of the field.
    UnitMismatch = "unit-mismatch", Error, Quarantined;
    /// The name lost its letter ư, a soft hyphen in TCVN3; the only unit that it can be is taken.
    LostLetter = "lost-letter", Warning, Used;
    /// The unit is in no map of the registry.
    UnknownArea = "unknown-area", Error, Quarantined;
    /// The name fits several units.
    AmbiguousArea = "ambiguous-area", Error, Quarantined;
    /// The unit exists, in another map than that of the period.
    EndedArea = "ended-area", Error, Quarantined;
    /// The unit is not below the sender.
    ForeignArea = "foreign-area", Error, Quarantined;
    /// Code and name, or type and name, are those of different units.
    AreaMismatch = "area-mismatch", Error, Quarantined;
    /// Two rows of one file have one key.
    PrimaryKey = "primary-key", Error, Quarantined;
    /// An assertion of a check does not hold.
    CheckFailed = "check-failed", Error, Quarantined;
    /// A printed total differs from the sum of its rows.
    TotalMismatch = "total-mismatch", Warning, Used;
    /// A value differs from what the numbering row says of its column.
    FormulaMismatch = "formula-mismatch", Warning, Used;
    /// A submission that was due has not come.
    MissingSubmission = "missing-submission", Warning, Missing;
    /// A submission came after it was due; it is used.
    LateSubmission = "late-submission", Warning, Used;
    /// The same bytes came before.
    DuplicateSubmission = "duplicate-submission", Warning, Ignored;
    /// A later submission stands in its place.
    Superseded = "superseded", Warning, Replaced;
    /// A later submission lacks a unit, or its row there is quarantined; the earlier row stays.
    EarlierRowKept = "earlier-row-kept", Warning, Used;
    /// A field or a unit cannot be restated to another map; the value is missing there.
    NotRestated = "not-restated", Warning, Used;
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
