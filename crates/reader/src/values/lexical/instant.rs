//! A day with a time: `2014-01-01T06:00:00`, with a zone where it has one.

use chrono::{FixedOffset, NaiveDate, NaiveDateTime};

use super::clock::{Clock, split_zone, zone};

/// A day with a time, perhaps of a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instant {
    pub at: NaiveDateTime,
    pub zone: Option<FixedOffset>,
}

impl Instant {
    /// The instant that a text in the form of ISO 8601 is: a day, `T` or a space, and a time with its seconds.
    pub fn read(text: &str) -> Option<Self> {
        let (day, time) = text.split_at_checked(10)?;
        let time = time.strip_prefix(['T', 't', ' '])?;
        let has_form = day.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        let day = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok().filter(|_| has_form)?;
        let Clock { time, zone } = Clock::read(time)?;
        Some(Self { at: day.and_time(time), zone })
    }

    /// The instant of a day and time of no zone.
    pub const fn local(at: NaiveDateTime) -> Self {
        Self { at, zone: None }
    }

    /// The same instant in UTC; one without a zone is one of `usual`.
    pub fn in_utc(self, usual: FixedOffset) -> Option<NaiveDateTime> {
        self.at.checked_sub_offset(self.zone.unwrap_or(usual))
    }

    /// The text without its zone, and the zone.
    pub(super) fn split(text: &str) -> Option<(&str, Option<FixedOffset>)> {
        split_zone(text)
    }
}

impl std::fmt::Display for Instant {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}{}", self.at.format("%Y-%m-%dT%H:%M:%S%.f"), zone(self.zone))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_in_their_one_form() {
        for (text, found) in [
            ("2014-01-01T06:00:00", Some("2014-01-01T06:00:00")),
            ("2014-01-01 06:00:00", Some("2014-01-01T06:00:00")),
            ("2014-01-01T06:00:00Z", Some("2014-01-01T06:00:00Z")),
            ("2014-01-01T06:00:00.250+07:00", Some("2014-01-01T06:00:00.250+07:00")),
            ("2014-01-01T06:00:00+1:00", None),
            ("2014-01-01T06:00", None),
            ("2014-02-30T06:00:00", None),
            ("2014-01-01", None),
            ("01/01/2014 06:00:00", None),
            ("Mon 1st Jan 2014 9 am", None),
        ] {
            assert_eq!(Instant::read(text).map(|instant| instant.to_string()).as_deref(), found, "{text}");
        }
        let hanoi = FixedOffset::east_opt(7 * 3600).unwrap();
        let utc = |text: &str| Instant::read(text).and_then(|instant| instant.in_utc(hanoi));
        assert_eq!(utc("2014-01-01T06:00:00"), utc("2013-12-31T23:00:00Z"));
    }
}
