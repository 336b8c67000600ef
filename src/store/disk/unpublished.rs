//! A run in the making on a disk: a hidden folder beside the published ones, renamed when it is whole.

#![allow(clippy::disallowed_methods, reason = "input and output of a warehouse on a disk pass through here")]

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::files::{above, failed, make_folder, metadata_if_there, remove};
use super::operations::Operations;
use crate::error::Error;
use crate::store::blobs::{ExistingRun, Unpublished, WriteInto};
use crate::store::key::{Key, MANIFEST};

/// How the name of a run begins that is not published.
pub(super) const STAGING_PREFIX: &str = ".staging-";

/// The hidden folder of a run.
#[derive(Debug)]
pub(super) struct Folder {
    operations: Operations,
    hidden: PathBuf,
    /// Where the run will lie.
    published: PathBuf,
}

impl Folder {
    pub(super) fn begin(operations: &Operations, published: &Path) -> Result<Self, Error> {
        let (runs, run_id) = (above(published), published.file_name().unwrap_or_default().to_string_lossy());
        make_folder(operations, runs).map_err(failed("cannot create", runs))?;
        // Who holds no lock may write the same run: a folder of one's own is the last guard.
        for number in 0u32.. {
            let hidden = runs.join(format!("{STAGING_PREFIX}{run_id}-{number}"));
            match operations.make_folder(&hidden) {
                Ok(()) => {
                    return Ok(Self { operations: operations.clone(), hidden, published: published.to_owned() });
                }
                Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {}
                Err(cause) => return Err(failed("cannot create", &hidden)(cause)),
            }
        }
        Err(failed("cannot create", published)("there are too many unfinished runs of this id"))
    }

    /// Gives the folder its name; what has the name now takes that of the folder, and is removed with it.
    fn take_place(&self) -> io::Result<()> {
        let (operations, hidden, published) = (&self.operations, &self.hidden, &self.published);
        if fs::symlink_metadata(published).is_err() {
            return operations.rename(hidden, published);
        }
        if operations.exchange(hidden, published)? {
            return Ok(());
        }
        let mut aside = hidden.clone().into_os_string();
        aside.push("-before");
        let aside = Path::new(&aside);
        operations.rename(published, aside)?;
        operations.rename(hidden, published)?;
        operations.rename(aside, hidden)
    }

    /// Makes the folders between the run and a file of it. They are made durable with the run.
    fn make_folders(&self, folder: &Path) -> io::Result<()> {
        let missing = |folder: &&Path| *folder != self.hidden && !folder.is_dir();
        let missing: Vec<&Path> = folder.ancestors().take_while(missing).collect();
        for folder in missing.into_iter().rev() {
            match self.operations.make_folder(folder) {
                // Another thread made it meanwhile.
                Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {}
                made => made?,
            }
        }
        Ok(())
    }
}

impl Unpublished for Folder {
    fn write(&self, name: &Key, write: WriteInto<'_>) -> Result<(), Error> {
        let path = self.hidden.join(name.as_str());
        let folder = above(&path);
        self.make_folders(folder).map_err(failed("cannot create", folder))?;
        let mut sink = BufWriter::new(self.operations.create_new(&path).map_err(failed("cannot write", &path))?);
        write(&mut sink)?;
        sink.flush().and_then(|()| sink.get_ref().sync()).map_err(failed("cannot write", &path))
    }

    fn files(&self) -> Result<Vec<(String, u64)>, Error> {
        let mut files = Vec::new();
        files_below(&self.hidden, "", &mut files).map_err(failed("cannot read", &self.hidden))?;
        files.sort();
        Ok(files)
    }

    fn commit(self: Box<Self>, existing: ExistingRun) -> Result<(), Error> {
        let is_whole = |run: &Path| metadata_if_there(&run.join(MANIFEST)).map(|found| found.is_some());
        let wrong = |cause: io::Error| failed("cannot publish", &self.published)(cause);
        if existing == ExistingRun::Stays && is_whole(&self.published).map_err(wrong)? {
            return Ok(());
        }
        if !is_whole(&self.hidden).map_err(wrong)? {
            return Err(failed("cannot publish", &self.published)("it has no manifest"));
        }
        sync_folders(&self.operations, &self.hidden).map_err(wrong)?;
        self.take_place().map_err(wrong)?;
        self.operations.sync_folder(above(&self.published)).map_err(wrong)
    }
}

/// The files of a folder and those below it, named from it.
fn files_below(folder: &Path, prefix: &str, files: &mut Vec<(String, u64)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            files_below(&entry.path(), &format!("{name}/"), files)?;
        } else {
            files.push((name, entry.metadata()?.len()));
        }
    }
    Ok(())
}

impl Drop for Folder {
    fn drop(&mut self) {
        // After publishing there is nothing of that name. If it cannot be removed, the next run does it.
        let _ = remove(&self.operations, &self.hidden);
    }
}

/// Makes the names in a folder and below it durable, the deepest first.
fn sync_folders(operations: &Operations, folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_folders(operations, &entry.path())?;
        }
    }
    operations.sync_folder(folder)
}
