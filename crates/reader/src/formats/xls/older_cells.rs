//! Cells as records of Excel 2 to 4 hold them.
//!
//! No program writes one into a workbook of Excel 5 or later, and none shows it there: it is no value, and said to be none.

use crate::formats::binary_cells::rk;
use crate::formats::bytes::{f64_at, u16_at, u32_at};

const INTEGER: u16 = 0x0002;
const NUMBER: u16 = 0x0003;
const LABEL: u16 = 0x0004;
const TRUTH_OR_ERROR: u16 = 0x0005;
const RK: u16 = 0x007e;
const FORMULA_OF_3: u16 = 0x0206;
const FORMULA_OF_4: u16 = 0x0406;

/// True for the record of such a cell, which begins with its row and column.
pub(super) fn is_older_cell(kind: u16) -> bool {
    matches!(kind, INTEGER | NUMBER | LABEL | TRUTH_OR_ERROR | RK | FORMULA_OF_3 | FORMULA_OF_4)
}

/// What it holds, as far as it can be shown to a person.
pub(super) fn written(kind: u16, data: &[u8]) -> String {
    let last = |bytes: usize| data.len().checked_sub(bytes).filter(|place| *place >= 4);
    let shown = match kind {
        INTEGER => last(2).and_then(|place| u16_at(data, place)).map(|number| number.to_string()),
        NUMBER => last(8).and_then(|place| f64_at(data, place)).map(|number| number.to_string()),
        RK => last(4).and_then(|place| u32_at(data, place)).map(|packed| rk(packed).to_string()),
        FORMULA_OF_3 | FORMULA_OF_4 => f64_at(data, 6).filter(|number| number.is_finite()).map(|it| it.to_string()),
        // Row, column, three bytes of looks, the length of the text.
        LABEL => data.get(8..).map(|letters| letters.iter().map(|letter| char::from(*letter)).collect()),
        _ => None,
    };
    shown.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_they_hold_is_shown() {
        let place = [6, 0, 4, 0, 0, 0, 0];
        let of = |kind: u16, rest: &[u8]| written(kind, &[&place[..], rest].concat());
        assert_eq!(of(INTEGER, &3700u16.to_le_bytes()), "3700");
        assert_eq!(of(NUMBER, &12.5f64.to_le_bytes()), "12.5");
        assert_eq!(of(LABEL, b"\x023a"), "3a");
        assert_eq!(written(FORMULA_OF_4, &[&place[..6], &0.5f64.to_le_bytes()].concat()), "0.5");
        assert_eq!(written(RK, &[&place[..6], &[22, 0, 0, 0]].concat()), "5");
        assert!([INTEGER, NUMBER, LABEL, RK, FORMULA_OF_3].iter().all(|kind| written(*kind, &[6]).is_empty()));
    }
}
