//! What is above a table: form code, period, sender, unit of measure, revision.
//!
//! Takes the rows between the table before and the labels; gives each text as written with its cell. What the texts mean
//! is read later; the period, which must be read to be known from the titles and dates around it, is read in
//! [`head_period`](crate::locate::head::head_period).

pub mod figures_in_names;
pub(in crate::locate) mod figures_of_notes;
pub mod head_figures;
pub mod head_period;
pub(in crate::locate) mod head_times;
pub mod head_unit;
mod offices;

use std::borrow::Cow;
use std::sync::LazyLock;

use regex_lite::Regex;

use crate::locate::head::head_period::FoundPeriod;
use crate::locate::known_text::KnownText;
use crate::project::written::form::Form;
use crate::sheet::grid::{Cell, Grid};
use crate::values::text;
use crate::words::period_text;
use crate::words::revision::revision_in;
use crate::words::unit_types::{begins_with_a_plain_type, type_before_a_name};

/// A text and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadText {
    pub text: String,
    /// Row and column from 0; `None` for the name of the table's own sheet.
    pub cell: Option<(u32, u32)>,
    /// The sheet on which it is, where that is not the table's own.
    pub sheet: Option<String>,
}

impl HeadText {
    pub(super) fn new(text: &str, row: u32, column: u32) -> Self {
        Self { text: text.trim().to_owned(), cell: Some((row, column)), sheet: None }
    }
}

/// A stated revision and its cell; row and column from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundRevision {
    pub number: u32,
    pub row: u32,
    pub column: u32,
}

/// What the rows above a table say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The code after "Biểu số", such as `02/CĐS`.
    pub form_code: Option<HeadText>,
    /// The whole text that names the period; set when the form is known.
    pub period: Option<FoundPeriod>,
    /// The text after "Đơn vị báo cáo:".
    pub sender: Option<HeadText>,
    /// The text after "Đơn vị tính:".
    pub unit: Option<HeadText>,
    /// A text that names a unit of measure with a power of ten, and does not say that the figures are in it.
    pub mentioned_unit: Option<HeadText>,
    pub revision: Option<FoundRevision>,
    /// Cells that hold an error of the spreadsheet or a formula that nobody computed; row and column from 0.
    pub broken: Vec<(u32, u32)>,
}

/// Rows of a head that are looked at: a sheet of prose is no head.
pub(super) const MOST_ROWS: usize = 60;

/// Bytes of a text that may say something of a report; longer ones are prose.
pub(super) const LONGEST: usize = 2_000;

/// Letters of an office in a letterhead.
const LONGEST_OFFICE: usize = 60;

/// True for words before a sender or a receiver: "Đơn vị báo cáo:".
pub fn precedes_an_office(words: &str) -> bool {
    offices::precedes_an_office(words)
}

/// True for a text that only a head has: a unit of measure, a sender, or a period by itself.
pub fn is_line_of_head(text: &str) -> bool {
    KnownText::of(text).unit_after().is_some() || offices::sender_behind_a_colon(text).is_some()
}

/// True for the words of the state in a letterhead.
pub fn names_the_state(text: &str) -> bool {
    let known = KnownText::of(text);
    let plain = known.plain();
    plain.starts_with("cong hoa xa hoi chu nghia") || plain.starts_with("doc lap") && plain.contains("hanh phuc")
}

