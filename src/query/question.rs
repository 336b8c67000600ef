//! Which figure is meant: takes what a person typed, gives one row of `indicators/<pipeline>`.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use arrow_array::cast::AsArray;
use arrow_array::types::Float64Type;
use arrow_array::{Array, RecordBatch, StringArray};
use chrono::NaiveDate;

use super::no_figure::{Figureless, no_period};
use super::run_tables::{RunTables, amount, date, integer, only, owned, text};
use super::unit_times::{DatedUnit, UnitTimes};
use crate::error::Error;
use crate::findings::message::Message;
use crate::message;
use crate::project::Project;
use crate::query::asked::unknown;
use crate::query::explain::answer::{ExplainedFigure, ExplainedTarget, Rank};
use crate::query::rank;
use crate::registry::names::{is_name_of, without_type};
use crate::values::decimal::Decimal;
use crate::values::period::Period;
use crate::values::text::without_marks;

/// What the figures have in common among which one has its place; the narrowest first, since most rows are of another period.
const PEERS: [&str; 5] = ["time_period", "geography", "area_level", "method", "breakdown"];

/// What a person asks for. Whatever is left out is chosen: the province, the newest period with a value, the first geography.
#[derive(Clone, Debug, Default)]
pub struct Question {
    pub indicator: String,
    pub period: Option<Period>,
    /// A code or a name.
    pub area: Option<String>,
    pub method: Option<String>,
    pub breakdown: Option<String>,
    pub geography: Option<String>,
}

/// A row of the figures, with the table that it is in.
pub(super) struct FigureRow {
    pub figures: Rc<RecordBatch>,
    pub row: usize,
    /// The figures among which it has its place: at least those of its period, geography, level and method.
    peers: Rc<RecordBatch>,
    /// The row of the catalog that says what it means.
    pub catalog: Rc<RecordBatch>,
    pub entry: usize,
    /// Other units that have the code or the name that was asked for, each in its newest validity.
    others: Vec<(String, NaiveDate)>,
}

/// The figures that a question is about.
pub(super) struct Matching {
    /// The table of figures that they are in, without its ending.
    table: String,
    pub figures: Rc<RecordBatch>,
    pub rows: Vec<usize>,
    pub catalog: Rc<RecordBatch>,
    /// The first row of the catalog that has the indicator.
    pub entry: usize,
}

impl Matching {
    /// The title of a method or breakdown of the indicator.
    pub fn title(&self, method: Option<&str>, breakdown: Option<&str>) -> Message {
        let of = |column: &str, row: usize| text(&self.catalog, column, row);
        let is_it = |row: &usize| {
            of("indicator", *row) == of("indicator", self.entry)
                && of("method", *row) == method
                && of("breakdown", *row) == breakdown
        };
        let row = (0..self.catalog.num_rows()).find(is_it).unwrap_or(self.entry);
        Message::new(of("title_vi", row).unwrap_or_default(), of("title_en", row).unwrap_or_default())
    }
}

