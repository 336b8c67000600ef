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
    let rows = |table: &TypedTable| {
        let mut rows: BTreeMap<UnitIndex, Vec<usize>> = BTreeMap::new();
        let of_period = (0..table.rows.len()).filter(|row| table.rows.period.get(*row) == Some(&Some(period)));
        for row in of_period {
            if let Some(Some(unit)) = table.rows.unit.get(row) {
                rows.entry(*unit).or_default().push(row);
            }
        }
        rows
    };
    let (before, now) = (rows(first), rows(second));
    let value = |table: &TypedTable, field: usize, row: usize| table.rows.columns.get(field)?.values.decimal(row);
    let measures = || form.schema.fields.iter().enumerate().filter(|(_, field)| field.is_measure());
    let both = now.iter().filter_map(|(unit, rows)| match (before.get(unit).map(Vec::as_slice), rows.as_slice()) {
        (Some([before]), [now]) => Some((*before, *now)),
        _ => None,
    });
    let pairs = both.flat_map(|(before, now)| {
        measures().filter_map(move |(field, _)| Some((value(first, field, before)?, value(second, field, now)?)))
    });
    pairs.fold((0, 0), |(changed, all), (before, now)| (changed + usize::from(before != now), all + 1))
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
        let mut held: BTreeMap<&Measures, usize> = BTreeMap::new();
        for (row, (count, _)) in others.flat_map(|other| &other.rows) {
            let held = held.entry(row).or_default();
            *held = held.saturating_add(*count);
        }
        let accepted: Vec<(&Measures, usize)> =
            self.rows.iter().map(|(row, (_, accepted))| (row, *accepted)).filter(|(_, count)| *count > 0).collect();
        let in_fields = |row: &Measures| -> Vec<(usize, Decimal)> {
            let values = row.iter().enumerate().filter_map(|(field, value)| Some((field, (*value)?)));
            values.filter(|(_, value)| *value != Decimal::ZERO).collect()
        };
        let amounts: BTreeSet<(usize, Decimal)> = accepted.iter().flat_map(|(row, _)| in_fields(row)).collect();
        let different: BTreeSet<Decimal> = amounts.iter().map(|(_, amount)| *amount).collect();
        let digits: usize = different.into_iter().map(Decimal::significant_digits).sum();
        let is_evidence = digits >= usize::from(rules.copied_digits)
            || amounts.len() >= usize::from(rules.copied_measures).saturating_mul(2);
        is_evidence && accepted.iter().all(|(row, count)| held.get(row).is_some_and(|held| held >= count))
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
