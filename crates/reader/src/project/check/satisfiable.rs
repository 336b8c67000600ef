//! Whether a field can have a value: its constraints may exclude each other, and every row would then be in error.
//!
//! Takes a field whose constraints are sound each by itself; says which of them leave no value together. `required`, `unique` and `jsonSchema`
//! take no part.

use std::cmp::Ordering;

use crate::findings::message::Message;
use crate::message;
use crate::project::written::constraints::Bound;
use crate::project::written::field::{Field, FieldType};
use crate::project::written::textual::{canonical, compare, date, length};
use crate::values::decimal::{Decimal, SCALE};
use crate::values::lexical::expression;

/// A bound, its name in the declaration, and true where a value may be as much as it.
#[derive(Clone, Copy)]
struct NamedBound<'a> {
    name: &'static str,
    bound: &'a Bound,
    included: bool,
}

/// Why no value keeps all constraints of a field.
pub(super) fn contradiction(field: &Field) -> Option<Message> {
    let constraints = &field.constraints;
    let least =
        limits([("minimum", &constraints.minimum, true), ("exclusiveMinimum", &constraints.exclusive_minimum, false)]);
    let most =
        limits([("maximum", &constraints.maximum, true), ("exclusiveMaximum", &constraints.exclusive_maximum, false)]);
    let pairs = least.iter().flat_map(|least| most.iter().map(move |most| (least, most)));
    if let Some((least, most)) = pairs.into_iter().find(|(least, most)| exclude_each_other(field, **least, **most)) {
        let said = |limit: &NamedBound<'_>| format!("`{}` {}", limit.name, limit.bound);
        return Some(message!("fault-form.no-value", field = &field.name, one = said(least), other = said(most)));
    }
    if let (Some(least), Some(most)) = (constraints.min_length, constraints.max_length)
        && least > most
    {
        let (one, other) = (format!("`minLength` {least}"), format!("`maxLength` {most}"));
        return Some(message!("fault-form.no-value", field = &field.name, one = one, other = other));
    }
    let lists = [("enum", &constraints.allowed), ("categories", &field.categories.values)];
    let lists: Vec<(&str, &Vec<String>)> = lists.into_iter().filter(|(_, list)| !list.is_empty()).collect();
    let (key, first) = lists.first()?;
    let in_all = |text: &&String| lists.iter().all(|(_, list)| list.iter().any(|one| is_same(field, one, text)));
    let limits = [least, most].concat();
    let keeps = |text: &String| limits.iter().all(|limit| keeps_to(field, *limit, text)) && keeps_to_text(field, text);
    if first.iter().filter(in_all).any(keeps) {
        return None;
    }
    Some(message!("fault-form.no-listed-value", field = &field.name, key = *key))
}

fn limits<'a>(named: [(&'static str, &'a Option<Bound>, bool); 2]) -> Vec<NamedBound<'a>> {
    let of = |(name, bound, included): (&'static str, &'a Option<Bound>, bool)| {
        bound.as_ref().map(|bound| NamedBound { name, bound, included })
    };
    named.into_iter().filter_map(of).collect()
}

/// True where no value of the field is between two bounds.
fn exclude_each_other(field: &Field, least: NamedBound<'_>, most: NamedBound<'_>) -> bool {
    let both_included = least.included && most.included;
    if !field.kind.is_numeric() {
        let order = order(field, &least.bound.to_string(), &most.bound.to_string());
        return order.is_some_and(|order| order.is_gt() || order.is_eq() && !both_included);
    }
    let units = |limit: NamedBound<'_>| number(&limit.bound.to_string()).map(Decimal::units);
    let (Some(lower), Some(upper)) = (units(least), units(most)) else { return false };
    // The digits that a field keeps are its steps: the next one at or above the lower bound.
    let step = 10_i128.pow(SCALE.saturating_sub(field.digits()));
    let below = lower.div_euclid(step).saturating_mul(step);
    let next = if least.included && below == lower { below } else { below.saturating_add(step) };
    next > upper || next == upper && !most.included
}

/// The order of two values that are written in a declaration; nothing where they have none.
fn order(field: &Field, left: &str, right: &str) -> Option<Ordering> {
    match field.kind {
        FieldType::Date => Some(date(field.format(), left)?.cmp(&date(field.format(), right)?)),
        FieldType::Boolean => None,
        kind if kind.is_numeric() => Some(number(left)?.cmp(&number(right)?)),
        kind => compare(kind, &canonical(field, left)?, &canonical(field, right)?),
    }
}

