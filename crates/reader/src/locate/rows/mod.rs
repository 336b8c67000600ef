//! The rows below the labels: what each one is.
//!
//! Takes the rows from the labels down to the next table or the end of the sheet; gives the role of each row that holds
//! something. A role is known by the ordinal, the name, the code and by whether there are values, never by a row's place
//! alone: totals are above and below, sections have names of districts, and notes follow without a border.
//!
//! [`words`] holds the words and numbers, [`columns`] what a row gives by itself, [`neighbours`] what those around it make of
//! it; here they become roles.

pub mod above;
mod below_the_last;
pub mod columns;
mod labels_again;
mod listed_values;
mod lists;
pub mod neighbours;
mod parts_with_keys;
pub(in crate::locate) mod period_of_rows;
mod printed_amount;
pub mod printed_sums;
pub(in crate::locate) mod row_text;
mod spare_rows;
mod sums_of_areas;
mod sums_of_keys;
mod unit_parts;
pub mod unit_row;
pub mod unsplit;
pub mod words;

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

use crate::locate::labels::labelled::Labelled;
use crate::locate::numbering::Numbering;
use crate::project::written::form::{Field, Form};
use crate::sheet::grid::Grid;
use crate::values::text;
use columns::{Columns, RowKind, Seen};
use listed_values::ListedValues;
use lists::NotesOfList;
use printed_sums::SumsByField;
use unsplit::Unsplit;
pub use words::{behind_part_words, ends_the_body, is_total, sums};

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

impl RowRole {
    /// True for a row of the table itself: of units, a heading, a part, a total, a blank one.
    pub const fn is_of_the_body(self) -> bool {
        !self.is_aside() && !matches!(self, Self::Unit)
    }

    /// True for what is in no column and in no section: a note, numbers of columns, labels that are printed again. A unit of measure is in the section whose
    /// rows it is of.
    pub const fn is_aside(self) -> bool {
        matches!(self, Self::Note | Self::Numbering | Self::Label)
    }
}

/// What a total sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TotalScope {
    Table,
    Section,
}

