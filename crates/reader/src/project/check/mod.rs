//! The rules that declarations keep beyond their JSON Schemas; what keeps them is resolved into a [`Project`].

mod about_checks;
mod about_levels;
mod about_targets;
mod assertion;
mod barren_patterns;
mod compared;
mod decisions;
mod feasible;
mod field;
mod form;
mod lines;
mod magnitude;
mod names_by_case;
mod never_met;
mod odd_lists;
mod odd_shares;
mod pipeline;
mod satisfiable;
mod severities;
mod shared_labels;
mod sources;
mod statistical_rules;
mod units_in_words;

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Project, ResolvedCheck, ResolvedIndicator, ResolvedSource};
use crate::findings::fault::{Fault, did_you_mean, line_at};
use crate::findings::library_words::in_both_languages;
use crate::findings::message::Message;
use crate::message;
use crate::project::expression::across::of_form;
use crate::project::written::decisions::Decisions;
use crate::project::written::files::{
    ProjectFiles, SourceFile, declarations_digest, reading_digest, registry_digest, settings_digest, text_digest,
    text_that_counts,
};
use crate::project::written::form::Form;
use crate::project::written::landing::{BadPattern, NamePatterns};
use crate::project::written::pipeline::{Check, Pipeline};
use crate::project::written::settings::{Geography, Settings};
use crate::registry::left_out::left_out;
use crate::registry::{Registry, UnitIndex};
use crate::sheet::limits::Limits;
use about_targets::Published;
pub use decisions::of_the_future;
use form::FormFile;
pub use form::is_reserved;
use pipeline::PipelineFile;

/// Declarations as far as types could be made of them.
pub(super) struct Parsed<'a> {
    pub settings: Option<Settings>,
    /// One for each file.
    pub forms: Vec<Option<Form>>,
    pub pipelines: Vec<Option<Pipeline>>,
    pub decisions: Option<Decisions>,
    pub registry: Registry,
    pub files: &'a ProjectFiles,
    pub warnings: Vec<Fault>,
}

