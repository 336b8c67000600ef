//! The headings of the columns of an exported workbook. One column has one heading on whatever sheet it is, and the legend
//! explains it under that name.

use crate::say;
use crate::values::language::Language;

/// A column of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
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
    Method,
    Name,
    Numerator,
    Period,
    Reported,
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
            Self::Method => say!(language, "workbook-column.method"),
            Self::Name => say!(language, "workbook-column.name"),
            Self::Numerator => say!(language, "workbook-column.numerator"),
            Self::Period => say!(language, "workbook-column.period"),
            Self::Reported => say!(language, "workbook-column.reported"),
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
}
