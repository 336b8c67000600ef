//! What differs between two runs, for a terminal: what they rest on, the files, the figures with the largest change first, findings
//! and submissions.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::documents::words;
use crate::query::diff::answer::{
    Change, ChangedFigure, ChangedFinding, ChangedInput, ComparedRun, DiffAnswer, FigureCauses, FigureState,
    InputChange,
};
use crate::report::terminal::{amount, count, grouped_number, padded};
use crate::report::{changed_lines, changed_targets};
use crate::say;
use crate::typing::unit_of_measure::in_words;
use crate::values::language::Language;
use crate::values::text::{fitted, width};

/// Lines of a section beyond these are only counted, unless all are asked for.
const SHOWN: usize = 10;
/// Columns of a line.
const COLUMNS: usize = 100;

/// The answer for people; with `all` every line of it.
pub fn text(answer: &DiffAnswer, all: bool, language: Language) -> String {
    let shown = if all { usize::MAX } else { SHOWN };
    let (before, after) = (&answer.before.run_id, &answer.after.run_id);
    let mut text = say!(language, "diff-head", before = before, after = after) + "\n";
    text.push_str(&rests_on(answer, shown, language));
    text.push_str(&inputs(&answer.inputs, shown, language));
    text.push_str(&figures(answer, shown, language));
    text.push_str(&changed_targets::text(&answer.targets, shown, language));
    text.push_str(&findings(answer, shown, language));
    text.push_str(&submissions(answer, language));
    if !answer.not_compared.is_empty() {
        let columns = answer.not_compared.join(", ");
        let _ = writeln!(text, "{}", say!(language, "diff-not-compared", columns = columns));
    }
    if answer.same {
        let _ = writeln!(text, "{}", say!(language, "diff-same"));
    }
    text
}

fn rests_on(answer: &DiffAnswer, shown: usize, language: Language) -> String {
    let changes = &answer.changes;
    let mut text = String::new();
    if changes.deadline {
        let day = |day: &Option<String>| day.clone().unwrap_or_else(|| "–".to_owned());
        let (before, after) = (day(&answer.before.last_deadline), day(&answer.after.last_deadline));
        let _ = writeln!(text, "  {}", say!(language, "diff-changes.deadline", before = before, after = after));
    }
    for file in &changes.declarations {
        let name = &file.name;
        let line = match file.change {
            Change::New => say!(language, "diff-changes.file-new", file = name),
            Change::Gone => say!(language, "diff-changes.file-gone", file = name),
            Change::Changed => say!(language, "diff-changes.file", file = name),
        };
        let _ = writeln!(text, "  {line}");
        text.push_str(&changed_lines::text(file, shown, language));
    }
    if changes.registry {
        let _ = writeln!(text, "  {}", say!(language, "diff-changes.registry"));
    }
    if changes.program {
        let program = |run: &ComparedRun| {
            format!("{} ({})", run.program_version, run.program_digest.get(..12).unwrap_or(&run.program_digest))
        };
        let (before, after) = (program(&answer.before), program(&answer.after));
        let _ = writeln!(text, "  {}", say!(language, "diff-changes.program", before = before, after = after));
    }
    if text.is_empty() {
        let _ = writeln!(text, "  {}", say!(language, "diff-changes.none"));
    }
    text
}

