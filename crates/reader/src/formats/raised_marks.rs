//! What is in the text of a cell of a workbook and is no part of it: raised footnote marks (120 with a raised 1 is 120, not 1201) and runs that are
//! struck out (3500 struck out before 4000 is 4000).
//!
//! Takes a text with its raised runs (`vertAlign="superscript"` of an xlsx, ECMA-376 part 1, 18.4.13; a raised font of an xls or xlsb; a
//! raised span of an ods) and its struck ones; gives the text without them. Raised units (m², km³), powers (10⁶ đồng) and fractions (½ of two runs)
//! belong to the text.

use std::borrow::Cow;
use std::ops::Range;

/// How a run of a text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum RunLook {
    #[default]
    Plain,
    Raised,
    Struck,
}

impl RunLook {
    pub const fn new(is_raised: bool, is_struck: bool) -> Self {
        match (is_struck, is_raised) {
            (true, _) => Self::Struck,
            (false, true) => Self::Raised,
            (false, false) => Self::Plain,
        }
    }
}

/// Where a run begins and ends in its text, and how it looks.
pub(super) type LookedRun = (usize, usize, RunLook);

/// A text without its marks and what is struck out, by its runs that look otherwise. One of nothing else is itself.
pub(super) fn unmarked<'a>(whole: &'a str, runs: &[LookedRun]) -> Cow<'a, str> {
    if runs.is_empty() {
        return Cow::Borrowed(whole);
    }
    let piece = |start, end| whole.get(start..end).unwrap_or_default();
    let mut unmarked = String::with_capacity(whole.len());
    let mut kept = 0;
    for (start, end, look) in runs {
        let end = (*end).min(whole.len());
        let is_left_out = match look {
            RunLook::Plain => false,
            RunLook::Raised => is_mark(piece(0, *start), piece(*start, end), piece(end, whole.len())),
            RunLook::Struck => true,
        };
        if is_left_out {
            unmarked.push_str(piece(kept, *start));
            kept = end;
        }
    }
    unmarked.push_str(piece(kept, whole.len()));
    if unmarked.trim().is_empty() { Cow::Borrowed(whole) } else { Cow::Owned(unmarked) }
}

/// How the fonts of a binary workbook make runs look.
#[derive(Debug, Default)]
pub(super) struct RunFonts(pub Vec<RunLook>);

/// Where a run of a text begins, in units of its letters, and the number of its font ([MS-XLS] 2.5.129, [MS-XLSB] 2.5.149).
pub(super) type FontRun = (u16, u16);

impl RunFonts {
    /// The text of so many letters without its marks and what is struck out; `part` gives the text of some of them.
    pub fn unmarked(&self, letters: usize, runs: &[FontRun], part: impl Fn(Range<usize>) -> String) -> String {
        let look = |font: u16| self.0.get(usize::from(font)).copied().unwrap_or_default();
        if runs.iter().all(|(_, font)| look(*font) == RunLook::Plain) {
            return part(0..letters);
        }
        let starts = runs.iter().map(|(start, _)| usize::from(*start).min(letters));
        let ends = starts.clone().skip(1).chain([letters]);
        let mut whole = part(0..runs.first().map_or(0, |(start, _)| usize::from(*start)).min(letters));
        let mut looked = Vec::new();
        for ((_, font), (start, end)) in runs.iter().zip(starts.zip(ends)) {
            let before = whole.len();
            whole.push_str(&part(start..end.max(start)));
            if look(*font) != RunLook::Plain {
                looked.push((before, whole.len(), look(*font)));
            }
        }
        unmarked(&whole, &looked).into_owned()
    }
}

/// True for a raised run that is a footnote mark where it is: `1`, `(1)`, `1,2`, `(a)`, `**`.
fn is_mark(before: &str, run: &str, after: &str) -> bool {
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
    fn runs_of_fonts_that_are_raised_are_left_out_where_they_are_marks() {
        let fonts = RunFonts(vec![RunLook::Plain, RunLook::Raised, RunLook::Struck]);
        let of = |text: &str, runs: &[FontRun]| {
            let letters: Vec<char> = text.chars().collect();
            fonts.unmarked(letters.len(), runs, |range| letters[range].iter().collect())
        };
        assert_eq!(of("123", &[(2, 1)]), "12");
        assert_eq!(of("35004000", &[(0, 2), (4, 0)]), "4000");
        assert_eq!(of("Xã Sơn Hà", &[(6, 2)]), "Xã Sơn");
        assert_eq!(of("3500", &[(0, 2)]), "3500", "all of it");
        assert_eq!(of("Xã Sơn1 (mới)", &[(0, 0), (6, 1), (7, 0)]), "Xã Sơn (mới)");
        assert_eq!(of("5 km2", &[(4, 1)]), "5 km2");
        assert_eq!(of("123", &[(2, 0)]), "123");
        // Runs that are out of order, beyond the text, or of no font.
        for runs in [&[(2, 1), (1, 0)][..], &[(9, 1)], &[(0, 9)]] {
            assert!(of("123", runs).starts_with("12"), "{runs:?}");
        }
    }

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
