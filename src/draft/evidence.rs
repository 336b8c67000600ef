//! What the cells of one column say of its type.
//!
//! Takes the cells of the rows that hold data; gives the type, the digits, the signs of its text numbers, whether it is in
//! percent, and the words that are where a number is missing.

use chrono::{NaiveDate, NaiveTime};

use crate::project::written::form::FieldType;
use crate::sheet::grid::Cell;
use crate::typing::missing_texts::is_dash;
use crate::typing::number::{PlainNumber, Signs, plain};
use crate::typing::writing::{ColumnSizes, Room, Writing, of_column};
use crate::values::decimal::{Decimal, SCALE};
use crate::values::json::Json;
use crate::values::lexical::clock::Clock;
use crate::values::lexical::instant::Instant;
use crate::values::text;
use crate::values::zone_time;

/// Digits after the decimal sign that a field can keep.
pub const MOST_DIGITS: u32 = 6;

/// Words in a column of numbers that are named: more are no words for a missing value.
const MOST_WORDS: usize = 40;

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    pub kind: FieldType,
    pub digits: u32,
    /// The signs of its text numbers, where they are not the language's.
    pub signs: Option<Signs>,
    pub percent: bool,
    /// Words that stand for a number that is missing.
    pub words: Vec<String>,
    /// True where more digits than a field can keep were seen.
    pub cut: bool,
    /// Cells that hold something.
    pub filled: usize,
    /// What the column is marked with, where it holds marks, and nothing else but dashes and zeros.
    pub marks: Option<ColumnMarks>,
    /// True where all that it holds stands for a value that is missing.
    pub says_nothing: bool,
    /// True where all that it holds are whole numbers that may be years.
    pub are_years: bool,
}

/// Marks of yes in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnMarks {
    /// True where some are an x, which among numbers means that a value cannot occur.
    pub crosses: bool,
    /// True where zeros are beside them.
    pub zeros: bool,
}

const VI: Signs = Signs { group: '.', decimal: ',' };

/// True for a cell that no label has: a number, a day, a truth.
pub fn is_value(cell: &Cell) -> bool {
    match cell {
        Cell::Text(text) => number(text, VI).is_some() || number(text, VI.exchanged()).is_some() || day(text).is_some(),
        Cell::Empty => false,
        _ => true,
    }
}

fn number(text: &str, signs: Signs) -> Option<PlainNumber> {
    plain(text, signs)
}

fn day(text: &str) -> Option<NaiveDate> {
    let formats = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"];
    formats.iter().find_map(|format| NaiveDate::parse_from_str(text.trim(), format).ok())
}

/// A sign of the statistics offices that stands for a value or a missing one.
fn is_sign(text: &str) -> bool {
    is_dash(text) || matches!(text.trim(), "..." | "…" | "x" | "X")
}

