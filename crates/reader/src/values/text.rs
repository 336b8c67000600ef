//! Texts made comparable: labels of columns and names of places.
//!
//! Takes text as people type it; gives a key that is the same for texts a reader would call the same. Keys are for
//! comparing, never for showing. Depends on nothing of this crate but its neighbours, so that every stage may use it.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::values::letters::{Letter, is_letter};
use crate::values::look_alike;

/// The key of a column's label: NFC, lower case, white space collapsed, tone marks in one style; without footnote marks,
/// a unit in parentheses at the end, and punctuation at the ends; a syllable's lone y is i (kỳ is kì), and y behind qu (quí is quý).
pub fn label(text: &str) -> String {
    let text = base(text);
    let mut rest = text.as_str();
    loop {
        let trimmed = trim_ends(rest);
        // A parenthesis at the end is a unit or a footnote. A label that is nothing but one keeps it.
        let shorter = match trailing_parenthesis(trimmed) {
            Some(start) if !trim_ends(&trimmed[..start]).is_empty() => &trimmed[..start],
            _ => trimmed,
        };
        if shorter.len() == rest.len() {
            break;
        }
        rest = shorter;
    }
    with_usual_i(rest.trim_matches(|sign: char| matches!(sign, '(' | ')' | '[' | ']') || sign.is_whitespace()))
}

/// The key of a name: as [`label`], but a parenthesis stays unless it is a footnote of digits or asterisks, and no year, since it
/// may distinguish namesakes; and a syllable's lone y is i (Mỹ is Mĩ), and y behind qu (Quí is Quý).
pub fn name(text: &str) -> String {
    // Codes and numbers of rows.
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.to_owned();
    }
    let text = base(text);
    let mut rest = trim_ends(&text);
    while let Some(start) = trailing_parenthesis(rest) {
        let inner = &rest[start..];
        let footnote = inner.chars().all(|sign| sign.is_ascii_digit() || "()[]*. ".contains(sign));
        if !footnote || holds_year(inner) || trim_ends(&rest[..start]).is_empty() {
            break;
        }
        rest = trim_ends(&rest[..start]);
    }
    with_usual_i(rest)
}

/// True where one of the numbers in a text is a year: no footnote has such a number.
fn holds_year(text: &str) -> bool {
    let mut numbers = text.split(|sign: char| !sign.is_ascii_digit());
    numbers.any(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")))
}

/// The text in one of the two spellings that are in use: i for the lone y of a syllable ("mỹ" is "mĩ", "kỳ" is "kì", "tỷ lệ" is "tỉ lệ"), and y for the
/// i behind qu ("Quí Lộc" is "quý lộc", "quĩ" is "quỹ"). A lone y ends its syllable and is its only vowel: mỹ, lý, kỹ; not huy, tuy, tay.
fn with_usual_i(text: &str) -> String {
    // The last byte of each y, and the letter that is before qu.
    let is_asked = |byte: u8| matches!(byte, b'y' | b'q' | 0xb3 | 0xb5 | 0xb7 | 0xb9 | 0xbd);
    if !text.bytes().any(is_asked) {
        return text.to_owned();
    }
    let mut written = String::with_capacity(text.len());
    let mut syllable = Syllable::Nothing;
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let usual = match syllable {
            Syllable::Consonants => I_FOR_Y.iter().find(|(y, _)| *y == sign).map(|(_, i)| *i),
            Syllable::Qu => I_FOR_Y.iter().find(|(_, i)| *i == sign).map(|(y, _)| *y),
            Syllable::Nothing | Syllable::Q | Syllable::Whole => None,
        };
        let ends = usual.is_some() && signs.peek().is_none_or(|next| !is_letter(*next));
        written.push(usual.filter(|_| ends).unwrap_or(sign));
        syllable = syllable.with(sign);
    }
    written
}

/// Each y, and the i with the same tone.
const I_FOR_Y: [(char, char); 6] = [('y', 'i'), ('ý', 'í'), ('ỳ', 'ì'), ('ỷ', 'ỉ'), ('ỹ', 'ĩ'), ('ỵ', 'ị')];

/// What is before a letter in its syllable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Syllable {
    Nothing,
    /// Consonants behind which a y may be alone.
    Consonants,
    Q,
    Qu,
    Whole,
}

