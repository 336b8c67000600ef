//! Typed rows: the columns of a form after typing, and where each row came from.

use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::findings::message::Message;
use crate::project::written::form::{Field, FieldType, Form};
use crate::registry::UnitIndex;
use crate::values::decimal::Decimal;
use crate::values::period::Period;
use crate::values::status::Status;
use crate::values::sum_words::SaidOfSum;

/// The values of one field, row by row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Values {
    Decimal(Vec<Option<Decimal>>),
    Text(Vec<Option<String>>),
    Boolean(Vec<Option<bool>>),
    Date(Vec<Option<NaiveDate>>),
}

impl Values {
    /// No values, of the type that a field holds, with room for so many.
    pub fn with_room(field: &Field, rows: usize) -> Self {
        match field.kind {
            _ if field.is_kept_as_text() => Self::Text(Vec::with_capacity(rows)),
            FieldType::Boolean => Self::Boolean(Vec::with_capacity(rows)),
            FieldType::Date => Self::Date(Vec::with_capacity(rows)),
            kind if kind.is_numeric() => Self::Decimal(Vec::with_capacity(rows)),
            _ => Self::Text(Vec::with_capacity(rows)),
        }
    }

    pub fn len(&self) -> usize {
        match self {
            Self::Decimal(values) => values.len(),
            Self::Text(values) => values.len(),
            Self::Boolean(values) => values.len(),
            Self::Date(values) => values.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One value.
    pub fn get(&self, row: usize) -> Value {
        let value = match self {
            Self::Decimal(values) => values.get(row).copied().flatten().map(Value::Decimal),
            Self::Text(values) => values.get(row).cloned().flatten().map(Value::Text),
            Self::Boolean(values) => values.get(row).copied().flatten().map(Value::Boolean),
            Self::Date(values) => values.get(row).copied().flatten().map(Value::Date),
        };
        value.unwrap_or(Value::Missing)
    }

    /// True where a row has no value.
    pub fn is_missing(&self, row: usize) -> bool {
        match self {
            Self::Decimal(values) => values.get(row).is_none_or(Option::is_none),
            Self::Text(values) => values.get(row).is_none_or(Option::is_none),
            Self::Boolean(values) => values.get(row).is_none_or(Option::is_none),
            Self::Date(values) => values.get(row).is_none_or(Option::is_none),
        }
    }

    /// The number in a row; `None` where there is none, or values of another type.
    pub fn decimal(&self, row: usize) -> Option<Decimal> {
        match self {
            Self::Decimal(values) => values.get(row).copied().flatten(),
            Self::Text(_) | Self::Boolean(_) | Self::Date(_) => None,
        }
    }

    /// Takes back all values but the first so many.
    pub fn truncate(&mut self, rows: usize) {
        match self {
            Self::Decimal(values) => values.truncate(rows),
            Self::Text(values) => values.truncate(rows),
            Self::Boolean(values) => values.truncate(rows),
            Self::Date(values) => values.truncate(rows),
        }
    }

    /// Puts a value in the place of another; one of another type counts as missing.
    pub fn set(&mut self, row: usize, value: Value) {
        fn put<T>(values: &mut [Option<T>], row: usize, value: Option<T>) {
            if let Some(old) = values.get_mut(row) {
                *old = value;
            }
        }
        match (self, value) {
            (Self::Decimal(values), Value::Decimal(value)) => put(values, row, Some(value)),
            (Self::Text(values), Value::Text(value)) => put(values, row, Some(value)),
            (Self::Boolean(values), Value::Boolean(value)) => put(values, row, Some(value)),
            (Self::Date(values), Value::Date(value)) => put(values, row, Some(value)),
            (Self::Decimal(values), _) => put(values, row, None),
            (Self::Text(values), _) => put(values, row, None),
            (Self::Boolean(values), _) => put(values, row, None),
            (Self::Date(values), _) => put(values, row, None),
        }
    }

    /// Adds a value; one of another type counts as missing.
    pub fn push(&mut self, value: Value) {
        match (self, value) {
            (Self::Decimal(values), Value::Decimal(value)) => values.push(Some(value)),
            (Self::Text(values), Value::Text(value)) => values.push(Some(value)),
            (Self::Boolean(values), Value::Boolean(value)) => values.push(Some(value)),
            (Self::Date(values), Value::Date(value)) => values.push(Some(value)),
            (Self::Decimal(values), _) => values.push(None),
            (Self::Text(values), _) => values.push(None),
            (Self::Boolean(values), _) => values.push(None),
            (Self::Date(values), _) => values.push(None),
        }
    }
}

/// One typed value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    Missing,
    Decimal(Decimal),
    Text(String),
    Boolean(bool),
    Date(NaiveDate),
}

impl Value {
    /// The value for people: a number with the decimal sign of each language.
    pub fn message(&self) -> Message {
        match self {
            Self::Decimal(value) => Message::number(value),
            value => value.to_string().into(),
        }
    }

