//! Targets: which one is due next, and how a figure compares with it.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::aggregate::exact::{Exact, TargetState};
use crate::aggregate::figure::Figure;
use crate::project::expression::plan::{AggregatePart, Plan};
use crate::project::expression::typed::Aggregate;
use crate::project::written::form::Measure;
use crate::project::written::pipeline::{Baseline, Direction, Target};
use crate::project::written::settings::Geography;
use crate::project::{Project, ResolvedIndicator};
use crate::registry::UnitIndex;
use crate::values::decimal::Decimal;
use crate::values::number::Number;
use crate::values::period::{Calendar, Frequency, Period};

/// A target for one period: a repeated target gives one for every period.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    pub period: Period,
    pub direction: Direction,
    pub value: Number,
    pub baseline: Option<Baseline>,
    pub source: String,
    /// The code of the area that is judged.
    pub area: String,
    /// The unit with that code in the map of the goal on the last day of its period: codes are reused.
    pub unit: Option<UnitIndex>,
    /// True where the same is asked of every unit of a level.
    pub is_of_many: bool,
    pub geography: Geography,
}

impl Goal {
    /// What a target asks for a period of one unit, or of each whose figures it judges.
    fn of_target(
        project: &Project,
        target: &Target,
        (period, calendar): (Period, Calendar),
        only: Option<UnitIndex>,
    ) -> Vec<Self> {
        let Some((direction, value)) = target.goal() else { return Vec::new() };
        let geography = target.geography.unwrap_or(Geography::AsReported);
        let (registry, day) = (&project.registry, geography.map_day(period.end(calendar)));
        let units: Vec<(String, Option<UnitIndex>)> = if target.areas.is_empty() {
            let area = target.area.as_ref().unwrap_or_else(|| project.settings.province.get_ref());
            vec![(area.clone(), registry.find(area, day))]
        } else {
            let is_asked = |unit: &UnitIndex| {
                let (of, unit_of) = (&registry.units[*unit], *unit);
                of.is_valid_on(day) && target.areas.contains(&of.level) && registry.is_within(unit_of, project.province)
            };
            let units: Vec<UnitIndex> = match only {
                Some(unit) => vec![unit],
                None => (0..registry.units.len()).collect(),
            };
            units.into_iter().filter(is_asked).map(|unit| (registry.units[unit].code.clone(), Some(unit))).collect()
        };
        let units = units.into_iter().filter(|(_, unit)| only.is_none() || *unit == only);
        let goal = |(area, unit)| Self {
            period,
            direction,
            value,
            baseline: target.baseline,
            source: target.source.clone(),
            area,
            unit,
            is_of_many: !target.areas.is_empty(),
            geography,
        };
        units.map(goal).collect()
    }

    /// How a figure of a period is doing: up to the goal's period met, on track or behind; from it on met or not met.
    pub fn state(&self, value: Option<Exact>, period: Period, calendar: Calendar) -> TargetState {
        let Some(value) = value else { return TargetState::NoData };
        if self.is_satisfied(value, self.value.0) {
            return TargetState::Met;
        }
        if period.end(calendar) >= self.period.end(calendar) {
            return TargetState::NotMet;
        }
        match self.line(period, calendar) {
            Some(asked) if self.is_satisfied(value, asked) => TargetState::OnTrack,
            _ => TargetState::Behind,
        }
    }

    fn is_satisfied(&self, value: Exact, asked: Decimal) -> bool {
        match self.direction {
            Direction::AtLeast => value.compare(asked).is_ge(),
            Direction::AtMost => value.compare(asked).is_le(),
        }
    }

    /// The straight line from the baseline to the goal, at the last day of a period.
    fn line(&self, period: Period, calendar: Calendar) -> Option<Decimal> {
        let baseline = self.baseline?;
        let days = |from: Period, to: Period| {
            Decimal::from_integer(to.end(calendar).signed_duration_since(from.end(calendar)).num_days())
        };
        let (passed, whole) = (days(baseline.period, period), days(baseline.period, self.period));
        if passed < Decimal::ZERO {
            return None;
        }
        let way = self.value.0.checked_sub(baseline.value.0)?.checked_mul(passed)?.checked_div(whole)?;
        baseline.value.0.checked_add(way)
    }
}

/// The goals of an indicator up to a period and the first after it, in the order of their periods: those of one unit, or all.
pub fn goals(
    project: &Project,
    indicator: &ResolvedIndicator,
    (until, calendar): (Period, Calendar),
    only: Option<UnitIndex>,
) -> Vec<Goal> {
    let mut goals = Vec::new();
    for target in &indicator.declared.target {
        let target = target.get_ref();
        let mut period = target.period;
        goals.extend(Goal::of_target(project, target, (period, calendar), only));
        // A repeated target goes on to the first period at or after the last figure.
        while target.every.is_some() && period.end(calendar) < until.end(calendar) {
            period = period.next();
            goals.extend(Goal::of_target(project, target, (period, calendar), only));
        }
    }
    goals.sort_by_key(|goal| (goal.period.end(calendar), goal.area.clone(), goal.geography));
    goals
}

