//! The linear laws of the rows of a table: checks, formulas of the numbering row, printed totals and limits of fields.
//!
//! Takes a table; hands over the rows in which one of them fails, each as systems over its cells. A law in which a value is missing is none. Amounts
//! of fields are in the unit of the form.

use std::collections::BTreeSet;

use super::checks::{LinearCheck, checks_of};
use super::row_system::{RowBuilder, RowSystem, SystemCell};
use super::system::{Limit, Relation};
use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::findings::message::Message;
use crate::message;
use crate::project::written::form::{Bound, Field, FieldType, Form};
use crate::typing::reading::TypedTable;
use crate::typing::rows::Values;
use crate::validate::equation::{shift_of, shifted};
use crate::validate::formula::sums::{FormulaColumns, SumOfColumns};
use crate::validate::rules::InTable;
use crate::validate::totals::{self, SumOfRows};
use crate::values::decimal::{Decimal, SCALE};
use crate::values::fraction::Fraction;

/// Hands over the rows in which something fails that is not a total, each with the parts of it in which something fails, and the totals, as
/// [`SystemCell::Total`] names them.
pub(super) fn failing_rows(
    at: &InTable<'_>,
    typed: &TypedTable,
    found: &[Finding],
    mut take: impl FnMut(usize, &RowSystem, &[SumOfRows]),
) {
    let checks = checks_of(at);
    let has = |code: Code| found.iter().any(|finding| finding.code == code);
    let breaks_a_check = |row: &usize| {
        let holds = |check: &LinearCheck<'_>| {
            check.holds(|field| value(typed, field, *row), |field| rounding(at.form, typed, field, *row))
        };
        checks.iter().any(|check| holds(check) == Some(false))
    };
    let mut rows: BTreeSet<usize> = (0..typed.rows.len()).filter(breaks_a_check).collect();
    if rows.is_empty() && !has(Code::ConstraintError) && !has(Code::FormulaMismatch) {
        return;
    }
    let limits: Vec<FieldLimits> = at.form.schema.fields.iter().map(FieldLimits::of).collect();
    if has(Code::ConstraintError) {
        rows.extend((0..typed.rows.len()).filter(|row| breaks_a_limit(&limits, typed, *row)));
    }
    if rows.is_empty() && !has(Code::FormulaMismatch) {
        return;
    }
    let columns = FormulaColumns::new(at, typed);
    let formulas = columns.sums();
    if has(Code::FormulaMismatch) {
        rows.extend((0..typed.rows.len()).filter(|row| formulas.iter().any(|formula| formula.fails(*row))));
    }
    let totals = totals::sums_of_rows(at, typed);
    // A total over several such rows is evidence for none of them.
    let only = |total: &SumOfRows| {
        let mut own = rows.iter().filter(|row| total.adds(**row, typed));
        own.next().copied().filter(|_| own.next().is_none())
    };
    let only: Vec<Option<usize>> = totals.iter().map(only).collect();
    let parts = |row: usize| {
        let mut laws = LawsOfRow { form: at.form, typed, row, limits: &limits, builder: RowBuilder::default() };
        checks.iter().try_for_each(|check| laws.add_check(check))?;
        formulas.iter().try_for_each(|formula| match formula.in_row(row) {
            Some(sum) => laws.add_formula(&sum, &formula.asked_by),
            None => Some(()),
        })?;
        for (index, total) in totals.iter().enumerate().filter(|(index, _)| only.get(*index) == Some(&Some(row))) {
            laws.add_total(index, total)?;
        }
        laws.builder.parts()
    };
    for row in &rows {
        parts(*row).into_iter().flatten().for_each(|part| take(*row, &part, &totals));
    }
}

/// The amount of a field in a row, in units of 10⁻¹².
pub(super) fn value(typed: &TypedTable, field: usize, row: usize) -> Option<i128> {
    match &typed.rows.columns.get(field)?.values {
        Values::Decimal(values) => Some((*values.get(row)?)?.units()),
        _ => None,
    }
}

/// By how much it may differ from what its cell says, in units of 10⁻¹².
fn rounding(form: &Form, typed: &TypedTable, field: usize, row: usize) -> i128 {
    form.schema.fields.get(field).map_or(0, |own| typed.rows.rounding(row, field, own).units())
}

/// The least and the most that a field may hold, in units of 10⁻¹².
#[derive(Clone, Copy, Default)]
struct FieldLimits {
    least: Option<Limit>,
    most: Option<Limit>,
}

impl FieldLimits {
    fn of(field: &Field) -> Self {
        if !field.kind.is_numeric() {
            return Self::default();
        }
        let limit = |bound: &Option<Bound>, excluded: bool| {
            let amount = Decimal::parse(&bound.as_ref()?.to_string(), SCALE, 0).ok()?.value.units();
            Some(Limit { amount, excluded })
        };
        let constraints = &field.constraints;
        let least = [limit(&constraints.minimum, false), limit(&constraints.exclusive_minimum, true)];
        let most = [limit(&constraints.maximum, false), limit(&constraints.exclusive_maximum, true)];
        Self {
            least: least.into_iter().flatten().max_by_key(|limit| (limit.amount, limit.excluded)),
            most: most.into_iter().flatten().min_by_key(|limit| (limit.amount, !limit.excluded)),
        }
    }

