//! Exact decimals: every measured value between the cell and the published figure.
//!
//! Takes the digits that a cell shows or stores; gives a number in units of 10⁻¹², the scale of DECIMAL(38,12).
//! One fixed scale keeps sums, comparisons and restatements exact without a thought about scales.

use std::fmt;

use num_bigint::BigInt;

/// Digits after the decimal sign of every [`Decimal`].
pub const SCALE: u32 = 12;
const ONE: i128 = 1_000_000_000_000;

/// Inputs stay below 10¹⁵ so that no sum of a hundred billion of them leaves DECIMAL(38,12).
pub const INPUT_LIMIT: Decimal = Decimal(1_000_000_000_000_000 * ONE);

/// A decimal number with twelve digits after the decimal sign, stored as an integer multiple of 10⁻¹².
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i128);

/// Why digits are not a [`Decimal`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalError {
    /// Not digits with at most one decimal point, a sign and an exponent.
    NotANumber,
    /// 10¹⁵ or more: beyond what sums can hold exactly.
    OutOfBounds,
}

/// A parsed number together with whether digits had to be given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounded {
    pub value: Decimal,
    /// True where the digits beyond the asked scale were not all zero.
    pub inexact: bool,
}

/// Significant digits that spreadsheets show, and keep of what is typed.
const SHOWN_BY_SPREADSHEETS: usize = 15;

/// Whole doubles below this are exact, and within the bounds of an input.
const EXACT: f64 = 1e14;

/// A decimal, and how many digits behind the decimal sign it has.
struct FewDecimals {
    value: Decimal,
    decimals: u32,
}

impl Decimal {
    /// The digits of an amount without the zeros before it, and without those at its end of a whole number: round numbers recur.
    pub fn significant_digits(self) -> usize {
        let mut rest = self.0.unsigned_abs();
        let one = ONE.unsigned_abs();
        if rest.is_multiple_of(one) {
            rest /= one;
        }
        while rest != 0 && rest.is_multiple_of(10) {
            rest /= 10;
        }
        rest.checked_ilog10().and_then(|log| usize::try_from(log).ok()).map_or(0, |log| log.saturating_add(1))
    }

    pub const ZERO: Self = Self(0);
    pub const ONE: Self = Self(ONE);

    /// The number whose multiple of 10⁻¹² is `units`.
    pub const fn from_units(units: i128) -> Self {
        Self(units)
    }

    /// Half a unit of the last of so many digits after the decimal sign.
    pub fn half_unit(digits: u32) -> Self {
        Self(10_i128.pow(SCALE.saturating_sub(digits)) / 2)
    }

    /// The multiple of 10⁻¹² that this number is.
    pub const fn units(self) -> i128 {
        self.0
    }

    pub const fn from_integer(value: i64) -> Self {
        Self(value as i128 * ONE)
    }

    /// Reads plain digits: an optional sign, digits with at most one `.`, an optional exponent. The result is
    /// multiplied by 10^`shift` and rounded half away from zero to `scale` digits.
    pub fn parse(text: &str, scale: u32, shift: i32) -> Result<Rounded, DecimalError> {
        let (mantissa, exponent) = match text.find(['e', 'E']) {
            Some(at) => {
                let exponent: i32 = text[at + 1..].parse().map_err(|_| DecimalError::NotANumber)?;
                (&text[..at], exponent)
            }
            None => (text, 0),
        };
        let (negative, digits) = match mantissa.as_bytes().first() {
            Some(b'-') => (true, &mantissa[1..]),
            Some(b'+') => (false, &mantissa[1..]),
            _ => (false, mantissa),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() && fraction.is_empty()
            || !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit())
        {
            return Err(DecimalError::NotANumber);
        }
        let significant: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        let leading = significant.iter().take_while(|&&digit| digit == b'0').count();
        let significant = &significant[leading..];
        if significant.is_empty() {
            return Ok(Rounded { value: Self::ZERO, inexact: false });
        }
        let (Ok(digits_before), Ok(digits_dropped)) = (i64::try_from(whole.len()), i64::try_from(leading)) else {
            return Err(DecimalError::OutOfBounds);
        };
        // The place of the decimal point, counted from the first significant digit.
        let point = digits_before - digits_dropped + i64::from(exponent) + i64::from(shift);
        if point > 15 {
            return Err(DecimalError::OutOfBounds);
        }
        let kept = point + i64::from(scale);
        let mut units: i128 = 0;
        for place in 0..kept.max(0) {
            let digit = usize::try_from(place).ok().and_then(|place| significant.get(place));
            units = units * 10 + i128::from(digit.map_or(0, |digit| digit - b'0'));
        }
        let rest = match usize::try_from(kept) {
            Ok(kept) => significant.get(kept..).unwrap_or_default(),
            Err(_) => significant,
        };
        let inexact = rest.iter().any(|&digit| digit != b'0');
        if kept >= 0 && rest.first().is_some_and(|&digit| digit >= b'5') {
            units += 1;
        }
        units *= 10_i128.pow(SCALE - scale.min(SCALE));
        let value = Self(if negative { -units } else { units });
        if value.0.abs() >= INPUT_LIMIT.0 {
            return Err(DecimalError::OutOfBounds);
        }
        Ok(Rounded { value, inexact })
    }

