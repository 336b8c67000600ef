//! How much the texts of a Parquet file take, counted before any cell is held.
//!
//! Takes the metadata and bytes of a file; goes over its columns of texts and gives whether they are more than is left for its cells. A text that the file
//! holds once may be in each of millions of rows: its readers share it, and cells do not.

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_schema::DataType;
use bytes::Bytes;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ParquetRecordBatchReaderBuilder};

use crate::formats::parquet_file::ParquetFault;
use crate::formats::workbook::BYTES_OF_A_CELL;

/// Rows that are unpacked at a time.
const ROWS_OF_A_BATCH: usize = 1024;

/// Counts the texts of all columns that are of nothing else; `left` is how many cells they may stand for.
pub(super) fn check(bytes: &Bytes, metadata: &ArrowReaderMetadata, left: usize) -> Result<(), ParquetFault> {
    let fields = metadata.schema().fields().iter().enumerate();
    let texts: Vec<usize> =
        fields.filter(|(_, field)| is_of_texts(field.data_type())).map(|(place, _)| place).collect();
    if texts.is_empty() {
        return Ok(());
    }
    let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(bytes.clone(), metadata.clone());
    let mask = ProjectionMask::roots(builder.parquet_schema(), texts);
    let reader = builder.with_projection(mask).with_batch_size(ROWS_OF_A_BATCH).build();
    let mut left = left;
    for batch in reader.map_err(|_| ParquetFault::Broken)? {
        for array in batch.map_err(|_| ParquetFault::Broken)?.columns() {
            left = left.checked_sub(cells(array.as_ref())).ok_or(ParquetFault::TooManyCells)?;
        }
    }
    Ok(())
}

fn is_of_texts(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, values) => matches!(**values, DataType::Utf8 | DataType::LargeUtf8),
        kind => matches!(kind, DataType::Utf8View | DataType::BinaryView),
    }
}

/// The cells that the texts of an array stand for beside their own.
fn cells(array: &dyn Array) -> usize {
    let lengths: Box<dyn Fn(usize) -> usize + '_> = match array.data_type() {
        DataType::Utf8View => {
            let texts = array.as_string_view();
            Box::new(|row| texts.value(row).len())
        }
        DataType::BinaryView => {
            let values = array.as_binary_view();
            Box::new(|row| values.value(row).len())
        }
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary();
            let keys = if dictionary.values().is_empty() { Vec::new() } else { dictionary.normalized_keys() };
            let texts: Box<dyn Fn(usize) -> usize + '_> = match dictionary.values().as_string_opt::<i32>() {
                Some(texts) => Box::new(|key| texts.value(key).len()),
                None => {
                    let texts = dictionary.values().as_string_opt::<i64>();
                    Box::new(move |key| texts.map_or(0, |texts| texts.value(key).len()))
                }
            };
            Box::new(move |row| keys.get(row).map_or(0, |key| texts(*key)))
        }
        _ => return 0,
    };
    let filled = (0..array.len()).filter(|row| array.is_valid(*row));
    filled.fold(0, |sum, row| sum.saturating_add(lengths(row) / BYTES_OF_A_CELL))
}
