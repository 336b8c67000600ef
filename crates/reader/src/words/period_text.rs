//! The periods that a text names: "Quý III năm 2025", "6 tháng đầu năm 2025", "Tháng 9 và 9 tháng đầu năm 2025".
//!
//! Takes text as people write it in heads, columns and file names; gives every [`Period`] that it names, since one title often
//! names several and the form's frequency says which is meant. A span of days is the period that it fills. Other days ("ngày 15 tháng 9 năm 2025"), decisions ("Quyết định số
//! 1234/QĐ-UBND ngày …") and what the figures are compared with ("so với năm 2024") are no period of the report.

mod other_periods;
pub mod phrases;
mod span_of_days;
pub mod tokens;
mod written_months;

use crate::values::period::{Frequency, Period};
use crate::values::text;
pub use other_periods::{SaidPeriods, says_what_is_missing};
use phrases::Phrase;
pub use span_of_days::DaysOfText;
use tokens::{PeriodToken, TokenKind, Word, document, is_unmarked};

/// The first period that a text names; nothing where it names none, or one that reports do not have (nine months).
pub fn parse(text: &str) -> Option<Period> {
    named(text).first().copied()
}

/// The first period that a cell of a table names, also one that a data frame wrote as a number with a fraction: "2024.0".
pub fn of_cell(written: &str) -> Option<Period> {
    let text = without_fraction(written.trim());
    text.parse().ok().or_else(|| parse(text))
}

/// A whole number without the zeros of its fraction, as a data frame writes a column of whole numbers in which one is missing: "2024.0"; other texts
/// as they are. Three zeros behind up to three digits may be a group of digits.
pub fn without_fraction(text: &str) -> &str {
    let Some((whole, zeros)) = text.split_once(['.', ',']) else { return text };
    let is_number = !whole.is_empty() && whole.bytes().all(|sign| sign.is_ascii_digit());
    let is_fraction =
        !zeros.is_empty() && zeros.bytes().all(|sign| sign == b'0') && (zeros.len() != 3 || whole.len() > 3);
    if is_number && is_fraction { whole } else { text }
}

/// Every period that a text names, in its order, each once; those that it tells by their days alone are behind the others.
pub fn named(text: &str) -> Vec<Period> {
    // Every period has a year of four digits; most cells of a head have none.
    if !text.as_bytes().windows(4).any(|signs| signs.iter().all(u8::is_ascii_digit)) {
        return Vec::new();
    }
    let mentions = mentions(text);
    let mut named = periods(&mentions, None);
    let days = DaysOfText::new(text);
    if !days.is_empty() && !cites_a_document(text) {
        let without_year =
            mentions.iter().filter(|mention| mention.years.is_empty()).flat_map(|mention| &mention.parts);
        let ended = without_year.filter_map(|part| Period::new(part.0, days.year_of(*part)?, part.1));
        for period in days.periods().into_iter().chain(ended) {
            if !named.contains(&period) {
                named.push(period);
            }
        }
    }
    named
}

/// The days that a text says of its figures, where it cites no document; `None` for most texts.
pub fn days_of(text: &str) -> Option<DaysOfText> {
    let days = DaysOfText::new(text);
    (!days.is_empty() && !cites_a_document(text)).then_some(days)
}

/// The one period of this frequency that a text names; nothing where it names none or several.
pub fn only(text: &str, frequency: Frequency) -> Option<Period> {
    alone(&named(text), frequency)
}

/// The same where the text may leave the year to what is around it: "Tháng 9" in a column under "Năm 2023".
pub fn only_in_year(text: &str, frequency: Frequency, year: i32) -> Option<Period> {
    // Every word for a part of a year (tháng, quý, nửa, kỳ, T, Q, S) has one of these letters; "Biểu 01" has none, and is no number.
    let has_word = text.contains(['t', 'q', 's', 'n', 'k', 'T', 'Q', 'S', 'N', 'K']);
    let is_roman = |sign: char| matches!(sign, 'i' | 'v' | 'x' | 'I' | 'V' | 'X' | '\u{2160}'..='\u{217f}');
    if !has_word && !text.chars().filter(|sign| sign.is_alphabetic()).all(is_roman) {
        return None;
    }
    alone(&periods(&mentions(text), Some(year)), frequency)
}