/// Reads the rows from `first` up to, not including, `end`.
pub fn read(grid: &Grid, first: u32, end: u32, forms: &[Form]) -> Head {
    let mut head = Head::default();
    let codes: Vec<(&str, String)> =
        forms.iter().map(|form| (form.form.code.as_str(), folded_code(&form.form.code))).collect();
    let rows: Vec<_> = grid.rows(first..end.max(first)).rev().take(MOST_ROWS).collect();
    let (mut letterhead, mut perhaps) = (None, None);
    for &(row, cells) in rows.iter().rev() {
        for (place, (column, cell)) in cells.iter().enumerate() {
            if matches!(cell, Cell::Uncomputed(_) | Cell::Error(_)) {
                head.broken.push((row, *column));
            }
            let Some(text) = cell.as_text().filter(|text| text.len() <= LONGEST) else { continue };
            let known = KnownText::of(text);
            let plain = known.plain();
            let found = |text: &str| HeadText::new(text, row, *column);
            // The office that an office is under is above it; beside "Nơi nhận:" is the one that receives.
            let before = || place.checked_sub(1).and_then(|before| cells.get(before)?.1.as_text());
            let is_office = plain.starts_with("ubnd") || plain.starts_with("uy ban nhan dan");
            if is_office && !before().is_some_and(offices::is_before_a_receiver) {
                letterhead = office_of_letterhead(grid, text, row, *column).or(letterhead);
            }
            let beside = || {
                let (column, cell) = cells.get(place.saturating_add(1))?;
                let is_broken = matches!(cell, Cell::Uncomputed(_) | Cell::Error(_));
                (!is_broken).then(|| HeadText::new(&cell.display(), row, *column))
            };
            if head.form_code.is_none() {
                head.form_code = form_code(text, plain, &codes).map(|code| found(&code));
            }
            if head.sender.is_none() {
                let said = offices::sender_behind_a_colon(text);
                let below = || office_of(grid, grid.below(row)?, *column);
                head.sender = match said {
                    Some(said) if said.is_empty() => beside().or_else(below),
                    Some(said) => Some(found(&said)),
                    None if offices::is_words_for_the_sender(text, plain) => {
                        beside().filter(|beside| names_an_office(&beside.text))
                    }
                    None => offices::sender_in_a_line(text, plain).map(|said| found(&said)),
                };
                perhaps = perhaps.or_else(|| offices::perhaps_sender(text).map(|said| found(&said)));
            }
            let unit = known.unit_after();
            let unit = unit.and_then(|text| if text.is_empty() { beside() } else { Some(found(text)) });
            let unit = unit.or_else(|| known.unit_within().map(found));
            let mentions = || known.mentions_a_unit() || head_unit::currency_of(text).is_some();
            if unit.is_none() && head.mentioned_unit.is_none() && mentions() {
                head.mentioned_unit = Some(found(text));
            }
            match unit {
                // "Đơn vị: UBND xã Nà Tấu" is a sender, "Đơn vị: triệu đồng" a unit.
                Some(office) if names_an_office(&office.text) => {
                    head.sender.get_or_insert(office);
                }
                Some(unit) => match &mut head.unit {
                    // "ĐVT: người" on the left, "ĐVT: tỷ đồng" on the right.
                    Some(first) if !first.text.contains(&unit.text) => {
                        first.text = format!("{}; {}", first.text, unit.text)
                    }
                    Some(_) => {}
                    none => *none = Some(unit),
                },
                None => {}
            }
            let may_revise = ["lan", "sua", "dieu chinh"].iter().any(|word| plain.contains(word));
            if head.revision.is_none() && may_revise && !period_text::cites_a_document(text) {
                head.revision = revision_in(text).map(|number| FoundRevision { number, row, column: *column });
            }
        }
    }
    head.sender = head.sender.or(perhaps).or(letterhead);
    head
}

/// The office that a cell names.
fn office_of(grid: &Grid, row: u32, column: u32) -> Option<HeadText> {
    let text = grid.get(row, column).as_text()?;
    (!text.contains(':') && names_an_office(text)).then(|| HeadText::new(&text::on_one_line(text), row, column))
}

/// The sender that a letterhead names: "UBND HUYỆN MƯỜNG CHÀ", or "ỦY BAN NHÂN DÂN" with the unit on the line below.
fn office_of_letterhead(grid: &Grid, text: &str, row: u32, column: u32) -> Option<HeadText> {
    let is_unit = |key: &str| type_before_a_name(key).is_some();
    // A sentence that begins so is none.
    if text.chars().count() > LONGEST_OFFICE {
        return None;
    }
    let key = text::name(text);
    let office = key.strip_prefix("ubnd").or_else(|| key.strip_prefix("ủy ban nhân dân"))?.trim();
    if office.is_empty() {
        let row = grid.below(row)?;
        let below = grid.get(row, column).as_text()?;
        return is_unit(&text::name(below)).then(|| HeadText::new(below, row, column));
    }
    is_unit(office).then(|| HeadText::new(&text::on_one_line(text), row, column))
}

pub(super) fn names_an_office(text: &str) -> bool {
    // "So" without marks is a number more often than an office.
    const OFFICES: [&str; 4] = ["ubnd", "ủy ban", "uy ban", "sở "];
    let key = text::name(text);
    let is_office = || OFFICES.iter().any(|office| key.starts_with(office));
    is_office() || type_before_a_name(&key).is_some() || begins_with_a_plain_type(&key)
}

