//! Periods that a file cannot be of: misread or mistyped. They had not begun when it arrived, or lie before the first
//! of the form.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::super::sender;
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::message;
use crate::project::Project;
use crate::project::written::form::{Form, Role};
use crate::registry::UnitIndex;
use crate::typing::reading::{SourceColumn, TypedTable};
use crate::values::period::Period;

/// Why a file cannot be of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OutOfRange {
    /// It had not begun when the file arrived.
    NotBegun,
    /// It lies before this one, which is declared to be the first.
    BeforeFirst(Period),
}

/// Why a file that arrived on this day cannot be of a period; `None` where it can.
pub(super) fn why(form: &Form, period: Period, day: NaiveDate) -> Option<OutOfRange> {
    if period.start(form.form.calendar) > day {
        return Some(OutOfRange::NotBegun);
    }
    form.form.first_period.filter(|first| period < *first).map(OutOfRange::BeforeFirst)
}

/// What is found of a table that is sent on this day, once for each sender and period.
pub fn check(project: &Project, object: &str, table: &TypedTable, day: NaiveDate) -> Vec<Finding> {
    let of_row = |row: usize| {
        (sender::of_row(project, table, row), table.rows.period.get(row).copied().flatten().or(table.period))
    };
    let parts: BTreeSet<(Option<UnitIndex>, Option<Period>)> = (0..table.rows.len()).map(of_row).collect();
    let found = parts.into_iter().filter_map(|(sender, period)| {
        let period = period?;
        let why = why(&project.forms[table.form], period, day)?;
        Some(finding(project, object, table, (sender, period), why))
    });
    found.collect()
}

/// True where a row of a table that is sent on this day is of such a period: nothing of it is used.
pub fn keeps_out(project: &Project, table: &TypedTable, row: usize, day: NaiveDate) -> bool {
    let period = table.rows.period.get(row).copied().flatten().or(table.period);
    let form = project.forms.get(table.form);
    form.zip(period).is_some_and(|(form, period)| why(form, period, day).is_some())
}

/// The finding of what a sender sent for such a period.
pub(super) fn finding(
    project: &Project,
    object: &str,
    table: &TypedTable,
    (sender, period): (Option<UnitIndex>, Period),
    why: OutOfRange,
) -> Finding {
    let start = period.start(project.forms[table.form].form.calendar).to_string();
    let message = match why {
        OutOfRange::NotBegun => {
            message!("period-out-of-range.not-begun", period = period.to_string(), start = start)
        }
        OutOfRange::BeforeFirst(first) => {
            message!("period-out-of-range.before-first", period = period.to_string(), first = first.to_string())
        }
    };
    let location = location(project, object, table, (sender, period));
    Finding::new(Code::PeriodOutOfRange, location, message).value(period.to_string())
}

/// Where a table says that it is of a sender's period: its head, or the first row that does.
pub(super) fn location(
    project: &Project,
    object: &str,
    table: &TypedTable,
    (sender, period): (Option<UnitIndex>, Period),
) -> Location {
    let form = &project.forms[table.form];
    let in_rows = || {
        let (cell, row) = named_in_rows(project, table, (sender, period)).unzip();
        let sheet = Some(table.sheet.clone()).filter(|sheet| !sheet.is_empty());
        Location { sheet, cell, row, ..Location::default() }
    };
    let of_head = table.period_at.as_ref().filter(|_| table.period == Some(period));
    let at = of_head.cloned().unwrap_or_else(in_rows);
    Location {
        object: Some(object.to_owned()),
        sheet: at.sheet,
        cell: at.cell,
        row: at.row,
        form: Some(form.name.clone()),
        time_period: Some(period.to_string()),
        ..Location::default()
    }
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
    let place = table.place_of(place, column.field)?;
    Some((place.cell(), place.number))
}
