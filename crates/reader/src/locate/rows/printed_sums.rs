//! Rows that print the sum of others under a name: the sender's own ("Thị xã Mường Lay" below its communes), or a word that may be one
//! of a total ("Chung", "Cộng dồn"), or no name of a unit at all ("TC", "Cộng (I+II)", nothing).
//!
//! Takes rows as their words and neighbours give them; those whose every amount is the sum of the rows above, or of all rows below where none is
//! above, become totals. A unit above those of the form is no row of it, and is one of theirs or a total: the figures decide. On a sheet that goes on
//! with the table of another the sum may be that of both.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use super::RowRole;
use super::columns::{Columns, RowKind, Seen};
use super::printed_amount::{SIGNS, amount, with_sign};
use super::words::{Naming, is_count, is_heading_number, total};
use crate::locate::Table;
use crate::project::written::form::Form;
use crate::sheet::grid::{Grid, cell_of};
use crate::values::decimal::Decimal;

/// Words of a total, and of other things: places, running totals.
const PERHAPS: [&str; 8] =
    ["chung", "cộng dồn", "tất cả", "toàn bộ", "tính chung", "số chung", "toàn địa bàn", "toàn đơn vị"];

/// Digits of the amounts of a row whose words and number say nothing of a sum: fewer add up by chance.
const FEWEST_DIGITS: usize = 5;

/// The amounts of a row that may be summed, in the order of their columns.
pub(super) type Amounts = Vec<Option<Decimal>>;

/// The sums of the rows of other tables, by field, as each sign of decimals in texts gives them; nothing where one of them is no number.
pub type SumsByField = BTreeMap<usize, [Option<Decimal>; SIGNS.len()]>;

/// The sums of all rows of these tables, each with its sheet.
pub fn sums_of<'t>(form: &Form, tables: impl Iterator<Item = (&'t Grid, &'t Table)>) -> SumsByField {
    let mut sums = SumsByField::new();
    let summed = form.schema.fields.iter().enumerate().filter(|(_, field)| field.is_summed());
    let summed: Vec<usize> = summed.map(|(place, _)| place).collect();
    for (grid, table) in tables {
        for row in table.body.iter().filter(|row| row.role == RowRole::Data) {
            let cells = grid.row(row.index);
            for field in &summed {
                let column = table.columns.iter().find(|column| column.field == Some(*field));
                let of_signs = sums.entry(*field).or_insert([Some(Decimal::ZERO); SIGNS.len()]);
                for (sum, sign) in of_signs.iter_mut().zip(SIGNS) {
                    let cell = column.map(|column| cell_of(cells, column.index));
                    let own = cell.and_then(|cell| amount(cell, |text| with_sign(text, sign)));
                    *sum = sum.zip(own).and_then(|(sum, own)| sum.checked_add(own));
                }
            }
        }
    }
    sums
}

