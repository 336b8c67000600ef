//! Tables of a run as rows of cells, with the columns that are asked for, or with all of them by their names.

use std::collections::BTreeMap;
use std::rc::Rc;

use arrow_array::{
    Array, BooleanArray, Date32Array, Decimal128Array, Float64Array, Int64Array, RecordBatch, StringArray,
};

use super::runs::OpenedRun;
use crate::columns::day;
use crate::error::Error;
use crate::values::decimal::Decimal;

/// A value; doubles by their bits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DiffCell {
    Null,
    Text(String),
    Integer(i64),
    Decimal(i128),
    Double(u64),
    Day(i32),
    Boolean(bool),
}

impl DiffCell {
    pub fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Day(days) => day(*days).map(|day| day.to_string()),
            Self::Decimal(units) => Some(Decimal::from_units(*units).to_string()),
            _ => None,
        }
    }

    pub const fn integer(&self) -> Option<i64> {
        if let Self::Integer(value) = self { Some(*value) } else { None }
    }

    pub const fn double(&self) -> Option<f64> {
        if let Self::Double(bits) = self { Some(f64::from_bits(*bits)) } else { None }
    }
}

/// The rows of a table, each with so many cells in the order in which they were asked for.
#[derive(Debug)]
pub struct DiffRows<const N: usize> {
    pub rows: Vec<[DiffCell; N]>,
    /// Columns that the table does not have; their cells are null.
    pub absent: Vec<&'static str>,
}

/// A row with all of its cells that hold something, by the names of their columns.
pub type NamedRow = BTreeMap<Rc<str>, DiffCell>;

impl OpenedRun<'_> {
    /// The rows of a table of the run with all columns; `None` where there are more than `most`, or where one is of a type that is not compared.
    ///
    /// # Errors
    /// A table that is not there or cannot be read.
    pub fn named_rows(&self, path: &str, most: usize) -> Result<Option<Vec<NamedRow>>, Error> {
        let mut rows: Vec<NamedRow> = Vec::new();
        for batch in self.warehouse.run_table(&self.run_id, path)? {
            if rows.len().saturating_add(batch.num_rows()) > most {
                return Ok(None);
            }
            let schema = batch.schema();
            let names: Vec<Rc<str>> = schema.fields().iter().map(|field| Rc::from(field.name().as_str())).collect();
            for row in 0..batch.num_rows() {
                let mut named = NamedRow::new();
                for (name, column) in names.iter().zip(batch.columns()) {
                    let Some(cell) = cell_of_any_scale(column.as_ref(), row) else { return Ok(None) };
                    if cell != DiffCell::Null {
                        named.insert(Rc::clone(name), cell);
                    }
                }
                rows.push(named);
            }
        }
        Ok(Some(rows))
    }

    /// The rows of a table of the run.
    ///
    /// # Errors
    /// A table that is not there or cannot be read, or a column of another type than this program writes.
    pub fn rows<const N: usize>(&self, path: &str, columns: [&'static str; N]) -> Result<DiffRows<N>, Error> {
        let mut read = DiffRows { rows: Vec::new(), absent: Vec::new() };
        for batch in self.warehouse.run_table(&self.run_id, path)? {
            let found = columns.map(|name| batch.column_by_name(name));
            for (name, _) in columns.iter().zip(&found).filter(|(_, column)| column.is_none()) {
                if !read.absent.contains(name) {
                    read.absent.push(name);
                }
            }
            for row in 0..batch.num_rows() {
                let mut cells = [const { DiffCell::Null }; N];
                for ((cell, column), name) in cells.iter_mut().zip(&found).zip(columns) {
                    if let Some(column) = column {
                        *cell = cell_of(column.as_ref(), row).ok_or_else(|| damaged(path, &batch, name))?;
                    }
                }
                read.rows.push(cells);
            }
        }
        Ok(read)
    }
}

fn damaged(path: &str, batch: &RecordBatch, name: &str) -> Error {
    let kind = batch.column_by_name(name).map(|column| column.data_type().to_string()).unwrap_or_default();
    Error::damaged(path, format!("its column `{name}` is of the type {kind}, which this program does not write"))
}

/// A cell; a decimal of a scale of its own as its text.
fn cell_of_any_scale(column: &dyn Array, row: usize) -> Option<DiffCell> {
    let decimals = column.as_any().downcast_ref::<Decimal128Array>().filter(|numbers| numbers.is_valid(row));
    let Some(decimals) = decimals else { return cell_of(column, row) };
    let text = decimals.value_as_string(row);
    let is_padded = text.contains('.');
    Some(DiffCell::Text(if is_padded { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }))
}

fn cell_of(column: &dyn Array, row: usize) -> Option<DiffCell> {
    if column.is_null(row) {
        return Some(DiffCell::Null);
    }
    let any = column.as_any();
    if let Some(texts) = any.downcast_ref::<StringArray>() {
        return Some(DiffCell::Text(texts.value(row).to_owned()));
    }
    if let Some(numbers) = any.downcast_ref::<Int64Array>() {
        return Some(DiffCell::Integer(numbers.value(row)));
    }
    if let Some(numbers) = any.downcast_ref::<Decimal128Array>() {
        // The scale of all decimals of the program.
        return (numbers.scale() == 12).then(|| DiffCell::Decimal(numbers.value(row)));
    }
    if let Some(numbers) = any.downcast_ref::<Float64Array>() {
        return Some(DiffCell::Double(numbers.value(row).to_bits()));
    }
    if let Some(days) = any.downcast_ref::<Date32Array>() {
        return Some(DiffCell::Day(days.value(row)));
    }
    any.downcast_ref::<BooleanArray>().map(|values| DiffCell::Boolean(values.value(row)))
}
