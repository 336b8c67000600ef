//! What is in the text of a cell of a workbook and is no part of it: raised and lowered footnote marks (120 with a raised 1 is 120, not 1201) and
//! runs that are struck out (3500 struck out before 4000 is 4000).
//!
//! Takes a text with its raised and lowered runs (`vertAlign` of an xlsx, ECMA-376 part 1, 18.4.13; the fonts of an xls or xlsb; the spans of an
//! ods) and its struck ones; gives the text without them. Raised units (m², km³), powers (10⁶ đồng), fractions (½ of two runs) and lowered
//! digits behind letters (CO₂) belong to the text. Digits of such a run that belong to it are none of a number before them.

use std::borrow::Cow;
use std::ops::Range;

use crate::formats::symbol_fonts::SymbolFont;

/// How a run of a text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum RunLook {
    #[default]
    Plain,
    Raised,
    Lowered,
    Struck,
    /// In a font of signs.
    Symbols(SymbolFont),
}

impl RunLook {
    /// By what a font of a binary workbook says of its place ([MS-XLS] 2.4.122).
    pub const fn of_font(place: Option<u16>, is_struck: bool) -> Self {
        match place {
            Some(1) => Self::Raised.or_struck(is_struck),
            Some(2) => Self::Lowered.or_struck(is_struck),
            _ => Self::Plain.or_struck(is_struck),
        }
    }

    /// In a font of signs, unless it looks otherwise already.
    #[must_use]
    pub fn or_symbols(self, symbols: Option<SymbolFont>) -> Self {
        symbols.filter(|_| self == Self::Plain).map_or(self, Self::Symbols)
    }

    /// By its place, unless it is struck out.
    pub const fn or_struck(self, is_struck: bool) -> Self {
        if is_struck { Self::Struck } else { self }
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
        let replaced = match look {
            RunLook::Plain => None,
            RunLook::Struck => Some(String::new()),
            RunLook::Symbols(font) => font.shown(piece(*start, end)),
            look => small(*look, piece(0, *start), piece(*start, end), piece(end, whole.len())),
        };
        if let Some(replaced) = replaced {
            unmarked.push_str(piece(kept, *start));
            unmarked.push_str(&replaced);
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

/// What a raised or lowered run is read as: nothing where it is a mark, in small digits where it would be digits of the number before it; `None` where
/// it is read as it is.
fn small(look: RunLook, before: &str, run: &str, after: &str) -> Option<String> {
    let is_part = |sign: char| sign.is_ascii_digit() || matches!(sign, ',' | '.' | ' ' | '\u{a0}' | '-');
    let begins = run.starts_with(|sign: char| sign.is_ascii_digit());
    // 12,₅ may be 12,5.
    let is_decimals = begins && before.ends_with([',', '.']) && before.chars().all(is_part);
    let is_behind_letter = before.ends_with(|sign: char| sign.is_alphabetic() || sign == ')');
    // CO₂, Ca(OH)₂.
    let is_of_formula = look == RunLook::Lowered && is_behind_letter && run.starts_with(char::is_alphanumeric);
    if is_mark(before, run, after) && !is_decimals && !is_of_formula {
        return Some(String::new());
    }
    let is_fraction = after.trim_start().starts_with(['/', '⁄']);
    let is_other = is_fraction || is_power_of_ten(before, run, after);
    let is_digits = begins && before.ends_with(|sign: char| sign.is_ascii_digit()) && !is_other;
    (is_digits || is_decimals).then(|| run.chars().map(|sign| small_digit(look, sign)).collect())
}

/// The sign of Unicode for a raised or lowered digit; others are as they are.
fn small_digit(look: RunLook, sign: char) -> char {
    let small = if look == RunLook::Lowered { "₀₁₂₃₄₅₆₇₈₉" } else { "⁰¹²³⁴⁵⁶⁷⁸⁹" };
    let digit = sign.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
    digit.and_then(|digit| small.chars().nth(digit)).unwrap_or(sign)
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
    fn lowered_marks_are_left_out_and_digits_of_formulas_stay() {
        let of = |before: &str, run: &str, after: &str, look| {
            let whole = format!("{before}{run}{after}");
            unmarked(&whole, &[(before.len(), before.len() + run.len(), look)]).into_owned()
        };
        for (before, run, after, read) in [
            ("2480,25", "2", "", "2480,25"),
            ("120", "(1)", "", "120"),
            ("Xã Sơn", "(1)", "", "Xã Sơn"),
            ("Xã Sơn", "*", "", "Xã Sơn"),
            ("CO", "2", " (tấn)", "CO2 (tấn)"),
            ("Ca(OH)", "2", "", "Ca(OH)2"),
            ("PM", "10", "", "PM10"),
            ("12", "2025", "", "12₂₀₂₅"),
            ("12,", "5", "", "12,₅"),
            ("Năm 2024.", "1", "", "Năm 2024."),
        ] {
            assert_eq!(of(before, run, after, RunLook::Lowered), read, "{before} {run}");
        }
        for (before, run, after, read) in [
            ("12", "2025", "", "12²⁰²⁵"),
            ("5×10", "6", "", "5×106"),
            ("5 km", "2", "", "5 km2"),
            ("5", "1", "/2", "51/2"),
        ] {
            assert_eq!(of(before, run, after, RunLook::Raised), read, "{before} {run}");
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