fn inputs(inputs: &[ChangedInput], shown: usize, language: Language) -> String {
    let mut text = say!(language, "diff-inputs", count = inputs.len()) + "\n";
    for (index, input) in inputs.iter().enumerate().take(shown) {
        let change = match input.change {
            InputChange::New => say!(language, "diff-input.new"),
            InputChange::Overwritten => say!(language, "diff-input.overwritten"),
            InputChange::Gone => say!(language, "diff-input.gone"),
            InputChange::Retimed => say!(language, "diff-input.retimed"),
            InputChange::Withdrawn => say!(language, "diff-input.withdrawn"),
            InputChange::Restored => say!(language, "diff-input.restored"),
        };
        let number = padded(&format!("[{}]", index + 1), 4);
        let day = input.received_at.get(..10).unwrap_or_default();
        let _ = writeln!(text, "  {number} {change}  {} ({day})", fitted(&input.object, 60));
        let mut parts: Vec<String> = Vec::new();
        if !input.replaces.is_empty() {
            parts.push(say!(language, "diff-input.replaces", objects = input.replaces.join(", ")));
        }
        if !input.revises.is_empty() {
            parts.push(say!(language, "diff-input.revises", objects = input.revises.join(", ")));
        }
        let held = input.submissions.iter().take(SHOWN).map(|one| {
            let parts = [Some(&one.form), one.time_period.as_ref(), one.ref_area.as_ref()];
            parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(" ")
        });
        parts.extend(held);
        let more = input.submissions.len().saturating_sub(SHOWN);
        if more > 0 {
            parts.push(format!("+{more}"));
        }
        text.push_str(&flowed(&parts, 7));
    }
    text + &more(inputs.len(), shown, language)
}

/// The kinds of change of a figure, the weightiest first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ChangeKind {
    Value,
    Status,
    Target,
    Parts,
}

impl ChangeKind {
    fn of(figure: &ChangedFigure) -> Self {
        let differs = |column: &str| figure.changed.iter().any(|name| name == column);
        match () {
            () if differs("obs_value") || differs("unit_measure") || differs("unit_mult") => Self::Value,
            () if differs("obs_status") => Self::Status,
            () if figure.changed.iter().all(|name| name.starts_with("target_")) => Self::Target,
            () => Self::Parts,
        }
    }
}

fn figures(answer: &DiffAnswer, shown: usize, language: Language) -> String {
    let figures = &answer.figures;
    let counts = (figures.moved.len(), figures.new.len(), figures.gone.len());
    let mut text =
        say!(language, "diff-figures", moved = counts.0, new = counts.1, gone = counts.2, same = figures.same) + "\n";
    let moved = |kind: ChangeKind| -> Vec<&ChangedFigure> {
        figures.moved.iter().filter(|figure| ChangeKind::of(figure) == kind).collect()
    };
    let [values, statuses, targets, parts] =
        [ChangeKind::Value, ChangeKind::Status, ChangeKind::Target, ChangeKind::Parts].map(moved);
    let sections: [(String, Vec<&ChangedFigure>); 6] = [
        (say!(language, "diff-section.values", count = values.len()), values),
        (say!(language, "diff-section.statuses", count = statuses.len()), statuses),
        (say!(language, "diff-section.targets", count = targets.len()), targets),
        (say!(language, "diff-section.parts", count = parts.len()), parts),
        (say!(language, "diff-section.new", count = figures.new.len()), figures.new.iter().collect()),
        (say!(language, "diff-section.gone", count = figures.gone.len()), figures.gone.iter().collect()),
    ];
    if let Some(first) = figures.moved.first().or(figures.new.first()) {
        text.push_str(&explained(first, &answer.after.run_id, language));
    }
    for (heading, list) in sections.iter().filter(|(_, list)| !list.is_empty()) {
        let groups = grouped(list);
        let _ = writeln!(text, "{heading}");
        for group in groups.iter().take(shown) {
            text.push_str(&of_group(group, language));
        }
        text.push_str(&more(groups.len(), shown, language));
    }
    text
}

/// The command that follows a figure to its cells; one that is too long goes on in a second line, as a shell reads it.
fn explained(figure: &ChangedFigure, run: &str, language: Language) -> String {
    let name = &figure.figure;
    let method = name.method.as_ref().map(|method| format!(" --method {method}")).unwrap_or_default();
    let which = format!("{} {} --area {}", name.indicator, name.time_period, name.ref_area);
    let line = format!("  {}", say!(language, "diff-explain", figure = which));
    let rest = format!("{method} --run {run}");
    let between = if width(&line) + width(&rest) > COLUMNS { " \\\n     " } else { "" };
    format!("{line}{between}{rest}\n")
}