/// Checks the declarations against each other. Every fault is reported; a project comes back where enough could be resolved.
pub(super) fn resolve(parsed: Parsed<'_>, faults: &mut Vec<Fault>) -> Option<Project> {
    let Parsed { settings, forms, pipelines, decisions, registry, files, mut warnings } = parsed;
    let debris = settings.as_ref().map(|settings| debris_of(settings, &files.settings, faults)).unwrap_or_default();
    let geographies = settings
        .as_ref()
        .map(|settings| check_settings(settings, &registry, &files.settings, faults))
        .unwrap_or_default();
    let province = settings.as_ref().and_then(|settings| province_of(settings, &registry, &files.settings, faults));
    let province_level = province.map(|province| registry.units[province].level.clone());
    // What is a fault already may be why a unit seems to be left out.
    let is_sound = |file: &SourceFile| faults.iter().all(|fault| fault.file != file.name);
    if let Some(level) = &province_level
        && is_sound(&files.units)
        && is_sound(&files.crosswalk)
    {
        faults.extend(left_out(&registry, level, &files.units.name, &files.units.text));
    }
    let mut names = HashSet::new();
    for (form, file) in forms.iter().zip(&files.forms).filter_map(|(form, file)| Some((form.as_ref()?, file))) {
        if !names.insert(form.name.as_str()) {
            FormFile { form, file, faults }.fault(
                &form.name,
                message!("fault-project.two-forms", name = &form.name),
                None,
            );
        }
        if !is_file_name(&form.name) {
            let message = message!("fault-project.file-name", name = &form.name);
            FormFile { form, file, faults }.fault(&form.name, message, None);
        }
        FormFile { form, file, faults }.check(&registry, province_level.as_deref());
    }
    let every_form = forms.iter().all(Option::is_some);
    let all: Vec<&Form> = forms.iter().flatten().collect();
    for (form, file) in forms.iter().zip(&files.forms).filter_map(|(form, file)| Some((form.as_ref()?, file))) {
        FormFile { form, file, faults }.check_references(&all, every_form);
        FormFile { form, file, faults: &mut warnings }.shared_labels();
        FormFile { form, file, faults: &mut warnings }.barren_patterns();
        FormFile { form, file, faults: &mut warnings }.names_by_case();
        FormFile { form, file, faults: &mut warnings }.units_in_words();
        FormFile { form, file, faults: &mut warnings }.odd_lists();
    }
    let every_pipeline = pipelines.iter().all(Option::is_some);
    let mut forms: Vec<Form> = forms.into_iter().flatten().collect();
    let mut resolved = Resolved::default();
    let mut pipeline_names = HashSet::new();
    for (index, (pipeline, file)) in pipelines.iter().zip(&files.pipelines).enumerate() {
        let Some(pipeline) = pipeline else { continue };
        if !pipeline_names.insert(pipeline.name.get_ref().as_str()) {
            let message = message!("fault-project.two-pipelines", name = pipeline.name.get_ref());
            faults.push(at(file, pipeline.name.span().start, message, None));
        }
        if !is_file_name(pipeline.name.get_ref()) {
            let message = message!("fault-project.file-name", name = pipeline.name.get_ref());
            faults.push(at(file, pipeline.name.span().start, message, None));
        }
        let resolved = &mut resolved;
        PipelineFile { index, file, forms: &forms, every_form, registry: &registry, faults, resolved }.check(pipeline);
    }
    if let (Some(decisions), Some(file)) = (&decisions, &files.decisions) {
        decisions::check(decisions, file, faults);
    }
    if every_form {
        warnings.extend(odd_checks(&forms, &pipelines, files, &resolved));
        warnings.append(&mut resolved.warnings);
        warnings.extend(sources::without_source(&forms, files, &resolved));
        warnings.extend(odd_levels(&forms, files, &resolved));
        if let Some(province) = province {
            warnings.extend(odd_targets((&forms, &registry, &geographies), province, files, &resolved));
        }
    }
    let settings = settings.filter(|_| every_form && every_pipeline)?;
    let pipelines: Vec<Pipeline> = pipelines.into_iter().flatten().collect();
    compared::note(&mut forms, &resolved);
    let grouped = lines::group(&forms, &mut resolved.indicators);
    let every = [&files.settings, &files.units, &files.crosswalk].into_iter();
    let every: Vec<&SourceFile> = every.chain(&files.forms).chain(&files.pipelines).chain(&files.decisions).collect();
    let kept = |file: &&SourceFile| {
        let is_settings = file.name == files.settings.name;
        let digest = if is_settings { settings_digest(file) } else { text_digest(&[&file.text]) };
        ((file.name.clone(), digest), text_that_counts(file, is_settings))
    };
    let (kept, registry_digest) =
        rayon::join(|| every.par_iter().map(kept).collect::<Vec<_>>(), || registry_digest(files));
    let (mut digests, mut texts): (Vec<_>, Vec<_>) = kept.into_iter().unzip();
    digests.sort();
    texts.sort_by(|left, right| left.name.cmp(&right.name));
    Some(Project {
        declarations_digest: declarations_digest(files),
        reading_digest: reading_digest(files),
        registry_digest,
        files: digests,
        texts,
        settings,
        forms,
        pipelines,
        decisions: decisions?,
        registry: Arc::new(registry),
        province: province?,
        geographies,
        debris,
        sources: resolved.sources,
        checks: resolved.checks,
        across_checks: resolved.across_checks,
        indicators: resolved.indicators,
        grouped,
        warnings,
    })
}

/// True where a table may have this name: it becomes that of a file, which no store takes for a folder or hides.
fn is_file_name(name: &str) -> bool {
    // A disk has 255 bytes, and the name gets an ending.
    const LONGEST: usize = 200;
    let outside = |sign: char| matches!(sign, '/' | '\\') || sign.is_control();
    !name.is_empty() && name.len() <= LONGEST && !name.starts_with('.') && !name.contains(outside)
}

/// The unit that is the project's province.
fn province_of(
    settings: &Settings,
    registry: &Registry,
    file: &SourceFile,
    faults: &mut Vec<Fault>,
) -> Option<UnitIndex> {
    let province = registry
        .units
        .iter()
        .enumerate()
        .filter(|(_, unit)| unit.code == *settings.province.get_ref() && unit.parent_code.is_none())
        .map(|(index, _)| index)
        .next_back();
    if province.is_none() && !registry.is_unread(settings.province.get_ref()) {
        let highest = registry.units.iter().filter(|unit| unit.parent_code.is_none()).map(|unit| unit.code.as_str());
        let message = message!("fault-project.province", code = settings.province.get_ref());
        let near = did_you_mean(settings.province.get_ref(), highest);
        faults.push(at(file, settings.province.span().start, message, near));
    }
    province
}

