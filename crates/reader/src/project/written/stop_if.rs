//! From how many rows with errors on nothing of a submission is used.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::values::decimal::{Decimal, SCALE};

/// How many rows of a submission with errors stop all of it: `12`, or a share of its rows, `"5 %"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopIf {
    Rows(u64),
    /// In percent, above 0 and at most 100.
    Share(Decimal),
}

impl StopIf {
    fn parse(text: &str) -> Option<Self> {
        let share = text.strip_suffix('%')?.trim_end();
        // Of one that is too fine to be kept nobody knows what it is.
        let share = Decimal::parse(share, SCALE, 0).ok().filter(|share| !share.inexact)?.value;
        (share > Decimal::ZERO && share <= Decimal::from_integer(100)).then_some(Self::Share(share))
    }

    /// True where so many of so many rows stop a submission: as many as are declared, or more.
    pub fn stops(self, wrong: u64, all: u64) -> bool {
        match self {
            Self::Rows(most) => wrong >= most,
            Self::Share(share) => {
                let (wrong, all) = (i128::from(wrong), i128::from(all));
                wrong > 0
                    && wrong
                        .checked_mul(100)
                        .and_then(|wrong| wrong.checked_mul(Decimal::ONE.units()))
                        .zip(share.units().checked_mul(all))
                        .is_some_and(|(wrong, least)| wrong >= least)
            }
        }
    }
}

impl fmt::Display for StopIf {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rows(most) => most.fmt(formatter),
            Self::Share(share) => write!(formatter, "{share} %"),
        }
    }
}

impl Serialize for StopIf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Rows(most) => most.serialize(serializer),
            Self::Share(_) => serializer.collect_str(self),
        }
    }
}

impl<'de> Deserialize<'de> for StopIf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum As {
            Rows(u64),
            Share(String),
        }
        let stop_if = match As::deserialize(deserializer)? {
            As::Rows(most) => Some(Self::Rows(most)).filter(|_| most > 0),
            As::Share(text) => Self::parse(&text),
        };
        stop_if.ok_or_else(|| serde::de::Error::custom("a count of rows from 1, or a share such as \"5 %\""))
    }
}

impl JsonSchema for StopIf {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "StopIf".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A count of rows from 1, or a share of the rows such as \"5 %\"",
            "type": ["integer", "string"],
            "minimum": 1,
            "pattern": "^[0-9]+(\\.[0-9]+)? ?%$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_counts() {
        let read = |text: &str| serde_json::from_str::<StopIf>(text).ok();
        let five = read("\"5 %\"").unwrap();
        assert_eq!((five.to_string(), read("\"5%\"")), ("5 %".to_owned(), Some(five)));
        assert!(five.stops(1, 20) && !five.stops(1, 21) && !five.stops(0, 0));
        let half = read("\"0.5 %\"").unwrap();
        assert!(half.stops(1, 200) && !half.stops(1, 201));
        let three = read("3").unwrap();
        assert!(three.stops(3, 1_000) && !three.stops(2, 2));
        for refused in ["0", "-1", "\"0 %\"", "\"101 %\"", "\"5\"", "\"five %\"", "\"\""] {
            assert_eq!(read(refused), None, "{refused}");
        }
    }
}
