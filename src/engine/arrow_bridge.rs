//! Arrow batches to Polars frames and back, through the C data interface.
//!
//! Takes and gives whole tables. Polars keeps its own build of Arrow; the C data interface is the one layout that both
//! promise, so columns pass without a copy (texts excepted). A date passes as the number of its day: Polars' own dates
//! would bring its whole temporal part, and nothing here needs more than their order.

// SAFETY of the whole module: both crates declare the two structures of the C data interface as `repr(C)` with the
// fields of its specification; ownership moves with the structure, whose `release` callback travels inside.

use std::mem::transmute;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::ffi::{from_ffi, to_ffi};
use arrow_array::types::{Date32Type, Decimal64Type, Int32Type};
use arrow_array::{Array, ArrayRef, Decimal128Array, RecordBatch, RunArray, StringArray, make_array};
use arrow_data::ffi::FFI_ArrowArray;
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, DataType as ArrowType, SchemaRef};
use polars::error::PolarsError;
use polars::prelude::{AnyValue, Column, CompatLevel, DataFrame, DataType, PlSmallStr, Scalar, Series};
use polars_arrow::datatypes::Field as PolarsField;
use polars_arrow::ffi::{self, ArrowArray, ArrowSchema};

use crate::engine::EngineError;
use crate::values::decimal::SCALE;

/// A failure of Polars, without its types.
pub(super) fn failed(error: PolarsError) -> EngineError {
    EngineError::Failed(Box::new(error))
}

/// A batch as a frame.
pub(super) fn to_frame(batch: &RecordBatch) -> Result<DataFrame, EngineError> {
    let schema = batch.schema();
    let columns = schema
        .fields()
        .iter()
        .zip(batch.columns())
        .map(|(field, column)| match repeated(field.name(), column) {
            Some(column) => Ok(column),
            None => to_series(field.name(), &in_full(column)?).map(Column::from),
        })
        .collect::<Result<Vec<_>, _>>()?;
    DataFrame::new(batch.num_rows(), columns).map_err(failed)
}

/// A column of one text over and over, as the statuses of a column mostly are: what is asked of it is asked once.
fn repeated(name: &str, column: &ArrayRef) -> Option<Column> {
    if let Some(text) = one_run(column) {
        let value = Scalar::new(DataType::String, AnyValue::StringOwned(PlSmallStr::from_str(text)));
        return Some(Column::new_scalar(PlSmallStr::from_str(name), value, column.len()));
    }
    let texts = column.as_string_opt::<i32>().filter(|texts| texts.len() > 1 && texts.null_count() == 0)?;
    let first = texts.value(0);
    let length = i32::try_from(first.len()).ok()?;
    let is_first = |text: Option<&str>| text == Some(first);
    let alike = texts.offsets().windows(2).all(|ends| matches!(ends, [start, end] if end - start == length));
    (alike && texts.iter().all(is_first)).then(|| {
        let value = Scalar::new(DataType::String, AnyValue::StringOwned(PlSmallStr::from_str(first)));
        Column::new_scalar(PlSmallStr::from_str(name), value, texts.len())
    })
}

/// The text of a column that is one run.
pub(super) fn one_run(column: &ArrayRef) -> Option<&str> {
    let run = column.as_any().downcast_ref::<RunArray<Int32Type>>()?;
    let texts = run.values().as_string_opt::<i32>()?;
    (texts.len() == 1 && texts.is_valid(0)).then(|| texts.value(0))
}

