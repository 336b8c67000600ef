//! The smallest sets of cells whose change can make all laws of a system hold (Fellegi and Holt 1976), all of them and exactly.
//!
//! Where the cells of a set are eliminated, what is left are the edits that the laws imply of the others. One of those that fails says which
//! cells are still missing in the set: at least one of its own. So sets are tried in the order of their size, each made from one that is too
//! small by a cell of such an edit; no smallest set is passed over.

use std::collections::BTreeSet;

use super::system::{Amount, LinearLaw, Relation, System, Work, limits, without};

/// Cells of a system beyond which nothing is said.
pub(super) const MOST_CELLS: usize = 64;
/// Cells of the largest set that is looked for.
pub(super) const LARGEST_SET: usize = 4;
/// Sets that are tried before nothing is said.
const MOST_TRIED: usize = 2_000;

/// A set of cells, one bit each.
type Set = u64;

/// The smallest sets of cells, each in the order of the cells, with which all laws can hold; the empty one where all do as they are. Nothing where
/// there is none, where the sets are larger than [`LARGEST_SET`], or where it takes too long to know.
pub(super) fn smallest_sets(system: &System, work: &Work) -> Option<Vec<Vec<usize>>> {
    let count = system.cells.len();
    if count > MOST_CELLS {
        return None;
    }
    // A limit that is kept matters where its cell changes, and not before.
    let mut laws = system.laws.clone();
    for (cell, amount) in system.cells.iter().enumerate() {
        for law in limits(cell, amount, count) {
            if !law.holds(&system.cells)? {
                laws.push(law);
            }
        }
    }
    let (mut of_size, mut tried): (Vec<(Set, Vec<LinearLaw>)>, BTreeSet<Set>) = (vec![(0, laws)], BTreeSet::new());
    for size in 0..=LARGEST_SET {
        let (mut explaining, mut larger) = (Vec::new(), Vec::new());
        for (set, laws) in &of_size {
            let Some(edit) = failing_edit(laws, system)? else {
                explaining.push(members(*set, count));
                continue;
            };
            if !explaining.is_empty() || size == LARGEST_SET {
                continue;
            }
            for cell in edit.cells() {
                let with = set | bit(cell);
                if tried.insert(with) {
                    if tried.len() > MOST_TRIED {
                        return None;
                    }
                    larger.push((with, without(laws, cell, system.cells.get(cell)?, work)?));
                }
            }
        }
        if !explaining.is_empty() {
            explaining.sort();
            return Some(explaining);
        }
        of_size = larger;
    }
    None
}

/// Whether a set of cells explains what fails: with other values in them all laws can hold.
pub(super) fn explains(system: &System, set: &[usize], work: &Work) -> Option<bool> {
    let mut laws = system.laws.clone();
    for cell in set {
        laws = without(&laws, *cell, system.cells.get(*cell)?, work)?;
    }
    Some(failing_edit(&laws, system)?.is_none())
}

/// Of the laws that fail the one over the fewest cells.
fn failing_edit<'a>(laws: &'a [LinearLaw], system: &System) -> Option<Option<&'a LinearLaw>> {
    let mut failing = None;
    for law in laws {
        if !law.holds(&system.cells)? {
            let fewer = |other: &&LinearLaw| other.cells().count() <= law.cells().count();
            failing = failing.filter(fewer).or(Some(law));
        }
    }
    Some(failing)
}

fn bit(cell: usize) -> Set {
    1 << cell
}

fn members(set: Set, count: usize) -> Vec<usize> {
    (0..count).filter(|cell| set & bit(*cell) != 0).collect()
}

/// A quotient of whole numbers; the lower one is positive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quotient {
    pub upper: i128,
    pub lower: i128,
}

impl Quotient {
    fn is_above(self, other: Self) -> Option<bool> {
        Some(self.upper.checked_mul(other.lower)? > other.upper.checked_mul(self.lower)?)
    }