fn is_same(field: &Field, one: &str, other: &str) -> bool {
    one == other || order(field, one, other) == Some(Ordering::Equal)
}

/// True for a listed value within a bound, or one that has no order beside it.
fn keeps_to(field: &Field, limit: NamedBound<'_>, text: &str) -> bool {
    let Some(order) = order(field, text, &limit.bound.to_string()) else { return true };
    let is_least = limit.name.ends_with("inimum");
    order.is_eq() && limit.included || if is_least { order.is_gt() } else { order.is_lt() }
}

/// True for a listed value that has the length and the pattern of a text; of another type there is neither.
fn keeps_to_text(field: &Field, text: &str) -> bool {
    let constraints = &field.constraints;
    let Some(text) = canonical(field, text).filter(|_| field.kind.is_textual()) else { return true };
    let pattern = constraints.pattern.as_deref().and_then(expression::of_whole);
    let length = length(field.kind, &text);
    pattern.is_none_or(|pattern| pattern.is_match(&text))
        && constraints.min_length.is_none_or(|least| length >= least)
        && constraints.max_length.is_none_or(|most| length <= most)
}

fn number(text: &str) -> Option<Decimal> {
    Decimal::parse(text, SCALE, 0).ok().map(|parsed| parsed.value)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn is_satisfiable(declared: serde_json::Value) -> bool {
        let mut whole = json!({ "name": "a" });
        for (key, value) in declared.as_object().expect("an object") {
            whole[key] = value.clone();
        }
        contradiction(&serde_json::from_value(whole).expect("a field")).is_none()
    }

    #[test]
    fn bounds_may_exclude_each_other() {
        for (kind, scale, constraints, expected) in [
            ("integer", None, json!({ "minimum": 5, "maximum": 5 }), true),
            ("integer", None, json!({ "minimum": 10, "maximum": 5 }), false),
            ("integer", None, json!({ "exclusiveMinimum": 4, "maximum": 5 }), true),
            ("integer", None, json!({ "exclusiveMinimum": 4, "exclusiveMaximum": 5 }), false),
            ("integer", None, json!({ "minimum": -0.5, "maximum": 0.5 }), true),
            ("integer", None, json!({ "minimum": 0.2, "maximum": 0.8 }), false),
            ("number", Some(1), json!({ "exclusiveMinimum": 0.5, "exclusiveMaximum": 0.6 }), false),
            ("number", None, json!({ "exclusiveMinimum": 0.5, "exclusiveMaximum": 0.6 }), true),
            ("date", None, json!({ "minimum": "2025-02-01", "maximum": "2025-01-31" }), false),
            ("date", None, json!({ "minimum": "2025-01-31", "maximum": "2025-02-01" }), true),
            ("yearmonth", None, json!({ "exclusiveMinimum": "2025-01", "maximum": "2025-01" }), false),
            ("string", None, json!({ "minLength": 5, "maxLength": 3 }), false),
            ("list", None, json!({ "minLength": 3, "maxLength": 3 }), true),
        ] {
            let mut declared = json!({ "type": kind, "constraints": constraints });
            if let Some(scale) = scale {
                declared["scale"] = json!(scale);
            }
            assert_eq!(is_satisfiable(declared.clone()), expected, "{declared}");
        }
    }

    #[test]
    fn of_listed_values_one_keeps_to_the_rest() {
        for (kind, constraints, expected) in [
            ("integer", json!({ "enum": [1, 2], "minimum": 5 }), false),
            ("integer", json!({ "enum": [1, 7], "minimum": 5 }), true),
            ("string", json!({ "enum": ["x", "y"], "pattern": "z+" }), false),
            ("string", json!({ "enum": ["x", "zz"], "pattern": "z+" }), true),
            ("string", json!({ "enum": ["x", "y"], "minLength": 2 }), false),
            ("boolean", json!({ "enum": [true] }), true),
        ] {
            let declared = json!({ "type": kind, "constraints": constraints });
            assert_eq!(is_satisfiable(declared.clone()), expected, "{declared}");
        }
        let both = |allowed: [&str; 2]| json!({ "type": "string", "categories": ["a", "b"], "constraints": { "enum": allowed } });
        assert_eq!((is_satisfiable(both(["b", "c"])), is_satisfiable(both(["c", "d"]))), (true, false));
    }
}
