//! One column of the clean lines of a piece.
//!
//! Takes the cells of a column, line by line; gives the values of the lines that are kept as an Arrow column, and says of each cell
//! whether there is something to say of it. Whole numbers, plain decimals and codes have a way of their own; what other texts give is
//! remembered. Numbers are small ones: of 18 digits, with the digits behind the decimal sign that their field declares.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, Decimal64Array, DictionaryArray, Int32Array, RunArray, StringArray, new_null_array};
use arrow_schema::{ArrowError, DataType};

use crate::engine::SMALL_DIGITS;
use crate::intake::day_orders::DayOrder;
use crate::project::written::field::is_an_x;
use crate::project::written::form::{Field, FieldType};
use crate::sheet::error_words;
use crate::sheet::grid::Cell;
use crate::sheet::repair;
use crate::typing::batch::array;
use crate::typing::cell::ColumnReading as CellReading;
use crate::typing::missing_texts::MissingTexts;
use crate::typing::number::Signs;
use crate::typing::rows::{MarksAndWords, Value, Values};
use crate::typing::table::marks_among_words::is_a_word;
use crate::typing::table::shares::{is_share, shows_percent};
use crate::validate::constraints::Rules;
use crate::values::decimal::SCALE;
use crate::values::gap_words;
use crate::values::status::Status;
use crate::values::sum_words;
use crate::values::text;

/// Different values of a column that are remembered; those of a column with more are read each time.
const MOST_REMEMBERED: usize = 4096;
/// Most digits behind the decimal sign of a small number.
const MOST_PLACES: u32 = 6;
/// A small number is less than this.
const SMALL_END: i64 = 10_i64.pow(SMALL_DIGITS as u32);

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
    /// True for a column of yes and no in which an x may be a tick or a missing value.
    pub doubts_an_x: bool,
}

/// What the cells of a column gave so far.
pub(super) struct Filled<'p> {
    pub plan: &'p ColumnPlan<'p>,
    reading: CellReading<'p>,
    /// True where digits alone are a number, and no missing value.
    digits_are_numbers: bool,
    /// The first signs of texts that may stand for a missing value; `None` where a code is not a value at once.
    no_code: Option<[bool; 256]>,
    /// Digits behind the decimal sign of its numbers.
    places: u32,
    minimum: i64,
    maximum: i64,
    kept: Kept,
    /// Lines, by index, without a value.
    absent: Vec<usize>,
    /// Lines, by index, of another status than normal.
    statuses: Vec<(usize, Status)>,
    known: HashMap<Box<[u8]>, Option<ReadCell>, ahash::RandomState>,
    /// In which order its days are written, for a column of such.
    pub days: Option<DayOrder>,
    /// Lines, by index, with an x, and a word of the column, where an x may be a tick or a missing value.
    pub marks: Option<MarksAndWords>,
}

/// The values that are kept, one a line.
enum Kept {
    Numbers(Vec<i64>),
    /// The index of each text.
    Texts(Vec<i32>, Vec<String>),
    Others(Values),
}

/// A cell that was read without a fault.
#[derive(Clone, Debug)]
enum ReadCell {
    Number(i64),
    /// The index of a text.
    Text(i32),
    Other(Value, Status),
    /// An x that may be a tick or a missing value.
    Mark(Value, Status),
}

