//! The row that numbers the columns: `A | B | 1 | 2 | 3=1+2 | 4=3/2*100`.
//!
//! Takes the cells of a row; gives the number of each column and the formula that is with it, or `None` where the row
//! numbers nothing. The row is one by its numbers alone, whether or not its formulas are understood.

pub mod formula;

use std::collections::BTreeSet;

use crate::locate::numbering::formula::{Expression, normalized};
use crate::sheet::grid::Cell;

/// No form has as many columns.
const MOST: u32 = 500;
/// Columns that all formulas of a row may name together: each is looked up in every row of the table.
const MOST_TERMS: usize = 2000;
/// Columns beside each other that may have been deleted with their numbers.
const MOST_MISSING: u32 = 4;
/// Sides of a formula.
const MOST_SIDES: usize = 8;

/// The numbering row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbering {
    /// The sheet's row, from 0.
    pub row: u32,
    /// Empty where the table has no such row.
    pub columns: Vec<Numbered>,
}

/// A column that the numbering row gives a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// The sheet's column, from 0.
    pub column: u32,
    pub number: u32,
    pub formula: Option<Formula>,
}

/// What the numbering row says of a column's values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    /// As written, on one line: `3=1+2`.
    pub text: String,
    /// What it equals, each side of `1=2+3=4+5` by itself; sides that are not understood are left out.
    pub sides: Vec<Expression>,
    /// True where every side is understood.
    pub understood: bool,
}

/// Reads a row of cells that are not blank; each with its column; no column of a row of letters alone has a number. Columns of words bear letters, great or small, or Roman
/// numbers; a column within another bears its number and a letter or a number of its own (`2a`, `2.1`), which no formula names.
pub fn read(cells: &[&(u32, Cell)]) -> Option<Vec<Numbered>> {
    let (mut letters, mut last, mut within) = (0usize, 0u32, 0u32);
    let mut found: Vec<(u32, u32, String, String)> = Vec::new();
    for (column, cell) in cells {
        let text = plain(&cell.display());
        if last > 0 && cell.as_text().is_some() && is_number_within(&text, last, within.saturating_add(1)) {
            within = within.saturating_add(1);
        } else if let Some((number, rest)) = number(cell, &text) {
            let step = number.checked_sub(last).filter(|step| *step > 0 && number <= MOST)?;
            // Behind letters a number may be missing, with the column that somebody deleted.
            if step > 1 && (letters == 0 || step > MOST_MISSING.saturating_add(1)) {
                return None;
            }
            (last, within) = (number, 0);
            let rest = rest.to_owned();
            found.push((*column, number, text, rest));
        } else if is_letter(&text) || last == 0 && names_words(&text, letters) {
            letters = letters.saturating_add(1);
        } else {
            return None;
        }
    }
    if last == 0 {
        return are_all_letters(cells).then(Vec::new);
    }
    if last == 1 && letters == 0 {
        return None;
    }
    let numbers = found.iter().map(|(_, number, ..)| *number).collect();
    let mut terms = 0;
    let numbered = found.into_iter().map(|(column, number, text, rest)| {
        let mut formula = formula_of(text, &rest, number, &numbers);
        if let Some(formula) = &mut formula {
            terms += formula.sides.iter().map(|side| side.columns().len()).sum::<usize>();
            if terms > MOST_TERMS {
                (formula.sides, formula.understood) = (Vec::new(), false);
            }
        }
        Numbered { column, number, formula }
    });
    Some(numbered.collect())
}

/// A text on one line, without the word "Cột" and the points that are none of a number. Most cells are a bare number or letter.
fn plain(written: &str) -> String {
    if written.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return written.to_owned();
    }
    let text = normalized(written);
    let text = text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    without_column_word(&without_points(&text))
}

/// A, B, C, D from the first cell on, and nothing else: each column bears a letter, and none a number.
fn are_all_letters(cells: &[&(u32, Cell)]) -> bool {
    const FEWEST: usize = 4;
    let is_letter = |(letter, (_, cell)): (char, &&(u32, Cell))| {
        let written = cell.as_text().unwrap_or_default();
        written.trim().trim_matches(['(', ')', '[', ']']).chars().eq([letter])
    };
    (FEWEST..=26).contains(&cells.len()) && ('A'..='Z').zip(cells).all(is_letter)
}

/// A, B, C, perhaps in parentheses: columns of words.
fn is_letter(text: &str) -> bool {
    let text = text.trim_matches(['(', ')', '[', ']']);
    text.chars().count() == 1 && text.chars().all(|sign| sign.is_ascii_uppercase())
}

/// a, b, c or I, II, III before the first number: columns of words, in their order.
fn names_words(text: &str, before: usize) -> bool {
    const ROMAN: [&str; 8] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"];
    let text = text.trim_matches(['(', ')', '[', ']']);
    let letter = ('a'..='z').nth(before).is_some_and(|letter| text.chars().eq([letter]));
    letter || ROMAN.get(before).is_some_and(|roman| *roman == text)
}

