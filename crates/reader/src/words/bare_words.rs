//! Words around a number that make another number of it: "12 nghìn", "âm 12", "dưới 12".
//!
//! A field may say that signs around its numbers are no part of them (`bareNumber`); such words are none of these signs.

use crate::values::text;
use crate::words::power_words::bare_power;
use crate::words::unit_spellings::is_power_in_english;
use crate::words::unit_text::perhaps_stated;

/// Powers of ten, signs and bounds, as [`text::without_marks`] writes them. Short ones are abbreviations. Powers in English and those of units are known elsewhere.
const WORDS: [&str; 24] = [
    "nghin", "ngan", "trieu", "ty", "ti", "tram", "chuc", "k", "tr", "am", "tru", "minus", "negative", "khong", "ruoi",
    "duoi", "tren", "hon", "khoang", "gan", "chua", "toi", "about", "over",
];
/// Signs of a bound, of an estimate, of a product and of a list of several numbers.
const SIGNS: [char; 12] = ['<', '>', '≤', '≥', '~', '≈', '±', '×', '[', '{', '−', '–'];

/// True where what is before or behind a number makes another number of it.
pub fn changes_a_number(around: &str) -> bool {
    let key = text::without_marks(around);
    let mut words = key.split(|sign: char| !sign.is_alphabetic());
    // "Trđ" is a million đồng, and "vạn" ten thousand.
    let has_power = || {
        let bare = around.trim_matches(|sign: char| !sign.is_alphabetic());
        !bare.is_empty() && (bare_power(bare).is_some() || perhaps_stated(bare).has_power())
    };
    around.contains(SIGNS) || words.any(|word| WORDS.contains(&word) || is_power_in_english(word)) || has_power()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_change_a_number_are_no_signs_around_it() {
        for around in [
            "nghìn",
            " tỷ đồng",
            "âm ",
            "không ",
            "<",
            "khoảng ",
            "dưới",
            "[",
            " k",
            "trđ",
            " ngđ",
            " mln",
            "bn",
            " trillion",
            " vạn",
            " bil. VND",
        ] {
            assert!(changes_a_number(around), "{around}");
        }
        for around in ["€ ", " người", "khẩu", "(", "", " kg", "VND", " đ", "#", " văn bản", " mẫu"] {
            assert!(!changes_a_number(around), "{around}");
        }
    }
}
