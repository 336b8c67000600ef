//! Texts of a sheet as a person sees them: decoded where they were in another encoding, without invisible signs and look-alikes.
//!
//! It comes between opening and locating, whatever file the sheet came from, so that labels, names, codes and numbers all profit.

use crate::sheet::data_frame;
use crate::sheet::grid::{Cell, Sheet};
use crate::sheet::legacy;
use crate::values::look_alike;

/// Decodes the texts of a sheet where they are legacy for sure, and repairs their signs.
pub fn repair(sheet: &mut Sheet) {
    legacy::mend(sheet);
    signs(sheet);
}

/// Repairs the signs of the texts of a sheet whose encoding is settled.
pub fn signs(sheet: &mut Sheet) {
    // What is doubtful stays as it is, and a soft hyphen is a letter of TCVN3.
    let is_doubtful = sheet.legacy.is_some_and(|legacy| !legacy.decoded);
    let in_unicode = sheet.legacy.is_none();
    if is_doubtful {
        return;
    }
    labels(sheet);
    for (_, cell) in sheet.grid.cells_mut() {
        if let Cell::Text(text) = cell
            && let Some(repaired) = look_alike::repaired(text, in_unicode)
            // A text of nothing that can be seen stays: it is blank as it is.
            && !repaired.is_empty()
        {
            *text = repaired;
        }
    }
}

/// Takes back the names that a program made for labels. Labels stand in the first rows.
fn labels(sheet: &mut Sheet) {
    const ROWS: usize = 64;
    let is_suspect =
        |cells: &[(u32, Cell)]| cells.iter().any(|(_, cell)| cell.as_text().is_some_and(data_frame::is_suspect));
    let rows = sheet.grid.rows(..).take(ROWS).filter(|(_, cells)| is_suspect(cells));
    let rewritten: Vec<_> = rows.map(|(row, cells)| (row, data_frame::rewritten(cells))).collect();
    for (row, cells) in rewritten {
        for (column, text) in cells {
            sheet.grid.set(row, column, Cell::from(text.as_str()));
        }
    }
}
