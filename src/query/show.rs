//! A figure over time: its series in every geography and method, with coverage and targets, as a run published them.

use std::collections::{BTreeMap, BTreeSet};

use arrow_array::cast::AsArray;
use arrow_array::types::Float64Type;
use arrow_array::{Array, RecordBatch};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use crate::error::Error;
use crate::findings::message::Message;
use crate::project::Project;
use crate::query::asked::run_asked;
use crate::query::explain::answer::ExplainedTarget;
use crate::query::question::{Question, matching, targets_of};
use crate::query::run_tables::{RunTables, amount, date, integer, owned, text};
use crate::query::unit_times::{DatedUnit, UnitTimes};
use crate::store::Warehouse;

/// The answer of `tinhso show`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "tinhso show --format json")]
pub struct ShowAnswer {
    /// `show/1`
    pub tinhso: &'static str,
    pub run_id: String,
    pub indicator: String,
    pub title: Message,
    pub ref_area: String,
    pub ref_area_name: String,
    pub unit_measure: String,
    pub unit_mult: i64,
    /// Digits to show to people.
    pub decimals: Option<i64>,
    /// By method, breakdown, area, frequency and geography.
    pub series: Vec<Series>,
    pub targets: Vec<ExplainedTarget>,
    /// The areas behind the figures that are not there all the time, each with what it was made of and what it became.
    pub times: Vec<ShownTime>,
    /// True where another run than the current one may be meant: it was asked for by its id.
    #[serde(skip)]
    pub is_of_named_run: bool,
    /// The geography that was asked for.
    #[serde(skip)]
    pub asked_geography: Option<String>,
}

/// When an area is there.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ShownTime {
    pub area: DatedUnit,
    /// What it was made of, where that is not an area of its own code and name alone.
    pub made_of: Vec<DatedUnit>,
    /// What it became, where that is not an area of its own code and name alone.
    pub became: Vec<DatedUnit>,
    /// False where it ended and the registry names nothing that it became.
    pub is_followed: bool,
}

/// The areas of some figures that the registry has begun or ended by a change.
fn times(tables: &RunTables<'_>, figures: &RecordBatch, rows: &[usize]) -> Result<Vec<ShownTime>, Error> {
    let key = |row: &usize| Some((text(figures, "ref_area", *row)?, date(figures, "ref_area_valid_from", *row)?));
    let keys: BTreeSet<(&str, NaiveDate)> = rows.iter().filter_map(key).collect();
    let times = UnitTimes::read(tables)?;
    let shown = keys.into_iter().filter_map(|(code, from)| {
        let area = times.of_code(code).find(|unit| unit.ref_area_valid_from == from)?;
        // One of its own code and name goes on with the series.
        let goes_on =
            |other: &DatedUnit| (&other.ref_area, &other.ref_area_name) == (&area.ref_area, &area.ref_area_name);
        let others = |found: &[&DatedUnit]| -> Vec<DatedUnit> {
            let alone = found.iter().all(|other| goes_on(other));
            if alone { Vec::new() } else { found.iter().copied().cloned().collect() }
        };
        let made_of = from.pred_opt().map(|day| others(&times.made_of(area, day))).unwrap_or_default();
        let ended = area.ref_area_valid_to.map(|day| times.became(area, day));
        let became = ended.as_deref().map(others).unwrap_or_default();
        let is_followed = ended.is_none_or(|became| !became.is_empty());
        let is_shown = !made_of.is_empty() || !became.is_empty() || !is_followed;
        is_shown.then(|| ShownTime { area: area.clone(), made_of, became, is_followed })
    });
    Ok(shown.collect())
}

/// The figures of one frequency, method, breakdown, area and geography, in the order of time.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Series {
    pub title: Message,
    pub method: Option<String>,
    pub breakdown: Option<String>,
    /// The area: a code or a name may have had another meaning before, whose figures are a series of their own.
    pub ref_area: String,
    pub ref_area_name: String,
    /// SDMX FREQ: A, S, Q, M.
    pub freq: String,
    /// as-reported, or the day of the map to which everything is restated.
    pub geography: String,
    pub points: Vec<Point>,
}

