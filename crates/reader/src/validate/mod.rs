//! Which rows are accepted.
//!
//! Takes typed tables; gives findings, and for each row whether it is accepted or quarantined. One file a rule, all of them
//! listed in [`rules`].

mod alike_keys;
mod blame;
mod blank_keys;
mod breach;
pub mod checks;
pub mod constraints;
pub mod equal_values;
pub mod equation;
mod formula;
#[cfg(test)]
mod frictionless_tests;
mod named_rows;
mod other_pages;
pub mod primary_key;
mod registry_key;
mod row_copied;
pub mod rules;
mod sum_of_units;
pub mod sums_of_lines;
pub mod totals;
mod transposed;
mod unique;
pub mod unmet;
pub mod verdict;
mod written;

use std::collections::{BTreeSet, HashMap};

use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::project::Project;
use crate::project::written::form::Form;
use crate::typing::reading::{SourceColumn, TypedTable};

/// Where a row of a typed table is; with the cell of a field where one is named.
pub fn row_location(form: &Form, table: &TypedTable, row: usize, field: Option<usize>) -> Location {
    let place = field.and_then(|field| table.place_of(row, field));
    let sheet = place.map_or(table.sheet.as_str(), |place| place.sheet);
    Location {
        sheet: (!sheet.is_empty()).then(|| sheet.to_owned()),
        cell: place.map(|place| place.cell()),
        row: Some(place.map_or(table.rows.number[row], |place| place.number)),
        form: Some(form.name.clone()),
        time_period: table.rows.period[row].map(|period| period.to_string()),
        ..Location::default()
    }
}

/// Names the unit in every finding that is in a row whose unit is known.
pub fn name_units(project: &Project, typed: &[TypedTable], findings: &mut [Finding]) {
    let mut tables: HashMap<(&str, &str), Vec<&TypedTable>> = HashMap::new();
    for table in typed {
        let form = &project.forms[table.form].name;
        tables.entry((form, &table.sheet)).or_default().push(table);
        for page in table.pages.iter().filter(|page| page.sheet != table.sheet) {
            tables.entry((form, &page.sheet)).or_default().push(table);
        }
    }
    for finding in findings {
        let at = &mut finding.location;
        let (Some(number), None) = (at.row, &at.ref_area) else { continue };
        let sheet = at.sheet.as_deref().unwrap_or_default();
        let row = |table: &&TypedTable| {
            // Rows that stand for lines have no order.
            let row = match table.rows.lines.is_empty() {
                _ if !table.pages.is_empty() => table.row_at(sheet, number)?,
                true => table.rows.number.binary_search(&number).ok()?,
                false => table.rows.number.iter().position(|own| *own == number)?,
            };
            Some((table.rows.unit[row]?, table.rows.period[row]))
        };
        let place = (at.form.as_deref().unwrap_or_default(), sheet);
        if let Some((unit, period)) = tables.get(&place).and_then(|tables| tables.iter().find_map(row)) {
            let unit = &project.registry.units[unit];
            at.ref_area = Some(unit.code.clone());
            at.ref_area_valid_from = Some(unit.valid_from.to_string());
            at.time_period = at.time_period.take().or_else(|| period.map(|period| period.to_string()));
        }
    }
}

/// The column of a table that names the unit of a row: the cell to look at where a whole row is meant.
pub fn area_column(form: &Form, table: &TypedTable) -> Option<usize> {
    let is_area = |column: &&SourceColumn| form.schema.fields[column.field].is_area();
    table.columns.iter().rfind(is_area).or_else(|| table.columns.first()).map(|column| column.field)
}

/// What the rows of a table broke: the findings, and the rows of those that are errors.
struct BrokenRows<'a> {
    form: &'a Form,
    rows: BTreeSet<usize>,
    findings: Collector,
}

impl<'a> BrokenRows<'a> {
    const fn of(form: &'a Form) -> Self {
        Self { form, rows: BTreeSet::new(), findings: Collector::new() }
    }

    /// Adds a finding of a row; `with_words` gives it its message where it will be kept.
    fn push(&mut self, row: usize, code: Code, location: Location, with_words: impl FnOnce(Finding) -> Finding) {
        let is_full = self.findings.is_full(code, &location);
        let mut finding = Finding::new(code, location, Message::default());
        if !is_full {
            finding = with_words(finding);
        }
        if self.findings.push_on_row(finding, &self.form.severities).quarantines {
            self.rows.insert(row);
        }
    }

    /// Quarantines the rows, and gives the findings.
    fn apply(self, table: &mut TypedTable) -> Collector {
        self.rows.into_iter().for_each(|row| table.rows.quarantine(row));
        self.findings
    }
}
