//! The styles of an xlsx, as far as they say how a number is shown.
//!
//! Takes the pieces of the part; gives for each style its number format, and how its letters look. Borders are passed over.

use std::collections::HashMap;

use crate::formats::letter_look::{Colour, Fill, FontLook, LetterLook};
use crate::formats::number_format::{NumberStyle, built_in};
use crate::formats::symbol_fonts::SymbolFont;
use crate::formats::xlsx::token::{PartFault, Tag, TakesTokens, Token};

/// Styles, and formats, of a workbook: Excel itself has no more than 65,490 and some hundreds.
const MOST: usize = 1 << 20;
const MOST_FORMATS: usize = 1 << 14;

/// The number format of each style.
#[derive(Default)]
pub(super) struct Styles {
    formats: Vec<NumberStyle>,
    /// By style, the place of its format.
    styles: Vec<u16>,
    /// By style, how its letters look; empty where all that is stored is seen.
    looks: Vec<LetterLook>,
    /// By format of conditional formatting, whether it shows other numbers than are stored; empty where none does.
    conditional: Vec<bool>,
}

impl Styles {
    /// True for a format of conditional formatting that shows other numbers than are stored.
    pub fn shows_others(&self, conditional: usize) -> bool {
        self.conditional.get(conditional).copied().unwrap_or(false)
    }

    /// How the letters of a style look; `None` where what is stored is seen.
    pub fn look(&self, style: usize) -> Option<&LetterLook> {
        self.looks.get(style).filter(|look| !look.is_plain())
    }

    /// How numbers of a style are shown; as they are stored where there is no such style.
    pub fn get(&self, style: usize) -> &NumberStyle {
        const PLAIN: &NumberStyle = &NumberStyle::PLAIN;
        self.styles.get(style).and_then(|format| self.formats.get(usize::from(*format))).unwrap_or(PLAIN)
    }
}

/// What has been read of the part.
#[derive(Default)]
pub(super) struct StylesReading {
    codes: HashMap<u32, NumberStyle>,
    /// By style, the number of its format.
    numbers: Vec<u32>,
    in_cells: bool,
    /// By style, the numbers of its font and of its fill.
    letters: Vec<(usize, usize)>,
    fonts: Vec<FontLook>,
    in_fonts: bool,
    fills: Vec<Fill>,
    in_fills: bool,
    is_solid: bool,
    conditional: Vec<bool>,
    in_conditional: bool,
}

impl StylesReading {
    /// The styles, once the part is read: a format may be declared behind the styles that name it.
    pub fn styles(mut self) -> Styles {
        let look = |(font, fill): &(usize, usize)| {
            let fill = self.fills.get(*fill).copied().unwrap_or_default();
            self.fonts.get(*font).map_or_else(LetterLook::default, |font| LetterLook::new(font, fill))
        };
        let looks: Vec<LetterLook> = self.letters.iter().map(look).collect();
        let are_plain = looks.iter().all(LetterLook::is_plain);
        let mut styles = Styles {
            formats: vec![NumberStyle::PLAIN],
            styles: Vec::with_capacity(self.numbers.len()),
            looks: if are_plain { Vec::new() } else { looks },
            conditional: if self.conditional.contains(&true) { self.conditional } else { Vec::new() },
        };
        let mut places: HashMap<u32, u16> = HashMap::new();
        for number in self.numbers {
            let place = *places.entry(number).or_insert_with(|| {
                let format = self.codes.remove(&number).or_else(|| built_in(number).map(NumberStyle::parse));
                let place = u16::try_from(styles.formats.len()).ok().zip(format);
                place.map_or(0, |(place, format)| {
                    styles.formats.push(format);
                    place
                })
            });
            styles.styles.push(place);
        }
        styles
    }
}

impl TakesTokens for StylesReading {
    fn take(&mut self, token: Token<'_>) -> Result<(), PartFault> {
        let Token::Start(tag) = token else { return Ok(()) };
        match (tag.depth, tag.name) {
            (2, name) => {
                (self.in_cells, self.in_fonts) = (name == "cellXfs", name == "fonts");
                (self.in_fills, self.in_conditional) = (name == "fills", name == "dxfs");
            }
            (3, "dxf") if self.in_conditional => self.conditional.push(false),
            (4, "numFmt") if self.in_conditional => {
                if let (Some(shows_others), Some(code)) = (self.conditional.last_mut(), tag.attribute("formatCode")) {
                    *shows_others = NumberStyle::parse(&code).shows_others();
                }
            }
            (3, "font") if self.in_fonts => self.fonts.push(FontLook::default()),
            (4, name) if self.in_fonts => {
                if let Some(font) = self.fonts.last_mut() {
                    match name {
                        "strike" => {
                            let is_off = tag.attribute("val").is_some_and(|truth| truth == "0" || truth == "false");
                            font.is_struck = !is_off;
                        }
                        "color" => font.colour = colour(&tag),
                        "name" => font.symbols = tag.attribute("val").and_then(|name| SymbolFont::named(&name)),
                        _ => {}
                    }
                }
            }
            (3, "fill") if self.in_fills => self.fills.push(Fill::Nothing),
            (4, name) if self.in_fills => {
                if let Some(fill) = self.fills.last_mut() {
                    let pattern = tag.attribute("patternType");
                    let is_nothing = name == "patternFill" && pattern.is_none_or(|pattern| pattern == "none");
                    *fill = if is_nothing { Fill::Nothing } else { Fill::Other };
                    self.is_solid = tag.attribute("patternType").is_some_and(|pattern| pattern == "solid");
                }
            }
            (5, "fgColor") if self.in_fills && self.is_solid => {
                if let Some(fill) = self.fills.last_mut() {
                    *fill = colour(&tag).map_or(Fill::Other, Fill::Solid);
                }
            }
            (3, "xf") if self.in_cells => {
                let number = tag.attribute("numFmtId").and_then(|number| number.trim().parse().ok());
                self.numbers.push(number.unwrap_or(0));
                let place = |name: &str| tag.attribute(name).and_then(|number| number.trim().parse().ok()).unwrap_or(0);
                self.letters.push((place("fontId"), place("fillId")));
            }
            (3, "numFmt") => {
                let number = tag.attribute("numFmtId").and_then(|number| number.trim().parse().ok());
                if let (Some(number), Some(code)) = (number, tag.attribute("formatCode")) {
                    self.codes.insert(number, NumberStyle::parse(&code));
                }
            }
            _ => {}
        }
        if self.numbers.len().max(self.fonts.len()).max(self.fills.len()).max(self.conditional.len()) > MOST
            || self.codes.len() > MOST_FORMATS
        {
            Err(PartFault::Oversized)
        } else {
            Ok(())
        }
    }
}

/// The colour that an element states; `None` for that of the window.
fn colour(tag: &Tag<'_>) -> Option<Colour> {
    /// A tint is a part of one; so many parts are told apart.
    const PARTS: f64 = 1e6;
    let number = |name: &str| tag.attribute(name).and_then(|number| number.trim().parse::<u32>().ok());
    if let Some(digits) = tag.attribute("rgb") {
        return Colour::of_digits(&digits);
    }
    if let Some(theme) = number("theme") {
        let tint = tag.attribute("tint").and_then(|tint| tint.trim().parse::<f64>().ok()).unwrap_or(0.0);
        #[expect(clippy::cast_possible_truncation, reason = "a cast of a double keeps to its bounds")]
        return Some(Colour::of_theme(theme, (tint * PARTS) as i64));
    }
    number("indexed").and_then(Colour::of_palette)
}
