//! Table Schema constraints, as a form declares them.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// Table Schema constraints.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
#[schemars(deny_unknown_fields)]
pub struct Constraints {
    /// A blank breaks it; a missing value with a stated cause does not, nor does a unit or period that the row's section, merged range or head states.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// No two rows of a file have the same value; rows without one are not compared.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unique: bool,
    /// The smallest value: a number, or for a day, a time, a month or a duration the text of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Bound>,
    /// The largest value, likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<Bound>,
    /// What every value is greater than.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclusive_minimum: Option<Bound>,
    /// What every value is less than.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclusive_maximum: Option<Bound>,
    /// The fewest letters of a text, items of a list or array, members of an object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_length: Option<usize>,
    /// The most of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<usize>,
    /// A regular expression that the whole value matches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// The values that are allowed. A field that an indicator is broken down `by` needs it.
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty", deserialize_with = "as_written")]
    #[schemars(with = "Vec<Value>", length(min = 1))]
    pub allowed: Vec<String>,
    /// A JSON Schema for the values of an object or array.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub json_schema: Option<Value>,
}

impl Constraints {
    /// True where nothing is asked of a value.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The bounds that are declared, each with its name.
    pub fn bounds(&self) -> impl Iterator<Item = (&'static str, &Bound)> {
        let named = [
            ("minimum", &self.minimum),
            ("maximum", &self.maximum),
            ("exclusiveMinimum", &self.exclusive_minimum),
            ("exclusiveMaximum", &self.exclusive_maximum),
        ];
        named.into_iter().filter_map(|(name, bound)| Some((name, bound.as_ref()?)))
    }

    /// The names of the constraints that are declared, as the standard spells them.
    pub fn names(&self) -> Vec<&'static str> {
        let others = [
            ("required", self.required),
            ("unique", self.unique),
            ("minLength", self.min_length.is_some()),
            ("maxLength", self.max_length.is_some()),
            ("pattern", self.pattern.is_some()),
            ("enum", !self.allowed.is_empty()),
            ("jsonSchema", self.json_schema.is_some()),
        ];
        let others = others.into_iter().filter(|(_, is_declared)| *is_declared).map(|(name, _)| name);
        self.bounds().map(|(name, _)| name).chain(others).collect()
    }
}

/// A bound of values: a number with its digits, or the text of a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Bound {
    Number(serde_json::Number),
    Text(String),
}

impl fmt::Display for Bound {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(formatter),
            Self::Text(text) => text.fmt(formatter),
        }
    }
}

impl<'de> Deserialize<'de> for Bound {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Number(number) => Ok(Self::Number(number)),
            Value::String(text) => Ok(Self::Text(text)),
            other => Err(serde::de::Error::custom(format!("`{other}` is neither a number nor a text"))),
        }
    }
}

/// Values of a declaration as texts: what is in quotes without them, all else as it is written.
pub(super) fn as_written<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    Ok(Vec::<Value>::deserialize(deserializer)?.into_iter().map(text_of).collect())
}

/// A value of a declaration as a text.
pub(super) fn text_of(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}
