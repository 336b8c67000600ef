//! A cell to a number: its digits, its power of ten, and the unit behind it.

use crate::project::written::form::{Field, FieldType};
use crate::sheet::grid::Cell;
use crate::typing::cell::{ColumnReading, Typed};
use crate::typing::cell_fault::CellFault;
use crate::typing::missing_texts::is_dash;
use crate::typing::number::{PlainNumber, bare, kept, with_unit};
use crate::typing::rows::Value;
use crate::typing::unit_of_measure::{declared, is_of_all};
use crate::values::decimal::{Decimal, DecimalError, SCALE};
use crate::values::status::Status;
use crate::words::bare_words::changes_a_number;
use crate::words::beside_units::words_beside;
use crate::words::counted::Counted;
use crate::words::of_each::of_each;
use crate::words::power_words::bare_power;
use crate::words::stated_units::{OwnMeasure, StatedMeasure};
use crate::words::unit_text::{is_unit_of_something, perhaps_stated};

impl ColumnReading<'_> {
    /// The number of a cell, in the unit of the form.
    pub(super) fn number(&self, cell: &Cell) -> Typed {
        let not_a_number = || Typed::wrong(CellFault::NotANumber);
        let digits = self.field.digits();
        let parsed = match cell {
            Cell::Number(number) => Decimal::from_double(*number, digits, self.shift),
            // Shown times a hundred: two places of the decimal, and no product of doubles.
            Cell::Percent(number) if self.field.is_percent() => Decimal::from_double(*number, digits, self.shift + 2),
            Cell::Integer(number) => Decimal::parse(&number.to_string(), digits, self.shift),
            Cell::Decimal(number) => Decimal::parse_stated(number, digits, self.shift),
            Cell::Text(text) => {
                // A dash says that nothing occurred: a true zero.
                if self.field.is_measure() && is_dash(text) {
                    return Typed::value(Value::Decimal(Decimal::ZERO));
                }
                let is_plain = |number: &PlainNumber| !number.percent || self.field.is_percent();
                match kept(text, self.signs, self.decimals_written()) {
                    Some(number) if is_plain(&number) => Decimal::parse(&number.digits, digits, self.shift),
                    Some(_) if self.field.bare_number != Some(false) => return not_a_number(),
                    // What a unit says goes before that signs around a number are no part of it.
                    _ => match self.number_with_unit(text) {
                        Some(typed) => return typed,
                        None => match self.within(text).filter(is_plain) {
                            Some(number) => Decimal::parse(&number.digits, digits, self.shift),
                            None => return not_a_number(),
                        },
                    },
                }
            }
            _ => return not_a_number(),
        };
        match parsed {
            Ok(number) if number.inexact && self.field.kind == FieldType::Integer => Typed::wrong(CellFault::NotWhole),
            Ok(number) => Typed {
                value: Value::Decimal(number.value),
                status: Status::A,
                fault: number.inexact.then_some(match number.value {
                    Decimal::ZERO => CellFault::RoundsToNothing { shift: self.shift },
                    rounded => CellFault::ExcessDigits { rounded, shift: self.shift },
                }),
            },
            Err(DecimalError::NotANumber) => not_a_number(),
            Err(DecimalError::OutOfBounds) => Typed::wrong(CellFault::TooLarge),
        }
    }

    /// The number within a text, where signs around one are no part of it.
    pub(super) fn within(&self, text: &str) -> Option<PlainNumber> {
        let is_bare = self.field.bare_number != Some(false);
        let number = bare(text).filter(|_| !is_bare)?;
        // Words that make another number of it are no signs around it.
        let (before, behind) = text.split_once(number)?;
        if [before, behind].iter().any(|around| changes_a_number(around)) {
            return None;
        }
        kept(number, self.signs, self.decimals_written())
    }

    /// The digits after the decimal sign that an amount in the unit of the sheet may have: 421,523 triệu are whole nghìn.
    pub(super) fn decimals_written(&self) -> u32 {
        self.field.digits().saturating_add_signed(self.shift)
    }

    /// The value of a number with its unit behind it: "12 tỷ", "5 triệu đồng", "4,5‰". The unit of the cell goes before that
    /// of the table; one that is no power of ten, money, share or what the field itself counts is no part of a number.
    fn number_with_unit(&self, text: &str) -> Option<Typed> {
        let (number, written) = with_unit(text, self.signs)?;
        let own = i32::from(self.field.multiplier.unwrap_or(0));
        // "12 triệu, 500 nghìn" are two amounts.
        if holds_a_number(written) && !perhaps_stated(written).is_empty() {
            return Some(Typed::wrong(CellFault::NotANumber));
        }
        let units = perhaps_stated(written);
        let measure = declared(self.field)?;
        // "12 triệu đồng/hộ" is no amount of all.
        if of_each(written).is_some() && is_of_all(self.field) {
            return Some(Typed::wrong(CellFault::UnitContradicts));
        }
        // "12 triệu đồng (KH)", "12 triệu đồng nợ".
        if !units.is_empty() && !words_beside(written).is_empty() {
            return Some(Typed::wrong(CellFault::NotANumber));
        }
        let shift = match (bare_power(written), units.power_of(measure)) {
            (Some(power), _) => power - own,
            (None, Some(0)) if measure.measure == StatedMeasure::Count && !says_what_is_counted(written, measure) => {
                return None;
            }
            (None, Some(power)) => power - own,
            (None, None)
                if units.names_any(&[StatedMeasure::Money, StatedMeasure::OtherMoney, StatedMeasure::Percent]) =>
            {
                return Some(Typed::wrong(CellFault::UnitContradicts));
            }
            (None, None) if measure.measure == StatedMeasure::Count && says_something_else(written, measure) => {
                return Some(Typed::wrong(CellFault::UnitContradicts));
            }
            _ => return None,
        };
        let plain_digits = Cell::Decimal(number.digits);
        let mut typed = self.with_shift(shift).number(&plain_digits);
        if typed.fault.is_none() && shift != self.shift {
            typed.fault = Some(CellFault::UnitConverted { shift });
        }
        Some(typed)
    }

    /// What a cell says whose number has more digits than the field keeps.
    pub(super) fn exactly(&self, cell: &Cell, rounded: &Value) -> Option<Decimal> {
        let Value::Decimal(rounded) = rounded else { return None };
        let digits = u8::try_from(SCALE).ok();
        let field = Field { scale: digits, ..self.field.clone() };
        let exact = match (ColumnReading { field: &field, ..*self }).value(cell).value {
            Value::Decimal(exact) => exact,
            _ => *rounded,
        };
        // Signs that may be read in two ways are read by the digits of the field.
        let again = Decimal::parse(&exact.to_string(), self.field.digits(), 0).ok();
        Some(if again.is_some_and(|again| again.value == *rounded) { exact } else { *rounded })
    }
}

/// True for words behind a number that hold another; "m2" and "km2" are units.
fn holds_a_number(written: &str) -> bool {
    let mut before = ' ';
    written.chars().any(|sign| {
        sign.is_ascii_digit() && !std::mem::replace(&mut before, sign).is_alphabetic() || {
            before = sign;
            false
        }
    })
}

/// True for words behind a number that are what a field counts, and nothing else: "5.800 người".
fn says_what_is_counted(written: &str, measure: OwnMeasure) -> bool {
    let unit = perhaps_stated(written).only();
    let same = unit.is_some_and(|unit| unit.counted == measure.counted && measure.counted != Counted::Other);
    same && is_unit_of_something(written)
}

/// True for words behind a number that are another thing than a field counts: "5800 hộ" where persons are.
fn says_something_else(written: &str, measure: OwnMeasure) -> bool {
    let unit = perhaps_stated(written).only().filter(|unit| unit.measure == StatedMeasure::Count);
    unit.is_some_and(|unit| !unit.counted.may_be(measure.counted)) && is_unit_of_something(written)
}
