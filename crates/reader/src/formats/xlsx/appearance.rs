//! How the sheets of an xlsx look: what a copy of them keeps.
//!
//! Takes the contents of a package whose cells have been read; gives widths of columns and number formats. A part that does not say is passed over: a
//! copy is then shown as any other.

use std::collections::HashMap;
use std::sync::Arc;

use crate::formats::number_format::{Moment, NumberFormat, built_in, known_to_all};
use crate::formats::xlsx::book_part::BookPart;
use crate::formats::xlsx::cell_address::{COLUMNS, ROWS, corner};
use crate::formats::xlsx::contents::Contents;
use crate::formats::xlsx::package::{Package, resolve};
use crate::formats::xlsx::token::{PartFault, TakesTokens, Token};
use crate::sheet::appearance::{Appearance, Appearances, CellFormat, NumberCode};
use crate::sheet::limits::Limits;

/// Signs of a format: Excel takes no more.
const LONGEST_CODE: usize = 255;
/// Sections of a format: positive, negative, zero, text.
const MOST_SECTIONS: usize = 4;
/// The widest that Excel makes a column.
const WIDEST: f64 = 255.0;

/// How each sheet looks that can be read.
pub(crate) fn read(contents: Contents<'_>, limits: &Limits) -> Result<Appearances, PartFault> {
    let mut package = Package::new(contents, limits.max_unpacked);
    let part = package.main_part("xl/workbook.xml")?;
    let workbook = package.read_common(&part, BookPart::default, |reading| reading)?;
    let (folder, _) = part.rsplit_once('/').unwrap_or(("", &part));
    let relationships = package.relationships(&part)?;
    let styles = relationships.iter().find(|relationship| relationship.kind == "styles");
    let styles = match styles.map(|relationship| resolve(folder, &relationship.target)) {
        Some(part) if package.has(&part) => package.read(&part, CodesReading::default)?.codes(),
        _ => Vec::new(),
    };
    let mut found = Appearances::new();
    for listed in &workbook.sheets {
        let named = relationships.iter().find(|relationship| relationship.id == listed.relationship);
        let Some(part) = named.map(|relationship| resolve(folder, &relationship.target)) else { continue };
        if package.has(&part) {
            let reading = package.read(&part, || SheetLooks::new(&styles, limits.max_cells))?;
            found.insert(listed.name.clone(), reading.found);
        }
    }
    Ok(found)
}

/// The number formats of the styles of cells.
#[derive(Default)]
struct CodesReading {
    written: HashMap<u32, Option<Arc<str>>>,
    /// By style, the number of its format.
    numbers: Vec<u32>,
    in_cells: bool,
}

impl CodesReading {
    /// By style, its format; nothing where it shows what is stored, or something else than is read.
    fn codes(self) -> Vec<Option<CellFormat>> {
        let is_moment = |code: &str| Moment::of(code) != Moment::No;
        let code = |number: u32| match self.written.get(&number) {
            Some(code) => code.clone().map(|code| {
                let is_moment = is_moment(&code);
                CellFormat { code: NumberCode::Written(code), is_moment }
            }),
            None => known_to_all(number).map(|known| {
                let is_moment = built_in(number).is_some_and(is_moment);
                CellFormat { code: NumberCode::BuiltIn(known), is_moment }
            }),
        };
        self.numbers.iter().map(|number| code(*number)).collect()
    }
}

