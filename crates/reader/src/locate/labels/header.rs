//! The block of labels above a table: which rows it spans, which form it is, which column holds which field.
//!
//! Takes the cells of a sheet with its merged ranges, and the labels that the forms declare; gives a [`Header`]: the block
//! that has the most of a form's labels. What is over a column is [`super::label_path`]'s part, which field that is
//! [`super::label_match`]'s.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{BTreeSet, HashMap, HashSet};

use crate::locate::known_text::KnownText;
use crate::locate::labels::label_groups::Spans;
use crate::locate::labels::label_keys::{Keys, Part};
use crate::locate::labels::label_match::{DoubtedGroups, FormLabels, GROUPED};
use crate::locate::labels::label_path::{MOST_COLUMNS, Merges, Path, own_columns, paths_under};
use crate::locate::labels::labelled::Labelled;
use crate::locate::labels::matched::Anchor;
use crate::locate::labels::split_labels::Above;
use crate::locate::labels::{label_aside, label_groups, label_other, split_labels};
use crate::project::written::form::Form;
use crate::sheet::grid::{Grid, Merged};
use crate::values::period::Period;
use crate::values::text;

/// Rows that the labels of a table may span.
pub const MOST_ROWS: u32 = 4;
/// Blocks that are tried in one sheet: a sheet made of labels alone must not cost its square.
const MOST_ATTEMPTS: usize = 50_000;

/// The labels that the forms declare, in their comparable form.
pub struct Catalogue {
    forms: Vec<FormLabels>,
    /// Every part of a label: a row without one adds nothing to a header.
    parts: HashSet<Part, ahash::RandomState>,
    /// The last part of every label: a row without one is no bottom of a header.
    leaves: HashSet<Part, ahash::RandomState>,
    /// The labels with which tables begin.
    anchors: HashMap<Part, Anchor, ahash::RandomState>,
    longest: usize,
}

/// The labels of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The form, or the forms that match equally well.
    pub forms: Vec<usize>,
    pub top: u32,
    pub bottom: u32,
    /// The columns that have a label, as the first of `forms` reads them.
    pub columns: Vec<Labelled>,
    /// Fields that two or more columns claim with equal right.
    pub duplicates: Vec<(usize, Vec<u32>)>,
    /// Columns whose texts speak of another period than the report's, or of the plan.
    pub others: Vec<u32>,
    /// Columns of which it is not sure which group is over them.
    pub unclear: Vec<u32>,
    /// Measures that are alone under a group which the form does not know.
    pub grouped: Vec<u32>,
    /// The measures, where all of them are under a group which the form does not know.
    pub grouped_together: Vec<u32>,
    /// Measures with words in the parentheses of their label that may mean something else.
    pub worded: Vec<u32>,
    /// Columns whose label a row below it splits.
    split: Vec<u32>,
    /// Of each column its path with the groups above the block; empty where there are none.
    over: Vec<Vec<String>>,
    /// True where texts speak of another period than one that the columns were read for.
    compared: bool,
}

/// The form that came closest where none matched: how many of its measures had a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Closest {
    pub measures: usize,
    pub matched: usize,
    /// How many of its measures have a column of another period or of the plan alone.
    pub others: usize,
    pub form: usize,
}

impl Closest {
    /// The more measures, of whatever period, then the more labels, the closer.
    pub(crate) const fn rank(&self) -> (usize, usize, usize) {
        (self.measures + self.others, self.matched, self.measures)
    }
}

/// A sheet on which labels are looked for.
pub struct Search<'a> {
    grid: &'a Grid,
    merges: Merges,
    /// The row at which looking for labels ended before the sheet did.
    gave_up: Cell<Option<u32>>,
}

impl<'a> Search<'a> {
    pub fn new(grid: &'a Grid) -> Self {
        Self { grid, merges: Merges::new(grid), gave_up: Cell::new(None) }
    }

    /// The row at which looking for labels ended before the sheet did: what is below may be another table.
    pub fn gave_up(&self) -> Option<u32> {
        self.gave_up.get()
    }
}

/// Rows that are tried as labels, and what the forms make of them.
struct Block<'g> {
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
    matched: usize,
}

