//! The measures and words of an empty form: how wide a column is, how many lines a text takes, the period as a head names it.

use super::LANGUAGE;
use super::layout::{Body, FormColumn, Purpose};
use super::request::Request;
use crate::say;
use crate::values::period::{Frequency, Period};
use crate::values::text::width;

/// Lines that a text takes in a room of so many letters, broken between words.
pub fn lines(text: &str, room: usize) -> f64 {
    let room = room.max(1);
    let mut lines = 0u32;
    for line in text.lines() {
        let mut used = 0;
        lines += 1;
        for word in line.split_whitespace() {
            let next = width(word);
            if used > 0 && used + 1 + next > room {
                (lines, used) = (lines + 1, 0);
            }
            used += next + usize::from(used > 0);
        }
    }
    f64::from(lines.max(1))
}

/// Letters of a column: a number of this size, a word of the label, the longest of what is filled in.
pub fn wide(column: &FormColumn<'_>, request: &Request<'_>, body: &Body) -> usize {
    let title = super::labels::title(column.field);
    let word = title.split_whitespace().map(width).max().unwrap_or(0) + 2;
    let names = request.units.iter().map(|&unit| width(&request.project.registry.units[unit].name)).max();
    let listed = column.field.listed_for_people().iter().map(|text| width(text)).max();
    match (column.purpose, column.field.kind) {
        (Purpose::Ordinal, _) => word.clamp(5, 8),
        (Purpose::AreaCode, _) => word.clamp(10, 14),
        (Purpose::AreaName, _) => names.unwrap_or(0).clamp(18, 32) + 2,
        (Purpose::Key, _) if matches!(body, Body::Prefilled(_)) => listed.unwrap_or(0).clamp(12, 36) + 2,
        (_, kind) if kind.is_textual() => listed.unwrap_or(24).clamp(14, 36) + 2,
        _ => word.clamp(13, 18),
    }
}

/// "Biểu số 04/CĐS: Xã hội số" without what the head says already.
pub fn without_code<'a>(title: &'a str, code: &str) -> &'a str {
    let rest = title.split_once(code).filter(|(before, _)| {
        let before = crate::values::text::without_marks(before);
        matches!(before.trim().trim_end_matches(':').trim(), "bieu so" | "bieu" | "mau" | "mau so" | "bieu mau" | "")
    });
    let rest = rest.map(|(_, rest)| rest.trim_start_matches([':', '.', '-', '–', ' '])).unwrap_or(title);
    if rest.is_empty() { title } else { rest }
}

/// A period as a head names it.
pub fn in_words(period: Period) -> String {
    let written = period.to_string();
    let (year, number) = written.split_once('-').unwrap_or((written.as_str(), ""));
    let number: usize = number.trim_start_matches(['Q', 'S']).parse().unwrap_or(1);
    match period.frequency() {
        Frequency::Month => say!(LANGUAGE, "form-period.month", month = number.to_string(), year = year),
        Frequency::Quarter => {
            let roman = ["I", "II", "III", "IV"].get(number.saturating_sub(1)).copied().unwrap_or("I");
            say!(LANGUAGE, "form-period.quarter", quarter = roman, year = year)
        }
        Frequency::HalfYear if number == 1 => say!(LANGUAGE, "form-period.first-half", year = year),
        Frequency::HalfYear => say!(LANGUAGE, "form-period.second-half", year = year),
        Frequency::Year => say!(LANGUAGE, "form-period.year", year = year),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::period_text;

    #[test]
    fn every_period_reads_back_from_its_words() {
        let frequencies = [Frequency::Month, Frequency::Quarter, Frequency::HalfYear, Frequency::Year];
        for (frequency, number) in
            frequencies.into_iter().flat_map(|frequency| (1..=12).map(move |number| (frequency, number)))
        {
            let Some(period) = Period::new(frequency, 2025, number) else { continue };
            assert_eq!(period_text::parse(&in_words(period)), Some(period), "{}", in_words(period));
        }
    }

    #[test]
    fn a_title_does_not_repeat_the_code() {
        assert_eq!(without_code("Biểu số 04/CĐS: Xã hội số", "04/CĐS"), "Xã hội số");
        assert_eq!(without_code("Biểu số 01/TN", "01/TN"), "Biểu số 01/TN");
        assert_eq!(without_code("Kết quả theo 04/CĐS", "04/CĐS"), "Kết quả theo 04/CĐS");
    }
}
