//! Powers of ten in words: "nghìn", "Tr.", "1.000", "10^6", two of them ("nghìn tỷ"), and the words with marks that somebody typed without.
//!
//! Takes a text that may be a unit; gives the power at its beginning and what follows it.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex_lite::{Captures, Regex};

use crate::values::text;

/// As [`text::name`] leaves them: a lone y is i. Two may follow each other: "nghìn tỷ", "trăm triệu".
const POWERS: [(&str, i32); 8] = [
    ("chục", 1),
    ("trăm", 2),
    ("nghìn", 3),
    ("ngàn", 3),
    ("vạn", 4),
    ("triệu", 6),
    ("tỉ", 9),
    // Short, and said of money only: "tr.hợp" is trường hợp.
    ("tr", 6),
];
/// Words after "tỷ" by which it is no power: tỷ lệ, tỷ trọng.
const NO_POWER: [&str; 4] = ["lệ", "trọng", "suất", "số"];
/// The power of ten that a text says and nothing else: "tỷ", "nghìn". "Tr." alone is short for too much.
pub fn bare_power(written: &str) -> Option<i32> {
    let written = normal(written);
    POWERS.iter().find(|(word, _)| *word == written && *word != "tr").map(|(_, power)| *power)
}

/// True for a power of ten that is said of money by itself, and nothing else: "Tỷ", "nghìn".
pub fn is_only_a_power(written: &str) -> bool {
    matches!(bare_power(written), Some(3 | 6 | 9))
}

/// The text in its comparable form. Superscript digits, which are footnotes elsewhere, are exponents here.
pub(super) fn normal(written: &str) -> String {
    let powers =
        [("10³", "10^3"), ("10⁶", "10^6"), ("10⁹", "10^9"), ("m²", "m2"), ("M²", "m2"), ("m³", "m3"), ("M³", "m3")];
    let mut plain = Cow::Borrowed(written);
    if written.contains(['²', '³', '⁶', '⁹']) {
        plain = powers.iter().fold(plain, |text, (power, usual)| text.replace(power, usual).into());
    }
    with_marks(text::name(&plain))
}

/// The powers of ten at the beginning of a part, which may be two: "nghìn tỷ", "trăm triệu".
pub(super) fn powers(part: &str) -> (i32, bool, &str) {
    let (first, short, rest) = power(part);
    let (second, _, behind) = if first == 0 || short { (0, false, rest) } else { power(rest) };
    (first.saturating_add(second), short, behind)
}

/// The power of ten at the beginning of a part, whether it was written short, and what follows.
fn power(part: &str) -> (i32, bool, &str) {
    // "Trđ", "tỷđồng": nothing parts the two.
    let joined = POWERS.iter().chain(&[("tỷ", 9)]).find_map(|(word, power)| {
        let rest = part.strip_prefix(word).filter(|rest| begins_with(rest, &["đ", "đồng"]).is_some())?;
        Some((*power, *word == "tr", rest))
    });
    if let Some(joined) = joined {
        return joined;
    }
    let found = POWERS.iter().find_map(|(word, power)| {
        let rest = part.strip_prefix(word)?;
        let apart = rest.chars().next().is_none_or(|sign| !sign.is_alphanumeric());
        apart.then(|| (*power, *word == "tr", rest.trim_start_matches(['.', ' '])))
    });
    found.filter(|(power, _, rest)| *power != 9 || begins_with(rest, &NO_POWER).is_none()).unwrap_or((0, false, part))
}

/// What follows one of the words, whole, at the beginning.
pub(super) fn begins_with<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| {
        let rest = text.strip_prefix(word)?;
        rest.chars().next().is_none_or(|sign| !sign.is_alphanumeric()).then(|| rest.trim_start())
    })
}

/// The text with its thousands in words: "1.000 đồng", "1000đ", "10^6 đồng", "1,000,000 đ", "000.000 đ", "VND1000".
pub(super) fn in_words(written: &str) -> String {
    static THOUSANDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"(^|[^0-9.,])(?:1((?:[., \u{a0}]?000)+)|['’‘]?(000(?:[., \u{a0}]?000)*)|10\^([0-9]{1,2}))\.?([^0-9]|$)",
        )
        .ok()
    });
    let Some(thousands) = THOUSANDS.as_ref().filter(|_| written.contains("10") || written.contains("00")) else {
        return written.to_owned();
    };
    let replaced = thousands.replace_all(written, |found: &Captures<'_>| {
        let text = |group| found.get(group).map_or("", |found| found.as_str());
        let zeros = [text(2), text(3)].concat();
        let power = match text(4) {
            "" => zeros.matches("000").count() * 3,
            exponent => exponent.parse().unwrap_or(0),
        };
        let words = match power {
            12 => Some("nghìn tỉ"),
            15 => Some("triệu tỉ"),
            _ => POWERS.iter().find(|(_, known)| usize::try_from(*known) == Ok(power)).map(|(word, _)| *word),
        };
        match words {
            // "VND1000".
            Some(word) if text(1).contains(char::is_alphabetic) => format!("{} {word} {}", text(1), text(5)),
            Some(word) => format!("{}{word} {}", text(1), text(5)),
            None => text(0).to_owned(),
        }
    });
    replaced.trim().to_owned()
}

/// The words for powers and money with their marks, where somebody typed without any: "trieu dong". "Ti" and "ngan" alone
/// say other things too (tỷ lệ, ngân sách).
pub(super) fn with_marks(written: String) -> String {
    if !written.is_ascii() {
        return written;
    }
    let is_money = written.contains("dong") || written.contains("vnd");
    let is_share = written.contains("phan tram");
    let marked = |word| match word {
        "nghin" => "nghìn",
        "trieu" => "triệu",
        "dong" => "đồng",
        "phan" => "phần",
        // "Tram" by itself is a station.
        "tram" if is_share => "trăm",
        "va" => "và",
        "nguoi" => "người",
        "ti" if is_money => "tỉ",
        "ngan" if is_money => "ngàn",
        other => other,
    };
    written.split(' ').map(marked).collect::<Vec<_>>().join(" ")
}
