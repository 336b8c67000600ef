//! Values that sort their rows, merged over the rows for which they hold: a category, a name, a yes, a day.
//!
//! Takes the sheets of a file with its tables; puts such a value into each blank cell that its range covers, before anything is typed, and gives a note
//! for each column. A sheet shows nothing else in these cells, and a word cannot be shared out between them. An amount can: it stays, and keeps its rows out
//! (`typing/table/merged_values.rs`).

use std::collections::BTreeMap;

use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::intake::Reader;
use crate::locate::rows::RowRole;
use crate::locate::{Located, Table};
use crate::message;
use crate::project::written::form::{Field, FieldType};
use crate::sheet::address::address;
use crate::sheet::grid::{Cell, Merged, Sheet};
use crate::typing::cell::ColumnReading;
use crate::typing::missing_texts::MissingTexts;
use crate::typing::number::Signs;
use crate::values::language::Language;

/// Puts the values of merged ranges into the rows that they cover; gives a note for each column with such a range.
pub(super) fn spread(reader: &Reader<'_>, sheets: &mut [Sheet], located: &Located) -> Vec<Finding> {
    let mut findings = Vec::new();
    for table in &located.tables {
        let Some(sheet) = sheets.get_mut(table.sheet).filter(|sheet| !sheet.grid.merged().is_empty()) else { continue };
        findings.extend(spread_in(reader, sheet, table));
    }
    findings
}

fn spread_in(reader: &Reader<'_>, sheet: &mut Sheet, table: &Table) -> Vec<Finding> {
    let (form, missing) = (&reader.project.forms[table.form], &reader.missing[table.form]);
    let language = reader.project.settings.language;
    let fields: Vec<(u32, &Field, &MissingTexts<'_>)> = table
        .columns
        .iter()
        .filter_map(|column| Some((column.index, form.schema.fields.get(column.field?)?, missing.get(column.field?)?)))
        .collect();
    let rows: Vec<u32> = table.body.iter().filter(|row| row.role == RowRole::Data).map(|row| row.index).collect();
    let mut covered: Vec<(u32, u32, Cell)> = Vec::new();
    let mut ranges: BTreeMap<u32, Vec<Merged>> = BTreeMap::new();
    for range in sheet.grid.merged().iter().filter(|range| range.last_row > range.first_row) {
        let over = fields.iter().filter(|(column, ..)| (range.first_column..=range.last_column).contains(column));
        let cell = sheet.grid.get(range.first_row, range.first_column);
        // A text over several fields is that of the first; of the others nobody can say.
        let takes = |(column, field, _): &&(u32, &Field, _)| *column == range.first_column || !is_of_any_text(field);
        let over: Vec<_> = over.filter(takes).collect();
        let begins = over.first().is_some_and(|(column, ..)| *column == range.first_column);
        let is_row = rows.binary_search(&range.first_row).is_ok();
        let is_held = || over.iter().all(|(_, field, missing)| holds_for_each(cell, field, missing, language));
        if !begins || !is_row || cell.is_blank() || !is_held() {
            continue;
        }
        let within = rows.iter().filter(|row| (range.first_row..=range.last_row).contains(row));
        let cells = within.flat_map(|row| over.iter().map(move |(column, ..)| (*row, *column)));
        let blank: Vec<_> = cells.filter(|(row, column)| sheet.grid.get(*row, *column).is_blank()).collect();
        if !blank.is_empty() {
            ranges.entry(range.first_column).or_default().push(*range);
            covered.extend(blank.into_iter().map(|(row, column)| (row, column, cell.clone())));
        }
    }
    for (row, column, cell) in covered {
        sheet.grid.set(row, column, cell);
    }
    let field_of =
        |column: u32| fields.iter().find(|(index, ..)| *index == column).map(|(_, field, _)| field.name.clone());
    let note = |(column, ranges): (u32, Vec<Merged>)| {
        let range = ranges.first()?;
        let at = address(range.first_row, column);
        let written = sheet.grid.get(range.first_row, column).display().into_owned();
        let cells = format!("{at}:{}", address(range.last_row, range.last_column));
        let location = Location {
            sheet: Some(sheet.name.clone()).filter(|name| !name.is_empty()),
            cell: Some(at),
            row: range.first_row.checked_add(1),
            form: Some(form.name.clone()),
            field: field_of(column),
            ..Location::default()
        };
        let message = message!("merged-value.rows", others = ranges.len() - 1, written = &written, cells = cells);
        Some(Finding::new(Code::MergedValue, location, message).value(written))
    };
    ranges.into_iter().filter_map(note).collect()
}

/// True where a field takes a cell for each of the rows that it is merged over.
fn holds_for_each(cell: &Cell, field: &Field, missing: &MissingTexts<'_>, language: Language) -> bool {
    let is_word = field.role.is_none() && !matches!(field.kind, FieldType::Integer | FieldType::Number);
    let signs = Signs::declared(field, language);
    is_word && ColumnReading { field, signs, shift: 0, missing }.value(cell).fault.is_none()
}

fn is_of_any_text(field: &Field) -> bool {
    matches!(field.kind, FieldType::String | FieldType::Any) && field.listed().is_empty()
}
