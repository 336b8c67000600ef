//! The formula of one cell, where several cells share one: a formula that is written in the first of them, or one that fills a range.
//!
//! Takes the formula as it is written and the cell; gives the formula that the cell alone would have. Only plain formulas are needed: they show
//! what they give ([`formula_value`](super::formula_value)).

use crate::sheet::address::{address, column_index};
use crate::sheet::grid::Merged;

/// The formula of a cell so many rows and columns behind the one in which it is written: what is not fixed by `$` goes with it.
pub(super) fn shifted(formula: &str, (rows, columns): (i64, i64)) -> Option<String> {
    let moved = |number: u32, by: i64| u32::try_from(i64::from(number).checked_add(by)?).ok();
    rewritten(formula, |first, last| {
        let one = |reference: FormulaReference| {
            let row = if reference.is_row_fixed { reference.row } else { moved(reference.row, rows)? };
            let column = if reference.is_column_fixed { reference.column } else { moved(reference.column, columns)? };
            Some(address(row, column))
        };
        match last {
            None => one(first),
            Some(last) => Some(format!("{}:{}", one(first)?, one(last)?)),
        }
    })
}

/// The formula of a cell within a range that one formula fills: of each range of its size it takes the cell of its own place. A function takes
/// ranges whole: beside one no range is taken apart.
pub(super) fn of_element(formula: &str, range: &Merged, (row, column): (u32, u32)) -> Option<String> {
    let has_function =
        formula.as_bytes().windows(2).any(|pair| matches!(pair, [name, b'('] if name.is_ascii_alphanumeric()));
    let within = |first: u32, last: u32, start: u32, end: u32, own: u32| {
        let (length, filled) = (last.checked_sub(first)?, end.checked_sub(start)?);
        if length == 0 { Some(first) } else { first.checked_add(own.checked_sub(start)?).filter(|_| length == filled) }
    };
    rewritten(formula, |first, last| match last {
        None => Some(address(first.row, first.column)),
        Some(last) if has_function => {
            Some(format!("{}:{}", address(first.row, first.column), address(last.row, last.column)))
        }
        Some(last) => Some(address(
            within(first.row, last.row, range.first_row, range.last_row, row)?,
            within(first.column, last.column, range.first_column, range.last_column, column)?,
        )),
    })
}

/// One cell that a formula names.
#[derive(Clone, Copy)]
struct FormulaReference {
    row: u32,
    column: u32,
    is_row_fixed: bool,
    is_column_fixed: bool,
}

/// The formula with its cells and ranges written anew; `None` where it has texts, other sheets or tables, or a cell has nowhere to go.
fn rewritten(
    formula: &str,
    new: impl Fn(FormulaReference, Option<FormulaReference>) -> Option<String>,
) -> Option<String> {
    if formula.contains(['"', '\'', '!', '[', '{', '…', '@']) {
        return None;
    }
    let (mut written, mut rest, mut before) = (String::new(), formula, ' ');
    while let Some(sign) = rest.chars().next() {
        let begins =
            (sign == '$' || sign.is_ascii_uppercase()) && !before.is_alphanumeric() && !matches!(before, '_' | '.');
        if let Some((first, behind)) = Some(rest).filter(|_| begins).and_then(reference) {
            let range = behind.strip_prefix(':').and_then(reference);
            let (last, behind) = range.map_or((None, behind), |(last, behind)| (Some(last), behind));
            written.push_str(&new(first, last)?);
            (rest, before) = (behind, '0');
            continue;
        }
        written.push(sign);
        before = sign;
        rest = rest.get(sign.len_utf8()..)?;
    }
    Some(written)
}

/// The cell at the beginning of a text, and what follows it.
fn reference(text: &str) -> Option<(FormulaReference, &str)> {
    let behind_sign = |text| str::strip_prefix(text, '$').map_or((false, text), |rest| (true, rest));
    let (is_column_fixed, text) = behind_sign(text);
    let (letters, text) = text.split_at_checked(text.find(|sign: char| !sign.is_ascii_uppercase())?)?;
    let (is_row_fixed, text) = behind_sign(text);
    let end = text.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    if rest.starts_with(|sign: char| sign.is_alphanumeric() || matches!(sign, '(' | '_' | '.')) {
        return None;
    }
    let (column, row) = (column_index(letters)?, digits.parse::<u32>().ok()?.checked_sub(1)?);
    Some((FormulaReference { row, column, is_row_fixed, is_column_fixed }, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_formula_goes_with_its_cell() {
        for (formula, expected) in [
            ("D7-1700", Some("D8-1700")),
            ("SUM(D7:F7)/$D7*D$7", Some("SUM(D8:F8)/D8*D7")),
            ("\"D7\"&D7", None),
            ("DM!D7", None),
            ("LOG10(D7)", Some("LOG10(D8)")),
        ] {
            assert_eq!(shifted(formula, (1, 0)).as_deref(), expected, "{formula}");
        }
        assert_eq!(shifted("A1+1", (-1, 0)), None);
    }

    #[test]
    fn each_cell_of_a_range_has_its_own_part_of_ranges() {
        let range = Merged { first_row: 6, last_row: 8, first_column: 4, last_column: 4 };
        for (formula, expected) in [
            ("D7:D9-1700", Some("D8-1700")),
            ("D7:D9/F2", Some("D8/F2")),
            ("D7:D9-F1:F9", None),
            ("SUM(D7:D9)", Some("SUM(D7:D9)")),
            ("SUM(D7:D9*2)", Some("SUM(D7:D9*2)")),
        ] {
            assert_eq!(of_element(formula, &range, (7, 4)).as_deref(), expected, "{formula}");
        }
    }
}
