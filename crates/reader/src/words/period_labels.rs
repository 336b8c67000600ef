//! Labels of columns that hold periods: "Năm", "Quý", "Kỳ số liệu".
//!
//! Takes the label of a column; says what its cells are. A label that says more ("Năm thành lập", "Tháng cao nhất") is of something else.

use crate::values::text;

/// What the cells of a column are by its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellsOfPeriods {
    Years,
    HalfYears,
    Quarters,
    Months,
    /// Periods of any length, with their words.
    Periods,
}

/// What may be behind the word: whose period it is.
const OF_FIGURES: [&str; 12] = ["báo", "cáo", "số", "liệu", "dữ", "thống", "kê", "kỳ", "kì", "tính", "lấy", "của"];

/// What the cells of a column with this label are; the words of groups above it are parted from it by ` > `.
pub fn cells_of_periods(label: &str) -> Option<CellsOfPeriods> {
    const LONGEST: usize = 60;
    let own = label.rsplit(" > ").next().unwrap_or_default();
    if own.len() > LONGEST {
        return None;
    }
    let name = text::name(own);
    let name = name.split('(').next().unwrap_or_default().trim_matches(|sign: char| !sign.is_alphanumeric());
    match name {
        "year" | "nam_bao_cao" | "nam_so_lieu" | "nam bao cao" => return Some(CellsOfPeriods::Years),
        "half-year" | "half year" => return Some(CellsOfPeriods::HalfYears),
        "quarter" | "quy" | "quy_bao_cao" => return Some(CellsOfPeriods::Quarters),
        "month" | "thang" | "thang_bao_cao" => return Some(CellsOfPeriods::Months),
        "period"
        | "time_period"
        | "time period"
        | "ky_bao_cao"
        | "ky bao cao"
        | "thời gian"
        | "thời kỳ"
        | "thời kì"
        | "thời điểm số liệu" => return Some(CellsOfPeriods::Periods),
        _ => {}
    }
    let mut words = name.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let cells = match words.next()? {
        "năm" => CellsOfPeriods::Years,
        "quý" => CellsOfPeriods::Quarters,
        "tháng" => CellsOfPeriods::Months,
        "kỳ" | "kì" => CellsOfPeriods::Periods,
        _ => return None,
    };
    words.all(|word| OF_FIGURES.contains(&word)).then_some(cells)
}

/// The year that a cell of years is: "2024", "Năm 2024", "2024.0".
pub fn year_of_cell(written: &str) -> Option<i32> {
    const YEARS: std::ops::RangeInclusive<i32> = 1901..=2199;
    let written = super::period_text::without_fraction(written.trim());
    let digits = text::name(written);
    let digits = digits.strip_prefix("năm ").unwrap_or(&digits);
    let is_year = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|year| is_year && YEARS.contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_periods_say_no_more() {
        for (label, cells) in [
            ("Năm", CellsOfPeriods::Years),
            ("NĂM BÁO CÁO", CellsOfPeriods::Years),
            ("Thời gian > Năm", CellsOfPeriods::Years),
            ("Quý", CellsOfPeriods::Quarters),
            ("Tháng báo cáo", CellsOfPeriods::Months),
            ("Kỳ số liệu", CellsOfPeriods::Periods),
            ("Kỳ báo cáo (quý)", CellsOfPeriods::Periods),
        ] {
            assert_eq!(cells_of_periods(label), Some(cells), "{label}");
        }
        for label in [
            "Nam",
            "Năm thành lập",
            "Năm công nhận",
            "Quý khách",
            "Tháng cao nhất",
            "Kỳ hạn",
            "Kỳ thi",
            "Dân số năm",
            "",
        ] {
            assert_eq!(cells_of_periods(label), None, "{label}");
        }
    }

    #[test]
    fn years_are_four_digits() {
        for (written, year) in [
            ("2024", Some(2024)),
            ("Năm 2023", Some(2023)),
            ("2024.0", Some(2024)),
            ("24", None),
            ("0", None),
            ("20245", None),
        ] {
            assert_eq!(year_of_cell(written), year, "{written}");
        }
    }
}
