//! A field of a Table Schema, with the custom properties that the standard has no word for.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Value, json};

use crate::project::written::constraints::{Constraints, text_of};
use crate::project::written::measure::{Measure, Merge, Role};
use crate::project::written::table_schema::{MissingEntry, MissingValue, own_missing_values};

/// A field of a Table Schema.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct Field {
    /// Its name in expressions and tables.
    #[schemars(length(min = 1))]
    pub name: String,
    /// The type of its values. Unless stated: `any`.
    #[serde(rename = "type", default)]
    pub kind: FieldType,
    /// The label of its column; ` > ` is between the rows of a label over several rows.
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
    /// (scores, percentages) is never added. A boolean, a date or a year may be a `stock`.
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
    /// Unless stated: `sum` for flow and stock; a rate has none, nor has a boolean, a date or a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merge: Option<Merge>,
    /// How its values are written: of a string `uri`, `email`, `uuid`, `binary`, `wkt`; of a day or time `any` or a pattern such as
    /// `%d/%m/%Y`; of a geopoint `array` or `object`; of geojson `topojson`. Unless stated: `default`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// The sign between groups of digits in text numbers; an empty text where none groups. Unless stated: that of the project's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(serialize_with = "group_sign::serialize", deserialize_with = "group_sign::deserialize")]
    #[schemars(with = "Option<char>", extend("minLength" = 0))]
    pub group_char: Option<char>,
    /// The decimal sign of text numbers. Unless stated: that of the project's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimal_char: Option<char>,
    /// `false`: signs before and behind a text number are no part of it, as in `€ 12`. Unless stated: `true`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bare_number: Option<bool>,
    /// The texts of a boolean that mean yes, and no others. Unless stated: `true`, `1`, `x`, `có`, `đạt` and their like.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub true_values: Vec<String>,
    /// The texts that mean no, likewise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub false_values: Vec<String>,
    /// What is between the items of a list. Unless stated: `,`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<String>,
    /// The type of the items of a list: `string`, `integer`, `boolean`, `number`, `datetime`, `date`, `time`. Unless stated:
    /// `string`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item_type: Option<FieldType>,
    /// The only values that a string or an integer takes, each perhaps with a label.
    #[serde(default, skip_serializing_if = "Categories::is_empty")]
    pub categories: Categories,
    /// True where the categories are in an order. Unless stated: `false`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub categories_ordered: bool,
    /// Its own texts that stand for a missing value, in the place of those of the schema.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "own_missing_values")]
    #[schemars(with = "Vec<MissingEntry>")]
    pub missing_values: Option<Vec<MissingValue>>,
    /// A value as an example, for people; it must be one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<Value>,
    /// Several of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Value>,
    /// What a value must keep to; see below.
    #[serde(default, skip_serializing_if = "Constraints::is_empty")]
    pub constraints: Constraints,
    /// The texts that checks and indicators compare it with: they are values of it.
    #[serde(skip)]
    pub compared: Vec<String>,
}

/// True for the letter x, with which people tick, and which stands for what cannot occur.
pub fn is_an_x(text: &str) -> bool {
    matches!(text.trim(), "x" | "X")
}

/// The sign of groups where nothing groups: frictionless writes an empty text.
pub const NO_GROUPS: char = '\0';

/// A sign of groups as it is written.
mod group_sign {
    use std::borrow::Cow;

    use serde::de::{Error, Unexpected};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::NO_GROUPS;

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<char>, D::Error> {
        let Some(written) = Option::<Cow<'de, str>>::deserialize(deserializer)? else { return Ok(None) };
        let mut signs = written.chars();
        match (signs.next(), signs.next()) {
            (None, _) => Ok(Some(NO_GROUPS)),
            (Some(sign), None) => Ok(Some(sign)),
            _ => Err(D::Error::invalid_value(Unexpected::Str(&written), &"a character")),
        }
    }

    pub fn serialize<S: Serializer>(sign: &Option<char>, serializer: S) -> Result<S::Ok, S::Error> {
        sign.map(|sign| if sign == NO_GROUPS { String::new() } else { sign.to_string() }).serialize(serializer)
    }
}