/// Finds the figures of an indicator in one area, with whatever else is asked for: every method, period and geography that is not.
pub(super) fn matching(
    project: &Project,
    tables: &RunTables<'_>,
    question: &Question,
    command: &str,
) -> Result<Matching, Error> {
    let catalog = tables.rows("catalog", &[])?;
    let names: Vec<&str> = (0..catalog.num_rows()).filter_map(|row| text(&catalog, "indicator", row)).collect();
    let entry = names.iter().position(|name| *name == question.indicator).ok_or_else(|| {
        let known: BTreeSet<&str> = names.iter().copied().collect();
        unknown(message!("export-filter.indicator"), &question.indicator, known.iter().copied())
    })?;
    let pipeline = text(&catalog, "pipeline", entry).unwrap_or_default();
    let table = format!("indicators/{pipeline}");
    let asked = question.area.as_deref().unwrap_or_else(|| project.settings.province.get_ref());
    let none = Figureless { tables, table: &table, question, command, asked };
    let figures = of_area(tables, &table, &question.indicator, asked).map_err(|error| match error {
        Error::Request(_) => none.of_level(error),
        error => error,
    })?;
    let mut rows: Vec<usize> = (0..figures.num_rows()).collect();
    keep_newest_meaning(&figures, &mut rows, asked)?;
    for (column, asked, filter) in [
        ("method", &question.method, message!("explain-filter.method")),
        ("breakdown", &question.breakdown, message!("explain-filter.breakdown")),
    ] {
        if let Some(asked) = asked {
            keep(&figures, &mut rows, column, asked, filter)?;
        }
    }
    if let Some(period) = question.period {
        let known: BTreeSet<&str> = rows.iter().filter_map(|row| text(&figures, "time_period", *row)).collect();
        let of_period = |row: &usize| text(&figures, "time_period", *row) == Some(period.to_string().as_str());
        if !rows.iter().any(of_period) {
            return Err(none.in_time(&figures, &rows, no_period(period, &known)));
        }
        rows.retain(of_period);
    }
    if let Some(geography) = &question.geography {
        let of_area = rows.clone();
        keep(&figures, &mut rows, "geography", geography, message!("export-filter.geography"))
            .map_err(|error| none.in_time(&figures, &of_area, error))?;
    }
    Ok(Matching { figures, rows, catalog, entry, table })
}

/// Finds the figure that is meant.
pub(super) fn find(project: &Project, tables: &RunTables<'_>, question: &Question) -> Result<FigureRow, Error> {
    let Matching { table, figures, mut rows, catalog, entry } = matching(project, tables, question, "explain")?;
    choose(&figures, &mut rows, "method", message!("explain-filter.method"))?;
    choose(&figures, &mut rows, "breakdown", message!("explain-filter.breakdown"))?;
    let meant = rows.clone();
    // Of a code that is used again the unit of today is meant, unless the period says another.
    if question.period.is_none()
        && let Some(newest) = rows.iter().copied().max_by_key(|row| date(&figures, "ref_area_valid_from", *row))
    {
        rows.retain(|row| unit_named(&figures, *row) == unit_named(&figures, newest));
    }
    // In the order of the project: of a unit that has figures in one map alone, that map.
    let geographies = project.geographies.iter().map(ToString::to_string);
    let of = |name: &str| -> Vec<usize> {
        rows.iter().copied().filter(|row| text(&figures, "geography", *row) == Some(name)).collect()
    };
    if let Some(first) = geographies.map(|name| of(&name)).find(|rows| !rows.is_empty()) {
        rows = first;
    }
    // The newest period that has a value, the coarsest of those that end on one day.
    let newest = |row: &usize| {
        let has_value = !figures.column_by_name("obs_value").is_none_or(|values| values.is_null(*row));
        let coarse = text(&figures, "time_period", *row).and_then(|period| period.parse::<Period>().ok());
        (has_value, date(&figures, "period_end", *row), coarse.map(Period::frequency), *row)
    };
    let row = rows.iter().copied().max_by_key(newest).ok_or_else(|| Error::Request(message!("export-nothing")))?;
    let same = |column: &str, place: &usize| text(&catalog, column, *place) == text(&figures, column, row);
    let entry = (0..catalog.num_rows())
        .find(|place| ["indicator", "method", "breakdown"].iter().all(|column| same(column, place)))
        .unwrap_or(entry);
    let peers = peers_of(tables, &table, &figures, row)?;
    let others = others(&figures, &meant, row);
    Ok(FigureRow { figures, row, peers, catalog, entry, others })
}

/// The code and the name of the unit of a figure.
fn unit_named(figures: &RecordBatch, row: usize) -> (Option<&str>, Option<&str>) {
    (text(figures, "ref_area", row), text(figures, "ref_area_name", row))
}

/// The units of other figures than one, each in its newest validity.
fn others(figures: &RecordBatch, rows: &[usize], chosen: usize) -> Vec<(String, NaiveDate)> {
    let mut newest: BTreeMap<(Option<&str>, Option<&str>), NaiveDate> = BTreeMap::new();
    let others = rows.iter().filter(|row| unit_named(figures, **row) != unit_named(figures, chosen));
    for (row, since) in others.filter_map(|row| Some((*row, date(figures, "ref_area_valid_from", *row)?))) {
        let held = newest.entry(unit_named(figures, row)).or_insert(since);
        *held = since.max(*held);
    }
    newest.into_iter().filter_map(|((code, _), since)| Some((code?.to_owned(), since))).collect()
}

