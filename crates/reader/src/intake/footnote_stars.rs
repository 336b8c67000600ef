//! Stars behind a number whose note is below the table: "1.236*" above "(*) Số liệu đã rà soát lại" is 1236.
//!
//! Takes sheets with their tables, and takes such a mark from the cells of measures. A star is no digit; a number in parentheses may be one, and
//! stays ("56(1)"). Without its note a star may mean anything, and the cell is no number.

use std::collections::BTreeSet;

use crate::locate::rows::RowRole;
use crate::locate::{Located, Table};
use crate::project::written::form::Form;
use crate::sheet::grid::{Cell, Sheet};
use crate::words::note_leads::leads_a_note_or_source;

/// Stars of one mark.
const MOST_STARS: usize = 3;

/// Takes the marks from the numbers of all tables.
pub(super) fn take(sheets: &mut [Sheet], located: &Located, forms: &[Form]) {
    for table in &located.tables {
        if let (Some(sheet), Some(form)) = (sheets.get_mut(table.sheet), forms.get(table.form)) {
            take_in(sheet, table, form);
        }
    }
}

fn take_in(sheet: &mut Sheet, table: &Table, form: &Form) {
    let is_measure = |column: u32| {
        let field = table.columns.iter().find(|known| known.index == column).and_then(|known| known.field);
        field.and_then(|field| form.schema.fields.get(field)).is_some_and(|field| field.is_measure())
    };
    let of_rows = |is_note: bool| table.body.iter().filter(move |row| (row.role == RowRole::Note) == is_note);
    let notes = of_rows(true).flat_map(|row| sheet.grid.row(row.index)).filter_map(|(_, cell)| cell.as_text());
    let explained: BTreeSet<usize> = notes.flat_map(stars_of_note).collect();
    if explained.is_empty() {
        return;
    }
    let mut bare = Vec::new();
    for row in of_rows(false) {
        for (column, cell) in sheet.grid.row(row.index).iter().filter(|(column, _)| is_measure(*column)) {
            let marked = cell.as_text().and_then(parted).filter(|(_, stars)| explained.contains(stars));
            bare.extend(marked.map(|(number, _)| (row.index, *column, Cell::Text(number.to_owned()))));
        }
    }
    for (row, column, cell) in bare {
        sheet.grid.set(row, column, cell);
    }
}

/// The marks of stars that a note explains: at its beginning, behind what leads it, and where a sentence ends. "(*) Số liệu …", "** …", "Ghi chú: (*) …; (**) …".
fn stars_of_note(note: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut rest = note;
    while let Some(start) = rest.find('*') {
        let (words, behind) = rest.split_at(start);
        let stars = behind.chars().take_while(|sign| *sign == '*').count();
        let behind = behind.get(stars..).unwrap_or_default();
        let goes_on = !found.is_empty() && words.trim_end_matches([' ', '(', '-']).ends_with([';', '.', ',', '\n']);
        let words = words.trim_end_matches([' ', '(', ':', '-', '\n', '\t']);
        let begins = words.is_empty() || leads_a_note_or_source(words);
        let explains = behind.split('*').next().is_some_and(|text| text.contains(char::is_alphabetic));
        let is_mark = explains && stars <= MOST_STARS && (begins || goes_on);
        if !is_mark && found.is_empty() {
            break;
        }
        found.extend(Some(stars).filter(|_| is_mark));
        rest = behind;
    }
    found
}

/// A number without the stars behind it, and how many there are: "1.236*", "1.236 (**)".
fn parted(written: &str) -> Option<(&str, usize)> {
    let written = written.trim();
    let inner = written.strip_suffix(')').unwrap_or(written);
    let rest = inner.trim_end_matches('*');
    let stars = inner.len() - rest.len();
    let is_in_brackets = inner.len() < written.len();
    let number = if is_in_brackets { rest.strip_suffix('(')? } else { rest }.trim_end();
    let is_number = number.ends_with(|sign: char| sign.is_ascii_digit() || sign == '%')
        && !number.contains(|sign: char| sign.is_alphabetic() || sign == '*');
    (is_number && (1..=MOST_STARS).contains(&stars)).then_some((number, stars))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_behind_numbers_are_known_from_other_signs() {
        for (written, number, stars) in
            [("1.236*", "1.236", 1), ("1.236 (**)", "1.236", 2), ("85,5%*", "85,5%", 1), (" 12 * ", "12", 1)]
        {
            assert_eq!(parted(written), Some((number, stars)), "{written}");
        }
        for written in ["1.236", "2*3", "*", "(*)", "3*4*", "56(1)", "(12)", "12 hộ*", "1****", ""] {
            assert_eq!(parted(written), None, "{written}");
        }
    }

    #[test]
    fn notes_begin_with_the_stars_that_they_explain() {
        for (note, stars) in [
            ("(*) Số liệu đã rà soát lại", &[1][..]),
            ("** Số ước", &[2]),
            ("Ghi chú: (*) Số ước", &[1]),
            ("Chú ý: (*) Số ước", &[1]),
            ("Chú giải: * Số ước", &[1]),
            ("Note: (**) Estimate", &[2]),
            ("Nguồn: (*) Sở Y tế", &[1]),
            ("Ghi chú:\n(*) Số ước\n(**) Số tạm tính", &[1, 2]),
            ("(*) Số ước; (**) số tạm tính", &[1, 2]),
        ] {
            assert_eq!(stars_of_note(note), stars, "{note}");
        }
        for note in ["Số liệu có dấu * là số ước", "***", "Ghi chú", "", "Ghi chú (*)", "Xã A: * nghèo"]
        {
            assert!(stars_of_note(note).is_empty(), "{note}");
        }
    }
}
