//! Labels that lost letters when their file was saved: "T? l? h? nghèo (%)" of "Tỷ lệ hộ nghèo (%)".
//!
//! A spreadsheet that saves a CSV in a Western code page writes "?" for each letter that the page does not have. Takes the sheets of a file in
//! which no table was found; gives the form whose labels are there but for such signs. They are not read: rows below them have lost letters too.

use std::collections::BTreeSet;

use crate::locate::known_text::KnownText;
use crate::locate::labels::label_keys::{Part, parts_of};
use crate::project::written::form::Form;
use crate::sheet::grid::Sheet;

/// Rows and columns that are looked at.
const MOST_ROWS: usize = 60;
const MOST_COLUMNS: usize = 60;
/// So many labels at least: one may be a question.
const FEWEST: usize = 2;

/// A form whose labels lost letters.
pub(super) struct LostLabels<'a> {
    pub form: &'a Form,
    /// How many of its labels did.
    pub count: usize,
    /// The first of them as it is in the file.
    pub first: String,
}

/// The form most of whose labels lost letters in these sheets.
pub(super) fn of<'a>(sheets: &[Sheet], forms: &'a [Form]) -> Option<LostLabels<'a>> {
    let cells = || {
        let rows = sheets.iter().flat_map(|sheet| sheet.grid.rows(..).take(MOST_ROWS));
        rows.flat_map(|(_, cells)| cells.iter().take(MOST_COLUMNS)).filter_map(|(_, cell)| cell.as_text())
    };
    let lost: Vec<&str> = cells().filter(|text| text.contains(is_lost)).collect();
    if lost.len() < FEWEST {
        return None;
    }
    let of_form = |form: &'a Form| {
        let texts = form.schema.fields.iter().flat_map(|field| field.title.iter().chain(&field.labels));
        let leaves: BTreeSet<Part> = texts.filter_map(|text| parts_of(&[text]).pop()).collect();
        let is_label = |written: &&&str| {
            KnownText::of(written)
                .parts()
                .last()
                .is_some_and(|part| leaves.iter().any(|leaf| is_with_lost_letters(part, leaf)))
        };
        let mut found = lost.iter().filter(is_label);
        let first = found.next()?.trim().to_owned();
        let count = found.map(|text| text.trim()).collect::<BTreeSet<_>>().len().saturating_add(1);
        Some(LostLabels { form, count, first })
    };
    let found = forms.iter().filter_map(of_form).filter(|lost| lost.count >= FEWEST);
    found.reduce(|best, next| if next.count > best.count { next } else { best })
}

/// What programs write for a letter that a code page does not have.
fn is_lost(sign: char) -> bool {
    matches!(sign, '?' | '\u{fffd}')
}

/// True where a text is a label with such a sign for one Vietnamese letter or more.
fn is_with_lost_letters(written: &str, label: &str) -> bool {
    let fits = |(written, own): (char, char)| written == own || is_lost(written) && !own.is_ascii();
    written != label && written.chars().count() == label.chars().count() && written.chars().zip(label.chars()).all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_stands_for_one_letter_with_marks() {
        for written in ["t? l? h? nghèo", "t\u{fffd} l\u{fffd} h\u{fffd} ngh\u{fffd}o"] {
            assert!(is_with_lost_letters(written, "tỷ lệ hộ nghèo"), "{written}");
        }
        for written in ["tỷ lệ hộ nghèo", "t? l? h? ngh", "t? l? h? ngh?n", "?ỷ lệ hộ nghèo"] {
            assert!(!is_with_lost_letters(written, "tỷ lệ hộ nghèo"), "{written}");
        }
    }
}
