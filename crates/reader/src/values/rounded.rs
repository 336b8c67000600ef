//! Figures with the digits that people are shown.

/// Digits that people are shown at most.
pub const MOST_DIGITS: usize = 12;

/// A figure with so many digits behind its point, half away from zero, as spreadsheets show it and as values are rounded to the size of a
/// field. What is rounded is the shortest decimal that is the double: 2.675 with two digits is 2.68, whatever the binary digits are.
pub fn rounded(value: f64, digits: usize) -> String {
    let written = value.to_string();
    if !value.is_finite() {
        return written;
    }
    let (sign, written) = written.strip_prefix('-').map_or(("", written.as_str()), |rest| ("-", rest));
    let (whole, fraction) = written.split_once('.').unwrap_or((written, ""));
    let kept = fraction.get(..digits).unwrap_or(fraction);
    let rounds_up = fraction.as_bytes().get(digits).is_some_and(|digit| *digit >= b'5');
    let mut number: Vec<u8> = whole.bytes().chain(kept.bytes()).collect();
    number.resize(whole.len() + digits, b'0');
    let mut carries = rounds_up;
    for digit in number.iter_mut().rev() {
        if !carries {
            break;
        }
        carries = *digit == b'9';
        *digit = if carries { b'0' } else { *digit + 1 };
    }
    let is_zero = !carries && number.iter().all(|digit| *digit == b'0');
    let mut shown = if is_zero { String::new() } else { sign.to_owned() };
    shown.extend(carries.then_some('1'));
    let point = number.len() - digits;
    for (place, digit) in number.into_iter().enumerate() {
        if place == point {
            shown.push('.');
        }
        shown.push(char::from(digit));
    }
    shown
}

/// The digits behind the point of the shortest decimal that is the double.
pub fn digits(value: f64) -> usize {
    let written = value.to_string();
    written.split_once('.').map_or(0, |(_, fraction)| fraction.len())
}

/// The digits with which a figure stands to a bound as it does exactly, at least so many: 69.999 beside "at least 70" is not shown as 70.00.
pub fn telling_digits(value: f64, bound: f64, least: usize) -> usize {
    let tells = |digits: &usize| {
        rounded(value, *digits).parse::<f64>().is_ok_and(|shown| shown.partial_cmp(&bound) == value.partial_cmp(&bound))
    };
    (least..=MOST_DIGITS).find(tells).unwrap_or(least)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_figure_is_shown_on_its_side_of_a_bound() {
        for (value, bound, least, digits) in [
            (69.999, 70.0, 2, 3),
            (69.9, 70.0, 2, 2),
            (70.0, 70.0, 2, 2),
            (99.49, 99.5, 0, 0),
            (99.5, 99.5, 0, 1),
            (99.6, 99.5, 0, 0),
            (0.44, 0.4, 0, 2),
            (33.35, 33.35, 1, 2),
            (-0.004, 0.0, 2, 3),
            (69.999_999_999_999_9, 70.0, 2, 2),
        ] {
            assert_eq!(telling_digits(value, bound, least), digits, "{value} {bound}");
        }
        assert_eq!([99.5, 0.4, 33.35, 70.0, 1e21].map(super::digits), [1, 1, 2, 0, 0]);
    }

    #[test]
    fn halves_go_away_from_zero() {
        for (value, digits, shown) in [
            (0.125, 2, "0.13"),
            (2.5, 0, "3"),
            (3.5, 0, "4"),
            (0.5, 0, "1"),
            (2.675, 2, "2.68"),
            (1.005, 2, "1.01"),
            (-0.125, 2, "-0.13"),
            (9.995, 2, "10.00"),
            (99.5, 0, "100"),
            (0.004, 2, "0.00"),
            (-0.004, 2, "0.00"),
            (12.0, 3, "12.000"),
            (0.1 + 0.2, 2, "0.30"),
            (1e21, 1, "1000000000000000000000.0"),
            (1e-9, 2, "0.00"),
        ] {
            assert_eq!(rounded(value, digits), shown, "{value} with {digits}");
        }
    }

    proptest! {
        #[test]
        fn it_is_the_nearest_of_its_digits(value in -1e12..1e12_f64, digits in 0..8_usize) {
            let shown = rounded(value, digits);
            let behind = shown.split_once('.').map_or(0, |(_, fraction)| fraction.len());
            prop_assert_eq!(behind, digits);
            let apart = (shown.parse::<f64>().unwrap() - value).abs();
            prop_assert!(apart <= 0.5 / 10_f64.powi(i32::try_from(digits).unwrap()) + value.abs() * 1e-15);
        }
    }
}
