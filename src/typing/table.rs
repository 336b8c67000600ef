//! A located table to typed rows.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use crate::project::Project;
use crate::project::form::{Field, FieldType, Form, Role};
use crate::project::period::Period;
use crate::read::grid::{Cell, Grid, Sheet, address, cell_of, column_letters};
use crate::read::locate::Table;
use crate::read::period_text;
use crate::read::rows::{RowRole, TotalScope, is_code_field};
use crate::registry::UnitIndex;
use crate::registry::names::{Names, Sought};
use crate::typing::cell::{MissingTexts, Reading as CellReading};
use crate::typing::decimal::Decimal;
use crate::typing::hidden;
use crate::typing::lost_letter;
use crate::typing::number::{Signs, column_signs};
use crate::typing::reading::{SourceColumn, TypedTable};
use crate::typing::rows::{Column, Rows, Value};
use crate::typing::status::Status;
use crate::typing::unit_of_measure::{Reconciled, StatedMeasure, StatedUnit, declared, reconcile, stated};
use crate::validate::code::Code;
use crate::validate::finding::{Disposition, Finding, Location, Message, Severity};

/// A typed table, the totals printed on it, and what is wrong with its cells.
#[derive(Debug)]
pub struct Outcome {
    /// `None` where the table cannot be used at all: its period is unknown.
    pub table: Option<TypedTable>,
    pub totals: Vec<PrintedTotal>,
    pub findings: Vec<Finding>,
}

/// A total row as printed, with the rows that it speaks of.
#[derive(Debug)]
pub struct PrintedTotal {
    /// Row of the sheet, from 1.
    pub number: u32,
    /// The places of the rows that it sums.
    pub rows: Vec<usize>,
    /// For each measure with a column: the field, the cell and the printed amount.
    pub amounts: Vec<(usize, String, Decimal)>,
}

/// Types a table. Findings name the sheet and the cell, not the object.
pub fn type_table(project: &Project, names: &Names<'_>, sheet: &Sheet, table: &Table) -> Outcome {
    let form = &project.forms[table.form];
    let data = table.body.iter().filter(|row| row.role == RowRole::Data);
    let data = data.map(|row| DataRow { index: row.index, cells: sheet.grid.row(row.index) }).collect();
    let missing = MissingTexts::new(&form.schema.missing_values);
    let mut typing = Typing { project, form, sheet, table, data, missing: &missing, findings: Vec::new() };
    let (typed, totals) = typing.run(names);
    Outcome { table: typed, totals, findings: typing.findings }
}

/// A row of data, looked up once for all its columns.
#[derive(Clone, Copy)]
struct DataRow<'a> {
    /// Counts from 0.
    index: u32,
    cells: &'a [(u32, Cell)],
}

impl<'a> DataRow<'a> {
    fn cell(&self, column: u32) -> &'a Cell {
        cell_of(self.cells, column)
    }
}

struct Typing<'a> {
    project: &'a Project,
    form: &'a Form,
    sheet: &'a Sheet,
    table: &'a Table,
    data: Vec<DataRow<'a>>,
    missing: &'a MissingTexts<'a>,
    findings: Vec<Finding>,
}

