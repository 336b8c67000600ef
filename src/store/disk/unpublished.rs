//! A run in the making on a disk: a hidden folder beside the published ones, renamed when it is whole.

#![allow(clippy::disallowed_methods, reason = "input and output of a warehouse on a disk pass through here")]

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::files::{above, failed, make_folder, metadata_if_there, remove, sync_folder};
use crate::error::Error;
use crate::store::blobs::{Unpublished, WriteInto};
use crate::store::key::{Key, MANIFEST};

/// How the name of a run begins that is not published.
pub(super) const STAGING_PREFIX: &str = ".staging-";

/// The hidden folder of a run.
#[derive(Debug)]
pub(super) struct Folder {
    hidden: PathBuf,
    /// Where the run will lie.
    published: PathBuf,
}

impl Folder {
    pub(super) fn begin(published: &Path) -> Result<Self, Error> {
        let run_id = published.file_name().unwrap_or_default().to_string_lossy();
        let hidden = above(published).join(format!("{STAGING_PREFIX}{run_id}"));
        remove(&hidden)?;
        make_folder(&hidden).map_err(failed("cannot create", &hidden))?;
        Ok(Self { hidden, published: published.to_owned() })
    }
}

impl Unpublished for Folder {
    fn write(&self, name: &Key, write: WriteInto<'_>) -> Result<(), Error> {
        let path = self.hidden.join(name.as_str());
        let folder = above(&path);
        fs::create_dir_all(folder).map_err(failed("cannot create", folder))?;
        let mut sink = BufWriter::new(File::create_new(&path).map_err(failed("cannot write", &path))?);
        write(&mut sink)?;
        sink.flush().and_then(|()| sink.get_ref().sync_all()).map_err(failed("cannot write", &path))
    }

    fn commit(self: Box<Self>) -> Result<(), Error> {
        let is_whole = |run: &Path| metadata_if_there(&run.join(MANIFEST)).map(|found| found.is_some());
        let wrong = |cause: io::Error| failed("cannot publish", &self.published)(cause);
        if is_whole(&self.published).map_err(wrong)? {
            return Ok(());
        }
        if !is_whole(&self.hidden).map_err(wrong)? {
            return Err(failed("cannot publish", &self.published)("it has no manifest"));
        }
        sync_folders(&self.hidden).map_err(wrong)?;
        fs::rename(&self.hidden, &self.published).map_err(wrong)?;
        sync_folder(above(&self.published)).map_err(wrong)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // After publishing there is nothing of that name. If it cannot be removed, the next run does it.
        let _ = remove(&self.hidden);
    }
}

/// Makes the names in a folder and below it durable, the deepest first.
fn sync_folders(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_folders(&entry.path())?;
        }
    }
    sync_folder(folder)
}
