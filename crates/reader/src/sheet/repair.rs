//! Texts of a sheet as a person sees them: decoded where they were in another encoding, without invisible signs and look-alikes.
//!
//! It comes between opening and locating, whatever file the sheet came from, so that labels, names, codes and numbers all profit.

use crate::sheet::character_references;
use crate::sheet::control_signs;
use crate::sheet::data_frame;
use crate::sheet::error_words;
use crate::sheet::grid::{Cell, Sheet};
use crate::sheet::legacy;
use crate::sheet::made_labels;
use crate::sheet::repaired::Repair;
use crate::sheet::returned::{NO_VALUE, OF_ANOTHER_TYPE};
use crate::sheet::row_names;
use crate::sheet::unread::UnreadReason;
use crate::values::look_alike::{self, RepairedSigns, SignRepair};

/// Decodes the texts of a sheet where they are legacy for sure, and repairs their signs.
pub fn repair(sheet: &mut Sheet) {
    legacy::mend(sheet);
    signs(sheet);
    row_names::take_in(sheet);
}

/// Repairs the signs of the texts of a sheet whose encoding is settled.
pub fn signs(sheet: &mut Sheet) {
    // What is doubtful stays as it is, and a soft hyphen is a letter of TCVN3.
    let is_doubtful = sheet.legacy.is_some_and(|legacy| !legacy.decoded);
    let in_unicode = sheet.legacy.is_none();
    if is_doubtful {
        return;
    }
    labels(sheet);
    let Sheet { name, grid, repairs, .. } = sheet;
    for (row, column, cell) in grid.cells_mut() {
        let Cell::Text(text) = cell else { continue };
        let Some((repaired, kinds)) = of_text(text, in_unicode) else {
            if let Some(broken) = error_words::cell(text).or_else(|| unmended(text)) {
                *cell = broken;
            }
            continue;
        };
        let is_formula = kinds.contains(&Repair::Formula);
        // A text of nothing that can be seen is blank, and nothing is said of it.
        if repaired.is_empty() && !is_formula {
            BLANK.clone_into(text);
            continue;
        }
        for repair in kinds {
            repairs.add(repair, (name, row, column), text, &repaired);
        }
        if let Some(broken) = error_words::cell(&repaired).or_else(|| unmended(&repaired)) {
            *cell = broken;
            continue;
        }
        *text = if repaired.is_empty() { BLANK.to_owned() } else { repaired };
    }
}

/// The cell of a return that was no value and that nobody has mended; nothing for another.
pub fn unmended(text: &str) -> Option<Cell> {
    let (reason, written) = match text.strip_prefix(OF_ANOTHER_TYPE) {
        Some(written) => (UnreadReason::UnmendedType, written.trim()),
        None => (UnreadReason::Unmended, text.strip_prefix(NO_VALUE)?.trim()),
    };
    (!written.is_empty()).then(|| Cell::Unread(reason, written.to_owned()))
}

/// A cell that was written to hold nothing.
const BLANK: &str = " ";

/// What a text says, and what had to be repaired for it; `None` where nothing had. A soft hyphen is a letter of TCVN3, and only
/// removed where `soft_hyphens` says so.
pub fn of_text(text: &str, soft_hyphens: bool) -> Option<(String, Vec<Repair>)> {
    if let Some(without) = control_signs::without(text) {
        let (text, mut repairs) = of_text(&without.text, soft_hyphens).unwrap_or((without.text, Vec::new()));
        let invisible = Repair::Signs(SignRepair::Invisible);
        if without.left_out && !repairs.contains(&invisible) {
            repairs.insert(0, invisible);
        }
        return Some((text, repairs));
    }
    let text_of_signs = character_references::decoded(text);
    if let Some(decoded) = text_of_signs {
        let (text, mut repairs) = of_text(&decoded, soft_hyphens).unwrap_or((decoded, Vec::new()));
        repairs.insert(0, Repair::References);
        return Some((text, repairs));
    }
    let marked = || Some((without_apostrophe(text)?, Repair::Apostrophe));
    let plain = of_formula(text).map(|plain| (plain, Repair::Formula)).or_else(marked);
    let signs = look_alike::repaired(plain.as_ref().map_or(text, |(plain, _)| plain), soft_hyphens);
    let repairs = plain.iter().map(|(_, repair)| *repair);
    match signs {
        Some(RepairedSigns { text, repairs: of_signs }) => {
            Some((text, repairs.chain(of_signs.into_iter().map(Repair::Signs)).collect()))
        }
        None => Some((plain.clone()?.0, repairs.collect())),
    }
}

