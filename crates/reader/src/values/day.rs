//! Days as people and programs write them in texts.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use crate::values::text;

/// A day behind the number of the year, and one behind the number of the month: the order of Vietnamese documents.
const WRITINGS: [&str; 5] = ["%Y-%m-%d", "%Y/%m/%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"];
/// The order of the United States, which is never assumed: only what it would make of the same text is of interest.
const MONTH_FIRST: [&str; 3] = ["%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y"];

/// The day that a text is, alone or with its midnight; `None` for any other text.
pub fn written(text: &str) -> Option<NaiveDate> {
    read(without_midnight(&in_numbers(text)), &WRITINGS)
}

/// A day as programs write it, also before 1900 and where registers write "no end" or "no beginning" (9999-12-31, 0001-01-01); 1899-12-30 is the
/// zero of a spreadsheet. Any other year is mistyped, and in the order of people so are these.
pub fn standard(text: &str) -> Option<NaiveDate> {
    let words = in_numbers(text);
    let day = without_midnight(&words);
    let is_standard = day.len() == 10 && day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let is_meant = |day: &NaiveDate| {
        (1800..=1898).contains(&day.year())
            || day.year() == 9999
            || *day == NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default()
    };
    any_year(day, &WRITINGS[..1]).filter(|day| is_standard && (is_meant(day) || (1900..=2200).contains(&day.year())))
}

/// The day that a text would be if its year were not before 1900 or after 2200.
pub fn of_another_age(text: &str) -> Option<NaiveDate> {
    let words = in_numbers(text);
    let day = without_midnight(&words);
    let in_order = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let has_whole_year = day.split(['-', '/', '.']).any(in_order);
    any_year(day, &WRITINGS).filter(|_| has_whole_year && written(text).is_none())
}

/// Exports write a day with its midnight.
fn without_midnight(words: &str) -> &str {
    day_and_time(words).filter(|(_, time)| is_midnight(time)).map_or(words, |(day, _)| day)
}

/// The day of a text that is a day or an instant on the clock of its writer: "31/03/2024", "2024-03-31T10:15:00". An instant
/// of another zone may lie on the day before or after, and is none.
pub fn of_instant(text: &str) -> Option<NaiveDate> {
    written(text).or_else(|| {
        let words = in_numbers(text);
        let (day, time) = day_and_time(&words)?;
        time_of_day(time.trim())?;
        read(day, &WRITINGS)
    })
}

/// The parts of an instant, its time in the half of the day that Windows names in Vietnamese ("12:00:00 SA"), or in English behind a day whose year
/// is first: elsewhere whoever writes AM writes months first.
fn day_and_time(words: &str) -> Option<(&str, Cow<'_, str>)> {
    let (day, time) = words.split_once(['t', ' '])?;
    let has_year_first = day.bytes().take_while(u8::is_ascii_digit).count() == 4;
    let in_english = [("am", "sa"), ("pm", "ch")].into_iter();
    let mut translated = in_english.filter_map(|(half, own)| Some(format!("{}{own}", time.strip_suffix(half)?)));
    let time = translated.next().filter(|_| has_year_first).map_or(Cow::Borrowed(time), Cow::Owned);
    Some((day, time))
}

/// A time of the day, and nothing else; in the morning (`sa`, sáng) or behind noon (`ch`, chiều) of 12 hours.
fn time_of_day(text: &str) -> Option<NaiveTime> {
    let half = [("sa", 0), ("ch", 12)].into_iter().find_map(|(half, hours)| Some((text.strip_suffix(half)?, hours)));
    let bare = half.map_or(text, |(bare, _)| bare.trim_end());
    let formats = ["%H:%M", "%H:%M:%S", "%H:%M:%S%.f"];
    let time = formats.iter().find_map(|format| NaiveTime::parse_from_str(bare, format).ok())?;
    match half {
        Some((_, hours)) => time.with_hour(time.hour() % 12 + hours).filter(|_| time.hour() <= 12),
        None => Some(time),
    }
}

