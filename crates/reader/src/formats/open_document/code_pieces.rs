//! The pieces of a number format of an OpenDocument spreadsheet, joined into a code of Excel.

use crate::formats::open_document::number_codes::DataKind;

/// What one element of a style shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CodePiece {
    Literal(String),
    /// A sign that fills the rest of the cell.
    Fill(char),
    /// Digits of a number, as a code has them.
    Digits(String),
    /// A part of a day or time that means the same wherever it is.
    Part(&'static str),
    Month(&'static str),
    Hours(&'static str),
    Minutes(&'static str),
    /// Seconds, and how many of their decimals.
    Seconds(&'static str, usize),
}

/// The digits of a number: at least so many whole ones, decimals at most and at least, what shows decimals that are zero, whether thousands are
/// grouped, and what divides it.
pub(super) fn number(
    whole: Option<usize>,
    decimals: Option<(usize, usize)>,
    replaced: Option<&str>,
    grouped: bool,
    factor: Option<&str>,
) -> Option<CodePiece> {
    let Some((most, least)) = decimals else {
        // As many digits as there are.
        let is_general = !grouped && factor.is_none() && replaced.is_none() && whole.is_none_or(|whole| whole < 2);
        return is_general.then(|| CodePiece::Digits("General".to_owned()));
    };
    let optional = match replaced {
        None | Some("") => "#",
        Some(" ") => "?",
        Some(_) => return None,
    };
    let least = if replaced.is_some() { 0 } else { least.min(most) };
    let whole = whole.unwrap_or(0);
    let places = if grouped { whole.max(4) } else { whole.max(1) };
    let mut code = String::new();
    for place in (0..places).rev() {
        code.push(if place < whole { '0' } else { '#' });
        if grouped && place > 0 && place % 3 == 0 {
            code.push(',');
        }
    }
    if most > 0 {
        code.push('.');
        code.push_str(&"0".repeat(least));
        code.push_str(&optional.repeat(most - least));
    }
    match factor.map(|factor| factor.trim().parse::<f64>()) {
        None => {}
        Some(Ok(1.0)) => {}
        Some(Ok(factor)) => {
            let power = (1..=9).find(|power| (1000f64.powi(*power) - factor).abs() < 0.5)?;
            code.push_str(&",".repeat(usize::try_from(power).ok()?));
        }
        Some(Err(_)) => return None,
    }
    Some(CodePiece::Digits(code))
}

/// A number with a power of ten: whole digits, decimals, digits of the exponent.
pub(super) fn scientific(
    (whole, decimals, exponent): (Option<usize>, Option<usize>, Option<usize>),
) -> Option<CodePiece> {
    let (whole, decimals, exponent) = (whole.unwrap_or(1), decimals?, exponent.unwrap_or(2));
    let point = if decimals > 0 { "." } else { "" };
    let (whole, decimals, exponent) = ("0".repeat(whole), "0".repeat(decimals), "0".repeat(exponent));
    Some(CodePiece::Digits(format!("{whole}{point}{decimals}E+{exponent}")))
}

/// The digits of a number with a text among them, so many digits before their end; nothing where digits before it need not be shown, or where other
/// signs are among them.
pub(super) fn embedded(piece: &CodePiece, kind: DataKind, behind: usize, text: &str) -> Option<CodePiece> {
    let CodePiece::Digits(code) = piece else { return None };
    let (mut left, mut in_quotes) = (behind, false);
    let mut signs = code.char_indices().rev();
    let place = loop {
        if left == 0 {
            break signs.next().map(|(place, sign)| place + sign.len_utf8())?;
        }
        match signs.next()?.1 {
            '"' => in_quotes = !in_quotes,
            '0' if !in_quotes => left = left.checked_sub(1)?,
            ',' | '.' | '#' | '?' if !in_quotes => return None,
            _ => {}
        }
    };
    let (before, after) = code.split_at_checked(place)?;
    let mut whole = before.to_owned();
    quote(text, kind, &mut whole);
    whole.push_str(after);
    Some(CodePiece::Digits(whole))
}

/// True for what is shown in the words of a language.
pub(super) fn textual(piece: &CodePiece) -> bool {
    matches!(piece, CodePiece::Part("mmm" | "mmmm" | "ddd" | "dddd"))
}

/// The code of these pieces; nothing where it would show something else.
pub(super) fn joined(kind: DataKind, pieces: &[CodePiece], overflows: bool) -> Option<String> {
    let mut code = String::new();
    // Times of which the first goes on past its bound.
    let mut overflows = overflows;
    let mut has_percent = false;
    for (place, piece) in pieces.iter().enumerate() {
        match piece {
            CodePiece::Literal(text) => {
                if kind == DataKind::Percentage && !has_percent && text.contains('%') {
                    has_percent = true;
                    let (before, after) = text.split_once('%')?;
                    quote(before, kind, &mut code);
                    code.push('%');
                    quote(after, kind, &mut code);
                } else {
                    quote(text, kind, &mut code);
                }
            }
            CodePiece::Fill(sign) => code.extend(['*', *sign]),
            CodePiece::Digits(digits) => code.push_str(digits),
            CodePiece::Part(part) => code.push_str(part),
            CodePiece::Month(month) if !is_within_a_time(pieces, place) => code.push_str(month),
            CodePiece::Minutes(minutes) if overflows || is_within_a_time(pieces, place) => {
                bounded(minutes, &mut overflows, &mut code);
            }
            // It would be taken for the other.
            CodePiece::Month(_) | CodePiece::Minutes(_) => return None,
            CodePiece::Hours(hours) => bounded(hours, &mut overflows, &mut code),
            CodePiece::Seconds(seconds, decimals) => {
                bounded(seconds, &mut overflows, &mut code);
                if *decimals > 0 {
                    code.push('.');
                    code.push_str(&"0".repeat(*decimals));
                }
            }
        }
    }
    let shows = kind != DataKind::Percentage || has_percent;
    (shows && !code.is_empty()).then_some(code)
}

/// A part of a time; the first of those that go on past their bound is in brackets.
fn bounded(part: &str, overflows: &mut bool, code: &mut String) {
    match std::mem::take(overflows) {
        true => code.push_str(&format!("[{part}]")),
        false => code.push_str(part),
    }
}

/// True where a code takes `m` for minutes: behind hours, or before seconds.
fn is_within_a_time(pieces: &[CodePiece], place: usize) -> bool {
    let is_part = |piece: &&CodePiece| !matches!(piece, CodePiece::Literal(_) | CodePiece::Fill(_));
    let before = pieces.iter().take(place).rev().find(is_part);
    let after = pieces.iter().skip(place.saturating_add(1)).find(is_part);
    matches!(before, Some(CodePiece::Hours(_))) || matches!(after, Some(CodePiece::Seconds(..)))
}

/// A text as a code shows it.
fn quote(text: &str, kind: DataKind, code: &mut String) {
    let plain = match kind {
        DataKind::Moment => " -/:.,",
        _ => " -()",
    };
    let mut quoted = String::new();
    let close = |quoted: &mut String, code: &mut String| {
        if !quoted.is_empty() {
            code.push_str(&format!("\"{quoted}\""));
            quoted.clear();
        }
    };
    for sign in text.chars() {
        if plain.contains(sign) {
            close(&mut quoted, code);
            code.push(sign);
        } else if sign == '"' {
            close(&mut quoted, code);
            code.push_str("\\\"");
        } else {
            quoted.push(sign);
        }
    }
    close(&mut quoted, code);
}
