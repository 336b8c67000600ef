//! Groups of lines that have nothing missing, over columns of small numbers.
//!
//! Takes the columns of clean lines and the parts of a form; gives what each group adds to each part, or `None` for what the engine below
//! has to group. Of a row in which every field of every part has a value of normal status, each part knows all: whether it
//! meets the condition, and its amount. Nothing is missing, impossible or inherited.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, BooleanArray, Decimal128Array, Int32Array, Int64Array, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};

use crate::engine::arrow_bridge::one_run;
use crate::engine::small::{Amounts, SmallColumn, amounts, verdict};
use crate::project::expression::plan::AggregatePart;
use crate::project::expression::typed::Aggregate;
use crate::values::decimal::SCALE;
use crate::values::status::Status;

/// The columns of a part in the answer: its amount, ranks and flags.
pub(super) const OF_A_PART: [&str; 5] = ["amount", "missing", "inherited", "impossible", "open"];

/// The columns of the answer.
pub(super) fn group_schema(parts: usize) -> SchemaRef {
    let mut fields = vec![Field::new("group", DataType::Int64, true)];
    for index in 0..parts {
        fields.extend(OF_A_PART.map(|name| {
            let kind = match name {
                "amount" => DataType::Decimal128(38, 12),
                "missing" | "inherited" => DataType::Int32,
                _ => DataType::Boolean,
            };
            Field::new(format!("{name} {index}"), kind, true)
        }));
    }
    Arc::new(Schema::new(fields))
}

/// The rows that have nothing missing of what the parts name; `None` where a column is not there.
pub(super) fn complete(parts: &[AggregatePart], rows: &RecordBatch) -> Option<BooleanArray> {
    let mut is_complete = vec![true; rows.num_rows()];
    for part in parts {
        for name in part.fields() {
            let column = rows.column_by_name(&name)?;
            if let Some(nulls) = column.nulls().filter(|nulls| nulls.null_count() > 0) {
                is_complete.iter_mut().zip(nulls).for_each(|(is_complete, is_valid)| *is_complete &= is_valid);
            }
        }
        for name in &part.measures {
            let statuses = rows.column_by_name(&format!("{name}_status"))?;
            if one_run(statuses) == Some(Status::A.code()) {
                continue;
            }
            let statuses = statuses.as_string_opt::<i32>()?;
            let is_normal = statuses.iter().map(|status| status == Some(Status::A.code()));
            is_complete.iter_mut().zip(is_normal).for_each(|(is_complete, is_normal)| *is_complete &= is_normal);
        }
    }
    Some(is_complete.into())
}

/// What rows that are [`complete`] add to each part; `None` where a part has to be computed elsewhere.
///
/// # Errors
/// Where the answer makes no table, which is a fault of the program.
pub(super) fn group(parts: &[AggregatePart], rows: &RecordBatch) -> Option<Result<RecordBatch, ArrowError>> {
    let groups = rows.column_by_name("group")?.as_primitive_opt::<Int64Type>()?;
    // Rows of a negative group are in none.
    let groups: Vec<usize> =
        groups.values().iter().map(|group| usize::try_from(*group).unwrap_or(usize::MAX)).collect();
    let count = groups.iter().filter(|group| **group != usize::MAX).max().map_or(0, |last| last.saturating_add(1));
    // They are numbered without gaps.
    if count > rows.num_rows().saturating_add(1) << 4 {
        return None;
    }
    let numbers = (0_i64..).take(count);
    let mut columns: Vec<ArrayRef> = vec![Arc::new(Int64Array::from_iter_values(numbers))];
    let mut is_open = vec![false; count];
    groups.iter().for_each(|group| is_open.get_mut(*group).into_iter().for_each(|is_open| *is_open = true));
    let is_open = Arc::new(BooleanArray::from(is_open));
    for part in parts {
        let of_group = of_part(part, rows, &groups, count)?;
        let amounts: Decimal128Array = of_group.iter().map(|sum| (sum.rows > 0).then_some(sum.units)).collect();
        columns.push(Arc::new(amounts.with_data_type(DataType::Decimal128(38, 12))));
        columns.push(Arc::new(Int32Array::new_null(count)));
        columns.push(Arc::new(Int32Array::new_null(count)));
        columns.push(Arc::new(BooleanArray::from(vec![false; count])));
        columns.push(Arc::clone(&is_open) as ArrayRef);
    }
    Some(RecordBatch::try_new(group_schema(parts.len()), columns))
}

/// The rows of a group that enter a part, and what they make.
#[derive(Clone, Copy, Default)]
struct Sum {
    rows: u32,
    units: i128,
}

fn of_part(part: &AggregatePart, rows: &RecordBatch, groups: &[usize], count: usize) -> Option<Vec<Sum>> {
    // Lines have neither vintages nor dimensions.
    if part.has_vintage() || part.meant.is_some() {
        return None;
    }
    let is_met = match &part.condition {
        Some(condition) => Some(verdict(condition, rows)?.yes),
        None => None,
    };
    let Amounts { values, places, most, .. } = match &part.aggregate {
        Aggregate::Sum(scalar) | Aggregate::Min(scalar) | Aggregate::Max(scalar) => amounts(scalar, rows)?,
        Aggregate::Count | Aggregate::CountUnits => Amounts::all_alike(1),
        // Distinct values do not add up over units.
        Aggregate::CountDistinct(_) => Amounts::all_alike(0),
    };
    // No sum leaves 64 bits.
    most.checked_mul(u64::try_from(rows.num_rows()).ok()?).filter(|most| *most < 1 << 62)?;
    let mut found: Vec<(u32, i64)> = vec![(0, 0); count];
    let mut enter = |group: usize, value: i64| {
        let Some((rows, amount)) = found.get_mut(group) else { return };
        *amount = match &part.aggregate {
            Aggregate::Min(_) if *rows > 0 => value.min(*amount),
            Aggregate::Max(_) if *rows > 0 => value.max(*amount),
            Aggregate::Min(_) | Aggregate::Max(_) => value,
            _ => amount.wrapping_add(value),
        };
        *rows = rows.saturating_add(1);
    };
    match (&values, &is_met) {
        (SmallColumn::One(value), None) => groups.iter().for_each(|group| enter(*group, *value)),
        (SmallColumn::Each(values), None) => groups.iter().zip(values).for_each(|(group, value)| enter(*group, *value)),
        (SmallColumn::One(value), Some(is_met)) => {
            let met = groups.iter().zip(is_met).filter(|(_, is_met)| **is_met);
            met.for_each(|(group, _)| enter(*group, *value));
        }
        (SmallColumn::Each(values), Some(is_met)) => {
            let met = groups.iter().zip(values).zip(is_met).filter(|(_, is_met)| **is_met);
            met.for_each(|((group, value), _)| enter(*group, *value));
        }
    }
    let step = 10_i128.pow(SCALE.checked_sub(places)?);
    Some(found.into_iter().map(|(rows, amount)| Sum { rows, units: i128::from(amount) * step }).collect())
}
