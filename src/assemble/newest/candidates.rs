//! The rows that came for one unit, period and vintage, of which one arrival's are current.

use std::collections::BTreeMap;

use crate::assemble::{CurrentKey, CurrentRows};

/// The candidates of one form, each list in the order in which submissions count.
pub(super) type Candidates = BTreeMap<CurrentKey, Vec<CurrentRows>>;

/// Of the candidates for one unit, period and vintage, in the order of arrival, the newest whose rows are all accepted.
pub(super) fn choose(mut candidates: Vec<CurrentRows>) -> Option<CurrentRows> {
    let newest = candidates.len().checked_sub(1)?;
    let Some(chosen) = candidates.iter().rposition(|candidate| candidate.reported) else {
        return candidates.pop();
    };
    let mut current = candidates.swap_remove(chosen);
    current.low_reliability |= chosen != newest;
    Some(current)
}
