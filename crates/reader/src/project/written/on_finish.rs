//! What is done once a run has ended, as written: a command that is notified of it.

use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};
use serde_spanned::Spanned;

use crate::values::duration;

/// A command that gets the JSON answer of `tinhso run` on standard input.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct OnFinish {
    /// The program and its arguments, a word each; no shell is between. It is started in the project folder.
    #[schemars(with = "Vec<String>")]
    pub command: Spanned<Vec<String>>,
    /// How long it may take; then it is ended with all that it has started. Unless stated: PT30S.
    #[serde(default)]
    pub timeout: TimeLimit,
}

/// How long a command may take: an ISO 8601 duration of hours, minutes and seconds, from a second to an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeLimit(pub Duration);

impl Default for TimeLimit {
    fn default() -> Self {
        Self(Duration::from_secs(30))
    }
}

impl<'de> Deserialize<'de> for TimeLimit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        const HOUR: u64 = 3600;
        let text = String::deserialize(deserializer)?;
        let seconds = duration::seconds_of_time(&text).filter(|seconds| (1..=HOUR).contains(seconds));
        seconds.map(|seconds| Self(Duration::from_secs(seconds))).ok_or_else(|| {
            serde::de::Error::custom(format!("`{text}` is no ISO 8601 duration from a second to an hour; write PT30S"))
        })
    }
}

impl JsonSchema for TimeLimit {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "TimeLimit".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "An ISO 8601 duration of hours, minutes and seconds, from a second to an hour, such as PT30S",
            "default": "PT30S",
            "pattern": "^PT([0-9]+H)?([0-9]+M)?([0-9]+S)?$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_from_a_second_to_an_hour() {
        let limit = |text: &str| serde_json::from_value::<TimeLimit>(text.into()).ok().map(|limit| limit.0.as_secs());
        assert_eq!((limit("PT1S"), limit("PT2M"), limit("PT1H")), (Some(1), Some(120), Some(3600)));
        assert_eq!((limit("PT0S"), limit("PT61M"), limit("30")), (None, None, None));
    }
}