impl Field {
    /// A field with a name and a type, and nothing else declared.
    pub fn new(name: String, kind: FieldType) -> Self {
        Self {
            name,
            kind,
            title: None,
            description: None,
            labels: Vec::new(),
            role: None,
            measure: None,
            unit: None,
            multiplier: None,
            scale: None,
            merge: None,
            format: None,
            group_char: None,
            decimal_char: None,
            bare_number: None,
            true_values: Vec::new(),
            false_values: Vec::new(),
            delimiter: None,
            item_type: None,
            categories: Categories::default(),
            categories_ordered: false,
            missing_values: None,
            example: None,
            examples: Vec::new(),
            constraints: Constraints::default(),
            compared: Vec::new(),
        }
    }

    /// True for a field that holds a measured amount.
    pub const fn is_measure(&self) -> bool {
        self.measure.is_some()
    }

    /// True for a field whose amounts a total adds: an amount that is measured, and is no rate.
    pub fn is_summed(&self) -> bool {
        self.kind.is_amount() && self.is_measure() && self.may_be_summed()
    }

    /// True for a field that is no rate. A printed amount in a field of no measure (a number that a total shows in a column of a code or a year) is compared as well:
    /// what is printed was added by somebody.
    pub fn may_be_summed(&self) -> bool {
        self.measure != Some(Measure::Rate)
    }

    /// True for a field that holds the administrative unit.
    pub fn is_area(&self) -> bool {
        self.role.is_some_and(Role::is_area)
    }

    /// True for a field whose cells are kept as they are written, whatever its type: units, periods and ordinals are read by
    /// rules of their own.
    pub fn is_kept_as_text(&self) -> bool {
        self.is_area() || matches!(self.role, Some(Role::Period | Role::Ordinal))
    }

    /// True for a field of percents.
    pub fn is_percent(&self) -> bool {
        self.unit.as_deref().is_some_and(is_code_of_percents)
    }

    /// True for amounts, and for lists of them: their texts have signs between digits.
    pub fn holds_amounts(&self) -> bool {
        self.kind.is_amount() || self.kind == FieldType::List && self.item_type.is_some_and(FieldType::is_amount)
    }

    /// Digits kept after the decimal sign.
    pub fn digits(&self) -> u32 {
        match self.kind {
            FieldType::Integer | FieldType::Year => 0,
            FieldType::List if self.item_type == Some(FieldType::Integer) => 0,
            _ => u32::from(self.scale.unwrap_or(6)),
        }
    }

    /// How units that merge combine: as declared, else `sum` for numbers that are flows or stocks, else not at all.
    pub fn merge_rule(&self) -> Option<Merge> {
        self.merge.clone().or(match self.measure {
            Some(Measure::Flow | Measure::Stock) if self.kind.is_amount() => Some(Merge::Sum),
            _ => None,
        })
    }

    /// The field that weighs its mean where units merge.
    pub fn weight(&self) -> Option<String> {
        match self.merge_rule() {
            Some(Merge::MeanBy(weight)) => Some(weight),
            _ => None,
        }
    }

    /// How its values are written.
    pub fn format(&self) -> &str {
        self.format.as_deref().unwrap_or("default")
    }

    /// True where it says itself which texts mean yes, and no.
    pub const fn declares_truths(&self) -> bool {
        !self.true_values.is_empty() && !self.false_values.is_empty()
    }

    /// True where an x in its cells is a tick, or what else it declares of it, also where an x stands for a missing value in the other fields: what it
    /// declares as missing itself, and texts of its own for yes among which there is none, say otherwise.
    pub fn an_x_is_a_truth(&self) -> bool {
        self.kind == FieldType::Boolean
            && self.missing_values.is_none()
            && (self.true_values.is_empty() || self.lists_an_x())
    }

    /// True where an x is one of its own texts for yes or no.
    pub fn lists_an_x(&self) -> bool {
        self.true_values.iter().chain(&self.false_values).any(|text| is_an_x(text))
    }

    /// The only values that it takes, as texts: those of `enum`, else its categories; none where any is taken.
    pub fn listed(&self) -> &[String] {
        if self.constraints.allowed.is_empty() { &self.categories.values } else { &self.constraints.allowed }
    }

    /// True for a text that the declarations name as a value of it: it lists it, or a check or an indicator compares with it.
    pub fn names_value(&self, text: &str) -> bool {
        self.listed().iter().chain(&self.compared).any(|value| value == text)
    }

    /// The same as people read them: a category by its label, where it has one.
    pub fn listed_for_people(&self) -> Vec<String> {
        if !self.constraints.allowed.is_empty() {
            return self.constraints.allowed.clone();
        }
        let Categories { values, labels } = &self.categories;
        values.iter().zip(labels).map(|(value, label)| label.as_ref().unwrap_or(value).clone()).collect()
    }

