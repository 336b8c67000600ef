//! The styles of an xlsx, as far as they say how a number is shown.
//!
//! Takes the pieces of the part; gives for each style its number format. Of fonts it is said which strike their text out; fills and borders are passed over.

use std::collections::HashMap;

use crate::formats::number_format::{NumberStyle, built_in};
use crate::formats::xlsx::token::{PartFault, TakesTokens, Token};

/// Styles, and formats, of a workbook: Excel itself has no more than 65,490 and some hundreds.
const MOST: usize = 1 << 20;
const MOST_FORMATS: usize = 1 << 14;

/// The number format of each style.
#[derive(Default)]
pub(super) struct Styles {
    formats: Vec<NumberStyle>,
    /// By style, the place of its format.
    styles: Vec<u16>,
    /// By style, whether it strikes out; empty where none does.
    struck: Vec<bool>,
    /// By format of conditional formatting, whether it shows other numbers than are stored; empty where none does.
    conditional: Vec<bool>,
}

impl Styles {
    /// True for a format of conditional formatting that shows other numbers than are stored.
    pub fn shows_others(&self, conditional: usize) -> bool {
        self.conditional.get(conditional).copied().unwrap_or(false)
    }

    /// True for a style that strikes its text out.
    pub fn strikes_out(&self, style: usize) -> bool {
        self.struck.get(style).copied().unwrap_or(false)
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
    /// By style, the number of its font.
    fonts: Vec<usize>,
    /// By font, whether it strikes out.
    struck: Vec<bool>,
    in_fonts: bool,
    conditional: Vec<bool>,
    in_conditional: bool,
}

impl StylesReading {
    /// The styles, once the part is read: a format may be declared behind the styles that name it.
    pub fn styles(mut self) -> Styles {
        let struck = |font: &usize| self.struck.get(*font).copied().unwrap_or(false);
        let any = self.struck.contains(&true);
        let mut styles = Styles {
            formats: vec![NumberStyle::PLAIN],
            styles: Vec::with_capacity(self.numbers.len()),
            struck: if any { self.fonts.iter().map(struck).collect() } else { Vec::new() },
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
                (self.in_cells, self.in_fonts, self.in_conditional) =
                    (name == "cellXfs", name == "fonts", name == "dxfs");
            }
            (3, "dxf") if self.in_conditional => self.conditional.push(false),
            (4, "numFmt") if self.in_conditional => {
                if let (Some(shows_others), Some(code)) = (self.conditional.last_mut(), tag.attribute("formatCode")) {
                    *shows_others = NumberStyle::parse(&code).shows_others();
                }
            }
            (3, "font") if self.in_fonts => self.struck.push(false),
            (4, "strike") if self.in_fonts => {
                let is_off = tag.attribute("val").is_some_and(|truth| truth == "0" || truth == "false");
                if let Some(font) = self.struck.last_mut() {
                    *font = !is_off;
                }
            }
            (3, "xf") if self.in_cells => {
                let number = tag.attribute("numFmtId").and_then(|number| number.trim().parse().ok());
                self.numbers.push(number.unwrap_or(0));
                let font = tag.attribute("fontId").and_then(|number| number.trim().parse().ok());
                self.fonts.push(font.unwrap_or(0));
            }
            (3, "numFmt") => {
                let number = tag.attribute("numFmtId").and_then(|number| number.trim().parse().ok());
                if let (Some(number), Some(code)) = (number, tag.attribute("formatCode")) {
                    self.codes.insert(number, NumberStyle::parse(&code));
                }
            }
            _ => {}
        }
        if self.numbers.len().max(self.struck.len()).max(self.conditional.len()) > MOST
            || self.codes.len() > MOST_FORMATS
        {
            Err(PartFault::Oversized)
        } else {
            Ok(())
        }
    }
}
