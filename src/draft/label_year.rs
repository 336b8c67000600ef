//! Years in labels: of a report of 2024 "Thực hiện năm 2024" is that of the next report with its year, and "Thực hiện năm 2023" that of the year
//! before it.
//!
//! Takes the labels of a sample and the year of its report; gives the labels with signs in the place of the years that are others in the next.
//! A year that is the same in every report ("theo giá năm 2010", "giai đoạn 2021-2025") stays.

use std::collections::BTreeSet;

use crate::project::written::year_sign::with_years;
use crate::values::text;

/// Words before a year that is the same in every report.
const FIXED: [&str; 3] = ["giá", "gốc", "từ"];
/// Words of what is planned: the year behind the report's is named where the next is planned.
const PLANS: [&str; 4] = ["kế hoạch", "dự toán", "dự kiến", "ước"];
/// Words before a year up to which something is planned.
const UP_TO: [&str; 4] = ["đến", "tới", "giai đoạn", "mục tiêu"];

/// The labels with signs for the years that move with the report.
pub fn moving(paths: &[(u32, Vec<String>)], year: Option<i32>) -> Vec<(u32, Vec<String>)> {
    let Some(year) = year else { return paths.to_vec() };
    let named: BTreeSet<i32> = paths
        .iter()
        .flat_map(|(_, path)| path)
        .flat_map(|part| years(part).into_iter().filter(|at| may_move(part, at, year)))
        .map(|at| at.year)
        .collect();
    // Two years before, where the year between is named as well.
    let first = (1_i32..).map(|back| year - back).find(|before| !named.contains(before)).unwrap_or(year);
    let of_path = |path: &Vec<String>| path.iter().map(|part| with_signs(part, year, first)).collect();
    paths.iter().map(|(column, path)| (*column, of_path(path))).collect()
}

/// A label as a name for it: the year of the report left out, the others in words.
pub fn in_words(part: &str) -> String {
    let words = |years: i32| match years {
        0 => String::new(),
        -1 => "năm trước".to_owned(),
        1 => "năm sau".to_owned(),
        before if before < 0 => format!("{} năm trước", -before),
        after => format!("{after} năm sau"),
    };
    let written = with_years(part, words);
    let written = ["năm trước", "năm sau"].iter().fold(written, |written, words| {
        written.replace(&format!("năm {words}"), words).replace(&format!("Năm {words}"), words)
    });
    written.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A year in a label.
struct YearAt {
    start: usize,
    year: i32,
    /// The other year of a span: "2021-2025".
    of_span: Option<i32>,
}

/// The years that are words of a label.
fn years(part: &str) -> Vec<YearAt> {
    let digits: Vec<(usize, &str)> = part
        .match_indices(|sign: char| sign.is_ascii_digit())
        .filter(|(start, _)| !part.get(..*start).is_some_and(|before| before.ends_with(char::is_alphanumeric)))
        .filter_map(|(start, _)| {
            let rest = part.get(start..)?;
            let end = rest.find(|sign: char| !sign.is_alphanumeric()).unwrap_or(rest.len());
            Some((start, rest.get(..end)?))
        })
        .collect();
    let year = |word: &str| word.parse::<i32>().ok().filter(|year| word.len() == 4 && (1990..2100).contains(year));
    let found: Vec<(usize, i32)> = digits.iter().filter_map(|(start, word)| Some((*start, year(word)?))).collect();
    let is_span = |left: usize, right: usize| {
        let between = part.get(left.saturating_add(4)..right).map(str::trim);
        between.is_some_and(|between| matches!(between, "-" | "–" | "—" | "đến"))
    };
    let spans = |place: usize| {
        let (start, _) = *found.get(place)?;
        let before = place.checked_sub(1).and_then(|place| found.get(place)).filter(|(left, _)| is_span(*left, start));
        let after = found.get(place + 1).filter(|(right, _)| is_span(start, *right));
        before.or(after).map(|(_, year)| *year)
    };
    found
        .iter()
        .enumerate()
        .map(|(place, (start, year))| YearAt { start: *start, year: *year, of_span: spans(place) })
        .collect()
}

/// True for a year that is another in the report of another year.
fn may_move(part: &str, at: &YearAt, own: i32) -> bool {
    // A school year is; a span of a plan is not.
    if let Some(other) = at.of_span {
        return (at.year - other).abs() == 1 && (at.year == own || other == own);
    }
    let before = text::label(part.get(..at.start).unwrap_or_default());
    let has = |words: &[&str]| {
        words
            .iter()
            .any(|word| before.split(|sign: char| !sign.is_alphanumeric()).collect::<Vec<_>>().join(" ").contains(word))
    };
    let is_word = |word: &&str| before.split(|sign: char| !sign.is_alphanumeric()).any(|own| own == *word);
    match at.year - own {
        0 => true,
        1 => has(&PLANS) && !has(&UP_TO),
        ahead if ahead > 0 => false,
        _ => !FIXED.iter().any(is_word),
    }
}

/// A label with signs for the years that move, those after `first`.
fn with_signs(part: &str, own: i32, first: i32) -> String {
    let (mut written, mut from) = (String::new(), 0);
    for at in years(part).iter().filter(|at| at.year > first && may_move(part, at, own)) {
        written.push_str(part.get(from..at.start).unwrap_or_default());
        match at.year - own {
            0 => written.push_str("{year}"),
            years => written.push_str(&format!("{{year{years:+}}}")),
        }
        from = at.start.saturating_add(4);
    }
    written.push_str(part.get(from..).unwrap_or_default());
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed(parts: &[&str]) -> Vec<String> {
        let paths: Vec<(u32, Vec<String>)> =
            (0..).zip(parts).map(|(column, part)| (column, vec![(*part).to_owned()])).collect();
        moving(&paths, Some(2024)).into_iter().flat_map(|(_, path)| path).collect()
    }

    #[test]
    fn years_by_that_of_the_report_move_with_it() {
        assert_eq!(
            signed(&[
                "TH năm 2022",
                "TH 2023",
                "Ước TH 2024",
                "Dự toán năm 2025",
                "So với 2023 (%)",
                "Có đến 31/12/2023"
            ]),
            [
                "TH năm {year-2}",
                "TH {year-1}",
                "Ước TH {year}",
                "Dự toán năm {year+1}",
                "So với {year-1} (%)",
                "Có đến 31/12/{year-1}"
            ]
        );
        assert_eq!(
            signed(&["Năm học 2023-2024", "Năm học 2024-2025"]),
            ["Năm học {year-1}-{year}", "Năm học {year}-{year+1}"]
        );
        let stay = [
            "Theo giá năm 2010",
            "Giá so sánh 2023",
            "Giai đoạn 2021-2025",
            "Giai đoạn 2021 - 2024",
            "Mục tiêu đến năm 2025",
            "Thuê bao 20240",
            "TH 2021",
        ];
        assert_eq!(signed(&stay), stay);
    }

    #[test]
    fn names_say_the_years_in_words() {
        for (part, name) in [
            ("Thực hiện năm {year-1}", "Thực hiện năm trước"),
            ("Năm {year-1}", "năm trước"),
            ("Kế hoạch {year+1}", "Kế hoạch năm sau"),
            ("TH {year-2}", "TH 2 năm trước"),
            ("Thực hiện năm {year}", "Thực hiện năm"),
        ] {
            assert_eq!(in_words(part), name);
        }
    }
}
