//! Whether one report repeats the figures of another: takes the rows of both, compares their amounts, whatever unit and period these are of.

use std::collections::{BTreeMap, BTreeSet};

use crate::project::written::form::Form;
use crate::project::written::statistical_rules::StatisticalRules;
use crate::registry::UnitIndex;
use crate::typing::reading::TypedTable;
use crate::values::decimal::Decimal;
use crate::values::period::Period;

/// The measures of a row, in the order of the form's fields.
type Measures = Vec<Option<Decimal>>;

/// How many amounts of units differ that two tables both have for a period, and how many they have. Units with several rows are left out.
pub(super) fn changed_amounts(form: &Form, first: &TypedTable, second: &TypedTable, period: Period) -> (usize, usize) {
    let (before, now) = (single_rows(first, period), single_rows(second, period));
    let both = now.iter().filter_map(|(unit, now)| Some((*before.get(unit)?, *now)));
    let pairs = both.flat_map(|(before, now)| {
        measures(form).filter_map(move |field| Some((amount(first, field, before)?, amount(second, field, now)?)))
    });
    pairs.fold((0, 0), |(changed, all), (before, now)| (changed + usize::from(before != now), all + 1))
}

/// How much of what a table says of a period another said of another period.
pub(super) struct RepeatedAmounts {
    /// Amounts of units that are those of the other, and were others in what the table replaces.
    pub(super) same: usize,
    /// Amounts that both have.
    pub(super) amounts: usize,
    different: BTreeSet<Decimal>,
}

impl RepeatedAmounts {
    pub(super) fn of(
        form: &Form,
        (now, period): (&TypedTable, Period),
        replaced: &TypedTable,
        (other, of_other): (&TypedTable, Period),
    ) -> Self {
        let mut found = Self { same: 0, amounts: 0, different: BTreeSet::new() };
        let (before, others) = (single_rows(replaced, period), single_rows(other, of_other));
        for (unit, row) in single_rows(now, period) {
            let Some(other_row) = others.get(&unit) else { continue };
            for field in measures(form) {
                let (value, said) = (amount(now, field, row), amount(other, field, *other_row));
                let (Some(value), Some(said)) = (value, said) else { continue };
                found.amounts += 1;
                let was = before.get(&unit).and_then(|row| amount(replaced, field, *row));
                if value == said && was != Some(value) {
                    found.same += 1;
                    found.different.insert(value);
                }
            }
        }
        found
    }

    /// True where most amounts are those of the other, and these are more than agree by chance.
    pub(super) fn are_most(&self, rules: &StatisticalRules) -> bool {
        let amounts = self.different.iter().filter(|one| **one != Decimal::ZERO);
        let digits: usize = amounts.copied().map(Decimal::significant_digits).sum();
        self.same.saturating_mul(3) >= self.amounts.saturating_mul(2)
            && self.different.len() >= usize::from(rules.copied_measures)
            && digits >= usize::from(rules.copied_digits)
    }
}

/// The rows of a period, of units that have one row.
fn single_rows(table: &TypedTable, period: Period) -> BTreeMap<UnitIndex, usize> {
    let mut rows: BTreeMap<UnitIndex, Option<usize>> = BTreeMap::new();
    let of_period = (0..table.rows.len()).filter(|row| table.rows.period.get(*row) == Some(&Some(period)));
    for row in of_period {
        if let Some(Some(unit)) = table.rows.unit.get(row) {
            rows.entry(*unit).and_modify(|row| *row = None).or_insert(Some(row));
        }
    }
    rows.into_iter().filter_map(|(unit, row)| Some((unit, row?))).collect()
}

fn measures(form: &Form) -> impl Iterator<Item = usize> {
    form.schema.fields.iter().enumerate().filter(|(_, field)| field.is_measure()).map(|(field, _)| field)
}

fn amount(table: &TypedTable, field: usize, row: usize) -> Option<Decimal> {
    table.rows.columns.get(field)?.values.decimal(row)
}

/// What the rows of a sender and a period say.
#[derive(Debug, Default)]
pub(super) struct SaidFigures {
    /// Rows of the file that are accepted.
    pub(super) accepted: u64,
    /// The rows, each with how often it is there, and how often it is accepted.
    rows: BTreeMap<Measures, (usize, usize)>,
}