    /// The decimal that a binary double shows: its shortest decimal that reads back as the same double, and where that has
    /// more, the 15 significant digits that spreadsheets show. What is behind them was never typed: it is the noise of
    /// binary sums and quotients.
    pub fn from_double(value: f64, scale: u32, shift: i32) -> Result<Rounded, DecimalError> {
        if !value.is_finite() {
            return Err(DecimalError::NotANumber);
        }
        // Most amounts are whole, and need no text to be exact.
        if shift == 0 && value.fract() == 0.0 && value.abs() < EXACT {
            #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
            return Ok(Rounded { value: Self::from_integer(value as i64), inexact: false });
        }
        if let Some(few) = Self::of_few_decimals(value).filter(|few| shift == 0 && few.decimals <= scale) {
            return Ok(Rounded { value: few.value, inexact: false });
        }
        let shortest = format!("{value:e}");
        let mantissa = shortest.split('e').next().unwrap_or_default();
        if mantissa.bytes().filter(u8::is_ascii_digit).count() > SHOWN_BY_SPREADSHEETS {
            return Self::parse(&format!("{value:.*e}", SHOWN_BY_SPREADSHEETS - 1), scale, shift);
        }
        Self::parse(&shortest, scale, shift)
    }

    /// Digits that a file states for a number, as JSON and Parquet do. Where they are more than the scale holds, and the 15 digits that count
    /// of a double are not, the others are the noise of binary sums: 7800.000000000001 is 7800.
    pub fn parse_stated(text: &str, scale: u32, shift: i32) -> Result<Rounded, DecimalError> {
        let exact = Self::parse(text, scale, shift)?;
        if !exact.inexact {
            return Ok(exact);
        }
        let double = text.parse::<f64>().ok().and_then(|double| Self::from_double(double, scale, shift).ok());
        Ok(double.filter(|double| !double.inexact).unwrap_or(exact))
    }

