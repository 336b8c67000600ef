//! Who sends a form, of which units its rows speak, how often, and when it is due.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::project::written::form::Measure;
use crate::values::period::{Calendar, Frequency, Period};

/// Who sends a form, how often, and when it is due.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Reporting {
    /// The code printed in the form's head, such as `02/CĐS`.
    pub code: String,
    /// How often it is sent.
    pub frequency: Frequency,
    /// `administrative` runs from the 15th to the 14th, the year from 15 December.
    #[serde(default)]
    pub calendar: Calendar,
    /// The level, or levels, of the registry that its rows speak of: `commune`, or `["district", "province"]`. Where that
    /// changed, from which day on: `[{ "from": "2020-01-01", "level": "district" }, …]`, in order.
    pub reports: Reports,
    /// Which level, or levels, send it, from which day on, in order: `[{ "from": "2020-01-01", "level": "district" }, …]`.
    #[serde(default)]
    pub submits: Vec<Since>,
    /// Days after the end of the period by which it is due: `P5D`, `P2W`. Unless stated: nothing is expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<DayDuration>,
    /// `line` for exports of households or dossiers: each row is one of many of its unit. Such a form is streamed and grouped
    /// where it lies; what its indicators need of each unit and period is all that is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grain: Option<Grain>,
    /// How the number of lines behaves over time: `flow` (dossiers) or `stock` (households). Unless stated: `flow`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<Measure>,
    /// The first period that is expected; an earlier one is `period-out-of-range`. Unless stated: the first received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_period: Option<Period>,
}

/// What a row of a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Grain {
    /// One of many things of a unit, which are counted and added.
    Line,
}

/// A level, or several, from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Since {
    /// The first day on which it holds.
    #[schemars(with = "String", extend("format" = "date"))]
    pub from: NaiveDate,
    /// The level, or a list of levels.
    pub level: OneOrMany,
}

/// The levels of the last entry that has begun on a day; none before the first.
pub(super) fn levels_since(entries: &[Since], day: NaiveDate) -> &[String] {
    entries.iter().rev().find(|entry| entry.from <= day).map_or(&[], |entry| entry.level.as_slice())
}

/// The levels that the rows of a form speak of: always the same, or by day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Reports {
    Always(OneOrMany),
    Since(Vec<Since>),
}

impl Reports {
    /// The levels in a period whose last day is `day`.
    pub fn on(&self, day: NaiveDate) -> &[String] {
        match self {
            Self::Always(levels) => levels.as_slice(),
            Self::Since(entries) => levels_since(entries, day),
        }
    }

    /// True where there is a day on which both speak of one level.
    pub fn share_a_level(&self, other: &Self) -> bool {
        let begins = |reports: &Self| match reports {
            Self::Always(_) => vec![NaiveDate::MIN],
            Self::Since(entries) => entries.iter().map(|entry| entry.from).collect(),
        };
        let mut days = begins(self).into_iter().chain(begins(other));
        days.any(|day| self.on(day).iter().any(|level| other.on(day).contains(level)))
    }

    /// Every level at any time, in order, each once.
    pub fn ever(&self) -> Vec<String> {
        let all: Vec<&String> = match self {
            Self::Always(levels) => levels.as_slice().iter().collect(),
            Self::Since(entries) => entries.iter().flat_map(|entry| entry.level.as_slice()).collect(),
        };
        let mut levels: Vec<String> = Vec::new();
        for level in all {
            if !levels.contains(level) {
                levels.push(level.clone());
            }
        }
        levels
    }
}

/// One name or a list of names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    pub fn as_slice(&self) -> &[String] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::Many(names) => names,
        }
    }
}

/// A duration of whole days, weeks: `P5D`, `P2W`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayDuration(pub u16);

impl Serialize for DayDuration {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("P{}D", self.0))
    }
}

impl<'de> Deserialize<'de> for DayDuration {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let days = text.strip_prefix('P').and_then(|rest| {
            if let Some(days) = rest.strip_suffix('D') {
                days.parse::<u16>().ok()
            } else {
                rest.strip_suffix('W')?.parse::<u16>().ok()?.checked_mul(7)
            }
        });
        days.map(Self).ok_or_else(|| {
            serde::de::Error::custom(format!(
                "`{text}` is no ISO 8601 duration of whole days or weeks; write P5D or P2W"
            ))
        })
    }
}

impl JsonSchema for DayDuration {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "DayDuration".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "An ISO 8601 duration of whole days or weeks, such as P5D",
            "pattern": "^P[0-9]+[DW]$"
        })
    }
}
