//! One submission before it becomes a file: takes figures, gives rows that faults can be planted in and that
//! `workbook` and `delimited` print.

use std::collections::BTreeMap;

use crate::calendar::{Date, Period};
use crate::form::{Column, Form};
use crate::layout::{Layout, Medium};
use crate::letters::Letters;
use crate::number::Number;
use crate::registry::Unit;

#[derive(Clone, Debug)]
pub enum Cell {
    Number(Number),
    Day(Date),
    /// Words, and anything a person types instead of what belongs there; an empty text is an empty cell.
    Text(String),
}

#[derive(Clone, Debug)]
pub struct Row {
    /// The unit that the figures belong to, whatever the row prints.
    pub unit: Unit,
    /// What faults know the row by: the unit's code, and what else distinguishes the row from others of its unit.
    pub key: String,
    pub printed_code: String,
    /// Printed as it is. Without it the name is spelt as the layout has it.
    pub printed_name: Option<&'static str>,
    pub cells: BTreeMap<&'static str, Cell>,
    /// Whether the row is of the part that a "Trong đó" row sums.
    pub is_in_part: bool,
    pub remark: &'static str,
}

impl Row {
    pub fn empty(unit: &Unit) -> Self {
        Self {
            unit: unit.clone(),
            key: unit.code.clone(),
            printed_code: unit.code.clone(),
            printed_name: None,
            cells: BTreeMap::new(),
            is_in_part: false,
            remark: "",
        }
    }

    /// A row of figures in the order of the form's columns, each with the digits of its column.
    pub fn new(unit: &Unit, form: &Form, figures: &[i64]) -> Self {
        let mut row = Self::empty(unit);
        for (column, &units) in form.columns.iter().zip(figures) {
            row.put(column.field, Number { units, scale: column.holds.scale() });
        }
        row
    }

    /// The count in `field`, or the hundredths of an amount; 0 where the cell holds a text.
    pub fn count(&self, field: &str) -> i64 {
        self.number(field).map_or(0, |number| number.units)
    }

    pub fn number(&self, field: &str) -> Option<Number> {
        match self.cells.get(field) {
            Some(Cell::Number(number)) => Some(*number),
            _ => None,
        }
    }

    pub fn set(&mut self, field: &'static str, count: i64) {
        self.put(field, Number::count(count));
    }

    pub fn put(&mut self, field: &'static str, number: Number) {
        self.cells.insert(field, Cell::Number(number));
    }

    pub fn write(&mut self, field: &'static str, text: impl Into<String>) {
        self.cells.insert(field, Cell::Text(text.into()));
    }
}

#[derive(Clone)]
pub struct Report {
    pub form: &'static Form,
    pub period: Period,
    pub sender: Unit,
    pub rows: Vec<Row>,
    pub layout: Layout,
    pub medium: Medium,
    pub unit_of_measure: &'static str,
    /// 2 is printed as "sửa lần 2".
    pub revision: Option<u32>,
    /// The day below the signature, and the date of creation that the workbook states.
    pub signed: Date,
    /// A column of the form that is missing from the sender's template.
    pub missing_column: Option<&'static str>,
    /// The label of a column that the form does not know; the remarks of the rows are below it.
    pub extra_label: Option<&'static str>,
    /// A field and the label that this sender gives it, whatever the template says.
    pub relabelled: Option<(&'static str, &'static str)>,
    /// What the printed total of a field is off by, in units of its last digit.
    pub total_error: Option<(&'static str, i64)>,
    /// The letters of the program that wrote it.
    pub letters: Letters,
    /// Every label is typed without accents.
    pub labels_without_accents: bool,
    /// Towns and villages are on a sheet each, with the head and the labels of the whole.
    pub sheet_for_each_area: bool,
}

impl Report {
    /// The columns right of the names that this template has.
    pub fn columns(&self) -> impl Iterator<Item = &'static Column> + use<> {
        let missing = self.missing_column;
        self.form.columns.iter().filter(move |column| Some(column.field) != missing)
    }

    /// The sheets of the workbook: each a name and what it holds.
    pub fn sheets(&self) -> Vec<(String, Self)> {
        if self.sheet_for_each_area {
            let of = |name: &str, urban: bool| {
                let mut part = self.clone();
                part.rows.retain(|row| row.unit.is_urban == urban);
                (name.to_owned(), part)
            };
            return vec![of("Thành thị", true), of("Nông thôn", false)];
        }
        let name = match self.layout.sheet {
            "Bieu" => format!("Biểu {}", self.form.number),
            other => other.to_owned(),
        };
        vec![(name, self.clone())]
    }

    /// The last row of this key, which is where a duplicate is.
    pub fn row_mut(&mut self, key: &str) -> Option<&mut Row> {
        self.rows.iter_mut().rev().find(|row| row.key == key)
    }
}

/// A printed file, and where in it things are.
pub struct Printed {
    pub bytes: Vec<u8>,
    /// The row's key, the field and the address of the cell (`D14`), in the order of the rows.
    pub places: Vec<(String, String, String)>,
}

impl Printed {
    /// The cell of a field in the last row of a key. The total has the key `total`, the labels have `label`.
    pub fn address(&self, key: &str, field: &str) -> Option<&str> {
        let found = self.places.iter().rev().find(|(place, name, _)| place == key && name == field);
        found.map(|(_, _, address)| address.as_str())
    }
}

/// `D14` for row 13 and column 3, both counted from zero. No form is wider than Z.
pub fn address(row: u32, column: u16) -> String {
    format!("{}{}", char::from(b'A' + (column % 26) as u8), row + 1)
}
