//! Signs that say nothing, and signs that stand for another that looks the same.
//!
//! Takes a text as a program gave it; gives the text that a person sees in it, in the letters that Vietnamese is written with. Only what is
//! unambiguous is repaired: Ð is no letter of Vietnamese and Đ is, but a word of Cyrillic letters alone may be one.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What was wrong with the signs of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SignRepair {
    /// Signs without width were in it.
    Invisible,
    /// A letter stood for another that looks the same.
    LookAlike,
    /// A sign was as wide as one of East Asia.
    FullWidth,
    /// The tone of a letter was before its circumflex, breve or horn.
    OrderOfMarks,
}

/// A text whose signs were repaired, and what was wrong with them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepairedSigns {
    pub text: String,
    pub repairs: Vec<SignRepair>,
}

/// The text without invisible signs and look-alikes; `None` where it has none. A soft hyphen is removed where `soft_hyphens` says
/// so: it is a letter of TCVN3.
pub fn repaired(text: &str, soft_hyphens: bool) -> Option<RepairedSigns> {
    if text.is_ascii() || !text.chars().any(|sign| is_suspect(sign, soft_hyphens)) {
        return None;
    }
    let is_latin = |sign: char| {
        let sign = narrow(sign).unwrap_or(sign);
        sign.is_alphabetic() && (sign < '\u{250}' || ('\u{1e00}'..='\u{1eff}').contains(&sign))
    };
    let is_of_another_script = |sign: char| ('\u{370}'..='\u{52f}').contains(&sign) && sign.is_alphabetic();
    // A letter that has no look-alike shows that another script is meant.
    let mut others = text.chars().filter(|sign| is_of_another_script(*sign));
    let meant = !text.chars().any(is_latin) || others.any(|sign| latin_of(sign).is_none());
    // A text of objects alone says nothing that could be read; beside words they are left of what was copied.
    let of_objects = !text.chars().any(char::is_alphanumeric);
    let mut plain = String::with_capacity(text.len());
    let mut repairs: Vec<SignRepair> = Vec::new();
    for (place, sign) in text.char_indices() {
        let (before, from) = text.split_at_checked(place).unwrap_or_default();
        let behind = from.strip_prefix(sign).unwrap_or_default();
        let repaired = match sign {
            '\u{ad}' if !soft_hyphens => None,
            '\u{ad}' if is_before_number(before, behind) || is_behind_number(before, behind) => {
                plain.push(LOST);
                continue;
            }
            '\u{fffc}' if of_objects => None,
            sign if is_hyphen(sign) => is_before_number(before, behind).then_some((SignRepair::LookAlike, Some('-'))),
            sign if is_blank(sign) => Some((SignRepair::Invisible, Some(' '))),
            sign if is_invisible(sign) => Some((SignRepair::Invisible, None)),
            sign if is_of_another_script(sign) => {
                latin_of(sign).filter(|_| !meant).map(|letter| (SignRepair::LookAlike, Some(letter)))
            }
            sign => {
                let letter = letter_of(sign).map(|letter| (SignRepair::LookAlike, Some(letter)));
                letter.or_else(|| Some((SignRepair::FullWidth, Some(narrow(sign)?))))
            }
        };
        match repaired {
            None => plain.push(sign),
            Some((repair, sign)) => {
                plain.extend(sign);
                if !repairs.contains(&repair) {
                    repairs.push(repair);
                }
            }
        }
    }
    if let Some(in_order) = in_order(&plain) {
        plain = in_order;
        repairs.push(SignRepair::OrderOfMarks);
    }
    (plain != text).then_some(RepairedSigns { text: plain, repairs })
}

/// The letter of Vietnamese that another looks like: eth and the African D for Đ, OI for Ư.
pub const fn letter_of(sign: char) -> Option<char> {
    match sign {
        '\u{d0}' | '\u{189}' => Some('Đ'),
        '\u{f0}' | '\u{256}' => Some('đ'),
        // What converters of old fonts and of PDF write for the letters with a horn.
        '\u{1a2}' => Some('Ư'),
        '\u{1a3}' => Some('ư'),
        _ => None,
    }
}

