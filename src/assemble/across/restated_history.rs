//! The history of a unit that a change of map made: what the units that became it reported, restated as it is published.
//!
//! Takes the series of a form and the registry; gives rows for the periods before the unit was. They are history alone: no rule and no check judges them,
//! they are nobody's peers, and nothing is published from them. Only what is exact is restated: every member has the row, whole, and the values are
//! summed; a unit that went over alone keeps all it had.
//!
//! ```text
//!                 | 2025-Q1 | 2025-Q2 | 2025-Q3
//! Xã A, until 7/1 |   600,0 |   620,0 |
//! Xã B, until 7/1 |   580,0 |   590,0 |
//! Xã A, since 7/1 | 1.180,0 | 1.210,0 | 12.400,0     the first two are restated
//! ```

use std::collections::{BTreeMap, BTreeSet};

use super::series::{RowPoint, SeriesPart};
use crate::assemble::CurrentByKey;
use crate::assemble::restate::{MemberRecords, Observation, Record, merge};
use crate::project::Project;
use crate::project::written::form::{Form, Merge};
use crate::registry::UnitIndex;
use crate::registry::crosswalk::Member;
use crate::typing::reading::TypedTable;
use crate::typing::rows::Value;
use crate::validate::verdict::RowValue;
use crate::values::decimal::Decimal;
use crate::values::period::Period;
use crate::values::status::Status;

/// The rows of a form by unit and by what distinguishes the rows of one unit and period.
pub(super) type PointsBySeries<'a> = BTreeMap<(UnitIndex, SeriesPart), Vec<RowPoint<'a>>>;

/// Tables and rows of one unit and period.
type RowsOfUnit<'a> = Vec<(&'a TypedTable, usize)>;

/// A row that is restated from those of other units.
pub(super) struct RestatedRow<'a> {
    /// By the fields of the form; `None` where the field cannot be restated exactly.
    values: Vec<Option<Value>>,
    /// The units that it is made from.
    pub from: Vec<UnitIndex>,
    rows: Vec<RowsOfUnit<'a>>,
}

impl RestatedRow<'_> {
    /// The amount of a field.
    pub fn amount(&self, field: usize) -> Option<Decimal> {
        self.values.get(field)?.as_ref()?.decimal()
    }

    /// True for a field that is restated exactly, where its values are there.
    pub fn is_restated(&self, field: usize) -> bool {
        self.values.get(field).is_some_and(Option::is_some)
    }

    /// The value of a field of any type; it may differ from what the cells say by as much as those of its members do together.
    pub fn any_value(&self, form: &Form, place: usize) -> RowValue {
        let (Some(Some(value)), Some(field)) = (self.values.get(place), form.schema.fields.get(place)) else {
            return Value::Missing.into();
        };
        let of_member = |rows: &RowsOfUnit<'_>| {
            let holding = rows.iter().find(|(table, row)| {
                table.rows.columns.get(place).is_some_and(|column| !column.values.get(*row).is_missing())
            });
            holding.map_or(Decimal::ZERO, |(table, row)| table.rows.rounding(*row, place, field))
        };
        let rounding = self.rows.iter().map(of_member);
        let rounding = rounding.fold(Decimal::ZERO, |sum, one| sum.checked_add(one).unwrap_or(sum));
        RowValue { value: value.clone(), rounding }
    }
}

