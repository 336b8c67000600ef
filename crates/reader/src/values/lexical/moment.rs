//! Days and times in whatever writing leaves no doubt, for fields of the format `any`.

use chrono::{NaiveDate, NaiveTime};

use super::clock::{Clock, split_zone};
use super::instant::Instant;
use crate::values::{day, text};

/// The months as English abbreviates them.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const FULL_MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The day of a text: as a form's days are written, or with an English month between day and year (`10th Jan 1969`).
pub fn any_day(written: &str) -> Option<NaiveDate> {
    day::written(written).or_else(|| day::standard(written)).or_else(|| english(written))
}

fn english(written: &str) -> Option<NaiveDate> {
    let lower = written.to_ascii_lowercase();
    let words: Vec<&str> = lower.split([' ', ',', '-']).filter(|word| !word.is_empty()).collect();
    let month = |word: &str| {
        let word = word.trim_end_matches('.');
        let of = |names: &[&str; 12]| names.iter().position(|name| *name == word);
        let known = of(&MONTHS).or_else(|| of(&FULL_MONTHS)).or_else(|| (word == "sept").then_some(8))?;
        u32::try_from(known.saturating_add(1)).ok()
    };
    let day_of = |word: &str| {
        let bare = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
        bare.parse::<u32>().ok().filter(|_| bare.len() <= 2)
    };
    let year = |word: &str| word.parse::<i32>().ok().filter(|_| word.len() == 4);
    match words.as_slice() {
        [first, second, third] => match (day_of(first), month(second), month(first), day_of(second)) {
            (Some(day), Some(month), ..) | (_, _, Some(month), Some(day)) => {
                NaiveDate::from_ymd_opt(year(third)?, month, day)
            }
            _ => None,
        },
        _ => None,
    }
}

/// The time of a text: `06:00:00`, `06:00`, `3:00 am`, `9 pm`, `9:00 SA`, `9h30`, `9 giờ 30`.
pub fn any_clock(written: &str) -> Option<Clock> {
    if let Some(clock) = Clock::read(written) {
        return Some(clock);
    }
    let lower = text::name(written);
    let (bare, zone) = split_zone(&lower)?;
    let halves = [("am", 0), ("pm", 12), ("sa", 0), ("ch", 12)];
    let half = halves.into_iter().find_map(|(ending, hours)| Some((bare.trim().strip_suffix(ending)?.trim(), hours)));
    let spoken = bare.replace(" giờ ", ":").replace(" giờ", ":").replace(" phút", "").replace('h', ":");
    let (digits, half) = match half {
        Some((digits, hours)) => (digits, Some(hours)),
        None => (spoken.trim(), None),
    };
    let time = in_numbers(digits, half)?;
    Some(Clock { time, zone })
}

/// Hours, minutes and seconds with colons between; of a half of the day, hours from 1 to 12, and minutes need not be there.
fn in_numbers(digits: &str, half: Option<u32>) -> Option<NaiveTime> {
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 2);
    let mut parts = digits.split(':');
    let hour = number(parts.next()?)?;
    let (minute, second) = (parts.next(), parts.next());
    if parts.next().is_some() || half.is_none() && minute.is_none() {
        return None;
    }
    let minute = minute.filter(|minute| !minute.is_empty()).map_or(Some(0), number)?;
    let second = second.map_or(Some(0), number)?;
    let hour = match half {
        Some(hours) => Some(hour).filter(|hour| (1..=12).contains(hour)).map(|hour| hour % 12 + hours)?,
        None => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, second)
}

/// The instant of a text: a day and a time, in either order.
pub fn any_instant(written: &str) -> Option<Instant> {
    if let Some(instant) = Instant::read(written) {
        return Some(instant);
    }
    let (bare, zone) = Instant::split(written)?;
    let gaps = bare.match_indices([' ', 'T']).map(|(gap, _)| gap);
    let of = |day: &str, time: &str| {
        Some((any_day(day.trim())?, any_clock(time.trim()).filter(|time| time.zone.is_none())?))
    };
    let halves = gaps.filter_map(|gap| Some((bare.get(..gap)?, bare.get(gap.saturating_add(1)..)?)));
    let mut found = halves.filter_map(|(left, right)| of(left, right).or_else(|| of(right, left)));
    let (day, clock) = found.next()?;
    Some(Instant { at: day.and_time(clock.time), zone })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_leaves_no_doubt() {
        for (text, found) in [
            ("2019-01-01", Some("2019-01-01")),
            ("21/11/2006", Some("2006-11-21")),
            ("10th Jan 1969", Some("1969-01-10")),
            ("January 10, 1969", Some("1969-01-10")),
            ("10th Jan nineteen sixty nine", None),
            ("10 Jan 69", None),
            ("31 Feb 2020", None),
            ("invalid", None),
        ] {
            assert_eq!(any_day(text).map(|day| day.to_string()).as_deref(), found, "{text}");
        }
        for (text, found) in [
            ("06:00:00Z", Some("06:00:00Z")),
            ("3:00 am", Some("03:00:00")),
            ("12 AM", Some("00:00:00")),
            ("12:30 pm", Some("12:30:00")),
            ("9h30", Some("09:30:00")),
            ("9 giờ", Some("09:00:00")),
            ("9 giờ 30 phút", Some("09:30:00")),
            ("09:00", Some("09:00:00")),
            ("13 pm", None),
            ("9", None),
            ("some night", None),
        ] {
            assert_eq!(any_clock(text).map(|clock| clock.to_string()).as_deref(), found, "{text}");
        }
        for (text, found) in [
            ("2014-01-01T06:00:00Z", Some("2014-01-01T06:00:00Z")),
            ("10th Jan 1969 9 am", Some("1969-01-10T09:00:00")),
            ("16:30 21/11/2006", Some("2006-11-21T16:30:00")),
            ("21/11/2006 16:30", Some("2006-11-21T16:30:00")),
            ("21/11/2006", None),
            ("invalid", None),
        ] {
            assert_eq!(any_instant(text).map(|instant| instant.to_string()).as_deref(), found, "{text}");
        }
    }
}
