//! A value that is a thousand or a million times what is usual, or such a part of it: another unit of measure than the sheet states, or
//! a group sign that was read as a decimal sign.
//!
//! ```text
//! 2024-Q1 | 2024-Q2 | 2024-Q3 | 2024-Q4
//!   12,50 |   13,10 |   12,90 | 13150        thousand-error: 13,15 would be as before
//! ```
//!
//! Peers are of every size: beside them alone what would be meant has to be close to their median, or a ward among communes is one.

use super::rules::{AtPoint, Doubt, RowFindings};
use super::words::at_cell;
use crate::findings::code::Code;
use crate::message;
use crate::values::decimal::{Decimal, SCALE};

/// The powers of ten that units of measure differ by.
const POWERS: [i32; 4] = [3, 6, -3, -6];

pub fn check(at: &AtPoint<'_>, reported: &mut RowFindings) {
    for doubt in &at.doubts {
        if reported.fields.contains(&doubt.field) || !doubt.has_usual_sign() {
            continue;
        }
        let within = at.rows.rules.within.0;
        if !doubt.usual.excludes(at.rows, doubt.value, within) {
            continue;
        }
        let fitting = POWERS.into_iter().find_map(|power| {
            let suggested = scaled(at, doubt, -power)?;
            doubt.usual.fits_closely(at.rows, suggested, within).then_some((power, suggested))
        });
        let Some((power, suggested)) = fitting else { continue };
        let times = if power.unsigned_abs() == 3 { "1000" } else { "1000000" };
        let finding = at_cell(at, doubt, Code::ThousandError, suggested, |evidence| {
            let (value, ratio, median) = (&evidence.value, &evidence.ratio, &evidence.median);
            let (others, suggested) = (&evidence.others, &evidence.suggested);
            if power > 0 {
                message!(
                    "thousand-error.too-large",
                    value = value,
                    ratio = ratio,
                    median = median,
                    others = others,
                    times = times,
                    suggested = suggested
                )
            } else {
                message!(
                    "thousand-error.too-small",
                    value = value,
                    ratio = ratio,
                    median = median,
                    others = others,
                    times = times,
                    suggested = suggested
                )
            }
        });
        reported.fields.push(doubt.field);
        reported.findings.extend(finding);
    }
}

/// The value times a power of ten, at the digits that its field keeps; `None` where nothing is left of it, or it is too large.
pub(super) fn scaled(at: &AtPoint<'_>, doubt: &Doubt, power: i32) -> Option<Decimal> {
    let digits = at.rows.form.schema.fields.get(doubt.field)?.digits();
    let scaled = Decimal::parse(&doubt.value.to_string(), digits.min(SCALE), power).ok()?.value;
    (scaled != Decimal::ZERO).then_some(scaled)
}
