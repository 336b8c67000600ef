//! Fonts whose letters are signs: a "ü" in Wingdings is a tick, an "O" in Wingdings 2 a cross.
//!
//! Takes the name of a font and a text in it; gives what a person sees, as far as it is a sign that a table can hold. Programs keep such letters by
//! their codes, or those codes in the private part of Unicode (U+F0FC).

use crate::sheet::grid::Cell;
use crate::sheet::unread::{UnreadReason, known_again};

/// A font of signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SymbolFont {
    Wingdings,
    Wingdings2,
    Webdings,
    Marlett,
    /// Greek letters and signs of mathematics.
    Symbol,
    /// Signs of which none is a mark: arrows, and the ornaments of other fonts.
    Ornaments,
}

/// Where the private part of Unicode keeps the codes of such fonts.
const PRIVATE: u32 = 0xf000;
/// The Greek letters of the font Symbol, from `A` and from `a` on.
const CAPITALS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";

impl SymbolFont {
    /// The font of a name; `None` for a font of letters.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim().trim_matches(['\'', '"']);
        if !name.starts_with(['w', 'W', 's', 'S', 'm', 'M', 'z', 'Z']) {
            return None;
        }
        match name.to_ascii_lowercase().as_str() {
            "wingdings" => Some(Self::Wingdings),
            "wingdings 2" => Some(Self::Wingdings2),
            "webdings" => Some(Self::Webdings),
            "marlett" => Some(Self::Marlett),
            "symbol" => Some(Self::Symbol),
            "wingdings 3" | "zapfdingbats" | "zapf dingbats" => Some(Self::Ornaments),
            _ => None,
        }
    }

    /// A cell as it is seen: a text of signs that no table holds is no value.
    pub fn cell(self, cell: Cell) -> Cell {
        match cell {
            Cell::Text(text) => match self.shown(&text) {
                Some(shown) => Cell::Text(shown),
                None => Cell::Unread(UnreadReason::Symbols, known_again(&text)),
            },
            other => other,
        }
    }

    /// What is seen of a text; `None` where a letter of it is another sign than any that is known.
    pub fn shown(self, text: &str) -> Option<String> {
        text.chars().map(|sign| self.sign(sign)).collect()
    }

    fn sign(self, sign: char) -> Option<char> {
        let code = u32::from(sign);
        let code = if (PRIVATE..PRIVATE + 0x100).contains(&code) { code - PRIVATE } else { code };
        // Of what the font does not have, programs show the letter of another.
        let Ok(code) = u8::try_from(code) else { return Some(sign) };
        if sign.is_whitespace() || code == b' ' {
            return Some(' ');
        }
        match (self, code) {
            (Self::Wingdings, 0xfc)
            | (Self::Wingdings2, b'P')
            | (Self::Webdings | Self::Marlett, b'a')
            | (Self::Marlett, b'b') => Some('✓'),
            (Self::Wingdings, 0xfe) | (Self::Wingdings2, b'R') => Some('☑'),
            (Self::Wingdings, 0xfb) | (Self::Wingdings2, b'O') | (Self::Webdings | Self::Marlett, b'r') => Some('✗'),
            (Self::Wingdings, 0xfd | b'x') | (Self::Wingdings2, b'Q' | b'S' | b'T') => Some('☒'),
            (Self::Wingdings2, b'U' | b'V') => Some('⊗'),
            (Self::Wingdings, 0xa8 | b'o') | (Self::Wingdings2, 0xa3) | (Self::Webdings, b'c') => Some('☐'),
            (Self::Symbol, _) => Self::greek(code),
            _ => None,
        }
    }

    fn greek(code: u8) -> Option<char> {
        let letter = |letters: &str, first: u8| letters.chars().nth(usize::from(code - first));
        match code {
            b'A'..=b'Z' => letter(CAPITALS, b'A'),
            b'a'..=b'z' => letter(SMALL, b'a'),
            b'0'..=b'9' | b'!' | b'#' | b'%' | b'&' | b'('..=b')' | b'+' | b',' | b'.' | b'/' | b':'..=b'?' => {
                Some(char::from(code))
            }
            b'-' => Some('−'),
            0xa3 => Some('≤'),
            0xb0 => Some('°'),
            0xb1 => Some('±'),
            0xb3 => Some('≥'),
            0xb4 => Some('×'),
            0xb7 => Some('•'),
            0xb8 => Some('÷'),
            0xb9 => Some('≠'),
            0xd6 => Some('√'),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_of_such_a_font_is_its_sign() {
        let shown = |font: &str, text: &str| SymbolFont::named(font).and_then(|font| font.shown(text));
        for (font, text, expected) in [
            ("Wingdings", "ü", Some("✓")),
            ("WINGDINGS", "\u{f0fc}", Some("✓")),
            ("Wingdings", "û", Some("✗")),
            ("Wingdings", "x", Some("☒")),
            ("Wingdings", "v", None),
            ("Wingdings", "✔", Some("✔")),
            ("'Wingdings 2'", "P", Some("✓")),
            ("Wingdings 2", "V", Some("⊗")),
            ("Webdings", "a", Some("✓")),
            ("Symbol", "mg/l", Some("μγ/λ")),
            ("Symbol", "x", Some("ξ")),
            ("Wingdings 3", "p", None),
            ("Segoe UI Symbol", "x", None),
            ("Times New Roman", "ü", None),
        ] {
            assert_eq!(shown(font, text).as_deref(), expected, "{font} {text}");
        }
        assert_eq!(SymbolFont::named("Segoe UI Symbol"), None);
        assert_eq!([CAPITALS, SMALL].map(|letters| letters.chars().count()), [26, 26]);
    }
}