/// "Cột 3 = Cột 4 + Cột 5" as `3 = Cột 4 + Cột 5`.
fn without_column_word(text: &str) -> String {
    let lower = text.to_lowercase();
    let rest = ["cột ", "cột", "(cột ", "(cột"].iter().find(|word| {
        lower.strip_prefix(**word).is_some_and(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit()))
    });
    // The word is as long in either case.
    let rest = rest.and_then(|word| Some((word.starts_with('('), text.get(word.len()..)?)));
    rest.map_or_else(|| text.to_owned(), |(opened, rest)| format!("{}{rest}", if opened { "(" } else { "" }))
}

/// `3.=4.+5.` as `3=4+5`: a point that no digit follows is none of a number.
fn without_points(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let after_digit = kept.ends_with(|last: char| last.is_ascii_digit());
        let before_digit = signs.peek().is_some_and(char::is_ascii_digit);
        let ellipsis = signs.peek() == Some(&'.');
        if sign != '.' || !after_digit || before_digit || ellipsis {
            kept.push(sign);
        }
    }
    kept
}

/// `2a`, `2b`, `2.1`: the next column within the column of the last number.
fn is_number_within(text: &str, last: u32, place: u32) -> bool {
    let text = text.trim_matches(['(', ')', '[', ']']);
    let head = text.split('=').next().unwrap_or_default().trim_end();
    let Some(rest) = head.strip_prefix(&last.to_string()) else { return false };
    let letter = usize::try_from(place).ok().and_then(|place| ('a'..='z').nth(place.checked_sub(1)?));
    letter.is_some_and(|letter| rest.chars().flat_map(char::to_lowercase).eq([letter]))
        || rest.strip_prefix('.') == Some(place.to_string().as_str())
}

/// The number that a cell gives its column, and what follows it.
fn number<'a>(cell: &Cell, text: &'a str) -> Option<(u32, &'a str)> {
    // "(1)" typed into a spreadsheet becomes the number −1.
    let text = if cell.as_text().is_none() { text.trim_start_matches('-') } else { whole_parenthesis(text) };
    let (opened, start) = match text.strip_prefix(['(', '[']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    };
    let end = start.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(start.len());
    let (digits, rest) = start.split_at_checked(end)?;
    let rest = if opened { rest.trim_start().strip_prefix([')', ']'])? } else { rest };
    let follows = rest.is_empty() || rest.starts_with([' ', '=', '(']);
    // "1 234" is an amount.
    let amount = rest.trim_start().starts_with(|sign: char| sign.is_ascii_digit());
    digits.parse().ok().filter(|_| follows && !amount).map(|number| (number, rest.trim_start()))
}

/// `(3=1+2)` without its parentheses; `(3)=(1)+(2)` keeps them.
fn whole_parenthesis(text: &str) -> &str {
    let Some(inner) = text.strip_prefix(['(', '[']).and_then(|rest| rest.strip_suffix([')', ']'])) else { return text };
    let mut open = 0i32;
    let closes_early = inner.chars().any(|sign| {
        open += i32::from(matches!(sign, '(' | '[')) - i32::from(matches!(sign, ')' | ']'));
        open < 0
    });
    if closes_early { text } else { inner.trim() }
}

