//! A month, a quarter or a year in a label: "Thực hiện tháng 9" of a report of September is "Thực hiện tháng 10" in the next.

use crate::values::text;

/// True where a part of a label names a month or a quarter by its number, or so many months together.
pub fn names_a_period(part: &str) -> bool {
    // With its marks, since "quỹ" is a fund.
    let name = text::name(part);
    let words: Vec<&str> = name.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let digits = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = |word: &str| digits(word) || matches!(word, "i" | "ii" | "iii" | "iv");
    let is_short = |word: &&str| word.strip_prefix(['t', 'q']).is_some_and(digits);
    let mut beside = words.windows(2);
    let is_named = |two: &[&str]| match two {
        ["tháng" | "thang" | "quý" | "quy", number] => is_number(number),
        // "Lũy kế 9 tháng".
        [number, "tháng" | "thang"] => digits(number),
        _ => false,
    };
    beside.any(is_named) || words.iter().any(is_short)
}

/// True where a part of a label names a year: of a report the year before is another in the next.
pub fn names_another_year(part: &str) -> bool {
    let mut words = part.split(|sign: char| !sign.is_alphanumeric());
    let is_year = |word: &str| word.len() == 4 && word.parse::<u32>().is_ok_and(|year| (1990..2100).contains(&year));
    words.any(is_year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_quarters_are_found_in_labels() {
        for part in ["Thực hiện tháng 9", "So với tháng 8/2025", "Lũy kế 9 tháng", "Quý II", "Thực hiện (T9)", "KH Q3"]
        {
            assert!(names_a_period(part), "{part}");
        }
        assert!(names_another_year("Thực hiện năm 2023") && names_another_year("So với 2023 (%)"));
        assert!(!names_another_year("Thực hiện năm {year}") && !names_another_year("Từ 2000000 đồng"));
        for part in ["Trong tháng", "Thực hiện", "Quý", "Số quỹ 2", "Thuê bao 4G", "Tháng trước"] {
            assert!(!names_a_period(part), "{part}");
        }
    }
}
