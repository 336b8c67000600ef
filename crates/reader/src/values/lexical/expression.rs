//! Regular expressions of declarations. `\\w`, `\\d` and the case of letters are those of every language, as XML Schema and Python have them, so that
//! `\\w+` takes "Xã".

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use regex::Regex;

/// Expressions that are kept ready: a project has a few.
const MOST: usize = 256;

/// The expression that a whole text must match; `None` where the pattern is none. It is made once, and used for every table.
pub fn of_whole(pattern: &str) -> Option<Regex> {
    compiled(&format!("^(?:{pattern})$"))
}

/// The expression that a part of a text must match.
pub fn of_part(pattern: &str) -> Option<Regex> {
    compiled(pattern)
}

/// What is wrong with a pattern, in the words of a library; `None` where nothing is.
pub fn fault(pattern: &str) -> Option<String> {
    let fault = Regex::new(pattern).err()?;
    // The words of the other library are one sentence.
    let words = regex_lite::Regex::new(pattern).err().map(|fault| fault.to_string());
    Some(words.unwrap_or_else(|| fault.to_string().lines().last().unwrap_or_default().to_owned()))
}

fn compiled(pattern: &str) -> Option<Regex> {
    static KNOWN: LazyLock<Mutex<HashMap<String, Option<Regex>>>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = known.get(pattern) {
        return known.clone();
    }
    if known.len() >= MOST {
        known.clear();
    }
    let made = Regex::new(pattern).ok();
    known.insert(pattern.to_owned(), made.clone());
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_vietnamese_are_letters() {
        let takes = |pattern: &str, text: &str| of_whole(pattern).expect("a pattern").is_match(text);
        assert!(takes(r"\w+ \w+", "Xã Nậm") && takes("(?i)đạt", "ĐẠT") && takes(r"\p{Lu}.*", "Đạt"));
        assert!(!takes(r"\w+", "Xã Nậm") && !takes(r"\d\d", "123"));
        assert!(of_part("ã").is_some_and(|part| part.is_match("Xã")));
    }

    #[test]
    fn what_is_no_pattern_says_why() {
        assert_eq!(fault("(").as_deref(), Some("found open group without closing ')'"));
        assert_eq!((fault(r"\w{2,}"), of_whole("(").is_none()), (None, true));
    }
}
