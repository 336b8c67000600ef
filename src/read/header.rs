//! The block of labels above a table: which rows it spans, which form it is, which column holds which field.
//!
//! Takes the cells of a sheet with its merged ranges, and the labels that the forms declare; gives a [`Header`]. A label
//! is the path of texts from the top of the block to its bottom, and a field is told by the end of that path, so that a
//! title merged above the whole table changes nothing.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use schemars::JsonSchema;
use serde::Serialize;

use crate::project::form::{Form, Role};
use crate::read::grid::{Grid, Merged};
use crate::read::head;
use crate::text;

/// Rows that the labels of a table may span.
pub(crate) const MOST_ROWS: u32 = 4;
/// Columns of a table; beyond them nobody types.
const MOST_COLUMNS: usize = 1024;
/// Blocks that are tried in one sheet: a sheet made of labels alone must not cost its square.
const MOST_ATTEMPTS: usize = 4000;

/// The labels that the forms declare, in their comparable form.
pub struct Catalogue {
    forms: Vec<FormLabels>,
    /// The last part of every label: a row without one is no bottom of a header.
    leaves: HashSet<String>,
    longest: usize,
}

/// A label that a form declares for a field.
struct Label {
    field: usize,
    words: Words,
    text: String,
    parts: Vec<String>,
}

struct FormLabels {
    labels: Vec<Label>,
    measures: BTreeSet<usize>,
    areas: BTreeSet<usize>,
    fields: usize,
}

/// A column with the texts over it, from top to bottom.
pub(crate) type Path = (u32, Vec<String>);
/// The field of each column, and the fields that several columns claim equally.
type Assignment = (Vec<Option<Matched>>, Vec<(usize, Vec<u32>)>);
/// A text with the row and column of its cell.
type Anchored = (String, (u32, u32));

/// The words of a field by which a column was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Words {
    Title,
    /// One of the form's other labels for the field.
    Alias,
    /// The field's name in the form.
    Name,
}

/// The field of a column, and how it was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matched {
    /// Index in the form's fields.
    pub field: usize,
    pub words: Words,
    /// True where the label holds the words letter by letter; else they are equal once case, spaces, tone marks, footnotes
    /// and units are laid aside.
    pub verbatim: bool,
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

/// The merged ranges of a sheet that a header may hold, by row.
pub struct Merges {
    by_row: BTreeMap<u32, Vec<Merged>>,
}

impl Merges {
    pub fn new(grid: &Grid) -> Self {
        let mut by_row: BTreeMap<u32, Vec<Merged>> = BTreeMap::new();
        for range in grid.merged().iter().filter(|range| range.last_row - range.first_row <= 2 * MOST_ROWS) {
            for row in range.first_row..=range.last_row {
                by_row.entry(row).or_default().push(*range);
            }
        }
        for ranges in by_row.values_mut() {
            ranges.sort_unstable_by_key(|range| range.first_column);
        }
        Self { by_row }
    }

    pub(crate) fn row(&self, row: u32) -> &[Merged] {
        self.by_row.get(&row).map_or(&[], Vec::as_slice)
    }

    fn at(&self, row: u32, column: u32) -> Option<&Merged> {
        let ranges = self.row(row);
        let after = ranges.partition_point(|range| range.first_column <= column);
        ranges.get(after.checked_sub(1)?).filter(|range| range.last_column >= column)
    }
}

impl Catalogue {
    pub fn new(forms: &[Form]) -> Self {
        let forms: Vec<FormLabels> = forms.iter().map(FormLabels::new).collect();
        let leaves: HashSet<String> =
            forms.iter().flat_map(|form| &form.labels).filter_map(|label| label.parts.last().cloned()).collect();
        let longest = leaves.iter().map(String::len).max().unwrap_or_default();
        Self { forms, leaves, longest }
    }

