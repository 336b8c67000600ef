//! Columns of days in which a spreadsheet that writes the month first may have exchanged days and months.
//!
//! Typed day first on such a machine, 5/10/2025 becomes the tenth of May, and 31/12/2025 stays a text, since there is no month 31. A column in which all
//! days that are stored as such are up to the twelfth, and all texts above it, looks so; by chance few do. Which day is meant is not guessed: it is a
//! warning, and the days are read as they are stored.

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::{DataRow, Typing};
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::severity::{Disposition, Severity};
use crate::message;
use crate::project::written::form::FieldType;
use crate::sheet::grid::Cell;
use crate::values::day;

/// How many stored days, and how many texts, must look so.
const FEWEST: usize = 2;
/// The last number that may be that of a month.
const LAST_MONTH: u32 = 12;

impl<'a> Typing<'a> {
    /// Reports the columns of days that look exchanged, each once.
    pub(super) fn exchanged_days(&mut self, data: &[DataRow<'a>]) {
        if self.form.has_lines() {
            return;
        }
        let fields = self.table.columns.iter().filter_map(|column| {
            let field = self.form.schema.fields.get(column.field?)?;
            (field.kind == FieldType::Date).then_some((field, column.index))
        });
        for (field, column) in fields.collect::<Vec<_>>() {
            let stored: Vec<(u32, NaiveDate)> =
                data.iter().filter_map(|row| Some((row.index, stored_day(row.cell(column))?))).collect();
            let texts: Vec<(&str, NaiveDate)> = data
                .iter()
                .filter_map(|row| row.cell(column).as_text())
                .filter_map(|text| Some((text, day::written(text)?)))
                .collect();
            let differs = |(_, day): &&(u32, NaiveDate)| day.day() != day.month();
            let looks_exchanged = stored.iter().all(|(_, day)| day.day() <= LAST_MONTH)
                && texts.iter().all(|(_, day)| day.day() > LAST_MONTH)
                && stored.iter().filter(differs).count() >= FEWEST
                && texts.len() >= FEWEST;
            let first = stored.iter().find(differs).filter(|_| looks_exchanged);
            let (Some((row, read)), Some((shows, _))) = (first, texts.first()) else { continue };
            let Some(other) = NaiveDate::from_ymd_opt(read.year(), read.day(), read.month()) else { continue };
            let [read, other] = [read, &other].map(|day| day.format("%d/%m/%Y").to_string());
            let message = message!(
                "type-error.exchanged-days",
                written = &read,
                other = &other,
                shows = shows.trim(),
                count = stored.len()
            );
            let finding = Finding::new(Code::TypeError, self.location(*row, Some(column), Some(field)), message);
            self.report(finding.value(read).suggestion(other).weighing(Severity::Warning, Disposition::Used));
        }
    }
}

/// The day that a workbook stores as one.
fn stored_day(cell: &Cell) -> Option<NaiveDate> {
    match cell {
        Cell::Date(day) => Some(*day),
        Cell::DateTime(instant) if instant.time() == NaiveTime::MIN => Some(instant.date()),
        _ => None,
    }
}
