//! The rows below the labels: what each one is.
//!
//! Takes the rows from the labels down to the next table or the end of the sheet; gives the role of each row that holds
//! something. A role is told by the ordinal, the name, the code and by whether there are values, never by a row's place
//! alone: totals stand above and below, sections have names of districts, and notes follow without a border.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

use crate::project::form::{Field, Form, Role};
use crate::read::grid::{Cell, Grid};
use crate::read::head;
use crate::read::header::Labelled;
use crate::read::numbering::{self, Numbering};
use crate::text;

/// A row of a table; `index` counts from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub index: u32,
    pub role: RowRole,
    /// The index of the section row above that this row belongs to.
    pub section: Option<u32>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowRole {
    Data,
    /// A heading over the rows below: a district, a group.
    Section,
    /// "Trong đó": a part of the row above, not to be added.
    PartOf,
    Total(TotalScope),
    /// Notes and signatures after the data.
    Note,
    /// Nothing but white space.
    Blank,
    /// `A | B | 1 | 2 | 3=1+2`.
    Numbering,
    /// The labels of the table, printed again on a further page.
    Label,
    /// "Đơn vị tính: tỷ đồng": the unit of measure of the rows below.
    Unit,
}

/// What a total sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TotalScope {
    Table,
    Section,
}

/// Which columns tell the role of a row.
struct Columns {
    ordinal: Option<u32>,
    code: Option<u32>,
    names: Vec<u32>,
    measures: Vec<u32>,
    has_areas: bool,
    first: u32,
    last: u32,
}

impl Columns {
    fn new(form: &Form, labelled: &[Labelled]) -> Self {
        let mut columns = Self {
            ordinal: None,
            code: None,
            names: Vec::new(),
            measures: Vec::new(),
            has_areas: form.has_areas(),
            first: labelled.first().map_or(0, |column| column.column),
            last: labelled.last().map_or(0, |column| column.column),
        };
        for labelled in labelled {
            let Some(field) = labelled.field().and_then(|field| form.schema.fields.get(field)) else { continue };
            match field.role {
                Some(Role::Ordinal) => columns.ordinal = Some(labelled.column),
                Some(Role::Area) if is_code_field(&field.name, field.title.as_deref()) => {
                    columns.code = Some(labelled.column)
                }
                Some(Role::Area) => columns.names.push(labelled.column),
                _ if field.is_measure() => columns.measures.push(labelled.column),
                _ => {}
            }
        }
        columns
    }
}

/// True for the field that holds a unit's code, where another holds its name.
pub fn is_code_field(name: &str, title: Option<&str>) -> bool {
    name == "code"
        || name.ends_with("_code")
        || name.starts_with("code_")
        || title.is_some_and(|title| text::label(title).starts_with("mã "))
}

/// What the words of a row say, before its neighbours are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Blank,
    Numbering,
    Label,
    Unit,
    /// Where the body ends, whatever follows.
    End,
    PartOf,
    /// A word that sums the whole table.
    GrandTotal,
    /// "Cộng", "Tổng số": the table or the section, as its place says.
    Total,
    /// A section that prints its own total: "I | Huyện Điện Biên | 123".
    SectionWithTotal,
    Section,
    Data,
}

