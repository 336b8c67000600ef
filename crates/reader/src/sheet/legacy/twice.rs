//! UTF-8 whose bytes were read in a code page, and written as UTF-8 again: "PhÆ°á»ng" for "Phường".
//!
//! Takes a text; gives what it said before. A text is decoded whole or not at all: every letter beyond ASCII must be a byte of a letter of
//! UTF-8, which no text of Vietnamese is by chance. Among others that were, one that lost bytes on its way is decoded with the sign for a
//! lost letter in their place ([`decode_damaged`]).

use std::collections::HashMap;
use std::sync::LazyLock;

use super::dos_pages::{DOS_437, DOS_850};

/// A code page in which UTF-8 was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodePage {
    /// That of Western Europe, or Latin-1.
    Windows1252,
    /// That of a Vietnamese Windows.
    Windows1258,
    /// That of Central Europe.
    Windows1250,
    /// That of old Macs, in which Excel for Mac reads texts without a mark.
    Macintosh,
    /// That of the console of an American Windows.
    Dos437,
    /// That of the console of a Windows of Western Europe.
    Dos850,
}

impl CodePage {
    /// All of them, the most common first.
    pub const ALL: [Self; 6] =
        [Self::Windows1252, Self::Windows1258, Self::Windows1250, Self::Macintosh, Self::Dos437, Self::Dos850];

    /// The byte that it reads as this sign. Bytes that a page does not define are read as control signs.
    fn byte_of(self, sign: char) -> Option<u8> {
        static KNOWN: LazyLock<[HashMap<char, u8>; 6]> = LazyLock::new(|| CodePage::ALL.map(CodePage::signs));
        // The pages of DOS define every byte.
        let own = match self {
            Self::Windows1252 => 0x100,
            Self::Dos437 | Self::Dos850 => 0x80,
            _ => 0xa0,
        };
        if let Ok(byte) = u8::try_from(u32::from(sign))
            && u32::from(byte) < own
        {
            return Some(byte);
        }
        let place = Self::ALL.iter().position(|page| *page == self)?;
        KNOWN.get(place)?.get(&sign).copied()
    }

    fn signs(self) -> HashMap<char, u8> {
        let encoding = match self {
            Self::Windows1252 => encoding_rs::WINDOWS_1252,
            Self::Windows1258 => encoding_rs::WINDOWS_1258,
            Self::Windows1250 => encoding_rs::WINDOWS_1250,
            Self::Macintosh => encoding_rs::MACINTOSH,
            Self::Dos437 => return (0x80..=0xff).zip(DOS_437.chars()).map(|(byte, sign)| (sign, byte)).collect(),
            Self::Dos850 => return (0x80..=0xff).zip(DOS_850.chars()).map(|(byte, sign)| (sign, byte)).collect(),
        };
        let sign = |byte: u8| encoding.decode_without_bom_handling(&[byte]).0.chars().next().map(|sign| (sign, byte));
        (0x80..=0xff).filter_map(sign).collect()
    }

    fn bytes_of(self, text: &str) -> Option<Vec<u8>> {
        text.chars().map(|sign| self.byte_of(sign)).collect()
    }
}

/// Some programs do it again and again.
const MOST_TIMES: usize = 3;

/// What the text said before, and how many letters of it were several bytes; `None` where it is no such text.
pub fn decode(page: CodePage, text: &str) -> Option<(String, u64)> {
    let first = once(page, text)?;
    let letters = count(&first);
    let mut decoded = first;
    for _ in 1..MOST_TIMES {
        match once(page, &decoded) {
            Some(before) => decoded = before,
            None => break,
        }
    }
    Some((decoded, letters))
}

/// What is left of a text that lost bytes since it was read in the page: how many letters of it were several bytes, and how many are lost.
pub fn decode_damaged(page: CodePage, text: &str) -> Option<(String, u64, u64)> {
    if text.is_ascii() {
        return None;
    }
    let decoded = String::from_utf8_lossy(&page.bytes_of(text)?).into_owned();
    let lost = decoded.matches(char::REPLACEMENT_CHARACTER).count().try_into().unwrap_or(u64::MAX);
    let letters = count(&decoded).saturating_sub(lost);
    (letters > 0 && lost > 0).then_some((decoded, letters, lost))
}

/// True for a text that was read in any of the pages.
pub fn is_read_twice(text: &str) -> bool {
    !text.is_ascii() && CodePage::ALL.iter().any(|page| once(*page, text).is_some())
}