impl Syllable {
    fn with(self, sign: char) -> Self {
        match (self, sign) {
            (
                Self::Nothing | Self::Consonants,
                'b'..='d' | 'đ' | 'g' | 'h' | 'k'..='n' | 'p' | 'r'..='t' | 'v' | 'x',
            ) => Self::Consonants,
            (Self::Nothing, 'q') => Self::Q,
            (Self::Q, 'u') => Self::Qu,
            (_, sign) if is_letter(sign) => Self::Whole,
            _ => Self::Nothing,
        }
    }
}

/// The name without any mark: `Điện Biên` is `dien bien`. Only for suggestions and file names: names that differ in
/// their marks are different places.
pub fn without_marks(text: &str) -> String {
    let name = name(text);
    if name.is_ascii() {
        return name;
    }
    let mut plain = String::with_capacity(name.len());
    for sign in name.chars() {
        match Letter::of(sign) {
            _ if sign.is_ascii() => plain.push(sign),
            Some(letter) => plain.push(letter.plain),
            None => plain.extend(sign.nfd().filter(|sign| !is_combining_mark(*sign))),
        }
    }
    plain
}

/// The first so many bytes of a text, or a little less where a letter would be cut.
pub fn beginning(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
    text.get(..end).unwrap_or(text)
}

