//! Which arrivals show the same fault in a row whose unit is not known: takes all findings, gives the arrivals that have one.
//!
//! Such a row has no unit by which a later file could be seen to have it, and it may be in another row there. It is the same where what is written and
//! what it is taken for are the same.

use std::collections::{BTreeSet, HashMap};

use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::publish::finding_id::FoundIn;

/// What distinguishes such faults: code, form, period, field, what is written, and what may be meant.
type Fault<'a> = (Code, [Option<&'a str>; 5]);

/// The arrivals of each fault.
pub struct SameFaults<'a> {
    arrivals: HashMap<Fault<'a>, BTreeSet<usize>>,
}

impl<'a> SameFaults<'a> {
    pub fn new(findings: &'a [FoundIn]) -> Self {
        let mut arrivals: HashMap<Fault<'a>, BTreeSet<usize>> = HashMap::new();
        for (finding, place) in findings {
            if let (Some(fault), Some(place)) = (fault(finding), place) {
                arrivals.entry(fault).or_default().insert(*place);
            }
        }
        Self { arrivals }
    }

    /// The arrivals with the fault of a finding, in the order in which they came.
    pub fn arrivals<'s>(&'s self, finding: &'s Finding) -> impl Iterator<Item = usize> + use<'s, 'a> {
        fault(finding).and_then(|fault| self.arrivals.get(&fault)).into_iter().flatten().copied()
    }
}

fn fault(finding: &Finding) -> Option<Fault<'_>> {
    let at = &finding.location;
    let is_of_no_unit = at.ref_area.is_none() && (at.row.is_some() || at.cell.is_some());
    let value = finding.value.as_deref().filter(|_| is_of_no_unit)?;
    let suggestion = finding.suggestion.as_ref().map(|meant| meant.vi.as_str());
    let parts = [at.form.as_deref(), at.time_period.as_deref(), at.field.as_deref(), Some(value), suggestion];
    Some((finding.code, parts))
}
