//! Blocks of rows that are tried as the labels of a table.
//!
//! Takes the rows above one that may end a header; gives the block of which the forms make the most, with the groups above it and the rows below
//! that split its labels.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{Catalogue, Closest, Header, MOST_ROWS, Search, holds};
use crate::locate::known_text::KnownText;
use crate::locate::labels::label_groups::{self, Spans};
use crate::locate::labels::label_keys::Keys;
use crate::locate::labels::label_path::{MOST_COLUMNS, Path, own_columns, paths_under};
use crate::locate::labels::labelled::Labelled;
use crate::locate::labels::split_labels::{self, Above};
use crate::sheet::grid::Merged;

/// Rows that are tried as labels, and what the forms make of them.
pub(super) struct Block<'g> {
    /// The form, or the forms that match equally well.
    forms: Vec<usize>,
    top: u32,
    bottom: u32,
    paths: Vec<Path<'g>>,
    /// The paths with the groups above the block; empty where there are none.
    over: Vec<Path<'g>>,
    /// What the paths are compared by, titles laid aside.
    keys: Vec<Keys>,
    /// Columns of which it is not sure which group is over them.
    unclear: Vec<u32>,
    /// Columns whose label a row below it splits.
    split: Vec<u32>,
    pub(super) matched: usize,
}

impl Block<'_> {
    /// The labels of a table, and what they are compared by.
    pub(super) fn header(self) -> (Header, Vec<Keys>) {
        let owned = |path: &[Cow<'_, str>]| path.iter().map(|text| text.to_string()).collect::<Vec<_>>();
        let column = |(column, path): &Path<'_>| Labelled { column: *column, path: owned(path), matched: None };
        let header = Header {
            columns: self.paths.iter().map(column).collect(),
            over: self.paths.iter().map(|(column, _)| owned(over_column(&self.over, *column))).collect(),
            forms: self.forms,
            top: self.top,
            bottom: self.bottom,
            duplicates: Vec::new(),
            others: Vec::new(),
            unclear: self.unclear,
            grouped: Vec::new(),
            grouped_together: Vec::new(),
            worded: Vec::new(),
            split: self.split,
            compared: false,
        };
        (header, self.keys)
    }
}

/// The path of a column among paths in the order of their columns.
fn over_column<'p, 'g>(over: &'p [Path<'g>], column: u32) -> &'p [Cow<'g, str>] {
    let place = over.binary_search_by_key(&column, |(column, _)| *column).ok();
    place.and_then(|place| over.get(place)).map_or(&[], |(_, path)| path.as_slice())
}

