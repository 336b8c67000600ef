//! The totals that a table prints, with the rows that each speaks of.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::row_units::Shifts;
use super::{DataRow, PrintedAmount, PrintedTotal, Typing};
use crate::findings::finding::Finding;
use crate::findings::severity::{Disposition, Severity};
use crate::locate::rows::{self, Row, RowRole, TotalScope, section_of};
use crate::message;
use crate::sheet::address::address;
use crate::sheet::grid::Cell;
use crate::typing::cell::ColumnReading as CellReading;
use crate::values::text;

/// Rows, as ranges of indices, by the values that they have in some columns.
type RowsByValues = HashMap<Vec<String>, Vec<Range<usize>>>;

/// Finds the data rows that have the values of the primary key that a total names: "Tổng số | giá hiện hành".
struct Alike<'t> {
    typing: &'t Typing<'t>,
    data: &'t [DataRow<'t>],
    /// The columns of the key.
    columns: Vec<u32>,
    /// For the columns that a total names, the data rows by their values there.
    known: HashMap<Vec<u32>, RowsByValues>,
    /// What the data rows hold in each of them.
    values: HashMap<u32, HashSet<String>>,
}

impl<'t> Alike<'t> {
    fn new(typing: &'t Typing<'t>, data: &'t [DataRow<'t>]) -> Self {
        let key = &typing.form.schema.primary_key;
        let is_key =
            |field: &usize| typing.form.schema.fields.get(*field).is_some_and(|field| key.contains(&field.name));
        let columns = typing.table.columns.iter().filter(|column| column.field.is_some_and(|field| is_key(&field)));
        Self {
            typing,
            data,
            columns: columns.map(|column| column.index).collect(),
            known: HashMap::new(),
            values: HashMap::new(),
        }
    }

    /// The data rows of a total, where it names some but not all of the key; none where they are all of the table.
    fn rows(&mut self, total: u32) -> Option<Vec<Range<usize>>> {
        let value = |cell: &Cell| text::name(&cell.display());
        let named: Vec<(u32, String)> = self
            .columns
            .iter()
            .map(|column| (*column, value(self.typing.grid().get(total, *column))))
            .filter(|(_, value)| !value.is_empty() && !rows::sums(value))
            .collect();
        // A code of its own ("_T") is none of a row, and names none.
        let (data, known) = (self.data, &mut self.values);
        let is_of_rows = |(column, written): &(u32, String)| {
            let of_rows = |column: &u32| data.iter().map(|row| value(row.cell(*column))).collect();
            known.entry(*column).or_insert_with_key(of_rows).contains(written)
        };
        let named: Vec<(u32, String)> = named.into_iter().filter(is_of_rows).collect();
        if named.is_empty() {
            return None;
        }
        let (columns, values): (Vec<u32>, Vec<String>) = named.into_iter().unzip();
        let by_values = self.known.entry(columns).or_insert_with_key(|columns| {
            let mut by_values = RowsByValues::new();
            for (index, row) in data.iter().enumerate() {
                let values = columns.iter().map(|column| value(row.cell(*column))).collect();
                let ranges = by_values.entry(values).or_default();
                match ranges.last_mut() {
                    Some(last) if last.end == index => last.end = index.saturating_add(1),
                    _ => ranges.push(index..index.saturating_add(1)),
                }
            }
            by_values
        });
        let found = by_values.get(&values)?;
        let is_whole = found.first().is_some_and(|rows| rows.len() == data.len());
        (!is_whole).then(|| found.clone())
    }
}

