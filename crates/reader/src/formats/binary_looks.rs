//! How a sheet of a binary workbook (xls, xlsb) looks: what its records say, put together.
//!
//! Takes styles and widths, record by record; gives the appearance of the sheet, within a number of cells.

use std::collections::HashMap;

use crate::formats::number_format::kept;
use crate::sheet::appearance::{Appearance, CellFormat};

/// Runs of columns that have a width of their own; there are no more columns.
const MOST_WIDTHS: usize = 1 << 14;
/// The widest that Excel makes a column.
const WIDEST: f64 = 255.0;
/// What a width in digits is short of the width of the column, in characters: the padding.
const PADDING: f64 = 5.0 / 7.0;
/// The width that Excel gives a column of which nothing is said, in digits.
const USUAL_DIGITS: u16 = 8;

/// The number formats of a workbook and of its styles.
#[derive(Debug, Default)]
pub(super) struct BinaryCodes {
    /// By number, where a code is written.
    pub written: HashMap<u16, Option<CellFormat>>,
    /// By style, the number of its format.
    pub numbers: Vec<u16>,
}

impl BinaryCodes {
    /// By style, its format; nothing where it shows what is stored.
    pub fn styles(&self) -> Vec<Option<CellFormat>> {
        let of = |number: &u16| self.written.get(number).cloned().unwrap_or_else(|| kept::known(u32::from(*number)));
        self.numbers.iter().map(of).collect()
    }
}

/// How a sheet looks, so far.
pub(super) struct BinaryLooks<'a> {
    styles: &'a [Option<CellFormat>],
    room: usize,
    found: Appearance,
}

impl<'a> BinaryLooks<'a> {
    /// Nothing yet; `room` is how many cells may have a format.
    pub fn new(styles: &'a [Option<CellFormat>], room: usize) -> Self {
        Self { styles, room, found: Appearance::default() }
    }

    /// A cell of this style.
    pub fn cell(&mut self, place: (u32, u32), style: usize) {
        if let Some(Some(format)) = self.styles.get(style)
            && self.found.formats.len() < self.room
        {
            self.found.formats.insert(place, format.clone());
        }
    }

    /// Columns of a width in parts of 256 of a character.
    pub fn columns(&mut self, (first, last): (u32, u32), width: u32) {
        if first > last || self.found.widths.len() >= MOST_WIDTHS {
            return;
        }
        if width > 0 {
            self.found.widths.push((first, last, (f64::from(width) / 256.0).min(WIDEST)));
        }
    }

    /// The width of all other columns, in parts of 256 of a character.
    pub fn other_columns(&mut self, width: u32) {
        self.found.other_width = Some((f64::from(width) / 256.0).min(WIDEST)).filter(|width| *width > 0.0);
    }

    /// The same in digits, where nothing more exact is said.
    pub fn other_columns_in_digits(&mut self, digits: u16) {
        if digits != USUAL_DIGITS && digits > 0 && self.found.other_width.is_none() {
            self.found.other_width = Some((f64::from(digits) + PADDING).min(WIDEST));
        }
    }

    pub fn finish(self) -> Appearance {
        self.found
    }
}
