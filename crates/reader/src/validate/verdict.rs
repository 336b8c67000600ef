//! What a condition says of one row whose values come from several submissions: true, false or undecided, as SQL has it.
//!
//! Exact: amounts are whole numbers of 10⁻¹² without a limit.

use std::cmp::Ordering;

use num_bigint::BigInt;

use crate::project::expression::typed::{Comparison, Condition, Scalar};
use crate::typing::rows::Value;

/// True, false, or undecided where a value is missing. `value` gives that of a field.
pub fn verdict(condition: &Condition, value: &impl Fn(&str) -> Value) -> Option<bool> {
    match condition {
        Condition::Compare { left, comparison, right } => {
            Some(holds(amount(left, value)?.cmp(&amount(right, value)?), *comparison))
        }
        Condition::Text { field, equal, value: text } => Some((value(field).text()? == text) == *equal),
        Condition::Boolean { field, value: wanted } => match value(field) {
            Value::Boolean(value) => Some(value == *wanted),
            _ => None,
        },
        Condition::Date { field, comparison, value: day } => match value(field) {
            Value::Date(value) => Some(holds(value.cmp(day), *comparison)),
            _ => None,
        },
        Condition::IsNull { field, negated } => Some(value(field).is_missing() != *negated),
        Condition::And(parts) => decided(parts, value, false),
        Condition::Or(parts) => decided(parts, value, true),
        Condition::Not(inner) => verdict(inner, value).map(|holds| !holds),
    }
}

/// What decides a list of conditions is one of them; undecided is one that could still decide it.
fn decided(parts: &[Condition], value: &impl Fn(&str) -> Value, deciding: bool) -> Option<bool> {
    let mut undecided = false;
    for part in parts {
        match verdict(part, value) {
            Some(holds) if holds == deciding => return Some(deciding),
            Some(_) => {}
            None => undecided = true,
        }
    }
    (!undecided).then_some(!deciding)
}

fn holds(order: Ordering, comparison: Comparison) -> bool {
    match comparison {
        Comparison::Equal => order.is_eq(),
        Comparison::NotEqual => order.is_ne(),
        Comparison::Less => order.is_lt(),
        Comparison::LessOrEqual => order.is_le(),
        Comparison::Greater => order.is_gt(),
        Comparison::GreaterOrEqual => order.is_ge(),
    }
}

/// In units of 10⁻¹²; `None` where a value is missing.
fn amount(scalar: &Scalar, value: &impl Fn(&str) -> Value) -> Option<BigInt> {
    match scalar {
        Scalar::Field(name) => Some(value(name).decimal()?.units().into()),
        Scalar::Number(number) => Some(number.units().into()),
        Scalar::Add(left, right) => Some(amount(left, value)? + amount(right, value)?),
        Scalar::Subtract(left, right) => Some(amount(left, value)? - amount(right, value)?),
        Scalar::Negate(inner) => Some(-amount(inner, value)?),
        Scalar::Times(inner, factor) => Some(amount(inner, value)? * *factor),
        Scalar::Case { when, then, otherwise } => match verdict(when, value) {
            Some(true) => amount(then, value),
            _ => amount(otherwise, value),
        },
    }
}

/// The values that an assertion names: `dossiers_online = 12, dossiers_received = 10`.
pub fn values(value: &impl Fn(&str) -> Value, names: &[String]) -> String {
    let named = names.iter().map(|name| match value(name) {
        // As the assertion would call it.
        Value::Missing => format!("{name} = NULL"),
        value => format!("{name} = {value}"),
    });
    named.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::expression::fixture::communes;
    use crate::project::expression::parse::parse_condition;
    use crate::values::decimal::Decimal;

    fn verdict_of(text: &str, online: Option<i64>) -> Option<bool> {
        let condition = parse_condition(text, &communes()).expect("a condition");
        verdict(&condition, &|name| match (name, online) {
            ("received", _) => Value::Decimal(Decimal::from_integer(100)),
            ("online", Some(online)) => Value::Decimal(Decimal::from_integer(online)),
            ("urban", _) => Value::Boolean(true),
            ("note", _) => Value::Text("a".to_owned()),
            _ => Value::Missing,
        })
    }

    #[test]
    fn a_missing_value_leaves_undecided_what_rests_on_it() {
        for (text, holds) in
            [("online <= received", true), ("2 * online - received > 0.5", false), ("online <> 50", false)]
        {
            assert_eq!((verdict_of(text, Some(50)), verdict_of(text, None)), (Some(holds), None), "{text}");
        }
        assert_eq!(verdict_of("online > 0 OR received = 100", None), Some(true));
        assert_eq!(verdict_of("online > 0 AND received = 100", None), None);
        assert_eq!(verdict_of("online > 0 AND received = 99", None), Some(false));
        assert_eq!(verdict_of("NOT online IS NULL", None), Some(false));
        assert_eq!(verdict_of("urban AND note = 'a' AND since IS NULL", None), Some(true));
        assert_eq!(verdict_of("CASE WHEN online > 0 THEN 1 ELSE 2 END = 2", None), Some(true));
    }
}
