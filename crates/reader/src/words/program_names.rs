//! Words as programs write them in the names of members and columns, in the way in which people write them: `ke_hoach`, `keHoach`, `KeHoach2025`, `ke-hoach` and
//! `kehoach` are "ke hoach".
//!
//! Takes a label, a member or the name of a sheet; gives the text in which words of other figures ([`super::other_figures`]) are looked for. It is for looking alone:
//! what is shown or compared with the labels of a form is the text itself.

use std::borrow::Cow;

use crate::words::other_figures::{self, words_of};

/// Phrases that are written as one word.
const JOINED: [&[&str]; 8] = [
    other_figures::EXPECTED,
    other_figures::ASSIGNED,
    other_figures::ESTIMATED,
    other_figures::ESTIMATED_ALONE,
    other_figures::RUNNING,
    other_figures::BEFORE,
    other_figures::AFTER,
    &[
        "thuc hien",
        "ket qua",
        "ki nay",
        "trong ki",
        "ki bao cao",
        "so voi cung ki",
        "so voi ke hoach",
        "cung ki nam truoc",
    ],
];
/// Letters of the shortest and the longest of them.
const FEWEST: usize = 5;
const MOST: usize = 16;
/// Letters of a word behind which a number is a word of its own; "Q3" and "T11" are one.
const LETTERS_BEFORE_A_NUMBER: usize = 3;

/// The text with blanks between its words; most are written so already.
pub(crate) fn as_words(text: &str) -> Cow<'_, str> {
    if !text.split_whitespace().any(may_be_of_a_program) {
        return Cow::Borrowed(text);
    }
    let is_alone = text.split_whitespace().nth(1).is_none();
    let mut written = String::with_capacity(text.len().saturating_add(8));
    for token in text.split_whitespace() {
        if !written.is_empty() {
            written.push(' ');
        }
        // "Bà Rịa-Vũng Tàu" and "KH-UBND" in a sentence are no names of programs.
        let is_kebab =
            is_alone || token.bytes().all(|byte| byte == b'-' || byte.is_ascii_lowercase() || byte.is_ascii_digit());
        part(token, is_kebab, &mut written);
    }
    if written == text { Cow::Borrowed(text) } else { Cow::Owned(written) }
}

/// True for a token that may hold several words.
fn may_be_of_a_program(token: &str) -> bool {
    let bytes = token.as_bytes();
    let joint = |pair: &[u8]| matches!(pair, [first, next] if !first.is_ascii_uppercase() && (next.is_ascii_uppercase() || next.is_ascii_digit()));
    bytes.iter().any(|byte| matches!(byte, b'_' | b'-'))
        || bytes.windows(2).any(joint)
        || bytes.len() >= FEWEST && token.is_ascii()
        || !token.is_ascii() && token.chars().skip(1).any(char::is_uppercase)
}

/// Writes the words of a token.
fn part(token: &str, is_kebab: bool, written: &mut String) {
    let mut signs = token.chars().peekable();
    let (mut before, mut letters) = (' ', 0_usize);
    let mut word = String::new();
    let mut words: Vec<String> = Vec::new();
    while let Some(sign) = signs.next() {
        let next_is_part = signs.peek().is_some_and(|next| next.is_alphanumeric());
        let parts_words = sign == '_' || sign == '-' && is_kebab && before.is_alphabetic() && next_is_part;
        let begins = before.is_lowercase() && sign.is_uppercase()
            || sign.is_ascii_digit() && before.is_alphabetic() && letters >= LETTERS_BEFORE_A_NUMBER;
        if parts_words || begins {
            words.push(std::mem::take(&mut word));
        }
        if !parts_words {
            word.push(sign);
        }
        letters =
            if sign.is_alphabetic() && !begins { letters.saturating_add(1) } else { usize::from(sign.is_alphabetic()) };
        before = sign;
    }
    words.push(word);
    let mut is_first = true;
    for word in words.iter().filter(|word| !word.is_empty()) {
        if !std::mem::take(&mut is_first) {
            written.push(' ');
        }
        written.push_str(phrase(word).unwrap_or(word));
    }
}

/// The phrase that a word is without its blanks.
fn phrase(word: &str) -> Option<&'static str> {
    if !(FEWEST..=MOST).contains(&word.len()) || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    // "kytruoc" is "ki truoc".
    let folded = |byte: u8| if matches!(byte, b'y' | b'Y') { b'i' } else { byte.to_ascii_lowercase() };
    let is_word = |phrase: &&str| {
        let letters = phrase.bytes().filter(|byte| *byte != b' ').map(folded);
        phrase.contains(' ') && letters.eq(word.bytes().map(folded))
    };
    words_of(&JOINED).find(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_programs_are_written_as_words() {
        for (name, words) in [
            ("ke_hoach", "ke hoach"),
            ("keHoach", "ke Hoach"),
            ("KeHoach2025", "Ke Hoach 2025"),
            ("kehoach2025", "ke hoach 2025"),
            ("kehoach", "ke hoach"),
            ("ke-hoach-2025", "ke hoach 2025"),
            ("LUYKE", "luy ke"),
            ("cungkynamtruoc", "cung ki nam truoc"),
            ("ket_qua_luy_ke", "ket qua luy ke"),
            ("so_voi_cung_ky", "so voi cung ky"),
            ("LũyKế", "Lũy Kế"),
            ("ke_hoach > Số hộ", "ke hoach > Số hộ"),
            ("loai: ke-hoach", "loai: ke hoach"),
            ("yearToDate", "year To Date"),
        ] {
            assert_eq!(as_words(name), words, "{name}");
        }
        for text in [
            "Số hộ",
            "Bà Rịa-Vũng Tàu",
            "Kế hoạch số 12/KH-UBND",
            "Q3",
            "T11/2024",
            "Thôn",
            "Tăng, giảm",
            "31-12-2024",
            "4G",
        ] {
            assert_eq!(as_words(text), text);
        }
    }
}
