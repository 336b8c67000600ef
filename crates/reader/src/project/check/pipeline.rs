//! The rules that a pipeline keeps beyond its JSON Schema; sources, checks and indicators that keep them are resolved.

use globset::GlobBuilder;
use serde_spanned::Spanned;

use super::magnitude::{Magnitude, PartAmount};
use super::never_met::is_never_met;
use super::{Resolved, at, odd_shares, sources};
use crate::findings::fault::{Fault, did_you_mean};
use crate::findings::library_words::in_both_languages;
use crate::findings::message::Message;
use crate::message;
use crate::project::expression::plan::{AggregatePart, Denominator, Plan};
use crate::project::expression::typed::{Aggregate, Condition};
use crate::project::written::files::SourceFile;
use crate::project::written::form::{Field, FieldType, Form, Measure};
use crate::project::written::pipeline::{Indicator, IndicatorPart, Pipeline, Source, Target};
use crate::project::{ResolvedIndicator, ResolvedSource};
use crate::registry::Registry;
use crate::values::decimal::Decimal;
use crate::values::period::{Calendar, Period};
use crate::words::vintage;

/// The name that an expression probably means.
pub(super) fn meant(name: Option<String>) -> Option<Message> {
    name.map(|name| message!("fault.did-you-mean", name = name))
}

/// One pipeline with the place to put its faults.
pub(super) struct PipelineFile<'a> {
    pub index: usize,
    pub file: &'a SourceFile,
    pub forms: &'a [Form],
    /// False where a form could not be read: what is said of one that is not there is then not known to be wrong.
    pub every_form: bool,
    pub registry: &'a Registry,
    pub faults: &'a mut Vec<Fault>,
    pub resolved: &'a mut Resolved,
}

