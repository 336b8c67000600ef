//! The rows of a form as series: what one unit reported, period by period, beside what its peers reported in the same period.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::OnceLock;

use super::median::Ratio;
use super::reference::{RARE_SIGN, Reference};
use super::restated_history::{self, PointsBySeries, RestatedRow};
use crate::assemble::{Arrived, CurrentByKey, CurrentKey, CurrentRows};
use crate::project::written::form::Form;
use crate::project::written::statistical_rules::StatisticalRules;
use crate::project::{FormIndex, Project};
use crate::registry::UnitIndex;
use crate::typing::reading::TypedTable;
use crate::typing::rows::{Value, Values};
use crate::validate::verdict::RowValue;
use crate::values::decimal::Decimal;
use crate::values::period::Period;
use crate::values::status::Status;

/// What distinguishes the rows of one unit and period: the values of the dimensions, and the vintage.
pub(super) type SeriesPart = Vec<Value>;

/// One row that is current; of a form that lists nothing all rows of its unit and period, which complete each other.
pub struct RowPoint<'a> {
    pub unit: UnitIndex,
    pub period: Period,
    pub arrived: usize,
    /// Tables and rows; none where it is restated.
    pub(super) rows: Vec<(&'a TypedTable, usize)>,
    /// What it is restated from, in a period before its unit was.
    restated: Option<RestatedRow<'a>>,
    /// The index of its series.
    pub series: usize,
    /// The points of its series before this one are its history: those from the start of the series to here.
    pub before: usize,
    /// The index of its peers, itself among them unless it is kept out; none where it is restated.
    peers: Option<usize>,
}

impl<'a> RowPoint<'a> {
    const fn new(unit: UnitIndex, period: Period, arrived: usize) -> Self {
        Self { unit, period, arrived, rows: Vec::new(), restated: None, series: 0, before: 0, peers: None }
    }

    /// A row of a period before its unit was; `arrived` is the last arrival that it is made from.
    pub(super) fn restated(unit: UnitIndex, period: Period, arrived: usize, row: RestatedRow<'a>) -> Self {
        Self { restated: Some(row), ..Self::new(unit, period, arrived) }
    }
}

/// What the units of one level reported in one period.
#[derive(Default)]
struct Peers {
    points: Vec<usize>,
    /// For each measure the amounts that are not zero, all of one sign.
    measures: Vec<Option<Reference>>,
    /// For each measure how many units have a value in this period and the one before, and for how many it is another.
    changes: Vec<(usize, usize)>,
    /// For each measure how many times its history the median unit has; worked out where a value is in doubt.
    steps: Vec<OnceLock<Option<Ratio>>>,
    /// The hash of the amounts of each point, in order; worked out once.
    hashes: OnceLock<Vec<(u64, usize)>>,
}

/// The rows of a form that are current.
pub struct FormRows<'a> {
    pub project: &'a Project,
    /// What came.
    pub arrived: &'a [Arrived<'a>],
    pub form: &'a Form,
    pub rules: &'a StatisticalRules,
    /// The indices of the fields that hold amounts.
    pub measures: Vec<usize>,
    /// By series, then in the order of periods; behind them the rows that are compared alone, which are in no series.
    pub points: Vec<RowPoint<'a>>,
    /// The points of each series.
    pub series: Vec<Range<usize>>,
    peers: Vec<Peers>,
    /// For each measure how many values are below zero, and how many above.
    signs: Vec<(usize, usize)>,
    others_are_accepted: bool,
}

/// Rows that are compared, and that nothing is compared with: what is kept out, or what others have replaced.
#[derive(Default)]
pub struct ComparedAlone<'a> {
    pub rows: Vec<(&'a CurrentKey, &'a CurrentRows)>,
    /// True where they are those that are accepted.
    pub accepted: bool,
}

/// So many peers are asked for their step.
const MOST_PEERS: usize = 256;

/// The share of units that make a step where it is one of all.
const MOST_OF: (usize, usize) = (3, 4);

