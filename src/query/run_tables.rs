//! The tables of one run, a few rows at a time: what was fetched once is kept, and compared with the manifest before a row of it is used.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Decimal128Type, Int64Type, TimestampMicrosecondType};
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use bytes::Bytes;
use chrono::NaiveDate;

use crate::columns::day;
use crate::error::Error;
use crate::publish::whole::WholeRun;
use crate::store::{Warehouse, read_where};
use crate::typing::rows::Value;
use crate::values::decimal::Decimal;

/// A table, the columns that are asked for, and the texts that its rows have in some columns.
type AskedTable = (String, Vec<String>, Vec<(String, BTreeSet<String>)>);

/// The names of a table and of a column.
type TableColumn = (&'static str, &'static str);

/// The tables of a run.
pub(super) struct RunTables<'a> {
    pub run_id: String,
    run: WholeRun<'a>,
    /// Files whose bytes are those that were published.
    files: RefCell<HashMap<String, Bytes>>,
    kept: RefCell<HashMap<AskedTable, Rc<RecordBatch>>>,
    by_text: RefCell<HashMap<TableColumn, HashMap<String, TableRows>>>,
}

/// Some rows of a table.
#[derive(Clone)]
pub(super) struct TableRows {
    pub table: Rc<RecordBatch>,
    pub rows: Vec<usize>,
}

impl<'a> RunTables<'a> {
    /// # Errors
    /// A run whose manifest cannot be understood.
    pub fn open(warehouse: &'a Warehouse, run_id: String) -> Result<Self, Error> {
        let run = WholeRun::open(warehouse, &run_id)?;
        let (files, kept, by_text) = (RefCell::default(), RefCell::default(), RefCell::default());
        Ok(Self { run_id, run, files, kept, by_text })
    }

    /// The rows of a file.
    fn read(
        &self,
        table: &str,
        columns: Option<&[&str]>,
        wanted: &[(&str, &BTreeSet<String>)],
    ) -> Result<RecordBatch, Error> {
        let name = format!("{table}.parquet");
        let known = self.files.borrow().get(&name).cloned();
        let bytes = match known {
            Some(bytes) => bytes,
            None => self.run.file(&name)?,
        };
        self.files.borrow_mut().entry(name).or_insert_with(|| bytes.clone());
        read_where(bytes, table, columns, wanted)
    }

    /// The rows of a table, named without its ending, in which each of these columns holds one of its texts.
    pub fn rows(&self, table: &str, wanted: &[(&str, BTreeSet<String>)]) -> Result<Rc<RecordBatch>, Error> {
        self.asked(table, None, wanted)
    }

    /// The same with some of the columns alone.
    pub fn columns(
        &self,
        table: &str,
        columns: &[&str],
        wanted: &[(&str, BTreeSet<String>)],
    ) -> Result<Rc<RecordBatch>, Error> {
        self.asked(table, Some(columns), wanted)
    }

    fn asked(
        &self,
        table: &str,
        columns: Option<&[&str]>,
        wanted: &[(&str, BTreeSet<String>)],
    ) -> Result<Rc<RecordBatch>, Error> {
        let names = columns.unwrap_or_default().iter().map(|name| (*name).to_owned()).collect();
        let texts = wanted.iter().map(|(name, texts)| ((*name).to_owned(), texts.clone())).collect();
        let asked: AskedTable = (table.to_owned(), names, texts);
        if let Some(kept) = self.kept.borrow().get(&asked) {
            return Ok(Rc::clone(kept));
        }
        let filters: Vec<(&str, &BTreeSet<String>)> = wanted.iter().map(|(name, texts)| (*name, texts)).collect();
        let rows = Rc::new(self.read(table, columns, &filters)?);
        self.kept.borrow_mut().insert(asked, Rc::clone(&rows));
        Ok(rows)
    }

