//! The arithmetic of the numbering row holds in every row: the form verifies itself.
//!
//! `3=1+2` says that column 3 is the sum of columns 1 and 2. A value that differs is a copying fault, a forgotten column or
//! a ratio over the wrong base, and the row itself proves it: no other file is needed.
//!
//! ```text
//! Tiếp nhận | Trực tuyến | Trực tiếp
//!         1 |      2=1-3 |         3
//!       100 |         61 |        40     formula-mismatch at 61: expected 60
//! ```
//!
//! Formulas are tested in the data rows, on the values as written ([`super::written`]), exactly. Where a value that the
//! formula names is missing, or is divided by zero, nothing is decided.
//!
//! **Tolerance.** A sum of integers allows no difference. Any other sum allows half a unit of the last shown digit of each
//! number in it, times what it is multiplied by; integers are exact and add nothing. A quotient, and a product of columns,
//! allows half a unit of the last shown digit of itself; a product of integers that is an integer, none.
//!
//! A column of percents whose formula names no 100 (`3=2/1` under "Tỷ lệ (%)") may be the quotient or a hundred times it.

pub(super) mod sums;

use std::collections::{BTreeMap, BTreeSet};

use crate::findings::code::Code;
use crate::findings::collector::Collector;
use crate::findings::finding::{Finding, Location};
use crate::findings::message::Message;
use crate::locate::Table;
use crate::locate::numbering::formula::{Expression, Operation};
use crate::locate::numbering::{Formula, Numbered};
use crate::locate::rows::RowRole;
use crate::message;
use crate::project::written::form::{Field, Form};
use crate::sheet::address::{address, column_letters};
use crate::sheet::grid::{Cell, cell_of};
use crate::typing::missing_texts::MissingTexts;
use crate::typing::number::Signs;
use crate::typing::reading::TypedTable;
use crate::validate::BrokenRows;
use crate::validate::equation::{Equation, EquationCell};
use crate::validate::rules::InTable;
use crate::validate::written::{Written, WrittenColumn, signs_of};
use crate::values::decimal::SCALE;
use crate::values::fraction::Fraction;

/// Tests each formula of the numbering row in each data row. `typed` is what became of the table: its rows are in the
/// same order.
pub fn check(at: &InTable<'_>, typed: &mut TypedTable) -> Collector {
    let Some(tested) = Tested::new(at, typed) else { return Collector::new() };
    let (sheet, mut all_broken) = (at.sheet, BrokenRows::of(tested.form));
    tested.each(&mut |numbered, formula, law| {
        let field = tested.field_of(numbered.column);
        for (place, row) in tested.rows.iter().enumerate() {
            let Some(expected) = law.broken(place) else { continue };
            let location = Location {
                sheet: (!sheet.name.is_empty()).then(|| sheet.name.clone()),
                cell: Some(address(*row, numbered.column)),
                row: Some(row + 1),
                form: Some(tested.form.name.clone()),
                field: field.map(|field| field.name.clone()),
                time_period: typed.rows.period.get(place).copied().flatten().map(|period| period.to_string()),
                ..Location::default()
            };
            let cell = cell_of(sheet.grid.row(*row), numbered.column);
            let decimal = at.decimal_sign(typed, tested.place_of(numbered.column));
            all_broken.push(place, Code::FormulaMismatch, location, |finding| {
                said(finding, numbered, formula, cell, (expected, decimal))
            });
        }
    });
    all_broken.apply(typed)
}

/// Each formula as an equation over the cells of each data row: what is missing leaves it undecided.
pub(super) fn equations(at: &InTable<'_>, typed: &TypedTable) -> Vec<Equation> {
    let mut equations = Vec::new();
    let Some(tested) = Tested::new(at, typed) else { return equations };
    let column_of: BTreeMap<u32, u32> =
        at.table.numbering.columns.iter().map(|numbered| (numbered.number, numbered.column)).collect();
    tested.each(&mut |numbered, formula, law| {
        let asked_by = message!("asked-by.formula", formula = &formula.text);
        for (place, row) in tested.rows.iter().enumerate() {
            let cell = |number: u32, written: &Written, demanded, tolerance| {
                let column = *column_of.get(&number)?;
                let (cell, field) = (address(*row, column), tested.place_of(column));
                let written = written.value.clone();
                Some(EquationCell { cell, number: row + 1, field, written, demanded, tolerance })
            };
            let Some((holds, terms)) = law.terms(numbered.number, place) else { continue };
            let cells = terms
                .into_iter()
                .filter_map(|(number, written, demanded, tolerance)| cell(number, written, demanded, tolerance));
            equations.push(Equation { holds, cells: cells.collect(), asked_by: asked_by.clone() });
        }
    });
    equations
}

/// A table with the columns that its formulas name.
struct Tested<'a> {
    form: &'a Form,
    table: &'a Table,
    /// The data rows, from 0.
    rows: Vec<u32>,
    /// By their numbers in the numbering row.
    columns: BTreeMap<u32, WrittenColumn>,
}

