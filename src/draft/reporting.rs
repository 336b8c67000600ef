//! What is around a table and says how its form is sent: code, title, period, sender.
//!
//! Takes the rows above the labels, the names of sheet and file; gives the `form` block, the name and the title of the form.

use super::Wishes;
use super::areas::Areas;
use super::find::Block;
use super::note::Note;
use super::words::kebab;
use crate::locate::head;
use crate::locate::head::head_period;
use crate::message;
use crate::project::Project;
use crate::project::written::reporting::{OneOrMany, Reporting, Reports, Since};
use crate::registry::names::Names;
use crate::sheet::grid::{Grid, Merged, Sheet};
use crate::values::period::{Calendar, Frequency, Period};
use crate::values::text;
use crate::words::period_text;

/// What the rows above a table say.
#[derive(Clone, Debug, Default)]
pub struct HeadText {
    pub code: Option<String>,
    pub title: Option<String>,
    /// Of the head; else that which the names of sheet or file give.
    pub period: Option<Period>,
    /// True where the head names the period, so that the reader finds it.
    pub period_in_head: bool,
    /// The text of a day or a school year that gives the year where nothing names a period.
    pub year_from: Option<String>,
    pub sender: Option<String>,
    pub unit: Option<String>,
}

/// Reads what is above the labels, and notes where the period is elsewhere.
pub fn head(grid: &Grid, sheet: &Sheet, block: &Block, wishes: &Wishes<'_>) -> (HeadText, Vec<Note>) {
    let found = head::read(grid, 0, block.top, &[]);
    let by_frequency = [Frequency::Month, Frequency::Quarter, Frequency::HalfYear, Frequency::Year];
    let stated = by_frequency.into_iter().find_map(|frequency| {
        let found = head_period::read(grid, 0, block.top, frequency)?;
        Some(found.period).filter(|period| period.frequency() == frequency)
    });
    // The reader takes the period from the name of the sheet too, and from no file's.
    let stated = stated.or_else(|| period_text::parse(&sheet.name));
    let elsewhere = period_text::parse(wishes.stem);
    let by_day = if stated.is_none() { year_of_a_day(grid, block) } else { None };
    let unit = found.unit.map(|unit| unit.text);
    let head = HeadText {
        code: found.form_code.map(|code| code.text),
        title: title(grid, block),
        period: stated.or(by_day.as_ref().map(|(_, period)| *period)).or(elsewhere),
        period_in_head: stated.is_some(),
        year_from: by_day.map(|(text, _)| text),
        sender: found.sender.map(|sender| sender.text),
        unit,
    };
    (head, Vec::new())
}

/// The year that a day or a school year above the labels gives: "Đến ngày 31/12/2024", "Năm học 2025-2026". The day of a
/// signature or of a decision says none.
fn year_of_a_day(grid: &Grid, block: &Block) -> Option<(String, Period)> {
    const WORDS: [&str; 8] =
        ["den ngay", "den het ngay", "tinh den", "thoi diem", "nam hoc", "co den", "den 31", "den 0h"];
    let texts = grid.rows(..block.top).flat_map(|(_, cells)| cells).filter_map(|(_, cell)| cell.as_text());
    texts.filter(|text| !period_text::cites_a_document(text)).find_map(|text| {
        let plain = text::without_marks(text);
        let behind = WORDS.iter().find_map(|word| plain.find(word)).and_then(|start| plain.get(start..))?;
        let year = behind.split(|sign: char| !sign.is_ascii_digit()).find(|digits| digits.len() == 4)?;
        Some((text::on_one_line(text).into_owned(), Period::new(Frequency::Year, year.parse().ok()?, 1)?))
    })
}

