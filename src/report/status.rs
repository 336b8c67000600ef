//! How things are, for a terminal: each form's last periods, who is missing, the runs, and what waits.

use std::fmt::Write as _;

use chrono::{DateTime, TimeDelta, Utc};

use crate::project::written::settings::UTC_OFFSET_SECONDS;
use crate::query::health::Health;
use crate::query::status::{FormStatus, HeldRun, PeriodStatus, StatusAnswer, Waiting};
use crate::report::next_step;
use crate::report::tabular::tabular;
use crate::report::tallies;
use crate::report::terminal::count;
use crate::say;
use crate::values::duration::typed;
use crate::values::language::Language;
use crate::values::text::width;

/// Runs, failures and waiting objects beyond these are only counted.
const RUNS_SHOWN: usize = 8;
const OBJECTS_SHOWN: usize = 10;

/// What `status` says, the state of the current run last, where the eye is.
pub fn status(answer: &StatusAnswer, language: Language) -> String {
    let mut text = String::new();
    if !answer.runs.is_empty() {
        // Who asks for a count does not ask for the list.
        for form in answer.forms.iter().filter(|_| answer.tallies.is_none()) {
            text.push_str(&of_form(form, language));
            text.push('\n');
        }
        if let Some(tallies) = &answer.tallies {
            text.push_str(&tallies::text(tallies, language));
            text.push('\n');
        }
        text.push_str(&runs(answer, language));
        text.push('\n');
    }
    if let Some(failure) = answer.failures.first().filter(|failure| failure.latest) {
        let at = local(&failure.ended_at);
        let _ = writeln!(text, "{}", say!(language, "status-failed", day = at, cause = failure.cause()));
    }
    if let Some(writer) = &answer.writer {
        let (since, ends) = (local(&writer.since), local(&writer.ends_at));
        let (process, host) = (writer.process.to_string(), &writer.host);
        let line = if writer.has_ended {
            say!(language, "status-writer.ended", host = host, process = process, since = since, ends = ends)
        } else {
            say!(language, "status-writer.writes", host = host, process = process, since = since)
        };
        let _ = writeln!(text, "{line}");
    }
    match (&answer.waiting, &answer.landing_failure) {
        (Some(waiting), _) => text.push_str(&of_waiting(waiting, answer.current.is_some(), language)),
        (None, Some(failure)) => {
            let _ = writeln!(text, "{}", say!(language, "status-landing", cause = failure));
        }
        (None, None) => {}
    }
    match &answer.current {
        None => {
            let none = answer.no_current.as_ref().filter(|_| !answer.runs.is_empty());
            let line = none.map(|cause| say!(language, "status-current.none", cause = cause));
            let _ = writeln!(text, "{}", line.unwrap_or_else(|| say!(language, "status-no-run")));
        }
        Some(run) => {
            let current = match &run.last_deadline {
                Some(day) => say!(
                    language,
                    "status-current.with-deadline",
                    run = &run.run_id,
                    objects = run.objects,
                    day = day,
                    errors = run.errors,
                    warnings = run.warnings,
                ),
                None => say!(
                    language,
                    "status-current.without-deadline",
                    run = &run.run_id,
                    objects = run.objects,
                    errors = run.errors,
                    warnings = run.warnings,
                ),
            };
            let _ = writeln!(text, "{current}");
        }
    }
    for (object, held) in answer.held.iter().flat_map(|held| held.withdrawn.iter().map(move |object| (object, held))) {
        let line = say!(language, "status-waiting.withdrawn-held", object = object, run = &held.run_id);
        let _ = writeln!(text, "{line}");
    }
    if let (Some(held), Some(current)) = (&answer.held, &answer.current) {
        let (run, since) = (&held.run_id, since(held));
        let line = say!(language, "status-current.held", run = run, since = since, current = &current.run_id);
        let _ = writeln!(text, "{line}");
    }
    if let Some(next) = next_step::after_status(answer, language) {
        let _ = writeln!(text, "\n{next}");
    }
    text
}

