//! How many cells the records of a delimited text have, or the lists of JSON that are rows.
//!
//! Cells at the end of a record that hold nothing are not in the grid; that they are there says whether a value may be under the wrong label.

/// The lengths of the records of one text, or of a piece of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordLengths {
    /// The sign between cells.
    pub delimiter: u8,
    /// True for lists of JSON, which no spreadsheet writes.
    are_lists: bool,
    /// The rows from which on records have another number of cells, in order.
    changes: Vec<(u32, u32)>,
    /// The row of the last record.
    last: u32,
    /// The last record, where the text ends without a line end behind it.
    pub unended: Option<u32>,
}

/// Excel decides for so many rows at once how many delimiters end them: those of columns in which none of the rows holds anything are left out.
const ROWS_OF_EXCEL: u32 = 16;
/// Rows of equal length that are no accident.
const FEWEST_ALIKE: u32 = 4;

impl RecordLengths {
    pub fn new(delimiter: u8) -> Self {
        Self { delimiter, ..Self::default() }
    }

    /// Those of lists of JSON.
    pub fn of_lists() -> Self {
        Self { are_lists: true, ..Self::new(b',') }
    }

    /// The number of cells of the labels, the lowest of whose rows is `lowest`. Programs leave out of a list what is blank at its end, so that of the
    /// rows of labels the longest counts.
    pub fn of_labels(&self, top: u32, lowest: u32) -> u32 {
        let first = if self.are_lists { top } else { lowest };
        (first..=lowest).map(|row| self.of(row)).max().unwrap_or_default()
    }

    /// Adds the record of a row (from 0), which is below those before.
    pub fn push(&mut self, row: u32, cells: usize) {
        let cells = u32::try_from(cells).unwrap_or(u32::MAX);
        self.last = row;
        if self.changes.last().is_none_or(|(_, before)| *before != cells) {
            self.changes.push((row, cells));
        }
    }

    /// True where all records that Excel writes at once with that of a row have as many cells.
    pub fn is_usual_for_excel(&self, row: u32) -> bool {
        if self.are_lists {
            return false;
        }
        let start = row - row % ROWS_OF_EXCEL;
        let end = self.last.min(start.saturating_add(ROWS_OF_EXCEL - 1));
        let changes = self.changes.iter().any(|(first, _)| (start.saturating_add(1)..=end).contains(first));
        !changes && end.saturating_sub(start) >= FEWEST_ALIKE - 1
    }

    /// The row and the length of the first record, where every other one is longer by one.
    pub fn first_is_shorter(&self) -> Option<(u32, u32)> {
        if self.are_lists {
            return None;
        }
        match self.changes.as_slice() {
            [(row, cells), (next, others)] if *next == row.saturating_add(1) && *others == cells.saturating_add(1) => {
                Some((*row, *cells))
            }
            _ => None,
        }
    }

    /// Takes the first record to be as long as those below.
    pub fn lengthen_first(&mut self) {
        if let [first, (_, others)] = self.changes.as_mut_slice() {
            first.1 = *others;
            self.changes.truncate(1);
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
        assert_eq!(lengths.of_labels(2, 6), 3);
        lengths.are_lists = true;
        assert_eq!(lengths.of_labels(2, 6), 4);
    }

    #[test]
    fn sixteen_rows_of_excel_have_one_length() {
        let mut lengths = RecordLengths::new(b';');
        for row in 0..50 {
            lengths.push(row, if (16..32).contains(&row) || row == 40 { 8 } else { 7 });
        }
        assert_eq!(
            [0, 16, 31, 40, 41, 49].map(|row| lengths.is_usual_for_excel(row)),
            [true, true, true, false, false, false]
        );
    }
}
