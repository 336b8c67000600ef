//! The period that a text names: "Quý III năm 2025", "6 tháng đầu năm 2025", "Tháng 9/2025".
//!
//! Takes text as people write it in heads, columns and file names; gives a [`Period`]. Days ("ngày 15 tháng 9 năm 2025")
//! and decisions ("Quyết định số 1234/QĐ-UBND ngày …") stand in every head and name no period.

use std::sync::LazyLock;

use regex_lite::Regex;

use crate::project::period::{Frequency, Period};
use crate::text;

/// The period, or nothing where the text names none, or names one that reports do not have (nine months).
pub fn parse(text: &str) -> Option<Period> {
    text.lines().find_map(parse_line)
}

/// True where the text speaks of a decision, a law or a plan, whose numbers and dates are not the report's.
pub fn cites_a_document(text: &str) -> bool {
    document(&text::without_marks(text)).is_some()
}

static DOCUMENT: LazyLock<Option<Pattern>> = LazyLock::new(|| {
    let words = r"\b(quyet dinh|nghi quyet|nghi dinh|thong tu|cong van|ban hanh|ke hoach so|\d+/[a-z0-9]+-[a-z]+)";
    Pattern::new(&["quyet", "nghi dinh", "thong tu", "cong van", "ban hanh", "ke hoach so", "/"], words)
});

/// Where the citation of a document begins.
fn document(folded: &str) -> Option<usize> {
    DOCUMENT.as_ref()?.on(folded)?.find(folded).map(|found| found.start())
}

/// A pattern that is tried only where one of its words stands: most lines have none, and matching costs more than looking.
struct Pattern {
    words: &'static [&'static str],
    regex: Regex,
}

impl Pattern {
    fn new(words: &'static [&'static str], regex: &str) -> Option<Self> {
        Some(Self { words, regex: Regex::new(regex).ok()? })
    }

    fn on(&self, text: &str) -> Option<&Regex> {
        self.words.iter().any(|word| text.contains(word)).then_some(&self.regex)
    }

    /// Two groups of the first match.
    fn groups(&self, text: &str, first: usize, second: usize) -> Option<(String, String)> {
        let found = self.on(text)?.captures(text)?;
        Some((found.get(first)?.as_str().to_owned(), found.get(second)?.as_str().to_owned()))
    }
}

/// Patterns with what the digits of their groups mean.
struct Patterns {
    days: Vec<Pattern>,
    month: Pattern,
    quarter: Pattern,
    quarter_code: Pattern,
    half: Pattern,
    half_code: Pattern,
    several_months: Pattern,
    year: Pattern,
    whole_month: Pattern,
    month_year: Pattern,
}

static PATTERNS: LazyLock<Option<Patterns>> = LazyLock::new(|| {
    let blank = r"[\s.…_]*";
    let part = Pattern::new;
    Some(Patterns {
        days: vec![
            // Also the day that nobody filled in: "ngày … tháng … năm 2025".
            part(&["ngay"], &format!(r"ngay{blank}\d{{0,2}}{blank}thang{blank}\d{{0,2}}{blank}nam{blank}\d{{0,4}}"))?,
            part(&["/", ".", "-"], r"\b\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}\b")?,
            part(&["-"], r"\b\d{4}-\d{2}-\d{2}\b")?,
        ],
        month: part(
            &["thang"],
            r"\bthang[\s-]*(\d{1,2}|[a-z]+(?: (?:mot|hai))?)\s*(?:[/.,-]|\bnam\b|\s)\s*(?:nam\s*)?(\d{4})\b",
        )?,
        quarter: part(
            &["quy"],
            r"\bquy[\s-]*(iv|i{1,3}|[1-4]|mot|hai|ba|bon|tu)\s*(?:[/.,-]|\bnam\b|\s)\s*(?:nam\s*)?(\d{4})\b",
        )?,
        quarter_code: part(&["q"], r"\b(?:q([1-4])\s*[/.-]?\s*(\d{4})|(\d{4})\s*[/.-]?\s*q([1-4]))\b")?,
        half: part(&["thang", "nua"], r"\b(?:(?:6|sau)\s*thang|nua)\s*(dau|cuoi)\s*(?:nam)?\s*(\d{4})\b")?,
        half_code: part(&["-s"], r"\b(\d{4})-s([12])\b")?,
        several_months: part(
            &["thang", "quy"],
            r"\b(?:\d{1,2}|ba|sau|chin)\s*thang\b|\bthang\s*\d|\bquy\s*(?:[ivx]+\b|\d|[.…])",
        )?,
        year: part(&["năm", "nam"], r"\b(?:năm|nam)\s*:?\s*(\d{4})\b")?,
        whole_month: part(&["-", "/"], r"^(\d{4})[-/](\d{1,2})$")?,
        month_year: part(&["-", "/"], r"^(\d{1,2})\s*[-/]\s*(\d{4})$")?,
    })
});

