//! The clean lines of a piece, added up by unit for the lines that may be their sums.
//!
//! Takes the columns of a piece; adds them to its [`LineSums`], whose other lines were read as rows.

use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal64Type, Decimal128Type};
use arrow_array::{Array, ArrayRef};

use crate::intake::clean::Clean;
use crate::project::written::form::Form;
use crate::validate::sums_of_lines::{LineSums, SummedLines, summed};
use crate::values::decimal::{Decimal, SCALE};

/// The field by which lines are compared with sums where nothing else reads an amount of theirs.
pub(super) fn field_to_add(form: &Form, used: &[String]) -> Option<String> {
    let is_used = summed(form).any(|(_, field)| used.contains(&field.name));
    summed(form).next().filter(|_| !is_used).map(|(_, field)| field.name.clone())
}

/// Adds the clean lines of a piece.
pub(super) fn add_clean(sums: &mut LineSums, form: &Form, clean: &Clean) {
    let columns: Vec<Option<&ArrayRef>> = summed(form)
        .map(|(_, field)| clean.columns.iter().find(|(name, _)| *name == field.name).map(|(_, column)| column))
        .collect();
    let mut lines: Vec<u64> = vec![0; clean.resolved.len()];
    for place in &clean.places {
        if let Some(lines) = lines.get_mut(*place) {
            *lines = lines.saturating_add(1);
        }
    }
    for (resolved, lines) in clean.resolved.iter().zip(&lines).filter(|(_, lines)| **lines > 0) {
        if let Some(key) = resolved {
            sums.of(*key).count(*lines);
        }
    }
    for (field, column) in columns.iter().enumerate() {
        let Some(column) = column else {
            sums.forget(field);
            continue;
        };
        let (mut added, mut present) = (vec![0_i128; clean.resolved.len()], vec![0_u64; clean.resolved.len()]);
        let step = each_amount(column, 0..column.len(), |line, amount| {
            let Some(place) = clean.places.get(line).copied() else { return };
            if let (Some(added), Some(present)) = (added.get_mut(place), present.get_mut(place)) {
                *added = added.saturating_add(amount);
                *present = present.saturating_add(1);
            }
        });
        for ((resolved, amount), present) in clean.resolved.iter().zip(added).zip(present) {
            if let (Some(key), true) = (resolved, present > 0) {
                sums.of(*key).add(field, Decimal::from_units(amount.saturating_mul(step)), present);
            }
        }
    }
    add_above(sums, &columns, clean);
}

/// Adds the lines of its unit between each line that may be a sum and the one before it.
fn add_above(sums: &mut LineSums, columns: &[Option<&ArrayRef>], clean: &Clean) {
    for one in sums.perhaps_mut() {
        let from = clean.numbers.partition_point(|number| *number <= one.behind);
        let to = clean.numbers.partition_point(|number| *number < one.number);
        let is_of_it = |line: usize| {
            let resolved = clean.places.get(line).and_then(|place| clean.resolved.get(*place));
            resolved.is_some_and(|resolved| *resolved == Some(one.key))
        };
        let own: Vec<usize> = (from..to).filter(|line| is_of_it(*line)).collect();
        let mut above = SummedLines::default();
        std::mem::swap(&mut above, &mut one.above);
        above.count(u64::try_from(own.len()).unwrap_or(u64::MAX));
        for (field, column) in columns.iter().enumerate() {
            let Some(column) = column else { continue };
            let (mut added, mut present) = (0_i128, 0_u64);
            let step = each_amount(column, own.iter().copied(), |_, amount| {
                added = added.saturating_add(amount);
                present = present.saturating_add(1);
            });
            above.add(field, Decimal::from_units(added.saturating_mul(step)), present);
        }
        one.above = above;
    }
}

/// Calls a function with the line and the amount of each of these lines that has one; gives by what these are multiplied to be the units of a decimal.
fn each_amount(column: &ArrayRef, lines: impl Iterator<Item = usize>, mut take: impl FnMut(usize, i128)) -> i128 {
    if let Some(values) = column.as_primitive_opt::<Decimal64Type>() {
        for line in lines.filter(|line| values.is_valid(*line)) {
            take(line, i128::from(values.value(line)));
        }
        return 10_i128.pow(SCALE.saturating_sub(u32::try_from(values.scale()).unwrap_or_default()));
    }
    if let Some(values) = column.as_primitive_opt::<Decimal128Type>() {
        lines.filter(|line| values.is_valid(*line)).for_each(|line| take(line, values.value(line)));
    }
    1
}