/// The figures of the indicator, period, geography and level of one of them: what gives their methods, and their values.
fn peers_of(tables: &RunTables<'_>, table: &str, figures: &RecordBatch, row: usize) -> Result<Rc<RecordBatch>, Error> {
    let of = |column: &'static str| (column, only(text(figures, column, row).unwrap_or_default()));
    let wanted = [of("time_period"), of("area_level"), of("indicator"), of("geography")];
    tables.columns(table, &[&PEERS[..], &["obs_value"]].concat(), &wanted)
}

/// Every figure of an indicator.
pub(super) fn all(tables: &RunTables<'_>, indicator: &str) -> Result<Vec<FigureRow>, Error> {
    let catalog = tables.rows("catalog", &[("indicator", only(indicator))])?;
    let pipeline = text(&catalog, "pipeline", 0).unwrap_or_default();
    let figures = tables.rows(&format!("indicators/{pipeline}"), &[("indicator", only(indicator))])?;
    let same = |column: &str, entry: &usize, row: usize| text(&catalog, column, *entry) == text(&figures, column, row);
    let entry = |row: usize| {
        let is_of = |entry: &usize| ["method", "breakdown"].iter().all(|column| same(column, entry, row));
        (0..catalog.num_rows()).find(is_of).unwrap_or_default()
    };
    let found = |row| {
        let (figures, peers) = (Rc::clone(&figures), Rc::clone(&figures));
        let others = Vec::new();
        FigureRow { figures, row, peers, catalog: Rc::clone(&catalog), entry: entry(row), others }
    };
    Ok((0..figures.num_rows()).map(found).collect())
}

/// Keeps the rows with a text in a column, or says which texts there are.
fn keep(figures: &RecordBatch, rows: &mut Vec<usize>, column: &str, asked: &str, filter: Message) -> Result<(), Error> {
    let known: BTreeSet<&str> = rows.iter().filter_map(|row| text(figures, column, *row)).collect();
    if !known.contains(asked) {
        return Err(unknown(filter, asked, known.iter().copied()));
    }
    rows.retain(|row| text(figures, column, *row) == Some(asked));
    Ok(())
}

/// Keeps the rows of one method or breakdown: those that have none, or else the only one that there is.
fn choose(figures: &RecordBatch, rows: &mut Vec<usize>, column: &str, filter: Message) -> Result<(), Error> {
    let known: BTreeSet<Option<&str>> = rows.iter().map(|row| text(figures, column, *row)).collect();
    let Some(chosen) = known.first().filter(|first| first.is_none() || known.len() == 1) else {
        let known: Vec<&str> = known.into_iter().flatten().collect();
        return Err(Error::Request(message!("explain-choose", filter = filter, known = known.join(", "))));
    };
    let chosen = *chosen;
    rows.retain(|row| text(figures, column, *row) == chosen);
    Ok(())
}

/// The figures of an indicator in the areas that have a code, or else in all those that have a name.
fn of_area(tables: &RunTables<'_>, table: &str, indicator: &str, asked: &str) -> Result<Rc<RecordBatch>, Error> {
    // The area first: few rows have it.
    let of = |codes: BTreeSet<String>| tables.rows(table, &[("ref_area", codes), ("indicator", only(indicator))]);
    let figures = of(only(asked))?;
    if figures.num_rows() > 0 {
        return Ok(figures);
    }
    let areas = tables.columns(table, &["ref_area", "ref_area_name"], &[("indicator", only(indicator))])?;
    let name = |row: usize| text(&areas, "ref_area_name", row).unwrap_or_default();
    let names: BTreeSet<&str> = (0..areas.num_rows()).map(name).collect();
    let named: BTreeSet<&str> = names.iter().copied().filter(|name| is_name_of(asked, name)).collect();
    if named.is_empty() {
        // Names that differ in their marks are different areas: one that is written without is asked back.
        let plain = without_marks(asked);
        let alike = |name: &&str| without_marks(name) == plain || without_marks(without_type(name)) == plain;
        let alike: Vec<&str> = names.iter().copied().filter(alike).collect();
        let filter = message!("export-filter.area");
        return Err(match alike.as_slice() {
            [only] => {
                Error::Request(message!("export-unknown.misspelt", asked = asked, filter = filter, nearest = *only))
            }
            _ => unknown(filter, asked, names.iter().copied()),
        });
    }
    let rows = (0..areas.num_rows()).filter(|row| named.contains(name(*row)));
    let codes = rows.filter_map(|row| owned(&areas, "ref_area", row)).collect();
    of(codes)
}

