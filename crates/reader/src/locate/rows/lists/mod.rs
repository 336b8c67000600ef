//! The rows of a list: a form in which one unit has several rows, distinguished by the name of a thing.
//!
//! Takes rows as their words and neighbours give them; those that are no thing of their own become what they are: the heading of a unit or of a
//! group, a part of the thing above, the rest of its text, the statement that a unit has none.
//!
//! [`Listed`] holds what one row shows by itself; each of the other files judges one kind of row.

mod groups;
mod lone_texts;
mod nothing;
mod parts;
mod unfilled;
mod units;

use std::collections::BTreeSet;

use super::columns::{Columns, RowKind, Seen};
use super::printed_amount::{amount, with_sign};
use super::printed_sums::Amounts;
use super::spare_rows;
use super::words::{is_count, is_dashed, is_heading_number, numbered, total};
use super::{Row, RowRole};
use crate::locate::labels::labelled::Labelled;
use crate::project::written::form::{Form, Role};
use crate::sheet::grid::{Cell, Grid, cell_of};
use crate::values::text;

/// The columns of a list.
pub(super) struct ListColumns {
    ordinal: Option<u32>,
    /// Codes and names of units.
    units: Vec<u32>,
    /// The fields that distinguish the rows of one unit.
    apart: Vec<u32>,
    /// The one of them that holds any text, the name of the thing.
    thing: Option<u32>,
    measures: Vec<u32>,
    /// The words of the label of the thing.
    words: Vec<String>,
}

impl ListColumns {
    /// Nothing where the form lists nothing, or where its rows come piece by piece.
    pub fn new(form: &Form, labelled: &[Labelled]) -> Option<Self> {
        if !form.has_areas() || form.has_lines() {
            return None;
        }
        let mut columns = Self {
            ordinal: None,
            units: Vec::new(),
            apart: Vec::new(),
            thing: None,
            measures: Vec::new(),
            words: Vec::new(),
        };
        for labelled in labelled {
            let Some(field) = labelled.field().and_then(|field| form.schema.fields.get(field)) else { continue };
            match field.role {
                Some(Role::Ordinal) => columns.ordinal = Some(labelled.column),
                Some(Role::AreaCode | Role::Area | Role::AreaName) => columns.units.push(labelled.column),
                None if form.schema.primary_key.contains(&field.name) => {
                    columns.apart.push(labelled.column);
                    let is_name = field.listed().is_empty() && !field.kind.is_numeric();
                    if is_name && columns.thing.is_none() {
                        columns.thing = Some(labelled.column);
                        let labels = field.title.iter().chain(&field.labels).chain(&labelled.path);
                        let words = |label: &String| -> Vec<String> {
                            text::name(label).split_whitespace().map(str::to_owned).collect()
                        };
                        columns.words = labels.flat_map(words).collect();
                    }
                }
                _ if field.is_measure() => columns.measures.push(labelled.column),
                _ => {}
            }
        }
        (!columns.apart.is_empty()).then_some(columns)
    }

    /// What names the unit of a row, as [`text::name`] writes it; nothing where the row leaves it blank.
    fn unit(&self, cells: &[(u32, Cell)]) -> Option<String> {
        let unit = self.units.iter().map(|column| cell_of(cells, *column)).find(|cell| !cell.is_blank());
        unit.map(|cell| text::name(&cell.display()))
    }
}

/// What a row shows of the list that it may be in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Listed {
    /// True where neither a code nor a name of a unit is in the row.
    pub unnamed: bool,
    /// True where a field that distinguishes the rows of one unit is filled.
    pub apart: bool,
    /// True where the name of the thing is.
    pub thing: bool,
    /// True where a dash, a plus or a bullet is before the name of the thing, or in the place of its number.
    pub dashed: bool,
    /// True where beside the name of the thing there is its number, or nothing.
    pub alone: bool,
    /// True where beside number, unit and name there are measures, or nothing.
    pub only_amounts: bool,
    /// True where a measure holds something.
    pub amounts: bool,
    /// True for a name in capitals, or behind the number of a heading: "I. Công trình giao thông".
    pub headed: bool,
    /// True for a name that begins as the rest of a text does: in parentheses, with a small letter.
    pub goes_on: bool,
    /// True where the name is a word for nothing, and the row holds nothing else of a thing.
    pub names_nothing: bool,
    /// True where the name is the word of a total, and amounts are all that is beside it.
    pub sums: bool,
    /// True where dots are where a name may be written, and the row holds nothing of a thing.
    pub is_to_write: bool,
}

