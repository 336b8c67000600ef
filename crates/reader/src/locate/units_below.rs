//! Units of measure in a row below the labels: "Hộ | Tỷ đồng | Tỷ đồng | %".
//!
//! Takes the labels of a table; gives the row of units and the unit of each column. It is right below the labels or below a blank row, above the
//! row that numbers the columns or below it, or in it ("2 (tỷ đồng)"). A unit that is merged over columns is that of each; a sign of repetition
//! is the unit on its left. A line "Đơn vị tính: tỷ đồng" states the unit of the table.

use std::collections::BTreeMap;

use super::Place;
use super::head::HeadText;
use super::head::head_figures;
use super::head::head_unit::{labels_units, may_label_units};
use super::known_text::KnownText;
use super::labels::header::Header;
use super::labels::label_path::last_parentheses;
use super::labels::labelled::Labelled;
use super::labels::{label_other, split_labels};
use super::numbering;
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::message;
use crate::project::written::form::{Field, Form};
use crate::sheet::grid::{Cell, Grid};
use crate::words::unit_text::{is_ditto, is_only_a_unit, perhaps_stated, stated, without_one};

/// Rows below the labels that are looked at.
const MOST_ROWS: usize = 4;

/// A text of each of some columns.
type OfColumns = BTreeMap<u32, String>;

/// A row of units and what it states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UnitsBelow {
    pub row: u32,
    /// True where it is right below the labels, and the rows of the table begin below it.
    pub is_next: bool,
    /// The unit of each column that has one, as written, without brackets around it.
    pub units: OfColumns,
    /// Words of this row that are no known unit, and their columns: "GD", "Món".
    pub unknown: OfColumns,
    /// The unit of the table, of a line that holds nothing else: "Đơn vị tính: tỷ đồng", in whatever column it is.
    pub of_table: Option<HeadText>,
}

impl UnitsBelow {
    /// The row of units below these labels.
    pub fn of(grid: &Grid, form: &Form, header: &Header) -> Option<Self> {
        let first = grid.below(header.bottom)?;
        let mut row = first;
        let mut has_numbers = false;
        for _ in 0..MOST_ROWS {
            let cells: Vec<&(u32, Cell)> = grid.row(row).iter().filter(|(_, cell)| !cell.is_blank()).collect();
            if let Some(unit) = of_line(&cells, row) {
                let units = BTreeMap::new();
                return Some(Self {
                    row,
                    is_next: row == first,
                    units,
                    unknown: BTreeMap::new(),
                    of_table: Some(unit),
                });
            }
            let of_row = of_row(&cells, |column| may_have_a_unit(form, header, column));
            let of_row = of_row.filter(|(units, _)| is_of_table(header, units));
            let in_numbers =
                || in_numbers(&cells).filter(|units| is_of_table(header, units)).map(|units| (units, BTreeMap::new()));
            if let Some((units, unknown)) = of_row.or_else(in_numbers) {
                let units = spread(grid, row, units);
                return Some(Self { row, is_next: row == first, units, unknown, of_table: None });
            }
            let numbers = !cells.is_empty() && numbering::read(&cells).is_some();
            if !cells.is_empty() && (!numbers || has_numbers) {
                return None;
            }
            has_numbers |= numbers;
            row = grid.below(row)?;
        }
        None
    }
}

fn is_of_table(header: &Header, units: &BTreeMap<u32, String>) -> bool {
    header.columns.iter().any(|labelled| units.contains_key(&labelled.column))
}

/// The unit of a line that says so in words: "Đơn vị tính: tỷ đồng".
fn of_line(cells: &[&(u32, Cell)], row: u32) -> Option<HeadText> {
    let [(column, cell)] = cells else { return None };
    let written = cell.as_text()?;
    let unit = KnownText::of(written).unit_after().filter(|unit| !unit.is_empty())?.to_owned();
    let has_words = unit.len() + 2 < written.trim().len();
    let units = stated(&unit);
    (has_words && (!units.is_empty() || units.is_unclear())).then(|| HeadText::new(&unit, row, *column))
}

