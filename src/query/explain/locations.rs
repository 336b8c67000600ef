//! Where the cells lie: their columns, what they hold, when their objects came, and what was found about them.

use std::collections::{BTreeMap, BTreeSet};

use super::FollowedUnit;
use super::answer::{ExplainedCell, ExplainedDecision, ExplainedFinding, ExplainedObject, Proof};
use super::decided::explained;
use super::sources::{RowOf, Source, Sources};
use crate::error::Error;
use crate::findings::message::Message;
use crate::project::written::decisions::Decision;
use crate::project::{FormIndex, Project};
use crate::query::run_tables::{RunTables, integer, owned, text};
use crate::typing::rows::Value;

/// A cell of an answer, with the form that its row is of.
pub(super) type Located<'a> = (FormIndex, &'a mut ExplainedCell);

/// Locates cells: by reading their objects again, or else by the run's lineage.
pub(super) fn locate(
    project: &Project,
    tables: &RunTables<'_>,
    sources: Option<&Sources<'_>>,
    mut cells: Vec<Located<'_>>,
) -> Result<(), Error> {
    let digests: BTreeSet<String> = cells.iter().map(|(_, cell)| cell.sha256.clone()).collect();
    let names: BTreeSet<String> = cells.iter().map(|(_, cell)| cell.object.clone()).collect();
    match sources {
        Some(sources) => sources.read_all(&digests)?,
        None => tables.fetch("lineage", "sha256", &digests)?,
    }
    tables.fetch("findings", "object", &names)?;
    tables.fetch("submissions", "sha256", &digests)?;
    for (form, cell) in &mut cells {
        if let Some(sources) = sources {
            let source = sources.get(&cell.sha256)?;
            if matches!(*source, Source::Read(_)) {
                read_again(project, &source, *form, cell);
            } else {
                cell.agrees = Some(false);
            }
        }
        if cell.cell.is_none() {
            from_lineage(tables, &project.forms[*form].name, cell)?;
        }
        cell.findings = findings(tables, cell)?;
        cell.decisions = decisions(project, cell);
    }
    Ok(())
}

/// The objects of located cells, and what was proved of the cells.
pub(super) fn objects(
    project: &Project,
    tables: &RunTables<'_>,
    units: &[FollowedUnit],
    proof: &mut Proof,
) -> Result<Vec<ExplainedObject>, Error> {
    let mut objects: BTreeMap<(&str, &str), ExplainedObject> = BTreeMap::new();
    for (form, cell) in units.iter().flat_map(FollowedUnit::cells_of_forms) {
        proof.cells += 1;
        proof.cells_read += u64::from(cell.agrees.is_some());
        proof.cells_agreeing += u64::from(cell.agrees == Some(true));
        let key = (cell.object.as_str(), cell.sha256.as_str());
        let object = match objects.get_mut(&key) {
            Some(object) => object,
            None => objects.entry(key).or_insert(arrival(tables, &project.forms[form].name, cell)?),
        };
        object.cells += 1;
        // A text is there where the archive holds the object.
        object.archived = object.archived.max(cell.agrees.map(|agrees| agrees || cell.raw.is_some()));
    }
    Ok(objects.into_values().collect())
}

/// What reading the object again says of a cell.
fn read_again(project: &Project, source: &Source, form: FormIndex, cell: &mut ExplainedCell) {
    let unit = cell.ref_area_valid_from.parse().ok().and_then(|day| project.registry.by_key(&cell.ref_area, day));
    let field = project.forms[form].schema.fields.iter().position(|field| field.name == cell.field);
    let (Some(unit), Some(field), Ok(period)) = (unit, field, cell.time_period.parse()) else { return };
    let row = RowOf { form, sheet: &cell.sheet, number: cell.row, unit, period };
    let Some(again) = source.field(row, field) else {
        cell.agrees = Some(false);
        return;
    };
    let value = match again.value {
        Value::Missing => None,
        value => Some(value.to_string()),
    };
    // The run keeps places and periods by their codes, and by these the row was found.
    if project.forms[form].schema.fields[field].is_kept_as_text() {
        cell.value = value.clone();
    }
    cell.agrees = Some(value == cell.value);
    if let Some(column) = again.column {
        cell.cell = Some(format!("{}{}", column.letters, cell.row));
        cell.label = Some(column.label);
        cell.unit = column.unit;
        cell.multiplier = column.multiplier.map(i64::from);
        cell.raw = again.raw;
    }
}

