//! Columns of no field that say of which period the figures of a row are, or that they are the plan.
//!
//! ```text
//! head “Quý II năm 2024”     Năm    Xã           Số hộ
//!                            2023   Xã Lay Nưa   120      period-mismatch: the row says 2023
//! ```
//!
//! Takes the columns whose label is that of periods ([`crate::words::period_labels`]) and compares each cell with the period of its row: a row that is said to be of another is
//! kept out, as one whose head and column differ. A part of the period is a warning: a month may be that of counting. A year beside periods that name none is theirs. Other columns are asked
//! where all that they hold says the plan, a running total or an estimate: a warning. Where rows say it by turns they are known by that ([`super::other_figures`]).

use std::collections::BTreeMap;

use super::{DataRow, Typing};
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::severity::{Disposition, Severity};
use crate::locate::LabelledColumn;
use crate::locate::labels::{label_other, words_beside};
use crate::message;
use crate::sheet::grid::Cell;
use crate::typing::rows::Rows;
use crate::values::period::{Calendar, Frequency, Period};
use crate::values::text;
use crate::words::other_figures::{
    AFTER, ASSIGNED, BEFORE, CHANGED, ESTIMATED, ESTIMATED_ALONE, EXPECTED, RUNNING, RUNNING_ALONE, is_of_a_period,
    said_in_english, words_of,
};
use crate::words::period_labels::{CellsOfPeriods, cells_of_periods, year_of_cell};
use crate::words::period_text;
use crate::words::program_names::as_words;

/// Bytes of a cell that says no more than whose figures are in its row.
const LONGEST: usize = 40;

/// How the period that a cell names is to that of its row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum BesideRow {
    Another,
    /// A part of it.
    Part,
}

impl<'a> Typing<'a> {
    /// The column of no field that holds the years of the rows.
    pub(super) fn year_column(&self) -> Option<u32> {
        let is_of_years = |column: &&LabelledColumn| {
            column.field.is_none() && cells_of_periods(&column.label) == Some(CellsOfPeriods::Years)
        };
        let mut columns = self.table.columns.iter().filter(is_of_years);
        columns.next().filter(|_| columns.next().is_none()).map(|column| column.index)
    }