/// Figures that differ in nothing but the map, in the order of the first of each.
fn grouped<'a>(figures: &[&'a ChangedFigure]) -> Vec<Vec<&'a ChangedFigure>> {
    let mut groups: Vec<Vec<&ChangedFigure>> = Vec::new();
    let mut known: BTreeMap<_, usize> = BTreeMap::new();
    for &figure in figures {
        let name = &figure.figure;
        let which = (&name.pipeline, &name.indicator, &name.method, &name.breakdown, &name.ref_area, &name.time_period);
        let key = (which, beside_target(&figure.before), beside_target(&figure.after), target_moved(figure));
        let slot = *known.entry(key).or_insert(groups.len());
        match groups.get_mut(slot) {
            Some(group) => group.push(figure),
            None => groups.push(vec![figure]),
        }
    }
    groups
}

/// What is said of a state but for the target, which may be held against one map alone.
fn beside_target(state: &Option<FigureState>) -> Option<impl Ord + '_> {
    state.as_ref().map(|state| {
        let value = state.obs_value.map(f64::to_bits);
        let unit = (&state.unit_measure, state.unit_mult);
        (value, unit, &state.obs_status, &state.numerator, &state.denominator, state.n_reported, state.n_expected)
    })
}

/// What is said of the target where it differs.
fn target_moved(figure: &ChangedFigure) -> Option<impl Ord + '_> {
    let (before, after) = (figure.before.as_ref()?, figure.after.as_ref()?);
    let of = |state: &FigureState| {
        (state.target_state.clone(), state.target_value.map(f64::to_bits), state.target_period.clone())
    };
    (of(before) != of(after)).then(|| (of(before), of(after)))
}

fn of_group(group: &[&ChangedFigure], language: Language) -> String {
    let Some(first) = group.first() else { return String::new() };
    let name = &first.figure;
    let geography = match group.len() {
        1 => words::geography(&name.geography, language),
        maps => say!(language, "diff-figure.maps", count = maps),
    };
    let sorts: Vec<&str> = [&name.method, &name.breakdown].into_iter().filter_map(|sort| sort.as_deref()).collect();
    let sorts = if sorts.is_empty() { String::new() } else { format!(" [{}]", sorts.join(", ")) };
    let title = format!("{}{sorts}", fitted(name.title.text(language), 60));
    let area = format!("{} ({})", name.ref_area_name, name.ref_area);
    let mut text = flowed(&[title, area, name.time_period.clone(), geography], 2);
    let mut parts = states(first, language);
    parts.push(causes(&first.causes, language));
    text.push_str(&flowed(&parts, 6));
    text
}

