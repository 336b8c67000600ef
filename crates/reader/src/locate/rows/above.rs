//! Rows of data above the labels of their table: somebody sorted the labels along, or a program wrote them last.

use super::columns::{Columns, RowKind};
use crate::locate::head::names_code;
use crate::locate::known_text::KnownText;
use crate::locate::labels::labelled::Labelled;
use crate::project::written::form::Form;
use crate::sheet::grid::Grid;

/// True for a line of a head: the code of the form, who reports, the unit of measure.
fn is_of_head(form: &Form, text: &str) -> bool {
    KnownText::of(text).is_line_of_head() || names_code(text, &form.form.code)
}

/// The rows right above the labels, from `first` to the one before `top`, that are filled as rows of the table are, in the order of the sheet.
/// Rows below labels of their own are those of another table.
pub fn above_labels(grid: &Grid, form: &Form, labelled: &[Labelled], (first, top): (u32, u32)) -> Vec<u32> {
    let columns = Columns::new(form, labelled);
    let is_data = |row: &u32| {
        let seen = columns.see(*row, grid.row(*row), true);
        let is_row =
            matches!(seen.kind, RowKind::Data | RowKind::GrandTotal | RowKind::Total | RowKind::SectionWithTotal);
        let names_a_unit = if columns.has_areas { seen.code.is_some() } else { seen.distinguished };
        let of_head =
            || grid.row(*row).iter().filter_map(|(_, cell)| cell.as_text()).any(|text| is_of_head(form, text));
        is_row && seen.reports && names_a_unit && !of_head()
    };
    let above = std::iter::successors(grid.above(top), |row| grid.above(*row)).take_while(|row| *row >= first);
    let mut rows: Vec<u32> = above.take_while(is_data).collect();
    rows.reverse();
    let before = rows.first().and_then(|row| grid.above(*row)).filter(|row| *row >= first);
    if before.is_some_and(|row| columns.holds_words(grid.row(row))) { Vec::new() } else { rows }
}
