//! What a condition says of one row: true, false or undecided, as SQL has it.
//!
//! Exact: amounts are whole numbers of 10⁻¹² without a limit. A value that was rounded to the digits of its field may have been up to half a unit of the
//! last of them more or less, and what rests on it may be true or not; all others are what they are.

use std::cmp::Ordering;

use num_bigint::BigInt;

use crate::project::ResolvedCheck;
use crate::project::expression::linear::Linear;
use crate::project::expression::typed::{Comparison, Condition, Scalar};
use crate::project::written::form::Form;
use crate::typing::rows::{Rows, Value};
use crate::values::decimal::Decimal;

/// A value of a row, and by how much it may differ from what its cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowValue {
    pub value: Value,
    pub rounding: Decimal,
}

impl From<Value> for RowValue {
    /// A value that is what its cell says.
    fn from(value: Value) -> Self {
        Self { value, rounding: Decimal::ZERO }
    }
}

/// The value of a field of a row; missing where the form has no such field.
pub fn row_value(form: &Form, rows: &Rows, row: usize, name: &str) -> RowValue {
    let mut fields = form.schema.fields.iter().enumerate();
    let Some((place, field)) = fields.find(|(_, field)| field.name == name) else { return Value::Missing.into() };
    let value = rows.columns.get(place).map_or(Value::Missing, |column| column.values.get(row));
    RowValue { value, rounding: rows.rounding(row, place, field) }
}

/// What a condition may say of a row: more than one answer where it rests on values that were rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verdicts {
    yes: bool,
    no: bool,
    undecided: bool,
}

impl Verdicts {
    const fn of(verdict: Option<bool>) -> Self {
        Self { yes: matches!(verdict, Some(true)), no: matches!(verdict, Some(false)), undecided: verdict.is_none() }
    }

    /// Whether this is one of the answers: true, false, or undecided.
    pub const fn may_be(self, verdict: Option<bool>) -> bool {
        match verdict {
            Some(true) => self.yes,
            Some(false) => self.no,
            None => self.undecided,
        }
    }

    const fn not(self) -> Self {
        Self { yes: self.no, no: self.yes, undecided: self.undecided }
    }
}

/// True where a row breaks a check, whatever the digits were that its values have lost.
pub fn breaks(check: &ResolvedCheck, value: &impl Fn(&str) -> RowValue) -> bool {
    let verdicts = verdicts(&check.condition, value);
    [Some(true), Some(false), None].into_iter().all(|one| !verdicts.may_be(one) || check.is_broken(one))
}

/// What a condition may say: undecided where a value is missing. `value` gives that of a field.
pub fn verdicts(condition: &Condition, value: &impl Fn(&str) -> RowValue) -> Verdicts {
    let decided = match condition {
        Condition::Compare { left, comparison, right } => {
            return compared((left, right), *comparison, condition, value);
        }
        Condition::And(parts) => return all(parts.iter().map(|part| verdicts(part, value))),
        Condition::Or(parts) => return all(parts.iter().map(|part| verdicts(part, value).not())).not(),
        Condition::Not(inner) => return verdicts(inner, value).not(),
        Condition::Text { field, equal, value: text } => value(field).value.text().map(|own| (own == text) == *equal),
        Condition::Boolean { field, value: wanted } => match value(field).value {
            Value::Boolean(value) => Some(value == *wanted),
            _ => None,
        },
        Condition::Date { field, comparison, value: day } => match value(field).value {
            Value::Date(value) => Some(holds(value.cmp(day), *comparison)),
            _ => None,
        },
        Condition::IsNull { field, negated } => Some(value(field).value.is_missing() != *negated),
    };
    Verdicts::of(decided)
}

