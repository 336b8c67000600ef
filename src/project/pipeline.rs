//! A pipeline: sources, checks, indicators and targets, as written in `pipelines/*.toml`.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_spanned::Spanned;

use crate::project::number::Number;
use crate::project::period::{Frequency, Period};
use crate::project::settings::{Geography, Language};
use crate::validate::finding::{Message, Severity};

/// One file of `pipelines/`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "A pipeline of tinhso")]
pub struct Pipeline {
    #[schemars(with = "String")]
    pub name: Spanned<String>,
    pub title: Text,
    #[serde(default)]
    pub source: Vec<Source>,
    #[serde(default)]
    pub check: Vec<Check>,
    #[serde(default)]
    pub indicator: Vec<Indicator>,
}

/// A text in Vietnamese and English.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub vi: String,
    pub en: String,
}

impl Text {
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Vi => &self.vi,
            Language::En => &self.en,
        }
    }

    pub fn message(&self) -> Message {
        Message::new(self.vi.clone(), self.en.clone())
    }
}

/// Where the submissions of a form lie.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The name of a form.
    #[schemars(with = "String")]
    pub form: Spanned<String>,
    /// A glob below the landing URL: `submissions/**`.
    #[schemars(with = "String")]
    pub from: Spanned<String>,
}

/// An assertion over the fields of a form, row by row.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Check {
    #[schemars(with = "String")]
    pub name: Spanned<String>,
    /// The form whose rows are checked.
    #[schemars(with = "String")]
    pub source: Spanned<String>,
    /// A condition in SQL; NULL is undecided, and passes.
    #[schemars(with = "String")]
    pub assert: Spanned<String>,
    /// `error`: the row is quarantined. `warning`: flagged and used.
    pub severity: Severity,
    pub message: Text,
}

/// A published figure: a numerator, perhaps over a denominator.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    #[schemars(with = "String")]
    pub name: Spanned<String>,
    /// Labels rival measures of one indicator.
    #[serde(default)]
    pub method: Option<String>,
    pub title: Text,
    #[schemars(with = "Part")]
    pub numerator: Spanned<Part>,
    #[serde(default)]
    #[schemars(with = "Option<Part>")]
    pub denominator: Option<Spanned<Part>>,
    /// A text field with an `enum`: the indicator is published once for each of its values, as `breakdown`.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub by: Option<Spanned<String>>,
    /// By what the quotient is multiplied; 1 unless stated.
    #[serde(default)]
    pub factor: Option<Number>,
    /// SDMX UNIT_MEASURE of the figure.
    #[schemars(with = "String")]
    pub unit: Spanned<String>,
    /// Digits shown to people; the published value is never rounded.
    #[serde(default)]
    pub decimals: Option<u8>,
    /// Levels of area to publish.
    #[schemars(with = "Vec<String>")]
    pub areas: Vec<Spanned<String>>,
    /// Frequencies to publish.
    #[schemars(with = "Vec<Frequency>")]
    pub periods: Vec<Spanned<Frequency>>,
    /// The share of expected units below which a ratio is null. Every ratio states it.
    #[serde(default)]
    #[schemars(with = "Option<Number>")]
    pub minimum_coverage: Option<Spanned<Number>>,
    /// `publish` gives what was reported of a total, with status U.
    #[serde(default)]
    pub partial: Option<Partial>,
    #[serde(default)]
    #[schemars(with = "Vec<Target>")]
    pub target: Vec<Spanned<Target>>,
}

/// One part of an indicator: an aggregate over the rows of a form, or a count of the registry.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The name of a form.
    #[serde(default)]
    pub source: Option<String>,
    /// A level of the registry, whose units are counted.
    #[serde(default)]
    pub registry: Option<String>,
    /// The aggregate in SQL.
    pub value: String,
    /// Which rows count, in SQL.
    #[serde(default, rename = "where")]
    pub condition: Option<String>,
    /// The vintage asked for; the most final unless stated.
    #[serde(default)]
    pub vintage: Option<String>,
    /// The level of the units that count, for a form that reports several: `district`. Units of other levels are not
    /// expected.
    #[serde(default)]
    pub level: Option<String>,
}

/// What becomes of a total that does not cover every unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Partial {
    Publish,
}

/// A value that the plan asks for by a period.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The period by which it is due.
    pub period: Period,
    #[serde(default)]
    pub at_least: Option<Number>,
    #[serde(default)]
    pub at_most: Option<Number>,
    /// The document that sets the target.
    pub source: String,
    /// From where the straight line to the target starts.
    #[serde(default)]
    pub baseline: Option<Baseline>,
    /// `year` repeats the target every year from its period on.
    #[serde(default)]
    pub every: Option<Frequency>,
    /// The area judged; the province unless stated.
    #[serde(default)]
    pub area: Option<String>,
    /// The geography judged; as reported unless stated.
    #[serde(default)]
    pub geography: Option<Geography>,
}

/// Where an indicator stood before the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    pub period: Period,
    pub value: Number,
}

/// Which side of a target's value is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    AtLeast,
    AtMost,
}

impl Direction {
    pub const fn name(self) -> &'static str {
        match self {
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
        }
    }
}

impl Target {
    /// Its direction and value; `None` where the declaration states none, or two.
    pub fn goal(&self) -> Option<(Direction, Number)> {
        match (self.at_least, self.at_most) {
            (Some(value), None) => Some((Direction::AtLeast, value)),
            (None, Some(value)) => Some((Direction::AtMost, value)),
            _ => None,
        }
    }
}
