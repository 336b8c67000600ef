//! What the reader sees in a file, as an answer: its sheets, its tables, where each label went, the role of each row.
//!
//! Takes the trace that reading one object leaves; gives [`InspectedFile`]. It decides nothing: every word here was said by
//! [`crate::formats`] or [`crate::typing`].

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use crate::findings::finding::Finding;
use crate::intake::Traced;
use crate::locate::head::HeadText;
use crate::locate::labels::matched::Words;
use crate::locate::numbering::Numbered;
use crate::locate::rows::{Row, RowRole, TotalScope};
use crate::locate::{FormFound, Located, Searched, Table};
use crate::project::Project;
use crate::project::written::form::{Form, Role};
use crate::report::drawn::{Drawn, drawn};
use crate::report::inspected_row::{InspectedRole, InspectedRow, Scope};
use crate::sheet::address::{address, column_letters};
use crate::sheet::encoding::Encoding;
use crate::sheet::grid::{Cell, Grid, Sheet};
use crate::typing::reading::TypedTable;
use crate::values::text;

/// Bytes of a cell that are kept for drawing.
const LONGEST: usize = 400;

/// The answer of `tinhso inspect`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "tinhso inspect --format json")]
pub struct InspectAnswer {
    /// `inspect/1`
    pub tinhso: &'static str,
    pub files: Vec<InspectedFile>,
}

/// One file that was looked at.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct InspectedFile {
    pub file: String,
    /// By its content: xlsx, xlsb, xls, ods or text; null where it cannot be read.
    pub kind: Option<String>,
    /// The encoding of a text file.
    pub encoding: Option<String>,
    /// The sign that parts the cells of a text file.
    pub delimiter: Option<char>,
    /// How many bytes were looked at, where a text is too long to be looked at whole.
    pub only_first_bytes: Option<u64>,
    pub sheets: Vec<InspectedSheet>,
    pub tables: Vec<InspectedTable>,
    pub findings: Vec<Finding>,
}

/// One sheet of a file.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct InspectedSheet {
    /// Empty for text files.
    pub name: String,
    pub visible: bool,
    /// The last row and the last column that hold something.
    pub rows: u32,
    pub columns: u32,
    /// The hidden rows among these, those that a filter passes over too: `7`, `9:12`.
    pub hidden_rows: Vec<String>,
    /// The hidden columns among these: `D`, `F:H`.
    pub hidden_columns: Vec<String>,
    /// What its texts are written in, where that is not Unicode.
    pub legacy: Option<InspectedLegacy>,
    /// Tables that are read.
    pub tables: usize,
    /// Why nothing of it is read.
    pub passed_over: Option<WhyPassedOver>,
    /// The form that came closest, where no table was found.
    pub closest: Option<ClosestForm>,
}

/// An encoding of old fonts.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct InspectedLegacy {
    pub encoding: Encoding,
    /// In percent.
    pub confidence: u8,
    /// False where it is doubtful, and the texts are read as they are.
    pub decoded: bool,
}

/// Why nothing of a sheet is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WhyPassedOver {
    /// No cell holds anything.
    Empty,
    /// No table has the labels of a declared form.
    NoTable,
    /// A table was found and cannot be used.
    Unusable,
    /// A table fits several forms equally well.
    Ambiguous,
    /// It is hidden, and sheets that are shown hold tables.
    Hidden,
}

/// The form whose labels came closest.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ClosestForm {
    pub form: String,
    pub form_code: String,
    /// Fields with a column, of all.
    pub matched: usize,
    pub fields: usize,
}

