//! What a text means as a value of a field: the one place where declarations, typing and rules learn it, for every type that is
//! kept as text.
//!
//! Takes a field and a text; gives the canonical text of the value, or nothing where it is none, and the order of two values.

use std::borrow::Cow;
use std::cmp::Ordering;

use chrono::{FixedOffset, NaiveDate, NaiveDateTime};

use crate::project::written::field::{Field, FieldType};
use crate::values::day;
use crate::values::json::Json;
use crate::values::lexical::clock::Clock;
use crate::values::lexical::instant::Instant;
use crate::values::lexical::period::Duration;
use crate::values::lexical::{digits, geojson, geopoint, internet, moment, pattern, topojson, wkt, year_month};
use crate::values::text;
use crate::values::zone_time::UTC_OFFSET_SECONDS;

/// The canonical text of a value, from a text; `None` where the text is no value of the field. A string stays as it is.
pub fn canonical(field: &Field, text: &str) -> Option<String> {
    let format = field.format();
    match field.kind {
        FieldType::String => is_of_format(format, text).then(|| text.to_owned()),
        FieldType::Time => time(format, text).map(|clock| clock.to_string()),
        FieldType::Datetime => instant(format, text).map(|instant| instant.to_string()),
        FieldType::Yearmonth => year_month::canonical(text),
        FieldType::Duration => Duration::read(text).map(|duration| duration.to_string()),
        FieldType::Geopoint => geopoint::canonical(text, writing(format)),
        FieldType::Geojson => {
            let is_one = if format == "topojson" { topojson::is_topojson } else { geojson::is_geojson };
            json(text, is_one)
        }
        FieldType::Object => json(text, |value| matches!(value, Json::Object(_))),
        FieldType::Array => json(text, |value| matches!(value, Json::List(_))),
        FieldType::List => list(field, text, digits::canonical),
        FieldType::Any => Some(text.to_owned()),
        FieldType::Year => {
            let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
            is_year.then(|| text.to_owned())
        }
        FieldType::Date => date(format, text).map(|day| day.to_string()),
        FieldType::Integer | FieldType::Number | FieldType::Boolean => None,
    }
}

/// The day of a text in the format of a field.
pub fn date(format: &str, text: &str) -> Option<NaiveDate> {
    match format {
        "default" => day::written(text).or_else(|| day::standard(text)),
        "any" => moment::any_day(text),
        written => pattern::day(text, pattern::bare(written)),
    }
}

fn time(format: &str, text: &str) -> Option<Clock> {
    match format {
        "default" => Clock::read(text),
        "any" => moment::any_clock(text),
        written => pattern::time(text, pattern::bare(written)).map(|time| Clock { time, zone: None }),
    }
}

fn instant(format: &str, text: &str) -> Option<Instant> {
    match format {
        "default" => Instant::read(text),
        "any" => moment::any_instant(text),
        written => {
            let (at, zone) = pattern::instant(text, pattern::bare(written))?;
            let zone = match zone {
                Some(seconds) => Some(FixedOffset::east_opt(seconds)?),
                None => None,
            };
            Some(Instant { at, zone })
        }
    }
}

fn is_of_format(format: &str, text: &str) -> bool {
    match format {
        "uri" => internet::is_uri(text),
        "email" => internet::is_email(text),
        "uuid" => internet::is_uuid(text),
        "binary" => internet::is_base64(text),
        "wkt" => wkt::is_wkt(text),
        _ => true,
    }
}

fn writing(format: &str) -> geopoint::PointFormat {
    match format {
        "array" => geopoint::PointFormat::List,
        "object" => geopoint::PointFormat::Object,
        _ => geopoint::PointFormat::Text,
    }
}

/// A value of JSON, its members in order and its numbers in plain digits, where it is one of these.
fn json(text: &str, is_one: impl Fn(&Json) -> bool) -> Option<String> {
    Json::read(text).filter(is_one).map(|value| value.ordered().to_string())
}

/// The types that items of a list may have.
pub const ITEM_TYPES: [FieldType; 7] = [
    FieldType::String,
    FieldType::Integer,
    FieldType::Boolean,
    FieldType::Number,
    FieldType::Datetime,
    FieldType::Date,
    FieldType::Time,
];

