//! Which columns name the administrative unit of a row, which its period.
//!
//! Takes the cells of each column and the registry; gives the code column, the name column, the levels that their rows speak
//! of and the map in which they were found. A column counts where most of its rows match, since a sample has faults too.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::locate::rows;
use crate::registry::names::{Names, Sought};
use crate::registry::{Registry, UnitIndex};
use crate::sheet::grid::Cell;
use crate::values::period::{Calendar, Frequency, Period};
use crate::values::text;
use crate::values::zone_time;
use crate::words::period_labels::{CellsOfPeriods, cells_of_periods};
use crate::words::period_text;

/// Rows that are looked up: what most of these say, the others say too.
const SAMPLED: usize = 300;

/// What the columns of a table say of units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// Places among the columns.
    pub code: Option<usize>,
    pub name: Option<usize>,
    /// The levels of the units, that of most rows first.
    pub levels: Vec<String>,
    /// Rows that hold a unit of the registry, of those looked at.
    pub matched: usize,
    pub looked_at: usize,
}

impl Areas {
    fn rank(&self) -> (usize, bool, bool) {
        (self.matched, self.code.is_some(), self.name.is_some())
    }
}

/// The columns that hold units: in the map of a day where it is known, else in the newest map that most rows fit.
pub fn areas(registry: &Registry, names: &Names<'_>, columns: &[Vec<&Cell>], day: Option<NaiveDate>) -> Areas {
    let days: BTreeSet<NaiveDate> = match day {
        Some(day) => BTreeSet::from([day]),
        None => registry.units.iter().map(|unit| unit.valid_from).collect(),
    };
    let mut best = Areas::default();
    for day in days.into_iter().rev() {
        let found = on(registry, names, columns, day);
        if found.rank() > best.rank() {
            best = found;
        }
    }
    best
}

fn on(registry: &Registry, names: &Names<'_>, columns: &[Vec<&Cell>], day: NaiveDate) -> Areas {
    let levels: Vec<String> = registry.levels().into_iter().map(str::to_owned).collect();
    let mut found = Areas::default();
    // How many rows the best column of codes and that of names match, and with how many units: where all rows name the same
    // province, another column names each row's own.
    let mut best = [(0usize, 0usize); 2];
    for (place, cells) in columns.iter().enumerate() {
        let written: Vec<String> = cells
            .iter()
            .take(SAMPLED)
            .filter(|cell| matches!(cell, Cell::Text(_) | Cell::Integer(_)) && !cell.is_blank())
            .map(|cell| cell.display().trim().to_owned())
            .filter(|text| !rows::sums(text))
            .collect();
        if written.is_empty() {
            continue;
        }
        let digits = written.iter().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit())).count();
        let is_code = digits * 2 > written.len();
        let resolve = |text: &String, level: &String| -> Option<UnitIndex> {
            let (code, name) = if is_code { (Some(text.as_str()), None) } else { (None, Some(text.as_str())) };
            names
                .resolve(&Sought {
                    code,
                    name,
                    day,
                    levels: std::slice::from_ref(level),
                    sender: None,
                    other_map: false,
                })
                .ok()
        };
        let mut units: BTreeSet<UnitIndex> = BTreeSet::new();
        let mut hits = |level: &String| {
            let mut rows: BTreeSet<usize> = BTreeSet::new();
            for (row, text) in written.iter().enumerate() {
                if let Some(unit) = resolve(text, level) {
                    rows.insert(row);
                    units.insert(unit);
                }
            }
            rows
        };
        let mut by_level: Vec<(BTreeSet<usize>, &String)> =
            levels.iter().map(|level| (hits(level), level)).filter(|(rows, _)| !rows.is_empty()).collect();
        // The sort is stable: of equals the level that the registry names first.
        by_level.sort_by_key(|(rows, _)| std::cmp::Reverse(rows.len()));
        let mut matched: BTreeSet<usize> = BTreeSet::new();
        let mut spoken = Vec::new();
        for (rows, level) in by_level {
            if !rows.is_subset(&matched) {
                matched.extend(rows);
                spoken.push(level.clone());
            }
        }
        let (slot, other) = if is_code { (0, 1) } else { (1, 0) };
        let rank = (matched.len(), units.len());
        let before = best.get(slot).copied().unwrap_or_default();
        if matched.len() * 2 <= written.len() || rank <= before {
            continue;
        }
        if rank > best.get(other).copied().unwrap_or_default() {
            (found.levels, found.matched, found.looked_at) = (spoken, matched.len(), written.len());
        }
        if let Some(before) = best.get_mut(slot) {
            *before = rank;
        }
        if is_code { found.code = Some(place) } else { found.name = Some(place) }
    }
    found
}