impl Block<'_> {
    /// The labels of a table, and what they are compared by.
    fn header(self) -> (Header, Vec<Keys>) {
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

impl Header {
    fn keys(&self) -> Vec<Keys> {
        let keys = |(column, over): (&Labelled, &Vec<String>)| {
            if self.split.contains(&column.column) {
                Keys::of_split(&column.path, over)
            } else {
                Keys::new(&column.path, over)
            }
        };
        self.columns.iter().zip(&self.over).map(keys).collect()
    }

    /// Puts a column right of another, under the same groups.
    pub(super) fn insert_beside(&mut self, place: usize, column: Labelled) {
        if let Some(over) = self.over.get(place).cloned() {
            self.over.insert(place.saturating_add(1), over);
            self.columns.insert(place.saturating_add(1), column);
        }
    }

    /// The texts over a column with the groups that belong to no label.
    pub fn whole_path<'a>(&'a self, column: &'a Labelled) -> &'a [String] {
        let place = self.columns.iter().position(|of| of.column == column.column);
        let over = place.and_then(|place| self.over.get(place)).filter(|over| !over.is_empty());
        over.map_or(&column.path, Vec::as_slice)
    }
}

impl Catalogue {
    pub fn new(forms: &[Form]) -> Self {
        let forms: Vec<FormLabels> = forms.iter().map(FormLabels::new).collect();
        let labels = || forms.iter().flat_map(FormLabels::parts);
        let leaves: HashSet<Part, ahash::RandomState> = labels().filter_map(|parts| parts.last().cloned()).collect();
        let parts = labels().flatten().cloned().collect();
        let longest = leaves.iter().map(|leaf| leaf.len()).max().unwrap_or_default();
        let anchors = forms.iter().flat_map(FormLabels::anchors).map(|(part, anchor)| (part.clone(), anchor)).collect();
        Self { forms, parts, leaves, anchors, longest }
    }

    /// What a text begins a table with, where it is the label of an ordinal or of a unit.
    pub(crate) fn anchor(&self, text: &str) -> Option<Anchor> {
        // No more than a label with its unit and its footnotes; codes and numbers typed as text are none.
        if text.len() > self.longest.saturating_add(40) || !text.contains(char::is_alphabetic) {
            return None;
        }
        match KnownText::of(text).parts() {
            [part] => self.anchors.get(part).copied(),
            _ => None,
        }
    }

    /// The first header from row `from` on, and the form that came closest on the way.
    pub fn find(&self, search: &Search<'_>, from: u32, closest: &mut Option<Closest>) -> Option<Header> {
        let mut attempts = 0;
        for (row, _) in search.grid.rows(from..) {
            if !self.may_end_a_header(search, row) {
                continue;
            }
            attempts += 1;
            if attempts > MOST_ATTEMPTS {
                search.gave_up.set(Some(row));
                return None;
            }
            let Some(mut block) = self.best_block(search, from, row, closest) else { continue };
            // The rows below may say more: a group row that is itself a label is above them.
            let below = std::iter::successors(search.grid.below(row), |row| search.grid.below(*row));
            for below in below.zip(1..MOST_ROWS).map(|(below, _)| below) {
                if self.may_end_a_header(search, below)
                    && let Some(lower) = self.best_block(search, from, below, closest)
                    && lower.matched > block.matched
                {
                    block = lower;
                }
            }
            let block = self.with_split_labels(search, from, self.extended(search, from, block));
            let (mut header, keys) = block.header();
            self.settle(&mut header, &keys);
            return Some(header);
        }
        None
    }

    fn may_end_a_header(&self, search: &Search<'_>, row: u32) -> bool {
        // A row of figures has no labels.
        let cells = search.grid.row(row);
        let figures = cells.iter().filter(|(_, cell)| cell.is_number()).count();
        if figures > 2 && figures * 2 > cells.len() {
            return false;
        }
        search.grid.row(row).iter().take(MOST_COLUMNS).filter_map(|(_, cell)| cell.as_text()).any(|text| {
            // Sentences, and numbers typed as text, are not worth a closer look.
            if text.len() > self.longest.saturating_mul(4).saturating_add(200)
                || text.starts_with(|sign: char| sign.is_ascii_digit()) && !text.contains(char::is_alphabetic)
            {
                return false;
            }
            let known = |parts: &[Part]| parts.last().is_some_and(|leaf| holds(&self.leaves, leaf));
            let read = KnownText::of(text);
            known(read.parts()) || read.dashed().is_some_and(known)
        })
    }

    /// True where a row holds, or is covered by, some part of a label: titles and heads above the labels add nothing.
    fn adds_to_a_header(&self, search: &Search<'_>, row: u32) -> bool {
        let covering = search.merges.row(row).iter().map(|range| search.grid.get(range.first_row, range.first_column));
        let own = search.grid.row(row).iter().take(MOST_COLUMNS).map(|(_, cell)| cell);
        own.chain(covering).filter_map(|cell| cell.as_text()).any(|text| {
            text.len() <= self.longest.saturating_mul(4).saturating_add(200)
                && KnownText::of(text).parts().iter().any(|part| holds(&self.parts, part))
        })
    }

    /// The best block whose last row is `bottom`: the most fields, then the fewest rows.
    fn best_block<'g>(
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
            let seen = Closest { measures, matched: found.len(), others, form: number };
            if found.len() > 1 && closest.is_none_or(|closest| closest.rank() < seen.rank()) {
                *closest = Some(seen);
            }
            let enough = if form.measures.is_empty() {
                found.len() * 2 >= form.fields
            } else {
                measures * 2 >= form.measures.len()
            };
            let area = form.areas.is_empty() || !form.areas.is_disjoint(&found);
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

    /// The header as another of the forms that match it reads it.
    pub fn read_as(&self, header: &mut Header, form: usize) {
        header.forms = vec![form];
        let keys = Keys::without_titles(header.keys());
        self.settle(header, &keys);
    }

    /// The header of a report of this period: no measure is taken from a column of another.
    pub fn read_for(&self, header: &mut Header, period: Period) {
        let mut texts =
            header.columns.iter().zip(&header.over).flat_map(|(column, over)| column.path.iter().chain(over));
        let compared = texts.any(|text| label_other::other_period(text, period).is_some());
        let is_own = |column: &Labelled| {
            column.path.last().is_some_and(|last| label_other::without_own_period(last, period).is_some())
        };
        // As it was found without a period.
        if !compared && !header.compared && !header.columns.iter().any(is_own) {
            return;
        }
        header.compared = compared;
        let mut keys = header.keys();
        for (keys, (column, over)) in keys.iter_mut().zip(header.columns.iter().zip(&header.over)) {
            keys.compare_periods(column.path.iter().chain(over), period);
            keys.shorten(&column.path, period);
        }
        self.settle(header, &Keys::without_titles(keys));
    }

    /// Takes from the certainty of measures whose labels say something in parentheses that may mean something else.
    pub fn doubt_asides(header: &mut Header, form: &Form, period: Option<Period>) {
        let letters = header.columns.iter().filter_map(|column| label_aside::letter(column.path.last()?));
        let are_numbered = letters.collect::<BTreeSet<char>>().len() > 1;
        for Labelled { column, path, matched } in &mut header.columns {
            let Some(matched) = matched.as_mut() else { continue };
            let field = form.schema.fields.get(matched.field).filter(|field| field.is_measure());
            if let (Some(field), Some(label)) = (field, path.last())
                && label_aside::is_doubtful(label, field, period, are_numbered)
            {
                matched.score = matched.score.min(GROUPED);
                header.worded.push(*column);
            }
        }
    }

    /// The columns and fields of a field without one that come nearest to each other: the column, and how near in hundredths.
    pub fn nearest(&self, header: &Header, field: usize) -> Option<(u32, u8)> {
        let labels = self.forms.get(*header.forms.first()?)?;
        // What splits a label says of a part of it.
        let free = |column: &&Labelled| {
            let says_another = header.others.contains(&column.column) || header.split.contains(&column.column);
            column.matched.is_none() && !says_another
        };
        let free = header.columns.iter().filter(free);
        labels.nearest(field, free)
    }

    /// The field of which a column bears a whole label, whether it gives the field or another does; `None` where it speaks of other
    /// figures, or has a label that a row below splits.
    pub fn bears_label_of(&self, header: &Header, column: &Labelled) -> Option<usize> {
        let labels = self.forms.get(*header.forms.first()?)?;
        let of_others = header.others.contains(&column.column) || header.split.contains(&column.column);
        labels.of_whole(&Keys::new(header.whole_path(column), &[] as &[&str])).filter(|_| !of_others)
    }

    /// Sets the fields of the columns as the first of the forms reads them, likely ones too.
    fn settle(&self, header: &mut Header, keys: &[Keys]) {
        let Some(labels) = header.forms.first().and_then(|form| self.forms.get(*form)) else { return };
        let (mut fields, duplicates) = labels.assign(&header.columns, keys);
        labels.assign_likely(keys, &mut fields, &duplicates);
        let DoubtedGroups { alone, over_all } = labels.doubt_groups(keys, &mut fields);
        let columns = |places: Vec<usize>| -> Vec<u32> {
            places.into_iter().filter_map(|place| header.columns.get(place)).map(|column| column.column).collect()
        };
        (header.grouped, header.grouped_together) = (columns(alone), columns(over_all));
        for (column, matched) in header.columns.iter().zip(&mut fields) {
            if let Some(matched) = matched.as_mut().filter(|_| header.unclear.contains(&column.column)) {
                matched.score = matched.score.min(GROUPED);
            }
        }
        header.others = keys
            .iter()
            .zip(&header.columns)
            .filter(|(keys, _)| keys.contradict(""))
            .map(|(_, column)| column.column)
            .collect();
        for (column, matched) in header.columns.iter_mut().zip(fields) {
            column.matched = matched;
        }
        header.duplicates = duplicates;
    }

    /// Takes in the rows above that group some of the columns, so that labels are whole; never fewer fields for it.
    fn extended<'g>(&self, search: &Search<'g>, from: u32, block: Block<'g>) -> Block<'g> {
        let Search { grid, merges, .. } = search;
        let mut best = block;
        let is_near = |top: u32, bottom: u32| top >= from && grid.rows_below(top, bottom) < MOST_ROWS;
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
    fn with_split_labels<'g>(&self, search: &Search<'g>, from: u32, mut block: Block<'g>) -> Block<'g> {
        let labels = block.forms.first().and_then(|form| self.forms.get(*form));
        while let Some((labels, row)) = labels.zip(search.grid.below(block.bottom))
            && search.grid.rows_below(block.top, row) < MOST_ROWS
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

/// True where a part of a label is known, also written without marks.
fn holds(parts: &HashSet<Part, ahash::RandomState>, part: &Part) -> bool {
    parts.contains(part) || part.is_ascii() && parts.contains(&*text::without_marks(part))
}