/// Keeps the rows of the area that is asked for: of a code all that it has meant, of a name those areas that have it.
///
/// Of two areas at a time nobody can say which is meant; of one name at different times the newest is.
fn keep_newest_meaning(figures: &RecordBatch, rows: &mut Vec<usize>, asked: &str) -> Result<(), Error> {
    let code = |row: usize| text(figures, "ref_area", row).unwrap_or_default();
    if rows.iter().all(|row| code(*row) == asked) {
        return Ok(());
    }
    let name = |row: usize| text(figures, "ref_area_name", row).unwrap_or_default();
    // An area may have had another name.
    rows.retain(|row| is_name_of(asked, name(*row)));
    let last = rows.iter().filter_map(|row| date(figures, "ref_area_valid_from", *row)).max();
    let is_last = |row: &&usize| date(figures, "ref_area_valid_from", **row) == last;
    let newest: BTreeSet<(&str, &str)> = rows.iter().filter(is_last).map(|row| (code(*row), name(*row))).collect();
    if newest.len() > 1 {
        let known: Vec<String> = newest.into_iter().map(|(code, name)| format!("{code} ({name})")).collect();
        return Err(Error::Request(message!(
            "explain-choose",
            filter = message!("export-filter.area"),
            known = known.join(", ")
        )));
    }
    Ok(())
}

impl FigureRow {
    /// The figure as it was published.
    pub fn figure(&self, tables: &RunTables<'_>) -> Result<ExplainedFigure, Error> {
        let (figures, row) = (&self.figures, self.row);
        let of = |column: &str| owned(figures, column, row);
        let named = |column: &str| of(column).unwrap_or_default();
        let double = |column: &str| {
            let values = figures.column_by_name(column)?.as_primitive_opt::<Float64Type>()?;
            (!values.is_null(row)).then(|| values.value(row))
        };
        let title = |column: &str| owned(&self.catalog, column, self.entry).unwrap_or_default();
        let factor = amount(&self.catalog, "factor", self.entry).unwrap_or(Decimal::ONE);
        let exact = |column: &str| amount(figures, column, row).map(|amount| amount.to_string());
        Ok(ExplainedFigure {
            pipeline: named("pipeline"),
            indicator: named("indicator"),
            method: of("method"),
            breakdown: of("breakdown"),
            title: Message::new(title("title_vi"), title("title_en")),
            ref_area: named("ref_area"),
            ref_area_valid_from: self.valid_from().map(|day| day.to_string()).unwrap_or_default(),
            ref_area_name: named("ref_area_name"),
            area_level: named("area_level"),
            geography: named("geography"),
            time_period: named("time_period"),
            obs_value: double("obs_value"),
            obs_status: named("obs_status"),
            unit_measure: named("unit_measure"),
            unit_mult: integer(figures, "unit_mult", row).unwrap_or_default(),
            decimals: integer(&self.catalog, "decimals", self.entry),
            factor: factor.to_string(),
            numerator: exact("numerator"),
            denominator: exact("denominator"),
            n_reported: integer(figures, "n_reported", row).unwrap_or_default(),
            n_expected: integer(figures, "n_expected", row).unwrap_or_default(),
            coverage: double("coverage"),
            rank: self.rank(tables)?,
            targets: self.targets(tables)?,
        })
    }

