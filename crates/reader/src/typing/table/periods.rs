//! The period of a table and of each of its rows.

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use super::{DataRow, Typing};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::locate::LabelledColumn;
use crate::locate::head::HeadText;
use crate::locate::head::head_period::FoundPeriod;
use crate::message;
use crate::project::written::form::Role;
use crate::sheet::grid::Cell;
use crate::values::day;
use crate::values::period::{Frequency, Period};
use crate::values::text;
use crate::values::zone_time;
use crate::words::period_labels::year_of_cell;
use crate::words::period_text;
use crate::words::unit_text::is_ditto;

/// So many rows above the labels are looked at for what was meant as a period.
const ROWS_OF_A_HEAD: u32 = 20;
/// Bytes of a text that is nothing but a period.
const LONGEST_PERIOD: usize = 40;

impl<'a> Typing<'a> {
    pub(super) fn head_period(&self) -> Option<Period> {
        self.table.head.period.as_ref()?.fitting(self.form.form.frequency)
    }

    /// Where the head gives the period that the table is of.
    pub(super) fn period_at(&self, period: Option<Period>) -> Option<Location> {
        let found = &self.table.head.period.as_ref().filter(|_| period.is_some())?.found;
        Some(self.location_of(found)).filter(|at| at.cell.is_some())
    }

    /// The period of each row: of its own cell where there is one, else of the head. `None`, with a finding, where the table
    /// has no period at all.
    pub(super) fn periods(&mut self, data: &[DataRow<'a>], head: Option<Period>) -> Option<Vec<Option<Period>>> {
        // A table without rows has no cell that names its period: only the head can. A piece of an export may hold no more than the total of lines before it.
        let has_rows = !data.is_empty() || self.form.has_lines() && self.has_totals();
        if let Some(column) = self.period_column().filter(|_| has_rows) {
            let year = self.year_of_column(column);
            let column = column.index;
            let of_years = self.year_column();
            let are_months = self.may_be_numbers(data, column);
            let is_in_utc = self.is_in_utc(data, column);
            let mut last: Option<(&Cell, Option<&Cell>, Option<Period>)> = None;
            let mut of_row = |row: &DataRow<'a>| {
                let cell = self.stated(column, row.cell(column));
                let year_cell = of_years.map(|column| row.cell(column));
                // Neighbours mostly have the same period.
                if let Some((.., period)) = last.filter(|(before, year, _)| (*before, *year) == (cell, year_cell)) {
                    return period;
                }
                let year = year_cell.and_then(|cell| year_of_cell(&cell.display())).or(year);
                // Only a blank cell leaves the period to the head: what cannot be read is no period.
                let period = match cell {
                    Cell::Date(_) | Cell::DateTime(_) if are_months => None,
                    Cell::DateTime(at) if is_in_utc => self.of_midnight_in_utc(*at),
                    cell if cell.is_blank() => head,
                    cell => self.cell_period(cell, year),
                };
                last = Some((cell, year_cell, period));
                period
            };
            return Some(data.iter().map(&mut of_row).collect());
        }
        if head.is_some() {
            return Some(vec![head; data.len()]);
        }
        let finding = match &self.table.head.period {
            Some(named) if named.period.frequency() == self.form.form.frequency => self.two_periods(named),
            named => self.unknown_period(named.as_ref()),
        };
        self.report(finding);
        None
    }

    /// True where the days of a column may be numbers of periods: of "2/2024" a spreadsheet makes 1 February, whichever is meant, the
    /// second quarter or a month of the first. Not where one of them is no such day, or all begin their periods.
    fn may_be_numbers(&self, data: &[DataRow<'a>], column: u32) -> bool {
        let count = match self.form.form.frequency {
            Frequency::Quarter => 4,
            Frequency::HalfYear => 2,
            Frequency::Month | Frequency::Year => return false,
        };
        let day_of = |row: &DataRow<'a>| match self.stated(column, row.cell(column)) {
            Cell::Date(day) => Some(*day),
            Cell::DateTime(instant) => Some(instant.date()),
            _ => None,
        };
        let days = || data.iter().filter_map(day_of);
        let begins =
            |day: NaiveDate| self.period_of(day).is_some_and(|period| period.start(self.form.form.calendar) == day);
        !self.form.has_lines()
            && days().all(|day| day.day() == 1 && day.month() <= count)
            && days().any(|day| !begins(day))
    }

