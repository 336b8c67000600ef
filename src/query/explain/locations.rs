//! Where the cells lie: their columns, what they hold, when their objects came, and what was found about them.

use std::collections::{BTreeMap, BTreeSet};

use super::FollowedUnit;
use super::answer::{ExplainedCell, ExplainedDecision, ExplainedFinding, ExplainedObject, Proof};
use super::decided::explained;
use super::sources::{RowOf, Source, Sources};
use crate::error::Error;
use crate::findings::code::Code;
use crate::findings::message::Message;
use crate::project::written::decisions::Decision;
use crate::project::{FormIndex, Project};
use crate::query::run_tables::{RunTables, integer, owned, text};
use crate::typing::rows::Value;

/// A cell of an answer, with the form that its row is of.
pub(super) type Located<'a> = (FormIndex, &'a mut ExplainedCell);

/// Locates cells: by reading their objects again, of which all are kept where `keeps` and else those of which something is decided, or by the run's lineage.
pub(super) fn locate(
    project: &Project,
    tables: &RunTables<'_>,
    (sources, keeps): (Option<&Sources<'_>>, bool),
    mut cells: Vec<Located<'_>>,
) -> Result<(), Error> {
    let first: Vec<(String, i64)> = cells.iter().map(|(_, cell)| (cell.sheet.clone(), cell.row)).collect();
    let digests: BTreeSet<String> = cells.iter().map(|(_, cell)| cell.sha256.clone()).collect();
    let names: BTreeSet<String> = cells.iter().map(|(_, cell)| cell.object.clone()).collect();
    match sources {
        Some(sources) => {
            let mut of_objects: BTreeMap<String, Vec<(FormIndex, &mut ExplainedCell)>> = BTreeMap::new();
            for (form, cell) in &mut cells {
                of_objects.entry(cell.sha256.clone()).or_default().push((*form, cell));
            }
            let keeps = |sha256: &str| keeps || !project.decisions.about(sha256).is_empty();
            sources.each(of_objects, keeps, |source, cells| {
                cells.into_iter().for_each(|(form, cell)| match source {
                    Source::Read(_) => read_again(project, source, form, cell),
                    Source::Lost => cell.agrees = Some(false),
                });
            })?;
        }
        None => tables.fetch("lineage", "sha256", &digests)?,
    }
    tables.fetch("findings", "object", &names)?;
    tables.fetch("submissions", "sha256", &digests)?;
    for ((form, cell), first) in cells.iter_mut().zip(&first) {
        if cell.cell.is_none() {
            from_lineage(tables, &project.forms[*form].name, cell)?;
        }
        cell.findings = findings(project, tables, *form, cell, first)?;
        cell.decisions = decisions(project, cell, first);
    }
    Ok(())
}

/// The objects of located cells and of lines that were found, and what was proved of the cells.
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
            None => objects.entry(key).or_insert(arrival(tables, &project.forms[form].name, key, &cell.time_period)?),
        };
        object.cells += 1;
        // A text is there where the archive holds the object.
        object.archived = object.archived.max(cell.agrees.map(|agrees| agrees || cell.raw.is_some()));
    }
    let rows = units.iter().flat_map(|one| &one.unit.rows);
    for (row, line) in rows.flat_map(|row| row.found.iter().flatten().map(move |line| (row, line))) {
        let key = (line.object.as_str(), line.sha256.as_str());
        let object = match objects.get_mut(&key) {
            Some(object) => object,
            None => objects.entry(key).or_insert(arrival(tables, &row.form, key, &line.time_period)?),
        };
        object.cells += u64::try_from(line.cells.len()).unwrap_or(u64::MAX);
        // The line was found there.
        object.archived = Some(true);
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
        cell.cell = Some(format!("{}{}", column.letters, again.number));
        (cell.sheet, cell.row) = (again.sheet, again.number);
        cell.label = Some(column.label);
        cell.unit = column.unit;
        cell.multiplier = column.multiplier.map(i64::from);
        cell.raw = again.raw;
    }
}

/// What the run's lineage says of a cell. Of a column on another page it does not say in which row of that page it is.
fn from_lineage(tables: &RunTables<'_>, form: &str, cell: &mut ExplainedCell) -> Result<(), Error> {
    let lineage = tables.with("lineage", "sha256", &cell.sha256)?;
    let table = &lineage.table;
    let at = |column: &str, row: usize| text(table, column, row).unwrap_or_default();
    let end = |column: &str, row: usize| integer(table, column, row).unwrap_or_default();
    let of_form: Vec<usize> = lineage
        .rows
        .iter()
        .copied()
        .filter(|row| at("object", *row) == cell.object && at("form", *row) == form)
        .collect();
    let has_row = |row: &usize| {
        at("sheet", *row) == cell.sheet && (end("first_row", *row)..=end("last_row", *row)).contains(&cell.row)
    };
    let is_field = |row: &usize| at("field", *row) == cell.field;
    let own = of_form.iter().copied().find(|row| is_field(row) && has_row(row));
    let on_another_page = || {
        let of_row = of_form.iter().find(|row| has_row(row))?;
        let is_of_table = |row: &usize| at("table", *row) == at("table", *of_row);
        of_form.iter().copied().find(|row| is_field(row) && is_of_table(row))
    };
    if let Some(row) = own.or_else(on_another_page) {
        let letters = own.and_then(|row| text(table, "column", row));
        cell.cell = letters.map(|letters| format!("{letters}{}", cell.row));
        cell.label = owned(table, "label", row);
        cell.unit = owned(table, "unit", row);
        cell.multiplier = integer(table, "multiplier", row);
    }
    Ok(())
}

