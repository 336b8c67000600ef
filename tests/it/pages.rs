//! A sheet as its cells, written in every format: what is planted into one is planted into all.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use rust_xlsxwriter::{Formula, Workbook};
use tinhso::intake::open;
use tinhso::project::Project;
use tinhso::project::written::form::{Form, Role};
use tinhso::sheet::address::column_index;
use tinhso::sheet::grid::Cell;
use tinhso::sheet::hidden::Hidden;
use tinhso::typing::reading::TypedTable;

use crate::packages::ods;
use crate::{biff, xlsb};

/// The cells of one sheet, by row and column from 0, and its merged ranges.
#[derive(Clone)]
pub struct Page {
    pub cells: BTreeMap<(u32, u32), Cell>,
    /// Top, left, bottom, right.
    pub merged: Vec<(u32, u32, u32, u32)>,
}

impl Page {
    pub fn of(bytes: &[u8], project: &Project) -> Self {
        let opened = open(bytes, &project.settings.limits, &project.debris).expect("a sound file");
        let grid = &opened.sheets[0].grid;
        let cells =
            grid.rows(..).flat_map(|(row, cells)| cells.iter().map(move |(column, cell)| ((row, *column), cell)));
        Self {
            cells: cells.map(|(place, cell)| (place, cell.clone())).collect(),
            merged: grid
                .merged()
                .iter()
                .map(|one| (one.first_row, one.first_column, one.last_row, one.last_column))
                .collect(),
        }
    }

    /// The rows of data alone below one row of labels, with a column of periods, as a table of a database has them.
    pub fn flat(&self, form: &Form, table: &TypedTable) -> Self {
        let mut cells = BTreeMap::new();
        let mut columns: Vec<(String, Option<u32>)> =
            table.columns.iter().map(|one| (one.label.clone(), column_index(&one.letters))).collect();
        let period = form.schema.fields.iter().position(|field| field.role == Some(Role::Period)).expect("a period");
        if table.columns.iter().all(|column| column.field != period) {
            columns.push((form.schema.fields[period].title.clone().expect("a title"), None));
        }
        for (to, (label, from)) in (0..).zip(&columns) {
            cells.insert((0, to), Cell::Text(label.clone()));
            for (row, number) in (1..).zip(&table.rows.number) {
                let cell = match from {
                    Some(column) => self.cells.get(&(number - 1, *column)).cloned(),
                    None => table.period.map(|period| Cell::Text(period.to_string())),
                };
                cells.extend(cell.map(|cell| ((row, to), cell)));
            }
        }
        Self { cells, merged: Vec::new() }
    }

    fn rows(&self) -> impl Iterator<Item = Vec<(u32, &Cell)>> {
        let last = self.cells.keys().map(|(row, _)| *row).max().unwrap_or(0);
        (0..=last)
            .map(|row| self.cells.range((row, 0)..(row + 1, 0)).map(|((_, column), cell)| (*column, cell)).collect())
    }

    fn width(&self) -> u32 {
        self.cells.keys().map(|(_, column)| *column + 1).max().unwrap_or(0)
    }

    pub fn xlsx(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for &(top, left, bottom, right) in &self.merged {
            sheet.merge_range(top, left as u16, bottom, right as u16, "", &rust_xlsxwriter::Format::new()).unwrap();
        }
        for ((row, column), cell) in &self.cells {
            let (row, column) = (*row, *column as u16);
            match cell {
                Cell::Number(number) => sheet.write(row, column, *number).unwrap(),
                Cell::Integer(number) => sheet.write(row, column, *number as f64).unwrap(),
                Cell::Boolean(value) => sheet.write(row, column, *value).unwrap(),
                Cell::Error(error) => sheet.write_formula(row, column, Formula::new("=1/0").set_result(error)).unwrap(),
                Cell::Empty => continue,
                other => sheet.write(row, column, &*other.display()).unwrap(),
            };
        }
        book.save_to_buffer().unwrap()
    }

