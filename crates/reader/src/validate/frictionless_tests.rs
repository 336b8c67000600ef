//! The cases of fields of frictionless-py, answered by our typing: each as there, or as `tests/frictionless/account.json` says, with
//! the reason.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};

use crate::project::written::form::Field;
use crate::project::written::form::FieldType;
use crate::sheet::grid::Cell;
use crate::typing::cell::ColumnReading;
use crate::typing::missing_texts::MissingTexts;
use crate::typing::number::Signs;
use crate::typing::rows::Value;
use crate::validate::constraints::Rules;
use crate::values::decimal::{Decimal, SCALE};
use crate::values::json;
use crate::values::language::Language;

#[derive(Deserialize)]
struct Facts {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    options: Map<String, Json>,
    input: Json,
    expected: Json,
    /// The constraints that the value breaks; `type` where it is none.
    broken: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct Account {
    differences: Vec<Difference>,
}

#[derive(Deserialize)]
struct Difference {
    cases: Vec<String>,
    reason: String,
}

/// The kind and content of what JSON has no word for.
fn tagged(value: &Json) -> Option<(&str, &Json)> {
    let (kind, content) = value.as_object()?.iter().next()?;
    Some((kind, content))
}

/// A value of JSON as our reader of JSON would find it in a file.
fn plain(value: &Json) -> Json {
    match tagged(value) {
        Some(("number", digits)) => serde_json::from_str(digits.as_str().unwrap()).unwrap(),
        Some(("list", items)) => items.as_array().unwrap().iter().map(plain).collect(),
        Some(("object", object)) => object.clone(),
        Some((_, content)) => content.clone(),
        None => value.clone(),
    }
}

fn cell(input: &Json) -> Cell {
    let text = |content: &Json| content.as_str().unwrap().to_owned();
    match (input, tagged(input)) {
        (Json::String(text), _) => Cell::from(text.as_str()),
        (Json::Bool(truth), _) => Cell::Boolean(*truth),
        (_, Some(("number", digits))) => {
            let digits = text(digits);
            digits.parse().map_or_else(|_| Cell::Decimal(digits), Cell::Integer)
        }
        (_, Some(("double", number))) => Cell::Number(number.as_f64().unwrap()),
        (_, Some(("date", day))) => Cell::Date(text(day).parse::<NaiveDate>().unwrap()),
        (_, Some(("datetime", at))) => match text(at).parse::<NaiveDateTime>().unwrap() {
            at if at.time() == NaiveTime::MIN => Cell::Date(at.date()),
            at => Cell::DateTime(at),
        },
        // As workbooks keep a time.
        (_, Some(("time", time))) => {
            let time = text(time).parse::<NaiveTime>().unwrap();
            Cell::Number(f64::from(time.num_seconds_from_midnight()) / 86_400.0)
        }
        (_, Some(("duration", duration))) => Cell::Text(text(duration)),
        _ => Cell::Text(plain(input).to_string()),
    }
}

/// What is expected, as our values are shown.
fn expected(kind: FieldType, value: &Json) -> Option<String> {
    let list = |value: &Json| match tagged(value) {
        Some(("list", items)) => items.as_array().unwrap().iter().map(plain).collect::<Vec<Json>>(),
        _ => Vec::new(),
    };
    let number =
        |content: &Json| Decimal::parse(content.as_str().unwrap(), SCALE, 0).map(|number| number.value.to_string());
    match (kind, value, tagged(value)) {
        (_, Json::Null, _) => None,
        (FieldType::Geopoint, ..) => {
            let [longitude, latitude] = &list(value)[..] else { panic!("{value}") };
            Some(format!("{longitude},{latitude}"))
        }
        (FieldType::Yearmonth, ..) => {
            let [year, month] = &list(value)[..] else { panic!("{value}") };
            Some(format!("{year}-{:02}", month.as_u64().unwrap()))
        }
        (_, Json::String(text), _) => Some(text.clone()),
        (_, Json::Bool(truth), _) => Some(truth.to_string()),
        (_, _, Some(("number", digits))) => {
            Some(number(digits).unwrap_or_else(|_| digits.as_str().unwrap().to_owned()))
        }
        (_, _, Some(("double", double))) => {
            Some(Decimal::from_double(double.as_f64().unwrap(), SCALE, 0).unwrap().value.to_string())
        }
        (_, _, Some(("list" | "object", _))) => {
            Some(json::Json::read(&plain(value).to_string()).unwrap().ordered().to_string())
        }
        (_, _, Some((_, content))) => content.as_str().map(str::to_owned),
        _ => panic!("{value}"),
    }
}

/// What our typing makes of a case, and whether there is anything to say of it.
fn ours(case: &Case) -> (Option<String>, bool) {
    let mut descriptor = case.options.clone();
    descriptor.insert("name".to_owned(), json!("name"));
    descriptor.insert("type".to_owned(), json!(case.kind));
    let field: Field = serde_json::from_value(Json::Object(descriptor)).unwrap();
    let missing = MissingTexts::of_field(&field, field.missing(&[]));
    let signs = Signs::declared(&field, Language::En);
    let typed = ColumnReading { field: &field, signs, shift: 0, missing: &missing }.value(&cell(&case.input));
    let is_broken = typed.fault.is_some() || Rules::new(&field).is_broken(&typed.value, typed.status);
    ((typed.value != Value::Missing).then(|| typed.value.to_string()), is_broken)
}

#[test]
fn each_case_is_answered_as_by_frictionless_or_accounted_for() {
    let facts: Facts = serde_json::from_str(include_str!("../../tests/frictionless/fields.json")).unwrap();
    let account: Account = serde_json::from_str(include_str!("../../tests/frictionless/account.json")).unwrap();
    let mut reasons: BTreeMap<&str, &str> = BTreeMap::new();
    for difference in &account.differences {
        for case in &difference.cases {
            assert_eq!(reasons.insert(case, &difference.reason), None, "{case} is accounted for twice");
        }
    }
    let mut unaccounted = Vec::new();
    for case in &facts.cases {
        let kind: FieldType = serde_json::from_value(json!(case.kind)).unwrap();
        let (value, is_broken) = ours(case);
        let expected = expected(kind, &case.expected);
        let is_same = value == expected && case.broken.as_ref().is_none_or(|broken| broken.is_empty() != is_broken);
        match (is_same, reasons.remove(case.id.as_str())) {
            (true, None) | (false, Some(_)) => {}
            (true, Some(reason)) => unaccounted.push(format!("{} is answered alike, and not: {reason}", case.id)),
            (false, None) => unaccounted.push(format!(
                "{}: {} {} of {}: {value:?} (broken: {is_broken}), expected {expected:?} {:?}",
                case.id,
                case.kind,
                Json::Object(case.options.clone()),
                case.input,
                case.broken
            )),
        }
    }
    unaccounted.extend(reasons.keys().map(|case| format!("{case} is no case")));
    assert_eq!(facts.cases.len(), 390);
    assert!(unaccounted.is_empty(), "{} cases:\n{}", unaccounted.len(), unaccounted.join("\n"));
}