    pub const fn decimal(&self) -> Option<Decimal> {
        match self {
            Self::Decimal(value) => Some(*value),
            _ => None,
        }
    }

    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(value) => Some(value),
            _ => None,
        }
    }

    pub const fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }
}

impl std::fmt::Display for Value {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing => Ok(()),
            Self::Decimal(value) => value.fmt(formatter),
            Self::Text(value) => value.fmt(formatter),
            Self::Boolean(value) => value.fmt(formatter),
            Self::Date(value) => value.fmt(formatter),
        }
    }
}

/// The values of one field and, for a measure, the status of each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    pub values: Values,
    /// As long as the values for a measure; empty for other fields.
    pub statuses: Vec<Status>,
}

impl Column {
    pub fn empty(field: &Field) -> Self {
        Self::with_room(field, 0)
    }

    /// No values, with room for so many.
    pub fn with_room(field: &Field, rows: usize) -> Self {
        let statuses = if field.is_measure() { rows } else { 0 };
        Self { values: Values::with_room(field, rows), statuses: Vec::with_capacity(statuses) }
    }
}

/// The rows of one form, column by column; the columns are in the order of the form's fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rows {
    /// The row of the sheet, from 1.
    pub number: Vec<u32>,
    pub unit: Vec<Option<UnitIndex>>,
    pub period: Vec<Option<Period>>,
    /// False where the row is quarantined.
    pub accepted: Vec<bool>,
    pub columns: Vec<Column>,
    /// The lines, accepted and quarantined, that each row stands for; empty where a row is a row of the file.
    pub lines: Vec<(u64, u64)>,
    /// Of each further page of the table, where it has these rows.
    pub on_pages: Vec<Vec<Option<u32>>>,
    /// Rows and fields of values that have fewer digits than their cells say, each with what the cell says.
    pub rounded: BTreeMap<(usize, usize), Decimal>,
    /// Rows of no unit that name one which has ended, by its code and by its name: they are of the units that it became.
    pub of_ended_units: BTreeMap<usize, UnitIndex>,
    /// Rows and fields of cells that are at fault and gave no value, where the finding was only counted: nothing else is wrong with them.
    #[serde(skip)]
    pub only_counted: BTreeSet<(usize, usize)>,
    /// Rows and fields without statuses whose value is missing for a stated cause, where the field is required.
    #[serde(skip)]
    pub stated_missing: BTreeSet<(usize, usize)>,
    /// Rows of lines and what their texts say by which they may be the sum of others.
    #[serde(skip)]
    pub said_sums: BTreeMap<usize, Vec<SaidSum>>,
    /// What a piece of lines has in each column of yes and no, by the place of its field, in which an x may be a tick or a missing value.
    #[serde(skip)]
    pub marks: BTreeMap<usize, MarksAndWords>,
}

/// The ticks and the words of a column of yes and no.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarksAndWords {
    /// The rows with an x, in order.
    pub marks: Vec<usize>,
    /// A cell that says yes or no in words.
    pub word: Option<String>,
}

