//! Exact fractions: what a formula of the numbering row gives, before anyone rounds it.
//!
//! Takes decimals; gives sums, products and quotients of them without loss.

use std::cmp::Ordering;

use num_bigint::{BigInt, Sign};

use crate::values::decimal::{Decimal, SCALE};

/// A fraction whose denominator is positive.
#[derive(Clone, Debug)]
pub struct Fraction {
    numerator: BigInt,
    denominator: BigInt,
}

impl Fraction {
    /// `units` ÷ 10^`scale`.
    pub fn decimal(units: impl Into<BigInt>, scale: u32) -> Self {
        Self { numerator: units.into(), denominator: BigInt::from(10u8).pow(scale) }
    }

    /// Half a unit of the last of so many digits after the decimal sign.
    pub fn half_unit(digits: u32) -> Self {
        Self { numerator: BigInt::from(1u8), denominator: BigInt::from(10u8).pow(digits) * 2u8 }
    }

    pub fn zero() -> Self {
        Self::decimal(0, 0)
    }

    pub fn is_integer(&self) -> bool {
        &self.numerator % &self.denominator == BigInt::ZERO
    }

    /// The number, where it is whole.
    pub fn integer(&self) -> Option<BigInt> {
        self.is_integer().then(|| &self.numerator / &self.denominator)
    }

    pub fn abs(&self) -> Self {
        Self { numerator: self.numerator.magnitude().clone().into(), denominator: self.denominator.clone() }
    }

    pub fn negative(&self) -> Self {
        Self { numerator: -&self.numerator, denominator: self.denominator.clone() }
    }

    pub fn plus(&self, other: &Self) -> Self {
        if self.denominator == other.denominator {
            return Self { numerator: &self.numerator + &other.numerator, denominator: self.denominator.clone() };
        }
        Self {
            numerator: &self.numerator * &other.denominator + &other.numerator * &self.denominator,
            denominator: &self.denominator * &other.denominator,
        }
    }

    pub fn minus(&self, other: &Self) -> Self {
        self.plus(&other.negative())
    }

    pub fn times(&self, other: &Self) -> Self {
        Self { numerator: &self.numerator * &other.numerator, denominator: &self.denominator * &other.denominator }
    }

    /// The smallest whole numbers that are to each other as these are, each with its sign.
    pub fn in_proportion(fractions: &[Self]) -> Vec<BigInt> {
        let shared = fractions.iter().fold(BigInt::from(1u8), |shared, own| {
            let divisor = common_divisor(&shared, &own.denominator);
            shared * &own.denominator / divisor
        });
        let whole: Vec<BigInt> = fractions.iter().map(|own| &own.numerator * (&shared / &own.denominator)).collect();
        let divisor = whole.iter().fold(BigInt::ZERO, |divisor, number| common_divisor(&divisor, number));
        if divisor == BigInt::ZERO { whole } else { whole.iter().map(|number| number / &divisor).collect() }
    }

    /// `None` for a zero divisor.
    pub fn over(&self, other: &Self) -> Option<Self> {
        let denominator = &self.denominator * &other.numerator;
        let numerator = &self.numerator * &other.denominator;
        match denominator.sign() {
            Sign::NoSign => None,
            Sign::Plus => Some(Self { numerator, denominator }),
            Sign::Minus => Some(Self { numerator: -numerator, denominator: -denominator }),
        }
    }

    /// Plain digits with `.`, rounded half away from zero to so many after it, without needless zeros.
    pub fn rounded(&self, digits: u32) -> String {
        let scaled = self.numerator.magnitude() * num_bigint::BigUint::from(10u8).pow(digits);
        let denominator = self.denominator.magnitude();
        let units = (scaled * 2u8 + denominator) / (denominator * 2u8);
        let text = format!("{units:0>width$}", units = units.to_string(), width = digits as usize + 1);
        let (whole, fraction) = text.split_at(text.len() - digits as usize);
        let fraction = fraction.trim_end_matches('0');
        let zero = fraction.is_empty() && whole == "0";
        let sign = if self.numerator.sign() == Sign::Minus && !zero { "-" } else { "" };
        let point = if fraction.is_empty() { "" } else { "." };
        format!("{sign}{whole}{point}{fraction}")
    }

    /// The fewest digits after the decimal sign that show it whole; `None` where twelve do not.
    pub fn digits(&self) -> Option<u32> {
        (0..=SCALE).find(|digits| self.times(&Self::decimal(BigInt::from(10u8).pow(*digits), 0)).is_integer())
    }
}

/// The greatest number that divides both, never negative.
fn common_divisor(one: &BigInt, other: &BigInt) -> BigInt {
    let (mut one, mut other) = (one.clone(), other.clone());
    while other != BigInt::ZERO {
        (one, other) = (other.clone(), one % &other);
    }
    one.magnitude().clone().into()
}

impl From<Decimal> for Fraction {
    fn from(decimal: Decimal) -> Self {
        Self::decimal(decimal.units(), SCALE)
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Fraction {}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        (&self.numerator * &other.denominator).cmp(&(&other.numerator * &self.denominator))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn integer(value: i64) -> Fraction {
        Fraction::decimal(value, 0)
    }

    #[test]
    fn quotients_are_exact_until_they_are_shown() {
        let third = integer(1).over(&integer(3)).unwrap();
        assert_eq!(third.times(&integer(3)), integer(1));
        assert_eq!((third.rounded(1), third.rounded(0), third.digits()), ("0.3".into(), "0".into(), None));
        assert_eq!(integer(1).over(&integer(-8)).unwrap().rounded(2), "-0.13");
        assert_eq!(integer(-1).over(&integer(8)).unwrap().digits(), Some(3));
        assert!(integer(1).over(&Fraction::zero()).is_none());
        assert_eq!(integer(-1).over(&integer(300)).unwrap().rounded(1), "0");
        assert_eq!((integer(1200).rounded(3), integer(0).rounded(2)), ("1200".into(), "0".into()));
    }

    #[test]
    fn proportions_are_whole_and_small() {
        let shown = |fractions: &[Fraction]| {
            Fraction::in_proportion(fractions).iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(shown(&[Fraction::decimal(25, 1), Fraction::half_unit(0), Fraction::zero()]), ["5", "1", "0"]);
        assert_eq!(shown(&[Fraction::decimal(-300, 0), Fraction::decimal(200, 0)]), ["-3", "2"]);
        assert_eq!(shown(&[Fraction::zero()]), ["0"]);
    }

    #[test]
    fn fractions_compare_by_value() {
        assert!(Fraction::half_unit(1) == Fraction::decimal(5, 2));
        assert!(integer(-2).abs() > integer(1).minus(&Fraction::half_unit(0)));
        assert!(Fraction::decimal(10, 1).is_integer() && !Fraction::decimal(15, 1).is_integer());
    }
}
