//! Names of rows, which R writes before each line and not before the labels: every line is longer than the labels by one cell.
//!
//! Takes the sheet of a delimited text; moves its labels over their columns where each line begins with a number greater than that of the line above.
//! A delimiter behind every line but the labels makes them longer, too: then the last cell is blank in all of them.

use crate::sheet::grid::{Cell, Sheet};
use crate::sheet::repaired::Repair;
use crate::words::ordinal_labels::may_label_ordinals;

/// Moves the labels of a text whose lines bear names of rows.
pub(super) fn take_in(sheet: &mut Sheet) {
    let Some(records) = &sheet.records else { return };
    let Some((labels, length)) = records.first_is_shorter() else { return };
    let below: Vec<&[(u32, Cell)]> = sheet.grid.rows(labels.saturating_add(1)..).map(|(_, cells)| cells).collect();
    let at = |cells: &[(u32, Cell)], column: u32| {
        cells.iter().find(|(place, _)| *place == column).map(|(_, cell)| cell.display().trim().to_owned())
    };
    let count = |cells: &[(u32, Cell)], column: u32| at(cells, column)?.parse::<u32>().ok();
    let names: Vec<Option<u32>> = below.iter().map(|cells| count(cells, 0)).collect();
    let ascends = names.iter().all(Option::is_some) && names.is_sorted_by(|before, next| before < next);
    // Labels that begin with one of digits are no labels, and what numbers its rows itself does so behind the names.
    let is_numbered = at(sheet.grid.row(labels), 0)
        .is_some_and(|label| may_label_ordinals(&label) || label.eq_ignore_ascii_case("id"));
    let fits = !is_numbered || below.iter().all(|cells| count(cells, 1).is_some());
    if below.is_empty() || !ascends || !fits || below.iter().all(|cells| at(cells, length).is_none()) {
        return;
    }
    let moved: Vec<(u32, Cell)> =
        sheet.grid.row(labels).iter().map(|(column, cell)| (column.saturating_add(1), cell.clone())).collect();
    sheet.grid.set_row(labels, moved);
    if let Some(records) = &mut sheet.records {
        records.lengthen_first();
    }
    sheet.repairs.add_whole(Repair::RowNames);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::grid::Grid;
    use crate::sheet::record_lengths::RecordLengths;

    fn labels_of(rows: &[&[&str]]) -> Vec<(u32, Cell)> {
        let mut sheet = Sheet::new(String::new(), true, Grid::from_rows(rows));
        let mut records = RecordLengths::new(b';');
        (0..).zip(rows).for_each(|(row, cells)| records.push(row, cells.len()));
        sheet.records = Some(records);
        take_in(&mut sheet);
        sheet.grid.row(0).to_vec()
    }

    #[test]
    fn labels_are_moved_over_their_columns_where_lines_have_names() {
        let moved = [(1, "Mã".into()), (2, "Số".into())];
        let kept = [(0, "Mã".into()), (1, "Số".into())];
        assert_eq!(labels_of(&[&["Mã", "Số"], &["1", "03148", "5"], &["3", "03151", "6"]]), moved);
        assert_eq!(labels_of(&[&["Mã", "Số"], &["3", "03148", "5"], &["1", "03151", "6"]]), kept, "no running number");
        assert_eq!(
            labels_of(&[&["Mã", "Số"], &["1", "03148", ""], &["2", "03151", ""]]),
            kept,
            "a delimiter at the end"
        );
        assert_eq!(labels_of(&[&["Mã", "Số"], &["1", "03148", "5"], &["2", "03151"]]), kept, "one line is short");
        let numbered = [(1, "STT".into()), (2, "Số".into())];
        assert_eq!(labels_of(&[&["STT", "Số"], &["1", "1", "5"], &["2", "2", "6"]]), numbered);
        assert_eq!(labels_of(&[&["STT", "Số"], &["1", "a", "5"], &["2", "b", "6"]])[0].0, 0);
    }
}