impl TakesTokens for CodesReading {
    fn take(&mut self, token: Token<'_>) -> Result<(), PartFault> {
        let Token::Start(tag) = token else { return Ok(()) };
        let number = || tag.attribute("numFmtId").and_then(|number| number.trim().parse::<u32>().ok());
        match (tag.depth, tag.name) {
            (2, name) => self.in_cells = name == "cellXfs",
            (3, "xf") if self.in_cells => self.numbers.push(number().unwrap_or(0)),
            (3, "numFmt") => {
                if let (Some(number), Some(code)) = (number(), tag.attribute("formatCode")) {
                    self.written.insert(number, is_kept(&code).then(|| Arc::from(&*code)));
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// True for a format that a copy can have: well formed, and showing the number that is read.
fn is_kept(code: &str) -> bool {
    let (mut sections, mut in_quotes, mut in_brackets) = (1, false, false);
    let mut signs = code.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if !in_brackets => in_quotes = !in_quotes,
            _ if in_quotes => {}
            '\\' | '_' | '*' if !in_brackets && signs.next().is_none() => return false,
            '\\' | '_' | '*' => {}
            '[' if in_brackets => return false,
            '[' => in_brackets = true,
            ']' if !in_brackets => return false,
            ']' => in_brackets = false,
            ';' if !in_brackets => sections += 1,
            _ => {}
        }
    }
    let is_whole = !in_quotes && !in_brackets && sections <= MOST_SECTIONS;
    let is_plain = !code.is_empty() && code.chars().count() <= LONGEST_CODE && !code.chars().any(char::is_control);
    is_whole && is_plain && NumberFormat::parse(code).is_none_or(|format| format.keeps_digits())
}

/// What the part of a sheet says of its looks.
struct SheetLooks<'a> {
    styles: &'a [Option<CellFormat>],
    room: usize,
    found: Appearance,
    in_cells: bool,
    row: u32,
    next_row: u32,
    next_column: u32,
}

impl<'a> SheetLooks<'a> {
    fn new(styles: &'a [Option<CellFormat>], room: usize) -> Self {
        let found = Appearance::default();
        Self { styles, room, found, in_cells: false, row: 0, next_row: 0, next_column: 0 }
    }
}

impl TakesTokens for SheetLooks<'_> {
    fn take(&mut self, token: Token<'_>) -> Result<(), PartFault> {
        let Token::Start(tag) = token else { return Ok(()) };
        let number = |name: &str| tag.attribute(name).and_then(|number| number.trim().parse::<u32>().ok());
        match (tag.depth, tag.name) {
            (2, name) => self.in_cells = name == "sheetData",
            (3, "col") if self.found.widths.len() < usize::try_from(COLUMNS).unwrap_or(usize::MAX) => {
                let width = tag.attribute("width").and_then(|width| width.trim().parse::<f64>().ok());
                let columns = number("min").zip(number("max"));
                let columns = columns.and_then(|(min, max)| min.checked_sub(1).zip(max.checked_sub(1)));
                if let (Some(width), Some((first, last))) = (width.filter(|width| *width > 0.0), columns) {
                    self.found.widths.push((first, last.min(COLUMNS - 1), width.min(WIDEST)));
                }
            }
            (3, "row") if self.in_cells => {
                self.row = number("r").and_then(|row| row.checked_sub(1)).unwrap_or(self.next_row);
                (self.next_row, self.next_column) = (self.row.saturating_add(1), 0);
            }
            (4, "c") if self.in_cells => {
                let place = tag.attribute("r").and_then(|address| corner(&address));
                let (row, column) = place.unwrap_or((self.row, self.next_column));
                self.next_column = column.saturating_add(1);
                let style = tag.attribute("s").and_then(|style| style.trim().parse::<usize>().ok()).unwrap_or(0);
                if let Some(Some(code)) = self.styles.get(style)
                    && row < ROWS
                    && column < COLUMNS
                    && self.found.formats.len() < self.room
                {
                    self.found.formats.insert((row, column), code.clone());
                }
            }
            _ => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::{Format, Workbook};

    #[test]
    fn widths_and_formats_are_those_of_the_file() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.set_name("Biểu").unwrap();
        sheet.set_column_width(1, 20).unwrap();
        sheet.write_number_with_format(2, 1, 1234.5, &Format::new().set_num_format("#,##0.00 \"đ\"")).unwrap();
        sheet.write_string_with_format(2, 2, "03148", &Format::new().set_num_format_index(49)).unwrap();
        sheet.write_number_with_format(2, 3, 1e9, &Format::new().set_num_format("#,##0,,")).unwrap();
        sheet.write_number(2, 4, 5).unwrap();
        let bytes = book.save_to_buffer().unwrap();
        let looks = read(Contents::open(&bytes).unwrap(), &Limits::default()).unwrap();
        let look = &looks["Biểu"];
        assert_eq!(
            look.widths.iter().map(|(first, last, width)| (*first, *last, width.round())).collect::<Vec<_>>(),
            [(1, 1, 21.0)]
        );
        let formats: Vec<_> = look.formats.iter().map(|(place, format)| (*place, format.code.clone())).collect();
        // Shown in millions, the number is read in millions; it is written without that format.
        let written = NumberCode::Written("#,##0.00 \"đ\"".into());
        assert_eq!(formats, [((2, 1), written), ((2, 2), NumberCode::BuiltIn(49))]);
    }

    #[test]
    fn a_format_that_is_none_is_not_kept() {
        for code in ["", "\"open", "[Red", "0]", "0;0;0;0;0", "0\\", "#,##0,,", "0\u{7}", "[<1[2]]0"] {
            assert!(!is_kept(code), "{code:?}");
        }
        for code in
            ["0", "#,##0.00;[Red]-#,##0.00", "[$-42A]d/m/yyyy", "_(* #,##0_);_(* \\(#,##0\\)", "0\" người\"", "0%"]
        {
            assert!(is_kept(code), "{code:?}");
        }
    }
}
