//! How the letters of a style of cells look, as far as what is seen is not what is stored: struck out, in the colour of the cell, in a font of signs.
//!
//! Takes what a workbook says of fonts and fills; gives what every format of workbook asks of a style.

use crate::formats::symbol_fonts::SymbolFont;
use crate::sheet::grid::Cell;

/// How a style makes the letters of its cells look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LetterLook {
    pub is_struck: bool,
    /// True where they have the colour of the cell.
    pub is_unseen: bool,
    pub symbols: Option<SymbolFont>,
}

impl LetterLook {
    /// That of a font on a fill.
    pub fn new(font: &FontLook, fill: Fill) -> Self {
        let is_unseen = font.colour.is_some_and(|colour| fill.hides(colour));
        Self { is_struck: font.is_struck, is_unseen, symbols: font.symbols }
    }

    /// True where what is seen is what is stored.
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

/// The cells of a sheet whose letters look otherwise, by row and column.
#[derive(Debug, Default, PartialEq)]
pub(super) struct LookedCells {
    pub struck: Vec<(u32, u32)>,
    pub unseen: Vec<(u32, u32)>,
}

impl LookedCells {
    /// Notes how a cell looks, and gives it as it is seen.
    pub fn note(&mut self, place: (u32, u32), look: &LetterLook, cell: Cell) -> Cell {
        if look.is_struck {
            self.struck.push(place);
        }
        if look.is_unseen {
            self.unseen.push(place);
        }
        match look.symbols {
            Some(symbols) => symbols.cell(cell),
            None => cell,
        }
    }
}

/// How a font looks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct FontLook {
    pub is_struck: bool,
    /// `None` for the colour of the window, which the reader of the sheet sees.
    pub colour: Option<Colour>,
    pub symbols: Option<SymbolFont>,
}

/// A colour as workbooks state it. Those of a theme with a tint, and of a palette that is not known, are equal to themselves alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colour {
    /// Red, green and blue, a byte each.
    Rgb(u32),
    /// The number of the theme's colour, and its tint as the file states it.
    Theme(u32, i64),
    Palette(u32),
}

impl Colour {
    pub const BLACK: Self = Self::Rgb(0);
    pub const WHITE: Self = Self::Rgb(0x00ff_ffff);

    /// Red, green and blue in hexadecimal, perhaps behind a byte of its own or a `#`.
    pub fn of_digits(digits: &str) -> Option<Self> {
        let digits = digits.trim().trim_start_matches('#');
        let six = digits.get(digits.len().checked_sub(6)?..)?;
        u32::from_str_radix(six, 16).ok().map(Self::Rgb)
    }

    /// A colour of the theme. The first two are the background and the letters of nearly every one.
    pub const fn of_theme(number: u32, tint: i64) -> Self {
        match (number, tint) {
            (0, 0) => Self::WHITE,
            (1, 0) => Self::BLACK,
            _ => Self::Theme(number, tint),
        }
    }

    /// A colour of the usual palette; `None` for that of the window.
    pub const fn of_palette(number: u32) -> Option<Self> {
        const BASIC: [u32; 8] =
            [0, 0x00ff_ffff, 0x00ff_0000, 0x0000_ff00, 0x0000_00ff, 0x00ff_ff00, 0x00ff_00ff, 0x0000_ffff];
        match number {
            0..=15 => Some(Self::Rgb(BASIC[(number % 8) as usize])),
            64 | 81 | 0x7fff => None,
            65 => Some(Self::WHITE),
            _ => Some(Self::Palette(number)),
        }
    }

    /// True where nobody sees the one on the other.
    fn is_like(self, other: Self) -> bool {
        /// How far apart the parts of two colours may be.
        const NEAR: u32 = 8;
        match (self, other) {
            (Self::Rgb(one), Self::Rgb(other)) => {
                let part = |colour: u32, place: u32| (colour >> (8 * place)) & 0xff;
                (0..3).all(|place| part(one, place).abs_diff(part(other, place)) <= NEAR)
            }
            _ => self == other,
        }
    }
}

/// What is behind the letters of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Fill {
    /// The white of the sheet.
    #[default]
    Nothing,
    Solid(Colour),
    /// A pattern, or a colour that is not known.
    Other,
}

impl Fill {
    /// True where letters of a colour are not seen on it.
    fn hides(self, letters: Colour) -> bool {
        match self {
            Self::Nothing => letters.is_like(Colour::WHITE),
            Self::Solid(colour) => letters.is_like(colour),
            Self::Other => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_the_colour_of_their_cell_are_not_seen() {
        let rgb = |digits| Colour::of_digits(digits).unwrap();
        for (letters, fill, expected) in [
            (Colour::WHITE, Fill::Nothing, true),
            (rgb("FFFEFEFE"), Fill::Nothing, true),
            (Colour::of_theme(0, 0), Fill::Nothing, true),
            (Colour::of_palette(9).unwrap(), Fill::Nothing, true),
            (rgb("#c0c0c0"), Fill::Nothing, false),
            (Colour::WHITE, Fill::Solid(Colour::of_theme(4, 0)), false),
            (Colour::of_theme(4, 0), Fill::Solid(Colour::of_theme(4, 0)), true),
            (Colour::of_theme(0, -15), Fill::Nothing, false),
            (Colour::BLACK, Fill::Solid(rgb("000000")), true),
            (Colour::WHITE, Fill::Other, false),
        ] {
            assert_eq!(fill.hides(letters), expected, "{letters:?} {fill:?}");
        }
        assert_eq!(Colour::of_palette(64), None);
    }
}
