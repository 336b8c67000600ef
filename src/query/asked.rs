//! Names that people ask for, and the run that they ask.

use crate::error::Error;
use crate::findings::fault::nearest;
use crate::findings::message::Message;
use crate::message;
use crate::publish::manifest;
use crate::query::no_current::no_current;
use crate::store::Warehouse;

/// A name that the run does not know, with the one that was meant or those that there are.
pub(super) fn unknown<'a>(filter: Message, asked: &str, known: impl Iterator<Item = &'a str> + Clone) -> Error {
    const SHOWN: usize = 12;
    if let Some(nearest) = nearest(asked, known.clone()) {
        return Error::Request(message!("export-unknown.misspelt", asked = asked, filter = filter, nearest = nearest));
    }
    if known.clone().next().is_none() {
        return Error::Request(message!("export-unknown.none", asked = asked, filter = filter));
    }
    let mut listed = known.clone().take(SHOWN).collect::<Vec<_>>().join(", ");
    if known.count() > SHOWN {
        listed.push_str(", …");
    }
    Error::Request(message!("export-unknown.other", asked = asked, filter = filter, known = listed))
}

/// The run that is current.
///
/// # Errors
/// No run is, and why; a pointer to nothing.
pub(super) fn current(warehouse: &Warehouse) -> Result<String, Error> {
    match warehouse.current()? {
        Some(run_id) => Ok(run_id),
        None => Err(Error::Request(no_current(warehouse)?)),
    }
}

/// The run that is asked for, the current one unless it is named.
///
/// # Errors
/// As [`run_named`]; no run yet.
pub(super) fn run_asked(warehouse: &Warehouse, run_id: Option<&str>) -> Result<String, Error> {
    run_named(warehouse, run_id.unwrap_or(CURRENT))
}

/// The id of the run that is named: by its id, by the beginning of its id where that is of one run alone, or as `current`.
///
/// # Errors
/// No such run.
pub fn run_named(warehouse: &Warehouse, name: &str) -> Result<String, Error> {
    const BEGINNING: usize = 6;
    if name == CURRENT {
        return current(warehouse);
    }
    // What is no name of a run is not looked for.
    let is_id = name.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_id && warehouse.run_file(name, manifest::FILE)?.is_some() {
        return Ok(name.to_owned());
    }
    let known = warehouse.run_ids()?;
    let begins = || known.iter().filter(|id| is_id && name.len() >= BEGINNING && id.starts_with(name));
    match (begins().next(), begins().nth(1)) {
        _ if known.is_empty() => Err(Error::Request(no_current(warehouse)?)),
        (Some(only), None) => Ok(only.clone()),
        _ => Err(unknown(message!("export-filter.run"), name, known.iter().map(String::as_str))),
    }
}

/// How the run that is current is named.
const CURRENT: &str = "current";
