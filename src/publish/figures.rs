//! `indicators/<pipeline>`, `targets` and `catalog`: the figures, the goals they are held against, and what they mean.

use arrow_array::RecordBatch;

use crate::aggregate::exact::TargetState;
use crate::aggregate::figure::Figure;
use crate::aggregate::target::{FiguresByUnit, goals};
use crate::columns::{Builders, date, decimal, double, integer, text};
use crate::error::Error;
use crate::project::expression::plan::Denominator;
use crate::project::written::measure::Merge;
use crate::project::written::pipeline::IndicatorPart;
use crate::project::{Project, ResolvedIndicator};

/// The figures of one indicator.
#[derive(Clone, Debug)]
pub struct IndicatorFigures<'a> {
    pub indicator: &'a ResolvedIndicator,
    pub figures: Vec<Figure>,
}

/// The figures of one pipeline, in the order of its indicators, then of geography, level, area and period.
pub fn indicators(project: &Project, pipeline: usize, computed: &[IndicatorFigures<'_>]) -> Result<RecordBatch, Error> {
    let mut builders = Builders::new(vec![
        text("pipeline"),
        text("indicator"),
        text("method"),
        text("breakdown"),
        text("ref_area"),
        date("ref_area_valid_from"),
        text("ref_area_name"),
        text("area_level"),
        text("geography"),
        text("time_period"),
        date("period_start"),
        date("period_end"),
        text("freq"),
        double("obs_value"),
        text("obs_status"),
        text("unit_measure"),
        integer("unit_mult"),
        decimal("numerator"),
        decimal("denominator"),
        integer("n_reported"),
        integer("n_expected"),
        double("coverage"),
        double("target_value"),
        text("target_period"),
        text("target_state"),
    ]);
    for one in computed.iter().filter(|one| one.indicator.pipeline == pipeline) {
        let declared = &one.indicator.declared;
        let calendar = project.forms[one.indicator.form].form.calendar;
        for figure in &one.figures {
            let area = &project.registry.units[figure.area];
            let period = figure.period;
            builders.text(Some(project.pipelines[pipeline].name.get_ref())).text(Some(declared.name.get_ref()));
            builders.text(declared.method.as_deref()).text(one.indicator.breakdown.as_deref());
            builders.text(Some(&area.code)).date(Some(area.valid_from));
            builders.text(Some(&area.name)).text(Some(&area.level)).text(Some(&figure.geography.to_string()));
            builders
                .text(Some(&period.to_string()))
                .date(Some(period.start(calendar)))
                .date(Some(period.end(calendar)));
            builders.text(Some(period.frequency().code()));
            builders
                .double(figure.value.and_then(crate::aggregate::exact::Exact::to_double))
                .text(Some(figure.status.code()));
            builders.text(Some(declared.unit.get_ref())).integer(Some(one.indicator.multiplier));
            builders.decimal(figure.numerator).decimal(figure.denominator);
            builders.integer(Some(figure.reported)).integer(Some(figure.expected)).double(figure.coverage());
            let target = figure.target.as_ref();
            builders.double(target.map(|(goal, _)| goal.value.0.to_double()));
            builders.text(target.map(|(goal, _)| goal.period.to_string()).as_deref());
            builders.text(target.map(|(_, state)| state.name()));
        }
    }
    builders.finish()
}

/// A goal with the figure that is judged by it.
#[derive(Clone, Debug)]
pub struct JudgedGoal<'a> {
    pub indicator: &'a ResolvedIndicator,
    pub goal: crate::aggregate::target::Goal,
    pub figure: Option<Figure>,
    pub state: TargetState,
}

/// Every goal of every indicator, in the order of the declarations.
pub fn judge<'a>(project: &Project, computed: &[IndicatorFigures<'a>]) -> Vec<JudgedGoal<'a>> {
    let mut judged_goals = Vec::new();
    for one in computed {
        let calendar = project.forms[one.indicator.form].form.calendar;
        let last = one.figures.iter().map(|figure| figure.period).max_by_key(|period| period.end(calendar));
        let first_goal = one.indicator.declared.target.first().map(|target| target.get_ref().period);
        let Some(until) = last.or(first_goal) else { continue };
        let figures = FiguresByUnit::new(&one.figures);
        for goal in goals(project, one.indicator, (until, calendar), None) {
            let figure = figures.judged(&goal, calendar).cloned();
            let state =
                figure.as_ref().map_or(TargetState::NoData, |figure| goal.state(figure.value, figure.period, calendar));
            judged_goals.push(JudgedGoal { indicator: one.indicator, goal, figure, state });
        }
    }
    judged_goals
}

