//! The calendars of the reports: takes a period, gives its first and last day, its deadline, and the ways in which forms
//! print it.
//!
//! Administrative reports run from the 15th to the 14th: month M from the 15th of the month before to the 14th of M, a
//! quarter, a half-year and a year to the 14th of its last month, so the first report under the map of 2025-07-01 is the
//! one of July 2025. Reports of money follow the calendar year.

use crate::vietnamese::roman;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    pub year: u32,
    pub month: u32,
    pub day: u32,
}

impl Date {
    pub const fn new(year: u32, month: u32, day: u32) -> Self {
        Self { year, month, day }
    }

    pub fn plus(self, days: u32) -> Self {
        let Self { mut year, mut month, day } = self;
        let mut day = day + days;
        while day > days_of_month(year, month) {
            day -= days_of_month(year, month);
            (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        }
        Self { year, month, day }
    }
}

fn days_of_month(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
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

/// How often a form is sent, and by which calendar.
#[derive(Clone, Copy)]
pub enum Frequency {
    Month,
    Quarter,
    HalfYear,
    Year,
    /// By the calendar year.
    BudgetYear,
}

impl Frequency {
    /// The periods of the fixtures: two years, and January 2026, whose deadline passes before the day they end on.
    pub fn periods(self) -> Vec<Period> {
        match self {
            Self::Month => (0..25).map(|index| Period::month(2024 + index / 12, index % 12 + 1)).collect(),
            Self::Quarter => (0..8).map(|index| Period::quarter(2024 + index / 4, index % 4 + 1)).collect(),
            Self::HalfYear => (0..4).map(|index| Period::half_year(2024 + index / 2, index % 2 + 1)).collect(),
            Self::Year => (2024..2026).map(Period::whole_year).collect(),
            Self::BudgetYear => (2024..2026).map(Period::budget_year).collect(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    Month { year: u32, month: u32 },
    Quarter { year: u32, quarter: u32 },
    HalfYear { year: u32, half: u32 },
    Year { year: u32 },
    BudgetYear { year: u32 },
}

/// How a sender writes the period in the subtitle of a form.
#[derive(Clone, Copy)]
pub enum PeriodStyle {
    /// `Tháng 9/2025`, `Quý 3/2025`, `Sáu tháng đầu năm 2025`
    Slash,
    /// `Tháng 09 năm 2025`, `Quý III năm 2025`, `6 tháng đầu năm 2025`
    Words,
    /// `THÁNG 9 NĂM 2025`, `QUÝ III NĂM 2025`, `6 THÁNG ĐẦU NĂM 2025`
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

    pub const fn half_year(year: u32, half: u32) -> Self {
        Self::HalfYear { year, half }
    }

    pub const fn whole_year(year: u32) -> Self {
        Self::Year { year }
    }

    pub const fn budget_year(year: u32) -> Self {
        Self::BudgetYear { year }
    }

    pub fn year(self) -> u32 {
        match self {
            Self::Month { year, .. }
            | Self::Quarter { year, .. }
            | Self::HalfYear { year, .. }
            | Self::Year { year }
            | Self::BudgetYear { year } => year,
        }
    }

    /// The months that the period holds, and the last of them.
    fn months(self) -> (u32, u32) {
        match self {
            Self::Month { month, .. } => (1, month),
            Self::Quarter { quarter, .. } => (3, quarter * 3),
            Self::HalfYear { half, .. } => (6, half * 6),
            Self::Year { .. } | Self::BudgetYear { .. } => (12, 12),
        }
    }

    /// Periods of this length since the first of 2024.
    pub fn index(self) -> i64 {
        let (length, last) = self.months();
        i64::from(((self.year() - 2024) * 12 + last) / length - 1)
    }

    pub fn start(self) -> Date {
        let (length, last) = self.months();
        match (self, last + 1 - length) {
            (Self::BudgetYear { year }, _) => Date::new(year, 1, 1),
            (_, 1) => Date::new(self.year() - 1, 12, 15),
            (_, first) => Date::new(self.year(), first - 1, 15),
        }
    }

    pub fn end(self) -> Date {
        match self {
            Self::BudgetYear { year } => Date::new(year, 12, 31),
            _ => Date::new(self.year(), self.months().1, 14),
        }
    }

    /// The days that a sender has after the period ends.
    pub fn days_to_send(self) -> u32 {
        match self {
            Self::Month { .. } => 5,
            Self::Quarter { .. } => 10,
            Self::HalfYear { .. } => 15,
            Self::Year { .. } | Self::BudgetYear { .. } => 30,
        }
    }

    /// The last day on which the report is on time.
    pub fn due(self) -> Date {
        self.end().plus(self.days_to_send())
    }

    /// Whether the map of 2025-07-01 is the one of the period.
    pub fn is_under_new_map(self) -> bool {
        self.end() >= Date::new(2025, 7, 1)
    }

    /// `2025-07`, `2025-Q3`, `2025-S1`, `2025`.
    pub fn identifier(self) -> String {
        match self {
            Self::Month { year, month } => format!("{year}-{month:02}"),
            Self::Quarter { year, quarter } => format!("{year}-Q{quarter}"),
            Self::HalfYear { year, half } => format!("{year}-S{half}"),
            Self::Year { year } | Self::BudgetYear { year } => year.to_string(),
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
            (Self::HalfYear { year, half }, style) => {
                let half = if half == 1 { "đầu" } else { "cuối" };
                match style {
                    PeriodStyle::Slash => format!("Sáu tháng {half} năm {year}"),
                    PeriodStyle::Words => format!("6 tháng {half} năm {year}"),
                    PeriodStyle::Capitals => format!("6 THÁNG {} NĂM {year}", half.to_uppercase()),
                    PeriodStyle::Named => format!("Kỳ báo cáo: 6 tháng {half} năm {year}"),
                }
            }
            (Self::Year { year } | Self::BudgetYear { year }, style) => match style {
                PeriodStyle::Slash | PeriodStyle::Words => format!("Năm {year}"),
                PeriodStyle::Capitals => format!("NĂM {year}"),
                PeriodStyle::Named => format!("Kỳ báo cáo: Năm {year}"),
            },
        }
    }
}