/// True where a figure is the greater the longer its period is: an amount of a flow, or its share of what is none. Of such a one a quarter
/// and a year cannot be held against one target.
fn grows_with_its_period(project: &Project, indicator: &ResolvedIndicator) -> bool {
    let adds_flows = |part: &AggregatePart| {
        let form = project.form_named(&part.form).map(|form| project.unit_form(form));
        let is_flow = |name: &String| form?.field(name)?.measure.map(|measure| measure == Measure::Flow);
        matches!(&part.aggregate, Aggregate::Sum(amount) if amount.amounts().iter().any(|name| is_flow(name) == Some(true)))
    };
    let Plan { numerator, .. } = &indicator.plan;
    adds_flows(numerator) && !indicator.plan.denominator_part().is_some_and(adds_flows)
}

/// How many times as long as the other the longer of two periods is; of two that are as unlike it the longer comes first.
fn unlikeness(one: Frequency, of: Frequency) -> (u32, bool) {
    let (one, of) = (one.months(), of.months());
    (one.max(of).checked_div(one.min(of)).unwrap_or_default(), one < of)
}

/// The next goal due for a figure, or the last where all are past, with the figure's state; of those due on one day that of a period as long as the
/// figure's, else of the one that is most alike in length. Goals of periods of another length than the
/// figure's are for figures alone that do not grow with their period.
pub fn next_due(
    project: &Project,
    indicator: &ResolvedIndicator,
    figure: &Figure,
    calendar: Calendar,
) -> Option<(Goal, TargetState)> {
    let goals = goals(project, indicator, (figure.period, calendar), Some(figure.area));
    // As of most figures of units.
    if goals.is_empty() {
        return None;
    }
    let grows = grows_with_its_period(project, indicator);
    let fitting = goals
        .into_iter()
        .filter(|goal| goal.geography == figure.geography)
        .filter(|goal| !grows || goal.period.frequency() == figure.period.frequency());
    let fitting: Vec<Goal> = fitting.collect();
    let is_due = |end: &NaiveDate| *end >= figure.period.end(calendar);
    let ends = || fitting.iter().map(|goal| goal.period.end(calendar));
    let due = ends().filter(is_due).min().or_else(|| ends().max())?;
    let of_day = fitting.into_iter().filter(|goal| goal.period.end(calendar) == due);
    let goal = of_day.min_by_key(|goal| unlikeness(goal.period.frequency(), figure.period.frequency()))?;
    let state = goal.state(figure.value, figure.period, calendar);
    Some((goal, state))
}

/// Figures by the unit and the geography that they are of.
pub struct FiguresByUnit<'a>(HashMap<(UnitIndex, Geography), Vec<&'a Figure>, ahash::RandomState>);

impl<'a> FiguresByUnit<'a> {
    pub fn new(figures: &'a [Figure]) -> Self {
        let mut by_unit: HashMap<(UnitIndex, Geography), Vec<&'a Figure>, ahash::RandomState> = HashMap::default();
        for figure in figures {
            by_unit.entry((figure.area, figure.geography)).or_default().push(figure);
        }
        Self(by_unit)
    }

    /// The figure by which a goal is judged: of the goal's unit, geography and frequency, the latest up to its period.
    pub fn judged(&self, goal: &Goal, calendar: Calendar) -> Option<&'a Figure> {
        let figures = self.0.get(&(goal.unit?, goal.geography))?.iter().copied();
        let up_to = figures.filter(|figure| {
            figure.period.frequency() == goal.period.frequency()
                && figure.period.end(calendar) <= goal.period.end(calendar)
        });
        up_to.max_by_key(|figure| figure.period)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goal(direction: Direction, baseline: Option<(&str, i64)>) -> Goal {
        Goal {
            period: "2030".parse().unwrap(),
            direction,
            value: Number(Decimal::from_integer(15)),
            baseline: baseline.map(|(period, value)| Baseline {
                period: period.parse().unwrap(),
                value: Number(Decimal::from_integer(value)),
            }),
            source: String::new(),
            area: "11".into(),
            unit: None,
            is_of_many: false,
            geography: Geography::AsReported,
        }
    }

    fn value(value: i64) -> Option<Exact> {
        Some(Exact { factor: Decimal::ONE, numerator: Decimal::from_integer(value), denominator: Decimal::ONE })
    }

    fn state(goal: &Goal, number: Option<Exact>, period: &str) -> TargetState {
        goal.state(number, period.parse().unwrap(), Calendar::Gregorian)
    }

    #[test]
    fn before_its_period_a_goal_is_met_on_track_or_behind() {
        let with_baseline = goal(Direction::AtLeast, Some(("2020", 5)));
        // Half of the way, 1826 of 3652 days, asks for 5 + 10 × 1826 ÷ 3652 = 10 by 2025.
        assert_eq!(state(&with_baseline, value(10), "2025"), TargetState::OnTrack);
        assert_eq!(state(&with_baseline, value(9), "2025"), TargetState::Behind);
        assert_eq!(state(&with_baseline, value(15), "2025"), TargetState::Met);
        assert_eq!(state(&goal(Direction::AtLeast, None), value(14), "2025"), TargetState::Behind);
        assert_eq!(state(&with_baseline, None, "2025"), TargetState::NoData);
    }

    #[test]
    fn from_its_period_on_a_goal_is_met_or_not() {
        let with_baseline = goal(Direction::AtLeast, Some(("2020", 5)));
        assert_eq!(state(&with_baseline, value(14), "2030"), TargetState::NotMet);
        assert_eq!(state(&with_baseline, value(15), "2031"), TargetState::Met);
        assert_eq!(state(&goal(Direction::AtMost, None), value(16), "2030"), TargetState::NotMet);
        assert_eq!(state(&goal(Direction::AtMost, None), value(15), "2030"), TargetState::Met);
    }
}
