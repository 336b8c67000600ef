//! Two neighbouring digits that were exchanged, where the sheet itself proves it.
//!
//! ```text
//! Tổng số | Trực tuyến | Trực tiếp
//!    1=2+3 |          2 |         3
//!      120 |         19 |        29     transposed-digits at 19: 91 makes the row hold
//! ```
//!
//! A total, a formula of the numbering row or an equality of a `[[check]]` does not hold, and would with two neighbouring digits of one
//! cell exchanged. A cell that is in an equation that holds is beyond doubt. Where several cells could be meant, the one that mends most
//! equations is; where that is not one, nothing is said.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use num_bigint::BigInt;

use super::equation::{Equation, EquationCell, exchanged, shift_of, shifted};
use super::rules::InTable;
use super::{formula, row_location, totals};
use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::message;
use crate::project::expression::linear::Linear;
use crate::project::expression::typed::Comparison;
use crate::project::written::form::Form;
use crate::typing::reading::TypedTable;
use crate::typing::rows::Values;
use crate::values::decimal::{Decimal, SCALE};
use crate::values::fraction::Fraction;

/// Looks for such cells where something is found that does not add up, or a check does not hold.
pub fn check(at: &InTable<'_>, typed: &TypedTable, found: &[Finding]) -> Collector {
    let mut findings = Collector::new();
    let differs = |finding: &Finding| matches!(finding.code, Code::TotalMismatch | Code::FormulaMismatch);
    let equalities = equalities(at);
    if !found.iter().any(differs) && !equalities.iter().any(|equality| equality.is_broken(at.form, typed)) {
        return findings;
    }
    let mut equations = totals::equations(at, typed);
    equations.extend(formula::equations(at, typed));
    for equality in &equalities {
        equations.extend((0..typed.rows.len()).filter_map(|row| equality.of_row(at, typed, row)));
    }
    let sound: HashSet<&str> = equations
        .iter()
        .filter(|equation| equation.holds)
        .flat_map(|equation| equation.cells.iter().map(|cell| cell.cell.as_str()))
        .collect();
    let broken: Vec<&Equation> = equations.iter().filter(|equation| !equation.holds).collect();
    let exact = |of: &&EquationCell| !sound.contains(of.cell.as_str()) && !is_rounded(typed, of);
    let suspects: Vec<Vec<Suspect<'_>>> = broken.iter().map(|equation| suspects(equation, exact)).collect();
    let mut mended: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for suspect in suspects.iter().flatten() {
        *mended.entry(suspect.key()).or_default() += 1;
    }
    let mut reported = BTreeSet::new();
    for (equation, suspects) in broken.iter().zip(&suspects) {
        let count = |suspect: &&Suspect<'_>| mended.get(&suspect.key()).copied().unwrap_or_default();
        let Some(most) = suspects.iter().map(|suspect| count(&suspect)).max() else { continue };
        let mut best = suspects.iter().filter(|suspect| count(suspect) == most);
        let (Some(suspect), None) = (best.next(), best.next()) else { continue };
        if reported.insert(&suspect.of.cell) {
            findings.push(finding(at, typed, equation, suspect), &at.form.severities);
        }
    }
    findings
}

/// A cell with what it may have been meant to say.
struct Suspect<'a> {
    of: &'a EquationCell,
    meant: Fraction,
}

impl Suspect<'_> {
    fn key(&self) -> (&str, String) {
        (&self.of.cell, self.meant.rounded(SCALE))
    }
}

/// The cells of an equation that would make it hold with two digits exchanged.
fn suspects<'a>(equation: &'a Equation, may_be: impl Fn(&&'a EquationCell) -> bool) -> Vec<Suspect<'a>> {
    let doubtful = equation.cells.iter().filter(may_be);
    let of_cell = |of: &'a EquationCell| {
        let demanded = of.demanded.as_ref()?;
        let mends = |meant: &Fraction| meant.minus(demanded).abs() <= of.tolerance;
        exchanged(&of.written).into_iter().find(mends).map(|meant| Suspect { of, meant })
    };
    doubtful.filter_map(of_cell).collect()
}

/// True for a value with fewer digits than its cell says: what is exchanged in it is not what was typed.
fn is_rounded(typed: &TypedTable, of: &EquationCell) -> bool {
    if typed.rows.rounded.is_empty() {
        return false;
    }
    let row = typed.rows.number.iter().position(|own| *own == of.number);
    row.zip(of.field).is_some_and(|key| typed.rows.rounded.contains_key(&key))
}

