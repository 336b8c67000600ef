//! The rows of a form as series: what one unit reported, period by period, beside what its peers reported in the same period.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::median::{Middle, Ratio};
use crate::assemble::{Arrived, CurrentByKey, CurrentRows};
use crate::project::written::form::Form;
use crate::project::written::statistical_rules::StatisticalRules;
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::typing::reading::TypedTable;
use crate::typing::rows::{Value, Values};
use crate::values::decimal::Decimal;
use crate::values::period::Period;

/// What distinguishes the rows of one unit and period: the values of the dimensions, and the vintage.
type SeriesPart = Vec<Value>;

/// One row that is current; of a form that lists nothing all rows of its unit and period, which complete each other.
pub struct RowPoint<'a> {
    pub unit: UnitIndex,
    pub period: Period,
    pub arrived: usize,
    /// Tables and rows.
    rows: Vec<(&'a TypedTable, usize)>,
    /// The index of its peers, itself among them.
    peers: usize,
}

/// What the units of one level reported in one period.
#[derive(Default)]
struct Peers {
    points: Vec<usize>,
    /// For each measure the amounts that are not zero, all of one sign.
    measures: Vec<Option<Reference>>,
    /// For each measure how many units have a value in this period and the one before, and for how many it is another.
    changes: Vec<(usize, usize)>,
}

/// The rows of a form that are current.
pub struct FormRows<'a> {
    pub project: &'a Project,
    pub form: &'a Form,
    pub rules: &'a StatisticalRules,
    /// The indices of the fields that hold amounts.
    pub measures: Vec<usize>,
    /// By series, then in the order of periods.
    pub points: Vec<RowPoint<'a>>,
    /// The points of each series.
    pub series: Vec<Range<usize>>,
    peers: Vec<Peers>,
    /// For each measure how many values are below zero, and how many above.
    signs: Vec<(usize, usize)>,
}

/// Of so many values one of the rarer sign makes a measure one of both signs, such as a balance.
const RARE_SIGN: usize = 20;

/// What a value is compared with: others of one sign, none of them zero.
#[derive(Clone, Copy, Debug)]
pub struct Reference {
    pub median: u128,
    pub count: usize,
    pub spread: Ratio,
    pub negative: bool,
    /// The first and the last period; nothing where they are peers.
    pub periods: Option<(Period, Period)>,
}

