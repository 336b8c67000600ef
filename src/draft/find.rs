//! The table of a sheet whose labels nobody has declared.
//!
//! Takes a sheet's cells; gives the block of labels and where the body begins. A row that numbers the columns settles it;
//! else the labels are what is right above the first wide row that holds values. What a title or the head says never
//! belongs to the labels: a row of the block has two cells at least.

use std::collections::BTreeSet;

use super::evidence::is_value;
use crate::locate::labels::header::MOST_ROWS;
use crate::locate::labels::label_path::{Merges, paths};
use crate::locate::{head, numbering};
use crate::sheet::grid::{Cell, Grid};

/// Rows of a sheet in which a table must begin.
const MOST_SEARCHED: usize = 400;
/// Rows of the body that show which columns hold something.
const SAMPLED: usize = 40;

/// The labels of a table. Rows and columns count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub top: u32,
    pub bottom: u32,
    /// True where a row that numbers the columns follows.
    pub numbered: bool,
    /// Each with the texts over it, from top to bottom.
    pub columns: Vec<(u32, Vec<String>)>,
    /// Columns that hold something below the labels and have none.
    pub unlabelled: Vec<u32>,
}

/// A row with its cells that are not blank.
struct WrittenRow<'a> {
    row: u32,
    cells: Vec<&'a (u32, Cell)>,
}

impl WrittenRow<'_> {
    fn is_label_row(&self) -> bool {
        let texts = self.cells.iter().all(|(_, cell)| cell.as_text().is_some() && !is_value(cell));
        let head = self.cells.iter().filter_map(|(_, cell)| cell.as_text()).any(head::is_line_of_head);
        texts && !head
    }

    fn numbers_columns(&self) -> bool {
        self.cells.len() > 1 && numbering::read(&self.cells).is_some()
    }
}

/// The first table of a sheet; `None` where no row of labels has rows with something below it.
pub fn find(grid: &Grid) -> Option<Block> {
    let merges = Merges::new(grid);
    let rows: Vec<WrittenRow<'_>> = grid
        .rows(..)
        .map(|(row, cells)| WrittenRow { row, cells: cells.iter().filter(|(_, cell)| !cell.is_blank()).collect() })
        .filter(|written| !written.cells.is_empty())
        .take(MOST_SEARCHED)
        .collect();
    by_numbering(grid, &merges, &rows).or_else(|| by_values(grid, &merges, &rows))
}

