//! Number formats as a copy of a workbook keeps them.
//!
//! Takes a format code, or the number of one that every program knows; gives the format of the cells in the copy. A number that is shown
//! divided by thousands is read, and copied, as it is shown: its format is kept without what divides it, but where a condition speaks of the
//! number that is stored, which is then copied with it.

use std::sync::Arc;

use crate::formats::number_format::{Moment, NumberFormat, built_in, known_to_all};
use crate::sheet::appearance::{CellFormat, NumberCode};

/// Signs of a format: Excel takes no more.
const LONGEST_CODE: usize = 255;
/// Sections of a format: positive, negative, zero, text.
const MOST_SECTIONS: usize = 4;

/// The format of this number where no code is written for it; nothing where it shows what is stored.
pub(crate) fn known(number: u32) -> Option<CellFormat> {
    let is_moment = built_in(number).is_some_and(|code| Moment::of(code) != Moment::No);
    known_to_all(number).map(|number| CellFormat { code: NumberCode::BuiltIn(number), is_moment })
}

/// The format of a code; nothing where it shows what is stored or is not well formed.
pub(crate) fn written(code: &str) -> Option<CellFormat> {
    if !is_well_formed(code) || code.eq_ignore_ascii_case("general") {
        return None;
    }
    let is_moment = Moment::of(code) != Moment::No;
    let divides = !is_moment && NumberFormat::parse(code).is_some_and(|format| format.divides());
    let undivided = if divides { undivided(code) } else { None };
    let kept = undivided.unwrap_or_else(|| code.to_owned());
    Some(CellFormat { code: NumberCode::Written(Arc::from(kept)), is_moment })
}

/// True for a code that a spreadsheet takes.
fn is_well_formed(code: &str) -> bool {
    let (mut sections, mut in_quotes, mut in_brackets) = (1, false, false);
    let mut signs = code.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if !in_brackets => in_quotes = !in_quotes,
            _ if in_quotes => {}
            '\\' | '_' | '*' if !in_brackets && signs.next().is_none() => return false,
            '\\' | '_' | '*' => {}
            '[' if in_brackets => return false,
            '[' => in_brackets = true,
            ']' if !in_brackets => return false,
            ']' => in_brackets = false,
            ';' if !in_brackets => sections += 1,
            _ => {}
        }
    }
    let is_whole = !in_quotes && !in_brackets && sections <= MOST_SECTIONS;
    is_whole && !code.is_empty() && code.chars().count() <= LONGEST_CODE && !code.chars().any(char::is_control)
}

/// A code without the commas that divide by thousands; nothing where a condition speaks of the number that is stored.
fn undivided(code: &str) -> Option<String> {
    let mut plain = String::with_capacity(code.len());
    let mut signs = code.chars().peekable();
    while let Some(sign) = signs.next() {
        // Only a comma between digits groups them.
        let divides = sign == ',' && !signs.clone().find(|next| *next != ',').is_some_and(|next| "0#?".contains(next));
        if !divides {
            plain.push(sign);
        }
        match sign {
            '"' | '[' => {
                let end = if sign == '"' { '"' } else { ']' };
                if sign == '[' && signs.peek().is_some_and(|sign| "<>=".contains(*sign)) {
                    return None;
                }
                for sign in signs.by_ref() {
                    plain.push(sign);
                    if sign == end {
                        break;
                    }
                }
            }
            '\\' | '_' | '*' => plain.extend(signs.next()),
            _ => {}
        }
    }
    NumberFormat::parse(&plain).is_none_or(|format| !format.divides()).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_that_is_none_is_not_kept() {
        for code in ["", "\"open", "[Red", "0]", "0;0;0;0;0", "0\\", "0\u{7}", "General"] {
            assert_eq!(written(code), None, "{code:?}");
        }
        for code in [
            "0",
            "#,##0.00;[Red]-#,##0.00",
            "[$-42A]d/m/yyyy",
            "_(* #,##0_);_(* \\(#,##0\\)",
            "0\" người\"",
            "0%",
            "0\"00\"",
            "[<1000]0;#,##0",
            "[<1000000]0;0,,",
            "[>1000]#,##0,\"k\";0",
        ] {
            assert_eq!(written(code).unwrap().code, NumberCode::Written(code.into()), "{code:?}");
        }
    }

    #[test]
    fn what_divides_by_thousands_is_left_out() {
        for (code, plain) in [
            ("#,##0,,", "#,##0"),
            ("0.0,,\"tr,\"", "0.0\"tr,\""),
            ("#,##0,.00", "#,##0.00"),
            ("_(* #,##0,_);_(* (#,##0,);_(* \"-\"_)", "_(* #,##0_);_(* (#,##0);_(* \"-\"_)"),
        ] {
            assert_eq!(written(code).unwrap().code, NumberCode::Written(plain.into()), "{code}");
        }
    }

    #[test]
    fn days_and_times_are_recognised() {
        assert!(written("dd/mm/yyyy").unwrap().is_moment && known(22).unwrap().is_moment);
        assert!(!written("#,##0").unwrap().is_moment && !known(10).unwrap().is_moment);
        assert_eq!((known(0), known(30)), (None, None));
    }
}
