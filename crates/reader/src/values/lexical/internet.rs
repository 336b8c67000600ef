//! Whether a text is a URI, an e-mail address, a UUID or base64.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// True for a URI with its scheme (RFC 3986): `https://dienbien.gov.vn`, `urn:isbn:123`.
pub fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let is_scheme = scheme.starts_with(|sign: char| sign.is_ascii_alphabetic())
        && scheme.chars().all(|sign| sign.is_ascii_alphanumeric() || "+-.".contains(sign));
    let mut signs = rest.chars();
    let mut is_rest = !rest.is_empty();
    while let Some(sign) = signs.next() {
        is_rest &= match sign {
            '%' => (0..2).all(|_| signs.next().is_some_and(|digit| digit.is_ascii_hexdigit())),
            sign => sign.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=".contains(sign),
        };
    }
    is_scheme && is_rest && rest.matches('#').count() <= 1
}

/// True for an e-mail address: a name, and a host with a point in it.
pub fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else { return false };
    let is_name = !name.is_empty()
        && name.len() <= 64
        && !name.starts_with('.')
        && !name.ends_with('.')
        && !name.contains("..")
        && name.chars().all(|sign| sign.is_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(sign));
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|sign| sign.is_alphanumeric() || sign == '-')
    };
    let last = host.rsplit('.').next().unwrap_or_default();
    let is_host = host.len() <= 253 && host.contains('.') && host.split('.').all(is_label);
    is_name && is_host && last.chars().count() > 1 && !last.chars().all(|sign| sign.is_ascii_digit())
}

/// True for a UUID: 8-4-4-4-12 hexadecimal digits.
pub fn is_uuid(text: &str) -> bool {
    let lengths = [8, 4, 4, 4, 12];
    let groups: Vec<&str> = text.split('-').collect();
    groups.len() == lengths.len()
        && groups
            .iter()
            .zip(lengths)
            .all(|(group, length)| group.len() == length && group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// True for base64 with its padding, on one line or several.
pub fn is_base64(text: &str) -> bool {
    let bare: String = text.chars().filter(|sign| !matches!(sign, '\r' | '\n')).collect();
    STANDARD.decode(bare).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris() {
        for text in ["http://google.com", "urn:isbn:0451450523", "https://dienbien.gov.vn/a%20b?c=d#e", "mailto:a@b.vn"]
        {
            assert!(is_uri(text), "{text}");
        }
        for text in ["://no-scheme.test", "string", "", "1http://a", "http://a b", "http://a%2", "http:", "http://đ"] {
            assert!(!is_uri(text), "{text}");
        }
    }

    #[test]
    fn addresses_and_identifiers() {
        for text in ["name@gmail.com", "ubnd.dienbien@dienbien.gov.vn", "a+b@c-d.vn"] {
            assert!(is_email(text), "{text}");
        }
        for text in ["http://google.com", "string", "@a.vn", "a@b", "a..b@c.vn", "a b@c.vn", "a@-c.vn", "a@1.2.3.4"] {
            assert!(!is_email(text), "{text}");
        }
        assert!(is_uuid("123e4567-e89b-12d3-a456-426614174000"));
        assert!(!is_uuid("123e4567e89b12d3a456426614174000") && !is_uuid("123e4567-e89b-12d3-a456-42661417400g"));
        assert!(is_base64("dGVzdA==") && is_base64("dGVz\r\ndA=="));
        assert!(!is_base64("string") && !is_base64("dGVzdA"));
    }
}
