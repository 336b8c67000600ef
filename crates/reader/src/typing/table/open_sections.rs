//! The sections that are open at each total of a section.
//!
//! Sections lie in each other: below "A" are "I" and "II", and "Cộng" behind the rows of II may sum II or A. A heading that is numbered as one before
//! it closes that one, with all that was opened since.

use std::collections::HashMap;
use std::ops::Range;

use super::{DataRow, Typing};
use crate::locate::rows::{HeadingNumber, RowRole, TotalScope, heads};

/// Data rows, from the heading of each open section to a total, the innermost section first; by the row of the total.
pub(super) type OpenSections = HashMap<u32, Vec<Range<usize>>>;

impl<'a> Typing<'a> {
    /// The open sections at the totals of sections.
    pub(super) fn open_sections(&self, data: &[DataRow<'a>]) -> OpenSections {
        let mut found = OpenSections::new();
        let mut open: Vec<(Option<HeadingNumber>, usize)> = Vec::new();
        let mut place = 0;
        for row in &self.table.body {
            while data.get(place).is_some_and(|data| data.index < row.index) {
                place += 1;
            }
            if heads(row) {
                let number = self.heading(row).and_then(|(_, _, number)| number);
                let same = open.iter().position(|(other, _)| *other == number);
                open.truncate(same.unwrap_or(open.len()));
                open.push((number, place));
            } else if row.role == RowRole::Total(TotalScope::Section) {
                let ranges = open.iter().rev().map(|(_, first)| *first..place).filter(|rows| !rows.is_empty());
                found.insert(row.index, ranges.collect());
            }
        }
        found
    }
}
