//! Which fields of a row keep a condition from holding.
//!
//! Takes a condition that does not hold, or is not decided, and the row's values; gives the fields of the part that is the matter, the
//! likeliest first. Of an `AND` that is the part that does not hold, and of a part that is not decided the fields without a value: the
//! other values of the row are not in question.

use crate::project::expression::typed::{Condition, Scalar};
use crate::validate::verdict::{RowValue, verdicts};

/// The fields that keep a condition from holding, each once. Empty where it holds.
pub fn unmet(condition: &Condition, value: &impl Fn(&str) -> RowValue) -> Vec<String> {
    let mut fields = Vec::new();
    visit(condition, true, value, &mut |name| {
        if !fields.contains(&name) {
            fields.push(name);
        }
    });
    fields
}

/// Names the fields by which a condition is not as it is wanted.
fn visit(condition: &Condition, wanted: bool, value: &impl Fn(&str) -> RowValue, see: &mut impl FnMut(String)) {
    let found = verdicts(condition, value);
    if found.may_be(Some(wanted)) {
        return;
    }
    match condition {
        Condition::And(parts) | Condition::Or(parts) => {
            // What is not as it is wanted comes before what is not decided, and a part that is as it is wanted is not the matter.
            for matter in [Some(!wanted), None] {
                let of_it = parts.iter().filter(|part| verdicts(part, value).may_be(matter));
                of_it.for_each(|part| visit(part, wanted, value, see));
            }
        }
        Condition::Not(inner) => visit(inner, !wanted, value, see),
        _ if found.may_be(Some(!wanted)) => condition.fields().into_iter().for_each(see),
        Condition::Compare { left, right, .. } => [left, right].into_iter().for_each(|side| blanks(side, value, see)),
        // A single field that has no value.
        _ => condition.fields().into_iter().for_each(see),
    }
}

/// The fields without a value on which an amount rests.
fn blanks(scalar: &Scalar, value: &impl Fn(&str) -> RowValue, see: &mut impl FnMut(String)) {
    match scalar {
        Scalar::Field(name) if value(name).value.is_missing() => see(name.clone()),
        Scalar::Field(_) | Scalar::Number(_) => {}
        Scalar::Add(left, right) | Scalar::Subtract(left, right) => {
            blanks(left, value, see);
            blanks(right, value, see);
        }
        Scalar::Negate(inner) | Scalar::Times(inner, _) => blanks(inner, value, see),
        Scalar::Case { when, then, otherwise } => match verdicts(when, value).may_be(Some(true)) {
            true => blanks(then, value, see),
            false => blanks(otherwise, value, see),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::expression::fixture::communes;
    use crate::project::expression::parse::parse_condition;
    use crate::typing::rows::Value;
    use crate::values::decimal::Decimal;

    #[test]
    fn the_part_that_does_not_hold_and_the_field_without_a_value_are_named() {
        // A row of 100 received dossiers, urban, with a note "a"; `online` and `since` are blank.
        let value = |name: &str| {
            RowValue::from(match name {
                "received" => Value::Decimal(Decimal::from_integer(100)),
                "urban" => Value::Boolean(true),
                "note" => Value::Text("a".to_owned()),
                _ => Value::Missing,
            })
        };
        for (text, fields) in [
            ("received > 10", vec![]),
            ("received > 10 AND online > 1", vec!["online"]),
            ("online > 1 AND received > 100", vec!["received", "online"]),
            ("received > 10 AND note = 'b'", vec!["note"]),
            ("received - online > 1", vec!["online"]),
            ("online <= received", vec!["online"]),
            ("received > 100 OR online > 1", vec!["received", "online"]),
            ("NOT (urban OR online > 1)", vec!["urban", "online"]),
            ("NOT (received > 10 AND online > 1)", vec!["received", "online"]),
            ("online IS NOT NULL AND urban", vec!["online"]),
            ("since >= DATE '2025-01-01'", vec!["since"]),
            ("received > 100", vec!["received"]),
        ] {
            let condition = parse_condition(text, &communes()).expect("a condition");
            assert_eq!(unmet(&condition, &value), fields, "{text}");
        }
    }
}
