//! The block of labels above a table: which rows it spans, which form it is, which column holds which field.
//!
//! Takes the cells of a sheet with its merged ranges, and the labels that the forms declare; gives a [`Header`]: the block
//! that has the most of a form's labels. What stands over a column is [`super::label_path`]'s part, which field that is
//! [`super::label_match`]'s.

use std::cell::Cell;
use std::collections::HashSet;

use crate::project::form::Form;
use crate::read::grid::{Grid, Merged};
use crate::read::head;
use crate::read::label_match::{FormLabels, Keys, Matched, Part, Parts, dashed_parts};
use crate::read::label_path::{MOST_COLUMNS, Merges, paths};
use crate::text;

/// Rows that the labels of a table may span.
pub(crate) const MOST_ROWS: u32 = 4;
/// Blocks that are tried in one sheet: a sheet made of labels alone must not cost its square.
const MOST_ATTEMPTS: usize = 50_000;

/// The labels that the forms declare, in their comparable form.
pub struct Catalogue {
    forms: Vec<FormLabels>,
    /// Every part of a label: a row without one adds nothing to a header.
    parts: HashSet<Part>,
    /// The last part of every label: a row without one is no bottom of a header.
    leaves: HashSet<Part>,
    longest: usize,
}

/// One column of a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labelled {
    pub column: u32,
    /// The texts from top to bottom, as written.
    pub path: Vec<String>,
    pub matched: Option<Matched>,
}

impl Labelled {
    /// Index in the form's fields.
    pub fn field(&self) -> Option<usize> {
        self.matched.map(|matched| matched.field)
    }
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
    matched: usize,
}

/// The form that came closest where none matched: how many of its measures had a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Closest {
    pub measures: usize,
    pub matched: usize,
    pub form: usize,
}

/// A sheet on which labels are looked for.
pub struct Search<'a> {
    grid: &'a Grid,
    merges: Merges,
    parts: Parts,
    /// The row at which looking for labels ended before the sheet did.
    gave_up: Cell<Option<u32>>,
}

impl<'a> Search<'a> {
    pub fn new(grid: &'a Grid) -> Self {
        Self { grid, merges: Merges::new(grid), parts: Parts::default(), gave_up: Cell::new(None) }
    }

    /// The row at which looking for labels ended before the sheet did: what stands below may be another table.
    pub fn gave_up(&self) -> Option<u32> {
        self.gave_up.get()
    }
}

