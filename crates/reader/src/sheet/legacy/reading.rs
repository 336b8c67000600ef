//! The ways in which legacy text may be read, and how well each fits.
//!
//! Takes a text and a way; gives the evidence of its words: how many become Vietnamese by it, and how many were before.

use std::cell::RefCell;

use unicode_normalization::char::is_combining_mark;

use super::maps::{self, Map, TCVN3, VNI};
use super::syllable::{has_no_vowel, is_syllable, is_syllable_or_lost_its_hook};
use super::twice::{self, CodePage};
use crate::sheet::encoding::Encoding;
use crate::values::letters::is_letter;
use crate::values::remembered::Remembered;

/// An encoding, and the code page through which its bytes became characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    pub encoding: Encoding,
    /// True where the bytes were read as windows-1258: of a text file whose page was guessed so, or an old workbook.
    pub of_1258: bool,
}

/// What the words of a text say for and against a way to read it. Words of ASCII say nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Syllables only once they are decoded.
    pub gains: u64,
    /// Syllables as they are, and none once decoded; or with letters that no byte of the encoding gives.
    pub losses: u64,
    /// Syllables both ways.
    pub ties: u64,
    /// Syllables neither way.
    pub strangers: u64,
}

impl Evidence {
    pub fn add(&mut self, other: Self) {
        self.gains += other.gains;
        self.losses += other.losses;
        self.ties += other.ties;
        self.strangers += other.strangers;
    }

    /// True for a single text of which nothing speaks against the way, and more than one word for it.
    pub const fn is_clear(self) -> bool {
        self.gains > 1 && self.losses == 0 && self.strangers == 0
    }

    /// How sure the way is, in percent. A loss speaks against it as strongly as three gains speak for it, and a stranger as
    /// two; ties are common in legacy text too. The constant asks for three gains before it is high.
    pub fn confidence(self) -> u8 {
        let against = 30 * self.losses + 20 * self.strangers + self.ties + 7;
        let percent = 1000 * self.gains / (10 * self.gains + against);
        u8::try_from(percent).unwrap_or(100)
    }
}

