//! Text numbers in local writing: `1.234,56`, `1 234,56`, `(1,11)`, `−5`, `45%`.
//!
//! Takes a cell's text and the signs of its column; gives plain digits for [`crate::values::decimal::Decimal::parse`].

use serde::{Deserialize, Serialize};

use crate::project::written::field::NO_GROUPS;
use crate::project::written::form::Field;
use crate::values::currency::is_currency_sign;
use crate::values::language::Language;

/// The sign between groups of three digits and the decimal sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signs {
    pub group: char,
    pub decimal: char,
}

impl Signs {
    /// The signs that a field declares; those of the language where it declares none. Where the sign of its groups is the decimal
    /// sign of the language, its decimal sign is that of the language's groups. A decimal sign that is the language's sign of groups
    /// groups nothing: what it is in has decimals. Nor does anything where the field says that nothing groups.
    pub fn declared(field: &Field, language: Language) -> Self {
        let (group, decimal) = language.number_signs();
        match (field.group_char, field.decimal_char) {
            (Some(NO_GROUPS), own) => Self { group: own.unwrap_or(decimal), decimal: own.unwrap_or(decimal) },
            (Some(group), Some(decimal)) => Self { group, decimal },
            (Some(own), None) => Self { group: own, decimal: if own == decimal { group } else { decimal } },
            (None, Some(own)) => Self { group, decimal: own },
            (None, None) => Self { group, decimal },
        }
    }

    /// The other way of writing: the two signs exchanged.
    pub const fn exchanged(self) -> Self {
        Self { group: self.decimal, decimal: self.group }
    }
}

/// A text number as plain digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlainNumber {
    /// An optional `-`, digits, at most one `.`, perhaps an exponent.
    pub digits: String,
    /// True where a percent sign followed.
    pub percent: bool,
}

