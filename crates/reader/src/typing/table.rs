//! A located table to typed rows.

mod areas;
mod bare_numbers;
mod broken_head;
mod calendar_days;
mod doubtful_areas;
mod measures;
mod merged_values;
mod month_first;
mod odd_periods;
mod open_sections;
mod other_figures;
mod other_zones;
mod own_lines;
mod period_conflicts;
mod periods;
mod row_units;
pub mod shares;
mod stated_areas;
mod totals;
mod words_beside_names;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::findings::code::Code;
use crate::findings::collector::{Collected, Collector};
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::findings::severity::{Disposition, Severity};
use crate::locate::head::HeadText;
use crate::locate::rows::RowRole;
use crate::locate::{LabelledColumn, Table, rows};
use crate::message;
use crate::project::Project;
use crate::project::written::form::{Field, FieldType, Form};
use crate::registry::names::Names;
use crate::sheet::address::{address, column_letters};
use crate::sheet::grid::{Cell, Grid, Sheet, cell_of};
use crate::typing::cell::ColumnReading as CellReading;
use crate::typing::cell_fault::CellFault;
use crate::typing::hidden;
use crate::typing::missing_texts::MissingTexts;
use crate::typing::reading::{SourceColumn, TypedTable};
use crate::typing::rows::{Column, Rows, Value};
use crate::typing::unit_of_measure::declared;
use crate::values::decimal::Decimal;
use crate::values::status::Status;
use crate::values::text;
use crate::words::left_over::TableMeasures;
use crate::words::unit_text::{is_ditto, perhaps_stated};
use row_units::Shifts;
use shares::Shares;

/// A typed table, the totals printed on it, and what is wrong with its cells.
#[derive(Debug)]
pub struct Outcome {
    /// `None` where the table cannot be used at all: its period is unknown.
    pub table: Option<TypedTable>,
    pub totals: Vec<PrintedTotal>,
    /// No measure of the table holds anything: all its rows are quarantined, and this is all there is to say of them. It is
    /// not among the findings: how much it weighs depends on the other tables of the file.
    pub blank: Option<Finding>,
    pub findings: Collector,
    /// What columns of percents hold, where the rows are lines: all lines of an export together say whether it is
    /// reported.
    pub shares: Vec<Shares>,
}

/// A total row as printed, with the rows that it speaks of.
#[derive(Debug)]
pub struct PrintedTotal {
    /// Row of the sheet, from 1.
    pub number: u32,
    /// Sets of rows that it may sum, each as ranges of indices; more than one where its position does not decide, the
    /// likeliest first.
    pub speaks_of: Vec<Vec<Range<usize>>>,
    /// For each measure with a column.
    pub amounts: Vec<PrintedAmount>,
}

/// One amount of a total row.
#[derive(Debug)]
pub struct PrintedAmount {
    /// Index in the form's fields.
    pub field: usize,
    /// A1 notation.
    pub cell: String,
    /// In the form's unit.
    pub amount: Decimal,
    /// The power of ten by which the amount as printed was multiplied.
    pub shift: i32,
}

/// Types a table; `missing` holds the texts for missing values of each field of its form. Findings name the sheet and the cell, not the object.
pub fn type_table(
    project: &Project,
    names: &Names<'_>,
    missing: &[MissingTexts<'_>],
    sheet: &Sheet,
    table: &Table,
) -> Outcome {
    let form = &project.forms[table.form];
    let data = table.body.iter().filter(|row| row.role == RowRole::Data);
    let data = data.map(|row| DataRow { index: row.index, cells: sheet.grid.row(row.index) }).collect();
    let mut typing = Typing {
        project,
        form,
        sheet,
        table,
        data,
        missing,
        reported_units: BTreeSet::new(),
        of_other_map: false,
        not_of_period: BTreeSet::new(),
        by_turns: BTreeSet::new(),
        findings: Collector::new(),
        only_counted: Vec::new(),
        stated_missing: Vec::new(),
        shares: Vec::new(),
    };
    let (mut typed, totals) = typing.run(names);
    let blank = match (typing.blank_table(), &mut typed) {
        (Some(_), Some(_)) if table.is_page => {
            typing.report_blank_page();
            None
        }
        (Some(first), Some(typed)) => Some(typing.report_only_that_it_is_blank(first, &mut typed.rows)),
        _ => None,
    };
    Outcome { blank, table: typed, totals, findings: typing.findings, shares: typing.shares }
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
    /// Of each field, in the form's order.
    missing: &'a [MissingTexts<'a>],
    /// Units that were reported, with the power of ten they ask for; 0 where they were not understood.
    reported_units: BTreeSet<(String, i32)>,
    /// True where the head names a sender that other maps have, and that of the period has not.
    of_other_map: bool,
    /// The rows, by their place among the data, that are kept out as those of another period or of the plan.
    not_of_period: BTreeSet<usize>,
    /// The rows of the sheet that say by turns whose figures they hold: a unit has several of them.
    by_turns: BTreeSet<u32>,
    findings: Collector,
    /// The rows of the column that is being read whose faults were only counted.
    only_counted: Vec<usize>,
    /// The rows of that column whose value is missing for a stated cause.
    stated_missing: Vec<usize>,
    shares: Vec<Shares>,
}

