//! What a library says in English of a text that it cannot read.
//!
//! Takes the words of the parsers of JSON, TOML, patterns and globs; gives the commonest causes in both languages, and
//! any other words in quotes, as the library's own.

use crate::findings::message::Message;
use crate::message;

/// The words of a library as a message.
pub fn in_both_languages(words: &str) -> Message {
    let words = words.trim();
    known(words).unwrap_or_else(|| message!("library-words.other", words = words))
}

/// The causes that people meet.
fn known(words: &str) -> Option<Message> {
    if let Some((_, wanted)) = words.strip_prefix("invalid ").and_then(|rest| rest.rsplit_once(", expected ")) {
        let is_integer = words.starts_with("invalid type: integer ") || words.starts_with("invalid value: integer ");
        if let Some(message) = of_type(words, wanted, is_integer) {
            return Some(message);
        }
    }
    // TOML says after its cause what it expected.
    let (cause, expected) = words.split_once(", expected ").unwrap_or((words, ""));
    Some(match cause {
        // JSON
        "expected `:`" => message!("library-words.colon"),
        "expected `,` or `]`" | "missing comma between array elements" => {
            message!("library-words.comma", closing = "]")
        }
        "expected `,` or `}`" | "missing comma between key-value pairs" => {
            message!("library-words.comma", closing = "}")
        }
        "expected value" | "expected ident" | "invalid value" | "missing value" => message!("library-words.value"),
        "key must be a string" => message!("library-words.quoted-key"),
        "trailing comma" | "extra comma in array" | "extra comma in inline table" => {
            message!("library-words.last-comma")
        }
        "trailing characters" => message!("library-words.after-end"),
        "invalid escape" | "missing escaped value" => message!("library-words.escape"),
        "invalid number" | "number out of range" => message!("library-words.number"),
        "recursion limit exceeded" | "cannot recurse further; max recursion depth met" => {
            message!("library-words.nests")
        }
        _ if cause.starts_with("EOF while parsing") => message!("library-words.ends-early"),
        _ if cause.starts_with("control character") => message!("library-words.control"),
        // TOML
        "duplicate key" => message!("library-words.key-twice"),
        "string values must be quoted" => message!("library-words.quoted-value"),
        "key with no value" | "missing assignment between key-value pairs" => message!("library-words.equals"),
        "missing value for key" => message!("library-words.no-value"),
        "invalid unquoted key" | "unquoted keys cannot be empty" => message!("library-words.bare-key"),
        _ if cause.starts_with("unclosed ") && !expected.is_empty() => {
            message!("library-words.unclosed", sign = expected.trim_matches('`'))
        }
        _ if cause.starts_with("invalid ") && cause.ends_with(" string") && !expected.is_empty() => {
            message!("library-words.unclosed", sign = expected.trim_matches('`'))
        }
        // Patterns and globs
        "found open group without closing ')'" | "expected closing ')', but got end of pattern" => {
            message!("library-words.unclosed", sign = ")")
        }
        "found closing ')' without matching '('" => message!("library-words.unopened", sign = "("),
        "look-around is not supported" => message!("library-words.look-around"),
        "backreferences are not supported" => message!("library-words.backreference"),
        "unrecognized escape sequence" | "invalid escape sequence in character class" => {
            message!("library-words.escape")
        }
        "invalid range in character class" => message!("library-words.range"),
        _ if cause.contains("unclosed character class") || cause.contains("no closing bracket") => {
            message!("library-words.unclosed", sign = "]")
        }
        _ if cause.starts_with("invalid range; ") => message!("library-words.range"),
        _ if cause.contains("counted repetition") && cause.contains("unclosed") => {
            message!("library-words.unclosed", sign = "}")
        }
        _ if cause.starts_with("unclosed alternate group") => message!("library-words.unclosed", sign = "}"),
        _ if cause.starts_with("unopened alternate group") => message!("library-words.unopened", sign = "{"),
        _ if cause.ends_with("repetition operator must be applied to a sub-expression") => {
            message!("library-words.repetition")
        }
        _ if cause.starts_with("dangling ") || cause.starts_with("saw start of escape sequence") => {
            message!("library-words.escape")
        }
        _ => return None,
    })
}

