//! Numbers of a workbook as their formats show them, where that is not what is stored.
//!
//! Takes the sheets of a file with its tables; puts what a person sees into the cells of the rows that count. A number beside a unit that
//! is not that of its field becomes the text with that unit, and is typed as one; a number that is not shown is not read.

use std::collections::HashMap;

use crate::formats::shown_number::plain_digits;
use crate::locate::rows::RowRole;
use crate::locate::{LabelledColumn, Located, Table};
use crate::project::written::form::{Field, FieldType, Form};
use crate::sheet::grid::{Cell, Sheet};
use crate::sheet::shown::{ShownWords, Shows};
use crate::sheet::unread::UnreadReason;
use crate::typing::number::Signs;
use crate::typing::unit_of_measure::shown_unit;
use crate::values::language::Language;

/// Puts what formats show into the cells of all tables.
pub(super) fn put(sheets: &mut [Sheet], located: &Located, forms: &[Form], language: Language) {
    for table in &located.tables {
        if let (Some(sheet), Some(form)) = (sheets.get_mut(table.sheet), forms.get(table.form))
            && !sheet.shown.is_empty()
        {
            put_into(sheet, form, table, language);
        }
    }
}

fn put_into(sheet: &mut Sheet, form: &Form, table: &Table, language: Language) {
    let rows: HashMap<u32, RowRole> = table.body.iter().map(|row| (row.index, row.role)).collect();
    let columns: HashMap<u32, (&LabelledColumn, &Field)> = table
        .columns
        .iter()
        .filter_map(|column| Some((column.index, (column, form.schema.fields.get(column.field?)?))))
        .collect();
    let mut seen = Vec::new();
    for number in &sheet.shown {
        let (row, column) = number.place;
        let (Some(role), Some((column, field))) = (rows.get(&row), columns.get(&column)) else { continue };
        let cell = sheet.grid.get(row, column.index);
        // A second statement, merged cells or people may have put something else there.
        if cell.is_number() && matches!(role, RowRole::Data | RowRole::PartOf | RowRole::Total(_)) {
            // Of a total the number is evidence all the same.
            let is_value = !matches!(role, RowRole::Total(_));
            let at = CellOfField { field, column, table, language, is_value };
            seen.extend(at.seen(cell, &number.shows).map(|cell| (number.place, cell)));
        }
    }
    for ((row, column), cell) in seen {
        sheet.grid.set(row, column, cell);
    }
}

/// The field of a cell, and what its table says.
struct CellOfField<'a> {
    field: &'a Field,
    column: &'a LabelledColumn,
    table: &'a Table,
    language: Language,
    /// True in a row whose values count.
    is_value: bool,
}

impl CellOfField<'_> {
    /// What counts in the place of a number; `None` where the number does.
    fn seen(&self, cell: &Cell, shows: &Shows) -> Option<Cell> {
        let is_text = matches!(self.field.kind, FieldType::String | FieldType::Any);
        if self.field.is_kept_as_text() || is_text {
            return None;
        }
        if shows.is_replaced {
            let unread = || Cell::Unread(UnreadReason::Replaced, cell.display().into_owned());
            return self.is_value.then(unread);
        }
        match self.field.kind {
            FieldType::Integer | FieldType::Number => self.with_unit(cell, shows.words.as_ref()?),
            _ => None,
        }
    }

    /// The number with the unit beside it, as a text that is read in one way only.
    fn with_unit(&self, cell: &Cell, words: &ShownWords) -> Option<Cell> {
        let of_head = self.table.head.unit.as_ref().map(|unit| unit.text.as_str());
        let unit = shown_unit(self.field, words, [self.column.unit.as_deref(), of_head])?;
        let digits = match cell {
            Cell::Number(number) => plain_digits(*number)?,
            Cell::Decimal(digits) => digits.clone(),
            _ => return None,
        };
        let signs = Signs::declared(self.field, self.language);
        let written = match digits.split_once('.') {
            // Three decimals might be a group of thousands.
            Some((whole, decimals)) if decimals.len() == 3 => format!("{whole}{}{decimals}0", signs.decimal),
            Some((whole, decimals)) => format!("{whole}{}{decimals}", signs.decimal),
            None => digits,
        };
        Some(Cell::Text(format!("{written} {unit}")))
    }
}
