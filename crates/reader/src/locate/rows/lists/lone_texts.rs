//! Texts that are alone in their row in the column of names: the rest of the name above ("(giai đoạn 1)"), and what is below a list, such as who
//! signed it.
//!
//! In a list whose things are numbered, a text without number, unit and any value is no thing. It is reported where rows of the list are around it
//! or right above it.

use super::super::columns::{RowKind, Seen};
use super::super::words::is_count;
use super::{ListColumns, numbers_things};
use crate::sheet::grid::Grid;

/// True for a text that begins as the rest of another does: in parentheses, with a small letter, with a comma.
pub(super) fn goes_on(written: &str) -> bool {
    written.starts_with(|sign: char| sign.is_lowercase() || matches!(sign, '(' | ',' | ';'))
}

/// True for a text alone that numbers and units of the other rows would have beside it.
const fn is_lone(row: &Seen) -> bool {
    matches!(row.kind, RowKind::Data)
        && row.listed.alone
        && row.listed.unnamed
        && row.ordinal.is_empty()
        && !row.listed.dashed
}

/// Judges the texts that are alone in their row.
pub(super) fn judge(rows: &mut [Seen], grid: &Grid, list: &ListColumns) {
    if !rows.iter().any(is_lone) {
        return;
    }
    let things = || rows.iter().filter(|row| row.kind == RowKind::Data && row.listed.thing && !is_lone(row));
    let all_numbered = things().count() > 1 && things().all(|row| is_count(&row.ordinal));
    let numbers_things = all_numbered && numbers_things(rows, grid, list);
    let is_listed = |row: &Seen| {
        let is_row = matches!(row.kind, RowKind::Data | RowKind::Section | RowKind::SectionWithTotal);
        is_row && (is_count(&row.ordinal) || !row.listed.unnamed || row.listed.amounts)
    };
    let last_listed = rows.iter().rposition(is_listed);
    let last_total = rows.iter().rposition(|row| matches!(row.kind, RowKind::Total | RowKind::GrandTotal));
    let lone: Vec<usize> = (0..rows.len()).filter(|place| rows.get(*place).is_some_and(is_lone)).collect();
    let mut below_gap = false;
    let mut notes = Vec::new();
    for place in lone {
        let Some(row) = rows.get(place) else { continue };
        let above = place.checked_sub(1).and_then(|above| rows.get(above));
        let is_last = last_listed.is_none_or(|last| place > last);
        below_gap |= is_last && above.is_some_and(|above| above.index.saturating_add(1) < row.index);
        let below_total = is_last && last_total.is_some_and(|total| total < place && last_listed < Some(total));
        let in_parentheses =
            above.is_some_and(|above| above.listed.thing || above.kind == RowKind::Note) && row.listed.goes_on;
        if numbers_things || below_total || all_numbered && (in_parentheses || below_gap) {
            notes.push(place);
        }
    }
    for place in notes {
        if let Some(row) = rows.get_mut(place) {
            row.kind = RowKind::Note;
        }
    }
}
