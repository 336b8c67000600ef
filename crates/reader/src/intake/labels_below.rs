//! Lines of an export that are labels: those of the first line again, or those of another export that was appended to it.
//!
//! Takes a line below the labels; says whether it is the labels again, or labels in another order, below which each value would be read as another.

use crate::locate::Table;
use crate::sheet::grid::{Cell, Sheet};
use crate::values::text;

/// What a line of labels says of the lines below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LabelsBelow {
    /// Each is over its own column.
    Same,
    /// Some are over other columns.
    Moved,
}

impl LabelsBelow {
    /// What this line is; `None` for one that holds a figure, or fewer than two labels of the table.
    pub(super) fn of(sheet: &Sheet, table: &Table, line: u32) -> Option<Self> {
        let cells = sheet.grid.row(line);
        // As in most lines.
        if cells.iter().any(|(_, cell)| cell.is_figure()) {
            return None;
        }
        let labelled = || table.columns.iter().filter(|column| column.field.is_some());
        let written = |cell: &Cell| cell.as_text().map(text::label).filter(|written| !written.is_empty());
        let is_same = labelled().all(|column| {
            written(sheet.grid.get(line, column.index)).is_some_and(|written| written == text::label(&column.label))
        });
        if is_same {
            return Some(Self::Same);
        }
        let (mut labels, mut is_moved) = (0usize, false);
        for (index, written) in cells.iter().filter_map(|(index, cell)| Some((index, written(cell)?))) {
            let mut over = labelled().filter(|column| text::label(&column.label) == written).peekable();
            if over.peek().is_some() {
                labels = labels.saturating_add(1);
                is_moved |= over.all(|column| column.index != *index);
            }
        }
        (labels > 1 && is_moved).then_some(Self::Moved)
    }
}
