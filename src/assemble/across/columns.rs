//! What several cells explain together: two rows were exchanged; a column slipped by a row, was not written anew or not at all, or a sender wrote it in another unit of measure.
//!
//! Takes what the rules find in single rows, and the values that are unlike their history; gives the findings in the order of the rows. A cell
//! that they explain has no other finding.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::rules::{AtPoint, Doubt, FoundAtPoint};
use super::series::FormRows;
use super::{copied_column, shifted_column, swapped_rows, swapped_steady_rows, unit_of_column, zero_column};
use crate::findings::finding::Finding;
use crate::typing::reading::TypedTable;

/// The values of one column of a table that are unlike their history, by rows.
pub struct Column<'a> {
    pub table: &'a TypedTable,
    pub field: usize,
    pub unlike: BTreeMap<usize, Unlike>,
}

/// A value that is unlike the history of its unit.
#[derive(Clone, Copy, Debug)]
pub struct Unlike {
    pub point: usize,
    pub doubt: Doubt,
}

/// What a column explains: cells, each with its row, and findings.
#[derive(Default)]
pub struct Explained {
    pub cells: Vec<(usize, usize)>,
    /// By the point of each.
    pub findings: Vec<(usize, Finding)>,
}

/// The points of the rows of tables.
pub type PointsByRow<'a> = HashMap<(*const TypedTable, usize), usize, ahash::RandomState>;

/// The fewest cells that explain each other.
const FEWEST: usize = 2;

/// All findings, each with the index of its arrival.
pub fn explained(rows: &FormRows<'_>, found: Vec<FoundAtPoint>) -> Vec<(usize, Finding)> {
    let mut explained = swapped_rows::check(rows, &found);
    let steady = swapped_steady_rows::check(rows, &explained.findings);
    explained.cells.extend(steady.cells);
    explained.findings.extend(steady.findings);
    let columns = columns(rows, &found);
    if !columns.is_empty() {
        let points = points_by_row(rows);
        for column in &columns {
            let one = shifted_column::check(rows, column, &points);
            let one = if one.cells.is_empty() { unit_of_column::check(rows, column) } else { one };
            explained.cells.extend(one.cells);
            explained.findings.extend(one.findings);
        }
    }
    explained.findings.extend(copied_column::check(rows));
    let zeros = zero_column::check(rows);
    explained.cells.extend(zeros.cells);
    explained.findings.extend(zeros.findings);
    let cells: HashSet<(usize, &str)> = explained
        .cells
        .iter()
        .filter_map(|(point, field)| Some((*point, rows.form.schema.fields.get(*field)?.name.as_str())))
        .collect();
    let is_explained = |point: usize, finding: &Finding| {
        finding.location.field.as_deref().is_some_and(|field| cells.contains(&(point, field)))
    };
    let single = found
        .into_iter()
        .enumerate()
        .flat_map(|(point, found)| found.findings.into_iter().map(move |finding| (point, finding)));
    let mut all: Vec<(usize, Finding)> = single.filter(|(point, finding)| !is_explained(*point, finding)).collect();
    all.extend(explained.findings);
    all.sort_by_key(|(point, _)| *point);
    let arrived = |point: usize| rows.points.get(point).map_or(0, |point| point.arrived);
    all.into_iter().map(|(point, finding)| (arrived(point), finding)).collect()
}

/// The columns with some values that are unlike their history, in the order of their first points.
fn columns<'a>(rows: &FormRows<'a>, found: &[FoundAtPoint]) -> Vec<Column<'a>> {
    let mut known: HashMap<(*const TypedTable, usize), usize> = HashMap::new();
    let mut columns: Vec<Column<'a>> = Vec::new();
    for (point, found) in found.iter().enumerate() {
        for doubt in &found.unlike {
            let Some((table, row, _)) = rows.source(point, doubt.field) else { continue };
            let at = *known.entry((std::ptr::from_ref(table), doubt.field)).or_insert(columns.len());
            if at == columns.len() {
                columns.push(Column { table, field: doubt.field, unlike: BTreeMap::new() });
            }
            if let Some(column) = columns.get_mut(at) {
                column.unlike.insert(row, Unlike { point, doubt: *doubt });
            }
        }
    }
    columns.retain(|column| column.unlike.len() >= FEWEST);
    columns
}

fn points_by_row<'a>(rows: &FormRows<'a>) -> PointsByRow<'a> {
    let mut points = PointsByRow::default();
    for point in 0..rows.points.len() {
        for (table, row) in rows.tables(point) {
            points.insert((std::ptr::from_ref(*table), *row), point);
        }
    }
    points
}

impl Unlike {
    /// Its row, as the rules look at one.
    pub fn at<'a>(&self, rows: &'a FormRows<'a>) -> AtPoint<'a> {
        AtPoint { rows, point: self.point, doubts: Vec::new() }
    }
}
