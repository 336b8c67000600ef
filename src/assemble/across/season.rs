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

/// What a unit had in one season of the years before, zeros aside.
pub struct Season {
    pub median: u128,
    pub amounts: Vec<u128>,
    /// The first and the last of their periods.
    pub first: Period,
    pub last: Period,
    /// True where some of them are restated from the units that became this one.
    pub restated: bool,
}

/// So many years show what a season is, where the rest of the year is nearer to what is written than to what may have been meant.
const YEARS_OF_SEASON: usize = 2;

/// The same period a year before.
pub fn year_before(period: Period) -> Period {
    let periods = 12 / period.frequency().months().max(1);
    (0..periods).fold(period, |period, _| period.previous())
}

impl FormRows<'_> {
    /// The median of what the unit had in the same season of the years before.
    pub fn of_season(&self, point: usize, field: usize) -> Option<u128> {
        self.season(point, field).map(|season| season.median)
    }

    /// What the unit had in the same season of the years before, as far as the form looks back, at least one of them; `None` of a
    /// form for years, which have no seasons.
    pub fn season(&self, point: usize, field: usize) -> Option<Season> {
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
        let points = earlier.filter_map(|period| self.at_period(&series, period));
        let amounts = points.filter_map(|point| Some((point, self.value(point, field)?.units().unsigned_abs())));
        let (points, amounts): (Vec<usize>, Vec<u128>) = amounts.filter(|(_, amount)| *amount != 0).unzip();
        let periods: Vec<Period> = points.iter().filter_map(|point| Some(self.points.get(*point)?.period)).collect();
        let restated = points.iter().any(|point| self.restated(*point).is_some());
        let (last, first) = (*periods.first()?, *periods.last()?);
        let median = Middle::of(amounts.clone())?.median;
        Some(Season { median, amounts, first, last, restated })
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
    /// season. A peak is six times the median of all periods, and what is a thousand times the peak is no other period's. One year with as much is no
    /// evidence for what is further from the rest of the year than the value itself.
    pub fn is_meant(
        &self,
        doubt: &Doubt,
        suggested: Decimal,
        factor: Decimal,
        others: impl Fn(Decimal) -> bool,
    ) -> bool {
        let near = Ratio::of_factor(self.rows.rules.within_digits.0);
        let season = self.rows.season(self.point, doubt.field).filter(|_| doubt.usual.periods.is_some());
        let Some(season) = season else { return others(suggested) };
        let is_unlike = Ratio::between(season.median, doubt.usual.median).is_none_or(|ratio| !ratio.is_at_most(near));
        if !is_unlike && others(suggested) {
            return true;
        }
        let is_as_near = || {
            let from_usual = |amount: Decimal| Ratio::between(amount.units().unsigned_abs(), doubt.usual.median);
            from_usual(suggested).zip(from_usual(doubt.value)).is_some_and(|(meant, own)| meant.is_at_most(own))
        };
        let years = || season.amounts.iter().filter(|amount| is_near(suggested, **amount, factor)).count();
        is_near(suggested, season.median, factor) && (is_as_near() || years() >= YEARS_OF_SEASON)
    }

    /// The season that speaks for what may have been meant, where that is unlike the rest of the year and nearer to it: what is told has to be what
    /// a suggestion rests on.
    pub fn season_of_evidence(&self, doubt: &Doubt, suggested: Decimal) -> Option<Season> {
        let near = Ratio::of_factor(self.rows.rules.within_digits.0);
        let season = self.rows.season(self.point, doubt.field).filter(|_| doubt.usual.periods.is_some())?;
        let from = |median: u128| Ratio::between(suggested.units().unsigned_abs(), median);
        let is_unlike = Ratio::between(season.median, doubt.usual.median).is_none_or(|ratio| !ratio.is_at_most(near));
        let is_nearer =
            from(season.median).zip(from(doubt.usual.median)).is_some_and(|(own, usual)| own.is_at_most(usual));
        (is_unlike && is_nearer).then_some(season)
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
