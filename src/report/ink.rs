//! Colours and the width of a terminal: what the texts of this room say of themselves, and what the printer makes of it.
//!
//! A text for people marks what has a colour by signs that are no characters (U+FDD0 and on, which Unicode sets aside for such use). The
//! printer turns them into the escapes of a terminal, or takes them away; so no text holds an escape, and one from outside can
//! at worst have a colour.

use std::borrow::Cow;

use crate::findings::severity::Severity;
use crate::values::text::width;

/// The signs: one for each colour, and the end of a coloured text.
const ERROR: char = '\u{FDD0}';
const WARNING: char = '\u{FDD1}';
const NOTE: char = '\u{FDD2}';
const END: char = '\u{FDD3}';

/// A text in the colour of a severity.
pub fn inked(severity: Severity, text: &str) -> String {
    let mark = match severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
        Severity::Note => NOTE,
    };
    format!("{mark}{text}{END}")
}

const fn is_mark(sign: char) -> bool {
    matches!(sign, ERROR | WARNING | NOTE | END)
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
            sign => written.push(sign),
        }
    }
    written
}

/// The text with no line longer than so many columns, as far as its words allow: none is broken. What goes on in a further line is
/// indented by two more than its first.
pub fn fitted(text: &str, columns: usize) -> Cow<'_, str> {
    let is_wide = |line: &str| width(&plain(line)) > columns;
    if !text.lines().any(is_wide) {
        return Cow::Borrowed(text);
    }
    let mut fitted = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let (words, end) = line.strip_suffix('\n').map_or((line, ""), |words| (words, "\n"));
        if is_wide(words) {
            wrap(words, columns, &mut fitted);
        } else {
            fitted.push_str(words);
        }
        fitted.push_str(end);
    }
    Cow::Owned(fitted)
}

fn wrap(line: &str, columns: usize, into: &mut String) {
    // Narrow terminals have no room for what is deep within.
    let indent = (line.len() - line.trim_start_matches(' ').len()).min(columns / 2);
    let further = (indent + 2).min(columns / 2);
    into.push_str(&" ".repeat(indent));
    let (mut taken, mut is_first) = (indent, true);
    for word in line.trim_start_matches(' ').split_inclusive(' ') {
        let needed = width(&plain(word.trim_end_matches(' ')));
        if !is_first && taken + needed > columns {
            into.truncate(into.trim_end_matches(' ').len());
            into.push('\n');
            into.push_str(&" ".repeat(further));
            taken = further;
            if word.trim_end_matches(' ').is_empty() {
                continue;
            }
        }
        into.push_str(word);
        taken += width(&plain(word));
        is_first = false;
    }
    into.truncate(into.trim_end_matches(' ').len());
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

    #[test]
    fn long_lines_go_on_below_and_no_word_is_broken() {
        let text = "lỗi[check-failed] submissions/2024/01.xlsx · Sheet1 · E17\n  Số thôn, bản có sóng 4G vượt tổng số thôn, bản\nngắn\n";
        let narrow = fitted(text, 30);
        assert_eq!(
            narrow,
            "lỗi[check-failed]\n  submissions/2024/01.xlsx ·\n  Sheet1 · E17\n  Số thôn, bản có sóng 4G vượt\n    tổng số thôn, bản\nngắn\n"
        );
        assert!(matches!(fitted(text, 80), Cow::Borrowed(_)));
        assert_eq!(fitted("một-từ-dài-hơn-cả-dòng kế\n", 10), "một-từ-dài-hơn-cả-dòng\n  kế\n");
        let ink = inked(Severity::Error, "lỗi");
        assert_eq!(fitted(&format!("{ink} hai ba\n"), 7), format!("{ink} hai\n  ba\n"), "marks take no room");
    }

    #[test]
    fn words_and_their_order_stay_at_every_width() {
        let text = "  a bb  ccc dddd · eeeee   ffffff\n\n    g\n      một hai ba bốn năm sáu bảy tám chín\n";
        for columns in 1..60 {
            let narrow = fitted(text, columns);
            assert_eq!(narrow.split_whitespace().collect::<Vec<_>>(), text.split_whitespace().collect::<Vec<_>>());
            let longest = text.split_whitespace().map(width).max().unwrap();
            assert!(
                narrow.lines().all(|line| width(line) <= columns.max(longest + columns / 2)),
                "{columns}: {narrow}"
            );
        }
    }
}
