//! Numbers in declarations: read as their shortest decimals, so that 0.9 is nine tenths.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::values::decimal::{Decimal, SCALE};

/// An exact number as a person wrote it in TOML or JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number(pub Decimal);

impl Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // A number of JSON keeps the digits that are written, and no other type can be made of one with a decimal
        // point.
        let written = serde_json::Number::deserialize(deserializer)?.to_string();
        match Decimal::parse(&written, SCALE, 0) {
            Ok(parsed) if !parsed.inexact => Ok(Self(parsed.value)),
            _ => Err(serde::de::Error::custom(format!(
                "{written} is no number below 10^15 with at most 12 digits after the point"
            ))),
        }
    }
}

impl JsonSchema for Number {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    struct Declared {
        number: Number,
    }

    #[test]
    fn decimals_of_toml_and_json_are_read_as_they_are_written() {
        for (written, units) in [("1.5", 1_500_000_000_000), ("3", 3_000_000_000_000), ("-0.05", -50_000_000_000)] {
            let of_toml: Declared = toml::from_str(&format!("number = {written}")).expect("a number of TOML");
            let of_json: Declared = serde_json::from_str(&format!("{{\"number\": {written}}}")).expect("one of JSON");
            assert_eq!((of_toml.number.0.units(), of_json.number.0.units()), (units, units), "{written}");
        }
        for written in ["1e15", "0.1234567890123", "\"1.5\""] {
            toml::from_str::<Declared>(&format!("number = {written}")).expect_err(written);
            serde_json::from_str::<Declared>(&format!("{{\"number\": {written}}}")).expect_err(written);
        }
    }
}
