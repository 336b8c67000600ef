//! Typed lines to groups: what each unit and period adds to the indicators of a form of lines.
//!
//! Takes typed tables of such a form, piece by piece; gives the rows of its grouped form. A line is never kept.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use arrow_array::{ArrayRef, Int64Array, RecordBatch};

use crate::engine::GroupEngine;
use crate::error::{Cause, Error};
use crate::intake::clean::Clean;
use crate::intake::sums::{Sum, sums};
use crate::message;
use crate::project::written::form::Form;
use crate::project::{FormIndex, Grouped, Project};
use crate::registry::UnitIndex;
use crate::typing::batch::columns_of;
use crate::typing::reading::TypedTable;
use crate::typing::rows::{Column, Rows, Value};
use crate::values::period::Period;
use crate::values::status::Status;

/// Unit and period, and the unit that has ended which lines of no known one name. Those of no known unit or period are under a key of their own.
type Key = (Option<UnitIndex>, Option<Period>, Option<UnitIndex>);

/// The lines of one unit and period so far.
#[derive(Clone, Debug, Default)]
struct Group {
    first_line: u32,
    accepted: u64,
    quarantined: u64,
    sums: Vec<Sum>,
}

/// The groups of some lines.
#[derive(Default)]
struct FoundGroups {
    /// How many parts they have.
    parts: usize,
    keys: Vec<Key>,
    groups: Vec<Group>,
    indices: HashMap<Key, usize, ahash::RandomState>,
}

impl FoundGroups {
    /// The index of a group, which begins with the line of this number where it is new.
    fn index(&mut self, key: Key, number: u32) -> usize {
        *self.indices.entry(key).or_insert_with(|| {
            self.keys.push(key);
            let sums = vec![Sum::default(); self.parts];
            self.groups.push(Group { first_line: number, sums, ..Group::default() });
            self.groups.len() - 1
        })
    }
}

/// The groups of a form of lines.
#[derive(Clone, Debug)]
pub(super) struct Groups<'a> {
    form: &'a Form,
    grouped: &'a Grouped,
    /// The fields that the parts name.
    fields: Vec<String>,
    groups: BTreeMap<Key, Group>,
}

impl<'a> Groups<'a> {
    /// No groups yet; `None` for a form without lines.
    pub fn new(project: &'a Project, form: FormIndex) -> Option<Self> {
        let grouped = project.grouped[form].as_ref()?;
        let mut fields: Vec<String> = grouped.parts.iter().flat_map(|part| part.fields()).collect();
        fields.sort();
        fields.dedup();
        Some(Self { form: &project.forms[form], grouped, fields, groups: BTreeMap::new() })
    }

    /// The fields that the sums need.
    pub fn fields(&self) -> &[String] {
        &self.fields
    }

    /// Takes in the lines of a table.
    ///
    /// # Errors
    /// Where the engine fails, or an amount becomes too large to be exact.
    pub fn add(&mut self, engine: &dyn GroupEngine, table: &TypedTable) -> Result<(), Error> {
        let rows = &table.rows;
        let lines = (0..rows.len()).map(|row| {
            let key = (rows.unit[row], rows.period[row], rows.of_ended_units.get(&row).copied());
            (key, rows.number[row], rows.accepted[row])
        });
        let mut found = FoundGroups { parts: self.grouped.parts.len(), ..FoundGroups::default() };
        let mut of_line: Vec<i64> = Vec::with_capacity(rows.len());
        let mut last: Option<(Key, usize)> = None;
        for (key, number, accepted) in lines {
            // Lines of one unit often follow each other.
            let index = match last {
                Some((before, index)) if before == key => index,
                _ => found.index(key, number),
            };
            last = Some((key, index));
            let Some(group) = found.groups.get_mut(index) else { continue };
            if accepted {
                group.accepted += 1;
                of_line.push(i64::try_from(index).unwrap_or(i64::MAX));
            } else {
                group.quarantined += 1;
                of_line.push(-1);
            }
        }
        self.add_found(engine, found, of_line, columns_of(self.form, rows, &self.fields))
    }

    /// Takes in the clean lines of a piece, all of which are accepted.
    ///
    /// # Errors
    /// Where the engine fails, or an amount becomes too large to be exact.
    pub fn add_clean(&mut self, engine: &dyn GroupEngine, clean: Clean) -> Result<(), Error> {
        let mut found = FoundGroups { parts: self.grouped.parts.len(), ..FoundGroups::default() };
        // Several texts may name one unit and period.
        let mut indices: Vec<Option<usize>> = vec![None; clean.resolved.len()];
        let mut of_line: Vec<i64> = Vec::with_capacity(clean.places.len());
        for (place, number) in clean.places.iter().zip(&clean.numbers) {
            let (Some(slot), Some(Some((unit, period)))) = (indices.get_mut(*place), clean.resolved.get(*place)) else {
                of_line.push(-1);
                continue;
            };
            let index = *slot.get_or_insert_with(|| found.index((Some(*unit), Some(*period), None), *number));
            if let Some(group) = found.groups.get_mut(index) {
                group.accepted += 1;
            }
            of_line.push(i64::try_from(index).unwrap_or(i64::MAX));
        }
        self.add_found(engine, found, of_line, clean.columns)
    }

