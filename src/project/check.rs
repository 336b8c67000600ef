//! The rules that declarations keep beyond their JSON Schemas; what keeps them is resolved into a [`Project`].

use std::collections::HashSet;

use globset::GlobBuilder;
use serde_spanned::Spanned;

use super::fault::{Fault, did_you_mean, line_at};
use super::form::{FieldType, Form, Merge, Role};
use super::load::{ProjectFiles, SourceFile, declarations_digest, text_digest};
use super::pipeline::{Check, Indicator, Part as DeclaredPart, Pipeline, Source, Target};
use super::settings::{Geography, Settings};
use super::{Project, ResolvedCheck, ResolvedIndicator, ResolvedSource};
use crate::aggregate::expression::Aggregate;
use crate::aggregate::parse::parse_condition;
use crate::aggregate::plan::{Denominator, Part, Plan};
use crate::registry::Registry;
use crate::typing::decimal::Decimal;

/// The name that an expression probably means.
fn meant(name: Option<String>) -> Option<String> {
    name.map(|name| format!("did you mean `{name}`?"))
}

/// Declarations whose syntax holds.
pub(super) struct Parsed<'a> {
    pub settings: Settings,
    pub forms: Vec<Form>,
    pub pipelines: Vec<Pipeline>,
    pub registry: Registry,
    pub files: &'a ProjectFiles,
}

/// Checks the declarations against each other. Every fault is told; a project comes back where enough could be resolved.
pub(super) fn resolve(parsed: Parsed<'_>, faults: &mut Vec<Fault>) -> Option<Project> {
    let Parsed { settings, forms, pipelines, registry, files } = parsed;
    let geographies = check_settings(&settings, &registry, &files.settings, faults);
    let mut names = HashSet::new();
    for (form, file) in forms.iter().zip(&files.forms) {
        if !names.insert(form.name.as_str()) {
            FormFile { form, file, faults }.fault(&form.name, format!("two forms are named `{}`", form.name), None);
        }
        FormFile { form, file, faults }.check(&registry);
    }
    let province = registry
        .units
        .iter()
        .enumerate()
        .filter(|(_, unit)| unit.code == *settings.province.get_ref() && unit.parent_code.is_none())
        .map(|(index, _)| index)
        .next_back();
    if province.is_none() {
        let highest = registry.units.iter().filter(|unit| unit.parent_code.is_none()).map(|unit| unit.code.as_str());
        let message =
            format!("province `{}` is no unit of the highest level in the registry", settings.province.get_ref());
        faults.push(at(
            &files.settings,
            settings.province.span().start,
            message,
            did_you_mean(settings.province.get_ref(), highest),
        ));
    }
    let mut resolved = Resolved::default();
    let mut pipeline_names = HashSet::new();
    for (index, (pipeline, file)) in pipelines.iter().zip(&files.pipelines).enumerate() {
        if !pipeline_names.insert(pipeline.name.get_ref().as_str()) {
            faults.push(at(
                file,
                pipeline.name.span().start,
                format!("two pipelines are named `{}`", pipeline.name.get_ref()),
                None,
            ));
        }
        PipelineFile { index, file, forms: &forms, registry: &registry, faults, resolved: &mut resolved }
            .check(pipeline);
    }
    let mut digests = Vec::new();
    let every =
        [&files.settings, &files.units, &files.crosswalk].into_iter().chain(&files.forms).chain(&files.pipelines);
    for file in every {
        let digest =
            if file.name == files.settings.name { declarations_digest(files) } else { text_digest(&[&file.text]) };
        digests.push((file.name.clone(), digest));
    }
    digests.sort();
    Some(Project {
        declarations_digest: declarations_digest(files),
        registry_digest: text_digest(&[&files.units.text, &files.crosswalk.text]),
        files: digests,
        settings,
        forms,
        pipelines,
        registry,
        province: province?,
        geographies,
        sources: resolved.sources,
        checks: resolved.checks,
        indicators: resolved.indicators,
    })
}

