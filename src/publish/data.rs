//! `data/<form>`: the rows that stand, tidy, one column a field, and where each came from.

use arrow::array::RecordBatch;
use arrow::datatypes::Field as ArrowField;

use crate::assemble::units::{append_value, published_fields};
use crate::assemble::{Arrived, StandingRows, table_of};
use crate::project::form::{FieldType, Form};
use crate::project::{FormIndex, Project};
use crate::publish::columns::{Builders, boolean, date, decimal, integer, scaled, text};
use crate::typing::rows::Rows;

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

/// Appends the fields of a row, in the order of [`field_columns`].
pub fn field_values(builders: &mut Builders, form: &Form, rows: &Rows, row: usize) {
    for (place, field) in published_fields(form) {
        let column = &rows.columns[place];
        append_value(builders, field.kind, Some(&column.values.get(row)));
        if field.is_measure() {
            builders.text(column.statuses.get(row).map(|status| status.code()));
        }
    }
}

/// The accepted rows of a form that stand, ordered by unit, period, vintage and row.
pub fn data(project: &Project, form: FormIndex, arrived: &[Arrived<'_>], standing: &StandingRows) -> RecordBatch {
    let declared = &project.forms[form];
    let mut columns = vec![text("ref_area"), text("ref_area_name"), date("ref_area_valid_from"), text("time_period")];
    columns.extend(field_columns(declared, false));
    columns.extend([text("object"), text("sha256"), text("sheet"), integer("row")]);
    let mut builders = Builders::new(columns);
    for ((unit, period, _), entry) in standing {
        let table = table_of(arrived, entry);
        let (unit, source) = (&project.registry.units[*unit], &arrived[entry.arrived]);
        for &row in entry.rows.iter().filter(|&&row| table.rows.accepted[row]) {
            builders.text(Some(&unit.code)).text(Some(&unit.name)).date(Some(unit.valid_from)).text(Some(&period.to_string()));
            field_values(&mut builders, declared, &table.rows, row);
            builders.text(Some(source.object)).text(Some(source.sha256)).text(Some(&table.sheet));
            builders.integer(Some(i64::from(table.rows.number[row])));
        }
    }
    builders.finish()
}
