//! Control signs in texts: zeros that pad a column of fixed length, and what devices and other programs understand.
//!
//! Takes a text as a program gave it; gives the text without them. Behind a text they say nothing, between words they are a blank. A zero
//! within a text, and a sign beside digits that may have been a hyphen (Word writes 0x1E for one) or have deleted one, stand for what is lost.

/// What is written for a sign that was lost.
const LOST: char = '\u{fffd}';

/// A text without its control signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WithoutControls {
    pub text: String,
    /// True where one of them was left out, or a blank took its place.
    pub left_out: bool,
}

/// The text without control signs; `None` where it has none. Tabs, line ends and page breaks are white space.
pub(super) fn without(text: &str) -> Option<WithoutControls> {
    if !text.bytes().any(is_control) {
        return None;
    }
    let end = text.trim_end_matches(|sign: char| sign.is_whitespace() || is_end(sign)).len();
    let (body, behind) = text.split_at_checked(end)?;
    let mut left_out = behind.contains(is_end);
    let mut plain = String::with_capacity(body.len());
    let mut signs = body.chars().peekable();
    while let Some(sign) = signs.next() {
        if !u8::try_from(sign).is_ok_and(is_control) {
            plain.push(sign);
            continue;
        }
        let is_before_digit = signs.peek().is_some_and(char::is_ascii_digit);
        let deletes = matches!(sign, '\u{8}' | '\u{7f}') && plain.ends_with(|before: char| before.is_ascii_digit());
        if sign == '\0' || is_before_digit || deletes {
            plain.push(LOST);
            continue;
        }
        left_out = true;
        if !plain.is_empty() && signs.peek().is_some() {
            plain.push(' ');
        }
    }
    Some(WithoutControls { text: plain, left_out })
}

/// True for a control sign that is no white space.
const fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=0x08 | 0x0e..=0x1f | 0x7f)
}

/// True for one that says nothing behind a text; what deletes is none.
fn is_end(sign: char) -> bool {
    !matches!(sign, '\u{8}' | '\u{7f}') && u8::try_from(sign).is_ok_and(is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_signs_behind_a_text_say_nothing_and_between_words_are_a_blank() {
        for (written, plain) in [
            ("chợ\0\0\0", "chợ"),
            ("7800\0 \0", "7800"),
            ("\0\0", ""),
            (" \0", ""),
            ("42\u{7}", "42"),
            ("gỗ\u{1e}tạp", "gỗ tạp"),
            ("\u{1}gỗ\u{7f}tạp\u{7f}", "gỗ tạp"),
            ("\u{7} 42", " 42"),
        ] {
            let expected = WithoutControls { text: plain.to_owned(), left_out: true };
            assert_eq!(without(written), Some(expected), "{written:?}");
        }
        for sound in ["", "gỗ tạp", "gỗ\u{b}tạp\r\n\u{c}", "\u{85}"] {
            assert_eq!(without(sound), None, "{sound:?}");
        }
    }

    #[test]
    fn what_they_may_stand_for_beside_digits_is_lost() {
        for (written, plain) in [
            ("78\u{1f}00", "78\u{fffd}00"),
            ("\u{1e}42", "\u{fffd}42"),
            ("420\u{8}", "420\u{fffd}"),
            ("42\u{7f} ", "42\u{fffd}"),
            ("c\0h\0ợ", "c\u{fffd}h\u{fffd}ợ"),
            ("\0chợ", "\u{fffd}chợ"),
        ] {
            let expected = WithoutControls { text: plain.to_owned(), left_out: false };
            assert_eq!(without(written), Some(expected), "{written:?}");
        }
    }
}
