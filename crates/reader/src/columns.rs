//! Building tables column by column: a row is appended value by value, in the order of the columns.

use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, BooleanBuilder, Date32Builder, Decimal128Builder, Float64Builder, Int64Builder, RecordBatch,
    RecordBatchOptions, StringBuilder, TimestampMicrosecondBuilder,
};
use arrow::datatypes::{DataType, Field, Schema, TimeUnit};
use chrono::{DateTime, NaiveDate, Utc};

use crate::error::Error;
use crate::values::decimal::Decimal;

/// A column of text.
pub fn text(name: &str) -> Field {
    Field::new(name, DataType::Utf8, true)
}

/// A column of days.
pub fn date(name: &str) -> Field {
    Field::new(name, DataType::Date32, true)
}

/// A column of whole numbers.
pub fn integer(name: &str) -> Field {
    Field::new(name, DataType::Int64, true)
}

/// A column of exact decimals, DECIMAL(38,12).
pub fn decimal(name: &str) -> Field {
    scaled(name, 12)
}

/// A column of exact decimals with fewer digits.
pub fn scaled(name: &str, scale: i8) -> Field {
    Field::new(name, DataType::Decimal128(38, scale), true)
}

/// A column of doubles.
pub fn double(name: &str) -> Field {
    Field::new(name, DataType::Float64, true)
}

/// A column of yes and no.
pub fn boolean(name: &str) -> Field {
    Field::new(name, DataType::Boolean, true)
}

/// A column of instants in UTC.
pub fn instant(name: &str) -> Field {
    Field::new(name, DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())), true)
}

enum Builder {
    Text(StringBuilder),
    Date(Date32Builder),
    Integer(Int64Builder),
    Decimal(Decimal128Builder, u32),
    Double(Float64Builder),
    Boolean(BooleanBuilder),
    Instant(TimestampMicrosecondBuilder),
}

/// The columns of a table under construction. A value of another type than the column that is next is a defect of the
/// program: the column then holds a null, and its debug build stops.
pub struct Builders {
    fields: Vec<Field>,
    builders: Vec<Builder>,
    next: usize,
    rows: usize,
}

impl Builders {
    pub fn new(fields: Vec<Field>) -> Self {
        let builders = fields
            .iter()
            .map(|field| match field.data_type() {
                DataType::Date32 => Builder::Date(Date32Builder::new()),
                DataType::Int64 => Builder::Integer(Int64Builder::new()),
                DataType::Decimal128(_, scale) => Builder::Decimal(
                    Decimal128Builder::new().with_data_type(field.data_type().clone()),
                    12 - u32::from(scale.unsigned_abs().min(12)),
                ),
                DataType::Float64 => Builder::Double(Float64Builder::new()),
                DataType::Boolean => Builder::Boolean(BooleanBuilder::new()),
                DataType::Timestamp(..) => Builder::Instant(TimestampMicrosecondBuilder::new().with_timezone("UTC")),
                _ => Builder::Text(StringBuilder::new()),
            })
            .collect();
        Self { fields, builders, next: 0, rows: 0 }
    }

    fn advance(&mut self) -> &mut Builder {
        let place = self.next;
        self.next += 1;
        if self.next == self.builders.len() {
            self.next = 0;
            self.rows += 1;
        }
        &mut self.builders[place]
    }

    pub fn text(&mut self, value: Option<&str>) -> &mut Self {
        match self.advance() {
            Builder::Text(builder) => builder.append_option(value),
            other => other.mistaken("text"),
        }
        self
    }

    pub fn date(&mut self, value: Option<NaiveDate>) -> &mut Self {
        match self.advance() {
            Builder::Date(builder) => builder.append_option(value.map(days)),
            other => other.mistaken("date"),
        }
        self
    }

    pub fn integer(&mut self, value: Option<i64>) -> &mut Self {
        match self.advance() {
            Builder::Integer(builder) => builder.append_option(value),
            other => other.mistaken("integer"),
        }
        self
    }

