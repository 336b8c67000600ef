//! What people write below the lines of an export: place and day, who made and who signed it.
//!
//! Takes the lines of a piece; says which are no data. A note stays a line, and is found: it may say something of the figures.

use crate::locate::rows::ends_the_body;
use crate::sheet::grid::{Cell, Sheet};
use crate::values::text;

/// The words below the lines of a piece.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct WordsBelow {
    /// True from the first such line on: names are below the words that say whose they are.
    have_begun: bool,
}

impl WordsBelow {
    /// Takes the line where it holds such words, and no number but that of a day.
    pub(super) fn take(&mut self, sheet: &Sheet, line: u32) -> bool {
        let mut begins = false;
        let is_number = |written: &str| {
            written.contains(|sign: char| sign.is_ascii_digit()) && !written.contains(char::is_alphabetic)
        };
        // As in most lines.
        if sheet.grid.row(line).iter().any(|(_, cell)| cell.as_text().is_some_and(is_number)) {
            return false;
        }
        for (_, cell) in sheet.grid.row(line).iter().filter(|(_, cell)| !cell.is_blank()) {
            let Cell::Text(written) = cell else { return false };
            let is_below = ends_the_body(written) && !text::name(written).starts_with("ghi chú");
            if !is_below && written.contains(|sign: char| sign.is_ascii_digit()) {
                return false;
            }
            begins |= is_below;
        }
        self.have_begun |= begins;
        self.have_begun
    }
}