    /// The column that gives the period of each row.
    pub(super) fn period_column(&self) -> Option<&'a LabelledColumn> {
        let field = self.form.schema.fields.iter().position(|field| field.role == Some(Role::Period))?;
        self.table.columns.iter().find(|column| column.field == Some(field))
    }

    /// The year of cells that state none, in rows without a year: of the column's label ("Năm 2023 > Tháng"), else of the head.
    fn year_of_column(&self, column: &LabelledColumn) -> Option<i32> {
        let labelled = period_text::parse(&column.label).map(Period::year);
        labelled.or_else(|| self.table.head.period.as_ref()?.year())
    }

    /// How long the periods of the form are.
    fn period_length(&self) -> Message {
        message!("period-length", frequency = self.form.form.frequency.name())
    }

    /// The head names no period of the form's frequency.
    fn unknown_period(&self, named: Option<&FoundPeriod>) -> Finding {
        let length = self.period_length();
        let (location, written) = match named {
            Some(named) => (self.location_of(&named.found), named.found.text.clone()),
            None => self.introduced().unwrap_or_else(|| {
                (Location { cell: None, row: None, ..self.location(self.table.header_row, None, None) }, String::new())
            }),
        };
        let whole_year = self.with_whole_year(&written);
        let pattern = self.with_a_year(&written);
        let message = match &pattern {
            _ if whole_year.is_some() => {
                message!("unknown-period.head-short-year", written = &written, length = &length)
            }
            Some(_) => message!("unknown-period.head-no-year", written = &written, length = &length),
            None if written.is_empty() => message!("unknown-period.head-missing", length = &length),
            None => message!("unknown-period.head-other", written = &written, length = &length),
        };
        let finding = Finding::new(Code::UnknownPeriod, location, message);
        finding.value(written).expected(length).suggestion(whole_year.or(pattern).unwrap_or_else(|| self.pattern()))
    }

    /// How a period of the form is written.
    fn pattern(&self) -> String {
        self.form.form.frequency.pattern().to_owned()
    }

    /// A text that names a period with two digits of its year, with all four; `None` for others. Two digits are no year by themselves ("Tháng 12"),
    /// and what is read of them is only suggested.
    fn with_whole_year(&self, written: &str) -> Option<String> {
        let written = written.trim();
        let digits = written.len().checked_sub(2).and_then(|at| written.split_at_checked(at));
        let (before, year) = digits.filter(|(_, year)| year.bytes().all(|byte| byte.is_ascii_digit()))?;
        if before.ends_with(|sign: char| sign.is_ascii_digit()) {
            return None;
        }
        let whole = format!("{before}20{year}");
        period_text::only(&whole, self.form.form.frequency).map(|_| whole)
    }

    /// A text that names a period but for its year, with room for one; `None` for others.
    fn with_a_year(&self, written: &str) -> Option<String> {
        const SOME_YEAR: i32 = 2000;
        let written = written.trim();
        let is_without_year =
            !written.contains('…') && numbered(written, self.form.form.frequency, SOME_YEAR).is_some();
        // A year that is there in another writing is not followed by one.
        let names_a_year = || text::without_marks(written).contains("nam");
        let has_words = written.contains(char::is_whitespace) && !names_a_year();
        is_without_year.then(|| if has_words { format!("{written} năm …") } else { self.pattern() })
    }

    /// What the head says of a period, and is none, with its location.
    fn introduced(&self) -> Option<(Location, String)> {
        let header = self.table.header_row;
        let above = self.grid().rows(header.saturating_sub(ROWS_OF_A_HEAD)..header).rev();
        let mut cells = above.flat_map(|(row, cells)| cells.iter().map(move |(column, cell)| (row, *column, cell)));
        cells.find_map(|(row, column, cell)| {
            let text = cell.as_text()?.trim();
            // "Kỳ báo cáo: …", or "Tháng 13 năm 2024", which is short.
            let of_words = || text.split_once(char::is_whitespace).filter(|_| text.len() <= LONGEST_PERIOD);
            let (words, rest) = text.split_once(':').or_else(of_words)?;
            let is_numbered = rest.contains(|sign: char| sign.is_ascii_digit()) || self.with_a_year(text).is_some();
            let is_introduced = is_numbered && period_text::precedes(words);
            let is_read = !period_text::named(text).is_empty();
            (is_introduced && !is_read).then(|| (self.location(row, Some(column), None), text.to_owned()))
        })
    }

    /// The head names two periods of the form's frequency: either may be the one that was copied and not changed.
    fn two_periods(&self, named_first: &FoundPeriod) -> Finding {
        let place = |found: &HeadText| {
            let location = self.location_of(found);
            let sheet = found.sheet.as_ref().map(|sheet| format!("{sheet}!")).unwrap_or_default();
            location.cell.map_or_else(String::new, |cell| format!(" ({sheet}{cell})"))
        };
        let named = |found: &HeadText, period: Period| format!("“{}”{} → {period}", found.text, place(found));
        let first = named(&named_first.found, named_first.period);
        let second = named_first.against.as_ref().map_or_else(String::new, |(found, period)| named(found, *period));
        let length = self.period_length();
        let message = message!("unknown-period.head-two", first = first, second = second, length = &length);
        let finding = Finding::new(Code::UnknownPeriod, self.location_of(&named_first.found), message);
        finding.value(named_first.found.text.clone()).expected(length)
    }

    /// The cell of a row names no period of the form.
    pub(super) fn no_period(&mut self, row: u32, index: usize, accepted: &mut [bool]) {
        let column = self.period_column().map(|column| column.index);
        let location = self.location(row, column, None);
        let is_full = self.findings.is_full(Code::UnknownPeriod, &location);
        let mut finding = Finding::new(Code::UnknownPeriod, location, Message::default());
        // Words are made where the finding will be kept.
        if !is_full {
            let length = self.period_length();
            let written =
                column.map(|column| self.stated(column, self.grid().get(row, column)).display().trim().to_owned());
            finding.value = written.filter(|written| !written.is_empty());
            let days = finding.value.as_deref().and_then(|written| self.two_days(written));
            finding.message = match (&finding.value, days) {
                (Some(written), Some((first, second))) => message!(
                    "unknown-period.cell-two-days",
                    written = written,
                    first = first.to_string(),
                    second = second.to_string(),
                    length = &length
                ),
                (Some(written), None) if is_ditto(written) => {
                    message!("unknown-period.cell-ditto", written = written, length = &length)
                }
                (Some(written), None) if self.with_whole_year(written).is_some() => {
                    message!("unknown-period.cell-short-year", written = written, length = &length)
                }
                (Some(written), None) if self.with_a_year(written).is_some() => {
                    message!("unknown-period.cell-no-year", written = written, length = &length)
                }
                (Some(written), None) => message!("unknown-period.cell", written = written, length = &length),
                (None, _) => message!("unknown-period.cell-missing", length = &length),
            };
            let with_a_year = finding.value.as_deref().and_then(|written| self.with_a_year(written));
            let of_other_zone = finding.value.as_deref().and_then(zone_time::here);
            let day = of_other_zone.map(|at| at.date().format("%d/%m/%Y").to_string());
            let whole_year = finding.value.as_deref().and_then(|written| self.with_whole_year(written));
            let suggested = whole_year.or(with_a_year).or(day);
            finding = finding.expected(length).suggestion(suggested.unwrap_or_else(|| self.pattern()));
        }
        self.report_unplaced_row(finding, index, accepted);
    }

    /// The period that holds a day; `None` for days that no report can be of.
    pub(super) fn period_of(&self, day: NaiveDate) -> Option<Period> {
        let reporting = &self.form.form;
        (1901..=2199).contains(&day.year()).then(|| Period::containing(day, reporting.frequency, reporting.calendar))
    }

    /// The period that holds the day which a text is, as for a day that a spreadsheet knows as one. `None` where the text may
    /// be two days that lie in different periods.
    fn period_of_text(&self, text: &str) -> Option<Period> {
        let day = day::of_instant(text)?;
        let period = self.period_of(day)?;
        self.period_of_the_other_day(text, day, period).is_none().then_some(period)
    }

    /// The period of the day here that begins with an instant of UTC.
    fn of_midnight_in_utc(&self, at: NaiveDateTime) -> Option<Period> {
        self.period_of(zone_time::midnight_in_utc(at)?)
    }

    /// The other period that a text may be of: "03/04/2024" is 3 April, or 4 March where a program writes the month first. A
    /// day that begins a month, or begins or ends its period, is meant as such where it has no time of its own.
    fn period_of_the_other_day(&self, text: &str, day: NaiveDate, period: Period) -> Option<Period> {
        let calendar = self.form.form.calendar;
        let is_edge = day.day() == 1 || day == period.start(calendar) || day == period.end(calendar);
        if is_edge && day::written(text).is_some() {
            return None;
        }
        self.period_of(day::month_first(text)?).filter(|other| *other != period)
    }

    /// The two periods that a text may be of, for one which is refused since it may be two days.
    fn two_days(&self, text: &str) -> Option<(Period, Period)> {
        let day = day::of_instant(text)?;
        let period = self.period_of(day)?;
        Some((period, self.period_of_the_other_day(text, day, period)?))
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
                let text = period_text::without_fraction(written.trim());
                let with_year = || year.and_then(|year| numbered(text, frequency, year));
                let named = || text.parse().ok().or_else(|| period_text::only(text, frequency));
                let of_other_zone = || self.period_of(zone_time::here(text).and_then(zone_time::midnight)?);
                named().or_else(|| self.period_of_text(text)).or_else(of_other_zone).or_else(with_year)
            }
        };
        period.filter(|period| period.frequency() == frequency)
    }
}

/// "9", "III", "Tháng 9" in a column whose year is written elsewhere.
fn numbered(text: &str, frequency: Frequency, year: i32) -> Option<Period> {
    let number = match frequency {
        Frequency::Month => Some(format!("tháng {text}")),
        Frequency::Quarter => Some(format!("quý {text}")),
        Frequency::HalfYear | Frequency::Year => None,
    };
    let read = |text: &str| period_text::only_in_year(text, frequency, year);
    read(text).or_else(|| read(&number.filter(|_| text.chars().all(char::is_alphanumeric))?))
}
