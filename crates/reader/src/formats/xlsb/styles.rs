//! The styles of an xlsb: how each shows numbers, and how its letters look.
//!
//! Takes the records of the part of styles ([MS-XLSB] 2.1.7.50); gives what each style says of its cells.

use super::{MOST_PARTS, text};
use crate::formats::binary_cells::STRIKES_OUT;
use crate::formats::bytes::{u16_at, u32_at};
use crate::formats::letter_look::{Colour, Fill, FontLook, LetterLook};
use crate::formats::number_format::{NumberStyle, built_in};
use crate::formats::raised_marks::{RunFonts, RunLook};
use crate::formats::symbol_fonts::SymbolFont;
use crate::formats::xlsx::token::PartFault;

/// What has been read of the styles.
#[derive(Default)]
pub(super) struct XlsbStyles {
    codes: std::collections::HashMap<u16, NumberStyle>,
    numbers: Vec<u16>,
    /// By style, the numbers of its font and of its fill.
    letters: Vec<(u16, u16)>,
    fonts: Vec<FontLook>,
    fills: Vec<Fill>,
    /// By font, what it says of its place: raised or lowered.
    font_places: Vec<Option<u16>>,
    in_cells: bool,
}

impl XlsbStyles {
    pub fn take(&mut self, kind: u32, data: &[u8]) -> Result<(), PartFault> {
        match kind {
            // BrtBeginCellXFs, BrtEndCellXFs, BrtFont, BrtFill, BrtXF, BrtFmt.
            617 => self.in_cells = true,
            618 => self.in_cells = false,
            // Height, flags, weight, whether it is raised or lowered; colour at 12, name at 21.
            43 => {
                let is_struck = u16_at(data, 2).is_some_and(|flags| flags & STRIKES_OUT != 0);
                let symbols = text(data, 21).and_then(|(name, _)| SymbolFont::named(&name));
                self.fonts.push(FontLook { is_struck, colour: colour(data, 12), symbols });
                self.font_places.push(u16_at(data, 6));
            }
            // A pattern, of which 1 is a plain colour, and its colour.
            45 => self.fills.push(match u32_at(data, 0) {
                Some(0) => Fill::Nothing,
                Some(1) => colour(data, 4).map_or(Fill::Other, Fill::Solid),
                _ => Fill::Other,
            }),
            47 if self.in_cells => {
                self.numbers.push(u16_at(data, 2).unwrap_or(0));
                self.letters.push((u16_at(data, 4).unwrap_or(0), u16_at(data, 6).unwrap_or(0)));
            }
            44 => {
                let (code, _) = text(data, 2).ok_or(PartFault::Broken)?;
                self.codes.insert(u16_at(data, 0).unwrap_or(0), NumberStyle::parse(&code));
            }
            _ => {}
        }
        if self.numbers.len().max(self.fonts.len()).max(self.fills.len()) > MOST_PARTS {
            Err(PartFault::Oversized)
        } else {
            Ok(())
        }
    }

    /// How each font makes a run of a text look.
    pub fn runs(&self) -> RunFonts {
        let looks = self.font_places.iter().zip(&self.fonts);
        let look = |(place, font): (&Option<u16>, &FontLook)| {
            RunLook::of_font(*place, font.is_struck).or_symbols(font.symbols)
        };
        RunFonts(looks.map(look).collect())
    }

    /// By style, how its letters look.
    pub fn looks(&self) -> Vec<LetterLook> {
        let look = |(font, fill): &(u16, u16)| {
            let fill = self.fills.get(usize::from(*fill)).copied().unwrap_or_default();
            self.fonts.get(usize::from(*font)).map_or_else(LetterLook::default, |font| LetterLook::new(font, fill))
        };
        self.letters.iter().map(look).collect()
    }

    /// How each style shows numbers.
    pub fn styles(self) -> Vec<NumberStyle> {
        let style = |number: &u16| {
            let own = self.codes.get(number).cloned();
            own.or_else(|| built_in(u32::from(*number)).map(NumberStyle::parse)).unwrap_or(NumberStyle::PLAIN)
        };
        self.numbers.iter().map(style).collect()
    }
}

/// The colour at a place ([MS-XLSB] 2.5.12): its kind, its number, its tint, its parts; `None` for that of the window.
fn colour(data: &[u8], place: usize) -> Option<Colour> {
    let (kind, number) = (data.get(place)? >> 1, u32::from(*data.get(place + 1)?));
    match kind {
        1 => Colour::of_palette(number),
        2 => {
            let parts = data.get(place + 4..place + 7)?;
            Some(Colour::Rgb(parts.iter().fold(0, |colour, part| colour << 8 | u32::from(*part))))
        }
        3 => Some(Colour::of_theme(number, i64::from(u16_at(data, place + 2)?))),
        _ => None,
    }
}
