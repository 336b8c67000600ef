//! A run in the making on a disk: a hidden folder beside the published ones, renamed when it is whole.

#![allow(clippy::disallowed_methods, reason = "input and output of a warehouse on a disk pass through here")]

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::files::{above, failed, make_folder, metadata_if_there, remove, sync_folder};
use crate::error::Error;
use crate::store::blobs::{Existing, Unpublished, WriteInto};
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
        let (runs, run_id) = (above(published), published.file_name().unwrap_or_default().to_string_lossy());
        make_folder(runs).map_err(failed("cannot create", runs))?;
        // Who holds no lock may write the same run: a folder of one's own is the last guard.
        for number in 0u32.. {
            let hidden = runs.join(format!("{STAGING_PREFIX}{run_id}-{number}"));
            match fs::create_dir(&hidden) {
                Ok(()) => return Ok(Self { hidden, published: published.to_owned() }),
                Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {}
                Err(cause) => return Err(failed("cannot create", &hidden)(cause)),
            }
        }
        Err(failed("cannot create", published)("there are too many unfinished runs of this id"))
    }

    /// Gives the folder its name; what has the name now takes that of the folder, and is removed with it.
    fn take_place(&self) -> io::Result<()> {
        if fs::symlink_metadata(&self.published).is_err() {
            return fs::rename(&self.hidden, &self.published);
        }
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::{CWD, RenameFlags, renameat_with};
            use rustix::io::Errno;
            match renameat_with(CWD, &self.hidden, CWD, &self.published, RenameFlags::EXCHANGE) {
                // Not every disk can exchange two names.
                Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {}
                exchanged => return Ok(exchanged?),
            }
        }
        let mut aside = self.hidden.clone().into_os_string();
        aside.push("-before");
        fs::rename(&self.published, &aside)?;
        fs::rename(&self.hidden, &self.published)?;
        fs::rename(&aside, &self.hidden)
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

    fn files(&self) -> Result<Vec<(String, u64)>, Error> {
        let mut files = Vec::new();
        files_below(&self.hidden, "", &mut files).map_err(failed("cannot read", &self.hidden))?;
        files.sort();
        Ok(files)
    }

    fn commit(self: Box<Self>, existing: Existing) -> Result<(), Error> {
        let is_whole = |run: &Path| metadata_if_there(&run.join(MANIFEST)).map(|found| found.is_some());
        let wrong = |cause: io::Error| failed("cannot publish", &self.published)(cause);
        if existing == Existing::Stays && is_whole(&self.published).map_err(wrong)? {
            return Ok(());
        }
        if !is_whole(&self.hidden).map_err(wrong)? {
            return Err(failed("cannot publish", &self.published)("it has no manifest"));
        }
        sync_folders(&self.hidden).map_err(wrong)?;
        self.take_place().map_err(wrong)?;
        sync_folder(above(&self.published)).map_err(wrong)
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
