//! The figures and targets of a published run, chosen by what a person asks for.
//!
//! Everything comes from the run itself; what a name means is asked of its catalog, so that an old run exports as it was.

use std::collections::{BTreeSet, HashMap};

use arrow_array::{BooleanArray, Date32Array, RecordBatch, StringArray};
use arrow_schema::Schema;
use arrow_select::concat::concat_batches;
use arrow_select::filter::filter_record_batch;
use chrono::NaiveDate;

use crate::columns::column;
use crate::error::Error;
use crate::message;
use crate::publish::manifest;
use crate::publish::whole::{WholeRun, holds_figures, refuse_damaged};
use crate::query::asked::{run_asked, unknown};
use crate::query::run_tables::{RunTables, date, owned};
use crate::query::unit_levels::UnitLevels;
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
    /// The units that were asked for by name or code, each in one of its validities.
    pub areas: Vec<DatedUnit>,
    /// Codes that were asked for and have been those of several units, with these.
    pub shared_codes: Vec<(String, Vec<DatedUnit>)>,
    /// The same tables with every area, where some were asked for: what a figure is compared with.
    pub around: Vec<(String, RecordBatch)>,
    pub targets: RecordBatch,
    /// The directions of all targets of each indicator and method, also of areas that were not asked for.
    pub directions: HashMap<(String, Option<String>), Vec<String>>,
    pub catalog: RecordBatch,
    /// The levels of the registry.
    pub levels: UnitLevels,
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
    let gone = || Error::Request(message!("warehouse-no-run", run = &run_id));
    let bytes = warehouse.run_file(&run_id, manifest::FILE)?.ok_or_else(gone)?;
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
    let asked = match filters.areas.is_empty() {
        true => None,
        false => Some(AskedAreas::read(UnitTimes::read(&RunTables::open(warehouse, run_id.clone())?)?, &figures)?),
    };
    let areas = asked.as_ref().map(|asked| asked.of(&filters.areas)).transpose()?;
    for (asked, name, filter) in [
        (&filters.indicators, "indicator", message!("export-filter.indicator")),
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
        *table = kept(table, pipeline, filters, areas.as_deref(), true)?;
    }
    figures.retain(|(_, table)| table.num_rows() > 0);
    if figures.is_empty() {
        return Err(Error::Request(message!("export-nothing")));
    }
    let mut directions: HashMap<(String, Option<String>), Vec<String>> = HashMap::new();
    let targets = match read("targets.parquet")? {
        Some(targets) => {
            for row in 0..targets.num_rows() {
                let of = |column: &str| owned(&targets, column, row);
                let indicator = of("indicator").unwrap_or_default();
                directions.entry((indicator, of("method"))).or_default().extend(of("direction"));
            }
            kept(&targets, "targets", filters, areas.as_deref(), false)?
        }
        None => RecordBatch::new_empty(Schema::empty().into()),
    };
    let last_deadline = summary.last_deadline.and_then(|day| day.parse().ok());
    let shared_codes = asked.as_ref().map_or_else(Vec::new, |asked| asked.shared(&filters.areas));
    let areas = areas.unwrap_or_default();
    let ended = asked.map_or_else(Vec::new, |asked| asked.ended(&areas));
    Ok(Extract {
        run_id,
        last_deadline,
        figures,
        areas,
        shared_codes,
        around,
        targets,
        directions,
        catalog,
        levels: UnitLevels::new(&units),
        area_names,
        ended,
    })
}

/// The units that have figures, of whom some are asked for.
struct AskedAreas {
    times: UnitTimes,
    with_figures: BTreeSet<(String, NaiveDate)>,
}

impl AskedAreas {
    fn read(times: UnitTimes, figures: &[(String, RecordBatch)]) -> Result<Self, Error> {
        let mut with_figures = BTreeSet::new();
        for (_, table) in figures {
            let codes: &StringArray = column(table, "indicators", "ref_area")?;
            let rows = (0..table.num_rows()).filter_map(|row| date(table, "ref_area_valid_from", row));
            with_figures.extend(codes.iter().flatten().map(str::to_owned).zip(rows));
        }
        Ok(Self { times, with_figures })
    }

