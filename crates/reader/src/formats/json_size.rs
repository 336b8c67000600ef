//! How much a JSON text holds, counted by its signs before any of it is held.
//!
//! Packed text can say a great deal in little: millions of numbers in one list, of members in one object, of empty objects.

use crate::formats::json::JsonFault;

/// Members of one object, and cells of one record of a text: more than any spreadsheet has columns.
pub(super) const MOST_COLUMNS: usize = 1 << 16;

/// Lists and objects within each other that the parser takes.
const DEEPEST: usize = 128;

/// Why the text is not read: it holds more values or objects than `most`, or an object of more members than a table has columns. Values that
/// are `null` count nothing, as blank cells do.
pub(super) fn too_much(text: &str, most: usize) -> Option<JsonFault> {
    // Of each list and object that is open the members so far; nothing for a list.
    let mut open: Vec<Option<usize>> = Vec::new();
    let (mut values, mut nulls, mut closed) = (0usize, 0usize, 0usize);
    let (mut quoted, mut escaped) = (false, false);
    for byte in text.bytes() {
        if quoted {
            quoted = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            continue;
        }
        match byte {
            b'"' => quoted = true,
            // To this depth nothing is read: the parser says so.
            b'{' | b'[' if open.len() > DEEPEST => return None,
            b'{' | b'[' => open.push((byte == b'{').then_some(0)),
            b'}' | b']' => closed += usize::from(open.pop().is_some()),
            b',' => {
                values += 1;
                if let Some(Some(members)) = open.last_mut() {
                    *members += 1;
                    if *members >= MOST_COLUMNS {
                        return Some(JsonFault::TooManyMembers);
                    }
                }
            }
            // No other word of JSON has this letter.
            b'n' => nulls += 1,
            _ => {}
        }
        if closed > most || values.saturating_sub(nulls) > most {
            return Some(JsonFault::TooManyCells);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_objects_and_members_count_and_texts_and_nulls_do_not() {
        let members = |count: usize| (0..count).map(|place| format!("\"k{place}\":1")).collect::<Vec<_>>().join(",");
        for (text, is_too_much) in [
            (r#"[{"a":1,"b":2}]"#.to_owned(), false),
            (r#"{"a":[1,1,1,1,1,1]}"#.to_owned(), true),
            (r#"[[[1,1,1]],[[1,1,1]]]"#.to_owned(), true),
            (r#"[{"a":null,"b":null,"c":null},{"a":null,"b":null,"c":null}]"#.to_owned(), false),
            (r#"[{"a,[{,,,,,,":"\",,,,,,,,[[[[[[["}]"#.to_owned(), false),
            ("{}\n{}\n{}\n{}\n{}".to_owned(), true),
        ] {
            assert_eq!(too_much(&text, 4), is_too_much.then_some(JsonFault::TooManyCells), "{text}");
        }
        assert_eq!(
            too_much(&format!("{{{}}}", members(MOST_COLUMNS + 1)), usize::MAX),
            Some(JsonFault::TooManyMembers)
        );
        assert_eq!(too_much(&format!("{{{}}}", members(MOST_COLUMNS)), usize::MAX), None);
    }
}
