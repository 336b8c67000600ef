//! Columns that bear another label of a field that has its column: "Dân số" beside "Tổng dân số", "Mã số" beside "Mã xã".
//!
//! Takes the labels and the rows of a table; gives these columns with that of the field, and the first row in which it
//! holds something that the other does not. Where they say the same, one is enough; where they differ, nothing says which is meant.

use crate::locate::labels::header::{Catalogue, Header};
use crate::locate::rows::{Row, RowRole};
use crate::project::written::form::{Form, Role};
use crate::sheet::grid::{Cell, Grid};
use crate::values::text;

/// A column that bears a label of a field which another column gives.
pub(super) struct RivalLabel {
    pub field: usize,
    /// The column that gives the field.
    pub taken: u32,
    pub column: u32,
    /// The first row in which it holds something that the other does not, from 0.
    pub differs: Option<u32>,
}

pub(super) fn rivals(
    grid: &Grid,
    catalogue: &Catalogue,
    form: &Form,
    header: &Header,
    body: &[Row],
) -> Vec<RivalLabel> {
    let rows = || body.iter().filter(|row| matches!(row.role, RowRole::Data)).map(|row| row.index);
    let found = header.columns.iter().filter(|labelled| labelled.matched.is_none()).filter_map(|labelled| {
        let field = catalogue.bears_label_of(header, labelled)?;
        // The numbers of rows say nothing.
        form.schema.fields.get(field).filter(|field| field.role != Some(Role::Ordinal))?;
        let taken = header.columns.iter().find(|column| column.field() == Some(field))?.column;
        // An object is no value beside its members.
        let is_object = |row: u32| grid.get(row, labelled.column).is_nested();
        if rows().any(is_object) && rows().all(|row| is_object(row) || grid.get(row, labelled.column).is_blank()) {
            return None;
        }
        let differs = rows().find(|row| differ(grid.get(*row, taken), grid.get(*row, labelled.column)));
        Some(RivalLabel { field, taken, column: labelled.column, differs })
    });
    found.collect()
}

/// True where a cell holds something, and that of the field holds another thing or nothing.
fn differ(taken: &Cell, other: &Cell) -> bool {
    if taken.is_blank() || other.is_blank() {
        return !other.is_blank();
    }
    let (written, beside) = (text::name(&taken.display()), text::name(&other.display()));
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect::<String>() };
    let same_figure = taken.is_figure() && other.is_figure() && {
        let [written, beside] = [&written, &beside].map(|text| digits(text).trim_start_matches('0').to_owned());
        written == beside
    };
    written != beside && !same_figure
}
