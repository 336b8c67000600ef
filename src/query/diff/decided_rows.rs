//! The rows of which something else is decided: takes the decisions that differ between two runs, gives for whom and when each counts.
//!
//! A decision names a cell, and moves what rests on its row. Where no row of figures is there (the head, the labels, a total) it may move all
//! that its object holds.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::InputSubmission;
use super::cells::DiffCell;
use super::runs::OpenedRun;
use super::submissions::{ComparedSubmissions, of_object};
use crate::error::Error;
use crate::publish::whole::refuse_damaged;

/// The row that a decision names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DecidedRow {
    pub sha256: String,
    /// Empty for text files.
    pub sheet: String,
    /// From 1; nothing where it cannot be understood.
    pub row: Option<i64>,
}

/// The tables and columns that say whose a row is: those that count, and those in which something was found.
const DATA: [&str; 6] = ["sha256", "sheet", "row", "ref_area", "ref_area_valid_from", "time_period"];
const FOUND: [&str; 7] = ["form", "object", "sheet", "row", "ref_area", "ref_area_valid_from", "time_period"];

/// Whose the decided rows are, in either run, as submissions of their own.
///
/// # Errors
/// A table that is damaged or cannot be read.
pub fn submissions_of(
    decided: &BTreeSet<DecidedRow>,
    compared: &ComparedSubmissions,
    runs: [&OpenedRun<'_>; 2],
) -> Result<Vec<InputSubmission>, Error> {
    let mut by_object: BTreeMap<&str, Vec<&DecidedRow>> = BTreeMap::new();
    for row in decided {
        by_object.entry(&row.sha256).or_default().push(row);
    }
    let mut all = Vec::new();
    for (sha256, rows) in by_object {
        let held = of_object(compared, sha256);
        let forms: BTreeSet<&str> = held.iter().map(|one| one.form.as_str()).collect();
        let mut named = Vec::new();
        for run in runs {
            named.extend(of_data(run, sha256, &forms)?);
            named.extend(of_findings(run, compared.names_of(sha256))?);
        }
        let is_of = |(sheet, row, _): &Named, one: &DecidedRow| one.row == Some(*row) && one.sheet == *sheet;
        named.retain(|named| rows.iter().any(|one| is_of(named, one)));
        let is_left = rows.iter().any(|one| !named.iter().any(|named| is_of(named, one)));
        all.extend(named.into_iter().map(|(_, _, of)| of));
        if is_left {
            all.extend(held);
        }
    }
    Ok(all)
}

/// A row by its sheet and number, and whose it is.
type Named = (String, i64, InputSubmission);

/// The rows of an object that count.
fn of_data(run: &OpenedRun<'_>, sha256: &str, forms: &BTreeSet<&str>) -> Result<Vec<Named>, Error> {
    let mut named = Vec::new();
    for form in forms {
        let path = format!("data/{form}.parquet");
        if !run.has(&path) {
            continue;
        }
        refuse_damaged(run.warehouse, &run.run_id, |name| name == path)?;
        for [of, sheet, row, area, day, period] in run.rows(&path, DATA)?.rows {
            if of.text().as_deref() == Some(sha256) {
                named.extend(whose(form, [&sheet, &row, &area, &day, &period]));
            }
        }
    }
    Ok(named)
}

/// The rows of an object in which something was found.
fn of_findings(run: &OpenedRun<'_>, names: BTreeSet<String>) -> Result<Vec<Named>, Error> {
    let mut named = Vec::new();
    for [form, object, sheet, row, area, day, period] in run.rows("findings.parquet", FOUND)?.rows {
        let (Some(form), Some(object)) = (form.text(), object.text()) else { continue };
        if names.contains(&object) && area != DiffCell::Null {
            named.extend(whose(&form, [&sheet, &row, &area, &day, &period]));
        }
    }
    Ok(named)
}

fn whose(form: &str, [sheet, row, area, day, period]: [&DiffCell; 5]) -> Option<Named> {
    let DiffCell::Integer(row) = row else { return None };
    let of = InputSubmission {
        form: form.to_owned(),
        ref_area: area.text(),
        ref_area_valid_from: day.text(),
        time_period: period.text(),
        state: "received".to_owned(),
    };
    Some((sheet.text().unwrap_or_default(), *row, of))
}