impl<'a> FormRows<'a> {
    /// `None` for a form of lines, which are added as they pass.
    pub fn new(
        project: &'a Project,
        index: FormIndex,
        arrived: &'a [Arrived<'a>],
        current: &CurrentByKey,
    ) -> Option<Self> {
        let form = project.forms.get(index)?;
        let fields = form.schema.fields.iter().enumerate();
        let amounts = fields.filter(|(_, field)| field.is_measure() && field.kind.is_amount());
        let measures: Vec<usize> = amounts.map(|(field, _)| field).collect();
        if form.has_lines() {
            return None;
        }
        let place = |name: &str| form.schema.fields.iter().position(|field| field.name == name);
        let vintage = form.vintage().map(|field| field.name.as_str());
        let parts: Vec<usize> =
            form.dimensions().map(|field| field.name.as_str()).chain(vintage).filter_map(place).collect();
        let mut series: BTreeMap<(UnitIndex, SeriesPart), Vec<RowPoint<'a>>> = BTreeMap::new();
        for ((unit, period, _), one) in current {
            for (part, rows) in rows_by_part(one, arrived, &parts) {
                let point = RowPoint { unit: *unit, period: *period, arrived: one.arrived, rows, peers: 0 };
                series.entry((*unit, part)).or_default().push(point);
            }
        }
        let mut rows = Self {
            project,
            form,
            rules: &form.rules,
            measures,
            points: Vec::new(),
            series: Vec::new(),
            peers: Vec::new(),
            signs: Vec::new(),
        };
        let mut known: HashMap<(Period, &str, SeriesPart), usize> = HashMap::new();
        for ((unit, part), points) in series {
            let first = rows.points.len();
            let level = project.registry.units.get(unit).map_or("", |unit| unit.level.as_str());
            for mut point in points {
                let next = known.len();
                point.peers = *known.entry((point.period, level, part.clone())).or_insert(next);
                if point.peers == rows.peers.len() {
                    rows.peers.push(Peers::default());
                }
                if let Some(peers) = rows.peers.get_mut(point.peers) {
                    peers.points.push(rows.points.len());
                }
                rows.points.push(point);
            }
            rows.series.push(first..rows.points.len());
        }
        rows.compare_peers();
        Some(rows)
    }

    /// What all peers together show of each measure.
    fn compare_peers(&mut self) {
        let mut before: Vec<Option<usize>> = vec![None; self.points.len()];
        for series in &self.series {
            for (earlier, later) in series.clone().zip(series.clone().skip(1)) {
                let follows = |of: usize| self.points.get(of).map(|point| point.period);
                let is_next = follows(earlier) == follows(later).map(Period::previous);
                if let (true, Some(before)) = (is_next, before.get_mut(later)) {
                    *before = Some(earlier);
                }
            }
        }
        let mut signs = vec![(0, 0); self.measures.len()];
        let compared: Vec<_> = self
            .peers
            .iter()
            .map(|peers| {
                let of_measure = |(measure, signs): (&usize, &mut (usize, usize))| {
                    let values: Vec<Decimal> =
                        peers.points.iter().filter_map(|point| self.value(*point, *measure)).collect();
                    signs.0 += values.iter().filter(|value| **value < Decimal::ZERO).count();
                    signs.1 += values.iter().filter(|value| **value > Decimal::ZERO).count();
                    let (amounts, negative) = amounts_of_one_sign(&values)?;
                    let middle = Middle::of(amounts)?;
                    let (median, count, spread) = (middle.median, middle.count(), middle.spread()?);
                    Some(Reference { median, count, spread, negative, periods: None })
                };
                let changes = |measure: &usize| {
                    let pairs = peers.points.iter().filter_map(|point| {
                        let earlier = (*before.get(*point)?)?;
                        Some((self.value(earlier, *measure)?, self.value(*point, *measure)?))
                    });
                    pairs.fold((0, 0), |(all, changed), (earlier, later)| {
                        (all + 1, changed + usize::from(earlier != later))
                    })
                };
                let references = self.measures.iter().zip(&mut signs).map(of_measure).collect();
                (references, self.measures.iter().map(changes).collect())
            })
            .collect();
        for (peers, (measures, changes)) in self.peers.iter_mut().zip(compared) {
            (peers.measures, peers.changes) = (measures, changes);
        }
        self.signs = signs;
    }

    /// True for a measure that has values of both signs as a matter of course: no sign of it is a mistake.
    pub fn has_both_signs(&self, measure: usize) -> bool {
        let (below, above) = self.signs.get(measure).copied().unwrap_or_default();
        below.min(above).saturating_mul(RARE_SIGN) >= below.saturating_add(above)
    }

    /// The value of a field.
    pub fn value(&self, point: usize, field: usize) -> Option<Decimal> {
        self.source(point, field).map(|(_, _, value)| value)
    }

    /// The value of a field, with the table and row that hold it.
    pub fn source(&self, point: usize, field: usize) -> Option<(&'a TypedTable, usize, Decimal)> {
        self.points.get(point)?.rows.iter().find_map(|(table, row)| {
            let Values::Decimal(values) = &table.rows.columns.get(field)?.values else { return None };
            Some((*table, *row, (*values.get(*row)?)?))
        })
    }

    /// The value of a field of any type.
    pub fn any_value(&self, point: usize, field: usize) -> Value {
        let rows = self.points.get(point).map(|point| point.rows.as_slice()).unwrap_or_default();
        let values = rows.iter().filter_map(|(table, row)| Some(table.rows.columns.get(field)?.values.get(*row)));
        values.into_iter().find(|value| !value.is_missing()).unwrap_or(Value::Missing)
    }

    /// The point of a series in a period.
    pub fn at_period(&self, series: &Range<usize>, period: Period) -> Option<usize> {
        let points = self.points.get(series.clone())?;
        let index = points.binary_search_by_key(&period, |point| point.period).ok()?;
        series.start.checked_add(index)
    }

    /// The first table and row of a point.
    pub fn first_row(&self, point: usize) -> Option<(&'a TypedTable, usize)> {
        self.points.get(point)?.rows.first().copied()
    }

    /// What the unit has in the periods before, of those that the form looks back to; its peers where these are too few. `None` where
    /// there is nothing to compare with: too few values, zeros or both signs. A value with `is_usual` needs no reference.
    pub fn reference(
        &self,
        series: &Range<usize>,
        point: usize,
        measure: usize,
        is_usual: impl Fn(u128, bool) -> bool,
    ) -> Option<Reference> {
        let field = *self.measures.get(measure)?;
        let earliest = point.saturating_sub(self.rules.window.into()).max(series.start);
        let earlier = || (earliest..point).filter_map(|earlier| Some((earlier, self.value(earlier, field)?)));
        let least = usize::from(self.rules.history);
        // Near to each of them is near to their median, which then need not be looked for.
        let is_near = |value: Decimal| is_usual(value.units().unsigned_abs(), value < Decimal::ZERO);
        if earlier().all(|(_, value)| is_near(value)) && earlier().nth(least.saturating_sub(1)).is_some() {
            return None;
        }
        let (points, values): (Vec<usize>, Vec<Decimal>) = earlier().unzip();
        if values.len() < least {
            return self.peers(point, measure).filter(|peers| !is_usual(peers.median, peers.negative));
        }
        let (amounts, negative) = amounts_of_one_sign(&values)?;
        if amounts.len() < least {
            return None;
        }
        let middle = Middle::of(amounts)?;
        if is_usual(middle.median, negative) {
            return None;
        }
        let spread = middle.spread()?;
        let period = |point: Option<&usize>| self.points.get(*point?).map(|point| point.period);
        let periods = period(points.first()).zip(period(points.last()));
        Some(Reference { median: middle.median, count: middle.count(), spread, negative, periods })
    }

    /// The values of its peers, itself among them; `None` where they are too few. `measure` is an index into the measures.
    pub fn peers(&self, point: usize, measure: usize) -> Option<Reference> {
        let peers = self.peers.get(self.points.get(point)?.peers)?;
        let reference = (*peers.measures.get(measure)?)?;
        (reference.count > usize::from(self.rules.peers)).then_some(reference)
    }

    /// How many of its peers have a value in this period and the one before, and for how many it is another.
    pub fn changes(&self, point: usize, measure: usize) -> (usize, usize) {
        let peers = self.points.get(point).and_then(|point| self.peers.get(point.peers));
        peers.and_then(|peers| peers.changes.get(measure)).copied().unwrap_or_default()
    }
}

