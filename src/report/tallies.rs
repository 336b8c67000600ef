//! Who keeps to the deadlines, for a terminal of 80 columns: a line that names, and a line that counts.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::query::tallies::{Tallies, Tally, TallyBy};
use crate::report::terminal::{count, flush_right};
use crate::say;
use crate::values::language::Language;
use crate::values::rounded::rounded;
use crate::values::text::width;

/// Columns of a line.
const COLUMNS: usize = 80;

/// The lines of `--by`, those of whom least came first, and their total.
pub(super) fn text(tallies: &Tallies, language: Language) -> String {
    let heads = [
        say!(language, "status-tally.expected"),
        say!(language, "status-tally.received"),
        say!(language, "status-tally.late"),
        say!(language, "status-tally.missing"),
        say!(language, "status-tally.rejected"),
        say!(language, "status-tally.received-share"),
        say!(language, "status-tally.in-time-share"),
        say!(language, "status-tally.open"),
        say!(language, "status-tally.oldest"),
    ];
    let lines: Vec<(String, [String; 9])> = tallies
        .lines
        .iter()
        .zip(names(tallies, language))
        .map(|(tally, name)| (name, cells(tally, language)))
        .chain([(say!(language, "status-tally.total"), cells(&tallies.total, language))])
        .collect();
    let mut widths = heads.clone().map(|head| width(&head));
    for (_, cells) in &lines {
        for (wide, cell) in widths.iter_mut().zip(cells) {
            *wide = (*wide).max(width(cell));
        }
    }
    let row = |cells: &[String; 9]| {
        let cells = cells.iter().zip(widths).map(|(cell, wide)| flush_right(cell, wide));
        format!("  {}", cells.collect::<Vec<_>>().join("  "))
    };
    let mut text = match tallies.last_deadline.as_deref() {
        Some(day) => say!(language, "status-tally.head", day = day),
        None => say!(language, "status-tally.head-of-none"),
    } + "\n";
    let _ = writeln!(text, "{}", row(&heads));
    for (name, cells) in &lines {
        let _ = writeln!(text, "{}", shortened(name));
        let _ = writeln!(text, "{}", row(cells));
    }
    // Where nothing was due, what came all the same is nowhere in the columns.
    let early = tallies.total.not_expected;
    if tallies.last_deadline.is_none() && early > 0 {
        let _ = writeln!(text, "{}", say!(language, "status-tally.early", count = early));
    }
    text
}

/// The names of the lines. Of those that are named alike, a unit before and after a change that left it its code and name, each has its first day.
fn names(tallies: &Tallies, language: Language) -> Vec<String> {
    let named = |tally: &Tally| name(tally, &tallies.by, language);
    let mut counts: HashMap<String, usize> = HashMap::new();
    for tally in &tallies.lines {
        *counts.entry(named(tally)).or_default() += 1;
    }
    let told_apart = |tally: &Tally| {
        let own = named(tally);
        match tally.ref_area_valid_from.as_deref().filter(|_| counts.get(&own).is_some_and(|count| *count > 1)) {
            Some(day) => say!(language, "status-tally.since", name = own, day = day),
            None => own,
        }
    };
    tallies.lines.iter().map(told_apart).collect()
}

/// What a line counts: the sender, the form, or both.
fn name(tally: &Tally, by: &[TallyBy], language: Language) -> String {
    let sender = match (&tally.name, &tally.ref_area) {
        _ if tally.of_office => say!(language, "status-tally.office"),
        (Some(name), Some(code)) => format!("{name} ({code})"),
        (None, Some(code)) => code.clone(),
        _ => say!(language, "status-tally.unknown-sender"),
    };
    let form = match (&tally.form_code, &tally.form) {
        (Some(code), Some(form)) => format!("{code} · {form}"),
        (None, Some(form)) => form.clone(),
        _ => say!(language, "status-tally.unknown-form"),
    };
    let parts = by.iter().rev().map(|by| if *by == TallyBy::Sender { sender.as_str() } else { form.as_str() });
    parts.collect::<Vec<_>>().join(" · ")
}

fn cells(tally: &Tally, language: Language) -> [String; 9] {
    let percent = |share: Option<f64>| match share {
        Some(share) => {
            let text = rounded(share * 100.0, 1);
            if language == Language::Vi { text.replace('.', ",") } else { text }
        }
        None => "–".to_owned(),
    };
    let number = |number: u64| count(number, language);
    [
        number(tally.expected),
        number(tally.received),
        number(tally.late),
        number(tally.missing),
        number(tally.rejected),
        percent(tally.received_share),
        percent(tally.in_time_share),
        number(tally.open_errors.saturating_add(tally.open_warnings)),
        tally.oldest_days.map_or_else(|| "–".to_owned(), |days| number(days.unsigned_abs())),
    ]
}

/// A name that fits the line.
fn shortened(name: &str) -> String {
    if width(name) <= COLUMNS {
        return name.to_owned();
    }
    let mut short = String::new();
    for sign in name.chars() {
        if width(&short) + 2 > COLUMNS {
            break;
        }
        short.push(sign);
    }
    short + "…"
}
