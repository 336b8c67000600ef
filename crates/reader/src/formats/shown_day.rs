//! Whether what a cell shows is the day that it holds.
//!
//! Takes the text that is shown, as an open document states it beside the value or as a number format writes it ([`super::number_format`]), and the day;
//! says where everybody who opens the file reads another day, month or year: a format may write one itself (`dd/mm/"2024"`).

use chrono::{Datelike, NaiveDate};

/// Words between the numbers of a day.
const BETWEEN: [&str; 4] = ["ngày", "tháng", "năm", "thg"];

/// Words whose number is none of a day.
const NUMBERED: [&str; 8] = ["quý", "q", "lần", "đợt", "kỳ", "tuần", "số", "w"];

/// The names of months, each with its number.
const MONTHS: [(&str, u32); 23] = [
    ("january", 1),
    ("jan", 1),
    ("february", 2),
    ("feb", 2),
    ("march", 3),
    ("mar", 3),
    ("april", 4),
    ("apr", 4),
    ("may", 5),
    ("june", 6),
    ("jun", 6),
    ("july", 7),
    ("jul", 7),
    ("august", 8),
    ("aug", 8),
    ("september", 9),
    ("sep", 9),
    ("october", 10),
    ("oct", 10),
    ("november", 11),
    ("nov", 11),
    ("december", 12),
    ("dec", 12),
];

/// The numbers of months in words, behind "tháng".
const MONTHS_IN_WORDS: [(&str, u32); 16] = [
    ("một", 1),
    ("giêng", 1),
    ("hai", 2),
    ("ba", 3),
    ("tư", 4),
    ("bốn", 4),
    ("năm", 5),
    ("sáu", 6),
    ("bảy", 7),
    ("tám", 8),
    ("chín", 9),
    ("mười một", 11),
    ("mười hai", 12),
    ("mười", 10),
    ("chạp", 12),
    ("bẩy", 7),
];

/// Years by which the calendar of Thailand is ahead.
const OF_THAI_CALENDAR: i32 = 543;

/// True where a text shows a day, or a part of one, that is none of this day.
pub(super) fn shows_another_day(text: &str, day: NaiveDate) -> bool {
    let plain = in_numbers(text);
    plain.split(|sign: char| !sign.is_ascii_digit() && sign != '/').any(|part| is_of_another(part, day))
}

/// The text in lower case with a stroke for each sign and word between the numbers of a day, and for the name of a month its number; clocks are left out.
pub(super) fn in_numbers(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut words: Vec<&str> = lower.split_whitespace().collect();
    let is_clock = |word: &str| {
        let has_digits = word.starts_with(|sign: char| sign.is_ascii_digit());
        has_digits && (word.contains(':') || word.contains('h') && !word.contains('t'))
    };
    words.retain(|word| !is_clock(word));
    let mut text = words.join(" ");
    for (name, number) in MONTHS_IN_WORDS {
        text = text
            .replace(&format!("tháng {name}"), &format!("/{number:05}/"))
            .replace(&format!("thg {name}"), &format!("/{number:05}/"));
    }
    let mut plain = String::with_capacity(text.len());
    let (mut word, mut is_numbered) = (String::new(), false);
    for sign in text.chars().chain([' ']) {
        if sign.is_alphabetic() {
            word.push(sign);
            continue;
        }
        if !word.is_empty() {
            is_numbered = NUMBERED.contains(&word.as_str());
            match MONTHS.iter().find(|(name, _)| *name == word) {
                _ if BETWEEN.contains(&word.as_str()) => plain.push('/'),
                Some((_, number)) => plain.push_str(&format!("/{number:05}/")),
                None => plain.push('|'),
            }
            word.clear();
        }
        if is_numbered && (sign.is_ascii_digit() || sign == ' ') {
            continue;
        }
        if std::mem::take(&mut is_numbered) {
            plain.push('|');
            continue;
        }
        plain.push(if matches!(sign, '-' | '.' | ',') { '/' } else { sign });
    }
    // Blanks beside a stroke are none.
    let mut joined = String::with_capacity(plain.len());
    for sign in plain.chars() {
        if sign == ' ' && joined.ends_with('/') {
            continue;
        }
        if sign == '/' {
            joined.truncate(joined.trim_end_matches(' ').len());
        }
        joined.push(sign);
    }
    joined
}