    /// The decimal of a double that has only some decimals, without writing its digits. Of decimals of at most 15 digits no two are
    /// one double (IEEE 754 binary64), so that the first that gives the double is the shortest that does.
    fn of_few_decimals(value: f64) -> Option<FewDecimals> {
        const MOST: [f64; 6] = [1e1, 1e2, 1e3, 1e4, 1e5, 1e6];
        for (factor, decimals) in MOST.into_iter().zip(1u32..) {
            let digits = (value * factor).round();
            if digits.abs() >= EXACT {
                return None;
            }
            if digits / factor == value {
                #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
                let units = i128::from(digits as i64).checked_mul(10_i128.pow(SCALE.checked_sub(decimals)?))?;
                return Some(FewDecimals { value: Self(units), decimals });
            }
        }
        None
    }

    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The product, rounded half away from zero at twelve digits; `None` where it leaves DECIMAL(38,12).
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        self.scaled(other.0, ONE)
    }

    /// The quotient, rounded half away from zero at twelve digits; `None` for a zero divisor or an overflow.
    pub fn checked_div(self, other: Self) -> Option<Self> {
        self.scaled(ONE, other.0)
    }

    /// `self × factor ÷ divisor`, rounded half away from zero at twelve digits; `None` for a zero divisor or an overflow.
    fn scaled(self, factor: i128, divisor: i128) -> Option<Self> {
        let numerator = self.0.checked_mul(factor);
        if let Some(units) = numerator.and_then(|numerator| quotient_of_integers(numerator, divisor)) {
            return is_in_range(units).then_some(Self(units));
        }
        if divisor == 0 {
            return None;
        }
        round_quotient(BigInt::from(self.0) * BigInt::from(factor), BigInt::from(divisor))
    }

    pub const fn is_integer(self) -> bool {
        self.0 % ONE == 0
    }

    /// Digits after the decimal sign, without needless zeros.
    pub fn digits(self) -> u32 {
        // Smaller than one, so that the half of an i128 holds it.
        let mut fraction = i64::try_from(self.0 % ONE).unwrap_or_default();
        let mut digits = if fraction == 0 { 0 } else { SCALE };
        while fraction != 0 && fraction % 10 == 0 {
            fraction /= 10;
            digits -= 1;
        }
        digits
    }

    pub const fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// The double nearest to `factor × self ÷ divisor` (ties to even); `None` for a zero divisor.
    pub fn ratio(self, factor: Self, divisor: Self) -> Option<f64> {
        let quotient = self.0.checked_mul(factor.0).zip(divisor.0.checked_mul(ONE));
        if let Some(double) = quotient.and_then(|(numerator, denominator)| quotient_of_doubles(numerator, denominator))
        {
            return Some(double);
        }
        nearest_double(BigInt::from(self.0) * BigInt::from(factor.0), BigInt::from(divisor.0) * BigInt::from(ONE))
    }

    /// The double nearest to this number.
    pub fn to_double(self) -> f64 {
        self.ratio(Self::ONE, Self::ONE).unwrap_or(f64::NAN)
    }
}

/// The double nearest to a fraction that, reduced, a double holds on either side: IEEE 754 defines the quotient of two doubles as
/// the double nearest to their exact quotient, so one division is all it takes. `None` for any other fraction.
fn quotient_of_doubles(numerator: i128, denominator: i128) -> Option<f64> {
    const EXACT: u128 = 1 << 53;
    let (mut left, mut right) = (numerator.unsigned_abs(), denominator.unsigned_abs());
    while right != 0 {
        (left, right) = (right, left % right);
    }
    let whole = |part: i128| {
        let reduced = part.unsigned_abs().checked_div(left).filter(|reduced| *reduced <= EXACT)?;
        let double = u64::try_from(reduced).ok()? as f64;
        Some(if part < 0 { -double } else { double })
    };
    // Zero has one sign.
    if numerator == 0 && denominator != 0 {
        return Some(0.0);
    }
    whole(numerator).zip(whole(denominator).filter(|denominator| *denominator != 0.0)).map(|(left, right)| left / right)
}

/// Half away from zero, at the unit of the quotient; `None` for a zero divisor, and where 128 bits do not hold every step.
fn quotient_of_integers(numerator: i128, denominator: i128) -> Option<i128> {
    let (quotient, rest) = (numerator.checked_div(denominator)?, numerator.checked_rem(denominator)?);
    // The rest is smaller than the divisor: at least half of it where what is missing to the divisor is no more than it.
    let up = rest != 0 && rest.unsigned_abs() >= denominator.unsigned_abs() - rest.unsigned_abs();
    let away = if (numerator < 0) == (denominator < 0) { 1 } else { -1 };
    quotient.checked_add(if up { away } else { 0 })
}

/// DECIMAL(38) ends before the integer of 128 bits does.
const fn is_in_range(units: i128) -> bool {
    units.unsigned_abs() < 10_u128.pow(38)
}

/// Half away from zero, at the unit of the quotient.
fn round_quotient(numerator: BigInt, denominator: BigInt) -> Option<Decimal> {
    let negative = (numerator.sign() == num_bigint::Sign::Minus) != (denominator.sign() == num_bigint::Sign::Minus);
    let numerator = BigInt::from(numerator.magnitude().clone());
    let denominator = BigInt::from(denominator.magnitude().clone());
    let quotient = (numerator * 2u8 + &denominator) / (denominator * 2u8);
    let units = i128::try_from(quotient).ok()?;
    is_in_range(units).then_some(Decimal(if negative { -units } else { units }))
}

