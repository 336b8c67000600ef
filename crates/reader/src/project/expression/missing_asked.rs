//! Tests of an indicator that no row that counts could pass: `x IS NULL`.
//!
//! A row counts in a figure where every field that `value` and `where` name has a value; one without has not reported. Of `IS NULL` a figure
//! would be 0 of those that reported, whatever was left blank.

use super::typed::{Aggregate, Condition, Scalar};

impl Condition {
    /// The field of which it asks that it has no value; with `holds` false, of which its opposite asks that.
    fn asks_for_missing(&self, holds: bool) -> Option<&str> {
        match self {
            Self::IsNull { field, negated } => (*negated != holds).then_some(field),
            Self::Not(inner) => inner.asks_for_missing(!holds),
            Self::And(parts) | Self::Or(parts) => parts.iter().find_map(|part| part.asks_for_missing(holds)),
            Self::Compare { left, right, .. } => left.asks_for_missing().or_else(|| right.asks_for_missing()),
            Self::Text { .. } | Self::Boolean { .. } | Self::Date { .. } => None,
        }
    }
}

impl Scalar {
    fn asks_for_missing(&self) -> Option<&str> {
        match self {
            Self::Field(_) | Self::Number(_) => None,
            Self::Add(left, right) | Self::Subtract(left, right) => {
                left.asks_for_missing().or_else(|| right.asks_for_missing())
            }
            Self::Negate(inner) | Self::Times(inner, _) => inner.asks_for_missing(),
            Self::Case { when, then, otherwise } => {
                when.asks_for_missing(true).or_else(|| then.asks_for_missing()).or_else(|| otherwise.asks_for_missing())
            }
        }
    }
}

/// The field of which an indicator asks that it has no value.
pub fn asked_for_missing<'a>(aggregate: &'a Aggregate, condition: Option<&'a Condition>) -> Option<&'a str> {
    let of_value = match aggregate {
        Aggregate::Sum(amount) | Aggregate::Min(amount) | Aggregate::Max(amount) => amount.asks_for_missing(),
        Aggregate::Count | Aggregate::CountDistinct(_) | Aggregate::CountUnits => None,
    };
    of_value.or_else(|| condition?.asks_for_missing(true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::expression::fixture::communes;
    use crate::project::expression::parse::{parse_aggregate, parse_condition};

    #[test]
    fn what_no_row_with_all_its_values_could_pass_is_found() {
        for (value, condition, wanted) in [
            ("count(*)", "online IS NULL", true),
            ("count(*)", "received > 1 OR online IS NULL", true),
            ("count(*)", "NOT (online IS NOT NULL)", true),
            ("sum(CASE WHEN online IS NULL THEN received ELSE online END)", "received > 1", true),
            ("count(*)", "online IS NOT NULL", false),
            ("count(*)", "NOT (online IS NULL)", false),
            ("sum(received)", "online > 1", false),
        ] {
            let aggregate = parse_aggregate(value, &communes()).unwrap();
            let parsed = parse_condition(condition, &communes()).unwrap();
            let found = asked_for_missing(&aggregate, Some(&parsed));
            assert_eq!(found, wanted.then_some("online"), "{value} where {condition}");
        }
    }
}