    /// A decimal; a column of whole numbers takes it too. Digits beyond the column's scale were rounded away before.
    pub fn decimal(&mut self, value: Option<Decimal>) -> &mut Self {
        match self.advance() {
            Builder::Decimal(builder, dropped) => {
                let divisor = 10_i128.pow(*dropped);
                builder.append_option(value.map(|value| value.units() / divisor));
            }
            Builder::Integer(builder) => {
                builder.append_option(value.and_then(|value| i64::try_from(value.units() / 1_000_000_000_000).ok()));
            }
            other => other.mistaken("decimal"),
        }
        self
    }

    pub fn double(&mut self, value: Option<f64>) -> &mut Self {
        match self.advance() {
            Builder::Double(builder) => builder.append_option(value),
            other => other.mistaken("double"),
        }
        self
    }

    pub fn boolean(&mut self, value: Option<bool>) -> &mut Self {
        match self.advance() {
            Builder::Boolean(builder) => builder.append_option(value),
            other => other.mistaken("boolean"),
        }
        self
    }

    pub fn instant(&mut self, value: Option<DateTime<Utc>>) -> &mut Self {
        match self.advance() {
            Builder::Instant(builder) => builder.append_option(value.map(|value| value.timestamp_micros())),
            other => other.mistaken("instant"),
        }
        self
    }

    /// The finished table.
    #[expect(clippy::expect_used, reason = "no input reaches it: arrays and fields come from one list")]
    pub fn finish(self) -> RecordBatch {
        let arrays: Vec<ArrayRef> = self
            .builders
            .into_iter()
            .map(|builder| -> ArrayRef {
                match builder {
                    Builder::Text(mut builder) => Arc::new(builder.finish()),
                    Builder::Date(mut builder) => Arc::new(builder.finish()),
                    Builder::Integer(mut builder) => Arc::new(builder.finish()),
                    Builder::Decimal(mut builder, _) => Arc::new(builder.finish()),
                    Builder::Double(mut builder) => Arc::new(builder.finish()),
                    Builder::Boolean(mut builder) => Arc::new(builder.finish()),
                    Builder::Instant(mut builder) => Arc::new(builder.finish()),
                }
            })
            .collect();
        let schema = Arc::new(Schema::new(self.fields));
        let options = RecordBatchOptions::new().with_row_count(Some(self.rows));
        RecordBatch::try_new_with_options(schema, arrays, &options)
            .expect("arrays and fields come from one list, and rows are appended whole")
    }
}

impl Builder {
    fn mistaken(&mut self, given: &str) {
        debug_assert!(false, "a value of type {given} for a column of another type");
        match self {
            Self::Text(builder) => builder.append_null(),
            Self::Date(builder) => builder.append_null(),
            Self::Integer(builder) => builder.append_null(),
            Self::Decimal(builder, _) => builder.append_null(),
            Self::Double(builder) => builder.append_null(),
            Self::Boolean(builder) => builder.append_null(),
            Self::Instant(builder) => builder.append_null(),
        }
    }
}

/// A column of a table that was read back.
///
/// # Errors
/// A table without such a column, or with one of another type.
pub fn column<'a, A: Array + 'static>(batch: &'a RecordBatch, table: &str, name: &str) -> Result<&'a A, Error> {
    let array = batch.column_by_name(name).and_then(|array| array.as_any().downcast_ref::<A>());
    array
        .ok_or_else(|| Error::damaged(table, format!("it has no column `{name}` of the type that this program writes")))
}

/// Days since 1970-01-01, as arrow counts them.
pub fn days(day: NaiveDate) -> i32 {
    i32::try_from(day.signed_duration_since(NaiveDate::default()).num_days()).unwrap_or(i32::MAX)
}

/// The day that arrow counts as `days`.
pub fn day(days: i32) -> Option<NaiveDate> {
    NaiveDate::default().checked_add_signed(chrono::TimeDelta::days(i64::from(days)))
}