#[derive(Default)]
struct Resolved {
    sources: Vec<ResolvedSource>,
    checks: Vec<ResolvedCheck>,
    indicators: Vec<ResolvedIndicator>,
}

fn at(file: &SourceFile, offset: usize, message: String, suggestion: Option<String>) -> Fault {
    Fault { file: file.name.clone(), line: Some(line_at(&file.text, offset)), message, suggestion }
}

fn check_settings(
    settings: &Settings,
    registry: &Registry,
    file: &SourceFile,
    faults: &mut Vec<Fault>,
) -> Vec<Geography> {
    let mut geographies = Vec::new();
    for declared in &settings.geographies {
        let geography = *declared.get_ref();
        if let Geography::MapOf(day) = geography {
            if !registry.units.iter().any(|unit| unit.is_valid_on(day)) {
                faults.push(at(file, declared.span().start, format!("the registry has no unit valid on {day}"), None));
            }
            let newest = registry.units.iter().map(|unit| unit.valid_from).max();
            if let Some(newest) = newest.filter(|newest| *newest > day) {
                let message =
                    format!("the map of {day} is older than that of {newest}: later data cannot be restated back yet");
                faults.push(at(file, declared.span().start, message, Some(format!("write {newest}"))));
            }
        }
        if geographies.contains(&geography) {
            faults.push(at(file, declared.span().start, format!("geography {geography} stands twice"), None));
        }
        geographies.push(geography);
    }
    if geographies.is_empty() {
        let message = "no geography is declared".to_owned();
        faults.push(Fault {
            file: file.name.clone(),
            line: None,
            message,
            suggestion: Some("geographies = [\"as-reported\"]".into()),
        });
    }
    geographies
}

/// One form with the place to put its faults.
struct FormFile<'a> {
    form: &'a Form,
    file: &'a SourceFile,
    faults: &'a mut Vec<Fault>,
}

