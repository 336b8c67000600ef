//! What differs between two published runs, and which inputs made it so.
//!
//! Takes the ids of two runs; gives the figures that moved, are new or are gone, the targets whose state moved, the findings that are new or resolved, the
//! submissions that came or changed their state, and for each figure what of the inputs, the declarations, the registry, the program
//! and the deadlines lies behind it. Everything is read from the two runs; nothing is computed anew. Doubles are compared by their
//! bits, decimals exactly. A column that one of the runs does not have is not compared, and reported.

pub mod answer;
mod causes;
mod cells;
mod changed_rows;
mod decided_rows;
mod declarations;
mod effects;
mod figures;
mod findings;
mod inputs;
mod maps;
mod registry_effects;
mod runs;
mod since;
mod submissions;
mod targets;

pub use answer::DiffAnswer;
pub use runs::run_before;
pub use since::Since;

use std::collections::HashMap;

use answer::{Changes, ComparedRun};
use causes::Causes;
use effects::DeclarationEffects;
use registry_effects::RegistryEffects;
use runs::OpenedRun;

use crate::error::Error;
use crate::message;
use crate::query::asked::{current, run_named};
use crate::store::Warehouse;

/// Compares two runs. Where one is named it is compared with the current one; where none is, the current one with the one that was
/// current before it, as the journal says.
///
/// # Errors
/// No such run, or none before; a run that is damaged or cannot be read.
pub fn diff(warehouse: &Warehouse, named: &[String]) -> Result<DiffAnswer, Error> {
    let (before, after) = match named {
        [before, after, ..] => (run_named(warehouse, before)?, run_named(warehouse, after)?),
        [before] => (run_named(warehouse, before)?, current(warehouse)?),
        [] => {
            let current = current(warehouse)?;
            let before = run_before(warehouse, &current)?;
            (before.ok_or_else(|| Error::Request(message!("diff-no-run-before", run = &current)))?, current)
        }
    };
    compared(warehouse, &before, &after, true)
}

/// Compares two runs by their ids, in short: of several inputs of one sender each is named as a cause, whichever holds the row.
///
/// # Errors
/// As [`diff`].
pub fn compare(warehouse: &Warehouse, before: &str, after: &str) -> Result<DiffAnswer, Error> {
    compared(warehouse, before, after, false)
}

fn compared(warehouse: &Warehouse, before: &str, after: &str, by_rows: bool) -> Result<DiffAnswer, Error> {
    let (before, after) = (OpenedRun::open(warehouse, before)?, OpenedRun::open(warehouse, after)?);
    let mut not_compared = Vec::new();
    let submissions = submissions::compare(&before, &after, &mut not_compared)?;
    let inputs = inputs::changed(&before, &after, &submissions);
    let declarations = declarations::changed(&before, &after)?;
    let registry = before.registry != after.registry;
    let program = before.program != after.program;
    let deadline = before.last_deadline != after.last_deadline;
    let effects = DeclarationEffects::of(&before, &after)?;
    let maps = maps::Maps::of(&before, &after)?;
    let causes = Causes {
        inputs: &inputs,
        idle: inputs::idle(&inputs, &submissions, &after)?,
        rows: if by_rows { changed_rows::of_forms(&before, &after, &inputs)? } else { HashMap::new() },
        newly_missing: submissions::newly_missing(&submissions),
        registry: RegistryEffects::of(&before, &after, &maps)?,
        maps,
        decided: decided_rows::submissions_of(&effects.decided, &submissions, [&before, &after])?,
        declarations: effects,
        program,
        deadline,
    };
    let figures = figures::compare(&before, &after, causes, &mut not_compared)?;
    let targets = targets::compare(&before, &after, &mut not_compared)?;
    let findings = findings::compare(&before, &after, &mut not_compared)?;
    let submissions = submissions.changes;
    let is_same = inputs.is_empty()
        && declarations.is_empty()
        && before.declarations == after.declarations
        && !(registry || deadline)
        && figures.is_empty()
        && targets.is_empty()
        && findings.is_empty()
        && submissions.is_empty();
    not_compared.sort();
    not_compared.dedup();
    Ok(DiffAnswer {
        tinhso: "diff/1",
        before: before.described(),
        after: after.described(),
        same: is_same,
        inputs,
        changes: Changes { declarations, registry, program, deadline },
        figures,
        targets,
        findings,
        submissions,
        not_compared,
    })
}

impl OpenedRun<'_> {
    fn described(&self) -> ComparedRun {
        ComparedRun {
            run_id: self.run_id.clone(),
            last_deadline: self.last_deadline.clone(),
            program_version: self.program_version.clone(),
            program_digest: self.program.clone(),
            objects: u64::try_from(self.inputs.len()).unwrap_or(u64::MAX),
        }
    }
}