    fn allow(&self, value: i128) -> bool {
        let enough = self.least.is_none_or(|least| value > least.amount || value == least.amount && !least.excluded);
        let few = self.most.is_none_or(|most| value < most.amount || value == most.amount && !most.excluded);
        enough && few
    }
}

fn breaks_a_limit(limits: &[FieldLimits], typed: &TypedTable, row: usize) -> bool {
    let mut fields = limits.iter().enumerate();
    fields.any(|(field, limits)| value(typed, field, row).is_some_and(|value| !limits.allow(value)))
}

/// A row whose laws are collected. What leaves the numbers that are held gives nothing, and of such a row nothing is said.
struct LawsOfRow<'a> {
    form: &'a Form,
    typed: &'a TypedTable,
    row: usize,
    limits: &'a [FieldLimits],
    builder: RowBuilder,
}

impl LawsOfRow<'_> {
    /// The cell of a field; nothing where the field has no column, and its value cannot be changed there.
    fn cell(&mut self, field: usize, value: i128) -> Option<usize> {
        let place = self.typed.place_of(self.row, field)?;
        let limits = self.limits.get(field).copied().unwrap_or_default();
        let declared = self.form.schema.fields.get(field)?;
        let whole = declared.kind == FieldType::Integer;
        let said = || message!("asked-by.constraint", cell = place.cell());
        let said = (!limits.allow(value)).then(said);
        Some(self.builder.cell(SystemCell::Field(field), value, whole, (limits.least, limits.most), said))
    }

    fn add_check(&mut self, check: &LinearCheck<'_>) -> Option<()> {
        let mut constant = check.constant;
        let mut factors = Vec::with_capacity(check.factors.len());
        for (field, factor) in &check.factors {
            // What is missing decides nothing.
            let Some(value) = value(self.typed, *field, self.row) else { return Some(()) };
            match self.cell(*field, value) {
                Some(cell) => factors.push((cell, *factor)),
                None => constant = constant.checked_add(factor.checked_mul(value)?)?,
            }
        }
        let asked_by = message!("asked-by.check", check = check.message);
        let tolerance = check.tolerance(|field| rounding(self.form, self.typed, field, self.row))?;
        let said = (&asked_by, None);
        match check.relation {
            Relation::Zero => self.builder.law(factors, constant, Relation::Zero, tolerance, said),
            below => self.builder.law(factors, constant.checked_sub(tolerance)?, below, 0, said),
        }
    }

    fn add_formula(&mut self, sum: &SumOfColumns<'_>, asked_by: &Message) -> Option<()> {
        let units = Fraction::decimal(Decimal::ONE.units(), 0);
        let (mut cells, mut parts) = (Vec::with_capacity(sum.columns.len()), Vec::with_capacity(sum.columns.len() + 2));
        for column in &sum.columns {
            let own = column.field.and_then(|field| Some((field, value(self.typed, field, self.row)?)));
            let (cell, shift) = match own {
                Some((field, value)) => {
                    let shift = shift_of(self.form, self.typed, field);
                    // As it was read, or else the check and the formula speak of two numbers.
                    if shifted(&Fraction::from(Decimal::from_units(value)), shift) != *column.written {
                        return None;
                    }
                    (self.cell(field, value)?, shift)
                }
                None => {
                    let written = i128::try_from(column.written.times(&units).integer()?).ok()?;
                    (self.builder.cell(SystemCell::Column(column.index), written, column.whole, (None, None), None), 0)
                }
            };
            cells.push(cell);
            parts.push(shifted(column.factor, shift));
        }
        parts.push(sum.constant.times(&units));
        parts.push(sum.tolerance.times(&units));
        let whole = Fraction::in_proportion(&parts).iter().map(i128::try_from).collect::<Result<Vec<_>, _>>().ok()?;
        let [factors @ .., constant, tolerance] = whole.as_slice() else { return None };
        let factors = cells.iter().copied().zip(factors.iter().copied()).collect();
        self.builder.law(factors, *constant, Relation::Zero, *tolerance, (asked_by, cells.first().copied()))
    }

    fn add_total(&mut self, index: usize, total: &SumOfRows) -> Option<()> {
        let Some(own) = value(self.typed, total.field, self.row) else { return Some(()) };
        let cell = self.cell(total.field, own)?;
        let amount = total.amount.units();
        let total_cell = self.builder.cell(SystemCell::Total(index), amount, false, (None, None), None);
        let others = total.sum.units().checked_sub(own)?;
        let asked_by = message!("asked-by.total", cell = &total.cell);
        let said = (&asked_by, Some(total_cell));
        let (tolerance, factors) = (total.tolerance.units(), vec![(cell, 1), (total_cell, -1)]);
        if total.incomplete {
            let constant = others.checked_sub(tolerance)?;
            return self.builder.law(factors, constant, Relation::AtMostZero, 0, said);
        }
        self.builder.law(factors, others, Relation::Zero, tolerance, said)
    }
}