/// True for the number of the name of a month, which [`in_numbers`] writes with zeros before it.
fn is_name(number: &str) -> bool {
    number.len() == 5 && number.starts_with("000")
}

/// True for two or three numbers, joined by strokes, that are none of the day.
fn is_of_another(part: &str, day: NaiveDate) -> bool {
    let numbers: Vec<&str> = part.split('/').filter(|number| !number.is_empty()).collect();
    if numbers.iter().any(|number| !matches!(number.len(), 1 | 2 | 4) && !is_name(number)) {
        return false;
    }
    let is_year = |number: &str| {
        let parsed = number.parse::<i32>().ok();
        match number.len() {
            4 => parsed.is_some_and(|year| year == day.year() || year == day.year().saturating_add(OF_THAI_CALENDAR)),
            _ => {
                !is_name(number)
                    && parsed.is_some_and(|year| {
                        let thai = day.year().saturating_add(OF_THAI_CALENDAR);
                        year == day.year().rem_euclid(100) || year == thai.rem_euclid(100)
                    })
            }
        }
    };
    let is = |number: &str, own: u32| number.len() <= 2 && number.parse() == Ok(own);
    let (is_day, is_month) = (
        |number: &str| is(number, day.day()),
        |number: &str| is(number, day.month()) || is_name(number) && number.parse() == Ok(day.month()),
    );
    let is_day_and_month = |one: &str, other: &str| is_day(one) && is_month(other) || is_month(one) && is_day(other);
    match numbers[..] {
        [first, second, last] => {
            let is_shown =
                is_day_and_month(first, second) && is_year(last) || is_year(first) && is_day_and_month(second, last);
            !is_shown
        }
        [first, second] => {
            let is_part = |number: &str| is_day(number) || is_month(number) || is_year(number);
            let is_shown = if first.len() == 4 || second.len() == 4 {
                let (year, other) = if first.len() == 4 { (first, second) } else { (second, first) };
                is_year(year) && (is_month(other) || is_day(other))
            } else {
                // The name of a month may be that of a day of the week in another language.
                is_name(first) || is_name(second) || is_part(first) && is_part(second)
            };
            !is_shown
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_shows_the_day_or_another() {
        let day = |day: &str| day.parse::<NaiveDate>().unwrap();
        for text in [
            "03/07/2025",
            "3/7/25",
            "07/03/2025",
            "2025-07-03",
            "3-Jul-25",
            "03.07.2025 08:30",
            "2025-07-03T08:30:00",
            "Ngày 03 tháng 07 năm 2025",
            "ngày 3 tháng bảy năm 2025",
            "July 3, 2025",
            "Thứ Năm 03/07/2025",
            "Thứ Năm, ngày 3 tháng 7 năm 2025",
            "Thứ 5, 03/07/2025",
            "07/2025",
            "Thg 7 2025",
            "2025",
            "03/07",
            "Đợt 1: 03/07/2025",
            "03/07/2025 (lần 2)",
            "Quý 2/2025",
            "Q2-2025",
            "03/07/2568",
            "W27",
            "",
            "########",
            "45841",
        ] {
            assert!(!shows_another_day(text, day("2025-07-03")), "{text}");
        }
        for text in [
            "03/07/2024",
            "03/08/2025",
            "01/07/2025",
            "3-Aug-25",
            "Ngày 3 tháng 8 năm 2025",
            "3 tháng tám năm 2025",
            "07/2024",
            "08/2025",
            "03/08",
            "03/07/1925",
        ] {
            assert!(shows_another_day(text, day("2025-07-03")), "{text}");
        }
    }
}
