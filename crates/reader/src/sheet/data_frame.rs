//! What data-frame libraries write in the place of labels: names for columns that had none, numbers behind names that two columns had, and
//! several rows of labels as tuples in one.
//!
//! Takes the cells of a row; gives what each would say if a person had written it.

use std::collections::HashSet;

use crate::sheet::grid::Cell;

/// The cells of a row that are to be written otherwise; an empty text is a blank.
pub(super) fn rewritten(cells: &[(u32, Cell)]) -> Vec<(u32, String)> {
    let mut known: HashSet<&str> = HashSet::new();
    let mut rewritten = Vec::new();
    for (column, cell) in cells {
        let Some(text) = cell.as_text() else { continue };
        if is_placeholder(text) {
            rewritten.push((*column, String::new()));
        } else if let Some(path) = path_of_tuple(text) {
            rewritten.push((*column, path));
        } else if let Some(name) = without_number(text).filter(|name| known.contains(name)) {
            rewritten.push((*column, name.to_owned()));
        } else {
            known.insert(text);
        }
    }
    rewritten
}

/// True for what may be anything of these: most texts are not.
pub(super) fn is_suspect(text: &str) -> bool {
    let ends_in_digit = text.as_bytes().last().is_some_and(u8::is_ascii_digit);
    (text.starts_with("Unnamed: ") || ends_in_digit && without_number(text).is_some()) || text.starts_with("('")
}

/// `Unnamed: 4`, `Unnamed: 3_level_1`.
fn is_placeholder(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.strip_prefix("Unnamed: ").is_some_and(|rest| match rest.split_once("_level_") {
        Some((column, level)) => digits(column) && digits(level),
        None => digits(rest),
    })
}

/// The name of `Tổng số.1`; a number is none.
fn without_number(text: &str) -> Option<&str> {
    let (name, number) = text.rsplit_once('.')?;
    let is_count = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) && !number.starts_with('0');
    (is_count && name.ends_with(|sign: char| !sign.is_ascii_digit()) && name.contains(char::is_alphabetic))
        .then_some(name)
}

/// `('Dân số', 'Tổng số')` as one label with its group before it.
fn path_of_tuple(text: &str) -> Option<String> {
    let mut rest = text.strip_prefix('(')?.strip_suffix(')')?;
    let mut parts: Vec<&str> = Vec::new();
    loop {
        let quote = rest.chars().next().filter(|sign| matches!(sign, '\'' | '"'))?;
        let (part, behind) = rest.get(1..)?.split_once(quote)?;
        if !part.trim().is_empty() && !is_placeholder(part) {
            parts.push(part);
        }
        rest = match behind.strip_prefix(", ") {
            Some(next) => next,
            None if behind.is_empty() => break,
            None => return None,
        };
    }
    parts.dedup();
    Some(parts.join(" - "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_a_program_made_are_taken_back() {
        let row = |texts: &[&str]| (0..).zip(texts.iter().map(|text| Cell::from(*text))).collect::<Vec<_>>();
        let cells = row(&[
            "Unnamed: 0",
            "Tổng số",
            "Unnamed: 3_level_1",
            "Tổng số.1",
            "Điều 1.2",
            "('Dân số', 'Tổng số')",
            "('STT', 'Unnamed: 0_level_1')",
            "Unnamed: x",
            "(không có)",
        ]);
        let expected = [(0, ""), (2, ""), (3, "Tổng số"), (5, "Dân số - Tổng số"), (6, "STT")];
        assert_eq!(rewritten(&cells), expected.map(|(column, text)| (column, text.to_owned())));
        assert!(rewritten(&row(&["1", "1.1", "Xã A", "Xã B.1"])).is_empty());
    }
}