/// What a figure was and is, in parts.
fn states(figure: &ChangedFigure, language: Language) -> Vec<String> {
    let (before, after) = (figure.before.as_ref(), figure.after.as_ref());
    let mut parts = vec![values(figure, language)];
    parts.extend(before.zip(after).and_then(|(before, after)| units(before.unit(), after.unit(), language)));
    let status = |state: Option<&FigureState>| state.and_then(|state| state.obs_status.clone());
    let (then, now) = (status(before), status(after));
    if before.is_some() && after.is_some() && then != now {
        parts.push(say!(language, "diff-figure.status", before = named(then), after = named(now)));
    } else if let Some(status) = now.or(then) {
        parts.push(status);
    }
    let target = |state: Option<&FigureState>| {
        state.and_then(|state| state.target_state.as_deref().map(|state| words::state(state, language)))
    };
    let (then, now) = (target(before), target(after));
    if before.is_some() && after.is_some() && then != now {
        parts.push(say!(language, "diff-figure.target", before = named(then), after = named(now)));
    }
    let due = |state: &FigureState, digits: u8| {
        let value = state.target_value.map(|value| amount(value, digits, &figure.figure.unit_measure, language))?;
        Some(format!("{value} ({})", state.target_period.as_deref().unwrap_or("–")))
    };
    let then = before.and_then(|state| due(state, figure.figure.decimals_before));
    let now = after.and_then(|state| due(state, figure.figure.decimals));
    let stated = |state: &FigureState| (state.target_value.map(f64::to_bits), state.target_period.clone());
    if before.is_some() && after.is_some() && before.map(stated) != after.map(stated) {
        parts.push(say!(language, "diff-figure.target-value", before = named(then), after = named(now)));
    }
    if let (Some(before), Some(after)) = (before, after) {
        let exact = |digits: &Option<String>| {
            digits.as_deref().map_or_else(|| "–".to_owned(), |it| grouped_number(it, language))
        };
        if before.numerator != after.numerator {
            let (before, after) = (exact(&before.numerator), exact(&after.numerator));
            parts.push(say!(language, "diff-figure.numerator", before = before, after = after));
        }
        if before.denominator != after.denominator {
            let (before, after) = (exact(&before.denominator), exact(&after.denominator));
            parts.push(say!(language, "diff-figure.denominator", before = before, after = after));
        }
        let units = |state: &FigureState| match (state.n_reported, state.n_expected) {
            (Some(reported), Some(expected)) => format!("{reported}/{expected}"),
            _ => "–".to_owned(),
        };
        let (before, after) = (units(before), units(after));
        if before != after {
            parts.push(say!(language, "diff-figure.reported", before = before, after = after));
        }
    }
    parts
}

/// What values were and are counted in, where that differs: a unit of measure with its power of ten.
pub(super) fn units(before: Option<(&str, i64)>, after: Option<(&str, i64)>, language: Language) -> Option<String> {
    let said = |unit: Option<(&str, i64)>| unit.map(|(unit, power)| in_words(unit, power, language));
    (before != after)
        .then(|| say!(language, "diff-figure.unit", before = named(said(before)), after = named(said(after))))
}

fn named(text: Option<String>) -> String {
    text.unwrap_or_else(|| "–".to_owned())
}

/// The values, each with the digits of its run, and so many more that two which differ look different.
fn values(figure: &ChangedFigure, language: Language) -> String {
    let name = &figure.figure;
    let value = |state: &Option<FigureState>| state.as_ref().and_then(|state| state.obs_value);
    let (before, after) = (value(&figure.before), value(&figure.after));
    let said = |value: Option<f64>, digits: u8| {
        value.map_or_else(|| "–".to_owned(), |value| amount(value, digits, &name.unit_measure, language))
    };
    let same = before.map(f64::to_bits) == after.map(f64::to_bits);
    let with_more = |more: u8| {
        let digits = |of_run: u8| of_run.saturating_add(more).min(15);
        (said(before, digits(name.decimals_before)), said(after, digits(name.decimals)))
    };
    let (then, now) = (0..=15).map(with_more).find(|(then, now)| same || then != now).unwrap_or_else(|| with_more(15));
    match (&figure.before, &figure.after) {
        (Some(_), Some(_)) if same => now,
        (Some(_), Some(_)) => format!("{then} → {now}"),
        (None, _) => now,
        (_, None) => then,
    }
}

fn causes(causes: &FigureCauses, language: Language) -> String {
    const SHOWN: usize = 6;
    let mut parts: Vec<String> = causes.inputs.iter().take(SHOWN).map(|input| format!("[{}]", input + 1)).collect();
    let more = causes.inputs.len().saturating_sub(SHOWN);
    if more > 0 {
        parts.push(format!("+{more}"));
    }
    for (is_so, words) in [
        (causes.deadline, say!(language, "diff-cause.deadline")),
        (causes.declarations, say!(language, "diff-cause.declarations")),
        (causes.target, say!(language, "diff-cause.target")),
        (causes.registry, say!(language, "diff-cause.registry")),
        (causes.program, say!(language, "diff-cause.program")),
    ] {
        if is_so {
            parts.push(words);
        }
    }
    if parts.is_empty() {
        return say!(language, "diff-cause.unknown");
    }
    say!(language, "diff-cause.by", causes = parts.join(", "))
}

