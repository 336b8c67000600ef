//! A decimal sign that was lost, or zeros at the end that were lost or typed too often.
//!
//! ```text
//! 2024-Q1 | 2024-Q2 | 2024-Q3 | 2024-Q4
//!   12,50 |   13,10 |   12,90 | 1315         decimal-sign: 13,15 would be as before
//!   9.430 |   9.440 |   9.450 | 946          decimal-sign: 9.460, as number without its zero
//!   9.430 |   9.440 |   9.450 | 94600        decimal-sign: 9.460, with a zero too many
//! ```
//!
//! Zeros get lost where a program takes the group sign of 9.460 for a decimal sign: it keeps 9.46, and the sign is then taken out as one
//! between groups. So what may have been meant is a whole number of at least four digits. A zero too many may be at any number. Where the unit's
//! own history is steady it decides, also below four digits, and in the largest units; else what was meant has to fit the peers, too.

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
        if reported.fields.contains(&doubt.field) || !doubt.has_usual_sign() || !at.stated(doubt).is_integer() {
            continue;
        }
        let within = at.rows.rules.within_digits.0;
        if !doubt.usual.excludes(at.rows, doubt.value, within) {
            continue;
        }
        let found = lost_sign(at, doubt).map(|suggested| (suggested, Slip::Sign));
        let found = found.or_else(|| lost_zeros(at, doubt).map(|suggested| (suggested, Slip::LostZeros)));
        let found = found.or_else(|| more_zeros(at, doubt).map(|suggested| (suggested, Slip::MoreZeros)));
        let Some((suggested, slip)) = found else { continue };
        // All amounts of one unit of measure may have lost their signs, but not their zeros.
        if at.is_of_season(doubt, 0) || at.fits_size_of_row(doubt, matches!(slip, Slip::Sign)) {
            continue;
        }
        let finding = at_cell(at, doubt, Code::DecimalSign, suggested, |evidence| {
            let (value, ratio, median) = (&evidence.value, &evidence.ratio, &evidence.median);
            let (others, suggested) = (&evidence.others, &evidence.suggested);
            match slip {
                Slip::Sign => message!(
                    "decimal-sign.lost",
                    value = value,
                    ratio = ratio,
                    median = median,
                    others = others,
                    suggested = suggested
                ),
                Slip::LostZeros => message!(
                    "decimal-sign.zeros",
                    value = value,
                    ratio = ratio,
                    median = median,
                    others = others,
                    suggested = suggested
                ),
                Slip::MoreZeros => message!(
                    "decimal-sign.more-zeros",
                    value = value,
                    ratio = ratio,
                    median = median,
                    others = others,
                    suggested = suggested
                ),
            }
        });
        reported.fields.push(doubt.field);
        reported.findings.extend(finding);
    }
}

/// What the value is with a decimal sign before as many digits as the field keeps, or fewer. Three and six are left to thousands.
fn lost_sign(at: &AtPoint<'_>, doubt: &Doubt) -> Option<Decimal> {
    // What is the same number again has been meant before: of a commune that is connected 100 % stay so.
    if before(at, doubt) == Some(doubt.value) {
        return None;
    }
    let digits = at.rows.form.schema.fields.get(doubt.field)?.digits();
    let powers = (1..=digits).rev().filter(|power| power % 3 != 0).filter_map(|power| i32::try_from(power).ok());
    let mut meant = powers.filter_map(|power| scaled(at, doubt, -power));
    let within = at.rows.rules.within_digits.0;
    meant.find(|meant| at.is_meant(doubt, *meant, within, |meant| doubt.usual.fits(at.rows, meant, within)))
}

/// What is wrong with the digits of a value.
#[derive(Clone, Copy)]
enum Slip {
    Sign,
    LostZeros,
    MoreZeros,
}

/// What the value is without one or two of the zeros at its end.
fn more_zeros(at: &AtPoint<'_>, doubt: &Doubt) -> Option<Decimal> {
    if doubt.value.abs() < GROUPED && !is_decided(at, doubt) {
        return None;
    }
    let mut meant = [1, 2].into_iter().filter_map(|power| {
        let meant = scaled(at, doubt, -power)?;
        // Zeros alone are taken away.
        let times = (0..power).try_fold(meant, |meant, _| meant.checked_mul(Decimal::from_integer(10)))?;
        (times == doubt.value).then_some(meant)
    });
    meant.find(|meant| fits_all(at, doubt, *meant)).filter(|_| !is_common(at, doubt))
}

/// What the value is with one or two zeros more.
fn lost_zeros(at: &AtPoint<'_>, doubt: &Doubt) -> Option<Decimal> {
    let field = at.rows.form.schema.fields.get(doubt.field)?;
    let is_decided = is_decided(at, doubt) && !doubt.usual.is_chance_of_counts(at.rows, field, doubt.value);
    if is_decided && stays(at, doubt) {
        return None;
    }
    let mut meant = [1, 2].into_iter().filter_map(|power| scaled(at, doubt, power));
    meant.find(|meant| (meant.abs() >= GROUPED || is_decided) && fits_all(at, doubt, *meant))
}

/// True where the unit's own history hardly differs from its median: it decides, and no peer takes that back.
fn is_decided(at: &AtPoint<'_>, doubt: &Doubt) -> bool {
    doubt.usual.periods.is_some() && doubt.usual.is_steady(at.rows)
}

/// True where the unit had as much in the period before, or its peers have as much now: what grew everywhere, or stays, is no slip.
fn is_common(at: &AtPoint<'_>, doubt: &Doubt) -> bool {
    if stays(at, doubt) || at.step_of_all(doubt).is_some() {
        return true;
    }
    let peers = at.rows.peers(at.point, doubt.measure).filter(|_| !is_decided(at, doubt));
    peers.is_some_and(|peers| peers.fits(at.rows, doubt.value, at.rows.rules.within.0))
}

/// True where the unit had as much in the period before.
fn stays(at: &AtPoint<'_>, doubt: &Doubt) -> bool {
    before(at, doubt).is_some_and(|before| {
        let (least, most) = (before.abs().min(doubt.value.abs()), before.abs().max(doubt.value.abs()));
        least.checked_mul(at.rows.rules.within_digits.0).is_none_or(|reach| most <= reach)
    })
}

/// The value of the period before.
fn before(at: &AtPoint<'_>, doubt: &Doubt) -> Option<Decimal> {
    let rows = at.rows;
    let point = rows.points.get(at.point)?;
    let before = rows.at_period(rows.series.get(point.series)?, point.period.previous())?;
    rows.value(before, doubt.field)
}

/// True for what fits the history as closely as digits are compared; where it does not decide, the peers as well, if there are any.
fn fits_all(at: &AtPoint<'_>, doubt: &Doubt, meant: Decimal) -> bool {
    let peers = at.rows.peers(at.point, doubt.measure).filter(|_| !is_decided(at, doubt));
    let fits_peers = || peers.is_none_or(|peers| peers.fits(at.rows, meant, at.rows.rules.within.0));
    let within = at.rows.rules.within_digits.0;
    at.is_meant(doubt, meant, within, |meant| doubt.usual.fits(at.rows, meant, within)) && fits_peers()
}
