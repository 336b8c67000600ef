//! The status of values that a decision changed in other cells than its own: the caption of the unit, a label, a cell of the head.
//!
//! Takes an object as it was sent and as it was decided; gives each measure that is another amount now the status of what people put in the
//! place of what was sent (decision 0058). A value in a corrected cell has it already.

use std::collections::HashMap;

use crate::project::written::form::Form;
use crate::typing::reading::{Reading, TypedTable};
use crate::values::status::Status;

/// Gives every amount that was sent as another the status `I`.
pub(super) fn mark(forms: &[Form], sent: &Reading, decided: &mut Reading) {
    for table in &mut decided.tables {
        let same = |one: &&TypedTable| one.form == table.form && one.sheet == table.sheet;
        let before: Vec<&TypedTable> = sent.tables.iter().filter(same).collect();
        let mut places: HashMap<u32, (&TypedTable, usize)> = HashMap::new();
        for one in before {
            places.extend(one.rows.number.iter().enumerate().map(|(place, number)| (*number, (one, place))));
        }
        let Some(form) = forms.get(table.form) else { continue };
        let measures = form.schema.fields.iter().enumerate().filter(|(_, field)| field.is_measure());
        for (field, _) in measures {
            let Some(column) = table.rows.columns.get_mut(field) else { continue };
            for (row, number) in table.rows.number.iter().enumerate() {
                let was =
                    places.get(number).and_then(|(one, place)| Some(one.rows.columns.get(field)?.values.get(*place)));
                let is = column.values.get(row);
                let changed = was.is_some_and(|was| !was.is_missing() && !is.is_missing() && was != is);
                if let Some(status) = column.statuses.get_mut(row).filter(|_| changed) {
                    *status = Status::I.min(*status);
                }
            }
        }
    }
}
