//! What a value is compared with: the middle and the spread of others of one sign, and how far from it an amount may be.

use super::median::{Middle, Ratio};
use super::series::FormRows;
use crate::project::written::form::{Field, FieldType};
use crate::values::decimal::Decimal;
use crate::values::period::Period;

/// What a value is compared with: others of one sign, none of them zero.
#[derive(Clone, Copy, Debug)]
pub struct Reference {
    pub median: u128,
    pub count: usize,
    pub spread: Ratio,
    pub negative: bool,
    /// The first and the last period; nothing where they are peers.
    pub periods: Option<(Period, Period)>,
    /// True where some of them are restated from the units that became this one.
    pub restated: bool,
}

impl Reference {
    /// The middle of the values of the usual sign; `None` where there is none, or too many of them are zero, or of another sign.
    pub fn of(values: &[Decimal], periods: Option<(Period, Period)>) -> Option<Self> {
        let (amounts, negative) = amounts_of_one_sign(values)?;
        let middle = Middle::of(amounts)?;
        let (median, count, spread) = (middle.median, middle.count(), middle.spread()?);
        Some(Self { median, count, spread, negative, periods, restated: false })
    }

    /// True where an amount is as the others are: within a factor, or the spread to the power that fits.
    pub fn fits(&self, rows: &FormRows<'_>, amount: Decimal, factor: Decimal) -> bool {
        is_near(amount, self.median, factor) || self.is_within(amount, rows.rules.fits)
    }

    /// The same where others are of another size, too: of peers a value that only may be one of them is none that was meant.
    pub fn fits_closely(&self, rows: &FormRows<'_>, amount: Decimal, factor: Decimal) -> bool {
        let power = if self.periods.is_some() { rows.rules.fits } else { rows.rules.fits.div_ceil(2) };
        is_near(amount, self.median, factor) || self.is_within(amount, power)
    }

    /// True where an amount is further from the others than they are from each other.
    pub fn excludes(&self, rows: &FormRows<'_>, amount: Decimal, factor: Decimal) -> bool {
        let squared = factor.checked_mul(factor).unwrap_or(factor);
        !is_near(amount, self.median, squared) && !self.is_within(amount, rows.rules.outlier)
    }

    /// True where an amount is not as the others are, by more than they differ from each other: closer than [`Self::excludes`], where more than the amount
    /// alone is known.
    pub fn is_unlike(&self, rows: &FormRows<'_>, amount: Decimal, factor: Decimal) -> bool {
        !is_near(amount, self.median, factor) && !self.is_within(amount, rows.rules.outlier)
    }

    /// True where the others hardly differ from their median: ten times as much is then no chance, however small the count.
    pub fn is_steady(&self, rows: &FormRows<'_>) -> bool {
        self.spread.is_at_most(Ratio::of_factor(rows.rules.within_digits.0))
    }

    /// True where a count differs from the median by no more than counts do by chance: so many times the square root of the greater of them.
    pub fn is_chance_of_counts(&self, rows: &FormRows<'_>, field: &Field, amount: Decimal) -> bool {
        if field.kind != FieldType::Integer {
            return false;
        }
        let one = Decimal::ONE.units().unsigned_abs();
        // Rounded to whole counts, of which even the squares are far from the limits of 128 bits.
        let (amount, median) = (amount.units().unsigned_abs() / one, self.median / one);
        let (difference, deviations) = (amount.abs_diff(median), u128::from(rows.rules.counts));
        let chance = deviations.saturating_mul(deviations).saturating_mul(amount.max(median));
        difference.saturating_mul(difference) <= chance
    }

    fn is_within(&self, amount: Decimal, power: u8) -> bool {
        let ratio = Ratio::between(amount.units().unsigned_abs(), self.median);
        ratio.is_some_and(|ratio| ratio.is_at_most_power(self.spread, power))
    }
}

/// True where an amount is at most so many times the median, or the median so many times the amount.
pub fn is_near(amount: Decimal, median: u128, factor: Decimal) -> bool {
    let ratio = Ratio::between(amount.units().unsigned_abs(), median);
    ratio.is_some_and(|ratio| ratio.is_at_most(Ratio::of_factor(factor)))
}

/// Of so many values one of the rarer sign makes a measure one of both signs, such as a balance. Fewer are slips, and are left out.
pub const RARE_SIGN: usize = 20;

/// The amounts of values that are not zero, where most are not and nearly all of these have one sign; true where that is the negative one.
fn amounts_of_one_sign(values: &[Decimal]) -> Option<(Vec<u128>, bool)> {
    let of_sign = |negative: bool| {
        values.iter().filter(move |value| **value != Decimal::ZERO && (**value < Decimal::ZERO) == negative)
    };
    let (below, above) = (of_sign(true).count(), of_sign(false).count());
    let is_one_sign = below.min(above).saturating_mul(RARE_SIGN) < below.saturating_add(above);
    let negative = below > above;
    let amounts: Vec<u128> = of_sign(negative).map(|value| value.units().unsigned_abs()).collect();
    (is_one_sign && amounts.len() * 2 > values.len()).then_some((amounts, negative))
}