impl FormFile<'_> {
    /// A fault on the line where a name first stands in quotes.
    fn fault(&mut self, near: &str, message: String, suggestion: Option<String>) {
        let offset = self.file.text.find(&format!("\"{near}\"")).unwrap_or(0);
        self.faults.push(at(self.file, offset, message, suggestion));
    }

    fn check(&mut self, registry: &Registry) {
        let form = self.form;
        let mut names = HashSet::new();
        for field in &form.schema.fields {
            if !names.insert(field.name.as_str()) {
                self.fault(&field.name, format!("two fields are named `{}`", field.name), None);
            }
            self.check_field(field);
        }
        let known: Vec<&str> = form.schema.fields.iter().map(|field| field.name.as_str()).collect();
        for key in &form.schema.primary_key {
            if !known.contains(&key.as_str()) {
                self.fault(
                    "primaryKey",
                    format!("primaryKey names `{key}`, which is no field"),
                    did_you_mean(key, known.iter().copied()),
                );
            }
        }
        let in_key = form.with_role(Role::Area).filter(|field| form.schema.primary_key.contains(&field.name)).count();
        if form.with_role(Role::Area).count() == 2 && in_key != 1 {
            let message = "of two fields with the role `area`, primaryKey names the one that holds the code".to_owned();
            self.fault("primaryKey", message, None);
        }
        if form.with_role(Role::Area).count() > 2 {
            self.fault(
                "area",
                "more than two fields have the role `area`: one holds the code, one the name".into(),
                None,
            );
        }
        for role in [Role::Period, Role::Ordinal, Role::Vintage] {
            if form.with_role(role).count() > 1 {
                self.fault("role", format!("two fields have the role {role:?}").to_lowercase(), None);
            }
        }
        let levels = registry.levels();
        let submits = form.form.submits.iter().map(|entry| ("submits", entry.level.as_str()));
        let reports = form.form.reports.as_slice().iter().map(|level| ("reports", level.as_str()));
        for (key, level) in reports.chain(submits).collect::<Vec<_>>() {
            if !levels.contains(&level) {
                self.fault(
                    key,
                    format!("`{level}` is no level of the registry"),
                    did_you_mean(level, levels.iter().copied()),
                );
            }
        }
        if !form.form.submits.is_sorted_by(|left, right| left.from < right.from) {
            self.fault("submits", "the entries of `submits` must be in the order of their days".into(), None);
        }
        if form.form.due.is_some() && form.form.submits.is_empty() {
            self.fault(
                "due",
                "the form is due, but `submits` does not say who sends it".into(),
                Some("add submits".into()),
            );
        }
        if form.form.first_period.is_some_and(|first| first.frequency() != form.form.frequency) {
            let message = format!("first_period is no {}", form.form.frequency.name());
            self.fault("first_period", message, None);
        }
    }

    fn check_field(&mut self, field: &super::form::Field) {
        let name = &field.name;
        let numeric = matches!(field.kind, FieldType::Integer | FieldType::Number);
        if field.is_measure() && !numeric {
            self.fault(
                name,
                format!("`{name}` has a measure, but its type is {}", field.kind.name()),
                Some("type integer or number".into()),
            );
        }
        if numeric && !field.is_measure() && field.role.is_none() {
            self.fault(
                name,
                format!("`{name}` is a number without a measure"),
                Some("measure flow, stock or rate".into()),
            );
        }
        if field.scale.is_some_and(|scale| scale > 6) {
            self.fault(name, format!("`{name}` keeps more than 6 digits"), Some("scale at most 6".into()));
        }
        if field.group_char.is_some() && field.group_char == field.decimal_char {
            self.fault(name, format!("`{name}` has one sign for groups and decimals"), None);
        }
        if let Some(Merge::MeanBy(weight)) = &field.merge
            && self.form.field(weight).is_none_or(|weight| !weight.is_measure())
        {
            let known = self.form.measures().map(|field| field.name.as_str()).collect::<Vec<_>>();
            self.fault(
                name,
                format!("`{name}` is merged by `{weight}`, which is no measure"),
                did_you_mean(weight, known),
            );
        }
        if let Some(pattern) = &field.constraints.pattern
            && let Err(error) = regex_lite::Regex::new(pattern)
        {
            self.fault(name, format!("the pattern of `{name}` cannot be read: {error}"), None);
        }
        for bound in [&field.constraints.minimum, &field.constraints.maximum].into_iter().flatten() {
            if Decimal::parse(&bound.to_string(), 12, 0).is_err() {
                self.fault(name, format!("`{bound}` is no bound that a value could be compared with"), None);
            }
        }
    }
}

/// One pipeline with the place to put its faults.
struct PipelineFile<'a> {
    index: usize,
    file: &'a SourceFile,
    forms: &'a [Form],
    registry: &'a Registry,
    faults: &'a mut Vec<Fault>,
    resolved: &'a mut Resolved,
}

