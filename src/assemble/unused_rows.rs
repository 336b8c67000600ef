//! Sound rows that are not used since another row beside them is in error: where a unit has many rows, or lines, they count together or not at all.
//!
//! Takes what is current; gives a finding for each arrival, period and vintage with such rows, so that no row that came is silent.

use std::collections::BTreeMap;

use super::newest::Newest;
use super::{Arrived, CurrentKey, CurrentRows};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::message;
use crate::project::{FormIndex, Project};
use crate::typing::reading::TypedTable;
use crate::values::period::Period;

/// The form, the arrival, the period and the vintage of rows.
type Group<'a> = (FormIndex, usize, Period, Option<&'a str>);

/// The findings, each with the index of its arrival.
pub fn findings(project: &Project, arrived: &[Arrived<'_>], newest: &Newest) -> Vec<(Finding, usize)> {
    let mut groups: BTreeMap<Group<'_>, Vec<(&CurrentKey, &CurrentRows)>> = BTreeMap::new();
    for (form, current) in newest.current.iter().enumerate() {
        for (key, rows) in current.iter().filter(|(_, rows)| !rows.reported) {
            groups.entry((form, rows.arrived, key.1, key.2.as_deref())).or_default().push((key, rows));
        }
    }
    let found =
        groups.into_iter().filter_map(|(group, units)| Some((finding(project, arrived, group, &units)?, group.1)));
    found.collect()
}

fn finding(
    project: &Project,
    arrived: &[Arrived<'_>],
    (form, place, period, vintage): Group<'_>,
    units: &[(&CurrentKey, &CurrentRows)],
) -> Option<Finding> {
    // Of an export of lines a row stands for all those of its unit.
    let sound_rows = |(table, row): &(&TypedTable, usize)| table.rows.source_rows(*row).0;
    let is_sound = |rows: &&&(&CurrentKey, &CurrentRows)| rows.1.rows(arrived).any(|row| sound_rows(&row) > 0);
    let kept_out: Vec<&(&CurrentKey, &CurrentRows)> = units.iter().filter(|rows| is_sound(&rows)).collect();
    let sound = || kept_out.iter().flat_map(|rows| rows.1.rows(arrived)).filter(|row| sound_rows(row) > 0);
    let (first, row) = sound().next()?;
    let unit = match kept_out[..] {
        [(key, _)] => Some(&project.registry.units[key.0]),
        _ => None,
    };
    let location = Location {
        object: Some(arrived.get(place)?.object.to_owned()),
        sheet: Some(first.sheet.clone()).filter(|sheet| !sheet.is_empty()),
        row: Some(first.rows.number[row]),
        form: Some(project.forms.get(form)?.name.clone()),
        ref_area: unit.map(|unit| unit.code.clone()),
        ref_area_valid_from: unit.map(|unit| unit.valid_from.to_string()),
        time_period: Some(period.to_string()),
        ..Location::default()
    };
    let count: u64 = sound().map(|row| sound_rows(&row)).sum();
    let time = period.to_string();
    let message = match vintage {
        Some(vintage) => message!("unused-row.vintage", count = count, period = time, vintage = vintage),
        None => message!("unused-row.unit", count = count, period = time),
    };
    Some(Finding::new(Code::UnusedRow, location, message))
}
