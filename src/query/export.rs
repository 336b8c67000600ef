//! The figures and targets of a published run, chosen by what a person asks for.
//!
//! Everything comes from the run itself; what a name means is asked of its catalog, so that an old run exports as it was.

use std::collections::{BTreeSet, HashMap};

use arrow_array::{BooleanArray, Date32Array, RecordBatch, StringArray};
use arrow_schema::Schema;
use arrow_select::concat::concat_batches;
use arrow_select::filter::filter_record_batch;

use crate::columns::column;
use crate::error::Error;
use crate::message;
use crate::publish::manifest;
use crate::publish::whole::{WholeRun, holds_figures, refuse_damaged};
use crate::query::asked::run_asked;
use crate::query::asked::{no_run, unknown};
use crate::query::run_tables::RunTables;
use crate::query::unit_times::{DatedUnit, UnitTimes};
use crate::registry::names::is_name_of;
use crate::store::Warehouse;

/// What is asked for; an empty list asks for all.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    pub indicators: Vec<String>,
    /// Codes or names.
    pub areas: Vec<String>,
    pub geographies: Vec<String>,
    pub pipelines: Vec<String>,
    pub levels: Vec<String>,
}

/// What a run holds of it.
#[derive(Clone, Debug)]
pub struct Extract {
    pub run_id: String,
    /// The last deadline that the run counts: the only day that belongs to a run.
    pub last_deadline: Option<chrono::NaiveDate>,
    /// The name of each pipeline that has figures, with its table `indicators`.
    pub figures: Vec<(String, RecordBatch)>,
    /// The codes of the areas that were asked for by name or code.
    pub areas: Vec<String>,
    /// The same tables with every area, where some were asked for: what a figure is compared with.
    pub around: Vec<(String, RecordBatch)>,
    pub targets: RecordBatch,
    pub catalog: RecordBatch,
    /// The newest name of each code.
    pub area_names: HashMap<String, String>,
    /// Areas that were asked for and ended, each with what it became, where none of that was asked for.
    pub ended: Vec<(DatedUnit, Vec<DatedUnit>)>,
}

impl Extract {
    /// How many figures it holds.
    pub fn figures(&self) -> usize {
        self.figures.iter().map(|(_, table)| table.num_rows()).sum()
    }
}

/// Reads what is asked for from a run, the current one unless it is named.
///
/// # Errors
/// No such run; a name that the run does not know; filters that leave no figure; a table that cannot be read.
pub fn extract(warehouse: &Warehouse, run_id: Option<&str>, filters: &Filters) -> Result<Extract, Error> {
    let run_id = run_asked(warehouse, run_id)?;
    let bytes = warehouse.run_file(&run_id, manifest::FILE)?.ok_or_else(no_run)?;
    let summary = manifest::summary_of(&bytes)?;
    refuse_damaged(warehouse, &run_id, holds_figures)?;
    let read = |name: &str| warehouse.run_table(&run_id, name).and_then(|batches| whole(name, &batches));
    let needed = |name: &str| read(name)?.ok_or_else(|| Error::damaged(name, "it has no rows"));
    let catalog = needed("catalog.parquet")?;
    let units = needed("registry/units.parquet")?;
    let area_names = area_names(&units)?;
    let mut figures = Vec::new();
    for pipeline in WholeRun::open(warehouse, &run_id)?.tables("indicators") {
        if let Some(table) = read(&format!("indicators/{pipeline}.parquet"))? {
            figures.push((pipeline, table));
        }
    }
    let known = |name: &str| -> Result<BTreeSet<String>, Error> {
        let mut known = BTreeSet::new();
        for (_, table) in &figures {
            known.extend(column::<StringArray>(table, "indicators", name)?.iter().flatten().map(str::to_owned));
        }
        Ok(known)
    };
    let mut filters = filters.clone();
    filters.areas = areas_of(&units, &filters.areas, &known("ref_area")?)?;
    let filters = &filters;
    for (asked, name, filter) in [
        (&filters.indicators, "indicator", message!("export-filter.indicator")),
        (&filters.areas, "ref_area", message!("export-filter.area")),
        (&filters.geographies, "geography", message!("export-filter.geography")),
        (&filters.pipelines, "pipeline", message!("export-filter.pipeline")),
        (&filters.levels, "area_level", message!("export-filter.level")),
    ] {
        if asked.is_empty() {
            continue;
        }
        let known = known(name)?;
        if let Some(wrong) = asked.iter().find(|asked| !known.contains(*asked)) {
            return Err(unknown(filter, wrong, known.iter().map(String::as_str)));
        }
    }
    let around = if filters.areas.is_empty() { Vec::new() } else { figures.clone() };
    for (pipeline, table) in &mut figures {
        *table = kept(table, pipeline, filters, true)?;
    }
    figures.retain(|(_, table)| table.num_rows() > 0);
    if figures.is_empty() {
        return Err(Error::Request(message!("export-nothing")));
    }
    let targets = match read("targets.parquet")? {
        Some(targets) => kept(&targets, "targets", filters, false)?,
        None => RecordBatch::new_empty(Schema::empty().into()),
    };
    let last_deadline = summary.last_deadline.and_then(|day| day.parse().ok());
    let areas = filters.areas.clone();
    let ended =
        if areas.is_empty() { Vec::new() } else { ended(&RunTables::open(warehouse, run_id.clone())?, &areas)? };
    Ok(Extract { run_id, last_deadline, figures, areas, around, targets, catalog, area_names, ended })
}

