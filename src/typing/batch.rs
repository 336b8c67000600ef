//! Typed rows as Arrow columns: how the fields of a form stand in every table, for the engine and for publishing.

use arrow::datatypes::Field as ArrowField;

use crate::columns::{Builders, boolean, date, decimal, integer, scaled, text};
use crate::project::form::{Field, FieldType, Form, Role};
use crate::typing::rows::{Rows, Value};
use crate::typing::status::Status;

/// The fields that tables publish beside area and period, with their places.
pub fn published_fields(form: &Form) -> impl Iterator<Item = (usize, &Field)> {
    form.schema
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| !matches!(field.role, Some(Role::Area | Role::Period | Role::Ordinal)))
}

/// The columns of a form's fields: `exact` gives every number twelve digits, as the engine takes them; else each has the
/// digits of its field. A status stands beside each measure.
pub fn field_columns(form: &Form, exact: bool) -> Vec<ArrowField> {
    let mut columns = Vec::new();
    for (_, field) in published_fields(form) {
        columns.push(match field.kind {
            FieldType::Integer | FieldType::Number if exact => decimal(&field.name),
            FieldType::Integer => integer(&field.name),
            FieldType::Number => scaled(&field.name, i8::try_from(field.digits()).unwrap_or(6)),
            FieldType::String => text(&field.name),
            FieldType::Boolean => boolean(&field.name),
            FieldType::Date => date(&field.name),
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

/// Appends a value to the column of a field of this type.
pub fn append_value(builders: &mut Builders, kind: FieldType, value: Option<&Value>) {
    match kind {
        FieldType::Integer | FieldType::Number => builders.decimal(value.and_then(Value::decimal)),
        FieldType::String => builders.text(value.and_then(Value::text)),
        FieldType::Boolean => builders
            .boolean(value.and_then(|value| if let Value::Boolean(value) = value { Some(*value) } else { None })),
        FieldType::Date => {
            builders.date(value.and_then(|value| if let Value::Date(value) = value { Some(*value) } else { None }))
        }
    };
}
