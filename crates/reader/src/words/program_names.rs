//! Words as programs write them in the names of members and columns, in the way in which people write them: `ke_hoach`, `keHoach`, `KeHoach2025`, `ke-hoach` and
//! `kehoach` are "ke hoach".
//!
//! Takes a label, a member or the name of a sheet; gives the text in which words of other figures ([`super::other_figures`]) are looked for. It is for looking alone:
//! what is shown or compared with the labels of a form is the text itself.

use std::borrow::Cow;

use crate::words::other_figures::{self, words_of};

/// Phrases that are written as one word.
const JOINED: [&[&str]; 9] = [
    other_figures::IN_ENGLISH,
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
const MOST: usize = 18;
/// Letters of the shortest phrase that is known within a word, and of the shortest such word.
const FEWEST_OF_A_PHRASE: usize = 4;
const COMPOUND_FROM: usize = 7;
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
        match phrase(word) {
            Some(phrase) => written.push_str(phrase),
            None => written.push_str(compound(word).as_deref().unwrap_or(word)),
        }
    }
}

/// The phrase that a word is without its blanks.
fn phrase(word: &str) -> Option<&'static str> {
    if !(FEWEST..=MOST).contains(&word.len()) || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let is_word = |phrase: &&str| {
        let letters = phrase.bytes().filter(|byte| *byte != b' ').map(folded);
        phrase.contains(' ') && letters.eq(word.bytes().map(folded))
    };
    words_of(&JOINED).find(is_word)
}

/// A letter as it is compared: "kytruoc" is "ki truoc".
const fn folded(byte: u8) -> u8 {
    if matches!(byte, b'y' | b'Y') { b'i' } else { byte.to_ascii_lowercase() }
}

/// What is written as one word with such a phrase, and says nothing else.
const BESIDE: &[&str] = &["so lieu", "du lieu", "danh sach", "bang", "nam", "quy", "thang"];
/// Letters of the longest word of several phrases.
const MOST_OF_A_COMPOUND: usize = 32;

/// The phrases that a word of several is without its blanks: "kehoachnam", "dulieukehoach", "forecastdata". One of them says other figures.
fn compound(word: &str) -> Option<String> {
    /// Phrases of one word.
    const DEEPEST: usize = 4;
    fn parts(rest: &[u8], depth: usize) -> Option<(Vec<&'static str>, bool)> {
        if rest.is_empty() {
            return Some((Vec::new(), false));
        }
        if depth == DEEPEST {
            return None;
        }
        let said = words_of(&JOINED).filter(|phrase| phrase.len() >= FEWEST_OF_A_PHRASE).map(|phrase| (phrase, true));
        let beside = words_of(&[BESIDE, &other_figures::BESIDE_ENGLISH]).map(|phrase| (phrase, false));
        said.chain(beside).find_map(|(phrase, says)| {
            let mut letters = rest.iter().copied().map(folded);
            let mut of_phrase = phrase.bytes().filter(|byte| *byte != b' ').map(folded);
            of_phrase.by_ref().all(|letter| letters.next() == Some(letter)).then_some(())?;
            let (mut behind, others) = parts(rest.get(rest.len().saturating_sub(letters.len())..)?, depth + 1)?;
            behind.insert(0, phrase);
            Some((behind, says || others))
        })
    }
    let may_be = (COMPOUND_FROM..=MOST_OF_A_COMPOUND).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let (phrases, says) = may_be.then(|| parts(word.as_bytes(), 0)).flatten()?;
    says.then(|| phrases.join(" "))
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
            ("yeartodate", "year to date"),
            ("nextperiod", "next period"),
            ("sameperiodlastyear", "same period last year"),
            ("kehoachnam", "ke hoach nam"),
            ("kehoachnam2025", "ke hoach nam 2025"),
            ("dulieukehoach", "du lieu ke hoach"),
            ("forecastdata", "forecast data"),
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
            "planning",
            "database",
            "dataset",
            "targeted",
            "Household",
        ] {
            assert_eq!(as_words(text), text);
        }
    }
}
