//! Days that end a period of the calendar, in the column of periods of a form whose periods end otherwise.
//!
//! The administrative quarter ends on the 14th of its last month: 31 December is a day of the next one there. Whoever writes the last day of a
//! month, quarter or year for the period means that of the calendar.

use chrono::NaiveDate;

use super::{DataRow, Typing};
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::severity::{Disposition, Severity};
use crate::message;
use crate::sheet::grid::Cell;
use crate::typing::rows::Rows;
use crate::values::day;
use crate::values::period::{Calendar, Period};

impl<'a> Typing<'a> {
    /// Reports the first day that ends a period of the calendar and is read as one of the next period of the form.
    pub(super) fn calendar_days(&mut self, data: &[DataRow<'a>], rows: &Rows) {
        let reporting = &self.form.form;
        let Some(column) = self.period_column().filter(|_| reporting.calendar != Calendar::Gregorian) else { return };
        let day_of = |cell: &Cell| -> Option<NaiveDate> {
            match cell {
                Cell::Date(day) => Some(*day),
                Cell::DateTime(instant) => Some(instant.date()),
                Cell::Text(text) => day::of_instant(text),
                _ => None,
            }
        };
        let other = |place: usize, row: &DataRow<'a>| {
            let day = day_of(row.cell(column.index))?;
            let meant = Period::containing(day, reporting.frequency, Calendar::Gregorian);
            let read = rows.period.get(place).copied().flatten()?;
            (meant.end(Calendar::Gregorian) == day && read != meant).then_some((row.index, day, read, meant))
        };
        let mut found = data.iter().enumerate().filter_map(|(place, row)| other(place, row));
        let Some((row, day, read, meant)) = found.next() else { return };
        let (day, meant) = (day.format("%d/%m/%Y").to_string(), meant.to_string());
        let message = message!("period-mismatch.calendar-day", written = &day, read = read.to_string(), meant = &meant);
        let location = self.location(row, Some(column.index), None);
        let finding = Finding::new(Code::PeriodMismatch, location, message).value(day).suggestion(meant);
        self.report(finding.weighing(Severity::Warning, Disposition::Used));
    }
}
