//! Labels that somebody wrapped by hand: "Tổng số" in one cell and "doanh nghiệp" in the one below it, as old programs and reports that were made from PDF
//! have them.
//!
//! Takes the sheets of a file where labels are missing; where two columns or more have a label of a form in cells one below the other, the lowest of them
//! gets the whole text, and the tables are looked for again. What is found then is kept only if fewer labels are missing.

use std::collections::{BTreeMap, BTreeSet};

use crate::findings::code::Code;
use crate::intake::Reader;
use crate::locate::labels::header::Catalogue;
use crate::locate::labels::label_path::MOST_COLUMNS;
use crate::locate::{self, Located};
use crate::sheet::grid::{Cell, Grid, Merged, Sheet};

/// Cells that one label is wrapped over, at most.
const MOST_LINES: usize = 3;

/// Bytes of one line of a label.
const LONGEST_LINE: usize = 200;

/// Rows in which labels are looked for.
const MOST_ROWS: usize = 100;

/// Columns that show that a row of cells goes on in the next.
const FEWEST_COLUMNS: usize = 2;

/// A label over several cells: its rows, its column and its text.
struct Wrapped {
    rows: Vec<u32>,
    column: u32,
    text: String,
}

/// Joins such labels in all sheets, and finds their tables.
pub(super) fn join(reader: &Reader<'_>, sheets: &mut [Sheet], located: &mut Located) {
    let before = missing(located);
    if before == 0 {
        return;
    }
    let mut kept: Vec<(usize, Grid)> = Vec::new();
    for (number, sheet) in sheets.iter_mut().enumerate() {
        let wrapped = wrapped(&sheet.grid, &reader.catalogue);
        if wrapped.is_empty() {
            continue;
        }
        kept.push((number, sheet.grid.clone()));
        for Wrapped { rows, column, text } in wrapped {
            let Some((last, upper)) = rows.split_last() else { continue };
            upper.iter().for_each(|row| sheet.grid.set(*row, column, Cell::Empty));
            sheet.grid.set(*last, column, Cell::Text(text));
        }
    }
    if kept.is_empty() {
        return;
    }
    let found = locate::locate(sheets, &reader.project.forms, &reader.catalogue);
    if missing(&found) < before {
        *located = found;
        return;
    }
    for (number, grid) in kept {
        if let Some(sheet) = sheets.get_mut(number) {
            sheet.grid = grid;
        }
    }
}

/// How many labels are missing; where there is no table of a form, more than of any.
fn missing(located: &Located) -> usize {
    const ALL: usize = 1_000;
    let of = |code: Code| match code {
        Code::UnknownForm => ALL,
        Code::MissingLabel => 1,
        _ => 0,
    };
    located.findings.iter().map(|finding| of(finding.code)).sum()
}

/// The labels of a sheet that are wrapped over cells.
fn wrapped(grid: &Grid, catalogue: &Catalogue) -> Vec<Wrapped> {
    let mut by_row: BTreeMap<u32, Vec<Wrapped>> = BTreeMap::new();
    let mut taken: BTreeSet<(u32, u32)> = BTreeSet::new();
    // What is over several columns is a group of them.
    let is_group = |row: u32, column: u32| {
        let over = |range: &Merged| {
            (range.first_row..=range.last_row).contains(&row)
                && (range.first_column..=range.last_column).contains(&column)
        };
        grid.merged().iter().any(|range| range.first_column < range.last_column && over(range))
    };
    for (row, cells) in grid.rows(..).take(MOST_ROWS) {
        for (column, _) in cells.iter().take(MOST_COLUMNS) {
            let mut lines: Vec<(u32, &str)> = Vec::new();
            for row in std::iter::successors(Some(row), |row| grid.below(*row)).take(MOST_LINES) {
                let text = grid.get(row, *column).as_text().filter(|text| text.len() < LONGEST_LINE);
                let text = text.filter(|text| text.contains(char::is_alphabetic));
                let Some(text) = text.filter(|_| !taken.contains(&(row, *column))) else { break };
                lines.push((row, text.trim()));
            }
            let joined = (2..=lines.len()).rev().filter_map(|count| lines.get(..count)).find_map(|lines| {
                let text = lines.iter().map(|(_, text)| *text).collect::<Vec<_>>().join(" ");
                let is_one = catalogue.is_label(&text) && !lines.iter().any(|(row, _)| is_group(*row, *column));
                let rows = || lines.iter().map(|(row, _)| *row).collect();
                is_one.then(|| Wrapped { rows: rows(), column: *column, text })
            });
            if let Some(joined) = joined {
                taken.extend(joined.rows.iter().map(|row| (*row, *column)));
                by_row.entry(row).or_default().push(joined);
            }
        }
    }
    by_row.retain(|_, wrapped| wrapped.len() >= FEWEST_COLUMNS);
    // Where most of the cells go on in the next row, the others do, whether the form knows the whole or not.
    for (row, wrapped) in &mut by_row {
        let Some(below) = grid.below(*row) else { continue };
        let is_text = |row: u32, column: u32| {
            grid.get(row, column).as_text().is_some_and(|text| text.contains(char::is_alphabetic))
        };
        let heads_others = |column: u32| {
            let beside = column.saturating_add(1);
            is_group(*row, column) || grid.get(*row, beside).is_blank() && is_text(below, beside)
        };
        let cells = grid.row(*row).iter().take(MOST_COLUMNS).map(|(column, _)| *column);
        let both: Vec<u32> = cells.filter(|column| is_text(*row, *column) && is_text(below, *column)).collect();
        if wrapped.len() * 2 <= both.len() {
            continue;
        }
        let free = |row: u32, column: u32| !taken.contains(&(row, column));
        let others: Vec<u32> = both
            .into_iter()
            .filter(|column| free(*row, *column) && free(below, *column) && !heads_others(*column))
            .collect();
        for column in others {
            let text = [*row, below].map(|row| grid.get(row, column).display().trim().to_owned()).join(" ");
            wrapped.push(Wrapped { rows: vec![*row, below], column, text });
        }
    }
    by_row.into_values().flatten().collect()
}
