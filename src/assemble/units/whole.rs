//! The rows of a unit in a period: takes what it reported in each part of the period; gives the parts combined.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::restate::{Observation, RatioFields, Record, mark_uneven, over_time};
use super::reported::Row;
use super::rows_by_key::{DimensionKey, RowsByKey};
use crate::project::written::form::Form;
use crate::typing::rows::Value;
use crate::values::status::Status;

/// What one unit reported of a series in one period of the form, restated.
pub(super) struct UnitPeriod {
    /// Every member of it has reported.
    pub complete: bool,
    /// False where the unit had ended: nothing can occur in it.
    pub exists: bool,
    pub rows: Arc<RowsByKey>,
}

/// The rows of one unit and series in a period.
#[derive(Default)]
pub(super) struct Whole<'p> {
    /// True where the unit has reported: its rows, or that there are none.
    pub reported: bool,
    pub rows: BTreeMap<&'p DimensionKey, WholeRow<'p>>,
}

/// A row over the parts of a period.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct WholeRow<'p> {
    pub row: Cow<'p, Row>,
    /// True where the last part has it, too.
    pub at_end: bool,
    /// True where the unit has reported every part.
    pub every_part: bool,
}

/// Combines parts.
#[derive(Clone, Copy)]
pub(super) struct Combining<'f> {
    pub form: &'f Form,
    /// The positions of the dimensions among the fields.
    pub dimensions: &'f [usize],
    /// The flows of each ratio.
    pub ratios: &'f [RatioFields],
}

impl Combining<'_> {
    /// The rows of a unit over the parts of a period, in order.
    pub fn whole<'p>(self, parts: &'p [UnitPeriod]) -> Whole<'p> {
        let lists = self.form.lists();
        let has_flows = self.form.has_flows();
        let Some((last, _)) = parts.split_last() else { return Whole::default() };
        let every_part = !has_flows || parts.iter().all(|part| part.complete);
        let mut rows: BTreeMap<&DimensionKey, WholeRow<'_>> = BTreeMap::new();
        if last.complete || !lists {
            // Without flows a row that the last part no longer has is history.
            let counted = if has_flows || !lists { parts } else { std::slice::from_ref(last) };
            match parts {
                // A period of the form itself is what was reported for it.
                [part] => {
                    let whole = |row| WholeRow { row: Cow::Borrowed(row), at_end: true, every_part };
                    rows.extend(part.rows.iter().map(|(key, row)| (key, whole(row))));
                }
                _ => {
                    let keys: BTreeSet<&DimensionKey> = counted.iter().flat_map(|part| part.rows.keys()).collect();
                    let whole = |key| {
                        let row = Cow::Owned(self.combined(key, parts));
                        WholeRow { row, at_end: last.rows.contains_key(key), every_part }
                    };
                    rows.extend(keys.into_iter().map(|key| (key, whole(key))));
                }
            }
        }
        // A unit that has no row: nothing to add where it reported none.
        let reported = last.complete && (!rows.is_empty() || every_part);
        Whole { reported, rows }
    }

    /// The row of a longer period for a combination of dimensions.
    fn combined(self, key: &DimensionKey, parts: &[UnitPeriod]) -> Row {
        let records: Vec<Cow<'_, Record>> = parts.iter().map(|part| self.part_record(key, part)).collect();
        let mut record = over_time(self.form, &records);
        mark_uneven(self.ratios, &records, &mut record);
        self.describe(key, parts, &mut record);
        // Without flows all of it is that of the last part, and nothing rests on the others.
        let from = if self.form.has_flows() { parts } else { parts.last().map_or(&[][..], std::slice::from_ref) };
        Row::made(record, from.iter().filter_map(|part| part.rows.get(key)))
    }

    /// The fields that are no measure: the dimensions, and what the last part that has the row says of it.
    fn describe(self, key: &DimensionKey, parts: &[UnitPeriod], record: &mut Record) {
        if self.form.lists()
            && let Some(last) = parts.iter().rev().find_map(|part| part.rows.get(key))
        {
            for (place, _) in self.form.schema.fields.iter().enumerate().filter(|(_, field)| !field.is_measure()) {
                record[place] = last.record[place].clone();
            }
        }
        for (&place, value) in self.dimensions.iter().zip(key) {
            record[place].value = value.clone();
        }
    }

    /// The row of one part for a combination of dimensions: a part in which the unit had ended, and of a list a part that was
    /// reported without it, have nothing of it, and add nothing.
    fn part_record<'p>(self, key: &DimensionKey, part: &'p UnitPeriod) -> Cow<'p, Record> {
        if let Some(row) = part.rows.get(key)
            && part.complete
        {
            return Cow::Borrowed(&row.record);
        }
        let adds_nothing = !part.exists || part.complete && self.form.lists();
        let known = part.rows.get(key).filter(|_| !self.form.lists());
        let fields = self.form.schema.fields.iter().enumerate();
        let record = fields
            .map(|(place, field)| match (field.measure, known) {
                (Some(_), _) if adds_nothing => Observation { value: Value::Missing, status: Status::M },
                (_, Some(row)) => row.record[place].clone(),
                (_, None) => Observation::missing(),
            })
            .collect();
        Cow::Owned(record)
    }
}
