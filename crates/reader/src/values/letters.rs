//! What is known beforehand of single letters: most texts are of ASCII and of the composed letters of Vietnamese, which need no search in the
//! tables of Unicode.

use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::values::look_alike;

/// What is known of a composed letter of the Latin script: every letter of Vietnamese is one.
#[derive(Clone, Copy, Debug)]
pub struct Letter {
    pub lower: char,
    /// In lower case, without any mark.
    pub plain: char,
}

/// The blocks of Unicode whose letters are known beforehand, each with its end.
const BLOCKS: [(u32, u32); 2] = [(0xC0, 0x250), (0x1E00, 0x1F00)];

static LETTERS: LazyLock<[Vec<Option<Letter>>; 2]> =
    LazyLock::new(|| BLOCKS.map(|(first, end)| (first..end).map(Letter::look_up).collect()));

impl Letter {
    /// Nothing for signs that are no such letter, or become several.
    pub fn of(sign: char) -> Option<Self> {
        let code = u32::from(sign);
        let [(latin, _), (additional, _)] = BLOCKS;
        let [of_latin, of_additional] = &*LETTERS;
        let (letters, first) = if code < additional { (of_latin, latin) } else { (of_additional, additional) };
        *letters.get(usize::try_from(code.checked_sub(first)?).ok()?)?
    }

    fn look_up(code: u32) -> Option<Self> {
        let sign = char::from_u32(code)?;
        let only = |signs: &mut dyn Iterator<Item = char>| signs.next().filter(|_| signs.next().is_none());
        let lower = only(&mut look_alike::letter_of(sign).unwrap_or(sign).to_lowercase())?;
        let composed = only(&mut lower.nfc())? == lower && is_nfc_quick(std::iter::once(lower)) == IsNormalized::Yes;
        let plain = match lower {
            'đ' => 'd',
            lower => only(&mut lower.nfd().filter(|sign| !is_combining_mark(*sign)))?,
        };
        (composed && only(&mut sign.nfc())? == sign).then_some(Self { lower, plain })
    }
}

/// As [`char::is_alphabetic`].
pub fn is_letter(sign: char) -> bool {
    match sign {
        '\0'..='\u{7f}' => sign.is_ascii_alphabetic(),
        '\u{d7}' | '\u{f7}' => false,
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => true,
        sign => sign.is_alphabetic(),
    }
}

/// As [`char::is_alphanumeric`].
pub fn is_letter_or_digit(sign: char) -> bool {
    sign.is_ascii_digit() || is_letter(sign) || !sign.is_ascii() && sign.is_numeric()
}

/// A letter or a digit in lower case and without marks; nothing for what is no ASCII and no composed letter of the Latin script. What
/// [`without_marks`](super::text::without_marks) makes of a text that begins with it begins with the same.
pub fn plain(sign: char) -> Option<char> {
    if sign.is_ascii() {
        return sign.is_ascii_alphanumeric().then(|| sign.to_ascii_lowercase());
    }
    Letter::of(sign).map(|letter| letter.plain).filter(char::is_ascii_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::text;

    #[test]
    fn letters_and_digits_are_those_of_unicode() {
        for sign in '\0'..=char::MAX {
            assert_eq!(is_letter(sign), sign.is_alphabetic(), "{sign:?}");
            assert_eq!(is_letter_or_digit(sign), sign.is_alphanumeric(), "{sign:?}");
        }
    }

    #[test]
    fn a_text_begins_as_its_first_letter_does() {
        for sign in '\0'..='\u{ffff}' {
            if let Some(letter) = plain(sign) {
                for behind in ["", "a", "y xã", "\u{301}n", "*", "²b"] {
                    let written = text::without_marks(&format!("{sign}{behind}"));
                    assert!(written.starts_with(letter), "{sign:?} {behind} {written}");
                }
            }
        }
    }
}