#[derive(Default)]
struct Resolved {
    sources: Vec<ResolvedSource>,
    checks: Vec<ResolvedCheck>,
    across_checks: Vec<ResolvedCheck>,
    indicators: Vec<ResolvedIndicator>,
    /// What is odd about indicators.
    warnings: Vec<Fault>,
}

/// What is odd about checks, each where it is declared.
fn odd_checks(forms: &[Form], pipelines: &[Option<Pipeline>], files: &ProjectFiles, resolved: &Resolved) -> Vec<Fault> {
    let mut warnings = Vec::new();
    for check in resolved.checks.iter().chain(&resolved.across_checks) {
        let Some((form, joined)) = forms.get(check.form).zip(check.with.and_then(|with| forms.get(with))) else {
            continue;
        };
        let prefix = of_form(&joined.name, "");
        if check.condition.fields().iter().all(|field| !field.starts_with(&prefix)) {
            let message = message!("fault-check.joins-nothing", name = &check.name, form = &joined.name);
            let pipelines = pipelines.iter().map(Option::as_ref);
            warnings.extend(fault_at_check(pipelines, files, &form.name, check, message));
        }
    }
    for (index, form) in forms.iter().enumerate() {
        let checks: Vec<&ResolvedCheck> = resolved.checks.iter().filter(|check| check.form == index).collect();
        for odd in about_checks::odd_checks(form, &checks) {
            let pipelines = pipelines.iter().map(Option::as_ref);
            warnings.extend(fault_at_check(pipelines, files, &form.name, odd.check, odd.message));
        }
    }
    warnings
}

/// The periods in which the level that reports changes, each where it is asked for.
fn odd_levels(forms: &[Form], files: &ProjectFiles, resolved: &Resolved) -> Vec<Fault> {
    let mut warnings = Vec::new();
    for indicator in resolved.indicators.iter().filter(|indicator| is_first_breakdown(indicator, resolved)) {
        let Some(file) = files.pipelines.get(indicator.pipeline) else { continue };
        let odd = about_levels::odd(forms, indicator).into_iter();
        let near = |position: usize| indicator.declared.periods.get(position).map_or(0, |period| period.span().start);
        warnings.extend(odd.map(|(position, message)| at(file, near(position), message, None)));
    }
    warnings
}

/// True for one of the indicators that a declaration makes where it is broken down.
fn is_first_breakdown(indicator: &ResolvedIndicator, resolved: &Resolved) -> bool {
    let same = |other: &&ResolvedIndicator| {
        other.pipeline == indicator.pipeline && other.declared.name.span() == indicator.declared.name.span()
    };
    resolved.indicators.iter().find(same).is_some_and(|first| first.breakdown == indicator.breakdown)
}

/// The targets that no figure answers, each where it is declared.
fn odd_targets(
    (forms, registry, geographies): (&[Form], &Registry, &[Geography]),
    province: UnitIndex,
    files: &ProjectFiles,
    resolved: &Resolved,
) -> Vec<Fault> {
    let mut warnings = Vec::new();
    for indicator in resolved.indicators.iter().filter(|indicator| indicator.breakdown.is_none()) {
        let Some(file) = files.pipelines.get(indicator.pipeline) else { continue };
        let published = Published { registry, province, geographies, calendar: forms[indicator.form].form.calendar };
        for target in &indicator.declared.target {
            let odd = published.odd(indicator, target.get_ref()).into_iter();
            warnings.extend(odd.map(|message| at(file, target.span().start, message, None)));
        }
    }
    warnings
}