/// True for words that introduce a period and name none: "Kỳ báo cáo:", "Tháng".
pub fn introduces(text: &str) -> bool {
    let tokens = tokens::tokens(text);
    tokens.iter().any(|token| token.word().is_some()) && tokens.iter().all(is_label)
}

/// True for words before a number that say what it is of: "Kỳ báo cáo:", "Tháng", "Quý".
pub fn precedes(text: &str) -> bool {
    let is_quarter = |token: &PeriodToken| matches!(token.kind, TokenKind::Word(Word::Quarter, _));
    let tokens = tokens::tokens(text);
    tokens.iter().any(|token| token.word().is_some()) && tokens.iter().all(|token| is_label(token) || is_quarter(token))
}

/// True where the text speaks of a decision, a law or a plan, whose numbers and dates are not the report's.
pub fn cites_a_document(text: &str) -> bool {
    document(&text::without_marks(text)).is_some()
}

/// True for a text that names a period and says nothing else: "(Quý I năm 2024)", "Kỳ báo cáo: năm 2025".
pub fn is_only_a_period(text: &str) -> bool {
    let tokens = tokens::tokens(text);
    let all = phrases::phrases(&tokens, is_unmarked(&tokens));
    if all.is_empty() {
        return whole(&tokens).is_some();
    }
    let is_of_one = |place: usize| all.iter().any(|phrase| (phrase.start..phrase.end).contains(&place));
    let adds_nothing =
        |token: &PeriodToken| is_label(token) || joins(token) || matches!(token.kind, TokenKind::Sign(_));
    tokens.iter().enumerate().all(|(place, token)| is_of_one(place) || adds_nothing(token))
}

/// Periods of the same years.
#[derive(Debug)]
struct Mention {
    parts: Vec<(Frequency, u32)>,
    /// None where the text gives no year.
    years: Vec<i32>,
}

fn periods(mentions: &[Mention], year: Option<i32>) -> Vec<Period> {
    let mut named = Vec::new();
    for mention in mentions {
        let elsewhere = year.filter(|_| mention.years.is_empty());
        for year in mention.years.iter().copied().chain(elsewhere) {
            for (frequency, number) in &mention.parts {
                named.extend(Period::new(*frequency, year, *number).filter(|period| !named.contains(period)));
            }
        }
    }
    named
}

fn alone(named: &[Period], frequency: Frequency) -> Option<Period> {
    let mut fitting = named.iter().filter(|period| period.frequency() == frequency);
    fitting.next().filter(|_| fitting.next().is_none()).copied()
}

fn mentions(text: &str) -> Vec<Mention> {
    let tokens = tokens::tokens(text);
    let all = phrases::phrases(&tokens, is_unmarked(&tokens));
    if all.is_empty() {
        return whole(&tokens).into_iter().collect();
    }
    let gap = |from: usize, to: usize| tokens.get(from..to).unwrap_or_default();
    let of_report = without_compared(&tokens, &all);
    let mut years: Vec<Vec<i32>> = of_report.iter().map(|phrase| phrase.years.clone()).collect();
    // "Tháng 9 và 9 tháng đầu năm 2024": the year is once, after the last.
    for (place, pair) in of_report.windows(2).enumerate().rev() {
        let [phrase, next] = pair else { continue };
        let joined = gap(phrase.end, next.start).iter().all(joins);
        // Two months under one year are two months, whatever is between them.
        let alike = phrase.parts.iter().any(|(frequency, _)| next.parts.iter().any(|(other, _)| other == frequency));
        if let (true, Some(after)) = (joined || alike, years.get(place + 1).cloned())
            && let Some(own) = years.get_mut(place).filter(|own| own.is_empty())
        {
            *own = after;
        }
    }
    let mut named = Vec::new();
    for (place, phrase) in of_report.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|before| of_report.get(before));
        let own = years.get(place).cloned().unwrap_or_default();
        if phrase.is_year() {
            let cited = tokens.get(phrase.start).is_some_and(|token| token.cited);
            // In "9 tháng, năm 2025" and "Năm 2025, quý III" the year is that of the months.
            let before = before.is_some_and(|before| {
                before.years.is_empty() && !gap(before.end, phrase.start).iter().any(parts_from_year)
            });
            let after = of_report.get(place + 1).is_some_and(|_| years.get(place + 1).is_some_and(Vec::is_empty));
            if cited || before || after {
                continue;
            }
        }
        // "Năm 2024 - Quý III".
        let own = match before.filter(|before| own.is_empty() && before.is_year()) {
            Some(before) if gap(before.end, phrase.start).iter().all(|token| token.word().is_none()) => {
                before.years.clone()
            }
            _ => own,
        };
        named.push(Mention { parts: phrase.parts.clone(), years: own });
    }
    named
}

