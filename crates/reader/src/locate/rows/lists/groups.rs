//! Headings of groups in the column of names: "I | | | Công trình giao thông" above works that are numbered from 1.
//!
//! A row whose number is of a higher rank than those below it, and that holds no more than its name and amounts, is no thing. So is a name alone,
//! without a number where the rows have one, below which the numbers begin anew.

use super::super::columns::{Columns, RowKind, Seen};
use super::super::printed_amount::SIGNS;
use super::super::printed_sums::{Amounts, prints};
use super::super::words::{bare, is_count, is_heading_number};
use super::amounts;
use crate::sheet::grid::Grid;

/// True for the number of a heading: "I", "A", and no "a".
fn has_heading_number(row: &Seen) -> bool {
    is_heading_number(&row.ordinal) && !row.small_letter
}

/// Judges the rows that may head a group.
pub(super) fn judge(rows: &mut [Seen], grid: &Grid, columns: &Columns) {
    let is_thing = |row: &Seen| row.kind == RowKind::Data && row.listed.thing;
    // Where "A", "B", "C" number things that are filled in, they head nothing.
    let letters = rows.iter().any(|row| is_thing(row) && has_heading_number(row) && !row.listed.only_amounts);
    // Headings of groups begin with the first: "B" below the first thing of a unit is the second.
    let from_first = rows
        .iter()
        .find(|row| is_thing(row) && (has_heading_number(row) || is_count(&row.ordinal)))
        .is_some_and(|row| matches!(bare(&row.ordinal), "i" | "a"));
    let counted = rows.iter().filter(|row| is_thing(row) && is_count(&row.ordinal)).count();
    let bare_rows = |row: &&Seen| is_thing(row) && row.ordinal.is_empty() && !row.listed.alone && !row.dashed;
    let mostly_counted = counted > 1 && rows.iter().filter(bare_rows).count() * 2 < counted;
    // Where the numbers begin anew without a text between, they do so at each unit, and a text alone there is no heading.
    let counts_anew = {
        let mut solid = rows.iter().filter(|row| !row.kind.is_between()).peekable();
        let mut pairs = std::iter::from_fn(|| Some((solid.next()?, solid.peek().copied()?)));
        pairs.any(|(row, next)| {
            let are_things = is_thing(row) && is_thing(next);
            are_things && is_count(&row.ordinal) && is_count(&next.ordinal) && bare(&next.ordinal) == "1"
        })
    };
    let mut next: Option<usize> = None;
    for place in (0..rows.len()).rev() {
        let Some(row) = rows.get(place) else { continue };
        let below = next.and_then(|next| rows.get(next));
        let heads = is_thing(row)
            && row.listed.only_amounts
            && !row.listed.dashed
            && below.is_some_and(|below| {
                let over_heading = matches!(below.kind, RowKind::Section | RowKind::SectionWithTotal)
                    && below.listed.thing
                    && row.listed.unnamed;
                let counts = below.kind == RowKind::Data && is_count(&below.ordinal);
                let anew = counts && bare(&below.ordinal) == "1";
                let numbered = has_heading_number(row) && !letters;
                let words = row.ordinal.is_empty() && mostly_counted && row.listed.unnamed;
                // One that names the unit of all may be a thing: its figures decide.
                let named = || {
                    anew && below.listed.unnamed
                        && (!row.listed.amounts || sums_those_below(rows, place, grid, columns))
                };
                numbered && (row.listed.unnamed && (anew || counts && row.listed.alone && from_first) || named())
                    || words
                        && row.listed.alone
                        && (anew && !counts_anew && !row.listed.goes_on || counts && row.listed.headed)
                    || words && row.listed.headed && anew
                    || over_heading && (numbered && row.ordinal != below.ordinal || words && row.listed.alone)
            });
        if !row.kind.is_between() {
            next = Some(place);
        }
        if let Some(row) = rows.get_mut(place).filter(|_| heads) {
            row.kind = if row.listed.amounts { RowKind::SectionWithTotal } else { RowKind::Section };
        }
    }
}

/// True where the amounts of a row are the sum of the things right below it.
fn sums_those_below(rows: &[Seen], place: usize, grid: &Grid, columns: &Columns) -> bool {
    let Some(row) = rows.get(place) else { return false };
    let below = rows.iter().skip(place.saturating_add(1)).filter(|row| !row.kind.is_between());
    let below: Vec<&Seen> = below.take_while(|row| row.kind == RowKind::Data && is_count(&row.ordinal)).collect();
    SIGNS.into_iter().any(|sign| {
        let of_rows: Vec<Amounts> = below.iter().map(|row| amounts(row, grid, columns, sign)).collect();
        prints(&amounts(row, grid, columns, sign), &of_rows, 1)
    })
}
