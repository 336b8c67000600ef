//! The period of a table and of each of its rows.

use chrono::{Datelike, NaiveDate};

use super::{DataRow, Typing};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::findings::severity::{Disposition, Severity};
use crate::locate::Column;
use crate::locate::head::Found;
use crate::locate::head::head_period::FoundPeriod;
use crate::project::written::form::Role;
use crate::sheet::grid::Cell;
use crate::values::period::{Frequency, Period};
use crate::words::period_text;

impl<'a> Typing<'a> {
    pub(super) fn head_period(&self) -> Option<Period> {
        self.table.head.period.as_ref()?.fitting(self.form.form.frequency)
    }

    /// The period of each row: of its own cell where there is one, else of the head. `None`, with a finding, where the table
    /// has no period at all.
    pub(super) fn periods(&mut self, data: &[DataRow<'a>], head: Option<Period>) -> Option<Vec<Option<Period>>> {
        // A table without rows has no cell to tell its period: only the head can.
        if let Some(column) = self.period_column().filter(|_| !data.is_empty()) {
            let year = self.year_of_column(column);
            let column = column.index;
            let mut last: Option<(&Cell, Option<Period>)> = None;
            let mut of_row = |row: &DataRow<'a>| {
                let cell = row.cell(column);
                // Neighbours mostly have the same period.
                if let Some((_, period)) = last.filter(|(before, _)| *before == cell) {
                    return period;
                }
                // Only a blank cell leaves the period to the head: what cannot be read is no period.
                let period = if cell.is_blank() { head } else { self.cell_period(cell, year) };
                last = Some((cell, period));
                period
            };
            return Some(data.iter().map(&mut of_row).collect());
        }
        if head.is_some() {
            return Some(vec![head; data.len()]);
        }
        let finding = match &self.table.head.period {
            Some(told) if told.period.frequency() == self.form.form.frequency => self.two_periods(told),
            told => self.unknown_period(told.as_ref()),
        };
        self.report(finding);
        None
    }

