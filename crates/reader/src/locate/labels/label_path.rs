//! The texts that are over each column of a block of labels, from top to bottom.
//!
//! Takes the cells of a sheet with its merged ranges; gives each column of a block its path of texts. Merged cells and groups
//! are over several columns; a title merged above the whole table is over all of them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::locate::head::head_unit::{precedes_a_unit, unit_after};
use crate::locate::known_text::KnownText;
use crate::locate::labels::header::MOST_ROWS;
use crate::locate::labels::label_groups::Spans;
use crate::locate::labels::{label_unit, two_languages};
use crate::sheet::grid::{Cell, Grid, Merged, cell_of};
use crate::values::text;
use crate::words::unit_text::{is_only_a_unit, perhaps_stated};

/// Columns of a table; beyond them nobody types.
pub(crate) const MOST_COLUMNS: usize = 1024;

/// A column with the texts over it, from top to bottom.
pub type Path<'a> = (u32, Vec<Cow<'a, str>>);
/// A cell with its row and column.
type Anchored<'a> = (&'a Cell, (u32, u32));

/// A text that is not merged, and may be over the blanks to its right.
struct OpenGroup<'a> {
    text: Anchored<'a>,
    /// Where the text is that is over it.
    above: Option<(u32, u32)>,
}

/// The merged ranges of a sheet that a header may hold, by row.
pub struct Merges {
    by_row: BTreeMap<u32, Vec<Merged>>,
}

impl Merges {
    pub fn new(grid: &Grid) -> Self {
        let mut by_row: BTreeMap<u32, Vec<Merged>> = BTreeMap::new();
        for range in grid.merged().iter().filter(|range| range.last_row - range.first_row <= 2 * MOST_ROWS) {
            for row in range.first_row..=range.last_row {
                by_row.entry(row).or_default().push(*range);
            }
        }
        for ranges in by_row.values_mut() {
            ranges.sort_unstable_by_key(|range| range.first_column);
        }
        Self { by_row }
    }

    pub fn row(&self, row: u32) -> &[Merged] {
        self.by_row.get(&row).map_or(&[], Vec::as_slice)
    }
}

/// The range of a row that covers a column.
pub(super) fn covering(ranges: &[Merged], column: u32) -> Option<&Merged> {
    let after = ranges.partition_point(|range| range.first_column <= column);
    ranges.get(after.checked_sub(1)?).filter(|range| range.last_column >= column)
}

/// Each column of the block with the lowest row in which something of its own is.
pub(super) fn own_columns(grid: &Grid, merges: &Merges, top: u32, bottom: u32) -> Vec<(u32, u32)> {
    let mut columns: Vec<(u32, u32)> = Vec::new();
    for row in top..=bottom {
        let own = grid.row(row).iter().filter(|(_, cell)| !cell.is_blank()).map(|(column, _)| *column);
        // A label merged downwards into the block is above it.
        let merged = merges.row(row).iter().filter(|range| !grid.get(range.first_row, range.first_column).is_blank());
        columns
            .extend(own.chain(merged.map(|range| range.first_column)).take(MOST_COLUMNS).map(|column| (column, row)));
    }
    columns.sort_unstable_by(|left, right| (left.0, right.1).cmp(&(right.0, left.1)));
    columns.dedup_by_key(|(column, _)| *column);
    columns
}

/// The columns of a block with the texts that are over them. A merged cell is over all that it covers; a group
/// whose cells are not merged is over the blanks to its right, as far as the text above it goes. The lowest text must be the column's own.
pub fn paths<'a>(grid: &'a Grid, merges: &Merges, top: u32, bottom: u32) -> Vec<Path<'a>> {
    let columns = own_columns(grid, merges, top, bottom);
    paths_under(grid, merges, &columns, (top, bottom), &Spans::new())
}

