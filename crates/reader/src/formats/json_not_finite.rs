//! Numbers that JSON does not have, and that Python writes all the same.

/// The text with the numbers that JSON does not have (`NaN`, `Infinity`), as Python writes them, as texts; `None` where it has none. A value
/// that is no number is a fault of its cell, and not of the whole.
pub(super) fn with_quoted_numbers(text: &str) -> Option<String> {
    let (mut quoted, mut rest, mut has_any) = (String::with_capacity(text.len() + 64), text, false);
    while let Some(place) = rest.find(['"', 'N', 'I', '-']) {
        let (before, behind) = rest.split_at(place);
        quoted.push_str(before);
        let word = ["NaN", "Infinity", "-Infinity"].into_iter().find(|word| behind.starts_with(word));
        let length = match word {
            Some(word) => {
                has_any = true;
                quoted.extend(['"']);
                quoted.push_str(word);
                quoted.push('"');
                rest = behind.get(word.len()..).unwrap_or_default();
                continue;
            }
            None if behind.starts_with('"') => end_of_text(behind),
            None => 1,
        };
        let (taken, left) = behind.split_at(length.min(behind.len()));
        quoted.push_str(taken);
        rest = left;
    }
    quoted.push_str(rest);
    has_any.then_some(quoted)
}

/// Where a text in quotes ends, counted in bytes, its quotes with it.
fn end_of_text(text: &str) -> usize {
    let mut is_escaped = true;
    for (place, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return place + 1,
            _ => {}
        }
    }
    text.len()
}