/// The items of a text as a list of JSON, each in the default format of its type. A list of JSON is one too: so an export has it. `number` reads
/// the texts of numbers, to their canonical digits; a number of JSON has a point.
pub fn list(field: &Field, text: &str, number: impl Fn(&str) -> Option<String>) -> Option<String> {
    let kind = field.item_type.unwrap_or(FieldType::String);
    let items: Vec<Json> = match Json::read(text) {
        Some(Json::List(items)) => {
            items.into_iter().map(|value| item_of(kind, value, &number)).collect::<Option<_>>()?
        }
        Some(Json::Object(_)) => return None,
        _ => split(field, text).map(|written| item(kind, written, &number)).collect::<Option<_>>()?,
    };
    Some(Json::List(items).to_string())
}

/// The texts of the items of a list; of a list of JSON those that it has as texts.
pub fn texts_of_items<'t>(field: &'t Field, text: &'t str) -> Vec<Cow<'t, str>> {
    let text_of = |item: Json| if let Json::Text(text) = item { Some(Cow::Owned(text)) } else { None };
    match Json::read(text) {
        Some(Json::List(items)) => items.into_iter().filter_map(text_of).collect(),
        Some(Json::Object(_)) => Vec::new(),
        _ => split(field, text).map(|item| Cow::Borrowed(item.trim())).collect(),
    }
}

fn split<'t>(field: &'t Field, text: &'t str) -> impl Iterator<Item = &'t str> {
    text.split(field.delimiter.as_deref().unwrap_or(","))
}

fn item_of(kind: FieldType, value: Json, number: impl Fn(&str) -> Option<String>) -> Option<Json> {
    match (kind, value) {
        (FieldType::Integer | FieldType::Number, Json::Number(number)) => item(kind, &number, digits::canonical),
        (FieldType::Boolean, Json::Boolean(truth)) => Some(Json::Boolean(truth)),
        (kind, Json::Text(text)) => item(kind, &text, number),
        _ => None,
    }
}

fn item(kind: FieldType, written: &str, number: impl Fn(&str) -> Option<String>) -> Option<Json> {
    let bare = written.trim();
    Some(match kind {
        FieldType::Integer => Json::Number(number(bare).filter(|number| !number.contains('.'))?),
        FieldType::Number => Json::Number(number(bare)?),
        FieldType::Boolean => Json::Boolean(match bare {
            "true" | "True" | "TRUE" | "1" => true,
            "false" | "False" | "FALSE" | "0" => false,
            _ => return None,
        }),
        FieldType::Date => {
            let day = NaiveDate::parse_from_str(bare, "%Y-%m-%d").ok().filter(|_| bare.len() == 10)?;
            Json::Text(day.to_string())
        }
        FieldType::Time => Json::Text(Clock::read(bare)?.to_string()),
        FieldType::Datetime => Json::Text(Instant::read(bare)?.to_string()),
        // As texts of a column are kept: nobody means the blank behind a delimiter.
        _ => Json::Text(text::kept(written)),
    })
}

/// How many items, members or letters a value has, by its canonical text.
pub fn length(kind: FieldType, canonical: &str) -> usize {
    let counted = match kind {
        FieldType::List | FieldType::Array | FieldType::Object => Json::read(canonical),
        _ => None,
    };
    match counted {
        Some(Json::List(items)) => items.len(),
        Some(Json::Object(members)) => members.len(),
        _ => canonical.chars().count(),
    }
}

/// The nanoseconds of a time since the midnight of UTC; one without a zone is one of Việt Nam.
fn time_in_utc(canonical: &str) -> Option<i64> {
    Some(Clock::read(canonical)?.since_midnight(FixedOffset::east_opt(UTC_OFFSET_SECONDS)?))
}

/// An instant in UTC; one without a zone is one of Việt Nam.
fn instant_in_utc(canonical: &str) -> Option<NaiveDateTime> {
    Instant::read(canonical)?.in_utc(FixedOffset::east_opt(UTC_OFFSET_SECONDS)?)
}

/// A text of a time or an instant that is the same in every zone in which it is written; `None` for a value of another type.
pub fn in_one_zone(kind: FieldType, canonical: &str) -> Option<String> {
    match kind {
        FieldType::Time => time_in_utc(canonical).map(|time| time.to_string()),
        FieldType::Datetime => instant_in_utc(canonical).map(|instant| instant.to_string()),
        _ => None,
    }
}