fn parse_line(line: &str) -> Option<Period> {
    // Every period has a year of four digits; most cells of a head have none.
    if !line.as_bytes().windows(4).any(|signs| signs.iter().all(u8::is_ascii_digit)) {
        return None;
    }
    let patterns = PATTERNS.as_ref()?;
    let name = text::name(line).replace('_', " ");
    let folded = text::without_marks(&name);
    // What stands before the citation of a document may still name the period.
    let mut rest =
        document(&folded).map_or(folded.as_str(), |start| folded.get(..start).unwrap_or_default()).to_owned();
    let cited = rest.len() < folded.len();
    for days in &patterns.days {
        if let Some(days) = days.on(&rest) {
            rest = days.replace_all(&rest, " ").into_owned();
        }
    }
    let number = |text: &str| text.parse::<u32>().ok();
    let year = |text: &str| text.parse::<i32>().ok();
    if let Some((half, of)) = patterns.half.groups(&rest, 1, 2) {
        return Period::new(Frequency::HalfYear, year(&of)?, if half == "dau" { 1 } else { 2 });
    }
    if let Some((month, of)) = patterns.month.groups(&rest, 1, 2) {
        return Period::new(Frequency::Month, year(&of)?, number(&month).or_else(|| spelled(&month))?);
    }
    if let Some((quarter, of)) = patterns.quarter.groups(&rest, 1, 2) {
        let words: [&[&str]; 4] = [&["i", "mot"], &["ii", "hai"], &["iii", "ba"], &["iv", "bon", "tu"]];
        let index = words.iter().position(|words| words.contains(&quarter.as_str()));
        let index = index.and_then(|index| u32::try_from(index + 1).ok());
        return Period::new(Frequency::Quarter, year(&of)?, index.or_else(|| number(&quarter))?);
    }
    let code = &patterns.quarter_code;
    if let Some((index, of)) = code.groups(&rest, 1, 2).or_else(|| code.groups(&rest, 4, 3)) {
        return Period::new(Frequency::Quarter, year(&of)?, number(&index)?);
    }
    if let Some((of, half)) = patterns.half_code.groups(&rest, 1, 2) {
        return Period::new(Frequency::HalfYear, year(&of)?, number(&half)?);
    }
    let whole =
        rest.trim().trim_start_matches("ky bao cao").trim_start_matches("ky").trim_start_matches([':', ' ']).trim();
    if let Some((of, month)) = patterns.whole_month.groups(whole, 1, 2) {
        return Period::new(Frequency::Month, year(&of)?, number(&month)?);
    }
    if let Some((month, of)) = patterns.month_year.groups(whole, 1, 2) {
        return Period::new(Frequency::Month, year(&of)?, number(&month)?);
    }
    if whole.len() == 4 && whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return Period::new(Frequency::Year, year(whole)?, 1);
    }
    // "9 tháng năm 2025" is no year, and no period of a report.
    if cited || patterns.several_months.on(&rest).is_some_and(|months| months.is_match(&rest)) {
        return None;
    }
    year_in(&name, &rest)
}

/// "năm 2025". Without marks the word is also the south and the man ("Việt Nam 2025"): it counts only in text that has no
/// marks at all.
fn year_in(name: &str, without_days: &str) -> Option<Period> {
    let patterns = PATTERNS.as_ref()?;
    let text = if name.is_ascii() { without_days } else { name };
    let found = patterns.year.on(text)?.captures_iter(text).find(|found| {
        let whole = found.get(0);
        let word = whole.map_or("", |whole| whole.as_str());
        let before = whole.and_then(|whole| text.get(..whole.start())).unwrap_or_default();
        let after = whole.and_then(|whole| text.get(whole.end()..)).unwrap_or_default().trim_start();
        // A range of years, or the year of a day that was taken out.
        let range = after.starts_with('-') || before.trim_end().ends_with('-');
        let of_a_day = {
            let whole = text::without_marks(&format!("{before}{word}"));
            patterns.days.iter().filter_map(|days| days.on(&whole)).any(|days| days.is_match(&whole))
        };
        (word.starts_with("năm") || name.is_ascii()) && !range && !of_a_day
    })?;
    Period::new(Frequency::Year, found.get(1)?.as_str().parse().ok()?, 1)
}

fn spelled(month: &str) -> Option<u32> {
    const MONTHS: [&str; 12] =
        ["mot", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai"];
    let month = match month {
        "gieng" => "mot",
        "bon" => "tu",
        "chap" => "muoi hai",
        month => month,
    };
    MONTHS.iter().position(|name| *name == month).and_then(|index| u32::try_from(index + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_as_people_write_them() {
        for (text, period) in [
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
        ] {
            assert_eq!(parse(text).map(|period| period.to_string()).as_deref(), Some(period), "{text}");
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
            "",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
