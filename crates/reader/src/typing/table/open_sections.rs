//! The sections that are open at each total of a section.
//!
//! Sections lie in each other: below "A" are "I" and "II", and "Cộng" behind the rows of II may sum II or A. A heading that is numbered as one before
//! it closes that one, with all that was opened since.

use std::collections::HashMap;
use std::ops::Range;

use super::{DataRow, Typing};
use crate::locate::rows::{HeadingNumber, Row, RowRole, TotalScope, heading_words, heads};
use crate::values::text;

/// Data rows, from the heading of each open section to a total, the innermost section first; by the row of the total. Of a total that names one of
/// them by its number ("Cộng mục II") that one alone.
pub(super) type OpenSections = HashMap<u32, OpenAtTotal>;

/// The sections that are open at a total.
pub(super) struct OpenAtTotal {
    pub rows: Vec<Range<usize>>,
    /// True where the total names the one that it sums.
    pub is_named: bool,
}

/// A section that is open.
struct OpenSection {
    kind: Option<HeadingNumber>,
    /// "ii"
    number: Option<String>,
    first: usize,
}

impl<'a> Typing<'a> {
    /// The open sections at the totals of sections.
    pub(super) fn open_sections(&self, data: &[DataRow<'a>]) -> OpenSections {
        let mut found = OpenSections::new();
        let mut open: Vec<OpenSection> = Vec::new();
        let mut place = 0;
        for row in &self.table.body {
            while data.get(place).is_some_and(|data| data.index < row.index) {
                place += 1;
            }
            if heads(row) {
                let kind = self.heading(row).and_then(|(_, _, number)| number);
                let same = open.iter().position(|other| other.kind == kind);
                open.truncate(same.unwrap_or(open.len()));
                open.push(OpenSection { kind, number: self.number_of_heading(row), first: place });
            } else if row.role == RowRole::Total(TotalScope::Section) {
                let named = self.number_in_total(row);
                let is_named = |section: &&OpenSection| named.is_some() && section.number == named;
                let of_it = open.iter().rev().find(is_named).map(|section| section.first..place);
                let ranges = open.iter().rev().map(|section| section.first..place).filter(|rows| !rows.is_empty());
                let at_total = match of_it.filter(|rows| !rows.is_empty()) {
                    Some(rows) => OpenAtTotal { rows: vec![rows], is_named: true },
                    None => OpenAtTotal { rows: ranges.collect(), is_named: false },
                };
                found.insert(row.index, at_total);
            }
        }
        found
    }

    /// The number of a heading, in a cell of its own or before its words.
    fn number_of_heading(&self, row: &Row) -> Option<String> {
        let texts = || self.grid().row(row.index).iter().filter_map(|(_, cell)| cell.as_text());
        let alone = texts().find(|text| HeadingNumber::of(text).is_some());
        let before = texts().find_map(|text| {
            let (kind, rest) = heading_words(text);
            kind.and_then(|_| text.trim().strip_suffix(rest))
        });
        alone.or(before).map(bare_number)
    }

    /// The number that the words of a total end with: "ii" of "Cộng mục II".
    fn number_in_total(&self, row: &Row) -> Option<String> {
        let texts = self.grid().row(row.index).iter().filter_map(|(_, cell)| cell.as_text());
        texts.filter_map(|text| text.trim().rsplit_once(' ')).map(|(_, last)| last).find_map(|last| {
            let number = bare_number(last);
            HeadingNumber::of(&number).map(|_| number)
        })
    }
}

/// A number without the signs around it, in small letters.
fn bare_number(written: &str) -> String {
    text::name(written).trim_matches(|sign: char| !sign.is_alphanumeric()).to_owned()
}
