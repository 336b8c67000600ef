//! Lines of an export that print the sum of others: "Tổng số;;;13,75".
//!
//! Takes the lines of the pieces; says which are totals, adds up those between them, and once all lines are read gives the findings where a total is not the
//! sum of its lines. What sums in a table is no line of an export either, whichever format it was saved in.

use std::collections::BTreeMap;

use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal64Type, Decimal128Type};
use arrow_array::{Array, ArrayRef};

use crate::findings::finding::Finding;
use crate::intake::clean::Clean;
use crate::locate::Table;
use crate::locate::rows::is_total;
use crate::project::written::form::{Field, Form, Role};
use crate::sheet::grid::{Cell, Sheet};
use crate::typing::reading::TypedTable;
use crate::typing::rows::Values;
use crate::typing::table::PrintedTotal;
use crate::validate::totals::{self, ColumnSum};
use crate::values::decimal::{Decimal, SCALE};
use crate::values::sum_words;

/// True for a line that names no unit, has the word of a sum in its place or in a text, and holds nothing else but numbers and a period.
pub(super) fn is_total_line(sheet: &Sheet, form: &Form, table: &Table, line: u32) -> bool {
    let mut has_word = false;
    for column in &table.columns {
        let Some(field) = column.field.and_then(|field| form.schema.fields.get(field)) else { continue };
        let cell = sheet.grid.get(line, column.index);
        let is_of_numbers = field.kind.is_amount() || field.role == Some(Role::Period);
        if cell.is_blank() || is_of_numbers {
            continue;
        }
        let Cell::Text(written) = cell else { return false };
        // Most lines begin with the code of their unit.
        if !written.contains(char::is_alphabetic) && written.contains(char::is_numeric) {
            return false;
        }
        let is_word =
            if field.is_area() { is_total(written) } else { sum_words::is_one(written) && !field.names_value(written) };
        if !is_word && written.contains(char::is_alphanumeric) {
            return false;
        }
        has_word |= is_word;
    }
    has_word && table.columns.iter().any(|column| is_of_place(form, column.field))
}

fn is_of_place(form: &Form, field: Option<usize>) -> bool {
    field.and_then(|field| form.schema.fields.get(field)).is_some_and(Field::is_area)
}

/// The sums of columns, by the place of their field in the form.
type SumsOfColumns = BTreeMap<usize, ColumnSum>;

/// The totals of an export, and the sums of the lines before, between and behind them.
#[derive(Debug)]
pub(super) struct TotalLines {
    totals: Vec<PrintedTotal>,
    /// One more than there are totals.
    between: Vec<SumsOfColumns>,
}

impl Default for TotalLines {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl TotalLines {
    /// Those of a piece, in the order of their lines.
    pub(super) fn new(totals: Vec<PrintedTotal>) -> Self {
        Self {
            between: std::iter::repeat_with(SumsOfColumns::new).take(totals.len().saturating_add(1)).collect(),
            totals,
        }
    }

    /// Adds the lines of a typed table, whether they are accepted or not: a total has those that are in error, too.
    pub(super) fn add(&mut self, form: &Form, table: &TypedTable) {
        for (place, field) in summed(form) {
            let has_column = table.columns.iter().any(|column| column.field == place);
            let Some(Values::Decimal(values)) = table.rows.columns.get(place).map(|column| &column.values) else {
                continue;
            };
            for (row, (number, value)) in table.rows.number.iter().zip(values).enumerate().filter(|_| has_column) {
                if let Some(sum) = self.sum_at(place, *number) {
                    sum.add(*value, table.rows.rounded.contains_key(&(row, place)), field);
                }
            }
        }
    }

    /// Adds the clean lines of a piece, of the columns that something uses.
    pub(super) fn add_clean(&mut self, form: &Form, clean: &Clean) {
        for (place, field) in summed(form) {
            let Some((_, column)) = clean.columns.iter().find(|(name, _)| *name == field.name) else { continue };
            if self.totals.is_empty() {
                if let Some(sum) = self.sum_at(place, 0) {
                    add_all(sum, column, field);
                }
                continue;
            }
            for (line, number) in clean.numbers.iter().enumerate() {
                let value = column.slice(line, 1);
                if let Some(sum) = self.sum_at(place, *number) {
                    add_all(sum, &value, field);
                }
            }
        }
    }

