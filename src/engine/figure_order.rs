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
    let mut keys = Ranks { of_rows: vec![0; batch.num_rows()], count: 1 };
    for name in ORDER {
        let column = batch.column_by_name(name).ok_or_else(|| missing(name))?;
        keys = keys.then(ranks(column).ok_or_else(|| missing(name))?);
    }
    let mut rows: Vec<(u64, u32)> = keys.of_rows.into_iter().zip(0..).collect();
    rows.sort_unstable();
    let indices: UInt32Array = rows.into_iter().map(|(_, index)| index).collect();
    Ok(take_record_batch(batch, &indices)?)
}

/// A number for each row that is in the order of its values.
struct Ranks {
    of_rows: Vec<u64>,
    /// One more than the largest.
    count: u64,
}

impl Ranks {
    /// These, and among equal ones those of the next column.
    fn then(self, next: Self) -> Self {
        let Some(count) = self.count.checked_mul(next.count) else {
            // Of columns of so many values each pair is not there: no more of them are than there are rows.
            return if self.is_dense() { self.then(next.dense()) } else { self.dense().then(next) };
        };
        let of_rows = self.of_rows.into_iter().zip(next.of_rows).map(|(own, other)| own * next.count + other).collect();
        Self { of_rows, count }
    }

    fn is_dense(&self) -> bool {
        usize::try_from(self.count).is_ok_and(|count| count <= self.of_rows.len())
    }

    /// The same order in the smallest numbers.
    fn dense(self) -> Self {
        let mut sorted = self.of_rows.clone();
        sorted.sort_unstable();
        sorted.dedup();
        let of_rows = self.of_rows.iter().filter_map(|own| sorted.binary_search(own).ok());
        let of_rows = of_rows.filter_map(|rank| u64::try_from(rank).ok()).collect();
        Self { of_rows, count: u64::try_from(sorted.len()).unwrap_or(u64::MAX).max(1) }
    }
}

/// The ranks of the values of a column; a missing one comes first. `None` for a column of another type.
fn ranks(column: &ArrayRef) -> Option<Ranks> {
    if let Some(days) = column.as_primitive_opt::<Date32Type>() {
        // The days of figures lie within a few years of one another.
        let first = days.iter().flatten().min().unwrap_or_default();
        let rank =
            |day: Option<i32>| day.map_or(Some(0), |day| u64::try_from(i64::from(day) - i64::from(first) + 1).ok());
        let of_rows = days.iter().map(rank).collect::<Option<Vec<u64>>>()?;
        let count = of_rows.iter().max().map_or(1, |last| last + 1);
        return Some(Ranks { of_rows, count });
    }
    let texts: &StringArray = column.as_string_opt()?;
    let mut distinct: HashMap<Option<&str>, usize, ahash::RandomState> = HashMap::default();
    // Rows that follow one another often have the same text.
    let mut last = None;
    let numbers: Vec<usize> = texts
        .iter()
        .map(|text| match last {
            Some((before, number)) if before == text => number,
            _ => {
                let next = distinct.len();
                let number = *distinct.entry(text).or_insert(next);
                last = Some((text, number));
                number
            }
        })
        .collect();
    let mut sorted: Vec<(Option<&str>, usize)> = distinct.into_iter().collect();
    sorted.sort_unstable();
    let mut rank_of = vec![0; sorted.len()];
    for (rank, (_, number)) in (0..).zip(sorted) {
        *rank_of.get_mut(number)? = rank;
    }
    let of_rows = numbers.into_iter().map(|number| rank_of.get(number).copied()).collect::<Option<Vec<u64>>>()?;
    Some(Ranks { of_rows, count: u64::try_from(rank_of.len()).ok()?.max(1) })
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
    fn days_far_apart_are_ordered_as_well() {
        let text = || Arc::new(StringArray::from(vec!["a"; 4])) as ArrayRef;
        let days = |days: [Option<i32>; 4]| Arc::new(Date32Array::from(days.to_vec())) as ArrayRef;
        let batch = RecordBatch::try_from_iter([
            ("geography", text()),
            ("area_level", text()),
            ("area", text()),
            ("area_valid_from", days([Some(i32::MAX), Some(i32::MIN), Some(i32::MAX), None])),
            ("period_end", days([Some(i32::MAX), Some(0), Some(i32::MIN), Some(7)])),
            ("freq", text()),
            ("time_period", text()),
        ])
        .unwrap();
        let ordered = ordered(&batch).unwrap();
        let ends = ordered.column_by_name("period_end").unwrap().as_primitive::<Date32Type>().values().to_vec();
        assert_eq!(ends, [7, 0, i32::MIN, i32::MAX]);
    }

    #[test]
    fn figures_without_a_column_of_the_order_are_refused() {
        let batch = RecordBatch::try_from_iter([("geography", Arc::new(StringArray::from(vec!["a"])) as ArrayRef)]);
        assert!(ordered(&batch.unwrap()).is_err());
    }
}