/// A column of small numbers, or of a dictionary, as every engine takes it.
fn in_full(column: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    Ok(match column.data_type() {
        ArrowType::Decimal64(_, scale) => {
            let places = u32::try_from(*scale).unwrap_or_default();
            let factor = 10_i128.pow(SCALE.saturating_sub(places));
            let numbers = column.as_primitive::<Decimal64Type>().iter();
            let units: Decimal128Array =
                numbers.map(|number| number.map(|number| i128::from(number) * factor)).collect();
            Arc::new(units.with_precision_and_scale(38, 12)?)
        }
        ArrowType::Dictionary(..) => {
            let texts = column.as_dictionary::<Int32Type>();
            let all = texts.values().as_string_opt::<i32>();
            let text = |key: Option<i32>| {
                let (key, all) = (usize::try_from(key?).ok()?, all?);
                (key < all.len()).then(|| all.value(key))
            };
            Arc::new(texts.keys().iter().map(text).collect::<StringArray>())
        }
        ArrowType::RunEndEncoded(..) => {
            let runs = column.as_any().downcast_ref::<RunArray<Int32Type>>();
            match runs.and_then(|runs| runs.downcast::<StringArray>()) {
                Some(texts) => Arc::new(texts.into_iter().collect::<StringArray>()),
                None => Arc::clone(column),
            }
        }
        _ => Arc::clone(column),
    })
}

fn to_series(name: &str, column: &ArrayRef) -> Result<Series, EngineError> {
    let days = match column.data_type() {
        ArrowType::Date32 => Some(of_kind(Arc::clone(column), &ArrowType::Int32)?),
        _ => None,
    };
    let (array, schema) = to_ffi(&days.as_ref().unwrap_or(column).to_data())?;
    // SAFETY: see the module; the structures were made by arrow-rs just now.
    let imported = unsafe {
        let schema = transmute::<FFI_ArrowSchema, ArrowSchema>(schema);
        let field = ffi::import_field_from_c(&schema).map_err(failed)?;
        ffi::import_array_from_c(transmute::<FFI_ArrowArray, ArrowArray>(array), field.dtype).map_err(failed)?
    };
    Series::try_from((PlSmallStr::from_str(name), imported)).map_err(failed)
}

/// A frame as a batch of this schema: columns are found by name and cast to its types.
pub(super) fn to_batch(frame: &DataFrame, schema: &SchemaRef) -> Result<RecordBatch, EngineError> {
    let columns = schema
        .fields()
        .iter()
        .map(|field| to_array(frame.column(field.name()).map_err(failed)?, field.data_type()))
        .collect::<Result<Vec<_>, EngineError>>()?;
    Ok(RecordBatch::try_new(schema.clone(), columns)?)
}

/// One column as an array of this type.
pub(super) fn to_array(column: &Column, kind: &ArrowType) -> Result<ArrayRef, EngineError> {
    let array = column.clone().rechunk_to_arrow(CompatLevel::oldest());
    let field = PolarsField::new(column.name().clone(), array.dtype().clone(), true);
    let schema = ffi::export_field_to_c(&field);
    let array = ffi::export_array_to_c(array);
    // SAFETY: see the module; the structures were made by Polars just now.
    let data = unsafe {
        let schema = transmute::<ArrowSchema, FFI_ArrowSchema>(schema);
        from_ffi(transmute::<ArrowArray, FFI_ArrowArray>(array), &schema)?
    };
    of_kind(make_array(data), kind)
}

/// The same values in another layout: texts with short offsets, days as their numbers and back. Nothing else is converted, since
/// a plan gives every column its type.
fn of_kind(array: ArrayRef, kind: &ArrowType) -> Result<ArrayRef, EngineError> {
    match (array.data_type(), kind) {
        (from, to) if from == to => Ok(array),
        (ArrowType::LargeUtf8, ArrowType::Utf8) => {
            Ok(Arc::new(array.as_string::<i64>().iter().collect::<StringArray>()))
        }
        (ArrowType::Date32, ArrowType::Int32) => {
            Ok(Arc::new(array.as_primitive::<Date32Type>().reinterpret_cast::<Int32Type>()))
        }
        (ArrowType::Int32, ArrowType::Date32) => {
            Ok(Arc::new(array.as_primitive::<Int32Type>().reinterpret_cast::<Date32Type>()))
        }
        (from, to) => Err(ArrowError::CastError(format!("a column of {from} where {to} was expected")).into()),
    }
}
