//! The styles of an OpenDocument spreadsheet, as far as they hide a sheet, strike a text out, give it the colour of its cell, a font of signs or a raised part, or
//! show a number in thousands.
//!
//! Takes the elements of `styles.xml` and of the content, in which styles are before the sheets; gives what a style of cells says. A style
//! says what it does not say itself as its parent does. How it shows numbers is a style of its own, which may name others for numbers that
//! fulfil a condition (ODF 1.3 part 3, 16.29 and 19.342).

use std::collections::{HashMap, HashSet};

use quick_xml::events::{BytesEnd, BytesStart, Event};

use crate::formats::letter_look::{Colour, Fill, FontLook, LetterLook};
use crate::formats::raised_marks::RunLook;
use crate::formats::symbol_fonts::SymbolFont;
use crate::formats::xlsx::xml::{Broken, attribute};

/// Styles of a workbook; LibreOffice has a few thousand at most.
const MOST: usize = 1 << 18;
/// Parents of a style, one above the other.
const MOST_PARENTS: usize = 16;
/// The most thousands that a style divides by.
const MOST_THOUSANDS: u8 = 9;

/// The styles that were declared so far.
#[derive(Default)]
pub(super) struct OdsStyles {
    hidden: HashSet<String>,
    /// Those of rows and columns whose height or width is nothing.
    without_size: HashSet<String>,
    cells: HashMap<String, CellStyle>,
    /// Those of parts of a text that raise or lower it.
    places: HashMap<String, RunLook>,
    /// The same that strike them out.
    struck: HashSet<String>,
    /// The same that are in a font of signs, and the fonts of signs by their names.
    symbols: HashMap<String, SymbolFont>,
    fonts: HashMap<String, SymbolFont>,
    numbers: HashMap<String, OdsNumberStyle>,
    /// The style that is being read, of cells or of anything else.
    style: Option<String>,
    /// The style that is being read, of parts of a text.
    text: Option<String>,
    number: Option<String>,
}

/// A style of cells.
#[derive(Default)]
struct CellStyle {
    parent: Option<String>,
    number: Option<String>,
    strikes_out: Option<bool>,
    /// The colour of its letters; that of the window is none.
    colour: Option<Option<Colour>>,
    fill: Option<Fill>,
    symbols: Option<Option<SymbolFont>>,
}

/// A style of numbers.
#[derive(Default)]
struct OdsNumberStyle {
    /// By how many thousands it divides: the power of a thousand.
    thousands: u8,
    /// The styles of numbers that fulfil a condition.
    others: Vec<String>,
    has_digits: bool,
    has_colour: bool,
}