    /// Takes in lines: their groups, the index of each, -1 for one that is not accepted, and the columns of [`Self::fields`].
    fn add_found(
        &mut self,
        engine: &dyn GroupEngine,
        found: FoundGroups,
        of_line: Vec<i64>,
        fields: Vec<(String, ArrayRef)>,
    ) -> Result<(), Error> {
        let FoundGroups { keys, groups, .. } = found;
        self.join_groups(keys.iter().copied().zip(groups))?;
        if self.grouped.parts.is_empty() || of_line.is_empty() {
            return Ok(());
        }
        let engine_failed = |cause: Cause| failed(self.form, cause);
        let mut columns: Vec<(String, ArrayRef)> =
            vec![("group".to_owned(), Arc::new(Int64Array::from(of_line)) as ArrayRef)];
        columns.extend(fields);
        let batch =
            RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, array)| (name, array, true)))
                .map_err(|cause| engine_failed(cause.into()))?;
        let parts = &self.grouped.parts;
        let answer = engine.group(parts, &batch).map_err(|cause| engine_failed(cause.into()))?;
        let sums = sums(parts, &answer).ok_or_else(|| engine_failed("other columns than promised".into()))?;
        for (place, added) in sums {
            // Quarantined lines add nothing.
            let Some(key) = usize::try_from(place).ok().and_then(|place| keys.get(place)) else { continue };
            let Some(group) = self.groups.get_mut(key) else { continue };
            merge(&mut group.sums, &added, parts).map_err(|cause| engine_failed(cause.into()))?;
        }
        Ok(())
    }

    /// Takes in the groups of other lines.
    ///
    /// # Errors
    /// Where an amount becomes too large to be exact.
    pub fn join(&mut self, other: Self) -> Result<(), Error> {
        self.join_groups(other.groups.into_iter())
    }

    /// Counts accepted lines of a unit and period among those that are kept out: the group is not accepted any more.
    pub fn quarantine(&mut self, unit: UnitIndex, period: Period, lines: u64) {
        if let Some(group) = self.groups.get_mut(&(Some(unit), Some(period), None)) {
            group.accepted = group.accepted.saturating_sub(lines);
            group.quarantined = group.quarantined.saturating_add(lines);
        }
    }

    fn join_groups(&mut self, others: impl Iterator<Item = (Key, Group)>) -> Result<(), Error> {
        for (key, group) in others {
            let Some(known) = self.groups.get_mut(&key) else {
                self.groups.insert(key, group);
                continue;
            };
            known.first_line = known.first_line.min(group.first_line);
            known.accepted += group.accepted;
            known.quarantined += group.quarantined;
            merge(&mut known.sums, &group.sums, &self.grouped.parts)
                .map_err(|cause| failed(self.form, cause.into()))?;
        }
        Ok(())
    }

    /// The groups as rows of the grouped form, by unit and period. A group with a quarantined line is not accepted: what it
    /// is missing would make it smaller.
    pub fn rows(&self) -> Rows {
        let form = &self.grouped.form;
        let mut rows = Rows::empty(form);
        let fixed = form.schema.fields.len() - self.grouped.parts.len();
        for ((unit, period, ended), group) in &self.groups {
            rows.of_ended_units.extend(ended.map(|ended| (rows.number.len(), ended)));
            rows.number.push(group.first_line);
            rows.unit.push(*unit);
            rows.period.push(*period);
            rows.accepted.push(group.quarantined == 0);
            rows.lines.push((group.accepted, group.quarantined));
            for (place, column) in rows.columns.iter_mut().enumerate() {
                let sum =
                    place.checked_sub(fixed).and_then(|part| group.sums.get(part).zip(self.grouped.parts.get(part)));
                let (value, status) = sum.map_or((Value::Missing, Status::A), |(sum, part)| sum.value(&part.aggregate));
                push(column, value, status, sum.is_some());
            }
        }
        rows
    }
}

/// The lines of a form that could not be grouped.
fn failed(form: &Form, cause: Cause) -> Error {
    Error::engine(message!("error-subject.lines", form = &form.name), cause)
}

fn push(column: &mut Column, value: Value, status: Status, is_measure: bool) {
    column.values.push(value);
    if is_measure {
        column.statuses.push(status);
    }
}

fn merge(
    sums: &mut [Sum],
    added: &[Sum],
    parts: &[crate::project::expression::plan::AggregatePart],
) -> Result<(), String> {
    for ((sum, added), part) in sums.iter_mut().zip(added).zip(parts) {
        sum.add(*added, &part.aggregate)
            .map_err(|_| "its amounts are too large to be added exactly; use a coarser multiplier".to_owned())?;
    }
    Ok(())
}