/// The rows of the body. Blank rows are left out; `repeated` are rows of labels that are printed again on a further page.
pub fn classify(
    grid: &Grid,
    form: &Form,
    labelled: &[Labelled],
    body: Range<u32>,
    repeated: &[RangeInclusive<u32>],
) -> Vec<Row> {
    let columns = Columns::new(form, labelled);
    let mut kinds: Vec<(u32, Kind)> = Vec::new();
    let mut seen_data = false;
    let mut reported = 0;
    let mut since_labels = 0;
    for (row, cells) in grid.rows(body.start..body.end.max(body.start)) {
        if repeated.iter().any(|labels| labels.contains(&row)) {
            (seen_data, since_labels) = (false, 0);
            kinds.push((row, Kind::Label));
            continue;
        }
        let kind = columns.kind(cells, since_labels < 4 && !seen_data);
        since_labels += 1;
        seen_data |=
            matches!(kind, Kind::Data | Kind::Total | Kind::GrandTotal | Kind::PartOf | Kind::SectionWithTotal);
        kinds.push((row, kind));
        if kind == Kind::Data && columns.reports(cells) {
            reported = kinds.len();
        }
    }
    // After the last row with something to say come notes: a heading with nothing below it heads nothing. A note among rows
    // that report a unit ends nothing: what follows it must not be lost.
    let ended = (0..).zip(&kinds).skip(reported).find(|(_, (_, kind))| *kind == Kind::End);
    let ended = ended.map_or(kinds.len(), |(place, _)| place);
    let solid = |kind: &Kind| {
        !matches!(kind, Kind::Blank | Kind::Section | Kind::Numbering | Kind::Label | Kind::Unit | Kind::End)
    };
    let last = kinds.iter().take(ended).rposition(|(_, kind)| solid(kind)).map_or(0, |place| place + 1);
    let mut rows: Vec<Row> = Vec::new();
    let (mut section, mut summed) = (None, false);
    for (place, (index, kind)) in kinds.iter().enumerate() {
        let next = || {
            kinds
                .iter()
                .take(last)
                .skip(place + 1)
                .find(|(_, kind)| !matches!(kind, Kind::Blank | Kind::Label))
                .map(|(_, kind)| *kind)
        };
        let role = match kind {
            Kind::Blank => continue,
            Kind::Numbering => RowRole::Numbering,
            Kind::Label => RowRole::Label,
            Kind::Unit if place < last => RowRole::Unit,
            _ if place >= last => RowRole::Note,
            Kind::End | Kind::Unit => RowRole::Note,
            Kind::Data => RowRole::Data,
            Kind::PartOf => RowRole::PartOf,
            Kind::GrandTotal => {
                section = None;
                RowRole::Total(TotalScope::Table)
            }
            Kind::Section => {
                (section, summed) = (Some(*index), false);
                rows.push(Row { index: *index, role: RowRole::Section, section: None });
                continue;
            }
            Kind::SectionWithTotal => {
                (section, summed) = (Some(*index), true);
                RowRole::Total(TotalScope::Section)
            }
            Kind::Total => {
                let heads_section = rows.last().is_some_and(|row| row.role == RowRole::Section);
                let ends_section =
                    matches!(next(), Some(Kind::Section | Kind::SectionWithTotal | Kind::Total | Kind::GrandTotal));
                let subtotal = columns.says_subtotal(grid.row(*index));
                if section.is_some() && !summed && (heads_section || ends_section || subtotal) {
                    summed = true;
                    RowRole::Total(TotalScope::Section)
                } else {
                    section = None;
                    RowRole::Total(TotalScope::Table)
                }
            }
        };
        let section = section.filter(|_| !matches!(role, RowRole::Note | RowRole::Numbering | RowRole::Label));
        rows.push(Row { index: *index, role, section });
    }
    rows
}

/// The section of a row of a body, which is in the order of the sheet.
pub fn section_of(body: &[Row], index: u32) -> Option<u32> {
    body.binary_search_by_key(&index, |row| row.index).ok().and_then(|place| body.get(place)?.section)
}

/// What the section rows of a body say, by their place: the words of each, without its number.
pub fn sections(grid: &Grid, body: &[Row]) -> BTreeMap<u32, String> {
    let words = |row: &Row| {
        let texts = grid.row(row.index).iter().filter_map(|(_, cell)| cell.as_text());
        let longest = texts.max_by_key(|text| text.chars().count())?;
        let (number, rest) = longest.split_once(['.', ')', ':']).unwrap_or(("", longest));
        let numbered = is_heading_number(&text::name(number)) || is_count(number.trim());
        let rest = rest.trim();
        Some((row.index, if numbered && !rest.is_empty() { rest } else { longest.trim() }.to_owned()))
    };
    body.iter().filter(|row| row.role == RowRole::Section).filter_map(words).collect()
}

/// The value of a field that each section gives to its rows, where the field has values to choose from and sections name
/// some of them: "II. Kinh tế số".
pub fn values_of_sections(field: &Field, sections: &BTreeMap<u32, String>) -> BTreeMap<u32, String> {
    let named = |section: &String| {
        let key = text::name(section);
        field.constraints.allowed.iter().find(|value| text::name(value) == key).cloned()
    };
    sections.iter().filter_map(|(row, section)| Some((*row, named(section)?))).collect()
}

/// The numbers and formulas of the first numbering row of a body.
pub fn numbering(grid: &Grid, labelled: &[Labelled], body: &[Row]) -> Numbering {
    let row = body.iter().find(|row| row.role == RowRole::Numbering).map(|row| row.index);
    let (Some(first), Some(last), Some(row)) = (labelled.first(), labelled.last(), row) else {
        return Numbering::default();
    };
    let within = |(column, cell): &&(u32, Cell)| (first.column..=last.column).contains(column) && !cell.is_blank();
    let cells: Vec<&(u32, Cell)> = grid.row(row).iter().filter(within).collect();
    Numbering { row, columns: numbering::read(&cells).unwrap_or_default() }
}

