//! The period that the rows above a table name.
//!
//! Takes these rows and the frequency of the form; gives the period of that frequency with its cell, else one of any. One head
//! often names several: the finer and coarser ones of a title ("Quý II và 6 tháng đầu năm 2024") are no other periods, but two
//! quarters in the head of a form of quarters contradict each other, and neither is guessed.

use chrono::{Datelike, NaiveDate, NaiveTime};

use crate::locate::head::{HeadText, LONGEST, MOST_ROWS};
use crate::locate::known_text::KnownText;
use crate::sheet::grid::{Cell, Grid};
use crate::values::period::{Frequency, Period};
use crate::values::text;
use crate::words::period_text;

/// Cells of a line that are looked at: a line of a head has few.
const MOST_CELLS: usize = 200;

/// A text that names a period, and the period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPeriod {
    pub found: HeadText,
    pub period: Period,
    /// Another period of the same frequency that the head names as well.
    pub against: Option<(HeadText, Period)>,
}

impl FoundPeriod {
    /// The period, where it is of this frequency and the head names no other.
    pub fn fitting(&self, frequency: Frequency) -> Option<Period> {
        Some(self.period).filter(|period| period.frequency() == frequency && self.against.is_none())
    }

    /// The year, where the head names no other.
    pub fn year(&self) -> Option<i32> {
        let year = self.period.year();
        self.against.as_ref().is_none_or(|(_, other)| other.year() == year).then_some(year)
    }

    /// True where a cell says it, and not the name of a sheet.
    pub fn is_in_a_cell(&self) -> bool {
        self.found.cell.is_some()
    }

    /// The same texts on another sheet.
    pub fn on_sheet(&self, sheet: impl Fn(&HeadText) -> HeadText) -> Self {
        let against = self.against.as_ref().map(|(found, period)| (sheet(found), *period));
        Self { found: sheet(&self.found), period: self.period, against }
    }
}

/// Reads the rows from `first` up to, not including, `end`: the period of the form's own frequency, else one of any.
pub fn read(grid: &Grid, first: u32, end: u32, frequency: Frequency) -> Option<FoundPeriod> {
    let mut named = Named { frequency, own: Vec::new(), other: Vec::new() };
    let mut days = Vec::new();
    let mut before: Option<(String, u32, u32)> = None;
    let rows: Vec<_> = grid.rows(first..end.max(first)).rev().take(MOST_ROWS).collect();
    for (row, cells) in rows.into_iter().rev() {
        let is_broken = |cell: &Cell| matches!(cell, Cell::Uncomputed(_) | Cell::Error(_));
        let short = |cell: &Cell| !is_broken(cell) && cell.as_text().is_none_or(|text| text.len() <= LONGEST);
        let cells: Vec<&(u32, Cell)> = cells.iter().filter(|(_, cell)| short(cell)).take(MOST_CELLS).collect();
        let line = cells.iter().map(|(_, cell)| cell.display()).collect::<Vec<_>>().join(" ");
        let line = text::beginning(&line, LONGEST).to_owned();
        let Some((start, _)) = cells.first() else { continue };
        let known = named.own.len();
        // "Tháng:" and "9/2025" may be in cells side by side.
        let whole = if cells.len() > 1 { period_text::named(&line) } else { Vec::new() };
        for (place, (column, cell)) in cells.iter().enumerate() {
            let written = cell.display();
            let found = || HeadText::new(&written, row, *column);
            if let Some(month) = month_of_day(cell) {
                let beside = place.checked_sub(1).and_then(|place| cells.get(place)).map(|(_, cell)| cell.display());
                match beside {
                    Some(label) if period_text::introduces(&label) => named.add(month, found()),
                    None if cells.len() == 1 => days.push((found(), month)),
                    _ => {}
                }
                continue;
            }
            for period in KnownText::of(&written).periods().iter().copied() {
                // The 2024 of "Tháng | 9 | năm | 2024" is no period of its own.
                if period.frequency() != Frequency::Year || whole.is_empty() || whole.contains(&period) {
                    named.add(period, found());
                }
            }
        }
        if named.own.len() == known {
            whole.into_iter().for_each(|period| named.add(period, HeadText::new(&line, row, *start)));
        }
        // "QUÝ I" and "NĂM 2024" may be on lines of their own.
        if let Some((above, row, column)) = before.filter(|_| named.own.len() == known && frequency != Frequency::Year)
        {
            let both = period_text::named(&format!("{above}\n{line}"));
            let own = both.into_iter().filter(|period| period.frequency() == frequency);
            own.for_each(|period| named.add(period, HeadText::new(&format!("{above} {line}"), row, column)));
        }
        before = Some((line, row, *start));
    }
    // A day that is alone may be that of signing: it counts where no text gives the period.
    if named.own.is_empty() {
        days.into_iter().for_each(|(found, month)| named.add(month, found));
    }
    named.found()
}

/// What the rows name so far.
struct Named {
    frequency: Frequency,
    own: Vec<(HeadText, Period)>,
    other: Vec<(HeadText, Period)>,
}

impl Named {
    fn add(&mut self, period: Period, found: HeadText) {
        let list = if period.frequency() == self.frequency { &mut self.own } else { &mut self.other };
        list.push((found, period));
    }

    fn found(self) -> Option<FoundPeriod> {
        let of_own = !self.own.is_empty();
        let mut named = if of_own { self.own } else { self.other }.into_iter();
        let (found, period) = named.next()?;
        // Of other frequencies only the year is of use.
        let differs = |other: &Period| if of_own { *other != period } else { other.year() != period.year() };
        let against = named.find(|(_, other)| differs(other));
        Some(FoundPeriod { found, period, against })
    }
}

/// The month of a first day: a spreadsheet makes a day of "9/2024" where somebody types it.
fn month_of_day(cell: &Cell) -> Option<Period> {
    let day: NaiveDate = match cell {
        Cell::Date(day) => *day,
        Cell::DateTime(instant) if instant.time() == NaiveTime::MIN => instant.date(),
        _ => return None,
    };
    (day.day() == 1).then(|| Period::new(Frequency::Month, day.year(), day.month())).flatten()
}