impl<'a> FormRows<'a> {
    /// `None` for a form of lines, which are added as they pass. `others` are rows that are compared, and that nothing is compared with.
    pub fn new(
        project: &'a Project,
        index: FormIndex,
        arrived: &'a [Arrived<'a>],
        current: &CurrentByKey,
        others: ComparedAlone<'_>,
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
        let mut series = PointsBySeries::new();
        for ((unit, period, _), one) in current {
            for (part, rows) in rows_by_part(one, arrived, &parts, true) {
                let point = RowPoint { rows, ..RowPoint::new(*unit, *period, one.arrived) };
                series.entry((*unit, part)).or_default().push(point);
            }
        }
        let mut compared = PointsBySeries::new();
        for ((unit, period, _), one) in others.rows {
            for (part, rows) in rows_by_part(one, arrived, &parts, others.accepted) {
                // Of two rows of one unit in a table nothing says which is that of the unit.
                if rows
                    .iter()
                    .enumerate()
                    .any(|(at, (table, _))| rows.iter().skip(at + 1).any(|(other, _)| std::ptr::eq(*other, *table)))
                {
                    continue;
                }
                series.entry((*unit, part.clone())).or_default();
                let point = RowPoint { rows, ..RowPoint::new(*unit, *period, one.arrived) };
                compared.entry((*unit, part)).or_default().push(point);
            }
        }
        restated_history::add(project, form, current, &mut series);
        let mut rows = Self {
            project,
            arrived,
            form,
            rules: &form.rules,
            measures,
            points: Vec::new(),
            series: Vec::new(),
            peers: Vec::new(),
            signs: Vec::new(),
            others_are_accepted: false,
        };
        let mut known: HashMap<(Period, &str, SeriesPart), usize, ahash::RandomState> = HashMap::default();
        let level = |unit: UnitIndex| project.registry.units.get(unit).map_or("", |unit| unit.level.as_str());
        let mut peers_of = |rows: &mut Self, point: &RowPoint<'_>, part: &SeriesPart| {
            let next = known.len();
            let peers = *known.entry((point.period, level(point.unit), part.clone())).or_insert(next);
            if peers == rows.peers.len() {
                rows.peers.push(Peers::default());
            }
            peers
        };
        let mut compared_alone = Vec::new();
        for (index, ((unit, part), points)) in series.into_iter().enumerate() {
            let first = rows.points.len();
            for point in points {
                let before = rows.points.len();
                let peers = point.restated.is_none().then(|| peers_of(&mut rows, &point, &part));
                if let Some(peers) = peers.and_then(|peers| rows.peers.get_mut(peers)) {
                    peers.points.push(before);
                }
                rows.points.push(RowPoint { series: index, before, peers, ..point });
            }
            rows.series.push(first..rows.points.len());
            for point in compared.remove(&(unit, part.clone())).unwrap_or_default() {
                let peers = Some(peers_of(&mut rows, &point, &part));
                let accepted = rows.points.get(first..).unwrap_or_default();
                let before = first + accepted.partition_point(|one| one.period < point.period);
                compared_alone.push(RowPoint { series: index, before, peers, ..point });
            }
        }
        rows.points.extend(compared_alone);
        rows.others_are_accepted = others.accepted;
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
                    Reference::of(&values, None)
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
            peers.steps = self.measures.iter().map(|_| OnceLock::new()).collect();
        }
        self.signs = signs;
    }

    /// True where at least half of the units with a value in this period have a zero, the one in question left out.
    pub fn most_peers_are_zero(&self, point: usize, field: usize) -> bool {
        let peers = self.points_of_peers(point).iter().filter(|peer| **peer != point);
        let (zeros, all) =
            peers.filter_map(|peer| self.value(*peer, field)).fold((0_usize, 0_usize), |(zeros, all), value| {
                (zeros.saturating_add(usize::from(value == Decimal::ZERO)), all.saturating_add(1))
            });
        all > 0 && zeros.saturating_mul(2) >= all
    }

    /// True where what holds a point arrived later than what holds another; not of what is restated, which is of several.
    pub fn arrives_later(&self, point: usize, than: usize) -> bool {
        let at = |point: usize| {
            let one = self.points.get(point).filter(|one| one.restated.is_none())?;
            self.arrived.get(one.arrived).map(|one| one.received_at)
        };
        at(point).zip(at(than)).is_some_and(|(at, than)| at > than)
    }

    /// The peers, itself perhaps among them, whose amounts are likely all the same: a hash of them is.
    pub fn alike_peers(&self, point: usize) -> impl Iterator<Item = usize> {
        let peers = self.points.get(point).and_then(|point| self.peers.get(point.peers?));
        let hashes = peers.map(|peers| {
            peers.hashes.get_or_init(|| {
                let mut hashes: Vec<_> = peers.points.iter().map(|peer| (self.hash(*peer), *peer)).collect();
                hashes.sort_unstable();
                hashes
            })
        });
        let hashes = hashes.map(Vec::as_slice).unwrap_or_default();
        let own = self.hash(point);
        let first = hashes.partition_point(|(hash, _)| *hash < own);
        hashes.iter().skip(first).take_while(move |(hash, _)| *hash == own).map(|(_, peer)| *peer)
    }

    /// A hash of the amounts of a point.
    fn hash(&self, point: usize) -> u64 {
        let values = self.measures.iter().map(|field| self.value(point, *field));
        let mut hasher = DefaultHasher::new();
        values.for_each(|value| value.hash(&mut hasher));
        hasher.finish()
    }

    /// True where an earlier period that is looked at has a zero.
    pub fn was_ever_zero(&self, point: usize, field: usize) -> bool {
        self.earlier(point)
            .is_some_and(|mut earlier| earlier.any(|earlier| self.value(earlier, field) == Some(Decimal::ZERO)))
    }

    /// True for a measure that has values of both signs as a matter of course: no sign of it is a mistake.
    pub fn has_both_signs(&self, measure: usize) -> bool {
        let (below, above) = self.signs.get(measure).copied().unwrap_or_default();
        below.min(above).saturating_mul(RARE_SIGN) >= below.saturating_add(above)
    }

    /// The value of a field.
    pub fn value(&self, point: usize, field: usize) -> Option<Decimal> {
        match self.restated(point) {
            Some(row) => row.amount(field),
            None => self.source(point, field).map(|(_, _, value)| value),
        }
    }

    /// What a point is restated from: it is history, and is judged by no rule.
    pub(super) fn restated(&self, point: usize) -> Option<&RestatedRow<'a>> {
        self.points.get(point)?.restated.as_ref()
    }

    /// The value of a field, with the table and row that hold it; nothing of what is restated.
    pub fn source(&self, point: usize, field: usize) -> Option<(&'a TypedTable, usize, Decimal)> {
        self.points.get(point)?.rows.iter().find_map(|(table, row)| {
            let Values::Decimal(values) = &table.rows.columns.get(field)?.values else { return None };
            Some((*table, *row, (*values.get(*row)?)?))
        })
    }

    /// True where the unit says of a field that it cannot occur.
    pub fn cannot_occur(&self, point: usize, field: usize) -> bool {
        let of_row = |(table, row): &(&TypedTable, usize)| {
            let column = table.rows.columns.get(field)?;
            Some(column.values.get(*row).is_missing() && column.statuses.get(*row) == Some(&Status::M))
        };
        let mut said = self.tables(point).iter().filter_map(of_row).peekable();
        said.peek().is_some() && said.all(|cannot| cannot)
    }

    /// The first table and row of a point that has a column of a field, whether it holds a value or not.
    pub fn row_with_column(&self, point: usize, field: usize) -> Option<(&'a TypedTable, usize)> {
        self.tables(point).iter().copied().find(|(table, row)| table.place_of(*row, field).is_some())
    }

    /// True where all measures of one row are those of another, what is missing among them. What cannot be restated says nothing.
    pub fn is_repeated(&self, earlier: usize, later: usize) -> bool {
        let is_known = |field: &usize| self.restated(earlier).is_none_or(|row| row.is_restated(*field));
        let is_same = |field: &usize| self.value(earlier, *field) == self.value(later, *field);
        self.measures.iter().filter(|field| is_known(field)).all(is_same)
    }

    /// The tables and rows of a point.
    pub fn tables(&self, point: usize) -> &[(&'a TypedTable, usize)] {
        self.points.get(point).map(|point| point.rows.as_slice()).unwrap_or_default()
    }

    /// The value of a field of any type, and by how much it may differ from what its cell says.
    pub fn any_value(&self, point: usize, place: usize) -> RowValue {
        let Some(field) = self.form.schema.fields.get(place) else { return Value::Missing.into() };
        let of_row = |(table, row): &(&TypedTable, usize)| {
            let value = table.rows.columns.get(place)?.values.get(*row);
            let rounding = table.rows.rounding(*row, place, field);
            (!value.is_missing()).then_some(RowValue { value, rounding })
        };
        match self.restated(point) {
            Some(row) => row.any_value(self.form, place),
            None => self.tables(point).iter().find_map(of_row).unwrap_or_else(|| Value::Missing.into()),
        }
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
    pub fn reference(&self, point: usize, measure: usize, is_usual: impl Fn(u128, bool) -> bool) -> Option<Reference> {
        let (field, earlier) = (*self.measures.get(measure)?, self.earlier(point)?);
        let values = || earlier.clone().filter_map(|earlier| self.value(earlier, field));
        let least = usize::from(self.rules.history);
        // Near to each of them is near to their median, which then need not be looked for.
        let is_near = |value: Decimal| is_usual(value.units().unsigned_abs(), value < Decimal::ZERO);
        let is_history = values().nth(least.saturating_sub(1)).is_some();
        if is_history && values().all(is_near) {
            return None;
        }
        let reference = if is_history { self.history(point, measure) } else { self.peers(point, measure) };
        reference.filter(|reference| !is_usual(reference.median, reference.negative))
    }

    /// What the unit has in the periods before, of those that the form looks back to; `None` where they are too few.
    pub fn history(&self, point: usize, measure: usize) -> Option<Reference> {
        let field = *self.measures.get(measure)?;
        let earlier = self.earlier(point)?.filter_map(|earlier| Some((earlier, self.value(earlier, field)?)));
        let (points, values): (Vec<usize>, Vec<Decimal>) = earlier.unzip();
        let period = |point: Option<&usize>| self.points.get(*point?).map(|point| point.period);
        let periods = period(points.first()).zip(period(points.last()));
        let restated = points.iter().any(|point| self.restated(*point).is_some());
        let reference = Reference::of(&values, periods).map(|reference| Reference { restated, ..reference });
        reference.filter(|reference| reference.count >= usize::from(self.rules.history))
    }

    /// The points of its series before a point that the form looks back to.
    pub fn earlier(&self, point: usize) -> Option<Range<usize>> {
        let at = self.points.get(point)?;
        let start = self.series.get(at.series)?.start;
        Some(at.before.saturating_sub(self.rules.window.into()).max(start)..at.before)
    }

    /// How many times its history the median unit of its peers has; `None` where too few of them have one, or they differ.
    pub fn step(&self, point: usize, measure: usize) -> Option<Ratio> {
        let field = *self.measures.get(measure)?;
        let peers = self.peers.get(self.points.get(point)?.peers?)?;
        let of_peer = |peer: &usize| {
            let (value, usual) = (self.value(*peer, field)?, self.history(*peer, measure)?);
            let same_sign = value != Decimal::ZERO && (value < Decimal::ZERO) == usual.negative;
            same_sign.then(|| Ratio { numerator: value.units().unsigned_abs(), denominator: usual.median })
        };
        *peers.steps.get(measure)?.get_or_init(|| {
            // Of very many peers some, evenly spread, show what all do.
            let most = MOST_PEERS.max(usize::from(self.rules.peers).saturating_mul(4));
            let every = peers.points.len().div_ceil(most).max(1);
            let steps: Vec<Ratio> = peers.points.iter().step_by(every).filter_map(of_peer).collect();
            if steps.len() <= usize::from(self.rules.peers) {
                return None;
            }
            // Where some units make it and others do not, it is none of a season.
            let within = Ratio::of_factor(self.rules.within.0);
            let (count, median) = (steps.len(), Ratio::median(steps.clone())?);
            let making = steps.into_iter().filter(|step| step.is_near(median, within)).count();
            (making * MOST_OF.1 >= count * MOST_OF.0).then_some(median)
        })
    }

    /// True for a row that is kept out.
    pub fn is_kept_out(&self, point: usize) -> bool {
        !self.others_are_accepted && self.is_compared_alone(point)
    }

    /// True for a row that is compared, and that nothing is compared with.
    pub fn is_compared_alone(&self, point: usize) -> bool {
        self.series.last().is_none_or(|last| point >= last.end)
    }

    /// The points of its peers.
    pub fn points_of_peers(&self, point: usize) -> &[usize] {
        let peers = self.points.get(point).and_then(|point| self.peers.get(point.peers?));
        peers.map(|peers| peers.points.as_slice()).unwrap_or_default()
    }

    /// The values of its peers, itself among them; `None` where they are too few. `measure` is an index into the measures.
    pub fn peers(&self, point: usize, measure: usize) -> Option<Reference> {
        let peers = self.peers.get(self.points.get(point)?.peers?)?;
        let reference = (*peers.measures.get(measure)?)?;
        (reference.count > usize::from(self.rules.peers)).then_some(reference)
    }

    /// How many of its peers have a value in this period and the one before, and for how many it is another.
    pub fn changes(&self, point: usize, measure: usize) -> (usize, usize) {
        let peers = self.points.get(point).and_then(|point| self.peers.get(point.peers?));
        peers.and_then(|peers| peers.changes.get(measure)).copied().unwrap_or_default()
    }
}

/// The rows of a unit and period that are accepted, or those that are not, by what distinguishes them, each with the rows that complete it.
fn rows_by_part<'a>(
    current: &CurrentRows,
    arrived: &'a [Arrived<'a>],
    parts: &[usize],
    accepted: bool,
) -> BTreeMap<SeriesPart, Vec<(&'a TypedTable, usize)>> {
    let mut by_part: BTreeMap<SeriesPart, Vec<(&'a TypedTable, usize)>> = BTreeMap::new();
    let Some(one) = arrived.get(current.arrived) else { return by_part };
    for (table, row) in current.rows.iter().filter_map(|(table, row)| Some((one.reading.tables.get(*table)?, *row))) {
        if table.rows.accepted.get(row).copied().unwrap_or_default() == accepted {
            let value = |field: &usize| table.rows.columns.get(*field).map(|column| column.values.get(row));
            let part = parts.iter().filter_map(value).collect();
            by_part.entry(part).or_default().push((table, row));
        }
    }
    by_part
}
