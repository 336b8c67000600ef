//! A robust middle and spread, exact: the median, and the median of how many times the values are more or less than it.
//!
//! The spread is what the median absolute deviation is on a scale of logarithms. A logarithm keeps the order of ratios, so that none has
//! to be computed: ratios are compared as products of whole numbers, and no float decides.

use crate::values::decimal::Decimal;
use std::cmp::Ordering;

use num_bigint::BigUint;

/// A positive ratio of two amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    pub numerator: u128,
    pub denominator: u128,
}

impl Ratio {
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// A factor that is declared.
    pub const fn of_factor(factor: Decimal) -> Self {
        Self { numerator: factor.units().unsigned_abs(), denominator: Decimal::ONE.units().unsigned_abs() }
    }

    /// A power of ten.
    pub fn of_power(power: u32) -> Option<Self> {
        Some(Self { numerator: 10_u128.checked_pow(power)?, denominator: 1 })
    }

    /// The ratio, or how many times the other way round where it is below 1.
    pub const fn at_least_one(self) -> Self {
        if self.numerator >= self.denominator {
            return self;
        }
        Self { numerator: self.denominator, denominator: self.numerator }
    }

    /// True where one is at most so many times the other.
    pub fn is_near(self, other: Self, factor: Self) -> bool {
        let (one, two) =
            (BigUint::from(self.numerator) * other.denominator, BigUint::from(self.denominator) * other.numerator);
        let (greater, smaller) = if one > two { (one, two) } else { (two, one) };
        greater * factor.denominator <= smaller * factor.numerator
    }

    /// The median of ratios; of an even number the greater of the two in the middle.
    pub fn median(mut ratios: Vec<Self>) -> Option<Self> {
        ratios.sort_unstable_by(|left, right| left.compare(*right));
        ratios.get(ratios.len() / 2).copied()
    }

    /// How many times the greater of two amounts is the smaller: at least 1. `None` where one is zero.
    pub fn between(one: u128, other: u128) -> Option<Self> {
        let (numerator, denominator) = (one.max(other), one.min(other));
        (denominator != 0).then_some(Self { numerator, denominator })
    }

    fn compare(self, other: Self) -> Ordering {
        compare_products((self.numerator, other.denominator), (other.numerator, self.denominator))
    }

    pub fn is_at_most(self, other: Self) -> bool {
        self.compare(other) != Ordering::Greater
    }

    /// True where it is at most a power of another.
    pub fn is_at_most_power(self, other: Self, power: u8) -> bool {
        let raised = |amount: u128| BigUint::from(amount).pow(power.into());
        BigUint::from(self.numerator) * raised(other.denominator)
            <= BigUint::from(self.denominator) * raised(other.numerator)
    }
}

/// Compares two products of two amounts, which may be more than 128 bits hold.
fn compare_products(left: (u128, u128), right: (u128, u128)) -> Ordering {
    match (left.0.checked_mul(left.1), right.0.checked_mul(right.1)) {
        (Some(left), Some(right)) => left.cmp(&right),
        _ => (BigUint::from(left.0) * left.1).cmp(&(BigUint::from(right.0) * right.1)),
    }
}

/// Amounts in order, with their median.
#[derive(Clone, Debug)]
pub struct Middle {
    amounts: Vec<u128>,
    pub median: u128,
}

impl Middle {
    /// `None` of no amounts. An even number of them has the mean of the two in the middle; amounts keep at most six of their twelve
    /// digits after the decimal sign, so that half of one is exact.
    pub fn of(mut amounts: Vec<u128>) -> Option<Self> {
        amounts.sort_unstable();
        let upper = *amounts.get(amounts.len() / 2)?;
        let lower = *amounts.get(amounts.len().saturating_sub(1) / 2)?;
        let median = lower + (upper - lower) / 2;
        Some(Self { amounts, median })
    }

    pub fn count(&self) -> usize {
        self.amounts.len()
    }

    /// The median of how many times each amount is more or less than their median; of an even number the greater of the two in the
    /// middle. `None` where the median is zero.
    pub fn spread(&self) -> Option<Ratio> {
        let ratios = self.amounts.iter().map(|amount| Ratio::between(*amount, self.median));
        Ratio::median(ratios.collect::<Option<_>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(numerator: u128, denominator: u128) -> Ratio {
        Ratio { numerator, denominator }
    }

    #[test]
    fn the_middle_of_amounts() {
        assert!(Middle::of(Vec::new()).is_none());
        assert_eq!(Middle::of(vec![5]).unwrap().median, 5);
        assert_eq!(Middle::of(vec![9, 1, 4]).unwrap().median, 4);
        assert_eq!(Middle::of(vec![8, 2, 4, 6]).unwrap().median, 5);
    }

    #[test]
    fn the_spread_is_half_the_ratios_from_the_median() {
        // 10 is the median; the ratios are 10, 2, 1, 2, 100.
        let spread = Middle::of(vec![1, 5, 10, 20, 1000]).unwrap().spread().unwrap();
        assert_eq!(spread.compare(ratio(2, 1)), Ordering::Equal);
        assert!(Middle::of(vec![0, 0, 7]).unwrap().spread().is_none());
    }

    #[test]
    fn ratios_are_near_in_both_directions() {
        let third = ratio(1, 3);
        for (other, factor, expected) in [
            (Ratio::ONE, ratio(3, 1), true),
            (Ratio::ONE, ratio(29, 10), false),
            (ratio(1, 9), ratio(3, 1), true),
            (ratio(1, 10), ratio(3, 1), false),
        ] {
            assert_eq!((third.is_near(other, factor), other.is_near(third, factor)), (expected, expected), "{other:?}");
        }
        assert_eq!((third.at_least_one(), Ratio::of_power(2)), (ratio(3, 1), Some(ratio(100, 1))));
        assert_eq!(Ratio::median(vec![ratio(5, 1), third, ratio(1, 1)]), Some(ratio(1, 1)));
    }

    #[test]
    fn ratios_compare_beyond_what_128_bits_hold() {
        let large = u128::MAX / 3;
        assert!(ratio(large, large - 1).is_at_most(ratio(large - 1, large - 2)));
        assert!(!ratio(large - 1, large - 2).is_at_most(ratio(large, large - 1)));
        assert!(ratio(16, 1).is_at_most_power(ratio(2, 1), 4));
        assert!(!ratio(17, 1).is_at_most_power(ratio(2, 1), 4));
    }
}
