//! One column of the clean lines of a piece.
//!
//! Takes the cells of a column, line by line; gives the values of the lines that are kept as an Arrow column, and says of each cell
//! whether there is something to say of it. Whole numbers and plain decimals have a way of their own; what other texts give is
//! remembered.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, Decimal128Array, StringArray};
use arrow_schema::DataType;

use crate::project::written::form::{Field, FieldType, Form};
use crate::sheet::grid::Cell;
use crate::sheet::repair;
use crate::typing::batch::array;
use crate::typing::cell::{MissingTexts, Reading as CellReading};
use crate::typing::number::Signs;
use crate::typing::rows::{Value, Values};
use crate::validate::constraints::Rules;
use crate::values::decimal::{Decimal, SCALE};
use crate::values::status::Status;
use crate::values::text;

/// Different values of a column that are remembered; those of a column with more are read each time.
const MOST_REMEMBERED: usize = 4096;

/// How one column is read.
pub(super) struct ColumnPlan<'a> {
    pub field: &'a Field,
    /// `None` for a field without a column: all its values are missing.
    pub index: Option<usize>,
    pub reading: Signs,
    pub rules: Option<Rules<'a>>,
    /// True where a check or a sum names the field.
    pub is_used: bool,
    /// True for a place, a period or an ordinal, which is kept as text.
    pub is_key: bool,
}

/// What the cells of a column gave so far.
pub(super) struct Filled<'p> {
    pub plan: &'p ColumnPlan<'p>,
    reading: CellReading<'p>,
    /// True where digits alone are a number, and no missing value.
    digits_are_numbers: bool,
    minimum: Option<i128>,
    maximum: Option<i128>,
    numbers: Vec<i128>,
    /// Values that are no numbers.
    values: Values,
    present: Vec<bool>,
    statuses: Vec<Status>,
    known: HashMap<Box<[u8]>, Option<ReadCell>, ahash::RandomState>,
    /// What the line at hand holds.
    next: ReadCell,
}

/// A cell that was read without a fault.
#[derive(Clone, Debug)]
enum ReadCell {
    Number(i128),
    Other(Value, Status),
}

impl<'p> Filled<'p> {
    /// No cells yet.
    pub fn new(plan: &'p ColumnPlan<'p>, missing: &'p MissingTexts<'p>, declared: &Form) -> Self {
        let numeric = matches!(plan.field.kind, FieldType::Integer | FieldType::Number) && !plan.is_key;
        let begins_with_digit = |value: &str| value.trim_start().starts_with(|sign: char| sign.is_ascii_digit());
        let digits_are_numbers =
            numeric && !declared.schema.missing_values.iter().any(|missing| begins_with_digit(&missing.value));
        let bound = |bound: Option<Decimal>| bound.map(Decimal::units);
        Self {
            plan,
            reading: CellReading { field: plan.field, signs: plan.reading, shift: 0, missing },
            digits_are_numbers,
            minimum: bound(plan.rules.as_ref().and_then(Rules::minimum)),
            maximum: bound(plan.rules.as_ref().and_then(Rules::maximum)),
            numbers: Vec::new(),
            values: Values::with_room(plan.field, 0),
            present: Vec::new(),
            statuses: Vec::new(),
            known: HashMap::default(),
            next: ReadCell::Number(0),
        }
    }

    /// Reads a cell of the line at hand; false where there is something to say of it.
    pub fn read(&mut self, written: &[u8]) -> bool {
        if self.digits_are_numbers
            && let Some(units) = units_of(written, self.plan)
        {
            self.next = ReadCell::Number(units);
            return self.minimum.is_none_or(|minimum| units >= minimum)
                && self.maximum.is_none_or(|maximum| units <= maximum);
        }
        if let Some(known) = self.known.get(written) {
            return match known {
                Some(read) => {
                    self.next = read.clone();
                    true
                }
                None => false,
            };
        }
        let read = self.look(written);
        if self.known.len() < MOST_REMEMBERED {
            self.known.insert(written.into(), read.clone());
        }
        match read {
            Some(read) => {
                self.next = read;
                true
            }
            None => false,
        }
    }