impl Way {
    /// Those for a sheet of these texts.
    pub fn all<'a>(mut texts: impl Iterator<Item = &'a str>) -> Vec<Self> {
        let way = |encoding, of_1258| Self { encoding, of_1258 };
        let mut ways = vec![way(Encoding::Tcvn3, false), way(Encoding::Vni, false)];
        ways.extend(CodePage::ALL.map(|page| way(of_page(page), false)));
        if texts.any(|text| maps::apart(text).chars().any(maps::is_of_1258)) {
            // What the code page alone explains needs no map.
            ways.extend([Encoding::Windows1252, Encoding::Tcvn3, Encoding::Vni].map(|encoding| way(encoding, true)));
        }
        ways
    }

    fn map(self) -> Option<&'static Map> {
        match self.encoding {
            Encoding::Tcvn3 => Some(&TCVN3),
            Encoding::Vni => Some(&VNI),
            _ => None,
        }
    }

    /// The page in which UTF-8 was read.
    fn page(self) -> Option<CodePage> {
        CodePage::ALL.into_iter().find(|page| of_page(*page) == self.encoding)
    }

    /// What a text says when it is read this way.
    pub fn decode(self, text: &str) -> String {
        if let Some(page) = self.page() {
            let whole = twice::decode(page, text).map(|(decoded, _)| decoded);
            let damaged = || twice::decode_damaged(page, text).map(|(decoded, ..)| decoded);
            return whole.or_else(damaged).unwrap_or_else(|| text.to_owned());
        }
        match self.map() {
            None => mend_words(text),
            Some(map) if self.of_1258 => in_its_case(text, map.decode(&maps::back_to_1252(text))),
            Some(map) => in_its_case(text, map.decode(text)),
        }
    }

    /// True for a text with a letter of Vietnamese that no byte gives: it was written in Unicode, and stays.
    /// Of windows-1252 no text is certain: its words are mended one by one, whatever letters are beside them.
    pub fn is_foreign(self, text: &str) -> bool {
        if let Some(page) = self.page() {
            let is_of_page = twice::decode(page, text).is_some() || twice::decode_damaged(page, text).is_some();
            return !is_of_page && text.chars().any(is_of_unicode);
        }
        let foreign = |sign: char| match self.of_1258 {
            true if maps::is_of_1258(sign) => false,
            true => is_of_unicode(sign) || maps::is_lost_in_1258(sign),
            false => is_of_unicode(sign),
        };
        self.map().is_some() && text.chars().any(foreign)
    }

    /// What the words of a text show.
    pub fn evidence(self, text: &str) -> Evidence {
        if let Some(page) = self.page() {
            return evidence_of_twice(page, text);
        }
        // What it is, another way says; and what is still rubbish once it is decoded was not written in this one.
        if twice::is_read_twice(text) || twice::is_read_twice(&self.decode(text)) {
            return Evidence { strangers: 1, ..Evidence::default() };
        }
        let mut evidence = self.map().map_or_else(|| evidence_by_word(text), |map| self.evidence_by(map, text));
        if evidence.gains == 0 {
            // A whole text in Unicode, as a label over a column of legacy names, speaks once, however long it is.
            evidence.losses = evidence.losses.min(1);
        }
        evidence
    }

    fn evidence_by(self, map: &Map, text: &str) -> Evidence {
        let within = |sign: char| is_of_a_word(sign) || map.has(sign);
        let mut evidence = Evidence::default();
        for word in text.split(|sign: char| !within(sign)).filter(|word| !word.is_ascii()) {
            let decoded = self.decode(word);
            let before = is_syllable(word);
            // What the code page alone changes does not speak for the map.
            let latin = if self.of_1258 { maps::back_to_1252(word) } else { word.to_owned() };
            if decoded == latin {
                // A letter that the encoding does not have, in a word of Vietnamese.
                let is_unmapped = latin.chars().any(|sign| !sign.is_ascii() && !map.has(sign));
                evidence.losses += u64::from((before || is_syllable(&latin)) && is_unmapped);
                continue;
            }
            // A letter alone may be a sign: ©, §, µ.
            if has_no_vowel(&decoded) || word.chars().nth(1).is_none() {
                continue;
            }
            let after = match self.encoding {
                Encoding::Tcvn3 => is_syllable_or_lost_its_hook(&decoded),
                _ => is_syllable(&decoded),
            };
            match (before, after) {
                (false, true) => evidence.gains += 1,
                (true, false) => evidence.losses += 1,
                (true, true) => evidence.ties += 1,
                (false, false) => evidence.strangers += 1,
            }
        }
        evidence
    }
}

/// The encoding of what was read in a page.
const fn of_page(page: CodePage) -> Encoding {
    match page {
        CodePage::Windows1252 => Encoding::Utf8Twice,
        CodePage::Windows1258 => Encoding::Utf8TwiceBy1258,
        CodePage::Windows1250 => Encoding::Utf8TwiceBy1250,
        CodePage::Macintosh => Encoding::Utf8TwiceByMacintosh,
        CodePage::Dos437 => Encoding::Utf8TwiceBy437,
        CodePage::Dos850 => Encoding::Utf8TwiceBy850,
    }
}

/// In the font .VnTimeH of TCVN3 every letter is a capital, those with marks too, which have the bytes of small letters: a
/// text without small letters of ASCII was typed in it where a word mixes the two, as "BáO".
fn in_its_case(text: &str, decoded: String) -> String {
    let mixes =
        |word: &str| word.chars().any(char::is_lowercase) && word.chars().filter(char::is_ascii_uppercase).count() > 1;
    let is_in_capitals = !text.chars().any(|sign| sign.is_ascii_lowercase()) && decoded.split_whitespace().any(mixes);
    if is_in_capitals { decoded.to_uppercase() } else { decoded }
}

/// The words that may hold a spoilt letter.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !is_of_a_word(sign)).filter(|word| !word.is_ascii())
}

