//! UTF-8 whose bytes were read as windows-1252 or Latin-1, and written as UTF-8 again: "PhÆ°á»ng" for "Phường".
//!
//! Takes a text; gives what it said before. A text is decoded whole or not at all: every letter beyond ASCII must be a byte of a letter of
//! UTF-8, which no text of Vietnamese is by chance.

/// The characters that windows-1252 makes of the bytes from 80 to 9f, where they differ from Latin-1.
const OF_1252: [(char, u8); 27] = [
    ('€', 0x80),
    ('‚', 0x82),
    ('ƒ', 0x83),
    ('„', 0x84),
    ('…', 0x85),
    ('†', 0x86),
    ('‡', 0x87),
    ('ˆ', 0x88),
    ('‰', 0x89),
    ('Š', 0x8a),
    ('‹', 0x8b),
    ('Œ', 0x8c),
    ('Ž', 0x8e),
    ('‘', 0x91),
    ('’', 0x92),
    ('“', 0x93),
    ('”', 0x94),
    ('•', 0x95),
    ('–', 0x96),
    ('—', 0x97),
    ('˜', 0x98),
    ('™', 0x99),
    ('š', 0x9a),
    ('›', 0x9b),
    ('œ', 0x9c),
    ('ž', 0x9e),
    ('Ÿ', 0x9f),
];

/// Some programs do it again and again.
const MOST_TIMES: usize = 3;

/// What the text said before, and how many letters of it were several bytes; `None` where it is no such text.
pub fn decode(text: &str) -> Option<(String, u64)> {
    let first = once(text)?;
    let letters = u64::try_from(first.chars().filter(|sign| !sign.is_ascii()).count()).unwrap_or(u64::MAX);
    let mut decoded = first;
    for _ in 1..MOST_TIMES {
        match once(&decoded) {
            Some(before) => decoded = before,
            None => break,
        }
    }
    Some((decoded, letters))
}

fn once(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let whole = |text: &str| String::from_utf8(text.chars().map(byte_of).collect::<Option<Vec<u8>>>()?).ok();
    // A hard blank at the end, or before a blank, is often taken for a blank: that of à. XÃ alone is a word.
    whole(text).or_else(|| {
        let cut = text.matches("Ã ").count() + usize::from(text.ends_with('Ã'));
        let text = text.replace("Ã ", "Ã\u{a0}");
        let text = if text.ends_with('Ã') { text + "\u{a0}" } else { text };
        whole(&text).filter(|whole| cut > 0 && whole.chars().filter(|sign| !sign.is_ascii()).count() > cut)
    })
}

fn byte_of(sign: char) -> Option<u8> {
    u8::try_from(u32::from(sign)).ok().or_else(|| OF_1252.iter().find(|(read, _)| *read == sign).map(|(_, byte)| *byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The text as it is read in Latin-1, or in windows-1252.
    fn misread(text: &str, is_1252: bool) -> String {
        let read = |byte: &u8| {
            let known = OF_1252.iter().find(|(_, of)| is_1252 && of == byte);
            known.map_or(char::from(*byte), |(sign, _)| *sign)
        };
        text.as_bytes().iter().map(read).collect()
    }

    #[test]
    fn what_was_encoded_twice_or_more_comes_back() {
        for text in ["Phường Sông Đà", "Biểu số 04/CĐS", "là à “Ổ”"] {
            for is_1252 in [false, true] {
                let once = misread(text, is_1252);
                assert_eq!(decode(&once).map(|(text, _)| text).as_deref(), Some(text));
                assert_eq!(decode(&misread(&once, is_1252)).map(|(text, _)| text).as_deref(), Some(text));
            }
        }
        assert_eq!(decode("SÃ´ng Ä\u{90}Ã").map(|(text, _)| text).as_deref(), Some("Sông Đà"));
        for sound in
            ["Phường Sông Đà", "xã", "XÃ", "M\u{ad}êng Ph¨ng", "Tænh Ñieän Bieân", "XAÕ MÖÔØNG", "Xã", "ĐÃ CÓ", "Â"]
        {
            assert_eq!(decode(sound), None, "{sound}");
        }
    }

    proptest! {
        #[test]
        fn decoding_inverts_the_fault(text in "[a-zà-ỹĐđ0-9 ]{0,20}\\PC", is_1252 in any::<bool>()) {
            prop_assume!(!text.is_ascii() && decode(&text).is_none());
            prop_assert_eq!(decode(&misread(&text, is_1252)).map(|(text, _)| text), Some(text));
        }
    }
}