impl Columns {
    fn kind(&self, cells: &[(u32, Cell)], may_number: bool) -> Kind {
        let within: Vec<&(u32, Cell)> = cells
            .iter()
            .filter(|(column, cell)| (self.first..=self.last).contains(column) && !cell.is_blank())
            .collect();
        if within.is_empty() {
            // What stands beside the table is not the table's; a signature does.
            return if cells.iter().any(|(_, cell)| ends_the_body(&cell.display())) { Kind::End } else { Kind::Blank };
        }
        if may_number && numbering::read(&within).is_some() {
            return Kind::Numbering;
        }
        if within.len() < 3 && head::unit_of_line(&within).is_some() {
            return Kind::Unit;
        }
        let at = |column: u32| within.iter().find(|(place, _)| *place == column).map(|(_, cell)| cell);
        let code = self.code.and_then(at).is_some_and(is_code);
        let values = || self.measures.iter().filter_map(|column| at(*column));
        let any_value = values().next().is_some();
        let number = values().any(is_number);
        if !code && !number && cells.iter().any(|(_, cell)| ends_the_body(&cell.display())) {
            return Kind::End;
        }
        let ordinal = self.ordinal.and_then(at).map(|cell| match cell.as_text() {
            Some(text) => text::name(text),
            None => cell.display().into_owned(),
        });
        let ordinal = ordinal.unwrap_or_default();
        let texts: Vec<String> = if self.has_areas {
            // What holds a code is no word.
            let columns = self.names.iter().chain(self.code.iter().filter(|_| !code));
            let words = columns.filter_map(|column| at(*column)).map(|cell| text::name(&cell.display()));
            words.chain((!ordinal.is_empty()).then(|| ordinal.clone())).collect()
        } else {
            within
                .iter()
                .find(|(_, cell)| cell.as_text().is_some())
                .map(|(_, cell)| text::name(&cell.display()))
                .into_iter()
                .collect()
        };
        if texts.iter().any(|text| starts_with_word(text, &["trong đó", "chia ra"])) {
            return Kind::PartOf;
        }
        // A place that counts among its neighbours may bear such a name: "7 | Tổng".
        let counted = self.ordinal.is_some() && self.has_areas && is_count(&ordinal);
        if !code {
            let total = texts.iter().filter_map(|text| total(text, self.code.is_some() && !counted, counted)).next();
            if let Some(kind) = total {
                return kind;
            }
        }
        if !self.has_areas || code {
            return Kind::Data;
        }
        let name = self
            .names
            .iter()
            .find_map(|column| at(*column))
            .map(|cell| text::name(&cell.display()))
            .unwrap_or_default();
        let heading = ordinal.is_empty()
            || is_heading_number(&ordinal)
            || !ordinal.starts_with(|sign: char| sign.is_ascii_digit());
        if any_value {
            // A district above its communes prints their sum; communes have codes or count 1, 2, 3.
            let district = starts_with_word(&name, &["huyện", "thị xã", "thành phố", "tp", "tx", "khu vực"]);
            let subtotal = district && is_heading_number(&ordinal);
            return if subtotal { Kind::SectionWithTotal } else { Kind::Data };
        }
        let commune = starts_with_word(&name, &["xã", "phường", "thị trấn", "x", "p", "tt"]);
        if heading && !commune { Kind::Section } else { Kind::Data }
    }

    /// True for a row that names a unit and has a number in at least half of the columns of measures: no signature has.
    fn reports(&self, cells: &[(u32, Cell)]) -> bool {
        let at = |column: &u32| cells.iter().find(|(place, _)| place == column).map(|(_, cell)| cell);
        let named = match &self.code {
            Some(code) => at(code).is_some_and(is_code),
            None if !self.has_areas => true,
            None => self.names.iter().filter_map(at).any(|cell| !cell.is_blank()),
        };
        let numbers = self.measures.iter().filter_map(at).filter(|cell| is_number(cell)).count();
        named && numbers > 0 && numbers * 2 >= self.measures.len()
    }

