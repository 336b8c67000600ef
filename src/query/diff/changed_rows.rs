//! The rows that count otherwise: takes the tables of rows of two runs, gives of each unit and period which fields differ and which input made it so.
//!
//! Who sent a report again may have changed one cell of one unit. A figure is moved by the file that holds its row, and by no other that came of the
//! same sender.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::answer::ChangedInput;
use super::cells::{DiffCell, NamedRow};
use super::maps::Unit;
use super::runs::OpenedRun;
use crate::error::Error;
use crate::publish::whole::refuse_damaged;

/// Rows of both runs beyond these are not compared: exports of lines have millions.
const MOST_ROWS: usize = 500_000;

/// Where a row is from, and what its unit is called.
const NO_VALUES: [&str; 8] =
    ["ref_area", "ref_area_name", "ref_area_valid_from", "time_period", "object", "sha256", "sheet", "row"];

/// What differs in the rows of one unit and period.
#[derive(Clone, Debug)]
pub struct ChangedRow {
    pub unit: Unit,
    pub period: Option<String>,
    /// The fields that differ; nothing where a row came or is gone.
    pub fields: Option<Rc<BTreeSet<String>>>,
    /// The inputs that hold the rows, by their index; none where none of them does.
    pub inputs: BTreeSet<usize>,
}

/// The rows of a form that differ.
#[derive(Clone, Debug, Default)]
pub struct ChangedRows {
    pub rows: Vec<ChangedRow>,
    /// The fields of the form.
    pub fields: BTreeSet<String>,
}

/// A row without its unit and period: its values by their names, and its object.
struct RowOfObject {
    values: BTreeMap<Rc<str>, DiffCell>,
    object: [Option<String>; 2],
}

/// The rows of a unit and period in both runs.
type BothRows = [Vec<RowOfObject>; 2];

/// Compares the rows of each form of which something came or went; a form whose rows are not compared is missing.
///
/// # Errors
/// A table that is damaged or cannot be read.
pub fn of_forms(
    before: &OpenedRun<'_>,
    after: &OpenedRun<'_>,
    inputs: &[ChangedInput],
) -> Result<HashMap<String, ChangedRows>, Error> {
    let mut changed = HashMap::new();
    // The only input that differs is the cause of all.
    if inputs.len() < 2 {
        return Ok(changed);
    }
    let by_object: HashMap<(&str, &str), usize> = inputs
        .iter()
        .enumerate()
        .map(|(index, input)| ((input.object.as_str(), input.sha256.as_str()), index))
        .collect();
    let forms: BTreeSet<&str> =
        inputs.iter().flat_map(|input| &input.submissions).map(|submission| submission.form.as_str()).collect();
    for form in forms {
        let path = format!("data/{form}.parquet");
        if !(before.has(&path) || after.has(&path)) {
            continue;
        }
        let mut rows: HashMap<(Unit, Option<String>), BothRows> = HashMap::new();
        let mut fields = BTreeSet::new();
        let mut room = MOST_ROWS;
        let mut is_whole = true;
        if !before.has_same(after, &path) {
            for (side, run) in [before, after].into_iter().enumerate().filter(|(_, run)| run.has(&path)) {
                refuse_damaged(run.warehouse, &run.run_id, |name| name == path)?;
                let read = run.named_rows(&path, room)?;
                let Some(read) = read else {
                    is_whole = false;
                    break;
                };
                room = room.saturating_sub(read.len());
                for row in read {
                    let (key, row) = parted(row);
                    fields.extend(row.values.keys().map(|name| field_of(name)));
                    if let Some(list) = rows.entry(key).or_default().get_mut(side) {
                        list.push(row);
                    }
                }
            }
        }
        if is_whole {
            let rows = rows.into_iter().filter_map(|(key, both)| differing(key, both, &by_object));
            changed.insert(form.to_owned(), ChangedRows { rows: rows.collect(), fields });
        }
    }
    Ok(changed)
}

/// A row by its unit and period, and the rest of it.
fn parted(mut row: NamedRow) -> ((Unit, Option<String>), RowOfObject) {
    let mut take = |name: &str| row.remove(name).unwrap_or(DiffCell::Null);
    let unit = (take("ref_area"), take("ref_area_valid_from"));
    let period = take("time_period").text();
    let object = [take("object").text(), take("sha256").text()];
    row.retain(|name, _| !NO_VALUES.contains(&&**name));
    ((unit, period), RowOfObject { values: row, object })
}

/// The field that a column is of: its value, or its status.
fn field_of(column: &str) -> String {
    column.strip_suffix("_status").unwrap_or(column).to_owned()
}

/// How often rows have the same values.
fn counted(rows: &[RowOfObject]) -> HashMap<BTreeMap<Rc<str>, DiffCell>, usize> {
    let mut counts = HashMap::new();
    rows.iter().for_each(|row| *counts.entry(row.values.clone()).or_default() += 1);
    counts
}

/// The rows that the others do not have, or not as often.
fn without(mut rows: Vec<RowOfObject>, mut others: HashMap<BTreeMap<Rc<str>, DiffCell>, usize>) -> Vec<RowOfObject> {
    rows.retain(|row| match others.get_mut(&row.values) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    });
    rows
}

/// What differs between the rows of a unit and period; nothing where they have the same values, whichever object they are from.
fn differing(
    (unit, period): (Unit, Option<String>),
    [then, now]: BothRows,
    by_object: &HashMap<(&str, &str), usize>,
) -> Option<ChangedRow> {
    // A unit may have many rows: they are counted, not compared each with each.
    let [of_then, of_now] = [&then, &now].map(|rows| counted(rows));
    let [gone, now] = [(then, of_now), (now, of_then)].map(|(rows, of_others)| without(rows, of_others));
    let fields = match (gone.as_slice(), now.as_slice()) {
        ([], []) => return None,
        ([then], [now]) => {
            let names: BTreeSet<&Rc<str>> = then.values.keys().chain(now.values.keys()).collect();
            let differ = names.into_iter().filter(|name| then.values.get(*name) != now.values.get(*name));
            Some(Rc::new(differ.map(|name| field_of(name)).collect()))
        }
        _ => None,
    };
    let input_of = |row: &RowOfObject| match &row.object {
        [Some(object), Some(sha256)] => by_object.get(&(object.as_str(), sha256.as_str())).copied(),
        _ => None,
    };
    let inputs = gone.iter().chain(&now).filter_map(input_of).collect();
    Some(ChangedRow { unit, period, fields, inputs })
}
