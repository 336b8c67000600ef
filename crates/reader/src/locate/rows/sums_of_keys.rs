//! Rows of an export that print the sum of others in whatever words, or in none: "GRDP", "Toàn nền kinh tế", a code "_T", a blank where the code of
//! an industry would be.
//!
//! Takes the rows of a form whose key distinguishes the rows of one unit, as their words and neighbours give them. A row in which such a field is
//! blank, or holds nothing that the field can hold, or whose name is that of a total, becomes one where every amount is the sum of the rows with the
//! same other fields. Where the figures do not fit it stays data, and is judged as such.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

use regex::Regex;

use super::columns::{Columns, RowKind, Seen};
use super::printed_amount::{SIGNS, amount, with_sign};
use super::printed_sums::{Amounts, digits, prints};
use super::row_text::RowText;
use super::words::total;
use crate::locate::labels::labelled::Labelled;
use crate::project::written::form::{Field, Form, Role};
use crate::sheet::grid::{Cell, Grid, cell_of};
use crate::values::lexical::expression;
use crate::values::text;

/// Digits of the amounts of a row that does not say that it is a total: fewer add up by chance.
const FEWEST_DIGITS: usize = 5;
/// The same of a row that leaves the field blank and prints the sum of all rows with the same other fields.
const FEWEST_DIGITS_OF_BLANK: usize = 3;
/// Rows with the same other fields among which a sum of some that follow one another is looked for.
const MOST_IN_RUNS: usize = 64;
/// Names and codes of nothing but a total, as [`text::name`] writes them.
const TOTALS: [&str; 6] = ["tổng số", "tổng cộng", "total", "grand total", "_t", "_z"];
/// Codes of a total in fields that may hold any text.
const CODES: [&str; 9] = ["_t", "_z", "t", "ts", "tc", "total", "all", "00", "*"];

/// A field of the key, or of the unit, the period or the vintage of a row.
struct KeyColumn {
    column: u32,
    /// True where it distinguishes the rows of one unit.
    is_apart: bool,
    /// What it can hold, as [`text::name`] writes it; nothing for any text.
    listed: Vec<String>,
    pattern: Option<Regex>,
}

impl KeyColumn {
    fn of(column: u32, field: &Field, form: &Form) -> Option<Self> {
        let is_apart = field.role.is_none() && form.schema.primary_key.contains(&field.name);
        let is_other = field.is_area() || matches!(field.role, Some(Role::Period | Role::Vintage));
        (is_apart || is_other).then(|| Self {
            column,
            is_apart,
            listed: field.listed().iter().chain(&field.listed_for_people()).map(|value| text::name(value)).collect(),
            pattern: field.constraints.pattern.as_deref().and_then(expression::of_whole),
        })
    }

    /// True for a text that the field can hold, and that is no word of a total.
    fn can_hold(&self, written: &str) -> bool {
        let key = text::name(written);
        match &self.pattern {
            _ if !self.listed.is_empty() => self.listed.contains(&key),
            Some(pattern) => pattern.is_match(written.trim()),
            None => !CODES.contains(&key.as_str()) && total(&key, true, false).is_none(),
        }
    }
}

/// A row that may be a sum: by its position among the rows, with the fields over which it sums.
struct Candidate {
    place: usize,
    open: Vec<u32>,
    /// True where these are blank.
    is_blank: bool,
    /// True where its name is that of a total.
    says_so: bool,
}

/// The columns by which such rows are recognised.
pub(super) struct KeyColumns {
    columns: Vec<KeyColumn>,
    /// Texts beside the key: the names of what it holds the codes of.
    names: Vec<u32>,
}