/// The double nearest to an exact fraction.
///
/// The quotient of two such numbers is above 10⁻⁵⁰, so the halfway points between the doubles near it end within 225
/// decimal digits: 260 digits and one more that says whether anything was left over decide every rounding. The standard
/// library reads decimals correctly rounded.
fn nearest_double(numerator: BigInt, denominator: BigInt) -> Option<f64> {
    const DIGITS: u32 = 260;
    if denominator == BigInt::ZERO {
        return None;
    }
    let scaled = numerator * BigInt::from(10u8).pow(DIGITS);
    let quotient = &scaled / &denominator;
    let sticky = if &quotient * &denominator == scaled { "0" } else { "1" };
    let negative = scaled.sign() != num_bigint::Sign::NoSign
        && (scaled.sign() == num_bigint::Sign::Minus) != (denominator.sign() == num_bigint::Sign::Minus);
    let text = format!("{}{}{sticky}e-{}", if negative { "-" } else { "" }, quotient.magnitude(), DIGITS + 1);
    text.parse().ok()
}

impl serde::Serialize for Decimal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() { serializer.collect_str(self) } else { serializer.serialize_i128(self.0) }
    }
}

impl<'de> serde::Deserialize<'de> for Decimal {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return i128::deserialize(deserializer).map(Self);
        }
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        let parsed = Self::parse(&text, SCALE, 0);
        parsed.map(|parsed| parsed.value).map_err(|_| serde::de::Error::custom("no decimal below 10^15"))
    }
}

impl fmt::Display for Decimal {
    /// Plain digits with `.`, without needless zeros: `12.5`, `-3`, `0`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let units = self.0.unsigned_abs();
        let (whole, fraction) = (units / ONE.unsigned_abs(), units % ONE.unsigned_abs());
        if fraction == 0 {
            return write!(formatter, "{sign}{whole}");
        }
        let fraction = format!("{fraction:012}");
        write!(formatter, "{sign}{whole}.{}", fraction.trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(text: &str) -> Decimal {
        Decimal::parse(text, SCALE, 0).unwrap().value
    }

    #[test]
    fn one_division_gives_what_all_digits_give() {
        let mut seed = 0x2545_f491_4f6c_dd1d_u64;
        let mut next = |bits: u32| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            i128::from(seed >> (64 - bits))
        };
        let mut short = 0;
        for round in 0..20_000_u32 {
            let (numerator, denominator) =
                (next(1 + round % 60) - next(1 + round % 50), next(1 + round % 58) - next(1 + round % 40));
            let all = nearest_double(BigInt::from(numerator), BigInt::from(denominator));
            if let Some(double) = quotient_of_doubles(numerator, denominator) {
                assert_eq!(Some(double.to_bits()), all.map(f64::to_bits), "{numerator} / {denominator}");
                short += 1;
            }
        }
        assert!(short > 10_000, "{short}");
        assert_eq!(quotient_of_doubles(1, 0), None);
        assert_eq!(quotient_of_doubles(i128::MIN, i128::MIN), Some(1.0));
    }

    #[test]
    fn rounds_half_away_from_zero() {
        let rounded = |text| Decimal::parse(text, 2, 0).unwrap();
        assert_eq!(rounded("0.125"), Rounded { value: parse("0.13"), inexact: true });
        assert_eq!(rounded("-0.125"), Rounded { value: parse("-0.13"), inexact: true });
        assert_eq!(rounded("0.1249"), Rounded { value: parse("0.12"), inexact: true });
        assert_eq!(rounded("0.004"), Rounded { value: Decimal::ZERO, inexact: true });
        assert_eq!(rounded("1.200"), Rounded { value: parse("1.2"), inexact: false });
    }

    #[test]
    fn shifts_by_powers_of_ten() {
        assert_eq!(Decimal::parse("1.5", 0, 3).unwrap().value, Decimal::from_integer(1500));
        assert_eq!(Decimal::parse("1500000", 2, -6).unwrap().value, parse("1.5"));
        assert_eq!(Decimal::parse("1.2E+6", 0, 0).unwrap().value, Decimal::from_integer(1_200_000));
    }

    #[test]
    fn refuses_what_sums_could_not_hold() {
        assert_eq!(Decimal::parse("1e15", 0, 0), Err(DecimalError::OutOfBounds));
        assert_eq!(Decimal::parse("1e999999999", 0, 0), Err(DecimalError::OutOfBounds));
        assert!(Decimal::parse("999999999999999", 0, 0).is_ok());
        assert_eq!(Decimal::parse("1e-999999999", 12, 0).unwrap().value, Decimal::ZERO);
    }

