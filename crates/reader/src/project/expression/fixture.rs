//! Forms and plans for tests: two communes, A and B, and two more, in one province P.

#![allow(clippy::unwrap_used, clippy::missing_panics_doc, reason = "for tests alone")]

use crate::project::expression::expression_error::ExpressionError;
use crate::project::expression::plan::{AggregatePart, Denominator, Plan};
use crate::project::written::form::Form;
use crate::project::written::pipeline::IndicatorPart;
use crate::values::period::Frequency;

fn form(name: &str, reports: &str, fields: &str, key: &str) -> Form {
    serde_json::from_str(&format!(
        r#"{{ "name": "{name}", "form": {{ "code": "1", "frequency": "year", "reports": "{reports}" }},
            "schema": {{ "fields": [{fields}], "primaryKey": [{key}] }} }}"#
    ))
    .unwrap()
}

/// One row a commune.
pub fn communes() -> Form {
    form(
        "communes",
        "commune",
        r#"{ "name": "commune", "type": "string", "role": "area" },
           { "name": "received", "type": "integer", "measure": "flow", "unit": "DOSSIER" },
           { "name": "online", "type": "integer", "measure": "flow", "unit": "DOSSIER" },
           { "name": "officials", "type": "integer", "measure": "stock", "unit": "PERSON" },
           { "name": "budget", "type": "number", "measure": "flow", "unit": "VND", "multiplier": 6 },
           { "name": "revenue", "type": "number", "measure": "flow", "unit": "VND", "multiplier": 3 },
           { "name": "score", "type": "number", "measure": "rate", "unit": "POINT" },
           { "name": "note", "type": "string" },
           { "name": "urban", "type": "boolean" },
           { "name": "since", "type": "date" }"#,
        r#""commune""#,
    )
}

/// Several rows a province, in vintages.
pub fn industries() -> Form {
    form(
        "industries",
        "province",
        r#"{ "name": "industry", "type": "string" },
           { "name": "vintage", "type": "string", "role": "vintage" },
           { "name": "value_added", "type": "number", "measure": "flow", "unit": "VND" },
           { "name": "digital", "type": "number", "measure": "flow", "unit": "VND" }"#,
        r#""industry", "vintage""#,
    )
}

/// A part of a form.
pub fn part(
    form: &Form,
    value: &str,
    condition: Option<&str>,
    vintage: Option<&str>,
) -> Result<AggregatePart, ExpressionError> {
    let declared = IndicatorPart {
        source: Some(form.name.clone()),
        registry: None,
        value: value.to_owned(),
        condition: condition.map(str::to_owned),
        vintage: vintage.map(str::to_owned),
        level: None,
    };
    AggregatePart::new(form, &declared)
}

/// A year plan for provinces over one form.
pub fn plan(form: &Form, numerator: (&str, Option<&str>), denominator: Option<(&str, Option<&str>)>) -> Plan {
    let one = |(value, condition): (&str, Option<&str>)| part(form, value, condition, None).unwrap();
    Plan {
        numerator: one(numerator),
        denominator: denominator.map(|texts| Denominator::Part(one(texts))),
        area_levels: vec!["province".into()],
        frequencies: vec![Frequency::Year],
    }
}

pub fn registry_plan(form: &Form, value: &str, condition: Option<&str>) -> Plan {
    let denominator = Some(Denominator::Registry { level: "commune".into() });
    Plan { denominator, ..plan(form, (value, condition), None) }
}
