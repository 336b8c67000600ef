//! How the sheets of an xlsx look: what a copy of them keeps.
//!
//! Takes the contents of a package whose cells have been read; gives widths of columns and number formats. A part that does not say is passed over: a
//! copy is then shown as any other.

use std::collections::HashMap;

use crate::formats::number_format::kept;
use crate::formats::xlsx::book_part::BookPart;
use crate::formats::xlsx::cell_address::{COLUMNS, ROWS, corner};
use crate::formats::xlsx::contents::Contents;
use crate::formats::xlsx::package::{Package, resolve};
use crate::formats::xlsx::token::{PartFault, TakesTokens, Token};
use crate::sheet::appearance::{Appearance, Appearances, CellFormat};
use crate::sheet::limits::Limits;

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
        if package.has(&part)
            && let Ok(reading) = package.read(&part, || SheetLooks::new(&styles, limits.max_cells))
        {
            found.insert(listed.name.clone(), reading.found);
        }
    }
    Ok(found)
}

/// The number formats of the styles of cells.
#[derive(Default)]
struct CodesReading {
    written: HashMap<u32, Option<CellFormat>>,
    /// By style, the number of its format.
    numbers: Vec<u32>,
    in_cells: bool,
}

impl CodesReading {
    /// By style, its format; nothing where it shows what is stored.
    fn codes(self) -> Vec<Option<CellFormat>> {
        let format = |number: &u32| self.written.get(number).cloned().unwrap_or_else(|| kept::known(*number));
        self.numbers.iter().map(format).collect()
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
                    self.written.insert(number, kept::written(&code));
                }
            }
            _ => {}
        }
        Ok(())
    }
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
            (2, name) => {
                self.in_cells = name == "sheetData";
                if name == "sheetFormatPr" {
                    let width = tag.attribute("defaultColWidth").and_then(|width| width.trim().parse::<f64>().ok());
                    self.found.other_width = width.filter(|width| *width > 0.0).map(|width| width.min(WIDEST));
                }
            }
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
    use crate::sheet::appearance::NumberCode;
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
        // Shown in millions, the number is read in millions; its format is without what divides.
        let written = |code: &str| NumberCode::Written(code.into());
        let expected =
            [((2, 1), written("#,##0.00 \"đ\"")), ((2, 2), NumberCode::BuiltIn(49)), ((2, 3), written("#,##0"))];
        assert_eq!(formats, expected);
    }
}