impl KeyColumns {
    /// Nothing where the form has no field that distinguishes the rows of one unit, or the table no column of one.
    pub fn new(form: &Form, labelled: &[Labelled]) -> Option<Self> {
        form.dimensions().next()?;
        let fields = || {
            let field = |labelled: &Labelled| Some((labelled.column, form.schema.fields.get(labelled.field()?)?));
            labelled.iter().filter_map(field)
        };
        let columns: Vec<KeyColumn> =
            fields().filter_map(|(column, field)| KeyColumn::of(column, field, form)).collect();
        let is_name = |field: &Field| {
            field.role.is_none() && !field.kind.is_numeric() && !form.schema.primary_key.contains(&field.name)
        };
        let names = fields().filter(|(_, field)| is_name(field)).map(|(column, _)| column).collect();
        columns.iter().any(|column| column.is_apart).then_some(Self { columns, names })
    }

    fn candidates(&self, rows: &[Seen], grid: &Grid) -> Vec<Candidate> {
        // Of few codes in many rows each is asked once.
        let mut known: Vec<HashMap<String, bool>> = vec![HashMap::new(); self.columns.len()];
        let mut candidates = Vec::new();
        for (place, row) in rows.iter().enumerate().filter(|(_, row)| row.kind == RowKind::Data) {
            let cells = grid.row(row.index);
            let (mut open, mut is_blank) = (Vec::new(), true);
            for (key, known) in self.columns.iter().zip(&mut known).filter(|(key, _)| key.is_apart) {
                let written = cell_of(cells, key.column).display();
                let can_hold = !written.trim().is_empty()
                    && known.get(&*written).copied().unwrap_or_else(|| {
                        let can_hold = key.can_hold(&written);
                        known.insert(written.into_owned(), can_hold);
                        can_hold
                    });
                if !can_hold {
                    is_blank &= cell_of(cells, key.column).is_blank();
                    open.push(key.column);
                }
            }
            let name = |column: &u32| cell_of(cells, *column).as_text().map(RowText::of);
            let says_so = self.names.iter().filter_map(name).any(|text| total(&text.name, true, false).is_some());
            if says_so || !open.is_empty() {
                let is_blank = is_blank && !open.is_empty();
                candidates.push(Candidate { place, open, is_blank, says_so });
            }
        }
        candidates
    }

    /// The fields that a candidate does not sum over, by its own cells; where all of its key is filled, each field of it may be the one.
    fn others(&self, candidate: &Candidate, cells: &[(u32, Cell)]) -> Vec<Vec<u32>> {
        let filled = |column: &u32| !cell_of(cells, *column).is_blank() && !candidate.open.contains(column);
        let columns: Vec<u32> = self.columns.iter().map(|key| key.column).filter(filled).collect();
        if !candidate.open.is_empty() {
            return vec![columns];
        }
        let apart = self.columns.iter().filter(|key| key.is_apart).map(|key| key.column);
        apart.map(|open| columns.iter().copied().filter(|column| *column != open).collect()).collect()
    }

    /// True where nothing but a total bears the name that a row has.
    fn is_named_total(&self, cells: &[(u32, Cell)]) -> bool {
        let name = |column: &u32| cell_of(cells, *column).as_text().map(text::name);
        self.names.iter().filter_map(name).any(|name| TOTALS.contains(&name.as_str()))
    }
}

/// Rows that hold the same in some columns.
#[derive(Default)]
struct RowsAlike {
    places: Vec<usize>,
    /// Their sums in each writing of amounts, once they are asked for.
    sums: OnceCell<[Amounts; 2]>,
}

type ByValues = HashMap<Vec<String>, RowsAlike>;

