//! The number that a cell of an OpenDocument spreadsheet shows.
//!
//! Takes the number that is stored, the text that the program showed it as, which is beside it, and what its style says; gives whether
//! the text shows it divided by thousands, or shows another number: a style may add digits of its own. A text that shows no number says nothing.

use crate::formats::shown_number::Shown;

/// How a number is shown as this text by a style that may divide it by these thousands.
pub(super) fn shown(number: f64, text: &str, thousands: &[u8]) -> Shown {
    let divided = |power: u8| number / 1000f64.powi(i32::from(power));
    let fits = |power: &&u8| !shows_another(divided(**power), text);
    match thousands.iter().find(fits) {
        Some(power) => Shown { thousands: *power, digits: digits_with_zeros(text), ..Shown::default() },
        None => Shown { has_own_digits: true, ..Shown::default() },
    }
}

/// How many digits are shown where zeros are before them, as in the code 07730; else 0.
fn digits_with_zeros(text: &str) -> u8 {
    let text = text.trim();
    let has_zeros = text.len() > 1 && text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    u8::try_from(text.len()).ok().filter(|_| has_zeros).unwrap_or_default()
}

/// True where the text shows a number, and none that rounds this one.
fn shows_another(number: f64, text: &str) -> bool {
    // Percentages, fractions, times, powers and columns that are too narrow are shown otherwise.
    if number == 0.0 || text.contains(['%', '/', ':', '#', 'E']) || !text.contains(|sign: char| sign.is_ascii_digit()) {
        return false;
    }
    let is_within =
        |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',' | '\'' | '’') || sign.is_whitespace();
    let numbers = text.split(|sign: char| !is_within(sign));
    let numbers = numbers.filter(|part| part.contains(|sign: char| sign.is_ascii_digit()));
    !numbers.into_iter().any(|part| rounds(number.abs(), part))
}

/// True where digits show this number in one of the two ways of writing, with all of its digits or fewer.
fn rounds(number: f64, digits: &str) -> bool {
    let digits: String = digits.chars().filter(|sign| sign.is_ascii_digit() || matches!(sign, '.' | ',')).collect();
    let digits = digits.trim_end_matches(['.', ',']);
    [('.', ','), (',', '.')].into_iter().any(|(point, group)| {
        // Groups are of three digits: 15.00 is no 1500.
        let whole = digits.split(point).next().unwrap_or_default();
        let is_grouped = whole.split(group).skip(1).all(|digits| digits.len() == 3);
        let plain = digits.replace(group, "").replace(point, ".");
        let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let unit = 0.1f64.powi(i32::try_from(decimals).unwrap_or(i32::MAX));
        // Of a double about fifteen digits are shown.
        is_grouped && plain.parse::<f64>().is_ok_and(|shown| (shown - number).abs() <= unit.max(number * 1e-9))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_divides_by_the_thousands_that_the_text_shows() {
        let thousands = |number, text, of_style: &[u8]| {
            let shown = shown(number, text, of_style);
            (!shown.has_own_digits).then_some(shown.thousands)
        };
        assert_eq!(thousands(1_250_000.0, "1.250", &[1]), Some(1));
        assert_eq!(thousands(1_250_000_000.0, "1,250.0 tr", &[2]), Some(2));
        assert_eq!(thousands(400.0, "0", &[1]), Some(1));
        assert_eq!(thousands(400.0, "400", &[0, 1]), Some(0));
        assert_eq!(thousands(1_250_000.0, "1.250", &[0, 1]), Some(1));
        assert_eq!(thousands(1_250_000.0, "", &[1]), Some(1));
        // The style of no program that is known: what is shown is another number, and nobody knows why.
        assert_eq!(thousands(1_250_000.0, "1.250", &[0]), None);
        assert_eq!(thousands(1_250_000.0, "1.250.000", &[1]), None);
    }

    #[test]
    fn zeros_before_a_number_are_seen_in_the_text() {
        for (text, digits) in [("07730", 5), ("7730", 0), ("0", 0), ("0,5", 0), ("007", 3)] {
            assert_eq!(shown(text.replace(',', ".").parse().unwrap(), text, &[0]).digits, digits, "{text}");
        }
    }

    #[test]
    fn a_shown_number_is_the_stored_one_however_it_is_written() {
        for (number, text) in [
            (5400.0, "5400"),
            (5400.0, "5.400"),
            (5400.0, "5,400.00"),
            (5400.0, "5 400 người"),
            (1_234_567.891, "1.234.567,9"),
            (1_234_567.891, "1,234,568"),
            (-1.11, "(1,11)"),
            (0.125, "0"),
            (0.5, ",5"),
            (12.5, "12 m2"),
            (5.25, "5 1/4"),
            (1_200_000.0, "1,2E+06"),
            (54.0, "###"),
            (54.0, ""),
            (0.1 + 0.2, "0,3"),
            (54.0, "Quý 54"),
        ] {
            assert!(!shows_another(number, text), "{number} {text}");
        }
        for (number, text) in [
            (1500.0, "15.00"),
            (1500.0, "15,00"),
            (54.0, "5400"),
            (54.0, "54 000"),
            (24.0, "Năm 2024"),
            (1_250_000_000.0, "1.250"),
            (5.0, "15"),
        ] {
            assert!(shows_another(number, text), "{number} {text}");
        }
    }
}
