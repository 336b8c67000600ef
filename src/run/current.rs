//! What `current` is when a run begins: takes the pointer and what became current last, gives what the run compares itself with, and what
//! was done to `current` by others.

use crate::error::Error;
use crate::store::{Holds, Warehouse};

/// What a run finds.
#[derive(Debug, Default)]
pub(super) struct FoundCurrent {
    /// What `current` points to, whether that is there or not.
    pub pointer: Option<String>,
    /// The run that became current last, where `current` does not point to it.
    pub lost: Option<String>,
    /// The run that `current` points to, where that is not there, or became current by nobody's doing.
    pub misplaced: Option<String>,
    /// The run that counts as the one before.
    pub before: Option<String>,
}

impl FoundCurrent {
    /// Looks at the pointer.
    ///
    /// # Errors
    /// A warehouse that cannot be read.
    pub fn new(warehouse: &Warehouse, holds: &Holds) -> Result<Self, Error> {
        let pointer = warehouse.pointer()?;
        let last = holds.made_current().map(str::to_owned);
        let is_there = |run_id: &str| Ok::<_, Error>(warehouse.has_run(run_id)? || warehouse.has_remains_of(run_id)?);
        let misplaced = match pointer.as_deref() {
            Some(pointed) if !is_there(pointed)? || is_moved(pointed, holds) => pointer.clone(),
            _ => None,
        };
        if pointer.is_some() && misplaced.is_none() {
            return Ok(Self { before: pointer.clone(), pointer, ..Self::default() });
        }
        let mut before = None;
        for run_id in [last.as_ref(), pointer.as_ref()].into_iter().flatten() {
            if before.is_none() && warehouse.has_run(run_id)? {
                before = Some(run_id.clone());
            }
        }
        // Where the run went with `current`, a warehouse begins anew from ledger and archive.
        let lost = last.filter(|last| pointer.is_some() || before.as_ref() == Some(last));
        Ok(Self { pointer, lost, misplaced, before })
    }
}

/// True where `current` points to a run that did not become current last. One that was killed as it became current is in no entry yet.
fn is_moved(pointed: &str, holds: &Holds) -> bool {
    holds.made_current().is_some_and(|last| last != pointed) && holds.names(pointed)
}
