//! Rules about shares: slips by which a percent is of two different things, the wrong way round, or held against a share.
//!
//! Takes a plan, or a target of a percent; gives why no such figure can be meant, or a warning.

use super::magnitude::parts_of_one;
use crate::findings::message::Message;
use crate::message;
use crate::project::expression::plan::{AggregatePart, Denominator};
use crate::project::expression::typed::Aggregate;
use crate::project::written::pipeline::{Direction, Indicator, Target};
use crate::values::decimal::Decimal;

/// Why a percent of units of one level over those of another is refused, and the level to write. Of other units of measure it may be an average: communes of a
/// district.
pub(super) fn two_levels(
    indicator: &Indicator,
    numerator: &AggregatePart,
    denominator: &Denominator,
    known: &[&str],
) -> Option<(Message, Message)> {
    let Denominator::Registry { level } = denominator else { return None };
    let [counted] = numerator.reports.as_slice() else { return None };
    let counts_units = match numerator.aggregate {
        Aggregate::CountUnits => true,
        Aggregate::Count => numerator.one_row_a_unit(),
        _ => false,
    };
    // A level that is none is a fault already.
    let are_known = [counted, level].iter().all(|level| known.contains(&level.as_str()));
    if counted == level || !are_known || !counts_units || parts_of_one(indicator.unit.get_ref()).is_none() {
        return None;
    }
    let name = indicator.name.get_ref();
    let message = message!("fault-share.two-levels", name = name, counted = counted, level = level);
    Some((message, message!("fault.write", text = format!("registry = \"{counted}\""))))
}

/// What is odd about a numerator and a denominator that add up the same: they are one, or the part is below and the whole above.
pub(super) fn same_parts(
    indicator: &Indicator,
    numerator: &AggregatePart,
    denominator: &Denominator,
) -> Option<Message> {
    let Denominator::Part(below) = denominator else { return None };
    let alike = numerator.form == below.form
        && numerator.aggregate == below.aggregate
        && numerator.vintage == below.vintage
        && numerator.level == below.level;
    let name = indicator.name.get_ref();
    let is_percent = || parts_of_one(indicator.unit.get_ref()).is_some();
    match (&numerator.condition, &below.condition) {
        (above, below) if alike && above == below => Some(message!("fault-share.same", name = name)),
        (None, Some(_)) if alike && is_percent() => Some(message!("fault-share.exchanged", name = name)),
        _ => None,
    }
}

/// A target of a percent that is written as a share. One below 1 is meant where the plan starts from one below 1, too, and may be where less is better.
pub(super) fn target_as_share(indicator: &Indicator, target: &Target) -> Option<Message> {
    let unit = indicator.unit.get_ref();
    let parts = Decimal::from_integer(parts_of_one(unit)?);
    let is_below_one = |value: Decimal| value > Decimal::ZERO && value < Decimal::ONE;
    let (direction, value) = target.goal().map(|(direction, value)| (direction, value.0))?;
    let others = indicator.target.iter().filter_map(|other| Some(other.get_ref().goal()?.1.0));
    let is_lone = others.into_iter().all(is_below_one);
    let starts_so = target.baseline.is_some_and(|baseline| is_below_one(baseline.value.0));
    if !is_below_one(value) || is_lone && (starts_so || direction == Direction::AtMost) {
        return None;
    }
    let meant = value.checked_mul(parts).unwrap_or(value);
    let write = format!("{} = {meant}", direction.name());
    let value = Message::number(value);
    Some(message!("fault-target.share", value = value, unit = unit, write = write))
}