/// The title of the form: of the texts above the labels that are no line of the head, the one that is merged over most of the
/// table's columns; else one that begins as reports do; else the first.
fn title(grid: &Grid, block: &Block) -> Option<String> {
    const FORMULAS: [&str; 15] = [
        "cộng hòa xã hội",
        "độc lập",
        "biểu số",
        "mẫu số",
        "ban hành",
        "ủy ban nhân dân",
        "ubnd",
        "hội đồng nhân dân",
        "phòng",
        "sở",
        "ban",
        "văn phòng",
        "chi cục",
        "cục",
        "trung tâm",
    ];
    const REPORTS: [&str; 8] =
        ["báo cáo", "tổng hợp", "tình hình", "kết quả", "thống kê", "bảng", "danh sách", "biểu tổng hợp"];
    let begins = |key: &str, words: &[&str]| {
        let rest = words.iter().find_map(|word| key.strip_prefix(word));
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let fits = |text: &str| {
        let key = text::name(text);
        let words = key.split(' ').count();
        !text.contains(':')
            && !period_text::cites_a_document(text)
            && !begins(&key, &FORMULAS)
            && (3..=40).contains(&words)
            && (period_text::parse(text).is_none() || words > 7)
            && !key.contains("ngày")
    };
    let columns: Vec<u32> = block.columns.iter().map(|(column, _)| *column).collect();
    // Over how many of the table's columns the cells of a text are merged.
    let covers = |row: u32, column: u32| {
        let begin = |range: &Merged| (range.first_row, range.first_column);
        let range = grid.merged().binary_search_by_key(&(row, column), begin).ok();
        let range = range.and_then(|place| grid.merged().get(place));
        range.map_or(1, |range| {
            columns.iter().filter(|column| (range.first_column..=range.last_column).contains(column)).count()
        })
    };
    let texts =
        grid.rows(..block.top).flat_map(|(row, cells)| cells.iter().map(move |(column, cell)| (row, column, cell)));
    let texts = texts.filter_map(|(row, column, cell)| Some((row, *column, cell.as_text()?)));
    let fitting = texts.filter(|(.., text)| fits(text)).map(|(row, column, text)| {
        let over_most = covers(row, column) * 3 > columns.len() * 2;
        (over_most, begins(&text::name(text), &REPORTS), text)
    });
    // Of equals the first.
    let best = fitting.reduce(|best, next| if (next.0, next.1) > (best.0, best.1) { next } else { best });
    best.map(|(.., text)| text::on_one_line(text).into_owned())
}

/// The `form` block, with notes on what was guessed.
pub fn reporting(
    project: &Project,
    names: &Names<'_>,
    head: &HeadText,
    areas: &Areas,
    column: Option<(usize, Frequency, Period)>,
) -> (Reporting, Vec<Note>) {
    let mut notes = Vec::new();
    let period = column.map(|(_, _, period)| period).or(head.period);
    let frequency = period.map_or(Frequency::Year, Period::frequency);
    if period.is_none() {
        notes.push(Note::new("form.frequency", frequency.name(), message!("draft-note.no-period")));
    } else if let (None, Some(text), Some(period)) = (column, &head.year_from, period) {
        notes.push(Note::new(
            "form.frequency",
            frequency.name(),
            message!("draft-note.year-of-a-day", text = text, year = period.to_string()),
        ));
    } else if column.is_none() && !head.period_in_head {
        notes.push(Note::new("form.frequency", frequency.name(), message!("draft-note.period-elsewhere")));
    }
    notes.push(Note::new("form.calendar", "gregorian", message!("draft-note.calendar")));
    let province = project.registry.units.get(project.province).map(|unit| unit.level.clone()).unwrap_or_default();
    let levels = if areas.levels.is_empty() { vec![province] } else { areas.levels.clone() };
    if areas.levels.is_empty() {
        notes.push(Note::new("form.reports", levels.join(", "), message!("draft-note.whole-province")));
    } else {
        notes.push(Note::new(
            "form.reports",
            levels.join(", "),
            message!("draft-note.units-matched", matched = areas.matched, rows = areas.looked_at),
        ));
    }
    let day = period.map(|period| period.end(Calendar::Gregorian));
    let sender = head.sender.as_deref().zip(day).and_then(|(sender, day)| names.sender(sender, day));
    let sender = sender.and_then(|unit| project.registry.units.get(unit)).filter(|unit| !levels.contains(&unit.level));
    let submits: Vec<Since> = sender
        .map(|unit| Since { from: unit.valid_from, level: OneOrMany::One(unit.level.clone()) })
        .into_iter()
        .collect();
    if let Some(unit) = sender {
        notes.push(Note::new("form.submits", &unit.level, message!("draft-note.sender", sender = &unit.name)));
    }
    let reports = match levels.as_slice() {
        [level] => OneOrMany::One(level.clone()),
        _ => OneOrMany::Many(levels),
    };
    let form = Reporting {
        code: head.code.clone().unwrap_or_default(),
        frequency,
        calendar: Calendar::Gregorian,
        reports: Reports::Always(reports),
        submits,
        due: None,
        grain: None,
        lines: None,
        first_period: None,
    };
    (form, notes)
}

/// The name of the form: as asked for, else from its title, its code or the file; never that of a declared form.
pub fn name(project: &Project, head: &HeadText, wishes: &Wishes<'_>) -> (String, Vec<Note>) {
    if let Some(name) = wishes.name {
        return (name.to_owned(), Vec::new());
    }
    let without_period = |text: &str| {
        let words = text.split_whitespace().take_while(|word| !word.chars().any(|sign| sign.is_ascii_digit()));
        kebab(&words.collect::<Vec<_>>().join(" "))
    };
    let candidates = [
        head.title.as_deref().map(without_period),
        head.code.as_deref().map(|code| format!("form-{}", kebab(code))),
        Some(kebab(wishes.stem)),
    ];
    let wanted = candidates.into_iter().flatten().find(|name| name.len() > 3).unwrap_or_else(|| "form".into());
    let mut name = wanted.clone();
    let mut number = 2;
    while project.forms.iter().any(|form| form.name == name) {
        name = format!("{wanted}-{number}");
        number += 1;
    }
    let note = Note::new("name", &name, message!("draft-note.name"));
    (name, vec![note])
}
