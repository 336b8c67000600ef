//! A run that was published before: whether it is still what its manifest says.
//!
//! Takes the id of a run with what it rests on; gives its summary, or what is wrong with it. Nothing is believed because it is
//! there: each night the bytes of every file are compared with their digests, which takes as long as reading them (a few
//! milliseconds for the tables of a province), and the manifest with the one that these inputs and declarations give. The
//! summary in it is the one thing that only a new computation could prove: `tinhso` trusts it.

use chrono::NaiveDate;

use crate::error::{Error, causes};
use crate::message;
use crate::project::Project;
use crate::publish::summary::Summary;
pub(super) use crate::publish::whole::damaged;
use crate::publish::{inputs, manifest};
use crate::store::{Entry, Warehouse};
use crate::values::instant::instant;

/// What is known of a run.
#[derive(Clone, Debug)]
pub enum Known {
    /// There is none of this id.
    No,
    Whole(Box<Summary>),
    /// The names of files that are gone or hold something else.
    Damaged(Vec<String>),
}

/// Compares the ledger with what was written down of its end, and with what the current run counted: entries are only added, and none of
/// them is ever lost. Gives how many arrivals it has.
///
/// # Errors
/// A file that is lost or another; an arrival of the current run that the ledger does not hold any more; a ledger that cannot be read. A
/// manifest that is damaged says nothing.
pub fn compare_ledger(warehouse: &Warehouse, current: Option<&str>) -> Result<usize, Error> {
    let manifest = current.map(|run_id| warehouse.run_file(run_id, manifest::FILE)).transpose()?.flatten();
    let manifest = manifest.and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
    let counted = match (current, manifest) {
        (Some(run_id), Some(manifest)) => inputs::counted(warehouse, run_id, &manifest)?.unwrap_or_default(),
        _ => Vec::new(),
    };
    let (missing, arrivals) = warehouse.missing_in_ledger(counted)?;
    let extent = warehouse.compare_ledger_extent();
    let Some(entry) = missing.first() else { return extent.map(|()| arrivals) };
    let (name, cause) = match extent {
        Ok(()) => match warehouse.last_ledger_file()? {
            Some(last) => ("ledger".to_owned(), message!("damage.ledger-behind", last = last)),
            None => ("ledger".to_owned(), message!("damage.ledger-all")),
        },
        Err(Error::Damaged { object, cause }) => (object, causes(&*cause)),
        Err(error) => return Err(error),
    };
    let (run, at) = (current.unwrap_or_default(), instant(entry.received_at));
    Err(Error::damaged(
        name,
        message!("damage.ledger-counted", run = run, object = &entry.object, at = at, cause = cause),
    ))
}

/// Looks at a run.
///
/// # Errors
/// A warehouse that cannot be read.
pub fn known(
    project: &Project,
    warehouse: &Warehouse,
    run_id: &str,
    counted: &[Entry],
    deadline: Option<NaiveDate>,
) -> Result<Known, Error> {
    let broken = |files: Vec<String>| Ok(Known::Damaged(files));
    let Some(bytes) = warehouse.run_file(run_id, manifest::FILE)? else {
        let left = warehouse.has_remains_of(run_id)?;
        return if left { broken(vec![manifest::FILE.to_owned()]) } else { Ok(Known::No) };
    };
    let stored: Option<serde_json::Value> = serde_json::from_slice(&bytes).ok();
    let outputs = stored.as_ref().and_then(manifest::outputs_of);
    let (Some(outputs), Ok(summary)) = (outputs, manifest::summary_of(&bytes)) else {
        return broken(vec![manifest::FILE.to_owned()]);
    };
    let due = manifest::manifest(project, run_id, counted, deadline, &outputs, &summary);
    if manifest::pretty(&due)? != bytes {
        return broken(vec![manifest::FILE.to_owned()]);
    }
    let damaged = damaged(warehouse, run_id, &outputs)?;
    if damaged.is_empty() { Ok(Known::Whole(Box::new(summary))) } else { broken(damaged) }
}
