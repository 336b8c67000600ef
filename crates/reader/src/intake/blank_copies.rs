//! Blank copies of a form beside the one that was filled in: a sheet "Mẫu" with the codes and names of the units, and no figures.
//!
//! Takes the typed tables of a file, and which of them are blank; forgets the rows of those whose units another table of the form has in the same
//! periods. They would be rows of the same keys, and keep out the ones that were filled in.

use std::collections::BTreeSet;

use crate::project::FormIndex;
use crate::registry::UnitIndex;
use crate::typing::reading::TypedTable;
use crate::values::period::Period;

/// What a row of a table is of.
type RowSubject = (FormIndex, Option<UnitIndex>, Option<Period>);

/// Forgets the rows of blank tables that are copies of others; `blank` are their places, in order.
pub(super) fn forget(tables: &mut [TypedTable], blank: &[usize]) {
    if blank.is_empty() {
        return;
    }
    let subjects = |table: &TypedTable| -> BTreeSet<RowSubject> {
        let period = |row: usize| table.rows.period.get(row).copied().flatten().or(table.period);
        (0..table.rows.len())
            .map(|row| (table.form, table.rows.unit.get(row).copied().flatten(), period(row)))
            .collect()
    };
    let filled = tables.iter().enumerate().filter(|(place, _)| blank.binary_search(place).is_err());
    let filled: BTreeSet<RowSubject> = filled.flat_map(|(_, table)| subjects(table)).collect();
    for place in blank {
        let Some(table) = tables.get_mut(*place) else { continue };
        if subjects(table).is_subset(&filled) {
            let rows: Vec<usize> = (0..table.rows.len()).collect();
            table.rows.remove(&rows);
        }
    }
}
