//! A column of a stock or a rate that is zero in every row of a file, where no unit ever had a zero and the values hardly changed: it was not filled in.
//!
//! What is zero in most units, and not in all, is counted no more, and a single zero is `unusual_zero.rs`'s.

use std::collections::BTreeMap;

use super::columns::Explained;
use super::rules::AtPoint;
use super::series::FormRows;
use super::swapped_columns::label_of;
use super::words::at_field;
use crate::findings::code::Code;
use crate::message;
use crate::project::written::form::Measure;
use crate::project::written::statistical_rules::StatisticalRule;
use crate::values::decimal::Decimal;
use crate::values::period::Period;

/// The fewest rows that make a column.
const FEWEST: usize = 2;

/// The cells of each such column, and a finding at its first.
pub fn check(rows: &FormRows<'_>) -> Explained {
    let mut explained = Explained::default();
    if rows.rules.off.contains(&StatisticalRule::UnusualZero) {
        return explained;
    }
    let mut files: BTreeMap<(usize, Period), Vec<usize>> = BTreeMap::new();
    for (point, one) in rows.points.iter().enumerate().filter(|(point, _)| rows.restated(*point).is_none()) {
        files.entry((one.arrived, one.period)).or_default().push(point);
    }
    for (file, (measure, &field)) in
        files.values().flat_map(|file| rows.measures.iter().enumerate().map(move |one| (file, one)))
    {
        let Some(zeros) = zeros_of_column(rows, file, measure) else { continue };
        let Some(first) = zeros.first() else { continue };
        let at = AtPoint { rows, point: *first, doubts: Vec::new() };
        let message = message!("unusual-zero.column", column = label_of(&at, field), count = zeros.len());
        let finding = at_field(&at, field, Code::UnusualZero, message);
        explained.findings.extend(finding.map(|finding| (*first, finding)));
        explained.cells.extend(zeros.into_iter().map(|point| (point, field)));
    }
    explained
}

/// The rows of a file in which a measure is zero, where it is so in all of them and most are of units that never had a zero.
fn zeros_of_column(rows: &FormRows<'_>, file: &[usize], measure: usize) -> Option<Vec<usize>> {
    let index = *rows.measures.get(measure)?;
    let field = rows.form.schema.fields.get(index)?;
    if !matches!(field.measure, Some(Measure::Stock | Measure::Rate)) {
        return None;
    }
    let mut zeros = Vec::new();
    for point in file {
        match rows.value(*point, index) {
            Some(Decimal::ZERO) => zeros.push(*point),
            Some(_) => return None,
            None => {}
        }
    }
    let is_new = |point: &&usize| {
        let usual = rows.history(**point, measure).filter(|usual| usual.is_steady(rows));
        let is_chance = |usual: super::reference::Reference| usual.is_chance_of_counts(rows, field, Decimal::ZERO);
        usual.is_some_and(|usual| !is_chance(usual)) && !rows.was_ever_zero(**point, index)
    };
    let counted = zeros.iter().filter(is_new).count();
    (counted >= FEWEST && counted * 2 > zeros.len()).then_some(zeros)
}
