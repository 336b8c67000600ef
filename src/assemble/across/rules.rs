//! Every rule, in the order in which they look at a row: what explains two cells first, then what explains one.
//!
//! A new rule is one file of this folder and one line here. A cell that one rule has explained is passed over by the next.

use super::reference::{Reference, is_near};
use super::series::FormRows;
use super::{
    decimal_sign, emptied_row, exchanged_digits, period_copied, row_of_another, sign_error, swapped_columns,
    thousand_error, unit_of_row, unusual_zero,
};
use crate::findings::finding::Finding;
use crate::project::written::statistical_rules::StatisticalRule;
use crate::values::decimal::Decimal;

/// Looks at one row.
type LookAtPoint = fn(&AtPoint<'_>, &mut RowFindings);

const RULES: [(StatisticalRule, LookAtPoint); 10] = [
    (StatisticalRule::SwappedColumns, swapped_columns::check),
    (StatisticalRule::ThousandError, thousand_error::check),
    (StatisticalRule::ThousandError, unit_of_row::check),
    (StatisticalRule::DecimalSign, decimal_sign::check),
    (StatisticalRule::SignError, sign_error::check),
    (StatisticalRule::UnusualZero, unusual_zero::check),
    (StatisticalRule::UnusualZero, emptied_row::check),
    (StatisticalRule::PeriodCopied, period_copied::check),
    (StatisticalRule::RowCopied, row_of_another::check),
    (StatisticalRule::TransposedDigits, exchanged_digits::check),
];

/// One row with all that it may be compared with.
pub struct AtPoint<'a> {
    pub rows: &'a FormRows<'a>,
    pub point: usize,
    /// The measures whose value is in doubt, with what it is compared with.
    pub doubts: Vec<Doubt>,
}

/// A value that differs from what is usual.
#[derive(Clone, Copy, Debug)]
pub struct Doubt {
    /// An index into the measures of the form.
    pub measure: usize,
    /// An index into its fields.
    pub field: usize,
    pub value: Decimal,
    pub usual: Reference,
}

/// What is reported of a row.
#[derive(Default)]
pub struct RowFindings {
    pub findings: Vec<Finding>,
    /// The fields whose value is explained.
    pub fields: Vec<usize>,
}

/// What the rules find in one row, and what of it is unlike its history: the cells of a column may explain each other.
#[derive(Default)]
pub struct FoundAtPoint {
    pub findings: Vec<Finding>,
    pub unlike: Vec<Doubt>,
}

/// What the rules find in one row; nothing in what is restated, which is history alone.
pub fn of_a_point(rows: &FormRows<'_>, point: usize) -> FoundAtPoint {
    if rows.restated(point).is_some() {
        return FoundAtPoint::default();
    }
    let at = AtPoint { rows, point, doubts: doubts(rows, point) };
    let mut reported = RowFindings::default();
    for (rule, check) in RULES {
        if !rows.rules.off.contains(&rule) {
            check(&at, &mut reported);
        }
    }
    let within = rows.rules.within_digits.0;
    let is_unlike = |doubt: &Doubt| {
        doubt.usual.periods.is_some() && doubt.has_usual_sign() && !doubt.usual.fits(rows, doubt.value, within)
    };
    let unlike = at.doubts.into_iter().filter(is_unlike).collect();
    FoundAtPoint { findings: reported.findings, unlike }
}

/// The values of a row that are not as usual: most are, and the rules need not look at them.
fn doubts(rows: &FormRows<'_>, point: usize) -> Vec<Doubt> {
    let of_measure = |(measure, field): (usize, &usize)| {
        let value = rows.value(point, *field).filter(|value| *value != Decimal::ZERO)?;
        let is_usual = |median: u128, negative: bool| {
            (value < Decimal::ZERO) == negative && is_near(value, median, rows.rules.within_digits.0)
        };
        let usual = rows.reference(point, measure, is_usual)?;
        Some(Doubt { measure, field: *field, value, usual })
    };
    rows.measures.iter().enumerate().filter_map(of_measure).collect()
}

impl AtPoint<'_> {
    /// What the cell of a value in doubt says: more digits than the value has where its field keeps fewer.
    pub fn stated(&self, doubt: &Doubt) -> Decimal {
        let source = self.rows.source(self.point, doubt.field).filter(|(_, _, value)| *value == doubt.value);
        let exact = source.and_then(|(table, row, _)| table.rows.rounded.get(&(row, doubt.field)));
        exact.copied().unwrap_or(doubt.value)
    }
}

impl Doubt {
    pub fn has_usual_sign(&self) -> bool {
        (self.value < Decimal::ZERO) == self.usual.negative
    }
}