    /// The value of a cell, unless there is something to say of it.
    fn look(&self, written: &[u8]) -> Option<ReadCell> {
        let written = String::from_utf8_lossy(written);
        // What is repaired is told with its line, as that of a row.
        if repair::of_text(&written, true).is_some() {
            return None;
        }
        let cell = if written.trim().is_empty() { Cell::Empty } else { Cell::Text(written.into_owned()) };
        let (value, status) = if self.plan.is_key {
            (Value::Text(text::kept(&cell.display())), Status::O)
        } else {
            let typed = self.reading.value(&cell);
            if typed.fault.is_some() {
                return None;
            }
            // Only a measure keeps why it is missing.
            (typed.value, if self.plan.field.is_measure() { typed.status } else { Status::O })
        };
        if self.plan.rules.as_ref().is_some_and(|rules| rules.is_broken(&value, status)) {
            return None;
        }
        Some(match value {
            Value::Decimal(number) if status == Status::A => ReadCell::Number(number.units()),
            value => ReadCell::Other(value, status),
        })
    }

    /// Keeps what the line at hand holds, where anything asks for it.
    pub fn keep(&mut self) {
        if !self.plan.is_used {
            return;
        }
        let numeric = matches!(self.values, Values::Decimal(_));
        match std::mem::replace(&mut self.next, ReadCell::Number(0)) {
            ReadCell::Number(units) => {
                self.numbers.push(units);
                self.present.push(true);
                self.statuses.push(Status::A);
            }
            ReadCell::Other(value, status) => {
                if numeric {
                    self.numbers.push(value.decimal().map_or(0, Decimal::units));
                    self.present.push(!value.is_missing());
                } else {
                    self.values.push(value);
                }
                self.statuses.push(status);
            }
        }
    }

    /// The column, and for a measure its statuses.
    pub fn columns(self, lines: usize) -> Vec<(String, ArrayRef)> {
        let (name, is_measure) = (self.plan.field.name.clone(), self.plan.field.is_measure());
        let (values, statuses): (ArrayRef, Vec<Status>) = if self.plan.index.is_none() {
            let mut values = Values::with_room(self.plan.field, lines);
            (0..lines).for_each(|_| values.push(Value::Missing));
            (array(&values), vec![Status::O; lines])
        } else if matches!(self.values, Values::Decimal(_)) {
            let numbers = if self.present.iter().all(|present| *present) {
                Decimal128Array::from_iter_values(self.numbers)
            } else {
                self.numbers.iter().zip(&self.present).map(|(units, present)| present.then_some(*units)).collect()
            };
            (Arc::new(numbers.with_data_type(DataType::Decimal128(38, 12))), self.statuses)
        } else {
            (array(&self.values), self.statuses)
        };
        let mut columns = vec![(name.clone(), values)];
        if is_measure {
            let codes = StringArray::from_iter_values(statuses.iter().map(|status| status.code()));
            columns.push((format!("{name}_status"), Arc::new(codes)));
        }
        columns
    }
}

/// The units of a whole number or plain decimal, as [`CellReading::value`] gives them, of a text that is nothing else. `None` for any
/// other text.
fn units_of(written: &[u8], plan: &ColumnPlan<'_>) -> Option<i128> {
    const MOST_DIGITS: usize = 15;
    const LONG: i128 = 10_i128.pow(SCALE);
    let whole = written.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = written.split_at_checked(whole)?;
    if digits.is_empty() || digits.len() > MOST_DIGITS || digits.len() > 1 && digits.first() == Some(&b'0') {
        return None;
    }
    let number = |digits: &[u8]| digits.iter().fold(0_i64, |number, digit| number * 10 + i64::from(digit - b'0'));
    let units = i128::from(number(digits)) * LONG;
    let Some((sign, fraction)) = rest.split_first() else { return Some(units) };
    let places = u32::try_from(fraction.len()).ok()?;
    let is_plain = plan.field.kind == FieldType::Number
        && char::from(*sign) == plan.reading.decimal
        && (1..=plan.field.digits().min(6)).contains(&places)
        && fraction.iter().all(u8::is_ascii_digit);
    is_plain.then(|| units + i128::from(number(fraction)) * 10_i128.pow(SCALE - places))
}
