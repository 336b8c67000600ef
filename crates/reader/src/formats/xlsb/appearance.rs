//! How the sheets of an xlsb look: what a copy of them keeps.
//!
//! Takes the contents of a package whose cells have been read; gives number formats and widths of columns.

use crate::formats::binary_looks::{BinaryCodes, BinaryLooks};
use crate::formats::bytes::{u16_at, u32_at};
use crate::formats::number_format::kept;
use crate::formats::xlsb::{COLUMNS, MOST_PARTS, ROWS, Workbook, records, text};
use crate::formats::xlsx::contents::Contents;
use crate::formats::xlsx::package::{Package, resolve};
use crate::formats::xlsx::token::PartFault;
use crate::sheet::appearance::{Appearances, CellFormat};
use crate::sheet::limits::Limits;

/// How each sheet looks that can be read.
pub(in crate::formats) fn read(contents: Contents<'_>, limits: &Limits) -> Result<Appearances, PartFault> {
    let mut package = Package::new(contents, limits.max_unpacked);
    let part = package.main_part("xl/workbook.bin")?;
    let (folder, _) = part.rsplit_once('/').unwrap_or(("", &part));
    let relationships = package.relationships(&part)?;
    let mut workbook = Workbook::default();
    records(&mut package, &part, |kind, data| workbook.take(kind, data))?;
    let styles = relationships.iter().find(|relationship| relationship.kind == "styles");
    let styles = styles.map(|relationship| resolve(folder, &relationship.target)).filter(|part| package.has(part));
    let mut codes = XlsbCodes::default();
    if let Some(part) = styles {
        records(&mut package, &part, |kind, data| codes.take(kind, data))?;
    }
    let styles = codes.codes.styles();
    let mut found = Appearances::new();
    for listed in &workbook.sheets {
        let named = relationships.iter().find(|relationship| relationship.id == listed.relationship);
        let named = named.filter(|relationship| relationship.kind == "worksheet");
        let Some(part) = named.map(|relationship| resolve(folder, &relationship.target)) else { continue };
        let mut looks = XlsbLooks::new(&styles, limits.max_cells);
        let read = records(&mut package, &part, |kind, data| {
            // A record that is too short says nothing of looks.
            let _ = looks.take(kind, data);
            Ok(())
        });
        if read.is_ok() {
            found.insert(listed.name.clone(), looks.looks.finish());
        }
    }
    Ok(found)
}

/// The number formats of the styles of cells.
#[derive(Default)]
struct XlsbCodes {
    codes: BinaryCodes,
    in_cells: bool,
}

impl XlsbCodes {
    fn take(&mut self, kind: u32, data: &[u8]) -> Result<(), PartFault> {
        match kind {
            // BrtBeginCellXFs, BrtEndCellXFs, BrtXF, BrtFmt.
            617 => self.in_cells = true,
            618 => self.in_cells = false,
            47 if self.in_cells => self.codes.numbers.push(u16_at(data, 2).unwrap_or(0)),
            44 => {
                if let (Some(number), Some((code, _))) = (u16_at(data, 0), text(data, 2)) {
                    self.codes.written.insert(number, kept::written(&code));
                }
            }
            _ => {}
        }
        if self.codes.numbers.len() > MOST_PARTS { Err(PartFault::Oversized) } else { Ok(()) }
    }
}

/// What the part of a sheet says of its looks.
struct XlsbLooks<'a> {
    looks: BinaryLooks<'a>,
    row: u32,
    next_column: u32,
    in_cells: bool,
}

impl<'a> XlsbLooks<'a> {
    fn new(styles: &'a [Option<CellFormat>], room: usize) -> Self {
        Self { looks: BinaryLooks::new(styles, room), row: 0, next_column: 0, in_cells: false }
    }

    fn take(&mut self, kind: u32, data: &[u8]) -> Option<()> {
        match kind {
            // BrtBeginSheetData, BrtEndSheetData.
            145 => self.in_cells = true,
            146 => self.in_cells = false,
            // BrtRowHdr.
            0 if self.in_cells => {
                self.row = u32_at(data, 0).unwrap_or(self.row);
                self.next_column = 0;
            }
            1..=18 | 62 if self.in_cells => {
                // A short cell leaves out its column; both say their style in three bytes.
                let is_short = (12..=18).contains(&kind);
                let column = if is_short { self.next_column } else { u32_at(data, 0)? };
                self.next_column = column.saturating_add(1);
                let style = u32_at(data, if is_short { 0 } else { 4 })? & 0x00ff_ffff;
                if column < COLUMNS && self.row < ROWS {
                    self.looks.cell((self.row, column), usize::try_from(style).ok()?);
                }
            }
            // BrtColInfo: first and last column, width.
            60 => {
                let last = u32_at(data, 4)?.min(COLUMNS - 1);
                self.looks.columns((u32_at(data, 0)?, last), u32_at(data, 8)?);
            }
            // BrtWsFmtInfo: the width of the other columns, exact or in digits.
            485 => match u32_at(data, 0)? {
                u32::MAX => self.looks.other_columns_in_digits(u16_at(data, 4)?),
                width => self.looks.other_columns(width),
            },
            _ => {}
        }
        Some(())
    }
}