/// What serde says of a value of another type than it wants, or of a number that its type does not hold.
fn of_type(words: &str, wanted: &str, is_integer: bool) -> Option<Message> {
    let is_of = |signs: &[char]| {
        let bits = wanted.strip_prefix(signs).unwrap_or_default();
        bits == "size" || !bits.is_empty() && bits.bytes().all(|digit| digit.is_ascii_digit())
    };
    let written = || words.split('`').nth(1).unwrap_or_default();
    Some(match wanted {
        _ if is_of(&['u', 'i']) && is_integer && written().starts_with('-') => {
            message!("library-words.number-negative", number = written())
        }
        _ if is_of(&['u', 'i']) && is_integer => message!("library-words.number-large", number = written()),
        _ if is_of(&['u', 'i']) => message!("library-words.wants-whole-number"),
        _ if is_of(&['f']) => message!("library-words.wants-number"),
        "a string" => message!("library-words.wants-text"),
        "a boolean" => message!("library-words.wants-boolean"),
        "a sequence" => message!("library-words.wants-list"),
        "a map" => message!("library-words.wants-table"),
        _ if wanted.starts_with("struct ") => message!("library-words.wants-table"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_other_types_have_both_languages() {
        #[derive(Debug, serde::Deserialize)]
        struct Types {
            #[serde(default)]
            _n: u64,
            #[serde(default)]
            _t: String,
            #[serde(default)]
            _b: bool,
            #[serde(default)]
            _l: Vec<u8>,
        }
        let of = |text: &str| toml::from_str::<Types>(text).expect_err(text).message().to_owned();
        let texts = ["_n = 99999999999999999999", "_n = -1", "_n = \"x\"", "_t = 1", "_b = 1", "_l = 1", "_n = 1.5"];
        for words in texts.map(of) {
            let message = in_both_languages(&words);
            assert!(message.vi != message.en && !message.en.contains("invalid"), "{words}: {}", message.en);
        }
        assert!(in_both_languages(&of(texts[0])).en.contains("99999999999999999999"));
    }

    #[test]
    fn the_causes_that_people_meet_have_both_languages() {
        let of_json = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect_err(text).to_string();
        let of_json = |text: &str| of_json(text).rsplit_once(" at line ").expect("a line").0.to_owned();
        let of_toml = |text: &str| toml::from_str::<toml::Table>(text).expect_err(text).message().to_owned();
        let of_pattern = |text: &str| regex_lite::Regex::new(text).expect_err(text).to_string();
        let of_glob = |text: &str| globset::Glob::new(text).expect_err(text).kind().to_string();
        let all = [
            [
                "{",
                "[1",
                "{\"a\" 1}",
                "{\"a\": }",
                "[1,]",
                "[1 2]",
                "{a: 1}",
                "{} {}",
                "[\"\\q\"]",
                "[\"a\nb\"]",
                "[1.]",
            ]
            .map(of_json)
            .to_vec(),
            ["a = ", "a = [1", "a", "a = b", "a = 1\na = 2", "[[a]", "[a", "a = \"b", "a = [1 2]", "= 1"]
                .map(of_toml)
                .to_vec(),
            ["(", ")", "[", "[a", "[z-a]", "*", "a{", "\\", "(?=a)", "(a)\\1"].map(of_pattern).to_vec(),
            ["[", "{a", "a}", "[z-a]"].map(of_glob).to_vec(),
        ];
        let unknown: Vec<String> = all.concat().into_iter().filter(|words| known(words).is_none()).collect();
        assert_eq!(unknown, [""; 0]);
    }

    #[test]
    fn other_words_are_those_of_the_library() {
        let message = in_both_languages("page 3 is torn");
        assert_eq!((message.vi.as_str(), message.en.as_str()), ("“page 3 is torn”", "“page 3 is torn”"));
    }
}
