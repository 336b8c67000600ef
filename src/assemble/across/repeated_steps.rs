//! How often a unit had new figures from one period to the next, in the periods before a row: how unlikely equal figures are for it.
//!
//! A stock that is counted once a year stays what it is in most steps, and so does one that nobody counts in this season: they say nothing, whatever the
//! digits. So the step of the same season of an earlier year has to be known, and to be one with new figures.

use super::season::year_before;
use super::series::FormRows;
use crate::values::decimal::Decimal;

/// What changes in so many of all steps changes as a rule.
const MOST_OF: (usize, usize) = (3, 4);

/// The steps of one unit before a row.
pub struct RepeatedSteps {
    /// For each measure in how many steps it has a value on both sides, and in how many of them another.
    changes: Vec<(usize, usize)>,
    /// For each measure whether it was another in this step of all earlier years that are known, and one of them is.
    of_season: Vec<bool>,
    /// How many steps there are, and in how many the row is as before.
    all: usize,
    repeated: usize,
    is_of_season: bool,
    least: usize,
}

impl RepeatedSteps {
    /// `None` where there are too few steps. The row itself is none of them.
    pub fn of(rows: &FormRows<'_>, point: usize) -> Option<Self> {
        let at = rows.points.get(point)?;
        let series = rows.series.get(at.series)?;
        let periods = 12 / at.period.frequency().months().max(1);
        let mut season = at.period;
        let years = usize::from(rows.rules.window) / usize::try_from(periods).unwrap_or(1).max(1);
        let same_season: Vec<_> = (0..years)
            .map(|_| {
                season = year_before(season);
                season
            })
            .collect();
        let least = usize::from(rows.rules.history);
        let none = vec![(0, 0); rows.measures.len()];
        let mut steps =
            Self { changes: none.clone(), of_season: Vec::new(), all: 0, repeated: 0, is_of_season: false, least };
        let (mut seasons, mut season_rows) = (none, (0, 0));
        for later in rows.earlier(point)? {
            let Some(period) = rows.points.get(later).map(|point| point.period) else { continue };
            let Some(earlier) = rows.at_period(series, period.previous()) else { continue };
            let is_season = periods < 2 || same_season.contains(&period);
            let repeated = rows.is_repeated(earlier, later);
            steps.all += 1;
            steps.repeated += usize::from(repeated);
            season_rows.0 += usize::from(is_season);
            season_rows.1 += usize::from(is_season && !repeated);
            for (measure, field) in rows.measures.iter().enumerate() {
                let (Some(before), Some(value)) = (rows.value(earlier, *field), rows.value(later, *field)) else {
                    continue;
                };
                let counted = [Some(&mut steps.changes), is_season.then_some(&mut seasons)];
                for one in counted.into_iter().flatten().filter_map(|counts| counts.get_mut(measure)) {
                    *one = (one.0 + 1, one.1 + usize::from(before != value));
                }
            }
        }
        let is_new = |(all, changed): (usize, usize)| all > 0 && (periods < 2 || all == changed);
        steps.of_season = seasons.into_iter().map(is_new).collect();
        let has_amount =
            rows.measures.iter().any(|field| rows.value(point, *field).is_some_and(|value| value != Decimal::ZERO));
        steps.is_of_season = has_amount && is_new(season_rows);
        (steps.all >= least).then_some(steps)
    }

    /// In how many steps a measure has values, and in how many of them another.
    pub fn changes(&self, measure: usize) -> Option<(usize, usize)> {
        self.changes.get(measure).copied()
    }

    /// True for a measure that has another value in nearly every step.
    pub fn is_changing(&self, measure: usize) -> bool {
        let (all, changed) = self.changes(measure).unwrap_or_default();
        let is_of_season = self.of_season.get(measure).copied().unwrap_or_default();
        is_of_season && all >= self.least && changed * MOST_OF.1 >= all * MOST_OF.0
    }

    /// How often such a row is as before, by the rule of succession: so many times in so many; `None` where it often is, or nobody knows.
    pub fn chance(&self) -> Option<(usize, usize)> {
        let is_rare = self.is_of_season && (self.all - self.repeated) * MOST_OF.1 >= self.all * MOST_OF.0;
        is_rare.then_some((self.repeated + 1, self.all + 2))
    }
}
