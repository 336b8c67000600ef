//! By what is known what we wrote into a workbook that went back to its sender, so that it is not read when it comes again: the list of
//! faults, and the notes on cells. A note is known by its first line, whatever program saved the workbook since and wherever its sheets are;
//! the list by its headings, or by its name in a workbook that has our property. Both say of which object the workbook was made.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::say;
use crate::sheet::grid::Sheet;
use crate::values::language::Language;
use crate::values::text;

/// The name of the document property that it has. Its value is the SHA-256 of the object that it was made from.
pub const PROPERTY: &str = "tinhso-return";

/// The names of the first sheet, its list, in each language.
pub const LIST_NAMES: [&str; 2] = ["Cần sửa", "To mend"];

/// The row of the list, from 0, that holds its headings; the one before says of which object the workbook was made.
pub const HEADINGS_ROW: u32 = 3;

/// Rows at the beginning of a list that may have moved when somebody saved or edited it.
const ROWS_OF_HEAD: u32 = 12;

/// By what the ids of decisions begin.
const DECISION: &str = "decisions.toml#";

/// Hex digits of a SHA-256.
const DIGITS: usize = 64;

/// What an object is a return of: a workbook that went back to its sender, and came again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnOf {
    /// The SHA-256 of the objects that it was made from; several where an archive holds several workbooks.
    pub objects: Vec<String>,
    /// The ids of the decisions whose values it was made with.
    pub decisions: Vec<String>,
    /// True where it holds our list and no sheet of the sender.
    pub is_list_alone: bool,
}

impl ReturnOf {
    /// What another file of the same archive is a return of.
    pub fn join(&mut self, other: Self) {
        for (own, others) in [(&mut self.objects, other.objects), (&mut self.decisions, other.decisions)] {
            own.extend(others);
            own.sort();
            own.dedup();
        }
    }
}

/// The headings of the list, in their order.
pub fn headings(language: Language) -> [String; 6] {
    [
        say!(language, "returned-head.weight"),
        say!(language, "returned-head.place"),
        say!(language, "returned-head.cells"),
        say!(language, "returned-head.message"),
        say!(language, "returned-head.written"),
        say!(language, "returned-head.suggestion"),
    ]
}

/// The first SHA-256 in a text.
pub fn digest_in(text: &str) -> Option<&str> {
    let mut runs = text.split(|sign: char| !sign.is_ascii_hexdigit());
    runs.find(|run| run.len() == DIGITS)
}

/// Takes the list out of the sheets of a file; nothing where the file is no return. `property` is the value of its document property.
pub fn take_list(sheets: &mut Vec<Sheet>, property: Option<String>) -> Option<ReturnOf> {
    let is_list = |sheet: &Sheet| property.is_some() && LIST_NAMES.contains(&&*sheet.name) || has_headings(sheet);
    let mut stated: Vec<String> = property.clone().into_iter().collect();
    let mut has_list = false;
    sheets.retain(|sheet| {
        let of_us = is_list(sheet);
        if of_us {
            has_list = true;
            stated.extend(stated_in(sheet));
        }
        // What somebody wrote below the list, or in its place, is read.
        !of_us || holds_other_rows(sheet)
    });
    if property.is_none() && !has_list {
        return None;
    }
    let made_from = stated.iter().find(|text| digest_in(text).is_some());
    let object = made_from.and_then(|text| digest_in(text)).map(str::to_ascii_lowercase);
    let decisions = made_from.map(|text| decisions_in(text)).unwrap_or_default();
    Some(ReturnOf { objects: object.into_iter().collect(), decisions, is_list_alone: sheets.is_empty() })
}

/// True for a sheet with a row of all headings of our list.
fn has_headings(sheet: &Sheet) -> bool {
    static KNOWN: LazyLock<[[String; 6]; 2]> = LazyLock::new(|| {
        [Language::Vi, Language::En].map(|language| headings(language).map(|heading| text::name(&heading)))
    });
    let mut rows = sheet.grid.rows(..ROWS_OF_HEAD);
    rows.any(|(_, cells)| {
        let texts = cells.iter().filter_map(|(_, cell)| cell.as_text());
        // Most rows have fewer texts.
        let are_enough = texts.clone().count() >= KNOWN[0].len();
        let texts = texts.filter(|text| !text.trim().is_empty());
        are_enough
            && texts.clone().count() == KNOWN[0].len()
            && KNOWN.iter().any(|known| texts.clone().zip(known).all(|(text, known)| text::name(text) == *known))
    })
}

/// True for a sheet with a row of three cells or more that is neither the headings nor a line of our list, which begins with the weight of a fault.
fn holds_other_rows(sheet: &Sheet) -> bool {
    const FEWEST_CELLS: usize = 3;
    static WEIGHTS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let of = |language| {
            [
                say!(language, "finding-severity.error"),
                say!(language, "finding-severity.warning"),
                say!(language, "finding-severity.note"),
                headings(language)[0].clone(),
            ]
        };
        [Language::Vi, Language::En].into_iter().flat_map(of).map(|word| text::name(&word)).collect()
    });
    sheet.grid.rows(..).any(|(_, cells)| {
        let mut filled = cells.iter().filter(|(_, cell)| !cell.is_blank());
        let first = filled.next().map(|(_, cell)| text::name(&cell.display()));
        let others = filled.count();
        others.saturating_add(1) >= FEWEST_CELLS && first.is_some_and(|first| !WEIGHTS.contains(&first))
    })
}

