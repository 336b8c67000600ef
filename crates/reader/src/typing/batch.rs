//! Typed rows as Arrow columns: how the fields of a form are in every table, for the engine and for publishing.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Date32Array, Decimal128Array, StringArray};
use arrow_schema::{DataType, Field as ArrowField};

use crate::columns::{Builders, boolean, date, days, decimal, integer, scaled, text};
use crate::project::written::form::{Field, FieldType, Form};
use crate::typing::rows::{Rows, Value, Values};
use crate::values::decimal::Decimal;
use crate::values::status::Status;

/// The fields that tables publish beside area and period, with their places.
pub fn published_fields(form: &Form) -> impl Iterator<Item = (usize, &Field)> {
    form.schema.fields.iter().enumerate().filter(|(_, field)| !field.is_kept_as_text())
}

/// The columns of a form's fields: `exact` gives every number twelve digits, as the engine takes them; else each has the
/// digits of its field. A status is beside each measure.
pub fn field_columns(form: &Form, exact: bool) -> Vec<ArrowField> {
    let mut columns = Vec::new();
    for (_, field) in published_fields(form) {
        columns.push(match field.kind {
            kind if kind.is_numeric() && exact => decimal(&field.name),
            FieldType::Integer | FieldType::Year => integer(&field.name),
            FieldType::Number => scaled(&field.name, i8::try_from(field.digits()).unwrap_or(6)),
            FieldType::Boolean => boolean(&field.name),
            FieldType::Date => date(&field.name),
            _ => text(&field.name),
        });
        if field.is_measure() {
            columns.push(text(&format!("{}_status", field.name)));
        }
    }
    columns
}

/// Appends the fields of a row, in the order of [`field_columns`]. A value that is there has at best the status of its row.
pub fn field_values(builders: &mut Builders, form: &Form, rows: &Rows, row: usize, row_status: Status) {
    for (place, field) in published_fields(form) {
        let column = &rows.columns[place];
        let value = column.values.get(row);
        append_value(builders, field.kind, Some(&value));
        if field.is_measure() {
            let status = column.statuses.get(row).copied();
            let status = status.map(|status| if value.is_missing() { status } else { status.min(row_status) });
            builders.text(status.map(Status::code));
        }
    }
}

/// Some fields of typed rows as columns, in this order: numbers with twelve digits, and a status beside each measure.
pub fn columns_of(form: &Form, rows: &Rows, fields: &[String]) -> Vec<(String, ArrayRef)> {
    let mut columns: Vec<(String, ArrayRef)> = Vec::new();
    for name in fields {
        let Some(place) = form.schema.fields.iter().position(|field| field.name == *name) else { continue };
        let column = &rows.columns[place];
        columns.push((name.clone(), array(&column.values)));
        if form.schema.fields[place].is_measure() {
            let codes = StringArray::from_iter_values(column.statuses.iter().map(|status| status.code()));
            columns.push((format!("{name}_status"), Arc::new(codes)));
        }
    }
    columns
}

/// The values of a field as a column: numbers with twelve digits.
pub fn array(values: &Values) -> ArrayRef {
    match values {
        Values::Decimal(values) => {
            let units: Decimal128Array = values.iter().map(|value| value.map(Decimal::units)).collect();
            Arc::new(units.with_data_type(DataType::Decimal128(38, 12)))
        }
        Values::Text(values) => Arc::new(values.iter().map(Option::as_deref).collect::<StringArray>()),
        Values::Boolean(values) => Arc::new(values.iter().copied().collect::<BooleanArray>()),
        Values::Date(values) => Arc::new(values.iter().map(|day| day.map(days)).collect::<Date32Array>()),
    }
}

/// Appends a value to the column of a field of this type.
pub fn append_value(builders: &mut Builders, kind: FieldType, value: Option<&Value>) {
    match kind {
        FieldType::Boolean => builders
            .boolean(value.and_then(|value| if let Value::Boolean(value) = value { Some(*value) } else { None })),
        FieldType::Date => {
            builders.date(value.and_then(|value| if let Value::Date(value) = value { Some(*value) } else { None }))
        }
        kind if kind.is_numeric() => builders.decimal(value.and_then(Value::decimal)),
        _ => builders.text(value.and_then(Value::text)),
    };
}