    /// "Cộng khu vực I": the words themselves name the section.
    fn says_subtotal(&self, cells: &[(u32, Cell)]) -> bool {
        cells.iter().filter_map(|(_, cell)| cell.as_text()).any(|text| {
            let key = text::name(text);
            key == "cộng"
                || starts_with_word(
                    &key,
                    &["cộng khu vực", "cộng huyện", "cộng mục", "cộng phần", "cộng nhóm", "tổng khu vực"],
                )
        })
    }
}

/// A cell of the code column that holds a code: digits, perhaps typed as a number.
fn is_code(cell: &Cell) -> bool {
    match cell {
        Cell::Number(_) | Cell::Integer(_) | Cell::Decimal(_) | Cell::Percent(_) => true,
        Cell::Text(text) => text.chars().any(|sign| sign.is_ascii_digit()),
        _ => false,
    }
}

/// A value that no signature has: a number, or text made of digits, or a sign of the statistics offices.
fn is_number(cell: &Cell) -> bool {
    match cell {
        Cell::Number(_) | Cell::Integer(_) | Cell::Decimal(_) | Cell::Percent(_) | Cell::Uncomputed(_) => true,
        Cell::Text(text) => {
            let text = text.trim();
            matches!(text, "-" | "..." | "…" | "x" | "X")
                || (text.chars().any(|sign| sign.is_ascii_digit())
                    && text.chars().filter(|sign| sign.is_alphabetic()).count() <= 1)
        }
        _ => false,
    }
}

/// True where the text begins with one of the words, whole.
fn starts_with_word(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        text.strip_prefix(word).is_some_and(|rest| rest.chars().next().is_none_or(|sign| !sign.is_alphanumeric()))
    })
}

/// Whether a text is that of a total. Without a code column "Tổng Cọt" may be a place, and "Cộng Hòa" one anywhere.
fn total(text: &str, has_codes: bool, counted: bool) -> Option<Kind> {
    const WHOLE: [&str; 13] = [
        "tổng cộng",
        "toàn huyện",
        "toàn tỉnh",
        "toàn xã",
        "toàn thị xã",
        "toàn thành phố",
        "toàn phường",
        "toàn thị trấn",
        "tổng số toàn",
        "tổng toàn",
        "cộng toàn",
        "cộng chung",
        "tổng chung",
    ];
    const EITHER: [&str; 12] = [
        "mang sang",
        "cộng mang sang",
        "cộng trang",
        "tổng trang",
        "tổng số",
        "cộng khu vực",
        "cộng huyện",
        "cộng mục",
        "cộng phần",
        "cộng nhóm",
        "cộng các",
        "tổng khu vực",
    ];
    let text = text.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    if starts_with_word(text, &WHOLE) {
        return Some(Kind::GrandTotal);
    }
    let plain = !counted && matches!(text, "cộng" | "tổng");
    (plain || starts_with_word(text, &EITHER) || (has_codes && starts_with_word(text, &["tổng"])))
        .then_some(Kind::Total)
}

/// True for a text that names no unit of a row: a total, a part of the row above.
pub(crate) fn sums(written: &str) -> bool {
    let key = text::name(written);
    total(&key, true, false).is_some() || starts_with_word(&key, &["trong đó", "chia ra"])
}

/// True where a text begins the part below the body: notes, place and day, signatures.
pub(crate) fn ends_the_body(text: &str) -> bool {
    const WORDS: [&str; 15] = [
        "ghi chú",
        "người lập",
        "người tổng hợp",
        "lập biểu",
        "thủ trưởng",
        "xác nhận",
        "nơi nhận",
        "kế toán",
        "chủ tịch",
        "tm",
        "kt",
        "người duyệt",
        "người kiểm tra",
        "phụ trách",
        "giám đốc",
    ];
    if text.len() > 4000 {
        return false;
    }
    let key = text::name(text);
    let key = key.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    let day = key.split_once("ngày").is_some_and(|(_, rest)| {
        rest.split_once("tháng").is_some_and(|(day, rest)| day.chars().count() <= 12 && rest.contains("năm"))
    });
    day || starts_with_word(key, &WORDS)
}

/// 1, 12, 3.: the number of a row among others of its kind.
fn is_count(ordinal: &str) -> bool {
    let digits = ordinal.trim_end_matches(['.', ')', ' ']);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A, B, I, IV: numbers of headings.
fn is_heading_number(ordinal: &str) -> bool {
    let letters = ordinal.trim_end_matches(['.', ')', ' ']);
    let roman = !letters.is_empty() && letters.chars().all(|sign| matches!(sign, 'i' | 'v' | 'x' | 'l'));
    roman || (letters.chars().count() == 1 && letters.chars().all(char::is_alphabetic))
}
