//! The sides of a comparison or a product, and which of them may meet.
//!
//! Takes typed operands; gives a [`Condition`] or [`Scalar`], or the reason why they do not meet. Engines differ in how they
//! convert text to dates or numbers, so nothing is converted silently: a text beside a date field must be a date.

use chrono::NaiveDate;

use crate::findings::message::Message;
use crate::message;
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

    fn describe(&self) -> Message {
        match self {
            Self::Amount(Scalar::Field(name)) => message!("fault-operand.number-field", field = name),
            Self::Amount(Scalar::Number(number)) => message!("fault-operand.number", written = number.to_string()),
            Self::Amount(_) => message!("fault-operand.amount"),
            Self::TextField(name) => message!("fault-operand.text-field", field = name),
            Self::Text(text) => message!("fault-operand.text", written = text),
            Self::BooleanField(name) => message!("fault-operand.boolean-field", field = name),
            Self::Boolean(value) => value.to_string().into(),
            Self::DateField(name) => message!("fault-operand.date-field", field = name),
        }
    }
}

/// `left comparison right`, with a field on the left.
pub(super) fn compare(left: Operand, comparison: Comparison, right: Operand) -> Result<Condition, ExpressionError> {
    if left.is_literal() && right.is_literal() {
        let (left, right) = (left.describe(), right.describe());
        return Err(ExpressionError::new(message!("fault-operand.no-field", left = left, right = right)));
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
        (Operand::TextField(field), Operand::Text(_), None) => {
            Err(ExpressionError::new(message!("fault-operand.order", field = field)))
        }
        (Operand::BooleanField(field), Operand::Boolean(value), Some(equal)) => {
            Ok(Condition::Boolean { field, value: value == equal })
        }
        (Operand::DateField(field), Operand::Text(text), _) => match NaiveDate::parse_from_str(&text, "%Y-%m-%d") {
            Ok(value) if value.to_string() == text => Ok(Condition::Date { field, comparison, value }),
            _ => Err(ExpressionError::new(message!("fault-operand.no-date", written = text))),
        },
        (left, right, _) => Err(ExpressionError::new(message!(
            "fault-operand.does-not-compare",
            left = left.describe(),
            sign = comparison.sign(),
            right = right.describe(),
        ))),
    }
}

/// A literal number, exactly.
pub(super) fn number(digits: &str) -> Result<Scalar, ExpressionError> {
    match Decimal::parse(digits, SCALE, 0) {
        Ok(parsed) if !parsed.inexact => Ok(Scalar::Number(parsed.value)),
        Ok(_) => Err(ExpressionError::new(message!(
            "fault-operand.excess-digits",
            written = digits,
            most = SCALE.to_string()
        ))),
        Err(_) => Err(ExpressionError::new(message!("fault-operand.no-number", written = digits))),
    }
}

/// A product with a whole literal: every other product of decimals would need rounding.
pub(super) fn times(left: Scalar, right: Scalar) -> Result<Scalar, ExpressionError> {
    let (number, other) = match (left, right) {
        (Scalar::Number(number), other) | (other, Scalar::Number(number)) => (number, other),
        _ => {
            return Err(ExpressionError::new(message!("fault-operand.product")));
        }
    };
    let whole = i64::try_from(number.units() / Decimal::ONE.units()).ok();
    match whole.filter(|factor| number.is_integer() && factor.abs() <= FACTOR_LIMIT) {
        Some(factor) => Ok(Scalar::Times(Box::new(other), factor)),
        None => Err(ExpressionError::new(match fraction(number) {
            Some((whole, of)) => message!(
                "fault-operand.fraction",
                written = number.to_string(),
                whole = whole.to_string(),
                of = of.to_string(),
            ),
            None => message!("fault-operand.factor", written = number.to_string(), most = FACTOR_LIMIT.to_string()),
        })),
    }
}

/// A number as a fraction of whole factors: 12 and 10, reduced 6 and 5, for 1.2; nothing where one of them is too large for a factor.
fn fraction(number: Decimal) -> Option<(i64, i64)> {
    let mut of = 10_i64.checked_pow(number.digits()).filter(|of| *of <= FACTOR_LIMIT)?;
    let scaled = number.units().checked_mul(i128::from(of))?.checked_div(Decimal::ONE.units())?;
    let mut whole =
        i64::try_from(scaled).ok().filter(|whole| whole.checked_abs().is_some_and(|size| size <= FACTOR_LIMIT))?;
    for divisor in [2, 5] {
        while of % divisor == 0 && whole % divisor == 0 {
            (whole, of) = (whole / divisor, of / divisor);
        }
    }
    (of > 1).then_some((whole, of))
}
