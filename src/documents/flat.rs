//! Figures as one flat text for spreadsheets: UTF-8 with a byte order mark, so that Excel reads the letters; commas, CRLF.
//!
//! The columns are those of the table `indicators`. Exact values are written as their shortest decimals with a point, days as
//! ISO 8601, a null as nothing. A text that a spreadsheet would compute has an apostrophe before it.

use arrow_array::{Array, Date32Array, Decimal128Array, Float64Array, Int64Array, RecordBatch, StringArray};

use crate::columns::day;
use crate::error::Error;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The rows of all tables, which have the same columns, under one header.
///
/// # Errors
/// Where memory cannot be written, which does not happen.
pub fn csv(tables: &[RecordBatch]) -> Result<Vec<u8>, Error> {
    let failed = |error: csv::Error| Error::store("cannot write", "CSV", error);
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(BYTE_ORDER_MARK.to_vec());
    if let Some(first) = tables.first() {
        writer.write_record(first.schema().fields().iter().map(|field| field.name().as_str())).map_err(failed)?;
    }
    for table in tables {
        for row in 0..table.num_rows() {
            writer.write_record(table.columns().iter().map(|column| written(column.as_ref(), row))).map_err(failed)?;
        }
    }
    writer.into_inner().map_err(|error| Error::store("cannot write", "CSV", error))
}

/// One value.
fn written(column: &dyn Array, row: usize) -> String {
    if column.is_null(row) {
        return String::new();
    }
    let column = column.as_any();
    if let Some(texts) = column.downcast_ref::<StringArray>() {
        no_formula(texts.value(row))
    } else if let Some(days) = column.downcast_ref::<Date32Array>() {
        day(days.value(row)).map(|day| day.to_string()).unwrap_or_default()
    } else if let Some(numbers) = column.downcast_ref::<Int64Array>() {
        numbers.value(row).to_string()
    } else if let Some(doubles) = column.downcast_ref::<Float64Array>() {
        // The shortest digits that give the same double again.
        doubles.value(row).to_string()
    } else if let Some(decimals) = column.downcast_ref::<Decimal128Array>() {
        let text = decimals.value_as_string(row);
        match text.contains('.') {
            true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
            false => text,
        }
    } else {
        String::new()
    }
}

/// A text that a spreadsheet takes as a text: a name from a registry must not become a formula.
fn no_formula(text: &str) -> String {
    let computed = text.starts_with(['=', '+', '@', '\t', '\r']) || (text.starts_with('-') && text.len() > 1);
    if computed { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_never_becomes_a_formula() {
        for (text, expected) in [
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
            ("+1", "'+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2+3", "'-2+3"),
            ("-", "-"),
            ("Xã Đồi Chè", "Xã Đồi Chè"),
        ] {
            assert_eq!(written(&StringArray::from(vec![text]), 0), expected);
        }
    }
}