/// A text among whose digits are letters that look like 0 or 1: the first of them, and the text in digits.
pub fn in_digits(text: &str) -> Option<(char, String)> {
    let digit_of = |sign: char| match sign {
        'O' | 'o' | 'О' | 'о' | 'Ο' | 'ο' => Some('0'),
        'l' | 'I' | 'І' | 'і' | 'Ι' => Some('1'),
        _ => None,
    };
    let letter = text.chars().find(|sign| digit_of(*sign).is_some())?;
    let digits = text.chars().map(|sign| digit_of(sign).unwrap_or(sign)).collect();
    text.contains(|sign: char| sign.is_ascii_digit()).then_some((letter, digits))
}

/// What is written for a sign that may have been the minus of a number, and may have been nothing.
const LOST: char = '\u{fffd}';

/// True where the next sign that is seen begins a number, and nothing but brackets is before.
fn is_before_number(before: &str, behind: &str) -> bool {
    let is_passed = |sign: char| sign.is_whitespace() || is_blank(sign) || is_invisible(sign);
    let is_digit = |sign: char| narrow(sign).unwrap_or(sign).is_ascii_digit();
    let seen = behind.trim_start_matches(is_passed);
    before.chars().all(|sign| is_passed(sign) || matches!(sign, '(' | '[' | '\''))
        && seen.strip_prefix([',', '.']).unwrap_or(seen).starts_with(is_digit)
}

/// True where a number ends before it and nothing is behind, as some programs write a minus.
fn is_behind_number(before: &str, behind: &str) -> bool {
    let is_passed = |sign: char| sign.is_whitespace() || is_blank(sign) || is_invisible(sign);
    let is_of_number = |sign: char| sign.is_ascii_digit() || matches!(sign, ',' | '.' | '-' | '+') || is_passed(sign);
    behind.chars().all(is_passed)
        && before.chars().all(is_of_number)
        && before.trim_end_matches(is_passed).ends_with(|sign: char| sign.is_ascii_digit())
}

/// True for the hyphens of other programs that look like a minus: those of Word and of typesetters, and the small one.
const fn is_hyphen(sign: char) -> bool {
    matches!(sign, '\u{2010}'..='\u{2012}' | '\u{fe63}')
}

/// True for signs that are seen as a blank and are none: the fillers of Korean, the blank of Braille.
const fn is_blank(sign: char) -> bool {
    matches!(sign, '\u{115f}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}')
}

/// True for signs without width that say nothing, the soft hyphen among them, and what stands for an object that was not copied.
fn is_invisible(sign: char) -> bool {
    matches!(
        sign,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fffc}' | '\u{e0000}'..='\u{e01ef}'
    )
}

fn is_suspect(sign: char, soft_hyphens: bool) -> bool {
    match sign {
        '\u{ad}' => soft_hyphens,
        '\u{370}'..='\u{52f}' => true,
        // The letters of Vietnamese, by a look.
        '\0'..='\u{cf}'
        | '\u{d1}'..='\u{ef}'
        | '\u{f1}'..='\u{188}'
        | '\u{1a0}'
        | '\u{1a1}'
        | '\u{1af}'
        | '\u{1b0}' => false,
        '\u{1e00}'..='\u{1eff}' => false,
        sign if is_hyphen(sign) || is_blank(sign) => true,
        sign => is_invisible(sign) || letter_of(sign).is_some() || narrow(sign).is_some() || is_combining_mark(sign),
    }
}

/// The sign of ASCII that is as wide as one of East Asia.
fn narrow(sign: char) -> Option<char> {
    match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign).checked_sub(0xfee0)?),
        '\u{3000}' => Some(' '),
        _ => None,
    }
}