impl PipelineFile<'_> {
    fn fault<T>(&mut self, near: &Spanned<T>, message: String, suggestion: Option<String>) {
        self.faults.push(at(self.file, near.span().start, message, suggestion));
    }

    fn check(mut self, pipeline: &Pipeline) {
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

    fn form<T>(&mut self, near: &Spanned<T>, name: &str) -> Option<usize> {
        let found = self.forms.iter().position(|form| form.name == name);
        if found.is_none() {
            let suggestion = did_you_mean(name, self.forms.iter().map(|form| form.name.as_str()));
            self.fault(near, format!("`{name}` is no form of schemas/"), suggestion);
        }
        found
    }

    fn source(&mut self, source: &Source) {
        let form = self.form(&source.form, source.form.get_ref());
        let pattern = GlobBuilder::new(source.from.get_ref()).literal_separator(true).build();
        match (form, pattern) {
            (Some(form), Ok(pattern)) => {
                self.resolved.sources.push(ResolvedSource { form, pattern: pattern.compile_matcher() });
            }
            (_, Err(error)) => {
                self.fault(&source.from, format!("`{}` is no pattern: {}", source.from.get_ref(), error.kind()), None)
            }
            (None, _) => {}
        }
    }

    fn assertion(&mut self, check: &Check) {
        let Some(form) = self.form(&check.source, check.source.get_ref()) else { return };
        if self.resolved.checks.iter().any(|other| other.form == form && other.name == *check.name.get_ref()) {
            self.fault(
                &check.name,
                format!("two checks of `{}` are named `{}`", self.forms[form].name, check.name.get_ref()),
                None,
            );
        }
        match parse_condition(check.assert.get_ref(), &self.forms[form]) {
            Ok(condition) => self.resolved.checks.push(ResolvedCheck {
                form,
                name: check.name.get_ref().clone(),
                condition,
                assert: check.assert.get_ref().clone(),
                severity: check.severity,
                message: check.message.message(),
            }),
            Err(error) => self.fault(&check.assert, error.message, meant(error.suggestion)),
        }
    }

    fn indicator(&mut self, indicator: &Indicator) {
        let name = indicator.name.get_ref();
        let same = |other: &ResolvedIndicator| {
            other.declared.name.get_ref() == name && other.declared.method == indicator.method
        };
        if self.resolved.indicators.iter().any(same) {
            let suggestion = Some("give rival measures a `method` each".to_owned());
            self.fault(&indicator.name, format!("two indicators are named `{name}`"), suggestion);
        }
        let levels: Vec<String> = self.registry.levels().into_iter().map(str::to_owned).collect();
        for level in &indicator.areas {
            if !levels.contains(level.get_ref()) {
                let suggestion = did_you_mean(level.get_ref(), levels.iter().map(String::as_str));
                self.fault(level, format!("`{}` is no level of the registry", level.get_ref()), suggestion);
            }
        }
        if indicator.areas.is_empty() || indicator.periods.is_empty() {
            self.fault(&indicator.name, format!("`{name}` names no areas or no periods"), None);
        }
        self.coverage(indicator);
        for target in &indicator.target {
            self.target(indicator, target);
        }
        let Some((form, numerator)) = self.source_part(&indicator.numerator) else { return };
        let denominator = match &indicator.denominator {
            None => None,
            Some(declared) => match self.denominator(declared, form) {
                Some(denominator) => Some(denominator),
                None => return,
            },
        };
        for frequency in &indicator.periods {
            let finest = self.forms[form].form.frequency;
            if *frequency.get_ref() < finest {
                let message = format!(
                    "`{name}` is asked for each {}, but its form is sent each {}",
                    frequency.get_ref().name(),
                    finest.name()
                );
                self.fault(frequency, message, None);
            }
        }
        let units = self.units_of(form, &numerator.aggregate);
        if let (None, Some((unit, _))) = (&denominator, &units)
            && indicator.unit.get_ref() != unit
        {
            let message = format!("`{name}` is a total of {unit}, but its unit says `{}`", indicator.unit.get_ref());
            self.fault(&indicator.unit, message, Some(format!("write unit = \"{unit}\"")));
        }
        let multiplier = if denominator.is_some() { 0 } else { units.map_or(0, |(_, multiplier)| multiplier) };
        let plan = Plan {
            numerator,
            denominator,
            area_levels: indicator.areas.iter().map(|level| level.get_ref().clone()).collect(),
            frequencies: indicator.periods.iter().map(|frequency| *frequency.get_ref()).collect(),
        };
        let resolved = ResolvedIndicator { pipeline: self.index, declared: indicator.clone(), plan, form, multiplier };
        self.resolved.indicators.push(resolved);
    }

    /// Unit and multiplier of what an aggregate adds up; `None` for counts.
    fn units_of(&self, form: usize, aggregate: &Aggregate) -> Option<(String, i64)> {
        if matches!(aggregate, Aggregate::Count | Aggregate::CountDistinct(_)) {
            return None;
        }
        let field = self.forms[form].field(aggregate.fields().first()?)?;
        Some((field.unit.clone()?, i64::from(field.multiplier.unwrap_or(0))))
    }

    fn coverage(&mut self, indicator: &Indicator) {
        let name = indicator.name.get_ref();
        match (&indicator.denominator, &indicator.minimum_coverage) {
            (Some(_), None) => {
                let message = format!("`{name}` is a ratio and does not state its minimum_coverage");
                self.fault(&indicator.name, message, Some("minimum_coverage = 0.9".into()));
            }
            (None, Some(coverage)) => {
                let message = format!("`{name}` is a total: it stands at full coverage only");
                self.fault(
                    coverage,
                    message,
                    Some("leave minimum_coverage out, or write partial = \"publish\"".into()),
                );
            }
            (Some(_), Some(coverage))
                if coverage.get_ref().0 < Decimal::ZERO || coverage.get_ref().0 > Decimal::ONE =>
            {
                self.fault(coverage, "minimum_coverage is a share between 0 and 1".into(), None);
            }
            _ => {}
        }
        if let (Some(_), Some(_)) = (&indicator.denominator, &indicator.partial) {
            self.fault(&indicator.name, format!("`{name}` is a ratio: `partial` is for totals"), None);
        }
    }

    fn target(&mut self, indicator: &Indicator, declared: &Spanned<Target>) {
        let target = declared.get_ref();
        if target.every.is_some_and(|every| every != target.period.frequency()) {
            let period = target.period.frequency().name();
            self.fault(
                declared,
                format!("a target for a {period} is repeated every {period}"),
                Some(format!("every = \"{period}\"")),
            );
        }
        if target.goal().is_none() {
            let message = format!("a target of `{}` has no direction, or two", indicator.name.get_ref());
            self.fault(declared, message, Some("write at_least = … or at_most = …".into()));
        }
        if target.baseline.is_some_and(|baseline| {
            baseline.period >= target.period && baseline.period.frequency() == target.period.frequency()
        }) {
            self.fault(declared, "the baseline of a target lies before its period".into(), None);
        }
        if let Some(area) = &target.area
            && self.registry.with_code(area).is_empty()
        {
            self.fault(declared, format!("`{area}` is no unit of the registry"), None);
        }
    }

    fn source_part(&mut self, declared: &Spanned<DeclaredPart>) -> Option<(usize, Part)> {
        let part = declared.get_ref();
        let Some(source) = &part.source else {
            self.fault(declared, "a numerator names its source".into(), Some("source = \"FORM\"".into()));
            return None;
        };
        if part.registry.is_some() {
            self.fault(declared, "a part names a source or the registry, not both".into(), None);
        }
        let form = self.form(declared, source)?;
        match Part::new(&self.forms[form], &part.value, part.condition.as_deref(), part.vintage.as_deref()) {
            Ok(part) => Some((form, part)),
            Err(error) => {
                self.fault(declared, error.message, meant(error.suggestion));
                None
            }
        }
    }

    fn denominator(&mut self, declared: &Spanned<DeclaredPart>, numerator: usize) -> Option<Denominator> {
        let part = declared.get_ref();
        let Some(level) = &part.registry else {
            let (form, part) = self.source_part(declared)?;
            if self.forms[form].form.calendar != self.forms[numerator].form.calendar {
                self.fault(declared, "numerator and denominator follow different calendars".into(), None);
            }
            if self.forms[form].form.frequency != self.forms[numerator].form.frequency {
                self.fault(declared, "numerator and denominator are sent at different frequencies".into(), None);
            }
            let levels = |form: usize| self.forms[form].form.reports.as_slice();
            if levels(form) != levels(numerator) {
                let message = format!(
                    "the numerator is reported by {}, the denominator by {}: their coverage cannot be told in one number",
                    levels(numerator).join(", "),
                    levels(form).join(", ")
                );
                self.fault(declared, message, None);
            }
            return Some(Denominator::Part(part));
        };
        let levels: Vec<String> = self.registry.levels().into_iter().map(str::to_owned).collect();
        if !levels.contains(level) {
            self.fault(
                declared,
                format!("`{level}` is no level of the registry"),
                did_you_mean(level, levels.iter().map(String::as_str)),
            );
        }
        if part.value.replace(' ', "") != "count(*)" || part.condition.is_some() || part.vintage.is_some() {
            self.fault(declared, "the registry gives counts of units".into(), Some("value = \"count(*)\"".into()));
        }
        Some(Denominator::Registry { level: level.clone() })
    }
}