/// The accepted rows of a unit and period by what distinguishes them, each with the rows that complete it.
fn rows_by_part<'a>(
    current: &CurrentRows,
    arrived: &'a [Arrived<'a>],
    parts: &[usize],
) -> BTreeMap<SeriesPart, Vec<(&'a TypedTable, usize)>> {
    let mut by_part: BTreeMap<SeriesPart, Vec<(&'a TypedTable, usize)>> = BTreeMap::new();
    let Some(one) = arrived.get(current.arrived) else { return by_part };
    for (table, row) in current.rows.iter().filter_map(|(table, row)| Some((one.reading.tables.get(*table)?, *row))) {
        if table.rows.accepted.get(row).copied().unwrap_or_default() {
            let value = |field: &usize| table.rows.columns.get(*field).map(|column| column.values.get(row));
            let part = parts.iter().filter_map(value).collect();
            by_part.entry(part).or_default().push((table, row));
        }
    }
    by_part
}

/// The amounts of values that are not zero, where most are not and all of these have one sign; true where that is the negative one.
fn amounts_of_one_sign(values: &[Decimal]) -> Option<(Vec<u128>, bool)> {
    let amounts: Vec<u128> = values.iter().map(|value| value.units().unsigned_abs()).filter(|one| *one != 0).collect();
    let negative = values.iter().filter(|value| **value < Decimal::ZERO).count();
    let one_sign = negative == 0 || negative == amounts.len();
    (one_sign && amounts.len() * 2 > values.len()).then_some((amounts, negative > 0))
}