    /// Other units that have the code or the name that was asked for, and such figures.
    pub fn others(&self, tables: &RunTables<'_>) -> Result<Vec<DatedUnit>, Error> {
        if self.others.is_empty() {
            return Ok(Vec::new());
        }
        let times = UnitTimes::read(tables)?;
        let is_other = |unit: &DatedUnit| {
            self.others.iter().any(|(code, since)| unit.ref_area == *code && unit.ref_area_valid_from == *since)
        };
        Ok(times.fitting(is_other).cloned().collect())
    }

    pub fn valid_from(&self) -> Option<NaiveDate> {
        date(&self.figures, "ref_area_valid_from", self.row)
    }

    /// Its place among the areas of its level.
    fn rank(&self, tables: &RunTables<'_>) -> Result<Option<Rank>, Error> {
        let Some((own, peers)) = self.among() else { return Ok(None) };
        let method = text(&self.figures, "method", self.row);
        let is_own = |targets: &RecordBatch, row: usize| text(targets, "method", row) == method;
        let indicator = text(&self.figures, "indicator", self.row).unwrap_or_default();
        let targets = targets_where(tables, indicator, is_own)?;
        Ok(rank::rank(own, &peers, rank::order(targets.iter().map(|target| target.direction.as_str()))))
    }

    /// Its value, and those of its level; nothing where it has none.
    fn among(&self) -> Option<(f64, Vec<f64>)> {
        let doubles =
            |table: &RecordBatch| table.column_by_name("obs_value")?.as_primitive_opt::<Float64Type>().cloned();
        let (own, values) = (doubles(&self.figures)?, doubles(&self.peers)?);
        let own = own.is_valid(self.row).then(|| own.value(self.row))?;
        let key = PEERS.map(|column| text(&self.figures, column, self.row));
        let texts = PEERS.map(|column| self.peers.column_by_name(column)?.as_string_opt::<i32>());
        let texts: Vec<&StringArray> = texts.into_iter().collect::<Option<_>>()?;
        let is_peer = |row: &usize| {
            let mut of = texts.iter().zip(&key);
            of.all(|(texts, key)| texts.is_valid(*row).then(|| texts.value(*row)) == *key)
        };
        let peers = (0..values.len()).filter(|row| values.is_valid(*row) && is_peer(row));
        Some((own, peers.map(|row| values.value(row)).collect()))
    }

    /// The targets that this very figure is judged by.
    fn targets(&self, tables: &RunTables<'_>) -> Result<Vec<ExplainedTarget>, Error> {
        let of = |column: &str| text(&self.figures, column, self.row);
        let is_own = |targets: &RecordBatch, row: usize| {
            ["method", "ref_area", "geography", "time_period"]
                .iter()
                .all(|column| text(targets, column, row) == of(column))
        };
        targets_where(tables, of("indicator").unwrap_or_default(), is_own)
    }
}

/// The targets of an indicator in an area.
pub(super) fn targets_of(
    tables: &RunTables<'_>,
    indicator: &str,
    method: Option<&str>,
    area: &str,
) -> Result<Vec<ExplainedTarget>, Error> {
    targets_where(tables, indicator, |targets, row| {
        text(targets, "ref_area", row) == Some(area)
            && method.is_none_or(|asked| text(targets, "method", row) == Some(asked))
    })
}

fn targets_where(
    tables: &RunTables<'_>,
    indicator: &str,
    wanted: impl Fn(&RecordBatch, usize) -> bool,
) -> Result<Vec<ExplainedTarget>, Error> {
    let targets = tables.rows("targets", &[("indicator", only(indicator))])?;
    let values = targets.column_by_name("target_value").and_then(|values| values.as_primitive_opt::<Float64Type>());
    let of = |column: &str, row: usize| owned(&targets, column, row).unwrap_or_default();
    let rows = (0..targets.num_rows()).filter(|row| wanted(&targets, *row));
    let explained = |row: usize| ExplainedTarget {
        method: owned(&targets, "method", row),
        target_period: of("target_period", row),
        direction: of("direction", row),
        target_value: values.map(|values| values.value(row)).unwrap_or_default(),
        target_state: of("target_state", row),
        source: of("source", row),
    };
    Ok(rows.map(explained).collect())
}
