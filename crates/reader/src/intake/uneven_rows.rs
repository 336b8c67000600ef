//! Rows of a text, or lists of JSON, that have more or fewer cells than there are labels.
//!
//! A sign within a number that also parts the cells (5,400 in a text with commas) moves every cell behind it by one: the figures are under
//! the wrong labels, and each looks sound. A text that was cut ends within a row, perhaps within a number. Takes the sheets of a text with
//! its tables; the figures of such a row are values no more, which keeps the row out. Other rows with too few cells are read and reported. Rows
//! that Excel ends with more or fewer delimiters, sixteen at once, are whole. In a workbook, whose rows have no length, [`super::moved_rows`] says
//! which moved.

use super::labels_in_pieces;
use super::moved_rows;
use super::unlabelled::{self, Labels};
use crate::findings::code::Code;
use crate::findings::finding::{Finding, Location};
use crate::locate::rows::RowRole;
use crate::locate::{Located, Table};
use crate::message;
use crate::project::written::form::{Field, Form};
use crate::sheet::grid::{Cell, Sheet};
use crate::sheet::unread::{UnreadReason, known_again};

/// How many cells the rows of a table have where nothing is odd.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct UsualLengths {
    /// No row has more.
    pub most: u32,
    /// No row has fewer.
    pub least: u32,
    /// True where labels were taken apart, so that no row of the table is under its labels.
    pub are_labels_split: bool,
}

impl UsualLengths {
    /// Those of a table, by its labels, its first row and its longest. Programs that end every record of data with a delimiter, and not the labels,
    /// are known by that row; not where the delimiter is one that numbers hold.
    pub fn of(sheet: &Sheet, form: &Form, table: &Table) -> Option<Self> {
        let lengths = sheet.records.as_ref()?;
        let labels = lengths.of_labels(table.header_top, table.header_row);
        let mut rows = table.body.iter().filter(|row| row.role == RowRole::Data).map(|row| lengths.of(row.index));
        let of_first = rows.next()?;
        // A program that leaves out what is blank at the end of a record may do so in each.
        let longest = rows.fold(of_first, u32::max);
        let last = table.columns.iter().filter(|column| column.field.is_some()).map(|column| column.index).max()?;
        // The lowest row of labels may end before the last column, whose label is above.
        let labels = labels.max(last.saturating_add(1));
        Some(Self {
            most: if lengths.delimiter == b',' { labels } else { labels.max(of_first) },
            least: last.saturating_add(1).min(longest),
            are_labels_split: labels_in_pieces::are_split(sheet, form, table, longest),
        })
    }
}

/// Makes the figures of each row unread that is too long or was moved, and the last value of one that was cut; gives the findings of rows
/// that are too short, and of figures under no label. Texts in an archive are texts.
pub(super) fn keep_out(sheets: &mut [Sheet], located: &Located, forms: &[Form]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for table in &located.tables {
        let (Some(sheet), Some(form)) = (sheets.get_mut(table.sheet), forms.get(table.form)) else { continue };
        // Beside another table a row may well go on.
        let is_alone = located.tables.iter().filter(|other| other.sheet == table.sheet).count() == 1;
        let labels = Labels::of(located, form, table);
        if sheet.records.is_none() {
            let moved = labels.as_ref().map(|labels| moved_rows::moved(&sheet.grid, form, table, labels));
            moved.into_iter().flatten().for_each(|row| make_unread(sheet, form, table, row));
        } else if is_alone {
            let usual = UsualLengths::of(sheet, form, table);
            findings.extend(keep_out_of(sheet, form, table, usual));
        }
        findings.extend(labels.iter().flat_map(|labels| unlabelled::found(sheet, form, table, labels)));
    }
    findings
}

/// Makes the figures of a row unread, so that none counts.
fn make_unread(sheet: &mut Sheet, form: &Form, table: &Table, row: u32) {
    let cells = sheet.grid.row(row);
    // Every figure from the first on, so that none is taken for one when only some of them are mended.
    let first = cells.iter().find(|(column, cell)| holds_digits(cell) && is_measure(form, table, *column));
    let start = first.or(cells.last()).map_or(0, |(column, _)| *column);
    let moved = cells.iter().filter(|(column, cell)| *column == start || *column > start && holds_digits(cell));
    let moved: Vec<_> = moved.map(|(column, cell)| (*column, known_again(&cell.display()))).collect();
    for (column, written) in moved {
        sheet.grid.set(row, column, Cell::Unread(UnreadReason::Moved, written));
    }
}

pub(super) fn keep_out_of(
    sheet: &mut Sheet,
    form: &Form,
    table: &Table,
    usual: Option<UsualLengths>,
) -> Option<Finding> {
    let last = table.columns.iter().map(|column| column.index).max()?;
    let is_split = usual.is_some_and(|usual| usual.are_labels_split);
    let lengths = sheet.records.take();
    let mut short: Vec<u32> = Vec::new();
    for row in table.body.iter().filter(|row| row.role == RowRole::Data).map(|row| row.index) {
        let cells = sheet.grid.row(row);
        let beyond = |(column, cell): &(u32, Cell)| *column > last && holds_digits(cell);
        let uneven = lengths.as_ref().filter(|lengths| form.has_lines() || !lengths.is_usual_for_excel(row));
        let length = uneven.map(|lengths| lengths.of(row)).zip(usual);
        if is_split || cells.iter().any(beyond) || length.is_some_and(|(length, usual)| length > usual.most) {
            make_unread(sheet, form, table, row);
        } else if length.is_some_and(|(length, usual)| length < usual.least) {
            if lengths.as_ref().is_some_and(|lengths| lengths.unended == Some(row)) {
                let end = cells.last().map(|(column, cell)| (*column, known_again(&cell.display())));
                let (end, written) = end.unwrap_or_default();
                // What is behind the end is missing, and what is before it may be the beginning of a value.
                let measures = table.columns.iter().map(|column| column.index);
                let cut = measures.filter(|column| *column >= end && is_measure(form, table, *column)).min();
                sheet.grid.set(row, cut.unwrap_or(end), Cell::Unread(UnreadReason::Cut, written));
            } else {
                short.push(row);
            }
        }
    }
    sheet.records = lengths;
    let (first, count) = (*short.first()?, short.len());
    let location = Location {
        sheet: (!sheet.name.is_empty()).then(|| sheet.name.clone()),
        row: first.checked_add(1),
        form: Some(form.name.clone()),
        ..Location::default()
    };
    let message = message!("missing-cell.short", count = count, row = first.saturating_add(1).to_string());
    Some(Finding::new(Code::MissingCell, location, message))
}

fn holds_digits(cell: &Cell) -> bool {
    cell.display().chars().any(|sign| sign.is_ascii_digit())
}

/// True for a column of figures.
fn is_measure(form: &Form, table: &Table, column: u32) -> bool {
    let field = table.columns.iter().find(|known| known.index == column).and_then(|known| known.field);
    field.and_then(|field| form.schema.fields.get(field)).is_some_and(Field::is_measure)
}