fn by_numbering(grid: &Grid, merges: &Merges, rows: &[WrittenRow<'_>]) -> Option<Block> {
    rows.windows(2).enumerate().find_map(|(place, pair)| {
        let [labels, numbers] = pair else { return None };
        if !labels.is_label_row() || !numbers.numbers_columns() {
            return None;
        }
        let body = rows.get(place.saturating_add(2)..)?;
        best(grid, merges, labels.row..=labels.row, body, true)
    })
}

fn by_values(grid: &Grid, merges: &Merges, rows: &[WrittenRow<'_>]) -> Option<Block> {
    let widest = rows.iter().map(|written| written.cells.len()).max()?;
    let is_wide = |written: &WrittenRow<'_>| written.cells.len() > 1 && written.cells.len() * 2 >= widest;
    let has_labels = |place: usize| {
        rows.iter().take(place).any(|above| above.is_label_row() && (above.cells.len() > 1) && !above.cells.is_empty())
    };
    let with_values = rows.iter().enumerate().position(|(place, written)| {
        is_wide(written) && written.cells.iter().any(|(_, cell)| is_value(cell)) && has_labels(place)
    });
    // Rows that were left blank but for their number are between the labels and the first wide row.
    let with_values = with_values.map(|first| {
        let holds_values = |place: &usize| {
            let above = rows.get(*place).filter(|written| written.cells.len() > 1 && has_labels(*place));
            above.is_some_and(|written| written.cells.iter().any(|(_, cell)| is_value(cell)))
        };
        (0..first).rev().take_while(holds_values).last().unwrap_or(first)
    });
    // A table of nothing but words: its first wide row is its labels.
    let first = with_values.or_else(|| rows.iter().position(is_wide).map(|place| place + 1))?;
    let start = first.saturating_sub(6);
    let labels: Vec<u32> = rows
        .get(start..first)?
        .iter()
        .rev()
        .take_while(|written| written.is_label_row())
        .map(|written| written.row)
        .collect();
    let (highest, lowest) = (*labels.last()?, *labels.first()?);
    let block = best(grid, merges, highest..=lowest, rows.get(first..)?, false)?;
    Some(block)
}

/// Of the blocks that end in one of these rows the one that gives most columns a label; of equals the one that ends first,
/// then the lowest.
fn best(
    grid: &Grid,
    merges: &Merges,
    bottoms: std::ops::RangeInclusive<u32>,
    body: &[WrittenRow<'_>],
    numbered: bool,
) -> Option<Block> {
    let filled: BTreeSet<u32> =
        body.iter().take(SAMPLED).flat_map(|written| written.cells.iter().map(|(column, _)| *column)).collect();
    let mut best: Option<(usize, Block)> = None;
    for bottom in bottoms {
        for height in 0..MOST_ROWS {
            let Some(top) = bottom.checked_sub(height) else { break };
            if !may_be_labels(grid, merges, top) {
                break;
            }
            let columns = labels(grid, merges, top, bottom);
            let labelled: BTreeSet<u32> = columns.iter().map(|(column, _)| *column).collect();
            let covered = labelled.intersection(&filled).count();
            let block =
                Block { top, bottom, numbered, unlabelled: filled.difference(&labelled).copied().collect(), columns };
            // A lower row of labels lies under some columns only, a heading of the body begins in the first.
            let deeper = best.as_ref().is_some_and(|(most, found)| {
                covered == *most && bottom > found.bottom && top <= found.top && is_lower_row(grid, found, bottom)
            });
            if covered > 1 && (deeper || best.as_ref().is_none_or(|(most, _)| covered > *most)) {
                best = Some((covered, block));
            }
        }
    }
    best.map(|(_, block)| with_groups(grid, merges, block))
}

fn labels(grid: &Grid, merges: &Merges, top: u32, bottom: u32) -> Vec<(u32, Vec<String>)> {
    let owned = |texts: Vec<std::borrow::Cow<'_, str>>| texts.into_iter().map(std::borrow::Cow::into_owned).collect();
    paths(grid, merges, top, bottom).into_iter().map(|(column, texts)| (column, owned(texts))).collect()
}

/// True where a row below a block holds labels under some of its columns, none of them under the first two.
fn is_lower_row(grid: &Grid, block: &Block, row: u32) -> bool {
    let first: Vec<u32> = block.columns.iter().take(2).map(|(column, _)| *column).collect();
    let mut cells = grid.row(row).iter().filter(|(_, cell)| !cell.is_blank()).peekable();
    cells.peek().is_some() && cells.all(|(column, _)| !first.contains(column))
}

/// A row of a block: two cells at least, and no line of the head.
fn may_be_labels(grid: &Grid, merges: &Merges, row: u32) -> bool {
    let written = grid.row(row).iter().filter(|(_, cell)| !cell.is_blank()).collect::<Vec<_>>();
    let passing = merges.row(row).iter().filter(|range| range.first_row < row && range.last_row >= row).count();
    let written = WrittenRow { row, cells: written };
    written.is_label_row() && written.cells.len() + passing > 1
}

/// Takes in the rows above that group some of the columns.
fn with_groups(grid: &Grid, merges: &Merges, mut block: Block) -> Block {
    while let Some(top) = block.top.checked_sub(1).filter(|top| block.bottom - *top < MOST_ROWS) {
        let covered =
            |first: u32, last: u32| block.columns.iter().filter(|(column, _)| (first..=last).contains(column)).count();
        let groups = merges.row(top).iter().any(|range| {
            let count = covered(range.first_column, range.last_column);
            range.last_column > range.first_column && count > 1 && count < block.columns.len()
        });
        let cuts = merges.row(top).iter().any(|upper| {
            merges.row(block.top).iter().any(|lower| {
                let apart = upper.last_column < lower.first_column || lower.last_column < upper.first_column;
                let within = upper.first_column <= lower.first_column && lower.last_column <= upper.last_column;
                upper != lower && !apart && !within
            })
        });
        let columns = labels(grid, merges, top, block.bottom);
        if !groups || cuts || !may_be_labels(grid, merges, top) || columns.len() != block.columns.len() {
            break;
        }
        (block.top, block.columns) = (top, columns);
    }
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_left_blank_below_the_labels_are_no_labels() {
        let rows: [&[&str]; 5] = [
            &["Năm 2025"],
            &["STT", "Tên xã", "Kết quả một", "Kết quả hai", "Kết quả ba"],
            &["1", "Xã Sín Thầu"],
            &["2", "Xã Mường Nhé", "0", "470", "6577"],
            &["Ghi chú: số liệu mô phỏng"],
        ];
        let block = find(&Grid::from_rows(&rows)).unwrap();
        assert_eq!((block.top, block.bottom, block.columns.len()), (1, 1, 5));
    }
}
