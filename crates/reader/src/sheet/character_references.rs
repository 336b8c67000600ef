//! Letters that a program wrote by their numbers: `&#7883;` and `&ocirc;` of HTML, `\u1ecb` of JSON.

/// Names of HTML for letters of Vietnamese and for signs, with what they are (HTML 4.01, section 24).
const NAMED: [(&str, char); 37] = [
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("acirc", 'â'),
    ("atilde", 'ã'),
    ("egrave", 'è'),
    ("eacute", 'é'),
    ("ecirc", 'ê'),
    ("igrave", 'ì'),
    ("iacute", 'í'),
    ("ograve", 'ò'),
    ("oacute", 'ó'),
    ("ocirc", 'ô'),
    ("otilde", 'õ'),
    ("ugrave", 'ù'),
    ("uacute", 'ú'),
    ("yacute", 'ý'),
    ("Agrave", 'À'),
    ("Aacute", 'Á'),
    ("Acirc", 'Â'),
    ("Atilde", 'Ã'),
    ("Egrave", 'È'),
    ("Eacute", 'É'),
    ("Ecirc", 'Ê'),
    ("Igrave", 'Ì'),
    ("Iacute", 'Í'),
    ("Ograve", 'Ò'),
    ("Oacute", 'Ó'),
    ("Ocirc", 'Ô'),
    ("Otilde", 'Õ'),
    ("Ugrave", 'Ù'),
    ("Uacute", 'Ú'),
    ("Yacute", 'Ý'),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("nbsp", ' '),
];

/// The text with its letters; `None` where it holds none by number or name.
pub fn decoded(text: &str) -> Option<String> {
    if !text.contains(['&', '\\']) {
        return None;
    }
    let (mut decoded, mut rest, mut has_any) = (String::with_capacity(text.len()), text, false);
    while let Some(place) = rest.find(['&', '\\']) {
        let (before, behind) = rest.split_at(place);
        decoded.push_str(before);
        let found = if behind.starts_with('&') { of_html(behind) } else { of_json(behind) };
        let (sign, length) = match found {
            Some(found) => {
                has_any = true;
                found
            }
            None => (if behind.starts_with('&') { '&' } else { '\\' }, 1),
        };
        decoded.push(sign);
        rest = behind.get(length..).unwrap_or_default();
    }
    decoded.push_str(rest);
    has_any.then_some(decoded)
}

/// The sign at the beginning of a text, `&#7883;`, and the bytes that it fills.
fn of_html(text: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 9;
    let end = text.bytes().take(LONGEST + 1).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    let sign = match number {
        Some(number) => char::from_u32(number).filter(|sign| !sign.is_control())?,
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((sign, end + 1))
}

/// The same of `\u1ecb`, where it is a letter beyond ASCII: a path of folders may hold `\u` too.
fn of_json(text: &str) -> Option<(char, usize)> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let sign = is_hex.then(|| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32))??;
    (sign.is_alphabetic() && !sign.is_ascii()).then_some((sign, 6))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_by_number_and_name_are_letters() {
        for (written, read) in [
            ("D&#7883;ch v&#x1ee5; c&ocirc;ng", Some("Dịch vụ công")),
            ("A &amp; B", Some("A & B")),
            ("D\\u1ecbch v\\u1ee5", Some("Dịch vụ")),
            ("A & B; C", None),
            ("&;", None),
            ("&#0;", None),
            ("C:\\users\\u0041", None),
            ("Dịch vụ", None),
        ] {
            assert_eq!(decoded(written).as_deref(), read, "{written}");
        }
    }
}