/// What the run's lineage says of a cell.
fn from_lineage(tables: &RunTables<'_>, form: &str, cell: &mut ExplainedCell) -> Result<(), Error> {
    let lineage = tables.with("lineage", "sha256", &cell.sha256)?;
    let table = &lineage.table;
    let is_of = |row: &&usize| {
        let at = |column: &str| text(table, column, **row).unwrap_or_default();
        let end = |column: &str| integer(table, column, **row).unwrap_or_default();
        at("object") == cell.object
            && at("form") == form
            && at("sheet") == cell.sheet
            && at("field") == cell.field
            && (end("first_row")..=end("last_row")).contains(&cell.row)
    };
    if let Some(&row) = lineage.rows.iter().find(is_of) {
        cell.cell = text(table, "column", row).map(|letters| format!("{letters}{}", cell.row));
        cell.label = owned(table, "label", row);
        cell.unit = owned(table, "unit", row);
        cell.multiplier = integer(table, "multiplier", row);
    }
    Ok(())
}

/// The findings about a cell, its row where they name no field, or its column where they name no row.
fn findings(tables: &RunTables<'_>, cell: &ExplainedCell) -> Result<Vec<ExplainedFinding>, Error> {
    let found = tables.with("findings", "object", &cell.object)?;
    let table = &found.table;
    let touches = |row: &&usize| {
        let at = |column: &str| text(table, column, **row);
        if at("sheet").is_some_and(|sheet| sheet != cell.sheet) {
            return false;
        }
        let is_field = at("field").is_none_or(|field| field == cell.field);
        match (at("cell"), integer(table, "row", **row)) {
            (Some(at), _) if Some(at) == cell.cell.as_deref() => true,
            (_, Some(number)) => number == cell.row && is_field,
            (None, None) if at("field").is_some() => is_field,
            // Of the unit in that period as a whole.
            (None, None) => at("ref_area") == Some(&cell.ref_area) && at("time_period") == Some(&cell.time_period),
            (Some(_), None) => false,
        }
    };
    let explained = |&row: &usize| ExplainedFinding {
        code: owned(table, "code", row).unwrap_or_default(),
        severity: owned(table, "severity", row).unwrap_or_default(),
        state: owned(table, "state", row).unwrap_or_default(),
        message: Message::new(
            text(table, "message_vi", row).unwrap_or_default(),
            text(table, "message_en", row).unwrap_or_default(),
        ),
    };
    let mut findings: Vec<ExplainedFinding> = found.rows.iter().filter(touches).map(explained).collect();
    findings.dedup();
    Ok(findings)
}

/// What was decided of a cell, or of its row where a finding names no cell.
fn decisions(project: &Project, cell: &ExplainedCell) -> Vec<ExplainedDecision> {
    let row = cell.row.to_string();
    let is_of_cell = |decision: &&Decision| {
        let at = decision.cell.get_ref();
        decision.sheet == cell.sheet && (Some(at) == cell.cell.as_ref() || *at == row)
    };
    project.decisions.about(&cell.sha256).into_iter().filter(is_of_cell).map(explained).collect()
}

/// How the object of a cell came.
fn arrival(tables: &RunTables<'_>, form: &str, cell: &ExplainedCell) -> Result<ExplainedObject, Error> {
    let submissions = tables.with("submissions", "sha256", &cell.sha256)?;
    let table = &submissions.table;
    let at = |column: &str, row: usize| text(table, column, row).unwrap_or_default();
    let of_object = |row: &&usize| at("object", **row) == cell.object && at("form", **row) == form;
    let own_period = |row: &&usize| at("time_period", **row) == cell.time_period;
    let all: Vec<&usize> = submissions.rows.iter().filter(of_object).collect();
    let row = all.iter().copied().find(|row| own_period(row)).or(all.first().copied()).copied();
    Ok(ExplainedObject {
        object: cell.object.clone(),
        sha256: cell.sha256.clone(),
        received_at: row.and_then(|row| crate::query::run_tables::instant(table, "received_at", row)),
        due: row.and_then(|row| crate::query::run_tables::date(table, "due", row)).map(|day| day.to_string()),
        state: row.and_then(|row| owned(table, "state", row)),
        cells: 0,
        archived: None,
    })
}
