//! One submission before it becomes a file: takes figures, gives rows that faults can be planted in and that
//! `workbook` and `delimited` print.

use std::collections::BTreeMap;

use crate::calendar::{Date, Period};
use crate::layout::{Layout, Medium};
use crate::registry::{BORDER_COMMUNES, Unit};

/// A column of figures and the ways in which senders label it.
pub struct Column {
    /// The name of the field in the schema.
    pub field: &'static str,
    /// The labels from the outermost group down, as the official form prints them.
    pub path: &'static [&'static str],
    /// The same with the inner labels that some senders prefer.
    pub alias_path: &'static [&'static str],
    /// One label that needs no group above it.
    pub flat: &'static str,
    /// The field's title in the schema, which exports of a database use as a header.
    pub title: &'static str,
}

pub struct Form {
    /// `02`: the folder is `02-CDS`, the code `02/CĐS`.
    pub number: &'static str,
    pub heading: &'static str,
    /// What people put into file names.
    pub short_name: &'static str,
    pub unit_of_measure: &'static str,
    pub columns: &'static [Column],
    /// The column arithmetic that some senders print in the numbering row: field and formula.
    pub formula: Option<(&'static str, &'static str)>,
    pub note: &'static str,
}

#[derive(Clone, Debug)]
pub enum Cell {
    Count(i64),
    /// Anything a person types instead of a count; an empty text is an empty cell.
    Text(&'static str),
}

#[derive(Clone, Debug)]
pub struct Row {
    /// The commune that the figures belong to, whatever the row prints.
    pub commune: Unit,
    pub printed_code: String,
    /// Printed as it stands. Without it the name is spelt as the layout has it.
    pub printed_name: Option<&'static str>,
    pub cells: BTreeMap<&'static str, Cell>,
    pub remark: &'static str,
}

impl Row {
    pub fn new(commune: &Unit, form: &Form, figures: &[i64]) -> Self {
        let cells = form.columns.iter().zip(figures).map(|(column, &figure)| (column.field, Cell::Count(figure)));
        Self {
            commune: commune.clone(),
            printed_code: commune.code.clone(),
            printed_name: None,
            cells: cells.collect(),
            remark: "",
        }
    }

    /// The count in `field`; 0 where a text stands.
    pub fn count(&self, field: &str) -> i64 {
        match self.cells.get(field) {
            Some(Cell::Count(count)) => *count,
            _ => 0,
        }
    }

    pub fn set(&mut self, field: &'static str, count: i64) {
        self.cells.insert(field, Cell::Count(count));
    }

    pub fn write(&mut self, field: &'static str, text: &'static str) {
        self.cells.insert(field, Cell::Text(text));
    }

    pub fn is_on_border(&self) -> bool {
        BORDER_COMMUNES.contains(&self.commune.code.as_str())
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
    /// 2 is printed as "sửa lần 2".
    pub revision: Option<u32>,
    /// The day below the signature, and the date of creation that the workbook states.
    pub signed: Date,
    /// A column of the form that the sender's template lacks.
    pub lacks: Option<&'static str>,
    /// Whether the template has a column of remarks that the form does not know.
    pub has_remarks: bool,
    /// What the printed total of a field is off by.
    pub total_error: Option<(&'static str, i64)>,
}

impl Report {
    /// The columns of figures that this template has.
    pub fn columns(&self) -> impl Iterator<Item = &'static Column> + use<> {
        let lacks = self.lacks;
        self.form.columns.iter().filter(move |column| Some(column.field) != lacks)
    }

    /// The last row of a commune, which is where a duplicate stands.
    pub fn row_mut(&mut self, commune: &str) -> Option<&mut Row> {
        self.rows.iter_mut().rev().find(|row| row.commune.code == commune)
    }
}

/// A printed file, and where in it things stand.
pub struct Printed {
    pub bytes: Vec<u8>,
    /// Commune, field and the address of the cell (`D14`), in the order of the rows.
    pub places: Vec<(String, String, String)>,
}

impl Printed {
    /// The cell of a field in the last row of a commune. The total has the commune `total`.
    pub fn address(&self, commune: &str, field: &str) -> Option<&str> {
        let found = self.places.iter().rev().find(|(place, name, _)| place == commune && name == field);
        found.map(|(_, _, address)| address.as_str())
    }
}

/// `D14` for row 13 and column 3, both counted from zero. No form is wider than Z.
pub fn address(row: u32, column: u16) -> String {
    format!("{}{}", char::from(b'A' + (column % 26) as u8), row + 1)
}