/// One figure of a series.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Point {
    pub time_period: String,
    /// Since when the area is as it is in this figure.
    pub ref_area_valid_from: String,
    pub obs_value: Option<f64>,
    pub obs_status: String,
    pub numerator: Option<String>,
    pub denominator: Option<String>,
    pub n_reported: i64,
    pub n_expected: i64,
    pub coverage: Option<f64>,
}

/// What distinguishes series.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct SeriesKey {
    method: Option<String>,
    breakdown: Option<String>,
    ref_area: String,
    ref_area_name: String,
    freq: String,
    geography: String,
}

/// Gathers the series of an indicator in one area.
///
/// # Errors
/// No such run, indicator, area, method, breakdown or geography; a table that cannot be read.
pub fn show(
    project: &Project,
    warehouse: &Warehouse,
    run_id: Option<&str>,
    question: &Question,
) -> Result<ShowAnswer, Error> {
    let tables = RunTables::open(warehouse, run_asked(warehouse, run_id)?)?;
    let matching = matching(project, &tables, question, "show")?;
    let figures = &matching.figures;
    let mut series: BTreeMap<SeriesKey, Vec<(Option<chrono::NaiveDate>, Point)>> = BTreeMap::new();
    let double = |column: &str, row: usize| {
        let values = figures.column_by_name(column)?.as_primitive_opt::<Float64Type>()?;
        (!values.is_null(row)).then(|| values.value(row))
    };
    for &row in &matching.rows {
        let of = |column: &str| owned(figures, column, row);
        let named = |column: &str| of(column).unwrap_or_default();
        let key = SeriesKey {
            method: of("method"),
            breakdown: of("breakdown"),
            ref_area: named("ref_area"),
            ref_area_name: named("ref_area_name"),
            freq: named("freq"),
            geography: named("geography"),
        };
        let exact = |column: &str| amount(figures, column, row).map(|amount| amount.to_string());
        let valid_from = date(figures, "ref_area_valid_from", row);
        let point = Point {
            time_period: named("time_period"),
            ref_area_valid_from: valid_from.map(|day| day.to_string()).unwrap_or_default(),
            obs_value: double("obs_value", row),
            obs_status: named("obs_status"),
            numerator: exact("numerator"),
            denominator: exact("denominator"),
            n_reported: integer(figures, "n_reported", row).unwrap_or_default(),
            n_expected: integer(figures, "n_expected", row).unwrap_or_default(),
            coverage: double("coverage", row),
        };
        series.entry(key).or_default().push((date(figures, "period_end", row), point));
    }
    let series = series.into_iter().map(|(key, mut points)| {
        points.sort_by_key(|(end, _)| *end);
        let points = points.into_iter().map(|(_, point)| point).collect();
        let title = matching.title(key.method.as_deref(), key.breakdown.as_deref());
        let SeriesKey { method, breakdown, ref_area, ref_area_name, freq, geography } = key;
        Series { title, method, breakdown, ref_area, ref_area_name, freq, geography, points }
    });
    // Of the units of one name the one that has the newest figure.
    let newest = |row: &usize| (date(figures, "period_end", *row), date(figures, "ref_area_valid_from", *row), *row);
    let first = matching.rows.iter().copied().max_by_key(newest).unwrap_or_default();
    let of = |column: &str| owned(figures, column, first).unwrap_or_default();
    Ok(ShowAnswer {
        tinhso: "show/1",
        indicator: of("indicator"),
        title: matching.title(text(figures, "method", first), text(figures, "breakdown", first)),
        ref_area: of("ref_area"),
        ref_area_name: of("ref_area_name"),
        unit_measure: of("unit_measure"),
        unit_mult: integer(figures, "unit_mult", first).unwrap_or_default(),
        decimals: integer(&matching.catalog, "decimals", matching.entry),
        series: series.collect(),
        times: times(&tables, figures, &matching.rows)?,
        targets: targets_of(&tables, &of("indicator"), question.method.as_deref(), &of("ref_area"))?,
        run_id: tables.run_id,
        is_of_named_run: run_id.is_some(),
        asked_geography: question.geography.clone(),
    })
}
