//! A form: a Data Resource descriptor without a path, with its Table Schema and the custom properties that the standard
//! has no word for. As written in `schemas/*.json`.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::findings::severities::Severities;
use crate::project::written::reporting::{Grain, Reporting, levels_since};
use crate::values::status::Status;

/// A form that districts, communes or offices send.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Form {
    /// Where the JSON Schema of this file is, for editors.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub json_schema: Option<String>,
    /// The name by which pipelines call the form.
    pub name: String,
    /// What the form is called, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// More about it, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Who sends the form, how often, and when it is due.
    pub form: Reporting,
    /// Severities by finding code that differ from the default, for this form alone: `{ "missing-label": "warning" }`.
    #[serde(default, skip_serializing_if = "Severities::is_empty")]
    pub severities: Severities,
    /// The Table Schema: fields, primary key, missing values.
    pub schema: TableSchema,
}

/// A Table Schema (Data Package 2.0).
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct TableSchema {
    /// The fields: a column each, whatever the order of the columns.
    pub fields: Vec<Field>,
    /// The fields that tell rows apart. Those without a role (`industry`) tell the rows of one unit apart.
    #[serde(default)]
    pub primary_key: Vec<String>,
    /// Texts that stand for a missing value, with the cause. `-` is a true zero and needs no entry.
    #[serde(default)]
    pub missing_values: Vec<MissingValue>,
}

/// A text that stands for a missing value, with its cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct MissingValue {
    /// The text, `...` for example.
    pub value: String,
    /// What it means, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The SDMX status of the cause: `L` exists and was not collected, `M` cannot occur, `O` unknown.
    #[serde(default = "MissingValue::unknown_cause")]
    pub status: Status,
}

impl MissingValue {
    const fn unknown_cause() -> Status {
        Status::O
    }
}

/// A field of a Table Schema.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct Field {
    /// Its name in expressions and tables.
    pub name: String,
    /// The type of its values.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// The label of its column; ` > ` stands between the rows of a label over several rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// More about it, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Other labels of its column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
    /// What it is for the reader: `area` (at most two fields: a code and a name), `period`, `ordinal` (STT), `vintage` (E, P
    /// or A).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// How it behaves over time; required for numbers that are measured. `flow` is summed, `stock` keeps the last, `rate`
    /// (scores, percentages) is never added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
    /// SDMX UNIT_MEASURE: `VND`, `PERSON`. A field in `percent` (or `PT`) takes the text 45% as 45, and so 0.45 in a percent format
    /// of an xlsx file; of another field both are type errors. Without a percent format 0.45 stays 0.45.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// SDMX UNIT_MULT: the power of ten of the unit; `VND` with 6 is million đồng. Unless stated: 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub multiplier: Option<i8>,
    /// Digits kept after the decimal sign, at most 6. Unless stated: 0 for integers, 6 for numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<u8>,
    /// How units that merge combine: `sum`, `any`, `all`, `max`, `min`, `mean by FIELD`. Without a rule a value is not restated.
    /// Unless stated: `sum` for flow and stock; a rate has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merge: Option<Merge>,
    /// The sign between groups of digits in text numbers. Unless stated: that of the project's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_char: Option<char>,
    /// The decimal sign of text numbers. Unless stated: that of the project's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimal_char: Option<char>,
    /// What a value must keep to; see below.
    #[serde(default, skip_serializing_if = "Constraints::is_empty")]
    pub constraints: Constraints,
}

impl Field {
    /// True for a field that holds a measured amount.
    pub const fn is_measure(&self) -> bool {
        self.measure.is_some()
    }

    /// True for a field that holds the administrative unit.
    pub fn is_area(&self) -> bool {
        self.role.is_some_and(Role::is_area)
    }

    /// True for a field of percents.
    pub fn is_percent(&self) -> bool {
        self.unit.as_deref().is_some_and(|unit| unit.eq_ignore_ascii_case("percent") || unit == "PT")
    }

    /// Digits kept after the decimal sign.
    pub fn digits(&self) -> u32 {
        match self.kind {
            FieldType::Integer => 0,
            _ => u32::from(self.scale.unwrap_or(6)),
        }
    }

    /// How units that merge combine: as declared, else `sum` for flows and stocks, else not at all.
    pub fn merge_rule(&self) -> Option<Merge> {
        self.merge.clone().or(match self.measure {
            Some(Measure::Flow | Measure::Stock) => Some(Merge::Sum),
            _ => None,
        })
    }
}

/// Stands for the year of the report in the title and the labels of a field: "Dự toán năm {year}".
pub const YEAR: &str = "{year}";

/// The Table Schema types that the reader knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FieldType {
    String,
    Integer,
    Number,
    Boolean,
    Date,
}

impl FieldType {
    pub const fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Date => "date",
        }
    }
}

/// How a measure behaves over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    /// Summed over time.
    Flow,
    /// Keeps the last.
    Stock,
    /// Never added: scores, percentages.
    Rate,
}

