//! Open errors by who can mend them and by cause, for the summary of a run.
//!
//! Takes the findings with their states and what came; gives a line for each sender, the one with most errors first.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::findings::code::Code;
use crate::findings::finding::Finding;
use crate::project::Project;
use crate::publish::finding_id::{FoundIn, Origins};
use crate::publish::finding_state::FindingState;
use crate::registry::UnitIndex;

/// Senders beyond these, and causes of one sender beyond these, are only counted.
const MOST_SENDERS: usize = 10;
const MOST_CAUSES: usize = 5;

/// The open findings of severity error, by sender.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OpenErrors {
    /// How many senders have any; all that are about no known sender are of one.
    pub senders: u64,
    /// The ten senders with most errors.
    pub most: Vec<SenderErrors>,
}

/// The open errors of one sender.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SenderErrors {
    /// The code of the sender; null where nothing says who sent it.
    pub ref_area: Option<String>,
    pub name: Option<String>,
    pub errors: u64,
    /// The five causes with most errors.
    pub causes: Vec<ErrorCause>,
}

/// Errors of one sender and one cause.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ErrorCause {
    pub code: Code,
    /// The `[[check]]` that failed.
    pub check: Option<String>,
    pub errors: u64,
    /// The first of them, in the order of `findings.parquet`.
    pub first: Finding,
}

/// What distinguishes causes: the code and the check.
type CauseKey<'a> = (Code, Option<&'a str>);

impl OpenErrors {
    /// Those of a run.
    pub fn new(project: &Project, origins: &Origins<'_>, findings: &[FoundIn], states: &[FindingState]) -> Self {
        let mut senders: BTreeMap<Option<UnitIndex>, BTreeMap<CauseKey<'_>, (u64, &Finding)>> = BTreeMap::new();
        let open = findings.iter().zip(states).filter(|(found, state)| state.is_open() && found.0.is_error());
        for (found, _) in open {
            let finding = &found.0;
            let causes = senders.entry(origins.sender(found)).or_default();
            let cause = causes.entry((finding.code, finding.check.as_deref())).or_insert((0, finding));
            cause.0 = cause.0.saturating_add(1);
        }
        let count = u64::try_from(senders.len()).unwrap_or(u64::MAX);
        let mut most: Vec<SenderErrors> = senders
            .into_iter()
            .map(|(sender, causes)| {
                let unit = sender.and_then(|sender| project.registry.units.get(sender));
                let cause = |((code, check), (errors, first)): (CauseKey<'_>, (u64, &Finding))| ErrorCause {
                    code,
                    check: check.map(str::to_owned),
                    errors,
                    first: first.clone(),
                };
                let mut causes: Vec<ErrorCause> = causes.into_iter().map(cause).collect();
                causes.sort_by_key(|cause| std::cmp::Reverse(cause.errors));
                let errors = causes.iter().map(|cause| cause.errors).sum();
                causes.truncate(MOST_CAUSES);
                SenderErrors {
                    ref_area: unit.map(|unit| unit.code.clone()),
                    name: unit.map(|unit| unit.name.clone()),
                    errors,
                    causes,
                }
            })
            .collect();
        most.sort_by(|left, right| {
            (right.errors.cmp(&left.errors)).then_with(|| left.ref_area.is_none().cmp(&right.ref_area.is_none()))
        });
        most.truncate(MOST_SENDERS);
        Self { senders: count, most }
    }
}
