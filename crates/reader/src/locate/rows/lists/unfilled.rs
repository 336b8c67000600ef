//! Units that are printed in a list beforehand, and beside which nobody wrote a thing: "07082 | Xã Mường Bú | | |".

use super::super::columns::{RowKind, Seen};
use super::super::spare_rows::is_no_amount;
use super::ListColumns;
use crate::sheet::grid::{Cell, Grid, cell_of};

/// Such rows are blank, where others hold things; what is merged over a row is in it.
pub(super) fn judge(rows: &mut [Seen], grid: &Grid, list: &ListColumns) {
    let is_bare =
        |row: &Seen| row.kind == RowKind::Data && !row.listed.unnamed && !row.listed.apart && row.listed.only_amounts;
    let has_things = || rows.iter().any(|row| row.kind == RowKind::Data && row.listed.thing);
    if !rows.iter().any(is_bare) || !has_things() {
        return;
    }
    let merged: Vec<_> = list.apart.iter().map(|column| (*column, grid.merged_over(*column))).collect();
    for row in rows.iter_mut().filter(|row| is_bare(row)) {
        let cells = grid.row(row.index);
        let is_empty = |cell: &Cell| cell.is_blank() || is_no_amount(cell);
        let amounts = list.measures.iter().all(|column| is_empty(cell_of(cells, *column)));
        let of_range = merged.iter().any(|(column, over)| !grid.get_within(row.index, *column, over).is_blank());
        if amounts && !of_range {
            row.kind = RowKind::Blank;
        }
    }
}