impl<'a> Typing<'a> {
    fn run(&mut self, names: &Names<'_>) -> (Option<TypedTable>, Vec<PrintedTotal>) {
        let data = self.data.clone();
        let head_period = self.head_period();
        let Some(periods) = self.periods(&data, head_period) else { return (None, Vec::new()) };
        let mut rows = Rows {
            number: data.iter().map(|row| row.index + 1).collect(),
            unit: vec![None; data.len()],
            accepted: vec![true; data.len()],
            columns: Vec::with_capacity(self.form.schema.fields.len()),
            period: periods,
            lines: Vec::new(),
        };
        self.hidden(&data, &mut rows);
        let mut columns = Vec::new();
        let mut totals = self.total_rows(&data);
        let measured: Vec<StatedMeasure> =
            self.table.columns.iter().filter_map(|column| declared(&self.form.schema.fields[column.field?])).collect();
        let fits_none = |unit: Option<StatedUnit>| unit.is_some_and(|unit| !measured.contains(&unit.measure));
        for (place, field) in self.form.schema.fields.iter().enumerate() {
            let column = self.table.columns.iter().find(|column| column.field == Some(place));
            let Some(column) = column else {
                rows.columns.push(absent(field, data.len()));
                continue;
            };
            let stated_text =
                column.unit.clone().or_else(|| self.table.head.unit.as_ref().map(|unit| unit.text.clone()));
            let unit = stated_text.as_deref().and_then(stated);
            let shift =
                self.unit_shift(field, unit, column.unit.is_some() || fits_none(unit), &data, column.index, &mut rows);
            let reading =
                CellReading { field, signs: self.signs(field, &data, column.index), shift, missing: self.missing };
            rows.columns.push(self.column(&reading, &data, column.index, &mut rows.accepted));
            self.printed(&reading, place, column.index, &mut totals);
            columns.push(SourceColumn {
                field: place,
                letters: column_letters(column.index),
                label: column.label.clone(),
                unit: stated_text.filter(|_| field.is_measure()),
                multiplier: unit.filter(|_| field.is_measure()).map(|unit| unit.multiplier),
            });
        }
        let sender = self.sender(names, &rows, head_period);
        self.areas(names, &data, sender, &mut rows);
        let table = TypedTable {
            form: self.table.form,
            sheet: self.sheet.name.clone(),
            period: head_period,
            sender,
            revision: self.table.head.revision.as_ref().map_or(1, |revision| revision.number),
            first_row: self.table.first_row + 1,
            last_row: self.table.last_row + 1,
            columns,
            rows,
        };
        (Some(table), totals)
    }