impl PipelineFile<'_> {
    pub(super) fn fault<T>(&mut self, near: &Spanned<T>, message: Message, suggestion: Option<Message>) {
        self.faults.push(at(self.file, near.span().start, message, suggestion));
    }

    pub fn check(mut self, pipeline: &Pipeline) {
        for source in &pipeline.source {
            self.source(source);
        }
        for check in &pipeline.check {
            self.assertion(check);
        }
        for indicator in &pipeline.indicator {
            self.indicator(indicator);
        }
    }

    pub(super) fn form<T>(&mut self, near: &Spanned<T>, name: &str) -> Option<usize> {
        let found = self.forms.iter().position(|form| form.name == name);
        if found.is_none() && self.every_form {
            let suggestion = did_you_mean(name, self.forms.iter().map(|form| form.name.as_str()));
            self.fault(near, message!("fault-pipeline.no-form", name = name), suggestion);
        }
        found
    }

    fn source(&mut self, source: &Source) {
        let form = self.form(&source.form, source.form.get_ref());
        if let Some(meant) = sources::meant(source.from.get_ref()) {
            let message = message!("fault-pipeline.pattern-of-nothing", pattern = source.from.get_ref());
            let write = message!("fault.write", text = format!("from = \"{meant}\""));
            self.fault(&source.from, message, Some(write));
        }
        let pattern = GlobBuilder::new(source.from.get_ref()).literal_separator(true).build();
        match (form, pattern) {
            (Some(form), Ok(pattern)) => {
                self.resolved.sources.push(ResolvedSource { form, pattern: pattern.compile_matcher() });
            }
            (_, Err(error)) => {
                let words = in_both_languages(&error.kind().to_string());
                let message = message!("fault-pipeline.pattern", pattern = source.from.get_ref(), words = words);
                self.fault(&source.from, message, None);
            }
            (None, _) => {}
        }
    }

    fn indicator(&mut self, indicator: &Indicator) {
        let name = indicator.name.get_ref();
        let same = |other: &ResolvedIndicator| {
            other.declared.name.get_ref() == name && other.declared.method == indicator.method
        };
        if self.resolved.indicators.iter().any(same) {
            let suggestion = message!("fault-pipeline.two-indicators-write");
            self.fault(&indicator.name, message!("fault-pipeline.two-indicators", name = name), Some(suggestion));
        }
        let levels: Vec<String> = self.registry.levels().into_iter().map(str::to_owned).collect();
        for level in &indicator.areas {
            if !levels.contains(level.get_ref()) {
                let suggestion = did_you_mean(level.get_ref(), levels.iter().map(String::as_str));
                self.fault(level, message!("fault.no-level", level = level.get_ref()), suggestion);
            }
        }
        if indicator.areas.is_empty() || indicator.periods.is_empty() {
            self.fault(&indicator.name, message!("fault-pipeline.no-areas-or-periods", name = name), None);
        }
        self.coverage(indicator);
        for target in &indicator.target {
            self.target(indicator, target);
        }
        let Some((form, numerator)) = self.source_part(&indicator.numerator) else { return };
        let denominator = match &indicator.denominator {
            None => None,
            Some(declared) => match self.denominator(declared, form, &numerator.reports) {
                Some(denominator) => Some(denominator),
                None => return,
            },
        };
        if matches!(denominator, Some(Denominator::Registry { .. })) && numerator.reports.len() > 1 {
            let levels = numerator.reports.join(", ");
            let message = message!("fault-pipeline.share-level", form = &self.forms[form].name, levels = levels);
            let suggestion = numerator.reports.first().map(|level| format!("level = \"{level}\"").into());
            self.fault(&indicator.numerator, message, suggestion);
        }
        if let Some(denominator) = &denominator {
            if let Some((message, write)) =
                odd_shares::two_levels(indicator, &numerator, denominator, &self.registry.levels())
            {
                self.fault(indicator.denominator.as_ref().unwrap_or(&indicator.numerator), message, Some(write));
            }
            if let Some(message) = odd_shares::same_parts(indicator, &numerator, denominator) {
                self.resolved.warnings.push(at(self.file, indicator.numerator.span().start, message, None));
            }
        }
        for frequency in &indicator.periods {
            let finest = self.forms[form].form.frequency;
            if *frequency.get_ref() < finest {
                let asked = message!("period-length", frequency = frequency.get_ref().name());
                let sent = message!("period-length", frequency = finest.name());
                let message = message!("fault-pipeline.finer-period", name = name, asked = asked, sent = sent);
                self.fault(frequency, message, None);
            }
        }
        let denominator_part = match &denominator {
            Some(Denominator::Part(part)) => Some(part),
            _ => None,
        };
        for part in std::iter::once(&numerator).chain(denominator_part) {
            self.conditions_over_time(indicator, part);
            self.vintages_over_time(indicator, part);
            self.rates_over_time(indicator, part);
        }
        let amount = PartAmount::of(&numerator, &self.forms[form]);
        if let (None, Some(unit)) = (&denominator, &amount.unit)
            && indicator.unit.get_ref() != unit
        {
            let written = indicator.unit.get_ref();
            let message = message!("fault-pipeline.total-unit", name = name, unit = unit, written = written);
            let suggestion = message!("fault.write", text = format!("unit = \"{unit}\""));
            self.fault(&indicator.unit, message, Some(suggestion));
        }
        let Some(magnitude) = self.magnitude(indicator, &amount, denominator.as_ref()) else { return };
        let Magnitude { factor, multiplier } = magnitude;
        let plan = Plan {
            numerator,
            denominator,
            area_levels: indicator.areas.iter().map(|level| level.get_ref().clone()).collect(),
            frequencies: indicator.periods.iter().map(|frequency| *frequency.get_ref()).collect(),
        };
        let Some(breakdowns) = self.breakdowns(indicator, &plan) else { return };
        for (breakdown, plan) in breakdowns {
            let declared = indicator.clone();
            let pipeline = self.index;
            let resolved = ResolvedIndicator { pipeline, declared, breakdown, plan, form, factor, multiplier };
            self.resolved.indicators.push(resolved);
        }
    }

    /// The plan itself, or one for each value of the field named by `by`. Both parts are of the numerator's form or the
    /// denominator counts the registry.
    fn breakdowns(&mut self, indicator: &Indicator, plan: &Plan) -> Option<Vec<(Option<String>, Plan)>> {
        let Some(by) = &indicator.by else { return Some(vec![(None, plan.clone())]) };
        let form = self.forms.iter().find(|form| form.name == plan.numerator.form)?;
        let name = by.get_ref();
        let Some(field) = form.field(name).filter(|field| has_known_texts(field)) else {
            let known = form.schema.fields.iter().filter(|field| has_known_texts(field));
            let suggestion = did_you_mean(name, known.map(|field| field.name.as_str()));
            let message = message!("fault-pipeline.breakdown-field", field = name, form = &form.name);
            self.fault(by, message, suggestion);
            return None;
        };
        if !indicator.target.is_empty() {
            self.fault(by, message!("fault-pipeline.breakdown-target"), None);
        }
        let other = plan.denominator_part().filter(|part| part.form != form.name);
        if let Some(other) = other {
            self.fault(by, message!("fault-pipeline.breakdown-denominator", form = &other.form), None);
        }
        let is_dimension = form.dimensions().any(|field| field.name == *name);
        let one = |value: &String| {
            let mut plan = plan.clone();
            plan.numerator = plan.numerator.within(name, value, is_dimension);
            if let Some(Denominator::Part(part)) = &mut plan.denominator {
                *part = part.within(name, value, is_dimension);
            }
            (Some(value.clone()), plan)
        };
        Some(field.listed().iter().map(one).collect())
    }

    /// A flow is summed over the periods within a longer one, and every other field is taken from the last of them: under a condition on
    /// such a field the flows of all the periods would be put where the last belongs.
    fn conditions_over_time(&mut self, indicator: &Indicator, part: &AggregatePart) {
        let Some(form) = self.forms.iter().find(|form| form.name == part.form).filter(|form| !form.has_lines()) else {
            return;
        };
        let measure = |name: &String| form.field(name).and_then(|field| field.measure);
        let (Aggregate::Sum(amount) | Aggregate::Min(amount) | Aggregate::Max(amount)) = &part.aggregate else {
            return;
        };
        let amounts = amount.amounts();
        let adds_flows = amounts.iter().any(|name| measure(name) == Some(Measure::Flow));
        let finest = form.form.frequency;
        let longer = indicator.periods.iter().find(|period| *period.get_ref() > finest);
        let (true, Some(longer)) = (adds_flows, longer) else { return };
        let mut tested = part.condition.as_ref().map(Condition::fields).unwrap_or_default();
        tested.extend(indicator.by.iter().map(|by| by.get_ref().clone()));
        tested.extend(amount.fields().into_iter().filter(|name| !amounts.contains(name)));
        let is_of_last = |name: &&String| {
            let field = form.field(name);
            let is_key =
                form.schema.primary_key.contains(*name) || form.vintage().is_some_and(|field| field.name == **name);
            field.is_some() && !is_key && measure(name) != Some(Measure::Flow)
        };
        if let Some(field) = tested.iter().find(is_of_last) {
            let length = message!("period-length", frequency = longer.get_ref().name());
            let own = message!("period-length", frequency = finest.name());
            let message = message!("fault-pipeline.condition-over-time", field = field, length = length, own = own);
            let suggestion =
                message!("fault-pipeline.condition-over-time-write", field = field, period = longer.get_ref().name());
            self.fault(longer, message, Some(suggestion));
        }
    }

    /// In a longer period the most final row of each period within it is taken: the row that is made of them has no one vintage to test.
    fn vintages_over_time(&mut self, indicator: &Indicator, part: &AggregatePart) {
        let (Some(field), None) = (&part.vintage_field, &part.vintage) else { return };
        let Some(finest) = self.forms.iter().find(|form| form.name == part.form).map(|form| form.form.frequency) else {
            return;
        };
        let Some(longer) = indicator.periods.iter().find(|period| *period.get_ref() > finest) else { return };
        if part.fields().contains(field) || indicator.by.as_ref().is_some_and(|by| by.get_ref() == field) {
            let length = message!("period-length", frequency = longer.get_ref().name());
            let message = message!("fault-pipeline.vintage-over-time", field = field, length = length);
            let suggestion =
                message!("fault-pipeline.vintage-over-time-write", field = field, period = longer.get_ref().name());
            self.fault(longer, message, Some(suggestion));
        }
    }

    /// A rate is not carried into a longer period: what tests one there, or takes the largest, has no figure for ever.
    fn rates_over_time(&mut self, indicator: &Indicator, part: &AggregatePart) {
        let Some(form) = self.forms.iter().find(|form| form.name == part.form).filter(|form| !form.has_lines()) else {
            return;
        };
        let finest = form.form.frequency;
        let is_rate = |name: &String| form.field(name).is_some_and(|field| field.measure == Some(Measure::Rate));
        let longer = indicator.periods.iter().find(|period| *period.get_ref() > finest);
        let (Some(longer), Some(field)) = (longer, part.fields().into_iter().find(is_rate)) else { return };
        let length = message!("period-length", frequency = longer.get_ref().name());
        let message = message!("fault-pipeline.rate-over-time", field = &field, length = length);
        let suggestion =
            message!("fault-pipeline.rate-over-time-write", field = field, period = longer.get_ref().name());
        self.fault(longer, message, Some(suggestion));
    }

    fn coverage(&mut self, indicator: &Indicator) {
        let name = indicator.name.get_ref();
        match (&indicator.denominator, &indicator.minimum_coverage) {
            (Some(_), None) => {
                let message = message!("fault-pipeline.coverage-missing", name = name);
                self.fault(&indicator.name, message, Some("minimum_coverage = 0.9".into()));
            }
            (None, Some(coverage)) => {
                let message = message!("fault-pipeline.coverage-of-total", name = name);
                self.fault(coverage, message, Some(message!("fault-pipeline.coverage-of-total-write")));
            }
            (Some(_), Some(coverage))
                if coverage.get_ref().0 < Decimal::ZERO || coverage.get_ref().0 > Decimal::ONE =>
            {
                self.fault(coverage, message!("fault-pipeline.coverage-share"), None);
            }
            _ => {}
        }
        if let (Some(_), Some(_)) = (&indicator.denominator, &indicator.partial) {
            self.fault(&indicator.name, message!("fault-pipeline.partial-of-ratio", name = name), None);
        }
    }

    fn target(&mut self, indicator: &Indicator, declared: &Spanned<Target>) {
        let target = declared.get_ref();
        if target.every.is_some_and(|every| every != target.period.frequency()) {
            let period = target.period.frequency().name();
            let length = message!("period-length", frequency = period);
            let message = message!("fault-pipeline.target-every", length = length);
            self.fault(declared, message, Some(format!("every = \"{period}\"").into()));
        }
        if target.goal().is_none() {
            let message = message!("fault-pipeline.target-direction", name = indicator.name.get_ref());
            self.fault(declared, message, Some(message!("fault-pipeline.target-direction-write")));
        }
        let end = |period: Period| period.end(Calendar::Gregorian);
        if target.baseline.is_some_and(|baseline| end(baseline.period) >= end(target.period)) {
            self.fault(declared, message!("fault-pipeline.baseline"), None);
        }
        if let Some(area) = &target.area
            && self.registry.with_code(area).is_empty()
            && !self.registry.is_unread(area)
        {
            self.fault(declared, message!("fault-pipeline.target-area", code = area), None);
        }
        if target.area.is_some() && !target.areas.is_empty() {
            self.fault(declared, message!("fault-pipeline.target-area-and-areas"), None);
        }
        // Without figures of the level every unit of it would be without data for ever.
        let published: Vec<&str> = indicator.areas.iter().map(|level| level.get_ref().as_str()).collect();
        for level in target.areas.iter().filter(|level| !published.contains(&level.as_str())) {
            let name = indicator.name.get_ref();
            let message =
                message!("fault-pipeline.target-areas", level = level, name = name, levels = published.join(", "));
            self.fault(declared, message, None);
        }
    }

    fn source_part(&mut self, declared: &Spanned<IndicatorPart>) -> Option<(usize, AggregatePart)> {
        let part = declared.get_ref();
        let Some(source) = &part.source else {
            let suggestion = message!("fault-pipeline.no-source-write");
            self.fault(declared, message!("fault-pipeline.no-source"), Some(suggestion));
            return None;
        };
        if part.registry.is_some() {
            self.fault(declared, message!("fault-pipeline.source-and-registry"), None);
        }
        if let Some(vintage) = part.vintage.as_deref().filter(|vintage| !VINTAGES.contains(vintage)) {
            let suggestion = vintage::code_of(vintage).map(|code| format!("vintage = \"{code}\"").into());
            self.fault(declared, message!("fault-pipeline.no-vintage", written = vintage), suggestion);
        }
        let form = self.form(declared, source)?;
        match AggregatePart::new(&self.forms[form], part) {
            Ok(AggregatePart { aggregate: Aggregate::CountDistinct(field), .. }) if self.forms[form].has_lines() => {
                let name = &self.forms[form].name;
                let message = message!("fault-pipeline.distinct-of-lines", field = field, form = name);
                self.fault(declared, message, Some(message!("fault-pipeline.distinct-of-lines-write")));
                None
            }
            Ok(part) => {
                if part.condition.as_ref().is_some_and(|condition| is_never_met(condition, &self.forms[form])) {
                    let condition = declared.get_ref().condition.as_deref().unwrap_or_default();
                    let message = message!("fault-pipeline.where-never", condition = condition);
                    self.resolved.warnings.push(at(self.file, declared.span().start, message, None));
                }
                Some((form, part))
            }
            Err(error) => {
                self.fault(declared, error.message, meant(error.suggestion));
                None
            }
        }
    }

    fn denominator(
        &mut self,
        declared: &Spanned<IndicatorPart>,
        numerator: usize,
        numerator_reports: &[String],
    ) -> Option<Denominator> {
        let part = declared.get_ref();
        let Some(level) = &part.registry else {
            let (form, part) = self.source_part(declared)?;
            if self.forms[form].form.calendar != self.forms[numerator].form.calendar {
                self.fault(declared, message!("fault-pipeline.calendars"), None);
            }
            if self.forms[form].form.frequency != self.forms[numerator].form.frequency {
                self.fault(declared, message!("fault-pipeline.frequencies"), None);
            }
            if part.reports != numerator_reports {
                let message = message!(
                    "fault-pipeline.coverage-levels",
                    numerator = numerator_reports.join(", "),
                    denominator = part.reports.join(", "),
                );
                self.fault(declared, message, None);
            }
            return Some(Denominator::Part(part));
        };
        if part.source.is_some() {
            self.fault(declared, message!("fault-pipeline.source-and-registry"), None);
        }
        let levels: Vec<String> = self.registry.levels().into_iter().map(str::to_owned).collect();
        if !levels.contains(level) {
            self.fault(
                declared,
                message!("fault.no-level", level = level),
                did_you_mean(level, levels.iter().map(String::as_str)),
            );
        }
        if part.value.replace(' ', "") != "count(*)"
            || part.condition.is_some()
            || part.vintage.is_some()
            || part.level.is_some()
        {
            let suggestion = "value = \"count(*)\"".into();
            self.fault(declared, message!("fault-pipeline.registry-count"), Some(suggestion));
        }
        Some(Denominator::Registry { level: level.clone() })
    }
}

/// The codes of vintages, as SDMX has them (CL_OBS_STATUS).
const VINTAGES: [&str; 3] = ["E", "P", "A"];

/// True for a field of texts that are all known: an indicator may be broken down by it.
fn has_known_texts(field: &Field) -> bool {
    field.kind == FieldType::String && !field.listed().is_empty()
}
