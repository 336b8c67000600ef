//! Tables that are beside each other on one sheet.
//!
//! Takes a sheet; gives the regions of it that are to be searched one by one. A table begins anew where the label of the
//! ordinal, the code or the name is once more to the right: in the same row, or below it behind a blank column while the
//! table on the left goes on. A cut must leave labels of a form on both its sides, else it is none.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{Located, Place, Searched, Table};
use crate::locate::carried::Carried;
use crate::locate::head::{Head, HeadText};
use crate::locate::labels::header::{Catalogue, Search};
use crate::locate::labels::matched::Anchor;
use crate::sheet::drawn::DrawnValues;
use crate::sheet::grid::{Cell, Grid, Sheet};
use crate::sheet::repaired::Repairs;
use crate::sheet::unread::UnreadCells;

/// Rows above labels that may be their head: a row of few cells.
const MOST_LINES: usize = 12;
const MOST_CELLS_OF_A_LINE: usize = 3;
/// Cuts of one sheet that are tried.
const MOST_CUTS: usize = 16;

/// A part of a sheet that is searched on its own.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Region {
    rows: Range<u32>,
    columns: Range<u32>,
}

/// What is around a region of a sheet.
pub(super) struct Surroundings<'a> {
    /// The head of the table above.
    pub above: Option<Head>,
    /// The head of the first table beside it on the left.
    pub left: Option<Head>,
    /// True until the sheet is found to be hidden.
    pub hidden: &'a mut bool,
}

/// The anchors of each row that has some, by column.
type Anchors = BTreeMap<u32, Vec<(u32, Anchor)>>;

impl Place<'_> {
    /// Searches the whole sheet, table by table: also tables that are beside each other.
    pub(super) fn search_all(
        &self,
        catalogue: &Catalogue,
        carried: &mut Carried<'_>,
        located: &mut Located,
    ) -> Searched {
        let mut searched = Searched::default();
        let mut hidden = !self.sheet.visible;
        let labels = Search::new(&self.sheet.grid);
        let Some(regions) = regions(catalogue, &self.sheet.grid) else {
            let surroundings = Surroundings { above: None, left: None, hidden: &mut hidden };
            self.search(catalogue, &labels, surroundings, carried, &mut searched, located);
            return searched;
        };
        let (mut above, mut left): (Option<Head>, Option<Head>) = (None, None);
        let mut first_of_band = located.tables.len();
        for region in &regions {
            let sheet = sheet(self.sheet, region);
            let place = Place { sheet: &sheet, ..*self };
            if region.columns.start == 0 {
                left = None;
                share_units(located.tables.get_mut(first_of_band..).unwrap_or_default());
                first_of_band = located.tables.len();
            }
            let first = located.tables.len();
            let surroundings = Surroundings { above: above.clone(), left: left.clone(), hidden: &mut hidden };
            let labels = Search::new(&sheet.grid);
            place.search(catalogue, &labels, surroundings, carried, &mut searched, located);
            let found = located.tables.get(first..).unwrap_or_default();
            left = found.first().map(|table| table.head.clone()).or(left);
            above = found.last().map(|table| table.head.clone()).or(above);
        }
        share_units(located.tables.get_mut(first_of_band..).unwrap_or_default());
        searched
    }
}