/// What the list states of what it was made from.
fn stated_in(sheet: &Sheet) -> Option<String> {
    let mut texts = sheet.grid.rows(..ROWS_OF_HEAD).flat_map(|(_, cells)| cells).filter_map(|(_, cell)| cell.as_text());
    texts.find(|text| digest_in(text).is_some()).map(str::to_owned)
}

/// The ids of decisions in a text.
fn decisions_in(text: &str) -> Vec<String> {
    let words = text.split(|sign: char| sign.is_whitespace() || sign == '<');
    words.filter(|word| word.starts_with(DECISION)).map(str::to_owned).collect()
}

/// What is written before a text that was no value: sent back unmended, it is none again.
pub const NO_VALUE: &str = "? ";

/// The same before a value that is one, but of another type than its field: a day under a number.
pub const OF_ANOTHER_TYPE: &str = "?? ";

/// The first line of what we wrote in the note of a cell, behind what the sender wrote there.
pub const NOTE_LEAD: &str = "tinhso:";

/// The note of a cell that has a comment of the sender.
pub fn note(comment: &str, ours: &str) -> String {
    match comment {
        "" => format!("{NOTE_LEAD}\n{ours}"),
        comment => format!("{comment}\n\n{NOTE_LEAD}\n{ours}"),
    }
}

/// What the sender wrote in the note of a cell.
pub fn of_sender(note: &str) -> &str {
    let mut place = 0usize;
    let ours = note.split_inclusive('\n').find_map(|line| {
        let begins = place;
        place = place.saturating_add(line.len());
        (line.trim() == NOTE_LEAD).then_some(begins)
    });
    ours.and_then(|begins| note.get(..begins)).unwrap_or(note).trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::grid::Grid;

    #[test]
    fn the_list_is_known_whatever_program_saved_it_and_says_what_it_was_made_from() {
        let digest = "0123456789abcdef".repeat(4);
        let heads = headings(Language::Vi);
        let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
        let stated = format!("Mã tệp đã gửi: {digest} decisions.toml#0123456789ab");
        let grid = Grid::from_rows(&[&["Cần sửa: a.csv"][..], &["Hãy sửa"], &[&stated], &heads, &["Lỗi", "1", "D7"]]);
        let list = Sheet::new("Sheet1".to_owned(), true, grid);
        let form = Sheet::new("Biểu 04".to_owned(), true, Grid::from_rows(&[&["STT", "Mã"][..]]));
        let mut sheets = vec![form.clone(), list.clone()];
        let of = |is_list_alone| {
            Some(ReturnOf {
                objects: vec![digest.clone()],
                decisions: vec!["decisions.toml#0123456789ab".to_owned()],
                is_list_alone,
            })
        };
        assert_eq!((take_list(&mut sheets, None), sheets.len()), (of(false), 1));
        assert_eq!(take_list(&mut vec![list], None), of(true));
        // The property alone says it, too, where somebody deleted the list.
        assert_eq!(take_list(&mut vec![form.clone()], Some(format!(">{stated}<"))), of(false));
        assert_eq!(take_list(&mut vec![form.clone()], None), None);
        let own = Sheet { name: "Cần sửa".to_owned(), ..form };
        assert_eq!(take_list(&mut vec![own], None), None, "a sheet of that name in any other workbook");
    }

    #[test]
    fn what_is_written_on_the_sheet_of_the_list_is_kept() {
        let digest = "0123456789abcdef".repeat(4);
        let heads = headings(Language::Vi);
        let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
        let rows = [&["Mã xã", "Tên xã", "Dân số"][..], &["03148", "Sông Đà", "1200"]];
        let list = [&["Cần sửa: a.csv"][..], &["Hãy sửa"], &[digest.as_str()], &heads, &["Lỗi", "1", "D7", "…"]];
        let of = |rows: &[&[&str]]| {
            let mut sheets = vec![Sheet::new("Cần sửa".to_owned(), true, Grid::from_rows(rows))];
            let returned = take_list(&mut sheets, Some(digest.clone()));
            assert_eq!(returned.map(|of| of.objects), Some(vec![digest.clone()]));
            sheets.len()
        };
        assert_eq!(of(&list), 0);
        assert_eq!(of(&list[..3]), 0, "its lines are gone");
        assert_eq!(of(&rows), 1, "in its place");
        assert_eq!(of(&[&list[..], &rows].concat()), 1, "below it");
    }

    #[test]
    fn what_we_wrote_is_no_comment_of_the_sender() {
        assert_eq!(of_sender(&note("", "cần: triệu đồng")), "");
        assert_eq!(of_sender(&note("ĐVT: tỷ đồng", "cần: triệu đồng")), "ĐVT: tỷ đồng");
        assert_eq!(of_sender("ĐVT: tỷ đồng\r\n\r\n tinhso:\r\ncần: triệu đồng"), "ĐVT: tỷ đồng");
        assert_eq!(of_sender("ĐVT: tỷ đồng"), "ĐVT: tỷ đồng");
    }
}