/// A fault of a check of a form, where it is declared: the pipelines are those of the files.
pub fn fault_at_check<'a>(
    pipelines: impl Iterator<Item = Option<&'a Pipeline>>,
    files: &ProjectFiles,
    form: &str,
    check: &ResolvedCheck,
    message: Message,
) -> Option<Fault> {
    let is_it = |declared: &&Check| *declared.name.get_ref() == check.name && declared.source.get_ref() == form;
    let declared = pipelines
        .zip(&files.pipelines)
        .find_map(|(pipeline, file)| Some((file, pipeline?.check.iter().find(is_it)?.name.span().start)));
    declared.map(|(file, offset)| at(file, offset, message, None))
}

pub(super) fn at(file: &SourceFile, offset: usize, message: Message, suggestion: Option<Message>) -> Fault {
    Fault { file: file.name.clone(), line: Some(line_at(&file.text, offset)), message, suggestion }
}

/// The names of what programs leave in the landing zone, with a fault for each pattern that cannot be used.
fn debris_of(settings: &Settings, file: &SourceFile, faults: &mut Vec<Fault>) -> NamePatterns {
    let Some(declared) = &settings.debris else { return NamePatterns::usual() };
    let (patterns, bad) = NamePatterns::new(declared.iter().map(|pattern| pattern.get_ref().as_str()));
    for (index, why) in bad {
        let Some(pattern) = declared.get(index) else { continue };
        let written = pattern.get_ref();
        let message = match why {
            BadPattern::Path => message!("fault-project.debris-path", pattern = written),
            BadPattern::Everything => message!("fault-project.debris-everything", pattern = written),
            BadPattern::Unreadable(words) => {
                message!("fault-pipeline.pattern", pattern = written, words = in_both_languages(&words))
            }
        };
        faults.push(at(file, pattern.span().start, message, None));
    }
    patterns
}

fn check_settings(
    settings: &Settings,
    registry: &Registry,
    file: &SourceFile,
    faults: &mut Vec<Fault>,
) -> Vec<Geography> {
    let is_nameless = |command: &Vec<String>| command.first().is_none_or(|program| program.trim().is_empty());
    if let Some(on_finish) = settings.on_finish.as_ref().filter(|one| is_nameless(one.command.get_ref())) {
        let suggestion = message!("fault.write", text = "command = [\"PROGRAM\", \"ARGUMENT\"]");
        let offset = on_finish.command.span().start;
        faults.push(at(file, offset, message!("fault-project.on-finish"), Some(suggestion)));
    }
    if let Some(on_finish) = settings.on_finish.as_ref().filter(|one| one.command.get_ref().concat().contains('\0')) {
        faults.push(at(file, on_finish.command.span().start, message!("fault-project.on-finish-zero"), None));
    }
    let Limits { max_bytes, max_unpacked, max_cells } = settings.limits;
    let is_nothing =
        [("max_bytes", max_bytes == 0), ("max_unpacked", max_unpacked == 0), ("max_cells", max_cells == 0)];
    for (limit, _) in is_nothing.into_iter().filter(|(_, is_nothing)| *is_nothing) {
        let offset = file.text.find(limit).unwrap_or_default();
        faults.push(at(file, offset, message!("fault-project.limit-zero", limit = limit), None));
    }
    let mut geographies = Vec::new();
    for declared in &settings.geographies {
        let geography = *declared.get_ref();
        if let Geography::MapOf(day) = geography {
            if !registry.has_unread() && !registry.units.iter().any(|unit| unit.is_valid_on(day)) {
                let message = message!("fault-project.map-empty", day = day.to_string());
                faults.push(at(file, declared.span().start, message, None));
            }
            let newest = registry.units.iter().map(|unit| unit.valid_from).max();
            if let Some(newest) = newest.filter(|newest| *newest > day) {
                let newest = newest.to_string();
                let message = message!("fault-project.map-older", day = day.to_string(), newest = &newest);
                let suggestion = message!("fault.write", text = newest);
                faults.push(at(file, declared.span().start, message, Some(suggestion)));
            }
        }
        if geographies.contains(&geography) {
            let message = message!("fault-project.geography-twice", geography = geography.to_string());
            faults.push(at(file, declared.span().start, message, None));
        }
        geographies.push(geography);
    }
    if geographies.is_empty() {
        let message = message!("fault-project.no-geography");
        faults.push(Fault {
            file: file.name.clone(),
            line: None,
            message,
            suggestion: Some("geographies = [\"as-reported\"]".into()),
        });
    }
    geographies
}