/// The code of a form in a text: that of a declared form wherever it is, else what follows "Biểu số".
fn form_code(text: &str, plain: &str, codes: &[(&str, String)]) -> Option<String> {
    let joined = joined_slashes(plain);
    if let Some((code, _)) = codes.iter().find(|(_, folded)| holds_code(&joined, folded)) {
        return Some((*code).to_owned());
    }
    if !plain.contains("bieu") && !plain.contains("mau") {
        return None;
    }
    static WORDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"(?i)(?:bi[ểỂ]u|m[ẫẪ]u|mau|bieu)\s*(?:m[ẫẪ]u\s*|mau\s*)?(?:s[ốỐ]\s*|so\s*)?:?\s*([0-9]{1,3}[^\s,;:()]*)",
        )
        .ok()
    });
    let found = WORDS.as_ref()?.captures(text)?;
    Some(found.get(1)?.as_str().trim_end_matches(['.', '/', '-']).to_owned())
}

/// True where the text holds the code as a word of its own: `102/CĐS` does not hold `02/CĐS`.
pub fn names_code(text: &str, code: &str) -> bool {
    holds_code(&joined_slashes(KnownText::of(text).plain()), &folded_code(code))
}

fn folded_code(code: &str) -> String {
    KnownText::of(code).plain().replace(' ', "")
}

fn joined_slashes(plain: &str) -> Cow<'_, str> {
    if plain.contains('/') { plain.replace(" /", "/").replace("/ ", "/").into() } else { plain.into() }
}

fn holds_code(text: &str, code: &str) -> bool {
    if code.is_empty() {
        return false;
    }
    text.match_indices(code).any(|(start, found)| {
        let before = text.get(..start).and_then(|text| text.chars().next_back());
        let after = text.get(start.saturating_add(found.len())..).and_then(|text| text.chars().next());
        ![before, after].into_iter().flatten().any(|sign| sign.is_alphanumeric() || sign == '/')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locate::head::head_period;
    use crate::values::period::Frequency;

    #[test]
    fn revisions_are_read_with_and_without_marks() {
        for (text, revision) in [
            ("Báo cáo lần 2", Some(2)),
            ("UBND xã Mường Lạn 9.2025.csv", None),
            ("xa-muong-lan-9-2025.csv", None),
            ("xa-muong-lan_sua-lan-3.csv", Some(3)),
            ("sửa đổi lần 3", Some(3)),
            ("Báo cáo điều chỉnh", Some(2)),
            ("submissions/2025-07/muong-cha_sua-lan-2.xlsx", Some(2)),
            ("x lan-2.csv", Some(2)),
            ("dieu-chinh.xlsx", Some(2)),
            ("na-tau_sua_doi.xlsx", Some(2)),
            ("Tháng 9/2025", None),
            ("Xã Mường Lạn", None),
        ] {
            assert_eq!(revision_in(text), revision, "{text}");
        }
    }

    #[test]
    fn a_head_gives_code_sender_unit_and_revision() {
        let rows: [&[&str]; 4] = [
            &["Biểu số: 02 /CĐS", "", "Đơn vị báo cáo: UBND xã Nà Tấu", "Đơn vị nhận báo cáo: Sở KH&CN"],
            &["Ban hành theo Quyết định số 12/QĐ-UBND, sửa đổi ngày 3 tháng 2 năm 2024"],
            &["KẾT QUẢ NĂM 2025 (lần 3)"],
            &["Tháng 9/2025", "", "", "Đơn vị tính:", "hồ sơ"],
        ];
        let grid = Grid::from_rows(&rows);
        let head = read(&grid, 0, 4, &[]);
        let text = |found: &Option<HeadText>| found.as_ref().map(|found| (found.text.clone(), found.cell));
        assert_eq!(text(&head.sender), Some(("UBND xã Nà Tấu".into(), Some((0, 2)))));
        assert_eq!(text(&head.unit), Some(("hồ sơ".into(), Some((3, 4)))));
        assert_eq!(head.revision.map(|revision| revision.number), Some(3));
        let month = head_period::read(&grid, 0, 4, Frequency::Month).map(|period| period.found);
        assert_eq!(text(&month), Some(("Tháng 9/2025".into(), Some((3, 0)))));
        assert_eq!(
            text(&head.form_code),
            Some(("02".into(), Some((0, 0)))),
            "a space parts a code that nobody declared"
        );
        let code = |text: &str| form_code(text, &text::without_marks(text), &[]);
        assert_eq!(code("BIỂU SỐ 02/CĐS").as_deref(), Some("02/CĐS"));
        assert_eq!(code("Mẫu số: 5a/BC-TK.").as_deref(), Some("5a/BC-TK"));
        assert_eq!(code("Màu 5"), None);
        assert!(names_code("Biểu số: 02 /CĐS", "02/CĐS"));
        assert!(!names_code("Biểu số 102/CĐS", "02/CĐS"));
    }
}
