//! Labels of a text that the sign between cells takes apart: "Xã, phường, thị trấn" without quotes in a text with commas is three labels, and every row
//! is two cells shorter than the labels, so that each figure behind is under the label of another.
//!
//! Takes the labels of a table and the length of its longest row; gives whether labels were taken apart. Pieces are known by what they give together,
//! a label of the form, or by the blank that each begins with. Rows that leave out what is blank at their end have no such labels.

use crate::locate::Table;
use crate::project::written::form::{Field, Form};
use crate::sheet::grid::{Cell, Sheet};
use crate::values::text;

/// True where the labels are longer than each row by as many cells as labels were taken apart into more than one.
pub(super) fn are_split(sheet: &Sheet, form: &Form, table: &Table, longest: u32) -> bool {
    let Some(delimiter) = sheet.records.as_ref().map(|lengths| char::from(lengths.delimiter)) else { return false };
    (table.header_top..=table.header_row).any(|row| {
        let labels: Vec<&(u32, Cell)> = sheet.grid.row(row).iter().collect();
        let Some((last, _)) = labels.last() else { return false };
        let more = last.saturating_add(1).saturating_sub(longest);
        // A label in each column: nothing is left out between them.
        let texts: Vec<&str> = labels.iter().filter_map(|(_, cell)| cell.as_text()).collect();
        let is_filled = usize::try_from(*last).is_ok_and(|last| texts.len() == last.saturating_add(1));
        more > 0 && is_filled && (extra_pieces(&texts, form, delimiter) == more || blank_pieces(&texts) == more)
    })
}

/// How many labels there are more than there would be, were the labels of the form in one piece; none where only the last was taken apart, which
/// moves nothing.
fn extra_pieces(labels: &[&str], form: &Form, delimiter: char) -> u32 {
    const MOST: usize = 8;
    let known: Vec<String> = form.schema.fields.iter().flat_map(labels_of).map(|label| text::name(&label)).collect();
    let (mut extra, mut at, mut moves) = (0u32, 0usize, false);
    while at < labels.len() {
        let longest = (2..=MOST).rev().find(|length| {
            let pieces = labels.get(at..at.saturating_add(*length));
            pieces.is_some_and(|pieces| known.contains(&text::name(&pieces.join(&delimiter.to_string()))))
        });
        extra = extra.saturating_add(longest.map_or(0, |length| u32::try_from(length - 1).unwrap_or(u32::MAX)));
        at = at.saturating_add(longest.unwrap_or(1));
        moves |= longest.is_some() && at < labels.len();
    }
    if moves { extra } else { 0 }
}

/// The labels of the column of a field, that of the lowest row where there are several.
fn labels_of(field: &Field) -> impl Iterator<Item = String> {
    let written = field.title.iter().chain(&field.labels);
    written.map(|label| label.rsplit(" > ").next().unwrap_or(label).to_owned())
}

/// How many labels begin with a blank, where others do not, one of them behind.
fn blank_pieces(labels: &[&str]) -> u32 {
    let begins = |label: &&&str| label.starts_with(' ');
    let count = labels.iter().filter(begins).count();
    // Where most do, it is how the program parts its cells; and a last label alone moves nothing.
    let moves = labels.iter().skip_while(|label| !begins(label)).any(|label| !begins(&label));
    if moves && count.saturating_mul(2) < labels.len() { u32::try_from(count).unwrap_or_default() } else { 0 }
}
