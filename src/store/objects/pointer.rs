//! What readers follow to the current run: `current.json`, replaced only where it is what its writer read.

use bytes::Bytes;
use object_store::UpdateVersion;
use serde::{Deserialize, Serialize};

use super::requests::Requests;
use super::writes::write_id;
use crate::error::Error;
use crate::message;
use crate::store::key::RUNS;

/// The file of the pointer.
pub(super) const FILE: &str = "current.json";
const KIND: &str = "current/1";

/// The pointer as it lies in the store.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Pointer {
    tinhso: String,
    /// Nothing where a holder of the lease marked it before any run was published.
    pub run_id: Option<String>,
    /// Where the run lies, below the folder of this file.
    path: Option<String>,
    /// The number of the lease under which it was written last.
    pub fence: u64,
    /// Of one write: two texts are never the same.
    write: String,
}

impl Pointer {
    fn to(run_id: Option<&str>, fence: u64) -> Self {
        Self {
            tinhso: KIND.to_owned(),
            run_id: run_id.map(str::to_owned),
            path: run_id.map(|run_id| format!("{RUNS}/{run_id}")),
            fence,
            write: write_id(),
        }
    }
}

/// The pointer, with the version of its file; nothing where there is none.
pub(super) fn read(requests: &Requests) -> Result<Option<(Pointer, UpdateVersion)>, Error> {
    let found = requests.find(&requests.path(FILE)?);
    let Some(found) = found.map_err(|refused| requests.failed("cannot read", FILE, &refused))? else {
        // A bucket that is not there has no pointer either, and is no empty warehouse.
        let listed = requests.list_right_below(requests.root());
        listed.map_err(|refused| requests.failed("cannot read", FILE, &refused))?;
        return Ok(None);
    };
    let damaged = |cause: String| Error::damaged(requests.location(FILE), cause);
    let pointer: Pointer = serde_json::from_slice(&found.bytes).map_err(|cause| damaged(cause.to_string()))?;
    if pointer.tinhso != KIND {
        return Err(damaged(format!("it is a `{}`, not a `{KIND}`", pointer.tinhso)));
    }
    if let Some(run_id) = pointer.run_id.as_deref().filter(|run_id| RUNS.child(run_id).is_err()) {
        return Err(damaged(format!("it points to {run_id}, which is no run")));
    }
    // Readers follow the path, tinhso the id.
    let whole = Pointer::to(pointer.run_id.as_deref(), pointer.fence);
    if pointer.path != whole.path {
        let [named, path] = [&pointer.run_id, &pointer.path].map(|part| part.as_deref().unwrap_or("null"));
        let cause = message!("damage.pointer", run = named, path = path);
        return Err(Error::damaged(requests.location(FILE), cause));
    }
    Ok(Some((pointer, found.version)))
}

/// Moves the pointer from what is expected; false where it holds something else, or a later holder of the lease wrote it.
pub(super) fn move_to(
    requests: &Requests,
    expected: Option<&str>,
    run_id: &str,
    fence: Option<u64>,
) -> Result<bool, Error> {
    let found = read(requests)?;
    let pointer = found.as_ref().map(|(pointer, _)| pointer);
    let written = pointer.map_or(0, |pointer| pointer.fence);
    let is_expected = pointer.and_then(|pointer| pointer.run_id.as_deref()) == expected;
    if !is_expected || fence.is_some_and(|fence| fence < written) {
        return Ok(false);
    }
    write(requests, &Pointer::to(Some(run_id), fence.unwrap_or(written)), found.map(|(_, version)| version).as_ref())
}

/// Marks the pointer with the fence of one who took the lease from another, which can move it no more from then on.
pub(super) fn mark(requests: &Requests, fence: u64) -> Result<(), Error> {
    loop {
        let found = read(requests)?;
        let (pointer, version) = found.map_or((None, None), |(pointer, version)| (Some(pointer), Some(version)));
        if pointer.as_ref().is_some_and(|pointer| pointer.fence > fence) {
            return Err(Error::Locked { warehouse: requests.name().to_owned(), by: None });
        }
        let run_id = pointer.as_ref().and_then(|pointer| pointer.run_id.as_deref());
        if write(requests, &Pointer::to(run_id, fence), version.as_ref())? {
            return Ok(());
        }
    }
}

fn write(requests: &Requests, pointer: &Pointer, version: Option<&UpdateVersion>) -> Result<bool, Error> {
    let mut text = serde_json::to_vec_pretty(pointer).map_err(Error::program)?;
    text.push(b'\n');
    let (path, bytes) = (requests.path(FILE)?, Bytes::from(text));
    let written = match version {
        Some(version) => requests.replace(&path, &bytes, version),
        None => requests.create(&path, &bytes),
    };
    Ok(written.map_err(|refused| requests.failed("cannot write", FILE, &refused))?.is_some())
}