    /// The first header from row `from` on, and the form that came closest on the way.
    pub fn find(&self, grid: &Grid, merges: &Merges, from: u32, closest: &mut Option<Closest>) -> Option<Header> {
        let mut attempts = 0;
        for (row, _) in grid.rows(from..) {
            if !self.may_end_a_header(grid, row) {
                continue;
            }
            attempts += 1;
            if attempts > MOST_ATTEMPTS {
                return None;
            }
            let Some(mut header) = self.best_block(grid, merges, from, row, closest) else { continue };
            // The rows below may say more: a group row that is itself a label stands above them.
            for below in row.saturating_add(1)..=row.saturating_add(MOST_ROWS - 1) {
                if self.may_end_a_header(grid, below)
                    && let Some(lower) = self.best_block(grid, merges, from, below, closest)
                    && lower.matched > header.matched
                {
                    header = lower;
                }
            }
            return Some(self.extended(grid, merges, from, header));
        }
        None
    }

    fn may_end_a_header(&self, grid: &Grid, row: u32) -> bool {
        grid.row(row).iter().take(MOST_COLUMNS).filter_map(|(_, cell)| cell.as_text()).any(|text| {
            // Sentences, and numbers typed as text, are not worth a closer look.
            if text.len() > self.longest.saturating_mul(4).saturating_add(200)
                || text.starts_with(|sign: char| sign.is_ascii_digit())
            {
                return false;
            }
            let known = |parts: Vec<String>| parts.last().is_some_and(|leaf| self.leaves.contains(leaf));
            known(parts_of(&[text])) || dashed_parts(text).is_some_and(known)
        })
    }

    /// The best block whose last row is `bottom`: the most fields, then the fewest rows.
    fn best_block(
        &self,
        grid: &Grid,
        merges: &Merges,
        from: u32,
        bottom: u32,
        closest: &mut Option<Closest>,
    ) -> Option<Header> {
        let mut best: Option<Header> = None;
        for height in 0..MOST_ROWS {
            let Some(top) = bottom.checked_sub(height).filter(|top| *top >= from) else { break };
            if let Some(header) = self.evaluate(grid, merges, top, bottom, closest)
                && best.as_ref().is_none_or(|best| header.matched > best.matched)
            {
                best = Some(header);
            }
        }
        best
    }

    /// What the forms make of a block; `None` where none has enough of its labels there.
    fn evaluate(
        &self,
        grid: &Grid,
        merges: &Merges,
        top: u32,
        bottom: u32,
        closest: &mut Option<Closest>,
    ) -> Option<Header> {
        let paths = paths(grid, merges, top, bottom);
        let keys: Vec<Keys> = paths.iter().map(|(_, path)| Keys::new(path)).collect();
        let mut best: Option<Header> = None;
        for (number, form) in self.forms.iter().enumerate() {
            let (fields, duplicates) = form.assign(&paths, &keys);
            let matched = fields.iter().flatten().map(|matched| matched.field);
            let found: BTreeSet<usize> = matched.chain(duplicates.iter().map(|(field, _)| *field)).collect();
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
                    let columns = paths.iter().zip(fields);
                    best = Some(Header {
                        forms: vec![number],
                        top,
                        bottom,
                        columns: columns
                            .map(|((column, path), matched)| Labelled { column: *column, path: path.clone(), matched })
                            .collect(),
                        duplicates,
                        matched: found.len(),
                    });
                }
            }
        }
        best
    }

    /// The header as another of the forms that match it reads it.
    pub fn read_as(&self, header: &mut Header, form: usize) {
        let Some(labels) = self.forms.get(form) else { return };
        let paths: Vec<Path> = header.columns.iter().map(|column| (column.column, column.path.clone())).collect();
        let keys: Vec<Keys> = paths.iter().map(|(_, path)| Keys::new(path)).collect();
        let (fields, duplicates) = labels.assign(&paths, &keys);
        for (column, matched) in header.columns.iter_mut().zip(fields) {
            column.matched = matched;
        }
        header.duplicates = duplicates;
        header.forms = vec![form];
    }

    /// Takes in the rows above that group some of the columns, so that labels are whole; never fewer fields for it.
    fn extended(&self, grid: &Grid, merges: &Merges, from: u32, header: Header) -> Header {
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
            match self.evaluate(grid, merges, top, best.bottom, &mut None) {
                Some(taller) if taller.matched >= best.matched && taller.forms == best.forms => best = taller,
                _ => break,
            }
        }
        best
    }
}

/// What a path is compared by: its parts, and for a path of one text its parts between dashes.
struct Keys {
    whole: Vec<String>,
    dashed: Option<Vec<String>>,
}