/// Gives the tables of one report that are beside each other the units that one of them alone states: a caption is in the right upper corner of a
/// page, and a row of units may be below the labels of one half only.
fn share_units(tables: &mut [Table]) {
    let says = |one: &Option<HeadText>, other: &Option<HeadText>| {
        one.as_ref().zip(other.as_ref()).is_none_or(|(one, other)| one.text == other.text)
    };
    for index in 0..tables.len() {
        let Some(table) = tables.get(index) else { return };
        let period = |table: &Table| table.head.period.as_ref().map(|found| found.period);
        let is_half = |other: &&Table| {
            other.form == table.form
                && says(&other.head.sender, &table.head.sender)
                && period(other).zip(period(table)).is_none_or(|(one, other)| one == other)
        };
        let halves = || tables.iter().enumerate().filter(|(place, other)| *place != index && is_half(other));
        let caption = halves().find_map(|(_, other)| other.head.unit.clone()).filter(|_| table.head.unit.is_none());
        let of_field = |field: Option<usize>| {
            let columns = halves().flat_map(|(_, other)| &other.columns);
            columns.filter(|column| field.is_some() && column.field == field).find_map(|column| column.unit.clone())
        };
        // A caption of its own speaks of its columns.
        let is_silent = table.head.unit.is_none();
        let units: Vec<Option<String>> = table
            .columns
            .iter()
            .map(|column| column.unit.clone().or_else(|| of_field(column.field).filter(|_| is_silent)))
            .collect();
        let Some(table) = tables.get_mut(index) else { return };
        table.head.unit = table.head.unit.take().or(caption);
        for (column, unit) in table.columns.iter_mut().zip(units) {
            column.unit = unit;
        }
    }
}

/// The regions of a sheet from top to bottom and from left to right; `None` for the usual sheet, on which no table is
/// beside another.
fn regions(catalogue: &Catalogue, grid: &Grid) -> Option<Vec<Region>> {
    let anchors = anchors(catalogue, grid);
    let columns: BTreeSet<u32> = anchors.values().flatten().map(|(column, _)| *column).collect();
    if columns.len() < 2 {
        return None;
    }
    let mut cuts: Vec<(u32, BTreeSet<u32>)> = Vec::new();
    for column in columns.into_iter().skip(1).take(MOST_CUTS) {
        let left = cuts.last().map_or(0, |(column, _)| *column);
        let rows = rows_of_cut(grid, &anchors, left, column);
        if !rows.is_empty()
            && holds_labels(catalogue, grid, left..column)
            && holds_labels(catalogue, grid, column..u32::MAX)
        {
            cuts.push((column, rows));
        }
    }
    if cuts.is_empty() {
        return None;
    }
    Some(bands(grid, &anchors, &cuts))
}

/// The labels of ordinals and units. Only what begins a run of cells is looked at, and rows in which such a cell is one.
fn anchors(catalogue: &Catalogue, grid: &Grid) -> Anchors {
    let of = |column: u32, cell: &Cell| Some((column, catalogue.anchor(cell.as_text()?)?));
    let mut anchors = Anchors::new();
    for (row, cells) in grid.rows(..) {
        let mut before: Option<u32> = None;
        let begins = cells.iter().filter(|(_, cell)| !cell.is_blank()).any(|(column, cell)| {
            let after_blank = before.is_none_or(|before| before.saturating_add(1) < *column);
            before = Some(*column);
            after_blank && of(*column, cell).is_some()
        });
        if begins {
            anchors.insert(row, cells.iter().filter_map(|(column, cell)| of(*column, cell)).collect());
        }
    }
    anchors
}

/// The rows of labels that make a table begin in `column` beside one that begins at or after `left`.
fn rows_of_cut(grid: &Grid, anchors: &Anchors, left: u32, column: u32) -> BTreeSet<u32> {
    let filled = |row: u32, columns: Range<u32>| {
        grid.row(row).iter().any(|(column, cell)| columns.contains(column) && !cell.is_blank())
    };
    let blank_before = |row: u32| column.checked_sub(1).is_some_and(|before| grid.get(row, before).is_blank());
    // The first row of each kind on the left: any later one would only say the same again.
    let mut rows = BTreeSet::new();
    let mut first: BTreeMap<Anchor, (u32, u32)> = BTreeMap::new();
    for (row, found) in anchors {
        for (place, kind) in found.iter().filter(|(place, _)| (left..column).contains(place)) {
            first.entry(*kind).or_insert((*row, *place));
        }
    }
    for (row, found) in anchors {
        for (_, kind) in found.iter().filter(|(place, _)| *place == column) {
            let same_row = found.iter().any(|(place, of)| of == kind && (left..column).contains(place));
            let Some((above, begin)) = first.get(kind) else { continue };
            let lower = *row.max(above);
            let beside = filled(lower, *begin..column) && filled(lower, column..u32::MAX);
            if same_row || beside && blank_before(lower) && blank_before(*row) {
                rows.extend([*row, *above]);
            }
        }
    }
    rows
}