/// The rows of the body, and what its first numbering row says. Blank rows are left out; `repeated` are rows of labels that are printed again on a further page, in order;
/// `before` gives the sums of the tables that this one may go on with.
pub fn classify(
    grid: &Grid,
    form: &Form,
    labelled: &[Labelled],
    body: Range<u32>,
    repeated: &[RangeInclusive<u32>],
    before: &dyn Fn() -> SumsByField,
) -> (Vec<Row>, Numbering) {
    let columns = Columns::new(form, labelled);
    let keys = sums_of_keys::KeyColumns::new(form, labelled);
    let areas = sums_of_areas::AreaColumns::new(form, labelled, columns.distinguishes_rows());
    let unsplit = Unsplit::new(form, labelled);
    let mut kinds: Vec<Seen> = Vec::new();
    let mut seen_data = false;
    let mut reported = 0;
    let mut since_labels = 0;
    // Below the labels of a table of no form, until those of the form come again.
    let mut in_other = false;
    let mut first_numbering: Option<usize> = None;
    let mut repeated = repeated.iter().peekable();
    for (row, cells) in grid.rows(body.start..body.end.max(body.start)) {
        while repeated.next_if(|labels| *labels.end() < row).is_some() {}
        if repeated.peek().is_some_and(|labels| labels.contains(&row)) {
            (seen_data, since_labels, in_other) = (false, 0, false);
            kinds.push(Seen::of(row, RowKind::Label));
            continue;
        }
        // It is reported, and heads nothing.
        if unsplit.is_row(cells) {
            kinds.push(Seen::of(row, RowKind::OtherTable));
            continue;
        }
        if seen_data && !in_other && labels_again::repeats_labels(labelled, cells) {
            (seen_data, since_labels) = (false, 0);
            kinds.push(Seen::of(row, RowKind::Label));
            continue;
        }
        let of_first = first_numbering.and_then(|place| kinds.get(place)).map(|seen| seen.numbered.as_slice());
        if seen_data
            && !in_other
            && let Some(numbered) = labels_again::numbers_again(&columns, of_first, cells)
        {
            first_numbering = first_numbering.or(Some(kinds.len()));
            kinds.push(Seen { numbered, ..Seen::of(row, RowKind::Numbering) });
            continue;
        }
        let begins_another =
            || columns.labels_another(form, labelled, cells) || labels_again::moves_labels(labelled, cells);
        if !in_other && seen_data && begins_another() {
            in_other = true;
            // With the lines above them that hold one text alone.
            let alone = |row: &&mut Seen| grid.row(row.index).iter().filter(|(_, cell)| !cell.is_blank()).count() < 2;
            kinds.iter_mut().rev().take_while(alone).for_each(|row| *row = Seen::of(row.index, RowKind::OtherTable));
        }
        if in_other {
            kinds.push(Seen::of(row, RowKind::OtherTable));
            continue;
        }
        let seen = columns.see(row, cells, since_labels < 4 && !seen_data);
        since_labels += 1;
        if seen.kind == RowKind::Numbering {
            first_numbering = first_numbering.or(Some(kinds.len()));
        }
        seen_data |= matches!(seen.kind, RowKind::Data | RowKind::Total | RowKind::GrandTotal | RowKind::PartOf);
        let reports = seen.kind == RowKind::Data && seen.reports;
        kinds.push(seen);
        if reports {
            reported = kinds.len();
        }
    }
    spare_rows::judge(grid, &mut kinds, columns.list.is_some());
    // After the last row with something to say come notes: a heading with nothing below it heads nothing. A note among rows
    // that report a unit ends nothing: what follows it must not be lost.
    let ended = (0..).zip(&kinds).skip(reported).find(|(_, row)| row.kind == RowKind::End);
    let ended = ended.map_or(kinds.len(), |(place, _)| place);
    if let Some(body) = kinds.get_mut(..ended) {
        parts_with_keys::judge(body, grid, &columns);
        neighbours::judge(body, columns.has_areas);
        listed_values::judge(body, grid, &columns);
        if let Some(areas) = &areas {
            sums_of_areas::judge(body, grid, &columns, areas);
        }
        unit_parts::judge(body, grid, &columns);
        lists::judge(body, grid, &columns);
        printed_sums::judge(body, grid, &columns, before);
        if let Some(keys) = &keys {
            sums_of_keys::judge(body, grid, &columns, keys);
        }
        below_the_last::judge(body, grid, &columns);
    }
    let solid = |kind: RowKind| {
        !matches!(
            kind,
            RowKind::Blank
                | RowKind::Section
                | RowKind::Numbering
                | RowKind::Label
                | RowKind::Unit
                | RowKind::End
                | RowKind::OtherTable
                | RowKind::Note
        )
    };
    let last = kinds.iter().take(ended).rposition(|row| solid(row.kind)).map_or(0, |place| place + 1);
    let mut rows: Vec<Row> = Vec::new();
    let (mut section, mut summed) = (None, false);
    for (place, seen) in kinds.iter().enumerate() {
        let (index, kind) = (seen.index, seen.kind);
        let next = || {
            kinds
                .iter()
                .take(last)
                .skip(place + 1)
                .map(|row| row.kind)
                .find(|kind| !matches!(kind, RowKind::Blank | RowKind::Label | RowKind::OtherTable | RowKind::Note))
        };
        let role = match kind {
            RowKind::Blank => continue,
            RowKind::Numbering => RowRole::Numbering,
            RowKind::Label => RowRole::Label,
            RowKind::Unit if place < last => RowRole::Unit,
            _ if place >= last => RowRole::Note,
            RowKind::End | RowKind::Unit | RowKind::OtherTable | RowKind::Note => RowRole::Note,
            RowKind::Data => RowRole::Data,
            RowKind::PartOf => RowRole::PartOf,
            RowKind::GrandTotal => {
                section = None;
                RowRole::Total(TotalScope::Table)
            }
            RowKind::Section => {
                (section, summed) = (Some(index), false);
                rows.push(Row { index, role: RowRole::Section, section: None });
                continue;
            }
            RowKind::SectionWithTotal => {
                (section, summed) = (Some(index), true);
                RowRole::Total(TotalScope::Section)
            }
            RowKind::Total => {
                let heads_section = rows.last().is_some_and(|row| row.role == RowRole::Section);
                let ends_section = matches!(
                    next(),
                    Some(RowKind::Section | RowKind::SectionWithTotal | RowKind::Total | RowKind::GrandTotal)
                );
                if section.is_some() && !summed && (heads_section || ends_section || seen.subtotal) {
                    summed = true;
                    RowRole::Total(TotalScope::Section)
                } else {
                    section = None;
                    RowRole::Total(TotalScope::Table)
                }
            }
        };
        let section = section.filter(|_| !role.is_aside());
        rows.push(Row { index, role, section });
    }
    let numbering = kinds.into_iter().find(|seen| seen.kind == RowKind::Numbering);
    (rows, numbering.map(|seen| Numbering { row: seen.index, columns: seen.numbered }).unwrap_or_default())
}

/// Rows below the labels that are no data.
pub struct RowsPassedOver {
    /// Those that fill half of the columns and were taken for notes.
    pub notes: Vec<u32>,
    /// The labels of a table of no form, where there are numbers below them: all from there on are its rows.
    pub other_table: Option<u32>,
    /// True where these are the labels of this table over other columns.
    pub moves_labels: bool,
    /// The first row with an amount, where no row is data and some print sums.
    pub only_sums: Option<u32>,
    /// Texts that are alone among the rows of a list, or right below them, where the other rows have numbers; each with its row and column.
    pub lone_texts: Vec<(u32, u32)>,
    /// Words for nothing in the place of a name in a list, likewise.
    pub nothing: Vec<(u32, u32)>,
}

