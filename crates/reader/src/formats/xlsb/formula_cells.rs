//! The formulas of cells in an xlsb: what they gave, and their tokens ([MS-XLSB] 2.2.2 and 2.5.97.1).

use crate::formats::binary_formulas::{BinaryFormulas, FormulaGave};
use crate::formats::bytes::{f64_at, u32_at};
use crate::sheet::grid::Merged;

/// Notes what the formula of a cell gave: a text (8), a number (9), a truth (10) or an error (11), in the bytes behind the head of the cell.
pub(super) fn note(formulas: &mut BinaryFormulas, place: (u32, u32), kind: u32, rest: &[u8]) {
    let (gave, length) = match kind {
        8 if u32_at(rest, 0) == Some(0) => (FormulaGave::EmptyText, Some(4)),
        8 => (FormulaGave::Other, length_of_text(rest)),
        9 if f64_at(rest, 0) == Some(0.0) => (FormulaGave::Zero, Some(8)),
        9 => (FormulaGave::Other, Some(8)),
        _ => (FormulaGave::Other, Some(1)),
    };
    // Behind the result are flags in two bytes.
    let (tokens, extra) = length.and_then(|length| tokens(rest, length.saturating_add(2))).unwrap_or_default();
    formulas.begin(tokens, extra);
    formulas.note(place, gave, tokens);
}

/// Notes a formula that fills a range (426) or that cells share (427): the range, flags of the first alone, the tokens.
pub(super) fn share(formulas: &mut BinaryFormulas, kind: u32, data: &[u8]) {
    let range = || {
        Some(Merged {
            first_row: u32_at(data, 0)?,
            last_row: u32_at(data, 4)?,
            first_column: u32_at(data, 8)?,
            last_column: u32_at(data, 12)?,
        })
    };
    let is_array = kind == 426;
    let found = tokens(data, if is_array { 17 } else { 16 });
    if let Some(((tokens, _), range)) = found.zip(range()) {
        formulas.share(tokens, is_array.then_some(range));
    }
}

fn length_of_text(rest: &[u8]) -> Option<usize> {
    usize::try_from(u32_at(rest, 0)?).ok()?.checked_mul(2)?.checked_add(4)
}

/// The tokens of a formula behind their number, and what is behind them with a number of its own.
fn tokens(data: &[u8], place: usize) -> Option<(&[u8], &[u8])> {
    let (tokens, end) = counted(data, place)?;
    Some((tokens, counted(data, end).map_or(&[][..], |(extra, _)| extra)))
}

fn counted(data: &[u8], place: usize) -> Option<(&[u8], usize)> {
    let start = place.checked_add(4)?;
    let end = start.checked_add(usize::try_from(u32_at(data, place)?).ok()?)?;
    Some((data.get(start..end)?, end))
}
