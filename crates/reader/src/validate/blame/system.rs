//! Linear laws over the cells of a row, in whole numbers: evaluation, and elimination of a cell (Gauss, or Fourier and Motzkin).
//!
//! Takes laws and amounts in one common unit; gives what they say of the cells that are left. Arithmetic is checked: where a number does not
//! fit, there is no answer.

use std::cell::Cell;

/// How a sum compares with zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    Zero,
    AtMostZero,
    BelowZero,
}

/// A law: the sum of all cells, each times its factor, and of the constant compares so with zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LinearLaw {
    /// One of each cell of the system.
    pub factors: Vec<i128>,
    pub constant: i128,
    pub relation: Relation,
}

/// The most or the least that a cell may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Limit {
    pub amount: i128,
    /// True where the amount itself is too much, or too little.
    pub excluded: bool,
}

/// A cell with what is written there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Amount {
    pub value: i128,
    pub least: Option<Limit>,
    pub most: Option<Limit>,
    /// What it must be a multiple of: one of its field's units, where that is whole.
    pub step: Option<i128>,
}

/// The cells of a row and the laws over them.
#[derive(Clone, Debug, Default)]
pub(super) struct System {
    pub cells: Vec<Amount>,
    pub laws: Vec<LinearLaw>,
}

/// Laws beyond which elimination is given up: their number may grow with the square at each step.
const MOST_LAWS: usize = 256;
/// Laws that are made for one system before it is given up.
const MOST_OF_A_SYSTEM: u32 = 20_000;
/// The same for all systems of a table: rows that come later have nothing said of them.
const MOST_OF_A_TABLE: u64 = 100_000_000;

/// How many laws may still be made: counted, so that the same table gives the same answer everywhere.
#[derive(Debug)]
pub(super) struct Work {
    of_system: Cell<u32>,
    of_table: Cell<u64>,
}

impl Default for Work {
    fn default() -> Self {
        Self { of_system: Cell::new(MOST_OF_A_SYSTEM), of_table: Cell::new(MOST_OF_A_TABLE) }
    }
}

impl Work {
    /// Begins with the next system of the table.
    pub fn next(&self) {
        self.of_system.set(MOST_OF_A_SYSTEM);
    }

    /// Takes one law off; `None` where there is none left.
    fn one(&self) -> Option<()> {
        self.of_system.set(self.of_system.get().checked_sub(1)?);
        self.of_table.set(self.of_table.get().checked_sub(1)?);
        Some(())
    }
}

impl LinearLaw {
    /// Whether it holds for these amounts.
    pub fn holds(&self, cells: &[Amount]) -> Option<bool> {
        let mut sum = self.constant;
        for (factor, cell) in self.factors.iter().zip(cells).filter(|(factor, _)| **factor != 0) {
            sum = sum.checked_add(factor.checked_mul(cell.value)?)?;
        }
        Some(match self.relation {
            Relation::Zero => sum == 0,
            Relation::AtMostZero => sum <= 0,
            Relation::BelowZero => sum < 0,
        })
    }

    pub fn factor(&self, cell: usize) -> i128 {
        self.factors.get(cell).copied().unwrap_or_default()
    }

    /// The cells that it speaks of.
    pub fn cells(&self) -> impl Iterator<Item = usize> + '_ {
        self.factors.iter().enumerate().filter(|(_, factor)| **factor != 0).map(|(cell, _)| cell)
    }

    fn speaks_of_none(&self) -> bool {
        self.factors.iter().all(|factor| *factor == 0)
    }

    /// This times `own` and another times `its`; the relation is given.
    fn combined(&self, own: i128, other: &Self, its: i128, relation: Relation) -> Option<Self> {
        let sum = |one: i128, two: i128| one.checked_mul(own)?.checked_add(two.checked_mul(its)?);
        let factors = self.factors.iter().zip(&other.factors).map(|(one, two)| sum(*one, *two));
        let mut law =
            Self { factors: factors.collect::<Option<_>>()?, constant: sum(self.constant, other.constant)?, relation };
        law.reduce();
        Some(law)
    }

    /// Divides by what divides all of it.
    fn reduce(&mut self) {
        let divisor = self.factors.iter().chain([&self.constant]).fold(0, |divisor, part| common(divisor, *part));
        if divisor > 1 {
            self.factors.iter_mut().for_each(|factor| *factor /= divisor);
            self.constant /= divisor;
        }
    }
}

/// The greatest number that divides both; zero where both are.
pub(super) fn common(one: i128, other: i128) -> i128 {
    if let (Ok(one), Ok(other)) = (i64::try_from(one), i64::try_from(other)) {
        let (mut one, mut other) = (one.unsigned_abs(), other.unsigned_abs());
        while other != 0 {
            (one, other) = (other, one % other);
        }
        return one.into();
    }
    let (mut one, mut other) = (one.unsigned_abs(), other.unsigned_abs());
    while other != 0 {
        (one, other) = (other, one % other);
    }
    i128::try_from(one).unwrap_or(1)
}

/// What the limits of a cell say, as laws over so many cells.
pub(super) fn limits(cell: usize, amount: &Amount, count: usize) -> impl Iterator<Item = LinearLaw> + use<> {
    let law = |sign: i128, limit: Limit| {
        let mut factors = vec![0; count];
        *factors.get_mut(cell)? = sign;
        let relation = if limit.excluded { Relation::BelowZero } else { Relation::AtMostZero };
        Some(LinearLaw { factors, constant: limit.amount.checked_mul(sign.checked_neg()?)?, relation })
    };
    let least = amount.least.and_then(|limit| law(-1, limit));
    let most = amount.most.and_then(|limit| law(1, limit));
    least.into_iter().chain(most)
}

/// What laws say of the other cells, whatever this one is, within its limits. `None` where that is too much to compute.
pub(super) fn without(laws: &[LinearLaw], cell: usize, amount: &Amount, work: &Work) -> Option<Vec<LinearLaw>> {
    let count = laws.first().map_or(0, |law| law.factors.len());
    let (with, mut left): (Vec<LinearLaw>, Vec<LinearLaw>) =
        laws.iter().cloned().partition(|law| law.factor(cell) != 0);
    let with: Vec<LinearLaw> = with.into_iter().chain(limits(cell, amount, count)).collect();
    if let Some(equation) = with.iter().position(|law| law.relation == Relation::Zero) {
        let equation = with.get(equation)?;
        let own = equation.factor(cell);
        for law in with.iter().filter(|law| *law != equation) {
            work.one()?;
            let its = law.factor(cell);
            // The law times a positive number, so that its relation stays.
            let times = its.checked_mul(own.signum())?.checked_neg()?;
            keep(&mut left, law.combined(own.checked_abs()?, equation, times, law.relation)?);
        }
        return Some(left);
    }
    for above in with.iter().filter(|law| law.factor(cell) > 0) {
        for below in with.iter().filter(|law| law.factor(cell) < 0) {
            work.one()?;
            let strict = [above, below].iter().any(|law| law.relation == Relation::BelowZero);
            let relation = if strict { Relation::BelowZero } else { Relation::AtMostZero };
            let (own, its) = (below.factor(cell).checked_neg()?, above.factor(cell));
            keep(&mut left, above.combined(own, below, its, relation)?);
            if left.len() > MOST_LAWS {
                return None;
            }
        }
    }
    Some(left)
}

/// Adds a law that says something, once.
fn keep(laws: &mut Vec<LinearLaw>, law: LinearLaw) {
    let says_nothing = law.speaks_of_none() && law.holds(&[]) == Some(true);
    if !says_nothing && !laws.contains(&law) {
        laws.push(law);
    }
}
