//! A number as a cell shows it: as a percentage, divided by thousands, or beside digits of its format.
//!
//! Takes what a format says, whichever program wrote it; gives the cell that a person sees. What is shown is never another number in
//! silence: the number that is shown in thousands counts and is reported, and one among digits of its format is not read.

use crate::sheet::grid::Cell;
use crate::sheet::unread::UnreadReason;

/// How a number is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    pub percent: bool,
    /// By how many thousands it is divided: the power of a thousand.
    pub thousands: u8,
    /// True where digits of the format are beside those of the number: what is shown is another number.
    pub has_own_digits: bool,
    /// At least so many digits are shown of a whole number, zeros before it: the code 07730, stored as 7730.
    pub digits: u8,
}

impl Shown {
    /// The cell that a person sees: every digit that is stored, with the point where it is shown.
    pub fn cell(self, number: f64) -> Cell {
        if self.has_own_digits {
            return Cell::Unread(UnreadReason::Format, number.to_string());
        }
        match (self.percent, self.thousands) {
            (false, 0) => self.with_zeros(number).map_or(Cell::Number(number), Cell::Decimal),
            (true, 0) => Cell::Percent(number),
            (false, thousands) => divided(number, thousands).map_or(Cell::Number(number), Cell::Decimal),
            (true, thousands) => {
                let number = divided(number, thousands).and_then(|text| text.parse().ok()).unwrap_or(number);
                Cell::Percent(number)
            }
        }
    }

    /// The digits of a whole number with the zeros that are shown before it; `None` where there are none.
    fn with_zeros(self, number: f64) -> Option<String> {
        // Most formats show none, and it is asked of every number.
        if self.digits < 2 {
            return None;
        }
        let is_whole = number.fract() == 0.0 && (0.0..1e15).contains(&number);
        let (plain, shown) = (number.to_string(), usize::from(self.digits));
        (is_whole && plain.len() < shown).then(|| format!("{plain:0>shown$}"))
    }
}

/// Words before a number that make it a change, or a bound.
const OF_CHANGES: [&str; 7] = ["tăng", "giảm", "hơn", "dưới", "trên", "increase", "decrease"];

/// True where what is shown before and behind the digits of a number makes it another: a sign that is none of its own (`-5`, `(5)`, `5-`), a
/// bound (`<5`), a fraction (`5/12`), or a word of changes (`tăng 5`).
pub fn make_another(before: &str, after: &str) -> bool {
    let is_minus = |sign: char| matches!(sign, '-' | '−' | '–');
    let (before, after) = (before.trim(), after.trim());
    let has_sign =
        before.starts_with(is_minus) || before.ends_with(is_minus) || !after.is_empty() && after.chars().all(is_minus);
    let is_enclosed = before.starts_with('(') && before.trim_matches(['(', ' ']).is_empty() && after.contains(')');
    let is_bound = before.contains(['<', '>', '≤', '≥', '±', '≈', '~']);
    let is_digit = |sign: char| sign.is_ascii_digit();
    let is_fraction = after.strip_prefix(['/', '∕', '÷']).is_some_and(|rest| rest.trim_start().starts_with(is_digit))
        || before.strip_suffix(['/', '∕', '÷']).is_some_and(|rest| rest.trim_end().ends_with(is_digit));
    let word = before.trim_end_matches(':').trim().to_lowercase();
    has_sign || is_enclosed || is_bound || is_fraction || OF_CHANGES.contains(&word.as_str())
}

/// A number in plain digits: the 15 digits that spreadsheets show.
pub fn plain_digits(number: f64) -> Option<String> {
    divided(number, 0).filter(|_| number.is_finite())
}

/// A number divided by so many thousands, in plain digits: the 15 digits that spreadsheets show, with the point moved.
fn divided(number: f64, thousands: u8) -> Option<String> {
    let written = format!("{number:.14e}");
    let (digits, exponent) = written.split_once('e')?;
    let exponent = exponent.parse::<i32>().ok()?.checked_sub(3 * i32::from(thousands))?;
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return Some("0".to_owned());
    }
    // `exponent` is that of the first digit.
    let length = i32::try_from(digits.len()).ok()?;
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or(0));
    Some(if exponent < 0 {
        format!("{sign}0.{}{digits}", zeros(-exponent - 1))
    } else if exponent + 1 >= length {
        format!("{sign}{digits}{}", zeros(exponent + 1 - length))
    } else {
        let (whole, rest) = digits.split_at_checked(usize::try_from(exponent + 1).ok()?)?;
        format!("{sign}{whole}.{rest}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_before_a_whole_number_are_part_of_what_is_shown() {
        let shown = |number| Shown { digits: 5, ..Shown::default() }.cell(number);
        assert_eq!(shown(7730.0), Cell::Decimal("07730".to_owned()));
        assert_eq!(shown(0.0), Cell::Decimal("00000".to_owned()));
        for number in [77300.0, 123_456.0, 77.5, -7730.0] {
            assert_eq!(shown(number), Cell::Number(number));
        }
    }

    #[test]
    fn a_number_in_thousands_has_its_point_moved() {
        for (number, thousands, shown) in [
            (1_250_000_000.0, 2, "1250"),
            (1_234_567.5, 1, "1234.5675"),
            (12.5, 1, "0.0125"),
            (-0.1 - 0.2, 1, "-0.0003"),
            (0.0, 2, "0"),
            (1e21, 1, "1000000000000000000"),
        ] {
            assert_eq!(Shown { thousands, ..Shown::default() }.cell(number), Cell::Decimal(shown.to_owned()));
        }
    }
}
