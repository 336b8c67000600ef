//! Words that are merged over several measures or rows: a sheet shows nothing else in these cells, so that each of them says it.
//!
//! Takes sheets with their tables, and puts what the first cell of a merged range says into the blank cells that it covers: of measures where it is
//! no value ("...", a dash, "đang cập nhật", an error of the spreadsheet), of the rows below where it is a period or a vintage. A number is that of
//! one cell, and of which nobody can say (`typing/table/merged_values.rs`).

use crate::intake::Reader;
use crate::locate::rows::RowRole;
use crate::locate::{Located, Table};
use crate::project::written::form::{Field, FieldType, Role};
use crate::sheet::grid::{Cell, Merged, Sheet};
use crate::typing::missing_texts::MissingTexts;

/// Puts the words of merged ranges into the cells of measures that they cover.
pub(super) fn spread(reader: &Reader<'_>, sheets: &mut [Sheet], located: &Located) {
    for table in &located.tables {
        let Some(sheet) = sheets.get_mut(table.sheet).filter(|sheet| !sheet.grid.merged().is_empty()) else { continue };
        spread_in(reader, sheet, table);
    }
}

fn spread_in(reader: &Reader<'_>, sheet: &mut Sheet, table: &Table) {
    let (form, missing) = (&reader.project.forms[table.form], &reader.missing[table.form]);
    let measures: Vec<(u32, &Field, &MissingTexts<'_>)> = table
        .columns
        .iter()
        .filter_map(|column| {
            let place = column.field?;
            let field = form.schema.fields.get(place).filter(|field| field.is_measure())?;
            Some((column.index, field, missing.get(place)?))
        })
        .collect();
    let rows: Vec<u32> = table.body.iter().filter(|row| row.role == RowRole::Data).map(|row| row.index).collect();
    let mut covered: Vec<(u32, u32, Cell)> = Vec::new();
    for range in sheet.grid.merged() {
        let first = measures.iter().find(|(column, ..)| *column == range.first_column);
        let Some((_, field, missing)) = first else { continue };
        let cell = sheet.grid.get(range.first_row, range.first_column);
        if !says_why_there_is_none(cell, field, missing) {
            continue;
        }
        let begin = rows.partition_point(|row| *row < range.first_row);
        let end = rows.partition_point(|row| *row <= range.last_row);
        for row in rows.get(begin..end).unwrap_or_default() {
            let within =
                measures.iter().filter(|(column, ..)| (range.first_column..=range.last_column).contains(column));
            let blank = within.filter(|(column, ..)| sheet.grid.get(*row, *column).is_blank());
            covered.extend(blank.map(|(column, ..)| (*row, *column, cell.clone())));
        }
    }
    let is_of_rows = |place: usize| {
        let field = form.schema.fields.get(place);
        field.is_some_and(|field| matches!(field.role, Some(Role::Period | Role::Vintage)))
    };
    for column in table.columns.iter().filter(|column| column.field.is_some_and(is_of_rows)) {
        let over = sheet.grid.merged_over(column.index);
        let below = |range: &&Merged| range.first_column == column.index && range.first_row > table.header_row;
        for range in over.iter().filter(below) {
            let cell = sheet.grid.get(range.first_row, range.first_column);
            let within = rows.iter().filter(|row| (range.first_row..=range.last_row).contains(row));
            let blank = within.filter(|row| !cell.is_blank() && sheet.grid.get(**row, column.index).is_blank());
            covered.extend(blank.map(|row| (*row, column.index, cell.clone())));
        }
    }
    for (row, column, cell) in covered {
        sheet.grid.set(row, column, cell);
    }
}

/// True for a cell that holds no value of a measure and says why, or is an error wherever it is.
fn says_why_there_is_none(cell: &Cell, field: &Field, missing: &MissingTexts<'_>) -> bool {
    if cell.is_blank() {
        return false;
    }
    let is_missing = missing.cause_of(cell).is_some();
    match cell {
        // A mark or a word is a value where yes and no are asked for, and so is a text of digits.
        Cell::Text(text) if field.kind == FieldType::Boolean => is_missing && !matches!(text.trim(), "x" | "X"),
        Cell::Text(text) => is_missing || !text.contains(|sign: char| sign.is_ascii_digit()),
        Cell::Error(_) | Cell::Uncomputed(_) => true,
        _ => is_missing,
    }
}
