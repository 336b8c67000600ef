//! A text of the shared strings, or of a cell itself: one run or several, of which some are raised.
//!
//! Takes the pieces within `si` or `is`; gives the text that a person reads: runs joined, readings of ideograms left out,
//! `_x000D_` as the sign that it stands for, raised footnote marks and what is struck out ([`unmarked`]) left out.

use std::borrow::Cow;

use crate::formats::raised_marks::{LookedRun, RunLook, unmarked};
use crate::formats::symbol_fonts::SymbolFont;
use crate::formats::xlsx::token::{PartFault, Token};

/// Bytes of one text; a cell holds at most 32,767 characters.
const LONGEST_TEXT: usize = 1 << 20;

/// What has been read of a text.
#[derive(Default)]
pub(super) struct RichText {
    whole: String,
    /// The runs that are raised, lowered or struck out.
    looked: Vec<LookedRun>,
    place: RunLook,
    is_struck: bool,
    symbols: Option<SymbolFont>,
    is_phonetic: bool,
    in_text: bool,
    keeps_blanks: bool,
    run: String,
}

impl RichText {
    /// Begins anew.
    pub fn clear(&mut self) {
        self.whole.clear();
        self.looked.clear();
        (self.place, self.is_struck, self.is_phonetic, self.in_text) = (RunLook::Plain, false, false, false);
        self.symbols = None;
    }

    pub fn take(&mut self, token: &Token<'_>) -> Result<(), PartFault> {
        match token {
            Token::Start(tag) => match tag.name {
                "r" => (self.place, self.is_struck, self.symbols) = (RunLook::Plain, false, None),
                "rFont" => self.symbols = tag.attribute("val").and_then(|name| SymbolFont::named(&name)),
                "strike" | "dstrike" => {
                    let value = tag.attribute("val");
                    self.is_struck |= !matches!(value.as_deref(), Some("0" | "false"));
                }
                "vertAlign" => {
                    self.place = match tag.attribute("val").as_deref() {
                        Some("superscript") => RunLook::Raised,
                        Some("subscript") => RunLook::Lowered,
                        _ => RunLook::Plain,
                    };
                }
                "rPh" => self.is_phonetic = true,
                "t" if !self.is_phonetic => {
                    self.in_text = true;
                    self.keeps_blanks = tag.attribute("xml:space").as_deref() == Some("preserve");
                    self.run.clear();
                }
                _ => {}
            },
            Token::Text(text) if self.in_text => {
                if self.whole.len().saturating_add(self.run.len()).saturating_add(text.len()) > LONGEST_TEXT {
                    return Err(PartFault::Oversized);
                }
                self.run.push_str(text);
            }
            Token::Text(_) => {}
            Token::End { name, .. } => match *name {
                "rPh" => self.is_phonetic = false,
                "t" if self.in_text => self.end_of_run(),
                _ => {}
            },
        }
        Ok(())
    }

    fn end_of_run(&mut self) {
        self.in_text = false;
        let start = self.whole.len();
        let run = if self.keeps_blanks { &*self.run } else { self.run.trim_matches([' ', '\t', '\r', '\n']) };
        self.whole.push_str(&with_signs(run));
        let look = self.place.or_struck(self.is_struck).or_symbols(self.symbols);
        if look != RunLook::Plain {
            self.looked.push((start, self.whole.len(), look));
        }
    }

    /// The text, without its marks. One of nothing but marks is itself.
    pub fn text(&self) -> Cow<'_, str> {
        unmarked(&self.whole, &self.looked)
    }
}

/// A text with the signs that `_xHHHH_` stands for: units of UTF-16 (ECMA-376 part 1, 22.4.2.4); `_x005F_` is the stroke itself.
pub(super) fn with_signs(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let (mut units, mut signs): (Vec<u16>, String) = (Vec::new(), String::with_capacity(text.len()));
    let mut rest = text;
    let put = |units: &mut Vec<u16>, signs: &mut String| {
        signs.extend(char::decode_utf16(units.drain(..)).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)));
    };
    while !rest.is_empty() {
        if let Some((unit, after)) = escape(rest) {
            units.push(unit);
            rest = after;
            continue;
        }
        put(&mut units, &mut signs);
        let next = rest.char_indices().skip(1).find(|(_, sign)| *sign == '_').map_or(rest.len(), |(place, _)| place);
        let (before, after) = rest.split_at(next);
        signs.push_str(before);
        rest = after;
    }
    put(&mut units, &mut signs);
    Cow::Owned(signs)
}

/// The unit that a text begins with, and what follows it.
fn escape(text: &str) -> Option<(u16, &str)> {
    let digits = text.strip_prefix("_x")?;
    let (digits, after) = (digits.get(..4)?, digits.get(4..)?);
    let after = after.strip_prefix('_')?;
    let is_number = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_number.then(|| u16::from_str_radix(digits, 16).ok()).flatten().map(|unit| (unit, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_written_by_number_are_put_in() {
        for (text, signs) in [
            ("Hello_x000D_World", "Hello\rWorld"),
            ("_x005F_x000D_", "_x000D_"),
            ("__x005F_x0000__", "__x0000__"),
            ("_x00", "_x00"),
            ("_x000G_ạ_x000A_", "_x000G_ạ\n"),
            ("_xD83D__xDCF7_", "\u{1f4f7}"),
            ("_xD83D_a", "\u{fffd}a"),
            ("_x+12A_", "_x+12A_"),
        ] {
            assert_eq!(with_signs(text), signs);
        }
    }
}
