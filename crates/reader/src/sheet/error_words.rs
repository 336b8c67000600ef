//! What spreadsheets show where a formula failed or a column is too narrow, and formulas themselves, when they came as texts: pasted as values, or
//! saved as CSV.

use std::sync::LazyLock;

use regex_lite::Regex;
use unicode_normalization::char::is_combining_mark;

use crate::sheet::grid::Cell;
use crate::values::text::composed;

/// The errors of Excel, LibreOffice and Google Sheets.
const WORDS: [&str; 19] = [
    "#REF!",
    "#N/A",
    "#N/A!",
    "#NAME?",
    "#VALUE!",
    "#DIV/0!",
    "#NULL!",
    "#NUM!",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#CONNECT!",
    "#UNKNOWN!",
    "#BUSY!",
    "#EXTERNAL!",
    "#PYTHON!",
    "#GETTING_DATA",
    "#ERROR!",
];

/// Those of Excel in other languages that do not end as the others do.
const OTHER_WORDS: [&str; 13] = [
    "#N/D",
    "#N/DISP",
    "#N/B",
    "#N/V",
    "#NV",
    "#I/T",
    "#YOK",
    "#Н/Д",
    "#HIÁNYZIK",
    "#NENÍ_K_DISPOZICI",
    "#NEDOSTUPNÝ",
    "#OBTENTION_DONNEES",
    "#DATEN_ABRUFEN",
];

/// What Google Sheets writes where a formula still waits for its value, without the points behind it.
const WAITING: [&str; 2] = ["Loading", "Đang tải"];

/// Signs that a narrow column shows at least.
const FEWEST_SIGNS: usize = 3;

/// The cell of a text that is one of these; nothing of others.
pub fn cell(text: &str) -> Option<Cell> {
    if is_error(text) {
        return Some(Cell::Error(text.to_owned()));
    }
    is_formula(text).then(|| Cell::Uncomputed(text.to_owned()))
}

/// True for such a text and nothing else: "#REF!", "#WERT!", "Err:508", "###", "Loading...".
fn is_error(text: &str) -> bool {
    let text = text.trim();
    match text.as_bytes().first() {
        Some(b'#') => {
            let is_narrow = text.len() >= FEWEST_SIGNS && text.bytes().all(|sign| sign == b'#');
            WORDS.contains(&text) || OTHER_WORDS.contains(&text) || is_narrow || is_of_other_language(text)
        }
        Some(b'E') => is_numbered(text),
        _ => is_waiting(text),
    }
}

/// True for a word in capitals as errors are written in any language: `#VALEUR!`, `#¿NOMBRE?`, `#DEEL/0!`, `#ЗНАЧ!`.
fn is_of_other_language(text: &str) -> bool {
    let word = text.strip_prefix('#').and_then(|word| word.strip_suffix(['!', '?'])).unwrap_or_default();
    let word = word.trim_start_matches(['¡', '¿']);
    let is_of_word = |sign: char| sign.is_uppercase() || matches!(sign, '_' | '/' | '0') || is_combining_mark(sign);
    word.chars().filter(|sign| sign.is_uppercase()).count() > 1
        && word.starts_with(char::is_uppercase)
        && word.chars().all(is_of_word)
}

/// True for what stands in the place of a value that is still to come: "Loading...", "Đang tải…".
fn is_waiting(text: &str) -> bool {
    let word = text.trim_end_matches(['.', '…']);
    let points = text.get(word.len()..).unwrap_or_default();
    matches!(points, "..." | "…") && WAITING.contains(&&*composed(word))
}

/// True for the text of a formula that calls a function or refers to a cell: `=SUM(A1:A9)`, `=DM!$A$1`, `='Danh mục'!B2&" đồng"`.
fn is_formula(text: &str) -> bool {
    static FORMULA: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let (function, sheet) = (r"(?:_xl[a-z]+\.)*[A-Z][A-Z0-9_.]*\(", r"(?:'[^']{1,60}'|[^\s'!]{1,60})!");
        let reference = format!(r"(?:{sheet})?\$?[A-Z]{{1,3}}\$?[0-9]{{1,7}}(?:[^0-9A-Za-z]|$)");
        Regex::new(&format!(r#"^=\s*[-+(]*\s*(?:{function}|{reference}|"[^"]*"\s*&|[0-9][0-9.,]*\s*[-+*/^&])"#)).ok()
    });
    let text = text.trim();
    text.starts_with('=') && FORMULA.as_ref().is_some_and(|formula| formula.is_match(text))
}

/// True for an error that LibreOffice shows by its number: "Err:508".
pub fn is_numbered(text: &str) -> bool {
    let number = text.strip_prefix("Err:");
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_known_and_names_are_none() {
        for error in ["#REF!", " #N/A ", "#NAME?", "Err:508", "###", "########"] {
            assert!(is_error(error), "{error}");
        }
        for error in [
            "#VALEUR!",
            "#¿NOMBRE?",
            "#ÜBERLAUF!",
            "#DEEL/0!",
            "#ЗНАЧ!",
            "#GIÁ_TRỊ!",
            "#GIA\u{301}_TRI\u{323}!",
            "#N/D",
            "#NV",
            "Loading...",
            "Đang tải...",
            " Đang tải… ",
        ] {
            assert!(is_error(error), "{error}");
        }
        for text in
            ["#A!", "#Trạm!", "#TRẠM A!", "#!", "#?", "#12!", "Loading", "Đang tải hàng...", "Loading....", "#TRẠM"]
        {
            assert!(!is_error(text), "{text}");
        }
        for text in ["", "#", "##", "#1", "# Trạm A", "Err:", "Err: 5", "E", "#REF! ở ô A1", "C#"] {
            assert!(!is_error(text), "{text}");
        }
        for formula in [
            "=SUM(A1:A9)",
            "=A1",
            "= -B2*3",
            "=DM!$A$1",
            "='Danh mục'!B2&\" đồng\"",
            "=\"a\"&B1",
            "=1+1",
            "=_xlfn.XLOOKUP(A1;B:B;C:C)",
        ] {
            assert!(is_formula(formula), "{formula}");
        }
        for text in ["=", "==", "=>", "= 5", "=\"03148\"", "=A", "=Trạm 1", "=A1B", "=100%", "=1 hộ"] {
            assert!(!is_formula(text), "{text}");
        }
    }
}