/// The phrases without those that the figures are only compared with: "so với tháng 8 năm 2024".
fn without_compared<'a>(tokens: &[PeriodToken], all: &'a [Phrase]) -> Vec<&'a Phrase> {
    let mut of_report = Vec::new();
    let (mut end, mut compared) = (0, false);
    for phrase in all {
        let before = tokens.get(end..phrase.start).unwrap_or_default();
        let joined = !before.is_empty() && before.iter().all(|token| token.word() == Some(Word::And));
        compared = is_of_another_time(before) || (compared && joined);
        end = phrase.end;
        if !compared {
            of_report.push(phrase);
        }
    }
    of_report
}

/// True where the words before a phrase say that it is not the period of the report.
fn is_of_another_time(before: &[PeriodToken]) -> bool {
    // What else is between may belong to a title: these count right before the phrase.
    const RIGHT_BEFORE: [&[&str]; 7] = [
        &["cung", "ki"],
        &["ki", "truoc"],
        &["ap", "dung", "tu"],
        &["hieu", "luc", "tu"],
        &["phuong", "huong"],
        &["nhiem", "vu"],
        &["nhiem", "vu", "trong", "tam"],
    ];
    let clause = before.iter().rposition(|token| token.is_sign(",;(\n")).map_or(0, |sign| sign + 1);
    let plain = |tokens: &[PeriodToken]| -> Vec<String> {
        tokens.iter().filter(|token| token.word().is_some()).map(|token| token.plain().to_owned()).collect()
    };
    let words = plain(before.get(clause..).unwrap_or_default());
    let compared = words
        .windows(2)
        .any(|pair| matches!(pair, [first, second] if second == "voi" && (first == "so" || first == "sanh")));
    let all = plain(before);
    compared
        || RIGHT_BEFORE.iter().any(|ending| {
            all.len() >= ending.len() && all.iter().rev().zip(ending.iter().rev()).all(|(word, sought)| word == sought)
        })
}

/// What may be between two periods that share the year after the second.
fn joins(token: &PeriodToken) -> bool {
    match token.kind {
        TokenKind::Word(word, _) => {
            matches!(word, Word::And | Word::Of | Word::To | Word::From | Word::Between | Word::Label | Word::First)
                || token.is_year_word()
        }
        TokenKind::Sign(sign) => ",-+&/(;:.…".contains(sign),
        TokenKind::Break => true,
        TokenKind::Number(..) => false,
    }
}

/// "và", "cả": what follows is a period of its own.
fn parts_from_year(token: &PeriodToken) -> bool {
    token.word() == Some(Word::And) || token.plain() == "ca" || token.is_sign("&+")
}

fn is_label(token: &PeriodToken) -> bool {
    match token.kind {
        TokenKind::Word(word, _) => matches!(word, Word::Label | Word::Month) || token.is_year_word(),
        TokenKind::Sign(sign) => ":./(".contains(sign),
        TokenKind::Break => true,
        TokenKind::Number(..) => false,
    }
}

