//! What the standard has no word for: how a field behaves over time and in a merger, and what it is for the reader.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
