//! The values of one column, each with what is wrong with its cell.

use std::collections::BTreeMap;

use super::fields::FieldOfTable;
use super::row_units::Shifts;
use super::{DataRow, PrintedTotal, Typing, other_zones};
use crate::findings::code::Code;
use crate::findings::collector::Collected;
use crate::findings::finding::Finding;
use crate::findings::message::Message;
use crate::findings::severity::{Disposition, Severity};
use crate::locate::{LabelledColumn, rows};
use crate::message;
use crate::project::written::form::{Field, FieldType};
use crate::sheet::address::column_letters;
use crate::sheet::grid::Cell;
use crate::typing::cell::ColumnReading as CellReading;
use crate::typing::cell_fault::CellFault;
use crate::typing::missing_texts::MissingTexts;
use crate::typing::reading::SourceColumn;
use crate::typing::rows::{Column, Rows, Value};
use crate::typing::writing::Writing;
use crate::values::status::Status;
use crate::values::text;
use crate::words::unit_text::is_ditto;

impl<'a> Typing<'a> {
    /// Adds the column of a field to the rows, and its amounts to the totals; gives where it came from.
    pub(super) fn typed(
        &mut self,
        of: FieldOfTable<'a>,
        column: &LabelledColumn,
        missing: &MissingTexts<'_>,
        writing: Writing,
        (data, rows): (&[DataRow<'a>], &mut Rows),
        totals: &mut [PrintedTotal],
    ) -> SourceColumn {
        let has_unit = of.has_unit();
        let FieldOfTable { place, field, unit, shift, shifts, .. } = of;
        let signs = self.signs(field, data, (column.index, &shifts), writing, rows);
        let reading = CellReading { field, signs, shift, missing };
        self.percents_beside_shares(&reading, data, column.index);
        rows.columns.push(self.column(&reading, &shifts, data, column.index, &mut rows.accepted));
        rows.only_counted.extend(self.only_counted.drain(..).map(|row| (row, place)));
        rows.stated_missing.extend(self.stated_missing.drain(..).map(|row| (row, place)));
        rows.rounded.extend(self.rounded.drain(..).map(|(row, exact)| ((row, place), exact)));
        if field.is_measure() && !has_unit && !self.form.has_lines() {
            self.bare_numbers(&reading, data, column.index);
        }
        self.printed(&reading, &shifts, place, column.index, totals);
        let unit = unit.filter(|_| !shifts.differ());
        SourceColumn {
            field: place,
            letters: column_letters(column.index),
            label: column.label.clone(),
            multiplier: unit.as_ref().and_then(|unit| unit.multiplier(field)),
            unit: unit.map(|unit| unit.text),
            signs,
            page: None,
        }
    }

    /// The values of a field that has no column: those of the sections, or none.
    pub(super) fn without_column(&self, field: &Field, data: &[DataRow<'a>]) -> Column {
        self.of_sections(field, data).unwrap_or_else(|| absent(field, data.len()))
    }

    fn column(
        &mut self,
        reading: &CellReading<'_>,
        shifts: &Shifts,
        data: &[DataRow<'a>],
        column: u32,
        accepted: &mut [bool],
    ) -> Column {
        let field = reading.field;
        let mut typed = Column::with_room(field, data.len());
        let mut reported: BTreeMap<Code, SaidOnce> = BTreeMap::new();
        let is_in_utc = field.kind == FieldType::Date && self.is_in_utc(data, column);
        for (index, row) in data.iter().enumerate() {
            let with_zone = match row.cell(column) {
                Cell::DateTime(at) if is_in_utc => Some(Cell::Text(other_zones::in_utc(*at))),
                _ => None,
            };
            let behind_part = self.value_behind_part(field, row.cell(column));
            let cell = with_zone.as_ref().or(behind_part.as_ref()).unwrap_or(row.cell(column));
            // Area and period cells are read by their own rules.
            let value = if field.is_kept_as_text() {
                let is_missing = reading.missing.cause_of(cell).is_some();
                Value::Text(if is_missing { String::new() } else { text::kept(&cell.display()) })
            } else {
                let reading = self.in_signs_of(reading, (row.index, column)).with_shift(shifts.of(row.index));
                let result = if self.form.has_lines() { reading.value_of_line(cell) } else { reading.value(cell) };
                if field.is_measure() {
                    // A value that people put in the place of what was sent is imputed (decision 0058).
                    let is_imputed = !result.value.is_missing() && self.sheet.sent_in(row.index, column).is_some();
                    typed.statuses.push(if is_imputed { Status::I.min(result.status) } else { result.status });
                } else if field.constraints.required && result.value.is_missing() && result.status != Status::O {
                    self.stated_missing.push(index);
                }
                if let Some(exact) = result.is_rounded().then(|| reading.exactly(cell, &result.value)).flatten() {
                    self.rounded.push((index, exact));
                }
                if let Some(mut fault) = result.fault.filter(|fault| !self.is_unseen_time(*fault, (row.index, column)))
                {
                    if self.form.schema.primary_key.contains(&field.name) {
                        fault = fault.where_needed();
                    }
                    let code = fault.code();
                    let is_decided = self.is_decided(code, (row.index, column), field);
                    if let Some(known) = reported.get_mut(&code).filter(|_| !is_decided) {
                        known.others += 1;
                        if let (true, Some(accepted)) = (known.quarantines, accepted.get_mut(index)) {
                            *accepted = false;
                        }
                    } else {
                        let finding = self.cell_finding(&reading, fault, cell, (row.index, column));
                        let row = index;
                        let Collected { index, quarantines } = match result.value {
                            Value::Missing => self.report_useless_row(finding, index, accepted),
                            _ => self.report_row(finding, index, accepted),
                        };
                        if index.is_none() && result.value.is_missing() {
                            self.only_counted.push(row);
                        }
                        // What a column does as a whole, and what keeps no row out, is said once.
                        let whole = code == Code::RoundsToNothing;
                        let once = matches!(code, Code::ExcessDigits | Code::UnitConverted | Code::RepairedText)
                            && !quarantines;
                        if let Some(finding) = index.filter(|_| (whole || once) && !is_decided) {
                            reported.insert(code, SaidOnce { finding, others: 0, quarantines });
                        }
                    }
                }
                result.value
            };
            typed.values.push(value);
        }
        for SaidOnce { finding, others, .. } in reported.into_values().filter(|known| known.others > 0) {
            if let Some(Finding { message, .. }) = self.findings.kept_mut().get_mut(finding) {
                *message = message!("finding-in-column", finding = &*message, others = others);
            }
        }
        typed
    }

    /// The value to choose from behind the words of a part: "Trồng trọt" of "Trong đó: Trồng trọt".
    fn value_behind_part(&self, field: &Field, cell: &Cell) -> Option<Cell> {
        if self.form.has_lines() || field.listed().is_empty() {
            return None;
        }
        let value = rows::behind_part_words(cell.as_text()?)?;
        let is_listed = field.listed().iter().any(|listed| text::name(listed) == text::name(value));
        is_listed.then(|| Cell::Text(value.into()))
    }

    /// True for the time of a day that its cell does not show: what everybody sees is the day.
    fn is_unseen_time(&self, fault: CellFault, at: (u32, u32)) -> bool {
        let shown = || {
            let shown = &self.sheet.shown;
            let first = shown.partition_point(|number| number.place < at);
            shown.get(first..).unwrap_or_default().iter().take_while(|number| number.place == at)
        };
        fault == CellFault::TimeOfDay && shown().any(|number| number.shows.hides_time)
    }

    /// True where a decision accepts a finding of this cell.
    fn is_decided(&self, code: Code, at: (u32, u32), field: &Field) -> bool {
        let severities = &self.form.severities;
        severities.accepts_any() && severities.acceptance(code, &self.location(at.0, Some(at.1), Some(field))).is_some()
    }

    /// The finding of a cell; its words are made where it will be kept.
    fn cell_finding(&self, reading: &CellReading<'_>, fault: CellFault, cell: &Cell, at: (u32, u32)) -> Finding {
        let location = self.location(at.0, Some(at.1), Some(reading.field));
        let weighed = |finding: Finding| match fault.is_of_a_remark() {
            true => finding.weighing(Severity::Warning, Disposition::Used),
            false => finding,
        };
        if self.findings.is_full(fault.code(), &location) {
            return weighed(Finding::new(fault.code(), location, Message::default()));
        }
        let finding = Finding::new(fault.code(), location, fault.message(reading, cell))
            .value(cell.display().into_owned())
            .expected(fault.expected(reading));
        let finding = weighed(finding);
        let repeated = || self.text_above(at).filter(|_| fault.is_repetition());
        match fault.suggestion(reading, cell).or_else(repeated) {
            Some(suggestion) => finding.suggestion(suggestion),
            None => finding,
        }
    }

    /// What the rows above say in a column, where signs stand for it.
    fn text_above(&self, (row, column): (u32, u32)) -> Option<String> {
        let above = self.data.iter().rev().filter(|data| data.index < row).map(|data| data.cell(column));
        let said = above.map(|cell| text::kept(&cell.display())).find(|text| !is_ditto(text))?;
        (!said.is_empty()).then_some(said)
    }

    /// The values that sections give to their rows, for a field that has no column.
    fn of_sections(&self, field: &Field, data: &[DataRow<'a>]) -> Option<Column> {
        let values = rows::values_of_sections(field, &rows::sections(self.grid(), &self.table.body));
        if field.is_measure() || values.is_empty() {
            return None;
        }
        let mut column = Column::with_room(field, data.len());
        for row in data {
            let section = rows::section_of(&self.table.body, row.index);
            let value = section.and_then(|section| values.get(&section));
            column.values.push(value.map_or(Value::Missing, |value| Value::Text(value.clone())));
        }
        Some(column)
    }
}

/// What was reported of a column as a whole.
struct SaidOnce {
    /// The index of the finding.
    finding: usize,
    /// How many other cells it is true of.
    others: usize,
    /// True where it keeps their rows out.
    quarantines: bool,
}

/// A field without a column: every value is missing.
fn absent(field: &Field, rows: usize) -> Column {
    let mut column = Column::with_room(field, rows);
    for _ in 0..rows {
        column.values.push(Value::Missing);
        if field.is_measure() {
            column.statuses.push(Status::O);
        }
    }
    column
}