impl Keys {
    fn new(path: &[String]) -> Self {
        let texts: Vec<&str> = path.iter().map(String::as_str).collect();
        let dashed = match texts.as_slice() {
            [only] => dashed_parts(only),
            _ => None,
        };
        Self { whole: parts_of(&texts), dashed }
    }

    fn end_with(&self, parts: &[String]) -> bool {
        self.whole.ends_with(parts) || self.dashed.as_ref().is_some_and(|dashed| dashed.ends_with(parts))
    }
}

impl FormLabels {
    fn new(form: &Form) -> Self {
        let places = |wanted: &dyn Fn(&crate::project::form::Field) -> bool| {
            form.schema.fields.iter().enumerate().filter(|(_, field)| wanted(field)).map(|(place, _)| place).collect()
        };
        let labels = form.schema.fields.iter().enumerate().flat_map(|(place, field)| {
            let titles = field.title.iter().map(|text| (Words::Title, text));
            let aliases = field.labels.iter().map(|text| (Words::Alias, text));
            let texts = titles.chain(aliases).chain(std::iter::once((Words::Name, &field.name)));
            texts.map(move |(words, text)| Label {
                field: place,
                words,
                text: one_line(text),
                parts: parts_of(&[text]),
            })
        });
        Self {
            labels: labels.filter(|label| !label.parts.is_empty()).collect(),
            measures: places(&|field| field.is_measure()),
            areas: places(&|field| field.role == Some(Role::Area)),
            fields: form.schema.fields.len(),
        }
    }

    /// The field of each column, and the fields that several columns claim equally.
    fn assign(&self, paths: &[Path], keys: &[Keys]) -> Assignment {
        let claims: Vec<Option<(usize, (usize, usize))>> = keys
            .iter()
            .map(|keys| match (self.field_of(&keys.whole), &keys.dashed) {
                (None, Some(dashed)) => self.field_of(dashed),
                (claim, _) => claim,
            })
            .collect();
        let mut strongest: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for (field, weight) in claims.iter().flatten() {
            let slot = strongest.entry(*field).or_insert(*weight);
            *slot = (*slot).max(*weight);
        }
        let mut claimants: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        for ((column, _), claim) in paths.iter().zip(&claims) {
            if let Some((field, weight)) = claim
                && strongest.get(field) == Some(weight)
            {
                claimants.entry(*field).or_default().push(*column);
            }
        }
        let fields = paths.iter().zip(keys).zip(&claims).map(|(((column, path), keys), claim)| {
            let (field, weight) = (*claim)?;
            let alone = claimants.get(&field).map(Vec::as_slice) == Some(&[*column]);
            alone.then(|| self.matched(field, weight, path, keys)).flatten()
        });
        (fields.collect(), claimants.into_iter().filter(|(_, columns)| columns.len() > 1).collect())
    }

    /// How a path tells a field, among the labels of the weight that won.
    fn matched(&self, field: usize, weight: (usize, usize), path: &[String], keys: &Keys) -> Option<Matched> {
        let whole = path.iter().map(|text| one_line(text)).collect::<Vec<_>>().join(" > ");
        let labels = self
            .labels
            .iter()
            .filter(|label| label.field == field && weight_of(&label.parts) == weight && keys.end_with(&label.parts));
        let best = labels.map(|label| (!whole.ends_with(&label.text), label.words)).min();
        best.map(|(differs, words)| Matched { field, words, verbatim: !differs })
    }

    /// The field whose label is the longest end of the path, with the weight of the match; `None` where two fields tie.
    fn field_of(&self, path: &[String]) -> Option<(usize, (usize, usize))> {
        let mut best: Option<(usize, (usize, usize))> = None;
        let mut tied = false;
        for label in self.labels.iter().filter(|label| path.ends_with(&label.parts)) {
            let weight = weight_of(&label.parts);
            match best {
                Some((of, heaviest)) if heaviest == weight => tied |= of != label.field,
                Some((_, heaviest)) if heaviest > weight => {}
                _ => (best, tied) = (Some((label.field, weight)), false),
            }
        }
        best.filter(|_| !tied)
    }
}

/// How much of a path a label explains: its parts, then their length.
fn weight_of(parts: &[String]) -> (usize, usize) {
    (parts.len(), parts.iter().map(String::len).sum())
}