    /// Compares the columns of no field with the periods of the rows.
    pub(super) fn columns_of_periods(&mut self, data: &[DataRow<'a>], rows: &mut Rows) {
        if self.form.has_lines() {
            return;
        }
        for column in self.table.columns.iter().filter(|column| column.field.is_none()) {
            match cells_of_periods(&column.label) {
                Some(cells) => self.column_of_periods(column, cells, data, rows),
                None => self.column_of_other_figures(column, data),
            }
        }
        self.years_beside_head(data, rows);
    }

    fn column_of_periods(
        &mut self,
        column: &LabelledColumn,
        cells: CellsOfPeriods,
        data: &[DataRow<'a>],
        rows: &mut Rows,
    ) {
        let mut found: BTreeMap<BesideRow, Vec<usize>> = BTreeMap::new();
        for (place, row) in data.iter().enumerate() {
            let Some(own) = rows.period.get(place).copied().flatten() else { continue };
            if let Some(beside) = beside_row(row.cell(column.index), cells, own, self.form.form.calendar) {
                found.entry(beside).or_default().push(place);
            }
        }
        for (beside, places) in found {
            let Some((first, own)) =
                places.first().and_then(|place| Some((data.get(*place)?, rows.period.get(*place).copied().flatten()?)))
            else {
                continue;
            };
            let written = first.cell(column.index).display().trim().to_owned();
            let location = self.location(first.index, Some(column.index), None);
            let (label, count, of_row) = (column.label.as_str(), places.len(), own.to_string());
            let message = match beside {
                BesideRow::Another => {
                    message!(
                        "period-mismatch.cells",
                        label = label,
                        written = &written,
                        count = count,
                        of_row = &of_row
                    )
                }
                BesideRow::Part => {
                    message!(
                        "period-mismatch.cells-part",
                        label = label,
                        written = &written,
                        count = count,
                        of_row = &of_row
                    )
                }
            };
            let finding = Finding::new(Code::PeriodMismatch, location, message).value(written).expected(of_row);
            match beside {
                BesideRow::Another => self.keep_out_as_others(finding, &places, rows),
                BesideRow::Part => self.report(finding.weighing(Severity::Warning, Disposition::Used)),
            }
        }
    }

    /// "Kế hoạch" in every cell that holds something.
    fn column_of_other_figures(&mut self, column: &LabelledColumn, data: &[DataRow<'a>]) {
        let filled = || data.iter().filter(|row| !row.cell(column.index).is_blank());
        let says_others = |cell: &Cell| {
            cell.as_text().map(str::trim).is_some_and(|written| {
                let plain = text::without_marks(&as_words(written));
                written.len() <= LONGEST
                    && (words_beside::is_short(&plain)
                        || self.says_other_figures(written, false) && says_no_more(&plain))
            })
        };
        let Some(first) = filled().next().filter(|row| says_others(row.cell(column.index))) else { return };
        if !filled().all(|row| says_others(row.cell(column.index))) {
            return;
        }
        let written = first.cell(column.index).display().trim().to_owned();
        let location = self.location(first.index, Some(column.index), None);
        let count = filled().count();
        let message =
            message!("period-mismatch.cells-of-others", label = &column.label, written = &written, count = count);
        let finding = Finding::new(Code::PeriodMismatch, location, message).value(written);
        self.report(finding.weighing(Severity::Warning, Disposition::Used));
    }

    /// A head of a whole year, of which no row is by the column of years.
    fn years_beside_head(&mut self, data: &[DataRow<'a>], rows: &mut Rows) {
        let Some(found) = self.table.head.period.as_ref().filter(|_| self.head_period().is_none()) else { return };
        if self.period_column().is_none() {
            return;
        }
        let year = found.period.year();
        let is_whole_year = found.period.frequency() == Frequency::Year && found.against.is_none();
        let periods = || rows.period.iter().copied().flatten();
        if !is_whole_year || periods().next().is_none() || periods().any(|period| period.year() == year) {
            return;
        }
        let Some((place, first)) = (0..).zip(&rows.period).find_map(|(place, period)| Some((place, (*period)?))) else {
            return;
        };
        let Some(row) = data.get(place) else { return };
        // Lines above a column of whole periods are compared with it as lines.
        let Some(column) = self.year_column().filter(|column| year_of_cell(&row.cell(*column).display()).is_some())
        else {
            return;
        };
        let written = row.cell(column).display().trim().to_owned();
        let of_head = found.period.to_string();
        let message = message!(
            "period-mismatch.column",
            head = &found.found.text,
            of_head = &of_head,
            written = &written,
            of_row = first.to_string()
        );
        let location = self.location(row.index, Some(column), None);
        let finding = Finding::new(Code::PeriodMismatch, location, message).value(written).expected(of_head);
        if found.found.cell.is_some() && found.found.sheet.is_none() {
            self.report_rows(finding, 0..data.len(), rows);
        } else {
            self.report(finding.weighing(Severity::Warning, Disposition::Used));
        }
    }
}

/// True for a text without marks that holds no more than words of other figures, of a period and of figures: what else it says, it says of something else.
fn says_no_more(plain: &str) -> bool {
    const LISTS: [&[&str]; 9] =
        [EXPECTED, ASSIGNED, ESTIMATED, ESTIMATED_ALONE, RUNNING, RUNNING_ALONE, BEFORE, AFTER, CHANGED];
    if said_in_english(plain).is_some() {
        return true;
    }
    const FIGURES: [&str; 6] = ["so", "lieu", "giao", "thuc", "hien", "chi"];
    let mut said: Vec<&str> = words_of(&LISTS).filter(|words| label_other::holds(plain, words)).collect();
    said.sort_unstable_by_key(|words| std::cmp::Reverse(words.len()));
    if said.is_empty() {
        return false;
    }
    // "Cùng kỳ năm trước" says two of them.
    let rest = said.iter().fold(plain.to_owned(), |rest, words| rest.replacen(words, " ", 1));
    let mut words = rest.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.all(|word| is_of_a_period(word) || FIGURES.contains(&word))
}

/// How what a cell names is to the period of its row; `None` where it is that period, holds it, or names none.
fn beside_row(cell: &Cell, cells: CellsOfPeriods, own: Period, calendar: Calendar) -> Option<BesideRow> {
    if cell.is_blank() || cell.as_text().is_some_and(|text| text.len() > LONGEST) {
        return None;
    }
    let written = cell.display();
    let written = period_text::without_fraction(written.trim());
    let numbered = |word: &str, frequency: Frequency| {
        period_text::only_in_year(written, frequency, own.year())
            .or_else(|| period_text::only_in_year(&format!("{word} {written}"), frequency, own.year()))
    };
    let named = match cells {
        CellsOfPeriods::Years => Period::new(Frequency::Year, year_of_cell(written)?, 1)?,
        CellsOfPeriods::HalfYears => period_text::only_in_year(written, Frequency::HalfYear, own.year())?,
        CellsOfPeriods::Quarters => numbered("quý", Frequency::Quarter)?,
        CellsOfPeriods::Months => numbered("tháng", Frequency::Month)?,
        CellsOfPeriods::Periods => {
            let named = period_text::named(written);
            let [one] = named.as_slice() else { return None };
            *one
        }
    };
    let (begin, end) = (named.start(Calendar::Gregorian), named.end(Calendar::Gregorian));
    let (own_begin, own_end) = (own.start(Calendar::Gregorian), own.end(Calendar::Gregorian));
    if begin <= own_begin && own_end <= end {
        return None;
    }
    if own_begin <= begin && end <= own_end {
        return Some(BesideRow::Part);
    }
    // A later month is that of the report.
    let is_later = named.frequency() == Frequency::Month && begin > own.end(calendar);
    (!is_later).then_some(BesideRow::Another)
}
