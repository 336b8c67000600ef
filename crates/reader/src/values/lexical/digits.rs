//! Numbers in plain digits, of any length: no digit of a coordinate is rounded away.

use std::cmp::Ordering;

/// The most digits of an exponent that is written out.
const MOST_SHIFTED: i32 = 400;

/// A number without a `+`, leading or trailing zeros or an exponent: `-12.5`, `180`. `None` for any other text.
pub fn canonical(text: &str) -> Option<String> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => {
            (mantissa, exponent.parse::<i32>().ok().filter(|power| power.abs() < MOST_SHIFTED)?)
        }
        None => (text, 0),
    };
    let (is_negative, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, mantissa.strip_prefix('+').unwrap_or(mantissa)),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !all_digits || mantissa.ends_with('.') {
        return None;
    }
    let (mut whole, mut fraction) = (whole.to_owned(), fraction.to_owned());
    for _ in 0..exponent.max(0) {
        whole.push(if fraction.is_empty() { '0' } else { fraction.remove(0) });
    }
    for _ in 0..(-exponent).max(0) {
        fraction.insert(0, whole.pop().unwrap_or('0'));
    }
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    let sign = if is_negative && !(whole.is_empty() && fraction.is_empty()) { "-" } else { "" };
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") })
}

/// The order of two canonical numbers.
pub fn compare(left: &str, right: &str) -> Ordering {
    let parts = |number: &str| {
        let (is_negative, digits) = match number.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, number),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        (is_negative, whole.to_owned(), fraction.to_owned())
    };
    let ((left_negative, whole, fraction), (right_negative, other_whole, other_fraction)) = (parts(left), parts(right));
    // Without leading zeros the longer number is the greater; digits behind the sign compare as texts do.
    let by_size = (whole.len(), &whole, &fraction).cmp(&(other_whole.len(), &other_whole, &other_fraction));
    match (left_negative, right_negative) {
        (false, false) => by_size,
        (true, true) => by_size.reverse(),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
    }
}

/// True where the absolute value of a canonical number is at most `most`.
pub fn is_within(canonical: &str, most: u32) -> bool {
    let number = canonical.trim_start_matches('-');
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    whole.parse::<u32>().is_ok_and(|whole| whole < most || whole == most && fraction.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_numbers_are_equal_texts() {
        for (text, found) in [
            ("180", "180"),
            ("+180.00", "180"),
            ("-0.0", "0"),
            ("000835", "835"),
            ("1.5e2", "150"),
            ("-2.5E-3", "-0.0025"),
            ("103.01666666666666666666", "103.01666666666666666666"),
        ] {
            assert_eq!(canonical(text).as_deref(), Some(found), "{text}");
        }
        for text in ["", "-", ".5", "5.", "1e", "1e9999", "1,5", "NaN", "0x1"] {
            assert_eq!(canonical(text), None, "{text}");
        }
        assert!(is_within("180", 180) && is_within("-179.99999999999999999", 180));
        assert!(!is_within("180.0000000000000000001", 180) && !is_within("-181", 180));
    }
}