/// Reads a text as a number in these signs; `None` where it is none. Groups must be of three digits: `1.23` is no number
/// where `.` groups. A space groups in every writing.
pub fn plain(text: &str, signs: Signs) -> Option<PlainNumber> {
    let text = text.trim();
    let (text, percent) = match text.strip_suffix('%') {
        Some(rest) => (rest.trim_end(), true),
        None => (text, false),
    };
    let (text, negative) = match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (inner.trim(), true),
        None => match text.strip_prefix(['-', '−', '–']) {
            Some(rest) => (rest.trim_start(), true),
            None => (text.strip_prefix('+').unwrap_or(text), false),
        },
    };
    if let Some(digits) = scientific(text) {
        let sign = if negative { "-" } else { "" };
        return Some(PlainNumber { digits: format!("{sign}{digits}"), percent });
    }
    let (whole, fraction) = match text.split_once(signs.decimal) {
        // SPSS leaves out the zero: ".5".
        Some(("", fraction)) => ("0", Some(fraction)),
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    if fraction.is_some_and(|fraction| fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    // Blanks of any width, and none that end a line or a cell: the figure space is as wide as a digit.
    let is_space =
        |sign: char| matches!(sign, ' ' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}');
    let by_space = whole.contains(is_space);
    let groups: Vec<&str> =
        whole.split(|sign: char| if by_space { is_space(sign) } else { sign == signs.group }).collect();
    let all_digits = groups.iter().all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    // No number of several groups begins with a zero: 0.750 is none of thousands.
    let first_group = |group: &str| group.len() <= 3 && !group.starts_with('0');
    let well_grouped = match groups.as_slice() {
        [_] => true,
        [first, rest @ ..] => first_group(first) && rest.iter().all(|group| group.len() == 3),
        [] => false,
    };
    if !all_digits || !well_grouped {
        return None;
    }
    let mut digits = String::with_capacity(text.len() + 1);
    if negative {
        digits.push('-');
    }
    digits.extend(groups);
    if let Some(fraction) = fraction {
        digits.push('.');
        digits.push_str(fraction);
    }
    Some(PlainNumber { digits, percent })
}

/// A number with the unit that is behind it in its cell: "12 tỷ", "1.200 triệu đồng", "4,5‰".
pub fn with_unit(text: &str, signs: Signs) -> Option<(PlainNumber, &str)> {
    let text = text.trim();
    let letters = text.find(|sign: char| sign.is_alphabetic() || sign == '‰' || is_currency_sign(sign))?;
    let (number, unit) = text.split_at_checked(letters)?;
    Some((plain(number, signs).filter(|number| !number.percent)?, unit))
}

/// The part of a text from its first digit, with a minus before it, to its last: what is left without the signs around a number.
pub fn bare(text: &str) -> Option<&str> {
    let first = text.find(|sign: char| sign == '-' || sign.is_ascii_digit())?;
    let last = text.rfind(|sign: char| sign.is_ascii_digit())?;
    text.get(first..=last)
}

/// A number in the writing of programs: `1,2E+6`. Before the exponent is one digit, so that nothing is grouped and either
/// sign is the decimal one.
fn scientific(text: &str) -> Option<String> {
    let (mantissa, exponent) = text.split_once(['e', 'E'])?;
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let power = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    (whole.len() == 1 && digits(whole) && digits(fraction) && digits(power) && power.len() <= 3)
        .then(|| format!("{whole}.{fraction}e{exponent}"))
}

/// Reads a text as a number that keeps so many digits after its decimal sign. Three digits behind it, where none is kept and
/// the other writing has a group there, are a group: 1,000 is no 1 in a column of whole numbers.
pub fn kept(text: &str, signs: Signs, digits: u32) -> Option<PlainNumber> {
    let number = plain(text, signs)?;
    let fraction = number.digits.split_once('.').map_or("", |(_, fraction)| fraction);
    let fraction = fraction.bytes().take_while(u8::is_ascii_digit).count();
    let scientific = number.digits.contains('e');
    let may_group = fraction == 3 && digits == 0 && !scientific && signs.group != signs.decimal;
    let is_group = may_group && plain(text, signs.exchanged()).is_some();
    (!is_group).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VI: Signs = Signs { group: '.', decimal: ',' };

    fn digits(text: &str) -> Option<String> {
        plain(text, VI).map(|number| number.digits)
    }

    #[test]
    fn vietnamese_writing_is_read_exactly() {
        assert_eq!(digits("1.234,56").as_deref(), Some("1234.56"));
        assert_eq!(digits("1 234,56").as_deref(), Some("1234.56"));
        for blank in ['\u{a0}', '\u{2007}', '\u{2009}', '\u{200a}', '\u{202f}', '\u{205f}', '\u{3000}'] {
            assert_eq!(digits(&format!("1{blank}234")).as_deref(), Some("1234"), "{blank:?}");
        }
        assert_eq!(digits("(1,11)").as_deref(), Some("-1.11"));
        assert_eq!(digits("−5").as_deref(), Some("-5"));
        assert_eq!(digits("0,45").as_deref(), Some("0.45"));
        assert_eq!(digits("1,2E+6").as_deref(), Some("1.2e+6"));
        assert_eq!(digits("-1.25e-3").as_deref(), Some("-1.25e-3"));
        assert_eq!(with_unit("1.200 tỷ", VI).map(|(number, unit)| (number.digits, unit)), Some(("1200".into(), "tỷ")));
        assert_eq!(with_unit("12 tỷ 5", VI).map(|(_, unit)| unit), Some("tỷ 5"));
        assert_eq!(plain("45%", VI), Some(PlainNumber { digits: "45".into(), percent: true }));
    }

    #[test]
    fn signs_of_a_field_leave_none_of_the_language_in_doubt() {
        let of = |group_char: Option<char>, decimal_char: Option<char>, language: Language| {
            let kind = crate::project::written::form::FieldType::Number;
            let field = Field { group_char, decimal_char, ..Field::new(String::new(), kind) };
            let signs = Signs::declared(&field, language);
            ["1,234", "1.234", "1,5", "1.5"]
                .map(|text| plain(text, signs).map_or("none".to_owned(), |number| number.digits))
        };
        assert_eq!(of(None, None, Language::Vi), ["1.234", "1234", "1.5", "none"]);
        assert_eq!(of(Some(','), None, Language::Vi), ["1234", "1.234", "none", "1.5"]);
        assert_eq!(of(None, Some('.'), Language::Vi), ["none", "1.234", "none", "1.5"]);
        assert_eq!(of(None, Some(','), Language::En), ["1.234", "none", "1.5", "none"]);
        assert_eq!(of(Some(NO_GROUPS), None, Language::Vi), ["1.234", "none", "1.5", "none"]);
        assert_eq!(of(Some(NO_GROUPS), Some('.'), Language::Vi), ["none", "1.234", "none", "1.5"]);
        let only_decimal = Signs { group: '.', decimal: '.' };
        assert_eq!(kept("596658.000", only_decimal, 0).map(|number| number.digits).as_deref(), Some("596658.000"));
        assert!(kept("1.000", VI.exchanged(), 0).is_none());
    }

    #[test]
    fn a_point_that_does_not_group_is_no_number() {
        for text in [
            "1.23",
            "1.2345",
            ".5",
            "1..234",
            "1.234.56",
            "12,",
            "nhiều",
            "",
            "-",
            "1.234 567",
            "12E+6",
            "1E",
            "E5",
            "1.2E+6000",
            "0.750",
            "012.345",
        ] {
            assert_eq!(digits(text), None, "{text}");
        }
    }

    #[test]
    fn a_fraction_that_no_whole_number_has_is_none_of_them() {
        assert_eq!(kept("1,000", VI, 0), None);
        assert_eq!(kept("1,000", VI, 6).map(|number| number.digits).as_deref(), Some("1.000"));
        assert_eq!(kept("1E3", VI, 0).map(|number| number.digits).as_deref(), Some("1.0e3"));
    }
}
