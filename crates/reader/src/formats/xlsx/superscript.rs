//! Footnote marks that are raised within the text of a cell of an xlsx: 120 with a raised 1 is 120, not 1201.
//!
//! Takes a raised run of a text, whose properties say `vertAlign="superscript"` (ECMA-376 part 1, 18.4.13), with what is before
//! and behind it; gives whether it is a mark. Raised units (m², km³), powers (10⁶ đồng) and fractions (½ of two runs) belong to
//! the text.

/// True for a raised run that is a footnote mark where it is: `1`, `(1)`, `1,2`, `(a)`, `**`.
pub(super) fn is_mark(before: &str, run: &str, after: &str) -> bool {
    let mut notes = run.split([',', ';', ' ', '\u{a0}']).filter(|note| !note.is_empty()).peekable();
    let notes_alone = notes.peek().is_some() && notes.all(is_note);
    let is_fraction = after.trim_start().starts_with(['/', '⁄']);
    notes_alone && !is_fraction && !is_power_of_a_unit(before, run) && !is_power_of_ten(before, run, after)
}

fn is_note(note: &str) -> bool {
    let inner = note.trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    let mut signs = inner.chars();
    match (signs.next(), signs.next(), signs.next()) {
        (Some('*'), ..) => inner.chars().all(|sign| sign == '*'),
        (Some(first), None, _) if inner.len() < note.len() => first.is_alphanumeric(),
        (Some(first), second, None) => first.is_ascii_digit() && second.is_none_or(|sign| sign.is_ascii_digit()),
        _ => false,
    }
}

/// True for the 2 of m² and the 3 of km³.
fn is_power_of_a_unit(before: &str, run: &str) -> bool {
    const LENGTHS: [&str; 8] = ["m", "km", "cm", "mm", "dm", "hm", "dam", "µm"];
    let word = before.trim_end();
    let word = word.rsplit(|sign: char| !sign.is_alphabetic()).next().unwrap_or(word).to_lowercase();
    let mut signs = run.trim_start().chars();
    LENGTHS.contains(&word.as_str())
        && matches!(signs.next(), Some('2' | '3'))
        && signs.next().is_none_or(|sign| !sign.is_ascii_digit())
}

/// True for the 6 of "10⁶ đồng" and of "5×10⁶": a ten that is counted or multiplied, where a figure of 10 ends the text.
fn is_power_of_ten(before: &str, run: &str, after: &str) -> bool {
    let Some(factor) = before.trim_end().strip_suffix("10") else { return false };
    let is_ten = !factor.ends_with(|sign: char| sign.is_ascii_digit() || matches!(sign, ',' | '.'));
    let is_multiplied = factor.trim_end().ends_with(['x', '×', '*', '·']);
    let is_counted = after.trim_start().starts_with(|sign: char| sign.is_alphabetic());
    run.trim().chars().all(|sign| sign.is_ascii_digit()) && is_ten && (is_multiplied || is_counted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_distinguished_from_units_and_powers() {
        for (before, run, after) in [
            ("120", "1", ""),
            ("120", "(1)", ""),
            ("1.234", "1,2", ""),
            ("Tỷ lệ", "(a)", " (%)"),
            ("Tỷ lệ ", "**", ""),
            ("Năm", "2", ""),
            ("10", "3", ""),
            ("210", "3", " người"),
            ("Xã Thanh Luông", "1)", ""),
            ("", "1", " Số liệu ước tính"),
        ] {
            assert!(is_mark(before, run, after), "{before} {run} {after}");
        }
        for (before, run, after) in [
            ("Diện tích (m", "2", ")"),
            ("5 km", "2", ""),
            ("KM", "2", ""),
            ("(1.000 m", "3", ")"),
            ("m", "2)", ""),
            ("10", "6", " đồng"),
            ("5×10", "6", ""),
            ("30", "o", "C"),
            ("1", "st", ""),
            ("5 ", "1", "/2"),
            ("12", "2025", ""),
            ("12", " ", ""),
            ("12", "", ""),
            ("x", "-1", ""),
            ("a", "b", ""),
        ] {
            assert!(!is_mark(before, run, after), "{before} {run} {after}");
        }
    }
}