/// `targets`: every target, its figure, its state.
pub fn targets(project: &Project, judged: &[JudgedGoal<'_>]) -> Result<RecordBatch, Error> {
    let mut builders = Builders::new(vec![
        text("pipeline"),
        text("indicator"),
        text("method"),
        text("title_vi"),
        text("title_en"),
        text("unit_measure"),
        integer("unit_mult"),
        text("target_period"),
        text("direction"),
        double("target_value"),
        text("baseline"),
        text("source"),
        text("ref_area"),
        date("ref_area_valid_from"),
        text("ref_area_name"),
        text("geography"),
        text("time_period"),
        double("obs_value"),
        text("target_state"),
    ]);
    for one in judged {
        let declared = &one.indicator.declared;
        builders
            .text(Some(project.pipelines[one.indicator.pipeline].name.get_ref()))
            .text(Some(declared.name.get_ref()));
        builders.text(declared.method.as_deref()).text(Some(&declared.title.vi)).text(Some(&declared.title.en));
        builders.text(Some(declared.unit.get_ref())).integer(Some(one.indicator.multiplier));
        builders.text(Some(&one.goal.period.to_string()));
        builders.text(Some(one.goal.direction.name())).double(Some(one.goal.value.0.to_double()));
        builders
            .text(one.goal.baseline.map(|baseline| format!("{} = {}", baseline.period, baseline.value.0)).as_deref());
        let figure = one.figure.as_ref();
        let area = one.goal.unit.map(|unit| &project.registry.units[unit]);
        builders.text(Some(&one.goal.source)).text(Some(&one.goal.area)).date(area.map(|area| area.valid_from));
        builders.text(area.map(|area| area.name.as_str())).text(Some(&one.goal.geography.to_string()));
        builders.text(figure.map(|figure| figure.period.to_string()).as_deref());
        builders.double(figure.and_then(|figure| figure.value?.to_double())).text(Some(one.state.name()));
    }
    builders.finish()
}

/// `catalog`: every indicator with its titles, unit, formula and sources.
pub fn catalog(project: &Project) -> Result<RecordBatch, Error> {
    let mut builders = Builders::new(vec![
        text("pipeline"),
        text("indicator"),
        text("method"),
        text("breakdown"),
        text("title_vi"),
        text("title_en"),
        text("unit_measure"),
        integer("unit_mult"),
        integer("decimals"),
        text("numerator"),
        text("denominator"),
        decimal("factor"),
        text("sources"),
        text("restated_by"),
    ]);
    for indicator in &project.indicators {
        let declared = &indicator.declared;
        builders.text(Some(project.pipelines[indicator.pipeline].name.get_ref())).text(Some(declared.name.get_ref()));
        builders.text(declared.method.as_deref()).text(indicator.breakdown.as_deref());
        builders.text(Some(&declared.title.vi)).text(Some(&declared.title.en));
        builders.text(Some(declared.unit.get_ref())).integer(Some(indicator.multiplier));
        builders.integer(declared.decimals.map(i64::from)).text(Some(&described(declared.numerator.get_ref())));
        builders.text(declared.denominator.as_ref().map(|part| described(part.get_ref())).as_deref());
        builders.decimal(Some(indicator.factor));
        let mut sources = vec![indicator.plan.numerator.form.clone()];
        match &indicator.plan.denominator {
            Some(Denominator::Part(part)) if !sources.contains(&part.form) => sources.push(part.form.clone()),
            Some(Denominator::Registry { .. }) => sources.push("registry".to_owned()),
            _ => {}
        }
        builders.text(Some(&sources.join(", "))).text(restated_by(project, indicator).as_deref());
    }
    builders.finish()
}

/// The measures that an indicator rests on and whose units merge by another rule than a sum: `commune-assessment.points_total:
/// min`. What such a rule makes of several units has the status E.
fn restated_by(project: &Project, indicator: &ResolvedIndicator) -> Option<String> {
    let parts = [Some(&indicator.plan.numerator), indicator.plan.denominator_part()];
    let mut rules = Vec::new();
    for part in parts.into_iter().flatten() {
        let form = project.forms.iter().find(|form| form.name == part.form)?;
        for field in part.fields().iter().filter_map(|name| form.field(name)) {
            let rule = field.merge_rule().filter(|rule| *rule != Merge::Sum).map(|rule| rule.to_string());
            let rule = rule.map(|rule| format!("{}.{}: {rule}", form.name, field.name));
            rules.extend(rule.filter(|rule| !rules.contains(rule)));
        }
    }
    (!rules.is_empty()).then(|| rules.join("; "))
}

/// A part as it was declared: `sum(adults) FROM digital-society WHERE …`.
fn described(part: &IndicatorPart) -> String {
    let from = part
        .source
        .clone()
        .or_else(|| part.registry.as_ref().map(|level| format!("registry ({level})")))
        .unwrap_or_default();
    let condition = part.condition.as_ref().map(|condition| format!(" WHERE {condition}")).unwrap_or_default();
    let level = part.level.as_ref().map(|level| format!(" LEVEL {level}")).unwrap_or_default();
    let vintage = part.vintage.as_ref().map(|vintage| format!(" VINTAGE {vintage}")).unwrap_or_default();
    format!("{} FROM {from}{condition}{level}{vintage}", part.value)
}
