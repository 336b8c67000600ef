//! The headings of the columns of an exported workbook. One column has one heading on whatever sheet it is, and the legend
//! explains it under that name.

use crate::say;
use crate::values::language::Language;

/// A wider text is broken over lines.
pub const NARROW: usize = 44;
/// The same for a column of sentences.
const WIDE: usize = 84;

/// A column of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    About,
    Area,
    AreaCode,
    CodeOrColumn,
    Coverage,
    Denominator,
    Direction,
    Expected,
    Figure,
    FigurePeriod,
    Forms,
    Geography,
    Indicator,
    Level,
    Meaning,
    MergeRules,
    Method,
    Name,
    Numerator,
    Period,
    PreviousPeriod,
    PreviousValue,
    Province,
    Rank,
    Reported,
    Rows,
    Sheet,
    Source,
    State,
    Status,
    StatusCode,
    Target,
    TargetPeriod,
    Unit,
    Value,
}

impl Heading {
    /// The heading in words.
    pub fn text(self, language: Language) -> String {
        match self {
            Self::About => say!(language, "workbook-column.about"),
            Self::Area => say!(language, "workbook-column.area"),
            Self::AreaCode => say!(language, "workbook-column.area-code"),
            Self::CodeOrColumn => say!(language, "workbook-column.code-or-column"),
            Self::Coverage => say!(language, "workbook-column.coverage"),
            Self::Denominator => say!(language, "workbook-column.denominator"),
            Self::Direction => say!(language, "workbook-column.direction"),
            Self::Expected => say!(language, "workbook-column.expected"),
            Self::Figure => say!(language, "workbook-column.figure"),
            Self::FigurePeriod => say!(language, "workbook-column.figure-period"),
            Self::Forms => say!(language, "workbook-column.forms"),
            Self::Geography => say!(language, "workbook-column.geography"),
            Self::Indicator => say!(language, "workbook-column.indicator"),
            Self::Level => say!(language, "workbook-column.level"),
            Self::Meaning => say!(language, "workbook-column.meaning"),
            Self::MergeRules => say!(language, "workbook-column.merge-rules"),
            Self::Method => say!(language, "workbook-column.method"),
            Self::Name => say!(language, "workbook-column.name"),
            Self::Numerator => say!(language, "workbook-column.numerator"),
            Self::Period => say!(language, "workbook-column.period"),
            Self::PreviousPeriod => say!(language, "workbook-column.previous-period"),
            Self::PreviousValue => say!(language, "workbook-column.previous-value"),
            Self::Province => say!(language, "workbook-column.province"),
            Self::Rank => say!(language, "workbook-column.rank"),
            Self::Reported => say!(language, "workbook-column.reported"),
            Self::Rows => say!(language, "workbook-column.rows"),
            Self::Sheet => say!(language, "workbook-column.sheet"),
            Self::Source => say!(language, "workbook-column.source"),
            Self::State => say!(language, "workbook-column.state"),
            Self::Status => say!(language, "workbook-column.status"),
            Self::StatusCode => say!(language, "workbook-column.status-code"),
            Self::Target => say!(language, "workbook-column.target"),
            Self::TargetPeriod => say!(language, "workbook-column.target-period"),
            Self::Unit => say!(language, "workbook-column.unit"),
            Self::Value => say!(language, "workbook-column.value"),
        }
    }

    /// How wide a text of the column is shown before it is broken over lines.
    pub const fn widest(self) -> usize {
        match self {
            Self::About | Self::Meaning => WIDE,
            _ => NARROW,
        }
    }
}
