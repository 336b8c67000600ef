//! A Table Schema: fields, keys, and the texts that stand for a missing value.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use crate::project::written::field::Field;
use crate::values::status::Status;

/// A Table Schema (Data Package 2.0).
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct TableSchema {
    /// The fields: a column each, whatever the order of the columns.
    pub fields: Vec<Field>,
    /// How the columns of a table match the fields. Unless stated: by their labels, in any order; a column that is not there and one
    /// too many are reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fields_match: Option<FieldsMatch>,
    /// The fields that distinguish rows. Those without a role (`industry`) distinguish the rows of one unit.
    #[serde(default, deserialize_with = "one_or_several")]
    #[schemars(with = "OneOrSeveral")]
    pub primary_key: Vec<String>,
    /// Fields whose values together are in no two rows of a file; rows without one of them are not compared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unique_keys: Vec<Vec<String>>,
    /// Fields whose values together are those of a row of another form, of this one, or of a unit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub foreign_keys: Vec<ForeignKey>,
    /// Texts that stand for a missing value, with the cause. `-` is a true zero and needs no entry.
    #[serde(default, deserialize_with = "missing_values")]
    #[schemars(with = "Vec<MissingEntry>")]
    pub missing_values: Vec<MissingValue>,
}

impl TableSchema {
    /// Fields, the key and the texts for missing values; nothing else is declared.
    pub const fn new(fields: Vec<Field>, primary_key: Vec<String>, missing_values: Vec<MissingValue>) -> Self {
        Self {
            fields,
            fields_match: None,
            primary_key,
            unique_keys: Vec::new(),
            foreign_keys: Vec::new(),
            missing_values,
        }
    }
}

/// How the columns of a table match the fields of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FieldsMatch {
    /// The same, in the same order.
    Exact,
    /// The same, in any order.
    Equal,
    /// All fields have a column; there may be more columns.
    Subset,
    /// All columns have a field; there may be more fields.
    Superset,
    /// At least one column has a field.
    Partial,
}

impl FieldsMatch {
    /// True where a field may be without a column.
    pub const fn allows_missing(self) -> bool {
        matches!(self, Self::Superset | Self::Partial)
    }

    /// True where a column may be without a field.
    pub const fn allows_extra(self) -> bool {
        matches!(self, Self::Subset | Self::Partial)
    }
}

/// Fields whose values are those of a row elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ForeignKey {
    /// The fields of this form.
    #[serde(deserialize_with = "one_or_several")]
    #[schemars(with = "OneOrSeveral")]
    pub fields: Vec<String>,
    /// Where their values are.
    pub reference: Reference,
}

/// What a foreign key refers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Reference {
    /// The name of a form, or `registry` for the administrative units. Unless stated, or where it is empty: this form.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub resource: String,
    /// Its fields, in the order of the fields that refer to them; of the registry `code`, `name`, `level`, `type`, `parent_code`.
    #[serde(deserialize_with = "one_or_several")]
    #[schemars(with = "OneOrSeveral")]
    pub fields: Vec<String>,
}

/// The resource of a foreign key that means the administrative units.
pub const REGISTRY: &str = "registry";

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

/// A missing value as it is written: the text alone, or with what it means.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum MissingEntry {
    Text(String),
    Entry(MissingValue),
}

impl From<MissingEntry> for MissingValue {
    fn from(entry: MissingEntry) -> Self {
        match entry {
            MissingEntry::Text(value) => Self { value, label: None, status: Self::unknown_cause() },
            MissingEntry::Entry(entry) => entry,
        }
    }
}

pub(super) fn missing_values<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<MissingValue>, D::Error> {
    Ok(Vec::<MissingEntry>::deserialize(deserializer)?.into_iter().map(MissingValue::from).collect())
}

/// The same of a field, which need not have its own.
pub(super) fn own_missing_values<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Vec<MissingValue>>, D::Error> {
    missing_values(deserializer).map(Some)
}

/// Names of fields: one alone, as older descriptors have it, or a list.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
enum OneOrSeveral {
    One(String),
    Several(Vec<String>),
}

fn one_or_several<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    Ok(match OneOrSeveral::deserialize(deserializer)? {
        OneOrSeveral::One(name) => vec![name],
        OneOrSeveral::Several(names) => names,
    })
}
