//! What a text that stands for a missing value is as a value of its field: "-99" is a number, "01/01/1970" a day.
//!
//! Takes a field and a declared text; gives the number, the day or the canonical text that the field reads in it, to be compared with what the cells
//! of the field hold. The number is missing however it is written ("-99.0", "−99", "9.999" for "9999"), and so is a day that a workbook knows as one.
//! A number is compared as it is written: before a percentage, or a unit that the table states, changes it.

use std::cmp::Ordering;

use chrono::{NaiveDate, NaiveTime};

use crate::project::written::form::{Field, FieldType};
use crate::project::written::textual::{canonical, compare, date};
use crate::sheet::grid::Cell;
use crate::typing::cell::{ColumnReading, Typed};
use crate::typing::number::{Signs, kept, plain, with_unit};
use crate::typing::rows::Value;
use crate::values::day;
use crate::values::decimal::{Decimal, SCALE};
use crate::values::lexical::instant::Instant;
use crate::values::status::Status;
use crate::values::text;

/// What one declared text is as a value.
#[derive(Clone, Debug, Default)]
pub(super) struct MissingMeaning {
    /// The day that it is, in the format of a field of days, else as people and programs write days.
    pub day: Option<NaiveDate>,
    /// Its canonical text in a field whose values are kept as text.
    pub canonical: Option<String>,
}

impl MissingMeaning {
    /// That of a text in no field.
    pub fn of_any_field(written: &str) -> Self {
        let usual = Field::new(String::new(), FieldType::Date);
        Self { day: day_meant(&usual, written), canonical: None }
    }

    pub fn new(field: &Field, written: &str) -> Self {
        let is_as_written = matches!(field.kind, FieldType::String | FieldType::Any | FieldType::Year);
        let is_textual = field.kind.is_textual() && !is_as_written;
        match field.kind {
            FieldType::Date => Self { day: day_meant(field, written), canonical: None },
            _ => Self {
                canonical: canonical_meant(field, written).filter(|_| is_textual),
                ..Self::of_any_field(written)
            },
        }
    }
}

/// The day of a text in the format of a field, else as it is usually written, of whatever year: 31/12/9999 is declared as no day.
fn day_meant(field: &Field, written: &str) -> Option<NaiveDate> {
    let written = text::composed(written.trim());
    let usual = || date("default", &written).or_else(|| day::of_another_age(&written));
    date(field.format(), &written).or_else(usual)
}

/// The canonical text of a text in the format of a field, else in the usual one; a day alone is its midnight.
fn canonical_meant(field: &Field, written: &str) -> Option<String> {
    let text = text::composed(written.trim());
    let usual = || canonical(&Field { format: None, ..field.clone() }, &text);
    let midnight = || {
        let day = day_meant(&Field::new(String::new(), FieldType::Date), written)?;
        (field.kind == FieldType::Datetime).then(|| Instant::local(day.and_time(NaiveTime::MIN)).to_string())
    };
    canonical(field, &text).or_else(usual).or_else(midnight)
}

/// The number that plain digits are, however many they are.
fn exact(digits: &str) -> Option<Decimal> {
    Decimal::parse(digits, SCALE, 0).ok().filter(|number| !number.inexact).map(|number| number.value)
}

/// The number that a declared text is in the signs of a column, else in plain digits: "-99.0" is one in every language.
pub(super) fn declared_number(declared: &str, signs: Signs) -> Option<Decimal> {
    if !declared.contains(|sign: char| sign.is_ascii_digit()) {
        return None;
    }
    let in_signs = plain(declared, signs).and_then(|number| exact(&number.digits));
    in_signs.or_else(|| exact(declared.trim()))
}