/// How many columns of a terminal a text takes: marks that are on a letter take none, signs of East Asian scripts two.
pub fn width(text: &str) -> usize {
    // Letters that nothing composes with, as most texts are made of.
    let takes_one =
        |sign: char| matches!(sign, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    match text.chars().all(takes_one) {
        true => text.chars().count(),
        false => text.nfc().map(columns_of).sum(),
    }
}

fn columns_of(sign: char) -> usize {
    match sign {
        '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '\u{2060}' => 0,
        sign if is_combining_mark(sign) || sign.is_control() => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

/// A text on one line in at most so many columns; `…` ends one that is cut.
pub fn fitted(text: &str, columns: usize) -> String {
    let line = on_one_line(text);
    if width(&line) <= columns {
        return line.into_owned();
    }
    let (mut fitted, mut taken) = (String::new(), 0);
    for sign in line.nfc() {
        taken += columns_of(sign);
        if taken >= columns.max(1) {
            break;
        }
        fitted.push(sign);
    }
    fitted.truncate(fitted.trim_end().len());
    fitted.push('…');
    fitted
}

/// A text without white space at its ends, each run of white space within it one blank.
pub fn on_one_line(text: &str) -> Cow<'_, str> {
    let mut before = ' ';
    let is_other = |sign: char| {
        let doubled = sign.is_whitespace() && (sign != ' ' || before == ' ');
        before = sign;
        doubled
    };
    if !text.contains(is_other) && !text.ends_with(' ') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A text as it is kept: in NFC, without white space at its ends, each run of white space within it one blank.
pub fn kept(text: &str) -> String {
    // Codes and numbers.
    if text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return text.to_owned();
    }
    let mut kept = String::with_capacity(text.len());
    for word in
        composed(text).split(|sign: char| sign.is_whitespace() || is_invisible(sign)).filter(|word| !word.is_empty())
    {
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    kept
}

/// True for signs without width that say nothing. A soft hyphen is none of them: it is a letter of TCVN3.
pub fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The text in NFC; most texts are already, and are not copied.
pub fn composed(text: &str) -> Cow<'_, str> {
    let is_plain = |sign: char| sign.is_ascii() || Letter::of(sign).is_some();
    if text.chars().all(is_plain) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// Lower case, NFC, white space collapsed, variants of signs unified, footnote signs dropped, tone marks in one style.
fn base(text: &str) -> String {
    base_of_letters(text).unwrap_or_else(|| base_of_any(text))
}

/// The same for texts of composed Latin letters and the plainest signs, which nearly all are: in one pass.
fn base_of_letters(text: &str) -> Option<String> {
    let mut folded = String::with_capacity(text.len());
    let (mut space, mut styled) = (false, false);
    let mut before = ' ';
    for sign in text.chars() {
        let sign = match sign {
            '*' | '`' => return None,
            ' ' | '\t'..='\r' | '\u{a0}' => {
                space = true;
                continue;
            }
            '\0'..='\u{7f}' => sign.to_ascii_lowercase(),
            sign => {
                let letter = Letter::of(sign)?.lower;
                styled |= !space
                    && match before {
                        'o' => matches!(letter, 'à' | 'á' | 'ả' | 'ã' | 'ạ' | 'è' | 'é' | 'ẻ' | 'ẽ' | 'ẹ'),
                        'u' => matches!(letter, 'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ'),
                        _ => false,
                    };
                letter
            }
        };
        if std::mem::take(&mut space) && !folded.is_empty() {
            folded.push(' ');
        }
        folded.push(sign);
        before = sign;
    }
    Some(if styled { one_tone_style(&folded) } else { folded })
}

fn base_of_any(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut space = false;
    let letters = composed(text);
    let letters = letters.chars().map(|sign| look_alike::letter_of(sign).unwrap_or(sign));
    for sign in letters.flat_map(char::to_lowercase) {
        let sign = match sign {
            // Superscript digits, asterisks and daggers are footnotes; zero-width signs and soft hyphens are nothing.
            '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '*' | '†' | '‡' => continue,
            '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '\u{2060}' => continue,
            '’' | '‘' | 'ʼ' | '`' | '´' => '\'',
            '⁽' => '(',
            '⁾' => ')',
            '–' | '—' | '‐' | '‑' | '−' => '-',
            '“' | '”' | '«' | '»' => '"',
            sign => sign,
        };
        if sign.is_whitespace() {
            space = true;
            continue;
        }
        if std::mem::take(&mut space) && !folded.is_empty() {
            folded.push(' ');
        }
        folded.push(sign);
    }
    // Lower case of a composed sign may be two signs.
    one_tone_style(&composed(&folded))
}

/// Without white space and punctuation at the ends; brackets stay.
fn trim_ends(text: &str) -> &str {
    text.trim_matches(|sign: char| {
        matches!(sign, '.' | ',' | ';' | ':' | '-' | '_' | '"' | '\'' | '/' | '|' | '…') || sign.is_whitespace()
    })
}

/// A text without the number of a list before it: "1. Phường …", "2) Xã …", "1.2. Xã …", "3/ Hạ tầng số".
pub fn without_list_number(written: &str) -> &str {
    let written = written.trim();
    let number = written.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let digits = written.len().saturating_sub(number.len());
    let rest = number.strip_prefix(['.', ')', '/']).filter(|_| matches!(digits, 1 | 2));
    // "3.5" is a number.
    let rest = rest.map(|rest| without_list_number(rest.trim_start()));
    rest.filter(|rest| rest.starts_with(char::is_alphabetic)).unwrap_or(written)
}

/// The signs before and behind a text that may be part of what it means, all dashes as one: of "A−" that is "-" behind, of "> 50" it is ">"
/// before. Points, commas, quotes, brackets and marks of footnotes are none.
pub fn signs_around(text: &str) -> [String; 2] {
    let is_sign =
        |sign: &char| !(sign.is_alphanumeric() || sign.is_whitespace() || ".,;:…\"'“”‘’()[]*_".contains(*sign));
    let dash = |sign: char| if matches!(sign, '\u{2010}'..='\u{2015}' | '−' | '－') { '-' } else { sign };
    let before = text.chars().take_while(|sign| !sign.is_alphanumeric()).filter(is_sign).map(dash).collect();
    let behind = text.chars().rev().take_while(|sign| !sign.is_alphanumeric()).filter(is_sign).map(dash).collect();
    [before, behind]
}

/// Where a parenthesis that closes at the end opens.
fn trailing_parenthesis(text: &str) -> Option<usize> {
    let (open, close) = match text.chars().next_back()? {
        ')' => ('(', ')'),
        ']' => ('[', ']'),
        _ => return None,
    };
    let mut depth = 0usize;
    for (place, sign) in text.char_indices().rev() {
        if sign == close {
            depth += 1;
        } else if sign == open {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return Some(place);
            }
        }
    }
    None
}

/// `hoà`, `khoẻ`, `thuỷ` (new style) become `hòa`, `khỏe`, `thủy`. Only a syllable that ends in the two vowels has two
/// styles, and `quý` has one: its u belongs to the q.
fn one_tone_style(text: &str) -> String {
    const TONES: [(char, &str, &str); 3] = [('o', "òóỏõọ", "àáảãạ"), ('o', "òóỏõọ", "èéẻẽẹ"), ('u', "ùúủũụ", "ỳýỷỹỵ")];
    const PLAIN: [char; 3] = ['a', 'e', 'y'];
    if text.is_ascii() {
        return text.to_owned();
    }
    let signs: Vec<char> = text.chars().collect();
    let at = |place: usize| signs.get(place).copied().unwrap_or(' ');
    let mut out = String::with_capacity(text.len());
    let mut place = 0;
    while place < signs.len() {
        let (first, second) = (at(place), at(place + 1));
        let after_q = place > 0 && at(place - 1) == 'q';
        let styled = TONES.iter().zip(PLAIN).find_map(|((vowel, with_tone, marked), plain)| {
            let tone = marked.chars().position(|sign| sign == second)?;
            (first == *vowel && !after_q && !is_letter(at(place + 2)))
                .then(|| Some((with_tone.chars().nth(tone)?, plain)))?
        });
        if let Some((toned, plain)) = styled {
            out.extend([toned, plain]);
            place += 2;
        } else {
            out.push(first);
            place += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn labels_that_a_reader_calls_the_same_have_one_key() {
        for (left, right) in [
            ("Tổng số\n(người)", "TỔNG SỐ"),
            ("Đúng\u{a0}hạn (1)", "Đúng  hạn"),
            ("Có hồ sơ sức khoẻ điện tử*", "Có hồ sơ sức khỏe điện tử"),
            ("Hoà Bình", "Hòa bình"),
            ("Thuỷ sản²", "Thủy sản:"),
            ("Tiếp nhận trong kì", "Tiếp nhận trong kỳ"),
            ("Tỉ lệ (%) chữ kí số", "Tỷ lệ (%) chữ ký số"),
            ("Quĩ đất theo qui hoạch, QUÍ I", "Quỹ đất theo quy hoạch, quý I"),
            ("Giá trị (Tr. đồng) (*)", "Giá trị"),
            ("Cán bộ", "Ca\u{301}n bo\u{323}\u{302}"),
        ] {
            assert_eq!(label(left), label(right), "{left:?} {right:?}");
        }
        assert_eq!(label("toàn huyện"), "toàn huyện");
        assert_eq!(label("Quý III"), "quý iii");
        assert_eq!(label("Ngày, tuyến-kỹ"), "ngày, tuyến-kĩ");
        assert_eq!(label("(người)"), "người");
    }

    #[test]
    fn names_keep_what_distinguishes_them() {
        assert_eq!(name("Xã  Na Sang (1)"), "xã na sang");
        assert_eq!(name("Xã Quí Lộc"), name("Xã Quý Lộc"));
        assert_ne!(name("Xã Thúi"), name("Xã Thúy"));
        assert_ne!(name("Quít"), name("Quýt"));
        assert_eq!(name("Mường Chà (cũ)"), "mường chà (cũ)");
        assert_ne!(name("Nà Tòng"), name("Na Tông"));
        assert_eq!(without_marks("Nà Tòng"), without_marks("Na Tông"));
        assert_eq!(without_marks("ĐIỆN BIÊN"), "dien bien");
    }

    #[test]
    fn numbers_of_lists_are_told_from_numbers() {
        for (written, bare) in [
            ("1. Hạ tầng số", "Hạ tầng số"),
            ("2) Xã A", "Xã A"),
            ("1.2. Xã A", "Xã A"),
            ("3/ Xã A", "Xã A"),
            ("3.5", "3.5"),
            ("12/2024", "12/2024"),
            ("2024. Xã A", "2024. Xã A"),
        ] {
            assert_eq!(without_list_number(written), bare, "{written}");
        }
    }

    #[test]
    fn widths_are_those_of_a_terminal() {
        assert_eq!((width("Điện Biên"), width("Ca\u{301}n bo\u{323}\u{302}"), width("数字")), (9, 6, 4));
        assert_eq!(fitted("Tổng số\n(người)", 20), "Tổng số (người)");
        assert_eq!(fitted("Xã Mường Phăng", 8), "Xã Mườn…");
        assert_eq!(fitted("数字数字", 4), "数…");
    }

    proptest! {
        #[test]
        fn a_fitted_text_fits(text in "\\PC{0,24}", columns in 1usize..12) {
            prop_assert!(width(&fitted(&text, columns)) <= columns);
        }

        #[test]
        fn the_short_way_is_the_long_way(text in "[ a-zA-ZÀ-ỹđĐơưƠƯ.,()\u{a0}-]{0,24}|\\PC{0,12}") {
            if let Some(short) = base_of_letters(&text) {
                prop_assert_eq!(short, base_of_any(&text));
            }
            let long: String = name(&text)
                .nfd()
                .filter(|sign| !is_combining_mark(*sign))
                .map(|sign| if sign == 'đ' { 'd' } else { sign })
                .collect();
            prop_assert_eq!(without_marks(&text), long);
        }

        #[test]
        fn a_key_is_its_own_key(text in "\\PC{0,24}") {
            let _ = (name(&text), without_marks(&text));
            let key = label(&text);
            prop_assert_eq!(label(&key).len() <= key.len(), true);
        }
    }
}