/// A text that says that its line is the sum of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidSum {
    /// The field whose value it is; `None` in a column of none.
    pub field: Option<usize>,
    /// A1 notation.
    pub cell: String,
    pub text: String,
    pub how: SaidOfSum,
}

impl Rows {
    /// No rows of a form.
    pub fn empty(form: &Form) -> Self {
        Self {
            number: Vec::new(),
            unit: Vec::new(),
            period: Vec::new(),
            accepted: Vec::new(),
            columns: form.schema.fields.iter().map(Column::empty).collect(),
            lines: Vec::new(),
            on_pages: Vec::new(),
            rounded: BTreeMap::new(),
            of_ended_units: BTreeMap::new(),
            only_counted: BTreeSet::new(),
            stated_missing: BTreeSet::new(),
            said_sums: BTreeMap::new(),
            marks: BTreeMap::new(),
        }
    }

    /// The rows of the file, accepted and quarantined, that a row stands for.
    pub fn source_rows(&self, row: usize) -> (u64, u64) {
        let itself = if self.accepted.get(row).copied().unwrap_or_default() { (1, 0) } else { (0, 1) };
        self.lines.get(row).copied().unwrap_or(itself)
    }

    pub fn len(&self) -> usize {
        self.number.len()
    }

    pub fn is_empty(&self) -> bool {
        self.number.is_empty()
    }

    /// By how much the value of a field may differ from what its cell says: half a unit of the last digit that the field keeps where it was rounded,
    /// else nothing.
    pub fn rounding(&self, row: usize, place: usize, field: &Field) -> Decimal {
        if self.rounded.contains_key(&(row, place)) { Decimal::half_unit(field.digits()) } else { Decimal::ZERO }
    }

    /// Keeps a row out of the figures.
    pub fn quarantine(&mut self, row: usize) {
        if let Some(accepted) = self.accepted.get_mut(row) {
            *accepted = false;
        }
    }

    /// Takes rows out; their places are in order.
    pub fn remove(&mut self, places: &[usize]) {
        fn without<T>(list: &mut Vec<T>, places: &[usize]) {
            let (mut place, mut left) = (0, places.iter().peekable());
            list.retain(|_| {
                let gone = left.next_if(|gone| **gone == place).is_some();
                place += 1;
                !gone
            });
        }
        let is_left = |row: usize| places.binary_search(&row).is_err();
        let moved_up = |row: usize| row.saturating_sub(places.partition_point(|gone| *gone < row));
        let left = |cells: &BTreeSet<(usize, usize)>| -> BTreeSet<(usize, usize)> {
            let own = cells.iter().filter(|(row, _)| is_left(*row));
            own.map(|(row, field)| (moved_up(*row), *field)).collect()
        };
        self.only_counted = left(&self.only_counted);
        self.stated_missing = left(&self.stated_missing);
        let rounded = std::mem::take(&mut self.rounded).into_iter().filter(|((row, _), _)| is_left(*row));
        self.rounded = rounded.map(|((row, field), exact)| ((moved_up(row), field), exact)).collect();
        fn moved<T>(of_rows: &mut BTreeMap<usize, T>, places: &[usize]) {
            let own = std::mem::take(of_rows).into_iter().filter(|(row, _)| places.binary_search(row).is_err());
            *of_rows =
                own.map(|(row, of)| (row.saturating_sub(places.partition_point(|gone| *gone < row)), of)).collect();
        }
        moved(&mut self.said_sums, places);
        moved(&mut self.of_ended_units, places);
        without(&mut self.number, places);
        without(&mut self.unit, places);
        without(&mut self.period, places);
        without(&mut self.accepted, places);
        self.on_pages.iter_mut().for_each(|numbers| without(numbers, places));
        for column in &mut self.columns {
            without(&mut column.statuses, places);
            match &mut column.values {
                Values::Decimal(values) => without(values, places),
                Values::Text(values) => without(values, places),
                Values::Boolean(values) => without(values, places),
                Values::Date(values) => without(values, places),
            }
        }
    }
}