/// How units that merge combine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Merge {
    Sum,
    Any,
    All,
    Max,
    Min,
    /// The mean, weighted by another field.
    MeanBy(String),
}

impl std::fmt::Display for Merge {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sum => formatter.write_str("sum"),
            Self::Any => formatter.write_str("any"),
            Self::All => formatter.write_str("all"),
            Self::Max => formatter.write_str("max"),
            Self::Min => formatter.write_str("min"),
            Self::MeanBy(field) => write!(formatter, "mean by {field}"),
        }
    }
}

impl Serialize for Merge {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Merge {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Ok(match text.as_str() {
            "sum" => Self::Sum,
            "any" => Self::Any,
            "all" => Self::All,
            "max" => Self::Max,
            "min" => Self::Min,
            other => match other.strip_prefix("mean by ") {
                Some(field) if !field.trim().is_empty() => Self::MeanBy(field.trim().to_owned()),
                _ => {
                    return Err(serde::de::Error::custom(format!(
                        "`{text}` is no merge rule; write sum, any, all, max, min or `mean by FIELD`"
                    )));
                }
            },
        })
    }
}

impl JsonSchema for Merge {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Merge".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "How units that merge combine",
            "pattern": "^(sum|any|all|max|min|mean by .+)$"
        })
    }
}

/// What a field is for the reader, beside its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The administrative unit, in the one column that holds it: a code or a name.
    Area,
    /// The code of the administrative unit, beside a column of its name.
    AreaCode,
    /// The name of the administrative unit, beside a column of its code.
    AreaName,
    /// The time period.
    Period,
    /// The row's ordinal number (STT).
    Ordinal,
    /// The vintage of an export: E, P or A.
    Vintage,
}

impl Role {
    /// The role as it is declared.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Area => "area",
            Self::AreaCode => "area-code",
            Self::AreaName => "area-name",
            Self::Period => "period",
            Self::Ordinal => "ordinal",
            Self::Vintage => "vintage",
        }
    }

    /// True for a column of administrative units.
    pub const fn is_area(self) -> bool {
        matches!(self, Self::Area | Self::AreaCode | Self::AreaName)
    }
}

/// Table Schema constraints.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
#[schemars(deny_unknown_fields)]
pub struct Constraints {
    /// A blank breaks it; a missing value with a stated cause does not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// The smallest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<serde_json::Number>,
    /// The largest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<serde_json::Number>,
    /// The fewest letters of a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_length: Option<usize>,
    /// The most letters of a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<usize>,
    /// A regular expression that the whole value matches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// The texts that are allowed. A field that an indicator is broken down `by` needs it.
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<String>,
}

impl Constraints {
    /// True where nothing is asked of a value.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Form {
    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.schema.fields.iter().find(|field| field.name == name)
    }

    /// The fields that hold measured amounts, in the form's order.
    pub fn measures(&self) -> impl Iterator<Item = &Field> {
        self.schema.fields.iter().filter(|field| field.is_measure())
    }

    /// The fields of a role, in the form's order.
    pub fn with_role(&self, role: Role) -> impl Iterator<Item = &Field> {
        self.schema.fields.iter().filter(move |field| field.role == Some(role))
    }

    /// The fields that hold the administrative unit: none, one, or its code and its name.
    pub fn areas(&self) -> impl Iterator<Item = &Field> {
        self.schema.fields.iter().filter(|field| field.is_area())
    }

    /// The fields of the primary key that are neither area nor period nor vintage: what tells the rows of one unit apart.
    pub fn dimensions(&self) -> impl Iterator<Item = &Field> {
        self.schema.primary_key.iter().filter_map(|name| self.field(name)).filter(|field| field.role.is_none())
    }

    /// True where a row is one of many lines of its unit.
    pub fn has_lines(&self) -> bool {
        self.form.grain == Some(Grain::Line)
    }

    /// True where a unit may have any number of rows, none among them: what is not listed is not there.
    pub fn lists(&self) -> bool {
        self.has_lines() || self.dimensions().next().is_some()
    }

    /// The field that holds the vintage of an export.
    pub fn vintage(&self) -> Option<&Field> {
        self.with_role(Role::Vintage).next()
    }

    /// True where a row names its unit; else every row speaks for the sender.
    pub fn has_areas(&self) -> bool {
        self.areas().next().is_some()
    }

    /// The form as a report of this year names its fields.
    #[must_use]
    pub fn in_year(&self, year: i32) -> Self {
        let mut form = self.clone();
        let year = year.to_string();
        for field in &mut form.schema.fields {
            field.title.iter_mut().chain(&mut field.labels).for_each(|words| *words = words.replace(YEAR, &year));
        }
        form
    }

    /// The levels that send a period whose last day is `day`.
    pub fn sender_levels(&self, day: NaiveDate) -> &[String] {
        levels_since(&self.form.submits, day)
    }
}