/// True for a midnight, with the zone of its writer or without.
fn is_midnight(time: &str) -> bool {
    let time = time.trim();
    let is_offset = |offset: &str| {
        let digits = offset.bytes().filter(u8::is_ascii_digit).count();
        matches!(digits, 2 | 4) && offset.bytes().all(|byte| byte.is_ascii_digit() || byte == b':')
    };
    let in_zone = time.rfind(['+', '-']).and_then(|sign| time.split_at_checked(sign));
    let bare = match in_zone {
        Some((bare, zone)) if zone.get(1..).is_some_and(is_offset) => bare,
        _ => time.strip_suffix('z').unwrap_or(time),
    };
    time_of_day(bare.trim()) == Some(NaiveTime::MIN)
}

/// The other day that the text may be where its month is first.
pub fn month_first(text: &str) -> Option<NaiveDate> {
    let words = in_numbers(text);
    read(words.split(['t', ' ']).next()?, &MONTH_FIRST)
}

/// True for a day before a month, as its number shows: 13/04/2023.
pub fn is_day_first(text: &str) -> bool {
    let begins_with_year = text.trim_start().bytes().take_while(u8::is_ascii_digit).count() == 4;
    !begins_with_year && written(text).is_some() && month_first(text).is_none()
}

/// The day of a text that is one with its month first alone: "03/31/2024", with a time or without.
pub fn only_month_first(text: &str) -> Option<NaiveDate> {
    month_first(text).filter(|_| with_more_behind(text).is_none() && written(text).is_none())
}

/// The day that a text begins with, where more is behind it: "05/03/2024 08:00", "05/03/2024 8:00 SA". What has AM or PM behind it was written where
/// months are first.
pub fn with_more_behind(text: &str) -> Option<NaiveDate> {
    let words = in_numbers(text);
    let (day, more) = words.split_once(['t', ' '])?;
    let is_of_the_us = more.split(' ').any(|word| word.ends_with("am") || word.ends_with("pm"));
    read(day, &WRITINGS).filter(|_| !is_of_the_us && !more.trim().is_empty())
}

/// "ngày 1 tháng 9 năm 2025" is 1/9/2025 in words; nothing of a text with a sign before it.
fn in_numbers(text: &str) -> String {
    let [before, _] = text::signs_around(text);
    if !before.is_empty() {
        return String::new();
    }
    text::name(text).replace("ngày ", "").replace(" tháng ", "/").replace(" năm ", "/").replace(" /", "/")
}

fn read(words: &str, writings: &[&str]) -> Option<NaiveDate> {
    days(words, writings).find(|day| (1900..=2200).contains(&day.year()))
}

fn any_year(words: &str, writings: &[&str]) -> Option<NaiveDate> {
    days(words, writings).find(|day| day.year() > 0)
}