/// What may be said of parts that all have to hold: false where one of them is.
fn all(parts: impl Iterator<Item = Verdicts>) -> Verdicts {
    let (mut yes, mut no, mut undecided, mut none_is_false) = (true, false, false, true);
    for part in parts {
        yes &= part.yes;
        no |= part.no;
        undecided |= part.undecided;
        none_is_false &= part.yes || part.undecided;
    }
    Verdicts { yes, no, undecided: undecided && none_is_false }
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

/// The least and the most that an amount may be, in units of 10⁻¹².
#[derive(Clone, Debug, PartialEq, Eq)]
struct AmountRange {
    least: BigInt,
    most: BigInt,
}

impl AmountRange {
    fn around(amount: BigInt, rounding: BigInt) -> Self {
        Self { least: &amount - &rounding, most: amount + rounding }
    }

    fn plus(&self, other: &Self) -> Self {
        Self { least: &self.least + &other.least, most: &self.most + &other.most }
    }

    fn negative(&self) -> Self {
        Self { least: -&self.most, most: -&self.least }
    }

    fn times(&self, factor: i64) -> Self {
        let range = if factor < 0 { self.negative() } else { self.clone() };
        let times = factor.unsigned_abs();
        Self { least: range.least * times, most: range.most * times }
    }

    /// The smallest range that holds both.
    fn joined(self, other: Self) -> Self {
        Self { least: self.least.min(other.least), most: self.most.max(other.most) }
    }

    /// Whether an amount of it, and whether another, is to zero as asked.
    fn is_to_zero(&self, comparison: Comparison) -> Verdicts {
        let zero = BigInt::ZERO;
        let mut verdicts = Verdicts::default();
        let orders = [
            (Ordering::Less, self.least < zero),
            (Ordering::Equal, self.least <= zero && zero <= self.most),
            (Ordering::Greater, self.most > zero),
        ];
        for (order, _) in orders.into_iter().filter(|(_, may_be)| *may_be) {
            verdicts.yes |= holds(order, comparison);
            verdicts.no |= !holds(order, comparison);
        }
        verdicts
    }
}

/// What an amount may be.
#[derive(Default)]
struct PossibleAmounts {
    range: Option<AmountRange>,
    may_be_missing: bool,
}

impl PossibleAmounts {
    fn joined(self, other: Self) -> Self {
        let range = match (self.range, other.range) {
            (Some(one), Some(other)) => Some(one.joined(other)),
            (one, other) => one.or(other),
        };
        Self { range, may_be_missing: self.may_be_missing || other.may_be_missing }
    }
}

fn compared(
    (left, right): (&Scalar, &Scalar),
    comparison: Comparison,
    condition: &Condition,
    value: &impl Fn(&str) -> RowValue,
) -> Verdicts {
    let difference = added(amounts(left, value), amounts(right, value), &AmountRange::negative);
    let mut verdicts = match difference.range {
        Some(range) if range.least == range.most => range.is_to_zero(comparison),
        // A field that is on both sides was rounded once.
        Some(range) => linear_range(condition, value).unwrap_or(range).is_to_zero(comparison),
        None => Verdicts::default(),
    };
    verdicts.undecided = difference.may_be_missing;
    verdicts
}

/// What the sides of a comparison of sums differ by; `None` where it is none, or a value is missing.
fn linear_range(condition: &Condition, value: &impl Fn(&str) -> RowValue) -> Option<AmountRange> {
    let (linear, _) = Linear::compared(condition)?;
    let (mut sum, mut rounding) = (linear.constant, BigInt::ZERO);
    for (name, factor) in &linear.factors {
        let own = value(name);
        sum += factor * own.value.decimal()?.units();
        rounding += BigInt::from(factor.magnitude().clone()) * own.rounding.units();
    }
    Some(AmountRange::around(sum, rounding))
}

/// The sum of an amount and another, which is taken as `other` gives it.
fn added(
    left: PossibleAmounts,
    right: PossibleAmounts,
    other: &dyn Fn(&AmountRange) -> AmountRange,
) -> PossibleAmounts {
    let range = left.range.zip(right.range).map(|(left, right)| left.plus(&other(&right)));
    PossibleAmounts { range, may_be_missing: left.may_be_missing || right.may_be_missing }
}

fn amounts(scalar: &Scalar, value: &impl Fn(&str) -> RowValue) -> PossibleAmounts {
    let of = |range: AmountRange| PossibleAmounts { range: Some(range), may_be_missing: false };
    let with = |inner: PossibleAmounts, change: &dyn Fn(&AmountRange) -> AmountRange| PossibleAmounts {
        range: inner.range.as_ref().map(change),
        may_be_missing: inner.may_be_missing,
    };
    match scalar {
        Scalar::Field(name) => {
            let own = value(name);
            match own.value.decimal() {
                Some(amount) => of(AmountRange::around(amount.units().into(), own.rounding.units().into())),
                None => PossibleAmounts { range: None, may_be_missing: true },
            }
        }
        Scalar::Number(number) => of(AmountRange::around(number.units().into(), BigInt::ZERO)),
        Scalar::Add(left, right) => added(amounts(left, value), amounts(right, value), &AmountRange::clone),
        Scalar::Subtract(left, right) => added(amounts(left, value), amounts(right, value), &AmountRange::negative),
        Scalar::Negate(inner) => with(amounts(inner, value), &AmountRange::negative),
        Scalar::Times(inner, factor) => with(amounts(inner, value), &|range| range.times(*factor)),
        Scalar::Case { when, then, otherwise } => {
            let when = verdicts(when, value);
            let then = if when.yes { amounts(then, value) } else { PossibleAmounts::default() };
            let otherwise =
                if when.no || when.undecided { amounts(otherwise, value) } else { PossibleAmounts::default() };
            then.joined(otherwise)
        }
    }
}

/// The values that an assertion names: `dossiers_online = 12, dossiers_received = 10`.
pub fn values(value: &impl Fn(&str) -> RowValue, names: &[String]) -> String {
    let named = names.iter().map(|name| match value(name).value {
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
        let verdicts = verdicts(&condition, &|name| {
            RowValue::from(match (name, online) {
                ("received", _) => Value::Decimal(Decimal::from_integer(100)),
                ("online", Some(online)) => Value::Decimal(Decimal::from_integer(online)),
                ("urban", _) => Value::Boolean(true),
                ("note", _) => Value::Text("a".to_owned()),
                _ => Value::Missing,
            })
        });
        let said: Vec<Option<bool>> =
            [Some(true), Some(false), None].into_iter().filter(|one| verdicts.may_be(*one)).collect();
        assert_eq!(said.len(), 1, "{text}");
        said[0]
    }

    /// The answers that a condition may give where `received` is 10 and `online` 9.99, each perhaps rounded to two digits; `T`, `F` and `U`.
    fn answers(text: &str, rounded: &[&str]) -> String {
        let condition = parse_condition(text, &communes()).expect("a condition");
        let number = |text: &str| Value::Decimal(Decimal::parse(text, 2, 0).expect("a number").value);
        let verdicts = verdicts(&condition, &|name| {
            let value = match name {
                "received" => number("10"),
                "online" => number("9.99"),
                _ => Value::Missing,
            };
            let rounding = if rounded.contains(&name) { Decimal::half_unit(2) } else { Decimal::ZERO };
            RowValue { value, rounding }
        });
        let said = [(Some(true), 'T'), (Some(false), 'F'), (None, 'U')].into_iter();
        said.filter(|(one, _)| verdicts.may_be(*one)).map(|(_, sign)| sign).collect()
    }

    #[test]
    fn what_rests_on_rounded_values_may_be_so_or_not() {
        let both = ["received", "online"];
        for (text, exact, of_one, of_both) in [
            ("online = received", "F", "F", "TF"),
            ("online >= received", "F", "F", "TF"),
            ("online > received", "F", "F", "F"),
            ("online <> received", "T", "T", "TF"),
            ("online <= received", "T", "T", "T"),
            ("online = 9.985", "F", "TF", "TF"),
            ("online = 9.98", "F", "F", "F"),
            ("2 * online = 19.97", "F", "TF", "TF"),
            ("2 * online = 19.96", "F", "F", "F"),
            ("online - received = online - 10", "T", "T", "TF"),
            ("online = online", "T", "T", "T"),
            ("NOT online = received", "T", "T", "TF"),
            ("online = received AND received = 10", "F", "F", "TF"),
            ("online = received OR received = 11", "F", "F", "TF"),
            ("online = received AND officials = 1", "F", "F", "FU"),
            ("CASE WHEN online < 9.99 THEN 1 ELSE 2 END = 2", "T", "TF", "TF"),
        ] {
            let found = [answers(text, &[]), answers(text, &["online"]), answers(text, &both)];
            assert_eq!(found, [exact, of_one, of_both], "{text}");
        }
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

    #[test]
    fn a_missing_value_matters_where_the_other_tests_leave_it_open() {
        for (condition, online, received, wanted) in [
            ("online > 1 AND received > 5", None, Some(5), false),
            ("online > 1 AND received > 5", None, Some(6), true),
            ("online > 1 OR received > 5", None, Some(5), true),
            ("online > 1 OR received > 5", None, Some(6), false),
            ("NOT (online > 1 AND received > 5)", None, Some(5), false),
            ("online > received", Some(1), None, true),
            ("online > received", Some(1), Some(1), false),
            ("online IS NOT NULL", None, Some(1), true),
            ("online IS NOT NULL AND received > 5", None, Some(5), false),
            ("online IN (1, 2, 3) AND received > 5", None, Some(6), true),
            ("online IN (1, 2, 3) AND received > 5", Some(9), None, false),
            ("online > 1 AND (received > 5 OR online > 3)", Some(1), None, false),
            ("online > 1 AND (received > 5 OR online > 3)", Some(2), None, true),
            ("online > 1 AND (received > 5 OR online > 3)", Some(4), None, false),
        ] {
            let undecided = parse_condition(condition, &communes()).unwrap().undecided();
            let value = |name: &str| {
                let number = if name == "online" { online } else { received };
                RowValue::from(number.map_or(Value::Missing, |number| Value::Decimal(Decimal::from_integer(number))))
            };
            let said = verdicts(&undecided, &value);
            assert!(said.may_be(Some(wanted)) && !said.may_be(Some(!wanted)) && !said.may_be(None), "{condition}");
        }
    }
}
