//! What comes before the sheets of an xls.
//!
//! Takes the workbook stream; gives where its sheets begin, how its styles show numbers, its shared texts, and how its letters are written.

use std::collections::HashMap;

use crate::formats::binary_cells::STRIKES_OUT;
use crate::formats::bytes::{u16_at, u32_at};
use crate::formats::letter_look::{Colour, Fill, FontLook, LetterLook};
use crate::formats::number_format::{NumberStyle, built_in};
use crate::formats::raised_marks::{RunFonts, RunLook};
use crate::formats::symbol_fonts::SymbolFont;
use crate::formats::workbook::WorkbookFault;
use crate::formats::xls::record::record;
use crate::formats::xls::texts::{Letters, shared};

/// Sheets of a workbook: each costs a walk, and none that people make has so many.
const MOST_SHEETS: usize = 4096;
/// Records in which the table of shared texts goes on; those of a program that writes files hold eight thousand bytes each.
const MOST_PIECES: usize = 1 << 17;

const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;
const ENCRYPTED: u16 = 0x002f;
const CODE_PAGE: u16 = 0x0042;
const DAYS_FROM_1904: u16 = 0x0022;
const SHEET: u16 = 0x0085;
pub(super) const FORMAT: u16 = 0x041e;
pub(super) const STYLE: u16 = 0x00e0;
const FONT: u16 = 0x0031;
const PALETTE: u16 = 0x0092;
const TEXTS: u16 = 0x00fc;
const CONTINUE: u16 = 0x003c;
const COMPUTED: u16 = 0x01c1;

/// What the records before the sheets say.
pub(super) struct Globals {
    pub sheets: Vec<XlsListedSheet>,
    pub letters: Letters,
    pub is_1904: bool,
    /// True where a spreadsheet computed the workbook: it says by which engine (RECALCID).
    pub was_computed: bool,
    pub texts: Vec<String>,
    styles: Vec<u16>,
    /// By style, the number of its font, and what is behind its letters.
    font_and_fill: Vec<(u16, Fill)>,
    fonts: Vec<FontLook>,
    /// The colours of the palette from number 8 on, where the workbook has its own.
    palette: Vec<u32>,
    /// By the number that runs of texts have for it, how a font makes it look.
    pub runs: RunFonts,
    formats: HashMap<u16, NumberStyle>,
}

/// A sheet as the workbook lists it.
pub(super) struct XlsListedSheet {
    pub name: String,
    pub visible: bool,
    pub kind: SheetKind,
    /// Where its records begin.
    pub start: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SheetKind {
    Worksheet,
    /// Of macros of Excel 4.
    Macros,
    Other,
}

impl Globals {
    /// # Errors
    /// Records that do not follow one another; shared texts that take the room of more than `max_cells` cells.
    pub fn read(stream: &[u8], max_cells: usize) -> Result<Self, WorkbookFault> {
        let broken = WorkbookFault::Records;
        let (kind, data, mut place) = record(stream, 0).ok_or(broken.clone())?;
        let version = u16_at(data, 0).filter(|version| kind == BEGIN && matches!(version, 0x0600 | 0x0500));
        let is_wide = version.ok_or(broken.clone())? == 0x0600;
        let mut globals = Self {
            sheets: Vec::new(),
            letters: Letters { is_wide, page: Letters::page(1252) },
            is_1904: false,
            was_computed: false,
            texts: Vec::new(),
            styles: Vec::new(),
            font_and_fill: Vec::new(),
            fonts: Vec::new(),
            palette: Vec::new(),
            runs: RunFonts::default(),
            formats: HashMap::new(),
        };
        loop {
            let (kind, data, next) = record(stream, place).ok_or(broken.clone())?;
            place = next;
            match kind {
                END => return Ok(globals),
                ENCRYPTED => return Err(WorkbookFault::Encrypted),
                TEXTS => {
                    let mut pieces = vec![data];
                    while let Some((CONTINUE, data, next)) = record(stream, place) {
                        pieces.push(data);
                        if pieces.len() > MOST_PIECES {
                            return Err(WorkbookFault::Oversized);
                        }
                        place = next;
                    }
                    globals.texts = shared(&pieces, max_cells, &globals.runs).ok_or(WorkbookFault::Oversized)?;
                }
                SHEET => {
                    let listed = globals.listed(data).ok_or(broken.clone())?;
                    // Two sheets at one place would be read once for each name.
                    if globals.sheets.iter().any(|known| known.start == listed.start) {
                        return Err(broken);
                    }
                    globals.sheets.push(listed);
                    if globals.sheets.len() > MOST_SHEETS {
                        return Err(WorkbookFault::Oversized);
                    }
                }
                kind => globals.take(kind, data).ok_or(broken.clone())?,
            }
        }
    }

