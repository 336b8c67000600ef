//! The sheet of one area: of each indicator its newest figure, the one before, the province's, its rank and its target.

use std::collections::BTreeMap;

use arrow_array::{Array, Date32Array, Float64Array, RecordBatch, StringArray};

use crate::columns::column;
use crate::documents::headings::Heading;
use crate::documents::ordered::ordered;
use crate::documents::sheet::{Cell, Sheet};
use crate::documents::words::{self, state};
use crate::documents::workbook::{Catalog, beside_goal, goal, observed, of_part, optional, shown};
use crate::error::Error;
use crate::query::explain::answer::{Rank, RankOrder};
use crate::query::export::Extract;
use crate::query::rank;
use crate::query::unit_times::DatedUnit;
use crate::say;
use crate::values::language::Language;
use crate::values::period::{Frequency, Period};

/// A sheet for each area that was asked for.
///
/// # Errors
/// A table of the run that is damaged.
pub(super) fn profiles(extract: &Extract, catalog: &Catalog, language: Language) -> Result<Vec<Sheet>, Error> {
    let headings = [
        Heading::Indicator,
        Heading::FigurePeriod,
        Heading::Value,
        Heading::Unit,
        Heading::StatusCode,
        Heading::PreviousPeriod,
        Heading::PreviousValue,
        Heading::Province,
        Heading::Rank,
        Heading::Target,
        Heading::TargetPeriod,
        Heading::State,
        Heading::Geography,
    ];
    let mut sheets = Vec::new();
    // Of one name and code, in whatever validity.
    let mut units: Vec<Vec<&DatedUnit>> = Vec::new();
    for unit in &extract.areas {
        let same = |known: &&mut Vec<&DatedUnit>| known.first().is_some_and(|known| known.named() == unit.named());
        match units.iter_mut().find(same) {
            Some(known) => known.push(unit),
            None => units.push(vec![unit]),
        }
    }
    for area in &units {
        let Some(unit) = area.first() else { continue };
        let mut rows = Vec::new();
        for (pipeline, table) in &extract.figures {
            let all = extract.around.iter().find(|(name, _)| name == pipeline).map_or(table, |(_, all)| all);
            let tables = (&FigureColumns::new(table)?, &FigureColumns::new(all)?);
            rows.extend(rows_of(area, tables, catalog, extract, language)?);
        }
        if rows.is_empty() {
            continue;
        }
        // A name may be that of two units, one after the other.
        let name = format!("{} {}", unit.ref_area_name, unit.ref_area);
        let about = say!(language, "workbook-about.profile", area = &name);
        let mut sheet = Sheet::new(&name, &headings, language).about(about);
        rows.into_iter().for_each(|row| sheet.push(row));
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// A table of figures, by its columns.
struct FigureColumns<'a> {
    table: &'a RecordBatch,
    names: &'a StringArray,
    methods: &'a StringArray,
    breakdowns: &'a StringArray,
    levels: &'a StringArray,
    areas: &'a StringArray,
    since: &'a Date32Array,
    geographies: &'a StringArray,
    periods: &'a StringArray,
    ends: &'a Date32Array,
    values: &'a Float64Array,
    statuses: &'a StringArray,
    goals: &'a Float64Array,
    target_periods: &'a StringArray,
    states: &'a StringArray,
}

/// One series: the indicator, its method and the value that it is broken down by.
type ProfileSeries<'a> = (&'a str, Option<String>, Option<String>);

impl<'a> FigureColumns<'a> {
    fn new(table: &'a RecordBatch) -> Result<Self, Error> {
        let text = |name: &str| column::<StringArray>(table, "indicators", name);
        Ok(Self {
            table,
            names: text("indicator")?,
            methods: text("method")?,
            breakdowns: text("breakdown")?,
            levels: text("area_level")?,
            areas: text("ref_area")?,
            since: column(table, "indicators", "ref_area_valid_from")?,
            geographies: text("geography")?,
            periods: text("time_period")?,
            ends: column(table, "indicators", "period_end")?,
            values: column(table, "indicators", "obs_value")?,
            statuses: text("obs_status")?,
            goals: column(table, "indicators", "target_value")?,
            target_periods: text("target_period")?,
            states: text("target_state")?,
        })
    }