/// The number of `'03148`, with which a spreadsheet marks that it is meant as text; other texts may begin with an apostrophe.
fn without_apostrophe(text: &str) -> Option<String> {
    let number = text.trim().strip_prefix('\'')?;
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit() || b".,- ".contains(&byte));
    (is_number && number.contains(|sign: char| sign.is_ascii_digit())).then(|| number.to_owned())
}

/// The text of `="03148"`; a formula that does more than to state it is none.
fn of_formula(text: &str) -> Option<String> {
    let quoted = text.trim().strip_prefix("=\"")?.strip_suffix('"')?;
    let plain = quoted.replace("\"\"", "\0");
    (!plain.contains('"') && !quoted.contains('\0')).then(|| plain.replace('\0', "\""))
}

/// Takes back the names that a program made for labels. Labels are in the first rows.
fn labels(sheet: &mut Sheet) {
    const ROWS: usize = 64;
    let is_suspect =
        |cells: &[(u32, Cell)]| cells.iter().any(|(_, cell)| cell.as_text().is_some_and(data_frame::is_suspect));
    let rows = sheet.grid.rows(..).take(ROWS).filter(|(_, cells)| is_suspect(cells));
    let rewritten: Vec<_> = rows.map(|(row, cells)| (row, data_frame::rewritten(cells))).collect();
    for (row, cells) in rewritten {
        for (column, text) in cells {
            let written = sheet.grid.get(row, column).display().into_owned();
            sheet.repairs.add(Repair::MadeLabel, (&sheet.name, row, column), &written, &text);
            sheet.grid.set(row, column, Cell::from(text.as_str()));
        }
    }
    made_labels(sheet, ROWS);
}

/// The same of names that may be somebody's own, where the row below shows that they are none.
fn made_labels(sheet: &mut Sheet, rows: usize) {
    let is_suspect = |cell: &Cell| cell.as_text().is_some_and(made_labels::is_suspect);
    let first: Vec<u32> = sheet.grid.rows(..).take(rows).map(|(row, _)| row).collect();
    for row in first {
        let cells = sheet.grid.row(row);
        if !cells.iter().any(|(_, cell)| is_suspect(cell)) {
            continue;
        }
        let below = sheet.grid.below(row).map_or(&[][..], |below| sheet.grid.row(below));
        for (column, text) in made_labels::rewritten(cells, below) {
            let written = sheet.grid.get(row, column).display().into_owned();
            sheet.repairs.add(Repair::MadeLabel, (&sheet.name, row, column), &written, &text);
            sheet.grid.set(row, column, Cell::from(text.as_str()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::grid::Grid;

    #[test]
    fn a_text_that_is_written_as_a_formula_is_that_text() {
        for (written, plain) in [
            ("=\"03148\"", Some("03148")),
            (" =\"Xã \"\"A\"\"\" ", Some("Xã \"A\"")),
            ("=\"\"", Some("")),
            ("=\"a\"&\"b\"", None),
            ("=A1", None),
            ("=\"", None),
            ("03148", None),
        ] {
            assert_eq!(of_formula(written).as_deref(), plain, "{written}");
        }
    }

    #[test]
    fn an_apostrophe_before_a_number_is_a_mark() {
        for (written, plain) in [
            ("'03148", Some("03148")),
            (" '5.400", Some("5.400")),
            ("'-1,5", Some("-1,5")),
            ("'", None),
            ("'-", None),
            ("''03", None),
            ("'t Zand", None),
            ("H'Leo", None),
            ("'25'", None),
        ] {
            assert_eq!(without_apostrophe(written).as_deref(), plain, "{written}");
            assert_eq!(of_text(written, true).map(|(text, _)| text).as_deref(), plain, "{written}");
        }
    }

    #[test]
    fn each_repair_is_kept_with_its_cell() {
        let rows: [&[&str]; 3] = [
            &["Unnamed: 0", "Tên xã", "Dân số"],
            &["=\"03148\"", "Phường Sông Ðà", "5\u{200b}400"],
            &["=\"\"", "Ｐhường", "12"],
        ];
        let mut sheet = Sheet::new("Biểu".to_owned(), true, Grid::from_rows(&rows));
        repair(&mut sheet);
        assert_eq!(sheet.grid.row(1), [(0, "03148".into()), (1, "Phường Sông Đà".into()), (2, "5400".into())]);
        assert!(sheet.grid.get(2, 0).is_blank());
        let notes = sheet.repairs.notes();
        let notes: Vec<_> = notes.map(|note| (note.location.cell.unwrap_or_default(), note.message.en)).collect();
        let cells: Vec<&str> = notes.iter().map(|(cell, _)| cell.as_str()).collect();
        assert_eq!(cells, ["C2", "B2", "B3", "A2", "A1"], "{notes:#?}");
    }
}
