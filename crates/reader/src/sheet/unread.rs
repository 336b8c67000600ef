//! Cells that a file states and that did not become a cell of the grid.
//!
//! A reader that does not understand a cell says so here, with its address where it has one: nothing that a file holds goes missing in silence.

/// Of one sheet so many are named one by one; the others are counted.
const MOST_NAMED: usize = 1 << 12;

/// A cell, or several, of one sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Row and column from 0; `None` where the file does not say.
    pub cell: Option<(u32, u32)>,
    pub reason: UnreadReason,
    /// What the file holds there, as it is written.
    pub written: String,
}

/// Why a cell was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnreadReason {
    /// It is said to be a number, a boolean or a text of the shared ones, and is none.
    Value,
    /// Its record is shorter than its kind asks.
    Record,
    /// Of a kind that no reader knows.
    Kind,
    /// Of a column of a type that no table holds.
    Type,
    /// Bytes that are no text.
    Bytes,
    /// The sheet states it twice, with two values.
    Twice,
    /// It lies under merged cells, which show another value.
    Covered,
    /// It is beyond the last row or column of a sheet, or its address is none.
    Address,
    /// Its row has more cells than there are labels: it may be under the wrong one.
    Moved,
    /// The text ends within its row: what is written may be the beginning of a value.
    Cut,
    /// A quote that was opened in one line is closed within a cell of another: the lines between are in one cell.
    Quotes,
    /// Where cells do not belong.
    Position,
    /// Said beside the rows of a list: they are not all, or not as they are meant.
    Envelope,
    /// Its format shows another number than is stored.
    Format,
    /// Its format shows another day or time than is stored.
    DayFormat,
    /// Its format shows nothing, a word or another sign in the place of the number.
    Replaced,
    /// A number beside which its format shows that it is the plan, an estimate, a running total or another period's.
    OtherFigures,
    /// Its format shows it as a time, and a number is asked for.
    Clock,
    /// It was no value in the file that a return was made from, and nobody has mended it.
    Unmended,
    /// The same of a value of another type than its field.
    UnmendedType,
    /// It is asked for as a text, and how its format shows it is not known letter by letter.
    Appearance,
    /// It is blank, and a text box or a control of a form that says something lies over it.
    Drawn,
    /// It is in a font of signs, and what it shows is not known.
    Symbols,
}

impl UnreadReason {
    /// True where nothing is in doubt but what this cell holds: the cells beside it are those of its row, and sound.
    pub const fn is_of_one_value(self) -> bool {
        matches!(self, Self::Bytes | Self::Type | Self::Kind | Self::Drawn | Self::Symbols)
    }
}

/// The beginning of what is written, enough to know it again.
pub fn known_again(written: &str) -> String {
    written.trim().chars().take(80).collect()
}

/// The cells of a sheet that were not read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnreadCells {
    named: Vec<Unread>,
    /// How many there are beside those that are named.
    others: u64,
}

impl UnreadCells {
    pub fn push(&mut self, cell: Option<(u32, u32)>, reason: UnreadReason, written: &str) {
        if self.named.len() < MOST_NAMED {
            self.named.push(Unread { cell, reason, written: known_again(written) });
        } else {
            self.others = self.others.saturating_add(1);
        }
    }

    pub fn named(&self) -> &[Unread] {
        &self.named
    }

    pub const fn others(&self) -> u64 {
        self.others
    }

    pub const fn is_empty(&self) -> bool {
        self.named.is_empty()
    }
}
