//! Time periods: `2025`, `2025-S1`, `2025-Q3`, `2025-07`, in the Gregorian or the administrative calendar.

use std::fmt::{self, Write as _};
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How often a form is due; the SDMX frequency of a figure. Ordered from the finest to the coarsest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Frequency {
    Month,
    Quarter,
    HalfYear,
    Year,
}

impl Frequency {
    /// Months in one period.
    pub const fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::Year => 12,
        }
    }

    /// SDMX CL_FREQ.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Month => "M",
            Self::Quarter => "Q",
            Self::HalfYear => "S",
            Self::Year => "A",
        }
    }

    /// The word of the declarations.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::HalfYear => "half-year",
            Self::Year => "year",
        }
    }

    /// How the head of a form names a period of this length, with dots where its number and year are: whoever copies it names no
    /// period that nobody meant.
    pub const fn pattern(self) -> &'static str {
        match self {
            Self::Month => "Tháng … năm …",
            Self::Quarter => "Quý … năm …",
            Self::HalfYear => "6 tháng … năm …",
            Self::Year => "Năm …",
        }
    }
}

/// Which days a period has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Calendar {
    /// From the first day of its first month to the last day of its last month.
    #[default]
    Gregorian,
    /// From the 15th of the month before to the 14th of its last month (the year from 15 December to 14 December).
    Administrative,
}

/// One period of a frequency: `year` and the number of the period within it, from 0. The order is that of time within a
/// frequency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    year: i32,
    index: u32,
    frequency: Frequency,
}

/// Text that names no period.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no period; write 2025, 2025-S1, 2025-Q3 or 2025-07")]
pub struct PeriodError(pub String);

impl Period {
    /// The period of `frequency` with this number, counted from 1; `None` where the year has no such period.
    pub fn new(frequency: Frequency, year: i32, number: u32) -> Option<Self> {
        let in_year = 12 / frequency.months();
        ((1900..=2200).contains(&year) && (1..=in_year).contains(&number)).then(|| Self {
            year,
            index: number - 1,
            frequency,
        })
    }

    pub const fn frequency(self) -> Frequency {
        self.frequency
    }

    pub const fn year(self) -> i32 {
        self.year
    }

    /// The first day.
    pub fn start(self, calendar: Calendar) -> NaiveDate {
        let month = self.index * self.frequency.months() + 1;
        let first = NaiveDate::from_ymd_opt(self.year, month, 1).unwrap_or_default();
        match calendar {
            Calendar::Gregorian => first,
            Calendar::Administrative => first - Months::new(1) + Days::new(14),
        }
    }

    /// The last day, which belongs to the period.
    pub fn end(self, calendar: Calendar) -> NaiveDate {
        self.next().start(calendar) - Days::new(1)
    }

    /// The period after this one.
    #[must_use]
    pub fn next(self) -> Self {
        if (self.index + 1) * self.frequency.months() == 12 {
            Self { year: self.year + 1, index: 0, ..self }
        } else {
            Self { index: self.index + 1, ..self }
        }
    }

    /// The period before this one.
    #[must_use]
    pub fn previous(self) -> Self {
        if self.index == 0 {
            Self { year: self.year - 1, index: 12 / self.frequency.months() - 1, ..self }
        } else {
            Self { index: self.index - 1, ..self }
        }
    }

    /// The period of a coarser (or the same) frequency that holds this one; `None` for a finer frequency.
    pub fn within(self, frequency: Frequency) -> Option<Self> {
        (frequency >= self.frequency).then(|| Self {
            year: self.year,
            index: self.index * self.frequency.months() / frequency.months(),
            frequency,
        })
    }

    /// The periods of a finer (or the same) frequency in this one, in order; none for a coarser frequency.
    pub fn parts(self, frequency: Frequency) -> Vec<Self> {
        let ratio = self.frequency.months() / frequency.months();
        (0..ratio).map(|part| Self { year: self.year, index: self.index * ratio + part, frequency }).collect()
    }

