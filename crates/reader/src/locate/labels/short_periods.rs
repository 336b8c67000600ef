//! Periods in the short writings of a line of its own: "Q3", "QIII", "III", "T11/2025", "9T", "6 tháng", "30/9", "2024", "N-1".
//!
//! Takes a line that says nothing else, and the period of the report; says whether the line is of another one. The writings are those of labels and of
//! the rows that split them; what a line says in whole words is known before.

use crate::locate::labels::words_beside::is_of_another_period;
use crate::locate::labels::{label_aside, label_other, split_labels};
use crate::values::period::{Calendar, Frequency, Period};
use crate::words::period_text;

/// Whether a line that names a period and says nothing else is of another one than the report's, in whole words or in short. `None` where it says more
/// or no period.
pub(crate) fn line_of_another_period(written: &str, period: Period) -> Option<bool> {
    let bare = written.trim().trim_end_matches([':', '.']).trim_end();
    is_of_another_period(bare, period).or_else(|| in_short(bare, period))
}

/// What a line may name without its year.
const PARTS: [Frequency; 3] = [Frequency::Month, Frequency::Quarter, Frequency::HalfYear];

fn in_short(bare: &str, period: Period) -> Option<bool> {
    if let Some(months) = label_other::months_alone(bare) {
        // "6 tháng" may be of a report of half a year, and "3T" of one of a quarter.
        return Some(months != period.frequency().months());
    }
    if split_labels::is_year_before(bare) {
        return Some(true);
    }
    if let Some(is_of) = label_aside::is_of(bare, period) {
        return Some(!is_of);
    }
    let roman = label_other::quarter_alone(bare, period);
    let words = || period_text::is_only_a_period(bare) && bare.contains(char::is_alphabetic);
    let in_year = || PARTS.into_iter().find_map(|part| period_text::only_in_year(bare, part, period.year()));
    let named = || period_text::parse(bare).or_else(in_year);
    let named = roman.or_else(|| named().filter(|_| words() || bare.contains(['/', '-'])))?;
    let calendar = Calendar::Gregorian;
    Some(named.start(calendar) > period.start(calendar) || named.end(calendar) < period.end(calendar))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_lines_of_another_period_are_known() {
        let of = |written: &str, period: &str| line_of_another_period(written, period.parse().unwrap());
        for written in [
            "Q3",
            "QIII",
            "III",
            "T11/2025",
            "T9",
            "9T",
            "12T",
            "6 tháng",
            "12 tháng",
            "9 tháng:",
            "30/9",
            "30/9/2025",
            "2024",
            "N-1",
            "11/2025",
            "Q3/2025",
            "Quý III",
            "Năm 2024",
            "Tháng 9",
        ] {
            assert_eq!(of(written, "2025-Q4"), Some(true), "{written}");
        }
        for written in ["Q4", "QIV", "IV", "3T", "3 tháng", "31/12", "2025", "Q4/2025", "Quý IV", "Năm 2025"] {
            assert_eq!(of(written, "2025-Q4"), Some(false), "{written}");
        }
        for written in [
            "Xã A",
            "Quận 3",
            "Thôn 3",
            "Phường 2",
            "Bản 2024",
            "3",
            "12",
            "T",
            "N",
            "5/4",
            "5T hàng",
            "0-5",
            "A3",
            "Nam",
            "I. Xã vùng III",
            "",
            "Khu 9",
            "Q. 3 A",
            "N3",
        ] {
            assert_eq!(of(written, "2025-Q4"), None, "{written}");
        }
        assert_eq!(of("6T", "2025-S1"), Some(false));
        assert_eq!(of("12 tháng", "2025"), Some(false));
        assert_eq!(of("III", "2025-03"), None, "in a report of a month it numbers something");
    }
}