    /// The texts that stand for a missing value, where the schema declares these for all fields.
    pub fn missing<'a>(&'a self, of_schema: &'a [MissingValue]) -> &'a [MissingValue] {
        self.missing_values.as_deref().unwrap_or(of_schema)
    }
}

/// True for a code of the unit of percents: `PT` is that of SDMX.
pub fn is_code_of_percents(unit: &str) -> bool {
    unit.eq_ignore_ascii_case("percent") || unit == "PT"
}

/// The types of Table Schema.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FieldType {
    String,
    Integer,
    Number,
    Boolean,
    Date,
    Time,
    Datetime,
    Year,
    Yearmonth,
    Duration,
    List,
    Object,
    Array,
    Geopoint,
    Geojson,
    #[default]
    Any,
}

impl FieldType {
    pub const fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Time => "time",
            Self::Datetime => "datetime",
            Self::Year => "year",
            Self::Yearmonth => "yearmonth",
            Self::Duration => "duration",
            Self::List => "list",
            Self::Object => "object",
            Self::Array => "array",
            Self::Geopoint => "geopoint",
            Self::Geojson => "geojson",
            Self::Any => "any",
        }
    }

    /// True for amounts, which may be added.
    pub const fn is_amount(self) -> bool {
        matches!(self, Self::Integer | Self::Number)
    }

    /// True for what is kept as a number: amounts and years.
    pub const fn is_numeric(self) -> bool {
        self.is_amount() || matches!(self, Self::Year)
    }

    /// True for what is kept as a text: every type without a column type of its own.
    pub const fn is_textual(self) -> bool {
        !self.is_numeric() && !matches!(self, Self::Boolean | Self::Date)
    }

    /// The constraints that a value of this type can break, beside `required` and `unique`.
    pub const fn constraints(self) -> &'static [&'static str] {
        const BOUNDS: &[&str] = &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "enum"];
        match self {
            Self::String => &["minLength", "maxLength", "pattern", "enum"],
            Self::Object | Self::Array => &["minLength", "maxLength", "enum", "jsonSchema"],
            Self::List => &["minLength", "maxLength"],
            Self::Boolean | Self::Geopoint | Self::Geojson | Self::Any => &["enum"],
            Self::Integer | Self::Number | Self::Date | Self::Time | Self::Datetime => BOUNDS,
            Self::Year | Self::Yearmonth | Self::Duration => BOUNDS,
        }
    }
}

/// The categories of a field: the values, as texts, each with its label where it has one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Categories {
    pub values: Vec<String>,
    /// As long as the values.
    pub labels: Vec<Option<String>>,
}

impl Categories {
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// As findings name them: "1 (Hạng I)".
    pub fn for_people(&self) -> Vec<String> {
        let both = |(value, label): (&String, &Option<String>)| match label {
            Some(label) if label != value => format!("{value} ({label})"),
            _ => value.clone(),
        };
        self.values.iter().zip(&self.labels).map(both).collect()
    }

    /// True where people may write a label for a value.
    pub fn have_labels(&self) -> bool {
        self.labels.iter().any(Option::is_some)
    }
}

impl Serialize for Categories {
    /// Values alone where none has a label.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.labels.iter().all(Option::is_none) {
            return self.values.serialize(serializer);
        }
        serializer.collect_seq(self.values.iter().zip(&self.labels).map(|(value, label)| match label {
            None => json!({ "value": value }),
            Some(label) => json!({ "value": value, "label": label }),
        }))
    }
}

impl<'de> Deserialize<'de> for Categories {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut categories = Self::default();
        for entry in Vec::<Value>::deserialize(deserializer)? {
            let (value, label) = match entry {
                Value::Object(mut members) => {
                    let label = members.remove("label").map(text_of);
                    let value = members.remove("value");
                    (value.ok_or_else(|| serde::de::Error::custom("a category has no `value`"))?, label)
                }
                other => (other, None),
            };
            categories.values.push(text_of(value));
            categories.labels.push(label);
        }
        Ok(categories)
    }
}

impl JsonSchema for Categories {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Categories".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let value = json!({ "type": ["string", "integer"] });
        let labelled = json!({
            "type": "object",
            "properties": { "value": value, "label": { "type": "string" } },
            "required": ["value"],
            "additionalProperties": false
        });
        schemars::json_schema!({ "type": "array", "minItems": 1, "items": { "anyOf": [value, labelled] } })
    }
}
