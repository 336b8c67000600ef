//! Groups of columns that the usual reading of labels leaves open: typed over the middle of their columns, or known to no form.
//!
//! A group that is not merged is over the blanks to its right: so it reads where it was typed over its first column. Where
//! a column to its left has no group, it may have been typed over the middle instead. Takes the cells of a block; gives the
//! columns in question and how they could be parted among their groups. Which is meant, the labels of a form decide.

use std::collections::BTreeMap;

use crate::locate::known_text::KnownText;
use crate::locate::labels::header::MOST_ROWS;
use crate::locate::labels::label_path::{Merges, Path, covering, paths};
use crate::sheet::grid::{Cell, Grid, Merged, cell_of};
use crate::words::unit_text::is_only_a_unit;

/// Ways of parting one run that are tried.
const MOST_WAYS: usize = 64;
/// Columns of a run that is looked at: with more, nothing is known by eye either.
const MOST_COLUMNS: usize = 64;

/// The group of each column of a row, where it is not the nearest on the left: row and column to the column of the group's
/// text; `None` for no group.
pub(super) type Spans = BTreeMap<(u32, u32), Option<u32>>;

/// Columns side by side in one row of labels whose groups may be centred.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LabelRun {
    pub row: u32,
    pub columns: Vec<u32>,
    /// Places among the columns at which a group's text is.
    groups: Vec<usize>,
}

/// The runs of a block that begin with a column without a group.
pub(super) fn runs(grid: &Grid, merges: &Merges, columns: &[(u32, u32)], top: u32, bottom: u32) -> Vec<LabelRun> {
    let mut runs = Vec::new();
    for row in top..bottom {
        let ranges = merges.row(row);
        let mut run = LabelRun { row, columns: Vec::new(), groups: Vec::new() };
        let mut close = |run: &mut LabelRun| {
            let begins_blank = run.groups.first().is_some_and(|place| *place > 0);
            let run = std::mem::replace(run, LabelRun { row, columns: Vec::new(), groups: Vec::new() });
            if begins_blank && run.columns.len() <= MOST_COLUMNS {
                runs.push(run);
            }
        };
        let cells = grid.row(row);
        for (column, lowest) in columns {
            let cell: &Cell = cell_of(cells, *column);
            // A label without anything below it, and a merged cell, belong to no run.
            if *lowest <= row || covering(ranges, *column).is_some() {
                close(&mut run);
                continue;
            }
            if !cell.is_blank() {
                run.groups.push(run.columns.len());
            }
            run.columns.push(*column);
        }
        close(&mut run);
    }
    runs
}

impl LabelRun {
    /// The ways in which each group is over the middle of its columns; columns on the left may have none.
    pub fn ways(&self) -> Vec<Spans> {
        let mut ways = Vec::new();
        for start in 0..self.groups.first().copied().unwrap_or_default() {
            self.part(start, 0, &mut Vec::new(), &mut ways);
        }
        ways
    }

    /// Parts the columns from `start` on among the groups from `next` on; `ends` are those of the groups before.
    fn part(&self, start: usize, next: usize, ends: &mut Vec<(usize, usize)>, ways: &mut Vec<Spans>) {
        if ways.len() >= MOST_WAYS {
            return;
        }
        let Some(group) = self.groups.get(next).copied() else {
            if start == self.columns.len() {
                ways.push(self.spans(ends));
            }
            return;
        };
        let limit = self.groups.get(next.saturating_add(1)).copied().unwrap_or(self.columns.len());
        // Of an even number of columns either of the two in the middle will do.
        let middle = group.saturating_mul(2).saturating_sub(start);
        for end in middle.saturating_sub(1)..=middle.saturating_add(1) {
            if end >= group && end < limit && group >= start {
                ends.push((start, end));
                self.part(end.saturating_add(1), next.saturating_add(1), ends, ways);
                ends.pop();
            }
        }
    }