/// The units of a row that holds nothing else, and perhaps the words that say so: "Đơn vị tính".
/// Beside a unit that is nothing else ("tỷ đồng"), a word that is not known ("Món", "GD") is one as well where `may_have_one` says so of its column.
fn of_row(cells: &[&(u32, Cell)], may_have_one: impl Fn(u32) -> bool) -> Option<(OfColumns, OfColumns)> {
    let (mut units, mut unknown) = (BTreeMap::new(), BTreeMap::new());
    let is_sure = |(_, cell): &&(u32, Cell)| cell.as_text().is_some_and(|text| is_only_a_unit(text.trim()));
    let has_sure = cells.iter().any(is_sure);
    let mut last: Option<String> = None;
    for (column, cell) in cells {
        let text = without_one(cell.as_text()?);
        if is_ditto(text) {
            // Of a word that is not known it is that word.
            if unknown.is_empty() || last.is_some() {
                units.insert(*column, last.clone()?);
            }
            continue;
        }
        // A dash: this column has none.
        if !text.contains(char::is_alphanumeric) && !matches!(text.trim(), "%" | "‰") && perhaps_stated(text).is_empty()
        {
            continue;
        }
        if perhaps_stated(text).is_empty() {
            // To the left of all units.
            if units.is_empty() && (labels_units(text) || may_label_units(text)) {
                continue;
            }
            if !(has_sure && may_have_one(*column) && may_be_unknown_unit(text)) {
                return None;
            }
            unknown.insert(*column, text.trim().to_owned());
            last = None;
            continue;
        }
        let unit = text.trim().trim_matches(['(', ')', '[', ']']).to_owned();
        last = Some(unit.clone());
        units.insert(*column, unit);
    }
    (!units.is_empty()).then_some((units, unknown))
}

impl Place<'_> {
    /// The words of a row of units that are none, over measures: their columns are read as if nothing were there.
    pub(super) fn unknown_units(&self, form: &Form, header: &Header, below: &UnitsBelow) -> Vec<Finding> {
        let measure = |column: u32| {
            let labelled = header.columns.iter().find(|labelled| labelled.column == column);
            labelled.and_then(Labelled::field).and_then(|field| form.schema.fields.get(field))
        };
        let finding = |(column, unit): (&u32, &String)| {
            let mut location = self.location(Some(form), below.row, *column);
            location.field = Some(measure(*column)?.name.clone());
            Some(
                Finding::new(Code::UnclearUnit, location, message!("unclear-unit.in-row", unit = unit))
                    .value(unit.as_str()),
            )
        };
        below.unknown.iter().filter_map(finding).collect()
    }
}

/// True for a column of amounts, and for one of no field behind such a column.
fn may_have_a_unit(form: &Form, header: &Header, column: u32) -> bool {
    let is_measure = |labelled: &Labelled| {
        let field = labelled.field().and_then(|field| form.schema.fields.get(field));
        field.is_some_and(Field::is_measure)
    };
    let first = header.columns.iter().find(|labelled| is_measure(labelled)).map(|labelled| labelled.column);
    let own = header.columns.iter().find(|labelled| labelled.column == column);
    own.is_none_or(|own| own.field().is_none() || is_measure(own)) && first.is_some_and(|first| first <= column)
}

/// True for a short word that may be a unit, though it is none that is known: not for a part of the figures, or another period's.
fn may_be_unknown_unit(text: &str) -> bool {
    const MOST_LETTERS: usize = 20;
    let letters = text.chars().filter(|sign| sign.is_alphabetic()).count();
    (2..=MOST_LETTERS).contains(&letters)
        && text.split_whitespace().count() <= 3
        && !text.contains(|sign: char| sign.is_ascii_digit())
        && head_figures::other_figures(text).is_none()
        && label_other::words(text).is_empty()
        && !split_labels::adds_nothing(text)
}

/// The units in brackets behind the numbers of columns: "A | B | 1 | 2 (tỷ đồng)".
fn in_numbers(cells: &[&(u32, Cell)]) -> Option<BTreeMap<u32, String>> {
    let mut units = BTreeMap::new();
    let bare = |(column, cell): &&(u32, Cell)| {
        let parted = cell.as_text().and_then(last_parentheses);
        let parted = parted.filter(|(number, unit)| {
            !number.trim().is_empty() && !perhaps_stated(unit).is_empty() && unit.contains(char::is_alphabetic)
        });
        match parted {
            Some((number, unit)) => {
                units.insert(*column, unit.trim().to_owned());
                (*column, Cell::Text(number.trim().to_owned()))
            }
            None => (*column, cell.clone()),
        }
    };
    let bare: Vec<(u32, Cell)> = cells.iter().map(bare).collect();
    let bare: Vec<&(u32, Cell)> = bare.iter().collect();
    (!units.is_empty() && numbering::read(&bare).is_some()).then_some(units)
}

/// Gives the unit of a merged range to each of its columns.
fn spread(grid: &Grid, row: u32, units: BTreeMap<u32, String>) -> BTreeMap<u32, String> {
    let mut spread = units.clone();
    for range in grid.merged().iter().filter(|range| (range.first_row..=range.last_row).contains(&row)) {
        if let Some(unit) = units.get(&range.first_column) {
            for column in (range.first_column..=range.last_column).take(LARGEST_MERGE) {
                spread.entry(column).or_insert_with(|| unit.clone());
            }
        }
    }
    spread
}

/// Columns that a unit may be merged over.
const LARGEST_MERGE: usize = 256;