/// One table that was found.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct InspectedTable {
    pub sheet: String,
    /// False where a finding says why it is not used.
    pub used: bool,
    /// The tables before it, counted from 1, whose rows it has other columns of: each is read as one row.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub continues: Vec<usize>,
    pub form: String,
    pub form_code: String,
    pub form_title: Option<String>,
    /// By its labels alone, or by the code above it.
    pub form_matched_by: MatchedBy,
    /// The form code above the table, as written.
    pub code: Option<Stated>,
    /// Fields with a column, of all.
    pub matched: usize,
    pub fields: usize,
    /// Rows of the sheet, from 1.
    pub first_label_row: u32,
    pub last_label_row: u32,
    /// The body without numbering and notes.
    pub first_row: u32,
    pub last_row: u32,
    /// The text above the table that gives the period.
    pub period: Option<Stated>,
    /// The column that gives the period of each row.
    pub period_column: Option<String>,
    /// The periods that were read, in order.
    pub time_periods: Vec<String>,
    /// The text above the table that gives the sender.
    pub sender: Option<Stated>,
    /// The unit that the sender is taken for, by the head or by the rows.
    pub sender_ref_area: Option<String>,
    pub sender_name: Option<String>,
    /// The unit of measure above the table.
    pub unit: Option<Stated>,
    pub revision: Option<Stated>,
    /// The arithmetic that the numbering row prints, in the order of the columns.
    pub formulas: Vec<InspectedFormula>,
    pub columns: Vec<InspectedColumn>,
    pub rows: Vec<InspectedRow>,
}

/// What gives the form of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MatchedBy {
    Labels,
    /// The code of the form, in the head.
    Code,
    /// The periods of the head or of the rows.
    Period,
    /// The form of the table above on the sheet.
    TableAbove,
}

/// A text of the sheet and its cell.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Stated {
    pub text: String,
    /// A1 notation; null where the name of the table's own sheet gives it.
    pub cell: Option<String>,
    /// The sheet on which it is, where that is another than the table's.
    pub sheet: Option<String>,
}

/// A formula of the numbering row.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct InspectedFormula {
    /// As written: `3=1+2`.
    pub text: String,
    /// A1 notation.
    pub cell: String,
    /// True where each row is tested by it; false where it, or a side of it, is not understood.
    pub understood: bool,
}

/// One column that has a label.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct InspectedColumn {
    /// Its letters.
    pub column: String,
    /// As written, its rows joined with ` > `.
    pub label: String,
    /// Null where the column is ignored.
    pub field: Option<String>,
    /// The field's words that the label fits best.
    pub matched_by: Option<Words>,
    /// How well it fits them, in hundredths: 100 letter by letter, 98 once case, spaces, tone marks, footnotes and units are
    /// laid aside, below 95 only likely (finding `doubtful-label`).
    pub score: Option<u8>,
    /// The unit of measure that the label names.
    pub unit: Option<String>,
    pub hidden: bool,
    /// How many numbers of the body have a percent format: 0.45 is 45 percent.
    pub percent_cells: usize,
}

impl InspectedFile {
    pub fn new(project: &Project, file: String, traced: Traced) -> Self {
        let Traced { mut reading, opened, located, typed } = traced;
        for finding in &mut reading.findings {
            finding.location.object = Some(file.clone());
        }
        reading.findings.sort();
        let sheets = opened.as_ref().map_or(&[][..], |opened| &opened.sheets);
        let used = located.tables.iter().enumerate().map(|(place, table)| {
            let typed = typed.get(place).copied().flatten().and_then(|place| reading.tables.get(place));
            (table, true, typed)
        });
        let unusable = located.unusable.iter().map(|table| (table, false, None));
        let mut tables: Vec<_> = used.chain(unusable).collect();
        tables.sort_by_key(|(table, ..)| (table.sheet, table.header_top));
        Self {
            kind: opened.as_ref().map(|opened| opened.kind.name().to_owned()),
            encoding: opened.as_ref().and_then(|opened| opened.encoding).map(str::to_owned),
            delimiter: opened.as_ref().and_then(|opened| opened.delimiter),
            only_first_bytes: None,
            sheets: sheets
                .iter()
                .zip(&located.sheets)
                .enumerate()
                .map(|(number, (sheet, searched))| inspected_sheet(project, sheet, number, *searched, &located))
                .collect(),
            tables: tables
                .iter()
                .filter_map(|&(table, used, typed)| {
                    let inspected = inspected_table(project, sheets.get(table.sheet)?, table, used, typed);
                    let number = |head: &Table| tables.iter().position(|(one, ..)| std::ptr::eq(*one, head));
                    let heads = table.continues.iter().filter_map(|head| number(located.tables.get(*head)?));
                    Some(InspectedTable { continues: heads.map(|head| head.saturating_add(1)).collect(), ..inspected })
                })
                .collect(),
            file,
            findings: reading.findings,
        }
    }
}