    fn grid(&self) -> &'a Grid {
        &self.sheet.grid
    }

    /// A location on this sheet; rows and columns count from 0.
    fn location(&self, row: u32, column: Option<u32>, field: Option<&Field>) -> Location {
        Location {
            sheet: (!self.sheet.name.is_empty()).then(|| self.sheet.name.clone()),
            cell: column.map(|column| address(row, column)),
            row: Some(row + 1),
            form: Some(self.form.name.clone()),
            field: field.map(|field| field.name.clone()),
            ..Location::default()
        }
    }

    /// Adds a finding; an error in a row keeps the row out.
    fn report(&mut self, mut finding: Finding, row: Option<(usize, &mut [bool])>) {
        if let Some(&severity) = self.form.severities.get(&finding.code) {
            finding.severity = severity;
            finding.disposition = match severity {
                Severity::Error => Disposition::Quarantined,
                Severity::Warning => Disposition::Used,
            };
        }
        if let (true, Some((row, accepted))) = (finding.quarantines(), row)
            && let Some(accepted) = accepted.get_mut(row)
        {
            *accepted = false;
        }
        self.findings.push(finding);
    }

    /// Says which rows and columns are hidden.
    fn hidden(&mut self, data: &[DataRow<'a>], rows: &mut Rows) {
        let indices: Vec<u32> = data.iter().map(|row| row.index).collect();
        for (finding, places) in hidden::check(self.form, self.sheet, self.table, &indices) {
            if self.form.severities.get(&finding.code) == Some(&Severity::Error) {
                places.into_iter().for_each(|place| rows.quarantine(place));
            }
            self.report(finding, None);
        }
    }

    fn head_period(&self) -> Option<Period> {
        let found = self.table.head.period.as_ref()?;
        period_text::parse(&found.text).filter(|period| period.frequency() == self.form.form.frequency)
    }

    /// The period of each row: of its own cell where there is one, else of the head. `None`, with a finding, where the table
    /// has no period at all.
    fn periods(&mut self, data: &[DataRow<'a>], head: Option<Period>) -> Option<Vec<Option<Period>>> {
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
            Some(found) => self.location(found.row, Some(found.column), None),
            None => Location { cell: None, row: None, ..self.location(self.table.header_row, None, None) },
        };
        let written = self.table.head.period.as_ref().map_or(String::new(), |found| found.text.clone());
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
    fn period_of(&self, day: NaiveDate) -> Option<Period> {
        let reporting = &self.form.form;
        (1901..=2199).contains(&day.year()).then(|| Period::containing(day, reporting.frequency, reporting.calendar))
    }

    fn cell_period(&self, cell: &Cell) -> Option<Period> {
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

    /// The signs of a column's text numbers, and a warning where they are not the declared ones.
    fn signs(&mut self, field: &'a Field, data: &[DataRow<'a>], column: u32) -> Signs {
        let (group, decimal) = self.project.settings.language.number_signs();
        let declared =
            Signs { group: field.group_char.unwrap_or(group), decimal: field.decimal_char.unwrap_or(decimal) };
        // Lines pass piece by piece: no column of theirs is ever seen as a whole.
        if !matches!(field.kind, FieldType::Integer | FieldType::Number) || self.form.has_lines() {
            return declared;
        }
        let texts = data.iter().filter_map(move |row| row.cell(column).as_text());
        let signs = column_signs(texts, declared);
        if signs != declared {
            let row = data.first().map_or(self.table.header_row, |row| row.index);
            let finding = Finding::new(
                Code::NumberFormat,
                self.location(row, Some(column), Some(field)),
                Message::new(
                    format!(
                        "Cả cột viết số với dấu thập phân “{}”, khác khai báo “{}”",
                        signs.decimal, declared.decimal
                    ),
                    format!(
                        "the whole column writes its decimals with “{}”, not with “{}”",
                        signs.decimal, declared.decimal
                    ),
                ),
            );
            self.report(finding.expected(format!("1{group}234{decimal}5")), None);
        }
        signs
    }

    /// The power of ten between the stated unit and the field's.
    fn unit_shift(
        &mut self,
        field: &Field,
        unit: Option<StatedUnit>,
        speaks_of_it: bool,
        data: &[DataRow<'a>],
        column: u32,
        rows: &mut Rows,
    ) -> i32 {
        let Some(unit) = unit.filter(|_| field.is_measure()) else { return 0 };
        match reconcile(unit, field, speaks_of_it) {
            Reconciled::Same => 0,
            Reconciled::Shift(shift) => {
                let finding = Finding::new(
                    Code::UnitConverted,
                    self.location(self.table.header_row, Some(column), Some(field)),
                    Message::new(
                        format!("Đơn vị tính của bảng khác của biểu; mỗi số được nhân với 10^{shift}"),
                        format!(
                            "the table states another multiplier than the form; each number is multiplied by 10^{shift}"
                        ),
                    ),
                );
                self.report(finding, None);
                shift
            }
            Reconciled::Contradiction => {
                let finding = Finding::new(
                    Code::UnitMismatch,
                    self.location(self.table.header_row, Some(column), Some(field)),
                    Message::new(
                        "Đơn vị tính của cột mâu thuẫn với biểu; các dòng của bảng bị loại".to_owned(),
                        "the unit of measure of the column contradicts the form; the rows of the table are quarantined"
                            .to_owned(),
                    ),
                );
                let quarantines = self.form.severities.get(&Code::UnitMismatch) != Some(&Severity::Warning);
                if quarantines {
                    (0..data.len()).for_each(|row| rows.quarantine(row));
                }
                self.report(finding.expected(field.unit.clone().unwrap_or_default()), None);
                0
            }
        }
    }

    fn column(
        &mut self,
        reading: &CellReading<'_>,
        data: &[DataRow<'a>],
        column: u32,
        accepted: &mut [bool],
    ) -> Column {
        let field = reading.field;
        let mut typed = Column::empty(field);
        for (place, row) in data.iter().enumerate() {
            let cell = row.cell(column);
            // Area and period cells are read by their own rules.
            let value = if matches!(field.role, Some(Role::Area | Role::Period | Role::Ordinal)) {
                Value::Text(cell.display().trim().to_owned())
            } else {
                let result = reading.value(cell);
                if field.is_measure() {
                    typed.statuses.push(result.status);
                }
                if let Some(fault) = result.fault {
                    let location = self.location(row.index, Some(column), Some(field));
                    let finding = Finding::new(fault.code, location, fault.message);
                    let finding = finding.value(cell.display().into_owned()).expected(fault.expected);
                    self.report(finding, Some((place, accepted)));
                }
                result.value
            };
            typed.values.push(value);
        }
        typed
    }

    /// The unit that the head names as its sender; a warning where it names none of the map. A form without areas is the
    /// province's.
    fn sender(&mut self, names: &Names<'_>, rows: &Rows, head: Option<Period>) -> Option<UnitIndex> {
        let province = (!self.form.has_areas()).then_some(self.project.province);
        let period = head.or_else(|| rows.period.iter().copied().flatten().next())?;
        let day = period.end(self.form.form.calendar);
        let Some(found) = &self.table.head.sender else { return province };
        let named = names.sender(&found.text, day);
        if named.is_none() && province.is_none() {
            let finding = Finding::new(
                Code::UnknownSender,
                self.location(found.row, Some(found.column), None),
                Message::new(
                    format!(
                        "“{}” không phải là đơn vị hành chính ngày {day}; đơn vị gửi được suy từ các dòng",
                        found.text
                    ),
                    format!("“{}” is no unit on {day}; the sender is told by the rows", found.text),
                ),
            );
            self.report(finding.value(found.text.clone()).suggestion("UBND huyện … · UBND xã …"), None);
        }
        named.or(province)
    }

    /// The unit of each row.
    fn areas(&mut self, names: &Names<'_>, data: &[DataRow<'a>], sender: Option<UnitIndex>, rows: &mut Rows) {
        if !self.form.has_areas() {
            rows.unit.fill(Some(self.project.province));
            for (place, row) in data.iter().enumerate() {
                if rows.period[place].is_none() {
                    self.no_period(row.index, place, &mut rows.accepted);
                }
            }
            return;
        }
        let keys = &self.form.schema.primary_key;
        let mut code_column = None;
        let mut name_column = None;
        let area_fields: Vec<(usize, &Field)> =
            self.form.schema.fields.iter().enumerate().filter(|(_, field)| field.role == Some(Role::Area)).collect();
        for (place, field) in &area_fields {
            let column =
                self.table.columns.iter().find(|column| column.field == Some(*place)).map(|column| column.index);
            // A form of lines has no key to tell the code by.
            let named_code = self.form.has_lines() && is_code_field(&field.name, field.title.as_deref());
            let is_code = area_fields.len() == 2 && (keys.contains(&field.name) || named_code);
            if is_code { code_column = column.or(code_column) } else { name_column = column.or(name_column) }
        }
        // A place is looked up once, however many lines speak of it.
        let mut known: HashMap<(&str, &str, Period), UnitIndex> = HashMap::new();
        for (place, row) in data.iter().enumerate() {
            let Some(period) = rows.period[place] else {
                self.no_period(row.index, place, &mut rows.accepted);
                continue;
            };
            let row = *row;
            let cell = |column: Option<u32>| column.map(|column| row.cell(column));
            let (code_cell, name_cell) = (cell(code_column), cell(name_column));
            let as_key = |cell: Option<&'a Cell>| cell.map_or(Some(""), Cell::as_text);
            let written = as_key(code_cell).zip(as_key(name_cell)).map(|(code, name)| (code, name, period));
            if let Some(unit) = written.and_then(|written| known.get(&written)) {
                rows.unit[place] = Some(*unit);
                continue;
            }
            let text = |cell: Option<&Cell>| cell.map(|cell| cell.display().trim().to_owned());
            let (mut code, mut name) = (text(code_cell), text(name_cell));
            // A form with one area field holds codes or names.
            if area_fields.len() == 1
                && name.as_deref().is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_digit()))
            {
                std::mem::swap(&mut code, &mut name);
            }
            let day = period.end(self.form.form.calendar);
            let sought = Sought {
                code: code.as_deref(),
                name: name.as_deref(),
                day,
                levels: self.form.form.reports.on(day),
                sender,
            };
            match names.resolve(&sought) {
                Ok(unit) => {
                    known.extend(written.map(|written| (written, unit)));
                    rows.unit[place] = Some(unit);
                }
                Err(fault) => {
                    let lost = lost_letter::unit(self.sheet, names, &sought);
                    let repaired = lost.map(|unit| &self.project.registry.units[unit]);
                    let (code_of, message) = match (repaired, &name) {
                        (Some(unit), Some(name)) => (Code::LostLetter, lost_letter::message(name, unit)),
                        _ => (fault.code, fault.message),
                    };
                    let location = self.location(row.index, name_column.or(code_column), None);
                    let mut finding = Finding::new(code_of, location, message);
                    finding.location.time_period = Some(period.to_string());
                    finding.value = name.or(code);
                    finding.suggestion = repaired.map(|unit| unit.name.clone()).or(fault.suggestion);
                    self.report(finding, Some((place, &mut rows.accepted)));
                    rows.unit[place] = lost;
                    if lost.is_some() {
                        continue;
                    }
                    // Without a unit a row counts nowhere, whatever the severity.
                    rows.accepted[place] = false;
                }
            }
        }
    }

    fn no_period(&mut self, row: u32, place: usize, accepted: &mut [bool]) {
        let frequency = self.form.form.frequency;
        let (length, thing, example) = (frequency.in_vietnamese(), frequency.name(), frequency.example());
        let finding = Finding::new(
            Code::UnknownPeriod,
            self.location(row, None, None),
            Message::new(
                format!("Dòng không ghi kỳ báo cáo đọc được; biểu này báo cáo theo {length}, hãy ghi như gợi ý"),
                format!("the row names no {thing} that could be read; write it as suggested"),
            ),
        );
        let finding = finding.expected(format!("{length} · {thing}")).suggestion(example);
        self.findings.push(finding.severity(Severity::Error, Disposition::Quarantined));
        if let Some(accepted) = accepted.get_mut(place) {
            *accepted = false;
        }
    }

    /// The total rows and the data rows that each speaks of.
    fn total_rows(&self, data: &[DataRow<'a>]) -> Vec<PrintedTotal> {
        let section_of = |index: u32| self.table.body.iter().find(|row| row.index == index).and_then(|row| row.section);
        self.table
            .body
            .iter()
            .filter_map(|row| match row.role {
                RowRole::Total(scope) => Some((row, scope)),
                _ => None,
            })
            .map(|(row, scope)| {
                let speaks_of = |index: u32| match scope {
                    TotalScope::Table => true,
                    TotalScope::Section => section_of(index) == row.section,
                };
                let rows =
                    data.iter().enumerate().filter(|(_, row)| speaks_of(row.index)).map(|(place, _)| place).collect();
                PrintedTotal { number: row.index + 1, rows, amounts: Vec::new() }
            })
            .collect()
    }

    /// Reads the printed amounts of one column.
    fn printed(&self, reading: &CellReading<'_>, place: usize, column: u32, totals: &mut [PrintedTotal]) {
        if !reading.field.is_measure() {
            return;
        }
        for total in totals {
            let cell = self.grid().get(total.number - 1, column);
            if let Some(amount) = reading.value(cell).value.decimal() {
                total.amounts.push((place, address(total.number - 1, column), amount));
            }
        }
    }
}

/// A field without a column: every value is missing.
fn absent(field: &Field, rows: usize) -> Column {
    let mut column = Column::empty(field);
    for _ in 0..rows {
        column.values.push(Value::Missing);
        if field.is_measure() {
            column.statuses.push(Status::O);
        }
    }
    column
}
