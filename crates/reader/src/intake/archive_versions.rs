//! Versions of a table within one archive: "a.csv" beside "a (sửa lần 2).csv", or "cũ/a.csv" beside "mới/a.csv".
//!
//! Takes the typed tables of an object, each with the file that it is of; the rows of a lower revision are forgotten where a higher one has
//! rows of the same unit, period and vintage that are all accepted, as of two objects that arrive at one time (decision 0015). They would be
//! rows of one key that differ, and keep each other out. Where no name and no head says which is newer, they do. Files whose rows of a unit have
//! no key in common are parts of one list, and lines of an export have no keys: both stay.

use std::collections::{BTreeMap, BTreeSet};

use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::message;
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::typing::reading::TypedTable;
use crate::typing::rows::Value;
use crate::validate::primary_key::key_values;
use crate::values::period::Period;
use crate::words::revision::revision_of_name;

/// What is replaced as a whole: all rows of a unit.
type RowsOfUnit = (FormIndex, UnitIndex, Period, Option<Value>);

/// The newest of some rows.
#[derive(Clone)]
struct NewestRows<'a> {
    revision: u32,
    file: &'a str,
    /// True while all of them are accepted.
    is_accepted: bool,
    keys: BTreeSet<Vec<Value>>,
}

/// Forgets the rows that another file of the archive replaces; `files` are those of the tables.
pub(super) fn replace(project: &Project, tables: &mut [TypedTable], files: &[Option<&str>]) -> Vec<Finding> {
    let revisions = revisions(tables, files);
    let is_one = |revisions: &BTreeMap<&str, u32>| revisions.values().all(|one| Some(one) == revisions.values().next());
    if is_one(&revisions) {
        return Vec::new();
    }
    let mut newest: BTreeMap<RowsOfUnit, NewestRows<'_>> = BTreeMap::new();
    for (table, file) in tables.iter().zip(files) {
        let Some((file, revision)) = file.and_then(|file| Some((file, *revisions.get(file)?))) else { continue };
        for row in 0..table.rows.len() {
            let Some(key) = rows_of_unit(project, table, row) else { continue };
            let is_accepted = table.rows.accepted.get(row).copied().unwrap_or(false);
            let none = NewestRows { revision, file, is_accepted: true, keys: BTreeSet::new() };
            let rows = newest.entry(key).or_insert_with(|| none.clone());
            if revision > rows.revision {
                *rows = none;
            }
            if revision == rows.revision {
                rows.is_accepted &= is_accepted;
                rows.keys.extend(keys_of(project, table, row));
            }
        }
    }
    let mut findings = Vec::new();
    for (table, file) in tables.iter_mut().zip(files) {
        let Some(revision) = file.and_then(|file| revisions.get(file)) else { continue };
        let rows = || (0..table.rows.len()).filter_map(|row| Some((row, rows_of_unit(project, table, row)?)));
        let is_version = |(row, subject): (usize, RowsOfUnit)| {
            let newer = newest.get(&subject).filter(|newer| newer.is_accepted && newer.revision > *revision)?;
            keys_of(project, table, row).is_some_and(|keys| newer.keys.contains(&keys)).then_some(subject)
        };
        let versions: BTreeSet<RowsOfUnit> = rows().filter_map(is_version).collect();
        let by = |(row, subject): (usize, RowsOfUnit)| {
            let newer = versions.contains(&subject).then(|| newest.get(&subject)).flatten()?;
            Some((row, newer.file))
        };
        let replaced: Vec<(usize, &str)> = rows().filter_map(by).collect();
        let Some((_, by)) = replaced.first() else { continue };
        let location = Location {
            sheet: Some(table.sheet.clone()),
            form: project.forms.get(table.form).map(|form| form.name.clone()),
            time_period: table.period.map(|period| period.to_string()),
            ..Location::default()
        };
        findings.push(Finding::new(Code::Superseded, location, message!("superseded.by", object = by)));
        let rows: Vec<usize> = replaced.into_iter().map(|(row, _)| row).collect();
        table.rows.remove(&rows);
    }
    findings
}

/// The revision of each file, as its tables or its name state it.
fn revisions<'a>(tables: &[TypedTable], files: &[Option<&'a str>]) -> BTreeMap<&'a str, u32> {
    let mut stated: BTreeMap<&str, u32> = BTreeMap::new();
    for (table, file) in tables.iter().zip(files) {
        let Some(file) = file else { continue };
        let revision = stated.entry(file).or_insert(table.revision);
        *revision = table.revision.max(*revision);
    }
    for (file, revision) in &mut stated {
        *revision = match revision_of_name(file) {
            // A draft is one, unless what is in it says more.
            Some(0) if *revision <= 1 => 0,
            named => named.unwrap_or(1).max(*revision),
        };
    }
    stated
}

fn rows_of_unit(project: &Project, table: &TypedTable, row: usize) -> Option<RowsOfUnit> {
    let form = project.forms.get(table.form).filter(|form| !form.has_lines())?;
    let vintage = form.vintage().and_then(|vintage| form.schema.fields.iter().position(|it| it.name == vintage.name));
    let vintage = vintage.and_then(|field| Some(table.rows.columns.get(field)?.values.get(row)));
    let (unit, period) = (table.rows.unit.get(row).copied()??, table.rows.period.get(row).copied()??);
    Some((table.form, unit, period, vintage))
}

fn keys_of(project: &Project, table: &TypedTable, row: usize) -> Option<Vec<Value>> {
    project.forms.get(table.form).map(|form| key_values(form, &table.rows, row))
}