fn finding(at: &InTable<'_>, typed: &TypedTable, equation: &Equation, suspect: &Suspect<'_>) -> Finding {
    let number = suspect.of.number;
    let row = typed.rows.number.iter().position(|own| *own == number);
    let location = match row {
        Some(row) => row_location(at.form, typed, row, None),
        None => Location {
            sheet: (!typed.sheet.is_empty()).then(|| typed.sheet.clone()),
            row: Some(number),
            form: Some(at.form.name.clone()),
            time_period: typed.period.map(|period| period.to_string()),
            ..Location::default()
        },
    };
    let field = suspect.of.field.and_then(|field| at.form.schema.fields.get(field));
    let location =
        Location { cell: Some(suspect.of.cell.clone()), field: field.map(|field| field.name.clone()), ..location };
    let shown = |number: &Fraction| number.rounded(number.digits().unwrap_or(SCALE));
    let decimal = at.decimal_sign(typed, suspect.of.field);
    let (written, meant) = (shown(&suspect.of.written), shown(&suspect.meant));
    let message = message!(
        "transposed-digits.exchanged",
        value = Message::number_of_column(&written, decimal),
        asked_by = &equation.asked_by,
        suggested = Message::number_of_column(&meant, decimal)
    );
    let typed = Message::typed_number(meant, decimal);
    Finding::new(Code::TransposedDigits, location, message).value(written).expected(typed.clone()).suggestion(typed)
}

/// A check that says that a sum of fields is zero.
struct Equality {
    /// The field and its factor.
    factors: Vec<(usize, BigInt)>,
    /// In units of 10⁻¹².
    constant: BigInt,
    asked_by: Message,
}

/// The checks of the form that add fields and numbers, and say that sums are equal.
fn equalities(at: &InTable<'_>) -> Vec<Equality> {
    let place = |name: &String| at.form.schema.fields.iter().position(|field| field.name == *name);
    let of_form = |form: usize| at.project.forms.get(form).is_some_and(|form| form.name == at.form.name);
    let checks = at.project.checks.iter().filter(|check| of_form(check.form));
    let equality = checks.filter_map(|check| {
        let (linear, Comparison::Equal) = Linear::compared(&check.condition)? else { return None };
        let factors = linear.factors.into_iter().map(|(name, factor)| Some((place(&name)?, factor)));
        let factors = factors.collect::<Option<Vec<_>>>().filter(|factors| !factors.is_empty())?;
        let asked_by = message!("asked-by.check", check = &check.message);
        Some(Equality { factors, constant: linear.constant, asked_by })
    });
    equality.collect()
}

impl Equality {
    /// What the sum is in a row; `None` where a value is missing, and nothing is decided.
    fn sum(&self, typed: &TypedTable, row: usize) -> Option<BigInt> {
        self.factors.iter().try_fold(self.constant.clone(), |sum, (field, factor)| {
            Some(sum + factor * value(typed, *field, row)?.units())
        })
    }

    /// Whether the sum is zero, with what the rounding of its values allows.
    fn holds(&self, form: &Form, typed: &TypedTable, row: usize, sum: &BigInt) -> bool {
        let rounding = |(field, factor): &(usize, BigInt)| {
            let own = form.schema.fields.get(*field)?;
            Some(BigInt::from(factor.magnitude().clone()) * typed.rows.rounding(row, *field, own).units())
        };
        sum.magnitude() <= self.factors.iter().filter_map(rounding).sum::<BigInt>().magnitude()
    }

    fn is_broken(&self, form: &Form, typed: &TypedTable) -> bool {
        let is_broken = |row: usize| self.sum(typed, row).is_some_and(|sum| !self.holds(form, typed, row, &sum));
        (0..typed.rows.len()).any(is_broken)
    }

    fn of_row(&self, at: &InTable<'_>, typed: &TypedTable, row: usize) -> Option<Equation> {
        let sum = self.sum(typed, row)?;
        let holds = self.holds(at.form, typed, row, &sum);
        let sum = Fraction::decimal(sum, SCALE);
        let cell = |(field, factor): &(usize, BigInt)| {
            let place = typed.place_of(row, *field)?;
            let (shift, value) = (shift_of(at.form, typed, *field), Fraction::from(value(typed, *field, row)?));
            let excess = sum.over(&Fraction::decimal(factor.clone(), 0));
            Some(EquationCell {
                cell: place.cell(),
                number: place.number,
                field: Some(*field),
                written: shifted(&value, shift),
                demanded: excess.map(|excess| shifted(&value.minus(&excess), shift)),
                tolerance: Fraction::zero(),
            })
        };
        let cells = self.factors.iter().filter_map(cell).collect();
        Some(Equation { holds, cells, asked_by: self.asked_by.clone() })
    }
}

/// The amount of a field in a row.
fn value(typed: &TypedTable, field: usize, row: usize) -> Option<Decimal> {
    match &typed.rows.columns.get(field)?.values {
        Values::Decimal(values) => *values.get(row)?,
        _ => None,
    }
}
