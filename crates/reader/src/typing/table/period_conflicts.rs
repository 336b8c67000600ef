//! Where the rows of a table speak of another period than its head.
//!
//! Takes the period of the head and those of the rows; gives findings. Rows whose period two texts of the table give
//! differently are kept out, as are those below a head that names two: neither is guessed. A heading may leave the year to the head, or be of a year
//! alone, where it says nothing else: "II. Quý II", "Số liệu năm 2023".

use std::collections::BTreeSet;

use super::{DataRow, Typing};
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::severity::{Disposition, Severity};
use crate::locate::head::head_period::FoundPeriod;
use crate::locate::known_text::KnownText;
use crate::locate::labels::short_periods::line_of_another_period;
use crate::locate::rows::{self, HeadingNumber, Row, RowRole};
use crate::message;
use crate::project::written::form::Measure;
use crate::typing::rows::Rows;
use crate::values::period::{Frequency, Period};
use crate::values::text;
use crate::words::period_text;

/// A line among the rows that names another period than the head.
struct Heading {
    row: u32,
    column: u32,
    text: String,
    /// What it names, where that is of the form's frequency and has its year.
    period: Option<Period>,
    /// True for the heading of a section: what a note says may be of something else.
    of_section: bool,
}

impl<'a> Typing<'a> {
    /// Compares the periods of the rows, and of the headings among them, with that of the head.
    pub(super) fn period_conflicts(&mut self, data: &[DataRow<'a>], head: Option<Period>, rows: &mut Rows) {
        let Some(found) = self.table.head.period.as_ref() else { return };
        // A line of an export has a period of its own, whatever is written above the lines.
        if self.form.has_lines() {
            return;
        }
        match (head, self.period_column()) {
            (Some(period), Some(column)) => self.column_of_another_period(column.index, period, found, data, rows),
            (Some(period), None) => self.sections_of_another_period(period, data, rows),
            (None, Some(column)) => {
                self.head_of_a_shorter_period(column.index, found, data, rows);
                self.head_of_a_longer_period(column.index, found, data, rows);
            }
            (None, None) => {}
        }
    }

    /// "Quý III năm 2025" above rows whose own column says 2025: the figures of a quarter are not those of the year. Of stocks, and of what is
    /// counted up to a day, the last part of a period has what the period has.
    fn head_of_a_shorter_period(&mut self, column: u32, found: &FoundPeriod, data: &[DataRow<'a>], rows: &Rows) {
        let (part, calendar) = (found.period, self.form.form.calendar);
        let text = &found.found.text;
        let is_shorter = part.frequency() < self.form.form.frequency && found.against.is_none();
        // A day alone may be that of signing; several months together are the title's to explain.
        if !is_shorter || !period_text::named(text).contains(&part) || KnownText::of(text).months_together().is_some() {
            return;
        }
        let periods: BTreeSet<Period> = rows.period.iter().copied().flatten().collect();
        let mut periods = periods.into_iter();
        let (Some(whole), None) = (periods.next(), periods.next()) else { return };
        // A report names the month in which it is written, too.
        let is_later = part.start(calendar) > whole.end(calendar);
        if part.frequency() == Frequency::Month && is_later {
            return;
        }
        let has_stocks_alone = self.form.measures().all(|field| field.measure == Some(Measure::Stock));
        let is_up_to = text::without_marks(text).split_whitespace().any(|word| matches!(word, "den" | "luy"));
        if part.end(calendar) == whole.end(calendar) && (has_stocks_alone || is_up_to) {
            return;
        }
        let place = rows.period.iter().position(|period| *period == Some(whole)).unwrap_or_default();
        let Some(row) = data.get(place) else { return };
        let message = message!(
            "period-mismatch.shorter-head",
            head = text,
            of_head = part.to_string(),
            written = row.cell(column).display().trim(),
            of_row = whole.to_string()
        );
        let finding = Finding::new(Code::PeriodMismatch, self.location_of(&found.found), message);
        let finding = finding.value(text).expected(whole.to_string());
        self.report(finding.weighing(Severity::Warning, Disposition::Used));
    }

    /// "Quý III năm 2025" above rows of months of which none lies in that quarter: the head is an old one, or the column says something else.
    fn head_of_a_longer_period(&mut self, column: u32, found: &FoundPeriod, data: &[DataRow<'a>], rows: &Rows) {
        let (whole, calendar) = (found.period, self.form.form.calendar);
        let text = &found.found.text;
        let is_longer = whole.frequency() > self.form.form.frequency && found.against.is_none();
        if !is_longer || !period_text::named(text).contains(&whole) {
            return;
        }
        let lies_in =
            |part: &Period| part.start(calendar) <= whole.end(calendar) && whole.start(calendar) <= part.end(calendar);
        let periods: BTreeSet<Period> = rows.period.iter().copied().flatten().collect();
        // What is said above rows of one period is compared with that.
        let is_another = periods.len() > 1 && !periods.iter().any(lies_in);
        let Some(first) = periods.first().copied().filter(|_| is_another) else { return };
        let place = rows.period.iter().position(|period| *period == Some(first)).unwrap_or_default();
        let Some(row) = data.get(place) else { return };
        let written = row.cell(column).display().trim().to_owned();
        let message = message!(
            "period-mismatch.longer-head",
            head = text,
            of_head = whole.to_string(),
            written = &written,
            of_row = first.to_string()
        );
        let finding = Finding::new(Code::PeriodMismatch, self.location(row.index, Some(column), None), message);
        let finding = finding.value(written).expected(whole.to_string());
        self.report(finding.weighing(Severity::Warning, Disposition::Used));
    }

    /// A column of periods of which none is that of the head.
    fn column_of_another_period(
        &mut self,
        column: u32,
        head: Period,
        found: &FoundPeriod,
        data: &[DataRow<'a>],
        rows: &mut Rows,
    ) {
        let periods: BTreeSet<Period> = rows.period.iter().copied().flatten().collect();
        let Some(first) = periods.first().copied().filter(|_| !periods.contains(&head)) else { return };
        let place = rows.period.iter().position(|period| *period == Some(first)).unwrap_or_default();
        let Some(row) = data.get(place) else { return };
        let written = row.cell(column).display().trim().to_owned();
        let message = message!(
            "period-mismatch.column",
            head = &found.found.text,
            of_head = head.to_string(),
            written = &written,
            of_row = first.to_string()
        );
        let finding = Finding::new(Code::PeriodMismatch, self.location(row.index, Some(column), None), message);
        let finding = finding.value(written).expected(head.to_string());
        // A title over rows of several periods may be that of the day it was written; that of a sheet may be an old one.
        let surely = periods.len() == 1 && found.found.cell.is_some() && found.found.sheet.is_none();
        if surely {
            self.report_rows(finding, 0..data.len(), rows);
        } else {
            self.report(finding.weighing(Severity::Warning, Disposition::Used));
        }
    }

    /// Lines such as "Số liệu quý III năm 2024 (nộp bổ sung)" over rows of a table whose head names another quarter.
    fn sections_of_another_period(&mut self, head: Period, data: &[DataRow<'a>], rows: &mut Rows) {
        let mut heading: Option<Heading> = None;
        let mut below: Vec<usize> = Vec::new();
        let mut places = data.iter().enumerate().peekable();
        for row in &self.table.body {
            if row.role == RowRole::Data {
                let place = places.next_if(|(_, of_data)| of_data.index == row.index).map(|(place, _)| place);
                below.extend(place.filter(|_| heading.is_some()));
                continue;
            }
            if !(rows::heads(row) || row.role == RowRole::Note) {
                continue;
            }
            let of_section = rows::heads(row);
            let named = self.named_in(row.index, head.frequency()).map(|(column, text, periods)| {
                let other = periods.first().copied().filter(|_| !periods.contains(&head));
                other.map(|period| Heading { row: row.index, column, text, period: Some(period), of_section })
            });
            let alone = || {
                let (column, text, _) = self.heading(row).filter(|_| of_section)?;
                let may_be = || {
                    !self.is_listed(&text)
                        && !self.is_name_of_a_unit(&text)
                        && !self.is_numbered_on(row, &text)
                        // "9 tháng" is reported as a running total.
                        && !self.says_other_figures(&text, false)
                };
                let is_other = line_of_another_period(&text, head).filter(|_| may_be())?;
                Some(is_other.then_some(Heading { row: row.index, column, text, period: None, of_section }))
            };
            // A heading that names no period divides what is below the one that does.
            let Some(next) = named.or_else(alone) else { continue };
            if let Some(heading) = std::mem::replace(&mut heading, next) {
                self.rows_of_another_period(&heading, head, &std::mem::take(&mut below), rows);
            }
        }
        if let Some(heading) = heading {
            self.rows_of_another_period(&heading, head, &below, rows);
        }
    }

    /// True for a Roman number among others that stand alone as headings: it numbers a section, and is no quarter.
    fn is_numbered_on(&self, row: &Row, text: &str) -> bool {
        let is_number = |text: &str| HeadingNumber::of(text) == Some(HeadingNumber::Roman);
        let others = self.table.body.iter().filter(|of| of.index != row.index && rows::heads(of));
        is_number(text) && others.filter_map(|of| self.heading(of)).any(|(_, text, _)| is_number(&text))
    }

    /// The first text of a row that names periods of this frequency.
    fn named_in(&self, row: u32, frequency: Frequency) -> Option<(u32, String, Vec<Period>)> {
        self.grid().row(row).iter().find_map(|(column, cell)| {
            let text = cell.as_text()?;
            let mut periods = period_text::named(text);
            periods.retain(|period| period.frequency() == frequency);
            (!periods.is_empty()).then(|| (*column, text.trim().to_owned(), periods))
        })
    }

    fn rows_of_another_period(&mut self, heading: &Heading, head: Period, below: &[usize], rows: &mut Rows) {
        if below.is_empty() {
            return;
        }
        let location = self.location(heading.row, Some(heading.column), None);
        let of_head = head.to_string();
        // A year is part of many names: "Chương trình năm 2023" heads rows of 2024 too. A list may group things by the year in which they began.
        let surely = match heading.period {
            Some(_) => heading.of_section && head.frequency() != Frequency::Year,
            None => !self.form.lists(),
        };
        let message = match (heading.period.map(|period| period.to_string()), surely) {
            (Some(of_rows), true) => {
                message!("period-mismatch.section", written = &heading.text, of_row = of_rows, of_head = &of_head)
            }
            (Some(of_rows), false) => {
                message!("period-mismatch.line", written = &heading.text, of_row = of_rows, of_head = &of_head)
            }
            (None, true) => message!("period-mismatch.heading", written = &heading.text, of_head = &of_head),
            (None, false) => message!("period-mismatch.heading-of-list", written = &heading.text, of_head = &of_head),
        };
        let finding = Finding::new(Code::PeriodMismatch, location, message).value(&heading.text).expected(of_head);
        if surely {
            self.keep_out_as_others(finding, below, rows);
        } else {
            self.report(finding.weighing(Severity::Warning, Disposition::Used));
        }
    }
}
