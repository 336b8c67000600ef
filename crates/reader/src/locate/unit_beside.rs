//! The unit of measure that is written to the right of a table: beside its labels, or beside its rows.
//!
//! Takes the labels and the rows of a table; gives the first text beside them that says a unit and nothing else.

use crate::locate::head::HeadText;
use crate::locate::known_text::KnownText;
use crate::locate::labels::header::Header;
use crate::locate::rows::Row;
use crate::sheet::grid::Grid;

pub(super) fn unit_beside(grid: &Grid, header: &Header, body: &[Row]) -> Option<HeadText> {
    let last = header.columns.iter().filter(|column| column.matched.is_some()).map(|column| column.column).max()?;
    let rows = (header.top..=header.bottom).chain(body.iter().map(|row| row.index));
    // Over a column of the table it is a label, and in a labelled column a value; in one of no field the words for a unit say what it is.
    let labels_values = |column: u32, text: &str| {
        let labelled = header.columns.iter().find(|labelled| labelled.column == column);
        let of_no_field = labelled.is_some_and(|labelled| labelled.matched.is_none());
        let known = KnownText::of(text);
        let in_words = || known.unit_after().is_some_and(|unit| !unit.is_empty() && unit.len() + 2 < text.trim().len());
        let is_value =
            labelled.is_some_and(|labelled| labelled.path.last().is_none_or(|label| label.trim() != text.trim()));
        // "%" under a group is the unit of its own column.
        let is_grouped = labelled.is_some_and(|labelled| labelled.path.len() > 1);
        is_value && !(of_no_field && in_words()) || !is_value && is_grouped
    };
    rows.into_iter().find_map(|row| {
        let beside = grid.row(row).iter().rev().take_while(|(column, _)| *column > last);
        let mut units = beside.filter_map(|(column, cell)| {
            let text = cell.as_text().filter(|text| !labels_values(*column, text))?;
            let known = KnownText::of(text);
            let unit = known.unit_after().filter(|unit| !unit.is_empty())?;
            Some(HeadText::new(unit, row, *column))
        });
        units.next()
    })
}