    fn take(&mut self, kind: u16, data: &[u8]) -> Option<()> {
        match kind {
            CODE_PAGE => self.letters.page = Letters::page(u16_at(data, 0)?),
            DAYS_FROM_1904 => self.is_1904 = u16_at(data, 0)? == 1,
            // Engine 0 asks for it, and has not done it ([MS-XLS] 2.4.215).
            COMPUTED => self.was_computed |= u32_at(data, 4) != Some(0),
            STYLE => {
                self.font_and_fill.push((u16_at(data, 0)?, Fill::Nothing));
                self.fill(data);
                self.styles.push(u16_at(data, 2)?);
            }
            // Height, flags, colour, weight, whether it is raised or lowered ([MS-XLS] 2.4.122).
            FONT => {
                let is_struck = u16_at(data, 2).is_some_and(|flags| flags & STRIKES_OUT != 0);
                // Its name is behind the number of its letters.
                let name = self.letters.text(data, 14, 1);
                let symbols = name.as_deref().and_then(SymbolFont::named);
                let colour = u16_at(data, 4).and_then(|number| self.colour(number));
                self.fonts.push(FontLook { is_struck, colour, symbols });
                // There is no font of number 4.
                if self.runs.0.len() == 4 {
                    self.runs.0.push(RunLook::Plain);
                }
                self.runs.0.push(RunLook::of_font(u16_at(data, 8), is_struck).or_symbols(symbols));
            }
            PALETTE => {
                let colours = data.get(2..).unwrap_or_default().chunks_exact(4);
                self.palette = colours
                    .filter_map(|colour| Some((u32::from(u16_at(colour, 0)?), u32::from(*colour.get(2)?))))
                    .map(|(pair, blue)| (pair & 0xff) << 16 | pair & 0xff00 | blue)
                    .collect();
            }
            FORMAT => {
                let code = self.code(data)?;
                self.formats.insert(u16_at(data, 0)?, NumberStyle::parse(&code));
            }
            _ => {}
        }
        Some(())
    }

    fn listed(&self, data: &[u8]) -> Option<XlsListedSheet> {
        Some(XlsListedSheet {
            start: usize::try_from(u32_at(data, 0)?).ok()?,
            visible: data.get(4)? & 3 == 0,
            kind: match data.get(5)? {
                0 => SheetKind::Worksheet,
                1 => SheetKind::Macros,
                _ => SheetKind::Other,
            },
            name: self.letters.text(data, 6, 1)?,
        })
    }

    /// The code that a record of a format holds.
    pub fn code(&self, data: &[u8]) -> Option<String> {
        self.letters.text(data, 2, if self.letters.is_wide { 2 } else { 1 })
    }

    /// How the letters of a style look; `None` where what is stored is seen.
    pub fn look(&self, style: u16) -> Option<LetterLook> {
        // There is no font of number 4.
        let place = |font: u16| usize::from(if font > 4 { font - 1 } else { font });
        let (font, fill) = *self.font_and_fill.get(usize::from(style))?;
        let font = self.fonts.get(place(font))?;
        // The palette may come behind the fonts and styles that name it.
        let known = |colour: Colour| match colour {
            Colour::Palette(number) => self.own_colour(number).unwrap_or(colour),
            colour => colour,
        };
        let fill = if let Fill::Solid(colour) = fill { Fill::Solid(known(colour)) } else { fill };
        let look = LetterLook::new(&FontLook { colour: font.colour.map(known), ..*font }, fill);
        Some(look).filter(|look| !look.is_plain())
    }

    /// What is behind the letters of the style that was listed last: a pattern, of which 1 is a plain colour, and its colour ([MS-XLS] 2.4.353).
    fn fill(&mut self, data: &[u8]) {
        let (Some(pattern), Some(colours)) = (u32_at(data, 14), u16_at(data, 18)) else { return };
        let fill = match pattern >> 26 {
            0 => Fill::Nothing,
            1 => self.colour(colours & 0x7f).map_or(Fill::Other, Fill::Solid),
            _ => Fill::Other,
        };
        if let Some((_, known)) = self.font_and_fill.last_mut() {
            *known = fill;
        }
    }

    /// A colour of the palette, which the workbook may have made over; `None` for that of the window.
    fn colour(&self, number: u16) -> Option<Colour> {
        match number {
            8..=63 => Some(Colour::Palette(u32::from(number))),
            number => Colour::of_palette(u32::from(number)),
        }
    }

    fn own_colour(&self, number: u32) -> Option<Colour> {
        let own = usize::try_from(number.checked_sub(8)?).ok().and_then(|place| self.palette.get(place));
        own.copied().map(Colour::Rgb).or_else(|| Colour::of_palette(number))
    }

    /// How a style shows numbers.
    pub fn style(&self, style: u16) -> NumberStyle {
        let Some(format) = self.styles.get(usize::from(style)) else { return NumberStyle::PLAIN };
        let own = self.formats.get(format).cloned();
        own.or_else(|| built_in(u32::from(*format)).map(NumberStyle::parse)).unwrap_or(NumberStyle::PLAIN)
    }
}