    fn period_column(&self) -> Option<&'a Column> {
        let field = self.form.schema.fields.iter().position(|field| field.role == Some(Role::Period))?;
        self.table.columns.iter().find(|column| column.field == Some(field))
    }

    /// The year of cells that state none: of the column's label ("Năm 2023 > Tháng"), else of the head.
    fn year_of_column(&self, column: &Column) -> Option<i32> {
        let labelled = period_text::parse(&column.label).map(Period::year);
        labelled.or_else(|| self.table.head.period.as_ref()?.year())
    }

    /// The head names no period of the form's frequency.
    fn unknown_period(&self, told: Option<&FoundPeriod>) -> Finding {
        let frequency = self.form.form.frequency;
        let (length, thing, example) = (frequency.in_vietnamese(), frequency.name(), frequency.example());
        let (location, written) = match told {
            Some(told) => (self.location_of(&told.found), told.found.text.clone()),
            None => {
                (Location { cell: None, row: None, ..self.location(self.table.header_row, None, None) }, String::new())
            }
        };
        let message = if written.is_empty() {
            Message::new(
                format!(
                    "Phần đầu bảng không ghi kỳ báo cáo đọc được; biểu này báo cáo theo {length}, hãy ghi như gợi ý"
                ),
                format!(
                    "the head names no period that could be read; this form is sent for a {thing}, write it as suggested"
                ),
            )
        } else {
            Message::new(
                format!("“{written}” không phải kỳ của biểu này, báo cáo theo {length}; hãy ghi như gợi ý"),
                format!("“{written}” is no {thing}, for which this form is sent; write it as suggested"),
            )
        };
        let finding = Finding::new(Code::UnknownPeriod, location, message);
        finding.value(written).expected(format!("{length} · {thing}")).suggestion(example)
    }

    /// The head names two periods of the form's frequency: either may be the one that was copied and not changed.
    fn two_periods(&self, told: &FoundPeriod) -> Finding {
        let place = |found: &Found| {
            let location = self.location_of(found);
            let sheet = found.sheet.as_ref().map(|sheet| format!("{sheet}!")).unwrap_or_default();
            location.cell.map_or_else(String::new, |cell| format!(" ({sheet}{cell})"))
        };
        let named = |found: &Found, period: Period| format!("“{}”{} → {period}", found.text, place(found));
        let first = named(&told.found, told.period);
        let second = told.against.as_ref().map_or_else(String::new, |(found, period)| named(found, *period));
        let frequency = self.form.form.frequency;
        let (length, thing) = (frequency.in_vietnamese(), frequency.name());
        let message = Message::new(
            format!(
                "Phần đầu bảng ghi hai kỳ khác nhau: {first} và {second}; không rõ kỳ nào đúng nên không đoán. Hãy chỉ ghi một {length} là kỳ của báo cáo."
            ),
            format!(
                "The head names two different periods: {first} and {second}; neither is guessed. Leave one {thing}, that of the report."
            ),
        );
        let finding = Finding::new(Code::UnknownPeriod, self.location_of(&told.found), message);
        finding.value(told.found.text.clone()).expected(format!("{length} · {thing}"))
    }

    /// The cell of a row names no period of the form.
    pub(super) fn no_period(&mut self, row: u32, place: usize, accepted: &mut [bool]) {
        let frequency = self.form.form.frequency;
        let (length, thing, example) = (frequency.in_vietnamese(), frequency.name(), frequency.example());
        let column = self.period_column().map(|column| column.index);
        let written = column.map(|column| self.grid().get(row, column).display().trim().to_owned());
        let written = written.filter(|written| !written.is_empty());
        let message = match &written {
            Some(written) => Message::new(
                format!("“{written}” không phải kỳ đọc được; biểu này báo cáo theo {length}, hãy ghi như gợi ý"),
                format!("“{written}” is no {thing} that could be read; write it as suggested"),
            ),
            None => Message::new(
                format!("Dòng không ghi kỳ báo cáo đọc được; biểu này báo cáo theo {length}, hãy ghi như gợi ý"),
                format!("the row names no {thing} that could be read; write it as suggested"),
            ),
        };
        let mut finding = Finding::new(Code::UnknownPeriod, self.location(row, column, None), message);
        finding.value = written;
        let finding = finding.expected(format!("{length} · {thing}")).suggestion(example);
        self.report(finding.weighing(Severity::Error, Disposition::Quarantined));
        if let Some(accepted) = accepted.get_mut(place) {
            *accepted = false;
        }
    }

    /// The period that holds a day; `None` for days that no report can be of.
    pub(super) fn period_of(&self, day: NaiveDate) -> Option<Period> {
        let reporting = &self.form.form;
        (1901..=2199).contains(&day.year()).then(|| Period::containing(day, reporting.frequency, reporting.calendar))
    }

    /// The period of a cell; `year` is that of cells which state none.
    pub(super) fn cell_period(&self, cell: &Cell, year: Option<i32>) -> Option<Period> {
        let reporting = &self.form.form;
        let frequency = reporting.frequency;
        let period = match cell {
            Cell::Date(day) => self.period_of(*day),
            Cell::DateTime(instant) => self.period_of(instant.date()),
            cell => {
                let written = cell.display();
                let text = written.trim();
                let with_year = || year.and_then(|year| numbered(text, frequency, year));
                text.parse().ok().or_else(|| period_text::only(text, frequency)).or_else(with_year)
            }
        };
        period.filter(|period| period.frequency() == frequency)
    }
}

/// "9", "III", "Tháng 9" in a column whose year stands elsewhere.
fn numbered(text: &str, frequency: Frequency, year: i32) -> Option<Period> {
    let number = match frequency {
        Frequency::Month => Some(format!("tháng {text}")),
        Frequency::Quarter => Some(format!("quý {text}")),
        Frequency::HalfYear | Frequency::Year => None,
    };
    let read = |text: &str| period_text::only_in_year(text, frequency, year);
    read(text).or_else(|| read(&number.filter(|_| text.chars().all(char::is_alphanumeric))?))
}