    fn spans(&self, ends: &[(usize, usize)]) -> Spans {
        let group_of = |place: usize| {
            let of = ends.iter().position(|(start, end)| (*start..=*end).contains(&place))?;
            self.columns.get(*self.groups.get(of)?).copied()
        };
        self.columns.iter().enumerate().map(|(place, column)| ((self.row, *column), group_of(place))).collect()
    }
}

/// The texts of the rows right above a block that group its columns, though no form knows them: which figures they speak of
/// matters even where they are no part of a label.
pub(super) fn above<'g>(
    grid: &'g Grid,
    merges: &Merges,
    from: u32,
    columns: &[(u32, u32)],
    (top, bottom): (u32, u32),
) -> Vec<Path<'g>> {
    let Some((first, _)) = columns.first() else { return Vec::new() };
    let is_row_of_groups = |row: u32| {
        let below = grid.below(row).unwrap_or(row);
        // What is over the first column is a title, but for the column's own label that reaches down.
        let into_block = |column: u32| covering(merges.row(row), column).is_some_and(|range| range.last_row >= below);
        let over_first = |(column, cell): &(u32, Cell)| column <= first && !cell.is_blank() && !into_block(*column);
        if grid.row(row).iter().any(over_first) {
            return false;
        }
        let begun = |range: &&Merged| !grid.get(range.first_row, range.first_column).is_blank();
        let spans = merges
            .row(row)
            .iter()
            .filter(begun)
            .any(|range| range.last_row >= below || range.last_column > range.first_column);
        let texts: Vec<&str> =
            grid.row(row).iter().filter(|(_, cell)| !cell.is_blank()).filter_map(|(_, cell)| cell.as_text()).collect();
        let numbers = grid.row(row).iter().any(|(_, cell)| cell.is_number());
        // Beside labels that reach down, "%" is over a column and no line of its own.
        let reaches = grid.row(row).iter().any(|(column, cell)| !cell.is_blank() && into_block(*column));
        let is_unit = |text: &str| matches!(text.trim(), "%" | "‰") || is_only_a_unit(text);
        let is_head = |text: &&str| KnownText::of(text).is_line_of_head() && !(reaches && is_unit(text));
        (spans || texts.len() > 1) && !numbers && !texts.iter().any(is_head)
    };
    let rows = std::iter::successors(grid.above(top), |row| grid.above(*row)).take_while(|row| *row >= from);
    let is_near = |row: u32| bottom.saturating_sub(row) <= MOST_ROWS;
    let highest = rows.take_while(|row| is_near(*row) && is_row_of_groups(*row)).last();
    highest.map_or_else(Vec::new, |highest| paths(grid, merges, highest, bottom))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locate::labels::label_path::own_columns;

    #[test]
    fn centred_groups_can_be_parted_in_a_few_ways() {
        let rows: [&[&str]; 2] = [
            &["Tên", "", "Tiếp nhận", "", "Đã giải quyết", "", "Cán bộ", ""],
            &["", "Tổng số", "Trực tuyến", "Tổng số", "Đúng hạn", "Quá hạn", "Tổng số", "Chữ ký số"],
        ];
        let grid = Grid::from_rows(&rows);
        let merges = Merges::new(&grid);
        let runs = runs(&grid, &merges, &own_columns(&grid, &merges, 0, 1), 0, 1);
        assert_eq!(runs.len(), 1);
        let ways = runs[0].ways();
        let meant = [(1, 2), (2, 2), (3, 4), (4, 4), (5, 4), (6, 6), (7, 6)];
        let meant: Spans = meant.into_iter().map(|(column, group)| ((0, column), Some(group))).collect();
        assert!(ways.contains(&meant) && ways.len() < 8, "{ways:?}");
    }

    #[test]
    fn groups_over_their_first_columns_are_no_question() {
        let rows: [&[&str]; 2] = [&["Tên", "Tiếp nhận", "", "Đã giải quyết", ""], &["", "a", "b", "c", "d"]];
        let grid = Grid::from_rows(&rows);
        let merges = Merges::new(&grid);
        assert_eq!(runs(&grid, &merges, &own_columns(&grid, &merges, 0, 1), 0, 1), []);
    }
}