/// Since when a run is held.
fn since(held: &HeldRun) -> String {
    held.since.as_deref().map_or_else(|| "–".to_owned(), local)
}

/// What a check found, in one line. It names the run that readers see, and how long ago the newest one was confirmed.
pub fn health(health: &Health, language: Language) -> String {
    let age = typed(health.age_seconds.unwrap_or_default());
    let at = health.current_confirmed_at.as_deref().map_or_else(|| "–".to_owned(), local);
    let latest = health.run_id.as_ref();
    let line = match (health.causes.as_slice(), &health.current_run_id) {
        ([], Some(run)) => match (&health.held, latest) {
            (Some(held), _) => {
                let (held, since) = (&held.run_id, since(held));
                say!(language, "status-check.well-held", run = run, at = at, held = held, since = since, age = age)
            }
            (None, Some(latest)) if latest != run => {
                say!(language, "status-check.well-another", run = run, at = at, latest = latest, age = age)
            }
            _ => say!(language, "status-check.well", run = run, at = at, age = age),
        },
        (causes, _) => {
            let causes: Vec<&str> = causes.iter().map(|cause| cause.text(language)).collect();
            say!(language, "status-check.unwell", causes = causes.join("; "))
        }
    };
    line.replace('\n', " ") + "\n"
}

/// A form with its periods as a table, and who has not sent the newest.
fn of_form(form: &FormStatus, language: Language) -> String {
    let code = form.form_code.as_ref().map(|code| format!("{code} · ")).unwrap_or_default();
    let title = form.form_title.as_ref().map(|title| format!(" · {title}")).unwrap_or_default();
    let mut text = format!("{code}{}{title}\n", form.form);
    if form.periods.is_empty() {
        let _ = writeln!(text, "  {}", say!(language, "status-form.nothing"));
    } else {
        let mut lines = vec![[
            say!(language, "status-form.period"),
            say!(language, "status-form.due"),
            say!(language, "status-form.received"),
            say!(language, "status-form.late"),
            say!(language, "status-form.missing"),
            say!(language, "status-form.rejected"),
            say!(language, "status-form.quarantined"),
        ]];
        for period in &form.periods {
            let due = period.due.clone().unwrap_or_else(|| "–".to_owned());
            let [received, late, missing, rejected, quarantined] =
                [period.received, period.late, period.missing, period.rejected, period.rows_quarantined]
                    .map(|number| count(number, language));
            lines.push([period.time_period.clone(), due, received, late, missing, rejected, quarantined]);
        }
        text.push_str(&tabular("  ", &lines, |place| place >= 2));
    }
    let by_period = |number: fn(&PeriodStatus) -> u64| -> Vec<String> {
        let some = form.periods.iter().filter(|period| number(period) > 0);
        some.map(|period| format!("{} ({})", period.time_period, count(number(period), language))).collect()
    };
    let (stopped, withdrawn) = (by_period(|period| period.stopped), by_period(|period| period.withdrawn));
    if !stopped.is_empty() {
        text.push_str(&wrapped(&(say!(language, "status-form.stopped") + " "), &stopped));
    }
    if !withdrawn.is_empty() {
        text.push_str(&wrapped(&(say!(language, "status-form.withdrawn") + " "), &withdrawn));
    }
    if form.without_period > 0 {
        let _ = writeln!(text, "  {}", say!(language, "status-form.without-period", files = form.without_period));
    }
    if let (Some(period), [_, ..]) = (&form.newest_due, form.missing.as_slice()) {
        let names: Vec<String> =
            form.missing.iter().map(|sender| format!("{} ({})", sender.name, sender.ref_area)).collect();
        let head = say!(language, "status-form.missing-for", period = period) + " ";
        text.push_str(&wrapped(&head, &names));
    }
    text
}