    /// The sum to which a line of this number belongs.
    fn sum_at(&mut self, place: usize, number: u32) -> Option<&mut ColumnSum> {
        let before = self.totals.partition_point(|total| total.number < number);
        Some(self.between.get_mut(before)?.entry(place).or_default())
    }

    /// Joins those of the piece behind.
    pub(super) fn join(&mut self, other: Self) {
        let mut between = other.between.into_iter();
        if let (Some(last), Some(first)) = (self.between.last_mut(), between.next()) {
            add_sums(last, &first);
        }
        self.between.extend(between);
        self.totals.extend(other.totals);
    }

    /// The amounts of totals that are not the sums of their lines: of all lines, of those since the total before, of those up to the next or of all so far,
    /// whichever fits best.
    pub(super) fn findings(&self, form: &Form, table: &TypedTable) -> Vec<Finding> {
        let all = |parts: &[SumsOfColumns]| {
            parts.iter().fold(SumsOfColumns::new(), |mut all, sums| {
                add_sums(&mut all, sums);
                all
            })
        };
        let whole = all(&self.between);
        let mut findings = Vec::new();
        for (place, total) in self.totals.iter().enumerate() {
            let (so_far, below) = self.between.split_at(place.saturating_add(1));
            let near = [so_far.last(), below.first()].into_iter().flatten().cloned();
            let of: Vec<SumsOfColumns> = std::iter::once(whole.clone()).chain(near).chain([all(so_far)]).collect();
            findings.extend(totals::differing_from_lines(form, table, total, &of));
        }
        findings
    }
}

/// The fields that are added, with their places in the form.
fn summed(form: &Form) -> impl Iterator<Item = (usize, &Field)> {
    form.schema.fields.iter().enumerate().filter(|(_, field)| field.is_summed())
}

fn add_sums(sums: &mut SumsOfColumns, others: &SumsOfColumns) {
    for (place, other) in others {
        sums.entry(*place).or_default().join(other);
    }
}

/// Adds a column of clean lines, whose numbers have the digits behind the decimal sign that their type says.
fn add_all(sum: &mut ColumnSum, column: &ArrayRef, field: &Field) {
    if let Some(values) = column.as_primitive_opt::<Decimal64Type>() {
        let step = 10_i128.pow(SCALE.saturating_sub(u32::try_from(values.scale()).unwrap_or_default()));
        let added: i128 = values.iter().flatten().map(i128::from).sum();
        sum.join(&ColumnSum {
            sum: Some(Decimal::from_units(added.saturating_mul(step))),
            rows: values.len(),
            present: values.len().saturating_sub(values.null_count()),
            shown: shown(values.iter().flatten(), values.scale(), sum.shown, field),
            // What has too many digits is no clean line.
            rounded: 0,
        });
    } else if let Some(values) = column.as_primitive_opt::<Decimal128Type>() {
        values.iter().for_each(|value| sum.add(value.map(Decimal::from_units), false, field));
    } else {
        (0..column.len()).for_each(|_| sum.add(None, false, field));
    }
}

/// The most digits behind the decimal sign that one of these numbers shows, where it is more than `known`.
fn shown(numbers: impl Iterator<Item = i64> + Clone, scale: i8, known: u32, field: &Field) -> u32 {
    let most = if ColumnSum::is_exact(field) { 0 } else { u32::try_from(scale).unwrap_or_default() };
    let shows = |digits: &u32| {
        let step = 10_i64.pow(most.saturating_sub(*digits).saturating_add(1));
        numbers.clone().any(|number| number % step != 0)
    };
    // Whole numbers, which most columns hold, are looked at once.
    if most == 0 || !shows(&1) {
        return known;
    }
    (known.saturating_add(1)..=most).rev().find(shows).unwrap_or(known)
}