/// The column of periods and their frequency: most of its cells name one, and its label says so or its texts do; where the head names a period,
/// texts alone say so only where some are of it. When something began is no period of the report.
pub fn period_column(
    labels: &[String],
    columns: &[Vec<&Cell>],
    head: Option<Period>,
) -> Option<(usize, Frequency, Period)> {
    labels.iter().zip(columns).enumerate().find_map(|(place, (label, cells))| {
        let says = label_of_periods(label).is_some();
        let filled: Vec<&Cell> = cells.iter().copied().filter(|cell| !cell.is_blank()).collect();
        if let Some(frequency) = frequency_of_days(label, &filled) {
            return Some((
                place,
                frequency,
                Period::containing(day_of(filled.first()?)?, frequency, Calendar::Gregorian),
            ));
        }
        let periods: Vec<Period> = filled
            .iter()
            .filter(|cell| says || cell.as_text().is_some_and(|text| text.trim().parse::<u32>().is_err()))
            .filter(|cell| !matches!(cell, Cell::Date(_) | Cell::DateTime(_)))
            .filter_map(|cell| period_text::of_cell(&cell.display()))
            .collect();
        let first = *periods.first()?;
        let of_one = periods.iter().filter(|period| period.frequency() == first.frequency()).count();
        let is_of_head = || head.is_none_or(|head| periods.iter().any(|period| overlap(*period, head)));
        (of_one * 5 >= filled.len() * 4 && (says || is_of_head())).then_some((place, first.frequency(), first))
    })
}

/// What the cells of a column are by its label, as the reader takes it, and by words that are too short for it where no column is known to hold periods.
fn label_of_periods(label: &str) -> Option<CellsOfPeriods> {
    // As `text::label` writes them.
    const SHORT: [(&str, CellsOfPeriods); 6] = [
        ("nam", CellsOfPeriods::Years),
        ("năm ngân sách", CellsOfPeriods::Years),
        ("ki", CellsOfPeriods::Periods),
        ("ky", CellsOfPeriods::Periods),
        ("ki bao cao", CellsOfPeriods::Periods),
        ("ki_bao_cao", CellsOfPeriods::Periods),
    ];
    cells_of_periods(label).or_else(|| {
        let key = text::label(label);
        SHORT.iter().find(|(word, _)| *word == key).map(|(_, cells)| *cells)
    })
}

fn day_of(cell: &Cell) -> Option<NaiveDate> {
    match cell {
        Cell::Date(day) => Some(*day),
        Cell::DateTime(at) => zone_time::midnight(*at),
        _ => None,
    }
}

/// True for a column of periods that are written as days.
pub fn are_days(cells: &[&Cell]) -> bool {
    let mut filled = cells.iter().filter(|cell| !cell.is_blank()).peekable();
    filled.peek().is_some() && filled.all(|cell| day_of(cell).is_some())
}

/// The frequency of periods that are written as their first days under a label of periods: by the label, else months.
fn frequency_of_days(label: &str, filled: &[&Cell]) -> Option<Frequency> {
    let by_label = match label_of_periods(label)? {
        CellsOfPeriods::Years => Frequency::Year,
        CellsOfPeriods::HalfYears => Frequency::HalfYear,
        CellsOfPeriods::Quarters => Frequency::Quarter,
        CellsOfPeriods::Months | CellsOfPeriods::Periods => Frequency::Month,
    };
    let days: Option<Vec<NaiveDate>> = filled.iter().map(|cell| day_of(cell)).collect();
    let days = days.filter(|days| !days.is_empty())?;
    let begin = |frequency: Frequency| {
        let first = |day: &NaiveDate| {
            Period::containing(*day, frequency, Calendar::Gregorian).start(Calendar::Gregorian) == *day
        };
        days.iter().all(first)
    };
    [by_label, Frequency::Month].into_iter().find(|frequency| begin(*frequency))
}

/// True where some cells of a column name a period that has days of this one.
pub fn speaks_of(cells: &[&Cell], period: Period) -> bool {
    let mut named = cells.iter().filter_map(|cell| period_text::of_cell(&cell.display()));
    named.any(|named| overlap(named, period))
}

fn overlap(one: Period, other: Period) -> bool {
    let day = Calendar::Gregorian;
    one.start(day) <= other.end(day) && other.start(day) <= one.end(day)
}

/// The column that says which month or quarter of the year in the column of periods a row speaks of: "NAM", "THANG".
pub fn part_of_period(labels: &[String], columns: &[Vec<&Cell>], period: (usize, Frequency)) -> Option<usize> {
    let (year, frequency) = period;
    if frequency != Frequency::Year {
        return None;
    }
    labels.iter().zip(columns).enumerate().position(|(place, (label, cells))| {
        let most = label_of_periods(label).and_then(|cells| match cells {
            CellsOfPeriods::Years => None,
            CellsOfPeriods::HalfYears => Some(2_i64),
            CellsOfPeriods::Quarters => Some(4),
            CellsOfPeriods::Months | CellsOfPeriods::Periods => Some(12),
        });
        let counts = |cell: &&Cell| {
            period_text::without_fraction(cell.display().trim())
                .parse::<i64>()
                .is_ok_and(|number| most.is_some_and(|most| (1..=most).contains(&number)))
        };
        let mut filled = cells.iter().copied().filter(|cell| !cell.is_blank()).peekable();
        place != year && filled.peek().is_some() && filled.all(|cell| counts(&cell))
    })
}
