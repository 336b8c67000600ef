//! Columns of days and periods whose instants are those of another clock.
//!
//! Spark, Impala and Hive keep a day as the instant of its midnight in UTC, and so does whoever takes the zone from a table before writing a workbook:
//! every cell of the column is 17:00 of the day before. A time of day in such a column that is not this one throughout is somebody's own.

use chrono::NaiveDateTime;

use super::{DataRow, Typing};
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::message;
use crate::sheet::grid::Cell;
use crate::values::{day, zone_time};

/// Cells that show the clock of a column: one may be a time of day that is meant.
const FEWEST: usize = 2;

/// An instant without a zone as one of UTC.
pub(super) fn in_utc(at: NaiveDateTime) -> String {
    format!("{}Z", at.format("%Y-%m-%dT%H:%M:%S%.f"))
}

impl<'a> Typing<'a> {
    /// True where all instants of a column are midnights here by the clock of UTC.
    pub(super) fn is_in_utc(&self, data: &[DataRow<'a>], column: u32) -> bool {
        let mut count = 0;
        for row in data {
            if let Cell::DateTime(at) = row.cell(column) {
                if zone_time::midnight_in_utc(*at).is_none() {
                    return false;
                }
                count += 1;
            }
        }
        count >= FEWEST
    }

    /// Says of the column of periods that its cells are midnights of another clock.
    pub(super) fn periods_of_other_zones(&mut self, data: &[DataRow<'a>]) {
        let Some(column) = self.period_column().map(|column| column.index) else { return };
        let is_in_utc = self.is_in_utc(data, column);
        let written = |row: &DataRow<'a>| match row.cell(column) {
            Cell::DateTime(at) if is_in_utc => Some(in_utc(*at)),
            Cell::Text(text) if day::of_instant(text).is_none() => Some(text.clone()),
            _ => None,
        };
        let mut found = data.iter().filter_map(|row| {
            let written = written(row)?;
            let day = zone_time::here(&written).and_then(zone_time::midnight)?;
            Some((row.index, written, day))
        });
        let Some((row, written, day)) = found.next() else { return };
        let others = found.count();
        let day = day.format("%d/%m/%Y").to_string();
        let message = message!("repaired-text.other-zone", written = written.trim(), day = day);
        let message =
            if others > 0 { message!("finding-in-column", finding = message, others = others) } else { message };
        let location = self.location(row, Some(column), None);
        self.report(Finding::new(Code::RepairedText, location, message).value(written));
    }
}
