//! The administrative calendar of the reports: takes a month or a quarter, gives its first and last day, its
//! deadline, and the ways in which forms print it.
//!
//! Month M runs from the 15th of the month before to the 14th of M, a quarter to the 14th of its last month, so
//! the first report under the map of 2025-07-01 is the one of July 2025.

use crate::vietnamese::roman;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    pub year: u32,
    pub month: u32,
    pub day: u32,
}

/// A moment of the day in Vietnam, which has no summer time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant {
    pub date: Date,
    /// Since midnight.
    pub second: u32,
}

impl Instant {
    pub fn rfc3339(self) -> String {
        let Date { year, month, day } = self.date;
        let (hour, minute, second) = (self.second / 3600, self.second / 60 % 60, self.second % 60);
        format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}+07:00")
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    Month { year: u32, month: u32 },
    Quarter { year: u32, quarter: u32 },
}

/// How a sender writes the period in the subtitle of a form.
#[derive(Clone, Copy)]
pub enum PeriodStyle {
    /// `Tháng 9/2025`, `Quý 3/2025`
    Slash,
    /// `Tháng 09 năm 2025`, `Quý III năm 2025`
    Words,
    /// `THÁNG 9 NĂM 2025`, `QUÝ III NĂM 2025`
    Capitals,
    /// `Kỳ báo cáo: Tháng 9/2025`, `Kỳ báo cáo: Quý III/2025`
    Named,
}

impl Period {
    pub const fn month(year: u32, month: u32) -> Self {
        Self::Month { year, month }
    }

    pub const fn quarter(year: u32, quarter: u32) -> Self {
        Self::Quarter { year, quarter }
    }

    pub fn year(self) -> u32 {
        match self {
            Self::Month { year, .. } | Self::Quarter { year, .. } => year,
        }
    }

    /// The month in which the period ends.
    pub fn last_month(self) -> u32 {
        match self {
            Self::Month { month, .. } => month,
            Self::Quarter { quarter, .. } => quarter * 3,
        }
    }

    /// Months or quarters since the first of 2024.
    pub fn index(self) -> i64 {
        match self {
            Self::Month { year, month } => i64::from((year - 2024) * 12 + month - 1),
            Self::Quarter { year, quarter } => i64::from((year - 2024) * 4 + quarter - 1),
        }
    }

    pub fn start(self) -> Date {
        let first_month = match self {
            Self::Month { month, .. } => month,
            Self::Quarter { quarter, .. } => quarter * 3 - 2,
        };
        match first_month {
            1 => Date { year: self.year() - 1, month: 12, day: 15 },
            month => Date { year: self.year(), month: month - 1, day: 15 },
        }
    }

    pub fn end(self) -> Date {
        Date { year: self.year(), month: self.last_month(), day: 14 }
    }

    /// The last day on which the report is on time: five days after the end of a month, ten after a quarter's.
    pub fn due(self) -> Date {
        let days = match self {
            Self::Month { .. } => 5,
            Self::Quarter { .. } => 10,
        };
        let end = self.end();
        Date { day: end.day + days, ..end }
    }

    /// Whether communes report alone, under the map of 2025-07-01.
    pub fn is_under_new_map(self) -> bool {
        self.end() >= Date { year: 2025, month: 7, day: 1 }
    }

    /// `2025-07`, `2025-Q3`.
    pub fn identifier(self) -> String {
        match self {
            Self::Month { year, month } => format!("{year}-{month:02}"),
            Self::Quarter { year, quarter } => format!("{year}-Q{quarter}"),
        }
    }

    pub fn text(self, style: PeriodStyle) -> String {
        match (self, style) {
            (Self::Month { year, month }, PeriodStyle::Slash) => format!("Tháng {month}/{year}"),
            (Self::Month { year, month }, PeriodStyle::Words) => {
                format!("Tháng {month:02} năm {year}")
            }
            (Self::Month { year, month }, PeriodStyle::Capitals) => {
                format!("THÁNG {month} NĂM {year}")
            }
            (Self::Month { year, month }, PeriodStyle::Named) => {
                format!("Kỳ báo cáo: Tháng {month}/{year}")
            }
            (Self::Quarter { year, quarter }, PeriodStyle::Slash) => {
                format!("Quý {quarter}/{year}")
            }
            (Self::Quarter { year, quarter }, PeriodStyle::Words) => {
                format!("Quý {} năm {year}", roman(quarter))
            }
            (Self::Quarter { year, quarter }, PeriodStyle::Capitals) => {
                format!("QUÝ {} NĂM {year}", roman(quarter))
            }
            (Self::Quarter { year, quarter }, PeriodStyle::Named) => {
                format!("Kỳ báo cáo: Quý {}/{year}", roman(quarter))
            }
        }
    }
}
