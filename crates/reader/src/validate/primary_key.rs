//! Two rows of one file with one key: identical rows count once, rows that differ are all quarantined.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::finding::{Finding, Location};
use crate::findings::severity::{Disposition, Severity};
use crate::message;
use crate::project::Project;
use crate::project::written::form::{Field, Form, Role};
use crate::registry::UnitIndex;
use crate::typing::reading::{Reading, TypedTable};
use crate::typing::rows::{Rows, Value};
use crate::validate::equal_values::as_compared;
use crate::validate::named_rows::named;
use crate::validate::{area_column, row_location};
use crate::values::period::Period;

/// Checks the keys of every form over all tables of a file.
pub fn check(project: &Project, reading: &mut Reading) {
    let mut found = Collector::new();
    // Asked where a key comes twice alone.
    let mut faulty: Option<FaultyCells> = None;
    for (index, form) in project.forms.iter().enumerate().filter(|(_, form)| !form.has_lines()) {
        let mut keys: BTreeMap<_, Vec<(usize, usize)>> = BTreeMap::new();
        for (table_place, table) in reading.tables.iter().enumerate().filter(|(_, table)| table.form == index) {
            for row in 0..table.rows.len() {
                if let (Some(unit), Some(period)) = (table.rows.unit[row], table.rows.period[row]) {
                    keys.entry((unit, period, key_values(form, &table.rows, row)))
                        .or_default()
                        .push((table_place, row));
                }
            }
        }
        let mut dropped: Vec<(usize, usize)> = Vec::new();
        for ((unit, period, _), mut places) in keys.into_iter().filter(|(_, places)| places.len() > 1) {
            let faulty = faulty.get_or_insert_with(|| faulty_cells(&reading.findings));
            places.retain(|place| !has_faulty_key(form, &reading.tables[place.0], place.1, faulty));
            if places.len() > 1 {
                let about = DuplicateOf { project, form, unit, period };
                duplicate(&about, reading, &places, &mut dropped, &mut found);
            }
        }
        dropped.sort_unstable();
        for of_table in dropped.chunk_by(|left, right| left.0 == right.0) {
            let rows: Vec<usize> = of_table.iter().map(|(_, row)| *row).collect();
            reading.tables[of_table[0].0].rows.remove(&rows);
        }
    }
    reading.findings.extend(found.all());
}

/// Drops the rows of one table that repeat another row of it in all they say.
pub fn drop_identical(project: &Project, reading: &mut Reading, table_place: usize) -> Collector {
    let (mut found, mut dropped) = (Collector::new(), Vec::new());
    let Some(table) = reading.tables.get(table_place) else { return found };
    let Some(form) = project.forms.get(table.form) else { return found };
    let mut keys: BTreeMap<_, Vec<(usize, usize)>> = BTreeMap::new();
    for row in 0..table.rows.len() {
        if let (Some(unit), Some(period)) = (table.rows.unit[row], table.rows.period[row]) {
            keys.entry((unit, period, key_values(form, &table.rows, row))).or_default().push((table_place, row));
        }
    }
    for ((unit, period, _), places) in keys.into_iter().filter(|(_, places)| places.len() > 1) {
        let rows = &reading.tables[table_place].rows;
        let is_first = |(_, row): &(usize, usize)| same_values(form, (rows, places[0].1), (rows, *row));
        if places.iter().all(is_first) {
            duplicate(&DuplicateOf { project, form, unit, period }, reading, &places, &mut dropped, &mut found);
        }
    }
    dropped.sort_unstable();
    let rows: Vec<usize> = dropped.iter().map(|(_, row)| *row).collect();
    reading.tables[table_place].rows.remove(&rows);
    found
}

