//! Targets of the plan whose state, value or unit moved: all of them, where a figure names only the one that is due next.

use std::collections::BTreeMap;

use super::answer::{Change, ChangedTarget, TargetInRun};
use super::cells::DiffCell;
use super::runs::OpenedRun;
use crate::error::Error;
use crate::findings::message::Message;

const TABLE: &str = "targets.parquet";

/// What distinguishes targets: pipeline, indicator, method, area with its first day, geography, period, direction.
const KEY: usize = 8;

const COLUMNS: [&str; KEY + 7] = [
    "pipeline",
    "indicator",
    "method",
    "ref_area",
    "ref_area_valid_from",
    "geography",
    "target_period",
    "direction",
    "ref_area_name",
    "title_vi",
    "title_en",
    "unit_measure",
    "unit_mult",
    "target_value",
    "target_state",
];

type TargetKey = [DiffCell; KEY];

/// A target of a run.
struct DiffTarget {
    area_name: DiffCell,
    title: Message,
    unit: DiffCell,
    power: DiffCell,
    value: DiffCell,
    state: DiffCell,
}

impl DiffTarget {
    fn has_same_state(&self, other: &Self) -> bool {
        let is_counted_alike = self.unit == other.unit && self.power == other.power;
        is_counted_alike && self.value == other.value && self.state == other.state
    }

    fn state(&self) -> TargetInRun {
        TargetInRun {
            target_value: self.value.double(),
            unit_measure: self.unit.text(),
            unit_mult: self.power.integer(),
            target_state: self.state.text(),
        }
    }
}

/// Compares the targets of two runs.
///
/// # Errors
/// A table that cannot be read.
pub fn compare(
    before: &OpenedRun<'_>,
    after: &OpenedRun<'_>,
    not_compared: &mut Vec<String>,
) -> Result<Vec<ChangedTarget>, Error> {
    if before.has_same(after, TABLE) {
        return Ok(Vec::new());
    }
    let (mut then, now) = (targets(before, not_compared)?, targets(after, not_compared)?);
    let mut changes = Vec::new();
    for (key, target) in &now {
        match then.remove(key) {
            Some(old) if old.has_same_state(target) => {}
            Some(old) => changes.push(changed(key, Change::Changed, Some(&old), Some(target))),
            None => changes.push(changed(key, Change::New, None, Some(target))),
        }
    }
    changes.extend(then.iter().map(|(key, old)| changed(key, Change::Gone, Some(old), None)));
    Ok(changes)
}

/// The targets of a run by what distinguishes them and, where the plan states one twice, by their order.
fn targets(
    run: &OpenedRun<'_>,
    not_compared: &mut Vec<String>,
) -> Result<BTreeMap<(TargetKey, usize), DiffTarget>, Error> {
    let mut targets = BTreeMap::new();
    if !run.has(TABLE) {
        return Ok(targets);
    }
    let table = run.rows(TABLE, COLUMNS)?;
    not_compared.extend(table.absent.iter().map(|name| format!("targets.{name}")));
    for row in table.rows {
        let [a, b, c, d, e, f, g, h, area_name, vi, en, unit, power, value, state] = row;
        let title = Message::new(vi.text().unwrap_or_default(), en.text().unwrap_or_default());
        let mut key = ([a, b, c, d, e, f, g, h], 0);
        while targets.contains_key(&key) {
            key.1 += 1;
        }
        targets.insert(key, DiffTarget { area_name, title, unit, power, value, state });
    }
    Ok(targets)
}

fn changed(
    ([pipeline, indicator, method, area, first_day, geography, period, direction], _): &(TargetKey, usize),
    change: Change,
    before: Option<&DiffTarget>,
    after: Option<&DiffTarget>,
) -> ChangedTarget {
    let text = |cell: &DiffCell| cell.text().unwrap_or_default();
    let newest = after.or(before);
    ChangedTarget {
        change,
        pipeline: text(pipeline),
        indicator: text(indicator),
        method: method.text(),
        title: newest.map(|target| target.title.clone()).unwrap_or_default(),
        unit_measure: newest.map(|target| text(&target.unit)).unwrap_or_default(),
        ref_area: text(area),
        ref_area_valid_from: first_day.text(),
        ref_area_name: newest.map(|target| text(&target.area_name)).unwrap_or_default(),
        geography: text(geography),
        target_period: text(period),
        direction: text(direction),
        before: before.map(DiffTarget::state),
        after: after.map(DiffTarget::state),
    }
}