fn inspected_sheet(
    project: &Project,
    sheet: &Sheet,
    number: usize,
    searched: Searched,
    located: &Located,
) -> InspectedSheet {
    let count = |tables: &[Table]| tables.iter().filter(|table| table.sheet == number).count();
    let tables = count(&located.tables);
    let passed_over = if tables > 0 {
        None
    } else if sheet.grid.cells() == 0 {
        Some(WhyPassedOver::Empty)
    } else if count(&located.unusable) > 0 {
        Some(WhyPassedOver::Unusable)
    } else if searched.ambiguous > 0 {
        Some(WhyPassedOver::Ambiguous)
    } else if searched.hidden {
        Some(WhyPassedOver::Hidden)
    } else {
        Some(WhyPassedOver::NoTable)
    };
    let closest = searched.closest.filter(|_| passed_over == Some(WhyPassedOver::NoTable)).map(|closest| {
        let form = &project.forms[closest.form];
        ClosestForm {
            form: form.name.clone(),
            form_code: form.form.code.clone(),
            matched: closest.matched,
            fields: form.schema.fields.len(),
        }
    });
    let columns = sheet.grid.rows(..).filter_map(|(_, cells)| Some(cells.last()?.0 + 1)).max().unwrap_or(0);
    let rows = sheet.grid.last_row().map_or(0, |row| row.saturating_add(1));
    InspectedSheet {
        name: sheet.name.clone(),
        visible: sheet.visible,
        rows,
        columns,
        hidden_rows: sheet.hidden.rows.below(rows).rows(),
        hidden_columns: sheet.hidden.columns.below(columns).columns(),
        legacy: sheet.legacy.map(|found| InspectedLegacy {
            encoding: found.encoding,
            confidence: found.confidence,
            decoded: found.decoded,
        }),
        tables,
        passed_over,
        closest,
    }
}

fn inspected_table(
    project: &Project,
    sheet: &Sheet,
    table: &Table,
    used: bool,
    typed: Option<&TypedTable>,
) -> InspectedTable {
    let form = &project.forms[table.form];
    let sender = typed.and_then(|typed| typed.sender).map(|unit| &project.registry.units[unit]);
    let periods: BTreeSet<_> = typed
        .iter()
        .flat_map(|typed| typed.period.into_iter().chain(typed.rows.period.iter().copied().flatten()))
        .collect();
    let is_period = |field: usize| form.schema.fields.get(field).is_some_and(|field| field.role == Some(Role::Period));
    let period_column = table.columns.iter().find(|column| column.field.is_some_and(is_period));
    InspectedTable {
        sheet: sheet.name.clone(),
        used,
        continues: Vec::new(),
        form: form.name.clone(),
        form_code: form.form.code.clone(),
        form_title: form.title.clone(),
        form_matched_by: match table.form_found {
            FormFound::ByLabels => MatchedBy::Labels,
            FormFound::ByCode => MatchedBy::Code,
            FormFound::ByPeriod => MatchedBy::Period,
            FormFound::ByTableAbove => MatchedBy::TableAbove,
        },
        code: table.head.form_code.as_ref().map(stated),
        matched: table.columns.iter().filter(|column| column.field.is_some()).count(),
        fields: form.schema.fields.len(),
        first_label_row: table.header_top + 1,
        last_label_row: table.header_row + 1,
        first_row: table.first_row.saturating_add(1),
        last_row: table.last_row.saturating_add(1),
        period: table.head.period.as_ref().map(|period| stated(&period.found)),
        period_column: period_column.map(|column| column_letters(column.index)),
        time_periods: periods.into_iter().map(|period| period.to_string()).collect(),
        sender: table.head.sender.as_ref().map(stated),
        sender_ref_area: sender.map(|unit| unit.code.clone()),
        sender_name: sender.map(|unit| unit.name.clone()),
        unit: table.head.unit.as_ref().map(stated),
        revision: table.head.revision.map(|found| Stated {
            text: found.number.to_string(),
            cell: Some(address(found.row, found.column)),
            sheet: None,
        }),
        formulas: formulas(table),
        columns: columns(form, sheet, table),
        rows: rows(&sheet.grid, table),
    }
}

