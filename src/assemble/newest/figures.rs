//! Whether two submissions say the same: takes their readings, compares the values of the units that both have.

use std::collections::BTreeMap;

use crate::project::FormIndex;
use crate::project::written::form::{Form, Role};
use crate::registry::UnitIndex;
use crate::typing::reading::{Reading, TypedTable};
use crate::typing::rows::Value;
use crate::values::period::Period;

/// What each unit says in each period, in no order.
type SaidByUnit = BTreeMap<(UnitIndex, Period), Vec<Vec<Value>>>;

/// True where a unit that both have says something else in the second.
pub(super) fn differ(form: &Form, index: FormIndex, first: &Reading, second: &Reading) -> bool {
    let (first, second) = (said(form, index, first), said(form, index, second));
    first.iter().any(|(subject, rows)| second.get(subject).is_some_and(|others| others != rows))
}

fn said(form: &Form, index: FormIndex, reading: &Reading) -> SaidByUnit {
    let mut said = SaidByUnit::new();
    for table in reading.tables.iter().filter(|table| table.form == index) {
        for row in 0..table.rows.len() {
            if let (Some(unit), Some(period)) = (table.rows.unit[row], table.rows.period[row]) {
                said.entry((unit, period)).or_default().push(values(form, table, row));
            }
        }
    }
    said.values_mut().for_each(|rows| rows.sort_unstable());
    said
}

/// All that a row says beside whose it is, and which number it has.
fn values(form: &Form, table: &TypedTable, row: usize) -> Vec<Value> {
    let fields = form.schema.fields.iter().zip(&table.rows.columns);
    let own = fields.filter(|(field, _)| matches!(field.role, None | Some(Role::Vintage)));
    own.map(|(_, column)| column.values.get(row)).collect()
}