/// The rows of a table that repeat an earlier row of it in all they say, where no other row has their key: they are dropped.
pub(super) fn repeated_rows(form: &Form, table: &TypedTable) -> BTreeSet<usize> {
    if form.has_lines() {
        return BTreeSet::new();
    }
    let of_row = |(unit, period): (&Option<UnitIndex>, &Option<Period>)| (*unit).zip(*period);
    let subjects = || table.rows.unit.iter().zip(&table.rows.period).map(of_row);
    // In most tables a unit has one row.
    let mut seen = HashSet::new();
    if subjects().flatten().all(|subject| seen.insert(subject)) {
        return BTreeSet::new();
    }
    let mut keys: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (row, subject) in subjects().enumerate() {
        if let Some((unit, period)) = subject {
            keys.entry((unit, period, key_values(form, &table.rows, row))).or_default().push(row);
        }
    }
    let is_repeated = |rows: &Vec<usize>| {
        let first = rows.first().copied().unwrap_or_default();
        rows.iter().all(|row| same_values(form, (&table.rows, first), (&table.rows, *row)))
    };
    let of_one_key = keys.into_values().filter(|rows| rows.len() > 1).filter(is_repeated);
    of_one_key.flat_map(|rows| rows.into_iter().skip(1)).collect()
}

/// Sheet and cell of what is an error already.
type FaultyCells = HashSet<(Option<String>, String)>;

fn faulty_cells(findings: &[Finding]) -> FaultyCells {
    let errors = findings.iter().filter(|finding| finding.is_error());
    errors.filter_map(|finding| Some((finding.location.sheet.clone(), finding.location.cell.clone()?))).collect()
}

/// True for a row whose key is not known: a cell that distinguishes it gave no value, and is reported.
fn has_faulty_key(form: &Form, table: &TypedTable, row: usize, faulty: &FaultyCells) -> bool {
    let is_key = |name: &String| form.schema.primary_key.contains(name);
    let fields = form.schema.fields.iter().enumerate().filter(|(_, field)| is_key(&field.name));
    let mut missing = fields
        .filter(|(place, _)| table.rows.columns.get(*place).is_some_and(|column| column.values.get(row).is_missing()));
    missing.any(|(place, _)| {
        let Location { sheet, cell, .. } = row_location(form, table, row, Some(place));
        table.rows.only_counted.contains(&(row, place)) || cell.is_some_and(|cell| faulty.contains(&(sheet, cell)))
    })
}

/// Whose rows have one key.
struct DuplicateOf<'a> {
    project: &'a Project,
    form: &'a Form,
    unit: UnitIndex,
    period: Period,
}

impl DuplicateOf<'_> {
    /// The key in words: the unit, the period, and what distinguishes the rows.
    fn words(&self, rows: &Rows, row: usize) -> String {
        let unit = self.project.registry.units.get(self.unit).map(|unit| unit.name.clone());
        let values = written_key(self.form, rows, row).map(|(_, value)| value).filter(|value| !value.is_missing());
        let values = values.map(|value| value.to_string());
        unit.into_iter().chain([self.period.to_string()]).chain(values).collect::<Vec<_>>().join(", ")
    }

    /// The units of the sender that have no row in a table, where there are few: the code or the name of one may have been copied from the row above.
    fn left_out(&self, table: &TypedTable) -> Vec<&str> {
        const MOST: usize = 3;
        let Some(sender) = table.sender.filter(|_| self.form.dimensions().next().is_none()) else { return Vec::new() };
        let registry = &self.project.registry;
        let day = self.period.end(self.form.form.calendar);
        let present: HashSet<UnitIndex> = table.rows.unit.iter().flatten().copied().collect();
        let levels = self.form.form.reports.on(day);
        let expected = registry.valid_on(day, levels).filter(|unit| registry.is_within(*unit, sender));
        let absent = expected.filter(|unit| !present.contains(unit));
        let names: Vec<&str> = absent.take(MOST + 1).map(|unit| registry.units[unit].name.as_str()).collect();
        if names.len() > MOST { Vec::new() } else { names }
    }
}

/// Rows of one key that a message names: all of them would make an answer of their square.
const MOST_NAMED: usize = 10;