impl<'a> Typing<'a> {
    fn run(&mut self, names: &Names<'_>) -> (Option<TypedTable>, Vec<PrintedTotal>) {
        let data = self.data.clone();
        let head_period = self.head_period();
        let Some(periods) = self.periods(&data, head_period) else {
            // What nobody computed may be the period.
            self.broken_head(None, &mut Rows::empty(self.form));
            return (None, Vec::new());
        };
        let mut rows = Rows {
            number: data.iter().map(|row| row.index + 1).collect(),
            unit: vec![None; data.len()],
            accepted: vec![true; data.len()],
            columns: Vec::with_capacity(self.form.schema.fields.len()),
            period: periods,
            lines: Vec::new(),
            only_counted: BTreeSet::new(),
            stated_missing: BTreeSet::new(),
            on_pages: Vec::new(),
        };
        self.period_conflicts(&data, head_period, &mut rows);
        self.calendar_days(&data, &rows);
        self.periods_of_other_zones(&data);
        self.words_beside_periods(&data, &mut rows);
        self.other_figures(&data, &mut rows);
        self.lines_of_own_figures(&data, head_period, &mut rows);
        self.hidden(&data, &mut rows);
        self.merged_values(&data, &mut rows);
        let mut columns = Vec::new();
        let mut totals = self.total_rows(&data);
        let row_units = self.row_units();
        let notes = [self.mentioned_unit(), self.unit_of_a_note(), self.unit_beside_a_row()];
        let measured = self.measures(&data);
        let column_of = |place: usize| self.table.columns.iter().find(|column| column.field == Some(place));
        let fields: Vec<(usize, &Field, Option<&LabelledColumn>)> =
            self.form.schema.fields.iter().enumerate().map(|(place, field)| (place, field, column_of(place))).collect();
        // How a number may be written depends on the unit that it is written in.
        let mut units = Vec::with_capacity(fields.len());
        for (_, field, column) in &fields {
            let named =
                column.and_then(|column| self.named_unit(column, field, &measured)).filter(|_| field.is_measure());
            let shift = match (&named, column) {
                (Some(named), Some(column)) => {
                    notes.iter().flatten().for_each(|note| self.compare_stated_with_note(field, named, note));
                    self.unit_shift(field, named, &data, column.index, &mut rows)
                }
                (None, Some(_)) => {
                    notes.iter().flatten().for_each(|note| self.compare_with_note(field, note));
                    0
                }
                _ => 0,
            };
            let shifts = match column {
                Some(_) => self.shifts(field, shift, &row_units, &measured, &mut rows),
                None => Shifts::default(),
            };
            units.push((named, shift, shifts));
        }
        let without_unit = fields.iter().zip(&units).find(|((_, field, column), (named, _, shifts))| {
            let is_stated = named.as_ref().is_some_and(|named| named.multiplier(field).is_some()) || shifts.differ();
            column.is_some() && field.is_measure() && broken_head::needs_a_unit(field) && !is_stated
        });
        let without_unit = without_unit.map(|((_, field, _), _)| *field);
        self.broken_head(without_unit, &mut rows);
        let columns_with_shifts = fields
            .iter()
            .zip(&units)
            .filter_map(|((_, field, column), (_, _, shifts))| Some((*field, column.as_ref()?.index, shifts)));
        let writing = self.writing(&data, columns_with_shifts);
        let all = fields.into_iter().zip(units).zip(self.missing);
        for (((place, field, column), (named, shift, shifts)), missing) in all {
            let Some(column) = column else {
                rows.columns.push(self.of_sections(field, &data).unwrap_or_else(|| absent(field, data.len())));
                continue;
            };
            let signs = self.signs(field, &data, (column.index, &shifts), writing, &mut rows);
            let reading = CellReading { field, signs, shift, missing };
            self.percents_beside_shares(&reading, &data, column.index);
            rows.columns.push(self.column(&reading, &shifts, &data, column.index, &mut rows.accepted));
            rows.only_counted.extend(self.only_counted.drain(..).map(|row| (row, place)));
            rows.stated_missing.extend(self.stated_missing.drain(..).map(|row| (row, place)));
            let is_stated = named.as_ref().is_some_and(|named| named.multiplier(field).is_some()) || shifts.differ();
            if field.is_measure() && !is_stated && !self.form.has_lines() {
                self.bare_numbers(&reading, &data, column.index);
            }
            self.printed(&reading, &shifts, place, column.index, &mut totals);
            let named = named.filter(|_| !shifts.differ());
            columns.push(SourceColumn {
                field: place,
                letters: column_letters(column.index),
                label: column.label.clone(),
                multiplier: named.as_ref().and_then(|named| named.multiplier(field)),
                unit: named.map(|named| named.text),
                signs,
                page: None,
            });
        }
        let sender = self.sender(names, &rows, head_period);
        self.areas(names, &data, sender, &mut rows);
        self.odd_periods(&data, &mut rows);
        self.month_first(&data, &mut rows);
        self.forget_periods_of_others(&mut rows);
        let table = TypedTable {
            form: self.table.form,
            sheet: self.sheet.name.clone(),
            period: head_period,
            period_at: self.period_at(head_period),
            sender,
            revision: self.table.head.revision.as_ref().map_or(1, |revision| revision.number),
            first_row: self.table.first_row + 1,
            last_row: self.table.last_row + 1,
            columns,
            rows,
            pages: Vec::new(),
        };
        (Some(table), totals)
    }

