//! The order of the figures of a plan.
//!
//! Takes the figures as they were grouped; gives them ordered by geography, area_level, area, area_valid_from, period_end, freq and time_period, as the
//! seam promises. Many figures share few values: each text is compared with the others of its column once, and rows by small numbers (an engine that
//! compares the texts of rows spends half of a plan on it).

use std::collections::HashMap;

use arrow_array::cast::AsArray;
use arrow_array::types::Date32Type;
use arrow_array::{ArrayRef, RecordBatch, StringArray, UInt32Array};
use arrow_schema::ArrowError;
use arrow_select::take::take_record_batch;

use crate::engine::EngineError;

/// The columns of the order, the first first.
const ORDER: [&str; 7] = ["geography", "area_level", "area", "area_valid_from", "period_end", "freq", "time_period"];

/// The rows of a batch of figures in their order.
///
/// # Errors
/// Where a column of the order is missing, or is neither of texts nor of days.
pub(super) fn ordered(batch: &RecordBatch) -> Result<RecordBatch, EngineError> {
    let missing = |name: &str| ArrowError::SchemaError(format!("the figures have no column {name}"));
    let mut keys = vec![([0_u32; ORDER.len()], 0_u32); batch.num_rows()];
    for (row, (_, index)) in (0..).zip(&mut keys) {
        *index = row;
    }
    for (place, name) in ORDER.into_iter().enumerate() {
        let column = batch.column_by_name(name).ok_or_else(|| missing(name))?;
        let ranks = ranks(column).ok_or_else(|| missing(name))?;
        for ((key, _), rank) in keys.iter_mut().zip(ranks) {
            key[place] = rank;
        }
    }
    keys.sort_unstable();
    let indices: UInt32Array = keys.into_iter().map(|(_, index)| index).collect();
    Ok(take_record_batch(batch, &indices)?)
}

/// For each row a number that is in the order of the values; a missing one comes first. `None` for a column of another type.
fn ranks(column: &ArrayRef) -> Option<Vec<u32>> {
    if let Some(days) = column.as_primitive_opt::<Date32Type>() {
        // From the first day that there is on; the sign of a day is its highest bit.
        return Some(days.iter().map(|day| day.map_or(0, |day| day.cast_unsigned() ^ (1 << 31))).collect());
    }
    let texts: &StringArray = column.as_string_opt()?;
    let mut distinct: HashMap<Option<&str>, u32> = HashMap::new();
    let numbers: Vec<u32> = texts
        .iter()
        .map(|text| {
            let next = u32::try_from(distinct.len()).unwrap_or(u32::MAX);
            *distinct.entry(text).or_insert(next)
        })
        .collect();
    let mut sorted: Vec<(Option<&str>, u32)> = distinct.into_iter().collect();
    sorted.sort_unstable();
    let mut rank_of = vec![0; sorted.len()];
    for (rank, (_, number)) in (0..).zip(sorted) {
        *rank_of.get_mut(usize::try_from(number).ok()?)? = rank;
    }
    numbers.into_iter().map(|number| rank_of.get(usize::try_from(number).ok()?).copied()).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::Date32Array;

    use super::*;

    #[test]
    fn figures_are_in_the_order_of_the_seam() {
        let text = |texts: [Option<&str>; 4]| Arc::new(StringArray::from(texts.to_vec())) as ArrayRef;
        let days = |days: [i32; 4]| Arc::new(Date32Array::from(days.to_vec())) as ArrayRef;
        let batch = RecordBatch::try_from_iter([
            ("geography", text([Some("as-reported"), Some("2025-07-01"), Some("as-reported"), Some("as-reported")])),
            ("area_level", text([Some("commune"), Some("province"), Some("commune"), None])),
            ("area", text([Some("10"), Some("9"), Some("10"), Some("10")])),
            ("area_valid_from", days([5, 0, -3, 5])),
            ("period_end", days([9, 9, 9, 9])),
            ("freq", text([Some("A"), Some("A"), Some("M"), Some("A")])),
            ("time_period", text([Some("2025"), Some("2025"), Some("2025"), Some("2025")])),
        ])
        .unwrap();
        let ordered = ordered(&batch).unwrap();
        let shown = |name: &str| -> Vec<String> {
            let column = ordered.column_by_name(name).unwrap();
            column.as_string::<i32>().iter().map(|text| text.unwrap_or("none").to_owned()).collect()
        };
        assert_eq!(shown("geography"), ["2025-07-01", "as-reported", "as-reported", "as-reported"]);
        assert_eq!(shown("area_level"), ["province", "none", "commune", "commune"]);
        assert_eq!(shown("freq"), ["A", "A", "M", "A"]);
    }

    #[test]
    fn figures_without_a_column_of_the_order_are_refused() {
        let batch = RecordBatch::try_from_iter([("geography", Arc::new(StringArray::from(vec!["a"])) as ArrayRef)]);
        assert!(ordered(&batch.unwrap()).is_err());
    }
}