fn days(words: &str, writings: &[&str]) -> impl Iterator<Item = NaiveDate> {
    writings.iter().filter_map(|format| NaiveDate::parse_from_str(words, format).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_other_ages_are_those_that_programs_write() {
        for (text, by_programs, by_people) in [
            ("9999-12-31", Some("9999-12-31"), Some("9999-12-31")),
            ("9999-12-31T00:00:00", Some("9999-12-31"), Some("9999-12-31")),
            ("1850-05-01", Some("1850-05-01"), Some("1850-05-01")),
            ("0001-01-01", Some("0001-01-01"), Some("0001-01-01")),
            ("2025-02-28", Some("2025-02-28"), None),
            ("0205-03-31", None, Some("0205-03-31")),
            ("2250-03-31", None, Some("2250-03-31")),
            ("1899-12-30", None, Some("1899-12-30")),
            ("31/12/9999", None, Some("9999-12-31")),
            ("1.5.1850", None, Some("1850-05-01")),
            ("9999/12/31", None, Some("9999-12-31")),
            ("9999-12-31T10:00:00", None, None),
            ("9999-02-30", None, None),
            ("31/12/99", None, None),
            ("12-31-9999", None, None),
            ("-9999-12-31", None, None),
            ("0000-01-01", None, None),
        ] {
            let shown = |day: Option<NaiveDate>| day.map(|day| day.to_string());
            assert_eq!(shown(standard(text)).as_deref(), by_programs, "{text}");
            assert_eq!(shown(of_another_age(text)).as_deref(), by_people, "{text}");
        }
    }

    #[test]
    fn a_time_behind_a_day_does_not_turn_its_month() {
        let of =
            |text: &str| [only_month_first(text), with_more_behind(text)].map(|day| day.map(|day| day.to_string()));
        let day = |text: &str| Some(text.to_owned());
        assert_eq!(of("05/03/2024 08:00"), [None, day("2024-03-05")]);
        assert_eq!(of("05-03-2024 8:00 SA"), [None, day("2024-03-05")]);
        assert_eq!(of("2024-03-05T08:00:00"), [None, day("2024-03-05")]);
        assert_eq!(of("03/31/2024"), [day("2024-03-31"), None]);
        assert_eq!(of("03/31/2024 08:00"), [day("2024-03-31"), None]);
        assert_eq!(of("3/5/2024 8:00 AM"), [day("2024-03-05"), None]);
        assert_eq!(of("31/03/2024"), [None, None]);
    }

    #[test]
    fn days_in_every_writing() {
        for (text, alone, of) in [
            ("31/03/2024", Some("2024-03-31"), Some("2024-03-31")),
            ("1-9-2024", Some("2024-09-01"), Some("2024-09-01")),
            ("31.03.2024", Some("2024-03-31"), Some("2024-03-31")),
            ("2024-03-31", Some("2024-03-31"), Some("2024-03-31")),
            ("2024/03/31", Some("2024-03-31"), Some("2024-03-31")),
            ("ngày 1 tháng 9 năm 2024", Some("2024-09-01"), Some("2024-09-01")),
            ("2024-03-31T00:00:00", Some("2024-03-31"), Some("2024-03-31")),
            ("2024-03-31T10:15:00", None, Some("2024-03-31")),
            ("31/03/2024 10:15", None, Some("2024-03-31")),
            ("2024-03-31T00:00:00Z", Some("2024-03-31"), Some("2024-03-31")),
            ("2024-03-31T00:00:00.000+07:00", Some("2024-03-31"), Some("2024-03-31")),
            ("31/03/2024 12:00:00 SA", Some("2024-03-31"), Some("2024-03-31")),
            ("31/03/2024 00:00 sa", Some("2024-03-31"), Some("2024-03-31")),
            ("2024-03-31 12:00:00 AM", Some("2024-03-31"), Some("2024-03-31")),
            ("31/03/2024 8:30:00 SA", None, Some("2024-03-31")),
            ("31/03/2024 12:00:00 CH", None, Some("2024-03-31")),
            ("2024-03-31 3:00 PM", None, Some("2024-03-31")),
            ("31/03/2024 13:00 SA", None, None),
            ("01/03/2024 12:00:00 AM", None, None),
            ("31/03/2024 00:00 abc", None, None),
            ("01/01/2024 00:00 - 30/06/2024 23:59", None, None),
            ("01/01/2024 00:00:00 đến 31/12/2024 23:59:59", None, None),
            ("2024-01-01 00:00/2024-12-31 00:00", None, None),
            ("2024-03-31T17:00:00Z", None, None),
            ("2024-03-31T17:00:00+07:00", None, None),
            ("31/03/24", None, None),
            ("-2024-03-31", None, None),
            ("+2024-03-31", None, None),
            ("03/31/2024", None, None),
            ("31/03/1024", None, None),
            ("30/02/2024", None, None),
            ("3/2024", None, None),
            ("2024", None, None),
        ] {
            let shown = |day: Option<NaiveDate>| day.map(|day| day.to_string());
            assert_eq!(shown(written(text)).as_deref(), alone, "{text}");
            assert_eq!(shown(of_instant(text)).as_deref(), of, "{text}");
        }
    }
}
