//! Times of the day: `06:00:00`, with a part of a second and a zone where they have one.

use chrono::{FixedOffset, NaiveTime, Timelike};

/// A time of the day, perhaps of a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    pub time: NaiveTime,
    pub zone: Option<FixedOffset>,
}

impl Clock {
    /// The time that a text in the form of ISO 8601 is: hours, minutes and seconds of two digits each, perhaps a part of a
    /// second, perhaps `Z` or an offset such as `+07:00`.
    pub fn read(text: &str) -> Option<Self> {
        let (time, zone) = split_zone(text)?;
        let is_whole = time.get(2..3) == Some(":") && time.get(5..6) == Some(":") && time.len() >= 8;
        let whole = is_whole.then_some(time)?;
        let read = NaiveTime::parse_from_str(whole, "%H:%M:%S%.f").ok()?;
        // A leap second is no time of a clock that counts 60 of them.
        (read.nanosecond() < 1_000_000_000).then_some(Self { time: read, zone })
    }

    /// Nanoseconds since midnight in UTC; a time without a zone is one of `usual`.
    pub fn since_midnight(self, usual: FixedOffset) -> i64 {
        let zone = i64::from(self.zone.unwrap_or(usual).local_minus_utc());
        (i64::from(self.time.num_seconds_from_midnight()) - zone) * 1_000_000_000 + i64::from(self.time.nanosecond())
    }
}

impl std::fmt::Display for Clock {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}{}", self.time.format("%H:%M:%S%.f"), zone(self.zone))
    }
}

/// A zone as it is written behind a time; nothing for none.
pub(super) fn zone(zone: Option<FixedOffset>) -> String {
    match zone {
        None => String::new(),
        Some(zone) if zone.local_minus_utc() == 0 => "Z".to_owned(),
        Some(zone) => zone.to_string(),
    }
}

/// A text and the zone that it ends with: `Z`, `+07`, `+0700`, `+07:00`. `None` where it ends with a zone that is none.
pub(super) fn split_zone(text: &str) -> Option<(&str, Option<FixedOffset>)> {
    if let Some(time) = text.strip_suffix(['Z', 'z']) {
        return Some((time, FixedOffset::east_opt(0)));
    }
    // The hyphens of a day are before its time.
    let begin = text.rfind(':').unwrap_or(0).min(text.find(':').unwrap_or(0));
    let Some(sign) = text.get(begin..).and_then(|time| time.find(['+', '-'])).map(|found| begin + found) else {
        return Some((text, None));
    };
    let (time, offset) = text.split_at_checked(sign)?;
    let is_east = offset.starts_with('+');
    let digits = offset.get(1..)?;
    let (hours, minutes) = match (digits.len(), digits.split_once(':')) {
        (5, Some((hours, minutes))) if hours.len() == 2 => (hours, minutes),
        (4, None) => digits.split_at_checked(2)?,
        (2, None) => (digits, "00"),
        _ => return None,
    };
    let number =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<i32>().ok()).flatten();
    let (hours, minutes) = (number(hours)?, number(minutes).filter(|minutes| *minutes < 60)?);
    let seconds = hours * 3600 + minutes * 60;
    FixedOffset::east_opt(if is_east { seconds } else { -seconds }).map(|zone| (time, Some(zone)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_their_one_form() {
        for (text, found) in [
            ("06:00:00", Some("06:00:00")),
            ("06:00:00.50", Some("06:00:00.500")),
            ("06:00:00Z", Some("06:00:00Z")),
            ("06:00:00+00:00", Some("06:00:00Z")),
            ("06:00:00+0100", Some("06:00:00+01:00")),
            ("06:00:00-03:30", Some("06:00:00-03:30")),
            ("06:00:00+1:00", None),
            ("09:00", None),
            ("3 am", None),
            ("24:00:00", None),
            ("23:59:60", None),
            ("", None),
        ] {
            assert_eq!(Clock::read(text).map(|clock| clock.to_string()).as_deref(), found, "{text}");
        }
    }
}