/// The Latin letter that looks the same as one of Cyrillic or Greek.
fn latin_of(sign: char) -> Option<char> {
    const PAIRS: [(&str, &str); 2] = [
        ("АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁԛԝԚԜ", "ABESIJKMHOPCTYXaesijopcyxhdqwQW"),
        ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲϳ", "ABEZHIKMNOPTYXocj"),
    ];
    PAIRS.iter().find_map(|(others, latin)| {
        let place = others.chars().position(|other| other == sign)?;
        latin.chars().nth(place)
    })
}

/// Circumflex, breve and horn before the tone of their letter, as every letter of Vietnamese is composed; `None` where they are.
fn in_order(text: &str) -> Option<String> {
    if !text.chars().any(is_combining_mark) {
        return None;
    }
    let is_of_letter = |sign: char| matches!(sign, '\u{302}' | '\u{306}' | '\u{31b}');
    let mut signs: Vec<char> = text.nfd().collect();
    for run in signs.chunk_by_mut(|_, next| is_combining_mark(*next)) {
        if let Some((_, marks)) = run.split_first_mut() {
            marks.sort_by_key(|mark| !is_of_letter(*mark));
        }
    }
    let in_order: String = signs.into_iter().nfc().collect();
    (!text.nfc().eq(in_order.chars())).then_some(in_order)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_looks_the_same_is_the_same() {
        for (written, seen) in [
            ("\u{200b}5400", "5400"),
            ("-\u{feff}42", "-42"),
            ("03148\u{200e}", "03148"),
            ("54\u{ad}00", "5400"),
            ("1\u{2060}.234", "1.234"),
            ("✔\u{fe0f}", "✔"),
            ("Phường Sông Ðà", "Phường Sông Đà"),
            ("xã Ɖồi, ðã", "xã Đồi, đã"),
            ("TRƢỜNG", "TRƢỜNG".replace('Ƣ', "Ư").as_str()),
            ("０３１４８　Ｘã", "03148 Xã"),
            ("Хã Lау Nưа", "Xã Lay Nưa"),
            ("Xа\u{303} Nà Tấu", "Xa\u{303} Nà Tấu"),
            ("ve\u{301}\u{302}t", "vết"),
            ("Na\u{200b}\u{300}", "Na\u{300}"),
            ("\u{2011}312,25", "-312,25"),
            ("(\u{2010} 5)", "(- 5)"),
            ("\u{fe63}\u{200b},5", "-,5"),
            ("312\u{fffc}", "312"),
            ("12\u{2800}000\u{3164}", "12 000 "),
            // It may have been a minus.
            ("\u{ad}312,25", "\u{fffd}312,25"),
            (" \u{ad} \u{200b}.5", " \u{fffd} .5"),
            ("312,25\u{ad} ", "312,25\u{fffd} "),
        ] {
            assert_eq!(repaired(written, true).map(|repaired| repaired.text).as_deref(), Some(seen), "{written}");
        }
        for sound in [
            "Phường Sông Đà",
            "Россия",
            "Хà Нội và Дон",
            "СОС",
            "α = 0,5",
            "M\u{ad}êng",
            "01/01",
            "sô\u{301}",
            "COVID\u{2011}19",
            "2020\u{2012}2025",
            "\u{2010} hộ",
            "\u{fffc}",
            "\u{ad}5",
        ] {
            assert_eq!(repaired(sound, false), None, "{sound}");
        }
    }

    #[test]
    fn letters_among_digits_are_found() {
        assert_eq!(in_digits("54О0"), Some(('О', "5400".to_owned())));
        assert_eq!(in_digits("l.2OO"), Some(('l', "1.200".to_owned())));
        assert_eq!((in_digits("5400"), in_digits("Oi"), in_digits("không")), (None, None, None));
    }

    proptest! {
        #[test]
        fn what_is_repaired_is_sound(text in "[ÐđƖƉaăрсХ\u{200b}\u{301}\u{302}Ａ０]{0,12}|\\PC{0,12}") {
            if let Some(first) = repaired(&text, true) {
                prop_assert!(!first.repairs.is_empty());
                prop_assert_eq!(repaired(&first.text, true), None, "{}", first.text);
            }
        }
    }
}
