//! The series of a figure, for a terminal: a block for each frequency, method and breakdown, the geographies side by side.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::documents::words::{geography, state};
use crate::query::show::{Point, Series, ShowAnswer, ShownTime};
use crate::query::unit_times::DatedUnit;
use crate::report::next_step;
use crate::report::terminal::{flush_right, grouped_number, padded};
use crate::say;
use crate::typing::unit_of_measure::in_words;
use crate::values::language::Language;
use crate::values::rounded::{rounded, telling_digits};
use crate::values::text::width;

/// Heights of the bars of a sparkline, the lowest first.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Commands that are written below a line.
const MOST_ASKED: usize = 4;

/// The series of a figure for people.
pub fn text(answer: &ShowAnswer, language: Language) -> String {
    let unit = in_words(&answer.unit_measure, answer.unit_mult, language);
    // What has several methods is called by its name, and each of them by its title.
    let has_one_title = answer.series.iter().all(|series| series.title == answer.title);
    let mut text = format!(
        "{} · {} ({}) · {unit} · {}\n",
        if has_one_title { answer.title.text(language) } else { &answer.indicator },
        answer.ref_area_name,
        answer.ref_area,
        say!(language, "explain-run", run = &answer.run_id)
    );
    let is_of_area = |one: &Series| (&one.ref_area, &one.ref_area_name) == (&answer.ref_area, &answer.ref_area_name);
    // A name may be that of several units: each block says whose it is then.
    let is_of_one_area = answer.series.iter().all(is_of_area);
    let mut blocks: Vec<(&Series, Vec<&Series>)> = Vec::new();
    for series in &answer.series {
        let key = |one: &'_ Series| {
            (
                one.method.clone(),
                one.breakdown.clone(),
                one.ref_area.clone(),
                one.ref_area_name.clone(),
                one.freq.clone(),
            )
        };
        let same = |first: &Series| key(first) == key(series);
        match blocks.iter_mut().find(|(first, _)| same(first)) {
            Some((_, all)) => all.push(series),
            None => blocks.push((series, vec![series])),
        }
    }
    for (first, mut all) in blocks {
        // As reported before restated.
        all.sort_by_key(|series| (series.geography != "as-reported", &series.geography));
        text.push('\n');
        let area = (!is_of_one_area).then(|| format!("{} ({})", first.ref_area_name, first.ref_area));
        let title = (!has_one_title).then(|| first.title.text(language).to_owned());
        let labels: Vec<&str> =
            [&area, &title, &first.method, &first.breakdown].into_iter().flatten().map(String::as_str).collect();
        if !labels.is_empty() {
            let _ = writeln!(text, "{}", labels.join(" · "));
        }
        text.push_str(&block(answer, &all, language));
    }
    if !answer.times.is_empty() {
        text.push('\n');
    }
    for line in answer.times.iter().flat_map(|time| times(answer, time, language)) {
        let _ = writeln!(text, "  {line}");
    }
    if !answer.targets.is_empty() {
        text.push('\n');
    }
    for target in &answer.targets {
        let sign = if target.direction == "at_most" { "≤" } else { "≥" };
        let line = say!(
            language,
            "explain-target",
            goal = format!("{sign} {}", grouped_number(&target.target_value.to_string(), language)),
            period = &target.target_period,
            state = state(&target.target_state, language),
            source = &target.source,
        );
        let method = target.method.as_ref().map(|method| format!("{method} · ")).unwrap_or_default();
        let _ = writeln!(text, "  {method}{line}");
    }
    if let Some(next) = next_step::after_show(answer, language) {
        let _ = writeln!(text, "\n{next}");
    }
    text
}

