//! On which days a report of a period can have been made: takes the period and the day.

use chrono::NaiveDate;

use crate::values::period::{Calendar, Period};

/// True where a report of a period can have been sent on a day: more than half of the period was over. Some are sent some days before it ends.
pub fn may_be_reported(calendar: Calendar, period: Period, day: NaiveDate) -> bool {
    let (start, end) = (period.start(calendar), period.end(calendar));
    day.signed_duration_since(start) >= end.signed_duration_since(day)
}

/// True where the period after this one was over, too, so that a report on that day may have been meant for it.
pub fn was_followed(calendar: Calendar, period: Period, day: NaiveDate) -> bool {
    period.next().end(calendar) < day
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::period::Frequency;

    #[test]
    fn a_report_is_made_when_most_of_its_period_is_over() {
        let quarter = Period::new(Frequency::Quarter, 2025, 2).expect("a quarter");
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let calendar = Calendar::Gregorian;
        assert!(!may_be_reported(calendar, quarter, day("2025-04-05")));
        assert!(may_be_reported(calendar, quarter, day("2025-06-20")));
        assert!(may_be_reported(calendar, quarter, day("2026-01-05")));
        assert!(!was_followed(calendar, quarter, day("2025-07-05")));
        assert!(was_followed(calendar, quarter, day("2025-10-05")));
    }
}
