//! Words around a number that make another number of it: "12 nghìn", "âm 12", "dưới 12".
//!
//! A field may say that signs around its numbers are no part of them (`bareNumber`); such words are none of these signs.

use crate::values::text;

/// Powers of ten, signs and bounds, as [`text::without_marks`] writes them. Short ones are abbreviations.
const WORDS: [&str; 28] = [
    "nghin", "ngan", "trieu", "ty", "ti", "tram", "chuc", "k", "tr", "thousand", "million", "billion", "hundred", "am",
    "tru", "minus", "negative", "khong", "ruoi", "duoi", "tren", "hon", "khoang", "gan", "chua", "toi", "about",
    "over",
];
/// Signs of a bound, of an estimate, of a product and of a list of several numbers.
const SIGNS: [char; 12] = ['<', '>', '≤', '≥', '~', '≈', '±', '×', '[', '{', '−', '–'];

/// True where what is before or behind a number makes another number of it.
pub fn changes_a_number(around: &str) -> bool {
    let key = text::without_marks(around);
    let mut words = key.split(|sign: char| !sign.is_alphabetic());
    around.contains(SIGNS) || words.any(|word| WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_change_a_number_are_no_signs_around_it() {
        for around in ["nghìn", " tỷ đồng", "âm ", "không ", "<", "khoảng ", "dưới", "[", " k"] {
            assert!(changes_a_number(around), "{around}");
        }
        for around in ["€ ", " người", "khẩu", "(", "", " kg", "VND", " đ", "#"] {
            assert!(!changes_a_number(around), "{around}");
        }
    }
}
