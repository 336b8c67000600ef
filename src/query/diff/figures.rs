//! Figures that moved, are new or are gone.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::answer::{ChangedFigure, FigureChanges, FigureName, FigureState};
use super::causes::{Causes, Feeds, MovedFigure};
use super::cells::DiffCell;
use super::runs::OpenedRun;
use crate::error::Error;
use crate::findings::message::Message;

/// What distinguishes figures: pipeline, indicator, method, breakdown, area with its first day, geography, period.
const KEY: usize = 8;
/// What is compared, in the order of [`COMPARED`].
const VALUES: usize = 11;

const COLUMNS: [&str; KEY + 1 + VALUES] = [
    "pipeline",
    "indicator",
    "method",
    "breakdown",
    "ref_area",
    "ref_area_valid_from",
    "geography",
    "time_period",
    "ref_area_name",
    "obs_value",
    "obs_status",
    "target_state",
    "numerator",
    "denominator",
    "n_reported",
    "n_expected",
    "unit_measure",
    "unit_mult",
    "target_value",
    "target_period",
];
const COMPARED: [&str; VALUES] = [
    "obs_value",
    "obs_status",
    "target_state",
    "numerator",
    "denominator",
    "n_reported",
    "n_expected",
    "unit_measure",
    "unit_mult",
    "target_value",
    "target_period",
];

type FigureKey = [DiffCell; KEY];

/// A figure of a run.
struct DiffFigure {
    area_name: DiffCell,
    values: [DiffCell; VALUES],
}

/// An indicator as the catalog describes it.
struct CatalogEntry {
    title: Message,
    decimals: u8,
    /// Those of the earlier run, where it has the indicator.
    decimals_before: u8,
    forms: Vec<String>,
    /// The words of its formula; nothing where it is broken down by a field of its own.
    words: Option<BTreeSet<String>>,
}

/// Compares the figures of two runs.
pub fn compare(
    before: &OpenedRun<'_>,
    after: &OpenedRun<'_>,
    causes: Causes<'_>,
    not_compared: &mut Vec<String>,
) -> Result<FigureChanges, Error> {
    let pipelines: BTreeSet<String> = before.figures().chain(after.figures()).map(str::to_owned).collect();
    let catalog = catalog(before, after)?;
    let feeds = causes.feeds();
    let mut changes = FigureChanges::default();
    for pipeline in pipelines {
        let path = format!("indicators/{pipeline}.parquet");
        if before.has_same(after, &path) {
            changes.same += after.rows(&path, ["indicator"])?.rows.len() as u64;
            continue;
        }
        let (mut then, gone) = figures(before, &path)?;
        let (now, absent_now) = figures(after, &path)?;
        let absent: BTreeSet<&str> = gone.into_iter().chain(absent_now).collect();
        not_compared.extend(absent.iter().map(|name| format!("indicators.{name}")));
        for (key, figure) in now {
            let Some(old) = then.remove(&key) else {
                changes.new.push(changed(&key, None, Some(&figure), Vec::new(), &catalog, &feeds));
                continue;
            };
            let differing = COMPARED.iter().zip(old.values.iter().zip(&figure.values));
            let differing = differing.filter(|(name, (old, new))| old != new && !absent.contains(*name));
            let differing: Vec<String> = differing.map(|(name, _)| (*name).to_owned()).collect();
            if differing.is_empty() {
                changes.same += 1;
            } else {
                changes.moved.push(changed(&key, Some(&old), Some(&figure), differing, &catalog, &feeds));
            }
        }
        changes.gone.extend(then.iter().map(|(key, old)| changed(key, Some(old), None, Vec::new(), &catalog, &feeds)));
    }
    changes.moved.sort_by(|left, right| rank(right).0.total_cmp(&rank(left).0).then(rank(right).1.cmp(&rank(left).1)));
    Ok(changes)
}

/// How large a change is: that of the value as a part of it, more than any where there is a value on one side only or its unit is another; then whether
/// status or target changed.
fn rank(one: &ChangedFigure) -> (f64, (bool, bool)) {
    let value = |state: &Option<FigureState>| state.as_ref().and_then(|state| state.obs_value);
    let relative = match (value(&one.before), value(&one.after)) {
        (Some(_), Some(_)) if one.changed.iter().any(|name| is_of_unit(name)) => 3.0,
        (None, None) => 0.0,
        (Some(before), Some(after)) if before.to_bits() == after.to_bits() => 0.0,
        (Some(before), Some(after)) => (after - before).abs() / before.abs().max(after.abs()).max(f64::MIN_POSITIVE),
        _ => 3.0,
    };
    let differs = |name: &str| one.changed.iter().any(|column| column == name);
    (relative, (differs("obs_status"), differs("target_state")))
}

/// True of a column that says what a value is counted in.
fn is_of_unit(column: &str) -> bool {
    column.starts_with("unit_")
}

/// True of a column that speaks of the target.
fn is_of_target(column: &str) -> bool {
    column.starts_with("target_")
}

/// The figures of a table by what distinguishes them, and the columns that it does not have; none of either where a run has no such
/// table.
fn figures(run: &OpenedRun<'_>, path: &str) -> Result<(BTreeMap<FigureKey, DiffFigure>, Vec<&'static str>), Error> {
    if !run.has(path) {
        return Ok((BTreeMap::new(), Vec::new()));
    }
    let table = run.rows(path, COLUMNS)?;
    let figures = table.rows.into_iter().map(|row| {
        let [a, b, c, d, e, f, g, h, area_name, values @ ..] = row;
        ([a, b, c, d, e, f, g, h], DiffFigure { area_name, values })
    });
    Ok((figures.collect(), table.absent))
}

