//! What people write below the lines of an export: place and day, who made and who signed it.
//!
//! Takes the lines of a piece; says which are no data. A note stays a line, and is found: it may say something of the figures.

use crate::locate::Table;
use crate::locate::rows::ends_the_body;
use crate::project::written::form::{Field, Form};
use crate::sheet::grid::{Cell, Sheet};
use crate::values::text;
use crate::words::note_leads::led_by_a_note;

/// The words below the lines of a piece.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct WordsBelow {
    /// True from the first such line on: names are below the words that say whose they are.
    have_begun: bool,
}

impl WordsBelow {
    /// Takes the line where it holds such words, and no number but that of a day.
    pub(super) fn take(&mut self, sheet: &Sheet, form: &Form, table: &Table, line: u32) -> bool {
        let mut begins = false;
        let is_number = |written: &str| {
            written.contains(|sign: char| sign.is_ascii_digit()) && !written.contains(char::is_alphabetic)
        };
        // As in most lines.
        if sheet.grid.row(line).iter().any(|(_, cell)| cell.as_text().is_some_and(is_number)) {
            return false;
        }
        for (column, cell) in sheet.grid.row(line).iter().filter(|(_, cell)| !cell.is_blank()) {
            let Cell::Text(written) = cell else { return false };
            let is_below = ends_the_body(written) && !is_note(written);
            if !is_below && written.contains(|sign: char| sign.is_ascii_digit()) {
                return false;
            }
            // "Phường A;;Kế toán" is a line of the unit that it names.
            if !is_below && !self.have_begun && is_of_place(form, table, *column) {
                return false;
            }
            begins |= is_below;
        }
        self.have_begun |= begins;
        self.have_begun
    }
}

/// True for a note: "Ghi chú 2 dòng", "Lưu ý: …".
fn is_note(written: &str) -> bool {
    led_by_a_note(written).is_some() || text::name(written).starts_with("ghi chú")
}

fn is_of_place(form: &Form, table: &Table, column: u32) -> bool {
    let field = table.columns.iter().find(|known| known.index == column).and_then(|known| known.field);
    field.and_then(|field| form.schema.fields.get(field)).is_some_and(Field::is_area)
}
