//! The values of Table Schema that no column has a type for, each from its text to its canonical text: two texts of one value
//! become the same, and a text that is no such value becomes nothing.
//!
//! | file | takes | gives |
//! |---|---|---|
//! | [`pattern`] | a text and a pattern such as `%d/%m/%Y` | a day, a time, both |
//! | [`moment`] | a day or a time as people write it | the same |
//! | [`clock`] | a time of the day | `06:00:00`, `06:00:00Z`, `06:00:00+07:00` |
//! | [`instant`] | a day with a time | `2014-01-01T06:00:00`, with a zone where it has one |
//! | [`year_month`] | a month of a year | `2014-01` |
//! | [`period`] | a duration of ISO 8601 | `P1Y10M3DT5H11M7S` |
//! | [`digits`] | a number in plain digits | the same without needless ones |
//! | [`geopoint`] | a point | `103.02,21.39`: longitude, latitude |
//! | [`geojson`], [`topojson`] | a value of JSON | whether it is one of these |
//! | [`json_schema`] | a JSON Schema, a value of JSON | whether the value keeps to it |
//! | [`wkt`] | a text | whether it is a geometry in well-known text |
//! | [`internet`] | a text | whether it is a URI, an e-mail address, a UUID or base64 |

pub mod clock;
pub mod digits;
pub mod expression;
pub mod geojson;
pub mod geopoint;
pub mod instant;
pub mod internet;
pub mod json_schema;
pub mod moment;
pub mod pattern;
pub mod period;
pub mod topojson;
pub mod wkt;
pub mod year_month;
