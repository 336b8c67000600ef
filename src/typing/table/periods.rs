//! The period of a table and of each of its rows.

use chrono::{Datelike, NaiveDate};

use super::{DataRow, Typing};
use crate::project::form::Role;
use crate::project::period::Period;
use crate::read::grid::Cell;
use crate::read::period_text;
use crate::validate::code::Code;
use crate::validate::finding::{Finding, Location, Message};

impl<'a> Typing<'a> {
    pub(super) fn head_period(&self) -> Option<Period> {
        let found = self.table.head.period.as_ref()?;
        Some(found.period).filter(|period| period.frequency() == self.form.form.frequency)
    }

    /// The period of each row: of its own cell where there is one, else of the head. `None`, with a finding, where the table
    /// has no period at all.
    pub(super) fn periods(&mut self, data: &[DataRow<'a>], head: Option<Period>) -> Option<Vec<Option<Period>>> {
        let field = self.form.schema.fields.iter().position(|field| field.role == Some(Role::Period));
        let column = field.and_then(|field| self.table.columns.iter().find(|column| column.field == Some(field)));
        // A table without rows has no cell to tell its period: only the head can.
        if let Some(column) = column.filter(|_| !data.is_empty()) {
            let column = column.index;
            let mut last: Option<(&Cell, Option<Period>)> = None;
            let mut of_row = |row: &DataRow<'a>| {
                let cell = row.cell(column);
                // Neighbours mostly have the same period.
                if let Some((_, period)) = last.filter(|(before, _)| *before == cell) {
                    return period;
                }
                // Only a blank cell leaves the period to the head: what cannot be read is no period.
                let period = if cell.is_blank() { head } else { self.cell_period(cell) };
                last = Some((cell, period));
                period
            };
            return Some(data.iter().map(&mut of_row).collect());
        }
        if head.is_some() {
            return Some(vec![head; data.len()]);
        }
        let frequency = self.form.form.frequency;
        let (length, thing, example) = (frequency.in_vietnamese(), frequency.name(), frequency.example());
        let location = match &self.table.head.period {
            Some(period) => self.location_of(&period.found),
            None => Location { cell: None, row: None, ..self.location(self.table.header_row, None, None) },
        };
        let written = self.table.head.period.as_ref().map_or(String::new(), |period| period.found.text.clone());
        let finding = Finding::new(
            Code::UnknownPeriod,
            location,
            if written.is_empty() {
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
            },
        );
        let finding = finding.value(written).expected(format!("{length} · {thing}")).suggestion(example);
        self.findings.push(finding);
        None
    }

    /// The period that holds a day; `None` for days that no report can be of.
    pub(super) fn period_of(&self, day: NaiveDate) -> Option<Period> {
        let reporting = &self.form.form;
        (1901..=2199).contains(&day.year()).then(|| Period::containing(day, reporting.frequency, reporting.calendar))
    }

    pub(super) fn cell_period(&self, cell: &Cell) -> Option<Period> {
        let reporting = &self.form.form;
        let period = match cell {
            Cell::Date(day) => self.period_of(*day),
            Cell::DateTime(instant) => self.period_of(instant.date()),
            cell => {
                let written = cell.display();
                let text = written.trim();
                text.parse().ok().or_else(|| period_text::parse(text))
            }
        };
        period.filter(|period| period.frequency() == reporting.frequency)
    }
}
