//! Numbers in declarations: read as their shortest decimals, so that 0.9 is nine tenths.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::values::decimal::{Decimal, SCALE};

/// An exact number as a person wrote it in TOML.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number(pub Decimal);

impl Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Number;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a number below 10^15 with at most 12 digits after the point")
            }

            fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Number, E> {
                let parsed = Decimal::parse(&value.to_string(), SCALE, 0);
                parsed
                    .map(|parsed| Number(parsed.value))
                    .map_err(|_| E::invalid_value(serde::de::Unexpected::Signed(value), &self))
            }

            fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Number, E> {
                i64::try_from(value).map_err(E::custom).and_then(|value| self.visit_i64(value))
            }

            fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Number, E> {
                match Decimal::from_double(value, SCALE, 0) {
                    Ok(parsed) if !parsed.inexact => Ok(Number(parsed.value)),
                    _ => Err(E::invalid_value(serde::de::Unexpected::Float(value), &self)),
                }
            }
        }
        deserializer.deserialize_any(Visitor)
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