impl Listed {
    /// What the cells of a row under the labels show.
    pub fn of(columns: &ListColumns, cells: &[&(u32, Cell)]) -> Self {
        let filled = |of: &[u32]| cells.iter().any(|(column, _)| of.contains(column));
        let name = columns.thing.and_then(|thing| cells.iter().find(|(column, _)| *column == thing));
        let written = name.map(|(_, cell)| cell.display()).unwrap_or_default();
        let written = written.trim();
        let ordinal = columns.ordinal.and_then(|ordinal| cells.iter().copied().find(|(column, _)| *column == ordinal));
        let of_thing = |column: &u32| Some(*column) == columns.thing || Some(*column) == columns.ordinal;
        let of_unit = |column: &u32| of_thing(column) || columns.units.contains(column);
        let dash = |(_, cell): &(u32, Cell)| cell.as_text().is_some_and(is_dashed);
        let holds_no_more =
            || cells.iter().filter(|(column, _)| !of_unit(column)).all(|(_, cell)| nothing::holds_nothing(cell));
        let has_words = written.chars().any(char::is_alphabetic);
        Self {
            unnamed: !filled(&columns.units),
            apart: filled(&columns.apart),
            thing: name.is_some(),
            dashed: ordinal.is_some_and(dash) || has_words && is_dashed(written),
            alone: name.is_some() && has_words && cells.iter().all(|(column, _)| of_thing(column)),
            only_amounts: cells.iter().all(|(column, _)| of_unit(column) || columns.measures.contains(column)),
            amounts: filled(&columns.measures),
            headed: is_headed(written),
            goes_on: lone_texts::goes_on(written),
            sums: name.is_some()
                && cells.iter().all(|(column, _)| of_thing(column) || columns.measures.contains(column))
                && total(&text::name(written), false, false).is_some(),
            names_nothing: nothing::names_nothing(written, &columns.words) && holds_no_more(),
            is_to_write: name.is_some_and(|(_, cell)| written != "-" && spare_rows::is_dots(cell)) && holds_no_more(),
        }
    }
}

/// True for capitals, and for words behind the number of a heading.
fn is_headed(written: &str) -> bool {
    let capitals = written.chars().any(char::is_uppercase) && !written.chars().any(char::is_lowercase);
    let behind_number = || {
        numbered(written)
            .is_some_and(|(number, _)| number.starts_with(char::is_uppercase) && is_heading_number(&text::name(number)))
    };
    capitals || behind_number()
}

/// Judges the rows of a list.
pub(super) fn judge(rows: &mut [Seen], grid: &Grid, columns: &Columns) {
    let Some(list) = &columns.list else { return };
    for row in rows.iter_mut().filter(|row| row.kind == RowKind::Data && row.ordinal.is_empty() && row.listed.sums) {
        row.kind = RowKind::Total;
    }
    nothing::judge(rows);
    to_write(rows, grid, list);
    units::judge(rows, grid, columns);
    if list.thing.is_some() {
        groups::judge(rows, grid, columns);
        parts::judge(rows, grid, columns, list);
        lone_texts::judge(rows, grid, list);
        unfilled::judge(rows, grid, list);
    }
}

/// Rows for further things of a unit, in which nobody wrote one. Of a unit that has no thing they are its answer, and are judged as such.
fn to_write(rows: &mut [Seen], grid: &Grid, list: &ListColumns) {
    if !rows.iter().any(|row| row.listed.is_to_write) {
        return;
    }
    let things = rows.iter().filter(|row| row.kind == RowKind::Data && row.listed.thing && !row.listed.is_to_write);
    let units: BTreeSet<String> = things.filter_map(|row| list.unit(grid.row(row.index))).collect();
    for row in rows.iter_mut().filter(|row| row.kind == RowKind::Data && row.listed.is_to_write) {
        if list.unit(grid.row(row.index)).is_some_and(|unit| units.contains(&unit)) {
            row.kind = RowKind::Blank;
        }
    }
}

/// True where the ordinals number things and not their units: one without a unit has a number, or one of the same unit as the numbered row before.
fn numbers_things(rows: &[Seen], grid: &Grid, list: &ListColumns) -> bool {
    let mut before: Option<String> = None;
    let numbered = |row: &&Seen| row.kind == RowKind::Data && row.listed.thing && is_count(&row.ordinal);
    rows.iter().filter(numbered).any(|row| {
        let unit = list.unit(grid.row(row.index));
        let same = unit.is_none() || unit == before;
        before = unit;
        same
    })
}

/// The amounts of a row that may be summed, where texts write their decimals with this sign.
fn amounts(row: &Seen, grid: &Grid, columns: &Columns, sign: char) -> Amounts {
    columns.summed(grid.row(row.index)).map(|cell| amount(cell, |text| with_sign(text, sign))).collect()
}

/// Notes of a list that are reported, each with its row and the column of names.
#[derive(Default)]
pub(super) struct NotesOfList {
    /// Texts that are alone among the rows of a list, or right below them.
    pub lone_texts: Vec<(u32, u32)>,
    /// Rows in which a word for nothing has the place of a name.
    pub nothing: Vec<(u32, u32)>,
}

/// The notes of a body that stand in the column of names of its list.
pub(super) fn notes(grid: &Grid, columns: &Columns, body: &[Row]) -> NotesOfList {
    let mut found = NotesOfList::default();
    let Some(thing) = columns.list.as_ref().and_then(|list| list.thing) else { return found };
    let last = body.iter().rposition(|row| row.role.is_of_the_body());
    let mut above: Option<&Row> = None;
    for (place, row) in body.iter().enumerate() {
        if row.role != RowRole::Note {
            above = Some(row);
            continue;
        }
        let seen = columns.see(row.index, grid.row(row.index), false);
        if matches!(seen.kind, RowKind::End | RowKind::OtherTable) {
            above = None;
            continue;
        }
        let is_within = last.is_some_and(|last| place < last);
        let is_right_below = above.is_some_and(|above| {
            above.index.saturating_add(1) == row.index && !matches!(above.role, RowRole::Total(_))
        });
        if seen.listed.names_nothing {
            found.nothing.push((row.index, thing));
        } else if seen.listed.alone && (is_within || is_right_below) {
            found.lone_texts.push((row.index, thing));
            above = Some(row);
        } else {
            above = None;
        }
    }
    found
}