fn count(text: &str) -> u64 {
    u64::try_from(text.chars().filter(|sign| !sign.is_ascii()).count()).unwrap_or(u64::MAX)
}

fn once(page: CodePage, text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let whole = |text: &str| String::from_utf8(page.bytes_of(text)?).ok();
    // A hard blank at the end, or before a blank, is often taken for a blank: that of à. XÃ alone is a word.
    whole(text).or_else(|| {
        let first = if page == CodePage::Windows1252 { 'Ã' } else { 'Ă' };
        let (blank, hard) = (format!("{first} "), format!("{first}\u{a0}"));
        let cut = text.matches(&blank).count() + usize::from(text.ends_with(first));
        let text = text.replace(&blank, &hard);
        let text = if text.ends_with(first) { text + "\u{a0}" } else { text };
        whole(&text).filter(|whole| cut > 0 && whole.chars().filter(|sign| !sign.is_ascii()).count() > cut)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The text as it is read in Latin-1, or in a page.
    fn misread(text: &str, page: Option<CodePage>) -> String {
        let signs: HashMap<u8, char> =
            page.map(|page| page.signs().into_iter().map(|(sign, byte)| (byte, sign)).collect()).unwrap_or_default();
        text.as_bytes().iter().map(|byte| signs.get(byte).copied().unwrap_or(char::from(*byte))).collect()
    }

    const LATIN_1: (CodePage, Option<CodePage>) = (CodePage::Windows1252, None);

    /// Each page, and in which texts were read that come back by it.
    fn pages() -> Vec<(CodePage, Option<CodePage>)> {
        CodePage::ALL.map(|page| (page, Some(page))).into_iter().chain([LATIN_1]).collect()
    }

    #[test]
    fn what_was_encoded_twice_or_more_comes_back() {
        for text in ["Phường Sông Đà", "Biểu số 04/CĐS", "là à “Ổ”"] {
            for (page, read) in pages() {
                let once = misread(text, read);
                assert!(is_read_twice(&once));
                assert_eq!(decode(page, &once).map(|(text, _)| text).as_deref(), Some(text));
                assert_eq!(decode(page, &misread(&once, read)).map(|(text, _)| text).as_deref(), Some(text));
            }
        }
        for (page, text) in [
            (CodePage::Windows1252, "SÃ´ng Ä\u{90}Ã"),
            (CodePage::Windows1258, "SĂ´ng Ä\u{90}Ă"),
            (CodePage::Windows1250, "SĂ´ng Ä\u{90}Ă"),
            (CodePage::Macintosh, "S√¥ng ƒê√†"),
            (CodePage::Dos437, "S├┤ng ─É├á"),
            (CodePage::Dos850, "S├┤ng ─É├á"),
        ] {
            assert_eq!(decode(page, text).map(|(text, _)| text).as_deref(), Some("Sông Đà"), "{page:?}");
        }
        assert_eq!(decode(CodePage::Windows1258, "XĂ£ Lay NÆ°a").map(|(text, _)| text).as_deref(), Some("Xã Lay Nưa"));
        for sound in
            ["Phường Sông Đà", "xã", "XÃ", "M\u{ad}êng Ph¨ng", "Tænh Ñieän Bieân", "XAÕ MÖÔØNG", "Xã", "ĐÃ CÓ", "Â"]
        {
            assert!(CodePage::ALL.iter().all(|page| decode(*page, sound).is_none()), "{sound}");
            assert!(CodePage::ALL.iter().all(|page| decode_damaged(*page, sound).is_none()), "{sound}");
        }
    }

    #[test]
    fn bytes_that_were_lost_leave_lost_letters() {
        // Without its control sign.
        let damaged = decode_damaged(CodePage::Windows1258, "PhÆ°á»ng");
        assert_eq!(damaged, Some(("Phư\u{fffd}ng".to_owned(), 1, 1)));
        assert_eq!(decode_damaged(CodePage::Windows1258, "XĂ£"), None, "nothing is lost");
    }

    proptest! {
        #[test]
        fn decoding_inverts_the_fault(text in "[a-zà-ỹĐđ0-9 ]{0,20}\\PC", which in 0usize..7) {
            let (page, read) = pages()[which];
            prop_assume!(!text.is_ascii() && decode(page, &text).is_none());
            prop_assert_eq!(decode(page, &misread(&text, read)).map(|(text, _)| text), Some(text));
        }
    }
}
