//! The vintage of a figure in words: "Ước tính", "Sơ bộ", "Chính thức", and the codes of SDMX (CL_OBS_STATUS) E, P and A.

use crate::values::text;

/// Words of each vintage, as [`text::without_marks`] writes them.
const WORDS: [(&str, &[&str]); 3] = [
    ("E", &["e", "uoc tinh", "uoc", "uoc thuc hien", "so uoc", "so lieu uoc tinh", "estimate", "estimated"]),
    ("P", &["p", "so bo", "so so bo", "so lieu so bo", "preliminary", "provisional"]),
    ("A", &["a", "chinh thuc", "so chinh thuc", "so lieu chinh thuc", "official", "final"]),
];

/// The code of the vintage that a text names; `None` where it names none.
pub fn code_of(written: &str) -> Option<&'static str> {
    let plain = text::without_marks(written);
    WORDS.iter().find(|(_, words)| words.contains(&plain.as_str())).map(|(code, _)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vintages_are_known_by_code_and_by_words() {
        for (written, code) in [
            ("E", Some("E")),
            ("p", Some("P")),
            (" A ", Some("A")),
            ("Ước tính", Some("E")),
            ("Sơ bộ", Some("P")),
            ("CHÍNH THỨC", Some("A")),
            ("Số liệu sơ bộ", Some("P")),
            ("B", None),
            ("2024", None),
            ("", None),
        ] {
            assert_eq!(code_of(written), code, "{written}");
        }
    }
}
