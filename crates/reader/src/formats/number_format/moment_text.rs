//! A day as a format code shows it, where the code has digits of its own.
//!
//! Takes the first section of a code, which shows a moment, and a day with its time; gives the text. It is compared with the day: names of
//! days and halves of the day are left out.

use chrono::{Datelike, NaiveDateTime, Timelike};

use crate::formats::shown_day::in_numbers;

/// One sign of a code, or a run of one letter that stands for a part of the moment.
enum MomentPiece {
    Literal(char),
    Part(char, usize),
}

fn pieces(code: &str) -> Vec<MomentPiece> {
    let mut pieces = Vec::new();
    let mut signs = code.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign.to_ascii_lowercase() {
            '\\' => pieces.extend(signs.next().map(MomentPiece::Literal)),
            '*' => drop(signs.next()),
            '_' => {
                signs.next();
                pieces.push(MomentPiece::Literal(' '));
            }
            '"' => pieces.extend(signs.by_ref().take_while(|sign| *sign != '"').map(MomentPiece::Literal)),
            '[' => {
                let inner: String = signs.by_ref().take_while(|sign| *sign != ']').collect();
                let first = inner.chars().next().map(|sign| sign.to_ascii_lowercase());
                if let Some(part @ ('h' | 'm' | 's')) = first {
                    pieces.push(MomentPiece::Part(part, inner.len()));
                }
            }
            ';' => break,
            part @ ('d' | 'm' | 'y' | 'h' | 's' | 'e' | 'g' | 'b') => {
                let mut length = 1;
                while signs.next_if(|sign| sign.to_ascii_lowercase() == part).is_some() {
                    length += 1;
                }
                pieces.push(MomentPiece::Part(part, length));
            }
            // AM/PM.
            'a' => while signs.next_if(|sign| "mMpP/".contains(*sign)).is_some() {},
            // Thousandths of a second.
            '.' if signs.peek() == Some(&'0') => while signs.next_if(|sign| *sign == '0').is_some() {},
            _ => pieces.push(MomentPiece::Literal(sign)),
        }
    }
    pieces
}

/// True where a code that shows a moment has a digit or the name of a month of its own.
pub(super) fn has_own_numbers(code: &str) -> bool {
    let mut literals = String::new();
    for piece in pieces(code) {
        match piece {
            MomentPiece::Literal(sign) => literals.push(sign),
            MomentPiece::Part(..) => literals.push('|'),
        }
    }
    let has_digits = |text: &str| text.contains(|sign: char| sign.is_ascii_digit());
    has_digits(&literals) || literals.contains(char::is_alphabetic) && has_digits(&in_numbers(&literals))
}

/// True where a code that shows a time has digits of its own beside a colon or the numbers of the time: `hh:"30"`.
pub(super) fn has_own_time(code: &str) -> bool {
    let mut near = String::new();
    for piece in pieces(code) {
        match piece {
            MomentPiece::Literal(sign) => near.push(if sign.is_ascii_digit() { '0' } else { sign }),
            MomentPiece::Part(..) => near.push('h'),
        }
    }
    ["h0", "0h", "h:0", "0:h"].iter().any(|own| near.contains(own))
}

/// What is shown of a moment.
pub(super) fn text(code: &str, at: NaiveDateTime) -> String {
    let pieces = pieces(code);
    let is_of_time = |index: usize| {
        let is =
            |piece: Option<&&MomentPiece>, part: char| matches!(piece, Some(MomentPiece::Part(own, _)) if *own == part);
        let mut before =
            pieces.get(..index).unwrap_or_default().iter().rev().filter(|piece| matches!(piece, MomentPiece::Part(..)));
        let mut behind = pieces.get(index.saturating_add(1)..).unwrap_or_default().iter();
        let behind = behind.by_ref().find(|piece| matches!(piece, MomentPiece::Part(..)));
        is(before.next().as_ref(), 'h') || is(behind.as_ref(), 's')
    };
    let mut text = String::new();
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            MomentPiece::Literal(sign) => text.push(*sign),
            MomentPiece::Part('d', 1) => text.push_str(&at.day().to_string()),
            MomentPiece::Part('d', 2) => text.push_str(&format!("{:02}", at.day())),
            MomentPiece::Part('m', _) if is_of_time(index) => text.push_str(&format!("{:02}", at.minute())),
            MomentPiece::Part('m', 1) => text.push_str(&at.month().to_string()),
            MomentPiece::Part('m', 2) => text.push_str(&format!("{:02}", at.month())),
            MomentPiece::Part('m', 3 | 4) => text.push_str(&at.format("%B").to_string()),
            MomentPiece::Part('y', 1 | 2) => text.push_str(&format!("{:02}", at.year().rem_euclid(100))),
            MomentPiece::Part('y' | 'e', _) => text.push_str(&at.year().to_string()),
            MomentPiece::Part('h', _) => text.push_str(&format!("{:02}", at.hour())),
            MomentPiece::Part('s', _) => text.push_str(&format!("{:02}", at.second())),
            MomentPiece::Part(..) => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_its_code_shows_it() {
        let at = chrono::NaiveDate::from_ymd_opt(2025, 7, 3).and_then(|day| day.and_hms_opt(8, 5, 0)).unwrap();
        for (code, shown, has_own) in [
            ("dd/mm/yyyy", "03/07/2025", false),
            ("dd/mm/\"2024\"", "03/07/2024", true),
            ("dd/mm/2\\024", "03/07/2024", true),
            ("\"01/\"mm/yyyy;@", "01/07/2025", true),
            ("[$-42A]d\" tháng tám \"yyyy", "3 tháng tám 2025", true),
            ("\"ngày \"d\" tháng \"m\" năm \"yyyy", "ngày 3 tháng 7 năm 2025", false),
            ("dd/mm/yyyy hh:mm", "03/07/2025 08:05", false),
            ("dd/mm/yyyy h:mm:ss.000 AM/PM", "03/07/2025 08:05:00 ", false),
            ("dd/mm/\"20\"yy", "03/07/2025", true),
            ("mmm-yy", "July-25", false),
        ] {
            assert_eq!((text(code, at).as_str(), has_own_numbers(code)), (shown, has_own), "{code}");
        }
        assert!(has_own_time("hh:\"30\"") && has_own_time("[h]\"30\"") && !has_own_time("\"Ca 1: \"hh:mm"));
    }
}