fn duplicate(
    about: &DuplicateOf<'_>,
    reading: &mut Reading,
    places: &[(usize, usize)],
    dropped: &mut Vec<(usize, usize)>,
    found: &mut Collector,
) {
    let (first, form) = (places[0], about.form);
    let identical = {
        let rows = |(table, row): (usize, usize)| (&reading.tables[table].rows, row);
        places.iter().all(|place| same_values(form, rows(first), rows(*place)))
    };
    let (rows, more) = (named(reading, places, MOST_NAMED), places.len().saturating_sub(MOST_NAMED));
    let key = about.words(&reading.tables[first.0].rows, first.1);
    let left_out = about.left_out(&reading.tables[first.0]).join(", ");
    let blank = blank_key(form, &reading.tables[first.0], first.1).filter(|_| !identical);
    for &(table, row) in places.iter().skip(usize::from(identical)) {
        let of_table = &reading.tables[table];
        let blank = blank.filter(|(place, _)| of_table.place_of(row, *place).is_some());
        let place = blank.map_or_else(|| area_column(form, of_table), |(place, _)| Some(place));
        let mut location = row_location(form, of_table, row, place);
        location.field = blank.map(|(_, field)| field.name.clone());
        let finding = if identical {
            let first_row = named(reading, &[first, (table, row)], 1);
            let message = message!("primary-key.identical", row = first_row);
            dropped.push((table, row));
            Finding::new(Code::PrimaryKey, location, message).weighing(Severity::Warning, Disposition::Ignored)
        } else {
            let message = match (left_out.as_str(), blank) {
                (_, Some((_, field))) => {
                    let field = field.title.as_ref().unwrap_or(&field.name);
                    message!("primary-key.differing-blank", rows = &rows, others = more, key = &key, field = field)
                }
                ("", None) => message!("primary-key.differing", rows = &rows, others = more, key = &key),
                (units, None) => {
                    message!("primary-key.differing-left-out", rows = &rows, others = more, key = &key, units = units)
                }
            };
            reading.tables[table].rows.quarantine(row);
            Finding::new(Code::PrimaryKey, location, message)
        };
        found.push(finding, &form.severities);
    }
}

/// The first field that distinguishes the rows of a unit and is blank in this one, though the table has a column of it.
fn blank_key<'f>(form: &'f Form, table: &TypedTable, row: usize) -> Option<(usize, &'f Field)> {
    let is_key = |field: &Field| field.role.is_none() && form.schema.primary_key.contains(&field.name);
    let of_key = form.schema.fields.iter().enumerate().filter(|(_, field)| is_key(field));
    let is_blank =
        |place: usize| table.rows.columns.get(place).is_some_and(|column| column.values.get(row).is_missing());
    of_key.into_iter().find(|(place, _)| is_blank(*place) && table.place_of(row, *place).is_some())
}

/// The values of the dimensions and the vintage, as they are compared.
pub fn key_values(form: &Form, rows: &Rows, row: usize) -> Vec<Value> {
    written_key(form, rows, row).map(|(field, value)| as_compared(field, value)).collect()
}

/// The same as they are written.
fn written_key<'r>(form: &'r Form, rows: &'r Rows, row: usize) -> impl Iterator<Item = (&'r Field, Value)> {
    let is_key = |name: &str, role: Option<Role>| {
        form.schema.primary_key.iter().any(|key| key == name) && matches!(role, None | Some(Role::Vintage))
    };
    let fields = form.schema.fields.iter().zip(&rows.columns);
    let of_key = fields.filter(move |(field, _)| is_key(&field.name, field.role));
    of_key.map(move |(field, column)| (field, column.values.get(row)))
}

/// True where all of two rows but the ordinal number is the same.
pub fn same_values(form: &Form, (left, one): (&Rows, usize), (right, other): (&Rows, usize)) -> bool {
    form.schema
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.role.is_none() || field.role == Some(Role::Vintage))
        .all(|(place, field)| {
            let (left, right) = (&left.columns[place], &right.columns[place]);
            let value = left.values.get(one);
            // A value that a decision corrected is the same value; a missing one is the same where its cause is.
            let same_cause = !value.is_missing() || left.statuses.get(one) == right.statuses.get(other);
            same_cause && as_compared(field, value) == as_compared(field, right.values.get(other))
        })
}
