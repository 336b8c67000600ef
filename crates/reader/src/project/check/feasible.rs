//! Whether sums of fields can be within bounds all at once: exact elimination (Fourier and Motzkin), or silence.
//!
//! Takes inequalities `sum ≤ 0` and `sum < 0` over fields, each with whole factors; says whether no values of the fields keep them all.

use std::collections::{BTreeMap, BTreeSet};

use num_bigint::BigInt;
use num_bigint::Sign;

use crate::project::expression::linear::Linear;

/// Inequalities beyond which elimination is given up: their number may grow with the square at each step.
const MOST: usize = 2_000;

/// A sum of fields and a constant that is at most zero, or below it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Inequality {
    factors: BTreeMap<String, BigInt>,
    constant: BigInt,
    strict: bool,
}

impl Inequality {
    /// `linear ≤ 0`, or `< 0`.
    pub fn at_most_zero(linear: &Linear, strict: bool) -> Self {
        let mut inequality = Self { factors: linear.factors.clone(), constant: linear.constant.clone(), strict };
        inequality.reduce();
        inequality
    }

    /// `linear ≥ 0`, or `> 0`.
    pub fn at_least_zero(linear: &Linear, strict: bool) -> Self {
        let factors = linear.factors.iter().map(|(name, factor)| (name.clone(), -factor)).collect();
        let mut inequality = Self { factors, constant: -&linear.constant, strict };
        inequality.reduce();
        inequality
    }

    /// True where it holds or not whatever the fields are, and does not.
    fn is_false(&self) -> bool {
        self.factors.is_empty()
            && match self.constant.sign() {
                Sign::Plus => true,
                Sign::NoSign => self.strict,
                Sign::Minus => false,
            }
    }

    /// Divides by what divides all of it, so that equal ones look alike.
    fn reduce(&mut self) {
        self.factors.retain(|_, factor| *factor != BigInt::ZERO);
        let all = self.factors.values().chain([&self.constant]);
        let divisor = all.fold(BigInt::ZERO, |divisor, part| common_divisor(divisor, part.clone()));
        if divisor.sign() == Sign::Plus {
            self.factors.values_mut().for_each(|factor| *factor = &*factor / &divisor);
            self.constant = &self.constant / &divisor;
        }
    }

    fn factor(&self, name: &str) -> BigInt {
        self.factors.get(name).cloned().unwrap_or_default()
    }

    /// The sum of both, each times so much that a field is gone. Their factors of it have opposite signs.
    fn without(&self, other: &Self, name: &str) -> Self {
        let (own, its) = (self.factor(name), other.factor(name));
        let (own, its) = (BigInt::from(own.magnitude().clone()), BigInt::from(its.magnitude().clone()));
        let mut sum = Self {
            factors: self.factors.iter().map(|(name, factor)| (name.clone(), factor * &its)).collect(),
            constant: &self.constant * &its + &other.constant * &own,
            strict: self.strict || other.strict,
        };
        for (name, factor) in &other.factors {
            *sum.factors.entry(name.clone()).or_default() += factor * &own;
        }
        sum.reduce();
        sum
    }
}

/// The greatest number that divides both, never negative.
fn common_divisor(one: BigInt, other: BigInt) -> BigInt {
    let (mut one, mut other) = (one, other);
    while other != BigInt::ZERO {
        (one, other) = (other.clone(), one % &other);
    }
    one.magnitude().clone().into()
}

/// True where no values keep all of these; false where some do, or where it would take too long to know.
pub(super) fn contradict(inequalities: &[Inequality]) -> bool {
    let mut left: BTreeSet<Inequality> = inequalities.iter().cloned().collect();
    loop {
        if left.iter().any(Inequality::is_false) {
            return true;
        }
        // The field that leaves the fewest inequalities.
        let names: BTreeSet<String> = left.iter().flat_map(|one| one.factors.keys().cloned()).collect();
        let count = |name: &String| {
            let sign = |wanted: Sign| left.iter().filter(|one| one.factor(name).sign() == wanted).count();
            sign(Sign::Plus).saturating_mul(sign(Sign::Minus))
        };
        let Some(name) = names.iter().min_by_key(|name| count(name)) else { return false };
        let (with, without): (Vec<Inequality>, Vec<Inequality>) =
            left.iter().cloned().partition(|one| one.factors.contains_key(name));
        let (above, below): (Vec<Inequality>, Vec<Inequality>) =
            with.into_iter().partition(|one| one.factor(name).sign() == Sign::Plus);
        if without.len().saturating_add(above.len().saturating_mul(below.len())) > MOST {
            return false;
        }
        left = without.into_iter().collect();
        for one in &above {
            left.extend(below.iter().map(|other| one.without(other, name)));
        }
    }
}