/// What of a body is not read.
pub fn passed_over(grid: &Grid, form: &Form, labelled: &[Labelled], body: &[Row]) -> RowsPassedOver {
    let columns = Columns::new(form, labelled);
    let notes = || body.iter().filter(|row| row.role == RowRole::Note).map(|row| row.index);
    let holds_amount = |row: u32| columns.holds_amount(grid.row(row));
    let moves_labels = |row: u32| labels_again::moves_labels(labelled, grid.row(row));
    let labels = notes().find(|row| moves_labels(*row) || columns.labels_another(form, labelled, grid.row(*row)));
    let other_table = labels.filter(|labels| notes().any(|row| row > *labels && holds_amount(row)));
    let moves_labels = other_table.is_some_and(moves_labels);
    let is_of_this = |row: &u32| other_table.is_none_or(|labels| *row < labels);
    let NotesOfList { lone_texts, nothing } = lists::notes(grid, &columns, body);
    let is_no_row = |row: &u32| !lone_texts.iter().chain(&nothing).any(|(of_list, _)| of_list == row);
    let filled = notes().filter(is_of_this).filter(is_no_row).filter(|row| columns.fills(grid.row(*row))).collect();
    let mut sums = body.iter().filter(|row| matches!(row.role, RowRole::Total(_) | RowRole::PartOf));
    let has_data = body.iter().any(|row| row.role == RowRole::Data);
    let only_sums = sums.find(|row| !has_data && holds_amount(row.index)).map(|row| row.index);
    RowsPassedOver { notes: filled, other_table, moves_labels, only_sums, lone_texts, nothing }
}

/// The section of a row of a body, which is in the order of the sheet.
pub fn section_of(body: &[Row], index: u32) -> Option<u32> {
    body.binary_search_by_key(&index, |row| row.index).ok().and_then(|place| body.get(place)?.section)
}

/// True where the name of a heading is that of a unit of the form: "Xã Nậm Tin".
pub fn heads_a_unit(form: &Form, name: &str) -> bool {
    words::Levels::of(form).naming(&text::name(name)) == words::Naming::Own
}

/// True for the heading of a section, and for one that prints the sum of its rows.
pub fn heads(row: &Row) -> bool {
    row.role == RowRole::Section || row.section == Some(row.index)
}

/// How a heading is numbered: one that is numbered so again ends what is below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadingNumber {
    Roman,
    Letter,
}

impl HeadingNumber {
    /// What a text is as the number of a heading: "II", "A".
    pub fn of(written: &str) -> Option<Self> {
        let number = text::name(written);
        let roman = words::bare(&number).chars().all(|sign| matches!(sign, 'i' | 'v' | 'x' | 'l'));
        words::is_heading_number(&number).then_some(if roman { Self::Roman } else { Self::Letter })
    }
}

/// The words of a heading, and the number before them: "I. Kế hoạch".
pub fn heading_words(written: &str) -> (Option<HeadingNumber>, &str) {
    words::numbered(written).map_or((None, written.trim()), |(number, rest)| (HeadingNumber::of(number), rest))
}

/// What the section rows of a body say, by their place: the words of each, without its number.
pub fn sections(grid: &Grid, body: &[Row]) -> BTreeMap<u32, String> {
    let words = |row: &Row| {
        let texts = grid.row(row.index).iter().filter_map(|(_, cell)| cell.as_text());
        let longest = longest_words(texts)?;
        Some((row.index, words::numbered(longest).map_or(longest.trim(), |(_, rest)| rest).to_owned()))
    };
    body.iter().filter(|row| heads(row)).filter_map(words).collect()
}

/// The longest of texts that have letters; of texts without any, which are amounts where others are beside them, the longest.
pub fn longest_words<'t>(texts: impl Iterator<Item = &'t str>) -> Option<&'t str> {
    texts.max_by_key(|text| (text.contains(char::is_alphabetic), text.chars().count()))
}

/// The value of a field that each section gives to its rows, where the field has values to choose from and sections name
/// some of them: "II. Kinh tế số", also behind what the field is called: "II. Lĩnh vực: kinh tế số".
pub fn values_of_sections(field: &Field, sections: &BTreeMap<u32, String>) -> BTreeMap<u32, String> {
    let values = ListedValues::of(field);
    let named = |section: &String| field.listed().get(values.named_by(&text::name(section))?).cloned();
    sections.iter().filter_map(|(row, section)| Some((*row, named(section)?))).collect()
}