/// A text that is nothing but a period without its word: "9/2025", "2025-07", "III/2025", "Kỳ báo cáo: 2025".
fn whole(tokens: &[PeriodToken]) -> Option<Mention> {
    let first = tokens.iter().position(|token| !is_label(token))?;
    let rest = tokens.get(first..)?;
    let (part, year) = match rest {
        [year] => ((Frequency::Year, 1), year),
        [month, sign, year] if sign.is_sign("-/") && month.small().is_some() => {
            ((Frequency::Month, month.small()?), year)
        }
        [quarter, sign, year] if sign.is_sign("-/") && quarter.roman().is_some() => {
            ((Frequency::Quarter, quarter.roman()?), year)
        }
        [year, sign, month] if sign.is_sign("-/") => ((Frequency::Month, month.small()?), year),
        _ => return None,
    };
    let cited = rest.iter().any(|token| token.cited);
    Some(Mention { parts: vec![part], years: vec![year.year()?] }).filter(|_| !cited)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_that_say_a_period_alone_are_known_from_titles() {
        for text in [
            "Năm 2024",
            "(NĂM 2024)",
            "Quý I năm 2024",
            "Kỳ báo cáo: Tháng 3/2024",
            "2024",
            "Quý I/2024 -",
            "6 tháng đầu năm 2025",
        ] {
            assert!(is_only_a_period(text), "{text}");
        }
        for text in ["KẾT QUẢ CHUYỂN ĐỔI SỐ NĂM 2024", "Dân số năm 2023", "Nậm Pồ, năm 2024", "Biểu 02", ""]
        {
            assert!(!is_only_a_period(text), "{text}");
        }
    }

    const WORDS: [&str; 34] = [
        "tháng",
        "quý",
        "năm",
        "nam",
        "ngày",
        "6",
        "9",
        "12",
        "2024",
        "2025",
        "/",
        "-",
        ".",
        ",",
        "(",
        ":",
        "…",
        "\n",
        "và",
        "đến",
        "từ",
        "đầu",
        "cuối",
        "nửa",
        "III",
        "Q3",
        "T9",
        "S1",
        "ba",
        "mười",
        "so với",
        "cùng kỳ",
        "các",
        "số 12/QĐ-UBND",
    ];

    proptest! {
        #[test]
        fn the_periods_of_any_text_can_be_written(
            words in prop::collection::vec(prop::sample::select(&WORDS[..]), 0..12),
            other in "\\PC{0,12}",
        ) {
            for text in [words.join(" "), words.concat(), format!("{other}{}", words.join(" "))] {
                let mut named = named(&text);
                for period in &named {
                    prop_assert_eq!(period.to_string().parse().ok(), Some(*period));
                }
                let all = named.len();
                named.dedup();
                prop_assert_eq!(named.len(), all, "each occurs once");
            }
        }
    }

    #[test]
    fn periods_as_people_write_them() {
        for (text, period) in [
            ("Quý: ...2... Năm: ...2024...", "2024-Q2"),
            ("Quý ………II……. năm ……2024……", "2024-Q2"),
            ("Quý .... II .... năm .... 2024 ....", "2024-Q2"),
            ("Tháng ..9.. năm 2024", "2024-09"),
            ("Quý II … năm 2024", "2024-Q2"),
            ("Tháng 9/2025", "2025-09"),
            ("Tháng 09 năm 2025", "2025-09"),
            ("THÁNG 9 NĂM 2025", "2025-09"),
            ("(Tháng 10 năm 2025)", "2025-10"),
            ("Tháng chín năm 2025", "2025-09"),
            ("tháng năm năm 2025", "2025-05"),
            ("tháng mười hai năm 2025", "2025-12"),
            ("Quý III năm 2025", "2025-Q3"),
            ("QUÝ III/2025", "2025-Q3"),
            ("Quý 3/2025", "2025-Q3"),
            ("Quý IV - 2024", "2024-Q4"),
            ("6 tháng đầu năm 2025", "2025-S1"),
            ("6 tháng cuối năm 2025", "2025-S2"),
            ("Quý ba năm 2025", "2025-Q3"),
            ("quý tư 2025", "2025-Q4"),
            ("Nửa đầu năm 2025", "2025-S1"),
            ("Năm 2025", "2025"),
            ("Kỳ báo cáo: Năm 2024", "2024"),
            ("2025-Q3", "2025-Q3"),
            ("Q3/2025", "2025-Q3"),
            ("2025-S1", "2025-S1"),
            ("2025-07", "2025-07"),
            ("9/2025", "2025-09"),
            ("2025", "2025"),
            ("Tháng 9/2025 (kèm theo Quyết định số 12/QĐ-UBND ngày 3 tháng 2 năm 2024)", "2025-09"),
            ("Tháng 9/2025 (từ ngày 15/8/2025 đến ngày 14/9/2025)", "2025-09"),
            ("BÁO CÁO KẾT QUẢ\nQuý II năm 2025", "2025-Q2"),
            ("bao-cao-thang-09-2025", "2025-09"),
            ("BC TTHC thang 11 nam 2024 - Muong Cha", "2024-11"),
            ("bao_cao_quy-3-2025", "2025-Q3"),
            ("06 tháng đầu năm 2024", "2024-S1"),
            ("6T đầu năm 2024", "2024-S1"),
            ("6 tháng đầu năm (2024)", "2024-S1"),
            ("6 THÁNG ĐẦU NĂM\n2024", "2024-S1"),
            ("Quý 03/2024", "2024-Q3"),
            ("Quý Ⅲ năm 2024", "2024-Q3"),
            ("Quý III (năm 2024)", "2024-Q3"),
            ("Quý III của năm 2024", "2024-Q3"),
            ("Quý III\nNăm 2024", "2024-Q3"),
            ("Quý: 3 Năm: 2024", "2024-Q3"),
            ("QUÍ III/2024", "2024-Q3"),
            ("Q.III/2024", "2024-Q3"),
            ("QIII/2024", "2024-Q3"),
            ("QIII năm 2024", "2024-Q3"),
            ("T9.2024", "2024-09"),
            ("T9/2024", "2024-09"),
            ("T7.2022", "2022-07"),
            ("Tháng: 9/2024", "2024-09"),
            ("Tháng: 9 Năm: 2024", "2024-09"),
            ("Tháng/năm: 9/2024", "2024-09"),
            ("Tháng 9 (năm 2024)", "2024-09"),
            ("tháng năm/2024", "2024-05"),
            ("thang nam nam 2024", "2024-05"),
            ("Kỳ báo cáo: 9/2024", "2024-09"),
            ("Quý báo cáo: III/2024", "2024-Q3"),
            ("Quý báo cáo: 3/2024", "2024-Q3"),
            ("Quý báo cáo III năm 2024", "2024-Q3"),
            ("Kỳ báo cáo: III/2024", "2024-Q3"),
            ("III/2024", "2024-Q3"),
        ] {
            assert_eq!(parse(text).map(|period| period.to_string()).as_deref(), Some(period), "{text}");
        }
    }

    #[test]
    fn a_title_names_every_period_in_it() {
        for (text, periods) in [
            ("THÁNG 9 VÀ 9 THÁNG NĂM 2024", "2024-09"),
            ("Tháng 9 và 9 tháng đầu năm 2024", "2024-09"),
            ("Tháng 6 và 6 tháng đầu năm 2024", "2024-06 2024-S1"),
            ("Tháng 9, quý III năm 2024", "2024-09 2024-Q3"),
            ("BÁO CÁO QUÝ II VÀ 6 THÁNG ĐẦU NĂM 2024", "2024-Q2 2024-S1"),
            ("Quý III/2024 và 9 tháng đầu năm 2024", "2024-Q3"),
            ("Quý III và 9 tháng đầu năm 2024", "2024-Q3"),
            ("Quý IV và cả năm 2024", "2024-Q4 2024"),
            ("Tháng 12 và năm 2024", "2024-12 2024"),
            ("Quý III năm 2024 (tháng 9 năm 2024)", "2024-Q3 2024-09"),
            ("6 tháng đầu năm 2024 (quý I, II)", "2024-S1"),
            ("tháng 8, 9 năm 2024", "2024-08 2024-09"),
            ("Tháng 11-12/2024", "2024-11 2024-12"),
            ("Từ tháng 1 đến tháng 3 năm 2024", "2024-01 2024-03"),
            ("Quý I - Quý II năm 2024", "2024-Q1 2024-Q2"),
            ("Quý I, II năm 2024", "2024-Q1 2024-Q2"),
            ("Năm 2023, 2024", "2023 2024"),
            ("Năm 2024 - Quý III", "2024-Q3"),
            ("Tháng 9/2024 (từ 15 tháng 8 đến 14 tháng 9 năm 2024)", "2024-09"),
            ("các tháng năm 2024", "2024"),
            ("Biểu 05 - Năm 2024", "2024"),
        ] {
            let named: Vec<String> = named(text).iter().map(ToString::to_string).collect();
            assert_eq!(named.join(" "), periods, "{text}");
        }
    }

    #[test]
    fn what_the_figures_are_compared_with_is_no_period_of_the_report() {
        for (text, periods) in [
            ("so với năm 2023, năm 2024", "2024"),
            ("năm 2024 so với 2023", "2024"),
            ("Năm 2024 so với năm 2023", "2024"),
            ("So với tháng 8 năm 2024, tháng 9 năm 2024", "2024-09"),
            ("Tháng 9 năm 2024 so với tháng 8 năm 2024", "2024-09"),
            ("Quý III năm 2024 so với cùng kỳ năm 2023", "2024-Q3"),
            ("Quý III năm 2024, so với quý I và quý II năm 2024", "2024-Q3"),
            ("Kỳ trước: Quý II/2024", ""),
            ("Tháng 9 so với tháng 8 năm 2024", ""),
            ("Kết quả tháng 9, nhiệm vụ tháng 10 năm 2024", ""),
            ("Kết quả tháng 9 năm 2024, nhiệm vụ trọng tâm tháng 10 năm 2024", "2024-09"),
            ("Kết quả tháng 12, phương hướng, nhiệm vụ tháng 01 năm 2025", ""),
        ] {
            let named: Vec<String> = named(text).iter().map(ToString::to_string).collect();
            assert_eq!(named.join(" "), periods, "{text}");
        }
    }

    #[test]
    fn a_whole_number_of_a_data_frame_is_its_period() {
        let cells = ["2024.0", " 2024,00 ", "2024.000", "2024", "2024.5", "2.024", "202.000", "3.2024", "Năm 2024"];
        let read = cells.map(|cell| of_cell(cell).map(|period| period.to_string()).unwrap_or_default());
        assert_eq!(read, ["2024", "2024", "2024", "2024", "", "", "", "", "2024"]);
        assert_eq!(["9.0", "9.000", "1.10"].map(without_fraction), ["9", "9.000", "1.10"]);
    }

    #[test]
    fn a_year_from_elsewhere_completes_what_has_none() {
        for (text, frequency, period) in [
            ("Tháng 9", Frequency::Month, Some("2023-09")),
            ("T9", Frequency::Month, Some("2023-09")),
            ("Tháng năm", Frequency::Month, Some("2023-05")),
            ("Tháng 9/2024", Frequency::Month, Some("2024-09")),
            ("Quý III", Frequency::Quarter, Some("2023-Q3")),
            ("Quý I, II", Frequency::Quarter, None),
            ("9 tháng", Frequency::Month, None),
            ("9", Frequency::Month, None),
        ] {
            let read = only_in_year(text, frequency, 2023).map(|period| period.to_string());
            assert_eq!(read.as_deref(), period, "{text}");
        }
    }

    #[test]
    fn days_decisions_and_countries_are_no_period() {
        for text in [
            "Mường Chà, ngày 15 tháng 9 năm 2025",
            "Ngày … tháng … năm 2025",
            "ngày ..... tháng .... năm 2025",
            "Quyết định số 1234/QĐ-UBND ngày 3 tháng 2 năm 2025",
            "Ban hành kèm theo Thông tư số 13/2021/TT-BKHĐT năm 2021",
            "15/09/2025",
            "Cộng hòa xã hội chủ nghĩa Việt Nam 2025",
            "9 tháng đầu năm 2025",
            "Giai đoạn 2021-2025",
            "từ năm 2021 - 2025",
            "Biểu số 02/CĐS",
            "Tháng 13/2025",
            "9 tháng năm 2024",
            "Lũy kế 9 tháng năm 2024",
            "bao cao 11 thang nam 2022",
            "tháng năm 2024",
            "6 tháng năm 2024",
            "Quý … năm 2024",
            "Quý ...... năm ......",
            "Quý ... năm 20...",
            "Năm 2024-2025",
            "giai đoạn 2021 - năm 2025",
            "Năm học 2024-2025",
            "Từ ngày 15/8/2024 đến ngày 20/9/2024",
            "Xã Tủa Thàng 9/2024",
            "",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