/// True where labels of a form are in these columns.
fn holds_labels(catalogue: &Catalogue, grid: &Grid, columns: Range<u32>) -> bool {
    let part = part(grid, &Region { rows: 0..u32::MAX, columns });
    catalogue.find(&Search::new(&part), 0, &mut None).is_some()
}

/// The regions that the cuts make. A table that is over or below and goes through a cut is left whole.
fn bands(grid: &Grid, anchors: &Anchors, cuts: &[(u32, BTreeSet<u32>)]) -> Vec<Region> {
    let crosses = |row: u32| {
        cuts.iter().any(|(column, rows)| {
            let found = anchors.get(&row).map_or(&[][..], Vec::as_slice);
            let begins_left = found.iter().any(|(place, _)| place < column);
            let through = column.checked_sub(1).is_some_and(|before| !grid.get(row, before).is_blank());
            !rows.contains(&row) && begins_left && through && !grid.get(row, *column).is_blank()
        })
    };
    let whole: Vec<u32> = anchors.keys().copied().filter(|row| crosses(*row)).collect();
    let mut ends: BTreeSet<u32> = BTreeSet::new();
    let heads = |row: u32, limit: u32| {
        let is_line =
            |row: &u32| grid.row(*row).iter().filter(|(_, cell)| !cell.is_blank()).count() <= MOST_CELLS_OF_A_LINE;
        (limit..row).rev().take(MOST_LINES).take_while(is_line).last().unwrap_or(row)
    };
    // Between a table that goes through and one that is cut lies a border, above the head of the lower one.
    let cut_rows: BTreeSet<u32> = cuts.iter().flat_map(|(_, rows)| rows.iter().copied()).collect();
    let mut labelled: Vec<(u32, bool)> = whole.iter().map(|row| (*row, false)).collect();
    labelled.extend(cut_rows.iter().map(|row| (*row, true)));
    labelled.sort_unstable();
    for pair in labelled.windows(2) {
        if let [(above, is_cut), (below, next_is_cut)] = pair
            && is_cut != next_is_cut
        {
            ends.insert(heads(*below, above.saturating_add(1)));
        }
    }
    let mut regions = Vec::new();
    let mut start = 0;
    for end in ends.into_iter().chain([u32::MAX]) {
        let rows = start..end;
        let here = cuts.iter().filter(|(_, of)| of.iter().any(|row| rows.contains(row))).map(|(column, _)| *column);
        let mut left = 0;
        for column in here.chain([u32::MAX]) {
            regions.push(Region { rows: rows.clone(), columns: left..column });
            left = column;
        }
        start = end;
    }
    regions
}

/// The cells of a region, each in its place.
fn part(grid: &Grid, region: &Region) -> Grid {
    let mut part = Grid::new();
    for (row, cells) in grid.rows(region.rows.clone()) {
        let within = cells.iter().filter(|(column, _)| region.columns.contains(column));
        part.set_row(row, within.cloned().collect());
    }
    let begins = |row: u32, column: u32| region.rows.contains(&row) && region.columns.contains(&column);
    part.set_merged(
        grid.merged().iter().filter(|range| begins(range.first_row, range.first_column)).copied().collect(),
    );
    part
}

/// A sheet that holds a region of another alone.
fn sheet(of: &Sheet, region: &Region) -> Sheet {
    Sheet {
        name: of.name.clone(),
        visible: of.visible,
        grid: part(&of.grid, region),
        hidden: of.hidden.clone(),
        lists: of.lists.clone(),
        legacy: of.legacy,
        file: of.file.clone(),
        // What was not read is said of the whole sheet.
        unread: UnreadCells::default(),
        scaled: None,
        conditional: None,
        shown: Vec::new(),
        struck: Vec::new(),
        unseen: of.unseen.clone(),
        records: None,
        repairs: Repairs::default(),
        corrected: Vec::new(),
        margins: of.margins.clone(),
        comments: of.comments.clone(),
        members: of.members.clone(),
        drawn: DrawnValues::default(),
    }
}
