//! Numbers that JSON does not have, and that Python writes all the same.

/// A text of JSON in which the numbers are those that JSON has.
pub(super) struct WithoutOddNumbers {
    pub text: String,
    /// True where a gap is meant by one of them.
    pub has_gaps: bool,
}

/// The text with `Infinity`, as Python writes it, as a text, and with `NaN` as null: so Python writes a gap. `None` where it has none. A value
/// that is no number is a fault of its cell, and not of the whole.
pub(super) fn without_odd_numbers(text: &str) -> Option<WithoutOddNumbers> {
    let (mut quoted, mut rest) = (String::with_capacity(text.len() + 64), text);
    let (mut has_any, mut has_gaps) = (false, false);
    while let Some(place) = rest.find(['"', 'N', 'I', '-']) {
        let (before, behind) = rest.split_at(place);
        quoted.push_str(before);
        let word = ["NaN", "Infinity", "-Infinity"].into_iter().find(|word| behind.starts_with(word));
        let length = match word {
            Some("NaN") => {
                (has_any, has_gaps) = (true, true);
                quoted.push_str("null");
                rest = behind.get("NaN".len()..).unwrap_or_default();
                continue;
            }
            Some(word) => {
                has_any = true;
                quoted.push('"');
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
    has_any.then_some(WithoutOddNumbers { text: quoted, has_gaps })
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
