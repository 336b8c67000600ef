//! A value of the other sign than all before it, whose amount fits them: a minus sign too many, or one that was lost. Measures that have both
//! signs among their units, such as balances, are left alone.
//!
//! ```text
//! 2024-Q1 | 2024-Q2 | 2024-Q3 | 2024-Q4
//!   12,50 |   13,10 |   12,90 | -13,15       sign-error: 13,15 would be as before
//! ```

use super::rules::{AtPoint, RowFindings};
use super::swapped_columns::is_value_of;
use super::words::at_cell;
use crate::findings::code::Code;
use crate::message;
use crate::values::decimal::Decimal;

pub fn check(at: &AtPoint<'_>, reported: &mut RowFindings) {
    for doubt in &at.doubts {
        let of_history = doubt.usual.periods.is_some();
        if reported.fields.contains(&doubt.field) || doubt.has_usual_sign() || !of_history {
            continue;
        }
        if at.rows.has_both_signs(doubt.measure) || !doubt.usual.fits(at.rows, doubt.value, at.rows.rules.within.0) {
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
            message!("sign-error.other", value = value, median = median, others = others, suggested = suggested)
        });
        reported.fields.push(doubt.field);
        reported.findings.extend(finding);
    }
}
