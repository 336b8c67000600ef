//! What was repaired in the texts of a file, and the note that says so.
//!
//! Takes each repair where it is done; gives one note for each kind of repair, with the number of cells and the first of them. A note
//! changes no row: who sends the file may want to know what its program does.

use std::collections::BTreeMap;

use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::message;
use crate::sheet::address::address;
use crate::sheet::unread::known_again;
use crate::values::look_alike::SignRepair;

/// A kind of repair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Repair {
    Signs(SignRepair),
    /// `="03148"`, as programs write a text that a spreadsheet is not to take for a number.
    Formula,
    /// `'03148`, as a spreadsheet shows that a number is meant as text.
    Apostrophe,
    /// `&#7883;` and `\u1ecb` for letters.
    References,
    /// A label that a data frame made.
    MadeLabel,
    /// Each line of the text is one quoted cell.
    QuotedLines,
    /// Quotes within cells are behind backslashes.
    EscapedQuotes,
    /// The lines of the text bear names of rows, and the labels none.
    RowNames,
}

/// The cells that one kind of repair was done in.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Repaired {
    cells: u64,
    /// The sheet, row and column of the first of them; `None` where the text as a whole was repaired.
    first: Option<(String, u32, u32)>,
    written: String,
    read: String,
}

/// What was repaired in a sheet, or in all sheets of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repairs(BTreeMap<Repair, Repaired>);

impl Repairs {
    /// Takes in the repair of a cell of a sheet.
    pub fn add(&mut self, repair: Repair, (sheet, row, column): (&str, u32, u32), written: &str, read: &str) {
        match self.0.get_mut(&repair) {
            Some(repaired) => repaired.cells = repaired.cells.saturating_add(1),
            None => {
                let first = Some((sheet.to_owned(), row, column));
                let (written, read) = (known_again(written), known_again(read));
                self.0.insert(repair, Repaired { cells: 1, first, written, read });
            }
        }
    }

    /// Takes in the repair of a text as a whole.
    pub fn add_whole(&mut self, repair: Repair) {
        let whole = Repaired { cells: 0, first: None, written: String::new(), read: String::new() };
        self.0.entry(repair).or_insert(whole);
    }

    /// Takes in what was repaired further on in the file.
    pub fn join(&mut self, other: &Self) {
        for (repair, further) in &other.0 {
            match self.0.get_mut(repair) {
                Some(repaired) => repaired.cells = repaired.cells.saturating_add(further.cells),
                None => {
                    self.0.insert(*repair, further.clone());
                }
            }
        }
    }

    /// A note for each kind of repair.
    pub fn notes(&self) -> impl Iterator<Item = Finding> {
        self.0.iter().map(|(repair, repaired)| {
            let location = match &repaired.first {
                Some((sheet, row, column)) => Location {
                    sheet: Some(sheet.clone()).filter(|sheet| !sheet.is_empty()),
                    cell: Some(address(*row, *column)),
                    row: row.checked_add(1),
                    ..Location::default()
                },
                None => Location::default(),
            };
            let finding = Finding::new(Code::RepairedText, location, repaired.message(*repair));
            match repaired.written.is_empty() {
                true => finding,
                false => finding.value(&repaired.written),
            }
        })
    }
}

impl Repaired {
    fn message(&self, repair: Repair) -> Message {
        let Self { cells, written, read, .. } = self;
        match repair {
            Repair::Signs(SignRepair::Invisible) => {
                message!("repaired-text.invisible", count = *cells, read = read)
            }
            Repair::Signs(SignRepair::LookAlike) => {
                message!("repaired-text.look-alike", count = *cells, written = written, read = read)
            }
            Repair::Signs(SignRepair::FullWidth) => {
                message!("repaired-text.full-width", count = *cells, written = written, read = read)
            }
            Repair::Signs(SignRepair::OrderOfMarks) => {
                message!("repaired-text.order-of-marks", count = *cells, read = read)
            }
            Repair::Formula => message!("repaired-text.formula", count = *cells, written = written, read = read),
            Repair::References => message!("repaired-text.references", count = *cells, written = written, read = read),
            Repair::Apostrophe => message!("repaired-text.apostrophe", count = *cells, written = written, read = read),
            Repair::MadeLabel if read.is_empty() => {
                message!("repaired-text.made-label-of-none", count = *cells, written = written)
            }
            Repair::MadeLabel => message!("repaired-text.made-label", count = *cells, written = written, read = read),
            Repair::QuotedLines => message!("repaired-text.quoted-lines"),
            Repair::EscapedQuotes => message!("repaired-text.escaped-quotes"),
            Repair::RowNames => message!("repaired-text.row-names"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_of_repair_has_one_note_with_its_cells_and_the_first() {
        let (mut first, mut second) = (Repairs::default(), Repairs::default());
        let invisible = Repair::Signs(SignRepair::Invisible);
        first.add(invisible, ("a", 3, 2), "5\u{200b}", "5");
        first.add(invisible, ("a", 4, 2), "6\u{200b}", "6");
        second.add(invisible, ("b", 0, 0), "7\u{200b}", "7");
        second.add_whole(Repair::QuotedLines);
        first.join(&second);
        let notes: Vec<Finding> = first.notes().collect();
        assert_eq!(notes.len(), 2);
        assert_eq!((notes[0].location.sheet.as_deref(), notes[0].location.cell.as_deref()), (Some("a"), Some("C4")));
        assert!(notes[0].message.en.contains('3') && !notes[0].is_error(), "{:?}", notes[0].message);
        assert_eq!(notes[1].location, Location::default());
    }
}
