//! Rows of a printed form that nobody filled in: numbered beforehand, with dots where something may be written, with the zeros or the errors of a
//! formula that was filled down.
//!
//! Takes the cells of a row one by one; a row of nothing else names no unit and holds no amount, and is blank where others are filled in. A row
//! without a name that holds figures is none of them.

use std::ops::Range;

use super::columns::{RowKind, Seen};
use crate::sheet::grid::{Cell, Grid};
use crate::values::text;
use crate::words::unit_types::UNIT_TYPES;

/// Words besides those of types of units that a printed form has before the dots.
const OTHER_KINDS: [&str; 4] = ["xã/phường", "thôn", "bản", "đơn vị"];

/// True for dots, dashes and lines where something may be written: nothing that has a letter or a digit.
pub(super) fn is_dots(cell: &Cell) -> bool {
    cell.as_text().is_some_and(|text| text.chars().all(|sign| sign.is_whitespace() || "….·_-–—".contains(sign)))
}

/// The same, or the number that a row has beforehand.
pub(super) fn is_number_of_row(cell: &Cell) -> bool {
    let is_digits = || {
        let shown = cell.display();
        let shown = shown.trim().trim_matches(['.', ')', '(']);
        !shown.is_empty() && shown.bytes().all(|byte| byte.is_ascii_digit())
    };
    is_dots(cell) || is_digits()
}

/// Dots, or the word of a kind of unit before them: "Xã …".
pub(super) fn is_name_to_write(cell: &Cell) -> bool {
    let is_kind = |written: &str| {
        let dots = |sign: char| "….·_".contains(sign);
        let kind = written.trim().trim_end_matches(|sign: char| dots(sign) || sign.is_whitespace());
        let kind = text::name(kind);
        let is_type = || UNIT_TYPES.iter().any(|known| known.word() == kind);
        written.contains(dots) && (OTHER_KINDS.contains(&kind.as_str()) || is_type())
    };
    is_dots(cell) || cell.as_text().is_some_and(is_kind)
}

/// Zero, a sign for none, or the error of a formula.
pub(super) fn is_no_amount(cell: &Cell) -> bool {
    let is_zero = |shown: &str| {
        let shown = shown.trim().trim_end_matches('%').trim_end();
        shown.contains('0') && shown.chars().all(|sign| matches!(sign, '0' | '.' | ','))
    };
    match cell {
        Cell::Number(_) | Cell::Integer(_) | Cell::Decimal(_) | Cell::Percent(_) => is_zero(&cell.display()),
        Cell::Error(_) => true,
        Cell::Text(text) => is_dots(cell) || is_zero(text) || text.trim_start().starts_with("#DIV/0!"),
        _ => false,
    }
}

/// Rows that were not filled in are blank, where others are filled in. What is merged over a row is in it. So are numbers with words that
/// are alone in the column of numbers, notes as they are; above the things of a list they may name their unit.
pub(super) fn judge(grid: &Grid, kinds: &mut [Seen], is_list: bool) {
    let may_be =
        |seen: &Seen| matches!(seen.kind, RowKind::Data | RowKind::Section) && (seen.spare || seen.numbered_words);
    let is_filled = |seen: &Seen| seen.kind == RowKind::Data && !may_be(seen);
    let Some(last) = kinds.iter().rposition(is_filled).filter(|_| kinds.iter().any(may_be)) else { return };
    let is_unfilled = |place: usize, seen: &Seen| may_be(seen) && (seen.spare || !is_list || place > last);
    let mut covered: Vec<Range<u32>> = Vec::new();
    for range in grid.merged().iter().filter(|range| range.last_row > range.first_row) {
        match covered.last_mut().filter(|last| range.first_row < last.end) {
            Some(last) => last.end = last.end.max(range.last_row.saturating_add(1)),
            None => covered.push(range.first_row.saturating_add(1)..range.last_row.saturating_add(1)),
        }
    }
    let is_covered = |row: u32| {
        let begun = covered.partition_point(|rows| rows.start <= row);
        begun.checked_sub(1).and_then(|place| covered.get(place)).is_some_and(|rows| rows.contains(&row))
    };
    for (place, seen) in kinds.iter_mut().enumerate() {
        if is_unfilled(place, seen) && !is_covered(seen.index) {
            seen.kind = RowKind::Blank;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_printed_form_has_beforehand_is_no_value() {
        let text = |text: &str| Cell::Text(text.to_owned());
        for dots in ["...", "…………", " ", "-", "____"] {
            assert!(is_dots(&text(dots)) && is_name_to_write(&text(dots)) && is_no_amount(&text(dots)), "{dots}");
        }
        for name in ["Xã …", "Xã ...", "Thị trấn ........"] {
            assert!(is_name_to_write(&text(name)), "{name}");
        }
        for name in ["Xã", "Xã A …", "Nậm Tin", "7"] {
            assert!(!is_name_to_write(&text(name)), "{name}");
        }
        for amount in
            [Cell::Integer(0), Cell::Number(0.0), Cell::Percent(0.0), text("0,0"), text("0%"), text("#DIV/0!")]
        {
            assert!(is_no_amount(&amount), "{amount:?}");
        }
        for amount in [Cell::Integer(1), Cell::Number(0.5), text("10"), text("x"), text("không"), Cell::Boolean(false)]
        {
            assert!(!is_no_amount(&amount), "{amount:?}");
        }
    }
}