impl Catalogue {
    pub fn new(forms: &[Form]) -> Self {
        let forms: Vec<FormLabels> = forms.iter().map(FormLabels::new).collect();
        let labels = || forms.iter().flat_map(FormLabels::parts);
        let leaves: HashSet<Part> = labels().filter_map(|parts| parts.last().cloned()).collect();
        let parts = labels().flatten().cloned().collect();
        let longest = leaves.iter().map(|leaf| leaf.len()).max().unwrap_or_default();
        Self { forms, parts, leaves, longest }
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
            let Some(mut header) = self.best_block(search, from, row, closest) else { continue };
            // The rows below may say more: a group row that is itself a label stands above them.
            for below in row.saturating_add(1)..=row.saturating_add(MOST_ROWS - 1) {
                if self.may_end_a_header(search, below)
                    && let Some(lower) = self.best_block(search, from, below, closest)
                    && lower.matched > header.matched
                {
                    header = lower;
                }
            }
            let mut header = self.extended(search, from, header);
            self.settle(&mut header);
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
                || text.starts_with(|sign: char| sign.is_ascii_digit())
            {
                return false;
            }
            let known = |parts: &[Part]| parts.last().is_some_and(|leaf| holds(&self.leaves, leaf));
            known(&search.parts.of(text)) || dashed_parts(text).is_some_and(|parts| known(&parts))
        })
    }

    /// True where a row holds, or is covered by, some part of a label: titles and heads above the labels add nothing.
    fn adds_to_a_header(&self, search: &Search<'_>, row: u32) -> bool {
        let covering = search.merges.row(row).iter().map(|range| search.grid.get(range.first_row, range.first_column));
        let own = search.grid.row(row).iter().take(MOST_COLUMNS).map(|(_, cell)| cell);
        own.chain(covering).filter_map(|cell| cell.as_text()).any(|text| {
            text.len() <= self.longest.saturating_mul(4).saturating_add(200)
                && search.parts.of(text).iter().any(|part| holds(&self.parts, part))
        })
    }

    /// The best block whose last row is `bottom`: the most fields, then the fewest rows.
    fn best_block(&self, search: &Search<'_>, from: u32, bottom: u32, closest: &mut Option<Closest>) -> Option<Header> {
        let mut best: Option<Header> = None;
        for height in 0..MOST_ROWS {
            let Some(top) = bottom.checked_sub(height).filter(|top| *top >= from) else { break };
            if height > 0 && !self.adds_to_a_header(search, top) {
                continue;
            }
            if let Some(header) = self.evaluate(search, top, bottom, closest)
                && best.as_ref().is_none_or(|best| header.matched > best.matched)
            {
                best = Some(header);
            }
        }
        best
    }

    /// What the forms make of a block; `None` where none has enough of its labels there.
    fn evaluate(&self, search: &Search<'_>, top: u32, bottom: u32, closest: &mut Option<Closest>) -> Option<Header> {
        let paths = paths(search.grid, &search.merges, top, bottom);
        let keys: Vec<Keys> = paths.iter().map(|(_, path)| Keys::new(path, &search.parts)).collect();
        let mut best: Option<Header> = None;
        for (number, form) in self.forms.iter().enumerate() {
            let found = form.found(&keys);
            let measures = form.measures.intersection(&found).count();
            let seen = Closest { measures, matched: found.len(), form: number };
            if found.len() > 1
                && closest.is_none_or(|closest| (closest.measures, closest.matched) < (seen.measures, seen.matched))
            {
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
                Some(best) if best.matched > found.len() => {}
                Some(best) if best.matched == found.len() => best.forms.push(number),
                _ => {
                    best = Some(Header {
                        forms: vec![number],
                        top,
                        bottom,
                        columns: paths
                            .iter()
                            .map(|(column, path)| Labelled {
                                column: *column,
                                path: path.iter().map(|text| text.to_string()).collect(),
                                matched: None,
                            })
                            .collect(),
                        duplicates: Vec::new(),
                        matched: found.len(),
                    });
                }
            }
        }
        best
    }

    /// The header as another of the forms that match it reads it.
    pub fn read_as(&self, header: &mut Header, form: usize) {
        header.forms = vec![form];
        self.settle(header);
    }

    /// The columns and fields of a field without one that come nearest to each other: the column, and how near in hundredths.
    pub fn nearest(&self, header: &Header, field: usize) -> Option<(u32, u8)> {
        let labels = self.forms.get(*header.forms.first()?)?;
        let free = header.columns.iter().filter(|column| column.matched.is_none());
        labels.nearest(field, free)
    }

    /// Tells the fields of the columns as the first of the forms reads them, likely ones too.
    fn settle(&self, header: &mut Header) {
        let Some(labels) = header.forms.first().and_then(|form| self.forms.get(*form)) else { return };
        let parts = Parts::default();
        let keys: Vec<Keys> = header.columns.iter().map(|column| Keys::new(&column.path, &parts)).collect();
        let (mut fields, duplicates) = labels.assign(&header.columns, &keys);
        labels.assign_likely(&keys, &mut fields, &duplicates);
        for (column, matched) in header.columns.iter_mut().zip(fields) {
            column.matched = matched;
        }
        header.duplicates = duplicates;
    }

    /// Takes in the rows above that group some of the columns, so that labels are whole; never fewer fields for it.
    fn extended(&self, search: &Search<'_>, from: u32, header: Header) -> Header {
        let Search { grid, merges, .. } = search;
        let mut best = header;
        while let Some(top) = best.top.checked_sub(1).filter(|top| *top >= from && best.bottom - *top < MOST_ROWS) {
            let covered = |range: &Merged| {
                best.columns
                    .iter()
                    .filter(|column| (range.first_column..=range.last_column).contains(&column.column))
                    .count()
            };
            let groups = merges.row(top).iter().any(|range| {
                let count = covered(range);
                range.last_column > range.first_column && count > 1 && count < best.columns.len()
            });
            // A line of the head ("Đơn vị tính: …") merged over some columns cuts through the groups below it.
            let cuts = merges.row(top).iter().any(|upper| {
                merges.row(best.top).iter().any(|lower| {
                    let apart = upper.last_column < lower.first_column || lower.last_column < upper.first_column;
                    let within = upper.first_column <= lower.first_column && lower.last_column <= upper.last_column;
                    upper != lower && !apart && !within
                })
            });
            let head = grid.row(top).iter().filter_map(|(_, cell)| cell.as_text()).any(head::is_line_of_head);
            if !groups || cuts || head {
                break;
            }
            match self.evaluate(search, top, best.bottom, &mut None) {
                Some(taller) if taller.matched >= best.matched && taller.forms == best.forms => best = taller,
                _ => break,
            }
        }
        best
    }
}

/// True where a part of a label is known, also written without marks.
fn holds(parts: &HashSet<Part>, part: &Part) -> bool {
    parts.contains(part) || part.is_ascii() && parts.contains(&*text::without_marks(part))
}
