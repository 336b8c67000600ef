//! An exact quotient, and the state of a target.

use crate::values::decimal::Decimal;

/// An exact quotient: factor × numerator ÷ denominator. It becomes a double only when it is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exact {
    pub factor: Decimal,
    pub numerator: Decimal,
    pub denominator: Decimal,
}

impl Exact {
    /// The double nearest to the quotient.
    pub fn to_double(self) -> Option<f64> {
        self.numerator.ratio(self.factor, self.denominator)
    }

    /// Compares the quotient with a number, exactly.
    pub fn compare(self, other: Decimal) -> std::cmp::Ordering {
        use num_bigint::BigInt;
        // factor × numerator ÷ denominator ? other, all in units of 10⁻¹²: multiply out, minding the sign.
        let left = BigInt::from(self.factor.units()) * BigInt::from(self.numerator.units());
        let right = BigInt::from(other.units()) * BigInt::from(self.denominator.units());
        if self.denominator < Decimal::ZERO { right.cmp(&left) } else { left.cmp(&right) }
    }
}

/// How a figure compares with a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TargetState {
    Met,
    NotMet,
    OnTrack,
    Behind,
    NoData,
}

impl TargetState {
    /// The word of the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not met",
            Self::OnTrack => "on track",
            Self::Behind => "behind",
            Self::NoData => "no data",
        }
    }
}