/// Judges the rows that may print a sum.
pub(super) fn judge(rows: &mut [Seen], grid: &Grid, columns: &Columns, keys: &KeyColumns) {
    let candidates = keys.candidates(rows, grid);
    let data: Vec<usize> = (0..rows.len())
        .filter(|place| rows.get(*place).is_some_and(|row| row.kind == RowKind::Data))
        .filter(|place| candidates.binary_search_by_key(place, |candidate| candidate.place).is_err())
        .collect();
    // Where most rows are such, it is the field that is filled in wrongly.
    if candidates.is_empty() || candidates.len() > data.len() {
        return;
    }
    let cells = |place: usize| rows.get(place).map_or(&[][..], |row| grid.row(row.index));
    let values = |place: usize, of: &[u32]| -> Vec<String> {
        of.iter().map(|column| text::name(&cell_of(cells(place), *column).display())).collect()
    };
    let amounts = |place: usize, sign: char| -> Amounts {
        columns.summed(cells(place)).map(|cell| amount(cell, |text| with_sign(text, sign))).collect()
    };
    let mut known: HashMap<Vec<u32>, ByValues> = HashMap::new();
    // Each with whether it sums all rows with the same other fields.
    let mut sums: BTreeMap<usize, bool> = BTreeMap::new();
    // Beside a sum of several rows a group may have one: its sum is looked for when such a sum is known.
    for fewest in [2, 1] {
        let mut found = Vec::new();
        for candidate in &candidates {
            if fewest == 1 && (sums.is_empty() || sums.contains_key(&candidate.place)) {
                continue;
            }
            let (mut is_sum, mut is_whole) = (false, false);
            for others in keys.others(candidate, cells(candidate.place)) {
                let wanted = values(candidate.place, &others);
                let by_values = known.entry(others).or_insert_with_key(|others| {
                    let mut by_values = ByValues::new();
                    data.iter()
                        .for_each(|place| by_values.entry(values(*place, others)).or_default().places.push(*place));
                    by_values
                });
                let Some(RowsAlike { places, sums }) = by_values.get(&wanted) else { continue };
                let all =
                    sums.get_or_init(|| SIGNS.map(|sign| sum_of(places.iter().map(|place| amounts(*place, sign)))));
                is_sum |= SIGNS.into_iter().zip(all).any(|(sign, all)| {
                    let own = amounts(candidate.place, sign);
                    let says_so = candidate.says_so && !candidate.open.is_empty();
                    let digits = digits(&own);
                    let is_enough = says_so || digits >= FEWEST_DIGITS;
                    if !(is_enough || candidate.is_blank && digits >= FEWEST_DIGITS_OF_BLANK) {
                        return false;
                    }
                    let is_of_all = places.len() > 1 && prints(&own, std::slice::from_ref(all), 1);
                    is_whole |= is_of_all;
                    is_of_all
                        || is_enough && places.len() <= MOST_IN_RUNS && {
                            let rows: Vec<Amounts> = places.iter().map(|place| amounts(*place, sign)).collect();
                            is_of_a_run(&own, &rows, fewest)
                        }
                });
            }
            if is_sum {
                found.push((candidate.place, is_whole));
            }
        }
        sums.extend(found);
    }
    let named = |candidate: &&Candidate| keys.is_named_total(cells(candidate.place));
    for candidate in candidates.iter().filter(named) {
        sums.entry(candidate.place).or_insert(true);
    }
    for (place, is_whole) in sums {
        if let Some(row) = rows.get_mut(place) {
            // The sum of a group is a part of what the total sums; nothing says again of which rows.
            row.kind = if is_whole { RowKind::Total } else { RowKind::PartOf };
        }
    }
}

/// The sums of amounts, column by column; nothing for a column in which one is no number.
fn sum_of(mut rows: impl Iterator<Item = Amounts>) -> Amounts {
    let first = rows.next().unwrap_or_default();
    rows.fold(first, |sums, row| sums.into_iter().zip(row).map(|(sum, amount)| sum?.checked_add(amount?)).collect())
}

/// True where the amounts are the sum of so many rows or more that follow one another.
fn is_of_a_run(own: &Amounts, rows: &[Amounts], fewest: usize) -> bool {
    let ends = |first: usize| (first.saturating_add(fewest)..=rows.len()).map(move |end| first..end);
    (0..rows.len()).flat_map(ends).filter_map(|run| rows.get(run)).any(|run| prints(own, run, fewest))
}