impl<'a> Tested<'a> {
    /// `None` where the table has no formulas.
    fn new(at: &InTable<'a>, typed: &TypedTable) -> Option<Self> {
        let InTable { project, form, missing, sheet, table, .. } = *at;
        let numbered = &table.numbering.columns;
        let needed: BTreeSet<u32> = numbered
            .iter()
            .filter_map(|column| Some((column.number, column.formula.as_ref()?)))
            .filter(|(_, formula)| !formula.sides.is_empty())
            .flat_map(|(number, formula)| formula.sides.iter().flat_map(Expression::columns).chain([number]))
            .collect();
        if needed.is_empty() {
            return None;
        }
        let rows = table.body.iter().filter(|row| row.role == RowRole::Data).map(|row| row.index).collect();
        let mut tested = Self { form, table, rows, columns: BTreeMap::new() };
        let of_others = MissingTexts::new(&form.schema.missing_values);
        let (group, decimal) = project.settings.language.number_signs();
        let column = |numbered: &Numbered| {
            let field = tested.field_of(numbered.column);
            let letters = column_letters(numbered.column);
            let read = typed.columns.iter().find(|column| column.letters == letters).map(|column| column.signs);
            let of_row = |row: &u32| cell_of(sheet.grid.row(*row), numbered.column);
            let cells: Vec<&Cell> = tested.rows.iter().map(of_row).collect();
            let signs = read.unwrap_or_else(|| signs_of(&cells, Signs { group, decimal }));
            let place = tested.place_of(numbered.column);
            let missing = place.and_then(|place| missing.get(place)).unwrap_or(&of_others);
            (numbered.number, WrittenColumn::new(field, signs, missing, &cells))
        };
        let columns = numbered.iter().filter(|numbered| needed.contains(&numbered.number)).map(column).collect();
        tested.columns = columns;
        Some(tested)
    }

    fn place_of(&self, column: u32) -> Option<usize> {
        self.table.columns.iter().find(|own| own.index == column).and_then(|own| own.field)
    }

    fn field_of(&self, column: u32) -> Option<&'a Field> {
        self.place_of(column).and_then(|place| self.form.schema.fields.get(place))
    }

    /// Hands over each side of each formula with its column.
    fn each<'s>(&'s self, take: &mut impl FnMut(&'a Numbered, &'a Formula, Law<'s>)) {
        for numbered in &self.table.numbering.columns {
            let (Some(formula), Some(own)) = (&numbered.formula, self.columns.get(&numbered.number)) else { continue };
            let percents = is_of_percents(self.field_of(numbered.column), self.table, numbered.column);
            for side in &formula.sides {
                take(numbered, formula, Law::new(side, own, &self.columns, percents));
            }
        }
    }
}

/// The finding with its words.
fn said(
    mut finding: Finding,
    numbered: &Numbered,
    formula: &Formula,
    cell: &Cell,
    (expected, decimal): (String, char),
) -> Finding {
    let value = cell.display().trim().to_owned();
    // A text has the signs of its writer; a number is shown in those of the language.
    let written = if cell.as_text().is_some() { value.as_str().into() } else { Message::number(&value) };
    finding.message = message!(
        "formula-mismatch.differs",
        column = numbered.number.to_string(),
        written = written,
        formula = &formula.text,
        expected = Message::number_of_column(&expected, decimal)
    );
    finding.value(value).expected(Message::number_of_column(expected, decimal))
}

/// Whether a column holds percents, by its field, its unit or its label.
fn is_of_percents(field: Option<&Field>, table: &Table, column: u32) -> bool {
    let labelled = table.columns.iter().find(|own| own.index == column);
    field.is_some_and(Field::is_percent)
        || labelled.is_some_and(|own| own.label.contains('%') || own.unit.as_deref() == Some("%"))
}

/// The number of a column, what is written there, what would make a formula hold, and by how much that may differ.
type Term<'a> = (u32, &'a Written, Option<Fraction>, Fraction);

/// One side of a formula with the columns that it speaks of.
struct Law<'a> {
    expression: &'a Expression,
    own: &'a WrittenColumn,
    columns: &'a BTreeMap<u32, WrittenColumn>,
    /// What each column of a sum is multiplied by; `None` where it is no sum.
    weights: Option<BTreeMap<u32, Fraction>>,
    /// True where integers make an integer: no difference is allowed.
    exact: bool,
    /// The columns of a quotient that may be a hundred times what the formula says.
    maybe_percents: bool,
}

impl<'a> Law<'a> {
    fn new(
        expression: &'a Expression,
        own: &'a WrittenColumn,
        columns: &'a BTreeMap<u32, WrittenColumn>,
        percents: bool,
    ) -> Self {
        let named = expression.columns();
        let weights = expression.is_linear().then(|| weights(expression, &named)).flatten();
        let integers = own.integers && named.iter().all(|number| columns.get(number).is_some_and(|of| of.integers));
        let whole = match &weights {
            Some(weights) => {
                let alone = evaluate(expression, &|_| Some(Fraction::zero()));
                weights.values().chain(&alone).all(Fraction::is_integer)
            }
            None => only_multiplies(expression),
        };
        let maybe_percents = weights.is_none() && !expression.names_hundred();
        Self { expression, own, columns, weights, exact: integers && whole, maybe_percents: percents && maybe_percents }
    }

