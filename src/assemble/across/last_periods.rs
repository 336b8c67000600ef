//! The last periods of a unit, of which each has to speak for a slip where a series hardly moves ([`super::exchanged_digits`],
//! [`super::swapped_steady_rows`]).

use super::series::FormRows;

/// So many of the last periods.
const LAST: usize = 3;

/// How many times nearer an amount has to be to what it may be than to what it is not.
pub const TIMES: u128 = 8;

/// A smaller part of an amount is no change.
pub const LEAST_CHANGE: u128 = 64;

/// The amounts of the last periods before a point, the last first, in units of 10⁻¹²; nothing where they are too few or one is zero.
pub fn last_amounts(rows: &FormRows<'_>, point: usize, field: usize) -> Option<[i128; LAST]> {
    let earlier = rows.earlier(point)?.rev();
    let mut amounts = earlier.filter_map(|earlier| Some(rows.value(earlier, field)?.units()));
    let last = [amounts.next()?, amounts.next()?, amounts.next()?];
    (!last.contains(&0)).then_some(last)
}
