//! The one period of the rows of a table that state it in a column of their own.
//!
//! Takes the rows and the labels of a table; gives the period that all of its cells name. What is above and below a table says the same of its figures
//! whether the period is in the head or beside each row.

use chrono::{Datelike, NaiveDate};

use crate::locate::head::head_period::FoundPeriod;
use crate::locate::labels::header::Header;
use crate::locate::rows::{Row, RowRole};
use crate::project::written::form::{Form, Role};
use crate::project::written::reporting::Reporting;
use crate::sheet::grid::{Cell, Grid};
use crate::values::day;
use crate::values::period::Period;
use crate::words::period_text;

/// The period of the form's frequency that the rows name; `None` where they name several or none. `head` gives the year of cells that state none. Lines of
/// an export have a period each, whatever is above them.
pub(in crate::locate) fn period_of_rows(
    grid: &Grid,
    form: &Form,
    header: &Header,
    body: &[Row],
    head: Option<&FoundPeriod>,
) -> Option<Period> {
    if form.has_lines() {
        return None;
    }
    let is_of_periods = |field: usize| form.schema.fields.get(field).is_some_and(|of| of.role == Some(Role::Period));
    let column = header.columns.iter().find(|column| column.field().is_some_and(is_of_periods))?;
    let labelled = header.whole_path(column).iter().find_map(|label| period_text::parse(label)).map(Period::year);
    let year = labelled.or_else(|| head?.year());
    let data = body.iter().filter(|row| row.role == RowRole::Data);
    let mut last: Option<(&Cell, Option<Period>)> = None;
    let mut named = data.filter_map(|row| {
        let cell = grid.get(row.index, column.column);
        // Neighbours mostly have the same period.
        if let Some((_, period)) = last.filter(|(before, _)| *before == cell) {
            return period;
        }
        let period = of_cell(cell, &form.form, year);
        last = Some((cell, period));
        period
    });
    let first = named.next()?;
    named.all(|other| other == first).then_some(first)
}

/// The period of the form's frequency that a cell names.
fn of_cell(cell: &Cell, reporting: &Reporting, year: Option<i32>) -> Option<Period> {
    let holding = |day: NaiveDate| {
        let is_of_a_report = (1901..=2199).contains(&day.year());
        is_of_a_report.then(|| Period::containing(day, reporting.frequency, reporting.calendar))
    };
    let period = match cell {
        Cell::Date(day) => holding(*day),
        Cell::DateTime(instant) => holding(instant.date()),
        cell if cell.is_blank() => None,
        cell => {
            let written = cell.display();
            let text = period_text::without_fraction(written.trim());
            let named = || text.parse().ok().or_else(|| period_text::only(text, reporting.frequency));
            let in_year = || period_text::only_in_year(text, reporting.frequency, year?);
            named().or_else(|| holding(day::of_instant(text)?)).or_else(in_year)
        }
    };
    period.filter(|period| period.frequency() == reporting.frequency)
}
