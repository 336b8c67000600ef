//! Days and times by a pattern of the form, `%d/%m/%y %H:%M`, in the directives of `strptime`.

use chrono::format::{Parsed, StrftimeItems, parse};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

/// The directives that mean the same in every program; `%f` is behind a point.
const DIRECTIVES: &str = "YymdHIMSpjbBhaAzeF T%";

/// What a pattern is, without the `fmt:` of older descriptors.
pub fn bare(pattern: &str) -> &str {
    pattern.strip_prefix("fmt:").unwrap_or(pattern)
}

/// The directive of a pattern that is not known; `None` where all are.
pub fn unknown(pattern: &str) -> Option<String> {
    let mut signs = pattern.chars();
    let mut before = ' ';
    while let Some(sign) = signs.next() {
        if sign == '%' {
            match signs.next() {
                Some('f') if before == '.' => {}
                Some(directive) if directive != ' ' && DIRECTIVES.contains(directive) => {}
                Some(directive) => return Some(format!("%{directive}")),
                None => return Some("%".to_owned()),
            }
        }
        before = sign;
    }
    None
}

/// The parts that a text has by a pattern.
fn parts(text: &str, pattern: &str) -> Option<Parsed> {
    // A part of a second may have any number of digits.
    let pattern = pattern.replace(".%f", "%.f");
    let mut parts = Parsed::new();
    // Z is the zone of Greenwich.
    let in_digits = text.strip_suffix(['Z', 'z']).filter(|_| pattern.ends_with("%z"));
    let in_digits = in_digits.map(|before| format!("{before}+0000"));
    parse(&mut parts, in_digits.as_deref().unwrap_or(text), StrftimeItems::new(&pattern)).ok()?;
    // Of two digits those from 69 on are of the last century, as POSIX has it.
    if parts.year_div_100().is_none() && parts.year().is_none() && parts.year_mod_100() == Some(69) {
        parts.set_year(1969).ok()?;
    }
    Some(parts)
}

/// The day of a text by a pattern. No year of fewer than four digits is one: `%Y` is not `%y`. A pattern without a day or a month is of the
/// first, as Python has it.
pub fn day(text: &str, pattern: &str) -> Option<NaiveDate> {
    let mut parts = parts(text, pattern)?;
    fill(&mut parts)?;
    parts.to_naive_date().ok().filter(|day| day.year() >= 1000)
}

/// Sets the month and the day that a pattern does not have to the first.
fn fill(parts: &mut Parsed) -> Option<()> {
    let names_the_day = parts.ordinal().is_some() || parts.timestamp().is_some();
    let has_year = parts.year().is_some() || parts.year_mod_100().is_some();
    if names_the_day || !has_year {
        return Some(());
    }
    if parts.month().is_none() && parts.day().is_none() {
        parts.set_month(1).ok()?;
    }
    if parts.month().is_some() && parts.day().is_none() {
        parts.set_day(1).ok()?;
    }
    Some(())
}

/// The time of a text by a pattern.
pub fn time(text: &str, pattern: &str) -> Option<NaiveTime> {
    let mut parts = parts(text, pattern)?;
    if parts.minute().is_none() {
        parts.set_minute(0).ok()?;
    }
    parts.to_naive_time().ok().filter(is_of_a_minute)
}

/// False for the second 60, which a minute has once in years: no other type of time here has it.
fn is_of_a_minute(time: &NaiveTime) -> bool {
    time.nanosecond() < 1_000_000_000
}

/// The day and time of a text by a pattern, and the seconds of its zone east of Greenwich where the pattern has one.
pub fn instant(text: &str, pattern: &str) -> Option<(NaiveDateTime, Option<i32>)> {
    let mut parts = parts(text, pattern)?;
    let zone = parts.offset();
    fill(&mut parts)?;
    if parts.minute().is_none() {
        parts.set_minute(0).ok()?;
    }
    let day = parts.to_naive_date().ok().filter(|day| day.year() >= 1000)?;
    Some((day.and_time(parts.to_naive_time().ok().filter(is_of_a_minute)?), zone))
}