/// `=1+2` after the number, or `(1+2)` beside it.
fn formula_of(text: String, rest: &str, own: u32, numbers: &BTreeSet<u32>) -> Option<Formula> {
    let sides = match rest.strip_prefix('=') {
        Some(sides) => sides,
        None => {
            let inner = whole_parenthesis(rest);
            let arithmetic = inner.len() < rest.len() && inner.contains(['+', '-', '*', '/', ':', 'x', '×', '÷', '=']);
            arithmetic.then(|| inner.trim_start_matches('='))?
        }
    };
    if sides.split('=').nth(MOST_SIDES).is_some() {
        return Some(Formula { text, sides: Vec::new(), understood: false });
    }
    let read: Vec<Option<Expression>> = sides.split('=').map(|side| formula::parse(side, own, numbers)).collect();
    let understood = read.iter().all(Option::is_some);
    Some(Formula { text, sides: read.into_iter().flatten().collect(), understood })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(texts: &[&str]) -> Option<Vec<Numbered>> {
        let cells: Vec<(u32, Cell)> = (0..).zip(texts).map(|(column, text)| (column, Cell::from(*text))).collect();
        read(&cells.iter().collect::<Vec<_>>())
    }

    /// Number, formula as written, sides understood; `?` where some are not.
    fn shown(texts: &[&str]) -> Vec<String> {
        let shown = |numbered: &Numbered| match &numbered.formula {
            Some(formula) => {
                let doubt = if formula.understood { "" } else { "?" };
                format!("{} “{}” {}{doubt}", numbered.number, formula.text, formula.sides.len())
            }
            None => numbered.number.to_string(),
        };
        row(texts).expect("a numbering row").iter().map(shown).collect()
    }

    #[test]
    fn columns_keep_their_numbers_and_formulas() {
        assert_eq!(shown(&["A", "B", "1", "2", "3=1+2", "4=3/2*100"]), ["1", "2", "3 “3=1+2” 1", "4 “4=3/2*100” 1"]);
        assert_eq!(
            shown(&["(A)", "(1)", "(2)", "(3)=(1)+(2)", "4 =\u{a0}3 : 2\nx 100"]),
            ["1", "2", "3 “(3)=(1)+(2)” 1", "4 “4 = 3 : 2 x 100” 1"]
        );
        assert_eq!(shown(&["A", "1=2+3", "2", "3"]), ["1 “1=2+3” 1", "2", "3"]);
        assert_eq!(shown(&["1=2+3=4+5", "2", "3", "4", "5"])[0], "1 “1=2+3=4+5” 2");
        assert_eq!(shown(&["A", "1", "2", "(3=1-2)", "4 (1+2)"])[2..], ["3 “(3=1-2)” 1", "4 “4 (1+2)” 1"]);
        assert_eq!(
            shown(&["A", "1", "2 (1)", "3=xem ghi chú", "4=9/2"]),
            ["1", "2", "3 “3=xem ghi chú” 0?", "4 “4=9/2” 0?"]
        );
    }

    #[test]
    fn letters_alone_number_columns_where_they_follow_one_another() {
        assert_eq!(row(&["A", "B", "C", "D", "E"]), Some(Vec::new()));
        assert_eq!(row(&["(A)", "(B)", "(C)", "(D)"]), Some(Vec::new()));
        for texts in [&["A", "B", "C"][..], &["A", "C", "D", "E"], &["B", "C", "D", "E"], &["A", "B", "C", "D", "x"]] {
            assert_eq!(row(texts), None, "{texts:?}");
        }
    }

    #[test]
    fn columns_are_numbered_in_many_writings() {
        let formula = ["1", "2", "3 “3=4+5” 1", "4", "5"];
        for texts in [
            ["a", "b", "c", "1", "2", "3=4+5", "4", "5"],
            ["I", "II", "III", "1", "2", "3=4+5", "4", "5"],
            ["A", "B", "C", "1.", "2.", "3.=4.+5.", "4.", "5."],
        ] {
            assert_eq!(shown(&texts), formula);
        }
        let named = ["A", "B", "Cột 1", "Cột 2", "Cột 3=Cột 1+Cột 2"];
        assert_eq!(shown(&named), ["1", "2", "3 “3=Cột 1+Cột 2” 1"]);
        assert_eq!(shown(&["A", "1", "1a", "2", "2a", "2b", "3", "3.1"]), ["1", "2", "3"]);
        assert_eq!(shown(&["A", "(1)", "(2)", "(3)=(1)+(2)", "4=1+...+3"])[3], "4 “4=1+...+3” 1");
    }

    #[test]
    fn the_number_of_a_column_that_was_deleted_is_missing() {
        let numbers =
            |texts: &[&str]| row(texts).map(|numbered| numbered.iter().map(|column| column.number).collect::<Vec<_>>());
        assert_eq!(numbers(&["A", "B", "1", "2", "4", "5"]), Some(vec![1, 2, 4, 5]));
        assert_eq!(numbers(&["A", "B", "C", "2", "3", "4"]), Some(vec![2, 3, 4]));
        assert_eq!(numbers(&["A", "1", "9"]), None);
        assert_eq!(numbers(&["A", "3", "2"]), None);
    }

    #[test]
    fn a_row_of_endless_arithmetic_is_not_followed() {
        let sums: Vec<String> =
            (1..=100).map(|number: u32| format!("{number}=1+...+{}", number.saturating_sub(1))).collect();
        let numbered = row(&sums.iter().map(String::as_str).collect::<Vec<_>>()).expect("a numbering row");
        let understood = |column: &Numbered| column.formula.as_ref().is_some_and(|formula| formula.understood);
        let count = numbered.iter().filter(|column| understood(column)).count();
        assert!((50..70).contains(&count), "{count}");
        let numbered = row(&["A", "1", "2", &format!("3{}", "=1+2".repeat(9000))]).expect("a numbering row");
        assert!(!understood(&numbered[2]));
    }

    #[test]
    fn numbers_typed_in_parentheses_become_negative() {
        let cells: Vec<(u32, Cell)> =
            (0..).zip([Cell::from("A"), Cell::Number(-1.0), Cell::Integer(-2), Cell::from("(3)=(1)+(2)")]).collect();
        let numbers = read(&cells.iter().collect::<Vec<_>>()).expect("a numbering row");
        assert_eq!(numbers.iter().map(|numbered| numbered.number).collect::<Vec<_>>(), [1, 2, 3]);
    }

    #[test]
    fn other_rows_number_nothing() {
        for texts in [
            &["1", "3"][..],
            &["A", "B"],
            &["2", "3"],
            &["A", "1", "1"],
            &["1", "Xã A", "2"],
            &["1"],
            &["1 234", "2"],
            &["1,5", "2"],
            &["(1", "2"],
            &["A", "1", "501"],
        ] {
            assert_eq!(row(texts), None, "{texts:?}");
        }
    }
}
