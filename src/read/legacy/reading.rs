//! The ways in which legacy text may be read, and how well each fits.
//!
//! Takes a text and a way; gives what its words tell: how many become Vietnamese by it, and how many were before.

use std::collections::HashSet;

use unicode_normalization::char::is_combining_mark;

use super::Encoding;
use super::maps::{self, Map, TCVN3, VNI};
use super::syllable::{has_no_vowel, is_syllable, is_syllable_or_lost_its_hook};

/// An encoding, and the code page through which its bytes became characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    pub encoding: Encoding,
    /// True where the bytes were read as windows-1258: of a text file whose page was guessed so, or an old workbook.
    pub of_1258: bool,
}

/// What the words of a text tell of a way to read it. Words of ASCII tell nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Syllables only once they are decoded.
    pub gains: u64,
    /// Syllables as they stand, and none once decoded; or with letters that no byte of the encoding gives.
    pub losses: u64,
    /// Syllables both ways.
    pub ties: u64,
    /// Syllables neither way.
    pub strangers: u64,
}

impl Told {
    pub fn add(&mut self, other: Self) {
        self.gains += other.gains;
        self.losses += other.losses;
        self.ties += other.ties;
        self.strangers += other.strangers;
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
    pub const ALL: [Self; 5] = [
        Self { encoding: Encoding::Tcvn3, of_1258: false },
        Self { encoding: Encoding::Vni, of_1258: false },
        Self { encoding: Encoding::Tcvn3, of_1258: true },
        Self { encoding: Encoding::Vni, of_1258: true },
        Self { encoding: Encoding::Windows1252, of_1258: true },
    ];

    fn map(self) -> Option<&'static Map> {
        match self.encoding {
            Encoding::Tcvn3 => Some(&TCVN3),
            Encoding::Vni => Some(&VNI),
            Encoding::Windows1252 => None,
        }
    }

    /// What a text says when it is read this way.
    pub fn decode(self, text: &str) -> String {
        match self.map() {
            None => maps::mend_1258(text),
            Some(map) if self.of_1258 => map.decode(&maps::back_to_1252(text)),
            Some(map) => map.decode(text),
        }
    }

    /// True for a text with a letter of Vietnamese that no byte gives: it was written in Unicode, and stays.
    pub fn is_foreign(self, text: &str) -> bool {
        let foreign = |sign: char| {
            if self.of_1258 && maps::is_of_1258(sign) {
                return false;
            }
            is_of_unicode(sign) || (self.of_1258 && maps::is_lost_in_1258(sign))
        };
        match self.encoding {
            Encoding::Windows1252 => maps::apart(text).chars().any(foreign),
            _ => text.chars().any(foreign),
        }
    }

    /// What the words of a text tell.
    pub fn told(self, text: &str) -> Told {
        let map = self.map();
        let within =
            |sign: char| sign.is_alphabetic() || is_combining_mark(sign) || map.is_some_and(|map| map.has(sign));
        let mut told = Told::default();
        for word in text.split(|sign: char| !within(sign)).filter(|word| !word.is_ascii()) {
            let decoded = self.decode(word);
            let before = is_syllable(word);
            if decoded == word {
                // A letter that the encoding does not have, in a word of Vietnamese.
                let lacks = |map: &Map| word.chars().any(|sign| !sign.is_ascii() && !map.has(sign));
                told.losses += u64::from(before && map.is_some_and(lacks));
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
                (false, true) => told.gains += 1,
                (true, false) => told.losses += 1,
                (true, true) => told.ties += 1,
                (false, false) => told.strangers += 1,
            }
        }
        told
    }
}

/// True where some word is no syllable as it stands and may be legacy: most sheets have none, and are not judged further.
pub fn any_suspect<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    let outside =
        |sign: char| !sign.is_alphabetic() && !is_combining_mark(sign) && !('\u{a1}'..='\u{ff}').contains(&sign);
    let mut known = HashSet::new();
    texts.flat_map(|text| text.split(outside)).filter(|word| !word.is_ascii() && known.insert(*word)).any(|word| {
        // A letter that only Unicode has; and abbreviations such as QĐ.
        let unicode = word.chars().any(|sign| is_of_unicode(sign) && !maps::is_of_1258(sign));
        let only_d = word.chars().all(|sign| sign.is_ascii() || matches!(sign, 'đ' | 'Đ'));
        let passed = unicode || (only_d && has_no_vowel(word)) || is_syllable(word);
        !passed
    })
}

/// A letter of Vietnamese outside Latin-1, or a tone mark of its own.
fn is_of_unicode(sign: char) -> bool {
    matches!(
        sign,
        'Ă' | 'ă' | 'Đ' | 'đ' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | '\u{1ea0}'..='\u{1ef9}'
        | '\u{300}'..='\u{303}' | '\u{306}' | '\u{309}' | '\u{31b}' | '\u{323}'
    )
}
