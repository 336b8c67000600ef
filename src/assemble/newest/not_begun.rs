//! Periods that had not begun when their file arrived: misread or mistyped.

use chrono::{DateTime, Utc};

use super::super::{Arrived, local_day, sender};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::message;
use crate::project::Project;
use crate::project::written::form::{Form, Role};
use crate::registry::UnitIndex;
use crate::typing::reading::{SourceColumn, TypedTable};
use crate::values::period::Period;

/// True where a period had not begun when the file arrived: the period was misread or mistyped.
pub(super) fn begins_later(form: &Form, period: Period, received_at: DateTime<Utc>) -> bool {
    period.start(form.form.calendar) > local_day(received_at)
}

/// The finding of what a sender sent for such a period.
pub(super) fn finding(
    project: &Project,
    arrived: &[Arrived<'_>],
    place: usize,
    table: &TypedTable,
    (sender, period): (Option<UnitIndex>, Period),
) -> Finding {
    let form = &project.forms[table.form];
    let (cell, row) = named_in_rows(project, table, (sender, period)).unzip();
    let location = Location {
        object: Some(arrived[place].object.to_owned()),
        sheet: Some(table.sheet.clone()).filter(|sheet| !sheet.is_empty()),
        cell,
        row,
        form: Some(form.name.clone()),
        time_period: Some(period.to_string()),
        ..Location::default()
    };
    let start = period.start(form.form.calendar);
    let message = message!("period-out-of-range.not-begun", period = period.to_string(), start = start.to_string());
    Finding::new(Code::PeriodOutOfRange, location, message).value(period.to_string())
}

/// The first cell, with its row, in which the column of periods names a sender's period; `None` for one that the head names.
fn named_in_rows(
    project: &Project,
    table: &TypedTable,
    (sender, period): (Option<UnitIndex>, Period),
) -> Option<(String, u32)> {
    let fields = &project.forms[table.form].schema.fields;
    let is_period = |column: &&SourceColumn| fields[column.field].role == Some(Role::Period);
    let column = table.columns.iter().find(is_period).filter(|_| table.period != Some(period))?;
    let of_period = |row: &usize| table.rows.period[*row] == Some(period);
    let mut places = (0..table.rows.len()).filter(of_period);
    let place = places.find(|row| sender::of_row(project, table, *row) == sender)?;
    let row = *table.rows.number.get(place)?;
    Some((format!("{}{row}", column.letters), row))
}