    /// The period of `frequency` that holds a day.
    pub fn containing(day: NaiveDate, frequency: Frequency, calendar: Calendar) -> Self {
        let day = match calendar {
            Calendar::Gregorian => day,
            // From the 15th on, a day belongs to the next month.
            Calendar::Administrative if day.day() >= 15 => day - Days::new(14) + Months::new(1),
            Calendar::Administrative => day,
        };
        Self { year: day.year(), index: day.month0() / frequency.months(), frequency }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, number) = (self.year, self.index + 1);
        // Tables name a period in each row: the digits are quicker than a format.
        let digit = |number: u32| char::from_digit(number % 10, 10).unwrap_or('0');
        match u32::try_from(year) {
            Ok(year @ 1000..=9999) => {
                [year / 1000, year / 100, year / 10, year]
                    .iter()
                    .try_for_each(|part| formatter.write_char(digit(*part)))?;
            }
            _ => write!(formatter, "{year}")?,
        }
        match self.frequency {
            Frequency::Month => formatter.write_char('-')?,
            Frequency::Quarter => formatter.write_str("-Q")?,
            Frequency::HalfYear => formatter.write_str("-S")?,
            Frequency::Year => return Ok(()),
        }
        if self.frequency == Frequency::Month {
            formatter.write_char(digit(number / 10))?;
        }
        formatter.write_char(digit(number))
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let error = || PeriodError(text.to_owned());
        let digits = |part: &str| -> Result<u32, PeriodError> {
            if part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(error());
            }
            part.parse().map_err(|_| error())
        };
        let (year, part) = text.split_once('-').map_or((text, None), |(year, part)| (year, Some(part)));
        let year = match year.len() {
            4 => i32::try_from(digits(year)?).map_err(|_| error())?,
            _ => return Err(error()),
        };
        let period = match part {
            None => Self::new(Frequency::Year, year, 1),
            Some(part) => match part.strip_prefix('S') {
                Some(number) => Self::new(Frequency::HalfYear, year, digits(number)?),
                None => match part.strip_prefix('Q') {
                    Some(number) => Self::new(Frequency::Quarter, year, digits(number)?),
                    None if part.len() == 2 => Self::new(Frequency::Month, year, digits(part)?),
                    None => None,
                },
            },
        };
        period.ok_or_else(error)
    }
}

impl Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Period {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Period".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A year, half-year, quarter or month: 2025, 2025-S1, 2025-Q3, 2025-07",
            "pattern": "^[0-9]{4}(-(S[12]|Q[1-4]|(0[1-9]|1[0-2])))?$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    fn days(text: &str, calendar: Calendar) -> (String, String) {
        let period = period(text);
        (period.start(calendar).to_string(), period.end(calendar).to_string())
    }

    #[test]
    fn administrative_periods_run_from_the_15th_to_the_14th() {
        let days = |text| days(text, Calendar::Administrative);
        assert_eq!(days("2025-07"), ("2025-06-15".into(), "2025-07-14".into()));
        assert_eq!(days("2025-Q3"), ("2025-06-15".into(), "2025-09-14".into()));
        assert_eq!(days("2025"), ("2024-12-15".into(), "2025-12-14".into()));
        assert_eq!(days("2025-01"), ("2024-12-15".into(), "2025-01-14".into()));
    }

    #[test]
    fn gregorian_periods_are_whole_months() {
        assert_eq!(days("2024-02", Calendar::Gregorian), ("2024-02-01".into(), "2024-02-29".into()));
        assert_eq!(days("2025-S2", Calendar::Gregorian), ("2025-07-01".into(), "2025-12-31".into()));
    }

    #[test]
    fn every_period_holds_its_own_days() {
        for calendar in [Calendar::Gregorian, Calendar::Administrative] {
            for text in ["2024-01", "2024-12", "2025-Q1", "2025-S2", "2025"] {
                let period = period(text);
                for day in [period.start(calendar), period.end(calendar)] {
                    assert_eq!(Period::containing(day, period.frequency(), calendar), period);
                }
                assert_eq!(period.next().previous(), period);
            }
        }
    }

    #[test]
    fn coarser_periods_are_made_of_finer_ones() {
        let months: Vec<String> = period("2025-Q3").parts(Frequency::Month).iter().map(ToString::to_string).collect();
        assert_eq!(months, ["2025-07", "2025-08", "2025-09"]);
        assert_eq!(period("2025-09").within(Frequency::Year), Some(period("2025")));
        assert_eq!(period("2025").within(Frequency::Month), None);
    }

    #[test]
    fn text_that_is_no_period_is_refused() {
        for text in ["", "25", "2025-13", "2025-7", "2025-Q5", "2025-S0", "2025-00", "2025-+1", "0000"] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }
}