fn is_of_a_word(sign: char) -> bool {
    is_letter(sign) || is_combining_mark(sign)
}

/// A word that only windows-1252 makes a syllable: with its ư and ơ if it can be, else without them.
fn mend_word(word: &str) -> Option<String> {
    if word.is_ascii() || is_syllable(word) {
        return None;
    }
    [maps::mend_1258_keeping_horns(word), maps::mend_1258(word)]
        .into_iter()
        .find(|mended| mended != word && mended.chars().nth(1).is_some() && is_syllable(mended))
}

/// The text with each word mended that gains by it.
fn mend_words(text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_of_a_word) {
        let (between, from) = rest.split_at(start);
        let (word, after) = from.split_at(from.find(|sign| !is_of_a_word(sign)).unwrap_or(from.len()));
        mended.push_str(between);
        match mend_word(word) {
            Some(better) => mended.push_str(&better),
            None => mended.push_str(word),
        }
        rest = after;
    }
    mended.push_str(rest);
    mended
}

/// Words that are syllables stay and show nothing.
fn evidence_by_word(text: &str) -> Evidence {
    let mut evidence = Evidence::default();
    for word in words(text).filter(|word| !is_syllable(word)) {
        let changed = maps::mend_1258_keeping_horns(word);
        if mend_word(word).is_some() {
            evidence.gains += 1;
        } else if changed != word && !has_no_vowel(&changed) {
            evidence.strangers += 1;
        }
    }
    evidence
}

/// A text that decodes speaks with every letter, each of which is as sure as a few syllables; one that does not, and is none of
/// Vietnamese either, may be of another encoding.
fn evidence_of_twice(page: CodePage, text: &str) -> Evidence {
    const SURE: u64 = 3;
    let gains = |letters: u64| SURE.saturating_mul(letters);
    if let Some((_, letters)) = twice::decode(page, text) {
        return Evidence { gains: gains(letters), ..Evidence::default() };
    }
    match twice::decode_damaged(page, text) {
        Some((_, letters, lost)) => Evidence { gains: gains(letters), losses: lost, ..Evidence::default() },
        None => Evidence { strangers: u64::from(words(text).any(|word| !is_syllable(word))), ..Evidence::default() },
    }
}

thread_local! {
    /// Whether a text holds a suspect word: the same titles and labels come in every file.
    static KNOWN: RefCell<Remembered<bool>> = RefCell::default();
    /// The same of a word: names of places are many, and their syllables few.
    static WORDS: RefCell<Remembered<bool>> = RefCell::default();
}

/// True where some word is no syllable as it is and may be legacy: most sheets have none, and are not judged further.
pub fn any_suspect<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    KNOWN.with_borrow_mut(|known| texts.into_iter().any(|text| *known.of(text, |text| is_suspect(&text))))
}

fn is_suspect(text: &str) -> bool {
    let outside = |sign: char| !is_letter(sign) && !is_combining_mark(sign) && !('\u{a1}'..='\u{ff}').contains(&sign);
    let mut words = text.split(outside).filter(|word| !word.is_ascii());
    WORDS.with_borrow_mut(|known| words.any(|word| *known.of(word, |word| is_suspect_word(&word))))
}

fn is_suspect_word(word: &str) -> bool {
    // A letter that only Unicode has; and abbreviations such as QĐ.
    let unicode = word.chars().any(|sign| is_of_unicode(sign) && !maps::is_of_1258(sign));
    let only_d = word.chars().all(|sign| sign.is_ascii() || matches!(sign, 'đ' | 'Đ'));
    let passed = unicode || (only_d && has_no_vowel(word)) || is_syllable(word);
    !passed
}

/// A letter of Vietnamese outside Latin-1, or a tone mark of its own.
fn is_of_unicode(sign: char) -> bool {
    matches!(
        sign,
        'Ă' | 'ă' | 'Đ' | 'đ' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | '\u{1ea0}'..='\u{1ef9}'
        | '\u{300}'..='\u{303}' | '\u{306}' | '\u{309}' | '\u{31b}' | '\u{323}'
    )
}