    /// Fetches the rows that hold one of these texts in a column, those that are not here yet in one pass: [`Self::with`] gives
    /// them.
    pub fn fetch(&self, table: &'static str, column: &'static str, texts: &BTreeSet<String>) -> Result<(), Error> {
        let mut by_text = self.by_text.borrow_mut();
        let known = by_text.entry((table, column)).or_default();
        let missing: BTreeSet<String> = texts.iter().filter(|text| !known.contains_key(*text)).cloned().collect();
        if missing.is_empty() {
            return Ok(());
        }
        let filter: [(&str, &BTreeSet<String>); 1] = [(column, &missing)];
        let rows = Rc::new(self.read(table, None, &filter)?);
        for missing in missing {
            known.insert(missing, TableRows { table: Rc::clone(&rows), rows: Vec::new() });
        }
        for row in 0..rows.num_rows() {
            if let Some(found) = text(&rows, column, row).and_then(|text| known.get_mut(text)) {
                found.rows.push(row);
            }
        }
        Ok(())
    }

    /// The rows of a table that hold a text in a column.
    pub fn with(&self, table: &'static str, column: &'static str, text: &str) -> Result<TableRows, Error> {
        self.fetch(table, column, &only(text))?;
        let by_text = self.by_text.borrow();
        let found = by_text.get(&(table, column)).and_then(|known| known.get(text));
        found.cloned().ok_or_else(|| Error::damaged(table, "its rows cannot be found"))
    }
}

/// One text as a set.
pub(super) fn only(text: &str) -> BTreeSet<String> {
    BTreeSet::from([text.to_owned()])
}

/// A value of a published table, by the name of its column; [`Value::Missing`] where it is null or there is no such column.
pub(super) fn value(rows: &RecordBatch, column: &str, row: usize) -> Value {
    let Some(array) = rows.column_by_name(column).filter(|array| row < array.len() && !array.is_null(row)) else {
        return Value::Missing;
    };
    let value = match array.data_type() {
        DataType::Utf8 => array.as_string_opt::<i32>().map(|texts| Value::Text(texts.value(row).to_owned())),
        DataType::Boolean => array.as_boolean_opt().map(|truths| Value::Boolean(truths.value(row))),
        DataType::Date32 => {
            array.as_primitive_opt::<Date32Type>().and_then(|days| day(days.value(row))).map(Value::Date)
        }
        DataType::Int64 => array
            .as_primitive_opt::<Int64Type>()
            .map(|numbers| Value::Decimal(Decimal::from_integer(numbers.value(row)))),
        DataType::Decimal128(_, scale) => array.as_primitive_opt::<Decimal128Type>().and_then(|numbers| {
            let zeros = 12_u32.checked_sub(u32::try_from(*scale).ok()?)?;
            Some(Value::Decimal(Decimal::from_units(numbers.value(row).checked_mul(10_i128.checked_pow(zeros)?)?)))
        }),
        _ => None,
    };
    value.unwrap_or(Value::Missing)
}

/// A text of a published table.
pub(super) fn text<'a>(rows: &'a RecordBatch, column: &str, row: usize) -> Option<&'a str> {
    let texts = rows.column_by_name(column)?.as_string_opt::<i32>()?;
    (row < texts.len() && !texts.is_null(row)).then(|| texts.value(row))
}

/// The same, to be kept.
pub(super) fn owned(rows: &RecordBatch, column: &str, row: usize) -> Option<String> {
    text(rows, column, row).map(str::to_owned)
}

/// A day of a published table.
pub(super) fn date(rows: &RecordBatch, column: &str, row: usize) -> Option<NaiveDate> {
    match value(rows, column, row) {
        Value::Date(day) => Some(day),
        _ => None,
    }
}

/// A whole number of a published table.
pub(super) fn integer(rows: &RecordBatch, column: &str, row: usize) -> Option<i64> {
    let numbers = rows.column_by_name(column)?.as_primitive_opt::<Int64Type>()?;
    (row < numbers.len() && !numbers.is_null(row)).then(|| numbers.value(row))
}

/// An exact amount of a published table.
pub(super) fn amount(rows: &RecordBatch, column: &str, row: usize) -> Option<Decimal> {
    value(rows, column, row).decimal()
}

/// An instant of a published table, in UTC, as RFC 3339 writes it.
pub(super) fn instant(rows: &RecordBatch, column: &str, row: usize) -> Option<String> {
    let instants = rows.column_by_name(column)?.as_primitive_opt::<TimestampMicrosecondType>()?;
    let instant = (row < instants.len() && !instants.is_null(row)).then(|| instants.value(row))?;
    let instant = chrono::DateTime::from_timestamp_micros(instant)?;
    Some(instant.to_rfc3339_opts(chrono::SecondsFormat::Secs, true))
}
