//! Every rule, in the order in which they look at a row: what explains two cells first, then what explains one.
//!
//! A new rule is one file of this folder and one line here. A cell that one rule has explained is passed over by the next.

use std::ops::Range;

use super::median::Ratio;
use super::series::{FormRows, Reference};
use super::{decimal_sign, period_copied, sign_error, swapped_columns, thousand_error};
use crate::findings::finding::Finding;
use crate::project::written::statistical_rules::StatisticalRule;
use crate::values::decimal::Decimal;

/// Looks at one row.
type LookAtPoint = fn(&AtPoint<'_>, &mut RowFindings);

const RULES: [(StatisticalRule, LookAtPoint); 5] = [
    (StatisticalRule::SwappedColumns, swapped_columns::check),
    (StatisticalRule::ThousandError, thousand_error::check),
    (StatisticalRule::DecimalSign, decimal_sign::check),
    (StatisticalRule::SignError, sign_error::check),
    (StatisticalRule::PeriodCopied, period_copied::check),
];

/// One row with all that it may be compared with.
pub struct AtPoint<'a> {
    pub rows: &'a FormRows<'a>,
    pub series: Range<usize>,
    pub point: usize,
    /// The measures whose value is in doubt, with what it is compared with.
    pub doubts: Vec<Doubt>,
}

/// A value that differs from what is usual.
pub struct Doubt {
    /// An index into the measures of the form.
    pub measure: usize,
    /// An index into its fields.
    pub field: usize,
    pub value: Decimal,
    pub usual: Reference,
}

/// What is reported of a row.
#[derive(Default)]
pub struct RowFindings {
    pub findings: Vec<Finding>,
    /// The fields whose value is explained.
    pub fields: Vec<usize>,
}

/// What the rules find in one series, each finding with the index of its arrival.
pub fn of_a_series(rows: &FormRows<'_>, series: usize) -> Vec<(usize, Finding)> {
    let mut all = Vec::new();
    let Some(range) = rows.series.get(series) else { return all };
    for point in range.clone() {
        let at = AtPoint { rows, series: range.clone(), point, doubts: doubts(rows, range, point) };
        let mut reported = RowFindings::default();
        for (rule, check) in RULES {
            if !rows.rules.off.contains(&rule) {
                check(&at, &mut reported);
            }
        }
        let arrived = rows.points.get(point).map_or(0, |point| point.arrived);
        all.extend(reported.findings.into_iter().map(|finding| (arrived, finding)));
    }
    all
}

/// The values of a row that are not as usual: most are, and the rules need not look at them.
fn doubts(rows: &FormRows<'_>, series: &Range<usize>, point: usize) -> Vec<Doubt> {
    let of_measure = |(measure, field): (usize, &usize)| {
        let value = rows.value(point, *field).filter(|value| *value != Decimal::ZERO)?;
        let is_usual = |median: u128, negative: bool| {
            (value < Decimal::ZERO) == negative && is_near(value, median, rows.rules.within_digits.0)
        };
        let usual = rows.reference(series, point, measure, is_usual)?;
        Some(Doubt { measure, field: *field, value, usual })
    };
    rows.measures.iter().enumerate().filter_map(of_measure).collect()
}

impl Doubt {
    pub fn has_usual_sign(&self) -> bool {
        (self.value < Decimal::ZERO) == self.usual.negative
    }
}

/// True where an amount is at most so many times the median, or the median so many times the amount.
fn is_near(amount: Decimal, median: u128, factor: Decimal) -> bool {
    let Some(ratio) = Ratio::between(amount.units().unsigned_abs(), median) else { return false };
    let (numerator, denominator) = (factor.units().unsigned_abs(), Decimal::ONE.units().unsigned_abs());
    ratio.is_at_most(Ratio { numerator, denominator })
}

impl Reference {
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

    fn is_within(&self, amount: Decimal, power: u8) -> bool {
        let ratio = Ratio::between(amount.units().unsigned_abs(), self.median);
        ratio.is_some_and(|ratio| ratio.is_at_most_power(self.spread, power))
    }
}