    /// The multiple of the step that it is, or the next one up.
    fn step_up(self, step: i128) -> Option<i128> {
        let unit = self.lower.checked_mul(step)?;
        let steps = self.upper.checked_div_euclid(unit)?;
        let exact = self.upper.checked_rem_euclid(unit)? == 0;
        steps.checked_add(i128::from(!exact))
    }
}

/// How far an amount reaches, and whether it is less than that, or more.
type Reach = (Quotient, bool);

/// What a cell of a set that explains can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CanBe {
    /// No value that its field can hold.
    Nothing,
    /// This one alone.
    One(Quotient),
    /// One of several.
    Several,
}

/// What one cell of a set can be, where the others of the set are as they have to be and all else as it is. `None` where a number does not fit.
pub(super) fn can_be(system: &System, set: &[usize], cell: usize, work: &Work) -> Option<CanBe> {
    let mut laws = system.laws.clone();
    for other in set.iter().filter(|other| **other != cell) {
        laws = without(&laws, *other, system.cells.get(*other)?, work)?;
    }
    let amount = system.cells.get(cell)?;
    laws.extend(limits(cell, amount, system.cells.len()));
    let (mut least, mut most): (Option<Reach>, Option<Reach>) = (None, None);
    for law in laws.iter().filter(|law| law.factor(cell) != 0) {
        let factor = law.factor(cell);
        let rest = without_cell(law, cell, &system.cells)?;
        // factor × amount + rest ≤ 0
        let quotient =
            Quotient { upper: rest.checked_mul(factor.signum())?.checked_neg()?, lower: factor.checked_abs()? };
        let excluded = law.relation == Relation::BelowZero;
        if law.relation == Relation::Zero || factor > 0 {
            let tighter = match most {
                Some((known, strict)) => known.is_above(quotient)? || !quotient.is_above(known)? && excluded && !strict,
                None => true,
            };
            most = if tighter { Some((quotient, excluded)) } else { most };
        }
        if law.relation == Relation::Zero || factor < 0 {
            let tighter = match least {
                Some((known, strict)) => quotient.is_above(known)? || !known.is_above(quotient)? && excluded && !strict,
                None => true,
            };
            least = if tighter { Some((quotient, excluded)) } else { least };
        }
    }
    let (Some((least, above)), Some((most, below))) = (least, most) else { return Some(CanBe::Several) };
    if least.is_above(most)? || !most.is_above(least)? && (above || below) {
        return Some(CanBe::Nothing);
    }
    between(amount, (least, above), (most, below))
}

/// What is between two quotients, of which each may be excluded.
fn between(amount: &Amount, (least, above): Reach, (most, below): Reach) -> Option<CanBe> {
    let Some(step) = amount.step else {
        return Some(if most.is_above(least)? { CanBe::Several } else { CanBe::One(least) });
    };
    let of_steps = |steps: i128| Some(Quotient { upper: steps.checked_mul(step)?, lower: 1 });
    let is_first_excluded = |steps: i128| Some(above && !of_steps(steps)?.is_above(least)?);
    let mut first = least.step_up(step)?;
    first = first.checked_add(i128::from(is_first_excluded(first)?))?;
    let fits = |steps: i128| {
        let value = of_steps(steps)?;
        Some(most.is_above(value)? || !value.is_above(most)? && !below)
    };
    if !fits(first)? {
        return Some(CanBe::Nothing);
    }
    Some(if fits(first.checked_add(1)?)? { CanBe::Several } else { CanBe::One(of_steps(first)?) })
}

/// What a law adds up to without one cell.
fn without_cell(law: &LinearLaw, cell: usize, cells: &[Amount]) -> Option<i128> {
    let mut sum = law.constant;
    for (index, (factor, other)) in law.factors.iter().zip(cells).enumerate() {
        if index != cell && *factor != 0 {
            sum = sum.checked_add(factor.checked_mul(other.value)?)?;
        }
    }
    Some(sum)
}
