//! Conditions of indicators that no row can meet: `online < 0` where the least is 0, `x > 5 AND x < 3`, `x BETWEEN 90 AND 10`.
//!
//! Takes a condition and its form; says whether sums of fields and days contradict each other in it, or the constraints of the fields. Of anything
//! else nothing is said. Such a figure is 0, or null, and looks like one that is known.

use std::collections::BTreeMap;

use chrono::Datelike;
use num_bigint::BigInt;

use super::about_checks::bounds;
use super::feasible::{Inequality, contradict};
use crate::project::expression::linear::Linear;
use crate::project::expression::typed::{Comparison, Condition};
use crate::project::written::form::Form;
use crate::values::decimal::Decimal;

/// Ways to meet a condition beyond which nothing is said.
const MOST: usize = 64;

/// True where no row that keeps to the constraints of its fields meets the condition.
pub(super) fn is_never_met(condition: &Condition, form: &Form) -> bool {
    let kept = bounds(form, &condition.fields());
    ways(condition, true).is_some_and(|ways| {
        ways.into_iter().all(|way| contradict(&kept.iter().cloned().chain(way).collect::<Vec<Inequality>>()))
    })
}

/// What may hold of sums where a condition is met, or where it is not; `None` where there are too many ways. Whatever is no sum may be so.
fn ways(condition: &Condition, met: bool) -> Option<Vec<Vec<Inequality>>> {
    let ways = match condition {
        Condition::Compare { .. } => match Linear::compared(condition) {
            Some((linear, comparison)) => compared(&linear, comparison, met),
            None => vec![Vec::new()],
        },
        Condition::Date { field, comparison, value } => {
            let days = BigInt::from(value.num_days_from_ce()) * Decimal::ONE.units();
            let factors = BTreeMap::from([(field.clone(), BigInt::from(1u8))]);
            compared(&Linear { factors, constant: -days }, *comparison, met)
        }
        Condition::Not(inner) => ways(inner, !met)?,
        Condition::And(parts) if met => all(parts, met)?,
        Condition::Or(parts) if !met => all(parts, met)?,
        Condition::And(parts) | Condition::Or(parts) => {
            let each: Option<Vec<_>> = parts.iter().map(|part| ways(part, met)).collect();
            each?.concat()
        }
        Condition::Text { .. } | Condition::Boolean { .. } | Condition::IsNull { .. } => vec![Vec::new()],
    };
    (ways.len() <= MOST).then_some(ways)
}

/// The ways in which all parts are as they are asked for at once.
fn all(parts: &[Condition], met: bool) -> Option<Vec<Vec<Inequality>>> {
    let mut together = vec![Vec::new()];
    for part in parts {
        let of_part = ways(part, met)?;
        if together.len().saturating_mul(of_part.len()) > MOST {
            return None;
        }
        let with = |way: &Vec<Inequality>| of_part.iter().map(|of_part| [way.as_slice(), of_part].concat()).collect();
        together = together.iter().flat_map(|way| -> Vec<Vec<Inequality>> { with(way) }).collect();
    }
    Some(together)
}

fn compared(linear: &Linear, comparison: Comparison, met: bool) -> Vec<Vec<Inequality>> {
    let most = |strict| Inequality::at_most_zero(linear, strict);
    let least = |strict| Inequality::at_least_zero(linear, strict);
    match (comparison, met) {
        (Comparison::Equal, true) | (Comparison::NotEqual, false) => vec![vec![most(false), least(false)]],
        (Comparison::NotEqual, true) | (Comparison::Equal, false) => vec![vec![most(true)], vec![least(true)]],
        (Comparison::Less, true) | (Comparison::GreaterOrEqual, false) => vec![vec![most(true)]],
        (Comparison::LessOrEqual, true) | (Comparison::Greater, false) => vec![vec![most(false)]],
        (Comparison::Greater, true) | (Comparison::LessOrEqual, false) => vec![vec![least(true)]],
        (Comparison::GreaterOrEqual, true) | (Comparison::Less, false) => vec![vec![least(false)]],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::expression::fixture::communes;
    use crate::project::expression::parse::parse_condition;
    use crate::project::written::constraints::Bound;

    #[track_caller]
    fn assert_never(text: &str, wanted: bool) {
        let mut form = communes();
        for field in form.schema.fields.iter_mut().filter(|field| field.name == "online") {
            field.constraints.minimum = Some(Bound::Number(0.into()));
            field.constraints.maximum = Some(Bound::Number(100.into()));
        }
        let condition = parse_condition(text, &form).expect("a condition");
        assert_eq!(is_never_met(&condition, &form), wanted, "{text}");
    }

    #[test]
    fn conditions_outside_of_the_constraints_or_of_themselves_are_met_by_no_row() {
        for text in [
            "online < 0",
            "online > 100",
            "online > 5 AND online < 3",
            "online BETWEEN 90 AND 10",
            "online IN (101, 102)",
            "NOT (online <= 100)",
            "received > 0 AND (online < 0 OR online > 100)",
            "online - 2 * online > 0",
        ] {
            assert_never(text, true);
        }
    }

    #[test]
    fn conditions_that_some_row_may_meet_are_sound() {
        for text in [
            "online > 50",
            "online = 0 OR online > 100",
            "received < 0",
            "online < 0 OR note = 'a'",
            "online NOT BETWEEN 10 AND 90",
            "NOT (online > 5 AND online < 3)",
            "online <> 0",
        ] {
            assert_never(text, false);
        }
    }
}
