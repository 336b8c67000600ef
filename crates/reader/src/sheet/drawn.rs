//! What is seen over the cells of a sheet and is not in them: text boxes, check boxes and other controls of forms.
//!
//! Takes where the readers of formats found them; gives the cells that each covers. What one of them says is no value of a cell, and whoever
//! looks at the sheet takes it for one.

/// Shapes of one sheet that are kept.
const MOST: usize = 1 << 12;
/// Bytes of the text of one that are kept: a value is short.
const LONGEST: usize = 200;
/// Rows of a shape over several columns that may be a value: a larger one lies over the table.
const MOST_ROWS: u32 = 3;
/// The same of one over a single column, which may hold a number for each.
const MOST_ROWS_OF_COLUMN: u32 = 100;

/// What a shape shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DrawnValue {
    /// The paragraphs of a text box, joined by blanks.
    Text(String),
    /// A check box; true where it is ticked.
    Checked(bool),
    /// A button of several, one of which is chosen, and this is the one; or a list of which an item is.
    Chosen,
}

impl DrawnValue {
    /// It, as a text that people recognise.
    pub fn written(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Checked(true) => "☑",
            Self::Checked(false) => "☐",
            Self::Chosen => "◉",
        }
    }
}

/// A shape over cells; both ends of its range belong to it. Rows and columns count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// Row and column.
    pub first: (u32, u32),
    /// Row and column.
    pub last: (u32, u32),
    pub value: DrawnValue,
}

/// The shapes of a sheet that may be values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DrawnValues(Vec<Drawn>);

impl DrawnValues {
    /// Keeps a shape over a range, from its first cell to its last.
    pub fn add(&mut self, first: (u32, u32), last: (u32, u32), value: DrawnValue) {
        // The box of a check box is at its left, and its words are at the right of it.
        let of_words = matches!(value, DrawnValue::Text(_));
        let last = (last.0.max(first.0), if of_words { last.1.max(first.1) } else { first.1 });
        let most = if last.1 > first.1 { MOST_ROWS } else { MOST_ROWS_OF_COLUMN };
        let is_wide = last.0 - first.0 >= most;
        let says = !value.written().trim().is_empty() && value.written().len() <= LONGEST;
        if says && !is_wide && self.0.len() < MOST {
            self.0.push(Drawn { first, last, value });
        }
    }

    /// Keeps those of another.
    pub fn join(&mut self, others: Self) {
        let room = MOST.saturating_sub(self.0.len());
        self.0.extend(others.0.into_iter().take(room));
    }

    /// All of them, in the order of the file.
    pub fn all(&self) -> &[Drawn] {
        &self.0
    }
}

/// One side of a shape as files state it: in which row or column it is, and how far beyond its beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Edge {
    pub index: u32,
    /// As a part of a row or column of the usual size.
    pub beyond: f64,
}

/// A row or column that a shape covers by so little of its size is not the one that it was put over.
const SLIVER: f64 = 0.25;

/// The rows or columns between two edges, without those that the shape hardly touches.
pub fn covered(from: Edge, to: Edge) -> (u32, u32) {
    let is_sliver = to.index > from.index && to.beyond <= SLIVER;
    let last = if is_sliver { to.index - 1 } else { to.index.max(from.index) };
    let first = if last > from.index && from.beyond >= 1.0 - SLIVER { from.index + 1 } else { from.index };
    (first, last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_is_hardly_touched_is_not_covered() {
        let edge = |index, beyond| Edge { index, beyond };
        for (from, to, expected) in [
            (edge(6, 0.1), edge(7, 0.0), (6, 6)),
            (edge(6, 0.1), edge(6, 0.9), (6, 6)),
            (edge(6, 0.9), edge(7, 0.8), (7, 7)),
            (edge(6, 0.5), edge(7, 0.5), (6, 7)),
            (edge(6, 0.9), edge(7, 0.1), (6, 6)),
        ] {
            assert_eq!(covered(from, to), expected);
        }
    }

    #[test]
    fn what_lies_over_the_whole_table_is_no_value() {
        let mut drawn = DrawnValues::default();
        drawn.add((1, 1), (20, 5), DrawnValue::Text("2025".to_owned()));
        drawn.add((1, 1), (1, 1), DrawnValue::Text("  ".to_owned()));
        assert!(drawn.all().is_empty());
        drawn.add((1, 1), (1, 4), DrawnValue::Checked(false));
        assert_eq!(drawn.all().first().unwrap().last, (1, 1));
    }
}
