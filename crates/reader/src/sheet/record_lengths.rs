//! How many cells the records of a delimited text have.
//!
//! Cells at the end of a record that hold nothing are not in the grid; that they are there says whether a value may be under the wrong label.

/// The lengths of the records of one text, or of a piece of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordLengths {
    /// The sign between cells.
    pub delimiter: u8,
    /// The rows from which on records have another number of cells, in order.
    changes: Vec<(u32, u32)>,
    /// The last record, where the text ends without a line end behind it.
    pub unended: Option<u32>,
}

impl RecordLengths {
    pub fn new(delimiter: u8) -> Self {
        Self { delimiter, ..Self::default() }
    }

    /// Adds the record of a row (from 0), which is below those before.
    pub fn push(&mut self, row: u32, cells: usize) {
        let cells = u32::try_from(cells).unwrap_or(u32::MAX);
        if self.changes.last().is_none_or(|(_, before)| *before != cells) {
            self.changes.push((row, cells));
        }
    }

    /// The number of cells of the record of a row; 0 above the first record.
    pub fn of(&self, row: u32) -> u32 {
        let after = self.changes.partition_point(|(first, _)| *first <= row);
        self.changes.get(..after).and_then(<[_]>::last).map_or(0, |(_, cells)| *cells)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_kept_where_they_change() {
        let mut lengths = RecordLengths::new(b';');
        for (row, cells) in [(2, 3), (3, 3), (5, 4), (6, 3)] {
            lengths.push(row, cells);
        }
        assert_eq!([0, 2, 3, 5, 6, 9].map(|row| lengths.of(row)), [0, 3, 3, 4, 3, 3]);
        assert_eq!(lengths.changes.len(), 3);
    }
}
