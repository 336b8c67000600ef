//! Words that programs write where there is no value.

/// The words, letter by letter as programs write them: SQL and its clients, MySQL and Hive, JavaScript, pandas and Python, R. "Nan", "Null" and
/// "nà" may be names.
const WORDS: [&str; 20] = [
    "NULL",
    "null",
    "(NULL)",
    "(null)",
    "[NULL]",
    "[null]",
    "<NULL>",
    "<null>",
    "\\N",
    "undefined",
    "NaN",
    "nan",
    "-nan",
    "NaT",
    "None",
    "<NA>",
    "NA",
    "N/A",
    "n/a",
    "#NA",
];

/// True for such a word and nothing else.
pub fn is_one(text: &str) -> bool {
    WORDS.contains(&text.trim())
}

/// True where one of them begins with this letter or sign.
pub fn may_begin_with(first: u8) -> bool {
    WORDS.iter().any(|word| word.as_bytes().first() == Some(&first))
}

/// True where a text begins with one of them, as one does that has other blanks behind it.
pub fn may_begin(text: &[u8]) -> bool {
    WORDS.iter().any(|word| text.starts_with(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_programs_are_known_and_names_are_none() {
        for word in ["NULL", " null ", "\\N", "nan", "NaN", "<NA>", "None", "(null)", "NA", "n/a"] {
            assert!(is_one(word), "{word}");
        }
        for text in ["", "Nan", "Null", "NAN", "none", "na", "Na", "Nà", "N", "NULL 1", "Không", "NaN NaN"] {
            assert!(!is_one(text), "{text}");
        }
        assert!(may_begin_with(b'N') && may_begin_with(b'\\') && !may_begin_with(b'T'));
    }
}
