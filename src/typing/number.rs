//! Text numbers in local writing: `1.234,56`, `1 234,56`, `(1,11)`, `−5`, `45%`.
//!
//! Takes a cell's text and the signs of its column; gives plain digits for [`super::decimal::Decimal::parse`].

/// The sign between groups of three digits and the decimal sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs {
    pub group: char,
    pub decimal: char,
}

impl Signs {
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
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    if fraction.is_some_and(|fraction| fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let is_space = |sign: char| matches!(sign, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
    let by_space = whole.contains(is_space);
    let groups: Vec<&str> =
        whole.split(|sign: char| if by_space { is_space(sign) } else { sign == signs.group }).collect();
    let all_digits = groups.iter().all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    let well_grouped = groups.len() == 1 || groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
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

/// What the text numbers of a table show of the way in which it writes numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Writing {
    as_declared: bool,
    otherwise: bool,
}

impl Writing {
    /// Takes in the texts of a column: those that are a number in one of the two ways only.
    pub fn see<'a>(&mut self, texts: impl Iterator<Item = &'a str>, declared: Signs, digits: u32) {
        let other = declared.exchanged();
        for text in texts.filter(|text| text.contains(['.', ','])) {
            match (kept(text, declared, digits).is_some(), kept(text, other, digits).is_some()) {
                (true, false) => self.as_declared = true,
                (false, true) => self.otherwise = true,
                _ => {}
            }
        }
    }

    /// True where something is written as declared, and nothing otherwise.
    pub const fn is_as_declared(self) -> bool {
        self.as_declared && !self.otherwise
    }

    /// True where something is written the other way, and nothing as declared.
    pub const fn is_otherwise(self) -> bool {
        self.otherwise && !self.as_declared
    }
}

/// A number with the unit that stands behind it in its cell: "12 tỷ", "1.200 triệu đồng", "4,5‰".
pub fn with_unit(text: &str, signs: Signs) -> Option<(PlainNumber, &str)> {
    let text = text.trim();
    let letters = text.find(|sign: char| sign.is_alphabetic() || sign == '‰')?;
    let (number, unit) = text.split_at_checked(letters)?;
    Some((plain(number, signs).filter(|number| !number.percent)?, unit))
}

/// A number in the writing of programs: `1,2E+6`. Before the exponent stands one digit, so that nothing is grouped and either
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
    let fraction = number.digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let is_group = fraction == 3 && digits == 0 && plain(text, signs.exchanged()).is_some();
    (!is_group).then_some(number)
}

/// The signs in which a column that keeps so many decimals writes its text numbers: the declared ones, unless some text is a
/// number only the other way and every text is one the other way.
pub fn column_signs<'a>(texts: impl Iterator<Item = &'a str> + Clone, declared: Signs, digits: u32) -> Signs {
    let other = declared.exchanged();
    let reads = |text: &str, signs: Signs| kept(text, signs, digits).is_some();
    let only_other = texts.clone().any(|text| !reads(text, declared) && reads(text, other));
    // What is a number in neither writing ("nhiều") says nothing about the column.
    let contradicts = texts.clone().any(|text| reads(text, declared) && !reads(text, other));
    if only_other && !contradicts { other } else { declared }
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
        assert_eq!(digits("1\u{a0}234").as_deref(), Some("1234"));
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
        ] {
            assert_eq!(digits(text), None, "{text}");
        }
    }

    #[test]
    fn a_column_decides_as_a_whole() {
        let signs = |texts: &[&str]| column_signs(texts.iter().copied(), VI, 6);
        assert_eq!(signs(&["1,234.5", "2,000"]), VI.exchanged());
        assert_eq!(signs(&["1.234", "2.000"]), VI);
        assert_eq!(signs(&["1.234,5", "1,234.5"]), VI);
        assert_eq!(signs(&["1.5", "2"]), VI.exchanged());
        let whole = |texts: &[&str]| column_signs(texts.iter().copied(), VI, 0);
        assert_eq!(whole(&["1,000", "2,000", "60"]), VI.exchanged());
        assert_eq!(whole(&["1,000", "2.000"]), VI);
        assert_eq!(whole(&["12,0", "5"]), VI);
        assert_eq!(kept("1,000", VI, 0), None);
        assert_eq!(kept("1,000", VI, 6).map(|number| number.digits).as_deref(), Some("1.000"));
    }
}
