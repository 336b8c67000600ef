//! Instants with their zone, as programs write them, by the clock of the reports.
//!
//! Programs that keep instants in UTC write the midnight of a Vietnamese day as 17:00 of the day before: `2019-03-26T17:00:00.000Z`.

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};

use crate::values::lexical::instant::Instant;

/// Seconds east of UTC of the clock of deadlines, days and periods, that of Việt Nam.
pub const UTC_OFFSET_SECONDS: i32 = 7 * 3600;

/// The day and time here of an instant that says its zone; `None` for any other text.
pub fn here(written: &str) -> Option<NaiveDateTime> {
    let written = written.trim();
    // PostgreSQL writes the hours of a zone alone.
    let is_short = written.len() > SHORTEST && written.rfind(['+', '-']).is_some_and(|sign| written.len() - sign == 3);
    let instant = Instant::read(&if is_short { format!("{written}:00") } else { written.to_owned() })?;
    instant.zone?;
    let own = FixedOffset::east_opt(UTC_OFFSET_SECONDS)?;
    instant.in_utc(own)?.checked_add_offset(own)
}

/// A day and a time without its zone.
const SHORTEST: usize = "2019-03-26T17:00:00".len();

/// The day of a midnight.
pub fn midnight(at: NaiveDateTime) -> Option<NaiveDate> {
    (at.time() == NaiveTime::MIN).then(|| at.date())
}

/// The day here of a time that is midnight here where it is one of UTC; `None` for any other time.
pub fn midnight_in_utc(at: NaiveDateTime) -> Option<NaiveDate> {
    midnight(at.checked_add_offset(FixedOffset::east_opt(UTC_OFFSET_SECONDS)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnights_of_other_zones_are_days_here() {
        for (text, at) in [
            ("2019-03-26T17:00:00.000Z", Some("2019-03-27 00:00:00")),
            ("2019-03-26 17:00:00+00:00", Some("2019-03-27 00:00:00")),
            ("2019-03-26 17:00:00+00", Some("2019-03-27 00:00:00")),
            ("2019-03-27T00:00:00+07:00", Some("2019-03-27 00:00:00")),
            ("2019-03-26T20:30:00Z", Some("2019-03-27 03:30:00")),
            ("2019-03-26T17:00:00", None),
            ("2019-03-26", None),
            ("26/03/2019 17:00:00Z", None),
            ("", None),
        ] {
            assert_eq!(here(text).map(|at| at.to_string()).as_deref(), at, "{text}");
        }
        let at = |text: &str| midnight_in_utc(text.parse().unwrap()).map(|day| day.to_string());
        assert_eq!(at("2019-03-26T17:00:00").as_deref(), Some("2019-03-27"));
        assert_eq!(at("2019-03-26T16:59:00"), None);
    }
}
