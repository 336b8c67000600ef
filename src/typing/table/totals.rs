//! The totals that a table prints, with the rows that each speaks of.

use super::row_units::Shifts;
use super::{DataRow, PrintedTotal, Typing};
use crate::read::grid::address;
use crate::read::rows::{RowRole, TotalScope, section_of};
use crate::typing::cell::Reading as CellReading;
use crate::validate::finding::{Disposition, Finding, Message, Severity};

impl<'a> Typing<'a> {
    /// The total rows and the data rows that each may speak of: those of its section, or the whole table. One that stands
    /// among the rows of a table without sections may as well speak of those since the total before, or up to the next.
    pub(super) fn total_rows(&self, data: &[DataRow<'a>]) -> Vec<PrintedTotal> {
        let body = &self.table.body;
        let places_within = |after: u32, before: u32| -> Vec<usize> {
            let first = data.partition_point(|row| row.index <= after);
            let end = data.partition_point(|row| row.index < before);
            (first..end.max(first)).collect()
        };
        let totals: Vec<u32> =
            body.iter().filter(|row| matches!(row.role, RowRole::Total(_))).map(|row| row.index).collect();
        let printed = |(number, row): (usize, &u32)| {
            let row = body.iter().find(|own| own.index == *row)?;
            let before = number.checked_sub(1).and_then(|place| totals.get(place)).copied();
            let next = totals.get(number.saturating_add(1)).copied().unwrap_or(u32::MAX);
            let speaks_of = match row.role {
                RowRole::Total(TotalScope::Section) => {
                    let of_section = |own: &DataRow<'_>| section_of(body, own.index) == row.section;
                    vec![(0..data.len()).filter(|place| data.get(*place).is_some_and(of_section)).collect()]
                }
                _ => {
                    let all: Vec<usize> = (0..data.len()).collect();
                    let above = match before {
                        Some(before) => places_within(before, row.index),
                        None => (0..data.partition_point(|own| own.index < row.index)).collect(),
                    };
                    let below = places_within(row.index, next);
                    let among = !above.is_empty() && above.len() < all.len();
                    let mut candidates = vec![all];
                    if among && row.section.is_none() && !below.is_empty() || number > 0 && among {
                        candidates.push(above);
                    }
                    if candidates.len() > 1 && !below.is_empty() {
                        candidates.push(below);
                    }
                    // What a page before brings forward.
                    let so_far = data.partition_point(|own| own.index < row.index);
                    if (1..data.len()).contains(&so_far) {
                        candidates.push((0..so_far).collect());
                    }
                    candidates
                }
            };
            Some(PrintedTotal { number: row.index.saturating_add(1), speaks_of, amounts: Vec::new() })
        };
        totals.iter().enumerate().filter_map(printed).collect()
    }

    /// Reads the printed amounts of one column; a cell that should hold one and holds something else is told.
    pub(super) fn printed(
        &mut self,
        reading: &CellReading<'_>,
        shifts: &Shifts,
        place: usize,
        column: u32,
        totals: &mut [PrintedTotal],
    ) {
        if !reading.field.is_measure() {
            return;
        }
        for total in totals {
            let row = total.number.saturating_sub(1);
            let cell = self.grid().get(row, column);
            let typed = reading.with_shift(shifts.of(row)).value(cell);
            if let Some(amount) = typed.value.decimal() {
                total.amounts.push((place, address(row, column), amount));
            } else if let Some(fault) = typed.fault {
                let location = self.location(row, Some(column), Some(reading.field));
                let message = Message::new(
                    format!("Dòng tổng: {}; tổng này không được đối chiếu", fault.message.vi),
                    format!("total row: {}; this total is not compared", fault.message.en),
                );
                let finding = Finding::new(fault.code, location, message);
                let finding = finding.value(cell.display().into_owned()).expected(fault.expected);
                self.report(finding.severity(Severity::Warning, Disposition::Ignored), None);
            }
        }
    }
}
