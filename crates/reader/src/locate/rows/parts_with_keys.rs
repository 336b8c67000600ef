//! Rows behind "Trong đó:" that have the key of a row: "Trong đó: Xã Nậm Tin | 03156 | 4500" below the total of the district.
//!
//! Takes rows as each gives by itself. A part of the row above is not to be added; but what names a unit of the form beside its code, a code that no
//! other row has, or a value of the field that distinguishes the rows of a unit, is a row whatever is written before its name (decision 0115).

use std::collections::BTreeMap;

use super::columns::{Columns, RowKind, Seen};
use crate::sheet::grid::Grid;

/// What a row is of: its code, and its values of the fields that distinguish the rows of a unit.
type PartKey = (String, Vec<String>);

/// Makes rows of the parts that have the key of one.
pub(super) fn judge(rows: &mut [Seen], grid: &Grid, columns: &Columns) {
    if !rows.iter().any(|row| row.kind == RowKind::PartOf) {
        return;
    }
    let mut code = String::new();
    let keys: Vec<Option<PartKey>> = rows
        .iter()
        .map(|row| {
            let cells = grid.row(row.index);
            let own = columns.code_of(cells);
            let has_code = own.is_some();
            if let Some(own) = own {
                code = own;
            }
            let is_row = matches!(row.kind, RowKind::Data | RowKind::PartOf);
            let values = columns.values_of_key(cells).filter(|values| is_row && (has_code || !values.is_empty()))?;
            Some((code.clone(), values))
        })
        .collect();
    let mut times: BTreeMap<&PartKey, usize> = BTreeMap::new();
    keys.iter().flatten().for_each(|key| *times.entry(key).or_default() += 1);
    let own: Vec<usize> = keys
        .iter()
        .enumerate()
        .filter_map(|(place, key)| {
            let (row, key) = (rows.get(place)?, key.as_ref()?);
            let cells = grid.row(row.index);
            let is_part = row.kind == RowKind::PartOf && row.values && columns.says_part(cells);
            let names_unit = || key.1.is_empty() && columns.names_own_behind_part(cells);
            (is_part && (times.get(key) == Some(&1) || names_unit())).then_some(place)
        })
        .collect();
    for place in own {
        if let Some(row) = rows.get_mut(place) {
            row.kind = RowKind::Data;
            row.distinguished = columns.distinguishes_rows();
        }
    }
}