impl<'a> Typing<'a> {
    /// The total rows and the data rows that each may speak of: those of its section or of one around it, or the whole table. One that is
    /// among the rows of a table without sections may as well speak of those since the total before, or up to the next; one
    /// below the last section of the whole table; and one that names values of the key of the rows that have the same.
    pub(super) fn total_rows(&self, data: &[DataRow<'a>]) -> Vec<PrintedTotal> {
        let body = &self.table.body;
        let sections = self.rows_of_sections(data);
        let open = self.open_sections(data);
        let up_to = |row: u32| data.partition_point(|own| own.index < row);
        let totals: Vec<&Row> = body.iter().filter(|row| matches!(row.role, RowRole::Total(_))).collect();
        let mut alike = Alike::new(self, data);
        let mut printed = |(number, row): (usize, &&Row)| {
            let before = number.checked_sub(1).and_then(|place| totals.get(place));
            let next = totals.get(number.saturating_add(1)).map_or(u32::MAX, |row| row.index);
            let whole = 0..data.len();
            let ranges = match row.role {
                RowRole::Total(TotalScope::Section) => {
                    let of_section = row.section.and_then(|section| sections.get(&section));
                    let last = of_section.is_some_and(|rows| rows.end == data.len()) && up_to(row.index) == data.len();
                    let of_open = open.get(&row.index);
                    let is_named = of_open.is_some_and(|open| open.is_named);
                    let mut candidates: Vec<Range<usize>> =
                        of_section.filter(|_| !is_named).into_iter().cloned().collect();
                    let whole = (last && !is_named).then_some(whole);
                    for rows in of_open.into_iter().flat_map(|open| &open.rows).cloned().chain(whole) {
                        if !candidates.contains(&rows) {
                            candidates.push(rows);
                        }
                    }
                    candidates
                }
                _ => {
                    let so_far = 0..up_to(row.index);
                    let above = before.map_or(0, |before| up_to(before.index))..so_far.end;
                    let below = so_far.end..up_to(next).max(so_far.end);
                    let among = !above.is_empty() && above.len() < data.len();
                    let mut candidates = vec![whole];
                    if among && row.section.is_none() && !below.is_empty() || number > 0 && among {
                        candidates.push(above);
                    }
                    if candidates.len() > 1 && !below.is_empty() {
                        candidates.push(below);
                    }
                    // What a page before brings forward.
                    if (1..data.len()).contains(&so_far.end) {
                        candidates.push(so_far);
                    }
                    candidates
                }
            };
            let speaks_of =
                alike.rows(row.index).into_iter().chain(ranges.into_iter().map(|rows| vec![rows])).collect();
            PrintedTotal { number: row.index.saturating_add(1), speaks_of, amounts: Vec::new() }
        };
        totals.iter().enumerate().map(&mut printed).collect()
    }

    /// True where a total is among the rows.
    pub(super) fn has_totals(&self) -> bool {
        self.table.body.iter().any(|row| matches!(row.role, RowRole::Total(_)))
    }

    /// The rows of each section, which are together.
    fn rows_of_sections(&self, data: &[DataRow<'a>]) -> HashMap<u32, Range<usize>> {
        let mut sections: HashMap<u32, Range<usize>> = HashMap::new();
        for (place, row) in data.iter().enumerate() {
            if let Some(section) = section_of(&self.table.body, row.index) {
                sections.entry(section).or_insert(place..place).end = place.saturating_add(1);
            }
        }
        sections
    }

    /// Reads the printed amounts of one column; a cell that should hold one and holds something else is reported.
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
            let shift = shifts.of(row);
            let reading = self.in_signs_of(reading, (row, column)).with_shift(shift);
            let typed = reading.value(cell);
            if let Some(amount) = typed.value.decimal() {
                let (cell, rounded) = (address(row, column), typed.is_rounded());
                total.amounts.push(PrintedAmount { field: place, cell, amount, rounded, shift });
            } else if let Some(fault) = typed.fault {
                let location = self.location(row, Some(column), Some(reading.field));
                let fault_message = fault.message(&reading, cell);
                let message = message!("finding-in-total", finding = fault_message);
                let finding = Finding::new(fault.code(), location, message);
                let finding = finding.value(cell.display().into_owned()).expected(fault.expected(&reading));
                self.report(finding.weighing(Severity::Warning, Disposition::Ignored));
            }
        }
    }
}
