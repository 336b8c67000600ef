//! Names that people ask for, and the run that they ask.

use crate::error::Error;
use crate::findings::fault::nearest;
use crate::findings::message::Message;
use crate::message;
use crate::publish::manifest;
use crate::store::Warehouse;

/// A name that the run does not know, with the one that was meant or those that there are.
pub(super) fn unknown<'a>(filter: Message, asked: &str, known: impl Iterator<Item = &'a str> + Clone) -> Error {
    const SHOWN: usize = 12;
    if let Some(nearest) = nearest(asked, known.clone()) {
        return Error::Request(message!("export-unknown.misspelt", asked = asked, filter = filter, nearest = nearest));
    }
    let mut listed = known.clone().take(SHOWN).collect::<Vec<_>>().join(", ");
    if known.count() > SHOWN {
        listed.push_str(", …");
    }
    Error::Request(message!("export-unknown.other", asked = asked, filter = filter, known = listed))
}

/// No run to read from.
pub(super) fn no_run() -> Error {
    Error::Request(message!("export-no-run"))
}

/// The run that is asked for, the current one unless it is named.
///
/// # Errors
/// No such run.
pub(super) fn run_asked(warehouse: &Warehouse, run_id: Option<&str>) -> Result<String, Error> {
    let run_id = match run_id {
        Some(run_id) => run_id.to_owned(),
        None => warehouse.current()?.ok_or_else(no_run)?,
    };
    if warehouse.run_file(&run_id, manifest::FILE)?.is_some() {
        return Ok(run_id);
    }
    let known = warehouse.run_ids()?;
    Err(unknown(message!("export-filter.run"), &run_id, known.iter().map(String::as_str)))
}
