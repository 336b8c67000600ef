//! The amount that a cell prints, before it is known how its column is written.

use crate::sheet::grid::Cell;
use crate::values::decimal::Decimal;

/// Digits behind the decimal sign; more are rounded.
const DIGITS: u32 = 6;

/// A number, a dash for zero, or a text in which `number` finds plain digits with a point.
pub(super) fn amount(cell: &Cell, number: impl FnOnce(&str) -> Option<String>) -> Option<Decimal> {
    let plain = |text: &str| Decimal::parse(text, DIGITS, 0).ok().map(|rounded| rounded.value);
    match cell {
        Cell::Number(number) => Decimal::from_double(*number, DIGITS, 0).ok().map(|rounded| rounded.value),
        Cell::Integer(_) | Cell::Decimal(_) => plain(&cell.display()),
        Cell::Text(text) if text.trim() == "-" => Some(Decimal::ZERO),
        Cell::Text(text) => plain(&number(text.trim())?),
        _ => None,
    }
}

/// The number of a text with this decimal sign.
pub(super) fn with_sign(text: &str, decimal: char) -> Option<String> {
    let is_group = |sign: char| sign != decimal && matches!(sign, '.' | ',' | ' ' | '\u{a0}');
    Some(text.chars().filter(|sign| !is_group(*sign)).collect::<String>().replace(decimal, "."))
}

/// The whole number of a text of digits, or of digits in groups of three.
pub(super) fn in_groups(text: &str) -> Option<String> {
    let mut groups = text.split(['.', ',', ' ', '\u{a0}']);
    let first = groups.next().filter(|first| (1..=3).contains(&first.len()) || first.len() == text.len())?;
    let whole = groups.try_fold(first.to_owned(), |whole, group| (group.len() == 3).then(|| whole + group))?;
    whole.bytes().all(|digit| digit.is_ascii_digit()).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_as_people_print_them() {
        let cell = |text: &str| Cell::Text(text.to_owned());
        for (text, grouped, with_comma) in [
            ("1.234", Some("1234"), Some("1234")),
            (" 12 345 ", Some("12345"), Some("12345")),
            ("1.234,5", None, Some("1234.5")),
            ("12345", Some("12345"), Some("12345")),
            ("-", Some("0"), Some("0")),
            ("x", None, None),
            ("", None, None),
        ] {
            let shown = |amount: Option<Decimal>| amount.map(|amount| amount.to_string());
            assert_eq!(shown(amount(&cell(text), in_groups)).as_deref(), grouped, "{text}");
            let comma = amount(&cell(text), |text| with_sign(text, ','));
            assert_eq!(shown(comma).as_deref(), with_comma, "{text}");
        }
    }
}
