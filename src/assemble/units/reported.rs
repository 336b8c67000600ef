//! What each unit reported in each period of a form: takes the rows that are current; gives them by series.
//!
//! A form with vintages has a series for each of them, and one of the most final row of each unit, period and combination of
//! dimensions. That choice is made here, before units are merged and periods combined: a year of two preliminary quarters and
//! two estimated ones has four quarters.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::super::restate::{Observation, Record};
use super::super::{Arrived, CurrentByKey, CurrentRows, vintage_of};
use super::rows_by_key::RowsByKey;
use crate::project::written::form::Form;
use crate::registry::UnitIndex;
use crate::typing::rows::Column;
use crate::values::period::Period;
use crate::values::status::Status;

/// Which rows of a unit and period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum RowSeries {
    /// Those of one vintage.
    Vintage(Status),
    /// Of rows equal in all but the vintage the most final: A before P before E. Without vintages, all.
    MostFinal,
}

/// The vintages of what a row was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MadeFrom {
    /// The form has no vintages.
    NoVintage,
    One(Status),
    Several,
}

impl MadeFrom {
    fn and(self, other: Self) -> Self {
        if self == other { self } else { Self::Several }
    }
}

/// One row, and the best status that its values can have: that of its vintage, U where it was kept from an earlier submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub record: Record,
    pub status: Status,
    pub vintage: MadeFrom,
}

impl Row {
    /// A row that is made from others.
    pub fn made<'a>(record: Record, from: impl Iterator<Item = &'a Self>) -> Self {
        let whole = from.map(|row| (row.status, row.vintage));
        let (status, vintage) = whole
            .reduce(|one, other| (one.0.min(other.0), one.1.and(other.1)))
            .unwrap_or((Status::A, MadeFrom::NoVintage));
        Self { record, status, vintage }
    }

    /// The order of precedence puts E before P before A.
    fn is_no_more_final_than(&self, other: &Self) -> bool {
        match (self.vintage, other.vintage) {
            (MadeFrom::One(held), MadeFrom::One(other)) => held <= other,
            _ => true,
        }
    }
}

/// The rows of one series of a unit and period.
#[derive(Clone, Debug, Default)]
pub(super) struct UnitRows {
    pub rows: Arc<RowsByKey>,
    /// True where rows of the series came, and all are accepted; a list may name none.
    pub reported: bool,
}

/// The rows of a unit and period by series, and whether any came of it.
type GatheredRows = Vec<(RowSeries, (RowsByKey, bool))>;

/// The rows of a form by unit, period and series.
pub(super) struct Reported {
    by_unit: HashMap<(UnitIndex, Period), Vec<(RowSeries, UnitRows)>, ahash::RandomState>,
    /// The vintages that came of any unit, and the most final.
    pub series: BTreeSet<RowSeries>,
}

impl Reported {
    /// The current rows of a form; `dimensions` are the positions of the fields that distinguish the rows of a unit.
    pub fn new(form: &Form, dimensions: &[usize], arrived: &[Arrived<'_>], current: &CurrentByKey) -> Self {
        let mut series = BTreeSet::from([RowSeries::MostFinal]);
        let mut found: HashMap<(UnitIndex, Period), GatheredRows, ahash::RandomState> = HashMap::default();
        for ((unit, period, vintage), current) in current {
            let of_unit = found.entry((*unit, *period)).or_default();
            let rows = rows(form, dimensions, arrived, current);
            if let Some(vintage) = vintage.as_deref().and_then(Status::from_code) {
                series.insert(RowSeries::Vintage(vintage));
                of_unit.push((RowSeries::Vintage(vintage), (rows.clone(), current.reported)));
            }
            // Each vintage is judged by itself.
            let Some((_, (best, reported))) = of_unit.iter_mut().find(|(series, _)| *series == RowSeries::MostFinal)
            else {
                of_unit.push((RowSeries::MostFinal, (rows, current.reported)));
                continue;
            };
            *reported |= current.reported;
            if best.is_empty() {
                *best = rows;
                continue;
            }
            for (key, row) in rows.into_rows() {
                if best.get(&key).is_none_or(|held| held.is_no_more_final_than(&row)) {
                    best.insert(key, row);
                }
            }
        }
        let shared = |(rows, reported)| UnitRows { rows: Arc::new(rows), reported };
        let by_unit = found
            .into_iter()
            .map(|(unit, series)| (unit, series.into_iter().map(|(series, found)| (series, shared(found))).collect()));
        Self { by_unit: by_unit.collect(), series }
    }

    /// What a unit reported of a series; nothing where it reported none of it.
    pub fn get(&self, unit: UnitIndex, period: Period, series: RowSeries) -> Option<&UnitRows> {
        self.by_unit.get(&(unit, period))?.iter().find(|(of, _)| *of == series).map(|(_, rows)| rows)
    }
}

/// The rows of one submission for a unit, period and vintage; none where one of them is quarantined.
fn rows(form: &Form, dimensions: &[usize], arrived: &[Arrived<'_>], current: &CurrentRows) -> RowsByKey {
    let mut rows = RowsByKey::default();
    if !current.reported {
        return rows;
    }
    for (table, row) in current.rows(arrived) {
        let vintage = vintage_of(form, table, row);
        let row_status = current.row_status(vintage);
        let observe = |column: &Column| {
            let value = column.values.get(row);
            let status = column.statuses.get(row).copied().unwrap_or(Status::A);
            let status = if value.is_missing() { status } else { status.min(row_status) };
            Observation { value, status }
        };
        let record: Record = table.rows.columns.iter().map(observe).collect();
        let key = dimensions.iter().map(|&place| record[place].value.clone()).collect();
        let vintage = vintage.map_or(MadeFrom::NoVintage, MadeFrom::One);
        // Two rows with one key were quarantined, or are identical.
        rows.insert(key, Row { record, status: row_status, vintage });
    }
    rows
}
