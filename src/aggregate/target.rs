//! Targets: which one is due next, and how a figure compares with it.

use crate::aggregate::exact::{Exact, TargetState};
use crate::aggregate::figure::Figure;
use crate::project::written::pipeline::{Baseline, Direction, Target};
use crate::project::written::settings::Geography;
use crate::project::{Project, ResolvedIndicator};
use crate::registry::Registry;
use crate::values::decimal::Decimal;
use crate::values::number::Number;
use crate::values::period::{Calendar, Period};

/// A target for one period: a repeated target gives one for every period.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    pub period: Period,
    pub direction: Direction,
    pub value: Number,
    pub baseline: Option<Baseline>,
    pub source: String,
    pub area: String,
    pub geography: Geography,
}

impl Goal {
    fn new(project: &Project, target: &Target, period: Period) -> Option<Self> {
        let (direction, value) = target.goal()?;
        Some(Self {
            period,
            direction,
            value,
            baseline: target.baseline,
            source: target.source.clone(),
            area: target.area.clone().unwrap_or_else(|| project.settings.province.get_ref().clone()),
            geography: target.geography.unwrap_or(Geography::AsReported),
        })
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

/// The goals of an indicator up to a period and the first after it, in the order of their periods.
pub fn goals(project: &Project, indicator: &ResolvedIndicator, until: Period, calendar: Calendar) -> Vec<Goal> {
    let mut goals = Vec::new();
    for target in &indicator.declared.target {
        let target = target.get_ref();
        let mut period = target.period;
        goals.extend(Goal::new(project, target, period));
        // A repeated target goes on to the first period at or after the last figure.
        while target.every.is_some() && period.end(calendar) < until.end(calendar) {
            period = period.next();
            goals.extend(Goal::new(project, target, period));
        }
    }
    goals.sort_by_key(|goal| (goal.period.end(calendar), goal.area.clone(), goal.geography));
    goals
}

/// The next goal due for a figure, or the last where all are past, with the figure's state.
pub fn next_due(
    project: &Project,
    indicator: &ResolvedIndicator,
    figure: &Figure,
    calendar: Calendar,
) -> Option<(Goal, TargetState)> {
    let fitting = goals(project, indicator, figure.period, calendar)
        .into_iter()
        .filter(|goal| is_judged(&project.registry, goal, figure, calendar));
    let mut last = None;
    for goal in fitting {
        let due = goal.period.end(calendar) >= figure.period.end(calendar);
        last = Some(goal);
        if due {
            break;
        }
    }
    let goal = last?;
    let state = goal.state(figure.value, figure.period, calendar);
    Some((goal, state))
}

/// The figure by which a goal is judged: of the goal's area, geography and frequency, the latest up to its period.
pub fn judged<'a>(registry: &Registry, goal: &Goal, figures: &'a [Figure], calendar: Calendar) -> Option<&'a Figure> {
    figures
        .iter()
        .filter(|figure| is_judged(registry, goal, figure, calendar))
        .filter(|figure| {
            figure.period.frequency() == goal.period.frequency()
                && figure.period.end(calendar) <= goal.period.end(calendar)
        })
        .max_by_key(|figure| figure.period)
}

/// Codes are reused: a goal's area is the unit that has its code when the goal is due.
fn is_judged(registry: &Registry, goal: &Goal, figure: &Figure, calendar: Calendar) -> bool {
    registry.find(&goal.area, goal.period.end(calendar)) == Some(figure.area) && figure.geography == goal.geography
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