    fn series(&self, row: usize) -> ProfileSeries<'a> {
        (self.names.value(row), optional(self.methods, row), optional(self.breakdowns, row))
    }

    /// True for a figure of a unit in one of these validities.
    fn is_of(&self, area: &[&DatedUnit], row: usize) -> bool {
        let since = self.since.value_as_date(row);
        area.iter().any(|unit| unit.ref_area == self.areas.value(row) && Some(unit.ref_area_valid_from) == since)
    }

    fn frequency(&self, row: usize) -> Option<Frequency> {
        self.periods.value(row).parse::<Period>().ok().map(|period| period.frequency())
    }

    /// The rows of the same series, map and period as another's row.
    fn beside<'f>(&'f self, other: &'f FigureColumns<'_>, row: usize) -> impl Iterator<Item = usize> + 'f {
        let (series, map, period) = (other.series(row), other.geographies.value(row), other.periods.value(row));
        (0..self.table.num_rows()).filter(move |beside| {
            self.periods.value(*beside) == period
                && self.geographies.value(*beside) == map
                && self.series(*beside) == series
        })
    }
}

/// A row for each series of an area, in the order of the sheet of figures.
fn rows_of(
    area: &[&DatedUnit],
    (own, all): (&FigureColumns<'_>, &FigureColumns<'_>),
    catalog: &Catalog,
    extract: &Extract,
    language: Language,
) -> Result<Vec<Vec<Cell>>, Error> {
    let mut series: Vec<ProfileSeries<'_>> = Vec::new();
    let mut of_series: BTreeMap<ProfileSeries<'_>, Vec<usize>> = BTreeMap::new();
    for row in ordered(own.table, catalog, &extract.levels)?.into_iter().filter(|row| own.is_of(area, *row)) {
        let key = own.series(row);
        if !of_series.contains_key(&key) {
            series.push(key.clone());
        }
        of_series.entry(key).or_default().push(row);
    }
    let mut rows = Vec::new();
    for key in series {
        let Some(mut of_series) = of_series.remove(&key) else { continue };
        let judged = judged(area, (own, all), &of_series);
        let map = of_map(own, &of_series, judged.map(|row| all.geographies.value(row)));
        of_series.retain(|row| own.geographies.value(*row) == map);
        let Some(row) = newest(own, &of_series) else { continue };
        let before = of_series.iter().filter(|other| {
            own.frequency(**other) == own.frequency(row) && own.ends.value(**other) < own.ends.value(row)
        });
        let before = before.max_by_key(|other| own.ends.value(**other)).copied();
        let described = catalog.get(&(key.0.to_owned(), key.1.clone()));
        let directions = extract.directions.get(&(key.0.to_owned(), key.1.clone()));
        let order = rank::order(directions.into_iter().flatten().map(String::as_str));
        let province = all.beside(own, row).find(|beside| extract.levels.provinces.contains(all.areas.value(*beside)));
        let values = of_series.iter().filter(|row| own.values.is_valid(**row)).map(|row| own.values.value(*row));
        let beside = province.filter(|row| all.values.is_valid(*row)).map(|row| all.values.value(row));
        let any_fraction = if values.chain(beside).any(|value| value.fract() != 0.0) { 0.5 } else { 0.0 };
        let decimals = shown(described.and_then(|described| described.decimals), std::iter::once(any_fraction));
        rows.push(vec![
            Cell::text(&of_part(described.map_or(key.0, |described| &described.title), own.breakdowns, row)),
            Cell::text(own.periods.value(row)),
            beside_goal((own.values, own.goals), own.statuses, row, decimals),
            Cell::text(described.map_or("", |described| &described.unit)),
            Cell::text(own.statuses.value(row)),
            before.map_or(Cell::Blank, |before| Cell::text(own.periods.value(before))),
            before.map_or(Cell::Blank, |before| observed(own.values, own.statuses, before, decimals)),
            province.map_or(Cell::Blank, |province| observed(all.values, all.statuses, province, decimals)),
            rank_among(own, all, row, order).map_or(Cell::Blank, |rank| Cell::Text(shown_rank(rank, language))),
            judged.map_or(Cell::Blank, |judged| goal(all.goals, judged)),
            Cell::text(&judged.and_then(|judged| optional(all.target_periods, judged)).unwrap_or_default()),
            judged.map_or(Cell::Blank, |judged| state_of(all, judged, map, language)),
            Cell::text(&words::geography(map, language)),
        ]);
    }
    Ok(rows)
}

