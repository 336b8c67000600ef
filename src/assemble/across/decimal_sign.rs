//! A decimal sign that was lost, or zeros at the end.
//!
//! ```text
//! 2024-Q1 | 2024-Q2 | 2024-Q3 | 2024-Q4
//!   12,50 |   13,10 |   12,90 | 1315         decimal-sign: 13,15 would be as before
//!   9.430 |   9.440 |   9.450 | 946          decimal-sign: 9.460, as number without its zero
//! ```
//!
//! Zeros get lost where a program takes the group sign of 9.460 for a decimal sign: it keeps 9.46, and the sign is then taken out as one
//! between groups. So what may have been meant is a whole number of at least four digits, and it has to fit the peers as well as the
//! history.

use super::rules::{AtPoint, Doubt, RowFindings};
use super::thousand_error::scaled;
use super::words::at_cell;
use crate::findings::code::Code;
use crate::message;
use crate::values::decimal::Decimal;

/// The smallest number with a group sign.
const GROUPED: Decimal = Decimal::from_integer(1000);

pub fn check(at: &AtPoint<'_>, reported: &mut RowFindings) {
    for doubt in &at.doubts {
        if reported.fields.contains(&doubt.field) || !doubt.has_usual_sign() || !doubt.value.is_integer() {
            continue;
        }
        let within = at.rows.rules.within_digits.0;
        if !doubt.usual.excludes(at.rows, doubt.value, within) {
            continue;
        }
        let lost_sign = lost_sign(at, doubt);
        let (suggested, is_sign) = match lost_sign {
            Some(suggested) => (suggested, true),
            None => match lost_zeros(at, doubt) {
                Some(suggested) => (suggested, false),
                None => continue,
            },
        };
        let finding = at_cell(at, doubt, Code::DecimalSign, suggested, |evidence| {
            let (value, ratio, median) = (&evidence.value, &evidence.ratio, &evidence.median);
            let (others, suggested) = (&evidence.others, &evidence.suggested);
            if is_sign {
                message!(
                    "decimal-sign.lost",
                    value = value,
                    ratio = ratio,
                    median = median,
                    others = others,
                    suggested = suggested
                )
            } else {
                message!(
                    "decimal-sign.zeros",
                    value = value,
                    ratio = ratio,
                    median = median,
                    others = others,
                    suggested = suggested
                )
            }
        });
        reported.fields.push(doubt.field);
        reported.findings.extend(finding);
    }
}

/// What the value is with a decimal sign before as many digits as the field keeps, or fewer. Three and six are left to thousands.
fn lost_sign(at: &AtPoint<'_>, doubt: &Doubt) -> Option<Decimal> {
    let digits = at.rows.form.schema.fields.get(doubt.field)?.digits();
    let powers = (1..=digits).rev().filter(|power| power % 3 != 0).filter_map(|power| i32::try_from(power).ok());
    let mut meant = powers.filter_map(|power| scaled(at, doubt, -power));
    meant.find(|meant| doubt.usual.fits(at.rows, *meant, at.rows.rules.within_digits.0))
}

/// What the value is with one or two zeros more.
fn lost_zeros(at: &AtPoint<'_>, doubt: &Doubt) -> Option<Decimal> {
    let within = at.rows.rules.within_digits.0;
    let peers = at.rows.peers(at.point, doubt.measure);
    let mut meant = [1, 2].into_iter().filter_map(|power| scaled(at, doubt, power));
    meant.find(|meant| {
        let fits_peers = || peers.is_none_or(|peers| peers.fits(at.rows, *meant, at.rows.rules.within.0));
        meant.abs() >= GROUPED && doubt.usual.fits(at.rows, *meant, within) && fits_peers()
    })
}