    /// What the columns of the table measure.
    fn measures(&self, data: &[DataRow<'a>]) -> TableMeasures {
        let mut measures = TableMeasures::default();
        for column in &self.table.columns {
            let field = column.field.and_then(|field| self.form.schema.fields.get(field));
            let Some(measured) = field.and_then(declared) else {
                // A column that nobody filled in may be one of numbers.
                let may_be_number = |cell: &Cell| {
                    let has_words = |text: &str| text.chars().filter(|sign| sign.is_alphabetic()).nth(1).is_some();
                    cell.is_figure() || !cell.as_text().is_some_and(has_words)
                };
                let of_numbers = || data.iter().all(|row| may_be_number(row.cell(column.index)));
                let is_other = field.is_some_and(Field::is_measure) || field.is_none() && !is_remark(&column.label);
                measures.has_others |= is_other && of_numbers();
                continue;
            };
            measures.all.push(measured);
            let states_its_own = column.unit.as_ref().is_some_and(|unit| !perhaps_stated(unit).is_empty());
            if !states_its_own {
                measures.unlabelled.push(measured);
            }
        }
        measures
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

    /// The first row of a table of two rows or more in which no measure holds anything: a form not filled in yet.
    fn blank_table(&self) -> Option<u32> {
        let measures: Vec<u32> =
            self.table.columns.iter().filter(|column| self.is_measure(column)).map(|column| column.index).collect();
        let blank = |row: &DataRow<'_>| measures.iter().all(|column| row.cell(*column).is_blank());
        let found =
            !self.form.has_lines() && !measures.is_empty() && self.data.len() > 1 && self.data.iter().all(blank);
        self.data.first().filter(|_| found).map(|row| row.index)
    }

    fn is_measure(&self, column: &LabelledColumn) -> bool {
        column.field.and_then(|field| self.form.schema.fields.get(field)).is_some_and(Field::is_measure)
    }

    /// Of a table that nobody has filled in nothing else is said of its rows.
    fn report_only_that_it_is_blank(&mut self, first: u32, rows: &mut Rows) -> Finding {
        self.findings.only(|finding| finding.location.row.is_none_or(|row| row <= first));
        self.findings.forget_others();
        (0..rows.len()).for_each(|row| rows.quarantine(row));
        let count = self.data.len();
        Finding::new(Code::BlankTable, self.location(first, None, None), message!("blank-table.blank", rows = count))
    }

    /// The other pages of a form are filled in: what is blank on this one is missing there.
    fn report_blank_page(&mut self) {
        let message = message!("blank-table.page", rows = self.data.len());
        let labels = self.location(self.table.header_row, None, None);
        let finding = Finding::new(Code::BlankTable, labels, message);
        self.report(finding.weighing(Severity::Warning, Disposition::Used));
    }

    /// The cell of a code, a name or a period: blank where it holds a text that stands for a missing value.
    fn stated(&self, column: u32, cell: &'a Cell) -> &'a Cell {
        static BLANK: Cell = Cell::Empty;
        if self.missing_in(column).is_some_and(|missing| missing.cause_of(cell).is_some()) { &BLANK } else { cell }
    }

    /// The texts that stand for a missing value in a column.
    fn missing_in(&self, column: u32) -> Option<&'a MissingTexts<'a>> {
        let field = self.table.columns.iter().find(|labelled| labelled.index == column);
        field.and_then(|labelled| self.missing.get(labelled.field?))
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

    /// The location of a text of the head.
    fn location_of(&self, found: &HeadText) -> Location {
        let (row, column) = found.cell.unzip();
        let location = self.location(row.unwrap_or_default(), column, None);
        let row = location.row.filter(|_| row.is_some());
        Location { row, sheet: found.sheet.clone().or(location.sheet.clone()), ..location }
    }

    /// Adds a finding about the table or a column.
    fn report(&mut self, finding: Finding) {
        self.findings.push(finding, &self.form.severities);
    }

    /// Adds a finding about a row; an error keeps the row out.
    fn report_row(&mut self, finding: Finding, row: usize, accepted: &mut [bool]) -> Collected {
        let collected = self.findings.push_on_row(finding, &self.form.severities);
        if let (true, Some(accepted)) = (collected.quarantines, accepted.get_mut(row)) {
            *accepted = false;
        }
        collected
    }

    /// Adds a finding about a row without a value that it needs: no decision lets it through.
    fn report_useless_row(&mut self, finding: Finding, row: usize, accepted: &mut [bool]) -> Collected {
        let collected = self.findings.push_on_useless_row(finding, &self.form.severities);
        if let (true, Some(accepted)) = (collected.quarantines, accepted.get_mut(row)) {
            *accepted = false;
        }
        collected
    }

    /// Adds a finding about a row without a unit or a period, and keeps the row out, whatever is declared.
    fn report_unplaced_row(&mut self, finding: Finding, row: usize, accepted: &mut [bool]) {
        self.findings.push_on_unplaced_row(finding);
        if let Some(accepted) = accepted.get_mut(row) {
            *accepted = false;
        }
    }

    /// Adds a finding about several rows; an error keeps them out.
    fn report_rows(&mut self, finding: Finding, places: impl IntoIterator<Item = usize>, rows: &mut Rows) {
        if self.findings.push_on_row(finding, &self.form.severities).quarantines {
            places.into_iter().for_each(|row| rows.quarantine(row));
        }
    }

    /// Says which rows and columns are hidden.
    fn hidden(&mut self, data: &[DataRow<'a>], rows: &mut Rows) {
        let indices: Vec<u32> = data.iter().map(|row| row.index).collect();
        for (finding, places) in hidden::check(self.form, self.sheet, self.table, &indices) {
            self.report_rows(finding, places, rows);
        }
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
                let result = reading.value(cell);
                if field.is_measure() {
                    // A value that people put in the place of what was sent is imputed (decision 0058).
                    let is_imputed = !result.value.is_missing() && self.sheet.sent_in(row.index, column).is_some();
                    typed.statuses.push(if is_imputed { Status::I.min(result.status) } else { result.status });
                } else if field.constraints.required && result.value.is_missing() && result.status != Status::O {
                    self.stated_missing.push(index);
                }
                if let Some(mut fault) = result.fault {
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
}

/// True for the label of a column that holds no figures whoever wrote it.
fn is_remark(label: &str) -> bool {
    const REMARKS: [&str; 6] = ["ghi chú", "stt", "tt", "số tt", "số thứ tự", "chú thích"];
    REMARKS.contains(&text::name(label).as_str())
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
