//! Labels that hold the year of the report, or one by it, as tables of each year write them: "Dự toán năm {year}" is "Dự toán năm 2025" and
//! "Dự toán 2025", "Thực hiện năm {year-1}" in the same report "Thực hiện năm 2024".

use std::ops::RangeInclusive;

use crate::project::written::year_sign::{has_other_year, has_year, in_report_of, split_year, with_years};

/// The years that a report may be of.
const YEARS: RangeInclusive<i32> = 2000..=2060;

/// The word before a year.
const WORD: &str = "năm";

/// The words of a field in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct InYear {
    /// The year of the report; nothing where they hold none.
    pub year: Option<i32>,
    pub words: String,
    /// True where the word before the year is not as declared.
    pub is_implied: bool,
    /// True where they hold another year than that of the report.
    pub is_of_another: bool,
}

/// The words of a field in each year, with that year where they hold one; with the word before it and without, whichever of them is declared. Years of
/// two digits may be anything, and are none.
pub(super) fn in_each_year(words: &str) -> Vec<InYear> {
    if !has_year(words) {
        return vec![InYear { year: None, words: words.to_owned(), is_implied: false, is_of_another: false }];
    }
    let is_of_another = has_other_year(words);
    let other = otherwise_written(words).map(|words| (words, true));
    let writings = [Some((words.to_owned(), false)), other];
    let in_year = |year: i32| {
        let writings = writings.iter().flatten();
        writings
            .map(move |(words, is_implied)| InYear {
                year: Some(year),
                words: in_report_of(words, year),
                is_implied: *is_implied,
                is_of_another,
            })
            .collect::<Vec<_>>()
    };
    YEARS.flat_map(in_year).collect()
}

/// The same without the word before the year, or with it; `None` where nothing but the year were left of a part.
fn otherwise_written(words: &str) -> Option<String> {
    let mut written = String::new();
    let mut rest = words;
    while let Some((before, sign, _, behind)) = split_year(rest) {
        let trimmed = before.trim_end();
        let at = trimmed.len().checked_sub(WORD.len()).filter(|at| trimmed.is_char_boundary(*at));
        let (start, word) = at.map_or((trimmed, ""), |at| trimmed.split_at(at));
        let is_word = word.to_lowercase() == WORD && !start.ends_with(char::is_alphanumeric);
        match is_word {
            true => written.push_str(start),
            false => {
                written.extend([before, if before.ends_with(char::is_alphanumeric) { " " } else { "" }, WORD, " "])
            }
        }
        written.push_str(sign);
        rest = behind;
    }
    written.push_str(rest);
    let has_words = |part: &str| !has_year(part) || with_years(part, |_| String::new()).contains(char::is_alphabetic);
    written.split('>').all(has_words).then_some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_before_a_year_may_be_there_or_not() {
        for (declared, other) in [
            ("Thu ngân sách năm {year}", Some("Thu ngân sách {year}")),
            ("Thu ngân sách {year}", Some("Thu ngân sách năm {year}")),
            ("Thu ngân sách (năm {year})", Some("Thu ngân sách ({year})")),
            ("Thu ngân sách Năm {year}, triệu đồng", Some("Thu ngân sách {year}, triệu đồng")),
            ("Dân số > Đến {year}", Some("Dân số > Đến năm {year}")),
            ("{year}: thu", Some("năm {year}: thu")),
            ("Thu năm {year-1}", Some("Thu {year-1}")),
            ("Năm {year-1}", None),
            ("Năm {year}", None),
            ("Dân số > Năm {year}", None),
        ] {
            assert_eq!(otherwise_written(declared).as_deref(), other, "{declared}");
        }
        let of =
            |year, words: &str, is_implied| InYear { year, words: words.to_owned(), is_implied, is_of_another: false };
        assert_eq!(in_each_year("Dân số"), [of(None, "Dân số", false)]);
        let years = in_each_year("Thu {year}");
        assert!(years.contains(&of(Some(2025), "Thu năm 2025", true)), "{years:?}");
        assert!(years.contains(&of(Some(2025), "Thu 2025", false)), "{years:?}");
        let before = in_each_year("Thu {year-1}");
        assert!(before.contains(&InYear { is_of_another: true, ..of(Some(2025), "Thu 2024", false) }), "{before:?}");
    }
}