/// A text on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The comparable parts of a path of texts. `A > B` in one text is two parts; "Trong đó" and "Chia ra" only join a group
/// to its parts and say nothing themselves.
pub(crate) fn parts_of(texts: &[&str]) -> Vec<String> {
    const JOINTS: [&str; 4] = ["trong đó", "chia ra", "gồm", "bao gồm"];
    let mut parts: Vec<String> = Vec::new();
    for text in texts.iter().flat_map(|text| text.split(" > ")) {
        let key = text::label(text);
        let rest = JOINTS.iter().find_map(|joint| {
            let rest = key.strip_prefix(joint)?;
            (rest.is_empty() || rest.starts_with([':', ' ', ','])).then(|| rest.trim_start_matches([':', ' ', ',']))
        });
        let part = rest.unwrap_or(&key);
        if !part.is_empty() && parts.last().is_none_or(|last| last != part) {
            parts.push(part.to_owned());
        }
    }
    parts
}

/// The parts of a label on one line whose rows are joined by dashes: "Đã giải quyết - Đúng hạn".
fn dashed_parts(text: &str) -> Option<Vec<String>> {
    let text = text.replace(['–', '—'], "-");
    text.contains(" - ").then(|| parts_of(&text.split(" - ").collect::<Vec<_>>()))
}

/// The columns of a block with the texts that stand over them. A merged cell stands over all that it covers; a group
/// whose cells are not merged stands over the blanks to its right. The lowest text must be the column's own.
pub(crate) fn paths(grid: &Grid, merges: &Merges, top: u32, bottom: u32) -> Vec<Path> {
    let mut columns: BTreeSet<u32> = BTreeSet::new();
    let mut lowest: BTreeMap<u32, u32> = BTreeMap::new();
    for row in top..=bottom {
        let own = grid.row(row).iter().filter(|(_, cell)| !cell.is_blank()).map(|(column, _)| *column);
        // A label merged downwards into the block stands above it.
        let merged = merges.row(row).iter().filter(|range| !grid.get(range.first_row, range.first_column).is_blank());
        for column in own.chain(merged.map(|range| range.first_column)).take(MOST_COLUMNS) {
            columns.insert(column);
            lowest.insert(column, row);
        }
    }
    let mut paths: BTreeMap<u32, Vec<Anchored>> = BTreeMap::new();
    for row in top..=bottom {
        let mut group: Option<Anchored> = None;
        for column in &columns {
            let range = merges.at(row, *column);
            let anchor = range.map_or((row, *column), |range| (range.first_row, range.first_column));
            let cell = grid.get(anchor.0, anchor.1);
            let has_below = lowest.get(column).is_some_and(|lowest| *lowest > row);
            let text = if !cell.is_blank() {
                let text = (cell.display().trim().to_owned(), anchor);
                group = (range.is_none() && has_below).then(|| text.clone());
                Some(text)
            } else if range.is_none() && has_below {
                group.clone()
            } else {
                None
            };
            let path = paths.entry(*column).or_default();
            if let Some(text) = text
                && path.last().is_none_or(|last| last.1 != text.1)
            {
                path.push(text);
            }
        }
    }
    let own_leaf = |column: u32, path: &[Anchored]| path.last().is_some_and(|(_, anchor)| anchor.1 == column);
    paths
        .into_iter()
        .filter(|(column, path)| own_leaf(*column, path))
        .map(|(column, path)| (column, path.into_iter().map(|(text, _)| text).collect()))
        .collect()
}

/// The unit that stands in a label's last parentheses: "Giá trị (triệu đồng)". Footnotes and formulas are none.
pub fn unit_in(path: &[String]) -> Option<String> {
    path.iter().rev().find_map(|text| {
        let text = text.trim_end_matches(|sign: char| sign.is_whitespace() || "*.:;,¹²³⁴".contains(sign));
        let inner = text.strip_suffix(')')?.rsplit_once('(')?.1.trim();
        let inner = match inner.split_once(':') {
            Some((word, unit)) if matches!(text::label(word).as_str(), "đvt" | "đơn vị tính" | "đơn vị") => {
                unit.trim()
            }
            _ => inner,
        };
        let unit = inner == "%" || (inner.chars().any(char::is_alphabetic) && !inner.contains('='));
        unit.then(|| inner.to_owned())
    })
}