/// Judges the rows that may print a sum. `before` gives the sums of the tables that this one may go on with.
pub(super) fn judge(rows: &mut [Seen], grid: &Grid, columns: &Columns, before: &dyn Fn() -> SumsByField) {
    let before = LazyCell::new(|| {
        let sums = before();
        let of_sign = |sign: usize| -> Amounts {
            columns.summed_fields().map(|field| sums.get(&field)?.get(sign).copied().flatten()).collect()
        };
        (!sums.is_empty()).then(|| (0..SIGNS.len()).map(of_sign).collect::<Vec<Amounts>>())
    });
    // What heads the rows of a value is their sum, and no other.
    let may_sum = |row: &Seen| matches!(row.kind, RowKind::Data | RowKind::SectionWithTotal) && !row.heads_value;
    let is_free = |row: &Seen| row.code.is_none() && !is_count(&row.ordinal);
    let perhaps = |row: &Seen| {
        is_free(row) && columns.words(grid.row(row.index)).iter().any(|words| PERHAPS.contains(&words.as_str()))
    };
    // "TC", "Cộng (I+II)", or nothing at all.
    let is_plain = |row: &Seen| is_free(row) && matches!(row.naming, Naming::Nothing | Naming::Plain);
    // Where most rows have neither number nor code nor the word of a type, a row without them is as likely a unit.
    let data = rows.iter().filter(|row| row.kind == RowKind::Data);
    let most_are_identified = columns.has_areas && data.clone().filter(|row| is_plain(row)).count() * 2 < data.count();
    let unnamed = |row: &Seen| most_are_identified && is_plain(row);
    let named = |row: &Seen| columns.has_areas && row.naming == Naming::Above;
    // "Toàn huyện" with the code of the district, and a row with that code alone: those of the units are longer.
    let longest = rows.iter().filter(|row| row.kind == RowKind::Data).filter_map(|row| row.code).max();
    let coded = |row: &Seen| {
        let says_so = || columns.words(grid.row(row.index)).iter().any(|words| total(words, true, false).is_some());
        columns.has_areas && row.code.is_some() && row.naming != Naming::Own && (row.code < longest || says_so())
    };
    let candidates: Vec<usize> = (0..rows.len())
        .filter(|place| {
            rows.get(*place)
                .is_some_and(|row| may_sum(row) && (named(row) || perhaps(row) || unnamed(row) || coded(row)))
        })
        .collect();
    for place in candidates {
        let Some(row) = rows.get(place) else { continue };
        let is_data = |other: &&Seen| other.kind == RowKind::Data && other.index != row.index;
        let (above, below) =
            (rows.get(..place).unwrap_or_default(), rows.get(place.saturating_add(1)..).unwrap_or_default());
        // "I. Khối phường" and "II. Khối xã" each sum the rows up to the next of their kind.
        let begins = |row: &&Seen| {
            let heads =
                matches!(row.kind, RowKind::Section | RowKind::SectionWithTotal | RowKind::Total | RowKind::GrandTotal);
            !heads && !unnamed(row)
        };
        let data = rows.iter().filter(is_data).count();
        let least = if named(row) { 1 } else { 2 };
        // Of one row only a section is the sum, behind another sum.
        let is_behind_a_sum = above.iter().any(|row| matches!(row.kind, RowKind::Total | RowKind::SectionWithTotal));
        let of_section = if is_behind_a_sum { 1 } else { least };
        // In texts either sign may be that of decimals.
        let kind = SIGNS.into_iter().enumerate().find_map(|(writing, sign)| {
            let amounts = |row: &Seen| -> Amounts {
                columns.summed(grid.row(row.index)).map(|cell| amount(cell, |text| with_sign(text, sign))).collect()
            };
            let own = amounts(row);
            let is_heading = most_are_identified && is_heading_number(&row.ordinal) && !row.small_letter;
            if !named(row) && !perhaps(row) && !is_heading && digits(&own) < FEWEST_DIGITS {
                return None;
            }
            let all_above: Vec<Amounts> = above.iter().filter(is_data).map(amounts).collect();
            let last_above: Vec<Amounts> = above.iter().rev().take_while(begins).filter(is_data).map(amounts).collect();
            let next_below: Vec<Amounts> = below.iter().take_while(begins).filter(is_data).map(amounts).collect();
            // A section prints the sum of the rows below it.
            if row.kind == RowKind::SectionWithTotal && named(row) && prints(&own, &next_below, 1)
                || unnamed(row) && next_below.len() < data && prints(&own, &next_below, 1)
            {
                return Some(RowKind::SectionWithTotal);
            }
            let sums = prints(&own, &all_above, least)
                || prints(&own, &last_above, of_section)
                || all_above.is_empty() && !named(row) && {
                    let all_below: Vec<Amounts> = below.iter().filter(is_data).map(amounts).collect();
                    prints(&own, &all_below, least)
                }
                || before.as_ref().and_then(|before| before.get(writing)).is_some_and(|before| {
                    let with_before: Vec<Amounts> = std::iter::once(before).chain(&all_above).cloned().collect();
                    prints(&own, &with_before, least)
                });
            sums.then_some(RowKind::Total)
        });
        if let (Some(kind), Some(row)) = (kind, rows.get_mut(place)) {
            row.kind = kind;
        }
    }
}

/// The digits of all amounts, without zeros at their ends.
pub(super) fn digits(amounts: &Amounts) -> usize {
    amounts.iter().flatten().copied().map(Decimal::significant_digits).sum()
}

/// True where every amount is the sum of those of the rows, as far as they all are numbers, and one is not zero.
pub(super) fn prints(own: &Amounts, rows: &[Amounts], least: usize) -> bool {
    if rows.len() < least {
        return false;
    }
    let mut any = false;
    for (column, amount) in own.iter().enumerate() {
        let sum = rows.iter().try_fold(Decimal::ZERO, |sum, row| sum.checked_add(row.get(column).copied().flatten()?));
        let (Some(amount), Some(sum)) = (amount, sum) else { continue };
        if *amount != sum {
            return false;
        }
        any |= sum != Decimal::ZERO;
    }
    any
}

/// True where in each column the rows together have no more than the whole.
pub(super) fn is_no_more(whole: &Amounts, rows: &[Amounts]) -> bool {
    whole.iter().enumerate().all(|(column, whole)| {
        let mut amounts = rows.iter().filter_map(|row| row.get(column).copied().flatten()).peekable();
        if amounts.peek().is_none() {
            return true;
        }
        let sum = amounts.try_fold(Decimal::ZERO, Decimal::checked_add);
        whole.zip(sum).is_some_and(|(whole, sum)| sum <= whole)
    })
}