    #[test]
    fn the_noise_of_binary_arithmetic_is_no_digit() {
        for (value, shown) in
            [(4.35 * 100.0, "435"), (0.1 + 0.2, "0.3"), (2.8749999999999996, "2.875"), (1.0 / 3.0, "0.333333333333")]
        {
            assert_eq!(Decimal::from_double(value, SCALE, 0).unwrap().value.to_string(), shown);
        }
    }

    #[test]
    fn a_third_is_the_nearest_double() {
        let third = Decimal::from_integer(1).ratio(Decimal::ONE, Decimal::from_integer(3));
        assert_eq!(third, Some(1.0 / 3.0));
        assert_eq!(Decimal::from_integer(1).ratio(Decimal::ONE, Decimal::ZERO), None);
        assert_eq!(Decimal::from_integer(-7).ratio(Decimal::from_integer(100), Decimal::from_integer(8)), Some(-87.5));
    }

    #[test]
    fn the_noise_of_doubles_is_no_digit_of_a_number() {
        let stated = |text: &str, scale: u32| Decimal::parse_stated(text, scale, 0).unwrap();
        for (text, scale, value, inexact) in [
            ("7800.000000000001", 0, "7800", false),
            ("12.500000000000002", 6, "12.5", false),
            ("0.30000000000000004", 2, "0.3", false),
            ("12345678901234.25", 2, "12345678901234.25", false),
            ("7800.5", 0, "7801", true),
            ("7800.0000001", 0, "7800", true),
            ("0.3333333333333333", 2, "0.33", true),
        ] {
            let rounded = stated(text, scale);
            assert_eq!((rounded.value, rounded.inexact), (parse(value), inexact), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_double_is_the_decimal_that_its_shortest_digits_are(digits in -99_999_999_999_999_i64..100_000_000_000_000, decimals in 0_u32..9, scale in 0_u32..12) {
            let written = format!("{digits}e-{decimals}");
            let double: f64 = written.parse().unwrap();
            prop_assert_eq!(Decimal::from_double(double, scale, 0), Decimal::parse(&written, scale, 0));
            prop_assert_eq!(Decimal::from_double(double, scale, 3), Decimal::parse(&written, scale, 3));
        }

        #[test]
        fn prints_what_it_parses(units in -10_i128.pow(26)..10_i128.pow(26)) {
            let decimal = Decimal::from_units(units);
            prop_assert_eq!(parse(&decimal.to_string()), decimal);
        }

        #[test]
        fn quotients_of_exact_doubles_round_as_ieee_does(a in -(1_i64 << 40)..1_i64 << 40, b in 1_i64..1_i64 << 40) {
            let exact = Decimal::from_integer(a).ratio(Decimal::ONE, Decimal::from_integer(b));
            prop_assert_eq!(exact, Some(a as f64 / b as f64));
        }

        #[test]
        fn doubles_keep_what_spreadsheets_show_of_them(value in -1e9_f64..1e9) {
            let decimal = Decimal::from_double(value, SCALE, 0).unwrap();
            let shown: f64 = format!("{value:.14e}").parse().unwrap();
            prop_assert!(decimal.inexact || decimal.value.to_double() == shown);
        }

        #[test]
        fn short_quotients_are_those_of_all_digits(
            numerator in prop_oneof![-1_000_i128..1_000, any::<i128>(), -10_i128.pow(30)..10_i128.pow(30)],
            denominator in prop_oneof![-12_i128..12, any::<i128>(), Just(ONE)],
        ) {
            let short = quotient_of_integers(numerator, denominator).filter(|units| is_in_range(*units)).map(Decimal);
            if denominator == 0 {
                prop_assert_eq!(short, None);
            } else if let Some(short) = short {
                prop_assert_eq!(Some(short), round_quotient(BigInt::from(numerator), BigInt::from(denominator)));
            }
        }

        #[test]
        fn what_was_typed_is_kept_to_the_digit(units in 0_u64..999_999_999_999_999, places in 0_u32..12) {
            let typed = Decimal::parse(&format!("{units}e-{places}"), SCALE, 0).unwrap().value;
            let stored: f64 = format!("{units}e-{places}").parse().unwrap();
            prop_assert_eq!(Decimal::from_double(stored, SCALE, 0).unwrap().value, typed);
        }
    }
}
