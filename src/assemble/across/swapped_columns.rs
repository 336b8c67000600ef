//! Two values of one row that were written into each other's columns: each is a value that the other's field can hold, fits its history, and is
//! far from its own. Together they have digits enough, and counts differ by more than counts do: those of one digit change by chance. Season
//! explains neither: a step that all make in both columns is one, unless it exchanges them everywhere.
//!
//! ```text
//!         | Hộ gia đình | Người lớn
//! 2024-Q3 |       1.210 |     3.480
//! 2024-Q4 |       3.495 |     1.214          swapped-columns, at both cells
//! ```

use super::median::Ratio;
use super::rules::{AtPoint, Doubt, RowFindings};
use super::words::at_cell;
use crate::findings::code::Code;
use crate::message;
use crate::project::written::constraints::Bound;
use crate::project::written::form::Field;
use crate::values::decimal::{Decimal, SCALE};

/// Digits of the two values together.
const FEWEST_DIGITS: usize = 4;

pub fn check(at: &AtPoint<'_>, reported: &mut RowFindings) {
    let within = at.rows.rules.within_digits.0;
    let field = |doubt: &Doubt| at.rows.form.schema.fields.get(doubt.field);
    let doubtful = |doubt: &&Doubt| {
        let is_chance =
            || field(doubt).is_none_or(|field| doubt.usual.is_chance_of_counts(at.rows, field, doubt.value));
        doubt.usual.periods.is_some()
            && doubt.has_usual_sign()
            && doubt.usual.is_unlike(at.rows, doubt.value, within)
            && !is_chance()
    };
    let doubts: Vec<&Doubt> = at.doubts.iter().filter(doubtful).collect();
    for (index, one) in doubts.iter().enumerate() {
        for other in doubts.iter().skip(index + 1) {
            if reported.fields.contains(&one.field) || reported.fields.contains(&other.field) {
                continue;
            }
            let digits = |doubt: &Doubt| doubt.value.significant_digits();
            if digits(one) + digits(other) < FEWEST_DIGITS {
                continue;
            }
            let fits = |of: &Doubt, value: &Doubt| {
                of.usual.negative == value.usual.negative
                    && of.usual.fits(at.rows, value.value, within)
                    && field(of).is_some_and(|field| is_value_of(field, value.value))
            };
            if !fits(one, other) || !fits(other, one) || is_of_season(at, one, other) {
                continue;
            }
            for (of, value) in [(one, other), (other, one)] {
                let label = label(at, value);
                let finding = at_cell(at, of, Code::SwappedColumns, value.value, |evidence| {
                    let (value, median) = (&evidence.value, &evidence.median);
                    let (others, suggested) = (&evidence.others, &evidence.suggested);
                    message!(
                        "swapped-columns.each",
                        value = value,
                        median = median,
                        others = others,
                        column = &label,
                        suggested = suggested
                    )
                });
                reported.findings.extend(finding);
                reported.fields.push(of.field);
            }
        }
    }
}

/// True where the season explains one of the values.
fn is_of_season(at: &AtPoint<'_>, one: &Doubt, other: &Doubt) -> bool {
    if at.fits_season(one) || at.fits_season(other) {
        return true;
    }
    let is_exchanged_everywhere = |one: Ratio, other: Ratio| {
        let inverse = Ratio { numerator: other.denominator, denominator: other.numerator };
        one.is_near(inverse, Ratio::of_factor(at.rows.rules.within_digits.0))
    };
    match (at.step_of_all(one), at.step_of_all(other)) {
        (Some(one), Some(other)) => !is_exchanged_everywhere(one, other),
        (one, other) => one.or(other).is_some(),
    }
}

/// True where a field can hold an amount: whole where it is, with as many digits, within its bounds.
pub(super) fn is_value_of(field: &Field, amount: Decimal) -> bool {
    let limit = |bound: &Option<Bound>| Some(Decimal::parse(&bound.as_ref()?.to_string(), SCALE, 0).ok()?.value);
    let constraints = &field.constraints;
    amount.digits() <= field.digits()
        && limit(&constraints.minimum).is_none_or(|least| amount >= least)
        && limit(&constraints.exclusive_minimum).is_none_or(|least| amount > least)
        && limit(&constraints.maximum).is_none_or(|most| amount <= most)
        && limit(&constraints.exclusive_maximum).is_none_or(|most| amount < most)
}

/// The label of the column of a value.
pub(super) fn label(at: &AtPoint<'_>, doubt: &Doubt) -> String {
    label_of(at, doubt.field)
}

/// The label of the column of a field; the name of the field where it has none.
pub(super) fn label_of(at: &AtPoint<'_>, field: usize) -> String {
    let column = at.rows.source(at.point, field).and_then(|(table, ..)| {
        table.columns.iter().find(|column| column.field == field).map(|column| column.label.clone())
    });
    let named = || at.rows.form.schema.fields.get(field).map(|field| field.name.clone());
    column.or_else(named).unwrap_or_default()
}
