//! The fields of a form as a table has them: each with its column, the unit of its numbers and the powers of ten that follow from it.

use super::measures::NamedUnit;
use super::row_units::Shifts;
use super::{DataRow, Typing, broken_head};
use crate::locate::LabelledColumn;
use crate::project::written::form::Field;
use crate::sheet::grid::Cell;
use crate::typing::rows::Rows;
use crate::typing::unit_of_measure::declared;
use crate::words::left_over::TableMeasures;
use crate::words::note_leads::leads_a_note;
use crate::words::ordinal_labels::labels_ordinals;
use crate::words::unit_text::perhaps_stated;

/// A field of the form in one table.
pub(super) struct FieldOfTable<'a> {
    /// Index in the form's fields.
    pub place: usize,
    pub field: &'a Field,
    /// `None` where the table has no column of it.
    pub column: Option<&'a LabelledColumn>,
    /// The unit that the table states for a measure.
    pub unit: Option<NamedUnit>,
    /// The power of ten by which its numbers are multiplied, where a row says nothing else.
    pub shift: i32,
    pub shifts: Shifts,
}

impl FieldOfTable<'_> {
    /// True where the label, the head or the rows state a unit of the field.
    pub fn has_unit(&self) -> bool {
        self.unit.as_ref().is_some_and(|unit| unit.multiplier(self.field).is_some()) || self.shifts.differ()
    }

    /// True for a measure whose numbers say nothing without a unit, and which has none.
    pub fn needs_a_unit(&self) -> bool {
        let is_of_table = self.column.is_some() && self.field.is_measure();
        is_of_table && broken_head::needs_a_unit(self.field) && !self.has_unit()
    }
}

impl<'a> Typing<'a> {
    /// Every field of the form, in its order; says where units are in doubt.
    pub(super) fn fields(&mut self, data: &[DataRow<'a>], rows: &mut Rows) -> Vec<FieldOfTable<'a>> {
        let row_units = self.row_units();
        let notes = [self.mentioned_unit(), self.unit_of_a_note(), self.unit_beside_a_row()];
        let measured = self.measures(data);
        let (form, table) = (self.form, self.table);
        let mut fields = Vec::with_capacity(form.schema.fields.len());
        for (place, field) in form.schema.fields.iter().enumerate() {
            let column = table.columns.iter().find(|column| column.field == Some(place));
            let named = column.filter(|_| field.is_measure());
            let unit = named.and_then(|column| self.named_unit(column, field, &measured));
            let shift = match (&unit, column) {
                (Some(named), Some(column)) => {
                    notes.iter().flatten().for_each(|note| self.compare_stated_with_note(field, named, note));
                    self.unit_shift(field, named, data, column.index, rows)
                }
                (None, Some(_)) => {
                    notes.iter().flatten().for_each(|note| self.compare_with_note(field, note));
                    0
                }
                _ => 0,
            };
            let shifts = match column {
                Some(_) => self.shifts(field, shift, &row_units, &measured, rows),
                None => Shifts::default(),
            };
            fields.push(FieldOfTable { place, field, column, unit, shift, shifts });
        }
        fields
    }

    /// What the columns of the table measure.
    fn measures(&self, data: &[DataRow<'a>]) -> TableMeasures {
        let mut measures = TableMeasures::default();
        for column in &self.table.columns {
            let field = column.field.and_then(|field| self.form.schema.fields.get(field));
            let Some(measured) = field.and_then(declared) else {
                // A column that nobody filled in may be one of numbers.
                let may_be_number = |cell: &Cell| {
                    let has_words = |text: &str| text.chars().filter(|sign| sign.is_alphabetic()).nth(1).is_some();
                    cell.is_figure() || !cell.as_text().is_some_and(has_words)
                };
                let of_numbers = || data.iter().all(|row| may_be_number(row.cell(column.index)));
                let is_other = field.is_some_and(Field::is_measure) || field.is_none() && !is_remark(&column.label);
                measures.has_others |= is_other && of_numbers();
                continue;
            };
            measures.all.push(measured);
            let states_its_own = column.unit.as_ref().is_some_and(|unit| !perhaps_stated(unit).is_empty());
            if !states_its_own {
                measures.unlabelled.push(measured);
            }
        }
        measures
    }
}

/// True for the label of a column that holds no figures whoever wrote it.
fn is_remark(label: &str) -> bool {
    leads_a_note(label) || labels_ordinals(label)
}
