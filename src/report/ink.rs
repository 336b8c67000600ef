//! Marks in texts for people: what has a colour, and where the cells of a table begin.
//!
//! They are signs that are no characters (U+FDD0 and on, which Unicode sets aside for such use). The printer turns those of colours into the
//! escapes of a terminal, lays tables out by those of cells ([`fit`](super::fit)), and takes away what is left; so no text holds an escape, and one
//! from outside can at worst have a colour.

use std::borrow::Cow;

use crate::findings::severity::Severity;

/// The signs: one for each colour, and the end of a coloured text.
const ERROR: char = '\u{FDD0}';
const WARNING: char = '\u{FDD1}';
const NOTE: char = '\u{FDD2}';
const END: char = '\u{FDD3}';
/// Before a cell whose text is at its left, before one whose text is at its right, and before a column of a drawing.
pub(super) const CELL: char = '\u{FDD4}';
pub(super) const CELL_RIGHT: char = '\u{FDD5}';
pub(super) const BAND: char = '\u{FDD6}';

/// A text in the colour of a severity.
pub fn inked(severity: Severity, text: &str) -> String {
    let mark = match severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
        Severity::Note => NOTE,
    };
    in_colour(mark, text)
}

const fn is_mark(sign: char) -> bool {
    matches!(sign, ERROR | WARNING | NOTE | END | CELL | CELL_RIGHT | BAND)
}

/// A text that is in one colour as a whole, as its mark and its words; nothing where it has none.
pub(super) fn whole_colour(text: &str) -> Option<(char, &str)> {
    let mark = text.chars().next().filter(|sign| matches!(*sign, ERROR | WARNING | NOTE))?;
    Some((mark, text.strip_prefix(mark)?.strip_suffix(END)?))
}

/// A text in the colour of a mark.
pub(super) fn in_colour(mark: char, text: &str) -> String {
    format!("{mark}{text}{END}")
}

/// The text without colours.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.contains(is_mark) { Cow::Owned(text.replace(is_mark, "")) } else { Cow::Borrowed(text) }
}

/// The text with the escapes of a terminal (SGR, ECMA-48 8.3.117): red, yellow and blue, which every palette has.
pub fn coloured(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            ERROR => written.push_str("\u{1b}[1;31m"),
            WARNING => written.push_str("\u{1b}[33m"),
            NOTE => written.push_str("\u{1b}[34m"),
            END => written.push_str("\u{1b}[0m"),
            CELL | CELL_RIGHT | BAND => {}
            sign => written.push(sign),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_marks_until_a_terminal_sees_them() {
        let text = format!("{}[x] a · {}\n", inked(Severity::Error, "lỗi"), inked(Severity::Note, "ghi chú"));
        assert_eq!(plain(&text), "lỗi[x] a · ghi chú\n");
        assert_eq!(coloured(&text), "\u{1b}[1;31mlỗi\u{1b}[0m[x] a · \u{1b}[34mghi chú\u{1b}[0m\n");
        assert!(matches!(plain("Xã Đồi Chè"), Cow::Borrowed(_)));
    }
}