/// Names in lines of at most 100 columns, indented under their heading.
fn wrapped(head: &str, names: &[String]) -> String {
    let mut text = format!("  {head}");
    let mut at = 2 + width(head);
    for (place, name) in names.iter().enumerate() {
        let last = place + 1 == names.len();
        let name = if last { name.clone() } else { format!("{name}, ") };
        if at + width(name.trim_end()) > 100 && place > 0 {
            text.truncate(text.trim_end().len());
            text.push_str("\n    ");
            at = 4;
        }
        at += width(&name);
        text.push_str(&name);
    }
    text + "\n"
}

/// The published runs, the one confirmed last first.
fn runs(answer: &StatusAnswer, language: Language) -> String {
    let mut lines = vec![[
        say!(language, "status-runs.run"),
        String::new(),
        say!(language, "status-runs.published"),
        say!(language, "status-runs.confirmed"),
        say!(language, "status-runs.times"),
        say!(language, "status-runs.errors"),
        say!(language, "status-runs.warnings"),
    ]];
    for run in answer.runs.iter().take(RUNS_SHOWN) {
        let at = |instant: &Option<String>| instant.as_deref().map_or_else(|| "–".to_owned(), local);
        let number = |number: Option<u64>| number.map_or_else(|| "–".to_owned(), |number| count(number, language));
        lines.push([
            run.run_id.clone(),
            match (run.current, run.held) {
                (true, _) => say!(language, "status-runs.current"),
                (false, true) => say!(language, "status-runs.held"),
                (false, false) => String::new(),
            },
            at(&run.published_at),
            at(&run.confirmed_at),
            run.times.to_string(),
            number(run.errors),
            number(run.warnings),
        ]);
    }
    let mut text = tabular("  ", &lines, |place| place >= 4);
    let more = answer.runs.len().saturating_sub(RUNS_SHOWN);
    if more > 0 {
        let _ = writeln!(text, "  {}", say!(language, "status-runs.more", runs = more));
    }
    text
}

fn of_waiting(waiting: &Waiting, has_run: bool, language: Language) -> String {
    let (new, overwritten) = (waiting.new.len(), waiting.overwritten.len());
    let mut text = String::new();
    for passed in &waiting.passed_over {
        let line = say!(language, "status-waiting.passed-over", object = &passed.object, cause = &passed.cause);
        let _ = writeln!(text, "{line}");
    }
    for object in &waiting.withdrawn {
        let _ = writeln!(text, "{}", say!(language, "status-waiting.withdrawn", object = object));
    }
    for object in &waiting.restored {
        let _ = writeln!(text, "{}", say!(language, "status-waiting.restored", object = object));
    }
    let counted = match (new, overwritten, has_run) {
        (0, 0, true) => say!(language, "status-waiting.none-since"),
        (0, 0, false) => say!(language, "status-waiting.none"),
        (_, 0, true) => say!(language, "status-waiting.new-since", new = new),
        (_, 0, false) => say!(language, "status-waiting.new", new = new),
        (0, _, _) => say!(language, "status-waiting.overwritten", overwritten = overwritten),
        _ => say!(language, "status-waiting.both", new = new, overwritten = overwritten),
    };
    let _ = writeln!(text, "{counted}");
    let objects: Vec<&String> = waiting.new.iter().chain(&waiting.overwritten).collect();
    for object in objects.iter().take(OBJECTS_SHOWN) {
        let _ = writeln!(text, "           {object}");
    }
    if objects.len() > OBJECTS_SHOWN {
        let _ = writeln!(text, "           … +{}", objects.len() - OBJECTS_SHOWN);
    }
    text
}

/// An instant in the project's time zone, to the minute.
pub(super) fn local(instant: &str) -> String {
    match instant.parse::<DateTime<Utc>>() {
        Ok(instant) => {
            (instant + TimeDelta::seconds(i64::from(UTC_OFFSET_SECONDS))).format("%Y-%m-%d %H:%M").to_string()
        }
        Err(_) => instant.to_owned(),
    }
}
