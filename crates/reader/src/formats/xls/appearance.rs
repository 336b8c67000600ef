//! How the sheets of an xls look: what a copy of them keeps.
//!
//! Takes the bytes of a workbook whose cells have been read; gives number formats and widths of columns.

use crate::formats::binary_looks::{BinaryCodes, BinaryLooks};
use crate::formats::bytes::u16_at;
use crate::formats::number_format::kept;
use crate::formats::xls::compound::Compound;
use crate::formats::xls::globals::{FORMAT, Globals, STYLE, SheetKind};
use crate::formats::xls::record::record;
use crate::formats::xls::sheet::{
    BEGIN, COLUMNS, END, FORMULA, LABEL, LAST_COLUMN, NUMBER, RICH_LABEL, RK, ROW_OF_RK, SHARED_TEXT, TRUTH_OR_ERROR,
};
use crate::sheet::appearance::{Appearance, Appearances, CellFormat};
use crate::sheet::limits::Limits;

const BLANK: u16 = 0x0201;
const ROW_OF_BLANKS: u16 = 0x00be;
const WIDTH_IN_DIGITS: u16 = 0x0055;
const WIDTH: u16 = 0x0099;

/// How each worksheet looks that can be read; nothing where the workbook cannot.
pub(in crate::formats) fn read(bytes: &[u8], limits: &Limits) -> Option<Appearances> {
    let stream = Compound::open(bytes)?.workbook()?;
    let globals = Globals::read(&stream, limits.max_cells).ok()?;
    of_stream(&stream, &globals, limits.max_cells)
}

/// How each worksheet of a stream looks; each may have so many cells.
pub(super) fn of_stream(stream: &[u8], globals: &Globals, room: usize) -> Option<Appearances> {
    let styles = codes(stream, globals)?.styles();
    let sheets = globals.sheets.iter().filter(|listed| listed.kind == SheetKind::Worksheet);
    let look = |start| of_sheet(stream, start, &styles, room);
    Some(sheets.filter_map(|listed| Some((listed.name.clone(), look(listed.start)?))).collect())
}

/// The formats that the records before the sheets hold.
fn codes(stream: &[u8], globals: &Globals) -> Option<BinaryCodes> {
    let (mut codes, mut place) = (BinaryCodes::default(), 0);
    loop {
        let (kind, data, next) = record(stream, place)?;
        place = next;
        match kind {
            END => return Some(codes),
            STYLE => codes.numbers.push(u16_at(data, 2)?),
            FORMAT => {
                codes.written.insert(u16_at(data, 0)?, kept::written(&globals.code(data)?));
            }
            _ => {}
        }
    }
}

/// The records of one sheet; nothing where they end before it does.
fn of_sheet(stream: &[u8], start: usize, styles: &[Option<CellFormat>], room: usize) -> Option<Appearance> {
    let mut looks = BinaryLooks::new(styles, room);
    let (mut place, mut depth) = (start, 0usize);
    loop {
        let (kind, data, next) = record(stream, place)?;
        place = next;
        match kind {
            BEGIN => depth = depth.saturating_add(1),
            END if depth <= 1 => return Some(looks.finish()),
            END => depth = depth.saturating_sub(1),
            // A record that is too short says nothing of looks.
            kind if depth <= 1 => drop(take(&mut looks, kind, data)),
            _ => {}
        }
    }
}

fn take(looks: &mut BinaryLooks<'_>, kind: u16, data: &[u8]) -> Option<()> {
    let first = u16_at(data, 0)?;
    let row = u32::from(first);
    match kind {
        NUMBER | RK | LABEL | RICH_LABEL | SHARED_TEXT | TRUTH_OR_ERROR | FORMULA | BLANK => {
            looks.cell((row, u32::from(u16_at(data, 2)?)), usize::from(u16_at(data, 4)?));
        }
        // Row and first column, the cells, last column.
        ROW_OF_RK | ROW_OF_BLANKS => {
            let bytes = if kind == ROW_OF_RK { 6 } else { 2 };
            let cells = data.get(4..data.len().checked_sub(2)?)?.chunks_exact(bytes);
            for (column, cell) in (u32::from(u16_at(data, 2)?)..).zip(cells) {
                looks.cell((row, column), usize::from(u16_at(cell, 0)?));
            }
        }
        // [MS-XLS] 2.4.53, 2.4.91 and 2.4.263.
        COLUMNS => {
            let last = u16_at(data, 2)?.min(LAST_COLUMN);
            looks.columns((row, u32::from(last)), u32::from(u16_at(data, 4)?));
        }
        WIDTH_IN_DIGITS => looks.other_columns_in_digits(first),
        WIDTH => looks.other_columns(u32::from(first)),
        _ => {}
    }
    Some(())
}
