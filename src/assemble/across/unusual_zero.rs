//! A zero in a stock or a rate that hardly changes and was never zero: written for what is not known, or has not changed.
//!
//! ```text
//! 2024-Q1 | 2024-Q2 | 2024-Q3 | 2024-Q4
//!   9.430 |   9.440 |   9.450 | 0            unusual-zero: of a commune where people live
//! ```
//!
//! A flow may be nothing in any period. Counts that may be none by chance, and what is zero in most units, are left alone.

use super::rules::{AtPoint, Doubt, RowFindings};
use super::words::at_cell;
use crate::findings::code::Code;
use crate::message;
use crate::project::written::form::Measure;
use crate::values::decimal::Decimal;

pub fn check(at: &AtPoint<'_>, reported: &mut RowFindings) {
    for (measure, &index) in at.rows.measures.iter().enumerate() {
        let Some(field) = at.rows.form.schema.fields.get(index) else { continue };
        let stays = matches!(field.measure, Some(Measure::Stock | Measure::Rate));
        if !stays
            || at.rows.value(at.point, index) != Some(Decimal::ZERO)
            || at.rows.most_peers_are_zero(at.point, index)
        {
            continue;
        }
        let Some(usual) = at.rows.history(at.point, measure).filter(|usual| usual.is_steady(at.rows)) else { continue };
        let is_chance = usual.is_chance_of_counts(at.rows, field, Decimal::ZERO);
        if is_chance || at.rows.was_ever_zero(at.point, index) {
            continue;
        }
        let doubt = Doubt { measure, field: index, value: Decimal::ZERO, usual };
        let finding = at_cell(at, &doubt, Code::UnusualZero, None, |evidence| {
            message!("unusual-zero.steady", median = &evidence.median, others = &evidence.others)
        });
        reported.fields.push(index);
        reported.findings.extend(finding);
    }
}
