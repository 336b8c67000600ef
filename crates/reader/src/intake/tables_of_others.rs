//! Tables of other figures beside those of the period: a sheet "Lũy kế" behind "Trong tháng", a sheet of the plan.
//!
//! Takes the typed tables of one object, each with what its title or the name of its sheet says of its figures. A table that says so alone, and
//! whose rows differ from those that a table without such a title has of the same units and period, is kept out as a whole: the two are no
//! duplicates. Alone, or where no row differs, its figures are taken as those of the period, and the title stays a warning.

use std::collections::BTreeMap;

use crate::findings::finding::Finding;
use crate::findings::severity::{Disposition, Severity};
use crate::message;
use crate::project::Project;
use crate::registry::UnitIndex;
use crate::typing::reading::TypedTable;
use crate::typing::rows::Value;
use crate::validate::primary_key::{key_values, same_values};
use crate::values::period::Period;

/// A typed table of an object.
pub(super) struct Titled<'a> {
    /// Index among the typed tables.
    pub place: usize,
    /// The file of an archive that it is in.
    pub file: Option<&'a str>,
    /// What its title says of its figures.
    pub title: Option<&'a Finding>,
}

/// Table and row by what distinguishes rows.
type RowsByKey = BTreeMap<(UnitIndex, Period, Vec<Value>), (usize, usize)>;

/// Keeps out the tables of other figures; gives for each the finding of its title, as it was and as it is now.
pub(super) fn keep_out<'a>(
    project: &Project,
    tables: &mut [TypedTable],
    titled: &[Titled<'a>],
) -> Vec<(&'a Finding, Finding)> {
    let mut kept_out = Vec::new();
    for (table, title) in titled.iter().filter_map(|table| Some((table, table.title?))) {
        let Some(form) = tables.get(table.place).and_then(|typed| project.forms.get(typed.form)) else { continue };
        if form.has_lines() {
            continue;
        }
        let is_rival = |other: &&Titled<'_>| {
            let of_form = tables
                .get(other.place)
                .is_some_and(|typed| project.forms.get(typed.form).is_some_and(|of| of.name == form.name));
            other.title.is_none() && other.file == table.file && of_form
        };
        let keys_of = |place: usize| -> RowsByKey {
            let Some(rows) = tables.get(place).map(|typed| &typed.rows) else { return RowsByKey::new() };
            let key = |row: usize| {
                let unit = rows.unit.get(row).copied().flatten()?;
                let period = rows.period.get(row).copied().flatten()?;
                Some(((unit, period, key_values(form, rows, row)), (place, row)))
            };
            (0..rows.len()).filter_map(key).collect()
        };
        let rivals: RowsByKey = titled.iter().filter(is_rival).flat_map(|other| keys_of(other.place)).collect();
        let differs = |own: (usize, usize), rival: (usize, usize)| {
            let rows = |place: usize| tables.get(place).map(|typed| &typed.rows);
            rows(own.0)
                .zip(rows(rival.0))
                .is_some_and(|(left, right)| !same_values(form, (left, own.1), (right, rival.1)))
        };
        let of_rivals = keys_of(table.place).into_iter().filter_map(|(key, own)| Some((own, *rivals.get(&key)?)));
        let Some((_, (rival, _))) = of_rivals.into_iter().find(|(own, rival)| differs(*own, *rival)) else { continue };
        let sheet = tables.get(rival).map(|typed| typed.sheet.clone()).unwrap_or_default();
        let Some(rows) = tables.get_mut(table.place).map(|typed| &mut typed.rows) else { continue };
        let (count, written) = (rows.len(), title.value.clone().unwrap_or_default());
        let message = message!("period-mismatch.other-figures-table", written = &written, count = count, sheet = sheet);
        let mut finding = title.clone();
        finding.message = message;
        kept_out.push((title, finding.weighing(Severity::Error, Disposition::Quarantined)));
        for row in 0..count {
            rows.quarantine(row);
            if let Some(period) = rows.period.get_mut(row) {
                *period = None;
            }
        }
    }
    kept_out
}
