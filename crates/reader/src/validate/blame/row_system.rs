//! A row as a system: its cells, the laws over them in one common unit, and which of them fail.

use std::collections::BTreeSet;

use super::system::{Amount, Limit, LinearLaw, Relation, System, common};
use crate::findings::message::Message;
use crate::values::decimal::Decimal;

/// What a cell of a system is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SystemCell {
    /// Of the row, in the column of a field.
    Field(usize),
    /// Of the row, in a column that no field claims.
    Column(u32),
    /// A printed total.
    Total(usize),
}

/// What asks for a law.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub by: Message,
    /// The cell at which a finding says already that it fails.
    pub at: Option<usize>,
}

/// The cells of a row that have to do with each other, and their laws.
#[derive(Debug)]
pub(super) struct RowSystem {
    /// With what rounding allows.
    pub system: System,
    /// The same without: sums to the digit.
    pub exact: System,
    pub places: Vec<SystemCell>,
    /// What fails, each once.
    pub failing: Vec<Asked>,
    /// How many laws they are: a check may say what a formula says.
    pub distinct: usize,
    /// Those of them that are limits of a field.
    pub limits: usize,
    /// The unit of all amounts, in units of 10⁻¹².
    pub unit: i128,
}

/// Collects the cells and laws of a row; all amounts are in units of 10⁻¹².
#[derive(Default)]
pub(super) struct RowBuilder {
    places: Vec<SystemCell>,
    cells: Vec<Amount>,
    whole: Vec<bool>,
    laws: Vec<SparseLaw>,
    failing: Vec<Failing>,
}

/// What fails, and one of its cells.
struct Failing {
    said: Asked,
    cell: usize,
    /// `None` where it is the limits of the cell.
    law: Option<SparseLaw>,
}

/// A law over some of the cells, of which more may come.
#[derive(Clone)]
struct SparseLaw {
    factors: Vec<(usize, i128)>,
    constant: i128,
    relation: Relation,
    /// By how much a sum may differ from zero.
    tolerance: i128,
}

impl SparseLaw {
    /// The same for all laws that say the same, rounding aside.
    fn essence(&self) -> (Vec<(usize, i128)>, i128, bool) {
        let mut factors = self.factors.clone();
        factors.sort_unstable();
        let all = factors.iter().map(|(_, factor)| *factor).chain([self.constant]);
        let divisor = all.fold(0, common).max(1);
        let first = factors.first().map_or(1, |(_, factor)| factor.signum());
        let divisor = if self.relation == Relation::Zero { divisor.wrapping_mul(first) } else { divisor };
        factors.iter_mut().for_each(|(_, factor)| *factor = factor.wrapping_div(divisor));
        (factors, self.constant.wrapping_div(divisor), self.relation == Relation::Zero)
    }
}

impl RowBuilder {
    /// The index of a cell, which is new or known. `broken` says what asks for its limits where it breaks them.
    pub fn cell(
        &mut self,
        place: SystemCell,
        value: i128,
        whole: bool,
        (least, most): (Option<Limit>, Option<Limit>),
        broken: Option<Message>,
    ) -> usize {
        if let Some(known) = self.places.iter().position(|known| *known == place) {
            return known;
        }
        self.places.push(place);
        self.cells.push(Amount { value, least, most, step: None });
        self.whole.push(whole);
        let cell = self.places.len() - 1;
        if let Some(by) = broken {
            self.failing.push(Failing { said: Asked { by, at: Some(cell) }, cell, law: None });
        }
        cell
    }

    /// Adds a law, with what asks for it and the cell at which a finding says that it fails. `None` where a number does not fit.
    pub fn law(
        &mut self,
        mut factors: Vec<(usize, i128)>,
        constant: i128,
        relation: Relation,
        tolerance: i128,
        (by, at): (&Message, Option<usize>),
    ) -> Option<()> {
        factors.retain(|(_, factor)| *factor != 0);
        let mut sum = constant;
        for (cell, factor) in &factors {
            sum = sum.checked_add(factor.checked_mul(self.cells.get(*cell)?.value)?)?;
        }
        let holds = match relation {
            Relation::Zero => sum.checked_abs()? <= tolerance,
            Relation::AtMostZero => sum <= 0,
            Relation::BelowZero => sum < 0,
        };
        // What names no cell that can be changed is no matter of cells.
        let Some((cell, _)) = factors.first().copied() else { return Some(()) };
        let law = SparseLaw { factors, constant, relation, tolerance };
        if !holds && self.failing.iter().all(|known| known.said.by != *by) {
            let said = Asked { by: by.clone(), at };
            self.failing.push(Failing { said, cell, law: Some(law.clone()) });
        }
        self.laws.push(law);
        Some(())
    }

