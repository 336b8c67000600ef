//! The maps of the legacy fonts: which letters the bytes of TCVN3 and VNI stand for, and what code page 1258 makes of 1252.
//!
//! Takes text whose characters stand for bytes; gives Vietnamese. `tcvn3.csv` and `vni.csv` beside this file are copies of
//! the maps of the project's domain notes (TCVN 5712:1993 as the fonts .VnTime have it; VNI for Windows). Capitals with a
//! tone have no bytes in TCVN3: they live in the font .VnTimeH, which a cell does not name, so they come out as small letters.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// Letters by the characters that Latin-1 has for their bytes.
#[derive(Debug, Default)]
pub struct Map {
    ones: HashMap<char, char>,
    pairs: HashMap<(char, char), char>,
}

pub static TCVN3: LazyLock<Map> = LazyLock::new(|| Map::parse(include_str!("tcvn3.csv")));
pub static VNI: LazyLock<Map> = LazyLock::new(|| Map::parse(include_str!("vni.csv")));

/// The bytes that windows-1258 reads otherwise than windows-1252, and how.
const OF_1258: [(char, char); 14] = [
    ('Ă', '\u{c3}'),
    ('\u{300}', '\u{cc}'),
    ('Đ', '\u{d0}'),
    ('\u{309}', '\u{d2}'),
    ('Ơ', '\u{d5}'),
    ('Ư', '\u{dd}'),
    ('\u{303}', '\u{de}'),
    ('ă', '\u{e3}'),
    ('\u{301}', '\u{ec}'),
    ('đ', '\u{f0}'),
    ('\u{323}', '\u{f2}'),
    ('ơ', '\u{f5}'),
    ('ư', '\u{fd}'),
    ('₫', '\u{fe}'),
];

impl Map {
    /// Lines of the bytes in hexadecimals, the same in Latin-1, and the letter.
    fn parse(lines: &str) -> Self {
        let mut map = Self::default();
        for line in lines.lines().skip(1) {
            let mut parts = line.split(',');
            let bytes = parts.next().and_then(|hexadecimals| u16::from_str_radix(hexadecimals, 16).ok());
            let letter = parts.nth(1).and_then(|letter| letter.chars().next());
            let (Some(bytes), Some(letter)) = (bytes, letter) else { continue };
            let [first, second] = bytes.to_be_bytes().map(char::from);
            if first == '\0' {
                map.ones.insert(second, letter);
            } else {
                map.pairs.insert((first, second), letter);
            }
        }
        map
    }

    /// True where the sign alone means a letter.
    pub fn has(&self, sign: char) -> bool {
        self.ones.contains_key(&sign)
    }

    /// The letters that a text means; two characters before one. What the map does not have stays.
    pub fn decode(&self, text: &str) -> String {
        let mut decoded = String::with_capacity(text.len());
        let mut signs = text.chars().peekable();
        while let Some(sign) = signs.next() {
            let pair = signs.peek().and_then(|next| self.pairs.get(&(sign, *next)));
            if let Some(letter) = pair {
                signs.next();
                decoded.push(*letter);
            } else {
                decoded.push(*self.ones.get(&sign).unwrap_or(&sign));
            }
        }
        decoded
    }

    /// The text whose letters are these; letters that the map has only small are written small.
    #[cfg(test)]
    pub fn encode(&self, text: &str) -> String {
        let ones = self.ones.iter().map(|(sign, letter)| (*letter, sign.to_string()));
        let pairs = self.pairs.iter().map(|((first, second), letter)| (*letter, format!("{first}{second}")));
        let back: HashMap<char, String> = ones.chain(pairs).collect();
        let written = |letter: char| {
            let small = letter.to_lowercase().next().unwrap_or(letter);
            back.get(&letter).or_else(|| back.get(&small)).cloned().unwrap_or_else(|| letter.to_string())
        };
        text.chars().map(written).collect()
    }

    /// Every letter that the map can write.
    #[cfg(test)]
    pub fn letters(&self) -> Vec<char> {
        let mut letters: Vec<char> = self.ones.values().chain(self.pairs.values()).copied().collect();
        letters.sort_unstable();
        letters
    }
}

/// The characters of the same bytes in windows-1252, of a text read as windows-1258.
pub fn back_to_1252(text: &str) -> String {
    text.chars().map(|sign| latin_of(sign).unwrap_or(sign)).collect()
}

/// As [`back_to_1252`], for text that is Vietnamese: đ stays, because no Vietnamese letter was read as one; and consonants
/// that a tone mark has been joined to, as in ḥa for hòa, are taken apart.
pub fn mend_1258(text: &str) -> String {
    apart(text).chars().map(|sign| if is_kept(sign) { sign } else { latin_of(sign).unwrap_or(sign) }).collect()
}