impl Catalogue {
    /// The best block whose last row is `bottom`: the most fields, then the fewest rows.
    pub(super) fn best_block<'g>(
        &self,
        search: &Search<'g>,
        from: u32,
        bottom: u32,
        closest: &mut Option<Closest>,
    ) -> Option<Block<'g>> {
        let mut best: Option<Block<'g>> = None;
        let tops = std::iter::successors(Some(bottom), |top| search.grid.above(*top));
        for (top, height) in tops.take_while(|top| *top >= from).zip(0..MOST_ROWS) {
            if height > 0 && !self.adds_to_a_header(search, top) {
                continue;
            }
            if let Some(block) = self.evaluate(search, from, (top, bottom), closest)
                && best.as_ref().is_none_or(|best| block.matched > best.matched)
            {
                best = Some(block);
            }
        }
        best
    }

    /// What the forms make of a block; `None` where none has enough of its labels there.
    fn evaluate<'g>(
        &self,
        search: &Search<'g>,
        from: u32,
        (top, bottom): (u32, u32),
        closest: &mut Option<Closest>,
    ) -> Option<Block<'g>> {
        let columns = own_columns(search.grid, &search.merges, top, bottom);
        let (paths, unclear) = self.paths(search, &columns, (top, bottom));
        let over = label_groups::above(search.grid, &search.merges, from, &columns, (top, bottom));
        let keys = paths.iter().map(|(column, path)| Keys::new(path, over_column(&over, *column))).collect();
        let keys = Keys::without_titles(keys);
        let mut best: Option<(Vec<usize>, usize)> = None;
        for (number, form) in self.forms.iter().enumerate() {
            let found = form.found(&keys);
            let measures = form.measures.intersection(&found).count();
            let others = form.found_for_another_period(&keys, &found);
            let enough = if form.measures.is_empty() {
                found.len() * 2 >= form.fields
            } else {
                measures * 2 >= form.measures.len() || measures > 0 && self.pages_of.contains(&number)
            };
            let area = form.areas.is_empty() || !form.areas.is_disjoint(&found);
            if found.len() > 1 {
                let is_without_unit = enough && !area;
                let (matched, is_one_of_several) = (found.len(), false);
                let seen = Closest { measures, matched, others, form: number, is_without_unit, is_one_of_several };
                *closest = Some(closest.map_or(seen, |closest| closest.or_closer(seen)));
            }
            if !enough || !area || found.is_empty() {
                continue;
            }
            match &mut best {
                Some((_, matched)) if *matched > found.len() => {}
                Some((forms, matched)) if *matched == found.len() => forms.push(number),
                _ => best = Some((vec![number], found.len())),
            }
        }
        best.map(|(forms, matched)| Block {
            forms,
            top,
            bottom,
            paths,
            over,
            keys,
            unclear,
            split: Vec::new(),
            matched,
        })
    }

    /// The texts over the columns of a block, and the columns whose group was found by the labels of a form alone: groups that
    /// are not merged may be typed over the middle of their columns.
    fn paths<'g>(
        &self,
        search: &Search<'g>,
        columns: &[(u32, u32)],
        (top, bottom): (u32, u32),
    ) -> (Vec<Path<'g>>, Vec<u32>) {
        let Search { grid, merges, .. } = search;
        let (mut spans, mut unclear) = (Spans::new(), Vec::new());
        // How many fields a reading gives, and which column each.
        let fields_under = |spans: &Spans| {
            let paths = paths_under(grid, merges, columns, (top, bottom), spans);
            let keys: Vec<Keys> = paths.iter().map(|(_, path)| Keys::new(path, &[] as &[&str])).collect();
            self.forms
                .iter()
                .map(|form| form.fields_of(&keys))
                .max_by_key(|fields| fields.iter().flatten().collect::<BTreeSet<_>>().len())
        };
        let count =
            |fields: &Option<Vec<Option<usize>>>| fields.iter().flatten().flatten().collect::<BTreeSet<_>>().len();
        for run in label_groups::runs(grid, merges, columns, top, bottom) {
            let usual = fields_under(&spans);
            let with =
                |way: &Spans| -> Spans { spans.iter().chain(way).map(|(place, group)| (*place, *group)).collect() };
            let ways: Vec<_> = run
                .ways()
                .into_iter()
                .map(|way| {
                    let way = with(&way);
                    let fields = fields_under(&way);
                    (way, fields)
                })
                .collect();
            let most = ways.iter().map(|(_, fields)| count(fields)).max().unwrap_or_default();
            let mut best = ways.into_iter().filter(|(_, fields)| count(fields) == most);
            let (Some((way, fields)), usual_count) = (best.next(), count(&usual)) else { continue };
            // Two ways that give the same fields of the same columns are one.
            let rivals = best.any(|(_, other)| other != fields);
            if most > usual_count && !rivals {
                spans = way;
            }
            if most > usual_count || most == usual_count && (rivals || fields != usual) {
                unclear.extend(run.columns);
            }
        }
        (paths_under(grid, merges, columns, (top, bottom), &spans), unclear)
    }

    /// Takes in the rows above that group some of the columns, so that labels are whole; never fewer fields for it.
    pub(super) fn extended<'g>(&self, search: &Search<'g>, from: u32, block: Block<'g>) -> Block<'g> {
        let Search { grid, merges, .. } = search;
        let mut best = block;
        let is_near = |top: u32, bottom: u32| top >= from && bottom.saturating_sub(top) < MOST_ROWS;
        while let Some(top) = grid.above(best.top).filter(|top| is_near(*top, best.bottom)) {
            let covered = |range: &Merged| {
                best.paths
                    .iter()
                    .filter(|(column, _)| (range.first_column..=range.last_column).contains(column))
                    .count()
            };
            let groups = merges.row(top).iter().take(MOST_COLUMNS).any(|range| {
                let count = covered(range);
                range.last_column > range.first_column && count > 1 && count < best.paths.len()
            });
            // A line of the head ("Đơn vị tính: …") merged over some columns cuts through the groups below it.
            let cuts = merges.row(top).iter().take(MOST_COLUMNS).any(|upper| {
                merges.row(best.top).iter().take(MOST_COLUMNS).any(|lower| {
                    let apart = upper.last_column < lower.first_column || lower.last_column < upper.first_column;
                    let within = upper.first_column <= lower.first_column && lower.last_column <= upper.last_column;
                    upper != lower && !apart && !within
                })
            });
            let head = grid
                .row(top)
                .iter()
                .filter_map(|(_, cell)| cell.as_text())
                .any(|text| KnownText::of(text).is_line_of_head());
            if !groups || cuts || head {
                break;
            }
            match self.evaluate(search, from, (top, best.bottom), &mut None) {
                Some(taller) if taller.matched >= best.matched && taller.forms == best.forms => best = taller,
                _ => break,
            }
        }
        best
    }

    /// Takes in the rows right below that split labels, so that they are no data. The form is known, and perhaps fewer of its fields
    /// have a column for it.
    pub(super) fn with_split_labels<'g>(&self, search: &Search<'g>, from: u32, mut block: Block<'g>) -> Block<'g> {
        let labels = block.forms.first().and_then(|form| self.forms.get(*form));
        while let Some((labels, row)) = labels.zip(search.grid.below(block.bottom))
            && row.saturating_sub(block.top) < MOST_ROWS
        {
            let fields = labels.fields_of(&block.keys);
            let above = |field: Option<usize>| match field {
                Some(field) if labels.measures.contains(&field) => Above::Measure,
                Some(_) => Above::Subject,
                None => Above::Other,
            };
            let columns: Vec<(u32, Above)> =
                block.paths.iter().zip(fields).map(|((column, _), field)| (*column, above(field))).collect();
            let is_known =
                |text: &str| KnownText::of(text).parts().last().is_some_and(|leaf| holds(&self.leaves, leaf));
            if !split_labels::splits(search.grid, &columns, row, is_known) {
                break;
            }
            let rows = (block.top, row);
            let columns = own_columns(search.grid, &search.merges, block.top, row);
            (block.paths, block.unclear) = self.paths(search, &columns, rows);
            block.over = label_groups::above(search.grid, &search.merges, from, &columns, rows);
            block.bottom = row;
            block.split.extend(
                columns.iter().map(|(column, _)| *column).filter(|column| !search.grid.get(row, *column).is_blank()),
            );
            let keys = |(column, path): &Path<'_>| {
                let over = over_column(&block.over, *column);
                if block.split.contains(column) { Keys::of_split(path, over) } else { Keys::new(path, over) }
            };
            block.keys = Keys::without_titles(block.paths.iter().map(keys).collect());
            block.matched = labels.found(&block.keys).len();
        }
        block
    }
}
