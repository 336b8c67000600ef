//! Months of a year: `2014-01`.

use crate::values::json::Json;

/// The canonical text of a month: four digits, a hyphen, two digits. A list of JSON, `[2014, 1]`, is one too.
pub fn canonical(text: &str) -> Option<String> {
    if text.starts_with('[') {
        let list = Json::read(text)?;
        return match list.items()? {
            [year, month] => of(year.number()?, month.number()?),
            _ => None,
        };
    }
    let (year, month) = text.split_once('-')?;
    of(year.trim(), month.trim())
}

fn of(year: &str, month: &str) -> Option<String> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let month: u8 = month.parse().ok().filter(|_| digits(month) && month.len() <= 2)?;
    (year.len() == 4 && digits(year) && (1..=12).contains(&month)).then(|| format!("{year}-{month:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_in_their_one_form() {
        for (text, found) in [
            ("2000-10", Some("2000-10")),
            ("2000-1", Some("2000-01")),
            ("[2000, 10]", Some("2000-10")),
            ("[2000,10,20]", None),
            ("2000-13", None),
            ("2000-0", None),
            ("2000-10-20", None),
            ("00-10", None),
            ("13", None),
        ] {
            assert_eq!(canonical(text).as_deref(), found, "{text}");
        }
    }
}
