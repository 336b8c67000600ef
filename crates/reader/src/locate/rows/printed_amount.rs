//! The amount that a cell prints, before it is known how its column is written.

use crate::sheet::grid::Cell;
use crate::values::decimal::Decimal;

/// Digits behind the decimal sign; more are rounded.
const DIGITS: u32 = 6;

/// The signs of decimals that texts may have: whichever fits.
pub(super) const SIGNS: [char; 2] = ['.', ','];

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

/// The sign of decimals that texts show: the last of two signs, or one before other than three digits. Without either a point parts thousands.
pub(super) fn sign_of<'t>(mut texts: impl Iterator<Item = &'t str>) -> char {
    let shown = |text: &str| -> Option<char> {
        let place = text.rfind(SIGNS)?;
        let (before, behind) = text.split_at(place);
        let sign = behind.chars().next()?;
        let digits = behind.chars().filter(char::is_ascii_digit).count();
        let is_decimal = before
            .contains(SIGNS.into_iter().filter(|other| *other != sign).collect::<Vec<char>>().as_slice())
            || digits != 3 && !before.contains(sign);
        is_decimal.then_some(sign)
    };
    texts.find_map(shown).unwrap_or(',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_of_decimals_is_the_one_that_texts_show() {
        for (texts, sign) in [
            (vec!["1.234", "5"], ','),
            (vec!["1.234", "5.5"], '.'),
            (vec!["1.234", "14500,5"], ','),
            (vec!["1.234,567"], ','),
            (vec!["1,234.567"], '.'),
            (vec!["1.234.567"], ','),
            (vec![], ','),
        ] {
            assert_eq!(sign_of(texts.iter().copied()), sign, "{texts:?}");
        }
    }

    #[test]
    fn amounts_as_people_print_them() {
        let cell = |text: &str| Cell::Text(text.to_owned());
        for (text, with_point, with_comma) in [
            ("1.234", Some("1.234"), Some("1234")),
            (" 12 345 ", Some("12345"), Some("12345")),
            ("1.234,5", Some("1.2345"), Some("1234.5")),
            ("12345", Some("12345"), Some("12345")),
            ("-", Some("0"), Some("0")),
            ("x", None, None),
            ("", None, None),
        ] {
            let shown = |sign: char| amount(&cell(text), |text| with_sign(text, sign)).map(|amount| amount.to_string());
            assert_eq!(SIGNS.map(shown), [with_point, with_comma].map(|shown| shown.map(str::to_owned)), "{text}");
        }
    }
}