    fn written(&self, number: u32, row: usize) -> Option<&Written> {
        self.columns.get(&number)?.rows.get(row)?.as_ref()
    }

    /// What the formula gives, where the value in a row differs by more than is allowed; `None` where it holds or is
    /// undecided.
    fn broken(&self, row: usize) -> Option<String> {
        let own = self.own.rows.get(row)?.as_ref()?;
        let expected = self.expected(row)?;
        let exactly = expected.digits().filter(|_| self.weights.is_some());
        Some(expected.rounded(exactly.unwrap_or(own.digits)))
    }

    /// The same, exactly.
    fn expected(&self, row: usize) -> Option<Fraction> {
        let own = self.own.rows.get(row)?.as_ref()?;
        let value = self.value(row)?;
        let tolerance = self.tolerance(own, row);
        let holds = |value: &Fraction| own.value.minus(value).abs() <= tolerance;
        if holds(&value) {
            return None;
        }
        let hundredfold = value.times(&Fraction::decimal(100, 0));
        let percents = self.maybe_percents || own.percent && self.weights.is_none() && !self.expression.names_hundred();
        if percents && holds(&hundredfold) {
            return None;
        }
        Some(if percents { hundredfold } else { value })
    }

    fn value(&self, row: usize) -> Option<Fraction> {
        evaluate(self.expression, &|number| self.written(number, row).map(|written| written.value.clone()))
    }

    /// Whether the formula holds in a row, and of each of its columns the number, what is written, what would make it hold and by how
    /// much it may differ; `None` where it is undecided. Of a quotient only the column itself follows from the others.
    fn terms(&self, number: u32, row: usize) -> Option<(bool, Vec<Term<'_>>)> {
        let own = self.own.rows.get(row)?.as_ref()?;
        let value = self.value(row)?;
        let expected = self.expected(row);
        let tolerance = if self.weights.is_some() { Fraction::zero() } else { self.tolerance(own, row) };
        let holds = expected.is_none();
        let mut terms: Vec<Term<'_>> = vec![(number, own, Some(expected.unwrap_or_else(|| value.clone())), tolerance)];
        let excess = own.value.minus(&value);
        for named in self.expression.columns() {
            let written = self.written(named, row)?;
            let weight = self.weights.as_ref().and_then(|weights| weights.get(&named));
            let demanded = weight.and_then(|weight| Some(written.value.plus(&excess.over(weight)?)));
            terms.push((named, written, demanded, Fraction::zero()));
        }
        Some((holds, terms))
    }

    fn tolerance(&self, own: &Written, row: usize) -> Fraction {
        if self.exact {
            return Fraction::zero();
        }
        let mut tolerance = Fraction::half_unit(own.digits.min(SCALE));
        for (number, weight) in self.weights.iter().flatten() {
            if let Some(column) = self.columns.get(number).filter(|column| !column.integers)
                && let Some(Some(written)) = column.rows.get(row)
            {
                tolerance = tolerance.plus(&Fraction::half_unit(written.digits).times(&weight.abs()));
            }
        }
        tolerance
    }
}

/// What each column of a sum is multiplied by: the difference that one more of it makes.
fn weights(expression: &Expression, named: &BTreeSet<u32>) -> Option<BTreeMap<u32, Fraction>> {
    let without = evaluate(expression, &|_| Some(Fraction::zero()))?;
    let weight = |wanted: u32| {
        let one = |number: u32| Some(Fraction::decimal(i64::from(number == wanted), 0));
        Some((wanted, evaluate(expression, &one)?.minus(&without)))
    };
    named.iter().map(|number| weight(*number)).collect()
}

/// True where nothing is divided and every constant is whole.
fn only_multiplies(expression: &Expression) -> bool {
    match expression {
        Expression::Column(_) => true,
        Expression::Constant { scale, .. } => *scale == 0,
        Expression::Negative(inner) => only_multiplies(inner),
        Expression::Binary(Operation::Divide, ..) => false,
        Expression::Binary(_, left, right) => only_multiplies(left) && only_multiplies(right),
    }
}

/// The exact value; `None` where a column has none or a divisor is zero.
fn evaluate(expression: &Expression, value: &impl Fn(u32) -> Option<Fraction>) -> Option<Fraction> {
    match expression {
        Expression::Column(number) => value(*number),
        Expression::Constant { units, scale } => Some(Fraction::decimal(*units, *scale)),
        Expression::Negative(inner) => Some(evaluate(inner, value)?.negative()),
        Expression::Binary(operation, left, right) => {
            let (left, right) = (evaluate(left, value)?, evaluate(right, value)?);
            match operation {
                Operation::Add => Some(left.plus(&right)),
                Operation::Subtract => Some(left.minus(&right)),
                Operation::Multiply => Some(left.times(&right)),
                Operation::Divide => left.over(&right),
            }
        }
    }
}