/// The order of two values by their canonical texts; `None` where they have none.
pub fn compare(kind: FieldType, left: &str, right: &str) -> Option<Ordering> {
    match kind {
        FieldType::Time => Some(time_in_utc(left)?.cmp(&time_in_utc(right)?)),
        FieldType::Datetime => Some(instant_in_utc(left)?.cmp(&instant_in_utc(right)?)),
        FieldType::Duration => Duration::read(left)?.compare(Duration::read(right)?),
        FieldType::Yearmonth => Some(left.cmp(right)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KINDS: [FieldType; 12] = [
        FieldType::String,
        FieldType::Time,
        FieldType::Datetime,
        FieldType::Yearmonth,
        FieldType::Duration,
        FieldType::Geopoint,
        FieldType::Geojson,
        FieldType::Object,
        FieldType::Array,
        FieldType::List,
        FieldType::Any,
        FieldType::Year,
    ];

    fn field(kind: FieldType, format: &str) -> Field {
        Field { format: Some(format.to_owned()), ..Field::new(String::new(), kind) }
    }

    /// Texts that are values of some type, or nearly.
    fn texts() -> impl Strategy<Value = String> {
        prop_oneof![
            "-?P([0-9]{1,3}Y)?([0-9]{1,2}M)?([0-9]{1,2}D)?(T([0-9]{1,3}H)?([0-9]{1,3}([.,][0-9]{1,5})?S)?)?",
            "([0-9]{4}-[01][0-9]-[0-3][0-9][T ])?[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-][01][0-9]:?[0-5][0-9])?",
            "[0-9]{1,2}(h|:| giờ )?[0-9]{0,2} ?(am|pm)?",
            "[0-9]{4}-[0-9]{1,2}",
            "-?[0-9]{1,3}(\\.[0-9]{1,20})?(e-?[0-9])?, ?-?[0-9]{1,2}(\\.[0-9]{1,20})?",
            "\\[(1\\.50|\"a\"|true|null|\\{\"b\":1,\"a\":\\[\\]\\})(,(2e1|\"ộ\"|\\[\\]))?\\]",
            "(POINT|MULTIPOINT|POLYGON Z?) ?(EMPTY|\\(+[0-9]( [0-9])?(, ?[0-9] [0-9])*\\)+)",
            "[-+0-9TZPYMDHSW:.,;/ \\[\\]{}\"a-e(é%@]{0,24}",
        ]
    }

    proptest! {
        #[test]
        fn a_canonical_text_is_its_own(text in texts()) {
            for kind in KINDS {
                if let Some(found) = canonical(&field(kind, "default"), &text) {
                    prop_assert_eq!(canonical(&field(kind, "default"), &found), Some(found), "{} of type {}", text, kind.name());
                }
            }
        }

        #[test]
        fn every_format_gives_what_the_usual_one_takes(text in texts()) {
            for kind in [FieldType::Time, FieldType::Datetime, FieldType::Geopoint, FieldType::Geojson, FieldType::String] {
                let of_kind = ["any", "array", "object", "topojson", "%H:%M", "%Y-%m-%d %H:%M:%S%z", "wkt", "uri", "email"];
                for format in of_kind {
                    let found = canonical(&field(kind, format), &text);
                    if let (Some(found), false) = (found, kind == FieldType::Geojson) {
                        prop_assert_eq!(canonical(&field(kind, "default"), &found), Some(found), "{} as {}", text, format);
                    }
                }
            }
        }

        #[test]
        fn an_order_is_the_same_from_both_sides(left in texts(), right in texts()) {
            for kind in KINDS {
                let read = |text: &str| canonical(&field(kind, "default"), text);
                if let (Some(left), Some(right)) = (read(&left), read(&right)) {
                    prop_assert_eq!(compare(kind, &left, &right), compare(kind, &right, &left).map(Ordering::reverse));
                }
            }
        }
    }

    #[test]
    fn lengths_count_items_members_and_letters() {
        assert_eq!(length(FieldType::List, "[1,2]"), 2);
        assert_eq!(length(FieldType::Object, r#"{"a":[1,2]}"#), 1);
        assert_eq!(length(FieldType::String, "Điện"), 4);
    }
}
