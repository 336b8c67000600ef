//! The sides of a comparison or a product, and which of them may meet.
//!
//! Takes typed operands; gives a [`Condition`] or [`Scalar`], or the reason why they do not meet. Engines differ in how they
//! convert text to dates or numbers, so nothing is converted silently: a text beside a date field must be a date.

use chrono::NaiveDate;

use crate::project::expression::expression_error::ExpressionError;
use crate::project::expression::typed::{Comparison, Condition, FACTOR_LIMIT, Scalar};
use crate::values::decimal::{Decimal, SCALE};

/// One side of a comparison.
#[derive(Clone, Debug)]
pub(super) enum Operand {
    Amount(Scalar),
    TextField(String),
    Text(String),
    BooleanField(String),
    Boolean(bool),
    DateField(String),
}

impl Operand {
    const fn is_literal(&self) -> bool {
        matches!(self, Self::Text(_) | Self::Boolean(_) | Self::Amount(Scalar::Number(_)))
    }

    fn describe(&self) -> String {
        match self {
            Self::Amount(Scalar::Field(name)) => format!("the number `{name}`"),
            Self::Amount(Scalar::Number(number)) => format!("the number {number}"),
            Self::Amount(_) => "an amount".to_owned(),
            Self::TextField(name) => format!("the text field `{name}`"),
            Self::Text(text) => format!("the text '{text}'"),
            Self::BooleanField(name) => format!("the boolean field `{name}`"),
            Self::Boolean(value) => format!("{value}"),
            Self::DateField(name) => format!("the date field `{name}`"),
        }
    }
}

/// `left comparison right`, with a field on the left.
pub(super) fn compare(left: Operand, comparison: Comparison, right: Operand) -> Result<Condition, ExpressionError> {
    if left.is_literal() && right.is_literal() {
        return Err(ExpressionError::new(format!(
            "{} is compared with {}; a comparison names a field",
            left.describe(),
            right.describe()
        )));
    }
    let (left, comparison, right) =
        if left.is_literal() { (right, comparison.mirrored(), left) } else { (left, comparison, right) };
    let equal = match comparison {
        Comparison::Equal => Some(true),
        Comparison::NotEqual => Some(false),
        _ => None,
    };
    match (left, right, equal) {
        (Operand::Amount(left), Operand::Amount(right), _) => Ok(Condition::Compare { left, comparison, right }),
        (Operand::TextField(field), Operand::Text(value), Some(equal)) => Ok(Condition::Text { field, equal, value }),
        (Operand::TextField(field), Operand::Text(_), None) => Err(ExpressionError::new(format!(
            "the order of texts differs from engine to engine; compare `{field}` by = or <>"
        ))),
        (Operand::BooleanField(field), Operand::Boolean(value), Some(equal)) => {
            Ok(Condition::Boolean { field, value: value == equal })
        }
        (Operand::DateField(field), Operand::Text(text), _) => match NaiveDate::parse_from_str(&text, "%Y-%m-%d") {
            Ok(value) if value.to_string() == text => Ok(Condition::Date { field, comparison, value }),
            _ => Err(ExpressionError::new(format!("'{text}' is no date; write '2025-01-01'"))),
        },
        (left, right, _) => Err(ExpressionError::new(format!(
            "{} {} {} does not compare; compare numbers with numbers, a text field with 'text', a boolean field with \
             true or false, a date field with '2025-01-01'",
            left.describe(),
            comparison.sign(),
            right.describe()
        ))),
    }
}

/// A literal number, exactly.
pub(super) fn number(digits: &str) -> Result<Scalar, ExpressionError> {
    match Decimal::parse(digits, SCALE, 0) {
        Ok(parsed) if !parsed.inexact => Ok(Scalar::Number(parsed.value)),
        Ok(_) => Err(ExpressionError::new(format!("`{digits}` has more than {SCALE} digits after the point"))),
        Err(_) => Err(ExpressionError::new(format!("`{digits}` is no number below 10^15"))),
    }
}

/// A product with a whole literal: every other product of decimals would need rounding.
pub(super) fn times(left: Scalar, right: Scalar) -> Result<Scalar, ExpressionError> {
    let (number, other) = match (left, right) {
        (Scalar::Number(number), other) | (other, Scalar::Number(number)) => (number, other),
        _ => {
            return Err(ExpressionError::new(
                "a product of two fields is not allowed; one factor is a whole number: 1000 * field",
            ));
        }
    };
    let whole = i64::try_from(number.units() / Decimal::ONE.units()).ok();
    match whole.filter(|factor| number.is_integer() && factor.abs() <= FACTOR_LIMIT) {
        Some(factor) => Ok(Scalar::Times(Box::new(other), factor)),
        None => Err(ExpressionError::new(format!(
            "`{number}` is no whole factor of at most {FACTOR_LIMIT}; a figure is scaled by the indicator's `factor`"
        ))),
    }
}
