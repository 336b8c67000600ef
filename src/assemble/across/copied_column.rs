//! A column that repeats the period before in every row of a file, although its amounts change from period to period: one column was not written anew, while the
//! others were.
//!
//! Rows that repeat the period before as a whole are `period_copied.rs`'s. Of the others as many as the form asks for have to have an amount that
//! changed in nearly every step of the unit's own past, so that they would all be as before less often than once in ten thousand times.

use std::collections::{BTreeMap, BTreeSet};

use super::period_copied::{CERTAIN, ONCE_IN, has_digits, row_before};
use super::repeated_steps::RepeatedSteps;
use super::rules::AtPoint;
use super::series::FormRows;
use super::swapped_columns::label_of;
use super::words::{at_field, restated_note};
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::message::Message;
use crate::message;
use crate::project::written::statistical_rules::StatisticalRule;
use crate::values::decimal::Decimal;
use crate::values::period::Period;

/// The rows of files that are not as before as a whole, each with the row of the period before; by arrival and period.
type RowsOfFiles = BTreeMap<(usize, Period), Vec<(usize, usize)>>;

/// Each such column, with the point of its first row.
pub fn check(rows: &FormRows<'_>) -> Vec<(usize, Finding)> {
    if rows.rules.off.contains(&StatisticalRule::PeriodCopied) {
        return Vec::new();
    }
    let mut files = RowsOfFiles::new();
    for (point, one) in rows.points.iter().enumerate() {
        let before = row_before(rows, point).filter(|_| rows.restated(point).is_none());
        if let Some(before) = before {
            files.entry((one.arrived, one.period)).or_default().push((point, before));
        }
    }
    let columns = files.values().flat_map(|file| (0..rows.measures.len()).map(move |measure| (file, measure)));
    columns.filter_map(|(file, measure)| of_column(rows, file, measure)).collect()
}

fn of_column(rows: &FormRows<'_>, file: &[(usize, usize)], measure: usize) -> Option<(usize, Finding)> {
    let field = *rows.measures.get(measure)?;
    let least = usize::from(rows.rules.copied_measures);
    let mut same = Vec::new();
    for (point, before) in file {
        match (rows.value(*before, field), rows.value(*point, field)) {
            (Some(earlier), Some(value)) if earlier != value => return None,
            (Some(_), Some(value)) if value != Decimal::ZERO => same.push((*point, *before, value)),
            _ => {}
        }
    }
    if same.len() < least {
        return None;
    }
    let (mut chance, mut amounts, mut counted, mut silent) = (CERTAIN, BTreeSet::new(), Vec::new(), 0_usize);
    for (point, before, value) in &same {
        // What hardly changes says nothing; where it is most of a column, the column says nothing.
        if silent > counted.len().max(least) {
            return None;
        }
        let steps = RepeatedSteps::of(rows, *point).filter(|steps| steps.is_changing(measure));
        let steps = steps.filter(|_| !rows.is_repeated(*before, *point));
        let Some((all, changed)) = steps.and_then(|steps| steps.changes(measure)) else {
            silent += 1;
            continue;
        };
        // The rule of succession, as for whole rows.
        chance = chance * (all - changed + 1) / (all + 2);
        amounts.insert(*value);
        counted.push(*point);
    }
    let is_copied = counted.len() >= least && chance <= CERTAIN / ONCE_IN && has_digits(rows, amounts);
    let first = is_copied.then(|| same.first().map(|(point, ..)| *point))??;
    let before = row_before(rows, first)?;
    let period = Message::from(rows.points.get(before)?.period.to_string());
    let at = AtPoint { rows, point: first, doubts: Vec::new() };
    let message = message!(
        "period-copied.column",
        column = label_of(&at, field),
        before = restated_note(period, rows.restated(before).is_some()),
        count = counted.len()
    );
    at_field(&at, field, Code::PeriodCopied, message).map(|finding| (first, finding))
}