impl SaidFigures {
    pub(super) fn add(&mut self, table: &TypedTable, row: usize, measures: &BTreeSet<usize>) {
        let accepted = table.rows.source_rows(row).0;
        self.accepted = self.accepted.saturating_add(accepted);
        let value = |field: &usize| table.rows.columns.get(*field).and_then(|column| column.values.decimal(row));
        let count = self.rows.entry(measures.iter().map(value).collect()).or_default();
        count.0 = count.0.saturating_add(1);
        count.1 = count.1.saturating_add(usize::from(accepted > 0));
    }

    /// True where each accepted row is among those of others with the same amounts, and these are more than agree by chance: small counts and
    /// round numbers do, unless there are many.
    pub(super) fn are_all_in<'a>(&self, others: impl Iterator<Item = &'a Self>, rules: &StatisticalRules) -> bool {
        let accepted = self.rows.iter().map(|(row, (_, accepted))| (row, *accepted)).filter(|(_, count)| *count > 0);
        is_repeated(&accepted.collect::<Vec<_>>(), others, rules)
    }

    /// The same of all rows, accepted or not.
    pub(super) fn are_rows_of(&self, other: &Self, rules: &StatisticalRules) -> bool {
        let all: Vec<(&Measures, usize)> = self.rows.iter().map(|(row, (count, _))| (row, *count)).collect();
        is_repeated(&all, std::iter::once(other), rules)
    }

    /// True where at least half of the amounts are in the same fields of others; also where there are none.
    pub(super) fn are_mostly_in<'a>(&self, others: impl Iterator<Item = &'a Self>) -> bool {
        let mut held = BTreeMap::new();
        for other in others {
            for (amount, count) in other.amounts() {
                let held: &mut usize = held.entry(amount).or_default();
                *held = held.saturating_add(count);
            }
        }
        let own = self.amounts();
        let all: usize = own.values().sum();
        let same: usize =
            own.iter().map(|(amount, count)| held.get(amount).copied().unwrap_or_default().min(*count)).sum();
        same.saturating_mul(2) >= all
    }

    /// The amounts that are not zero, with their fields, and how often each is there.
    fn amounts(&self) -> BTreeMap<(usize, Decimal), usize> {
        let mut amounts = BTreeMap::new();
        for (row, (count, _)) in &self.rows {
            for (field, value) in row.iter().enumerate() {
                if let Some(value) = value.filter(|value| *value != Decimal::ZERO) {
                    let amount: &mut usize = amounts.entry((field, value)).or_default();
                    *amount = amount.saturating_add(*count);
                }
            }
        }
        amounts
    }
}

/// True where others have these rows as often, and their amounts are more than agree by chance.
fn is_repeated<'a>(
    rows: &[(&Measures, usize)],
    others: impl Iterator<Item = &'a SaidFigures>,
    rules: &StatisticalRules,
) -> bool {
    let mut held: BTreeMap<&Measures, usize> = BTreeMap::new();
    for (row, (count, _)) in others.flat_map(|other| &other.rows) {
        let held = held.entry(row).or_default();
        *held = held.saturating_add(*count);
    }
    let in_fields = |row: &Measures| -> Vec<(usize, Decimal)> {
        let values = row.iter().enumerate().filter_map(|(field, value)| Some((field, (*value)?)));
        values.filter(|(_, value)| *value != Decimal::ZERO).collect()
    };
    let amounts: BTreeSet<(usize, Decimal)> = rows.iter().flat_map(|(row, _)| in_fields(row)).collect();
    let different: BTreeSet<Decimal> = amounts.iter().map(|(_, amount)| *amount).collect();
    let digits: usize = different.into_iter().map(Decimal::significant_digits).sum();
    let is_evidence = digits >= usize::from(rules.copied_digits)
        || amounts.len() >= usize::from(rules.copied_measures).saturating_mul(2);
    is_evidence && rows.iter().all(|(row, count)| held.get(row).is_some_and(|held| held >= count))
}
