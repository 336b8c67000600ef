//! Why a warehouse has no current run: there is none at all, the first is held, or `current` is gone.

use crate::error::Error;
use crate::findings::message::Message;
use crate::message;
use crate::store::Warehouse;

/// What to say where no run is current, with the commands that make one so.
///
/// # Errors
/// A warehouse that cannot be read.
pub fn no_current(warehouse: &Warehouse) -> Result<Message, Error> {
    let runs = warehouse.run_ids()?;
    let held = warehouse.holds()?.waiting().rfind(|held| runs.contains(&held.run_id)).map(|held| held.run_id);
    let (lost, gone) = match warehouse.last_made_current()? {
        Some(last) if runs.contains(&last) => (Some(last), None),
        last => (None, last),
    };
    Ok(match (lost, held, runs.as_slice()) {
        (Some(lost), Some(held), _) => message!("no-current.lost-and-held", run = lost, held = held),
        (Some(lost), None, _) => message!("status-check.not-current", run = lost),
        (None, Some(held), _) => message!("no-current.held", run = held),
        (None, None, []) => match gone {
            Some(gone) => message!("no-current.gone", run = gone),
            None => message!("export-no-run"),
        },
        (None, None, _) => message!("no-current.unknown", runs = runs.join(", ")),
    })
}
