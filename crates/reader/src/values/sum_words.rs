//! Words in the place of a value by which a row is the sum of others: "Cộng", "Tổng số", "Grand total".

use crate::values::text;

/// As [`text::name`] writes them, and without marks.
const WORDS: [&str; 12] = [
    "cộng",
    "tổng",
    "tổng số",
    "tổng cộng",
    "cong",
    "tong",
    "tong so",
    "tong cong",
    "total",
    "grand total",
    "subtotal",
    "sub total",
];
/// Those that are written in ASCII without a blank.
const ASCII: [&str; 4] = ["cong", "tong", "total", "subtotal"];
/// Bytes of the longest, with signs and blanks around it.
const LONGEST: usize = 24;

/// True for such a word and nothing else, but for signs around it.
pub fn is_one(text: &str) -> bool {
    if text.len() > LONGEST || !may_begin(text.as_bytes()) {
        return false;
    }
    let bare = text.trim_matches(|sign: char| !sign.is_alphanumeric());
    WORDS.contains(&text::name(bare).as_str())
}

/// True for such a word in letters of ASCII alone.
pub fn is_ascii_one(text: &[u8]) -> bool {
    ASCII.iter().any(|word| word.as_bytes().eq_ignore_ascii_case(text))
}

/// False for a text that is no such word for sure, by its length and its first letter.
pub fn may_begin(text: &[u8]) -> bool {
    let first = text.iter().find(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
    text.len() <= LONGEST && first.is_some_and(|first| b"cCtTgGsS".contains(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_sums_are_known_and_values_are_none() {
        for word in ["Cộng", "TỔNG CỘNG", "Tổng số:", " tổng ", "- Cộng -", "Total", "GRAND TOTAL", "Tong cong"]
        {
            assert!(is_one(word), "{word}");
        }
        for text in ["", "Cộng Hòa", "Tổng hợp", "Công", "Tống", "Tổng số hồ sơ", "T", "TTHC-001", "Đất đai"]
        {
            assert!(!is_one(text), "{text}");
        }
        assert!(is_ascii_one(b"TOTAL") && is_ascii_one(b"Cong") && !is_ascii_one(b"TTHC-001"));
    }
}
