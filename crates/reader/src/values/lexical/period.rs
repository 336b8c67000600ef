//! Durations of ISO 8601, `P1Y10M3DT5H11M7S`, exactly.
//!
//! Years are twelve months, weeks seven days, days 24 hours; months and days are never exchanged. The smallest part may have a
//! fraction, as long as nothing is rounded.

use std::cmp::Ordering;

use chrono::{Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::values::decimal::{Decimal, SCALE};

/// Seconds of a minute, an hour, a day and a week.
const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const WEEK: i64 = 7 * DAY;

/// A duration: whole months and exact seconds, both of one sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duration {
    months: i64,
    seconds: Decimal,
}

/// What a letter counts: months or seconds, how many of them, and its place in the order of a duration.
fn part(letter: char, is_time: bool) -> Option<(bool, i64, u8)> {
    Some(match (is_time, letter) {
        (false, 'Y') => (true, 12, 0),
        (false, 'M') => (true, 1, 1),
        (false, 'W') => (false, WEEK, 2),
        (false, 'D') => (false, DAY, 3),
        (true, 'H') => (false, HOUR, 4),
        (true, 'M') => (false, MINUTE, 5),
        (true, 'S') => (false, 1, 6),
        _ => return None,
    })
}

impl Duration {
    /// The duration that a text is.
    pub fn read(text: &str) -> Option<Self> {
        let (is_negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let mut duration = Self { months: 0, seconds: Decimal::ZERO };
        let (mut number, mut is_time, mut last, mut has_fraction) = (String::new(), false, None, false);
        for sign in rest.strip_prefix('P')?.chars() {
            match sign {
                'T' if !is_time && number.is_empty() => is_time = true,
                '0'..='9' => number.push(sign),
                '.' | ',' if !number.is_empty() && !number.contains('.') => number.push('.'),
                letter => {
                    let (is_months, factor, place) = part(letter, is_time)?;
                    let in_order = last.is_none_or(|last| place > last);
                    // Only the smallest part has a fraction, and digits behind its sign.
                    if !in_order || has_fraction || number.ends_with('.') {
                        return None;
                    }
                    has_fraction = number.contains('.');
                    let count = Decimal::parse(&number, SCALE, 0).ok().filter(|count| !count.inexact)?.value;
                    let amount = count.checked_mul(Decimal::from_integer(factor))?;
                    if is_months {
                        let whole = amount.is_integer().then(|| amount.units() / Decimal::ONE.units())?;
                        duration.months = duration.months.checked_add(i64::try_from(whole).ok()?)?;
                    } else {
                        duration.seconds = duration.seconds.checked_add(amount)?;
                    }
                    last = Some(place);
                    number.clear();
                }
            }
        }
        // Something was counted, and behind a T a time.
        let is_whole = number.is_empty() && last.is_some_and(|last| !is_time || last > 3);
        let negated = Self { months: -duration.months, seconds: Decimal::from_units(-duration.seconds.units()) };
        is_whole.then_some(if is_negative { negated } else { duration })
    }

    /// How two durations compare; `None` where it depends on the months that they are counted from: a month and 30 days.
    pub fn compare(self, other: Self) -> Option<Ordering> {
        // The four days by which XML Schema compares durations.
        let days = [(1696, 9), (1697, 2), (1903, 3), (1903, 7)];
        let of = |(year, month)| {
            let day = NaiveDate::from_ymd_opt(year, month, 1)?.and_time(NaiveTime::MIN);
            Some(self.behind(day)?.cmp(&other.behind(day)?))
        };
        let mut orders = days.into_iter().map(of);
        let first = orders.next()??;
        orders.all(|order| order == Some(first)).then_some(first)
    }

    /// The moment so long behind a day, to the 10⁻¹² of a second.
    fn behind(self, day: NaiveDateTime) -> Option<(NaiveDateTime, i128)> {
        let months = Months::new(u32::try_from(self.months.unsigned_abs()).ok()?);
        let moved = if self.months < 0 { day.checked_sub_months(months) } else { day.checked_add_months(months) };
        let one = Decimal::ONE.units();
        let whole = i64::try_from(self.seconds.units().div_euclid(one)).ok()?;
        Some((moved?.checked_add_signed(TimeDelta::try_seconds(whole)?)?, self.seconds.units().rem_euclid(one)))
    }
}

impl std::fmt::Display for Duration {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let one = Decimal::ONE.units();
        let is_negative = self.months < 0 || self.seconds < Decimal::ZERO;
        let (months, units) = (self.months.unsigned_abs(), self.seconds.units().unsigned_abs());
        let whole = units / one.unsigned_abs();
        let unit = |seconds: i64| u128::from(seconds.unsigned_abs());
        let (days, hours, minutes) = (whole / unit(DAY), whole / unit(HOUR) % 24, whole / unit(MINUTE) % 60);
        let seconds = units % (unit(MINUTE) * one.unsigned_abs());
        let seconds = Decimal::from_units(i128::try_from(seconds).unwrap_or_default());
        let written =
            |count: String, letter: char| if count == "0" { String::new() } else { format!("{count}{letter}") };
        let day = [
            written((months / 12).to_string(), 'Y'),
            written((months % 12).to_string(), 'M'),
            written(days.to_string(), 'D'),
        ];
        let time =
            [written(hours.to_string(), 'H'), written(minutes.to_string(), 'M'), written(seconds.to_string(), 'S')];
        let (day, time) = (day.concat(), time.concat());
        let sign = if is_negative { "-" } else { "" };
        match (day.as_str(), time.as_str()) {
            ("", "") => formatter.write_str("PT0S"),
            (day, "") => write!(formatter, "{sign}P{day}"),
            (day, time) => write!(formatter, "{sign}P{day}T{time}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_in_their_one_form() {
        for (text, found) in [
            ("P1Y10M3DT5H11M7S", Some("P1Y10M3DT5H11M7S")),
            ("P1Y", Some("P1Y")),
            ("P12M", Some("P1Y")),
            ("P0.5Y", Some("P6M")),
            ("P2W", Some("P14D")),
            ("PT36H", Some("P1DT12H")),
            ("PT1.5S", Some("PT1.5S")),
            ("PT0,5H", Some("PT30M")),
            ("-P1Y", Some("-P1Y")),
            ("P0D", Some("PT0S")),
            ("P1M1Y", None),
            ("P-1Y", None),
            ("P0.1M", None),
            ("P1.5DT1H", None),
            ("P1DT", None),
            ("PT", None),
            ("P", None),
            ("P1", None),
            ("P1.D", None),
            ("1Y", None),
            ("year", None),
        ] {
            assert_eq!(Duration::read(text).map(|duration| duration.to_string()).as_deref(), found, "{text}");
        }
    }

    #[test]
    fn months_and_days_compare_where_every_month_agrees() {
        let compared = |left: &str, right: &str| Duration::read(left)?.compare(Duration::read(right)?);
        assert_eq!(compared("P1Y", "P12M"), Some(Ordering::Equal));
        assert_eq!(compared("P1M", "P27D"), Some(Ordering::Greater));
        assert_eq!(compared("P1M", "P32D"), Some(Ordering::Less));
        assert_eq!(compared("P1M", "P30D"), None);
        assert_eq!(compared("-P1D", "PT0.5S"), Some(Ordering::Less));
    }
}