/// The row of the newest figure; of periods that end on one day of the longest.
fn newest(figures: &FigureColumns<'_>, rows: &[usize]) -> Option<usize> {
    rows.iter().copied().max_by_key(|row| (figures.ends.value(*row), figures.frequency(*row)))
}

/// The newest figure of a series by which a target is judged, of whatever map, unless the series has a newer one. It is a row of all figures.
fn judged(
    area: &[&DatedUnit],
    (own, all): (&FigureColumns<'_>, &FigureColumns<'_>),
    of_series: &[usize],
) -> Option<usize> {
    let newest_own = newest(own, of_series)?;
    let is_judged = |row: &usize| all.goals.is_valid(*row) && all.series(*row) == own.series(newest_own);
    let rows: Vec<usize> = (0..all.table.num_rows()).filter(is_judged).filter(|row| all.is_of(area, *row)).collect();
    newest(all, &rows).filter(|row| all.ends.value(*row) >= own.ends.value(newest_own))
}

/// The map whose figures are shown: that by which a target is judged, else the newest that the area is on. Names of maps are days, and "as-reported"
/// comes after them.
fn of_map<'f>(own: &'f FigureColumns<'_>, of_series: &[usize], of_target: Option<&str>) -> &'f str {
    let maps = || of_series.iter().map(|row| own.geographies.value(*row));
    let newest = || maps().filter(|map| *map != "as-reported").max().unwrap_or("as-reported");
    maps().find(|map| Some(*map) == of_target).unwrap_or_else(newest)
}

/// The state of a target, with the map of the figure that decides it where another figure is shown.
fn state_of(all: &FigureColumns<'_>, judged: usize, map: &str, language: Language) -> Cell {
    let Some(name) = optional(all.states, judged) else { return Cell::Blank };
    let own = all.geographies.value(judged);
    let mut said = state(&name, language);
    if own != map {
        said = format!("{said} ({})", words::geography(own, language));
    }
    Cell::State(name, said)
}

/// The place of a figure among those of its level.
fn rank_among(own: &FigureColumns<'_>, all: &FigureColumns<'_>, row: usize, order: RankOrder) -> Option<Rank> {
    let value = own.values.is_valid(row).then(|| own.values.value(row))?;
    let level = own.levels.value(row);
    let peers = all.beside(own, row).filter(|peer| all.levels.value(*peer) == level && all.values.is_valid(*peer));
    let peers: Vec<f64> = peers.map(|peer| all.values.value(peer)).collect();
    rank::rank(value, &peers, order)
}

/// `3/45`, and whether it is counted from the lowest.
fn shown_rank(rank: Rank, language: Language) -> String {
    let (place, of) = (rank.place, rank.of);
    match rank.order {
        RankOrder::Descending => format!("{place}/{of}"),
        RankOrder::Ascending => say!(language, "workbook-rank.ascending", place = place, of = of),
    }
}