    pub fn ods(&self) -> Vec<u8> {
        let mut rows = String::new();
        for (row, cells) in (0..).zip(self.rows()) {
            rows += "<table:table-row>";
            let mut next = 0;
            for (column, cell) in cells {
                if column > next {
                    write!(rows, r#"<table:table-cell table:number-columns-repeated="{}"/>"#, column - next).unwrap();
                }
                next = column + 1;
                let shown = cell.display().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                let merged = self.merged.iter().find(|(top, left, _, _)| (*top, *left) == (row, column));
                let spans = merged.map(|(top, left, bottom, right)| {
                    let (down, across) = (bottom - top + 1, right - left + 1);
                    format!(r#"table:number-rows-spanned="{down}" table:number-columns-spanned="{across}""#)
                });
                let spans = spans.unwrap_or_default();
                let attributes = match cell {
                    Cell::Number(_) | Cell::Integer(_) => {
                        format!(r#"office:value-type="float" office:value="{shown}""#)
                    }
                    Cell::Boolean(value) => format!(r#"office:value-type="boolean" office:boolean-value="{value}""#),
                    Cell::Error(_) => r#"table:formula="of:=1/0" office:value-type="string""#.to_owned(),
                    Cell::Empty => String::new(),
                    _ => r#"office:value-type="string""#.to_owned(),
                };
                write!(rows, "<table:table-cell {spans} {attributes}><text:p>{shown}</text:p></table:table-cell>")
                    .unwrap();
            }
            rows += "</table:table-row>";
        }
        ods(&rows)
    }

    /// A list of lists.
    pub fn json(&self) -> Vec<u8> {
        let width = self.width() as usize;
        let rows = self.rows().map(|cells| {
            let mut values = vec![serde_json::Value::Null; width];
            for (column, cell) in cells {
                values[column as usize] = match cell {
                    Cell::Number(number) => serde_json::json!(number),
                    Cell::Integer(number) => serde_json::json!(number),
                    Cell::Boolean(value) => serde_json::json!(value),
                    Cell::Empty => continue,
                    other => serde_json::json!(other.display()),
                };
            }
            values
        });
        serde_json::to_vec(&rows.collect::<Vec<_>>()).unwrap()
    }

    pub fn csv(&self) -> Vec<u8> {
        let width = self.width() as usize;
        let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
        for cells in self.rows() {
            let mut texts = vec![String::new(); width];
            for (column, cell) in cells {
                texts[column as usize] = in_vietnam(cell);
            }
            writer.write_record(&texts).unwrap();
        }
        writer.into_inner().unwrap()
    }

    pub fn xlsb(&self) -> Vec<u8> {
        xlsb::of_cells(&self.cells, &self.merged, &Hidden::default())
    }

    pub fn xls(&self) -> Vec<u8> {
        biff::of_cells(&self.cells, &self.merged, &Hidden::default())
    }

    /// The first row names the columns; a column of nothing but numbers is one of doubles, any other one of texts.
    pub fn parquet(&self) -> Vec<u8> {
        let last = self.cells.keys().map(|(row, _)| *row).max().unwrap_or(0);
        let column = |column: u32| -> (String, ArrayRef, bool) {
            let cell = |row: u32| self.cells.get(&(row, column)).filter(|cell| !cell.is_blank());
            let is_number = |cell: &Cell| matches!(cell, Cell::Number(_) | Cell::Integer(_));
            let array: ArrayRef = if (1..=last).filter_map(cell).all(is_number) {
                Arc::new((1..=last).map(|row| cell(row)?.as_double()).collect::<Float64Array>())
            } else {
                Arc::new((1..=last).map(|row| cell(row).map(in_vietnam)).collect::<StringArray>())
            };
            (cell(0).map(|label| label.display().into_owned()).unwrap_or_default(), array, true)
        };
        let batch = RecordBatch::try_from_iter_with_nullable((0..self.width()).map(column)).expect("a batch");
        let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), None).expect("a writer");
        writer.write(&batch).expect("written");
        writer.into_inner().expect("written")
    }
}

/// A text of Vietnam: a comma before the decimals.
fn in_vietnam(cell: &Cell) -> String {
    match cell {
        Cell::Number(_) => cell.display().replace('.', ","),
        other => other.display().into_owned(),
    }
}