/// The areas that ended and whose figures go on nowhere in what is asked for.
fn ended(tables: &RunTables<'_>, areas: &[String]) -> Result<Vec<(DatedUnit, Vec<DatedUnit>)>, Error> {
    let times = UnitTimes::read(tables)?;
    let ended = areas.iter().filter_map(|code| {
        let last = times.of_code(code).last()?;
        let became = times.became(last, last.ref_area_valid_to?);
        let goes_on = became.iter().any(|unit| areas.contains(&unit.ref_area));
        (!goes_on).then(|| (last.clone(), became.into_iter().cloned().collect()))
    });
    Ok(ended.collect())
}

/// A table as one batch; `None` where it has no rows.
fn whole(name: &str, batches: &[RecordBatch]) -> Result<Option<RecordBatch>, Error> {
    let Some(first) = batches.first() else { return Ok(None) };
    concat_batches(&first.schema(), batches).map(Some).map_err(|error| Error::damaged(name, error))
}

/// The rows that are asked for. A target has no level, and is judged in its own geography whatever map is asked for.
fn kept(table: &RecordBatch, name: &str, filters: &Filters, of_figures: bool) -> Result<RecordBatch, Error> {
    let mut wanted =
        vec![("indicator", &filters.indicators), ("ref_area", &filters.areas), ("pipeline", &filters.pipelines)];
    if of_figures {
        wanted.extend([("geography", &filters.geographies), ("area_level", &filters.levels)]);
    }
    let mut mask = vec![true; table.num_rows()];
    for (field, asked) in wanted.into_iter().filter(|(_, asked)| !asked.is_empty()) {
        let values: &StringArray = column(table, name, field)?;
        for (keep, value) in mask.iter_mut().zip(values) {
            *keep &= value.is_some_and(|value| asked.iter().any(|asked| asked == value));
        }
    }
    filter_record_batch(table, &BooleanArray::from(mask)).map_err(|error| Error::damaged(name, error))
}

/// The codes that areas are asked for by, each a code or a name. A name is that of every unit that has had it and has
/// figures, of whatever map: nobody knows by heart which code a commune had when.
fn areas_of(units: &RecordBatch, asked: &[String], known: &BTreeSet<String>) -> Result<Vec<String>, Error> {
    let codes: &StringArray = column(units, "units", "ref_area")?;
    let names: &StringArray = column(units, "units", "ref_area_name")?;
    let mut areas = Vec::new();
    for asked in asked {
        let named = codes.iter().zip(names).filter_map(|(code, name)| Some((code?, name?)));
        let named = named.filter(|(code, name)| known.contains(*code) && is_name_of(asked, name));
        let named: BTreeSet<&str> = named.map(|(code, _)| code).collect();
        if known.contains(asked) || named.is_empty() {
            areas.push(asked.clone());
        } else {
            areas.extend(named.into_iter().map(str::to_owned));
        }
    }
    Ok(areas)
}

fn area_names(units: &RecordBatch) -> Result<HashMap<String, String>, Error> {
    let codes: &StringArray = column(units, "units", "ref_area")?;
    let names: &StringArray = column(units, "units", "ref_area_name")?;
    let days: &Date32Array = column(units, "units", "ref_area_valid_from")?;
    let mut newest: HashMap<String, (i32, String)> = HashMap::new();
    for row in 0..units.num_rows() {
        let next = (days.value(row), names.value(row).to_owned());
        let slot = newest.entry(codes.value(row).to_owned()).or_insert_with(|| next.clone());
        if next.0 > slot.0 {
            *slot = next;
        }
    }
    Ok(newest.into_iter().map(|(code, (_, name))| (code, name)).collect())
}