    fn fitting<'s>(&'s self, fits: impl Fn(&DatedUnit) -> bool + 's) -> impl Iterator<Item = &'s DatedUnit> {
        self.times.fitting(move |unit| {
            fits(unit) && self.with_figures.contains(&(unit.ref_area.clone(), unit.ref_area_valid_from))
        })
    }

    /// The units that are asked for, each by its code or its name. A code is that of every unit that has had it; a name is that of every unit
    /// that has had it, of whatever map: nobody knows by heart which code a commune had when.
    fn of(&self, asked: &[String]) -> Result<Vec<DatedUnit>, Error> {
        let mut areas: Vec<DatedUnit> = Vec::new();
        for asked in asked {
            let mut found: Vec<&DatedUnit> = self.fitting(|unit| unit.ref_area == *asked).collect();
            if found.is_empty() {
                found = self.fitting(|unit| is_name_of(asked, &unit.ref_area_name)).collect();
            }
            if found.is_empty() {
                let codes: BTreeSet<&str> = self.with_figures.iter().map(|(code, _)| code.as_str()).collect();
                return Err(unknown(message!("export-filter.area"), asked, codes.iter().copied()));
            }
            for unit in found {
                if !areas.contains(unit) {
                    areas.push(unit.clone());
                }
            }
        }
        Ok(areas)
    }

    /// The codes among what is asked for that have been those of units of several names, with these.
    fn shared(&self, asked: &[String]) -> Vec<(String, Vec<DatedUnit>)> {
        let of_code = |code: &String| {
            let units: Vec<DatedUnit> = self.fitting(|unit| unit.ref_area == *code).cloned().collect();
            let names: BTreeSet<&str> = units.iter().map(|unit| unit.ref_area_name.as_str()).collect();
            (names.len() > 1).then(|| (code.clone(), units))
        };
        asked.iter().filter_map(of_code).collect()
    }

    /// The areas that ended and whose figures go on nowhere in what is asked for.
    fn ended(&self, areas: &[DatedUnit]) -> Vec<(DatedUnit, Vec<DatedUnit>)> {
        let ended = areas.iter().filter_map(|unit| {
            let became = self.times.became(unit, unit.ref_area_valid_to?);
            let goes_on = became.iter().any(|unit| areas.contains(unit));
            (!goes_on).then(|| (unit.clone(), became.into_iter().cloned().collect()))
        });
        ended.collect()
    }
}

/// A table as one batch; `None` where it has no rows.
fn whole(name: &str, batches: &[RecordBatch]) -> Result<Option<RecordBatch>, Error> {
    let Some(first) = batches.first() else { return Ok(None) };
    concat_batches(&first.schema(), batches).map(Some).map_err(|error| Error::damaged(name, error))
}

/// The rows that are asked for. A target has no level, and is judged in its own geography whatever map is asked for.
fn kept(
    table: &RecordBatch,
    name: &str,
    filters: &Filters,
    areas: Option<&[DatedUnit]>,
    of_figures: bool,
) -> Result<RecordBatch, Error> {
    let mut wanted = vec![("indicator", &filters.indicators), ("pipeline", &filters.pipelines)];
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
    if let Some(areas) = areas {
        let codes: &StringArray = column(table, name, "ref_area")?;
        for (row, (keep, code)) in mask.iter_mut().zip(codes).enumerate() {
            // A target is set for a code.
            let since = date(table, "ref_area_valid_from", row);
            let is_asked = |unit: &DatedUnit| {
                Some(unit.ref_area.as_str()) == code && since.is_none_or(|since| since == unit.ref_area_valid_from)
            };
            *keep &= areas.iter().any(is_asked);
        }
    }
    filter_record_batch(table, &BooleanArray::from(mask)).map_err(|error| Error::damaged(name, error))
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
