//! Which export the lines of a unit and period are of.
//!
//! Takes the exports that a run counted for some periods, as its submissions name them; reads them again and decides which is current by the
//! functions that decided it in the run: a line of no known unit, or a stopped submission, keeps lines of other units out as well.

use std::collections::BTreeMap;

use arrow_array::cast::AsArray;
use arrow_array::types::TimestampMicrosecondType;
use arrow_array::{Array, RecordBatch, TimestampMicrosecondArray};
use chrono::{DateTime, Utc};

use super::Explainer;
use super::cells::accepted_states;
use crate::assemble::newest::newest;
use crate::assemble::object_name::ObjectNames;
use crate::assemble::{Arrived, stopped};
use crate::error::Error;
use crate::intake::found_lines::LineKey;
use crate::project::{FormIndex, Project};
use crate::query::run_tables::{only, owned};
use crate::typing::reading::{Reading, TypedTable};
use crate::values::period::Period;

/// An export, by the name under which it came and its bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CountedExport {
    received_at: DateTime<Utc>,
    pub object: String,
    pub sha256: String,
}

/// The exports that count for a form and period.
pub(super) struct CurrentExports {
    /// In the order of arrival.
    pub exports: Vec<CountedExport>,
    /// The index of the export whose lines are those of a unit and period.
    current: BTreeMap<LineKey, usize>,
    /// True where the archive holds all of them.
    pub is_whole: bool,
}

impl CurrentExports {
    /// Reads the exports of a form that speak of a period, or of a part of it.
    pub fn new(explainer: &Explainer<'_>, form: FormIndex, period: Period) -> Result<Self, Error> {
        let project = explainer.project;
        let declared = &project.forms[form];
        let periods = period.parts(declared.form.frequency).iter().map(ToString::to_string).collect();
        let asked = [("form", only(&declared.name)), ("time_period", periods), ("state", accepted_states())];
        let rows = explainer.tables.rows("submissions", &asked)?;
        let one = |row: usize| {
            let (received_at, object) = (arrival(&rows, row)?, owned(&rows, "object", row)?);
            Some(CountedExport { received_at, object, sha256: owned(&rows, "sha256", row)? })
        };
        let mut exports: Vec<CountedExport> = (0..rows.num_rows()).filter_map(one).collect();
        exports.sort();
        exports.dedup();
        let readings = explainer.sources.readings(exports.iter().map(|export| export.sha256.as_str()).collect())?;
        let counted = |(index, export): (usize, &CountedExport)| {
            Some((index, as_counted(project, form, &export.object, readings.get(&export.sha256)?)))
        };
        let read: Vec<(usize, Reading)> = exports.iter().enumerate().filter_map(counted).collect();
        let arrived: Vec<Arrived<'_>> = read
            .iter()
            .filter_map(|(index, reading)| {
                let CountedExport { received_at, object, sha256 } = exports.get(*index)?;
                Some(Arrived { object, sha256, received_at: *received_at, reading })
            })
            .collect();
        let decided = newest(&ObjectNames::new(project), &arrived);
        let of_form = decided.current.into_iter().nth(form).unwrap_or_default();
        let in_use = of_form.into_iter().filter(|(_, rows)| rows.reported);
        let current = in_use.filter_map(|((unit, period, _), rows)| Some(((unit, period), read.get(rows.arrived)?.0)));
        let (current, is_whole) = (current.collect(), read.len() == exports.len());
        Ok(Self { exports, current, is_whole })
    }

    /// The index of the export whose lines are those of a unit and period; nothing where none count.
    pub fn of(&self, key: &LineKey) -> Option<usize> {
        self.current.get(key).copied()
    }
}

/// The tables of a form as a run counts them: those of a source that covers the object, without submissions that are stopped.
fn as_counted(project: &Project, form: FormIndex, object: &str, reading: &Reading) -> Reading {
    let is_counted = |table: &&TypedTable| table.form == form && project.claims(table.form, object);
    let tables = reading.tables.iter().filter(is_counted).cloned().collect();
    let mut reading = Reading { tables, return_of: reading.return_of.clone(), ..Reading::default() };
    for one in stopped::stopped(project, &reading) {
        one.keep_out(&mut reading);
    }
    reading
}

fn arrival(rows: &RecordBatch, row: usize) -> Option<DateTime<Utc>> {
    let times: &TimestampMicrosecondArray =
        rows.column_by_name("received_at")?.as_primitive_opt::<TimestampMicrosecondType>()?;
    let micros = (row < times.len() && !times.is_null(row)).then(|| times.value(row))?;
    DateTime::from_timestamp_micros(micros)
}