fn findings(answer: &DiffAnswer, shown: usize, language: Language) -> String {
    let findings = &answer.findings;
    let counts = (findings.new.len(), findings.resolved.len());
    let mut text = say!(language, "diff-findings", new = counts.0, resolved = counts.1, same = findings.same) + "\n";
    for (sign, list) in [('+', &findings.new), ('−', &findings.resolved)] {
        for finding in list.iter().take(shown) {
            let _ = writeln!(text, "  {sign} {}", fitted(&of_finding(finding, language), COLUMNS - 4));
        }
        text.push_str(&more(list.len(), shown, language));
    }
    text
}

fn of_finding(finding: &ChangedFinding, language: Language) -> String {
    let severity = match finding.severity.as_str() {
        "error" => say!(language, "finding-severity.error"),
        "warning" => say!(language, "finding-severity.warning"),
        _ => say!(language, "finding-severity.note"),
    };
    let place = [&finding.object, &finding.cell, &finding.ref_area, &finding.time_period];
    let place: Vec<&str> = place.into_iter().filter_map(|part| part.as_deref()).collect();
    format!("{severity}[{}] {}: {}", finding.code, place.join(" · "), finding.message.text(language))
}

/// What became of submissions, counted by their states before and after.
fn submissions(answer: &DiffAnswer, language: Language) -> String {
    let submissions = &answer.submissions;
    let mut counts: BTreeMap<(String, String), u64> = BTreeMap::new();
    let state =
        |state: &Option<String>| state.as_deref().map_or_else(|| "–".to_owned(), |state| states_in(state, language));
    for one in submissions.new.iter().chain(&submissions.gone).chain(&submissions.changed) {
        *counts.entry((state(&one.state_before), state(&one.state_after))).or_default() += 1;
    }
    let (new, gone, changed) = (submissions.new.len(), submissions.gone.len(), submissions.changed.len());
    let mut text =
        say!(language, "diff-submissions", new = new, gone = gone, changed = changed, same = submissions.same) + "\n";
    let parts: Vec<String> =
        counts.into_iter().map(|((from, to), number)| format!("{from} → {to}: {}", count(number, language))).collect();
    text.push_str(&flowed(&parts, 2));
    text
}

fn states_in(states: &str, language: Language) -> String {
    let word = |state: &str| match state {
        "received" => say!(language, "submission-state.received"),
        "late" => say!(language, "submission-state.late"),
        "missing" => say!(language, "submission-state.missing"),
        "rejected" => say!(language, "submission-state.rejected"),
        "superseded" => say!(language, "submission-state.superseded"),
        "duplicate" => say!(language, "submission-state.duplicate"),
        "withdrawn" => say!(language, "submission-state.withdrawn"),
        other => other.to_owned(),
    };
    states.split(", ").map(word).collect::<Vec<_>>().join(", ")
}

pub(super) fn more(all: usize, shown: usize, language: Language) -> String {
    let more = all.saturating_sub(shown);
    if more == 0 { String::new() } else { format!("  {}\n", say!(language, "diff-more", count = more)) }
}

/// Parts in lines of so many columns, indented.
pub(super) fn flowed(parts: &[String], indent: usize) -> String {
    let blanks = " ".repeat(indent);
    let (mut text, mut line) = (String::new(), String::new());
    for part in parts {
        let part = fitted(part, COLUMNS - indent);
        if !line.is_empty() && indent + width(&line) + 3 + width(&part) > COLUMNS {
            let _ = writeln!(text, "{blanks}{line}");
            line.clear();
        }
        if !line.is_empty() {
            line.push_str(" · ");
        }
        line.push_str(&part);
    }
    if !line.is_empty() {
        let _ = writeln!(text, "{blanks}{line}");
    }
    text
}
