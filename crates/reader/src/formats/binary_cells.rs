//! Cells of binary workbooks (xls, xlsb): what their records hold, put into a grid.
//!
//! Takes values with their places and styles; gives the grid, within a number of cells, with what was not read.

use crate::formats::cell_rows::CellRows;
use crate::formats::letter_look::LookedCells;
use crate::formats::number_format::NumberStyle;
use crate::formats::workbook::{number_cell, weight};
use crate::sheet::grid::{Cell, Grid};
use crate::sheet::shown::ShownNumber;
use crate::sheet::unread::{UnreadCells, UnreadReason, known_again};

/// The flag of a font that strikes its text out, in xls and xlsb alike.
pub(super) const STRIKES_OUT: u16 = 1 << 3;

/// The cells of a sheet so far.
#[derive(Debug, Default)]
pub(super) struct BinaryCells {
    /// Empty until the cells are settled.
    pub grid: Grid,
    rows: CellRows,
    pub unread: UnreadCells,
    /// The first cell whose number is shown divided by thousands, and how many such cells there are.
    pub scaled: Option<((u32, u32), u64)>,
    /// The cells whose format shows more than their number.
    pub shown: Vec<ShownNumber>,
    pub looked: LookedCells,
    /// How many cells may still be kept; a long text counts for many.
    pub room: usize,
    /// Days are counted from 1904.
    pub is_1904: bool,
}

/// More cells than are allowed.
#[derive(Debug)]
pub(super) struct TooMany;

impl BinaryCells {
    /// No cells yet; `room` is how many there may be.
    pub fn new(room: usize, is_1904: bool) -> Self {
        Self { room, is_1904, ..Self::default() }
    }

    /// Puts a number as its style shows it.
    pub fn number(&mut self, place: (u32, u32), number: f64, style: &NumberStyle) -> Result<(), TooMany> {
        let (cell, shown) = number_cell(number, style, self.is_1904);
        if shown.thousands > 0 {
            let (_, count) = self.scaled.get_or_insert((place, 0));
            *count = count.saturating_add(1);
        }
        if let Cell::Unread(reason, written) = &cell {
            self.unread.push(Some(place), *reason, written);
        }
        let shows = if cell.is_number() { style.shows(number) } else { style.shows_of_day(&cell) };
        self.shown.extend(shows.map(|shows| ShownNumber { place, shows }));
        self.put(place, cell)
    }

    /// Puts what is no number; of a text its style may show more.
    pub fn other(&mut self, place: (u32, u32), cell: Cell, style: &NumberStyle) -> Result<(), TooMany> {
        let shows = cell.as_text().and_then(|text| style.shows_of_text(text));
        self.shown.extend(shows.map(|shows| ShownNumber { place, shows }));
        self.put(place, cell)
    }

    /// Notes a cell whose record does not hold what it should.
    pub fn broken(&mut self, place: Option<(u32, u32)>) -> Result<(), TooMany> {
        self.not_read(place, UnreadReason::Record, "")
    }

    /// Notes a cell in a record of a kind that is not read.
    pub fn unknown(&mut self, place: Option<(u32, u32)>, written: &str) -> Result<(), TooMany> {
        self.not_read(place, UnreadReason::Kind, written)
    }

    fn not_read(&mut self, place: Option<(u32, u32)>, reason: UnreadReason, written: &str) -> Result<(), TooMany> {
        self.unread.push(place, reason, written);
        place.map_or(Ok(()), |place| self.put(place, Cell::Unread(reason, known_again(written))))
    }

    /// Takes a cell; its place is its own once all are taken ([`BinaryCells::settle`]).
    pub fn put(&mut self, place: (u32, u32), cell: Cell) -> Result<(), TooMany> {
        if cell == Cell::Empty {
            return Ok(());
        }
        self.room = self.room.checked_sub(weight(&cell)).ok_or(TooMany)?;
        self.rows.push(place.0, place.1, cell);
        Ok(())
    }

    /// Puts what was taken into the grid.
    pub fn settle(&mut self) {
        self.grid = std::mem::take(&mut self.rows).finish(&mut self.unread);
    }
}

/// A number in four bytes ([MS-XLS] 2.5.217): the upper bits of a double, or a whole number, either perhaps of hundredths.
pub(super) fn rk(packed: u32) -> f64 {
    let number = if packed & 2 != 0 {
        f64::from(packed.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(packed & !3) << 32)
    };
    if packed & 1 != 0 { number / 100.0 } else { number }
}

/// The error of this number ([MS-XLS] 2.5.10).
pub(super) fn error(number: u8) -> Cell {
    let name = match number {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2a => "#N/A",
        0x2b => "#GETTING_DATA",
        _ => "#ERROR!",
    };
    Cell::Error(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers_are_those_that_were_written() {
        for (packed, number) in
            [(0x3ff0_0000, 1.0), (0x3ff0_0001, 0.01), (22, 5.0), (1235 << 2 | 3, 12.35), (u32::MAX - 1, -1.0)]
        {
            assert_eq!(rk(packed).to_bits(), f64::to_bits(number), "{packed:x}");
        }
    }
}