impl<'p> Filled<'p> {
    /// No cells yet.
    pub fn new(plan: &'p ColumnPlan<'p>, missing: &'p MissingTexts<'p>) -> Self {
        let is_numeric = plan.field.kind.is_amount();
        let digits_are_numbers = is_numeric
            && !plan.is_key
            && plan.rules.as_ref().is_none_or(Rules::are_of_bounds)
            && !missing.may_be_without_minus();
        let begins_a_gap = |sign: u8| missing.may_begin_with(sign) || gap_words::may_begin_with(sign);
        let takes_codes = plan.field.kind == FieldType::String
            && plan.field.format() == "default"
            && !plan.is_used
            && plan.rules.as_ref().is_none_or(Rules::allow_any_text);
        let places = plan.field.digits().min(MOST_PLACES);
        let step = 10_i128.pow(SCALE.saturating_sub(places));
        let small = |units: i128, least: i64| i64::try_from(units).unwrap_or(if units > 0 { i64::MAX } else { least });
        // A number that is greater than a bound is the next small number at least.
        let least = |rules: &Rules<'p>| {
            let at_least = rules.minimum().map(|bound| -(-bound.units()).div_euclid(step));
            let above = rules.exclusive_minimum().map(|bound| bound.units().div_euclid(step) + 1);
            at_least.into_iter().chain(above).max()
        };
        let most = |rules: &Rules<'p>| {
            let at_most = rules.maximum().map(|bound| bound.units().div_euclid(step));
            let below = rules.exclusive_maximum().map(|bound| -(-bound.units()).div_euclid(step) - 1);
            at_most.into_iter().chain(below).min()
        };
        let minimum = plan.rules.as_ref().and_then(least);
        let maximum = plan.rules.as_ref().and_then(most);
        Self {
            plan,
            reading: CellReading { field: plan.field, signs: plan.reading, shift: 0, missing },
            digits_are_numbers,
            no_code: takes_codes.then(|| std::array::from_fn(|sign| u8::try_from(sign).is_ok_and(begins_a_gap))),
            places,
            minimum: minimum.map_or(i64::MIN, |units| small(units, i64::MIN)),
            maximum: maximum.map_or(i64::MAX, |units| small(units, i64::MIN)),
            kept: match plan.field.kind {
                kind if kind.is_numeric() => Kept::Numbers(Vec::new()),
                kind if kind.is_textual() => Kept::Texts(Vec::new(), Vec::new()),
                _ => Kept::Others(Values::with_room(plan.field, 0)),
            },
            absent: Vec::new(),
            statuses: Vec::new(),
            known: HashMap::default(),
            days: DayOrder::is_asked(plan.field).then(DayOrder::default),
            marks: plan.doubts_an_x.then(MarksAndWords::default),
        }
    }

    /// Reads a cell of the line with this index among those that are kept; false where there is something to say of it, and then
    /// nothing of it is kept.
    #[inline]
    pub fn read(&mut self, written: &[u8], line: usize) -> bool {
        if self.digits_are_numbers
            && let Some(number) = self.plain_number(written)
        {
            // What may be a share beside percentages is read as a row.
            let is_share = self.plan.field.is_percent() && number != 0 && number <= 10_i64.pow(self.places);
            let is_allowed = number >= self.minimum && number <= self.maximum && !is_share;
            if is_allowed
                && self.plan.is_used
                && let Kept::Numbers(numbers) = &mut self.kept
            {
                numbers.push(number);
            }
            return is_allowed;
        }
        // Nothing is kept of a code that nothing asks for.
        if let (Some(no_code), Some(first)) = (&self.no_code, written.first())
            && first.is_ascii_alphanumeric()
            && no_code.get(usize::from(*first)) == Some(&false)
            && written.iter().all(u8::is_ascii_graphic)
            && !sum_words::is_ascii_said(written)
        {
            return true;
        }
        self.read_other(written, line)
    }

    fn read_other(&mut self, written: &[u8], line: usize) -> bool {
        let read = match self.known.get(written) {
            Some(known) => known.clone(),
            None => {
                let read = self.look(written);
                if self.known.len() < MOST_REMEMBERED {
                    self.known.insert(written.into(), read.clone());
                }
                read
            }
        };
        let Some(read) = read else { return false };
        if let (ReadCell::Mark(..), Some(marks)) = (&read, &mut self.marks) {
            marks.marks.push(line);
        }
        if self.plan.is_used {
            self.keep(read, line);
        }
        true
    }

    /// The value of a cell, unless there is something to say of it.
    fn look(&mut self, written: &[u8]) -> Option<ReadCell> {
        let written = String::from_utf8_lossy(written);
        // What is repaired is reported with its line, as that of a row.
        if repair::of_text(&written, true).is_some() {
            return None;
        }
        if error_words::cell(&written).is_some() || repair::unmended(&written).is_some() {
            return None;
        }
        let cell = if written.trim().is_empty() { Cell::Empty } else { Cell::Text(written.into_owned()) };
        let (value, status) = if self.plan.is_key {
            if !cell.is_blank() && self.reading.missing.cause_of(&cell).is_some() {
                return None;
            }
            (Value::Text(text::kept(&cell.display())), Status::O)
        } else {
            let typed = self.reading.value_of_line(&cell);
            if typed.fault.is_some() {
                return None;
            }
            if let (Some(days), Some(text)) = (&mut self.days, cell.as_text()) {
                days.see(text);
            }
            // What else the line holds says whether it is a sum.
            if matches!(&typed.value, Value::Text(text) if sum_words::said(text).is_some() && !self.plan.field.names_value(text))
            {
                return None;
            }
            (typed.value, typed.status)
        };
        let is_of_percents = self.plan.field.is_percent()
            && (cell.as_text().is_some_and(shows_percent)
                || matches!(value, Value::Decimal(number) if is_share(number)));
        if is_of_percents {
            return None;
        }
        // Only a measure keeps why it is missing.
        let status = if self.plan.field.is_measure() { status } else { Status::O };
        if self.plan.rules.as_ref().is_some_and(|rules| rules.is_broken(&value, status)) {
            return None;
        }
        match (value, &mut self.kept) {
            (Value::Decimal(number), Kept::Numbers(_)) if !self.plan.field.is_measure() || status == Status::A => {
                let step = 10_i128.pow(SCALE.saturating_sub(self.places));
                let units = Some(number.units()).filter(|units| units % step == 0)?;
                // What is no small number is read as a row.
                i64::try_from(units / step)
                    .ok()
                    .filter(|number| number.unsigned_abs() < SMALL_END.unsigned_abs())
                    .map(ReadCell::Number)
            }
            (Value::Text(text), Kept::Texts(_, texts)) if !self.plan.field.is_measure() => {
                if !self.plan.is_used {
                    return Some(ReadCell::Text(0));
                }
                let index = i32::try_from(texts.len()).ok()?;
                texts.push(text);
                Some(ReadCell::Text(index))
            }
            (Value::Decimal(_), Kept::Numbers(_)) | (Value::Text(_), Kept::Texts(..)) => None,
            (value, _) => {
                let Some(marks) = &mut self.marks else { return Some(ReadCell::Other(value, status)) };
                if cell.as_text().is_some_and(is_an_x) {
                    return Some(ReadCell::Mark(value, status));
                }
                if marks.word.is_none() && is_a_word(&cell) {
                    marks.word = Some(cell.display().trim().to_owned());
                }
                Some(ReadCell::Other(value, status))
            }
        }
    }

    fn keep(&mut self, read: ReadCell, line: usize) {
        match (read, &mut self.kept) {
            (ReadCell::Number(number), Kept::Numbers(numbers)) => numbers.push(number),
            (ReadCell::Text(index), Kept::Texts(indices, _)) => indices.push(index),
            (ReadCell::Other(value, status) | ReadCell::Mark(value, status), kept) => {
                match kept {
                    Kept::Numbers(numbers) => numbers.push(0),
                    Kept::Texts(indices, _) => indices.push(0),
                    Kept::Others(values) => values.push(value),
                }
                if !matches!(kept, Kept::Others(_)) {
                    self.absent.push(line);
                }
                if status != Status::A {
                    self.statuses.push((line, status));
                }
            }
            // A column has values of its own kind.
            _ => {}
        }
    }

    /// Takes back what was kept of lines from this index on.
    pub fn truncate(&mut self, lines: usize) {
        match &mut self.kept {
            Kept::Numbers(numbers) => numbers.truncate(lines),
            Kept::Texts(indices, _) => indices.truncate(lines),
            Kept::Others(values) => values.truncate(lines),
        }
        while self.absent.last().is_some_and(|line| *line >= lines) {
            self.absent.pop();
        }
        while self.marks.as_ref().is_some_and(|marks| marks.marks.last().is_some_and(|line| *line >= lines)) {
            self.marks.as_mut().and_then(|marks| marks.marks.pop());
        }
        while self.statuses.last().is_some_and(|(line, _)| *line >= lines) {
            self.statuses.pop();
        }
    }

    /// The column, and for a measure its statuses.
    ///
    /// # Errors
    /// Where the values make no column, which is a fault of the program.
    pub fn columns(self, lines: usize) -> Result<Vec<(String, ArrayRef)>, ArrowError> {
        let (name, is_measure) = (self.plan.field.name.clone(), self.plan.field.is_measure());
        let mut is_present = vec![true; if self.absent.is_empty() { 0 } else { lines }];
        for line in &self.absent {
            if let Some(is_present) = is_present.get_mut(*line) {
                *is_present = false;
            }
        }
        let has_column = self.plan.index.is_some();
        let values: ArrayRef = match self.kept {
            Kept::Numbers(_) if !has_column => new_null_array(&DataType::Decimal64(SMALL_DIGITS, 0), lines),
            Kept::Texts(..) if !has_column => {
                let (indices, texts) = (Box::new(DataType::Int32), Box::new(DataType::Utf8));
                new_null_array(&DataType::Dictionary(indices, texts), lines)
            }
            Kept::Others(_) if !has_column => {
                let mut values = Values::with_room(self.plan.field, lines);
                (0..lines).for_each(|_| values.push(Value::Missing));
                array(&values)
            }
            Kept::Numbers(numbers) => {
                let numbers: Decimal64Array = match is_present.is_empty() {
                    true => numbers.into(),
                    false => {
                        numbers.iter().zip(is_present).map(|(number, present)| present.then_some(*number)).collect()
                    }
                };
                let places = i8::try_from(self.places).unwrap_or_default();
                Arc::new(numbers.with_data_type(DataType::Decimal64(SMALL_DIGITS, places)))
            }
            Kept::Texts(indices, texts) => {
                let indices: Int32Array = match is_present.is_empty() {
                    true => indices.into(),
                    false => indices.iter().zip(is_present).map(|(index, present)| present.then_some(*index)).collect(),
                };
                let texts: ArrayRef = Arc::new(StringArray::from_iter_values(texts));
                Arc::new(DictionaryArray::try_new(indices, texts)?)
            }
            Kept::Others(values) => array(&values),
        };
        let mut columns = vec![(name.clone(), values)];
        if is_measure {
            let statuses: ArrayRef = if self.statuses.is_empty() && has_column && lines > 0 {
                let end = i32::try_from(lines).map_err(|cause| ArrowError::InvalidArgumentError(cause.to_string()))?;
                let normal = StringArray::from_iter_values([Status::A.code()]);
                Arc::new(RunArray::<Int32Type>::try_new(&Int32Array::from(vec![end]), &normal)?)
            } else {
                let usual = if has_column { Status::A } else { Status::O };
                let mut statuses = vec![usual; lines];
                for (line, status) in self.statuses {
                    if let Some(slot) = statuses.get_mut(line) {
                        *slot = status;
                    }
                }
                Arc::new(StringArray::from_iter_values(statuses.iter().map(|status| status.code())))
            };
            columns.push((format!("{name}_status"), statuses));
        }
        Ok(columns)
    }

    /// The number that a text is which is nothing but digits, or digits with a decimal sign, as [`CellReading::value`] gives it.
    /// `None` for any other text.
    #[inline]
    fn plain_number(&self, written: &[u8]) -> Option<i64> {
        const MOST_DIGITS: usize = 15;
        let whole = written.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(written.len());
        let (digits, rest) = written.split_at_checked(whole)?;
        if digits.is_empty() || digits.len() > MOST_DIGITS || digits.len() > 1 && digits.first() == Some(&b'0') {
            return None;
        }
        let number = |digits: &[u8]| digits.iter().fold(0_i64, |number, digit| number * 10 + i64::from(digit - b'0'));
        let whole = number(digits).checked_mul(10_i64.pow(self.places)).filter(|number| *number < SMALL_END)?;
        let Some((sign, fraction)) = rest.split_first() else { return Some(whole) };
        let places = u32::try_from(fraction.len()).ok()?;
        let is_plain = self.plan.field.kind == FieldType::Number
            && char::from(*sign) == self.plan.reading.decimal
            && (1..=self.places).contains(&places)
            && fraction.iter().all(u8::is_ascii_digit);
        is_plain.then(|| whole + number(fraction) * 10_i64.pow(self.places - places))
    }
}
