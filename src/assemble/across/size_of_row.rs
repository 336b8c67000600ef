//! How large a unit is beside its peers, by the other measures of its row: six times the median is no doubt in a row that is six times the
//! median.
//!
//! A row with one other measure or more is judged by the median of how many times each is the peers' median. Where it has none, the largest
//! units are judged by each other: one of which two others have a third is one of them.

use super::median::Ratio;
use super::rules::{AtPoint, Doubt};
use crate::project::written::form::{Field, Measure};
use crate::values::decimal::Decimal;

/// Others of about that size make a unit one of the large.
const LARGE_PEERS: usize = 2;

impl AtPoint<'_> {
    /// True where a value is as large as the rest of its row, beside the peers. A wrong unit of measure may be that of all amounts of its kind:
    /// these are left out where `other_units` asks for it.
    pub fn fits_size_of_row(&self, doubt: &Doubt, other_units: bool) -> bool {
        if doubt.usual.periods.is_some() {
            return false;
        }
        let within = Ratio::of_factor(self.rows.rules.within.0);
        let own = Ratio { numerator: doubt.value.units().unsigned_abs(), denominator: doubt.usual.median };
        match Ratio::median(self.sizes(doubt, other_units)) {
            Some(size) => own.is_near(size, within),
            None => own.numerator > own.denominator && self.is_one_of_the_large(doubt, within),
        }
    }

    /// True where an amount is as many times the median of the peers as the other measures of the row are times theirs.
    pub fn fits_size_of_others(&self, doubt: &Doubt, amount: Decimal) -> bool {
        let own = Ratio { numerator: amount.units().unsigned_abs(), denominator: doubt.usual.median };
        let size = || Ratio::median(self.sizes(doubt, false));
        doubt.usual.periods.is_none()
            && size().is_some_and(|size| own.is_near(size, Ratio::of_factor(self.rows.rules.within.0)))
    }

    /// How many times each other measure of the row is the median of its peers.
    fn sizes(&self, doubt: &Doubt, other_units: bool) -> Vec<Ratio> {
        let field = |index: usize| self.rows.form.schema.fields.get(index);
        let unit_of = |field: &Field| (field.unit.clone(), field.multiplier);
        let own = field(doubt.field).map(unit_of);
        let others = self.rows.measures.iter().enumerate().filter(|(measure, _)| *measure != doubt.measure);
        // A share says nothing of a size.
        let others = others.filter(|(_, index)| field(**index).is_some_and(|of| of.measure != Some(Measure::Rate)));
        let others = others.filter(|(_, index)| !other_units || field(**index).map(unit_of) != own);
        let size = |(measure, index): (usize, &usize)| {
            let amount = self.rows.value(self.point, *index)?.units().unsigned_abs();
            let peers = self.rows.peers(self.point, measure)?;
            (amount != 0).then_some(Ratio { numerator: amount, denominator: peers.median })
        };
        others.filter_map(size).collect()
    }

    fn is_one_of_the_large(&self, doubt: &Doubt, within: Ratio) -> bool {
        let own = doubt.value.units().unsigned_abs();
        let peers = self.rows.points_of_peers(self.point).iter().filter(|peer| **peer != self.point);
        let amounts = peers.filter_map(|peer| Some(self.rows.value(*peer, doubt.field)?.units().unsigned_abs()));
        let is_large = |amount: &u128| {
            let ratio = Ratio { numerator: own, denominator: *amount };
            *amount != 0 && ratio.is_at_most(within)
        };
        amounts.filter(is_large).take(LARGE_PEERS).count() == LARGE_PEERS
    }
}
