//! A located table to typed rows.

mod areas;
mod bare_numbers;
mod blank_table;
mod broken_head;
mod calendar_days;
mod columns_of_periods;
mod doubtful_areas;
mod exchanged_days;
mod fields;
mod marked_rows;
pub mod marks_among_words;
mod measures;
mod members_of_units;
mod merged_values;
mod month_first;
mod multipliers;
mod notes_beside_rows;
mod odd_periods;
mod open_sections;
mod other_figures;
mod other_zones;
mod own_lines;
mod period_conflicts;
mod periods;
mod reports;
mod row_units;
mod rows_named_singly;
mod said_sums;
pub mod shares;
mod stated_areas;
mod totals;
mod typed_column;
mod words_beside_names;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::findings::collector::Collector;
use crate::findings::finding::Finding;
use crate::locate::rows::RowRole;
use crate::locate::{LabelledColumn, Table};
use crate::project::Project;
use crate::project::written::form::{Field, Form};
use crate::registry::names::Names;
use crate::sheet::grid::{Cell, Grid, Sheet, cell_of};
use crate::typing::hidden;
use crate::typing::missing_texts::MissingTexts;
use crate::typing::reading::TypedTable;
use crate::typing::rows::Rows;
use crate::typing::unit_of_measure::declared;
use crate::values::decimal::Decimal;
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
    /// True where it has fewer digits than its cell.
    pub rounded: bool,
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
        rounded: Vec::new(),
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
    /// The rows of that column whose value has fewer digits than its cell, each with what the cell says.
    rounded: Vec<(usize, Decimal)>,
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
            rounded: BTreeMap::new(),
            of_ended_units: BTreeMap::new(),
            on_pages: Vec::new(),
            said_sums: self.said_sums(&data),
            marks: BTreeMap::new(),
        };
        self.period_conflicts(&data, head_period, &mut rows);
        self.columns_of_periods(&data, &mut rows);
        self.calendar_days(&data, &rows);
        self.periods_of_other_zones(&data);
        self.words_beside_periods(&data, &mut rows);
        self.other_figures(&data, &mut rows);
        self.lines_of_own_figures(&data, head_period, &mut rows);
        self.marked_rows(&data, &mut rows);
        self.notes_beside_rows(&data, head_period, &mut rows);
        self.multipliers_alone(&data, &mut rows);
        self.hidden(&data, &mut rows);
        self.merged_values(&data, &mut rows);
        let mut totals = self.total_rows(&data);
        let fields = self.fields(&data, &mut rows);
        let without_unit = fields.iter().find(|of| of.needs_a_unit()).map(|of| of.field);
        self.broken_head(without_unit, &mut rows);
        let writing = self.writing(&data, &fields);
        let mut columns = Vec::new();
        for (of, missing) in fields.into_iter().zip(self.missing) {
            match of.column {
                Some(column) => columns.push(self.typed(of, column, missing, writing, (&data, &mut rows), &mut totals)),
                None => rows.columns.push(self.without_column(of.field, &data)),
            }
        }
        let sender = self.sender(names, &rows, head_period);
        self.areas(names, &data, sender, &mut rows);
        self.odd_periods(&data, &mut rows);
        self.month_first(&data, &mut rows);
        self.exchanged_days(&data);
        self.marks_among_words(&data, &mut rows);
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

    fn is_measure(&self, column: &LabelledColumn) -> bool {
        column.field.and_then(|field| self.form.schema.fields.get(field)).is_some_and(Field::is_measure)
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

    /// Says which rows and columns are hidden.
    fn hidden(&mut self, data: &[DataRow<'a>], rows: &mut Rows) {
        let indices: Vec<u32> = data.iter().map(|row| row.index).collect();
        for (finding, places) in hidden::check(self.form, self.sheet, self.table, &indices) {
            self.report_rows(finding, places, rows);
        }
    }
}
