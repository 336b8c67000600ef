//! Parts of a thing, in rows below it: "- Hạng mục nền", "2.1" below 2, lines below "Trong đó:".
//!
//! Parts are no more than the whole. Lines with a mark of their own are parts where they add up to the thing above, or where the numbers of the
//! list number things, so that a line without a number is none. "2.1" is a thing as well as a part, and the figures decide.

use super::super::columns::{Columns, RowKind, Seen};
use super::super::printed_amount::SIGNS;
use super::super::printed_sums::{Amounts, is_no_more, prints};
use super::super::words::{bare, is_count};
use super::{ListColumns, amounts, numbers_things};
use crate::sheet::grid::Grid;

/// By what a line shows that it is below a thing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// A dash, a letter of a list within a list, or a line below "Trong đó:".
    Line,
    /// "2.1" below 2.
    Number,
}

/// Judges the lines below each thing.
pub(super) fn judge(rows: &mut [Seen], grid: &Grid, columns: &Columns, list: &ListColumns) {
    // What is asked of all rows once.
    let known = (numbers_things(rows, grid, list), columns.decimal_sign(rows, grid));
    let mut whole: Option<usize> = None;
    let (mut announced, mut lines) = (false, Vec::new());
    for place in 0..rows.len() {
        let Some(row) = rows.get(place) else { continue };
        match row.kind {
            RowKind::Blank | RowKind::Label | RowKind::Numbering | RowKind::Unit | RowKind::Note => continue,
            RowKind::PartOf => {
                announced = true;
                lines.push((place, Mark::Line));
                continue;
            }
            _ => {}
        }
        let above = whole.and_then(|whole| rows.get(whole));
        if let Some(mark) = above.and_then(|above| mark_of(row, above, announced, grid, list)) {
            lines.push((place, mark));
            continue;
        }
        let is_whole = row.kind == RowKind::Data && row.listed.thing && !row.listed.dashed;
        settle(rows, whole, &lines, known, grid, columns);
        (announced, lines) = (false, Vec::new());
        whole = is_whole.then_some(place);
    }
    settle(rows, whole, &lines, known, grid, columns);
}

fn mark_of(row: &Seen, above: &Seen, announced: bool, grid: &Grid, list: &ListColumns) -> Option<Mark> {
    if row.kind != RowKind::Data || !row.listed.thing {
        return None;
    }
    let of_its_unit = || list.unit(grid.row(row.index)) == list.unit(grid.row(above.index));
    let is_below = bare(&row.ordinal)
        .strip_prefix(bare(&above.ordinal))
        .and_then(|rest| rest.strip_prefix(['.', ',']))
        .is_some_and(|rest| !above.ordinal.is_empty() && !rest.is_empty());
    if is_below {
        return (row.listed.unnamed || of_its_unit()).then_some(Mark::Number);
    }
    if !row.listed.unnamed {
        return None;
    }
    let is_line = row.listed.dashed && !is_count(&row.ordinal)
        || row.small_letter && is_count(&above.ordinal)
        || announced && row.ordinal.is_empty() && is_count(&above.ordinal);
    is_line.then_some(Mark::Line)
}

/// Makes parts of the lines below a thing, where they are.
fn settle(
    rows: &mut [Seen],
    whole: Option<usize>,
    lines: &[(usize, Mark)],
    (numbers_things, sign): (bool, char),
    grid: &Grid,
    columns: &Columns,
) {
    let Some(whole) = whole.and_then(|whole| rows.get(whole)) else { return };
    let parts: Vec<&Seen> = lines.iter().filter_map(|(place, _)| rows.get(*place)).collect();
    if !parts.iter().any(|row| row.kind == RowKind::Data) {
        return;
    }
    // One row that names its unit itself and costs the same is no sum.
    if let ([only], [(_, Mark::Number)]) = (parts.as_slice(), lines)
        && !only.listed.unnamed
    {
        return;
    }
    let is_line = lines.iter().all(|(_, mark)| *mark == Mark::Line);
    let of_sign = |sign: char| {
        let of_parts = parts.iter().map(|row| amounts(row, grid, columns, sign));
        // A line that only announces the others has no amounts.
        let filled: Vec<Amounts> = of_parts.filter(|row| row.iter().any(Option::is_some)).collect();
        (amounts(whole, grid, columns, sign), filled)
    };
    let add_up = || SIGNS.into_iter().map(of_sign).any(|(own, parts)| prints(&own, &parts, 1));
    let fit_in = || {
        let (own, parts) = of_sign(sign);
        is_no_more(&own, &parts)
    };
    let are_parts = add_up() || is_line && numbers_things && fit_in();
    let places: Vec<usize> = lines.iter().map(|(place, _)| *place).filter(|_| are_parts).collect();
    for place in places {
        if let Some(row) = rows.get_mut(place) {
            row.kind = RowKind::PartOf;
        }
    }
}