/// The same for columns that are known, where some groups are known to be over others.
pub(super) fn paths_under<'a>(
    grid: &'a Grid,
    merges: &Merges,
    columns: &[(u32, u32)],
    (top, bottom): (u32, u32),
    spans: &Spans,
) -> Vec<Path<'a>> {
    let mut paths: Vec<Vec<Anchored<'_>>> = vec![Vec::new(); columns.len()];
    for row in top..=bottom {
        let mut group: Option<OpenGroup<'_>> = None;
        let (cells, ranges) = (grid.row(row), merges.row(row));
        for ((column, lowest), path) in columns.iter().zip(&mut paths) {
            let range = covering(ranges, *column);
            let anchor = range.map_or((row, *column), |range| (range.first_row, range.first_column));
            let cell = if anchor.0 == row { cell_of(cells, anchor.1) } else { grid.get(anchor.0, anchor.1) };
            let has_below = *lowest > row;
            let above = path.last().map(|above| above.1);
            // What is typed over the blanks on its right ends where another group begins above them.
            group = group.filter(|group| above.is_none() || group.above.is_none() || group.above == above);
            let text = if let Some(group) = spans.get(&(row, *column)) {
                group.map(|group| (cell_of(cells, group), (row, group)))
            } else if !cell.is_blank() {
                let text = (cell, anchor);
                group = (range.is_none() && has_below).then_some(OpenGroup { text, above });
                Some(text)
            } else if range.is_none() && has_below {
                group.as_ref().map(|group| group.text)
            } else {
                None
            };
            if let Some(text) = text
                && path.last().is_none_or(|last| last.1 != text.1)
            {
                path.push(text);
            }
        }
    }
    let own_leaf = |column: u32, path: &[Anchored<'_>]| path.last().is_some_and(|(_, anchor)| anchor.1 == column);
    columns
        .iter()
        .zip(paths)
        .filter(|((column, _), path)| own_leaf(*column, path))
        .map(|((column, _), path)| (*column, path.into_iter().map(|(cell, _)| trimmed(cell)).collect()))
        .collect()
}

/// Bytes of a text over a column that are looked at: no label says more, and each is over many columns.
const LONGEST: usize = 2_000;

