//! Linear forms: what an amount or a comparison is where it only adds fields and numbers.
//!
//! Takes typed expressions; gives the whole factor of each field and the constant, or nothing where a `CASE` is in it.

use std::collections::BTreeMap;

use num_bigint::BigInt;

use crate::project::expression::typed::{Comparison, Condition, Scalar};

/// A sum of fields, each times a whole factor, and a constant in units of 10⁻¹².
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Linear {
    /// None of them zero.
    pub factors: BTreeMap<String, BigInt>,
    pub constant: BigInt,
}

impl Linear {
    /// `None` where the amount is no sum.
    pub fn of(amount: &Scalar) -> Option<Self> {
        match amount {
            Scalar::Field(name) => {
                Some(Self { factors: BTreeMap::from([(name.clone(), BigInt::from(1u8))]), constant: BigInt::ZERO })
            }
            Scalar::Number(number) => Some(Self { factors: BTreeMap::new(), constant: number.units().into() }),
            Scalar::Add(left, right) => Some(Self::of(left)?.plus(&Self::of(right)?, 1)),
            Scalar::Subtract(left, right) => Some(Self::of(left)?.plus(&Self::of(right)?, -1)),
            Scalar::Negate(inner) => Some(Self::default().plus(&Self::of(inner)?, -1)),
            Scalar::Times(inner, factor) => Some(Self::default().plus(&Self::of(inner)?, *factor)),
            Scalar::Case { .. } => None,
        }
    }

    /// A comparison of two amounts as one of a linear form with zero.
    pub fn compared(condition: &Condition) -> Option<(Self, Comparison)> {
        let Condition::Compare { left, comparison, right } = condition else { return None };
        Some((Self::of(left)?.plus(&Self::of(right)?, -1), *comparison))
    }

    fn plus(mut self, other: &Self, times: i64) -> Self {
        for (name, factor) in &other.factors {
            *self.factors.entry(name.clone()).or_default() += factor * times;
        }
        self.factors.retain(|_, factor| *factor != BigInt::ZERO);
        self.constant += &other.constant * times;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::expression::fixture::communes;
    use crate::project::expression::parse::parse_condition;

    #[test]
    fn a_comparison_of_sums_is_linear() {
        let form = communes();
        let field = form.measures().next().expect("a measure").name.clone();
        let condition = parse_condition(&format!("2 * {field} - {field} + 3 <= 0.5"), &form).expect("a condition");
        let (linear, comparison) = Linear::compared(&condition).expect("linear");
        assert_eq!((linear.factors[&field].clone(), comparison), (BigInt::from(1), Comparison::LessOrEqual));
        assert_eq!(linear.constant, BigInt::from(2_500_000_000_000_u64));
        let case =
            parse_condition(&format!("CASE WHEN {field} > 1 THEN 1 ELSE 0 END = 1"), &form).expect("a condition");
        assert_eq!(Linear::compared(&case), None);
    }
}
