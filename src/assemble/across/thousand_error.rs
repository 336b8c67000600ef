//! A value that is a thousand or a million times what is usual, or such a part of it: another unit of measure than the sheet states, or
//! a group sign that was read as a decimal sign.
//!
//! ```text
//! 2024-Q1 | 2024-Q2 | 2024-Q3 | 2024-Q4
//!   12,50 |   13,10 |   12,90 | 13150        thousand-error: 13,15 would be as before
//! ```
//!
//! One percent that was typed as a share, 0,97 for 97 %, is a hundredth.
//!
//! Peers are of every size: beside them alone what would be meant has to be close to their median, or a ward among communes is one; or as many times
//! their median as the other measures of its row are. In a season that is unlike the rest of the year it has to be what that was in other years.

use super::reference::is_near;
use super::rules::{AtPoint, Doubt, RowFindings};
use super::words::at_cell;
use crate::findings::code::Code;
use crate::findings::finding::Finding;
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
            let fits = |meant| doubt.usual.fits_closely(at.rows, meant, within) || at.fits_size_of_others(doubt, meant);
            at.is_meant(doubt, suggested, within, fits).then_some((power, suggested))
        });
        let fitting = fitting.or_else(|| Some((-2, of_share(at, doubt)?)));
        let Some((power, suggested)) = fitting else { continue };
        if at.is_of_season(doubt, power.unsigned_abs()) {
            continue;
        }
        reported.fields.push(doubt.field);
        reported.findings.extend(finding(at, doubt, power, suggested));
    }
}

/// A value that is a power of ten times what is usual.
pub(super) fn finding(at: &AtPoint<'_>, doubt: &Doubt, power: i32, suggested: Decimal) -> Option<Finding> {
    let times = format!("1{}", "0".repeat(power.unsigned_abs().try_into().unwrap_or_default()));
    at_cell(at, doubt, Code::ThousandError, suggested, |evidence| {
        let (value, ratio, median) = (&evidence.value, &evidence.ratio, &evidence.median);
        message!(
            "thousand-error.scaled",
            how = if power > 0 { "divided" } else { "multiplied" },
            value = value,
            ratio = ratio,
            median = median,
            others = &evidence.others,
            times = &times,
            suggested = &evidence.suggested
        )
    })
}

/// What a share is in percent, where the field is in percent and the others, which hardly differ, are as much.
fn of_share(at: &AtPoint<'_>, doubt: &Doubt) -> Option<Decimal> {
    let field = at.rows.form.schema.fields.get(doubt.field)?;
    let is_share = field.is_percent() && doubt.value.abs() <= Decimal::ONE;
    let suggested = scaled(at, doubt, 2).filter(|_| is_share && doubt.usual.is_steady(at.rows))?;
    is_near(suggested, doubt.usual.median, at.rows.rules.within_digits.0).then_some(suggested)
}

/// What the cell says times a power of ten, at the digits that its field keeps; `None` where nothing is left of it, or it is too large.
pub(super) fn scaled(at: &AtPoint<'_>, doubt: &Doubt, power: i32) -> Option<Decimal> {
    let digits = at.rows.form.schema.fields.get(doubt.field)?.digits();
    let scaled = Decimal::parse(&at.stated(doubt).to_string(), digits.min(SCALE), power).ok()?.value;
    (scaled != Decimal::ZERO).then_some(scaled)
}
