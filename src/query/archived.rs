//! Inputs of the archive as content that can be read, held or piece by piece.

use std::io::Read;

use crate::error::Error;
use crate::intake::Content;
use crate::store::{HEAD, HELD, Warehouse};

/// An input of the archive, to be read.
///
/// # Errors
/// One that is not there, or whose bytes no longer have the digest.
pub fn content<'a>(warehouse: &'a Warehouse, sha256: &str) -> Result<Content<'a>, Error> {
    if warehouse.archived_size(sha256)? > HELD {
        return archived(warehouse, sha256);
    }
    warehouse.archived(sha256).map(Content::Whole)
}

/// A large object where it is in the archive.
///
/// # Errors
/// One that is not there.
pub fn archived<'a>(warehouse: &'a Warehouse, sha256: &str) -> Result<Content<'a>, Error> {
    let origin = format!("archive/{sha256}");
    let mut head = Vec::new();
    let read = warehouse.archived_stream(sha256)?.take(HEAD).read_to_end(&mut head);
    read.map_err(|cause| Error::store("cannot read", &origin, cause))?;
    let size = warehouse.archived_size(sha256)?;
    let (sha256, known) = (sha256.to_owned(), Some(sha256.to_owned()));
    let open = move || -> Result<Box<dyn Read + Send>, Error> { Ok(Box::new(warehouse.archived_stream(&sha256)?)) };
    Ok(Content::Long { size, head: head.into(), open: Box::new(open), origin, sha256: known })
}
