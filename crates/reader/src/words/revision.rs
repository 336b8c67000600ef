//! Revisions that a text names.

use std::sync::LazyLock;

use regex_lite::Regex;

use crate::values::text;

/// The revision that a text or an object's name states: "lần 2", "sửa đổi lần 3"; 2 for "sửa đổi" or "điều chỉnh"
/// without a number. Marks do not matter, since names of objects often have none.
pub fn revision_in(text: &str) -> Option<u32> {
    static NUMBERED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\blan\s*(?:thu\s*)?(\d{1,2})\b").ok());
    static WORDS: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\b(?:sua doi|dieu chinh|sua lai|ban sua)\b(?:\s*(\d{1,2})\b)?").ok());
    // Dots and slashes part the words of an object's name.
    let words = |text: String| {
        let parted: String = text.chars().map(|sign| if sign.is_alphanumeric() { sign } else { ' ' }).collect();
        text::on_one_line(&parted).into_owned()
    };
    let (marked, text) = (words(text::name(text)), words(text::without_marks(text)));
    // Mường Lạn is a place. Where a text has marks, "lần" has its own; where it has none, the place has its first word.
    let text = if marked == text {
        text.replace("muong lan ", "muong_lan ")
    } else {
        let unmarked =
            |word: &str| if word == "lạn" || word == "lan" { "_".to_owned() } else { text::without_marks(word) };
        marked.split(' ').map(unmarked).collect::<Vec<_>>().join(" ")
    };
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let number = |found: Option<regex_lite::Match<'_>>| found.and_then(|found| found.as_str().parse::<u32>().ok());
    if has(&["lan"])
        && let Some(found) = NUMBERED.as_ref()?.captures(&text)
    {
        return number(found.get(1)).filter(|number| *number > 0);
    }
    // Most texts have none of these words.
    if !has(&["sua", "dieu chinh"]) {
        return None;
    }
    let found = WORDS.as_ref()?.captures(&text)?;
    Some(number(found.get(1)).filter(|number| *number > 1).unwrap_or(2))
}