/// A code rather than an amount: digits with a zero before them.
fn is_code(text: &str) -> bool {
    let text = text.trim();
    text.len() > 1 && text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// True for a whole number that may be a year of a thing that there is today.
fn is_year(cell: &Cell) -> bool {
    let written = cell.display();
    let year = written.trim().parse::<u32>().ok();
    written.trim().len() == 4 && year.is_some_and(|year| (1900..2100).contains(&year))
}

/// The marks of a column that holds some, and nothing else but dashes and zeros.
fn marks(filled: &[&Cell]) -> Option<ColumnMarks> {
    const TICKS: [&str; 5] = ["✓", "✔", "☑", "v", "V"];
    let written: Vec<String> = filled.iter().map(|cell| cell.display().trim().to_owned()).collect();
    let (mut ticks, mut crosses, mut zeros) = (false, false, false);
    for text in &written {
        match text.as_str() {
            "x" | "X" => crosses = true,
            "0" => zeros = true,
            text if TICKS.contains(&text) => ticks = true,
            text if is_dash(text) => {}
            _ => return None,
        }
    }
    (ticks || crosses).then_some(ColumnMarks { crosses, zeros })
}

/// What the formats of the cells of a column show.
#[derive(Clone, Copy, Debug, Default)]
pub struct ShownKinds {
    /// True where numbers are shown as hours and minutes.
    pub clocks: bool,
    /// True where days are shown without the times that are stored with them.
    pub hidden_times: bool,
}

/// The type of a column of instants: days with times, of which some are seen. A midnight of another clock is the day that begins with it, as the reader
/// takes it.
fn instants(cells: &[&Cell], shown: ShownKinds) -> Option<FieldType> {
    let instant = |cell: &&Cell| match cell {
        Cell::Date(day) => Some((day.and_time(NaiveTime::MIN), None)),
        Cell::DateTime(at) => Some((*at, zone_time::midnight_in_utc(*at))),
        Cell::Text(text) => {
            let here = zone_time::here(text).and_then(zone_time::midnight);
            Instant::read(text.trim()).map(|instant| (instant.at, here))
        }
        _ => None,
    };
    let all: Option<Vec<_>> = cells.iter().map(instant).collect();
    let all = all.filter(|all| all.iter().any(|(at, _)| at.time() != NaiveTime::MIN))?;
    let are_days = shown.hidden_times || all.iter().all(|(at, here)| at.time() == NaiveTime::MIN || here.is_some());
    Some(if are_days { FieldType::Date } else { FieldType::Datetime })
}

/// True for a time of the day, as a workbook keeps one under a format of hours or a text writes it.
fn is_clock(cell: &Cell) -> bool {
    match cell {
        Cell::Number(part) => (0.0..1.0).contains(part),
        Cell::Integer(number) => *number == 0,
        Cell::Text(text) => Clock::read(text.trim()).is_some(),
        _ => false,
    }
}

/// The type of a column of lists or of objects of JSON.
fn nested(cells: &[&Cell]) -> Option<FieldType> {
    let kind = |cell: &&Cell| match cell {
        Cell::Nested(text) => Some(match Json::read(text) {
            Some(Json::List(_)) => FieldType::Array,
            Some(Json::Object(_)) => FieldType::Object,
            // Those of Parquet are shown as people write them.
            _ => FieldType::Any,
        }),
        _ => None,
    };
    let mut kinds = cells.iter().map(kind);
    let first = kinds.next()??;
    Some(if kinds.all(|kind| kind == Some(first)) { first } else { FieldType::Any })
}

/// What the cells of a column say.
pub fn weigh(cells: &[&Cell], language: Signs, shown: ShownKinds) -> Evidence {
    let filled: Vec<&Cell> = cells.iter().copied().filter(|cell| !cell.is_blank()).collect();
    let informative: Vec<&Cell> = filled.iter().copied().filter(|cell| !cell.as_text().is_some_and(is_sign)).collect();
    let texts: Vec<&str> = informative.iter().filter_map(|cell| cell.as_text()).map(str::trim).collect();
    let room = Room::of_digits(MOST_DIGITS);
    let in_room = texts.iter().map(|text| (*text, room));
    let signs = of_column(in_room, language, Writing::default(), ColumnSizes::default()).signs;
    let mut evidence = Evidence {
        kind: FieldType::String,
        digits: 0,
        signs: (signs != language).then_some(signs),
        percent: false,
        words: Vec::new(),
        cut: false,
        filled: filled.len(),
        marks: marks(&filled),
        says_nothing: !filled.is_empty() && informative.is_empty(),
        are_years: !informative.is_empty() && informative.iter().all(|cell| is_year(cell)),
    };
    let is_number = |cell: &Cell| match cell {
        Cell::Number(_) | Cell::Integer(_) | Cell::Decimal(_) | Cell::Percent(_) => true,
        Cell::Text(text) => number(text, signs).is_some() && !is_code(text),
        _ => false,
    };
    let is_day = |cell: &Cell| match cell {
        Cell::Date(_) | Cell::DateTime(_) => true,
        Cell::Text(text) => day(text).is_some(),
        _ => false,
    };
    let is_truth = |cell: &Cell| match cell {
        Cell::Boolean(_) => true,
        Cell::Text(text) => {
            matches!(text::name(text).as_str(), "có" | "không" | "đạt" | "không đạt" | "chưa đạt" | "true" | "false")
        }
        _ => false,
    };
    let errors = informative.iter().filter(|cell| matches!(cell, Cell::Error(_) | Cell::Unread(..))).count();
    let readable = informative.len() - errors;
    let count = |wanted: &dyn Fn(&Cell) -> bool| informative.iter().filter(|cell| wanted(cell)).count();
    let numbers = count(&is_number);
    evidence.says_nothing &= !filled.iter().any(|cell| cell.as_text().is_some_and(is_dash));
    let only_dashes = informative.is_empty() && filled.iter().any(|cell| cell.as_text().is_some_and(is_dash));
    let texts_are_times = || informative.iter().all(|cell| cell.as_text().is_some());
    if let Some(kind) = instants(&informative, shown).or_else(|| nested(&informative)) {
        evidence.kind = kind;
    } else if readable > 0 && (shown.clocks || texts_are_times()) && count(&is_clock) == readable {
        evidence.kind = FieldType::Time;
    } else if readable > 0 && shown.clocks && numbers == readable {
        evidence.kind = FieldType::Duration;
    } else if readable > 0 && count(&is_day) == readable {
        evidence.kind = FieldType::Date;
    } else if readable > 0 && count(&is_truth) == readable {
        evidence.kind = FieldType::Boolean;
    } else if only_dashes || (numbers > 0 && numbers * 2 >= readable) {
        evidence.kind = FieldType::Integer;
        for cell in informative.iter().filter(|cell| is_number(cell)) {
            evidence.measure(cell, signs);
        }
        for text in texts.iter().filter(|text| number(text, signs).is_none()) {
            let full = evidence.words.len() >= MOST_WORDS;
            if !full && text.chars().any(char::is_alphabetic) && !evidence.words.iter().any(|word| word == text) {
                evidence.words.push((*text).to_owned());
            }
        }
        if evidence.digits > 0 {
            evidence.kind = FieldType::Number;
        }
    }
    evidence
}

impl Evidence {
    /// Takes in one number: how many digits it has after the decimal sign.
    fn measure(&mut self, cell: &Cell, signs: Signs) {
        let parsed = match cell {
            Cell::Number(number) => Decimal::from_double(*number, SCALE, 0),
            Cell::Percent(number) => {
                self.percent = true;
                Decimal::from_double(*number, SCALE, 2)
            }
            Cell::Integer(number) => Decimal::parse(&number.to_string(), SCALE, 0),
            Cell::Decimal(number) => Decimal::parse(number, SCALE, 0),
            cell => match number(&cell.display(), signs) {
                Some(number) => {
                    self.percent |= number.percent;
                    Decimal::parse(&number.digits, SCALE, 0)
                }
                None => return,
            },
        };
        if let Ok(number) = parsed {
            self.cut |= number.inexact || number.value.digits() > MOST_DIGITS;
            self.digits = self.digits.max(number.value.digits().min(MOST_DIGITS));
        }
    }
}
