//! The year of the report in the words of a label, and the years before and after it: "Dự toán năm {year}", "Thực hiện năm {year-1}".

/// Stands for the year of the report in the title and the labels of a field.
pub const YEAR: &str = "{year}";

/// The words before the first sign of a year, the sign, how many years it is from that of the report, and the words behind it.
pub fn split_year(words: &str) -> Option<(&str, &str, i32, &str)> {
    let signs = words.match_indices("{year");
    signs.filter_map(|(start, _)| words.split_at_checked(start)).find_map(|(before, rest)| {
        let (sign, behind) = rest.split_at_checked(rest.find('}')?.saturating_add(1))?;
        Some((before, sign, years_of(sign)?, behind))
    })
}

/// How many years a sign is from the year of the report: 0 of `{year}`, -1 of `{year-1}`.
fn years_of(sign: &str) -> Option<i32> {
    let inner = sign.strip_prefix("{year")?.strip_suffix('}')?;
    if inner.is_empty() {
        return Some(0);
    }
    let digits = inner.strip_prefix(['-', '+'])?;
    let is_number = matches!(digits.as_bytes(), [b'1'..=b'9'] | [b'1'..=b'9', b'0'..=b'9']);
    inner.parse().ok().filter(|_| is_number)
}

/// True where words hold the year of the report, or one by it.
pub fn has_year(words: &str) -> bool {
    split_year(words).is_some()
}

/// True where words hold a year that is another than that of the report.
pub fn has_other_year(words: &str) -> bool {
    signs(words).any(|(_, years)| years != 0)
}

/// The signs of years in words, each with how many years it is from that of the report.
pub fn signs(words: &str) -> impl Iterator<Item = (&str, i32)> {
    let mut rest = words;
    std::iter::from_fn(move || {
        let (_, sign, years, behind) = split_year(rest)?;
        rest = behind;
        Some((sign, years))
    })
}

/// The words with something else in the place of each sign of a year.
pub fn with_years(words: &str, mut of: impl FnMut(i32) -> String) -> String {
    let (mut written, mut rest) = (String::new(), words);
    while let Some((before, _, years, behind)) = split_year(rest) {
        written.push_str(before);
        written.push_str(&of(years));
        rest = behind;
    }
    written.push_str(rest);
    written
}

/// The words as a report of this year has them.
pub fn in_report_of(words: &str, year: i32) -> String {
    with_years(words, |years| year.saturating_add(years).to_string())
}

/// What is between braces in words and no sign of a year.
pub fn other_sign(words: &str) -> Option<&str> {
    words.match_indices('{').find_map(|(start, _)| {
        let rest = words.get(start..)?;
        let sign = rest.get(..=rest.find('}')?)?;
        years_of(sign).is_none().then_some(sign)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stand_for_years_by_that_of_the_report() {
        assert_eq!(
            in_report_of("Thực hiện năm {year-1} so với {year} và {year+2}", 2024),
            "Thực hiện năm 2023 so với 2024 và 2026"
        );
        assert_eq!(in_report_of("Thu {tháng} {year}", 2024), "Thu {tháng} 2024");
        assert!(has_year("{year-1}") && !has_year("{year-}") && !has_year("{years}") && !has_year("{year-0}"));
        assert!(has_other_year("{year} / {year-1}") && !has_other_year("{year}"));
        assert_eq!(other_sign("{year-1} {month}"), Some("{month}"));
        assert_eq!([other_sign("{year} - 1"), other_sign("{year-1")], [None, None]);
        assert_eq!(other_sign("{year - 1}"), Some("{year - 1}"));
    }
}