/// Adds to each series the periods before its unit was, as far as its members reported them all.
pub(super) fn add<'a>(project: &Project, form: &Form, current: &CurrentByKey, series: &mut PointsBySeries<'a>) {
    let periods: BTreeSet<Period> = current.keys().map(|(_, period, _)| *period).collect();
    let mut added: Vec<((UnitIndex, SeriesPart), RowPoint<'a>)> = Vec::new();
    let mut members_of: BTreeMap<(UnitIndex, Period), Vec<Member>> = BTreeMap::new();
    for ((unit, part), own) in &*series {
        let Some(began) = project.registry.units.get(*unit).map(|unit| unit.valid_from) else { continue };
        let before = periods.iter().filter(|period| period.end(form.form.calendar) < began);
        for period in before.filter(|period| own.iter().all(|point| point.period != **period)) {
            let end = period.end(form.form.calendar);
            let members = members_of.entry((*unit, *period)).or_insert_with(|| project.registry.members(*unit, end));
            let rows = MemberRows { form, current, series: &*series };
            let row = rows.restated(members, part, *period);
            added.extend(
                row.map(|(row, arrived)| ((*unit, part.clone()), RowPoint::restated(*unit, *period, arrived, row))),
            );
        }
    }
    for (key, point) in added {
        series.entry(key).or_default().push(point);
    }
    for points in series.values_mut() {
        points.sort_by_key(|point| point.period);
    }
}

/// The rows of members.
struct MemberRows<'s, 'a> {
    form: &'s Form,
    current: &'s CurrentByKey,
    series: &'s PointsBySeries<'a>,
}

impl<'a> MemberRows<'_, 'a> {
    /// The row that members make together, and the last of their arrivals; `None` where a member has none, or was divided.
    fn restated(&self, members: &[Member], part: &SeriesPart, period: Period) -> Option<(RestatedRow<'a>, usize)> {
        if members.is_empty() || members.iter().any(|member| member.share != Some(Decimal::ONE)) {
            return None;
        }
        let mut records = Vec::with_capacity(members.len());
        let (mut rows, mut arrived) = (Vec::new(), None);
        for member in members {
            let point = self.point(member.unit, part, period);
            if let Some(point) = point {
                rows.push(point.rows.clone());
                arrived = arrived.max(Some(point.arrived));
            }
            let reported = point.is_some() || self.has_reported(member.unit, part, period);
            records.push((*member, MemberRecords { reported, record: point.map(|point| self.record(&point.rows)) }));
        }
        let arrived = arrived?;
        // What a name in the rows of several units means, one thing or several, nobody knows.
        if rows.len() > 1 && self.form.naming_dimension().is_some() {
            return None;
        }
        let merged = merge(self.form, &records, self.form.lists(), |_, _| {});
        let is_alone = members.len() == 1;
        let fields = self.form.schema.fields.iter().zip(merged);
        let values = fields.map(|(field, merged)| {
            let is_exact = is_alone || field.is_measure() && field.merge_rule() == Some(Merge::Sum);
            is_exact.then_some(merged.value)
        });
        let values: Vec<Option<Value>> = values.collect();
        let has_value = values.iter().flatten().any(|value| !value.is_missing());
        let from = members.iter().map(|member| member.unit).collect();
        has_value.then_some((RestatedRow { values, from, rows }, arrived))
    }

    /// The row of a unit in a period.
    fn point(&self, unit: UnitIndex, part: &SeriesPart, period: Period) -> Option<&RowPoint<'a>> {
        let points = self.series.get(&(unit, part.clone()))?;
        let at = points.binary_search_by_key(&period, |point| point.period).ok()?;
        points.get(at)
    }

    /// True where a unit reported in a period, though it lists no such row: of a form with vintages, of the vintage of the row.
    fn has_reported(&self, unit: UnitIndex, part: &SeriesPart, period: Period) -> bool {
        let vintage = self.form.vintage().and_then(|_| part.last()?.text().map(str::to_owned));
        self.current.get(&(unit, period, vintage)).is_some_and(|current| current.reported)
    }

    /// The values of a row, or of several that complete each other, with their statuses.
    fn record(&self, rows: &RowsOfUnit<'_>) -> Record {
        let of_field = |place: usize| {
            let observed = rows.iter().filter_map(|(table, row)| {
                let column = table.rows.columns.get(place)?;
                let status = column.statuses.get(*row).copied().unwrap_or(Status::A);
                Some(Observation { value: column.values.get(*row), status })
            });
            let observed: Vec<Observation> = observed.collect();
            let with_value = observed.iter().find(|one| !one.value.is_missing()).or(observed.first());
            with_value.cloned().unwrap_or_else(Observation::missing)
        };
        (0..self.form.schema.fields.len()).map(of_field).collect()
    }
}
