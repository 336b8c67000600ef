//! Numbers of a workbook as their formats show them, where that is not what is stored.
//!
//! Takes the sheets of a file with its tables; puts what a person sees into the cells of the rows that count. A number beside a unit that
//! is not that of its field becomes the text with that unit, and is typed as one; a number that is not shown is not read. A field of texts
//! takes the text that is shown, where it is known letter by letter.

use std::collections::HashMap;

use crate::formats::shown_number::plain_digits;
use crate::locate::rows::RowRole;
use crate::locate::{LabelledColumn, Located, Table};
use crate::project::written::form::{Field, FieldType, Form, Role};
use crate::sheet::grid::{Cell, Sheet};
use crate::sheet::shown::{ShownWords, Shows};
use crate::sheet::unread::UnreadReason;
use crate::typing::number::Signs;
use crate::typing::unit_of_measure::shown_unit;
use crate::values::language::Language;

/// Puts what formats show into the cells of all tables.
pub(super) fn put(sheets: &mut [Sheet], located: &Located, forms: &[Form], language: Language) {
    for sheet in sheets.iter_mut() {
        sheet.shown.sort_by_key(|number| number.place);
    }
    for table in &located.tables {
        if let (Some(sheet), Some(form)) = (sheets.get_mut(table.sheet), forms.get(table.form))
            && !sheet.shown.is_empty()
        {
            for (row, column, cell) in of_table(sheet, form, table, language) {
                sheet.grid.set(row, column, cell);
            }
        }
    }
}

/// What counts in the place of numbers of a table, by row and column.
fn of_table(sheet: &Sheet, form: &Form, table: &Table, language: Language) -> Vec<(u32, u32, Cell)> {
    let columns: HashMap<u32, (&LabelledColumn, &Field)> = table
        .columns
        .iter()
        .filter_map(|column| Some((column.index, (column, form.schema.fields.get(column.field?)?))))
        .collect();
    let mut seen = Vec::new();
    for row in &table.body {
        // Of a total the number is evidence all the same.
        let is_value = match row.role {
            RowRole::Data | RowRole::PartOf => true,
            RowRole::Total(_) => false,
            _ => continue,
        };
        let first = sheet.shown.partition_point(|number| number.place.0 < row.index);
        let of_row = sheet.shown.get(first..).unwrap_or_default();
        for number in of_row.iter().take_while(|number| number.place.0 == row.index) {
            let Some((column, field)) = columns.get(&number.place.1) else { continue };
            let cell = sheet.grid.get(row.index, column.index);
            // A second statement, merged cells or people may have put something else there.
            let holds_it = cell.is_number() || cell.as_text().is_some() && !sheet.corrected.contains(&number.place);
            let at = CellOfField { field, column, table, language, is_value };
            let counts = at.seen(cell, &number.shows).filter(|_| holds_it);
            seen.extend(counts.map(|cell| (row.index, column.index, cell)));
        }
    }
    seen
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
            return self.as_text(cell, shows);
        }
        let text = shows.text.as_deref().filter(|text| !text.is_empty());
        if shows.is_replaced && self.is_value {
            return Some(match text {
                // 1 that is shown as "Có" is a yes.
                Some(text) if self.field.kind == FieldType::Boolean => Cell::from(text),
                _ => unread(UnreadReason::Replaced, cell),
            });
        }
        match self.field.kind {
            FieldType::Integer | FieldType::Number => self.with_unit(cell, shows.words.as_ref()?),
            _ => None,
        }
    }

    /// The text that is shown, for a field of texts.
    fn as_text(&self, cell: &Cell, shows: &Shows) -> Option<Cell> {
        if !self.is_value || self.field.role == Some(Role::Ordinal) {
            return None;
        }
        let Some(text) = shows.text.as_deref() else { return Some(unread(UnreadReason::Appearance, cell)) };
        if text.is_empty() && shows.is_replaced {
            return Some(unread(UnreadReason::Replaced, cell));
        }
        // Blanks within a code part its digits.
        let code: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
        let is_code = self.field.is_area() && code.bytes().all(|byte| byte.is_ascii_digit());
        Some(Cell::from(if is_code { code.as_str() } else { text }))
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

fn unread(reason: UnreadReason, cell: &Cell) -> Cell {
    Cell::Unread(reason, cell.display().into_owned())
}