/// Indicators by pipeline, name, method and breakdown; the later run speaks first.
fn catalog(before: &OpenedRun<'_>, after: &OpenedRun<'_>) -> Result<HashMap<[DiffCell; 4], CatalogEntry>, Error> {
    let mut catalog: HashMap<[DiffCell; 4], CatalogEntry> = HashMap::new();
    for run in [after, before] {
        let columns = [
            "pipeline",
            "indicator",
            "method",
            "breakdown",
            "title_vi",
            "title_en",
            "decimals",
            "sources",
            "numerator",
            "denominator",
            "restated_by",
        ];
        for [pipeline, indicator, method, breakdown, vi, en, decimals, sources, numerator, denominator, restated_by] in
            run.rows("catalog.parquet", columns)?.rows
        {
            let decimals = decimals.integer().and_then(|digits| u8::try_from(digits).ok()).unwrap_or(2);
            let described = CatalogEntry {
                title: Message::new(vi.text().unwrap_or_default(), en.text().unwrap_or_default()),
                decimals,
                decimals_before: decimals,
                words: (breakdown == DiffCell::Null).then(|| words_of([&numerator, &denominator, &restated_by])),
                forms: sources.text().unwrap_or_default().split(", ").map(str::to_owned).collect(),
            };
            match catalog.entry([pipeline, indicator, method, breakdown]) {
                std::collections::hash_map::Entry::Vacant(slot) => {
                    slot.insert(described);
                }
                // It may have rested on other forms before.
                std::collections::hash_map::Entry::Occupied(mut slot) => slot.get_mut().also(described),
            }
        }
    }
    Ok(catalog)
}

impl CatalogEntry {
    /// Takes in what the other run says.
    fn also(&mut self, other: Self) {
        self.decimals_before = other.decimals;
        self.forms.extend(other.forms);
        match (&mut self.words, other.words) {
            (Some(words), Some(others)) => words.extend(others),
            (words, _) => *words = None,
        }
    }
}

/// The words of formulas.
fn words_of(formulas: [&DiffCell; 3]) -> BTreeSet<String> {
    let texts = formulas.into_iter().filter_map(DiffCell::text);
    let is_between = |sign: char| !(sign.is_alphanumeric() || sign == '_');
    texts.flat_map(|text| text.split(is_between).map(str::to_owned).collect::<Vec<_>>()).collect()
}

fn changed(
    key: &FigureKey,
    before: Option<&DiffFigure>,
    after: Option<&DiffFigure>,
    changed: Vec<String>,
    catalog: &HashMap<[DiffCell; 4], CatalogEntry>,
    feeds: &Feeds,
) -> ChangedFigure {
    let [pipeline, indicator, method, breakdown, area, first_day, geography, period] = key;
    let text = |cell: &DiffCell| cell.text().unwrap_or_default();
    let described = catalog.get(&[pipeline.clone(), indicator.clone(), method.clone(), breakdown.clone()]);
    let newest = after.or(before);
    let unit = newest.and_then(|figure| figure.values.get(7)).map(text).unwrap_or_default();
    let (before, after) = (before.map(DiffFigure::state), after.map(DiffFigure::state));
    let value = |state: &Option<FigureState>| state.as_ref().and_then(|state| state.obs_value);
    let forms = described.map(|described| described.forms.as_slice()).unwrap_or_default();
    ChangedFigure {
        difference: value(&before)
            .zip(value(&after))
            .filter(|_| !changed.iter().any(|name| is_of_unit(name)))
            .map(|(before, after)| after - before),
        causes: feeds.of(&MovedFigure {
            indicator: &(text(pipeline), text(indicator), method.text()),
            forms,
            words: described.and_then(|described| described.words.as_ref()),
            area: &(area.clone(), first_day.clone()),
            geography: &text(geography),
            period: period.text().as_deref(),
            target_differs: changed.iter().any(|name| is_of_target(name)),
            target_alone: !changed.is_empty() && changed.iter().all(|name| is_of_target(name)),
        }),
        figure: FigureName {
            pipeline: text(pipeline),
            indicator: text(indicator),
            method: method.text(),
            breakdown: breakdown.text(),
            title: described.map_or_else(|| text(indicator).into(), |described| described.title.clone()),
            unit_measure: unit,
            decimals: described.map_or(2, |described| described.decimals),
            decimals_before: described.map_or(2, |described| described.decimals_before),
            ref_area: text(area),
            ref_area_valid_from: first_day.text(),
            ref_area_name: newest.map(|figure| text(&figure.area_name)).unwrap_or_default(),
            geography: text(geography),
            time_period: text(period),
        },
        before,
        after,
        changed,
    }
}

impl DiffFigure {
    fn state(&self) -> FigureState {
        let [value, status, target, numerator, denominator, reported, expected, unit, power, due, due_period] =
            &self.values;
        FigureState {
            obs_value: value.double(),
            obs_status: status.text(),
            numerator: numerator.text(),
            denominator: denominator.text(),
            n_reported: reported.integer(),
            n_expected: expected.integer(),
            unit_measure: unit.text(),
            unit_mult: power.integer(),
            target_state: target.text(),
            target_value: due.double(),
            target_period: due_period.text(),
        }
    }
}
