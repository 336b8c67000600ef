//! Rows whose name is a value that the form lists for a field: "II. Kinh tế số", "Lĩnh vực: kinh tế số".
//!
//! Above rows of units such a row heads those of that value, whatever number stands beside it: the sum of its rows, perhaps a wrong one. Takes rows as
//! they are seen. Where two of them follow each other, or where rows of units come first, the values are rows of a unit, and head nothing.

use super::columns::{Columns, RowKind, Seen};
use super::words::Naming;
use crate::project::written::form::Field;
use crate::sheet::grid::Grid;
use crate::values::text;

/// The values that a field lists, and what it is called, as [`text::name`] writes them.
pub(super) struct ListedValues {
    titles: Vec<String>,
    values: Vec<String>,
}

impl ListedValues {
    pub fn of(field: &Field) -> Self {
        let titles = field.title.iter().chain(&field.labels).map(|title| text::name(title)).collect();
        Self { titles, values: field.listed().iter().map(|value| text::name(value)).collect() }
    }

    /// The index of the value that a name is, alone or behind what the field is called.
    pub fn named_by(&self, name: &str) -> Option<usize> {
        let of = |name: &str| self.values.iter().position(|value| value == name);
        let behind = || {
            let rest = self.titles.iter().find_map(|title| name.strip_prefix(title.as_str()))?;
            of(rest.strip_prefix([':', ' '])?.trim_start_matches([':', ' ', '-', '–']))
        };
        of(name).or_else(behind)
    }
}

/// Makes headings of the rows that name a value above the rows of units.
pub(super) fn judge(rows: &mut [Seen], grid: &Grid, columns: &Columns) {
    let Some(first) = rows.iter().position(|row| row.names_value) else { return };
    let names_a_unit = |row: &Seen| row.code.is_some() && row.naming != Naming::Above || row.naming == Naming::Own;
    let comes_first = |row: &Seen| matches!(row.kind, RowKind::Data | RowKind::Section) && names_a_unit(row);
    if rows.iter().take(first).any(comes_first) {
        return;
    }
    let is_below = |row: &Seen| {
        let is_row = matches!(row.kind, RowKind::Data | RowKind::Section | RowKind::SectionWithTotal);
        is_row && (row.code.is_some() || row.naming != Naming::Nothing)
    };
    let between = |row: &Seen| {
        matches!(row.kind, RowKind::Blank | RowKind::Label | RowKind::Unit | RowKind::Numbering | RowKind::Note)
    };
    let (mut headings, mut empty) = (Vec::new(), Vec::new());
    for (place, row) in rows.iter().enumerate().filter(|(_, row)| row.names_value) {
        match rows.iter().skip(place.saturating_add(1)).find(|row| !between(row)) {
            // A section without rows prints nothing.
            Some(below) if below.names_value && columns.holds_amount(grid.row(row.index)) => return,
            Some(below) if below.names_value => empty.push(place),
            Some(below) if is_below(below) => headings.push(place),
            None if !columns.holds_amount(grid.row(row.index)) => empty.push(place),
            _ => {}
        }
    }
    if headings.is_empty() {
        return;
    }
    for place in headings.into_iter().chain(empty) {
        if let Some(row) = rows.get_mut(place) {
            row.kind = if row.values { RowKind::SectionWithTotal } else { RowKind::Section };
            row.heads_value = true;
        }
    }
}
