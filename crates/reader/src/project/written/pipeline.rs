//! A pipeline: sources, checks, indicators and targets, as written in `pipelines/*.toml`.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_spanned::Spanned;

use crate::findings::message::Message;
use crate::findings::severity::Severity;
use crate::project::written::settings::Geography;
use crate::values::language::Language;
use crate::values::number::Number;
use crate::values::period::{Frequency, Period};

/// One file of `pipelines/`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(title = "A pipeline of tinhso")]
pub struct Pipeline {
    /// Also the name of its table of figures.
    #[schemars(with = "String")]
    pub name: Spanned<String>,
    /// For people: `{ vi = "…", en = "…" }`.
    pub title: Text,
    /// `[[source]]`: where the submissions of a form lie.
    #[serde(default)]
    pub source: Vec<Source>,
    /// `[[check]]`: what must hold in each row of a form.
    #[serde(default)]
    pub check: Vec<Check>,
    /// `[[indicator]]`: a published figure.
    #[serde(default)]
    pub indicator: Vec<Indicator>,
}

/// A text in Vietnamese and English.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Text {
    /// In Vietnamese.
    #[schemars(length(min = 1))]
    pub vi: String,
    /// In English.
    #[schemars(length(min = 1))]
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
#[schemars(deny_unknown_fields)]
pub struct Source {
    /// The name of a form.
    #[schemars(with = "String")]
    pub form: Spanned<String>,
    /// A glob below the landing zone: `submissions/**`; `*` stays within a folder. What a file is, its content says.
    #[schemars(with = "String")]
    pub from: Spanned<String>,
}

/// An assertion over the fields of a form, row by row.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Check {
    /// Stands in the findings.
    #[schemars(with = "String", length(min = 1))]
    pub name: Spanned<String>,
    /// The form whose rows are checked.
    #[schemars(with = "String")]
    pub source: Spanned<String>,
    /// A condition in SQL. `previous(x)` and `year_ago(x)` are the values of the unit's period before, and of the same period a year ago; `previous_in_year(x)` is the
    /// former, and nothing in the first period of a year.
    #[schemars(with = "String")]
    pub assert: Spanned<String>,
    /// Another form, whose row of the same unit and period is joined: its fields are `"other-form".field`.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub with: Option<Spanned<String>>,
    /// What becomes of a row for which the condition is not decided, since a value is missing: `passes`, or `fails` as where it does not
    /// hold. Unless stated: `passes`.
    #[serde(default)]
    pub missing: WhereMissing,
    /// `error`: the row is quarantined; of a check that names other periods or another form, the figures that rest on the values that it
    /// names are withheld. `warning`: flagged and used. `note`: reported and used.
    pub severity: Severity,
    /// What is reported where it does not hold: `{ vi = "…", en = "…" }`.
    pub message: Text,
}

/// Whether a condition that is not decided holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum WhereMissing {
    #[default]
    Passes,
    Fails,
}

/// A published figure: a numerator, perhaps over a denominator.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Indicator {
    /// By which it is found in the tables.
    #[schemars(with = "String", length(min = 1))]
    pub name: Spanned<String>,
    /// Tells rival measures of one name apart.
    #[serde(default)]
    pub method: Option<String>,
    /// For people: `{ vi = "…", en = "…" }`.
    pub title: Text,
    /// A part, from a source.
    #[schemars(with = "IndicatorPart")]
    pub numerator: Spanned<IndicatorPart>,
    /// A part, from a source or the registry; without it the indicator is a total.
    #[serde(default)]
    #[schemars(with = "Option<IndicatorPart>")]
    pub denominator: Option<Spanned<IndicatorPart>>,
    /// A text field with an `enum`, over whose values the indicator is broken down: a figure for each, distinguished by the column
    /// `breakdown`; a value without rows gives 0. It has no targets.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub by: Option<Spanned<String>>,
    /// By what the quotient is multiplied: 100 for percent. The powers of ten of fields do not belong in it. Unless stated: 1.
    #[serde(default)]
    pub factor: Option<Number>,
    /// SDMX UNIT_MEASURE of the figure; of a total, that of its fields.
    #[schemars(with = "String", length(min = 1))]
    pub unit: Spanned<String>,
    /// SDMX UNIT_MULT of the figure, to which its amounts are brought: 6 for millions. Unless stated: that of the numerator less that of the
    /// denominator, and 0 for a percent or a ratio of amounts of one unit.
    #[serde(default)]
    pub multiplier: Option<i8>,
    /// Digits shown to people, at most 15; what is published is never rounded. Unless stated: 2.
    #[serde(default)]
    #[schemars(range(max = 15))]
    pub decimals: Option<u8>,
    /// Levels of the registry to publish: `["commune", "district", "province"]`.
    #[schemars(with = "Vec<String>")]
    pub areas: Vec<Spanned<String>>,
    /// Frequencies to publish, none finer than the form's.
    #[schemars(with = "Vec<Frequency>")]
    pub periods: Vec<Spanned<Frequency>>,
    /// The share of expected units below which a ratio is null. Every ratio states it, and no total does.
    #[serde(default)]
    #[schemars(with = "Option<Number>")]
    pub minimum_coverage: Option<Spanned<Number>>,
    /// `publish`: a total of what was reported, with status U. Unless stated: a total is at full coverage only.
    #[serde(default)]
    pub partial: Option<Partial>,
    /// What the plan asks for; see below.
    #[serde(default)]
    #[schemars(with = "Vec<Target>")]
    pub target: Vec<Spanned<Target>>,
}

/// One part of an indicator: an aggregate over the rows of a form, or a count of the registry.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct IndicatorPart {
    /// The name of a form.
    #[serde(default)]
    pub source: Option<String>,
    /// A level of the registry, whose units are counted, whether they reported or not; for denominators. Where there is no such
    /// unit it is 0.
    #[serde(default)]
    pub registry: Option<String>,
    /// One aggregate in SQL.
    pub value: String,
    /// Which rows count, in SQL.
    #[serde(default, rename = "where")]
    pub condition: Option<String>,
    /// `E`, `P` or `A`, where the form has vintages. Unless stated: the most final.
    #[serde(default)]
    pub vintage: Option<String>,
    /// The level of the units that count, for a form that reports several: `district`. Units of other levels are not
    /// expected. Unless stated: every level.
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
#[schemars(deny_unknown_fields)]
pub struct Target {
    /// By when; a target of a year is judged by figures of years.
    pub period: Period,
    /// The value, where more is better; this or `at_most`.
    #[serde(default)]
    pub at_least: Option<Number>,
    /// The value, where less is better.
    #[serde(default)]
    pub at_most: Option<Number>,
    /// The document that sets it.
    #[schemars(length(min = 1))]
    pub source: String,
    /// `{ period, value }`: from where the straight line to the target starts. Without it an unmet target is behind.
    #[serde(default)]
    pub baseline: Option<Baseline>,
    /// `year` repeats a yearly target each year from its period on.
    #[serde(default)]
    pub every: Option<Frequency>,
    /// The code of the area that is judged. Unless stated: the province.
    #[serde(default)]
    pub area: Option<String>,
    /// Levels of the registry each of whose units is judged, in the place of one `area`: `["commune"]` asks the same of every commune.
    #[serde(default)]
    pub areas: Vec<String>,
    /// In which map. Unless stated: `as-reported`.
    #[serde(default)]
    pub geography: Option<Geography>,
}

/// Where an indicator was before the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Baseline {
    /// When.
    pub period: Period,
    /// What it was then.
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
