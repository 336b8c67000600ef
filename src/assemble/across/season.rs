//! What explains a value that is unlike the periods before: the same season of earlier years had as much, or the peers make the same step.
//!
//! ```text
//! 2023-Q1 | 2023-Q2 | 2023-Q3 | 2023-Q4 | 2024-Q1
//!    2,31 |   480,2 |    25,1 |   670,9 |    2,61          the winter crop
//! ```

use std::ops::Range;

use super::median::{Middle, Ratio};
use super::reference::is_near;
use super::rules::{AtPoint, Doubt};
use super::series::FormRows;
use crate::values::decimal::Decimal;
use crate::values::period::Period;

/// The same period a year before.
pub fn year_before(period: Period) -> Period {
    let periods = 12 / period.frequency().months().max(1);
    (0..periods).fold(period, |period, _| period.previous())
}

impl FormRows<'_> {
    /// The median of what the unit had in the same season of the years before, as far as the form looks back, at least one of them; `None` of a
    /// form for years, which have no seasons.
    pub fn of_season(&self, point: usize, field: usize) -> Option<u128> {
        let at = self.points.get(point)?;
        let periods = u16::try_from(12 / at.period.frequency().months().max(1)).unwrap_or(1);
        if periods < 2 {
            return None;
        }
        let years = (self.rules.window / periods).max(1);
        let earlier = (0..years).scan(at.period, |period, _| {
            *period = year_before(*period);
            Some(*period)
        });
        let series: Range<usize> = self.series.get(at.series)?.clone();
        let values = earlier.filter_map(|period| self.value(self.at_period(&series, period)?, field));
        let amounts: Vec<u128> =
            values.map(|value| value.units().unsigned_abs()).filter(|amount| *amount != 0).collect();
        Middle::of(amounts).map(|middle| middle.median)
    }
}

impl AtPoint<'_> {
    /// True where the unit had as much in the same season of earlier years: closely, or about as much where the season is unlike the rest of
    /// the year.
    pub fn fits_season(&self, doubt: &Doubt) -> bool {
        let (near, about) = (self.rows.rules.within_digits.0, self.rows.rules.within.0);
        self.rows.of_season(self.point, doubt.field).is_some_and(|median| {
            let is_season = || {
                Ratio::between(median, doubt.usual.median).is_none_or(|ratio| !ratio.is_at_most(Ratio::of_factor(near)))
            };
            is_near(doubt.value, median, near) || is_near(doubt.value, median, about) && is_season()
        })
    }

    /// True where what may have been meant fits the others: the same season of earlier years where that is unlike the rest of the year, else `others` or that
    /// season. A peak is six times the median of all periods, and what is a thousand times the peak is no other period's.
    pub fn is_meant(
        &self,
        doubt: &Doubt,
        suggested: Decimal,
        factor: Decimal,
        others: impl Fn(Decimal) -> bool,
    ) -> bool {
        let near = Ratio::of_factor(self.rows.rules.within_digits.0);
        let season = self.rows.of_season(self.point, doubt.field).filter(|_| doubt.usual.periods.is_some());
        let Some(season) = season else { return others(suggested) };
        let is_unlike = Ratio::between(season, doubt.usual.median).is_none_or(|ratio| !ratio.is_at_most(near));
        is_near(suggested, season, factor) || !is_unlike && others(suggested)
    }

    /// The step that the peers make in this period, where it is one and this value makes it, too.
    pub fn step_of_all(&self, doubt: &Doubt) -> Option<Ratio> {
        let rules = &self.rows.rules;
        let step = self.rows.step(self.point, doubt.measure)?;
        let own = Ratio { numerator: doubt.value.units().unsigned_abs(), denominator: doubt.usual.median };
        let is_step = !step.is_near(Ratio::ONE, Ratio::of_factor(rules.within_digits.0));
        let has_history = doubt.usual.periods.is_some();
        (has_history && is_step && own.is_near(step, Ratio::of_factor(rules.within.0))).then_some(step)
    }

    /// True where the season explains a value. A step of a thousand that all make is none of a season where a thousand is in question: they all
    /// have another unit of measure. `power` is that of ten which is in question; ten times as much is a season's as well.
    pub fn is_of_season(&self, doubt: &Doubt, power: u32) -> bool {
        let within = Ratio::of_factor(self.rows.rules.within_digits.0);
        let in_question = Ratio::of_power(power).filter(|_| power > 1);
        let is_of_units = |step: Ratio| in_question.is_some_and(|unit| step.at_least_one().is_near(unit, within));
        self.fits_season(doubt) || self.step_of_all(doubt).is_some_and(|step| !is_of_units(step))
    }
}
