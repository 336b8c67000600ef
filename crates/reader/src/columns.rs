//! Building tables column by column: a row is appended value by value, in the order of the columns.

use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Decimal128Builder, Float64Builder, Int64Builder, StringBuilder,
    TimestampMicrosecondBuilder,
};
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchOptions};
use arrow_schema::{DataType, Field, Schema, TimeUnit};
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

/// A value that its column cannot hold: a defect of the program, since columns and values come from its own code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    #[error("a value of type {given} for column `{column}`, which has another type")]
    Type { column: String, given: &'static str },
    #[error("{value} for column `{column}`, which holds fewer digits")]
    Digits { column: String, value: String },
    #[error("a row that ends before column `{column}`")]
    Short { column: String },
}

/// The columns of a table under construction. A value that its column cannot hold, or a row that is not whole, is kept as an
/// error until the table is finished.
pub struct Builders {
    fields: Vec<Field>,
    builders: Vec<Builder>,
    next: usize,
    rows: usize,
    unfit: Option<Unfit>,
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
        Self { fields, builders, next: 0, rows: 0, unfit: None }
    }

    /// Hands the column that is next to `append`, and keeps the first error.
    fn append(&mut self, append: impl FnOnce(&mut Builder) -> Result<(), Refused>) -> &mut Self {
        let index = self.next;
        self.next += 1;
        if self.next == self.builders.len() {
            self.next = 0;
            self.rows += 1;
        }
        let Some(builder) = self.builders.get_mut(index) else { return self };
        if let Err(refused) = append(builder)
            && self.unfit.is_none()
        {
            let column = self.fields[index].name().clone();
            self.unfit = Some(match refused {
                Refused::Type(given) => Unfit::Type { column, given },
                Refused::Digits(value) => Unfit::Digits { column, value: value.to_string() },
            });
        }
        self
    }

    pub fn text(&mut self, value: Option<&str>) -> &mut Self {
        self.append(|builder| match builder {
            Builder::Text(builder) => {
                builder.append_option(value);
                Ok(())
            }
            _ => Err(Refused::Type("text")),
        })
    }

    pub fn date(&mut self, value: Option<NaiveDate>) -> &mut Self {
        self.append(|builder| match builder {
            Builder::Date(builder) => {
                builder.append_option(value.map(days));
                Ok(())
            }
            _ => Err(Refused::Type("date")),
        })
    }

    pub fn integer(&mut self, value: Option<i64>) -> &mut Self {
        self.append(|builder| match builder {
            Builder::Integer(builder) => {
                builder.append_option(value);
                Ok(())
            }
            _ => Err(Refused::Type("integer")),
        })
    }

    /// A decimal; a column of whole numbers takes a whole one too. Digits beyond the column's scale were rounded away before.
    pub fn decimal(&mut self, value: Option<Decimal>) -> &mut Self {
        self.append(|builder| match builder {
            Builder::Decimal(builder, dropped) => {
                let divisor = 10_i128.pow(*dropped);
                match value {
                    Some(value) if value.units() % divisor != 0 => Err(Refused::Digits(value)),
                    value => {
                        builder.append_option(value.map(|value| value.units() / divisor));
                        Ok(())
                    }
                }
            }
            Builder::Integer(builder) => {
                let whole = |value: Decimal| {
                    let one = Decimal::ONE.units();
                    i64::try_from(value.units() / one).ok().filter(|_| value.units() % one == 0)
                };
                match value {
                    Some(value) if whole(value).is_none() => Err(Refused::Digits(value)),
                    value => {
                        builder.append_option(value.and_then(whole));
                        Ok(())
                    }
                }
            }
            _ => Err(Refused::Type("decimal")),
        })
    }

    pub fn double(&mut self, value: Option<f64>) -> &mut Self {
        self.append(|builder| match builder {
            Builder::Double(builder) => {
                builder.append_option(value);
                Ok(())
            }
            _ => Err(Refused::Type("double")),
        })
    }

    pub fn boolean(&mut self, value: Option<bool>) -> &mut Self {
        self.append(|builder| match builder {
            Builder::Boolean(builder) => {
                builder.append_option(value);
                Ok(())
            }
            _ => Err(Refused::Type("boolean")),
        })
    }

    pub fn instant(&mut self, value: Option<DateTime<Utc>>) -> &mut Self {
        self.append(|builder| match builder {
            Builder::Instant(builder) => {
                builder.append_option(value.map(|value| value.timestamp_micros()));
                Ok(())
            }
            _ => Err(Refused::Type("instant")),
        })
    }

    /// The finished table.
    ///
    /// # Errors
    /// A value that its column could not hold, or a row that is not whole: nothing of such a table may be published.
    pub fn finish(self) -> Result<RecordBatch, Error> {
        let short = self.fields.get(self.next).filter(|_| self.next > 0);
        let short = short.map(|field| Unfit::Short { column: field.name().clone() });
        if let Some(unfit) = self.unfit.or(short) {
            return Err(Error::program(unfit));
        }
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
        RecordBatch::try_new_with_options(schema, arrays, &options).map_err(Error::program)
    }
}

/// Why a column takes no value.
enum Refused {
    Type(&'static str),
    Digits(Decimal),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_in_the_wrong_column_is_an_error_and_no_null() {
        let mut builders = Builders::new(vec![text("ref_area"), integer("n_reported")]);
        builders.text(Some("03334")).text(Some("45"));
        let error = builders.finish().unwrap_err();
        assert!(error.to_string().contains("n_reported"), "{error}");
    }

    #[test]
    fn digits_that_a_column_does_not_hold_are_an_error() {
        let half = Decimal::parse("0.5", 1, 0).unwrap().value;
        let mut builders = Builders::new(vec![integer("households")]);
        builders.decimal(Some(half));
        assert!(builders.finish().is_err());
        let mut builders = Builders::new(vec![scaled("budget", 0)]);
        builders.decimal(Some(half));
        assert!(builders.finish().is_err());
    }

    #[test]
    fn a_row_that_is_not_whole_is_an_error() {
        let mut builders = Builders::new(vec![text("ref_area"), integer("n_reported")]);
        builders.text(Some("03334"));
        assert!(builders.finish().is_err());
    }
}