/// As [`mend_1258`], but ư and ơ stay: a name has them more often than ý and õ, and a word shows which it was.
pub fn mend_1258_keeping_horns(text: &str) -> String {
    let kept = |sign: char| is_kept(sign) || matches!(sign, 'ư' | 'ơ' | 'Ư' | 'Ơ');
    apart(text).chars().map(|sign| if kept(sign) { sign } else { latin_of(sign).unwrap_or(sign) }).collect()
}

fn is_kept(sign: char) -> bool {
    matches!(sign, 'đ' | 'Đ' | '₫' | '\u{303}')
}

/// True for a character that only windows-1258 makes of a byte.
pub fn is_of_1258(sign: char) -> bool {
    latin_of(sign).is_some()
}

/// True for a character that no byte gives in windows-1258, but one in windows-1252.
pub fn is_lost_in_1258(sign: char) -> bool {
    OF_1258.iter().any(|(_, latin)| *latin == sign)
}

fn latin_of(sign: char) -> Option<char> {
    if sign <= '\u{ff}' {
        return None;
    }
    OF_1258.iter().find(|(read, _)| *read == sign).map(|(_, latin)| *latin)
}

/// Consonants with a tone mark as two characters; letters of Vietnamese as they are.
pub fn apart(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        let mut parts = std::iter::once(sign).nfd();
        match (parts.next(), parts.next(), parts.next()) {
            (Some(letter), Some(mark), None)
                if "bcdghklmnpqrstvxzw".contains(letter.to_ascii_lowercase()) && latin_of(mark).is_some() =>
            {
                out.extend([letter, mark]);
            }
            _ => out.push(sign),
        }
    }
    out
}

/// What windows-1258 makes of a text in windows-1252.
#[cfg(test)]
pub fn misread_as_1258(text: &str) -> String {
    let read = |sign: char| OF_1258.iter().find(|(_, latin)| *latin == sign).map_or(sign, |(read, _)| *read);
    text.chars().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_examples_of_the_field_are_decoded() {
        assert_eq!(TCVN3.decode("Côc thèng kª TØnh §iÖn Biªn"), "Cục thống kê Tỉnh Điện Biên");
        assert_eq!(TCVN3.decode("M\u{ad}êng Ph¨ng"), "Mường Phăng");
        assert_eq!(VNI.decode("Cuïc thoáng keâ Tænh Ñieän Bieân"), "Cục thống kê Tỉnh Điện Biên");
        assert_eq!(VNI.decode("UÛY BAN NHAÂN DAÂN XAÕ MÖÔØNG PHAÊNG"), "ỦY BAN NHÂN DÂN XÃ MƯỜNG PHĂNG");
        assert_eq!(mend_1258("t\u{301}nh xă"), "tình xã");
        assert_eq!((misread_as_1258("tình xã").as_str(), mend_1258("ḥa").as_str()), ("t\u{301}nh xă", "hòa"));
    }

    #[test]
    fn the_fault_is_that_of_the_code_pages() {
        for byte in 0x80..=0xffu8 {
            let (latin, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
            let (read, _) = encoding_rs::WINDOWS_1258.decode_without_bom_handling(std::slice::from_ref(&byte));
            if byte >= 0xa0 {
                assert_eq!(misread_as_1258(&latin), read);
                assert_eq!(back_to_1252(&read), latin);
            }
        }
    }

    fn text_of(map: &'static Map) -> impl Strategy<Value = String> {
        let plain = "abcdeghiklmnopqrstuvxyABCDEGHIKLMNOPQRSTUVXY 0123456789,.-".chars();
        let letters: Vec<char> = map.letters().into_iter().chain(plain).collect();
        proptest::collection::vec(proptest::sample::select(letters), 0..40).prop_map(|signs| signs.iter().collect())
    }

    proptest! {
        #[test]
        fn decoding_inverts_encoding(tcvn3 in text_of(&TCVN3), vni in text_of(&VNI)) {
            prop_assert_eq!(TCVN3.decode(&TCVN3.encode(&tcvn3)), tcvn3);
            prop_assert_eq!(VNI.decode(&VNI.encode(&vni)), vni.clone());
            // The capitals of VNI that are not in TCVN3 come back small.
            prop_assert_eq!(TCVN3.decode(&TCVN3.encode(&vni)).to_lowercase(), vni.to_lowercase());
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC*") {
            let _ = (TCVN3.decode(&text), VNI.decode(&text), mend_1258(&text), back_to_1252(&text), mend_1258_keeping_horns(&text));
        }
    }
}
