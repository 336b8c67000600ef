//! Quotes as other programs write them, put into those of RFC 4180: doubled within a cell that is quoted.
//!
//! Takes a decoded text; gives the same lines. Two writings are known: a table each of whose lines is one quoted cell, because lines of
//! text were pasted into one column and saved again; and quotes within a cell behind a backslash.

use std::borrow::Cow;

use crate::sheet::repaired::Repair;

/// Signs that part cells.
const DELIMITERS: [char; 4] = ['\t', ';', '|', ','];

/// The text in the quotes that are read here, line by line as it was; and what was done to it, if anything.
pub fn plain(text: &str) -> (Cow<'_, str>, Option<Repair>) {
    if !text.contains('"') {
        return (Cow::Borrowed(text), None);
    }
    let unwrapped = unwrapped(text).map(|text| (text, Repair::QuotedLines));
    let requoted = unwrapped.or_else(|| Some((with_doubled_quotes(text)?, Repair::EscapedQuotes)));
    requoted.map_or((Cow::Borrowed(text), None), |(text, repair)| (Cow::Owned(text), Some(repair)))
}

/// The cells of lines each of which is one cell. Lines without a delimiter may be without quotes.
fn unwrapped(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let (mut wrapped, mut parted) = (0usize, false);
    for whole in text.split_inclusive('\n') {
        let line = whole.trim_end_matches(['\n', '\r']);
        let end = whole.get(line.len()..)?;
        match line.strip_prefix('"').and_then(|line| line.strip_suffix('"')) {
            Some(cells) => {
                // A quote alone closes a cell: there are several.
                let mut signs = cells.chars();
                while let Some(sign) = signs.next() {
                    if sign == '"' && signs.next() != Some('"') {
                        return None;
                    }
                }
                parted |= cells.contains(DELIMITERS);
                wrapped += 1;
                plain.push_str(&cells.replace("\"\"", "\""));
            }
            None if line.contains(DELIMITERS) || line.contains('"') => return None,
            None => plain.push_str(line),
        }
        plain.push_str(end);
    }
    (parted && wrapped > 1).then_some(plain)
}

/// The text with `\"` within quotes as two quotes, and `\\` as one backslash; `None` where no quote behind a backslash is within a word,
/// as none does that closes a cell.
fn with_doubled_quotes(text: &str) -> Option<String> {
    let mut escapes = text.match_indices("\\\"").map(|(place, escape)| text.get(place + escape.len()..));
    if !escapes.any(|behind| behind.is_some_and(|behind| behind.starts_with(char::is_alphanumeric))) {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    let (mut quoted, mut before) = (false, '\n');
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match (sign, signs.peek()) {
            ('\\', Some('"')) if quoted => {
                plain.push_str("\"\"");
                signs.next();
            }
            ('\\', Some('\\')) if quoted => {
                plain.push('\\');
                signs.next();
            }
            ('"', Some('"')) if quoted => {
                plain.push_str("\"\"");
                signs.next();
            }
            ('"', _) => {
                quoted = !quoted && (matches!(before, '\n' | '\r') || DELIMITERS.contains(&before));
                plain.push(sign);
            }
            _ => plain.push(sign),
        }
        before = sign;
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Cow<'_, str> {
        super::plain(text).0
    }

    #[test]
    fn lines_that_are_one_cell_are_parted() {
        assert_eq!(plain("\"a,b\"\r\n\"\"\r\nQuý I\r\n\"1,\"\"x\"\"\"\r\n"), "a,b\r\n\r\nQuý I\r\n1,\"x\"\r\n");
        for sound in [
            "\"a\",\"b\"\n\"c\",\"d\"\n",
            "\"a,b\"\nc,d\n",
            "\"a\"\n\"b\"\n",
            "\"a,\nb\"\n\"c,d\"\n",
            "a,\"\"\n",
            "\"a,b\"\n",
        ] {
            assert_eq!(plain(sound), sound);
        }
    }

    #[test]
    fn quotes_behind_backslashes_are_doubled() {
        assert_eq!(plain("1,\"x \\\"y\\\"\",2\n3,\"a\\\\\",4\n"), "1,\"x \"\"y\"\"\",2\n3,\"a\\\",4\n");
        for sound in ["1,\"C:\\x\\\",2\n", "1,\"C:\\\\x\",2\n", "a\\,\"b\"\n", "1,\"a \"\"b\\\"\"\"\n"] {
            assert_eq!(plain(sound), sound);
        }
    }
}