/// A table of periods by geographies, with a sparkline under each.
fn block(answer: &ShowAnswer, all: &[&Series], language: Language) -> String {
    let digits = answer.decimals.and_then(|decimals| usize::try_from(decimals).ok()).unwrap_or(2);
    let ends = all.iter().flat_map(|series| series.points.iter().map(|point| point.time_period.as_str()));
    let periods: BTreeSet<&str> = ends.collect();
    let cells_of = |series: &Series, period: &str| -> [String; 3] {
        let Some(point) = series.points.iter().rfind(|point| point.time_period == period) else {
            return [String::new(), String::new(), String::new()];
        };
        // Enough digits to see on which side of each target a figure is.
        let digits = |value: f64| {
            let targets = answer.targets.iter().filter(|target| target.method == series.method);
            targets.map(|target| telling_digits(value, target.target_value, digits)).max().unwrap_or(digits)
        };
        let shown = |value: f64| grouped_number(&rounded(value, digits(value)), language);
        let value = point.obs_value.map_or("–".to_owned(), shown);
        [value, point.obs_status.clone(), format!("{}/{}", point.n_reported, point.n_expected)]
    };
    let mut lines: Vec<Vec<String>> = Vec::new();
    for period in &periods {
        let mut line = vec![(*period).to_owned()];
        line.extend(all.iter().flat_map(|series| cells_of(series, period)));
        lines.push(line);
    }
    let columns = 1 + all.len() * 3;
    let wide = |column: usize| lines.iter().filter_map(|line| line.get(column)).map(|cell| width(cell)).max();
    let mut widths: Vec<usize> = (0..columns).map(|column| wide(column).unwrap_or(0)).collect();
    let heads: Vec<String> = all.iter().map(|series| geography(&series.geography, language)).collect();
    for (place, head) in heads.iter().enumerate() {
        // A head is over its three columns.
        let own: usize = widths.iter().skip(1 + place * 3).take(3).sum::<usize>() + 2;
        if let Some(value) = widths.get_mut(1 + place * 3) {
            *value += width(head).saturating_sub(own);
        }
    }
    let period = widths.first().copied().unwrap_or(0);
    let mut text = format!("  {}", " ".repeat(period));
    let over = |place: usize| widths.iter().skip(1 + place * 3).take(3).sum::<usize>() + 2;
    for (place, head) in heads.iter().enumerate() {
        let _ = write!(text, "  {}", flush_right(head, over(place)));
    }
    text = format!("{}\n", text.trim_end());
    for line in &lines {
        let cells = line.iter().zip(&widths).enumerate().map(|(place, (cell, width))| match place % 3 {
            1 => format!(" {}", flush_right(cell, *width)),
            2 => padded(cell, *width),
            _ if place == 0 => padded(cell, *width),
            _ => flush_right(cell, *width),
        });
        let _ = writeln!(text, "  {}", cells.collect::<Vec<_>>().join(" ").trim_end());
    }
    let sparks: Vec<String> = all.iter().map(|series| sparkline(&series.points)).collect();
    if sparks.iter().any(|spark| spark.chars().count() > 1) {
        let mut line = format!("  {}", " ".repeat(period));
        for (place, spark) in sparks.iter().enumerate() {
            let _ = write!(line, "  {}", flush_right(spark, over(place)));
        }
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

/// When an area began and ended, with the commands that show what it was made of and what it became.
fn times(answer: &ShowAnswer, time: &ShownTime, language: Language) -> Vec<String> {
    let area = time.area.named();
    let others = |units: &[DatedUnit]| units.iter().map(DatedUnit::named).collect::<Vec<_>>().join(", ");
    let mut lines = Vec::new();
    let asks = |units: &[DatedUnit]| -> Vec<String> {
        let others = units.iter().filter(|unit| unit.ref_area != time.area.ref_area);
        let run = if answer.is_of_named_run { format!(" --run {}", answer.run_id) } else { String::new() };
        let command = |unit: &DatedUnit| format!("  tinhso show {} --area {}{run}", answer.indicator, unit.ref_area);
        others.take(MOST_ASKED).map(command).collect()
    };
    let mut with_asks = |said: String, asks: Vec<String>| {
        let end = if asks.is_empty() { "." } else { ":" };
        lines.push(format!("{said}{end}"));
        lines.extend(asks);
    };
    let from = time.area.ref_area_valid_from.to_string();
    if !time.made_of.is_empty() {
        let said = say!(language, "show-made-of", unit = &area, day = from, others = others(&time.made_of));
        with_asks(said, asks(&time.made_of));
    }
    let end = time.area.ref_area_valid_to.map(|day| day.to_string()).unwrap_or_default();
    if time.is_followed && !time.became.is_empty() {
        let said = say!(language, "show-became", unit = &area, day = end, others = others(&time.became));
        with_asks(said, asks(&time.became));
    } else if !time.is_followed {
        lines.push(say!(language, "show-ended", unit = &area, day = end));
    }
    lines
}

/// Values as bars between the smallest and the largest; a blank where there is none.
fn sparkline(points: &[Point]) -> String {
    let values: Vec<f64> = points.iter().filter_map(|point| point.obs_value).collect();
    let (low, high) = values
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(*value), high.max(*value)));
    let bar = |value: f64| {
        let share = if high > low { (value - low) / (high - low) } else { 0.5 };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share lies between 0 and 1")]
        let place = (share * 7.0).round() as usize;
        BARS.get(place).copied().unwrap_or(' ')
    };
    points.iter().map(|point| point.obs_value.map_or(' ', bar)).collect()
}
