//! Workbooks of Excel 5 to 2003 (xls) to sheets.
//!
//! | file | takes | gives |
//! |---|---|---|
//! | [`compound`] | bytes | the streams of a compound file |
//! | [`record`] | a stream | its records |
//! | [`globals`] | the records before the sheets | sheets, styles, shared texts ([`texts`]) |
//! | [`sheet`] | the records of a sheet | its cells and merged ranges |
//! | [`older_cells`] | a record of an older version | what it holds, for the finding that it is no value |
//! | [`appearance`] | bytes | how its sheets look, for copies of them |

pub(super) mod appearance;
pub mod compound;
mod globals;
mod older_cells;
mod record;
mod shapes;
mod sheet;
mod texts;

use crate::formats::formula_results::Counts;
use crate::formats::guard::reading;
use crate::formats::workbook::{Book, LostSheet, WorkbookFault};
use crate::formats::xls::compound::Compound;
use crate::formats::xls::globals::{Globals, SheetKind};
use crate::formats::xls::sheet::SheetCells;
use crate::sheet::grid::Sheet;

/// The worksheets of the workbook.
pub(super) fn read(bytes: &[u8], max_cells: usize) -> Result<Book, WorkbookFault> {
    let compound = Compound::open(bytes).ok_or(WorkbookFault::Records)?;
    let stream = compound.workbook().ok_or(WorkbookFault::Records)?;
    let globals = Globals::read(&stream, max_cells)?;
    let mut book = Book { has_macros: compound.has("_VBA_PROJECT_CUR"), ..Book::default() };
    let mut room = max_cells;
    let mut found = Vec::new();
    for listed in &globals.sheets {
        match listed.kind {
            SheetKind::Worksheet => {}
            SheetKind::Macros => {
                book.has_macros = true;
                continue;
            }
            SheetKind::Other => continue,
        }
        reading(&listed.name);
        match sheet::read(&stream, listed.start, &globals, room) {
            Some(Ok(cells)) => {
                room = cells.cells.room;
                found.push((listed, cells));
            }
            Some(Err(_)) => return Err(WorkbookFault::Oversized),
            None => book.lost.push(LostSheet { name: listed.name.clone(), is_missing: false }),
        }
    }
    if found.is_empty() && !book.lost.is_empty() {
        return Err(WorkbookFault::Records);
    }
    for (_, cells) in &mut found {
        cells.results.judge(&mut cells.cells.grid);
    }
    // Where a formula disproves what is stated of it, no other zero and no empty text is believed that none has shown to be right.
    let have_stand_ins = Counts::of(found.iter().map(|(_, cells)| &cells.results)).have_stand_ins();
    // A program that computes nothing writes zeros and empty texts; where one formula of the workbook gave something else, or a
    // spreadsheet left its mark, all of them were computed.
    let has_mark = globals.was_computed && !found.iter().any(|(_, cells)| cells.is_uncomputed);
    let is_computed = has_mark || found.iter().any(|(_, cells)| cells.has_results());
    for (listed, mut cells) in found {
        if have_stand_ins || !is_computed {
            cells.forget_results();
        }
        let SheetCells { mut cells, merged, hidden, margins, comments, drawn, .. } = cells;
        cells.grid.set_merged(merged);
        book.sheets.push(Sheet {
            hidden: hidden.finish(),
            unread: cells.unread,
            scaled: cells.scaled,
            shown: cells.shown,
            struck: cells.looked.struck,
            unseen: cells.looked.unseen,
            margins,
            comments,
            drawn,
            ..Sheet::new(listed.name.clone(), listed.visible, cells.grid)
        });
    }
    Ok(book)
}

#[cfg(test)]
mod tests;
