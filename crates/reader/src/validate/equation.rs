//! What has to be equal in a table: a printed total and its rows, a column and its formula, the sides of a check.
//!
//! Each equation knows of each of its cells what would have to be there for it to hold; whether it holds as it is, says the rule that
//! it comes from. Amounts are those of the sheet, in its units of measure.

use crate::findings::message::Message;
use crate::project::written::form::Form;
use crate::typing::reading::TypedTable;
use crate::typing::unit_of_measure::declared;
use crate::values::fraction::Fraction;

/// An equation over cells of a sheet.
#[derive(Debug)]
pub(super) struct Equation {
    pub holds: bool,
    pub cells: Vec<EquationCell>,
    /// What asks for it: "the total in D14".
    pub asked_by: Message,
}

/// One cell of an equation.
#[derive(Debug)]
pub(super) struct EquationCell {
    /// A1 notation.
    pub cell: String,
    /// Row of the sheet, from 1.
    pub number: u32,
    /// An index into the fields of the form, where a field claims the column.
    pub field: Option<usize>,
    pub written: Fraction,
    /// What would make the equation hold, all other cells as they are; nothing where that is not one value.
    pub demanded: Option<Fraction>,
    /// By how much it may differ: a quotient is rounded, sums are not.
    pub tolerance: Fraction,
}

/// The power of ten by which an amount in the unit of the form is multiplied as the column of a field writes it.
pub fn shift_of(form: &Form, table: &TypedTable, field: usize) -> i32 {
    let Some(own) = form.schema.fields.get(field) else { return 0 };
    let column = table.columns.iter().find(|column| column.field == field);
    let stated = column.and_then(|column| column.multiplier).filter(|_| declared(own).is_some());
    stated.map_or(0, |stated| i32::from(own.multiplier.unwrap_or(0)) - stated)
}

/// An amount times a power of ten.
pub fn shifted(amount: &Fraction, power: i32) -> Fraction {
    let times = Fraction::decimal(num_bigint::BigInt::from(10u8).pow(power.unsigned_abs()), 0);
    if power < 0 { amount.over(&times).unwrap_or_else(Fraction::zero) } else { amount.times(&times) }
}

/// The number with each two neighbouring digits exchanged that differ, a sign between them aside; its own digits and no more.
pub fn exchanged(number: &Fraction) -> Vec<Fraction> {
    let Some(digits) = number.digits() else { return Vec::new() };
    let text = number.abs().rounded(digits);
    let signs: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
    let negative = *number < Fraction::zero();
    let one = |first: usize| {
        let mut signs = signs.clone();
        let (left, right) = (*signs.get(first)?, *signs.get(first + 1)?);
        // Nobody writes a zero first, but before a decimal sign.
        let leads = first == 0 && right == b'0' && digits == 0;
        if left == right || leads {
            return None;
        }
        signs.swap(first, first + 1);
        let units: num_bigint::BigInt = std::str::from_utf8(&signs).ok()?.parse().ok()?;
        let exchanged = Fraction::decimal(units, digits);
        Some(if negative { exchanged.negative() } else { exchanged })
    };
    (0..signs.len().saturating_sub(1)).filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(units: i64, scale: u32) -> Vec<String> {
        exchanged(&Fraction::decimal(units, scale)).iter().map(|number| number.rounded(6)).collect()
    }

    #[test]
    fn neighbouring_digits_are_exchanged() {
        assert_eq!(shown(1234, 0), ["2134", "1324", "1243"]);
        assert_eq!(shown(-1250, 2), ["-21.5", "-15.2"]);
        assert_eq!(shown(1005, 0), ["1050"]);
        assert_eq!(shown(77, 0), Vec::<String>::new());
        assert_eq!(shown(5, 0), Vec::<String>::new());
    }

    #[test]
    fn amounts_are_shifted_exactly() {
        assert_eq!(shifted(&Fraction::decimal(125, 1), 3), Fraction::decimal(12_500, 0));
        assert_eq!(shifted(&Fraction::decimal(125, 1), -3), Fraction::decimal(125, 4));
    }
}