/// The findings about a cell, its row where they name no field, or its column where they name no row. A check that failed at another cell of the
/// row is about this one where it names its field. `first` is where its row is on the first page of its table.
fn findings(
    project: &Project,
    tables: &RunTables<'_>,
    form: FormIndex,
    cell: &ExplainedCell,
    first: &(String, i64),
) -> Result<Vec<ExplainedFinding>, Error> {
    let found = tables.with("findings", "object", &cell.object)?;
    let table = &found.table;
    // Above the unit of the cell; what is not known may be.
    let is_above = |area: Option<&str>| {
        let registry = &project.registry;
        let own = registry.with_code(&cell.ref_area).iter().flat_map(|unit| registry.ancestors(*unit));
        let mut above = own.filter_map(|unit| registry.units.get(unit));
        area.is_none_or(|area| above.any(|unit| unit.code == area))
    };
    let touches = |row: &&usize| {
        let at = |column: &str| text(table, column, **row);
        if at("sheet").is_some_and(|sheet| sheet != cell.sheet && sheet != first.0) {
            return false;
        }
        let is_on = |sheet: &str| at("sheet").is_none_or(|own| own == sheet);
        let is_field = at("field").is_none_or(|field| field == cell.field);
        match (at("cell"), integer(table, "row", **row)) {
            (Some(at), _) if Some(at) == cell.cell.as_deref() && is_on(&cell.sheet) => true,
            (_, Some(number)) => {
                let is_row = number == cell.row && is_on(&cell.sheet) || number == first.1 && is_on(&first.0);
                let is_at_another = at("cell").is_some() && at("field").is_none();
                let names_it = || names_field(project, form, at("check"), &cell.field);
                is_row && is_field && (!is_at_another || names_it())
            }
            (None, None) if at("field").is_some() => is_field,
            // Of the unit in that period as a whole; that nothing of a later submission is used is said of its sender.
            (None, None) => {
                let is_of_sender = || at("code") == Some(Code::EarlierRowKept.name()) && is_above(at("ref_area"));
                let is_form = at("form").is_none_or(|own| project.form_named(own) == Some(form));
                (at("ref_area") == Some(&cell.ref_area) || is_form && is_of_sender())
                    && at("time_period") == Some(&cell.time_period)
            }
            (Some(_), None) => false,
        }
    };
    let explained = |&row: &usize| ExplainedFinding {
        code: owned(table, "code", row).unwrap_or_default(),
        severity: owned(table, "severity", row).unwrap_or_default(),
        state: owned(table, "state", row).unwrap_or_default(),
        cell: owned(table, "cell", row),
        message: Message::new(
            text(table, "message_vi", row).unwrap_or_default(),
            text(table, "message_en", row).unwrap_or_default(),
        ),
    };
    let mut findings: Vec<ExplainedFinding> = found.rows.iter().filter(touches).map(explained).collect();
    findings.dedup();
    Ok(findings)
}

/// True where a check names a field, or speaks of the row as a whole; a finding of none does.
fn names_field(project: &Project, form: FormIndex, check: Option<&str>, field: &str) -> bool {
    let Some(name) = check else { return true };
    let mut checks = project.checks.iter().chain(&project.across_checks);
    let check = checks.find(|check| check.form == form && check.name == name);
    let named = check.and_then(|check| check.withheld_fields(&project.forms[form]));
    named.is_none_or(|named| named.iter().any(|named| named == field))
}

/// What was decided of a cell, or of its row where a finding names no cell.
fn decisions(project: &Project, cell: &ExplainedCell, first: &(String, i64)) -> Vec<ExplainedDecision> {
    let (row, first_row) = (cell.row.to_string(), first.1.to_string());
    let is_of_cell = |decision: &&Decision| {
        let at = decision.cell.get_ref();
        let is_own = decision.sheet == cell.sheet && (Some(at) == cell.cell.as_ref() || *at == row);
        is_own || decision.sheet == first.0 && *at == first_row
    };
    project.decisions.about(&cell.sha256).into_iter().filter(is_of_cell).map(explained).collect()
}

/// How an object came, with what it holds of a form and period.
fn arrival(
    tables: &RunTables<'_>,
    form: &str,
    (object, sha256): (&str, &str),
    period: &str,
) -> Result<ExplainedObject, Error> {
    let submissions = tables.with("submissions", "sha256", sha256)?;
    let table = &submissions.table;
    let at = |column: &str, row: usize| text(table, column, row).unwrap_or_default();
    let of_object = |row: &&usize| at("object", **row) == object && at("form", **row) == form;
    let own_period = |row: &&usize| at("time_period", **row) == period;
    let all: Vec<&usize> = submissions.rows.iter().filter(of_object).collect();
    let row = all.iter().copied().find(|row| own_period(row)).or(all.first().copied()).copied();
    Ok(ExplainedObject {
        object: object.to_owned(),
        sha256: sha256.to_owned(),
        received_at: row.and_then(|row| crate::query::run_tables::instant(table, "received_at", row)),
        due: row.and_then(|row| crate::query::run_tables::date(table, "due", row)).map(|day| day.to_string()),
        state: row.and_then(|row| owned(table, "state", row)),
        cells: 0,
        archived: None,
    })
}
