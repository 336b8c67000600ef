//! Zeros that a format shows as a word: `#,##0;-#,##0;"..."` shows a zero as what was not collected.
//!
//! Takes the text that is shown for a stored zero, and the texts that are missing values of its field; gives the cell that counts. Missing is not
//! zero: a missing value that is shown is missing, a word that says that there is nothing is the zero, and of another word it is not known.

use crate::sheet::grid::Cell;
use crate::sheet::unread::UnreadReason;
use crate::typing::missing_texts::{MissingTexts, is_dash};
use crate::values::text;

/// What says that nothing occurred, with or without the words of what.
const NOTHING: [&str; 13] = [
    "khong",
    "khong co",
    "khong phat sinh",
    "chua co",
    "chua phat sinh",
    "ko",
    "ko co",
    "k",
    "k co",
    "nil",
    "none",
    "zero",
    "no",
];

/// What makes of "không có" a statement of what is known.
const OF_KNOWLEDGE: [&str; 8] =
    ["so lieu", "du lieu", "thong tin", "bao cao", "data", "thong ke", "thu thap", "cap nhat"];

/// What counts in the place of a zero that is shown as a text; `None` where the zero does.
pub(super) fn instead(cell: &Cell, shown: &str, missing: &MissingTexts<'_>) -> Option<Cell> {
    let shown = shown.trim();
    let is_zero = matches!(cell, Cell::Percent(0.0)) || cell.as_double() == Some(0.0);
    if !is_zero || shown.is_empty() || is_dash(shown) || shown.contains('0') {
        return None;
    }
    if missing.cause(shown).is_some() {
        return Some(Cell::from(shown));
    }
    let says_another = shown.contains(|sign: char| sign.is_alphanumeric()) && !says_nothing(shown);
    says_another.then(|| Cell::Unread(UnreadReason::Replaced, cell.display().into_owned()))
}

/// True where a format shows the zero of a yes or no as something else than a no: "Có", "x", a tick.
pub(super) fn is_shown_as_another(cell: &Cell, shown: &str) -> bool {
    let shown = shown.trim();
    let is_zero = matches!(cell, Cell::Percent(0.0)) || cell.as_double() == Some(0.0);
    is_zero && !shown.is_empty() && !is_dash(shown) && !shown.contains('0') && !says_nothing(shown)
}

/// True for "Không", "Không có", "Không có hộ nào".
fn says_nothing(shown: &str) -> bool {
    let key = text::without_marks(shown);
    let key = key.trim_matches(|sign: char| !sign.is_alphanumeric());
    let is_one = |words: &&str| key.strip_prefix(*words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    match NOTHING.into_iter().filter(is_one).max_by_key(|words| words.len()) {
        Some("khong" | "ko" | "k" | "no") => NOTHING.contains(&key),
        Some(_) => !OF_KNOWLEDGE.iter().any(|words| key.contains(words)),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::written::form::MissingValue;
    use crate::values::status::Status;

    #[test]
    fn a_zero_is_what_its_format_shows() {
        let declared = ["...", "x", "chưa có số liệu"].map(|value| MissingValue {
            value: value.to_owned(),
            label: None,
            status: Status::L,
        });
        let missing = MissingTexts::new(&declared);
        let of = |shown: &str| instead(&Cell::Number(0.0), shown, &missing);
        for shown in
            ["", " -  ", "–", "0", "0 người", "00", "Không", "Không có", "Không có hộ nào", "Ko", "Nil", "Chưa có"]
        {
            assert_eq!(of(shown), None, "{shown}");
        }
        for shown in ["...", "x", "Chưa có số liệu"] {
            assert_eq!(of(shown), Some(Cell::from(shown)));
        }
        for shown in ["Không có số liệu", "Không rõ", "Không xác định", "đang chờ", "1", "Chưa có báo cáo"]
        {
            assert!(matches!(of(shown), Some(Cell::Unread(..))), "{shown}");
        }
        assert_eq!(instead(&Cell::Number(5.0), "...", &missing), None);
    }
}