    /// The cells of each failing law, with all laws that speak of them or of cells that such a law speaks of: parts that have nothing to do
    /// with each other. `None` where a number does not fit.
    pub fn parts(&self) -> Option<Vec<RowSystem>> {
        // Each cell is known by the first cell of its part.
        let mut part: Vec<usize> = (0..self.places.len()).collect();
        for law in &self.laws {
            let cells = || law.factors.iter().filter_map(|(cell, _)| part.get(*cell).copied());
            let (joined, Some(first)) = (cells().collect::<Vec<_>>(), cells().min()) else { continue };
            part.iter_mut().filter(|own| joined.contains(own)).for_each(|own| *own = first);
        }
        let mut failing: Vec<usize> =
            self.failing.iter().filter_map(|failing| part.get(failing.cell).copied()).collect();
        failing.sort_unstable();
        failing.dedup();
        failing.into_iter().map(|wanted| self.part(&part, wanted)).collect()
    }

    /// One part in its common unit.
    fn part(&self, part: &[usize], wanted: usize) -> Option<RowSystem> {
        let own: Vec<usize> = (0..part.len()).filter(|cell| part.get(*cell) == Some(&wanted)).collect();
        let index_of = |cell: usize| own.iter().position(|known| *known == cell);
        let cells = || own.iter().filter_map(|cell| Some((self.cells.get(*cell)?, *self.whole.get(*cell)?)));
        let laws = || self.laws.iter().filter(|law| law.factors.iter().any(|(cell, _)| own.contains(cell)));
        let limits = cells().flat_map(|(cell, _)| [cell.least, cell.most]).flatten().map(|limit| limit.amount);
        let constants = laws().flat_map(|law| [law.constant, law.tolerance]);
        let amounts = cells().map(|(cell, _)| cell.value).chain(limits).chain(constants);
        let unit = amounts.fold(Decimal::ONE.units(), common);
        let in_unit = |limit: Option<Limit>| limit.map(|limit| Limit { amount: limit.amount / unit, ..limit });
        let in_unit = |(cell, whole): (&Amount, bool)| Amount {
            value: cell.value / unit,
            least: in_unit(cell.least),
            most: in_unit(cell.most),
            step: whole.then(|| Decimal::ONE.units() / unit),
        };
        let cells: Vec<Amount> = cells().map(in_unit).collect();
        let (mut allowed, mut exact) = (Vec::new(), Vec::new());
        for law in laws() {
            let mut factors = vec![0_i128; cells.len()];
            for (cell, factor) in &law.factors {
                let own = factors.get_mut(index_of(*cell)?)?;
                *own = own.checked_add(*factor)?;
            }
            let (constant, tolerance) = (law.constant / unit, law.tolerance / unit);
            let of = |constant: i128, relation: Relation| LinearLaw { factors: factors.clone(), constant, relation };
            exact.push(of(constant, law.relation));
            if tolerance == 0 {
                allowed.push(of(constant, law.relation));
                continue;
            }
            allowed.push(of(constant.checked_sub(tolerance)?, Relation::AtMostZero));
            let opposite = factors.iter().map(|factor| factor.checked_neg()).collect::<Option<_>>()?;
            let constant = constant.checked_neg()?.checked_sub(tolerance)?;
            allowed.push(LinearLaw { factors: opposite, constant, relation: Relation::AtMostZero });
        }
        let failing = || self.failing.iter().filter(|failing| own.contains(&failing.cell));
        let said = |failing: &Failing| {
            let at = failing.said.at.and_then(index_of);
            Asked { by: failing.said.by.clone(), at }
        };
        let limits = failing().filter(|failing| failing.law.is_none()).count();
        Some(RowSystem {
            system: System { cells: cells.clone(), laws: allowed },
            exact: System { cells, laws: exact },
            places: own.iter().filter_map(|cell| self.places.get(*cell).copied()).collect(),
            failing: failing().map(said).collect(),
            distinct: failing()
                .filter_map(|failing| Some(failing.law.as_ref()?.essence()))
                .collect::<BTreeSet<_>>()
                .len()
                + limits,
            limits,
            unit,
        })
    }
}