/// Texts as they are written by a pattern whose directives are known, of moments in three decades.
pub fn examples(pattern: &str) -> Vec<String> {
    let pattern = pattern.replace(".%f", "%.f");
    let moments = ["1998-02-03T04:05:06.5+07:00", "2016-10-25T23:45:30+07:00", "2024-05-17T12:00:00+00:00"];
    let moments = moments.iter().filter_map(|moment| DateTime::parse_from_rfc3339(moment).ok());
    moments.map(|moment| moment.format(&pattern).to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_by_a_pattern() {
        let read = |text, pattern| day(text, pattern).map(|day| day.to_string());
        assert_eq!(read("21/11/06", "%d/%m/%y").as_deref(), Some("2006-11-21"));
        assert_eq!(read("1/1/69", "%d/%m/%y").as_deref(), Some("1969-01-01"));
        assert_eq!(read("1/1/68", "%d/%m/%y").as_deref(), Some("2068-01-01"));
        assert_eq!(read("21/11/06 16:30", "%y/%m/%d"), None);
        assert_eq!(read("21/11/06", "invalid"), None);
        assert_eq!(read("31.02.2024", "%d.%m.%Y"), None);
        assert_eq!(read("1/1/24", "%d/%m/%Y"), None, "a year of four digits");
        assert_eq!(read("2024", "%Y").as_deref(), Some("2024-01-01"));
        assert_eq!(read("03/2024", "%m/%Y").as_deref(), Some("2024-03-01"));
        assert_eq!(read("31/12", "%d/%m"), None);
        let read = |text, pattern| time(text, pattern).map(|time| time.to_string());
        assert_eq!(read("06:50", "%M:%H"), None);
        assert_eq!(read("06:50", "%H:%M").as_deref(), Some("06:50:00"));
        assert_eq!(read("06:50:01.5", "%H:%M:%S.%f").as_deref(), Some("06:50:01.500"));
        assert_eq!(read("12:00:59", "%H:%M:%S").as_deref(), Some("12:00:59"));
        assert_eq!(read("12:00:60", "%H:%M:%S"), None, "no second of a minute");
        assert_eq!(read("12:00:60", "%T"), None);
        assert_eq!(instant("2025-12-31 23:59:60", "%Y-%m-%d %H:%M:%S"), None);
        assert_eq!(read("3 PM", "%I %p").as_deref(), Some("15:00:00"));
        let (at, zone) = instant("21/11/06 16:30 +0700", "%d/%m/%y %H:%M %z").unwrap();
        assert_eq!((at.to_string().as_str(), zone), ("2006-11-21 16:30:00", Some(25_200)));
        assert_eq!(instant("2006-11-21T16:30:00Z", "%Y-%m-%dT%H:%M:%S%z").unwrap().1, Some(0));
    }

    #[test]
    fn what_is_written_by_a_pattern_is_read_by_it_where_it_has_all_parts() {
        for pattern in
            ["%d/%m/%Y", "%e.%m.%y", "%Y%m%d", "%Y-%j", "%A, %d %B %Y", "%F", "%m/%Y", "%Y", "Ngày %d-%b-%Y %H:%M"]
        {
            assert!(examples(pattern).iter().all(|text| day(text, pattern).is_some()), "{pattern}");
        }
        for pattern in ["%H:%M", "%H", "%I:%M %p", "%T", "%H%M%S", "%H:%M:%S.%f", "%H:%M%z"] {
            assert!(examples(pattern).iter().all(|text| time(text, pattern).is_some()), "{pattern}");
        }
        for pattern in ["%d/%m/%Y %H:%M", "%FT%T%z", "%Y-%m-%dT%H:%M:%S.%f", "%d/%m/%y %I %p"] {
            assert!(examples(pattern).iter().all(|text| instant(text, pattern).is_some()), "{pattern}");
        }
        for pattern in ["%d/%m", "%H:%M", "%Y-%d", "%m"] {
            assert!(examples(pattern).iter().all(|text| day(text, pattern).is_none()), "{pattern}");
        }
        for pattern in ["%d", "%M:%S", "%I:%M", "%d/%m/%Y"] {
            assert!(examples(pattern).iter().all(|text| time(text, pattern).is_none()), "{pattern}");
        }
        for pattern in ["%d/%m/%Y", "%H:%M", "%d/%m %H:%M"] {
            assert!(examples(pattern).iter().all(|text| instant(text, pattern).is_none()), "{pattern}");
        }
    }

    #[test]
    fn directives_that_mean_different_things_are_named() {
        assert_eq!(unknown("%d/%m/%y"), None);
        assert_eq!(unknown("%H:%M:%S.%f"), None);
        assert_eq!(unknown("%H:%M:%S %f").as_deref(), Some("%f"));
        assert_eq!(unknown("%Q").as_deref(), Some("%Q"));
        assert_eq!(unknown("100%").as_deref(), Some("%"));
    }
}
