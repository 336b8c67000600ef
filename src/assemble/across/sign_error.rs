//! A value of the other sign than all before it, whose amount fits them: a minus sign too many, or one that was lost. Of measures that have both
//! signs among their units, such as balances, flows are left alone, and of stocks a unit is in doubt that had the same sign, and hardly another amount, for long.
//!
//! A stock is compared with its peers, too: a unit has fewer people than others, and none has less than none.
//!
//! ```text
//! 2024-Q1 | 2024-Q2 | 2024-Q3 | 2024-Q4
//!   12,50 |   13,10 |   12,90 | -13,15       sign-error: 13,15 would be as before
//! ```

use super::reference::is_near;
use super::rules::{AtPoint, Doubt, RowFindings};
use super::swapped_columns::is_value_of;
use super::words::at_cell;
use crate::findings::code::Code;
use crate::message;
use crate::project::written::form::Measure;
use crate::values::decimal::Decimal;

/// A unit that had so many times the periods of a history with one sign has it for long.
const TIMES_OF_HISTORY: usize = 2;

pub fn check(at: &AtPoint<'_>, reported: &mut RowFindings) {
    for doubt in &at.doubts {
        if reported.fields.contains(&doubt.field) || doubt.has_usual_sign() || !is_a_slip(at, doubt) {
            continue;
        }
        // The bounds of its field have kept such a row out, and have named the cell.
        let field = at.rows.form.schema.fields.get(doubt.field);
        if at.rows.is_kept_out(at.point) && field.is_some_and(|field| !is_value_of(field, doubt.value)) {
            continue;
        }
        let Some(suggested) = Decimal::ZERO.checked_sub(at.stated(doubt)) else { continue };
        let finding = at_cell(at, doubt, Code::SignError, suggested, |evidence| {
            let (value, median) = (&evidence.value, &evidence.median);
            let (others, suggested) = (&evidence.others, &evidence.suggested);
            match doubt.usual.periods {
                Some(_) => {
                    message!("sign-error.other", value = value, median = median, others = others, suggested = suggested)
                }
                None => {
                    message!(
                        "sign-error.of-peers",
                        value = value,
                        median = median,
                        others = others,
                        suggested = suggested
                    )
                }
            }
        });
        reported.fields.push(doubt.field);
        reported.findings.extend(finding);
    }
}

/// True where a value of the other sign has an amount that only its sign parts from the others.
fn is_a_slip(at: &AtPoint<'_>, doubt: &Doubt) -> bool {
    let (rows, usual) = (at.rows, &doubt.usual);
    let Some(field) = rows.form.schema.fields.get(doubt.field) else { return false };
    let is_stock = field.measure == Some(Measure::Stock);
    match (usual.periods.is_some(), rows.has_both_signs(doubt.measure)) {
        (true, false) => return usual.fits(rows, doubt.value, rows.rules.within.0),
        (false, false) => return is_stock && usual.fits_closely(rows, doubt.value, rows.rules.within_digits.0),
        (false, true) => return false,
        (true, true) => {}
    }
    is_stock
        && usual.count >= usize::from(rows.rules.history).saturating_mul(TIMES_OF_HISTORY)
        && usual.is_steady(rows)
        && is_near(doubt.value, usual.median, rows.rules.within_digits.0)
        && !usual.is_chance_of_counts(rows, field, Decimal::ZERO)
}
