//! The amounts of a unit by source, program or kind, in rows of their own below it: "I | 03156 | Xã Nậm Tin | 12500", then "1 | | Chương trình … | 7500".
//!
//! Takes rows of a form of one row a unit as their neighbours give them. Lines without a code below a unit, numbered otherwise than it, are its parts
//! where they add up to it, or where their numbers are of a lower rank and they are together no more than it. A name alone does not show whether it
//! is that of a commune below its district: the unit above bears the word of its type, or the same lines are below another unit.

use std::collections::{HashMap, HashSet};

use super::columns::{Columns, RowKind, Seen};
use super::printed_amount::{SIGNS, amount, with_sign};
use super::printed_sums::{Amounts, digits, is_no_more, prints};
use super::words::{Naming, bare, begins_below, is_count, is_heading_number};
use crate::sheet::grid::Grid;

/// Digits of the amounts of a unit whose lines have no number: fewer add up by chance.
const FEWEST_DIGITS: usize = 5;

/// How a row is numbered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LineNumber {
    Nothing,
    Count,
    Heading,
    /// "1.1", "a)".
    Lower,
}

fn numbering(row: &Seen) -> LineNumber {
    match bare(&row.ordinal) {
        "" => LineNumber::Nothing,
        _ if is_count(&row.ordinal) => LineNumber::Count,
        _ if is_heading_number(&row.ordinal) && !row.small_letter => LineNumber::Heading,
        _ => LineNumber::Lower,
    }
}

/// Judges the lines below each unit.
pub(super) fn judge(rows: &mut [Seen], grid: &Grid, columns: &Columns) {
    if !columns.has_areas || columns.distinguishes_rows() {
        return;
    }
    let table = LinesOfTable {
        grid,
        columns,
        sign: columns.decimal_sign(rows, grid),
        repeated: repeated_names(rows, grid, columns),
    };
    // Where one unit surely has such lines, the lines of the others need no long amounts.
    for fewest_digits in [FEWEST_DIGITS, 1] {
        let found: Vec<usize> = (0..rows.len()).flat_map(|unit| table.parts_of(rows, unit, fewest_digits)).collect();
        if found.is_empty() {
            break;
        }
        for line in found {
            if let Some(row) = rows.get_mut(line) {
                row.kind = RowKind::PartOf;
            }
        }
    }
}

/// True for a row that may have parts below it.
fn is_unit(row: &Seen) -> bool {
    row.kind == RowKind::Data && (row.code.is_some() || row.naming == Naming::Own)
}

/// What the lines below units are called that are below more than one.
fn repeated_names(rows: &[Seen], grid: &Grid, columns: &Columns) -> HashSet<Vec<String>> {
    let mut seen: HashMap<Vec<String>, usize> = HashMap::new();
    for unit in (0..rows.len()).filter(|unit| rows.get(*unit).is_some_and(is_unit)) {
        let names: HashSet<Vec<String>> =
            lines_below(rows, unit).into_iter().filter_map(|line| Some(name(rows.get(line)?, grid, columns))).collect();
        names.into_iter().for_each(|name| *seen.entry(name).or_default() += 1);
    }
    seen.into_iter().filter(|(_, units)| *units > 1).map(|(name, _)| name).collect()
}

/// The words of a line without its number.
fn name(row: &Seen, grid: &Grid, columns: &Columns) -> Vec<String> {
    columns.words(grid.row(row.index)).into_iter().filter(|word| *word != row.ordinal).collect()
}

/// What is known of the whole table.
struct LinesOfTable<'t> {
    grid: &'t Grid,
    columns: &'t Columns,
    /// The sign of decimals in its texts.
    sign: char,
    repeated: HashSet<Vec<String>>,
}

impl LinesOfTable<'_> {
    /// The lines below a row that are its parts, where it is a unit.
    fn parts_of(&self, rows: &[Seen], unit: usize, fewest_digits: usize) -> Vec<usize> {
        let Some(above) = rows.get(unit).filter(|row| is_unit(row)) else { return Vec::new() };
        let lines = lines_below(rows, unit);
        let found: Vec<&Seen> = lines.iter().filter_map(|line| rows.get(*line)).collect();
        if self.are_parts(above, &found, fewest_digits) { lines } else { Vec::new() }
    }

    fn are_parts(&self, unit: &Seen, lines: &[&Seen], fewest_digits: usize) -> bool {
        let Some(first) = lines.first() else { return false };
        let lower = begins_below(&unit.ordinal, &first.ordinal)
            || is_count(&unit.ordinal) && bare(&first.ordinal) == "a" && first.small_letter;
        let repeat = lines.iter().all(|row| self.repeated.contains(&name(row, self.grid, self.columns)));
        if !repeat && unit.naming != Naming::Own {
            return false;
        }
        let of_sign = |sign: char| {
            let amounts = |row: &Seen| -> Amounts {
                let cells = self.columns.summed(self.grid.row(row.index));
                cells.map(|cell| amount(cell, |text| with_sign(text, sign))).collect()
            };
            (amounts(unit), lines.iter().map(|row| amounts(row)).collect::<Vec<Amounts>>())
        };
        let adds_up = SIGNS.into_iter().map(of_sign).any(|(own, of_lines)| {
            prints(&own, &of_lines, if lower { 1 } else { 2 }) && (lower || digits(&own) >= fewest_digits)
        });
        adds_up
            || lower && repeat && {
                let (own, of_lines) = of_sign(self.sign);
                is_no_more(&own, &of_lines)
            }
    }
}

/// The rows right below a unit that name none and are numbered alike, otherwise than the unit.
fn lines_below(rows: &[Seen], unit: usize) -> Vec<usize> {
    let Some(above) = rows.get(unit) else { return Vec::new() };
    let mut lines: Vec<usize> = Vec::new();
    let mut first: Option<LineNumber> = None;
    for (place, row) in rows.iter().enumerate().skip(unit.saturating_add(1)) {
        if matches!(row.kind, RowKind::Blank | RowKind::Label | RowKind::Unit | RowKind::Numbering) {
            continue;
        }
        let own = numbering(row);
        let is_line = row.kind == RowKind::Data
            && row.code.is_none()
            && row.naming == Naming::Plain
            && row.values
            && first.is_none_or(|first| first == own)
            && (own != numbering(above) || own == LineNumber::Nothing && above.code.is_some());
        if !is_line {
            break;
        }
        first = Some(own);
        lines.push(place);
    }
    lines
}
