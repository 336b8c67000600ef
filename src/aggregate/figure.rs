//! Figures: one exact division, coverage, status and target state of every row that an engine gave.

use arrow_array::{Array, Date32Array, Decimal128Array, Int32Array, Int64Array, RecordBatch, StringArray};
use chrono::NaiveDate;

use crate::aggregate::exact::{Exact, TargetState};
use crate::aggregate::target::{Goal, next_due};
use crate::columns::day;
use crate::project::written::pipeline::Partial;
use crate::project::written::settings::Geography;
use crate::project::{Project, ResolvedIndicator};
use crate::registry::{Registry, UnitIndex};
use crate::values::decimal::Decimal;
use crate::values::period::{Calendar, Period};
use crate::values::status::Status;

/// A published figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub area: UnitIndex,
    pub geography: Geography,
    pub period: Period,
    pub value: Option<Exact>,
    pub status: Status,
    pub numerator: Option<Decimal>,
    pub denominator: Option<Decimal>,
    pub reported: i64,
    pub expected: i64,
    /// The next target due for this row, and how the figure compares with it.
    pub target: Option<(Goal, TargetState)>,
}

impl Figure {
    /// Reported units ÷ expected units; `None` where nothing is expected.
    pub fn coverage(&self) -> Option<f64> {
        Decimal::from_integer(self.reported).ratio(Decimal::ONE, Decimal::from_integer(self.expected))
    }
}

/// The figures of an indicator from what the engine gave; `None` where the batch is not as the seam promises.
pub fn figures(project: &Project, indicator: &ResolvedIndicator, batch: &RecordBatch) -> Option<Vec<Figure>> {
    let text = |name: &str| batch.column_by_name(name)?.as_any().downcast_ref::<StringArray>();
    let decimal = |name: &str| batch.column_by_name(name)?.as_any().downcast_ref::<Decimal128Array>();
    let integer = |name: &str| batch.column_by_name(name)?.as_any().downcast_ref::<Int64Array>();
    let rank = |name: &str| batch.column_by_name(name)?.as_any().downcast_ref::<Int32Array>();
    let (geographies, periods, areas) = (text("geography")?, text("time_period")?, text("area")?);
    let valid_from = batch.column_by_name("area_valid_from")?.as_any().downcast_ref::<Date32Array>()?;
    let (numerators, denominators) = (decimal("numerator")?, decimal("denominator")?);
    let (reported, expected) = (integer("n_reported")?, integer("n_expected")?);
    let (missing, resting) = (rank("missing_rank")?, rank("value_rank")?);
    let calendar = project.forms[indicator.form].form.calendar;
    let mut figures = Vec::with_capacity(batch.num_rows());
    for row in 0..batch.num_rows() {
        let area = project.registry.by_key(areas.value(row), day(valid_from.value(row))?)?;
        let amount = |array: &Decimal128Array| (!array.is_null(row)).then(|| Decimal::from_units(array.value(row)));
        let status = |array: &Int32Array| {
            let rank = (!array.is_null(row)).then(|| usize::try_from(array.value(row)).ok()).flatten()?;
            Status::ALL.get(rank).copied()
        };
        let parts = EngineParts {
            geography: geographies.value(row).parse().ok()?,
            period: periods.value(row).parse().ok()?,
            area,
            numerator: amount(numerators),
            denominator: amount(denominators),
            reported: reported.value(row),
            expected: expected.value(row),
            missing: status(missing),
            resting: status(resting),
        };
        figures.push(parts.figure(project, indicator, calendar));
    }
    Some(figures)
}

/// What the engine gave for one area, period and geography.
#[derive(Clone, Debug)]
struct EngineParts {
    geography: Geography,
    period: Period,
    area: UnitIndex,
    numerator: Option<Decimal>,
    denominator: Option<Decimal>,
    reported: i64,
    expected: i64,
    missing: Option<Status>,
    resting: Option<Status>,
}

impl EngineParts {
    fn figure(self, project: &Project, indicator: &ResolvedIndicator, calendar: Calendar) -> Figure {
        let value = self.value(indicator);
        let status = match value {
            Ok(_) => self.status(project, indicator, calendar),
            Err(cause) => cause,
        };
        let mut figure = Figure {
            area: self.area,
            geography: self.geography,
            period: self.period,
            value: value.ok(),
            status,
            numerator: self.numerator,
            denominator: self.denominator,
            reported: self.reported,
            expected: self.expected,
            target: None,
        };
        figure.target = next_due(project, indicator, &figure, calendar);
        figure
    }