impl ColumnReading<'_> {
    /// The cause, where what a cell gave is what one of the declared texts means.
    pub(super) fn cause_by_value(&self, cell: &Cell, typed: &Typed) -> Option<Status> {
        if !self.missing.have_meanings() {
            return None;
        }
        match self.field.kind {
            FieldType::Integer | FieldType::Number | FieldType::Year | FieldType::Boolean => {
                self.missing.cause_of_number(self.number_as_written(cell, &typed.value)?, self.signs)
            }
            FieldType::Date => {
                let of_text = || cell.as_text().and_then(|written| day_meant(self.field, written));
                let day = if let Value::Date(day) = typed.value { Some(day) } else { of_text() };
                self.missing.cause_of_day(day?)
            }
            FieldType::String | FieldType::Any => None,
            kind => {
                let of_text = || cell.as_text().and_then(|written| canonical_meant(self.field, written));
                let value = typed.value.text().map(str::to_owned).or_else(of_text)?;
                let is_equal =
                    |declared: &str| declared == value || compare(kind, declared, &value) == Some(Ordering::Equal);
                self.missing.cause_of_canonical(is_equal)
            }
        }
    }

    /// The number of a cell before a unit that the table states changes it. One with a unit of its own has to be in that unit.
    fn number_as_written(&self, cell: &Cell, value: &Value) -> Option<Decimal> {
        match cell {
            Cell::Percent(_) => exact(cell.display().trim_end_matches('%')).filter(|_| self.field.is_percent()),
            number if number.is_number() => exact(&number.display()),
            Cell::Text(written) => {
                let digits = self.field.digits();
                let number = kept(written, self.signs, self.decimals_written()).or_else(|| self.within(written));
                if let Some(number) = number.filter(|number| !number.percent || self.field.is_percent()) {
                    return exact(&number.digits);
                }
                let (number, _) = with_unit(written, self.signs)?;
                let in_this_unit = Decimal::parse(&number.digits, digits, self.shift).ok()?.value;
                exact(&number.digits).filter(|_| value.decimal() == Some(in_this_unit))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveTime;

    use super::*;
    use crate::project::written::form::MissingValue;
    use crate::typing::missing_texts::MissingTexts;
    use crate::values::language::Language;

    fn is_missing(kind: FieldType, change: impl Fn(&mut Field), shift: i32, declared: &str, cell: &Cell) -> bool {
        let mut field = Field::new(String::new(), kind);
        change(&mut field);
        let declared = [MissingValue { value: declared.to_owned(), label: None, status: Status::L }];
        let missing = MissingTexts::of_field(&field, &declared);
        let signs = Signs::declared(&field, Language::Vi);
        let typed = ColumnReading { field: &field, signs, shift, missing: &missing }.value(cell);
        let is_missing = typed.status == Status::L;
        assert!(!is_missing || typed.value.is_missing() && typed.fault.is_none(), "{typed:?}");
        is_missing
    }

    #[test]
    fn a_number_that_stands_for_missing_is_missing_however_it_is_written() {
        let is = |declared: &str, written: &str| {
            [FieldType::Integer, FieldType::Number]
                .map(|kind| is_missing(kind, |_| (), 3, declared, &Cell::from(written)))
        };
        for written in ["-99", "-99,0", "−99", "– 99", "(99)", "-99,00", "-9,9E+1", "-99\u{a0}"] {
            assert_eq!(is("-99", written), [true; 2], "{written}");
            assert_eq!(is("-99.0", written), [true; 2], "{written}");
        }
        for written in ["9.999", "9 999", "+9999", "9999,0"] {
            assert_eq!(is("9999", written), [true; 2], "{written}");
            assert_eq!(is("9.999", written), [true; 2], "as a Vietnamese number: {written}");
        }
        for written in ["99", "-990", "-99,5", "-99%", "-", "-99 hộ"] {
            assert_eq!(is("-99", written), [false; 2], "{written}");
        }
        let typed = |cell: Cell| is_missing(FieldType::Number, |_| (), 3, "-99", &cell);
        assert!(typed(Cell::Number(-99.0)) && typed(Cell::Integer(-99)) && typed(Cell::Decimal("-99.00".to_owned())));
        assert!(!typed(Cell::Number(-0.099)), "before the unit of the table changes it");
    }

    #[test]
    fn a_number_with_a_percent_sign_or_a_unit_is_compared_in_its_field() {
        let percent = |field: &mut Field| field.unit = Some("percent".to_owned());
        for cell in [Cell::from("-99%"), Cell::Percent(-0.99), Cell::Number(-99.0), Cell::from("-99,0 %")] {
            assert!(is_missing(FieldType::Number, percent, 0, "-99", &cell), "{cell:?}");
        }
        assert!(!is_missing(FieldType::Number, percent, 0, "-99", &Cell::Number(-0.99)));
        let money = |field: &mut Field| (field.unit, field.multiplier) = (Some("VND".to_owned()), Some(6));
        let of_money = |written: &str| is_missing(FieldType::Number, money, 0, "9999", &Cell::from(written));
        assert!(of_money("9.999") && of_money("9.999 triệu đồng") && !of_money("9.999 tỷ"));
        let truth = |written: &str| is_missing(FieldType::Boolean, |_| (), 0, "9", &Cell::from(written));
        assert!(truth("9") && truth("9,0") && !truth("1"));
        assert!(is_missing(FieldType::Year, |_| (), 0, "9999", &Cell::Number(9999.0)));
        assert!(is_missing(FieldType::Year, |_| (), 0, "-99", &Cell::from("-99,0")));
        // A text is compared as a text.
        assert!(!is_missing(FieldType::String, |_| (), 0, "-99", &Cell::from("−99")));
        assert!(is_missing(FieldType::String, |_| (), 0, "false", &Cell::Boolean(false)));
    }

    #[test]
    fn a_day_that_stands_for_missing_is_missing_however_it_is_kept() {
        let day = |year, month, day| Cell::Date(NaiveDate::from_ymd_opt(year, month, day).unwrap());
        let is = |format: Option<&str>, declared: &str, cell: &Cell| {
            let change = |field: &mut Field| field.format = format.map(str::to_owned);
            is_missing(FieldType::Date, change, 0, declared, cell)
        };
        for declared in ["01/01/1970", "1970-01-01", "1/1/1970"] {
            for cell in [day(1970, 1, 1), Cell::from("1/1/1970"), Cell::from("1970-01-01"), Cell::from("01-01-1970")] {
                assert!(is(None, declared, &cell), "{declared} {cell:?}");
            }
            assert!(!is(None, declared, &day(1970, 1, 2)));
        }
        for cell in [day(9999, 12, 31), Cell::from("9999-12-31"), Cell::from("31/12/9999")] {
            assert!(is(None, "31/12/9999", &cell) && is(None, "9999-12-31", &cell), "{cell:?}");
        }
        // The format of the field says which part is the month.
        assert!(is(Some("%m/%d/%Y"), "01/02/1970", &day(1970, 1, 2)));
        assert!(!is(Some("%m/%d/%Y"), "01/02/1970", &day(1970, 2, 1)));
        assert!(is(Some("%Y%m%d"), "1900-01-01", &Cell::from("19000101")));
        for kind in [FieldType::String, FieldType::Any, FieldType::Integer] {
            assert!(is_missing(kind, |_| (), 0, "01/01/1970", &day(1970, 1, 1)));
        }
    }

    #[test]
    fn times_instants_and_lists_are_compared_by_what_they_are() {
        let is = |kind: FieldType, declared: &str, cell: &Cell| is_missing(kind, |_| (), 0, declared, cell);
        let midnight = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap().and_time(NaiveTime::MIN);
        for declared in ["1970-01-01T00:00:00", "1969-12-31T17:00:00Z", "1970-01-01", "01/01/1970"] {
            for cell in [Cell::DateTime(midnight), Cell::Date(midnight.date()), Cell::from("1970-01-01 00:00:00")] {
                assert!(is(FieldType::Datetime, declared, &cell), "{declared} {cell:?}");
            }
        }
        assert!(is(FieldType::Time, "00:00:00", &Cell::Number(0.0)));
        assert!(is(FieldType::Time, "00:00:00", &Cell::from("00:00:00+07:00")));
        assert!(is(FieldType::Yearmonth, "1900-01", &Cell::Date(NaiveDate::from_ymd_opt(1900, 1, 1).unwrap())));
        assert!(
            is(FieldType::Array, "[ 0 ]", &Cell::from("[0]")) && is(FieldType::Duration, "PT0S", &Cell::from("P0D"))
        );
        assert!(!is(FieldType::Time, "00:00:00", &Cell::from("07:00:00")));
    }
}