fn stated(found: &HeadText) -> Stated {
    let cell = found.cell.map(|(row, column)| address(row, column));
    Stated { text: found.text.clone(), cell, sheet: found.sheet.clone() }
}

fn formulas(table: &Table) -> Vec<InspectedFormula> {
    let formula = |numbered: &Numbered| {
        let formula = numbered.formula.as_ref()?;
        let cell = address(table.numbering.row, numbered.column);
        Some(InspectedFormula { text: formula.text.clone(), cell, understood: formula.understood })
    };
    table.numbering.columns.iter().filter_map(formula).collect()
}

fn columns(form: &Form, sheet: &Sheet, table: &Table) -> Vec<InspectedColumn> {
    let rows = table.body.iter().filter(|row| row.role != RowRole::Numbering);
    let mut percents: BTreeMap<u32, usize> = BTreeMap::new();
    for (column, cell) in rows.flat_map(|row| sheet.grid.row(row.index)) {
        if matches!(cell, Cell::Percent(_)) {
            *percents.entry(*column).or_default() += 1;
        }
    }
    let column = |column: &crate::locate::LabelledColumn| InspectedColumn {
        column: column_letters(column.index),
        label: column.label.clone(),
        field: column.field.and_then(|field| form.schema.fields.get(field)).map(|field| field.name.clone()),
        matched_by: column.matched.map(|matched| matched.words),
        score: column.matched.map(|matched| matched.score),
        unit: column.unit.clone(),
        hidden: sheet.hidden.columns.contains(column.index),
        percent_cells: percents.get(&column.index).copied().unwrap_or_default(),
    };
    table.columns.iter().map(column).collect()
}

/// The rows of the labels and of the body. The reader leaves out rows of nothing but white space; they are reported here.
fn rows(grid: &Grid, table: &Table) -> Vec<InspectedRow> {
    let cells = |row: u32| -> Vec<String> {
        let cells = table.columns.iter().map(|column| grid.get(row, column.index).display());
        cells.map(|text| text::beginning(&text, LONGEST).to_owned()).collect()
    };
    let body: BTreeMap<u32, &Row> = table.body.iter().map(|row| (row.index, row)).collect();
    let last = table.body.last().map_or(table.header_row, |row| row.index);
    let row = |index: u32| {
        let (role, scope) = match body.get(&index).map(|row| row.role) {
            _ if index <= table.header_row => (InspectedRole::Label, None),
            None | Some(RowRole::Blank) => (InspectedRole::Blank, None),
            Some(RowRole::Data) => (InspectedRole::Data, None),
            Some(RowRole::Section) => (InspectedRole::Section, None),
            Some(RowRole::PartOf) => (InspectedRole::PartOf, None),
            Some(RowRole::Total(TotalScope::Table)) => (InspectedRole::Total, Some(Scope::Table)),
            Some(RowRole::Total(TotalScope::Section)) => (InspectedRole::Total, Some(Scope::Section)),
            Some(RowRole::Note) => (InspectedRole::Note, None),
            Some(RowRole::Numbering) => (InspectedRole::Numbering, None),
            Some(RowRole::Label) => (InspectedRole::Label, None),
            Some(RowRole::Unit) => (InspectedRole::Unit, None),
        };
        let section = body.get(&index).and_then(|row| row.section).map(|row| row + 1);
        InspectedRow { row: index.saturating_add(1), role, scope, section, cells: Vec::new() }
    };
    let mut rows: Vec<InspectedRow> = grid.rows(table.header_top..=last).map(|(index, _)| row(index)).collect();
    for line in drawn(&rows) {
        if let Drawn::Row(place) = line
            && let Some(row) = rows.get_mut(place)
        {
            row.cells = cells(row.row.saturating_sub(1));
        }
    }
    rows
}