impl OdsStyles {
    /// What is in a part before its sheets.
    pub fn take(&mut self, event: &Event<'_>) -> Result<(), Broken> {
        match event {
            Event::Start(tag) => self.begin(tag)?,
            Event::End(tag) => self.end(tag),
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, tag: &BytesStart<'_>) -> Result<(), Broken> {
        match tag.local_name().as_ref() {
            "style" => {
                let name = attribute(tag, "name")?.unwrap_or_default();
                let family = attribute(tag, "family")?;
                self.text = family.as_deref().filter(|family| *family == "text").map(|_| name.clone());
                if family.is_none_or(|family| family == "table-cell") {
                    let (parent, number) = (attribute(tag, "parent-style-name")?, attribute(tag, "data-style-name")?);
                    self.cells.insert(name.clone(), CellStyle { parent, number, ..CellStyle::default() });
                }
                self.style = Some(name);
            }
            "number-style" | "currency-style" | "percentage-style" | "text-style" => {
                let name = attribute(tag, "name")?.unwrap_or_default();
                self.numbers.insert(name.clone(), OdsNumberStyle::default());
                self.number = Some(name);
            }
            "number" | "scientific-number" | "fraction" | "text-content" => {
                if let Some(style) = self.number.as_ref().and_then(|name| self.numbers.get_mut(name)) {
                    style.has_digits = true;
                    style.thousands = attribute(tag, "display-factor")?.map_or(0, |factor| thousands(&factor));
                }
            }
            "map" => {
                if let Some(style) = self.number.as_ref().and_then(|name| self.numbers.get_mut(name))
                    && style.others.len() < MOST_PARENTS
                {
                    style.others.extend(attribute(tag, "apply-style-name")?);
                }
            }
            "table-properties" if attribute(tag, "display")?.as_deref() == Some("false") => {
                self.hidden.extend(self.style.clone());
            }
            "table-row-properties" | "table-column-properties" => {
                let size = attribute(tag, "row-height")?.or(attribute(tag, "column-width")?);
                if size.is_some_and(|size| is_nothing(&size)) {
                    self.without_size.extend(self.style.clone());
                }
            }
            "text-properties" if self.number.is_some() => {
                let has_colour = attribute(tag, "color")?.is_some();
                if let Some(style) = self.number.as_ref().and_then(|name| self.numbers.get_mut(name)) {
                    style.has_colour |= has_colour;
                }
            }
            "text-properties" if self.text.is_some() => {
                let place = place_of(attribute(tag, "text-position")?.as_deref());
                if place != RunLook::Plain {
                    self.places.extend(self.text.clone().map(|style| (style, place)));
                }
                if strikes_out(tag)? == Some(true) {
                    self.struck.extend(self.text.clone());
                }
                if let Some(font) = self.symbols(tag)?.flatten() {
                    self.symbols.extend(self.text.clone().map(|style| (style, font)));
                }
            }
            "text-properties" if self.text.is_none() => {
                let (strikes_out, symbols) = (strikes_out(tag)?, self.symbols(tag)?);
                let is_of_window = attribute(tag, "use-window-font-color")?.is_some_and(|truth| truth == "true");
                let colour = attribute(tag, "color")?.as_deref().map(Colour::of_digits);
                if let Some(style) = self.style.as_ref().and_then(|name| self.cells.get_mut(name)) {
                    style.strikes_out = strikes_out.or(style.strikes_out);
                    style.symbols = symbols.or(style.symbols);
                    style.colour = if is_of_window { Some(None) } else { colour.or(style.colour) };
                }
            }
            "table-cell-properties" => {
                let fill = attribute(tag, "background-color")?.map(|colour| match colour.as_str() {
                    "transparent" => Fill::Nothing,
                    digits => Colour::of_digits(digits).map_or(Fill::Other, Fill::Solid),
                });
                if let Some(style) = self.style.as_ref().and_then(|name| self.cells.get_mut(name)) {
                    style.fill = fill.or(style.fill);
                }
            }
            "font-face" => {
                let family = attribute(tag, "font-family")?;
                if let Some(font) = family.as_deref().and_then(SymbolFont::named) {
                    self.fonts.insert(attribute(tag, "name")?.unwrap_or_default(), font);
                }
            }
            _ => {}
        }
        if self
            .cells
            .len()
            .max(self.without_size.len())
            .max(self.numbers.len())
            .max(self.hidden.len())
            .max(self.places.len())
            .max(self.struck.len())
            .max(self.symbols.len())
            .max(self.fonts.len())
            > MOST
        {
            Err(Broken)
        } else {
            Ok(())
        }
    }

    fn end(&mut self, tag: &BytesEnd<'_>) {
        match tag.local_name().as_ref() {
            "style" => (self.style, self.text) = (None, None),
            "number-style" | "currency-style" | "percentage-style" | "text-style" => self.number = None,
            _ => {}
        }
    }

    /// True for a style of rows or columns whose height or width is nothing.
    pub fn gives_no_size(&self, style: &str) -> bool {
        self.without_size.contains(style)
    }

    /// True for a style of sheets that are hidden.
    pub fn hides(&self, style: &str) -> bool {
        self.hidden.contains(style)
    }

    /// How a style of parts of a text makes them look.
    pub fn look_of_spans(&self, style: &str) -> RunLook {
        let look = self.places.get(style).copied().unwrap_or_default().or_struck(self.struck.contains(style));
        look.or_symbols(self.symbols.get(style).copied())
    }

    /// How the letters of a style of cells look; `None` where what is stored is seen.
    pub fn look(&self, style: &str) -> Option<LetterLook> {
        let (mut is_struck, mut colour, mut fill, mut symbols) = (None, None, None, None);
        for style in self.with_parents(style) {
            is_struck = is_struck.or(style.strikes_out);
            colour = colour.or(style.colour);
            fill = fill.or(style.fill);
            symbols = symbols.or(style.symbols);
        }
        let font =
            FontLook { is_struck: is_struck.unwrap_or(false), colour: colour.flatten(), symbols: symbols.flatten() };
        let look = LetterLook::new(&font, fill.unwrap_or_default());
        Some(look).filter(|look| !look.is_plain())
    }

    /// The font of signs that the properties of a text name; `None` where they name no font.
    fn symbols(&self, tag: &BytesStart<'_>) -> Result<Option<Option<SymbolFont>>, Broken> {
        let family = attribute(tag, "font-family")?;
        let named = attribute(tag, "font-name")?.map(|name| self.fonts.get(&name).copied());
        Ok(family.map(|family| SymbolFont::named(&family)).or(named))
    }

    /// By how many thousands a style of cells may divide their numbers, each once; a single one where no condition decides.
    pub fn thousands(&self, style: &str) -> Vec<u8> {
        let mut thousands: Vec<u8> = self.numbers_of(style).map(|number| number.thousands).collect();
        if thousands.is_empty() {
            return vec![0];
        }
        thousands.sort_unstable();
        thousands.dedup();
        thousands
    }

    /// The name of the style of numbers of a style of cells.
    pub fn number_style(&self, style: &str) -> Option<&str> {
        self.with_parents(style).find_map(|style| style.number.as_deref())
    }

    /// True where a style of cells may show nothing of their numbers.
    pub fn hides_numbers(&self, style: &str) -> bool {
        self.numbers_of(style).any(|number| !number.has_digits)
    }

    /// True where a style of cells may show numbers in a colour.
    pub fn colours_numbers(&self, style: &str) -> bool {
        self.numbers_of(style).any(|number| number.has_colour)
    }

    /// The styles by which a style of cells shows numbers.
    fn numbers_of(&self, style: &str) -> impl Iterator<Item = &OdsNumberStyle> {
        let named = self.with_parents(style).find_map(|style| style.number.as_ref());
        let number = named.and_then(|name| self.numbers.get(name));
        let others = number.into_iter().flat_map(|number| &number.others);
        others.filter_map(|name| self.numbers.get(name)).chain(number)
    }

    fn with_parents(&self, style: &str) -> impl Iterator<Item = &CellStyle> {
        let parent = |style: &&CellStyle| self.cells.get(style.parent.as_deref()?);
        std::iter::successors(self.cells.get(style), parent).take(MOST_PARENTS)
    }
}

/// True for a length of nothing: `0cm`.
fn is_nothing(length: &str) -> bool {
    let number = length.trim().trim_end_matches(|sign: char| sign.is_ascii_alphabetic() || sign == '%');
    number.parse::<f64>().is_ok_and(|size| size <= 0.0)
}

/// The power of a thousand that a factor is: 3 for 1000000000; 0 where it is none.
fn thousands(factor: &str) -> u8 {
    let Ok(factor) = factor.trim().parse::<f64>() else { return 0 };
    let is_power = |power: &u8| (1000f64.powi(i32::from(*power)) - factor).abs() < 0.5;
    (1..=MOST_THOUSANDS).find(is_power).unwrap_or(0)
}

/// Where a text stands beside its line: `super`, `sub`, or by how many percent (ODF 1.3 part 3, 20.416).
fn place_of(position: Option<&str>) -> RunLook {
    let first = position.and_then(|position| position.split_whitespace().next()).unwrap_or_default();
    let percent = first.strip_suffix('%').and_then(|percent| percent.parse::<f64>().ok()).unwrap_or_default();
    match first {
        "super" => RunLook::Raised,
        "sub" => RunLook::Lowered,
        _ if percent > 0.0 => RunLook::Raised,
        _ if percent < 0.0 => RunLook::Lowered,
        _ => RunLook::Plain,
    }
}

/// Whether the properties of a text strike it out; `None` where they do not say.
fn strikes_out(tag: &BytesStart<'_>) -> Result<Option<bool>, Broken> {
    let mut is_struck = None;
    for name in ["text-line-through-style", "text-line-through-type"] {
        match attribute(tag, name)?.as_deref() {
            Some("none") => return Ok(Some(false)),
            Some(_) => is_struck = Some(true),
            None => {}
        }
    }
    Ok(is_struck)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_above_its_line_is_raised_and_one_below_lowered() {
        for position in ["super 58%", "super", "33% 58%"] {
            assert_eq!(place_of(Some(position)), RunLook::Raised, "{position}");
        }
        for position in ["sub 58%", "-33% 58%"] {
            assert_eq!(place_of(Some(position)), RunLook::Lowered, "{position}");
        }
        for position in [None, Some("0% 100%"), Some("")] {
            assert_eq!(place_of(position), RunLook::Plain, "{position:?}");
        }
    }
}
