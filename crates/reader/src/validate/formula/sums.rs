//! Formulas that only add columns, as sums over the cells of a row.

use super::{Law, Tested, evaluate};
use crate::findings::message::Message;
use crate::locate::numbering::Numbered;
use crate::message;
use crate::typing::reading::TypedTable;
use crate::validate::rules::InTable;
use crate::values::fraction::Fraction;

/// The columns of a table that has formulas.
pub struct FormulaColumns<'a>(Option<Tested<'a>>);

/// A formula that only adds columns.
pub struct SumFormula<'a> {
    tested: &'a Tested<'a>,
    law: Law<'a>,
    constant: Fraction,
    /// Each column with what it is multiplied by: the column itself, once taken off, and those that it adds.
    columns: Vec<(&'a Numbered, Fraction)>,
    /// What asks for it.
    pub asked_by: Message,
}

/// Such a formula in one row: the sum of its columns and the constant is zero.
pub struct SumOfColumns<'a> {
    pub columns: Vec<SummedColumn<'a>>,
    pub constant: &'a Fraction,
    /// By how much it may differ.
    pub tolerance: Fraction,
}

/// A column of a sum in one row.
pub struct SummedColumn<'a> {
    /// Index in the sheet.
    pub index: u32,
    /// An index into the fields of the form, where a field claims the column.
    pub field: Option<usize>,
    pub factor: &'a Fraction,
    pub written: &'a Fraction,
    /// True where the column holds whole numbers alone.
    pub whole: bool,
}

impl<'a> FormulaColumns<'a> {
    pub fn new(at: &InTable<'a>, typed: &TypedTable) -> Self {
        Self(Tested::new(at, typed))
    }

    /// Each side of each formula that only adds columns.
    pub fn sums(&'a self) -> Vec<SumFormula<'a>> {
        let mut sums = Vec::new();
        let Some(tested) = &self.0 else { return sums };
        tested.each(&mut |numbered, formula, law| {
            let asked_by = message!("asked-by.formula", formula = &formula.text);
            sums.extend(SumFormula::new(tested, numbered, law, asked_by));
        });
        sums
    }
}

impl<'a> SumFormula<'a> {
    fn new(tested: &'a Tested<'a>, own: &'a Numbered, law: Law<'a>, asked_by: Message) -> Option<Self> {
        let constant = evaluate(law.expression, &|_| Some(Fraction::zero()))?;
        let column = |(number, weight): (&u32, &Fraction)| {
            let numbered = tested.table.numbering.columns.iter().find(|column| column.number == *number)?;
            Some((numbered, weight.clone()))
        };
        let mut columns = vec![(own, Fraction::decimal(-1, 0))];
        columns.extend(law.weights.as_ref()?.iter().map(column).collect::<Option<Vec<_>>>()?);
        Some(Self { tested, law, constant, columns, asked_by })
    }

    pub fn fails(&self, row: usize) -> bool {
        self.law.expected(row).is_some()
    }

    /// `None` where a value is missing.
    pub fn in_row<'s>(&'s self, row: usize) -> Option<SumOfColumns<'s>> {
        let of = |(numbered, factor): &'s (&'a Numbered, Fraction)| {
            let column = self.tested.columns.get(&numbered.number)?;
            let written = &column.rows.get(row)?.as_ref()?.value;
            let field = self.tested.place_of(numbered.column);
            Some(SummedColumn { index: numbered.column, field, factor, written, whole: column.integers })
        };
        let tolerance = self.law.tolerance(self.law.own.rows.get(row)?.as_ref()?, row);
        Some(SumOfColumns {
            columns: self.columns.iter().map(of).collect::<Option<_>>()?,
            constant: &self.constant,
            tolerance,
        })
    }
}
