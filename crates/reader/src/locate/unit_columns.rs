//! Columns of units of measure: those labelled "Đơn vị tính", and those labelled "Đơn vị", "Unit" or "Đơn vị tính doanh thu" that hold nothing else.

use crate::locate::head::head_unit::{labels_units, labels_units_among_words, may_label_units};
use crate::locate::labels::labelled::Labelled;
use crate::locate::rows::{Row, RowRole};
use crate::sheet::grid::Grid;
use crate::words::unit_text::{is_ditto, is_unit_of_something};

/// Rows that are looked at.
const MOST_ROWS: usize = 1_000;

/// True for a column that states each row's unit of measure.
pub(super) fn states_units(column: &Labelled, grid: &Grid, body: &[Row]) -> bool {
    let Some(label) = column.path.last() else { return false };
    if labels_units(label) {
        return true;
    }
    // A field of the form has a meaning of its own.
    if column.matched.is_some() || !may_label_units(label) && !labels_units_among_words(label) {
        return false;
    }
    let rows = body.iter().filter(|row| matches!(row.role, RowRole::Data | RowRole::PartOf | RowRole::Total(_)));
    let cells = rows.map(|row| grid.get(row.index, column.column)).filter(|cell| !cell.is_blank());
    let mut texts = cells.take(MOST_ROWS).map(|cell| cell.as_text()).peekable();
    texts.peek().is_some() && texts.all(|text| text.is_some_and(|text| is_unit_of_something(text) || is_ditto(text)))
}