    /// The quotient, or the status of its absence.
    fn value(&self, indicator: &ResolvedIndicator) -> Result<Exact, Status> {
        let declared = &indicator.declared;
        if self.expected == 0 {
            // Every unit said that it cannot occur.
            return Err(self.missing.unwrap_or(Status::M));
        }
        let missing = self.missing.unwrap_or(Status::O);
        let minimum = declared.minimum_coverage.as_ref().map_or(Decimal::ONE, |minimum| minimum.get_ref().0);
        let is_covered = match &declared.denominator {
            None => self.reported == self.expected || declared.partial == Some(Partial::Publish),
            Some(_) => reaches(self.reported, self.expected, minimum),
        };
        if self.reported == 0 || !is_covered {
            return Err(missing);
        }
        // All have reported, and none has a row of which there would be a smallest or a largest: nothing is missing.
        let Some(numerator) = self.numerator else { return Err(Status::M) };
        let factor = indicator.factor;
        if declared.denominator.is_none() {
            return Ok(Exact { factor, numerator, denominator: Decimal::ONE });
        }
        match self.denominator {
            Some(denominator) if denominator == Decimal::ZERO => Err(Status::M),
            Some(denominator) => Ok(Exact { factor, numerator, denominator }),
            None => Err(Status::M),
        }
    }

    /// The first of B, I, E, P, U among what a figure rests on, else A.
    fn status(&self, project: &Project, indicator: &ResolvedIndicator, calendar: Calendar) -> Status {
        if self.geography == Geography::AsReported && breaks_series(&project.registry, self.area, self.period, calendar)
        {
            return Status::B;
        }
        let partial = indicator.declared.denominator.is_none() && self.reported < self.expected;
        let resting = self.resting.filter(|status| status.is_inherited());
        [resting, partial.then_some(Status::U)].into_iter().flatten().min().unwrap_or(Status::A)
    }
}

/// True where reported ÷ expected is at least the minimum, compared exactly: 9 of 10 reaches 0.9.
fn reaches(reported: i64, expected: i64, minimum: Decimal) -> bool {
    i128::from(reported)
        .checked_mul(Decimal::ONE.units())
        .zip(i128::from(expected).checked_mul(minimum.units()))
        .is_some_and(|(have, need)| have >= need)
}

/// True for the first period of its frequency after the members of an area changed.
pub fn breaks_series(registry: &Registry, area: UnitIndex, period: Period, calendar: Calendar) -> bool {
    let first_after = |change: &NaiveDate| period.end(calendar) >= *change && period.previous().end(calendar) < *change;
    registry.changes(area).iter().any(first_after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_of_ten_reaches_nine_tenths() {
        let minimum = Decimal::parse("0.9", 12, 0).unwrap().value;
        assert!(reaches(9, 10, minimum));
        assert!(reaches(117, 129, minimum)); // 117 ÷ 129 = 0.9069…
        assert!(!reaches(116, 129, minimum)); // 116 ÷ 129 = 0.8992…
        assert!(!reaches(0, 1, minimum));
    }

    #[test]
    fn quotients_are_compared_exactly() {
        let exact = |numerator, denominator| Exact {
            factor: Decimal::from_integer(100),
            numerator: Decimal::from_integer(numerator),
            denominator: Decimal::from_integer(denominator),
        };
        // 100 × 1 ÷ 3 = 33.333… is above 33.333333333333 and below 33.333333333334.
        let below = Decimal::parse("33.333333333333", 12, 0).unwrap().value;
        let above = Decimal::parse("33.333333333334", 12, 0).unwrap().value;
        assert!(exact(1, 3).compare(below).is_gt());
        assert!(exact(1, 3).compare(above).is_lt());
        assert!(exact(4, 5).compare(Decimal::from_integer(80)).is_eq());
        assert!(exact(-4, -5).compare(Decimal::from_integer(80)).is_eq());
        assert!(exact(4, -5).compare(Decimal::from_integer(80)).is_lt());
    }
}