/// A cell as a person reads it, without white space at the ends.
fn trimmed(cell: &Cell) -> Cow<'_, str> {
    match cell.display() {
        Cow::Borrowed(text) => Cow::Borrowed(text::beginning(text.trim(), LONGEST)),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// The unit of measure of the figures below a label, from the texts that are over a column: of the lowest that names one which is known,
/// else of the lowest.
pub fn unit_in(path: &[String]) -> Option<String> {
    let says = |unit: &String| {
        let units = perhaps_stated(unit);
        !units.is_empty() || units.is_unclear()
    };
    let found = || path.iter().rev().filter_map(|text| KnownText::of(text).unit_of_label().map(str::to_owned));
    found().find(says).or_else(|| found().next())
}

/// The unit that is in the parentheses at a label's end: "Giá trị (triệu đồng)", "Số tiền [tỷ đồng] (1)". Footnotes and
/// formulas are none; of several parentheses all are given, since one may say another thing: "(triệu đồng) (ước tính)". A
/// text over the label that is a unit itself is one, too: "Tỷ đồng" over "Giá trị". [`KnownText`] remembers it.
pub(in crate::locate) fn unit_of_label(text: &str) -> Option<String> {
    let Some(half) = two_languages::vietnamese_half(text) else { return unit_in_label(text) };
    // Of two languages the other may say the same, or contradict.
    let says = |unit: &String| !perhaps_stated(unit).is_empty();
    match (unit_in_label(half), unit_in_label(text).filter(says)) {
        (Some(unit), Some(other)) if !perhaps_stated(&unit).covers(&perhaps_stated(&other)) => {
            Some(format!("{unit}; {other}"))
        }
        (Some(unit), _) => Some(unit),
        (None, _) => unit_in_label(text),
    }
}

fn unit_in_label(text: &str) -> Option<String> {
    let mut units = Vec::new();
    let mut rest = text;
    while let Some((before, inner)) = last_parentheses(rest) {
        units.extend(unit_in_parentheses(inner));
        rest = before;
    }
    units.reverse();
    // "%" over a label, or below it, is the unit of its figures.
    if units.is_empty() && matches!(text.trim(), "%" | "‰") {
        units.push(text.trim().to_owned());
    }
    if units.is_empty() {
        units.extend(label_unit::parted(text).and_then(|(_, unit)| unit_in_parentheses(&unit)));
    }
    if !units.is_empty() {
        return Some(units.join("; "));
    }
    let stated = unit_after(text).filter(|unit| !unit.is_empty());
    stated.or_else(|| is_only_a_unit(text).then(|| text.to_owned()))
}

/// What is before the parentheses at the end of a text, and within them: others may be in them, "triệu (đồng)".
pub(crate) fn last_parentheses(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_end_matches(|sign: char| sign.is_whitespace() || "*.:;,¹²³⁴".contains(sign));
    let (open, close, inner) = match text.strip_suffix(')') {
        Some(inner) => ('(', ')', inner),
        None => ('[', ']', text.strip_suffix(']')?),
    };
    let mut closed: usize = 0;
    let opening = inner.char_indices().rev().find(|(_, sign)| {
        let is_outer = *sign == open && closed == 0;
        match *sign {
            sign if sign == close => closed = closed.saturating_add(1),
            sign if sign == open => closed = closed.saturating_sub(1),
            _ => {}
        }
        is_outer
    });
    // Where one is missing, the last that opens.
    let (place, _) = opening.or_else(|| inner.char_indices().rev().find(|(_, sign)| *sign == open))?;
    Some((inner.get(..place)?, inner.get(place.saturating_add(open.len_utf8())..)?))
}

fn unit_in_parentheses(inner: &str) -> Option<String> {
    let inner = inner.trim();
    let inner = match inner.split_once(':') {
        Some((word, unit)) if precedes_a_unit(word) => unit.trim(),
        _ => inner,
    };
    let words = inner.chars().any(char::is_alphabetic) && !inner.contains('=');
    let unit = matches!(inner, "%" | "‰") || words || perhaps_stated(inner).is_unclear();
    unit.then(|| inner.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths_of(rows: &[&[&str]]) -> Vec<String> {
        let grid = Grid::from_rows(rows);
        let paths = paths(&grid, &Merges::new(&grid), 0, u32::try_from(rows.len()).expect("few rows") - 1);
        paths.into_iter().map(|(_, path)| path.join(" > ")).collect()
    }

    #[test]
    fn a_group_ends_where_another_begins_above_it() {
        let rows: [&[&str]; 3] = [
            &["Tên", "Hồ sơ", "", "", "", "Cán bộ", ""],
            &["", "Tiếp nhận", "", "Đã giải quyết", "", "", ""],
            &["", "Tổng số", "Trực tuyến", "Tổng số", "Quá hạn", "Tổng số", "Chữ ký số"],
        ];
        assert_eq!(
            paths_of(&rows),
            [
                "Tên",
                "Hồ sơ > Tiếp nhận > Tổng số",
                "Hồ sơ > Tiếp nhận > Trực tuyến",
                "Hồ sơ > Đã giải quyết > Tổng số",
                "Hồ sơ > Đã giải quyết > Quá hạn",
                "Cán bộ > Tổng số",
                "Cán bộ > Chữ ký số",
            ]
        );
        // Without a group above it, it goes on over the blanks.
        let rows: [&[&str]; 3] =
            [&["Tên", "", "Hồ sơ", ""], &["", "Tiếp nhận", "", ""], &["", "Tổng số", "Trực tuyến", "Quá hạn"]];
        assert_eq!(paths_of(&rows)[2], "Hồ sơ > Tiếp nhận > Trực tuyến");
    }
}
