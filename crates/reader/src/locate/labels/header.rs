//! The block of labels above a table: which rows it spans, which form it is, which column holds which field.
//!
//! Takes the cells of a sheet with its merged ranges, and the labels that the forms declare; gives a [`Header`]: the block
//! that has the most of a form's labels. What is over a column is [`super::label_path`]'s part, which field that is
//! [`super::label_match`]'s.

mod block;

use std::borrow::Cow;
use std::cell::Cell;
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap, HashSet};

use crate::locate::known_text::KnownText;
use crate::locate::labels::label_keys::{Keys, Part, parts_of};
use crate::locate::labels::label_match::{DoubtedGroups, FormLabels, GROUPED};
use crate::locate::labels::label_path::{MOST_COLUMNS, Merges};
use crate::locate::labels::labelled::Labelled;
use crate::locate::labels::matched::Anchor;
use crate::locate::labels::{carried_over, label_aside, label_other};
use crate::project::written::form::Form;
use crate::sheet::grid::Grid;
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
    /// The forms of which any measure beside a unit is enough: their columns are on several pages.
    pages_of: BTreeSet<usize>,
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
    /// True where enough of its labels are there, and none for the unit of a row.
    pub is_without_unit: bool,
    /// True where another form came as close.
    pub is_one_of_several: bool,
}

impl Closest {
    /// The more measures, then the more labels, both of whatever period, the closer: below a group of the plan alone the labels look like those of the report.
    const fn rank(&self) -> (usize, usize, usize) {
        (self.measures + self.others, self.matched + self.others, self.measures)
    }

    /// The closer of two; of equals the first, which is then one of several.
    pub(crate) fn or_closer(self, other: Self) -> Self {
        match self.rank().cmp(&other.rank()) {
            Ordering::Less => other,
            Ordering::Equal if self.form != other.form => Self { is_one_of_several: true, ..self },
            Ordering::Equal | Ordering::Greater => self,
        }
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
        Self { forms, parts, leaves, anchors, longest, pages_of: BTreeSet::new() }
    }

    /// The same labels, of which a part is enough where the columns of these forms are on several pages.
    #[must_use]
    pub fn with_pages_of(self, forms: BTreeSet<usize>) -> Self {
        Self { pages_of: forms, ..self }
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

    /// True for a text that is a label of a form, or its last part.
    pub fn is_label(&self, text: &str) -> bool {
        // It is asked of texts that are no cells: nothing of them is worth remembering.
        matches!(&*parts_of(&[text]), [only] if holds(&self.leaves, only))
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
            known(read.parts())
                || read.dashed().is_some_and(known)
                || read.vietnamese_half().is_some_and(|half| known(half.parts()))
        })
    }

    /// True where a row holds, or is covered by, some part of a label: titles and heads above the labels add nothing.
    fn adds_to_a_header(&self, search: &Search<'_>, row: u32) -> bool {
        let covering = search.merges.row(row).iter().map(|range| search.grid.get(range.first_row, range.first_column));
        let own = search.grid.row(row).iter().take(MOST_COLUMNS).map(|(_, cell)| cell);
        own.chain(covering).filter_map(|cell| cell.as_text()).any(|text| {
            text.len() <= self.longest.saturating_mul(4).saturating_add(200) && {
                let (known, is_known) = (KnownText::of(text), |part: &Part| holds(&self.parts, part));
                let half = known.vietnamese_half().map_or(&[][..], |half| half.parts());
                known.parts().iter().chain(half).any(is_known)
            }
        })
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
        let holds_years =
            header.forms.first().and_then(|form| self.forms.get(*form)).is_some_and(FormLabels::hold_years);
        if !compared && !header.compared && !holds_years && !header.columns.iter().any(is_own) {
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
                && let known = KnownText::of(label)
                && let label = known.vietnamese_half().map_or(label.as_str(), |half| &*half.text)
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
        let (mut fields, mut duplicates) = labels.assign(&header.columns, keys);
        let paths: Vec<&[String]> = header.columns.iter().map(|column| header.whole_path(column)).collect();
        let totals = carried_over::totals(&paths, &fields);
        let mut keys = Cow::Borrowed(keys);
        if !totals.is_empty() {
            for (place, words) in totals {
                if let Some(keys) = keys.to_mut().get_mut(place) {
                    keys.hold(words);
                }
            }
            (fields, duplicates) = labels.assign(&header.columns, &keys);
        }
        let keys = &*keys;
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
}

/// True where a part of a label is known, also written without marks.
fn holds(parts: &HashSet<Part, ahash::RandomState>, part: &Part) -> bool {
    parts.contains(part) || part.is_ascii() && parts.contains(&*text::without_marks(part))
}
